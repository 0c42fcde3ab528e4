"""Plans drafted and reviewed in the village and approved in the township; measures with due days and proof."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_approve_plan, may_plan, scope_of
from fangpin_web.duties.problems import DutyProblem
from fangpin_web.duties.services import allow
from fangpin_web.evidence.doors import links_of
from fangpin_web.records.bulk import reserve_ids
from fangpin_web.records.models import Household, Measure, Membership, Plan


def draft_plan(*, household_id: int, year: int, needs: str, goal: str, by: Officer, at: datetime) -> Any:
    """Draft the household's plan of a year, or change it: an approved one is re-opened by that and approved anew."""
    allow(may_plan, by)
    day = timezone.localdate(at)
    with acting_as(by, "draft plan"):
        household = _household(household_id, by)
        plan = Plan.objects.select_for_update().filter(
            household=household_id, kind="household", year=year, closed_on__isnull=True
        ).first()  # fmt: skip
        if plan is None:
            key = reserve_ids("plan", 1)[0].as_py()
            plan = Plan(
                id=key, area_code=household.area_code, number=f"FA{year}-{key:05d}", kind="household",
                household=household, year=year, drafted_on=day,
            )  # fmt: skip
        elif plan.approved_on:
            plan.reopened_on, plan.reviewed_on, plan.approved_on = day, None, None
        plan.needs, plan.goal = needs.strip() or None, goal.strip() or None
        plan.entered_at, plan.entered_by = at, by.pk
        plan.save()
    return plan


def review_plan(*, plan_id: int, by: Officer, at: datetime) -> Any:
    """The village has gone through it."""
    return _step(plan_id, "reviewed_on", by, at)


def approve_plan(*, plan_id: int, by: Officer, at: datetime) -> Any:
    """The township approves what the village reviewed; not by whoever drafted it."""
    return _step(plan_id, "approved_on", by, at)


def _step(plan_id: int, column: str, by: Officer, at: datetime) -> Any:
    allow(may_approve_plan if column == "approved_on" else may_plan, by)
    with acting_as(by, column):
        plan = Plan.objects.select_for_update().filter(pk=plan_id).first()
        if plan is None:
            raise DutyProblem("outside")
        if getattr(plan, column) or plan.closed_on or (column == "approved_on" and plan.reviewed_on is None):
            raise DutyProblem("plan_step")
        if column == "approved_on" and plan.entered_by == by.pk:
            raise DutyProblem("same_person")
        setattr(plan, column, timezone.localdate(at))
        plan.save(update_fields=[column])  # entered_by stays whoever wrote the plan
    return plan


def add_measure(
    *, household_id: int, kind: str, content: str, due: date | None, by: Officer, at: datetime,
    person_id: int | None = None, risk: str = "", officer_id: int | None = None,
) -> Any:  # fmt: skip
    """Agree on help for a household or one of its members; it counts as landed once carried out with evidence."""
    allow(may_plan, by)
    day = timezone.localdate(at)
    with acting_as(by, "add measure"):
        household = _household(household_id, by)
        if person_id and not Membership.objects.filter(household=household_id, person=person_id).on(day).exists():
            raise DutyProblem("outside")
        return Measure.objects.create(
            area_code=household.area_code, household=household, person_id=person_id, kind=kind, risk=risk or None,
            content=content.strip() or None, due_on=due, officer_id=officer_id, evidence=False, from_on=day,
            entered_at=at, entered_by=by.pk,
        )  # fmt: skip


def carry_out(*, measure_id: int, on: date, by: Officer, at: datetime) -> Any:
    """Note the day help was carried out; the proof must be there."""
    allow(may_plan, by)
    with acting_as(by, "carry out measure"):
        measure = Measure.objects.select_for_update().filter(pk=measure_id).first()
        if measure is None:
            raise DutyProblem("outside")
        if not links_of("measure", measure.pk):
            raise DutyProblem("no_evidence")
        measure.implemented_on, measure.evidence = on, True
        measure.entered_at, measure.entered_by = at, by.pk
        measure.save(update_fields=["implemented_on", "evidence", "entered_at", "entered_by"])
    return measure


def _household(key: int, by: Officer) -> Any:
    household = Household.objects.within(scope_of(by)).filter(pk=key).first()
    if household is None:
        raise DutyProblem("outside")
    return household
