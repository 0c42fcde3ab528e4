"""How an owed list stands on a day: arrived, late, replaced, said to be empty, or still awaited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fangpin.policy.calendar import Holidays, NoCalendar
from fangpin.tray.owed import Owed

State = Literal["in_time", "late", "received", "nothing", "awaited", "overdue", "no_day", "before"]
SOON_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One delivery of a source. ``villages`` are the codes it speaks for, None where that is not known; ``landed``
    says whether it stands in the ledgers; ``in_force`` is False once it was undone, reversed or put aside."""

    id: int
    source: str
    from_on: date
    to_on: date
    received_on: date
    delivery: str
    landed: bool
    in_force: bool
    villages: frozenset[str] | None = None
    rows_read: int | None = None
    rows_refused: int | None = None
    rows_open: int | None = None
    rows_matched: int | None = None
    rows_new: int | None = None
    rows_changed: int | None = None
    rows_gone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody said that a source has nothing for a period (零报告). Noted; it lands in no ledger."""

    source: str
    from_on: date
    to_on: date
    said_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The list on ``as_of``. ``arrivals`` are those of the period, newest first; ``current`` count, ``replaced`` gave
    way to a newer one about the same villages, ``taken_back`` were undone or put aside."""

    owed: Owed
    state: State
    as_of: date
    days_late: int = 0
    working_days_late: int | None = None
    days_left: int | None = None
    arrivals: tuple[Arrival, ...] = ()
    current: tuple[Arrival, ...] = ()
    replaced: tuple[Arrival, ...] = ()
    taken_back: tuple[Arrival, ...] = ()
    said: Said | None = None

    @property
    def missing(self) -> bool:
        """Nothing of it stands in a ledger or is on the way, and nobody said that there is nothing."""
        return self.state in ("awaited", "overdue", "no_day")

    @property
    def villages(self) -> frozenset[str] | None:
        """The villages spoken for; None where some delivery does not say for which it speaks."""
        landed = [one.villages for one in self.current if one.landed]
        return None if any(codes is None for codes in landed) else frozenset().union(*(c for c in landed if c))

    def total(self, count: str) -> int | None:
        """A count of the deliveries that hold, such as ``rows_read``; None where one does not know it."""
        counts = [getattr(one, count) for one in self.current]
        return None if not counts or None in counts else sum(counts)


def stand(
    owed: Owed,
    arrivals: Sequence[Arrival],
    said: Sequence[Said],
    *,
    as_of: date,
    holidays: Holidays,
    began_on: date | None = None,
) -> Standing:
    """Where the list stands on ``as_of``, from all deliveries and reports at hand; those of others are passed over.

    ``began_on`` is the first day on which the office collected lists: nobody was late for what was due before it.
    """
    before = began_on is not None and owed.due_on is not None and owed.due_on < began_on
    mine = sorted((a for a in arrivals if _belongs(a, owed)), key=lambda a: (a.received_on, a.id), reverse=True)
    holding = [a for a in mine if a.in_force]
    replaced = [a for place, a in enumerate(holding) if a.landed and _replaced(a, holding[:place])]
    current = [a for a in holding if a not in replaced]
    told = max(
        (s for s in said if s.source == owed.source.id and s.from_on <= owed.to_on and s.to_on >= owed.from_on),
        key=lambda s: s.said_on,
        default=None,
    )
    # Late is who was late at first: a correction sent later is no delay.
    came_on = min((a.received_on for a in holding if a.landed), default=None)
    if came_on is None and told is not None and not current:
        came_on = told.said_on
    return Standing(
        owed=owed,
        state=_before(_state(owed, current, told, came_on, as_of))
        if before
        else _state(owed, current, told, came_on, as_of),
        as_of=as_of,
        days_late=0 if before else _late(owed, came_on or as_of),
        working_days_late=0 if before else _working_late(owed, came_on or as_of, holidays),
        days_left=(owed.due_on - as_of).days if owed.due_on else None,
        arrivals=tuple(mine),
        current=tuple(current),
        replaced=tuple(replaced),
        taken_back=tuple(a for a in mine if not a.in_force),
        said=told,
    )


def _belongs(arrival: Arrival, owed: Owed) -> bool:
    """A list is about the period in which its own ends: one of January to October is October's."""
    return arrival.source == owed.source.id and owed.from_on <= arrival.to_on <= owed.to_on


def _replaced(arrival: Arrival, newer: Sequence[Arrival]) -> bool:
    """Whether newer lists of everybody speak for all its villages; an increment adds to it and replaces nothing."""
    whole = [a for a in newer if a.landed and a.delivery != "increment"]
    if arrival.villages is None or any(a.villages is None for a in whole):
        return bool(whole)
    return bool(whole) and arrival.villages <= frozenset().union(*(a.villages or frozenset() for a in whole))


def _state(owed: Owed, current: Sequence[Arrival], told: Said | None, came_on: date | None, as_of: date) -> State:
    if any(a.landed for a in current):
        return "late" if came_on and _late(owed, came_on) else "in_time"
    if current:
        return "received"
    if told:
        return "nothing"
    if owed.due_on is None:
        return "no_day"
    return "overdue" if as_of > owed.due_on else "awaited"


def _before(state: State) -> State:
    """The same of a list that was due before anybody collected it here."""
    return {"late": "in_time", "overdue": "before"}.get(state, state)  # type: ignore[return-value]


def _late(owed: Owed, on: date) -> int:
    return max((on - owed.due_on).days, 0) if owed.due_on else 0


def _working_late(owed: Owed, on: date, holidays: Holidays) -> int | None:
    if owed.due_on is None:
        return None
    try:
        return holidays.working_days_between(owed.due_on, on)
    except NoCalendar:
        return None
