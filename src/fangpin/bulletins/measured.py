"""Numbers with what stands behind them: percent, a measure word, a range, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from fangpin.bulletins import numerals
from fangpin.bulletins.bounding import bounded
from fangpin.bulletins.colloquial import spoken_sum
from fangpin.bulletins.counted import CLAUSE_END, Counted, counted
from fangpin.bulletins.durations import time_or_rank
from fangpin.bulletins.per_head import money_unit
from fangpin.bulletins.quantity import PERCENT, POINTS, TIMES, Quantity, step_of
from fangpin.bulletins.set_aside import SetAside, Why
from fangpin.bulletins.spelled import spelled_counts
from fangpin.bulletins.unmeasured import unmeasured
from fangpin.bulletins.words import Measure, measure_pattern, measures, units_of_nouns

_HOLDING_WATER = frozenset("塘窖井池泉库堰")
_FIRMS = frozenset({"organisation", "enterprise"})
_NEVER = frozenset({"township_time", "loan", "policy", "record"})  # nouns that 个 does not count
_OFTEN = re.compile(
    r"每(?P<day>天|日)|每(?:个)?(?P<week>周|星期)|每(?:个)?(?P<month>月)|每(?:个)?(?P<quarter>季度?)|每(?:半)?(?P<year>年)"
)
_SHARE = re.compile(r"\s*(%|‰|个?百分点|(?<=\.\d)个点(?!位)|(?<=\.\d\d)个点(?!位)|倍(?![体数]))")


def measured(
    text: str, start: int, end: int, value: Decimal, step: Decimal, loose: str, *, spelled: bool
) -> Iterator[Quantity | SetAside]:
    """Reads what stands behind the number: percent, a measure word, a noun, a range."""
    second = _range_end(text, end, spelled=spelled)
    share = _SHARE.match(text, end)
    if second is not None:
        yield from _range(text, start, end, value, step, second)
        return
    if share:
        unit = {"%": PERCENT, "‰": PERCENT, "倍": TIMES}.get(share[1], POINTS)
        tenth = Decimal("0.1") if share[1] == "‰" else Decimal(1)
        yield bounded(text, Quantity(start, share.end(), value * tenth, unit, loose or "=", step * tenth))
        return
    if (paid := spoken_sum(text, start, end, value, step)) is not None:
        yield bounded(text, paid)
        return
    word = _word().match(text, end)
    if (other := time_or_rank(text, start, end, word, spelled=spelled)) is not None:
        if isinstance(other, Quantity):
            other = bounded(text, replace(other, value=value + other.value, step=step))
        yield other
        return
    if word is None:
        yield from unmeasured(text, start, end, value, step, loose, spelled=spelled)
        return
    measure = measures()[word[1]]
    value, step, stop = _and_half(text, measure, value, step, word.end())
    if spelled and not spelled_counts(text, start, value, measure.word, stop):
        return
    unit, noun, stop = _counting(text, start, stop, measure)
    own = (measure.nouns is not None and not measure.nouns) or (
        noun is not None and unit in {noun.unit, "institution" if noun.unit == "facility" else ""}
    )
    found = Quantity(
        start, stop, value * measure.times, unit, loose or "=", step * measure.times, noun, measure.word, own
    )
    yield bounded(text, found)


def _counting(text: str, start: int, stop: int, measure: Measure) -> tuple[str, Counted | None, int]:
    """The unit of a number by its measure word and the noun beside it, that noun, and where the words end."""
    noun = None
    unit = measure.unit
    if measure.nouns is None or measure.nouns:
        noun = counted(text, start, stop, units_of_nouns() - _NEVER if measure.nouns is None else measure.nouns)
        unit = _agreed(measure, noun)
    if measure.money:
        unit, stop = money_unit(text, start, stop, measure.unit)
    if measure.word in {"次", "轮"}:
        often = list(_OFTEN.finditer(CLAUSE_END.split(text[max(0, start - 14) : start])[-1]))
        unit = f"per_{often[-1].lastgroup}" if often else unit
    if noun is None:
        noun = counted(text, start, stop)
    if measure.word in _TOLD_APART and (noun is None or noun.end <= start) and (amiss := _amiss(text, start)):
        unit, noun = amiss.unit, amiss
    other = _households_and_mouths(text, start, stop, measure.word, noun)
    if other is not None and noun is not None:
        noun = replace(noun, unit=other)
    return other or unit, noun, stop


@cache
def _word() -> re.Pattern[str]:
    """A measure word; over the end of a line only one that begins no sentence."""
    return re.compile(rf"(?:[^\S\n]*|[^\S\n]*\n[^\S\n]*(?={_OVER_LINES}))({measure_pattern()})")


_OVER_LINES = r"平方公里|平方米|㎡|平米|公斤|公顷|立方米|千瓦|兆瓦|百分点|个百分点|万吨|万亩|万平方米|万户|万人|户|人[次，。、；,;]|人$|万元|亿元|元[，。、；,;]|个|名|吨|亩|公里|%"


def _households_and_mouths(text: str, start: int, stop: int, word: str, noun: Counted | None) -> str | None:
    """户 and 口 count firms and ponds too: 市场主体1,599户, 17户家庭农场, 山塘12口."""
    if word == "度":
        clause = CLAUSE_END.split(text[max(0, start - 16) : start])[-1]
        return "kWh" if "电" in clause else "celsius" if re.search("温|零下|[冷热]", clause) else None
    if (
        noun is not None
        and text[noun.start : noun.end] == "单位"
        and _FLATS.search(text[max(0, start - 50) : stop + 20])
    ):
        return "household"
    if (things := _THINGS.get(word)) is not None and things.search(_PART.split(text[max(0, start - 6) : start])[-1]):
        return "item"
    if word == "件" and (noun is None or noun.unit == "project") and _CASEWORK.search(text[max(0, start - 8) : start]):
        return "case"
    if word == "口" and text[max(0, start - 3) : start].rstrip()[-1:] in _HOLDING_WATER:
        return "site"
    firm = (
        word == "户"
        and noun is not None
        and noun.unit in _FIRMS
        and text[noun.end - 2 : noun.end] != "大户"
        and text[noun.start - 2 : noun.start] not in {"入股", "加入", "参加"}  # 入股合作社452户: households that joined
        and (_DIRECTLY.fullmatch(text[noun.end : start]) is not None or noun.start >= stop)
    )
    return noun.unit if firm and noun is not None else None


def _amiss(text: str, start: int) -> Counted | None:
    """信息不准确6个, 账目不一致14处: what is not as it should be is a problem."""
    amiss = _AMISS.search(text[max(0, start - 8) : start])
    return Counted("problem", start - len(amiss[0]), start) if amiss else None


_TOLD_APART = frozenset({"个", "处", "项", "条", "件"})
_AMISS = re.compile(
    r"(?<=[\u4e00-\u9fff])不(?!足|[少低超到含满等高多过及如止])[\u4e00-\u9fff]{1,3}(?:的|等?问题)?$|(?:异常|错误|缺失|遗漏|漏项|偏差)(?:的|等?问题)?$"
)
_FLATS = re.compile("公屋|房屋|劏房|住宅|租户|入伙|居屋")  # 21,000个单位 in Hong Kong
_PART = re.compile("[，。；、,;\\d]")  # 中蜂2600箱、山羊7400只: goats are no boxes
_THINGS = {  # what is no copy, no case: 检测水样320份, 闲置资产27宗
    "份": re.compile("样[品本]?|米面油?|物资|礼[包品]|套?餐|盒饭|口粮"),
    "只": re.compile("[箱桶灯表柜包船篮瓶袋盒灶罐杯碗]|口罩|手套"),
    "宗": re.compile("资产|土地|地块|[基林耕]地|[权海矿]"),
}
_CASEWORK = re.compile("(?:受理|核定|退件|审结|勘查|立案|结案|信访|驳回|核准|救助|赔付|理赔)(?:完成)?了?(?:约|近|超)?$")
_DIRECTLY = re.compile(
    r"(?:总量|总数|数量?|已|累计|约|近|超过?|突破|达到?|增至|增加到|为|有|共|[由从]|增长|增加|净增|新增|减少|\x00)*"
)  # 市场主体总量突破3万户


def _and_half(text: str, measure: Measure, value: Decimal, step: Decimal, stop: int) -> tuple[Decimal, Decimal, int]:
    """Value, step and end of a number whose half stands behind the measure word: 三亩半."""
    if measure.unit in _HALVED and _HALF_BEHIND.match(text, stop):
        return value + Decimal("0.5"), Decimal("0.1"), stop + 1
    if measure.unit == "mu" and (tenths := _TENTHS_BEHIND.match(text, stop)):  # 六亩六分地
        return value + (numerals.value_of(tenths[1]) or Decimal(0)) / 10, Decimal("0.1"), tenths.end()
    return value, step, stop


_TENTHS_BEHIND = re.compile("([一二三四五六七八九1-9])分(?=多?[地田]|[，。；、]|$)")
_HALVED = frozenset({"mu", "tonne", "km", "hour", "hectare", "day"})
_HALF_BEHIND = re.compile("半(?![天日个年月小径山路价])")


def _agreed(measure: Measure, noun: Counted | None) -> str:
    """The noun's unit where the two go together, else the measure word's own."""
    unit = noun.unit if noun is not None else measure.unit
    if measure.word == "家" and unit == "facility":
        return "institution"  # 家医院: a body; 所医院: a place
    if unit in _NEVER if measure.nouns is None else unit not in measure.nouns:
        return measure.unit
    return unit


def _range_end(text: str, end: int, *, spelled: bool) -> re.Match[str] | None:
    """What follows the first number of a range up to its second: —5, 至1.5万, %到30; 到三 of 两到三年."""
    number, to = (numerals.CHINESE, "至|到") if spelled else (numerals.ARABIC, r"[—–\-~～]+|至|到")
    pattern = rf"\s*(?:(?P<share>%)|(?P<unit>元|户|人|个|名))?\s*(?:{to})\s*(?P<high>{number})\s*(?P<magnitude>{numerals.MAGNITUDE})?(?=\s*(?:%|(?(share)(?!)|(?:倍|个?百分点|{measure_pattern()}))))"
    return re.compile(pattern).match(text, end)


def _range(
    text: str, start: int, end: int, value: Decimal, step: Decimal, rest: re.Match[str]
) -> Iterator[Quantity | SetAside]:
    """3—5户 and 1.2万至1.5万元 are two figures: at least the first, at most the second."""
    scale = Decimal(numerals.MAGNITUDES.get(rest["magnitude"] or "", 1))
    written = rest["high"]
    most = numerals.value_of(written)
    if most is None:
        yield SetAside(start, rest.end(), Why.NO_UNIT)
        return
    read = measured(
        text,
        rest.start("high"),
        rest.end(),
        most * scale,
        step_of(written) * scale,
        "",
        spelled=False,
    )
    high = next((one for one in read if isinstance(one, Quantity)), None)
    if high is None:
        yield SetAside(start, rest.end(), Why.NO_UNIT)
        return
    said = rest["unit"] or re.search("[万亿千百]", text[start:end])
    own = Decimal(1) if said else scale  # 1至2万: the magnitude is said once; not 5,000元至3万元
    word = measures().get(high.word)
    times = own * (word.times if word else 1)
    if (
        word is not None and word.money and high.unit == word.unit
    ):  # 每人每月3,772元至8,836元: the words stand before the first
        high = replace(high, unit=money_unit(text, start, high.end, word.unit)[0])
    yield replace(high, start=start, end=end, value=value * times, step=step * times, bound="at_least")
    yield replace(high, bound="at_most")
