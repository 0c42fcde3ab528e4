"""Arithmetic inside a text: parts and wholes, shares, growth, remainders, means.

Only what the text itself states is checked, within the rounding as written. A list after 其中 may be incomplete, so it
is accused only where its sum comes close to the whole without meeting it, or exceeds it; a share is accused only where
two figures of one unit stand beside it and their ratio comes close. What holds is told as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from fangpin.bulletins.arithmetic_english import relations_english
from fangpin.bulletins.arithmetic_tables import columns
from fangpin.bulletins.cleaning import stretch
from fangpin.bulletins.english import is_english
from fangpin.bulletins.numerals import value_of
from fangpin.bulletins.reading import Reading
from fangpin.bulletins.relating import (
    CLOSE,
    CLOSE_POINTS,
    Placed,
    Relation,
    comparable,
    listed_elsewhere,
    ratio_holds,
    summed,
)

PARAGRAPH = 220  # characters over which a share looks for its whole
BESIDE = 100  # figures before or behind a whole among which its parts are looked for: a longer list is none
BEFORE = 40  # figures before a share or a rest among which its whole is looked for
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_OPENS = re.compile(r"(?:\d[\d,.]*(?:万|亿)?[\u4e00-\u9fff]{1,3})?[（(](?=其中|包括)")
SENTENCE = 4_000  # characters of a sentence that lists parts
_SENTENCE_ENDS = re.compile(r"[。！？\n；;]")
_FULL_STOPS = re.compile(r"[。！？\n]")
_AMONG_THEM = re.compile(r"[。；;]\n?其中[:：,，]?")
_COLON = re.compile(r"(?:其中|包括|分别[为是])[:：]")
_DIVIDED = re.compile(  # 按照料护理等级分, 分三大区域看
    r"(?<![\u4e00-\u9fff])(?:按|分|从)[^，。；：、\d]{2,14}?(?:来?看|划?分类?|统计|来?分)[,，:：]"
)
_OPENED = 400  # characters before a division in which its whole stands
_DONE = re.compile(r"已|完成|整改|办结|消除|核查|核实|处置|脱贫|销号|兑现|支出|拨付|验收|开工")
_NO_SHARE = re.compile(r"(?:发生|增长|贡献|失业|死亡|费|城镇化|普及|周转|利|出生|恩格尔)率|系数")
_EACH_SHARE = re.compile(r"分别(?=[^，。；;]*占)占?[^，。；;\d]{0,12}占?[^，。；;\d]{0,4}(?:[\d.]+%[、和,，及]?)*$")
_REAL = re.compile(r"实际|扣除|可比|年均|每年|名义")
_OF_WHOLE = re.compile(r"[^，,。；;\d]{0,4}的(?:约|近)?")
REACH = 90  # characters between figures that speak of each other
_AMONG = re.compile(r"其中|(?<=[\u4e00-\u9fff])中[，,]|包括|分别(?:为|是)?|[（(：:]")
_OUT_OF = re.compile(r"[\u4e00-\u9fff]{0,12}(?<!其)中[，,]")
_SOMEWHERE = re.compile(r".*其中[^，,：:\d]{9,}$", re.DOTALL)
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|一共|共)[^，。；,;、]{0,8}$")
_REST = re.compile(r"(?:剩余|余下|尚有|还有|仍有|未(?:完成|整改|消除|核查|办结|销号|脱贫))[^，。；,;]{0,8}$")
_SHARE = re.compile(r"占|率|比例|比重|进度")
_OF_MONEY = re.compile(r"(?:资金|支出|拨付|投资|预算)[\u4e00-\u9fff]{0,4}(?:率|进度|比例)")
_GROWN = re.compile(r"增长|增幅|提高|上升|下降|减少|降幅|增加(?!值)|增产|减产|提升|回落")
_ONE_OF_TWO = re.compile(
    r"(?:由|从|降至|升至|降到|升到|提高到|提高至|下降到|下降至|上升到|上升至|增加到|提升到|提升至)[^，,。；;\d]{0,6}$"
)
_IN_ALL = re.compile(r"共|合计|总计|总额")
_LISTED = re.compile(r"[^\n。！？]{1,24}")  # between the figures of one list
_MORE, _LESS = re.compile(r"增加(?!值)|新增|增长|提高|上升|多"), re.compile(r"减少|下降|降低|少")
_MOVED = re.compile(r"(?:由|从).{0,40}(?:增加|提高|扩大|上升|增长|减少|下降|增|降|升)(?:到|至|为)")


def relations(reading: Reading) -> tuple[Relation, ...]:
    """Relations of a text, in reading order; each judged figure at most once per kind."""
    text = reading.text.text
    figures = [
        Placed(number, figure, *reading.text.place(figure.start, figure.end))
        for number, figure in enumerate(reading.figures)
    ]
    counted = [one for one in figures if one.figure.kind == "quantity"]
    if is_english(text):
        told = [*columns(text, counted), *relations_english(text, counted)]
        return tuple(sorted(told, key=lambda one: one.figures))
    found = [
        *columns(text, counted),
        *_sums(text, counted),
        *_divisions(text, counted),
        *_rests(text, counted),
        *_percents(text, counted),
        *_means(text, counted),
        *_products(text, counted),
        *_premiums(text, counted),
    ]
    found += listed_elsewhere(text, counted, _LISTED, known=found)
    return tuple(sorted(found, key=lambda one: one.figures))


def _sums(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """N户(其中A a户、B b户、C c户), and a户、b户、c户，合计N户."""
    for place, whole in enumerate(figures):
        if not whole.exact or whole.figure.unit in {"percent", "ratio", "percentage_point"}:
            continue
        parts = _parts(text, figures, place)
        if len(parts) > 1:
            total = sum((one.figure.value for one in parts), Decimal(0))
            loose = _OUT_OF if total > whole.figure.value else _SOMEWHERE
            if len(parts) == 2 and total != whole.figure.value and loose.match(text[whole.end : parts[0].start]):
                continue  # 283个海湾中,168个…,117个…; 其中受灾最严重的地区有694人…
            named = _named_kinds(text, whole)
            if total < whole.figure.value and named > len(parts) and parts:
                continue  # 铁路、公路、水路、民航共5738万人次,其中铁路…;公路…;民航…: one was not told
            closed = _closed(text, whole, parts) and total <= whole.figure.value * (1 + CLOSE)
            yield from summed(whole, parts, sure=closed)
        if _TOTAL.search(text[max(0, whole.start - 14) : whole.start]):
            before = _above(text, figures, place) or _before(text, figures, place)
            most = max((one.figure.value for one in before), default=Decimal(0))
            if len(before) > 1 and whole.figure.value >= most:  # 低保共1151万元，特困共360万元: no total
                yield from _summed_up(whole, before)


def _named_kinds(text: str, whole: Placed) -> int:
    """How many kinds the clause of a whole lists: 铁路、公路、水路、民航."""
    clause = re.split(r"[，,。；;\n]", text[max(0, whole.start - 40) : whole.start])[-1]
    return clause.count("、") + 1 if "、" in clause else 0


def _parts(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    """Figures of the whole's unit listed behind 其中 or inside its bracket, in the same sentence."""
    whole = figures[place]
    stop = _sentence_end(text, whole.end)
    if (bracket := _OPENS.match(text, whole.end)) is not None:  # 补助203人187500元(其中小学…;初中…)
        closed = text.find("）" if bracket[0][-1] == "（" else ")", bracket.end(), bracket.end() + SENTENCE)
        stop = max(stop, closed)
    elif (more := _AMONG_THEM.match(text, stop)) is not None:  # 发放资金1569.2万元。其中:学前教育…;义务教育…
        stop = _sentence_end(text, more.end(), semicolons=False)
    elif text[stop : stop + 1] in {"；", ";"} and _COLON.search(text, whole.end, stop):
        stop = _sentence_end(text, whole.end, semicolons=False)
    listed: list[Placed] = []
    opened = False  # what follows has been said to be among the whole
    reach = whole.end
    for one in figures[place + 1 : place + 1 + BESIDE]:
        if one.start > stop or one.start - reach > REACH:
            break
        between = text[reach : one.start]
        opened = opened or _AMONG.search(_BRACKET.sub("", between)) is not None
        if opened and re.search(r"同比|较上|比上|除了|除[^，,]{0,30}外|其中.*其中", between):
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


def _closed(text: str, whole: Placed, parts: Sequence[Placed]) -> bool:
    """共120人（男70人、女50人）: a bracket that holds the parts and nothing else."""
    return text[whole.end : whole.end + 1] in {"（", "("} and text[parts[-1].end : parts[-1].end + 1] in {"）", ")"}


def _above(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    """…支出31.4万元；…支出134.4万元。上述4个项目合计支出661万元: one number of each part of the sentence before."""
    whole = figures[place]
    lead = _SENTENCE_ENDS.split(text[max(0, whole.start - 40) : whole.start])[-1]
    found = _OF_ALL_ABOVE.search(lead)
    if found is None:
        return []
    stop = whole.start - len(lead)
    low = max(0, stop - _OPENED)
    begun = max((match.end() for match in _FULL_STOPS.finditer(text, low, max(low, stop - 1))), default=low)
    edges = sorted({begun, *(begun + match.end() for match in re.finditer("[；;]", text[begun:stop])), stop})
    same = [one for one in figures[max(0, place - BEFORE) : place] if one.figure.unit == whole.figure.unit]
    rows = [[one for one in same if first <= one.start < last] for first, last in pairwise(edges)]
    if found["number"] and len(rows) != value_of(found["number"]):
        return []  # 两项合计, of a list of two inside a longer one
    return [row[-1] for row in rows if row] if all(row and row[-1].exact for row in rows) else []


_OF_ALL_ABOVE = re.compile(
    r"上述|以上|^(?P<number>\d+|[两三四五六七八九十]+)个?[\u4e00-\u9fff]{1,6}(?:共计?|合计|总计)|^[\u4e00-\u9fff]{0,4}(?:共计|合计|总计)"
)


def _summed_up(whole: Placed, before: Sequence[Placed]) -> Iterator[Relation]:
    """The last of the numbers before a total that make it up; all of them where none do."""
    for first in range(len(before) - 2, 0, -1):
        if held := [one for one in summed(whole, before[first:], sure=False) if one.holds]:
            yield from held
            return
    yield from summed(whole, before, sure=True)


def _divisions(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """按等级分，一档45人，二档231人，三档460人: parts of what was counted before; the first number of each part counts."""
    starts = [one.start for one in figures]
    for opener in _DIVIDED.finditer(text):
        stop = _sentence_end(text, opener.end(), semicolons=False)
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
        if len(parts) < 3 or not all(one.exact for one in parts):
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
        elif summed_up:
            yield max(summed_up, key=lambda one: one.stated)


def _before(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    whole = figures[place]
    listed: list[Placed] = []
    edge = whole.start
    for one in reversed(_outside(text, figures[max(0, place - BESIDE) : place], whole.start)):
        gap = text[one.end : edge]
        if len(gap) > REACH // 2 or re.search(r"[。！？\n；;]", gap) or _MOVED.search(gap):
            break
        edge = one.start
        if one.figure.unit != whole.figure.unit:
            continue
        if not one.told_exactly:
            break
        listed.append(one)
    return listed[::-1]


def _rests(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """发现126个,已整改119个,剩余7个."""
    for place, rest in enumerate(figures):
        lead = text[max(0, rest.start - 16) : rest.start]
        if not rest.exact or not _REST.search(lead) or "其中" in lead:
            continue
        near = _outside(text, figures[max(0, place - BEFORE) : place], rest.start)
        same = [one for one in near if one.figure.unit == rest.figure.unit and one.exact]
        same = [one for one in same if _apart(text, one, rest) < REACH and "。" not in text[one.end : rest.start]]
        done = [one for one in same if _DONE.search(_lead(text, one)) is not None]
        wholes = [one for one in same if one not in done and done and one.start < done[0].start]
        if not wholes:  # 2017年脱贫412户,2018年脱贫361户,未脱贫70户: the whole was not said
            continue
        expected = wholes[-1].figure.value - sum((one.figure.value for one in done), Decimal(0))
        holds = expected == rest.figure.value
        if holds or (len(done) == 1 and expected >= 0 and re.search(r"\d年", lead) is None):
            told = (rest.number, wholes[-1].number, *(one.number for one in done))
            yield Relation("rest", told, holds, expected, rest.figure.value)


def _lead(text: str, one: Placed) -> str:
    """The words of its clause before a figure."""
    return re.split(r"[，,。；;、（(\n]", text[max(0, one.start - 16) : one.start])[-1]


def _outside(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    """Figures that stand in no bracket closed before ``place``: those in one are parts of what stands before it."""
    if not figures:
        return []
    closed = [match.span() for match in _BRACKET.finditer(text, max(0, figures[0].start - REACH), place)]
    return [one for one in figures if not any(start < one.start and one.end < end for start, end in closed)]


def _apart(text: str, one: Placed, other: Placed) -> int:
    """Characters between two figures, brackets not counted."""
    return len(_BRACKET.sub("", text[one.end : other.start]))


def _percents(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    wholes: dict[str, int] = {}  # by unit the place of what earlier shares were of
    numbers = {one.number: place for place, one in enumerate(figures)}
    for place, share in enumerate(figures):
        if share.figure.unit != "percent" or not share.exact:
            continue
        clause = re.split(r"[。；;！\n]", text[max(0, share.start - 24) : share.start])[-1]
        behind = text[share.end : share.end + 2]
        tail = re.split(r"[，,、（(]", clause)[-1]
        if _ONE_OF_TWO.search(tail):
            continue  # 逾期率由0.86%降至0.12%: of which part and whole, the text does not say
        if (respective := _respective(text, figures, place)) is not None:
            yield from respective
        elif _NO_SHARE.search(tail) or re.search(r"分别[^，。；;]*[和、]$", clause):
            continue  # 较上年分别下降2.09万人和10.45%: each of its own
        elif (of := _of_the_whole(text, figures, place)) is not None:
            yield from of
        elif _GROWN.search(tail) or _GROWN.match(behind):
            if not _REAL.search(clause[-10:]) or "名义" in tail:
                yield from _growth(text, figures, place)
        elif _SHARE.search(tail) or behind[:1] in {"）", ")"}:
            told = list(_share(text, figures, place)) or list(_of_the_same(text, figures, place, wholes))
            wholes |= {
                figures[numbers[one.figures[2]]].figure.unit: numbers[one.figures[2]] for one in told if one.holds
            }
            yield from told


def _respective(text: str, figures: Sequence[Placed], place: int) -> list[Relation] | None:
    """其中中央10444.85万元、省406.95万元，分别占96.25%和3.75%: as many parts as shares, and the whole before them."""
    share = figures[place]
    opener = _EACH_SHARE.search(text[max(0, share.start - 60) : share.start])
    if opener is None:
        return None
    begun = share.start - (len(opener[0]))
    here = next((number for number, one in enumerate(figures) if one.start >= begun), place)
    row = [
        one for one in figures[here : here + 6] if one.figure.unit == "percent" and _same_paragraph(text, share, one)
    ]
    stop = _SENTENCE_ENDS.search(text, share.end)
    row = [one for one in row if stop is None or one.end <= stop.start()]
    before = _outside(text, figures[max(0, here - BEFORE) : here], begun)
    parts = [one for one in before if one.figure.unit != "percent"][-len(row) :]
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
            expected = parts[number].figure.value * 100 / whole.figure.value
            told = (share.number, parts[number].number, whole.number)
            return [Relation("share", told, held[number], expected, share.figure.value)]
    return []


def _of_the_same(text: str, figures: Sequence[Placed], place: int, wholes: dict[str, int]) -> Iterator[Relation]:
    """竣工245户，竣工率96.8%；已验收164户，占比64.8%: of the whole that the share before it was of."""
    share = figures[place]
    part = figures[place - 1] if place else share
    whole = figures[wholes.get(part.figure.unit, place)]
    clause = re.split(r"[，,。；;]", text[max(0, share.start - 12) : share.start])[-1]
    if whole is share or not part.exact or "占比" not in clause or not _same_paragraph(text, whole, share):
        return
    if re.search(r"[。；;\n]", text[part.end : share.start]) or part.figure.value > whole.figure.value:
        return
    expected = part.figure.value * 100 / whole.figure.value
    holds = ratio_holds(part, whole, share)
    if holds or abs(expected - share.figure.value) <= CLOSE_POINTS:
        yield Relation("share", (share.number, part.number, whole.number), holds, expected, share.figure.value)


def _of_the_whole(text: str, figures: Sequence[Placed], place: int) -> list[Relation] | None:
    """输转29.6万人，完成目标任务28万人的105.7%: the whole stands before 的; None where no figure does."""
    share, before = figures[place], figures[max(0, place - 6) : place]
    if not before or not _OF_WHOLE.fullmatch(text[before[-1].end : share.start]) or not before[-1].exact:
        return None
    whole = before[-1]
    if not comparable(whole, whole) or not re.search(r"[\d分成]", share.figure.text):
        return None  # 未能达到全部465个的一半 states no share
    stop, _ = stretch(text, share.start, share.end, _FULL_STOPS)
    parts = [one for one in before[:-1] if one.figure.unit == whole.figure.unit and one.start >= stop]
    told = []
    for part in reversed(parts):
        expected = part.figure.value * 100 / whole.figure.value
        holds = ratio_holds(part, whole, share)
        if holds or (part.exact and abs(expected - share.figure.value) <= CLOSE_POINTS):
            told.append(
                Relation("share", (share.number, part.number, whole.number), holds, expected, share.figure.value)
            )
    held = [one for one in told if one.holds]
    return held[:1] or told[:1]


def _share(text: str, figures: Sequence[Placed], place: int) -> Iterator[Relation]:
    """已消除风险1987户，消除率84.7%: two figures of one unit before the share, the later over the earlier."""
    share = figures[place]
    near = _outside(text, figures[max(0, place - BEFORE) : place], share.start)
    near = [one for one in near if _same_paragraph(text, one, share)]
    pairs = [_ordered(*pair) for pair in combinations(reversed(near), 2) if comparable(*pair)]
    for part, whole in pairs:
        if ratio_holds(part, whole, share):
            expected = part.figure.value * 100 / whole.figure.value
            told = (share.number, part.number, whole.number)
            yield Relation("share", told, holds=True, expected=expected, stated=share.figure.value)
            return
    meant = _meant(text, near, share)
    if meant is not None and not _told_before(figures[max(0, place - BEFORE) : place], meant[0], share):
        part, whole = meant
        expected = part.figure.value * 100 / whole.figure.value
        told = (share.number, part.number, whole.number)
        yield Relation("share", told, holds=False, expected=expected, stated=share.figure.value)


def _told_before(figures: Sequence[Placed], part: Placed, share: Placed) -> bool:
    """Whether an earlier paragraph has told the whole of which the part makes that share."""
    return any(
        comparable(one, part) and one.figure.value > part.figure.value and ratio_holds(part, one, share)
        for one in figures
    )


def _ordered(one: Placed, other: Placed) -> tuple[Placed, Placed]:
    return (one, other) if one.figure.value <= other.figure.value else (other, one)


def _meant(text: str, near: Sequence[Placed], share: Placed) -> tuple[Placed, Placed] | None:
    """The part and the whole a share was plainly meant to be of; None where the text leaves it open."""
    clause = re.split(r"[，,。；;]", text[max(0, share.start - 24) : share.start])[-1]
    of = re.search(r"占(?P<whole>[^的达为比]{2,12})", clause)
    if _OF_ANOTHER.match(clause):
        return None  # 社会投资规模占比达92.5%: no figure has told that part
    here = [one for one in near if re.search(r"[。；;]", text[one.end : share.start]) is None]
    if not here:
        return None
    part = here[-1]
    if _OF_MONEY.search(clause) and part.figure.unit != "CNY":
        return None  # 项目112个，完工74个，资金支出进度71.05%
    wholes = [one for one in near if one is not part and comparable(one, part) and one.figure.value > part.figure.value]
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
    if of is not None and not of["whole"].startswith(("总", "其")) and len({one.figure.value for one in wholes}) == 1:
        limit = 2 * CLOSE_POINTS  # the whole is named, and only one number counts it
    told = whole.exact or (whole.figure.bound == "about" and of is not None and off > CLOSE_POINTS / 2)
    return (part, whole) if told and off <= limit else None


_OF_ANOTHER = re.compile(r"(?!约|仅|共|合计|其中|分别)[\u4e00-\u9fff]{3,}占")


def _same_paragraph(text: str, one: Placed, other: Placed) -> bool:
    return _apart(text, one, other) < PARAGRAPH and "\n" not in text[one.end : other.start]


def _growth(text: str, figures: Sequence[Placed], place: int) -> Iterator[Relation]:
    """5821名，比2019年增加1649人，增长39.53%; 由831个增加到1068个，增长28.5%."""
    share = figures[place]
    near = [
        one
        for one in figures[max(0, place - 4) : place]
        if _together(text, one, share)
        and "。" not in text[one.end : share.start]
        and one.figure.unit != "percent"
        and one.exact
    ]
    near = [one for one in _outside(text, near, share.start) if one.figure.unit == near[-1].figure.unit]
    if len(near) < 2:
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


def _means(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
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


def _products(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """申请52人,每人补助300元,共计15600元: three figures that follow each other."""
    for count, each, total in zip(figures, figures[1:], figures[2:], strict=False):
        per = {"CNY_per_household": "household", "CNY_per_person": "person"}.get(each.figure.unit)
        if per is None or count.figure.unit != per or total.figure.unit != "CNY":
            continue
        if not (count.exact and each.exact and total.exact) or not _together(text, count, total):
            continue
        if not _IN_ALL.search(_lead(text, total)) or "每" not in text[count.end : each.start]:
            continue
        expected = count.figure.value * each.figure.value
        holds = abs(expected - total.figure.value) <= total.figure.step / 2 + count.figure.value * each.figure.step / 2
        if holds or abs(expected - total.figure.value) <= expected * CLOSE:
            yield Relation("product", (total.number, count.number, each.number), holds, expected, total.figure.value)


def _premiums(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """保险金额560元/亩,费率为4%,保费为22.4元/亩."""
    for amount, rate, premium in zip(figures, figures[1:], figures[2:], strict=False):
        if rate.figure.unit != "percent" or not _together(text, amount, premium):
            continue
        if "费率" not in _lead(text, rate) or "保费" not in _lead(text, premium):
            continue
        if amount.figure.unit != premium.figure.unit or not (amount.exact and rate.exact and premium.exact):
            continue
        expected = amount.figure.value * rate.figure.value / 100
        holds = abs(expected - premium.figure.value) <= premium.figure.step / 2
        told = (premium.number, amount.number, rate.number)
        yield Relation("product", told, holds, expected, premium.figure.value)


def _together(text: str, one: Placed, other: Placed) -> bool:
    return other.start - one.end < REACH and re.search(r"[\n；;]", text[one.end : other.start]) is None


def _sentence_end(text: str, start: int, *, semicolons: bool = True) -> int:
    found = (_SENTENCE_ENDS if semicolons else _FULL_STOPS).search(text, start, start + SENTENCE)
    return found.start() if found else min(start + SENTENCE, len(text))
