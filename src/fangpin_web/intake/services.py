"""What is done with a delivery: receive, preview, accept, undo; and with its open rows: decide.

Each service takes who acts and when, works in one transaction under that officer's scope, and either does all
of its work or none. Previewing reads and plans; only accepting and deciding write ledgers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa
from django.db import connections, transaction
from django.db.models import F

from fangpin.imports import Delivery, Known, Period, Plan, plan
from fangpin.imports.subjects import DECISION_SCHEMA
from fangpin.rosters import Envelope, Reading, RosterError, Source, schema_of
from fangpin_web.access.scope import acting_as, for_batch
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_accept_batch, may_decide_match, may_import, may_import_source
from fangpin_web.backup.standing import refuse_without_backup
from fangpin_web.intake.deliveries import (
    Recognised,
    open_stored,
    read_sheets,
    recognise_sheets,
    rows_of,
    sources_of,
    suggested_period,
)  # fmt: skip
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.known import known_for
from fangpin_web.intake.landing import Progress, land_plan
from fangpin_web.intake.matching import decide, earlier_decisions, keep_open_rows, rows_again
from fangpin_web.intake.models import ColumnMemory, Held, MatchDecision, Original, PendingRow, Upload
from fangpin_web.intake.originals import forget_reading, keep_original, keep_reading, read_reading
from fangpin_web.intake.problems import (
    AlreadyDecided,
    IntakeProblem,
    NotAllowed,
    NotKept,
    NotReadable,
    PlanChanged,
    TouchedSince,
)  # fmt: skip
from fangpin_web.intake.refusals import rows_to_return
from fangpin_web.intake.samples import counts_of, samples_of, warning_of
from fangpin_web.intake.undoing import later_changes, take_back
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Coverage, ImportBatch, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file as it arrives: the sender's name for it and its content."""

    name: str
    content: bytes

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", readable_name(self.name))


def receive_files(*, files: Sequence[Incoming], by: Officer, at: datetime, password: str | None = None) -> list[Upload]:
    """Keep the files and say of each what it is; several at once, each on its own.

    One :class:`Upload` per file and source: a workbook with two lists becomes two, a zip of towns one. A file that
    cannot be opened or recognised becomes an upload that says why; none keeps the others from being received.
    """
    if not may_import(by):
        raise NotAllowed("not_allowed", what_zh="导入名单", what_en="import lists")
    return [upload for file in files for upload in _receive(file, by=by, at=at, password=password)]


def unlock_upload(*, upload: Upload, password: str, by: Officer, at: datetime) -> list[Upload]:
    """Recognise a protected file again with its password; the locked upload is replaced by what is found in it."""
    with acting_as(by, "unlock upload"):
        original = upload.original
        found = _recognise(original, upload.file_name, by=by, at=at, password=password)
        if not any(u.state == Upload.State.LOCKED for u in found):
            Upload.objects.filter(pk=upload.pk).delete()
        else:
            Upload.objects.filter(pk__in=[u.pk for u in found]).delete()
            return [upload]
        return found


def _receive(file: Incoming, *, by: Officer, at: datetime, password: str | None) -> list[Upload]:
    try:
        sha256 = keep_original(file.content)
    except OSError as error:
        raise NotKept("not_kept", file=file.name, detail=error.strerror or type(error).__name__) from error
    with acting_as(by, "receive file"):
        original, _made = Original.objects.get_or_create(
            area_code=by.area_code,
            sha256=sha256,
            defaults={
                "file_name": file.name[:255], "size": len(file.content), "received_at": at, "received_by": by.pk,
            },
        )  # fmt: skip
        return _recognise(original, file.name, by=by, at=at, password=password)


def _recognise(original: Original, name: str, *, by: Officer, at: datetime, password: str | None) -> list[Upload]:
    base: dict[str, Any] = {
        "area_code": by.area_code, "original": original, "file_name": name[:255],
        "received_at": at, "received_by": by.pk,
    }  # fmt: skip
    try:
        envelope = open_stored(original.sha256, name, password)
    except RosterError as error:
        locked = error.kind in ("password_needed", "wrong_password")
        state = Upload.State.LOCKED if locked else Upload.State.UNREADABLE
        return [Upload.objects.create(state=state, problem={"zh": error.zh(), "en": error.en()}, **base)]
    policy = policy_in_force()
    sources = {k: s for k, s in sources_of(policy).items() if may_import_source(by, s.department)}
    groups: dict[str, list[Recognised]] = {}
    for found in recognise_sheets(envelope, sources):
        groups.setdefault(found.best.source if found.best else "", []).append(found)
    unknown = groups.pop("", [])
    if not groups:
        words = NotReadable("not_recognised", file=name).both
        told = _sheets(unknown)
        return [Upload.objects.create(state=Upload.State.UNKNOWN, problem=words, sheets=told, **base)]
    made = [
        _describe(sources[source], group, base | {"problem": _unread(envelope)}) for source, group in groups.items()
    ]
    for upload in made:
        upload.held = Held(envelope=envelope)
    return made


def _unread(envelope: Envelope) -> dict[str, str] | None:
    """What of a parcel could not be read, said as long as the rest of it is looked at; None where all was read."""
    if not envelope.problems:
        return None
    return {"zh": "".join(e.zh() for e in envelope.problems), "en": " ".join(e.en() for e in envelope.problems)}


def _both(first: dict[str, str] | None, second: dict[str, str] | None) -> dict[str, str] | None:
    if first is None or second is None:
        return first or second
    return {"zh": first["zh"] + second["zh"], "en": f"{first['en']} {second['en']}"}


def _describe(source: Source, group: Sequence[Recognised], base: Mapping[str, Any]) -> Upload:
    period, cumulative = suggested_period([f.best for f in group if f.best])
    delivery = source.delivery
    if cumulative and source.delivery == "increment":
        delivery = "cumulative"
    return Upload.objects.create(
        state=Upload.State.RECEIVED,
        source=source.id,
        department=source.department,
        delivery=delivery,
        period_from_on=period.from_on if period else None,
        period_to_on=period.to_on if period else None,
        sheets=_sheets(group),
        **base,
    )


def _sheets(group: Sequence[Recognised]) -> list[dict[str, Any]]:
    """What the page shows of each sheet, so that an officer can correct it."""
    return [
        {
            "no": f.sheet.no,
            "file": f.sheet.file,
            "name": f.sheet.name,
            "rows": f.sheet.height,
            "sources": [{"source": r.source, "score": r.score} for r in f.recognitions[:3]],
            "columns": [{"index": m.index, "label": m.label, "field": m.field, "how": m.how} for m in r.columns]
            if (r := f.recognitions[0] if f.recognitions else None)
            else [],
            "unmapped": [list(u) for u in r.unmapped] if r else [],
            "suggestions": [{"index": s.index, "label": s.label, "field": s.field} for s in r.suggestions] if r else [],
            "missing": list(r.missing_required) if r else [],
            "evidence": r.period.evidence if r and r.period else "",
        }
        for f in group
    ]


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
        upload = _locked(upload)
        _expect(upload, Upload.State.RECEIVED, Upload.State.PREVIEWED, Upload.State.UNKNOWN, act=("预览", "previewed"))
        policy = policy_in_force()
        chosen = sources_of(policy).get(source or upload.source)
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
        readings = _read(upload, chosen, policy, when.to_on, password)
        rows = rows_of(readings)
        try:
            keep_reading(upload.pk, rows)
        except OSError as error:
            raise NotKept("not_kept", file=upload.file_name, detail=error.strerror or "") from error
        if progress:
            progress(1, 2)
        planned = _plan(upload, rows, chosen)
        upload.counts = counts_of(planned, readings)
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


def _locked(upload: Upload) -> Upload:
    """The delivery as it stands, held by this transaction, with what was made of it before in the same call."""
    found = Upload.objects.select_for_update().get(pk=upload.pk)
    found.held = upload.held or Held()
    return found


def _read(upload: Upload, source: Source, policy: Any, day: date, password: str | None) -> list[Reading]:
    envelope = upload.held.envelope if upload.held else None
    envelope = envelope or open_stored(upload.original.sha256, upload.file_name, password)
    recognised = recognise_sheets(envelope, {source.id: source})
    upload.problem = _unread(envelope)
    wanted = [s["no"] for s in upload.sheets] or [f.sheet.no for f in recognised]
    return read_sheets(recognised, source, policy, sheets=wanted, mapping=upload.mapping, day=day)


def _remember(readings: Sequence[Reading], source: Source, upload: Upload, *, by: Officer, at: datetime) -> None:
    """Keep what an officer said of a heading, for the next file of this source."""
    for reading in readings:
        chosen = upload.mapping.get(str(reading.sheet.no), {})
        for index, field in chosen.items():
            label = reading.recognition.labels[int(index)]
            ColumnMemory.objects.update_or_create(
                source=source.id, label=label[:200], defaults={"field": field, "at": at, "by": by.pk}
            )


def _period_of(upload: Upload) -> Period | None:
    if upload.period_from_on is None or upload.period_to_on is None:
        return None
    return Period(upload.period_from_on, upload.period_to_on)


def _plan(upload: Upload, rows: pa.Table, source: Source, decided: pa.Table | None = None, **options: Any) -> Plan:
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


def decide_missing(*, upload: Upload, decisions: Mapping[str, str], by: Officer, at: datetime) -> Upload:  # noqa: ARG001 - a service says when
    """What to do with rows no longer in the file, per ledger: ``ended``, ``not_sent`` or ``ask``. Lands nothing."""
    with acting_as(by, "decide missing rows"):
        upload = _locked(upload)
        _expect(upload, Upload.State.PREVIEWED, act=("修改", "changed"))
        for ledger, decision in decisions.items():
            if decision not in ("ended", "not_sent", "ask"):
                raise ValueError(f"{ledger}: {decision!r} is none of ended, not_sent, ask")
        upload.decisions = {**upload.decisions, **decisions}
        upload.save(update_fields=["decisions"])
    return upload


def accept_upload(
    *, upload: Upload, by: Officer, at: datetime, digest: str | None = None, progress: Progress | None = None
) -> Upload:
    """Land a previewed delivery, all of it or nothing, in one transaction.

    The plan is made again under a lock and must have ``digest`` (by default that of the last preview), else
    :class:`PlanChanged`. Of two officers who accept together one lands it and the other gets
    :class:`AlreadyDecided` saying who did. A delivery that changes nothing makes no batch. Real data are refused
    until a backup is set up (``BackupProblem``).
    """
    if not may_accept_batch(by):
        raise NotAllowed("not_allowed", what_zh="确认入库", what_en="accept imports")
    refuse_without_backup()
    with acting_as(by, f"import {upload.file_name}"):
        _one_at_a_time()
        upload = _locked(upload)
        _expect(upload, Upload.State.PREVIEWED, act=("入库", "accepted"))
        source = sources_of(policy_in_force())[upload.source]
        try:
            rows = read_reading(upload.pk)
        except FileNotFoundError as error:
            raise NotReadable("reading_lost") from error
        planned = _plan(upload, rows, source)
        if planned.digest != (digest or upload.digest):
            raise PlanChanged
        planned = planned.deciding(upload.decisions)
        waiting = planned.open_rows.num_rows
        if not planned.changes_nothing or waiting:
            _land(upload, planned, rows, source, by=by, at=at, progress=progress)
        upload.state, upload.landed_at, upload.landed_by = Upload.State.LANDED, at, by.pk
        upload.save()
    upload.held = None
    forget_reading(upload.pk)
    return upload


def _land(
    upload: Upload,
    planned: Plan,
    rows: pa.Table,
    source: Source,
    *,
    by: Officer,
    at: datetime,
    progress: Progress | None,
) -> None:
    opened = keep_open_rows(planned, rows, source, upload)
    if planned.changes_nothing and not opened:
        return
    batch = ImportBatch.objects.create(
        area_code=upload.area_code, source=source.id, file_name=upload.file_name, file_hash=upload.original.sha256,
        delivery=upload.delivery, period_from_on=planned.period.from_on, period_to_on=planned.period.to_on,
        state="landed", rows_read=upload.counts.get("rows_read"), rows_refused=upload.counts.get("rows_refused"),
        rows_open=planned.open_rows.num_rows, rows_landed=rows.num_rows - planned.open_rows.num_rows,
        entered_at=at, entered_by=by.pk,
    )  # fmt: skip
    upload.batch_id = batch.pk
    with for_batch(batch.pk):
        land_plan(planned, batch_id=batch.pk, officer_id=by.pk, at=at, progress=progress)


def _one_at_a_time() -> None:
    """Two imports at once could found one person twice: the second waits and plans on what the first left."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('fangpin.intake'))")


def _expect(upload: Upload, *states: str, act: tuple[str, str]) -> None:
    if upload.state in states:
        return
    who = upload.undone_by or upload.landed_by
    officer = Officer.objects.filter(pk=who).first() if who else None
    when = upload.undone_at or upload.landed_at
    told = f"{officer.name}，{when:%Y-%m-%d %H:%M}" if officer and when else ""
    state = Upload.State(upload.state)
    raise AlreadyDecided(
        "no_batch_state", state_zh=str(state.label), state_en=state.value, what_zh=act[0], what_en=act[1],
        who_zh=f"办理人：{told}。" if told else "", who_en=f"By {told}." if told else "",
    )  # fmt: skip


def withdraw_upload(*, upload: Upload, by: Officer, at: datetime) -> Upload:
    """Put a delivery aside before it lands."""
    with acting_as(by, "withdraw upload"):
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        before = [s for s in Upload.State.values if s not in ("landed", "undone", "reversed", "withdrawn")]
        _expect(upload, *before, act=("作废", "withdrawn"))
        upload.state, upload.undone_at, upload.undone_by = Upload.State.WITHDRAWN, at, by.pk
        upload.save()
    forget_reading(upload.pk)
    return upload


def undo_batch(*, upload: Upload, by: Officer, at: datetime, why: str = "") -> Upload:
    """Take a landed delivery back whole.

    Before a seal the batch vanishes: every row is as it was. After one it stays visible as reversed, with a
    reversal batch that carries the changes back. Refused with :class:`TouchedSince` and a list when rows of
    the batch were changed or referred to since.
    """
    if not may_accept_batch(by):
        raise NotAllowed("not_allowed", what_zh="撤销批次", what_en="undo batches")
    with acting_as(by, why or f"undo import {upload.file_name}"):
        _one_at_a_time()
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        _expect(upload, Upload.State.LANDED, act=("撤销", "undone"))
        batch_id = upload.batch_id
        sealed = batch_id is not None and _sealed_since(upload.landed_at or at)
        if batch_id is not None:
            if later := later_changes(batch_id=batch_id):
                raise TouchedSince(later)
            if sealed:
                upload.reversal_id = _reverse(batch_id, by=by, at=at)
            else:
                take_back(batch_id=batch_id)
                ImportBatch.objects.filter(pk=batch_id).delete()
        upload.pending.all().delete()
        upload.state = Upload.State.REVERSED if sealed else Upload.State.UNDONE
        upload.undone_at, upload.undone_by = at, by.pk
        upload.save()
    return upload


def _reverse(batch_id: int, *, by: Officer, at: datetime) -> int:
    """Carry the changes back under a batch of their own; both batches stay to be seen."""
    batch = ImportBatch.objects.get(pk=batch_id)
    reversal = ImportBatch.objects.create(
        area_code=batch.area_code, source=batch.source, file_name=f"冲销：{batch.file_name}"[:255],
        file_hash=batch.file_hash,
        delivery=batch.delivery, period_from_on=batch.period_from_on, period_to_on=batch.period_to_on, state="reversed",
        rows_read=0, rows_refused=0, rows_open=0, rows_landed=0, entered_at=at, entered_by=by.pk,
    )  # fmt: skip
    with for_batch(reversal.pk):
        done = take_back(batch_id=batch_id)
        ImportBatch.objects.filter(pk=batch_id).update(state="reversed")
        ImportBatch.objects.filter(pk=reversal.pk).update(rows_landed=done)
    return int(reversal.pk)


def _sealed_since(landed_at: datetime) -> bool:
    from fangpin_web.publishing.models import Seal

    return Seal.objects.for_reports().filter(sealed_at__gte=landed_at).exists()


def decide_match(
    *, pending: PendingRow, verdict: str, by: Officer, at: datetime, person_id: int | None = None, why: str = ""
) -> PendingRow:
    """Say who a waiting row is (``person``), that it is somebody ``new`` or ``nobody`` of ours, and land it.

    The decision is kept: the same evidence in a later file is not asked about again.
    """
    with acting_as(by, "decide match"):
        decide_matches(pending=[pending], verdict=verdict, by=by, at=at, people=[person_id], why=why)
        pending.refresh_from_db()
    return pending


def accept_proposals(*, upload: Upload, by: Officer, at: datetime, least_score: float = 0.0) -> int:
    """Accept every proposal of a delivery at or above a score; returns how many rows landed."""
    with acting_as(by, "accept proposals"):
        proposed = list(upload.pending.filter(state=PendingRow.State.PROPOSED, score__gte=least_score).order_by("id"))
        people = [p.candidates[0]["person_id"] for p in proposed]
        decide_matches(
            pending=proposed, verdict=MatchDecision.Verdict.PERSON, by=by, at=at, people=people, why="批量确认"
        )
    return len(proposed)


def decide_matches(
    *,
    pending: Sequence[PendingRow],
    verdict: str,
    by: Officer,
    at: datetime,
    people: Sequence[int | None],
    why: str = "",
) -> None:
    """The same verdict for several waiting rows, each with its person; rows of several deliveries may be mixed."""
    if not may_decide_match(by):
        raise NotAllowed("not_allowed", what_zh="确认匹配", what_en="decide matches")
    chosen = dict(zip([p.pk for p in pending], people, strict=True))
    with acting_as(by, "decide match"):
        _one_at_a_time()
        rows = list(PendingRow.objects.select_for_update().filter(pk__in=chosen).order_by("upload_id", "id"))
        if gone := next((p for p in rows if p.state not in PendingRow.OPEN), None):
            raise AlreadyDecided("already_decided", row_no=gone.row_no)
        if verdict == MatchDecision.Verdict.PERSON:
            wanted = {p for p in chosen.values() if p is not None}
            if None in chosen.values() or Person.objects.filter(pk__in=wanted).count() != len(wanted):
                raise IntakeProblem("person_unknown")
        for upload_id in dict.fromkeys(p.upload_id for p in rows):
            mine = [p for p in rows if p.upload_id == upload_id]
            _decide_in(
                Upload.objects.select_for_update().get(pk=upload_id), mine, chosen, verdict, by=by, at=at, why=why
            )


def _decide_in(
    upload: Upload,
    rows: Sequence[PendingRow],
    chosen: Mapping[int, int | None],
    verdict: str,
    *,
    by: Officer,
    at: datetime,
    why: str,
) -> None:
    people = [chosen[p.pk] if verdict == MatchDecision.Verdict.PERSON else None for p in rows]
    decide(rows, verdict=verdict, people=people, source=upload.source, why=why, by=by.pk, at=at)
    if verdict == MatchDecision.Verdict.NOBODY or upload.batch_id is None:
        return
    source = sources_of(policy_in_force())[upload.source]
    if verdict == MatchDecision.Verdict.NEW and not any(w.creates and w.ledger == "person" for w in source.writes):
        raise IntakeProblem("cannot_found", source_zh=source.zh, source_en=source.en)
    told = [
        {"sheet_no": p.sheet_no, "row_no": p.row_no, "person_id": person}
        for p, person in zip(rows, people, strict=True)
    ]
    table = rows_again(rows, schema_of(source))
    planned = _plan(upload, table, source, pa.Table.from_pylist(told, schema=DECISION_SCHEMA), with_coverage=False)
    with for_batch(upload.batch_id), transaction.atomic():
        land_plan(planned, batch_id=upload.batch_id, officer_id=by.pk, at=at)
        _count_matched(upload.batch_id, planned)


def _count_matched(batch_id: int, planned: Plan) -> None:
    """The village's coverage rises by the rows that have found their person."""
    found = (s for s in planned.subjects.to_pylist() if s["state"] in ("decided", "new"))
    for area, rows in Counter(s["person_area"] or s["area_code"] for s in found).items():
        Coverage.objects.filter(batch_id=batch_id, area_code=area).update(rows_matched=F("rows_matched") + rows)
    open_now = PendingRow.objects.open().filter(upload__batch_id=batch_id).count()
    ImportBatch.objects.filter(pk=batch_id).update(rows_open=open_now)
