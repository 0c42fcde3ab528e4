"""Deciding who a waiting row is; the row lands with its delivery's batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import pyarrow as pa
from django.db import transaction
from django.db.models import F

from fangpin.imports import Plan
from fangpin.imports.subjects import DECISION_SCHEMA
from fangpin.rosters import schema_of
from fangpin_web.access.scope import acting_as, for_batch
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_decide_match
from fangpin_web.intake.deliveries import readable_sources
from fangpin_web.intake.holding import one_at_a_time
from fangpin_web.intake.landing import land_plan
from fangpin_web.intake.matching import decide, rows_again
from fangpin_web.intake.models import MatchDecision, PendingRow, Upload
from fangpin_web.intake.planning import plan_of
from fangpin_web.intake.problems import AlreadyDecided, IntakeProblem, NotAllowed
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Coverage, ImportBatch, Person


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
        one_at_a_time()
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
    source = readable_sources(policy_in_force())[upload.source]
    if verdict == MatchDecision.Verdict.NEW and not any(w.creates and w.ledger == "person" for w in source.writes):
        raise IntakeProblem("cannot_found", source_zh=source.zh, source_en=source.en)
    told = [
        {"sheet_no": p.sheet_no, "row_no": p.row_no, "person_id": person}
        for p, person in zip(rows, people, strict=True)
    ]
    table = rows_again(rows, schema_of(source))
    planned = plan_of(upload, table, source, pa.Table.from_pylist(told, schema=DECISION_SCHEMA), with_coverage=False)
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
