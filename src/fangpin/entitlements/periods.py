"""The stretch of time a scheme is asked for: the last month, quarter or year that is complete, or the day itself."""

from __future__ import annotations

from datetime import date, timedelta

from fangpin.rules.ladder import Window

_SEPTEMBER = 9
# Months of a period that comes to an end and is never the same again; what is asked of a day is a state.
LASTING = {"month": 1, "quarter": 3, "year": 12, "visit": 12, "school_year": 12}


def period_of(period: str, as_of: date) -> Window:
    """The window of a period on a day: ``since`` is the eve of its first day, ``as_of`` its last.

    Months and quarters are the last complete ones, since a month is paid in the course of it. A year, and the bills
    of a year (``visit``), run from 1 January to the day; a school year from 1 September to the day.
    """
    tomorrow = as_of + timedelta(days=1)
    match period:
        case "month":
            return _between(_months_before(tomorrow.replace(day=1), 1), tomorrow.replace(day=1))
        case "quarter":
            end = tomorrow.replace(day=1, month=(tomorrow.month - 1) // 3 * 3 + 1)
            return _between(_months_before(end, 3), end)
        case "year" | "visit":
            return _between(date(as_of.year, 1, 1), tomorrow)
        case "school_year":
            return _between(date(as_of.year - (as_of.month < _SEPTEMBER), _SEPTEMBER, 1), tomorrow)
        case _:
            return _between(as_of, tomorrow)


def last_day(period: str, since: date) -> date:
    """The last day of the period that begins on the day after ``since``: the day to ask for all of it again."""
    first = since + timedelta(days=1)
    months = LASTING.get(period)
    return first if months is None else _months_before(first, -months) - timedelta(days=1)


def _between(first: date, after: date) -> Window:
    return Window(as_of=after - timedelta(days=1), since=first - timedelta(days=1))


def _months_before(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)
