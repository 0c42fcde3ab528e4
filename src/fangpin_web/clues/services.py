"""What officers do with clues: dispatch, take, give back, close, open again. Each act is one transaction.

The row is locked before its state is looked at, so of two officers at once one succeeds and the
other is told what happened; the database sees to it that a household has one open clue of a risk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_close_clue, may_dispatch_clues, may_take_clue
from fangpin_web.clues.problems import (
    AnotherIsOpen,
    NoSuchClue,
    NoSuchReason,
    NotAllowed,
    NoteNeeded,
    NotInThisState,
)
from fangpin_web.clues.queries import proposed
from fangpin_web.clues.states import (
    CLOSED_NEGATIVE,
    CLOSED_POSITIVE,
    FINISHED,
    OPEN,
    POSITIVE_REASONS,
    SETTLED,
    STEPPED_UP,
    TAKEN,
    UNFINISHED,
)
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Clue

if TYPE_CHECKING:
    from fangpin.policy import Policy

BY_ITSELF = frozenset({STEPPED_UP, SETTLED})


def dispatch_clues(
    *, by: Officer, at: datetime, towns: Collection[str] | None = None, rules: Collection[str] | None = None
) -> int:
    """Hand proposed clues to the towns: all, or those of some towns and some rules. Gives how many.

    Each gets a due day, counted in working days from today by the policy's calendar.
    """
    _allow(may_dispatch_clues, by, ("dispatch clues", "派发线索"))
    today = timezone.localdate(at)
    due = due_on(policy_in_force(), today)
    with acting_as(by, "dispatch"):
        chosen = list(
            proposed(towns, rules).select_for_update(of=("self",)).order_by("id").values_list("id", flat=True)
        )
        return Clue.objects.filter(pk__in=chosen).update(state=OPEN, dispatched_on=today, due_on=due)


def due_on(policy: Policy, day: date) -> date:
    """The last day for a visit to a clue handed out on ``day``."""
    return policy.holidays.working_day_after(day, int(policy.value("clue_visit_working_days", on=day).value))


def take_clue(*, clue_id: int, by: Officer, at: datetime) -> Clue:
    """Make an open clue one's own. The second of two at once is told who has it."""
    _allow(may_take_clue, by, ("take clues", "领取线索"))
    with _locked(clue_id, by, "take", OPEN) as clue:
        return _changed(clue, state=TAKEN, taken_on=timezone.localdate(at), taken_by=by.pk)


def give_back_clue(*, clue_id: int, by: Officer, at: datetime) -> Clue:  # noqa: ARG001 - every service takes both
    """Put a taken clue back among the open ones; its due day stays."""
    _allow(may_take_clue, by, ("give back clues", "退回线索"))
    with _locked(clue_id, by, "give back", TAKEN) as clue:
        return _changed(clue, state=OPEN, taken_on=None, taken_by=None)


def close_clue(*, clue_id: int, outcome: str, reason: str, note: str, by: Officer, at: datetime) -> Clue:
    """Close an open or taken clue, negative or positive, with a reason of the code list and a note.

    Closed negative, the same facts do not come again; which change brings them back is the rule's word.
    """
    _allow(may_close_clue, by, ("close clues", "办结线索"))
    today = timezone.localdate(at)
    _check_reason(outcome, reason, note, today)
    with _locked(clue_id, by, f"close: {reason}", OPEN, TAKEN) as clue:
        return _changed(
            clue, state=outcome, closed_on=today, closed_by=by.pk, close_reason=reason, remark=note.strip() or None
        )


def reopen_clue(*, clue_id: int, by: Officer, at: datetime) -> Clue:  # noqa: ARG001 - every service takes both
    """Open a closed clue again, when it was closed by mistake. Its closing stays in the history."""
    _allow(may_dispatch_clues, by, ("open clues again", "重新打开线索"))
    with _locked(clue_id, by, "open again", *FINISHED) as clue:
        same = Clue.objects.filter(household_id=clue.household_id, risk=clue.risk, state__in=UNFINISHED)
        if other := same.values_list("id", flat=True).first():
            raise AnotherIsOpen(other)
        blank = ("closed_on", "closed_by", "close_reason", "merged_into", "taken_on", "taken_by")
        return _changed(clue, state=OPEN, **dict.fromkeys(blank))


def reasons_for(outcome: str, policy: Policy, on: date) -> list[str]:
    """The codes of reasons that fit an outcome, in the order of the code list."""
    codes = [code.code for code in policy.code_list("clue_close_reason").in_force(on)]
    positive = outcome == CLOSED_POSITIVE
    return [code for code in codes if code not in BY_ITSELF and (code in POSITIVE_REASONS) is positive]


def _check_reason(outcome: str, reason: str, note: str, on: date) -> None:
    if outcome not in FINISHED:
        raise NoSuchReason(outcome, allowed=FINISHED)
    allowed = reasons_for(outcome, policy_in_force(), on)
    if reason not in allowed:
        raise NoSuchReason(reason, allowed=allowed)
    if reason == "other" and not note.strip():
        raise NoteNeeded


def _allow(permission: Callable[[Officer], bool], officer: Officer, act: tuple[str, str]) -> None:
    if not permission(officer):
        raise NotAllowed(officer, act=act)


@contextmanager
def _locked(clue_id: int, by: Officer, why: str, *states: str) -> Iterator[Clue]:
    """The clue, locked, in one of the states the act needs; or the one clear answer why not."""
    with acting_as(by, why):
        rows: QuerySet[Clue] = Clue.objects.select_for_update()
        clue = rows.filter(pk=clue_id).first()
        if clue is None:
            raise NoSuchClue(clue_id)
        if clue.state not in states:
            who = clue.closed_by if clue.state in FINISHED else clue.taken_by
            officer = Officer.objects.filter(pk=who).first() if who else None
            raise NotInThisState(clue_id=clue_id, state=clue.state, by=officer)
        yield clue


def _changed(clue: Clue, **values: object) -> Clue:
    for name, value in values.items():
        setattr(clue, name, value)
    clue.save(update_fields=list(values))
    return clue


__all__ = [
    "CLOSED_NEGATIVE",
    "CLOSED_POSITIVE",
    "close_clue",
    "dispatch_clues",
    "due_on",
    "give_back_clue",
    "reasons_for",
    "reopen_clue",
    "take_clue",
]
