"""What remains of a whole in a Chinese text, and wholes told in halves: 其余, 在建, 剩余; 集中…分散…, 男…女…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fangpin.bulletins.arithmetic.neighbours import BEFORE, REACH, apart, lead_of, outside, same_sentence
from fangpin.bulletins.arithmetic.relating import Placed, Relation, left, left_of_largest, summed, within

_UNDONE = "完成|整改|消除|核查|核实|核|办结|销号|脱贫|开工|动工|竣工|完工|拨付|支付|支出|使用|入住|就业|落实|验收|兑现|回复|处置|复核"
_REST = re.compile(
    rf"(?:自付|个人负担|个人承担|剩余|余下|剩下|尚有|还有|仍有|还差|尚欠|结余|结转|在建|在办|未(?:{_UNDONE})|待(?:{_UNDONE}|建)|正在(?:{_UNDONE}|建设|实施|施工|办理|推进|审理))"
    r"[^，。；,;\d]{0,8}(?:\d+户)?$"
)
_REST_BEHIND = re.compile(
    rf"[^，,。；;：:、\d]{{0,3}}?(?:尚未|仍未|还未|未|尚在|仍在|正在|还在)(?:{_UNDONE}|解决|退出|出列|办理|推进|实施|审理)"
)
_DONE_BEHIND = re.compile(rf"[^，,。；;：:、\d]{{0,3}}?(?:已经?)?(?:全部)?(?<![未在待])(?:{_UNDONE}|解决|退出|出列)")
_OWN_SHARE = re.compile(r"自付|个人负担|个人承担|自费")
_COST = re.compile(r"费用|总费|医疗费")
_PAID = re.compile(r"报销|支付|补偿|救助|补助|保险|医保|减免|兜底|赔付")
_A_YEAR = re.compile(r"\d{4}年")
_LEFT = re.compile(r"剩余|余下|剩下|还剩|尚余")
_OTHERS = re.compile(r"其余[^，。；,;\d]{0,10}(?:\d+户)?$")
_DONE = re.compile(
    r"已|完成|整改|办结|消除|核查|核实|处置|脱贫(?![户人村县劳])|出列|退出|摘帽|销号|兑现|支出|拨付|验收|开工|竣工|完工|建成|使用|入住|就业|回复|报销"
)
_ALREADY = re.compile(r"已|完成|累计")
_STILL = re.compile(r"正在|未|待|尚|应")
_CHANGED = re.compile(r"新增|增加|减少|下降|增长|较|比|平均|占|标准|每")
_HALVES = tuple(
    (first, second)
    for one, other in (
        ("集中", "分散"),
        ("城市", "农村"),
        ("城镇", "农村"),
        ("居家", "机构"),
        ("省内", "省外"),
        ("县内", "县外"),
        ("男", "女"),
        ("财政", "自筹"),
        ("国有", "民营"),
        ("预期性", "约束性"),
        ("出口", "进口"),
        ("春季", "秋季"),
        ("公办", "民办"),
        ("当场", "限期"),
        ("立行", "限期"),
        ("C级", "D级"),
        ("属实", "不属实"),
        ("合格", "不合格"),
    )
    for first, second in ((one, other), (other, one))
)
_NEGATED = re.compile(r"非[\u4e00-\u9fff]{1,4}")
_LEVELS = re.compile(r"中央|省级|省财政|市级|市本级|县级|区级|市县|自筹|社会|自治区|东西部|其他|整合")
_QUARTER = 4  # halves within so manieth of a whole make it
_BESIDE = 70  # characters between the halves of a whole, or between it and the first of them


def rests(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """发现126个,已整改119个,剩余7个; 1863户,纳入监测212户,其余1651户."""
    for place, rest in enumerate(figures):
        lead = text[max(0, rest.start - 20) : rest.start]
        others = _OTHERS.search(lead) is not None
        behind = _REST_BEHIND.match(text, rest.end) is not None
        if not rest.exact or not (others or behind or _REST.search(lead)) or "其中" in lead_of(text, rest):
            continue
        near = outside(text, figures[max(0, place - BEFORE) : place], rest.start)
        same = [one for one in near if one.figure.unit == rest.figure.unit and one.exact]
        same = [one for one in same if apart(text, one, rest) < REACH and same_sentence(text, one, rest)]
        if behind:
            told = _said_behind(text, rest, same)
        elif _OWN_SHARE.search(lead):
            told = _undone(text, rest, same)
            told = told if told is not None and told.holds else _own_share(text, rest, same) or told
        elif others:
            told = left_of_largest(rest, same) if rest.figure.unit != "percent" else None
        else:
            told = _undone(text, rest, same)
        if told is not None and (told.holds or not _goes_on(text, rest, figures[place + 1 : place + 4])):
            yield told


def _goes_on(text: str, rest: Placed, behind: Sequence[Placed]) -> bool:
    """已完工4个，正在施工2个，准备开工2个: what remains is only one of several parts."""
    return any(same_sentence(text, rest, one) and one.figure.text[-1] == rest.figure.text[-1] for one in behind)


def _undone(text: str, rest: Placed, same: Sequence[Placed]) -> Relation | None:
    done = [one for one in same if _done(lead_of(text, one))]
    if len(done) > 1 and len(done) == len(same) and not _ALREADY.search(lead_of(text, done[0])):
        done = done[1:]  # 整改问题96个，已完成整改88个
    most = max((one.figure.value for one in done), default=Decimal(0))
    wholes = [one for one in same if one not in done and done and one.figure.value >= most]
    if not wholes:  # 2017年脱贫412户,2018年脱贫361户,未脱贫70户: the whole was not said
        return None
    whole = wholes[-1]
    told = left(rest, whole, done)
    expected = whole.figure.value - sum((one.figure.value for one in done), Decimal(0))
    lead = text[max(0, rest.start - 20) : rest.start]
    meant = len(done) == 1 and expected >= 0 and re.search(r"\d年|累计", lead) is None
    meant = meant or (_LEFT.search(lead) is not None and _year_by_year(text, whole, done, told))
    return told if told.holds or meant else None


def _year_by_year(text: str, whole: Placed, done: Sequence[Placed], told: Relation) -> bool:
    """72个，2016年出列18个，2017年出列21个，2018年出列25个，剩余8个: the same was done in each year."""
    verbs = [found[0] if (found := _DONE.search(lead_of(text, one))) else "" for one in done]
    dated = all(_A_YEAR.search(lead_of(text, one)) for one in done)
    return len(done) > 1 and dated and len({*verbs}) == 1 and told.off * _QUARTER <= whole.figure.value


def _said_behind(text: str, rest: Placed, same: Sequence[Placed]) -> Relation | None:
    """13个乡镇中，有9个完成任务，还有4个未完成: what became of the rest, and of those before it, stands behind."""
    if len(same) != 2:
        return None
    whole, done = same
    if not (_DONE_BEHIND.match(text, done.end) or _done(lead_of(text, done))) or _done(lead_of(text, whole)):
        return None
    told = left(rest, whole, [done])
    return told if told.holds or told.expected >= 0 else None


def _own_share(text: str, rest: Placed, same: Sequence[Placed]) -> Relation | None:
    """总费用2386万元，基本医保报销1431万元，大病保险报销238万元，…，个人自付405万元: the costs but what others pay."""
    wholes = [one for one in same if _COST.search(lead_of(text, one))]
    if not wholes:
        return None
    whole = wholes[-1]
    taken = [one for one in same if one.start > whole.start]
    if len(taken) < 2 or "其中" in text[whole.end : rest.start]:
        return None
    told = left(rest, whole, taken)
    paid = all(_PAID.search(lead_of(text, one)) for one in taken)
    return told if told.holds or (paid and told.off * _QUARTER <= whole.figure.value) else None


def _done(lead: str) -> bool:
    return _DONE.search(lead) is not None and _STILL.search(lead) is None


def halves(text: str, figures: Sequence[Placed], *, known: Sequence[Relation]) -> Iterator[Relation]:
    """特困人员381人，集中供养149人，…；分散供养232人; 资金2685万元，中央1624万元、省级541万元、县级520万元."""
    judged = {number for one in known if one.kind in {"sum", "rest"} for number in one.figures}
    for unit in sorted({one.figure.unit for one in figures} - {"percent", "ratio", "percentage_point", "date"}):
        same = [one for one in figures if one.figure.unit == unit]
        leads = [lead_of(text, one) for one in same]
        for place in range(1, len(same) - 1):
            whole, parts = same[place - 1], _run(same, leads, place)
            if are_halves(leads[place - 1], leads[place]):
                continue  # 省外41206人，县外省内19874人，县内25655人: the first is itself a part
            if len(parts) < 2 or not whole.exact or judged & {whole.number, *(one.number for one in parts)}:
                continue
            near = parts[0].start - whole.end < _BESIDE and same_sentence(text, whole, parts[-1])
            if near and whole.figure.value > max(one.figure.value for one in parts):
                close = within(whole, parts, times=_QUARTER)
                yield from summed(whole, parts, sure=len(parts) > 2, always=close and len(parts) == 2)


def are_halves(lead: str, next_lead: str) -> bool:
    """集中供养 and 分散供养, 脱贫村 and 非脱贫村: between them they are the whole."""
    if any(first in lead and second in next_lead for first, second in _HALVES):
        return True
    return _NEGATED.search(next_lead) is not None and _NEGATED.search(lead) is None


def _run(same: Sequence[Placed], leads: Sequence[str], place: int) -> list[Placed]:
    """The two halves that begin at a place, or three and more levels that pay."""
    if any(_CHANGED.search(lead) for lead in leads[place : place + 2]):
        return []
    pair = same[place : place + 2]
    beside = len(pair) > 1 and pair[1].start - pair[0].end < _BESIDE and all(one.exact for one in pair)
    if beside and are_halves(leads[place], leads[place + 1]):
        return list(pair)
    run = [same[place]] if _LEVELS.search(leads[place]) else []
    for one, other in pairwise(same[place:] if run else []):
        here = leads[place + len(run)]
        if other.start - one.end > _BESIDE or not _LEVELS.search(here) or not other.exact:
            break
        run.append(other)
    return run if len(run) > 2 else []
