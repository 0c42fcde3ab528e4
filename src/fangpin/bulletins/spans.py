"""The days a figure of a draft may be about, the likeliest first: what its sentence says, else the report's own."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from fangpin.bulletins.mapping import Ranked
from fangpin.bulletins.reading import Figure
from fangpin.indicators import BEGINNING, Span

SCHOOL_YEAR_BEGINS = 9  # month


def spans_of(figure: Figure, ranked: Ranked, day: date, about: str | None = None) -> tuple[Span, ...]:
    """Spans in which to count an indicator for a figure; ``day`` is the snapshot's.

    The sentence's own period first, else the earlier one its text is ``about``; then the days on which the place
    published the figure under like words; then the year so far, and everything since records began.
    """
    told = list(_stated(figure.period, day)) if figure.period else list(_earlier(about, day))
    if figure.period and about and (broken_off := _broken_off(told[0], about, day)):
        told = [broken_off, *told[1:]]
    if ranked.wording is not None and (earlier := _published(ranked, day)) is not None:
        told = [earlier, *told]
    told += [Span.of(day), Span.of(day, BEGINNING), Span.of(day, _month_eve(day))]
    if ranked.option.indicator.kind in {"stock", "claim"}:
        told.append(Span.of(date(day.year - 1, 12, 31)))
    return tuple(dict.fromkeys(told))


def _earlier(about: str | None, day: date) -> Iterator[Span]:
    """Days before the snapshot's: 2019年11月监测情况 tells in no other row or sentence what was in November 2019."""
    if about is None:
        return
    span = _stated(about, day)[0]
    until = span.until or span.as_of
    if until < day:
        yield from (Span.of(until), Span.of(until, BEGINNING), span)


def _broken_off(told: Span, about: str, day: date) -> Span | None:
    """本周 in a text whose title ends the week earlier (4月27日至30日): up to that day."""
    titled = _stated(about, day)[0]
    if told.until is None or titled.until is None or titled.since != told.since or titled.until >= told.until:
        return None
    return titled


def _published(ranked: Ranked, day: date) -> Span | None:
    """The days of the earlier publication, where the snapshot is of the same report."""
    assert ranked.wording is not None  # noqa: S101 - asked for by the caller
    target, mapping = ranked.wording.target, ranked.wording.mapping
    until = mapping.until or target.until
    as_of = mapping.as_of or target.as_of or until
    if as_of is None:
        return None
    about = until or as_of
    if about.year != day.year and abs((about - day).days) > 400:  # noqa: PLR2004 - of another year's report
        return None if about.year > day.year else Span.of(as_of, mapping.since or target.since, until)
    return Span.of(as_of, mapping.since or target.since, until)


def _stated(period: str, day: date) -> list[Span]:
    if "/" in period:
        first, last = period.split("/")
        until = _last(last, day)
        if first == "..":
            return [Span.of(until), Span.of(until, BEGINNING)]
        return [Span.of(until, _eve(first), until)]
    until = _last(period, day)
    spans = [Span.of(until, _eve(period), until)]
    if len(period) == len("2020-10-20"):
        spans = [Span.of(until), *spans]
    return spans


def _last(told: str, day: date) -> date:
    """The last day of a day, month or year, no later than the snapshot's."""
    parts = [int(part) for part in told.split("-")]
    if len(parts) == 3:  # noqa: PLR2004 - year, month, day
        return date(*parts)
    month = parts[1] if len(parts) > 1 else 12
    last = date(parts[0], month, calendar.monthrange(parts[0], month)[1])
    return min(last, day) if last.year == day.year else last


def _eve(told: str) -> date:
    parts = [int(part) for part in told.split("-")]
    first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)  # noqa: PLR2004
    return first - timedelta(days=1)


def _month_eve(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)
