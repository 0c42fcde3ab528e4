"""Issues that nobody has to find: entries made late, papers signed after the fact, one picture in several households.

Each cause raises its issue once: it is put down beside the issue, and stays when the issue is closed or voided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.cases.models import CaseMove, CaseProof
from fangpin_web.evidence.doors import shared_photos
from fangpin_web.evidence.models import Evidence, EvidenceLink
from fangpin_web.field.models import FieldVisit
from fangpin_web.issues.models import IssueCause
from fangpin_web.issues.services import open_issue
from fangpin_web.office.policy import policy_in_force

if TYPE_CHECKING:
    from fangpin.policy import Policy

ORIGIN = "platform"
_LOCK = 7_701_010_501  # one look at a time: two at once would find the same causes


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that has to be explained: which row of which table shows it, of which family, in words."""

    what: IssueCause.What
    row_id: int
    area_code: str
    household_id: int | None
    content: str


def raise_issues(*, by: Officer, at: datetime) -> int:
    """Put on the ledger what was found in the officer's area and is not there yet; gives how many."""
    policy = policy_in_force()
    with acting_as(by, "issues by themselves"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        found = list(causes(policy, timezone.localdate(at)))
        for one in found:
            issue = open_issue(
                area_code=one.area_code, kind=one.what.value, origin=ORIGIN, content=one.content, by=by, at=at,
                household_id=one.household_id,
            )  # fmt: skip
            IssueCause.objects.create(
                area_code=one.area_code, what=one.what, row_id=one.row_id, issue_id=issue.pk, at=at
            )
    return len(found)


def causes(policy: Policy, day: date) -> Iterator[Found]:
    """What has to be explained and was not raised before."""
    yield from _late_moves(policy)
    yield from _late_visits()
    yield from _signed_after(int(policy.value("late_entry_days", on=day).value))
    yield from _shared_pictures()


def _new(rows: QuerySet[Any], what: IssueCause.What) -> QuerySet[Any]:
    return rows.exclude(Exists(IssueCause.objects.filter(what=what, row_id=OuterRef("pk")))).order_by("id")


def _late_moves(policy: Policy) -> Iterator[Found]:
    for move in _new(CaseMove.objects.filter(late=True).select_related("case"), IssueCause.What.LATE_ENTRY):
        process = policy.processes.get(move.case.process)
        step = process.steps.get(move.from_step) if process else None
        act = f"{process.zh}“{step.zh}”" if process and step else f"个案 {move.case_id}"
        content = _apart(act, move.happened_on, timezone.localdate(move.made_at))
        yield Found(
            what=IssueCause.What.LATE_ENTRY, row_id=move.pk, area_code=move.area_code,
            household_id=move.case.household_id, content=content,
        )  # fmt: skip


def _late_visits() -> Iterator[Found]:
    for visit in _new(FieldVisit.objects.filter(late=True), IssueCause.What.LATE_VISIT):
        content = _apart("入户走访", visit.visited_on, timezone.localdate(visit.at))
        yield Found(
            what=IssueCause.What.LATE_VISIT, row_id=visit.pk, area_code=visit.area_code,
            household_id=visit.household_id, content=content,
        )  # fmt: skip


def _apart(act: str, happened: date, entered: date) -> str:
    return f"补录：{act}办理日期 {happened}，录入日期 {entered}，相隔 {(entered - happened).days} 天。"


def _signed_after(allowed: int) -> Iterator[Found]:
    """Signed papers that the camera saw more days after the act than the place allows."""
    signed = EvidenceLink.objects.standing().filter(
        evidence__kind__in=(Evidence.Kind.SIGNED, Evidence.Kind.LETTER), evidence__taken_at__isnull=False
    )
    links = list(
        _new(signed.filter(about__in=("case", "visit")), IssueCause.What.SIGNED_AFTER).select_related("evidence")
    )
    acts = _days_of_acts(links)
    for link in links:
        taken = timezone.localdate(link.evidence.taken_at) if link.evidence.taken_at else None
        act = acts.get((link.about, link.row_id, link.evidence_id))
        if taken is None or act is None or taken - act <= timedelta(days=allowed):
            continue
        paper = "签字表" if link.evidence.kind == Evidence.Kind.SIGNED else "承诺授权书"
        content = f"事后补签：办理日期 {act}，{paper}的拍摄日期 {taken}，晚 {(taken - act).days} 天。"
        yield Found(
            what=IssueCause.What.SIGNED_AFTER, row_id=link.pk, area_code=link.area_code,
            household_id=link.household_id, content=content,
        )  # fmt: skip


def _days_of_acts(links: list[EvidenceLink]) -> dict[tuple[str, int, int], date]:
    """The day of the act each paper proves: of the visit, or of the move the case made with it."""
    visits = [link.row_id for link in links if link.about == "visit"]
    seen = dict(FieldVisit.objects.filter(visit_id__in=visits).values_list("visit_id", "visited_on"))
    days = {("visit", link.row_id, link.evidence_id): seen[link.row_id] for link in links if link.row_id in seen}
    of_cases = [link.evidence_id for link in links if link.about == "case"]
    proofs = list(CaseProof.objects.filter(evidence__in=of_cases).values_list("case_id", "no", "evidence_id"))
    moves = CaseMove.objects.filter(case__in={case for case, _no, _file in proofs}, kind="forward")
    moved = {(case, no): day for case, no, day in moves.values_list("case_id", "no", "happened_on")}
    for case, no, evidence in proofs:
        if (case, no + 1) in moved:
            days["case", case, evidence] = moved[case, no + 1]
    return days


def _shared_pictures() -> Iterator[Found]:
    """Of a picture in several households each household after the first has to be explained."""
    groups = shared_photos()
    at_households = EvidenceLink.objects.standing().filter(
        evidence__in=[e.pk for g in groups for e in g.evidence], household_id__isnull=False
    )
    new = set(_new(at_households, IssueCause.What.SHARED_PHOTO).values_list("pk", flat=True))
    of_file: dict[int, list[EvidenceLink]] = defaultdict(list)
    for link in at_households:
        of_file[link.evidence_id].append(link)
    for group in groups:
        first: dict[int, EvidenceLink] = {}
        for link in sorted((link for one in group.evidence for link in of_file[one.pk]), key=lambda one: one.pk):
            first.setdefault(link.household_id or 0, link)
        for link in sorted(first.values(), key=lambda one: one.pk)[1:]:
            if link.pk not in new:
                continue
            same = "同一文件" if group.same_bytes else "画面相同"
            content = f"一照多户：{timezone.localdate(link.at)} 上传的材料与另外 {len(first) - 1} 户的{same}。"
            yield Found(
                what=IssueCause.What.SHARED_PHOTO, row_id=link.pk, area_code=link.area_code,
                household_id=link.household_id, content=content,
            )  # fmt: skip
