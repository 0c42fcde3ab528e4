"""The to-do list of an officer: what waits, how much of it, until when, and where it is done.

Each task is counted under the officer's own scope. A task with nothing to do is not listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import (
    may_answer_discrepancy,
    may_check_bulletins,
    may_decide_match,
    may_dispatch_clues,
    may_import,
    may_make_notices,
    may_raise_issue,
    may_sign_bulletins,
    may_take_applications,
    may_take_clue,
    may_visit,
    may_watch_timetable,
    may_work_cases,
    may_work_issue,
    sees_backups,
    sees_checklist,
)
from fangpin_web.applications.doors import waiting_applications
from fangpin_web.backup.standing import amiss
from fangpin_web.bulletins.written_doors import circulars_to_chase, circulars_waiting
from fangpin_web.cases.shown import mine_of
from fangpin_web.clues.queries import clues_for
from fangpin_web.clues.states import OPEN, PROPOSED, TAKEN
from fangpin_web.discrepancies.doors import waiting_for
from fangpin_web.duties.visiting import visits_overdue
from fangpin_web.founding.checklist import missing_for
from fangpin_web.intake.doors import undecided_uploads, waiting_rows
from fangpin_web.issues.clocks import waiting_for as waiting_issues
from fangpin_web.jobs.doors import failed_timed_work
from fangpin_web.notices.doors import to_take_down
from fangpin_web.office.policy import is_demo


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the list. ``waiting`` things to do, ``overdue`` of them; ``address`` is where."""

    title: str | Promise
    hint: str | Promise
    waiting: int
    overdue: int = 0
    address: str
    icon: str


def tasks_for(officer: Officer, *, day: date) -> list[Task]:
    """The officer's tasks, overdue ones first."""
    tasks = [task for task in _tasks(officer, day) if task.waiting]
    return sorted(tasks, key=lambda task: -task.overdue)


def _tasks(officer: Officer, day: date) -> Iterator[Task]:
    yield from _issues(officer, day)
    clues = reverse("clues:list")
    if may_take_clue(officer):
        taken = clues_for(officer).filter(state=TAKEN, taken_by=officer.pk)
        yield Task(
            title=_("Clues in my hands"),
            hint=_("Visit the family, then close the clue with what you saw."),
            **_counted(taken, day),
            address=f"{clues}?view={TAKEN}&mine=on",
            icon="clipboard-list",
        )
        yield Task(
            title=_("Clues nobody has taken"),
            hint=_("Take one, so that nobody else visits the same family."),
            **_counted(clues_for(officer).filter(state=OPEN), day),
            address=f"{clues}?view={OPEN}",
            icon="activity",
        )
    if may_visit(officer):
        late = visits_overdue(officer, day=day)
        yield Task(
            title=_("Families nobody visited in time"),
            hint=_("Their helper's visit is overdue."),
            waiting=late,
            overdue=late,
            address=reverse("duties:visits"),
            icon="map-pin",
        )
    if may_work_cases(officer):
        mine, overdue = mine_of(officer, day)
        yield Task(
            title=_("Cases at a step of mine"),
            hint=_("Each says what is due, what is filled in already and what is still missing."),
            waiting=mine,
            overdue=overdue,
            address=reverse("cases:list"),
            icon="clipboard-list",
        )
    if may_take_applications(officer):
        yield Task(
            title=_("Self-applications whose household is to be found"),
            hint=_("Say which household applied; it becomes a clue with its own clock."),
            waiting=waiting_applications(),
            address=reverse("applications:list"),
            icon="send",
        )
    if may_make_notices(officer):
        down = to_take_down(day)
        yield Task(
            title=_("Notices to take down"),
            hint=_("Their days are over. Take the paper off the wall, and note the day."),
            waiting=down,
            overdue=down,
            address=reverse("notices:list"),
            icon="file-text",
        )
    if may_import(officer):
        yield Task(
            title=_("Lists to preview or accept"),
            hint=_("Received, not landed: say what each is, look at what would change, let it land."),
            waiting=undecided_uploads().count(),
            address=reverse("intake:list"),
            icon="upload",
        )
    yield from _discrepancies(officer, day)
    yield from _circulars(officer, day)
    if may_decide_match(officer):
        yield Task(
            title=_("Rows to match"),
            hint=_("Proposals can be accepted together; the rest one by one. They hold up no seal."),
            waiting=waiting_rows().count(),
            address=reverse("intake:matches"),
            icon="git-compare",
        )
    if may_dispatch_clues(officer):
        yield Task(
            title=_("Clues to hand out"),
            hint=_("See how many each township would get before you do."),
            waiting=clues_for(officer).filter(state=PROPOSED).count(),
            address=reverse("clues:dispatch"),
            icon="send",
        )
    if sees_checklist(officer) and not is_demo():
        yield Task(
            title=_("What is still missing"),
            hint=_("Areas, officers, lists and values this installation lacks, and what each would add."),
            waiting=missing_for(officer, day=day),
            address=reverse("checklist"),
            icon="square-check",
        )
    if may_watch_timetable(officer):
        yield Task(
            title=_("Work of the night that failed"),
            hint=_("It says why; begin it again once that is mended."),
            waiting=failed_timed_work(officer),
            address=reverse("jobs:list"),
            icon="clock",
        )
    if sees_backups(officer) and amiss(timezone.now()):
        yield Task(
            title=_("Back up this installation"),
            hint=_("If this machine breaks, everything since the last backup is lost."),
            waiting=1,
            overdue=1,
            address=reverse("backup:standing"),
            icon="database",
        )


def _counted(clues: QuerySet[Any], day: date) -> dict[str, int]:
    counted: dict[str, int] = clues.aggregate(waiting=Count("id"), overdue=Count("id", filter=Q(due_on__lt=day)))
    return counted


def _issues(officer: Officer, day: date) -> Iterator[Task]:
    issues = reverse("issues:list")
    if may_work_issue(officer):
        found, tasks = waiting_issues("issue", officer, day), waiting_issues("campaign_task", officer, day)
        yield Task(
            title=_("Issues to put right"),
            hint=_("Put them right, attach the evidence, submit them"),
            waiting=found.to_do,
            overdue=found.late,
            address=issues,
            icon="clipboard-list",
        )
        yield Task(
            title=_("Tasks of campaigns and meetings"),
            hint=_("Do them, attach the evidence, submit them"),
            waiting=tasks.to_do,
            overdue=tasks.late,
            address=reverse("issues:tasks"),
            icon="list-checks",
        )
        if may_raise_issue(officer):
            yield Task(
                title=_("Issues to accept"),
                hint=_("Look at the evidence; accept or return"),
                waiting=found.to_accept,
                overdue=found.to_accept_late,
                address=f"{issues}?view=submitted",
                icon="square-check",
            )
            yield Task(
                title=_("Tasks to accept"),
                hint=_("Look at the evidence; accept or return"),
                waiting=tasks.to_accept,
                overdue=tasks.to_accept_late,
                address=reverse("issues:tasks") + "?view=submitted",
                icon="square-check",
            )


def _discrepancies(officer: Officer, day: date) -> Iterator[Task]:
    if may_answer_discrepancy(officer):
        waiting, overdue = waiting_for(officer, day)
        yield Task(
            title=_("Records to be corrected"),
            hint=_("Two offices say different things. Look at your own record; the next list that agrees closes it."),
            waiting=waiting,
            overdue=overdue,
            address=reverse("discrepancies:list"),
            icon="git-compare",
        )


def _circulars(officer: Officer, day: date) -> Iterator[Task]:
    if may_check_bulletins(officer):
        waiting = circulars_waiting(officer)
        yield Task(
            title=_("Circulars to answer"),
            hint=_("Take note of them; answer where an answer is due."),
            waiting=len(waiting),
            overdue=sum(one.due_on is not None and one.due_on < day for one in waiting),
            address=reverse("bulletins:list"),
            icon="scroll-text",
        )
    if may_sign_bulletins(officer):
        late = sum(offices for _circular, offices in circulars_to_chase(officer, day))
        yield Task(
            title=_("Offices that have not answered a circular"),
            hint=_("Their answer is overdue; the circular says whose."),
            waiting=late,
            overdue=late,
            address=reverse("bulletins:list"),
            icon="scroll-text",
        )
