"""The doors to issues, tasks, campaigns and meetings. Row-level security has narrowed the rows to the area already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Max, Min, Q, QuerySet, Value, When
from django.http import Http404
from django.urls import reverse

from fangpin.duties import Finding, IssueState, Paper
from fangpin_web.accounts.models import Officer, Role
from fangpin_web.cases.models import CaseMove
from fangpin_web.evidence.doors import links_of_rows
from fangpin_web.issues.models import IssueCause, IssueEscalation, RectificationAct
from fangpin_web.records.models import (
    Campaign,
    CampaignTask,
    CampaignTeam,
    CycleProduct,
    Decision,
    Issue,
    Meeting,
    Organisation,
)
from fangpin_web.records.models import Officer as DutyOfficer

MODELS: dict[str, Any] = {"issue": Issue, "campaign_task": CampaignTask}
RECTIFICATION = "rectification"  # the process of the place that says what an issue asks
CLOSED = {"issue": "closed_on", "campaign_task": "done_on"}


def with_state(rows: QuerySet[Any], about: str) -> QuerySet[Any]:
    """Rows with ``state`` beside them, as :func:`fangpin.duties.state_of` reads it from the days."""
    closed = CLOSED[about]
    begun = Q(officer__isnull=False) | Q(organisation__isnull=False)
    returned = Q(returned_on__isnull=False) & (Q(submitted_on__isnull=True) | Q(returned_on__gte=F("submitted_on")))
    told: QuerySet[Any] = rows.annotate(
        state=Case(
            When(voided_on__isnull=False, then=Value(IssueState.VOIDED)),
            When(**{f"{closed}__isnull": False}, then=Value(IssueState.CLOSED)),
            When(returned, then=Value(IssueState.RETURNED)),
            When(submitted_on__isnull=False, then=Value(IssueState.SUBMITTED)),
            When(begun, then=Value(IssueState.IN_HAND)),
            default=Value(IssueState.OPEN),
            output_field=CharField(),
        )
    )
    return told


def issues_for(officer: Officer) -> QuerySet[Any]:
    """Issues of the officer's area, with their state; of a department those that were given to it."""
    return with_state(given(Issue.objects.within(officer.area_code), officer), "issue").select_related(
        "organisation", "officer", "leader", "household", "campaign"
    )


def given(rows: QuerySet[Any], officer: Officer) -> QuerySet[Any]:
    """Of issues or tasks those an officer works with: a department's own, everybody else's all."""
    return rows.filter(organisation__in=units_of(officer)) if officer.role == Role.DEPARTMENT else rows


def units_of(officer: Officer) -> QuerySet[Any]:
    """The units of the ledger that a department's account speaks for: of its name, the county before it or not."""
    names = [name for name in (officer.organisation, officer.department) if name]
    same = Q(name__in=names)
    for name in names:
        same |= Q(name__endswith=name, area_code=officer.area_code)
    rows: QuerySet[Any] = Organisation.objects.filter(same)
    return rows


def tasks_for(officer: Officer) -> QuerySet[Any]:
    """Tasks of campaigns in the officer's area, with their state."""
    return with_state(given(CampaignTask.objects.within(officer.area_code), officer), "campaign_task").select_related(
        "organisation", "officer", "campaign"
    )


def issue_or_404(officer: Officer, key: int) -> Any:
    return _found(issues_for(officer), key)


def task_or_404(officer: Officer, key: int) -> Any:
    return _found(tasks_for(officer), key)


def _found(rows: QuerySet[Any], key: int) -> Any:
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404(str(key))
    return row


def paper_of(about: str, row: Any) -> Paper:
    """Where a row stands, with who submitted it last and how much evidence there is."""
    submitted = (
        RectificationAct.objects.filter(about=about, row_id=row.pk, act="submit").order_by("-id").first()
        if row.submitted_on
        else None
    )
    return replace(
        papers_of(about, [row])[row.pk],
        submitted_by=submitted.by if submitted else None,
        evidence=len(links_of_rows(about, [row.pk]).get(row.pk, [])),
    )


def papers_of(about: str, rows: Sequence[Any]) -> dict[int, Paper]:
    """The days of rows, by key: of the ledger, and of what was done with them."""
    acts = RectificationAct.objects.filter(about=about, row_id__in=[row.id for row in rows])
    told: dict[tuple[int, str], tuple[date, date, int]] = {
        (key, act): (first, last, n)
        for key, act, first, last, n in acts.filter(act__in=("assign", "reopen", "sweep"))
        .order_by()
        .values_list("row_id", "act")
        .annotate(first=Min("on"), last=Max("on"), n=Count("id"))
    }
    none = (None, None, 0)
    return {
        row.id: Paper(
            opened_on=getattr(row, "opened_on", None),
            assigned_on=told.get((row.id, "assign"), none)[0],
            reopened_on=told.get((row.id, "reopen"), none)[1],
            begun=bool(row.officer_id or row.organisation_id),
            submitted_on=row.submitted_on,
            returned_on=row.returned_on,
            closed_on=getattr(row, CLOSED[about]),
            voided_on=row.voided_on,
            swept=told.get((row.id, "sweep"), none)[2],
        )
        for row in rows
    }


def acts_of(about: str, key: int) -> list[RectificationAct]:
    """What was done, newest first."""
    return list(RectificationAct.objects.filter(about=about, row_id=key).order_by("-id"))


def escalations_of(key: int) -> list[IssueEscalation]:
    """To which level above a late step of an issue was shown, first to last."""
    return list(IssueEscalation.objects.filter(issue=key).order_by("id"))


def cause_of(key: int) -> tuple[IssueCause, str] | None:
    """What an issue was raised for by itself, and the page that shows it."""
    cause = IssueCause.objects.filter(issue=key).first()
    if cause is None:
        return None
    match cause.what:
        case IssueCause.What.SHARED_PHOTO:
            return cause, reverse("evidence:shared")
        case IssueCause.What.LATE_ENTRY:
            case = CaseMove.objects.filter(pk=cause.row_id).values_list("case_id", flat=True).first()
            return cause, reverse("cases:case", args=[case])
        case _:
            return cause, reverse("field:visits") + "?late=on"


def finding_of(row: Any) -> Finding:
    """An issue as the core asks about likeness."""
    return Finding(
        key=row.pk, kind=row.kind or "", area_code=row.area_code, household=row.household_id,
        organisation=row.organisation_id, opened_on=row.opened_on, closed_on=row.closed_on, voided=bool(row.voided_on),
    )  # fmt: skip


def findings_of_kind(officer: Officer, kind: str) -> list[Finding]:
    """Every issue of a kind in the officer's area."""
    return [finding_of(row) for row in Issue.objects.within(officer.area_code).filter(kind=kind)]


def swept_from(key: int) -> QuerySet[Any]:
    """The issues that the sweep of one led to."""
    return with_state(Issue.objects.filter(swept_from=key), "issue").order_by("area_code", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLine:
    """A campaign with the tasks of the officer's area: how many, how many done."""

    campaign: Any
    tasks: int
    done: int


def campaigns_for(officer: Officer) -> list[CampaignLine]:
    """Every campaign of the place, the latest first; of its tasks those of the officer's area count."""
    counted = {
        row["campaign_id"]: row
        for row in CampaignTask.objects.within(officer.area_code)
        .filter(voided_on__isnull=True)
        .values("campaign_id")
        .annotate(n=Count("id"), done=Count("id", filter=Q(done_on__isnull=False)))
    }
    campaigns = Campaign.objects.select_related("organisation").order_by(F("began_on").desc(nulls_last=True), "-id")
    return [
        CampaignLine(
            campaign=one, tasks=counted.get(one.pk, {}).get("n", 0), done=counted.get(one.pk, {}).get("done", 0)
        )
        for one in campaigns
    ]


def campaign_or_404(key: int) -> Any:
    return _found(Campaign.objects.select_related("organisation"), key)


def teams_of(campaign: int) -> list[Any]:
    return list(CampaignTeam.objects.filter(campaign=campaign).select_related("organisation").order_by("id"))


def meetings_in_order() -> QuerySet[Any]:
    rows: QuerySet[Any] = Meeting.objects.select_related("organisation")
    return rows.order_by(F("held_on").desc(nulls_first=True), "-id")


def meeting_or_404(key: int) -> Any:
    return _found(Meeting.objects.select_related("organisation", "minutes"), key)


def decisions_of(officer: Officer, meeting: int) -> list[Any]:
    rows = Decision.objects.within(officer.area_code).filter(meeting=meeting)
    return list(rows.select_related("organisation", "officer", "task").order_by("id"))


def decisions_behind(tasks: Iterable[int]) -> dict[int, Any]:
    """The decision of a meeting that tasks come from, by task."""
    rows = Decision.objects.filter(task__in=list(tasks)).select_related("meeting")
    return {row.task_id: row for row in rows}


def papers_counted(about: str, keys: Sequence[int]) -> dict[int, int]:
    """How many papers and photos prove each of the rows."""
    links = links_of_rows(about, keys)
    return {key: len(links.get(key, [])) for key in keys}


def cycle_products(officer: Officer, month: date) -> dict[str, Any]:
    """What of the month's cycle was produced for the officer's own area, by kind."""
    rows = CycleProduct.objects.filter(area_code=officer.area_code, period_from_on=month.replace(day=1))
    return {row.kind: row for row in rows.select_related("document")}


def organisations_known() -> list[tuple[int, str]]:
    """Units that carry duties first, then the others, by name."""
    rows = Organisation.objects.filter(closed_on__isnull=True).order_by("-accountable", "name")
    return list(rows.values_list("id", "name")[:500])


def officers_known(area: str) -> list[tuple[int, str]]:
    """People with duties in an area who are in post: name with unit or post, because names repeat."""
    rows = DutyOfficer.objects.within(area).filter(to_on__isnull=True).select_related("organisation")
    told = []
    for row in rows.order_by("name", "id")[:1000]:
        at = row.organisation.name if row.organisation else row.post
        told.append((row.pk, f"{row.name}（{at}）" if at else row.name))
    return told


def units_by_area(areas: Iterable[str]) -> dict[str, set[int]]:
    """Which organisations answered for an issue or a task in each area."""
    wanted = set(areas)
    found: dict[str, set[int]] = {}
    for model in (Issue, CampaignTask):
        rows = model.objects.filter(area_code__in=wanted, organisation__isnull=False)
        for area, unit in rows.values_list("area_code", "organisation_id").distinct():
            found.setdefault(area, set()).add(unit)
    return found


def sweeps_counted(keys: Iterable[int]) -> dict[int, int]:
    """How many issues the sweep of each led to."""
    rows = Issue.objects.filter(swept_from__in=list(keys), voided_on__isnull=True).values("swept_from_id")
    return {row["swept_from_id"]: row["n"] for row in rows.annotate(n=Count("id"))}
