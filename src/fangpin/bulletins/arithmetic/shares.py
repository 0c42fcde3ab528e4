"""Shares and growth in a Chinese text: 占…的, 率, 分别占, 同比增长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from fangpin.bulletins.arithmetic.growth import grown
from fangpin.bulletins.arithmetic.meant import meant as plainly_meant
from fangpin.bulletins.arithmetic.neighbours import (
    BEFORE,
    FULL_STOPS,
    SENTENCE_ENDS,
    outside,
    same_paragraph,
    together,
)
from fangpin.bulletins.arithmetic.relating import (
    CLOSE_POINTS,
    NO_WHOLES,
    Placed,
    Relation,
    comparable,
    ratio_holds,
    share_of,
    tells,
)
from fangpin.bulletins.cleaning import stretch
from fangpin.bulletins.quantity import WHOLE

_NO_SHARE = re.compile(
    r"(?:发生|增长|贡献|失业|死亡|费|城镇化|普及|周转|利|出生|恩格尔|比)率|系数|(?:森林|植被|绿地|绿化)[\u4e00-\u9fff]{0,3}率"
)
_EACH_SHARE = re.compile(r"分别(?=[^，。；;]*占)占?[^，。；;\d]{0,12}占?[^，。；;\d]{0,4}(?:[\d.]+%[、和,，及]?)*$")
_RECKONED = re.compile(r"[（(]按[^（()）]*[)）]")
_RECKONED_BY = re.compile(r"(?:计算|测算)[，,][^，,。；;\d]{0,8}率[为是约达]{0,2}")
_REAL = re.compile(r"实际|扣除|可比|年均|每年|名义")
_OF_WHOLE = re.compile(r"[^，,。；;\d]{0,4}的(?:约|近)?")
_SHARE = re.compile(r"占|率|比例|比重|进度")
_GROWN = re.compile(r"增长|增幅|提高|上升|下降|减少|降幅|增加(?!值)|增产|减产|提升|回落")
_ONE_OF_TWO = re.compile(
    r"(?:由|从|降至|升至|降到|升到|提高到|提高至|下降到|下降至|上升到|上升至|增加到|提升到|提升至)[^，,。；;\d]{0,6}$"
)
_TASK = re.compile(r"任务|目标|计划|预算|指标|份额")
_DUE = re.compile(r"[（(][^，。；（(\d]{0,4}应[^，。；（(\d]{0,6}")
_BESIDE_IT = re.compile(r"[^，,。；;、）)\d]{0,8}[（(]")
_ITS_RATE = re.compile(r"[、，,（(][^，,。；;、\d]{0,8}率(?:为|是|达到?)?")
_ROUGHLY = re.compile(r"还|以上|多|左右|强|弱")


def percents(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    wholes: dict[str, int] = {}  # by unit the place of what earlier shares were of
    numbers = {one.number: place for place, one in enumerate(figures)}
    for place, share in enumerate(figures):
        if share.figure.unit != "percent" or not share.exact or _ROUGHLY.match(text, share.end):
            continue
        clause = re.split(r"[。；;！\n]", text[max(0, share.start - 24) : share.start])[-1]
        behind = text[share.end : share.end + 2]
        clause = _RECKONED.sub("", clause)  # 风险消除率（按户）68.5%
        tail = re.split(r"[，,、（(]", clause)[-1]
        if _ONE_OF_TWO.search(tail):
            continue  # 逾期率由0.86%降至0.12%: of which part and whole, the text does not say
        if (respective := _respective(text, figures, place)) is not None:
            yield from respective
        elif (reckoned := _reckoned(text, figures, place)) is not None:
            yield from reckoned
        elif _NO_SHARE.search(tail) or re.search(r"分别[^，。；;]*[和、]$", clause):
            continue  # 较上年分别下降2.09万人和10.45%: each of its own
        elif (of := _of_the_whole(text, figures, place)) is not None:
            yield from of
        elif _GROWN.search(tail) or _GROWN.match(behind):
            if not _REAL.search(clause[-10:]) or "名义" in tail:
                yield from grown(text, figures, place)
        elif _SHARE.search(tail) or (behind[:1] in {"）", ")"} and _behind_its_part(text, figures, place)):
            told = (
                _of_those_due(text, figures, place)
                or list(_share(text, figures, place))
                or list(_of_the_same(text, figures, place, wholes))
            )
            wholes |= {
                figures[numbers[one.figures[2]]].figure.unit: numbers[one.figures[2]] for one in told if one.holds
            }
            yield from told


def _reckoned(text: str, figures: Sequence[Placed], place: int) -> list[Relation] | None:
    """尚余未脱贫4368人。按农村户籍人口26.4万人计算，贫困发生率1.65%: the text says what it is reckoned by."""
    share = figures[place]
    if not place or not _RECKONED_BY.fullmatch(text[figures[place - 1].end : share.start]):
        return None
    whole = figures[place - 1]
    before = figures[max(0, place - BEFORE) : place - 1]
    parts = [one for one in before if comparable(one, whole) and same_paragraph(text, one, share) and one.exact]
    if not parts or parts[-1].figure.value >= whole.figure.value:
        return []
    told = share_of(share, parts[-1], whole)
    return [told] if told.holds or told.off <= share.figure.value else []


def _behind_its_part(text: str, figures: Sequence[Placed], place: int) -> bool:
    """5400万元（60%）; in 装备制造业（50.1%） the share is an index, of no number before it."""
    between = text[figures[place - 1].end : figures[place].start] if place else "。"
    return _BESIDE_IT.fullmatch(between) is not None


def _respective(text: str, figures: Sequence[Placed], place: int) -> list[Relation] | None:
    """其中中央10444.85万元、省406.95万元，分别占96.25%和3.75%: as many parts as shares, and the whole before them."""
    share = figures[place]
    opener = _EACH_SHARE.search(text[max(0, share.start - 60) : share.start])
    if opener is None:
        return None
    begun = share.start - (len(opener[0]))
    here = next((number for number, one in enumerate(figures) if one.start >= begun), place)
    row = [one for one in figures[here : here + 6] if one.figure.unit == "percent" and same_paragraph(text, share, one)]
    stop = SENTENCE_ENDS.search(text, share.end)
    row = [one for one in row if stop is None or one.end <= stop.start()]
    before = outside(text, figures[max(0, here - BEFORE) : here], begun)
    parts = [one for one in before if one.figure.unit not in NO_WHOLES and same_paragraph(text, one, share)]
    parts = parts[-len(row) :]
    if len(parts) != len(row) or len({one.figure.unit for one in parts}) != 1:
        return []
    most = max(one.figure.value for one in parts)
    wholes = [
        one
        for one in before
        if one not in parts and one.figure.unit == parts[0].figure.unit and one.figure.value >= most > 0
    ]
    number = row.index(share)
    for whole in reversed(wholes):
        held = [ratio_holds(part, whole, each) for part, each in zip(parts, row, strict=True)]
        total = sum((one.figure.value for one in parts), Decimal(0)) == whole.figure.value
        if any(held) or total:
            return [share_of(share, parts[number], whole)]
    return []


def _of_the_same(text: str, figures: Sequence[Placed], place: int, wholes: dict[str, int]) -> Iterator[Relation]:
    """竣工245户，竣工率96.8%；已验收164户，占比64.8%: of the whole that the share before it was of."""
    share = figures[place]
    part = figures[place - 1] if place else share
    whole = figures[wholes.get(part.figure.unit, place)]
    clause = re.split(r"[，,。；;]", text[max(0, share.start - 12) : share.start])[-1]
    if whole is share or not part.exact or "占比" not in clause or not same_paragraph(text, whole, share):
        return
    if re.search(r"[。；;\n]", text[part.end : share.start]) or part.figure.value > whole.figure.value:
        return
    told = share_of(share, part, whole)
    if told.holds or told.off <= CLOSE_POINTS:
        yield told


def _of_the_whole(text: str, figures: Sequence[Placed], place: int) -> list[Relation] | None:
    """输转29.6万人，完成目标任务28万人的105.7%: the whole stands before 的; None where no figure does."""
    share, before = figures[place], figures[max(0, place - 6) : place]
    if not before or not _OF_WHOLE.fullmatch(text[before[-1].end : share.start]) or not before[-1].exact:
        return None
    whole = before[-1]
    if not comparable(whole, whole) or not re.search(r"[\d分成]", share.figure.text):
        return None  # 未能达到全部465个的一半 states no share
    if _TASK.search(text, max(0, whole.start - 12), whole.start):  # a target of 2亿元 is no rounded number
        whole = replace(whole, figure=replace(whole.figure, step=Decimal(0)))
    stop, _ = stretch(text, share.start, share.end, FULL_STOPS)
    parts = [one for one in before[:-1] if one.figure.unit == whole.figure.unit and one.start >= stop]
    if not parts:  # 完成全年任务3200人的108.5%，实现转移就业3472人
        parts = [
            one
            for one in figures[place + 1 : place + 2]
            if one.figure.unit == whole.figure.unit
            and together(text, share, one)
            and FULL_STOPS.search(text, share.end, one.start) is None
        ]
        parts = [one for one in parts if share_of(share, one, whole).off <= CLOSE_POINTS / 2]
    shares = [(part, share_of(share, part, whole)) for part in reversed(parts)]
    told = [one for part, one in shares if one.holds or (part.exact and one.off <= CLOSE_POINTS)]
    held = [one for one in told if one.holds]
    return held[:1] or told[:1]


def _of_those_due(text: str, figures: Sequence[Placed], place: int) -> list[Relation]:
    """救治1325人，救治率98.9%（应救治1340人）: the whole stands in a bracket behind the share."""
    share, whole = figures[place], next(iter(figures[place + 1 : place + 2]), None)
    part = next(iter(figures[place - 1 : place]), None)
    if part is None or whole is None or not comparable(part, whole) or part.figure.value > whole.figure.value:
        return []
    if not _DUE.fullmatch(text[share.end : whole.start]) or not together(text, part, share) or not part.exact:
        return []
    return [share_of(share, part, whole)]


def _share(text: str, figures: Sequence[Placed], place: int) -> Iterator[Relation]:
    """已消除风险1987户，消除率84.7%: two figures of one unit before the share, the later over the earlier."""
    share = figures[place]
    near = outside(text, figures[max(0, place - BEFORE) : place], share.start)
    near = [one for one in near if same_paragraph(text, one, share)]
    pairs = [_ordered(*pair) for pair in combinations(reversed(near), 2) if comparable(*pair)]
    if share.figure.unit == "percent" and share.figure.value > WHOLE:  # 外出务工24287人，目标任务23700人，完成率102.48%
        pairs = [(part, whole) if part.figure.value > whole.figure.value else (whole, part) for part, whole in pairs]
    for part, whole in pairs:
        if tells(part, whole, share):
            yield share_of(share, part, whole)
            return
    wholes = [one for one in near[:-1] if not _has_its_rate(text, figures, one)]
    meant = None if _one_of_a_row(text, figures, place) else plainly_meant(text, [*wholes, *near[-1:]], share)
    if meant is not None and not _told_before(figures[max(0, place - BEFORE) : place], meant[0], share):
        yield share_of(share, *meant)


def _one_of_a_row(text: str, figures: Sequence[Placed], place: int) -> bool:
    """产业5400万元（60%），基础设施2700万元（30%）: parts beside each other, none of which is the whole of the next."""
    if text[figures[place].end : figures[place].end + 1] not in {"）", ")"}:
        return False
    before = figures[place - 2 : place - 1]
    return (
        bool(before) and before[0].figure.unit == "percent" and text[before[0].end : before[0].end + 1] in {"）", ")"}
    )


def _has_its_rate(text: str, figures: Sequence[Placed], one: Placed) -> bool:
    """竣工64645人、竣工率89.57%: so many of a whole that is not told, not the whole of the next rate."""
    behind = next((other for other in figures if other.start >= one.end), None)
    return (
        behind is not None
        and behind.figure.unit == "percent"
        and _ITS_RATE.fullmatch(text[one.end : behind.start]) is not None
    )


def _told_before(figures: Sequence[Placed], part: Placed, share: Placed) -> bool:
    """Whether an earlier paragraph has told the whole of which the part makes that share."""
    return any(
        comparable(one, part) and one.figure.value > part.figure.value and tells(part, one, share) for one in figures
    )


def _ordered(one: Placed, other: Placed) -> tuple[Placed, Placed]:
    return (one, other) if one.figure.value <= other.figure.value else (other, one)
