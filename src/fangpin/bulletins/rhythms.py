"""The period a bulletin is about: a day, a week, a month or a year, with the words for it and the one before."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fangpin.indicators import BEGINNING, Span
from fangpin.policy.ladder import year_before
from fangpin.policy.template_entries import At, Over, Rhythm

_BEFORE: dict[Rhythm, str] = {"day": "前一日", "week": "上周", "month": "上月末", "year": "上年末"}
EXAMPLES: dict[Rhythm, str] = {"day": "2026-10-31", "week": "2026-W44", "month": "2026-10", "year": "2026"}


class NoPeriod(ValueError):
    """A text that names no period, or one of another rhythm than the template's."""

    def __init__(self, text: str, rhythm: Rhythm | None = None) -> None:
        self.text, self.rhythm = text, rhythm
        super().__init__(text)

    @property
    def _wanted(self) -> str:
        return EXAMPLES[self.rhythm] if self.rhythm else ", ".join(EXAMPLES.values())

    def __str__(self) -> str:
        return f"{self.text!r} is no period here; write it as {self._wanted}"

    @property
    def zh(self) -> str:
        return f"“{self.text}”不是这里能用的时期；请写作 {self._wanted}"


class RecordsTooEarly(ValueError):
    """A period that begins after the day the records were sealed for."""

    def __init__(self, period: Period, day: date) -> None:
        self.period, self.day = period, day
        super().__init__(period, day)

    def __str__(self) -> str:
        return (
            f"the records are those of {self.day}, before {self.period.code} begins; "
            "seal a snapshot of the period, or write of an earlier one"
        )

    @property
    def zh(self) -> str:
        return f"快照的统计日是 {self.day}，早于 {self.period.label}；请先封存这一时期的快照，或改写较早的时期"


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` and ``last`` day, both in it."""

    rhythm: Rhythm
    first: date
    last: date

    @classmethod
    def parse(cls, text: str, rhythm: Rhythm | None = None) -> Period:
        """Read ``2026-10-31``, ``2026-W44``, ``2026-10`` or ``2026``; :class:`NoPeriod` if it is none of the rhythm."""
        found = _parsed(text.strip())
        if found is None or rhythm not in (None, found.rhythm):
            raise NoPeriod(text, rhythm)
        return found

    @classmethod
    def holding(cls, day: date, rhythm: Rhythm) -> Period:
        """The period of a rhythm that a day lies in."""
        match rhythm:
            case "day":
                return cls("day", day, day)
            case "week":
                first = day - timedelta(days=day.weekday())
                return cls("week", first, first + timedelta(days=6))
            case "month":
                return cls("month", day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
            case "year":
                return cls("year", date(day.year, 1, 1), date(day.year, 12, 31))

    def until(self, day: date) -> Period:
        """The part of it that the records of a day can speak of; :class:`RecordsTooEarly` if there is none."""
        if day < self.first:
            raise RecordsTooEarly(self, day)
        return replace(self, last=min(self.last, day))

    @property
    def before(self) -> Period:
        """The one before it."""
        return Period.holding(self.first - timedelta(days=1), self.rhythm)

    @property
    def after(self) -> Period:
        """The one after it."""
        return Period.holding(Period.holding(self.first, self.rhythm).last + timedelta(days=1), self.rhythm)

    @property
    def code(self) -> str:
        """As :meth:`parse` reads it."""
        match self.rhythm:
            case "day":
                return self.first.isoformat()
            case "week":
                year, week, _ = self.first.isocalendar()
                return f"{year}-W{week:02d}"
            case "month":
                return f"{self.first:%Y-%m}"
            case "year":
                return f"{self.first.year:04d}"

    def span(self, at: At, over: Over) -> Span:
        """The days a figure is counted over: of this period, or of the one ``at`` says, from where ``over`` says."""
        match at:
            case "end":
                return Span(as_of=self.last, since=self._since(over), until=self.last)
            case "period_before":
                return self.before.span("end", over)
            case "year_end":
                return Span.of(date(self.last.year - 1, 12, 31))
            case "year_before":
                now = self.span("end", over)
                since = now.since if now.since == BEGINNING else _year_back(now.since)
                return Span(as_of=_year_back(now.as_of), since=since, until=_year_back(now.until))

    def _since(self, over: Over) -> date:
        match over:
            case "period":
                return self.first - timedelta(days=1)
            case "year":
                return date(self.last.year - 1, 12, 31)
            case "all":
                return BEGINNING

    @property
    def words(self) -> dict[str, str]:
        """The words of a template for this period."""
        return {
            "period": self.label,
            "year": f"{self.last.year}年",
            "month": f"{self.last.month}月份",
            "as_of": f"{self.last.year}年{self.last.month}月{self.last.day}日",
            "since": f"{self.first.month}月{self.first.day}日",
            "before": _BEFORE[self.rhythm],
        }

    @property
    def label(self) -> str:
        """2026年10月, 2026年10月19日至25日, 2026年10月31日, 2026年."""
        first, last = self.first, self.last
        match self.rhythm:
            case "day":
                return f"{last.year}年{last.month}月{last.day}日"
            case "week":
                year = f"{last.year}年" if first.year != last.year else ""
                month = f"{last.month}月" if (first.year, first.month) != (last.year, last.month) else ""
                return f"{first.year}年{first.month}月{first.day}日至{year}{month}{last.day}日"
            case "month":
                return f"{last.year}年{last.month}月"
            case "year":
                return f"{last.year}年"

    def back(self, count: int) -> tuple[Period, ...]:
        """This period and those before it, ``count`` in all, the earliest first."""
        row = [self]
        while len(row) < count:
            row.append(row[-1].before)
        return tuple(reversed(row))


def _year_back(day: date) -> date:
    """A year earlier; the last day of a month goes to the last day of that month."""
    moved = year_before(day)
    if day.day == monthrange(day.year, day.month)[1]:
        return moved.replace(day=monthrange(moved.year, moved.month)[1])
    return moved


def _parsed(text: str) -> Period | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return Period.holding(date.fromisoformat(text), "day")
        if match := re.fullmatch(r"(\d{4})-W(\d{1,2})", text):
            return Period.holding(date.fromisocalendar(int(match[1]), int(match[2]), 1), "week")
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
            return Period.holding(date(int(match[1]), int(match[2]), 1), "month")
        if match := re.fullmatch(r"\d{4}", text):
            return Period.holding(date(int(text), 1, 1), "year")
    except ValueError:
        return None
    return None
