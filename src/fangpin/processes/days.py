"""Terms in working or calendar days: the day something is due, and how it stands with that on a day.

The day a term starts is not counted and its last day is counted whole, as the Civil Code counts (民法典 第二百零一条).
Working days follow the holiday schedules of the policy folder, worked Saturdays and Sundays included; a year
without a schedule is :class:`~fangpin.policy.NoCalendar` and never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from fangpin.policy.calendar import Holidays, NoCalendar

DayKind = Literal["working", "calendar"]
LastDay = Literal["as_counted", "next_working"]
_DAY = timedelta(days=1)


class State(StrEnum):
    """How a term stands on a day."""

    RUNNING = "running"
    ORANGE = "orange"
    OVERDUE = "overdue"
    PAUSED = "paused"
    UNKNOWN = "unknown"  # it runs into a year whose holidays are not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days [from_on, to_on) that do not count; ``to_on`` None while it lasts. ``reason`` is a code."""

    from_on: date
    to_on: date | None
    reason: str = ""

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


class ClockStopped(Exception):
    """There is no due day while a pause lasts."""

    def __init__(self, pause: Pause) -> None:
        self.pause = pause
        super().__init__(pause)

    def __str__(self) -> str:
        return f"the clock has been stopped since {self.pause.from_on}; end the pause to have a due day"

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        return f"自 {self.pause.from_on} 起已暂停计时，结束暂停后才有办理期限。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """``count`` days of a kind. Orange when ``orange`` or fewer of them are left; None: never orange.

    ``last_day``: whether a term in calendar days whose last day is no working day ends on the next one.
    """

    count: int
    kind: DayKind
    orange: int | None = None
    last_day: LastDay = "as_counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a term stands. ``left``: its days after the day asked up to the due day, negative when it is late.

    ``due_on`` and ``left`` are None while paused and where the calendar does not reach (``missing_year``).
    """

    state: State
    due_on: date | None
    left: int | None
    missing_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A term that began on a day, with its pauses."""

    start: date
    term: Term
    pauses: tuple[Pause, ...] = ()

    def due_on(self, calendar: Holidays) -> date:
        """The last day of the term; :class:`ClockStopped` while a pause lasts."""
        term = self.term
        return due_on(self.start, term.count, term.kind, calendar, pauses=self.pauses, last_day=term.last_day)

    def standing(self, on: date, calendar: Holidays) -> Standing:
        """How it stands on a day. Late from the day after the due day."""
        if any(pause.holds(on) for pause in self.pauses):
            return Standing(state=State.PAUSED, due_on=None, left=None)
        try:
            due = self.due_on(calendar)
        except ClockStopped:  # a pause that begins later and has no end yet
            return Standing(state=State.RUNNING, due_on=None, left=None)
        except NoCalendar as gap:
            return Standing(state=State.UNKNOWN, due_on=None, left=None, missing_year=gap.year)
        return standing_by(due, on, calendar, kind=self.term.kind, orange=self.term.orange, pauses=self.pauses)


def standing_by(
    due: date, on: date, calendar: Holidays, *, kind: DayKind, orange: int | None, pauses: Iterable[Pause] = ()
) -> Standing:
    """How a due day stands on a day, be it counted or set by somebody; unknown where the calendar does not reach."""
    first, last = min(on, due), max(on, due)
    try:
        days = elapsed(first, last, kind, calendar, pauses=pauses)
    except NoCalendar as gap:
        return Standing(state=State.UNKNOWN, due_on=None, left=None, missing_year=gap.year)
    if on > due:
        return Standing(state=State.OVERDUE, due_on=due, left=-days)
    near = orange is not None and days <= orange
    return Standing(state=State.ORANGE if near else State.RUNNING, due_on=due, left=days)


def due_on(
    start: date,
    count: int,
    kind: DayKind,
    calendar: Holidays,
    *,
    pauses: Iterable[Pause] = (),
    last_day: LastDay = "as_counted",
) -> date:
    """The day on which ``count`` days have passed since ``start``, the start itself not counted.

    Raises :class:`~fangpin.policy.NoCalendar` when working days reach into a year without a schedule,
    :class:`ClockStopped` when a pause without an end is reached, ``ValueError`` for a count below zero.
    """
    if count < 0:
        raise ValueError(f"a term has no {count} days")
    stopped = tuple(pauses)
    day, left = start, count
    while left:
        day += _DAY
        if pause := next((p for p in stopped if p.holds(day)), None):
            if pause.to_on is None:
                raise ClockStopped(pause)
            continue
        left -= kind == "calendar" or calendar.is_working_day(day)
    if last_day == "next_working":
        while not calendar.is_working_day(day):
            day += _DAY
    return day


def elapsed(first: date, last: date, kind: DayKind, calendar: Holidays, *, pauses: Iterable[Pause] = ()) -> int:
    """Days of a kind after ``first`` up to and with ``last``, those of a pause left out; 0 if ``last`` is earlier."""
    stopped = tuple(pauses)
    days = (first + _DAY * n for n in range(1, (last - first).days + 1))
    return sum(
        (kind == "calendar" or calendar.is_working_day(day)) and not any(p.holds(day) for p in stopped) for day in days
    )
