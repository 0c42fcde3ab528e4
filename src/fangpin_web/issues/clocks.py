"""The terms of issues and tasks: of the step an issue stands at, as the place's process counts it, and of the whole.

The whole has its due day on the ledger, counted when it was opened or set by somebody. A task has only that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from fangpin.duties import FINISHED, IssueState, situation_of, state_of
from fangpin.processes import Situation, Standing, State, levels_above, standing_by, step_clock
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.cases.standing import Clocks, ground_on
from fangpin_web.issues.doors import CLOSED, RECTIFICATION, issues_for, papers_of, tasks_for, with_state
from fangpin_web.issues.models import IssueEscalation
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Issue

if TYPE_CHECKING:
    from fangpin.policy import Policy
    from fangpin.policy.process_entries import Step

_STEPS_IN = {"township": "escalation_township_days", "county": "escalation_county_days"}
_OF_THE_RESPONSIBLE = ("swept", "rectified")


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueClocks(Clocks):
    """The terms of an issue or a task with the step it stands at and since when; None where no process counts it."""

    at: Step | None
    since: date | None

    def is_late(self, role: str = "") -> bool:
        """Whether it is overdue; of a role given, its own step or the whole."""
        steps = self.step is not None and self.step.state is State.OVERDUE
        mine = not role or (self.at is not None and role in self.at.who)
        return (steps and mine) or (self.total is not None and self.total.state is State.OVERDUE)


NOTHING = IssueClocks(step=None, total=None, at=None, since=None)


def clocks_of(about: str, rows: Sequence[Any], policy: Policy, day: date) -> dict[int, IssueClocks]:
    """How the terms of issues or tasks stand on a day, by key; of closed and voided ones nothing."""
    process, ground = policy.processes.get(RECTIFICATION), ground_on(policy, day)
    term = process.total if process else None

    @cache
    def whole(due: date) -> Standing:
        return standing_by(
            due, day, ground.calendar, kind=term.unit if term else "calendar", orange=term.orange if term else None
        )

    @cache
    def of_step(step: str, since: date, opened: date) -> Standing | None:
        if process is None:
            return None
        clock = step_clock(process, Situation(step=step, opened_on=opened, step_on=since), ground)
        return clock.standing(day, ground.calendar) if clock else None

    found = {}
    due = {row.id: row.due_on for row in rows}
    for key, paper in papers_of(about, rows).items():
        if state_of(paper) in FINISHED:
            found[key] = NOTHING
            continue
        stands = situation_of(paper, process) if process else None
        found[key] = IssueClocks(
            step=of_step(stands.step, stands.step_on, stands.opened_on) if stands else None,
            total=whole(due[key]) if due[key] else None,
            at=process.steps[stands.step] if process and stands else None,
            since=stands.step_on if stands else None,
        )
    return found


def open_clocks(about: str, rows: QuerySet[Any], policy: Policy, day: date) -> dict[int, IssueClocks]:
    """The terms of those of the rows that are not finished, by key."""
    fields = [
        "id",
        "due_on",
        "submitted_on",
        "returned_on",
        CLOSED[about],
        "voided_on",
        "officer_id",
        "organisation_id",
    ]
    fields += ["opened_on"] if about == "issue" else []
    waiting = rows.exclude(state__in=FINISHED).select_related(None).order_by()
    return clocks_of(about, list(waiting.values_list(*fields, named=True)), policy, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for an officer: to put right and to accept, and how much of each is overdue."""

    to_do: int = 0
    late: int = 0
    to_accept: int = 0
    to_accept_late: int = 0


def waiting_for(about: str, officer: Officer, day: date) -> Waiting:
    """Issues or tasks of the officer's area, of a department its own. A step that lies with others is not his delay."""
    rows = issues_for(officer) if about == "issue" else tasks_for(officer)
    if not rows.exclude(state__in=FINISHED).exists():
        return Waiting()
    submitted = set(rows.filter(state=IssueState.SUBMITTED).values_list("id", flat=True))
    clocks = open_clocks(about, rows, policy_in_force(), day)
    late = {key for key, one in clocks.items() if one.is_late(officer.role)}
    return Waiting(
        to_do=len(clocks.keys() - submitted), late=len(late - submitted), to_accept=len(submitted),
        to_accept_late=len(late & submitted),
    )  # fmt: skip


def escalate(*, by: Officer, at: datetime) -> dict[str, int]:
    """Show each issue whose step is overdue to the level above whom it lies with, and after the days the place allows
    to the levels above that; once for each time the issue stands at the step."""
    policy, today = policy_in_force(), timezone.localdate(at)
    with acting_as(by, "clocks of issues"):
        terms = open_clocks("issue", with_state(Issue.objects.all(), "issue"), policy, today)
        late = {key: one for key, one in terms.items() if one.step and one.step.state is State.OVERDUE}
        days = {level: policy.value(name, on=today).value for level, name in _STEPS_IN.items()} if late else {}
        told = set(
            IssueEscalation.objects.filter(issue__in=late).values_list("issue_id", "step", "since", "level")
        )  # fmt: skip
        rows = Issue.objects.filter(pk__in=late).values_list("id", "area_code", "officer__level", "organisation__level")
        new = [
            IssueEscalation(
                issue_id=key,
                area_code=area,
                step=one.at.id,
                since=one.since,
                level=level,
                due_on=one.step.due_on,
                at=at,
            )
            for key, area, *held in rows
            if (one := late[key]).at and one.since and one.step and one.step.due_on
            for place, level in enumerate(levels_above(_lies_with(one.at, held)))
            if (place == 0 or (today - one.step.due_on).days >= days[level])
            and (key, one.at.id, one.since, level) not in told
        ]
        IssueEscalation.objects.bulk_create(new, ignore_conflicts=True)
    return {"issues_overdue": len(late), "issues_escalated": len(new)}


def _lies_with(step: Step, levels: Sequence[str | None]) -> str:
    """The level a step lies with: of whoever is made responsible, where it is theirs to put right, else the step's."""
    known = (level for level in levels if level in step.who)
    return next(known, step.owner) if step.id in _OF_THE_RESPONSIBLE else step.owner


def shown_to(clocks: Mapping[int, IssueClocks]) -> dict[int, str]:
    """The level above that the step an issue stands at was shown to, by key."""
    rows = IssueEscalation.objects.filter(issue_id__in=list(clocks)).order_by("id")
    found = {}
    for row in rows:
        one = clocks[row.issue_id]
        if one.at is not None and (row.step, row.since) == (one.at.id, one.since):
            found[row.issue_id] = row.level
    return found
