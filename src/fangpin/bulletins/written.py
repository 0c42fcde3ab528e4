"""A figure of a draft as an interval: what the writing of it leaves open, by its relation words and last digit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fangpin.bulletins.reading import Figure

ABOUT = Decimal("0.05")  # 约 and 左右: within a twentieth
BASICALLY = Decimal("0.85")  # 基本 all: at least this share


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """``low`` to ``high``; an end that is not ``closed`` is left out."""

    low: Decimal
    high: Decimal
    low_closed: bool = True
    high_closed: bool = True

    def holds(self, value: Decimal) -> bool:
        above = value >= self.low if self.low_closed else value > self.low
        return above and (value <= self.high if self.high_closed else value < self.high)


def interval_of(figure: Figure) -> Interval:
    """What a counted number may be so that it is written thus.

    700余 is 700 to 800 without 800: the last digit that is not nought says how fine the writer counted. A half is
    rounded either way, so both ends of a plain number belong to it.
    """
    value, fine = figure.value, digit_of(figure.value, figure.step)
    match figure.bound:
        case "at_least":
            return Interval(low=value, high=value + fine, high_closed=False)
        case "over":
            return Interval(low=value, high=value + fine, low_closed=False, high_closed=False)
        case "nearly":
            return Interval(low=value - fine, high=value, low_closed=False, high_closed=False)
        case "at_most":
            return Interval(low=value - fine, high=value)
        case "about":
            slack = max(abs(value) * ABOUT, figure.step / 2)
            return Interval(low=value - slack, high=value + slack)
        case _:
            half = figure.step / 2
            return Interval(low=value - half, high=value + half)


def digit_of(value: Decimal, step: Decimal) -> Decimal:
    """The worth of the last written digit that is not nought, at least the written step."""
    if value == 0:
        return step
    digits = value.normalize().as_tuple()
    assert isinstance(digits.exponent, int)  # noqa: S101 - a finite number
    return max(step, Decimal(1).scaleb(digits.exponent))
