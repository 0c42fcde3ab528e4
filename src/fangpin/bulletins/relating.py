"""What figures of one text say about each other, and when it holds within the rounding as written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fangpin.bulletins.reading import Figure, plain

CLOSE = Decimal("0.10")  # a sum within a tenth of its whole was meant to meet it
MORE = Decimal("1.15")  # three parts and more that make up to so many times their whole were meant to meet it
CLOSE_POINTS = Decimal(20)  # a share within so many points of a ratio was meant to be it


@dataclass(frozen=True, slots=True)
class Relation:
    """What figures of one text say about each other. ``figures`` are places in ``Reading.figures``; the first is judged."""

    kind: str  # sum · share · growth · rest · mean
    figures: tuple[int, ...]
    holds: bool
    expected: Decimal
    stated: Decimal

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "figures": list(self.figures),
            "holds": self.holds,
            "expected": plain(round(self.expected, 4)),
            "stated": plain(self.stated),
        }


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its number in the reading and its place in the repaired text."""

    number: int
    figure: Figure
    start: int  # in the repaired text
    end: int

    @property
    def low(self) -> Decimal:
        return self.figure.value - self.figure.step / 2

    @property
    def high(self) -> Decimal:
        return self.figure.value + self.figure.step / 2

    @property
    def told_exactly(self) -> bool:
        """Exact, or 约4.61万元: about, and yet to the third digit."""
        return self.exact or (self.figure.bound == "about" and self.figure.value >= 100 * self.figure.step)

    @property
    def exact(self) -> bool:
        return self.figure.bound == "="


def summed(whole: Placed, parts: Sequence[Placed], *, sure: bool, always: bool = False) -> Iterator[Relation]:
    """Whether parts meet their whole; silent where they are far from it and nothing says that they should."""
    total = sum((one.figure.value for one in parts), Decimal(0))
    slack = (sum((one.figure.step for one in parts), Decimal(0)) + whole.figure.step) / 2
    rounded = any(one.figure.step != 1 for one in (*parts, whole))
    off = abs(total - whole.figure.value)
    holds = off <= (slack if rounded else 0)
    beyond = whole.figure.value < total <= whole.figure.value * MORE and len(parts) > 2
    close = whole.figure.value and off / whole.figure.value <= CLOSE * (1 if len(parts) > 2 or sure else Decimal("0.5"))
    if always or holds or close or beyond or (total > whole.figure.value and sure):
        yield Relation("sum", (whole.number, *(one.number for one in parts)), holds, total, whole.figure.value)


def ratio_holds(part: Placed, whole: Placed, share: Placed) -> bool:
    """Whether a share is the ratio of the two, both as rounded."""
    if whole.low <= 0:
        return part.figure.value * 100 / whole.figure.value == share.figure.value
    exact_part = part.figure.step == 1
    exact_whole = whole.figure.step == 1
    low = (part.figure.value if exact_part else part.low) * 100 / (whole.figure.value if exact_whole else whole.high)
    high = (part.figure.value if exact_part else part.high) * 100 / (whole.figure.value if exact_whole else whole.low)
    return low <= share.high and high >= share.low


def comparable(one: Placed, other: Placed) -> bool:
    """Whether one of the two may be a share of the other."""
    units = {one.figure.unit, other.figure.unit}
    return (
        len(units) == 1
        and not units & {"percent", "ratio", "day", "month", "year"}
        and max(one.figure.value, other.figure.value) > 0
    )
