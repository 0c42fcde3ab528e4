"""Planning: a delivery is read and compared with the ledgers; nothing lands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from fangpin.imports import Delivery, Known, Period, Plan, plan
from fangpin.rosters import Reading, Source
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_import, may_import_source
from fangpin_web.intake.deliveries import open_stored, read_sheets, readable_sources, recognise_sheets, rows_of
from fangpin_web.intake.holding import expect, hold
from fangpin_web.intake.known import known_for
from fangpin_web.intake.landing import Progress
from fangpin_web.intake.matching import earlier_decisions
from fangpin_web.intake.models import ColumnMemory, Held, Upload
from fangpin_web.intake.originals import keep_reading
from fangpin_web.intake.problems import NotAllowed, NotKept, NotReadable
from fangpin_web.intake.receiving import unread_of
from fangpin_web.intake.refusals import rows_to_return
from fangpin_web.intake.samples import counts_of, samples_of, warning_of
from fangpin_web.office.policy import policy_in_force


def preview_upload(
    *,
    upload: Upload,
    by: Officer,
    at: datetime,
    password: str | None = None,
    source: str | None = None,
    delivery: str | None = None,
    period: Period | None = None,
    covered: Sequence[str] | None = None,
    mapping: Mapping[str, Mapping[str, str | None]] | None = None,
    progress: Progress | None = None,
) -> Upload:
    """Read the delivery and plan it against the ledgers; nothing lands.

    The keywords correct what was recognised: ``mapping`` is sheet number -> column number -> field id (None: means
    nothing), and is remembered for the source; ``covered`` are codes of the areas the sender speaks for.
    Raises :class:`NotReadable` or ``PasswordNeeded``; the upload keeps its state then.
    """
    if not may_import(by):
        raise NotAllowed("not_allowed", what_zh="导入名单", what_en="import lists")
    with acting_as(by, "preview import"):
        upload = hold(upload)
        expect(upload, Upload.State.RECEIVED, Upload.State.PREVIEWED, Upload.State.UNKNOWN, act=("预览", "previewed"))
        policy = policy_in_force()
        chosen = readable_sources(policy).get(source or upload.source)
        if chosen is None:
            raise NotReadable("not_recognised", file=upload.file_name)
        if not may_import_source(by, chosen.department):
            raise NotAllowed("not_allowed", what_zh=f"导入{chosen.zh}", what_en=f"import {chosen.en}")
        if mapping is not None:
            upload.mapping = {str(k): {str(i): f for i, f in v.items()} for k, v in mapping.items()}
        when = period or _period_of(upload)
        if when is None:
            raise NotReadable("period_needed", file=upload.file_name)
        recognised = upload.delivery if upload.source == chosen.id else ""
        upload.source, upload.department = chosen.id, chosen.department
        upload.delivery = delivery or recognised or chosen.delivery
        upload.period_from_on, upload.period_to_on = when.from_on, when.to_on
        if covered is not None:
            upload.covered = list(covered) or None
        readings, unread = _read(upload, chosen, policy, when.to_on, password)
        rows = rows_of(readings)
        try:
            keep_reading(upload.pk, rows)
        except OSError as error:
            raise NotKept("not_kept", file=upload.file_name, detail=error.strerror or "") from error
        if progress:
            progress(1, 2)
        planned = plan_of(upload, rows, chosen)
        upload.counts = counts_of(planned, readings) | {"unread": unread}
        shown = samples_of(planned, rows, chosen, readings) | {"returned": rows_to_return(planned)}
        upload.preview = json.dumps(shown, ensure_ascii=False, default=str)
        upload.digest = planned.digest
        upload.state = Upload.State.PREVIEWED
        upload.problem = _both(upload.problem, warning_of(planned))
        upload.save()
        if mapping:
            _remember(readings, chosen, upload, by=by, at=at)
    if progress:
        progress(2, 2)
    return upload


def decide_missing(*, upload: Upload, decisions: Mapping[str, str], by: Officer, at: datetime) -> Upload:  # noqa: ARG001 - a service says when
    """What to do with rows no longer in the file, per ledger: ``ended``, ``not_sent`` or ``ask``. Lands nothing."""
    with acting_as(by, "decide missing rows"):
        upload = hold(upload)
        expect(upload, Upload.State.PREVIEWED, act=("修改", "changed"))
        for ledger, decision in decisions.items():
            if decision not in ("ended", "not_sent", "ask"):
                raise ValueError(f"{ledger}: {decision!r} is none of ended, not_sent, ask")
        upload.decisions = {**upload.decisions, **decisions}
        upload.save(update_fields=["decisions"])
    return upload


def _read(upload: Upload, source: Source, policy: Any, day: date, password: str | None) -> tuple[list[Reading], int]:
    """The readings, and how many members of a parcel could not be read."""
    envelope = upload.held.envelope if upload.held else None
    envelope = envelope or open_stored(upload.original.sha256, upload.file_name, password)
    recognised = recognise_sheets(envelope, {source.id: source})
    upload.problem = unread_of(envelope)
    wanted = [s["no"] for s in upload.sheets] or [f.sheet.no for f in recognised]
    readings = read_sheets(recognised, source, policy, sheets=wanted, mapping=upload.mapping, day=day)
    return readings, len(envelope.problems)


def _remember(readings: Sequence[Reading], source: Source, upload: Upload, *, by: Officer, at: datetime) -> None:
    """Keep what an officer said of a heading, for the next file of this source."""
    for reading in readings:
        chosen = upload.mapping.get(str(reading.sheet.no), {})
        for index, field in chosen.items():
            label = reading.recognition.labels[int(index)]
            ColumnMemory.objects.update_or_create(
                source=source.id, label=label[:200], defaults={"field": field, "at": at, "by": by.pk}
            )


def _both(first: dict[str, str] | None, second: dict[str, str] | None) -> dict[str, str] | None:
    if first is None or second is None:
        return first or second
    return {"zh": first["zh"] + second["zh"], "en": f"{first['en']} {second['en']}"}


def _period_of(upload: Upload) -> Period | None:
    if upload.period_from_on is None or upload.period_to_on is None:
        return None
    return Period(upload.period_from_on, upload.period_to_on)


def plan_of(upload: Upload, rows: pa.Table, source: Source, decided: pa.Table | None = None, **options: Any) -> Plan:
    period = _period_of(upload)
    assert period is not None  # noqa: S101 - a previewed upload has one
    decided = earlier_decisions(rows, source) if decided is None else decided
    people = decided["person_id"].drop_null().to_pylist()
    known = known_for(source, period=period, rows=rows, decided=people)
    given = {"delivery": Delivery(upload.delivery), "period": period, "covered": upload.covered, **options}
    held = upload.held or Held()
    if held.plan is None or not _same(held, rows, source, decided, known, given):
        held.plan = plan(rows, source, known=known, decided=decided, **given)
        held.rows, held.source, held.decided, held.known, held.given = rows, source, decided, known, given
    return held.plan


def _same(
    held: Held, rows: pa.Table, source: Source, decided: pa.Table, known: Known, given: Mapping[str, Any]
) -> bool:
    """Whether a plan from these would be the plan that is held: it depends on nothing else."""
    return (
        held.source == source
        and held.given == given
        and all(one is not None and one.equals(other) for one, other in ((held.rows, rows), (held.decided, decided)))
        and held.known is not None
        and held.known.same_as(known)
    )
