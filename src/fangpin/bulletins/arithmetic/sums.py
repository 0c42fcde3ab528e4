"""Parts and wholes in a Chinese text: 其中, brackets, 合计, 按…分, what remains."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fangpin.bulletins.arithmetic.complete import (
    all_told,
    closed,
    named_kinds,
    nested,
    of_one_measure,
    some_named,
    told_beside,
)
from fangpin.bulletins.arithmetic.neighbours import (
    BEFORE,
    BRACKET,
    FULL_STOPS,
    MOVED,
    REACH,
    SENTENCE,
    SENTENCE_ENDS,
    lead_of,
    outside,
    sentence_end,
)
from fangpin.bulletins.arithmetic.relating import (
    MORE,
    NO_WHOLES,
    Placed,
    Relation,
    summed,
    within,
)
from fangpin.bulletins.arithmetic.rests import are_halves
from fangpin.bulletins.numerals import value_of

_THIRD = 3  # parts within so manieth of a whole were meant to be it
BESIDE = 100  # figures before or behind a whole among which its parts are looked for: a longer list is none
_OPENS = re.compile(r"(?:\d[\d,.]*(?:万|亿)?[\u4e00-\u9fff]{1,3})?[（(](?=其中|包括)")
_AMONG_THEM = re.compile(r"[。；;]\n?其中[:：,，]?")
_COLON = re.compile(r"(?:其中|包括|分别[为是])[:：]")
_DIVIDED = re.compile(  # 按照料护理等级分, 分三大区域看
    r"(?<![\u4e00-\u9fff])(?:按|分|(?P<some>从))[^，。；：、\d]{2,14}?(?:来?看|划?分类?|统计|来?分)[,，:：]"
)
_OPENED = 400  # characters before a division in which its whole stands
_AMONG = re.compile(r"其中|(?<=[\u4e00-\u9fff])中[，,]|包括|分[为成]|分别(?:为|是)?|[（(：:]")
_A_TARGET = re.compile(r"的\s*\d[\d.]*\s*[%％]")  # 完成目标任务222万人的104.4%。其中…: of what was done
_OUT_OF = re.compile(r"[\u4e00-\u9fff]{0,12}(?<!其)中[，,]")
_SOMEWHERE = re.compile(r".*其中[^，,：:\d]{9,}$", re.DOTALL)
_FIRST_OF_LIST = re.compile(r"其中|[:：](?=第一|一是|一类)")
_EMPTY_BRACKET = re.compile(r"[（(][^（()）\d]*[)）]")
_ASIDE = re.compile(r"同比|较上|比上|除了|除[^，,]{0,30}外|其中.*其中")
_CHANGE = re.compile(r"(?:增加(?!值)|新增|减少|下降|增长|净增|提高)[^，。；,;\d]{0,3}$")
_HELD_BY = {("person", "post")}  # 公益性岗位212个，其中护林员87人、保洁员64人、护路员61人
_COUNTED = re.compile(r"(?P<number>两|二|三|四|五|六)(?:项|者|类|款|部分)(?:共计?|合计|总计)[^，。；,;、]{0,8}$")
_TOTAL = re.compile(
    r"(?:合计|共计|总计|总共|一共|总数|总量|(?<![\u4e00-\u9fff])总投资|(?<!公)共(?![建享同产青治赢商富用]))[^，。；,;、]{0,8}$"
)
_OF_ALL_ABOVE = re.compile(
    r"上述|以上|^(?P<number>\d+|[两三四五六七八九十]+)个?[\u4e00-\u9fff]{1,6}(?:共计?|合计|总计)|^[\u4e00-\u9fff]{0,4}(?:共计|合计|总计)"
)


def sums(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """N户(其中A a户、B b户、C c户), and a户、b户、c户，合计N户."""
    divided = _divided(text, figures)
    for place, whole in enumerate(figures):
        if not _may_be_whole(text, whole):
            continue
        parts = divided.get(place, [])
        if len(parts) > 1 and not (again := list(nested(whole, parts))):
            total = sum((one.figure.value for one in parts), Decimal(0))
            if total > whole.figure.value and "其中有" in text[whole.end : parts[0].start]:
                continue  # 其中有316人属于…，有2361人购买了…: some are told twice
            loose = _OUT_OF if total > whole.figure.value else _SOMEWHERE
            if len(parts) == 2 and total != whole.figure.value and loose.match(text[whole.end : parts[0].start]):
                continue  # 283个海湾中,168个…,117个…; 其中受灾最严重的地区有694人…
            kinds = named_kinds(text, whole)
            if total < whole.figure.value and kinds > len(parts) and parts:
                continue  # 铁路、公路、水路、民航共5738万人次,其中铁路…;公路…;民航…: one was not told
            if some_named(text, whole, total):
                continue
            bracketed = closed(text, whole, parts)
            near = within(whole, parts, times=_THIRD)
            plain = bracketed and "其中" not in text[whole.end : parts[0].start]
            opposed = len(parts) == 2 and are_halves(lead_of(text, parts[0]), lead_of(text, parts[1]))
            beyond = text[whole.end : whole.end + 1] in {":", "："} and total > whole.figure.value
            sure = bracketed and total <= whole.figure.value * MORE
            whole_told = (
                plain or beyond or opposed or all_told(text, parts) or told_beside(whole, parts, divided, figures)
            )
            yield from summed(whole, parts, sure=sure, always=near and whole_told)
        elif len(parts) > 1:
            yield from again
        if _TOTAL.search(text[max(0, whole.start - 14) : whole.start]):
            before = _above(text, figures, place) or _before(text, figures, place)
            before = before if len(before) > 1 else _last_so_many(text, figures, place)
            most = max((one.figure.value for one in before), default=Decimal(0))
            if len(before) > 1 and whole.figure.value >= most:  # 低保共1151万元，特困共360万元: no total
                yield from _summed_up(whole, before)


def _may_be_whole(text: str, whole: Placed) -> bool:
    return whole.exact and whole.figure.unit not in NO_WHOLES and not _A_TARGET.match(text, whole.end)


def _divided(text: str, figures: Sequence[Placed]) -> dict[int, list[Placed]]:
    """By its place in ``figures`` the parts of each whole."""
    told = {
        place: of_one_measure(whole, _parts(text, figures, place))
        for place, whole in enumerate(figures)
        if _may_be_whole(text, whole)
    }
    return {place: parts for place, parts in told.items() if len(parts) > 1}


def _parts(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    """Figures of the whole's unit listed behind 其中 or inside its bracket, in the same sentence."""
    whole = figures[place]
    stop = _list_ends(text, whole)
    goes_on = text[stop : stop + 1] in {"；", ";"} and _FIRST_OF_LIST.search(text, whole.end, stop)
    if goes_on and (each := _one_of_each(text, figures, place)):
        return each
    return _listed_behind(text, whole, figures[place + 1 : place + 1 + BESIDE], stop)


def _listed_behind(text: str, whole: Placed, behind: Sequence[Placed], stop: int) -> list[Placed]:
    listed: list[Placed] = []
    opened = False  # what follows has been said to be among the whole
    reach = whole.end
    for one in behind:
        if one.start > stop or one.start - reach > REACH:
            break
        between = text[reach : one.start]
        opened = opened or _AMONG.search(BRACKET.sub("", between)) is not None
        if opened and (_ASIDE.search(between) or between.endswith("各")):
            break  # 运动员170人，男、女各85人: of the part
        reach = one.end
        if one.figure.unit != whole.figure.unit and (one.figure.unit, whole.figure.unit) not in _HELD_BY:
            continue
        if not opened and _CHANGE.search(lead_of(text, one)):
            continue  # 66185万元，较上年增加3893万元。其中第一批…
        again = not listed and one.figure.value == whole.figure.value  # the headline's number in the sentence below it
        if not opened or again or one.figure.value > whole.figure.value or not one.exact:
            break
        if listed and _ends_list(text, listed[-1], one):
            break
        listed.append(one)
    return listed


def _ends_list(text: str, last: Placed, one: Placed) -> bool:
    """其中 inside 其中 opens a list of its own; 比去年同期增长680亿元 is no part."""
    lead = lead_of(text, one)
    if _CHANGE.search(lead) and re.search(r"比|较|同", lead):
        return True
    return re.search(r"其中|包括|[）)]", _EMPTY_BRACKET.sub("", text[last.end : one.start])) is not None


def _list_ends(text: str, whole: Placed) -> int:
    stop = sentence_end(text, whole.end)
    if (bracket := _OPENS.match(text, whole.end)) is not None:  # 补助203人187500元(其中小学…;初中…)
        closed = text.find("）" if bracket[0][-1] == "（" else ")", bracket.end(), bracket.end() + SENTENCE)
        return max(stop, closed)
    if (more := _AMONG_THEM.match(text, stop)) is not None:  # 发放资金1569.2万元。其中:学前教育…;义务教育…
        return sentence_end(text, more.end(), semicolons=False)
    if text[stop : stop + 1] in {"；", ";"} and _COLON.search(text, whole.end, stop):
        return sentence_end(text, whole.end, semicolons=False)
    return stop


def _one_of_each(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    """搬迁户1200户，其中东河镇560户；西河镇390户；南河镇250户: each part says one number of that unit."""
    whole = figures[place]
    stop = sentence_end(text, whole.end, semicolons=False)
    inside = [one for one in figures[place + 1 : place + 1 + BESIDE] if one.start < stop]
    edges = [
        whole.end,
        *(match.end() for match in re.finditer("[；;]", text[:stop]) if match.start() > whole.end),
        stop,
    ]
    rows = [[one for one in inside if first <= one.start < last] for first, last in pairwise(edges)]
    same = [[one for one in row if one.figure.unit == whole.figure.unit] for row in rows]
    told = len(same) > 1 and all(len(row) == 1 and row[0].exact for row in same)
    return [row[0] for row in same] if told else []


def _above(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    """…支出31.4万元；…支出134.4万元。上述4个项目合计支出661万元: one number of each part of the sentence before."""
    whole = figures[place]
    lead = SENTENCE_ENDS.split(text[max(0, whole.start - 40) : whole.start])[-1]
    found = _OF_ALL_ABOVE.search(lead)
    if found is None:
        return []
    stop = whole.start - len(lead)
    low = max(0, stop - _OPENED)
    begun = max((match.end() for match in FULL_STOPS.finditer(text, low, max(low, stop - 1))), default=low)
    edges = sorted({begun, *(begun + match.end() for match in re.finditer("[；;]", text[begun:stop])), stop})
    same = [one for one in figures[max(0, place - BEFORE) : place] if one.figure.unit == whole.figure.unit]
    rows = [[one for one in same if first <= one.start < last] for first, last in pairwise(edges)]
    if found["number"] and len(rows) != value_of(found["number"]):
        return []  # 两项合计, of a list of two inside a longer one
    return [row[-1] for row in rows if row] if all(row and row[-1].exact for row in rows) else []


def _last_so_many(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    """低收入户32415户，占1.5%。中低收入户29870户，两者合计62285户: as many numbers before it as are said."""
    whole = figures[place]
    said = _COUNTED.search(text, max(0, whole.start - 20), whole.start)
    if said is None:
        return []
    near = outside(text, figures[max(0, place - BEFORE) : place], whole.start)
    same = [one for one in near if one.figure.unit == whole.figure.unit and whole.start - one.end < _OPENED]
    same = [one for one in same if "\n\n" not in text[one.end : whole.start]]
    number = int(value_of(said["number"]) or 0)
    last = same[-number:]
    return last if len(last) == number and all(one.exact for one in last) else []


def _summed_up(whole: Placed, before: Sequence[Placed]) -> Iterator[Relation]:
    """The last of the numbers before a total that make it up; all of them where none do."""
    for first in range(len(before) - 2, 0, -1):
        if held := [one for one in summed(whole, before[first:], sure=False) if one.holds]:
            yield from held
            return
    if len({one.figure.value for one in (whole, *before)}) > len(before):  # 新增178个，10年来新增178个，总数已达218个
        yield from summed(whole, before, sure=True, always=within(whole, before, times=_THIRD))


def divisions(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """按等级分，一档45人，二档231人，三档460人: parts of what was counted before; the first number of each part counts."""
    starts = [one.start for one in figures]
    for opener in _DIVIDED.finditer(text):
        stop = sentence_end(text, opener.end(), semicolons=False)
        sentence = text[opener.end() : stop]
        marks = r"[；;]" if re.search(r"[；;]", sentence) else r"[，,、](?!\d)"
        edges = [opener.end(), *(opener.end() + mark.end() for mark in re.finditer(marks, sentence))]
        here = bisect_left(starts, opener.end())
        inside = figures[here : bisect_left(starts, stop)]
        firsts = [
            next((one for one in inside if edge <= one.start < behind), None)
            for edge, behind in zip(edges, [*edges[1:], stop], strict=True)
        ]
        told = [one for one in firsts if one is not None]
        parts = [one for one in told if one.figure.unit == told[0].figure.unit]
        if len(parts) < 3 or parts[0].figure.unit in NO_WHOLES or not all(one.exact for one in parts):
            continue
        wholes = [
            one
            for one in figures[bisect_left(starts, opener.start() - _OPENED) : here]
            if one.figure.unit == parts[0].figure.unit
            and one.exact
            and one.figure.value >= max(part.figure.value for part in parts)
        ]
        summed_up = [found for whole in wholes for found in summed(whole, parts, sure=False)]
        if held := [one for one in summed_up if one.holds]:
            yield held[0]
        elif summed_up and not opener["some"]:  # 从贸易伙伴看: the largest of them
            yield max(summed_up, key=lambda one: one.stated)


def _before(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    whole = figures[place]
    listed: list[Placed] = []
    edge = whole.start
    for one in reversed(outside(text, figures[max(0, place - BESIDE) : place], whole.start)):
        gap = text[one.end : edge]
        if len(gap) > REACH // 2 or re.search(r"[。！？\n；;]", gap) or MOVED.search(gap):
            break
        edge = one.start
        if one.figure.unit != whole.figure.unit:
            continue
        if not one.told_exactly:
            break
        listed.append(one)
    return listed[::-1]
