"""What is owed for a month: one entry for each list whose period ends in it, with the day it is due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fangpin.policy.calendar import Holidays, NoCalendar
from fangpin.rosters.due import Due
from fangpin.rosters.sources import Source

_QUARTER = 3
_SCHOOL_YEAR_BEGINS = 9
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One list for one period, both days inclusive. ``due_on`` is None where no day was agreed or the list comes
    with an event; ``calendar_known`` is False where the year's holidays are not known and a plain day was taken."""

    source: Source
    from_on: date
    to_on: date
    due_on: date | None
    due: Due | None = None
    calendar_known: bool = True


def owed_for(month: date, sources: Iterable[Source], holidays: Holidays) -> tuple[Owed, ...]:
    """What is owed for the month that holds ``month``, first due first; lists without a day stand last.

    A quarter is owed in its last month, what comes once a year in the month in which it is due.
    """
    found = [owed for source in sources if (owed := _owed(source, month.replace(day=1), holidays))]
    return tuple(sorted(found, key=lambda one: (one.due_on is None, one.due_on or one.to_on, one.source.id)))


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def months_before(month: date, count: int) -> date:
    """First day of the month ``count`` months earlier; a negative count goes forward."""
    number = month.year * 12 + month.month - 1 - count
    return date(number // 12, number % 12 + 1, 1)


def _owed(source: Source, month: date, holidays: Holidays) -> Owed | None:
    first, last = month_of(month)
    due = next((one for one in reversed(source.due) if one.since <= last), None)
    if source.period == "event":
        return Owed(source=source, from_on=first, to_on=last, due_on=None)
    if due is None:
        return Owed(source=source, from_on=first, to_on=last, due_on=None) if source.period == "month" else None
    if source.period == "quarter":
        if month.month % _QUARTER:
            return None
        first = months_before(month, _QUARTER - 1)
    elif source.period in ("year", "school_year"):
        if due.month != month.month:
            return None
        first, last = _year(source.period, month)
    in_month = month if due.month else months_before(last, -due.after)
    on, known = _day(due, in_month, holidays)
    return Owed(source=source, from_on=first, to_on=last, due_on=on, due=due, calendar_known=known)


def _year(period: str, month: date) -> tuple[date, date]:
    if period == "year":
        return date(month.year, 1, 1), date(month.year, 12, 31)
    begins = month.year - (month.month < _SCHOOL_YEAR_BEGINS)
    return date(begins, _SCHOOL_YEAR_BEGINS, 1), date(begins + 1, _SCHOOL_YEAR_BEGINS, 1) - _DAY


def _day(due: Due, month: date, holidays: Holidays) -> tuple[date, bool]:
    """The day in the month, moved off days on which nobody works; and whether the holidays were known."""
    first, last = month_of(month)
    if due.working_day is not None:
        try:
            return holidays.add_working_days(first - _DAY, due.working_day), True
        except NoCalendar:
            return min(first + _DAY * (due.working_day - 1), last), False
    day = first.replace(day=min(due.day or last.day, last.day))
    step = {"later": _DAY, "earlier": -_DAY}.get(due.shift)
    try:
        moved = day
        while step and not holidays.is_working_day(moved):
            moved += step
    except NoCalendar:
        return day, False
    return moved, True
