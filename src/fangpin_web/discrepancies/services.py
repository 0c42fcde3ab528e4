"""What officers do about discrepancies: a department answers, the county decides, sends lists round, takes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

from fangpin.discrepancies import DECIDED, OPEN
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer, Role
from fangpin_web.accounts.permissions import may_answer_discrepancy, may_decide_discrepancy
from fangpin_web.discrepancies.models import Circular, Discrepancy, DiscrepancyEvent
from fangpin_web.discrepancies.problems import DiscrepancyProblem
from fangpin_web.discrepancies.running import due_on
from fangpin_web.office.policy import policy_in_force

OTHER = "other"


def answer(*, key: int, note: str, by: Officer, at: datetime) -> Discrepancy:
    """Say that it was corrected at the source. It stays open until a delivery agrees."""
    if not may_answer_discrepancy(by):
        raise DiscrepancyProblem("may_not")
    with _locked(key, by, "answer a discrepancy", states=OPEN) as found:
        if by.role == Role.DEPARTMENT and by.department != found.department:
            raise DiscrepancyProblem("may_not")
        found.state = Discrepancy.State.ANSWERED
        _tell(found, DiscrepancyEvent.Act.ANSWERED, by=by, at=at, note=note)
    return found


def explain(*, key: int, reason: str, note: str, by: Officer, at: datetime) -> Discrepancy:
    """Accept that both records are right, with the reason. Nothing but a person takes this back."""
    return _decide(key, Discrepancy.State.EXPLAINED, reason, note, None, by=by, at=at)


def exempt(*, key: int, reason: str, note: str, until: date, by: Officer, at: datetime) -> Discrepancy:
    """Leave it aside until a day, on which it is open again if the records still disagree."""
    if until <= timezone.localdate(at):
        raise DiscrepancyProblem("past")
    return _decide(key, Discrepancy.State.EXEMPTED, reason, note, until, by=by, at=at)


def _decide(
    key: int, state: Discrepancy.State, reason: str, note: str, until: date | None, *, by: Officer, at: datetime
) -> Discrepancy:
    if not may_decide_discrepancy(by):
        raise DiscrepancyProblem("may_not")
    if not reason:
        raise DiscrepancyProblem("no_reason")
    if reason == OTHER and not note.strip():
        raise DiscrepancyProblem("no_note")
    with _locked(key, by, f"decide a discrepancy: {state}", states=OPEN) as found:
        found.state, found.reason, found.until = state, reason, until
        found.decided_by, found.decided_at, found.changed = by.pk, at, False
        _tell(found, DiscrepancyEvent.Act(state.value), by=by, at=at, reason=reason, note=note)
    return found


def take_back(*, key: int, note: str, by: Officer, at: datetime) -> Discrepancy:
    """Take a decision back: it waits for the source again, with a new term."""
    if not may_decide_discrepancy(by):
        raise DiscrepancyProblem("may_not")
    with _locked(key, by, "take a decision back", states=DECIDED) as found:
        found.state, found.reason, found.until, found.changed = Discrepancy.State.OPEN, "", None, False
        found.decided_by = found.decided_at = None
        found.due_on = due_on(policy_in_force(), timezone.localdate(at))
        _tell(found, DiscrepancyEvent.Act.TAKEN_BACK, by=by, at=at, note=note)
    return found


def circulate(*, department: str, by: Officer, at: datetime) -> Circular:
    """Send a department the list of what it has to look at and was not sent yet, with a term from today."""
    if not may_decide_discrepancy(by):
        raise DiscrepancyProblem("may_not")
    due = due_on(policy_in_force(), timezone.localdate(at))
    with acting_as(by, f"circular to {department}"):
        rows = list(
            Discrepancy.objects.select_for_update().filter(
                department=department, state=Discrepancy.State.OPEN, circular__isnull=True
            )
        )
        if not rows:
            raise DiscrepancyProblem("nothing_to_send")
        sent = Circular.objects.create(
            area_code=by.area_code, department=department, due_on=due, items=len(rows), at=at, by=by.pk
        )
        Discrepancy.objects.filter(pk__in=[row.pk for row in rows]).update(circular=sent, due_on=due)
        DiscrepancyEvent.objects.bulk_create(
            DiscrepancyEvent(
                discrepancy=row, area_code=row.area_code, act=DiscrepancyEvent.Act.CIRCULATED, at=at, by=by.pk
            )
            for row in rows
        )
    return sent


@contextmanager
def _locked(key: int, by: Officer, why: str, *, states: tuple[str, ...]) -> Iterator[Discrepancy]:
    """The row, locked and in one of these states; it is saved when the block ends well."""
    with acting_as(by, why):
        found = Discrepancy.objects.select_for_update().filter(pk=key).first()
        if found is None or found.state not in states:
            raise DiscrepancyProblem("moved")
        yield found
        found.save()


def _tell(
    found: Discrepancy, act: DiscrepancyEvent.Act, *, by: Officer, at: datetime, reason: str = "", note: str = ""
) -> None:
    DiscrepancyEvent.objects.create(
        discrepancy=found, area_code=found.area_code, act=act, reason=reason, note=note.strip() or None, at=at, by=by.pk
    )
