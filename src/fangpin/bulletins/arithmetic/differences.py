"""By how much one number is more than another that the text names: 平均月薪5600元，比县内高出1800元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fangpin.bulletins.arithmetic.neighbours import FULL_STOPS, SENTENCE_ENDS, lead_of
from fangpin.bulletins.arithmetic.relating import Placed, Relation

_THAN = re.compile(r"(?:比|较)(?P<than>[\u4e00-\u9fff]{2,12}?)的?(?:平均)?(?P<more>高|多|低|少)(?:了|出|出了)?$")
_THEN = re.compile(
    r"去年|上年|前年|年初|同期|上月|全国|全省|全市"
)  # 比去年同期: the numbers of two years are `changes`
_SINCE = re.compile(
    r"(?:比|较)(?P<then>上年|去年|上月|年初|\d{4}年)(?:末|底|同期)?(?:净增加?|增加|新增|多|净减少?|减少|下降|少)了?$"
)
_CAME, _WENT = re.compile(r"新增|纳入|新识别|调入"), re.compile(r"退出|清退|注销|调出|停保|核减")
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


def since_then(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """1126户，较上月净增38户，上月为1088户: what it was then stands behind the difference."""
    for place, (change, base) in enumerate(pairwise(figures[1:]), 1):
        near = [one for one in figures[max(0, place - 2) : place] if one.figure.unit == base.figure.unit]
        said = _SINCE.search(text, max(0, change.start - 18), change.start)
        if said is None or not near or change.figure.unit != base.figure.unit:
            continue
        now = near[-1]
        if FULL_STOPS.search(text, now.end, change.start):
            continue
        then = re.compile(rf"[，,；;（(]{said['then']}(?:末|底|同期)?(?:为|是|有)?")
        if then.fullmatch(text, change.end, base.start) and all(one.exact for one in (now, change, base)):
            yield _difference(change, now, base)


def net(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """新纳入318户，退出205户，净增113户: those that came but those that went."""
    for came, went, change in zip(figures, figures[1:], figures[2:], strict=False):
        if not re.search(r"净(?:增加?|减少?)$", text[max(0, change.start - 4) : change.start]):
            continue
        told = _CAME.search(lead_of(text, came)) and _WENT.search(lead_of(text, went))
        one_kind = len({one.figure.unit for one in (came, went, change)}) == 1
        if told and one_kind and FULL_STOPS.search(text, came.end, change.start) is None and went.exact and came.exact:
            yield _difference(change, came, went)


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
