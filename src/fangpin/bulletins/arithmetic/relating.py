"""What figures of one text say about each other, and when it holds within the rounding as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fangpin.bulletins.reading import Figure, plain

CLOSE = Decimal("0.10")  # a sum within a tenth of its whole was meant to meet it
MORE = Decimal("1.15")  # three parts and more that make up to so many times their whole were meant to meet it
SLIP = Decimal("0.01")  # a list within a hundredth of another figure was meant to be its parts
ALIKE = 100  # times as rounded as its parts a total may be written
LIST = 3  # figures of a list at least
NEAR = 400  # characters between a list and its sum
VAGUE = 3  # last digits of a share, or points, between the least and the most that rounded numbers may make
MEANT = Decimal("0.30")  # a change, mean or product within three tenths of the one told was meant to be it
NO_WHOLES = frozenset({"percent", "ratio", "percentage_point", "day", "month", "year"})  # units of no share's whole
CLOSE_POINTS = Decimal(20)  # a share within so many points of a ratio was meant to be it


@dataclass(frozen=True, slots=True)
class Relation:
    """What figures of one text say about each other. ``figures`` are places in ``Reading.figures``; the first is judged."""

    kind: str  # sum · share · growth · rest · mean · product
    figures: tuple[int, ...]
    holds: bool
    expected: Decimal
    stated: Decimal

    @property
    def off(self) -> Decimal:
        return abs(self.expected - self.stated)

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
    def told_roughly(self) -> bool:
        """A number to the third digit, whatever is said about the rest of it: 不低于6720元, 2468万余元."""
        return self.exact or self.figure.value >= 100 * self.figure.step

    @property
    def loose(self) -> Decimal:
        """How far the true number may lie from the one written: half its last digit, all of it after 余 and 约."""
        return self.figure.step / 2 if self.exact else self.figure.step

    @property
    def exact(self) -> bool:
        return self.figure.bound == "="


def within(whole: Placed, parts: Sequence[Placed], *, times: int) -> bool:
    """Whether parts come within so manieth of their whole: a third, a fifth."""
    total = sum((one.figure.value for one in parts), Decimal(0))
    return abs(total - whole.figure.value) * times <= whole.figure.value


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


def listed_elsewhere(
    text: str, figures: Sequence[Placed], between: re.Pattern[str], *, known: Sequence[Relation]
) -> Iterator[Relation]:
    """A list of three figures or more, of which another figure near it is the sum, or all but is.

    Nothing says that the one is the sum of the others, so only what is off by less than a hundredth is told as wrong,
    and only within a line; what ``known`` has judged already is not judged again, nor are shares, nor a number told
    twice.
    """
    judged = {number for one in known if one.kind == "sum" for number in one.figures}
    for row in _rows(text, figures, between):
        twice = len({one.figure.value for one in row}) < len(row)
        if twice or row[0].figure.unit in NO_WHOLES or any(one.number in judged or not one.exact for one in row):
            continue
        told = [
            found for whole, parts in _splits(row, figures) for found in summed(whole, parts, sure=False, always=True)
        ]
        held = [one for one in told if one.holds]
        slips = [one for one in told if one.off <= one.stated * SLIP and _of_a_kind(text, figures, one)]
        yield from held[:1] or slips[:1]


def _of_a_kind(text: str, figures: Sequence[Placed], sum_: Relation) -> bool:
    """Whether whole and parts stand in one line and are written alike: 2.18亿元 is no total of 8704.88万元 and others."""
    placed = {one.number: one for one in figures}
    whole, *parts = (placed[number] for number in sum_.figures)
    alike = whole.figure.step <= ALIKE * max(one.figure.step for one in parts)
    first, last = min(one.start for one in (whole, *parts)), max(one.end for one in (whole, *parts))
    return alike and "\n" not in text[first:last]


def _splits(row: list[Placed], figures: Sequence[Placed]) -> Iterator[tuple[Placed, list[Placed]]]:
    """What may be the whole of a list: one of its own ends, or a figure near it."""
    for place, whole in enumerate(row):
        yield from ((whole, part) for part in (row[:place], row[place + 1 :]) if len(part) >= LIST)
    for whole in figures if len(row) >= LIST else ():
        near = row[0].start - NEAR < whole.start < row[-1].end + NEAR and whole not in row
        if near and whole.exact and whole.figure.unit == row[0].figure.unit:
            yield whole, row


def _rows(text: str, figures: Sequence[Placed], between: re.Pattern[str]) -> Iterator[list[Placed]]:
    """Figures of one unit and measure that follow each other, with nothing else counted between them."""
    row: list[Placed] = []
    for one in figures:
        if row and (not _alike(row[0], one) or not between.fullmatch(text[row[-1].end : one.start])):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _alike(one: Placed, other: Placed) -> bool:
    """Of one unit, and where that says no more than that something is counted, of one measure: 129条, no 21个."""
    same = one.figure.text[-1:] == other.figure.text[-1:]
    return one.figure.unit == other.figure.unit and (same or one.figure.unit != "item")


def ratio_holds(part: Placed, whole: Placed, share: Placed) -> bool:
    """Whether a share is the ratio of the two, both as rounded."""
    if whole.low <= 0:
        return part.figure.value * 100 / whole.figure.value == share.figure.value
    low, high = ratio_range(part, whole)
    return low <= share.high and high >= share.low


def ratio_range(part: Placed, whole: Placed) -> tuple[Decimal, Decimal]:
    """The least and the most that a part may be of its whole, in percent, both as rounded."""
    exact_part = part.figure.step == 1
    exact_whole = whole.figure.step == 1
    low = (part.figure.value if exact_part else part.low) * 100 / (whole.figure.value if exact_whole else whole.high)
    high = (part.figure.value if exact_part else part.high) * 100 / (whole.figure.value if exact_whole else whole.low)
    return low, high


def tells(part: Placed, whole: Placed, share: Placed) -> bool:
    """Whether a share is the ratio of two numbers that are known well enough to tell one share from another."""
    if not ratio_holds(part, whole, share):
        return False
    if whole.low <= 0:
        return True
    low, high = ratio_range(part, whole)
    return high - low <= VAGUE * max(share.figure.step, Decimal(1))


def share_of(share: Placed, part: Placed, whole: Placed) -> Relation:
    """A share beside the ratio of the two."""
    expected = part.figure.value * 100 / whole.figure.value
    told = (share.number, part.number, whole.number)
    return Relation("share", told, ratio_holds(part, whole, share), expected, share.figure.value)


def growth_of(share: Placed, later: Placed, base: Placed, *, plainly: bool) -> Relation | None:
    """By how many percent one number became another; ``plainly`` where the text says from which to which."""
    expected = abs(later.figure.value - base.figure.value) * 100 / base.figure.value
    stated = abs(share.figure.value)
    counted = base.figure.step == 1 == later.figure.step
    slack = share.figure.step / 2
    slack += 0 if counted else ((base.loose + later.loose) * 100 + expected * base.loose) / base.figure.value
    off = abs(expected - stated)
    if off > max(slack, CLOSE_POINTS * (2 if plainly else 1)):
        return None
    return Relation("growth", (share.number, later.number, base.number), off <= slack, expected, stated)


def comparable(one: Placed, other: Placed) -> bool:
    """Whether one of the two may be a share of the other."""
    units = {one.figure.unit, other.figure.unit}
    return len(units) == 1 and not units & NO_WHOLES and max(one.figure.value, other.figure.value) > 0


def left(rest: Placed, whole: Placed, taken: Sequence[Placed]) -> Relation:
    """What is left of a whole when the numbers taken are taken off."""
    expected = whole.figure.value - sum((one.figure.value for one in taken), Decimal(0))
    counted = all(one.figure.step == 1 for one in (rest, whole, *taken))
    slack = Decimal(0) if counted else sum((one.loose for one in (rest, whole, *taken)), Decimal(0))
    holds = abs(expected - rest.figure.value) <= slack
    told = (rest.number, whole.number, *(one.number for one in taken))
    return Relation("rest", told, holds, expected, rest.figure.value)


def left_of_largest(rest: Placed, before: Sequence[Placed]) -> Relation | None:
    """The rest of the largest number before it, all that stands between taken off; None where nothing says it is."""
    if not before:
        return None
    whole = max(before, key=lambda one: one.figure.value)
    taken = [one for one in before if one.start > whole.start]
    told = left(rest, whole, taken)
    return told if taken and (told.holds or (len(taken) == 1 and told.off <= whole.figure.value * MEANT)) else None
