"""What the household's page shows of duties: who answers for it, its plan and measures, visits, issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fangpin.duties import FINISHED
from fangpin.policy import NoValueInForce, Policy
from fangpin_web.accounts.models import Officer
from fangpin_web.duties import doors, visiting
from fangpin_web.issues.doors import issues_for


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesPart:
    """``helpers`` are the assignments in force. ``seen_on`` None: no visit is entered; ``due_on`` None: nobody answers
    for the family, so nobody owes it one. ``issues`` are those not closed."""

    helpers: tuple[Any, ...]
    seen_on: date | None
    due_on: date | None
    late: bool
    plan: Any
    measures: tuple[Any, ...]
    landed: int
    past_due: int
    issues: tuple[Any, ...]


def duties_part(officer: Officer, household_id: int, policy: Policy, *, day: date) -> DutiesPart:
    """For a reader who has opened the household."""
    duties: Any = doors.assignments_for(officer).filter(household=household_id)
    helpers = list(duties.on(day).order_by("layer", "id"))
    seen_on, due_on = visiting.last_and_next_visit(household_id, helpers, policy, day=day)
    measures = doors.measures_of(household_id, day)
    issues = issues_for(officer).filter(household=household_id).exclude(state__in=FINISHED)
    return DutiesPart(
        helpers=tuple(helpers),
        seen_on=seen_on,
        due_on=due_on,
        late=due_on is not None and due_on < day,
        plan=doors.plan_of(household_id, day.year),
        measures=tuple(measures),
        landed=sum(m.implemented_on is not None and m.implemented_on <= day for m in measures),
        past_due=sum(m.due_on is not None and m.due_on < day and m.implemented_on is None for m in measures),
        issues=tuple(issues.order_by("due_on", "id")),
    )


def line_on(policy: Policy, day: date) -> Any:
    """The line of income per person in force on a day; None where the place has none."""
    try:
        return policy.value("income_line", on=day)
    except NoValueInForce:
        return None
