"""By how much one number is more than another that the text names: 平均月薪5600元，比县内高出1800元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fangpin.bulletins.arithmetic.neighbours import FULL_STOPS, SENTENCE_ENDS
from fangpin.bulletins.arithmetic.relating import Placed, Relation

_THAN = re.compile(r"(?:比|较)(?P<than>[\u4e00-\u9fff]{2,12}?)的?(?:平均)?(?P<more>高|多|低|少)(?:了|出|出了)?$")
_THEN = re.compile(
    r"去年|上年|前年|年初|同期|上月|全国|全省|全市"
)  # 比去年同期: the numbers of two years are `changes`
_REACH = 160  # characters between the number that is compared and the difference
_BEFORE = 8  # figures before a difference


def differences(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """The last number of its unit is so much more than the one in whose clause the name behind 比 stands."""
    for place, change in enumerate(figures):
        said = _THAN.search(text, max(0, change.start - 18), change.start)
        if said is None or not change.exact or _THEN.search(said["than"]):
            continue
        near = [one for one in figures[max(0, place - _BEFORE) : place] if _is_compared(text, one, change)]
        if len(near) < 2 or not (near[-1].exact and SENTENCE_ENDS.search(text, near[-1].end, change.start) is None):
            continue
        now = near[-1]
        bases = [one for one in near[:-1] if said["than"] in _clause(text, figures, one)]
        if len(bases) == 1 and bases[0].exact and said["than"] not in _clause(text, figures, now):
            yield _difference(change, now, bases[0])


def _is_compared(text: str, one: Placed, change: Placed) -> bool:
    units = (one.figure.unit, change.figure.unit)
    same = len({unit.split("_per_")[0] for unit in units}) == 1 or units == ("percent", "percentage_point")
    return same and change.start - one.end < _REACH and FULL_STOPS.search(text, one.end, change.start) is None


def _clause(text: str, figures: Sequence[Placed], one: Placed) -> str:
    """What was said since the last number of its unit, within the part of the sentence that a semicolon ends."""
    before = [other.end for other in figures if other.end <= one.start and other.figure.unit == one.figure.unit]
    begun = max(before, default=0)
    return SENTENCE_ENDS.split(text[begun : one.start])[-1]


def _difference(change: Placed, now: Placed, base: Placed) -> Relation:
    expected = abs(now.figure.value - base.figure.value)
    counted = all(one.figure.step == 1 for one in (now, base, change))
    slack = Decimal(0) if counted else now.loose + base.loose + change.loose
    holds = abs(expected - change.figure.value) <= slack
    return Relation("growth", (change.number, now.number, base.number), holds, expected, change.figure.value)
