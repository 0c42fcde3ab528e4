"""The days a figure is about, and the earlier days it is compared with."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from fangpin.policy.indicator_entries import Base
from fangpin.policy.ladder import year_before

BEGINNING = date(1900, 1, 1)  # the eve of a period without a stated start: everything since records began


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """``as_of``: what was true then. Flows are counted over ``since`` < x ≤ ``until``."""

    as_of: date
    since: date
    until: date

    @classmethod
    def of(cls, as_of: date, since: date | None = None, until: date | None = None) -> Span:
        """The year so far, unless told otherwise."""
        until = until or as_of
        return cls(as_of=as_of, since=since or date(until.year - 1, 12, 31), until=until)

    def before(self, base: Base) -> Span:
        """The earlier span of the same length that a figure is compared with."""
        match base:
            case "year_end":
                return Span.of(date(self.as_of.year - 1, 12, 31))
            case "period_start":
                return Span.of(self.since)
            case "year_before":
                return Span(as_of=year_before(self.as_of), since=_year_back(self.since), until=year_before(self.until))
            case "month_before":
                days = (month_before(day) for day in (self.as_of, self.since, self.until))
                return Span(**dict(zip(("as_of", "since", "until"), days, strict=True)))


def _year_back(eve: date) -> date:
    return eve if eve == BEGINNING else year_before(eve)


def month_before(day: date) -> date:
    """The same day a month earlier; the last day of a month goes to the last day of the month before."""
    if day == BEGINNING:
        return day
    last = day.replace(day=1) - timedelta(days=1)
    if day.day == monthrange(day.year, day.month)[1]:
        return last
    return last.replace(day=min(day.day, last.day))
