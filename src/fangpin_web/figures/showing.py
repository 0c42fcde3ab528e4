"""Figures as pages show them: the number as written, its parts, how it changed, what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.indicators import Figure
from fangpin.indicators.wording import no_number
from fangpin.policy import FIGURE_UNITS, Indicator
from fangpin_web.pages.wording import named

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 190, 64, 26, 14
DAY_WIDTH = 90


def line_of(figure: Figure) -> dict[str, Any]:
    """A figure as pages show it; ``number`` is for bars only. Where there is no number, ``why`` says so."""
    indicator, why = figure.indicator, no_number(figure)
    blank = why is not None
    return {
        "key": indicator.key,
        "id": indicator.id,
        "given": given_of(indicator),
        "name": named(indicator),
        "mechanism": indicator.mechanism,
        "area": figure.area_code,
        "value": "" if blank else figure.text or written(figure.value),
        "why": named(why) if why else "",
        "unit": unit_of(indicator),
        "numerator": "" if blank else written(figure.numerator),
        "denominator": None if blank or figure.denominator is None else written(figure.denominator),
        "number": float(figure.value) if figure.value is not None else 0.0,
        "unknown": figure.unknown,
        "holds": figure.holds,
        "coverage": figure.coverage,
    }


def given_of(indicator: Indicator) -> str:
    """What fills an indicator's slots, as an address carries it."""
    return ";".join(f"{name}={value}" for name, value in indicator.given.items())


def unit_of(indicator: Indicator) -> str:
    """The unit in the reader's language; a day has none."""
    unit = FIGURE_UNITS[indicator.unit]
    return "" if indicator.unit == "date" else named({"zh": unit.zh, "en": unit.en})


def written(value: Decimal | None) -> str:
    """A number with separators, two decimals where it has any."""
    if value is None:
        return ""
    rounded = value.quantize(Decimal("0.01")) + 0  # a zero without the sign of what was rounded away
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,}"


def signed(value: Decimal | None) -> str:
    """A difference with its sign; empty where there is none to tell."""
    if value is None:
        return ""
    text = written(value)
    return f"+{text}" if value > 0 and text != "0" else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a figure stands against an earlier day; without ``percent`` where it is a ratio or itself a change, and where
    there was nothing.
    """

    day: date
    before: str
    by: str
    percent: str
    sealed: bool


def change_between(now: Figure | None, before: Figure | None, *, sealed: bool) -> Change | None:
    """The change since an earlier day, as sealed then or as the present records tell that day."""
    if now is None or before is None or now.value is None or before.value is None:
        return None
    if now.unrecorded or not before.comparable_with(now):
        return None
    by = now.value - before.value
    indicator = now.indicator
    no_share = indicator.unit == "percent" or indicator.against is not None or before.value <= 0
    return Change(
        day=before.span.as_of,
        before=written(before.value),
        by=signed(by),
        percent="" if no_share else signed(by * 100 / before.value) + "%",
        sealed=sealed,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the line over time. ``sealed``: as sealed for that day, else as the present records tell it."""

    day: date
    label: str
    text: str
    number: float
    sealed: bool
    x: float = 0
    y: float = 0
    named: bool = True  # whether its day has room below the line


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A line over time, drawn by the template: no script, and the table beside it says the same."""

    points: tuple[Point, ...]
    path: str
    ticks: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    base: int = HEIGHT - BOTTOM


def chart_of(points: list[Point]) -> Chart | None:
    """The line through two points or more on different days; None where there is nothing to draw."""
    ordered = sorted(points, key=lambda p: (p.day, p.sealed))
    if len({p.day for p in ordered}) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    first, span = ordered[0].day, (ordered[-1].day - ordered[0].day).days
    low, high = min(0.0, *(p.number for p in ordered)), max(0.0, *(p.number for p in ordered))
    high = high if high > low else low + 1
    wide, tall = WIDTH - LEFT - 24, HEIGHT - BOTTOM - TOP

    def height(number: float) -> float:
        return round(TOP + tall * (high - number) / (high - low), 1)

    xs = [round(LEFT + 8 + (wide - 8) * (p.day - first).days / span, 1) for p in ordered]
    placed = tuple(
        replace(p, x=x, y=height(p.number), named=_has_room(place, xs))
        for place, (p, x) in enumerate(zip(ordered, xs, strict=True))
    )
    path = "M" + " L".join(f"{p.x} {p.y}" for p in placed)
    marks = (low, (low + high) / 2, high)
    return Chart(points=placed, path=path, ticks=tuple((height(m), written(Decimal(str(m)))) for m in marks))


def _has_room(place: int, xs: list[float]) -> bool:
    """The ends name their day, and those between that lie away from the ends and from the one before."""
    if place in (0, len(xs) - 1):
        return True
    return min(xs[place] - xs[0], xs[-1] - xs[place], xs[place] - xs[place - 1]) > DAY_WIDTH
