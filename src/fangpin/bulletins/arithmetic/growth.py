"""Changes in a Chinese text: from one number to another, by so much, so many percent, points or times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fangpin.bulletins.arithmetic.neighbours import MOVED, lead_of, outside, same_sentence, together
from fangpin.bulletins.arithmetic.relating import CLOSE_POINTS, MEANT, Placed, Relation, growth_of

_TO = r"(?:增加|提高|提升|扩大|上升|增长|发展|减少|下降|降低|缩小|缩短|压缩|压减|回落|下跌|增|降|升|提|减|扩|缩|压|跌)(?:到|至|为|成)"
_FROM_TO = re.compile(rf"[^。；;\n]{{0,24}}{_TO}(?:了)?[^。；;，,\n]{{0,16}}")
_FROM = re.compile(r"(?:由|从)[^，,。；;]*$")
_THAN = re.compile(r"[^。；;\n]{0,12}[，,（(]\s*(?:比|较|同|与)[^。；;，,\n]{0,16}?")
_EARLIER = re.compile(r"去年|上年|前年|年初|上月|上季度|\d{4}年")
_YEAR_ON = re.compile(r"[^。；;\n]{0,12}[，,](?:今年|本年|目前|如今|本月|\d{4}年)[^。；;，,\n]{0,14}")
_TIMES = re.compile(r"[^。；;\n]{0,6}[，,]?(?:是|为|相当于)[^。；;，,\n]{0,12}")
_AS_MUCH = re.compile(r"[，,](?:是|为|相当于)(?:\d{4}年|[^，,。；;\d]{0,8})的?(?:约|近)?")
_THEN_IT_WAS = re.compile(r"[^。；;\n，,]{0,12}[，,；;](?:去年|上年|前年|\d{4}年)(?:同期)?(?:为|是)?")
_OF_IT = re.compile(r"的(?:约|近)?")
_VERB = r"(?:净增|净减|增加|新增|提高|提升|扩大|上升|增长|减少|下降|降低|缩小|缩短|压缩|压减|回落|下跌|增幅|降幅|增|降|升|减|跌)"
_MOVING = re.compile(_VERB)
_BY = re.compile(rf"[^。；;\n]{{0,16}}{_VERB}(?:了|达|为|近|约|幅度?)*")
_THAN_BY = re.compile(rf"(?:相比|时)?[，,]?[^。；;，,\n]{{0,6}}{_VERB}(?:了|达|为|约)*")
_OF_ITS_OWN = re.compile(  # 由5项减至2项，办理时限缩短三分之二
    rf"[，,](?P<own>(?!累计|合计|总共|一共|共计|直接|整体|相应|随之)[\u4e00-\u9fff]{{3,14}}?){_VERB}"
)
_ADDED = re.compile(r"[，,](?:比上年|较上年|比去年|较去年|同比)?(?:净?增加|净?减少)(?:了)?")
_ANOTHER = re.compile(
    r"年均|每年|实际|名义|扣除|同比|环比|(?:比|较)(?!例)[^，,。；;]{0,12}|其中|全国|平均|高于|低于|目标|户均|人均"
)
_THAN_THEN = re.compile(r"(?:比|较)[^，,。；;\d]{0,10}(?:同期|去年|上年|前年|年初|上月|年底|年末)的?$")
_POINTS = Decimal(5)
_MORE, _LESS = re.compile(r"增加(?!值)|净增|增产|新增|增长|提高|上升|多"), re.compile(r"减少|净减|减产|下降|降低|少")
_NOW_AT = re.compile(r"总?[量数]?(?:达到?|增至|升至)")
_UNCOUNTED = frozenset({"day", "date", "year", "month"})


def changes(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """由10.2%下降至0.6%，下降9.6个百分点; 4.9%，比上年的5.6%下降0.7个百分点; 由65元提至80元，提高23.1%."""
    for place, (first, second) in enumerate(pairwise(figures)):
        unit = first.figure.unit
        if unit != second.figure.unit or unit in _UNCOUNTED or not (first.told_roughly and second.told_roughly):
            continue
        told = _told_together(text, first, second, figures[place + 2 : place + 4])
        if told is None:
            continue
        base, now, by, later, plainly = told
        for change in later:
            lead = text[second.end : change.start]
            if not same_sentence(text, second, change) or _ANOTHER.search(lead) or not change.exact:
                break
            if (of := _OF_ITS_OWN.match(lead)) and of["own"] not in lead_of(text, first):
                break
            if change.figure.unit == "ratio" and by is _BY and now is second and _AS_MUCH.fullmatch(lead):
                yield from _as_much(base, now, change)
            if by.fullmatch(lead) and (found := _change(base, now, change, plainly=plainly)) is not None:
                yield found
            if not by.fullmatch(lead):
                break


def _told_together(
    text: str, first: Placed, second: Placed, later: Sequence[Placed]
) -> tuple[Placed, Placed, re.Pattern[str], Sequence[Placed], bool] | None:
    """Which of two numbers became which, what stands before the change, where that is told, and whether plainly."""
    between = text[first.end : second.start]
    if _FROM_TO.fullmatch(between):
        return first, second, _BY, later, _FROM.search(text, max(0, first.start - 14), first.start) is not None
    if _YEAR_ON.fullmatch(between) and _EARLIER.search(lead_of(text, first)):
        return first, second, _BY, later[:1], False
    if _TIMES.fullmatch(between) and later and later[0].figure.unit == "ratio":
        return second, first, _OF_IT, later[:1], True
    if _THEN_IT_WAS.fullmatch(between):
        return second, first, _BY, later, False
    if _THAN.fullmatch(between) and not _MOVING.search(between):
        return second, first, _THAN_BY, later[:1], True
    return None


def _change(base: Placed, now: Placed, change: Placed, *, plainly: bool) -> Relation | None:
    """By how much, how many percent or how many times ``base`` became ``now``."""
    moved = abs(now.figure.value - base.figure.value)
    unit, loose = base.figure.unit, base.loose + now.loose
    slack = change.figure.step / 2
    stated = abs(change.figure.value)
    if change.figure.unit == unit != "percent" or (change.figure.unit, unit) == ("percentage_point", "percent"):
        whole = unit != "percent" and all(one.figure.step == 1 and one.exact for one in (base, now, change))
        expected, slack = moved, Decimal(0) if whole else slack + loose
        near = max(expected * (1 if plainly else MEANT), _POINTS if unit == "percent" else Decimal(0))
    elif base.figure.value <= 0 or unit == "percent":
        return None
    elif change.figure.unit == "percent":
        return growth_of(change, now, base, plainly=plainly)
    elif change.figure.unit == "ratio":  # 增长3倍 is said of what was added and of what became of it
        folds = (moved / base.figure.value, now.figure.value / base.figure.value)
        expected = min(folds, key=lambda fold: abs(fold - stated))
        slack, near = slack + loose / base.figure.value, expected * (1 if plainly else MEANT)
    else:
        return None
    off = abs(expected - stated)
    if off > max(slack, near):
        return None
    told = (change.number, now.number, base.number)
    return Relation("growth", told, off <= slack, expected, stated)


def _as_much(base: Placed, now: Placed, change: Placed) -> Iterator[Relation]:
    """从3.5万元增加到21万元，是2020年的6倍: of what it was, not of what was added."""
    if base.figure.value <= 0:
        return
    expected = now.figure.value / base.figure.value
    slack = change.figure.step / 2 + (base.loose + now.loose) / base.figure.value
    off = abs(expected - change.figure.value)
    if off <= expected:
        told = (change.number, now.number, base.number)
        yield Relation("growth", told, off <= slack, expected, change.figure.value)


def grown(text: str, figures: Sequence[Placed], place: int) -> Iterator[Relation]:
    """5821名，比2019年增加1649人，增长39.53%: what was added to an earlier number."""
    share = figures[place]
    near = [
        one
        for one in figures[max(0, place - 4) : place]
        if together(text, one, share)
        and "。" not in text[one.end : share.start]
        and one.figure.unit not in {"percent", "percentage_point"}
        and one.told_roughly
    ]
    near = [one for one in outside(text, near, share.start) if one.figure.unit == near[-1].figure.unit]
    behind = figures[place + 1 : place + 2]
    added = behind and _ADDED.fullmatch(text[share.end : behind[0].start])
    if len(near) == 1 and added and behind[0].figure.unit == near[0].figure.unit:
        near = [*near, *behind]  # 1.38亿元，同比增长15%，比上年增加1800万元
    if len(near) < 2:
        return
    first, second = near[-2], near[-1]
    lead = re.split(r"[，,。；;]", text[max(0, second.start - 16) : second.start])[-1]
    if _THAN_THEN.search(text[max(0, first.start - 14) : first.start]):  # 1106人，比去年同期1062人多44人
        base, change = first.figure.value, second.figure.value
    elif MOVED.search(text[max(0, first.start - 4) : second.start]):
        base, change = first.figure.value, second.figure.value - first.figure.value
    elif _NOW_AT.match(lead) and _MORE.search(lead_of(text, first)):  # 增加12.6万元，达到30.4万元，增长70.8%
        base, change = second.figure.value - first.figure.value, first.figure.value
    elif _MORE.search(lead) and _was_then(figures[max(0, place - 4) : place], first, second):
        return
    elif _LESS.search(lead):
        base, change = first.figure.value + second.figure.value, -second.figure.value
    elif _MORE.search(lead):
        base, change = first.figure.value - second.figure.value, second.figure.value
    else:
        return
    if base <= 0 or not second.exact:
        return
    expected = abs(change) * 100 / base
    vague = Decimal(0) if first.figure.step == 1 == second.figure.step else second.loose * 100 / base
    if vague:
        vague += (first.loose + second.loose) * expected / base
    slack = share.figure.step / 2 + vague
    holds = abs(expected - share.figure.value) <= slack
    if holds or abs(expected - share.figure.value) <= CLOSE_POINTS:
        yield Relation("growth", (share.number, second.number, first.number), holds, expected, share.figure.value)


def _was_then(near: Sequence[Placed], first: Placed, second: Placed) -> bool:
    """2022年14320元，2021年为12680元，增加1640元: the number right before the change is what it was, not is."""
    before = [one for one in near if one.end <= first.start]
    same = before and before[-1].figure.unit.split("_per_")[0] == first.figure.unit.split("_per_")[0]
    return bool(same) and before[-1].figure.value - first.figure.value == second.figure.value
