"""Arithmetic inside a text: parts and wholes, shares, growth, remainders, means.

Only what the text itself states is checked, within the rounding as written. A list after 其中 may be incomplete, so it
is accused only where its sum comes close to the whole without meeting it, or exceeds it; a share is accused only where
two figures of one unit stand beside it and their ratio comes close. What holds is told as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from fangpin.bulletins.reading import Figure, Reading, plain

CLOSE = Decimal("0.10")  # a sum within a tenth of its whole was meant to meet it
CLOSE_POINTS = Decimal(20)  # a share within so many points of a ratio was meant to be it
PARAGRAPH = 220  # characters over which a share looks for its whole
BESIDE = 100  # figures before or behind a whole among which its parts are looked for: a longer list is none
BEFORE = 40  # figures before a share or a rest among which its whole is looked for
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
SENTENCE = 4_000  # characters of a sentence that lists parts
_SENTENCE_ENDS = re.compile(r"[。！？\n；;]")
REACH = 90  # characters between figures that speak of each other
_AMONG = re.compile(r"其中|包括|分别(?:为|是)?|[（(：:]")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共|共)[^，。；,;、]{0,8}$")
_REST = re.compile(r"(?:剩余|余下|尚有|还有|仍有|未(?:完成|整改|消除|核查|办结|销号|脱贫))[^，。；,;]{0,8}$")
_SHARE = re.compile(r"占|率|比例|比重|进度")
_OF_MONEY = re.compile(r"(?:资金|支出|拨付|投资|预算)[\u4e00-\u9fff]{0,4}(?:率|进度|比例)")
_GROWN = re.compile(r"增长|增幅|提高|上升|下降|减少|降幅|增加(?!值)|增产|减产|提升|回落")
_ONE_OF_TWO = re.compile(
    r"(?:由|从|降至|升至|降到|升到|提高到|提高至|下降到|下降至|上升到|上升至|增加到|提升到|提升至)[^，,。；;\d]{0,6}$"
)
_MORE, _LESS = re.compile(r"增加(?!值)|新增|增长|提高|上升|多"), re.compile(r"减少|下降|降低|少")
_MOVED = re.compile(r"(?:由|从).{0,40}(?:增加|提高|扩大|上升|增长|减少|下降|增|降|升)(?:到|至|为)")


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


def relations(reading: Reading) -> tuple[Relation, ...]:
    """Relations of a text, in reading order; each judged figure at most once per kind."""
    text = reading.text.text
    figures = [
        _Placed(number, figure, *reading.text.place(figure.start, figure.end))
        for number, figure in enumerate(reading.figures)
    ]
    counted = [one for one in figures if one.figure.kind == "quantity"]
    found = [*_sums(text, counted), *_rests(text, counted), *_percents(text, counted), *_means(text, counted)]
    return tuple(sorted(found, key=lambda one: one.figures))


@dataclass(frozen=True, slots=True)
class _Placed:
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
    def exact(self) -> bool:
        return self.figure.bound == "="


def _sums(text: str, figures: Sequence[_Placed]) -> Iterator[Relation]:
    """N户(其中A a户、B b户、C c户), and a户、b户、c户，合计N户."""
    for place, whole in enumerate(figures):
        if not whole.exact or whole.figure.unit in {"percent", "ratio", "percentage_point"}:
            continue
        parts = _parts(text, figures, place)
        if len(parts) > 1:
            yield from _summed(whole, parts, sure=False)
        if _TOTAL.search(text[max(0, whole.start - 14) : whole.start]):
            before = _before(text, figures, place)
            if len(before) > 1:
                yield from _summed(whole, before, sure=True)


def _parts(text: str, figures: Sequence[_Placed], place: int) -> list[_Placed]:
    """Figures of the whole's unit listed behind 其中 or inside its bracket, in the same sentence."""
    whole = figures[place]
    stop = _sentence_end(text, whole.end)
    listed: list[_Placed] = []
    opened = False
    reach = whole.end
    for one in figures[place + 1 : place + 1 + BESIDE]:
        if one.start > stop or one.start - reach > REACH:
            break
        between = text[reach : one.start]
        opened = opened or _AMONG.search(between) is not None
        if opened and re.search(r"同比|较上|比上|其中.*其中", between):
            break
        reach = one.end
        if one.figure.unit != whole.figure.unit:
            continue
        if not opened or one.figure.value > whole.figure.value or not one.exact:
            break
        if listed and re.search(r"其中|[）)]", text[listed[-1].end : one.start]):
            break  # 其中 inside 其中 opens a list of its own
        listed.append(one)
    return listed


def _before(text: str, figures: Sequence[_Placed], place: int) -> list[_Placed]:
    whole = figures[place]
    listed: list[_Placed] = []
    edge = whole.start
    for one in reversed(_outside(text, figures[max(0, place - BESIDE) : place], whole.start)):
        gap = text[one.end : edge]
        if len(gap) > REACH // 2 or re.search(r"[。！？\n；;]", gap) or _MOVED.search(gap):
            break
        edge = one.start
        if one.figure.unit != whole.figure.unit:
            continue
        if not one.exact:
            break
        listed.append(one)
    return listed[::-1]


def _summed(whole: _Placed, parts: Sequence[_Placed], *, sure: bool) -> Iterator[Relation]:
    total = sum((one.figure.value for one in parts), Decimal(0))
    slack = (sum((one.figure.step for one in parts), Decimal(0)) + whole.figure.step) / 2
    rounded = any(one.figure.step != 1 for one in (*parts, whole))
    off = abs(total - whole.figure.value)
    holds = off <= (slack if rounded else 0)
    close = whole.figure.value and off / whole.figure.value <= CLOSE * (1 if len(parts) > 2 else Decimal("0.5"))
    if holds or close or (total > whole.figure.value and sure):
        yield Relation("sum", (whole.number, *(one.number for one in parts)), holds, total, whole.figure.value)


def _rests(text: str, figures: Sequence[_Placed]) -> Iterator[Relation]:
    """发现126个,已整改119个,剩余7个."""
    for place, rest in enumerate(figures):
        lead = text[max(0, rest.start - 16) : rest.start]
        if not rest.exact or not _REST.search(lead) or "其中" in lead:
            continue
        near = _outside(text, figures[max(0, place - BEFORE) : place], rest.start)
        same = [one for one in near if one.figure.unit == rest.figure.unit and one.exact]
        same = [one for one in same if _apart(text, one, rest) < REACH and "。" not in text[one.end : rest.start]][-2:]
        if len(same) == 2 and same[0].figure.value >= same[1].figure.value:
            expected = same[0].figure.value - same[1].figure.value
            yield Relation(
                "rest",
                (rest.number, same[0].number, same[1].number),
                expected == rest.figure.value,
                expected,
                rest.figure.value,
            )


def _outside(text: str, figures: Sequence[_Placed], place: int) -> list[_Placed]:
    """Figures that stand in no bracket closed before ``place``: those in one are parts of what stands before it."""
    if not figures:
        return []
    closed = [match.span() for match in _BRACKET.finditer(text, figures[0].start, place)]
    return [one for one in figures if not any(start < one.start and one.end < end for start, end in closed)]


def _apart(text: str, one: _Placed, other: _Placed) -> int:
    """Characters between two figures, brackets not counted."""
    return len(_BRACKET.sub("", text[one.end : other.start]))


def _percents(text: str, figures: Sequence[_Placed]) -> Iterator[Relation]:
    for place, share in enumerate(figures):
        if share.figure.unit != "percent" or not share.exact:
            continue
        clause = re.split(r"[。；;！\n]", text[max(0, share.start - 24) : share.start])[-1]
        behind = text[share.end : share.end + 2]
        tail = re.split(r"[，,、（(]", clause)[-1]
        if _ONE_OF_TWO.search(tail):
            continue  # 逾期率由0.86%降至0.12%: of which part and whole, the text does not say
        if _GROWN.search(tail) or _GROWN.match(behind):
            yield from _growth(text, figures, place)
        elif _SHARE.search(tail) or behind[:1] in {"）", ")"}:
            yield from _share(text, figures, place)


def _share(text: str, figures: Sequence[_Placed], place: int) -> Iterator[Relation]:
    """已消除风险1987户，消除率84.7%: two figures of one unit before the share, the later over the earlier."""
    share = figures[place]
    near = _outside(text, figures[max(0, place - BEFORE) : place], share.start)
    near = [one for one in near if _same_paragraph(text, one, share)]
    pairs = [_ordered(*pair) for pair in combinations(reversed(near), 2) if _comparable(*pair)]
    for part, whole in pairs:
        if _ratio_holds(part, whole, share):
            expected = part.figure.value * 100 / whole.figure.value
            told = (share.number, part.number, whole.number)
            yield Relation("share", told, holds=True, expected=expected, stated=share.figure.value)
            return
    meant = _meant(text, near, share)
    if meant is not None:
        part, whole = meant
        expected = part.figure.value * 100 / whole.figure.value
        told = (share.number, part.number, whole.number)
        yield Relation("share", told, holds=False, expected=expected, stated=share.figure.value)


def _comparable(one: _Placed, other: _Placed) -> bool:
    units = {one.figure.unit, other.figure.unit}
    return (
        len(units) == 1
        and not units & {"percent", "ratio", "day", "month", "year"}
        and max(one.figure.value, other.figure.value) > 0
    )


def _ordered(one: _Placed, other: _Placed) -> tuple[_Placed, _Placed]:
    return (one, other) if one.figure.value <= other.figure.value else (other, one)


def _meant(text: str, near: Sequence[_Placed], share: _Placed) -> tuple[_Placed, _Placed] | None:
    """The part and the whole a share was plainly meant to be of; None where the text leaves it open."""
    clause = re.split(r"[，,。；;]", text[max(0, share.start - 24) : share.start])[-1]
    of = re.search(r"占(?P<whole>[^的达为比]{2,12})", clause)
    here = [one for one in near if re.search(r"[。；;]", text[one.end : share.start]) is None]
    if not here:
        return None
    part = here[-1]
    if _OF_MONEY.search(clause) and part.figure.unit != "CNY":
        return None  # 项目112个，完工74个，资金支出进度71.05%
    wholes = [
        one for one in near if one is not part and _comparable(one, part) and one.figure.value >= part.figure.value
    ]
    if of is not None:
        wholes = [
            one for one in wholes if of["whole"][-3:] in one.figure.subject or of["whole"].startswith(("总", "其"))
        ]
    elif "率" not in clause and "进度" not in clause:
        wholes = [one for one in wholes if one in here]
    if not wholes or not part.exact:
        return None
    whole = (
        max(wholes, key=lambda one: (one in here, one.start))
        if len({*here} & {*wholes})
        else max(wholes, key=lambda one: one.figure.value)
    )
    off = abs(part.figure.value * 100 / whole.figure.value - share.figure.value)
    before = (part.figure.value + whole.figure.value, whole.figure.value - part.figure.value)  # the part was the change
    if any(
        base > 0 and abs(part.figure.value * 100 / base - share.figure.value) <= share.figure.step for base in before
    ):
        return None
    limit = CLOSE_POINTS if whole in here else CLOSE_POINTS / 2
    return (part, whole) if whole.exact and off <= limit else None


def _same_paragraph(text: str, one: _Placed, other: _Placed) -> bool:
    return _apart(text, one, other) < PARAGRAPH and "\n" not in text[one.end : other.start]


def _ratio_holds(part: _Placed, whole: _Placed, share: _Placed) -> bool:
    if whole.low <= 0:
        return part.figure.value * 100 / whole.figure.value == share.figure.value
    exact_part = part.figure.step == 1
    exact_whole = whole.figure.step == 1
    low = (part.figure.value if exact_part else part.low) * 100 / (whole.figure.value if exact_whole else whole.high)
    high = (part.figure.value if exact_part else part.high) * 100 / (whole.figure.value if exact_whole else whole.low)
    return low <= share.high and high >= share.low


def _growth(text: str, figures: Sequence[_Placed], place: int) -> Iterator[Relation]:
    """5821名，比2019年增加1649人，增长39.53%; 由831个增加到1068个，增长28.5%."""
    share = figures[place]
    near = [
        one
        for one in figures[max(0, place - 4) : place]
        if _together(text, one, share) and one.figure.unit != "percent" and one.exact
    ]
    if len(near) < 2 or near[-1].figure.unit != near[-2].figure.unit:
        return
    first, second = near[-2], near[-1]
    lead = re.split(r"[，,。；;]", text[max(0, second.start - 16) : second.start])[-1]
    if _MOVED.search(text[max(0, first.start - 4) : second.start]):
        base, change = first.figure.value, second.figure.value - first.figure.value
    elif _LESS.search(lead):
        base, change = first.figure.value + second.figure.value, -second.figure.value
    elif _MORE.search(lead):
        base, change = first.figure.value - second.figure.value, second.figure.value
    else:
        return
    if base <= 0:
        return
    expected = abs(change) * 100 / base
    slack = share.figure.step / 2 + (first.figure.step + second.figure.step) * 100 / base * (
        0 if first.figure.step == 1 == second.figure.step else 1
    )
    holds = abs(expected - share.figure.value) <= slack
    if holds or abs(expected - share.figure.value) <= CLOSE_POINTS:
        yield Relation("growth", (share.number, second.number, first.number), holds, expected, share.figure.value)


def _means(text: str, figures: Sequence[_Placed]) -> Iterator[Relation]:
    """发放1.5亿元，惠及3200户，户均4.69万元."""
    for place, mean in enumerate(figures):
        per = {"CNY_per_household": "household", "CNY_per_person": "person"}.get(mean.figure.unit)
        if per is None or not mean.exact:
            continue
        near = [one for one in figures[max(0, place - 4) : place] if _together(text, one, mean) and one.exact]
        money = [one for one in near if one.figure.unit == "CNY"]
        heads = [one for one in near if one.figure.unit == per and one.figure.value > 0]
        if len(money) != 1 or len(heads) != 1:
            continue
        total, of = money[0], heads[0]
        expected = total.figure.value / of.figure.value
        slack = mean.figure.step / 2 + total.figure.step / 2 / of.figure.value
        holds = abs(expected - mean.figure.value) <= slack
        if holds or abs(expected - mean.figure.value) <= expected * CLOSE:
            yield Relation("mean", (mean.number, total.number, of.number), holds, expected, mean.figure.value)


def _together(text: str, one: _Placed, other: _Placed) -> bool:
    return other.start - one.end < REACH and re.search(r"[\n；;]", text[one.end : other.start]) is None


def _sentence_end(text: str, start: int) -> int:
    found = _SENTENCE_ENDS.search(text, start, start + SENTENCE)
    return found.start() if found else min(start + SENTENCE, len(text))
