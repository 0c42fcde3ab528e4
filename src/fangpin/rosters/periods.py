"""The period a file says it is about, read from its titles, sheet names and file name. A suggestion, never a fact."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MONTH = {
    "元": 1,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_YEAR = r"(20\d{2})"
_MONTH = r"(1[0-2]|0?[1-9])"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSuggestion:
    """First and last day, and the words that say so."""

    from_on: date
    to_on: date
    evidence: str
    cumulative: bool = False


def suggest_period(texts: Iterable[str], *, kind: str = "month") -> PeriodSuggestion | None:
    """The first period stated in ``texts`` (best evidence first); ``kind`` is the source's period."""
    for text in texts:
        if text and (found := _read(unicodedata.normalize("NFKC", text), kind)):
            return found
    return None


def _read(text: str, kind: str) -> PeriodSuggestion | None:
    compact = re.sub(r"\s", "", text)
    for pattern, read in _FORMS:
        if (match := pattern.search(compact)) and (days := read(match, kind)):
            cumulative = "累计" in compact or (
                days[0].month == 1 and days[0].month != days[1].month and kind == "month"
            )
            return PeriodSuggestion(from_on=days[0], to_on=days[1], evidence=text.strip()[:80], cumulative=cumulative)
    return None


Days = tuple[date, date]


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _months(match: re.Match[str], _kind: str) -> Days | None:
    year, first, last = int(match[1]), int(match[2]), int(match[3])
    return (date(year, first, 1), _end(year, last)) if first <= last else None


def _school_year(match: re.Match[str], _kind: str) -> Days | None:
    first = int(match[1])
    second = int(match[2]) if len(match[2]) == 4 else int(match[1][:2] + match[2])
    return (date(first, 9, 1), date(second, 8, 31)) if second == first + 1 else None


def _quarter(match: re.Match[str], _kind: str) -> Days | None:
    year, quarter = int(match[1]), "一二三四".find(match[2]) + 1 or int(match[2])
    return date(year, quarter * 3 - 2, 1), _end(year, quarter * 3)


def _half(match: re.Match[str], _kind: str) -> Days | None:
    year = int(match[1])
    return (date(year, 1, 1), date(year, 6, 30)) if match[2] == "上" else (date(year, 7, 1), date(year, 12, 31))


def _day(match: re.Match[str], kind: str) -> Days | None:
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    if kind == "event":
        return day, day
    if kind == "year":
        return date(day.year, 1, 1), day
    if kind == "school_year":
        start = day.year if day.month >= 9 else day.year - 1
        return date(start, 9, 1), date(start + 1, 8, 31)
    return date(day.year, day.month, 1), _end(day.year, day.month)


def _month(match: re.Match[str], kind: str) -> Days | None:
    year, month = int(match[1]), MONTH.get(match[2]) or int(match[2])
    if kind == "school_year":
        start = year if month >= 9 else year - 1
        return date(start, 9, 1), date(start + 1, 8, 31)
    return date(year, month, 1), _end(year, month)


def _year(match: re.Match[str], kind: str) -> Days | None:
    year = int(match[1])
    return (
        (date(year, 9, 1), date(year + 1, 8, 31)) if kind == "school_year" else (date(year, 1, 1), date(year, 12, 31))
    )


_FORMS = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"{_YEAR}年?[-—–~至]+(20\d{{2}}|\d{{2}})学年", _school_year),
        (rf"{_YEAR}年{_MONTH}月?[-—–~至到]+{_MONTH}月", _months),
        (rf"{_YEAR}年第?([一二三四1-4])季度", _quarter),
        (rf"{_YEAR}年(上|下)半年", _half),
        (rf"{_YEAR}[年.\-/]{_MONTH}[月.\-/]([0-3]?\d)日?(?!\d)", _day),
        (rf"(?<!\d){_YEAR}(0[1-9]|1[0-2])([0-3]\d)(?!\d)", _day),
        (rf"{_YEAR}年{_MONTH}月", _month),
        (rf"{_YEAR}年(十[一二]?|[元一二三四五六七八九])月", _month),
        (rf"(?<!\d){_YEAR}[.\-/_]?(0[1-9]|1[0-2])(?!\d)", _month),
        (rf"{_YEAR}年度?", _year),
    )
)


def income_year(day: date) -> tuple[date, date]:
    """The last full income year, 1 October to 30 September, on ``day``: the period of accounts kept every year."""
    end = day.year if (day.month, day.day) >= (9, 30) else day.year - 1
    return date(end - 1, 10, 1), date(end, 9, 30)


def school_year(day: date) -> str:
    """The school year of a day, September to August, such as 2026-2027."""
    start = day.year if day.month >= 9 else day.year - 1
    return f"{start}-{start + 1}"
