"""Numbers with what they count: value, unit, relation, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from fangpin.bulletins import numerals
from fangpin.bulletins.counted import CLAUSE_END, Counted, counted
from fangpin.bulletins.set_aside import BLANK, SetAside, Why
from fangpin.bulletins.words import Measure, ends_phrase, measure_pattern, measures, units_of_nouns

PERCENT = "percent"
POINTS = "percentage_point"
TIMES = "ratio"
WHOLE = 100  # percent
UNSAID = ""  # the unit of a number without one, until a number before it says it

_BEFORE = {
    "at_least": ("不少于", "不低于", "至少", "最少", "上百", "起码"),
    "at_most": ("不到", "不超过", "不高于", "至多", "最多", "不足", "少于", "低于", "小于"),
    "over": ("超过", "突破", "高于", "大于", "多于", "超", "逾", "跨过", "越过"),
    "nearly": ("接近", "将近", "近"),
    "about": ("大约", "约", "大概", "基本达到", "左右"),
}
_AFTER = {
    "at_least": ("以上", "及以上", "起"),
    "at_most": ("以下", "及以下", "以内", "之内"),
    "about": ("左右", "上下"),
}
_BEFORE_PATTERN = re.compile(
    "(?<![签履预节合契特最附临就])(?:"
    + "|".join(sorted((w for ws in _BEFORE.values() for w in ws), key=len, reverse=True))
    + ")的?$"
)
_AFTER_PATTERN = re.compile(
    "(?:" + "|".join(sorted((w for ws in _AFTER.values() for w in ws), key=len, reverse=True)) + ")"
)
_HOLDING_WATER = frozenset("塘窖井池泉")
_LIVING = frozenset({"person", "household"})
_FIRMS = frozenset({"organisation", "enterprise"})
_NEVER = frozenset({"township_time", "loan", "policy", "record"})  # nouns that 个 does not count
_PER = re.compile(
    r"(?P<month>人均(?=月)|月人均|人均每月|每人每月|每个?月|一个?月(?=[\u4e00-\u9fff]{0,5}(?:挣|赚|拿|收入|领))|月均|人均月|月(?=[保障平均最低]{0,4}标准|补贴|工资|收入|补助|报酬|薪))|(?P<person>人均|人平|人年(?=均?$)|(?:一个|每)人平均|每人(?!每月)|每名|每生|生均)|(?P<household>户均|每户|户年均)"
)
_PER_BEHIND = re.compile(
    r"\s*/\s*(?:(?P<month>月|人[·•・./]?月)|(?P<person>(?:人|生|名)(?:[·•・./]?年)?)|(?P<household>户))(?![\u4e00-\u9fff]{0,1}次)"
)
_MOVED = re.compile(r"(?:增加|提高|提升|上升|增长|下降|减少|调整|增|降|升|提|涨|调)(?:到|至|为)了?\x00*(?:的)?$")
_STRONG_AFTER_ONE = frozenset("户名轮次")
_GRANTED = re.compile(  # 对监测户每户给予一次性补助，标准为2000元: the clause before says of whom
    r"(?:每户|每人|每名|每生)(?!每)[^\d，。；;、！\n]{0,10}[，,]"
    r"(?:一次性|最高|每年|补助|补贴|奖补|奖励|标准|金额|给予|发放|资助){1,4}(?:金额|标准|资金)?(?:为|是|达|约)?$"
)
_OFTEN = re.compile(
    r"每(?P<day>天|日)|每(?:个)?(?P<week>周|星期)|每(?:个)?(?P<month>月)|每(?:个)?(?P<quarter>季度?)|每(?:半)?(?P<year>年)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of the repaired text; ``step`` is the worth of its last written digit, in base units.

    ``word`` is its measure word; ``own`` says whether a noun beside it said what is counted; ``of`` is what the head of
    a table says it counts.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: str  # = · about · at_least · at_most · over · nearly
    step: Decimal
    noun: Counted | None = None
    word: str = ""
    own: bool = True
    of: str = ""
    row: str = ""


def quantities(text: str) -> Iterator[Quantity | SetAside]:
    """All numbers of a text with its dates blanked, left to right; what counts nothing comes as :class:`SetAside`."""
    place = 0
    while place < len(text):
        match = _number().search(text, place)
        if match is None:
            return
        made = list(_read(text, match))
        yield from made
        place = max(match.end(), *(one.end for one in made)) if made else match.end()


@cache
def _number() -> re.Pattern[str]:
    number = rf"(?:{numerals.ARABIC})"
    chinese = numerals.CHINESE
    return re.compile(
        rf"百分之(?P<hundredth>{number}|{chinese})"
        rf"|千分之(?P<thousandth>{number}|{chinese})"
        rf"|万分之(?P<myriadth>{number}|{chinese})"
        rf"|(?P<below>{number}|{chinese})分之(?P<above>{number}|{chinese})"
        rf"|(?P<part>\d+(?:\.\d+)?)\s*/\s*(?P<whole>\d+(?:\.\d+)?)(?=\s*(?:{measure_pattern()}))"
        r"|(?<![\d/.])(?P<above_slash>[1-9])\s*/\s*(?P<below_slash>[2-9]|10)(?=的|以上|左右|强|[，。；;、）)]|,(?!\d)|$)"
        rf"|(?P<spaced>(?<![\d.])[1-9]\d{{0,2}}(?: \d{{3}})+(?:\.\d+)?(?:\s*(?:万|亿))?)(?P<spaced_loose>余|多)?(?=\s*(?:{measure_pattern()})|[。，；、）)\n]|,(?!\d)|$)"
        r"|(?P<structure>\d+(?:\.\d+)?(?:\s*[:：]\s*\d+(?:\.\d+)?){2,})(?!\d)"
        rf"|(?P<odds_a>\d+(?:\.\d+)?)(?:\s*[:：]\s*|比)(?P<odds_b>\d+(?:\.\d+)?)(?!\d)"
        rf"|(?P<tenths>[一二两三四五六七八九]|[1-9](?:\.\d)?)成(?P<tenths_more>[一二三四五六七八九半])?(?=[以多左的外，。,;；、）)\n]|$|[\u4e00-\u9fff])(?![立长员就功为果效交本熟都])"
        r"|(?P<and_half>[一二两三四五六七八九]|\d{1,2})(?:年|个)半(?=[，。；;、的以内左多,]|$|时间)"
        r"|翻(?:了|两)?(?:近|约|超)?(?P<doubled>[一两二三四])番"
        r"|(?P<half>一半|半数|(?<=[占比已超将量率成度])过半(?=[，。；、,;）)\n]|$))(?!天|个|年|径|边)"
        r"|(?<![一二两三四五六七八九十前后上下多过大个年])(?P<half_of>半)(?=个月|小时|天[内的]|年(?:以上|以内|内|左右|多|之久))"
        rf"|(?P<digits>{number})\s*(?P<loose>余|多|来|几)?\s*(?P<magnitude>{numerals.MAGNITUDE})?(?P<looser>余|多|来)?(?P<higher>(?<=[万千百十][余多])[万亿])?"
        rf"|(?<=[近上逾超约过])(?P<round>(?:千|百|十)?[百千万亿](?:万|亿)?)(?=(?:{measure_pattern()}))"
        rf"|(?<=[有设是的达，、])(?P<round_up>[百千万])(?=(?:{measure_pattern()})(?:以上|以下))"
        rf"|(?P<chinese>{chinese})(?P<chinese_loose>余|多|来)?(?P<chinese_magnitude>万|亿)?",
    )


def _read(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    shape = next(name for name in _SHAPES if match[name])
    yield from _SHAPES[shape](text, match)


def _part_of_whole(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """45/60个项目: two figures of one unit."""
    start, value = match.start("whole"), numerals.arabic(match["whole"])
    whole = list(_measured(text, start, match.end(), value, _step(match["whole"]), "", spelled=False))
    first = next((one for one in whole if isinstance(one, Quantity)), None)
    if first is not None:
        part = numerals.arabic(match["part"])
        yield replace(first, start=match.start(), end=match.end("part"), value=part, bound="=")
    yield from whole


def _spaced(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    written = match["spaced"].replace(" ", "")
    times = Decimal(numerals.MAGNITUDES.get(written[-1], 1))
    digits = written.rstrip("万亿")
    loose = "at_least" * bool(match["spaced_loose"])
    yield from _measured(
        text, *match.span(), numerals.arabic(digits) * times, _step(digits) * times, loose, spelled=False
    )


def _odds(_: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    if whole := Decimal(match["odds_b"]):
        yield Quantity(*match.span(), Decimal(match["odds_a"]) / whole, TIMES, "=", Decimal(1))
    else:
        yield SetAside(*match.span(), Why.NO_UNIT)


def _and_half(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """一年半 is eighteen months."""
    value = numerals.value_of(match["and_half"])
    if value is not None and "年" in match[0]:
        yield _bounded(text, Quantity(*match.span(), value * 12 + 6, "month", "=", Decimal(1)))


def _doubled(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """翻了一番 is twice as much, 翻两番 four times."""
    times = Decimal(2) ** int(numerals.value_of(match["doubled"]) or 1)
    yield _bounded(text, Quantity(*match.span(), times, TIMES, "=", Decimal(1)))


def _half(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    start, end = match.span()
    if (
        text[start - 1 : start] not in {"另", "那", "这"}
        and text[start - 3 : start] != "成功的"
        and text[end : end + 2] != "一半"
    ):
        bound = "over" if text[start] == "过" else "="
        yield _bounded(text, Quantity(start, end, Decimal(50), PERCENT, bound, Decimal(1)))


def _half_of(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    for one in _measured(text, *match.span(), Decimal("0.5"), Decimal("0.1"), "", spelled=False):
        if isinstance(one, Quantity) and one.unit == "year":
            yield replace(one, value=Decimal(6), unit="month", step=Decimal(1))  # 半年
        else:
            yield one


def _structure(_: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """三次产业结构为9.5:41.5:49.0: shares of a whole where they make a hundred."""
    parts = list(re.finditer(r"\d+(?:\.\d+)?", match["structure"]))
    whole = sum((Decimal(part[0]) for part in parts), Decimal(0))
    if abs(whole - WHOLE) > 1:
        yield SetAside(*match.span(), Why.NO_UNIT)
        return
    for part in parts:
        start = match.start() + part.start()
        yield Quantity(start, start + len(part[0]), Decimal(part[0]), PERCENT, "=", _step(part[0]))


def _share(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    written = match["hundredth"] or match["thousandth"] or match["myriadth"]
    value = numerals.value_of(written)
    if value is None:
        yield SetAside(*match.span(), Why.NO_UNIT)
        return
    tenth = Decimal(1) if match["hundredth"] else Decimal("0.1") if match["thousandth"] else Decimal("0.01")
    yield _bounded(text, Quantity(*match.span(), value * tenth, PERCENT, "=", _step(written) * tenth))


def _fraction(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    below, above = numerals.value_of(match["below"]), numerals.value_of(match["above"])
    if below and above is not None:
        percent = (above * 100 / below).quantize(Decimal("0.0001")).normalize()
        yield _bounded(text, Quantity(*match.span(), percent, PERCENT, "=", Decimal(1)))
    else:
        yield SetAside(*match.span(), Why.NO_UNIT)


def _slashed(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """占全州农业人口的1/3: a share, where the part is the smaller."""
    part, whole = Decimal(match["above_slash"]), Decimal(match["below_slash"])
    if part < whole:
        percent = (part * WHOLE / whole).quantize(Decimal("0.0001")).normalize()
        yield _bounded(text, Quantity(*match.span(), percent, PERCENT, "=", Decimal(1)))
    else:
        yield SetAside(*match.span(), Why.NO_UNIT)


def _tenths(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    value = numerals.value_of(match["tenths"])
    if value is None:
        return
    more = match["tenths_more"]
    extra = Decimal(5) if more == "半" else (numerals.value_of(more) or Decimal(0)) if more else Decimal(0)
    behind = text[match.end() : match.end() + 1]
    if not more and behind and re.match(r"[\u4e00-\u9fff]", behind) and behind not in "以多左的上外":
        if text[match.start() - 1 : match.start()] in "约近超过达占增降高低到了足有为":
            yield _bounded(text, Quantity(*match.span(), value * 10 + extra, PERCENT, "=", Decimal(10)))
        return
    yield _bounded(text, Quantity(*match.span(), value * 10 + extra, PERCENT, "=", Decimal(1) if more else Decimal(10)))


_IN_A_CODE = re.compile(r"[@#&]$|(?<![A-Za-z])(?!(?:RMB|CNY|USD|US|HK|NT)$)[A-Za-z]{1,7}$")
_LESSER = re.compile(  # 3万5千, 28亿7,300万, 11亿4246万3272元
    rf"(?<=[兆万亿千百 ])\s?({numerals.ARABIC})\s?(?:(千(?!瓦|米|克|公顷)|百|万|亿)(?:([余多])(万)?)?|(?<=\d)(?=元|户|人|名|个|笔|件|吨|亩))"
)


def _arabic(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    start, end = match.start(), max(match.end(part) for part in ("digits", "loose", "magnitude", "looser", "higher"))
    if _IN_A_CODE.search(text[max(0, start - 8) : start]):  # sp20241130, GB2312
        yield SetAside(start, end, Why.REGISTRATION)
        return
    value, step = numerals.arabic(match["digits"]), _step(match["digits"])
    more = False
    if match["magnitude"]:
        times = Decimal(numerals.MAGNITUDES[match["magnitude"]])
        times *= numerals.MAGNITUDES.get(match["higher"] or "", 1)  # 3万多亿元
        value, step = value * times, step * times
        while rest := _LESSER.match(text, end):
            low = Decimal(numerals.MAGNITUDES.get(rest[2] or "", 1) * numerals.MAGNITUDES.get(rest[4] or "", 1))
            if low * numerals.arabic(rest[1]) >= times:
                break
            value, times = value + numerals.arabic(rest[1]) * low, low
            step, end = _step(rest[1]) * low, rest.end()
            more = more or bool(rest[3])
    loose = "at_least" if more or (match["loose"] or match["looser"]) in {"余", "多"} else ""
    if (match["loose"] or match["looser"]) == "几":
        yield SetAside(start, end, Why.INDEFINITE)
        return
    if loose == "" and (match["loose"] or match["looser"]) == "来":
        loose = "about"
    if loose == "" and text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum():
        loose, end = "at_least", end + 1  # 420万+
    if sign := _SIGN.search(text[max(0, start - 4) : start]):  # HK$5,000元, £300万
        currency = next(name for name, written in _SIGNS.items() if sign[0].strip().upper() in written)
        yuan = end + 1 if text[end : end + 1] == "元" else end
        yield _bounded(text, Quantity(start - len(sign[0]), yuan, value, currency, loose or "=", step))
        return
    yield from _measured(text, start, end, value, step, loose, spelled=False)


_SIGNS = {
    "HKD": ("HK$", "HKD"),
    "TWD": ("NT$", "TWD"),
    "USD": ("US$", "USD", "$"),
    "GBP": ("£", "GBP"),
    "EUR": ("€", "EUR"),
    "INR": ("₹", "INR"),
    "CNY": ("¥", "￥", "RMB", "CNY"),
}  # a currency and how it is written before a sum
_SIGN = re.compile(
    "(?:" + "|".join(re.escape(sign) for signs in _SIGNS.values() for sign in signs) + ")\\s?$", re.IGNORECASE
)


def _chinese(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    start, end = match.span()
    written = match["chinese"]
    loose = {"余": "at_least", "多": "at_least", "来": "about"}.get(match["chinese_loose"] or "", "")
    value = numerals.value_of(written)
    if value is None or value == 0:
        return
    if match["chinese_magnitude"]:
        value *= numerals.MAGNITUDES[match["chinese_magnitude"]]
    if (
        text[max(0, start - 1) : start] in {"数", "几", "第", "每", "逐", "同", "统", "唯", "万", "无", "任", "成"}
        and text[start - 1 : start]
    ):
        if text[start - 1] in "数几":
            yield SetAside(start - 1, end, Why.INDEFINITE)
        return
    step = numerals.MAGNITUDES.get(text[end - 1], 1) if text[end - 1] in "万亿" else 1  # 三百五十一万
    yield from _measured(text, start, end, value, Decimal(step), loose, spelled=True)


def _round(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """近千万元, 上百户: a magnitude without a number is one of it."""
    value = numerals.value_of(f"一{match[0]}")
    if value is not None and not re.match("年|车连", text[match.end() : match.end() + 2]):
        yield from _measured(text, *match.span(), value, value, "", spelled=False)


_SHARE = re.compile(r"\s*(%|‰|个?百分点|倍)")


_SHAPES = {
    "hundredth": _share,
    "thousandth": _share,
    "myriadth": _share,
    "below": _fraction,
    "part": _part_of_whole,
    "above_slash": _slashed,
    "spaced": _spaced,
    "structure": _structure,
    "odds_a": _odds,
    "tenths": _tenths,
    "and_half": _and_half,
    "doubled": _doubled,
    "half": _half,
    "half_of": _half_of,
    "digits": _arabic,
    "round": _round,
    "round_up": _round,
    "chinese": _chinese,
}  # by the group of the pattern that was filled


_LONG = {"小时": "hour", "钟头": "hour", "月": "month", "学期": "item", "星期": "week"}
_LONGER = re.compile(rf"个(?P<more>多|半)(?P<unit>{'|'.join(_LONG)})")  # 3个多小时, 两个半月


def _measured(
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
        yield _bounded(text, Quantity(start, share.end(), value * tenth, unit, loose or "=", step * tenth))
        return
    word = _word().match(text, end)
    if (other := _time_or_rank(text, start, end, word, spelled=spelled)) is not None:
        if isinstance(other, Quantity):
            other = _bounded(text, replace(other, value=value + other.value, step=step))
        yield other
        return
    if word is None:
        yield from _bare(text, start, end, value, step, loose, spelled=spelled)
        return
    measure = measures()[word[1]]
    stop = word.end()
    if spelled and not _spelled_counts(text, start, value, measure.word, stop):
        return
    noun = None
    unit = measure.unit
    if measure.nouns is None or measure.nouns:
        noun = counted(text, start, stop, units_of_nouns() - _NEVER if measure.nouns is None else measure.nouns)
        unit = _agreed(measure, noun)
    if measure.money:
        unit, stop = _money_unit(text, start, stop, measure.unit)
    if measure.word in {"次", "轮"}:
        often = list(_OFTEN.finditer(CLAUSE_END.split(text[max(0, start - 14) : start])[-1]))
        unit = f"per_{often[-1].lastgroup}" if often else unit
    if noun is None:
        noun = counted(text, start, stop)
    unit = _households_and_mouths(text, start, stop, measure.word, noun) or unit
    own = (measure.nouns is not None and not measure.nouns) or (
        noun is not None and unit in {noun.unit, "institution" if noun.unit == "facility" else ""}
    )
    found = Quantity(
        start, stop, value * measure.times, unit, loose or "=", step * measure.times, noun, measure.word, own
    )
    yield _bounded(text, found)


@cache
def _word() -> re.Pattern[str]:
    """A measure word; over the end of a line only one that begins no sentence."""
    return re.compile(rf"(?:[^\S\n]*|[^\S\n]*\n[^\S\n]*(?={_OVER_LINES}))({measure_pattern()})")


_OVER_LINES = r"平方公里|平方米|公斤|万户|万人|户|人[次，。、；,;]|人$|万元|亿元|元[，。、；,;]|个|名|吨|亩|公里|%"


def _time_or_rank(
    text: str, start: int, end: int, word: re.Match[str] | None, *, spelled: bool
) -> Quantity | SetAside | None:
    """公示期10日, 3个半月, 每月5日前, 3年来, 下降2位: a length of time, a day named before, a change of rank.

    The value is what the words behind the number add to it.
    """
    if long := _LONGER.match(text, end):
        half = long["more"] == "半"
        more, bound = (Decimal("0.5"), "=") if half else (Decimal(0), "at_least")
        return Quantity(start, long.end(), more, _LONG[long["unit"]], bound, Decimal(1))
    if word is not None:
        if word[1] == "年" and text[word.end() : word.end() + 1] == "来":
            return SetAside(start, word.end() + 1, Why.DATE)
        ranked = word[1] == "位" and _RANKED.search(text[max(0, start - 4) : start])
        return SetAside(start, word.end(), Why.ORDINAL) if ranked else None
    if spelled:
        return None
    if (days := _days(text, start, end)) is not None:
        return Quantity(start, days, Decimal(0), "day", "=", Decimal(1))
    return SetAside(start, end + 1, Why.DATE) if re.match("[日号](?!线|楼)", text[end : end + 2]) else None


_RANKED = re.compile(r"(?:下降|上升|前移|后移|提升|前进|跃升|位居|位列|排名|居|列|前|后)了?$")
_LASTING = re.compile(
    r"(?:期|为期|期限|历时|用时|时限|(?:验收|受理|立项|下达|公示|竣工|到账|批复|申请|签订|收到|评审|结束)后|连续|延长|缩短|提前|共|满|近|约|超过?|不少于|最长|最短|达)(?:为|至|到|了)?$"
)


def _days(text: str, start: int, end: int) -> int | None:
    """公示期10日 lasts ten days; the 10日 of a month is set aside as a date or left alone."""
    if text[end : end + 1] != "日":
        return None
    lasting = _LASTING.search(text[max(0, start - 6) : start]) or re.match(
        "日(?:内|以内|以上|左右)", text[end : end + 3]
    )
    return end + 1 if lasting else None


def _households_and_mouths(text: str, start: int, stop: int, word: str, noun: Counted | None) -> str | None:
    """户 and 口 count firms and ponds too: 市场主体1,599户, 17户家庭农场, 山塘12口."""
    if word == "度":
        clause = CLAUSE_END.split(text[max(0, start - 16) : start])[-1]
        return "kWh" if "电" in clause else "celsius" if re.search("温|零下|[冷热]", clause) else None
    if word == "口" and text[max(0, start - 1) : start] in _HOLDING_WATER:
        return "site"
    firm = (
        word == "户"
        and noun is not None
        and noun.unit in _FIRMS
        and text[noun.end - 2 : noun.end] != "大户"
        and (_DIRECTLY.fullmatch(text[noun.end : start]) is not None or noun.start >= stop)
    )
    return noun.unit if firm and noun is not None else None


_DIRECTLY = re.compile(
    r"(?:总量|总数|数量?|已|累计|约|近|超过?|突破|达到?|增至|增加到|为|有|共|\x00)*"
)  # 市场主体总量突破3万户


def _agreed(measure: Measure, noun: Counted | None) -> str:
    """The noun's unit where the two go together, else the measure word's own."""
    unit = noun.unit if noun is not None else measure.unit
    if measure.word == "家" and unit == "facility":
        return "institution"  # 家医院: a body; 所医院: a place
    if unit in _NEVER if measure.nouns is None else unit not in measure.nouns:
        return measure.unit
    return unit


def _bare(
    text: str, start: int, end: int, value: Decimal, step: Decimal, loose: str, *, spelled: bool
) -> Iterator[Quantity | SetAside]:
    """No measure word: 2.65万贫困人口 counts persons; 1179 alone counts nothing that is said here."""
    if spelled and (value < 10**4 or text[end - 1 : end] not in "万亿"):
        return
    if _A_YEAR.fullmatch(text[start:end]) and _GOES_ON.match(text, end):
        yield SetAside(start, end, Why.DATE)  # 2024中国旅游日
        return
    large = step >= 10**4 or text[end - 1] in "万亿"
    told = (
        (_of_a_large_number(text, start, end) if large else None)
        or _of_a_quotient(text, start, end)
        or (_of_a_bracket(text, start, end) if large else None)
        or _of_a_line(text, start, end)
        or _of_a_noun(text, start, end, value, step, spelled=spelled)
    )
    unit, noun = told or (UNSAID, None)
    yield _bounded(text, Quantity(start, end, value, unit, loose or "=", step, noun))


_A_YEAR = re.compile(r"(?:19|20)\d{2}")
_GOES_ON = re.compile(r"[“”·\u4e00-\u9fff]")
_Told = tuple[str, Counted | None] | None  # the unit of a number without a measure word, and the noun that said it


def _of_a_large_number(text: str, start: int, end: int) -> _Told:
    clause = CLAUSE_END.split(text[max(0, start - 20) : start])[-1]
    if per := _PER_HEAD.search(clause):  # 慰助金每户10万
        return "CNY_per_household" if "户" in per[0] else "CNY_per_person", None
    if _THEY.match(text, end):  # 还有74万享受了临时救助
        return "person", None
    if (said := _NAMED_BEFORE.search(clause)) is not None:  # 低收入人口接近32万, 观影人次达2.5亿
        noun = counted(text, start, start, _HEADS)
        if said["times"]:
            return "person_time", noun
        if noun is not None and noun.end == start - len(said["to"]):
            return noun.unit, noun
    if _SUM.search(clause) or _SUM_AHEAD.match(text, end):  # 投入资金2.07亿
        return "CNY", None
    return None


def _of_a_quotient(text: str, start: int, end: int) -> _Told:
    clause = CLAUSE_END.split(text[max(0, start - 20) : start].replace(BLANK, ""))[-1]
    if text[start - 1 : end] in {"为0", "是0", "至0", "到0"} and _RATE.search(clause):
        return PERCENT, None  # 逾期率为0
    return (TIMES, None) if _QUOTIENT.search(clause) else None


def _of_a_bracket(text: str, start: int, end: int) -> _Told:
    if told := _BRACKET.match(text, end):  # 62.8万(历年调入3.8万人)贫困人口
        noun = counted(text, start, told.end(), _LIVING)
        if noun is not None and noun.start >= told.end():
            return noun.unit, noun
    return None


def _of_a_line(text: str, start: int, end: int) -> _Told:
    """脱贫户：1,203, a line of a sheet."""
    labelled = _LABELLED.search(text[max(0, start - 20) : start]) if text[end : end + 1] in {"", "\n"} else None
    noun = counted(text, start, start) if labelled else None
    if labelled is None or noun is None or noun.end != start - len(labelled["to"]):
        return None
    return noun.unit, noun


def _of_a_noun(text: str, start: int, end: int, value: Decimal, step: Decimal, *, spelled: bool) -> _Told:
    noun = counted(text, start, end)
    if (
        noun is not None
        and noun.end == start
        and value > WHOLE
        and not spelled
        and _heads_alone(text, start, end, noun)
    ):
        return noun.unit, noun
    behind = noun is not None and noun.start >= end and "\x00" not in text[end : noun.start]
    adjacent = behind and not ends_phrase().match(text, end)
    if step >= 10 or (value >= 10**4 and text[end - 1] in "万亿"):  # 389万农村人口饮水问题
        noun = counted(text, start, end, _LIVING) or noun
    if noun is not None and (
        (adjacent and re.match(r"[“\u4e00-\u9fff]", text[end : end + 1]))
        or (noun.unit == "person" and value >= 10**4 and (step >= 10 or spelled))
        or (noun.unit == "item" and noun.end == start and step >= 10**4)
        or _HEADCOUNT.search(text[max(0, start - 8) : start])
    ):
        return noun.unit, noun
    return None


def _heads_alone(text: str, start: int, end: int, noun: Counted) -> bool:
    """年末常住人口766579，: a headcount behind its noun, with a pause behind it."""
    return (
        noun.unit in _LIVING
        and _A_YEAR.fullmatch(text[start:end]) is None
        and _STANDS_ALONE.match(text, end) is not None
    )


_STANDS_ALONE = re.compile(r"[，。；;、（(]|,(?!\d)|[^\S\n]*\n|$")
_SUM = re.compile(
    r"(?:自筹|捐了?|捐赠|筹集|募集|筹资|资金|投资|投入|收入|产值|营收|销售额|交易额|成交额|金额|贷款|存款|补贴|补助|税收|利润|增收|创收|收益|开支|支出|经费|成本|损失|余额|总额|款项|善款|捐款|总价|价值|货值|慰助|赈助|补偿|抚恤|奖励|奖补|赔付|理赔|物资|[助慰补资奖]金|[售易交进款业]额|消费(?!者|品))"
    r"[\u4e00-\u9fff]{0,8}$"
)
_LABELLED = re.compile(r"(?:^|\n)[^\S\n]*[\u4e00-\u9fff]{2,12}(?P<to>(?:数量?|总数)?[：:][^\S\n]*)$")
_HEADS = frozenset({"person", "household", "post"})
_NAMED_BEFORE = re.compile(
    r"(?P<times>人次数?)?(?P<to>(?:已|从|由|约|近|超过?|突破|接近|达到?|为|逾|共|总数|总量|数|增至|增加到)*)$"
)
_BRACKET = re.compile(r"[（(][^（）()\n]{1,60}[)）](?=[\u4e00-\u9fff])")
_THEY = re.compile(r"(?:享受|参加|参与|领取|获得|得到|接受|受益|脱贫|外出|走上|搬进|住进|喝上|用上)")
_SUM_AHEAD = re.compile(
    r"(?:的?[\u4e00-\u9fff]{0,6})?(?:[资基奖助慰补险老问恤偿租]金|[\u4e00-\u9fff]款(?!项|待|额|式|型)|经费)"
)  # 3000万抗旱资金
_PER_HEAD = re.compile(
    r"(?:每户|户均|每人|人均|每名)(?:年|可|实现|平均)*(?:分红|收入|纯收入|增收|补助|补贴|奖励|受益|获利|贷款)?(?:约|近|超过?|达到?|为|了)*$"
)
_QUOTIENT = re.compile(r"(?:比值|之比|比率|系数|指数|收入比|倍差)(?:为|是|的|达到?|约|由|从|降至|升至|：|:)*$")
_RATE = re.compile(r"率(?:一直|保持|均|持续|降|下降|控制)*[为是至到]$")
_HEADCOUNT = re.compile(r"(?:人数|户数|总数|人口数|村数)(?:为|是|达到?|约|共|：|:)*$")


_MADE = re.compile(r"(?:增设|新建|新增|建成|设立|开设|筹设|兴建|改建|扩建|建有|设有|共有|现有|辖)了?$")
_SECOND = frozenset({"本", "轮", "期", "次", "批", "级", "类", "档", "线", "季"})
_IN_ALL = re.compile(r"来|共|累计|合计|总共|间")
_PAID = re.compile(r"(?:增发|补发|多发|发放|缴纳?|停发|减免|免收|预发|提前发放|满|续保|延长)了?$")
_PAID_FOR = re.compile(r"的?(?:生活|基本|补贴|补助|救助|工资|租金|保费|保障金|低保|缓冲|过渡|期限?)")
_FEW = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:企业|公司|合作社|单位|医院|银行|工厂|机构|农户|商户|店|超市|农场|干部|党员|老人|村民|学生|医生|老师|教师|专家)"
)
_LEVELS = re.compile(r"[省市县区乡镇村][、和]?[省市县区乡镇村]$")


def _spelled_counts(text: str, start: int, value: Decimal, word: str, stop: int) -> bool:
    """Numerals in characters count only where the phrase counts: 五轮, 两次, 三个村; not 一个好办法, 十分."""
    two_levels = word == "级" and value == 2 and _LEVELS.search(text[max(0, start - 3) : start])  # 市县两级
    second = text[start : start + 1] == "二" and value == 2 and word in _SECOND  # 二轮延包: not 两轮
    boundless = word == "年" and text[start : stop - 1] in {"百", "千", "百万", "千百"}  # 千年古村
    since = word == "年" and _IN_ALL.match(text, stop) is not None  # 五年来 says when, as 今年以来 does
    summed_up = re.match("合计|共计|总计|相加|之和", text[stop : stop + 2]) is not None  # 两项合计
    if boundless or two_levels or second or since or summed_up or word == "组":  # 柳湾村五组 is an address
        return False
    if value == 1:
        return _one_counts(text, start, word, stop)
    if word in {"家", "位"} and _FEW.match(text, stop):
        return True  # 两家合作社; not 两家人
    if re.search(r"每[户人名村]$", text[max(0, start - 2) : start]):
        return word != "级"  # 每户两头
    if word in {"年", "天", "周", "级", "人", "家", "位", "口人", "门", "头", "件"} and value < 10 and word != "级":
        return word in {"年", "天", "人"} and text[stop : stop + 1] not in {"一", "世", "三"}
    return True


_BOUGHT = frozenset("台套间座处口辆部所栋幢艘架条个项眼张")
_GIVEN = frozenset("袋桶箱床件套台只头份本盒瓶张个")
_POSTPOSED = re.compile(r"[，。；;、）)\n\d,]|$")
_GOT = re.compile(r"[购买建设增配置装修打捐添立办盖开获评]")  # 购买变压器一套, 已建酒窖一间


def _one_counts(text: str, start: int, word: str, stop: int) -> bool:
    """至少落实一项措施, 新建一所小学, 增发一个月生活救助费: one is told as a number; in 一个好办法 it is not."""
    clause = CLAUSE_END.split(text[max(0, start - 14) : start])[-1]
    if re.search(r"(?:至少|最少|不少于)(?!的)[\u4e00-\u9fff]{0,4}$", clause) or _MADE.search(clause):
        return True
    if word in {"年", "天", "个月", "周"} and _LASTING.search(clause):
        return True
    if word in {"个月", "年"} and (_PAID.search(clause) or _PAID_FOR.match(text, stop)):
        return True
    if word in _BOUGHT and _POSTPOSED.match(text, stop) and re.search(r"[\u4e00-\u9fff]{2}$", clause[:-1] or ""):
        return _GOT.search(clause) is not None or re.match(r"\d", text[stop : stop + 1]) is not None
    each = re.search(r"每[人名户村个月周季年]|[再各]", clause) is not None
    if (
        re.search(r"每[户人名](?:发放|赠送|送去?|一[\u4e00-\u9fff]{2,4})?$", text[max(0, start - 8) : start])
        and word in _GIVEN
    ):
        return True  # 每户一袋米一桶油
    return word in _STRONG_AFTER_ONE and (each or text[max(0, start - 1) : start] in {"仅", "增", "共"})


def _range_end(text: str, end: int, *, spelled: bool) -> re.Match[str] | None:
    """What follows the first number of a range up to its second: —5, 至1.5万, %到30; 到三 of 两到三年."""
    number, to = (numerals.CHINESE, "至|到") if spelled else (numerals.ARABIC, r"[—–\-~～]+|至|到")
    pattern = rf"\s*(?:元|%|户|人|个|名)?\s*(?:{to})\s*(?P<high>{number})\s*(?P<magnitude>{numerals.MAGNITUDE})?(?=\s*(?:%|倍|个?百分点|{measure_pattern()}))"
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
    read = _measured(
        text,
        rest.start("high"),
        rest.end(),
        most * scale,
        _step(written) * scale,
        "",
        spelled=False,
    )
    high = next((one for one in read if isinstance(one, Quantity)), None)
    if high is None:
        yield SetAside(start, rest.end(), Why.NO_UNIT)
        return
    own = Decimal(1) if re.search("[万亿千百]", text[start:end]) else scale  # 1至2万: the magnitude is said once
    word = measures().get(high.word)
    times = own * (word.times if word else 1)
    if (
        word is not None and word.money and high.unit == word.unit
    ):  # 每人每月3,772元至8,836元: the words stand before the first
        high = replace(high, unit=_money_unit(text, start, high.end, word.unit)[0])
    yield replace(high, start=start, end=end, value=value * times, step=step * times, bound="at_least")
    yield replace(high, bound="at_most")


_A_YEAR_EACH = re.compile(r"\s*[/／]\s*年")
_STANDARD = re.compile(r"(?:低保|保障|供养|特困|救助|平均|养老金|生活费)[^，。；;\n]{0,8}标准[^。；;\n]*$")
_HEADED = re.compile(r"(?:每人每月|每户每月|每人|每户|人均|户均)(?:标准)?[为是]?[,，:：][\u4e00-\u9fff]{1,6}$")
_ONLY_A_VERB = re.compile(r"(?:已|约|总额|分别)*(?:达到?|为|是|增(?:加|长)?[到至]|提高[到至])(?:了|约|近)*")
_ALONE = re.compile(r"(?:^|\n)[^\S\n]*$")
_LABEL_BELOW = re.compile(
    r"[^\n\u4e00-\u9fff]{0,4}(?:(?:同比|较上年|比上年|增长)[^\n]{0,12})?\n[^\S\n]*(?P<label>[\u4e00-\u9fff][^\n，。；]{1,20})(?:\n|$)"
)


def _money_unit(text: str, start: int, stop: int, currency: str) -> tuple[str, int]:
    """A currency, or a currency per person, household or month, as the words beside the sum say."""
    if below := _LABEL_BELOW.match(text, stop) if _ALONE.search(text[max(0, start - 4) : start]) else None:
        found = list(_PER.finditer(below["label"]))
        return (f"{currency}_per_{found[-1].lastgroup}" if found else currency), stop
    behind = _PER_BEHIND.match(text, stop)
    if behind:
        kind = "month" if behind["month"] else "household" if behind["household"] else "person"
        return f"{currency}_per_{kind}", behind.end()
    if _A_YEAR_EACH.match(text, stop) and _STANDARD.search(text[max(0, start - 70) : start]):
        return f"{currency}_per_person", stop  # 低保标准从4318元/年提高到7226元/年
    if headed := _HEADED.search(text[max(0, start - 16) : start]):  # 每人每月,城市840元
        return f"{currency}_per_{list(_PER.finditer(headed[0]))[-1].lastgroup}", stop
    clauses = re.split(r"[，。；;、！\n]|,(?!\d)", text[max(0, start - 30) : start])
    before = clauses[-1]
    if len(clauses) > 1 and _ONLY_A_VERB.fullmatch(before):  # 人均纯收入居全省第四,达到12118元
        before = f"{clauses[-2]}{before}"
    found = list(_PER.finditer(before))
    if not found and (earlier := _GRANTED.search(text[max(0, start - 40) : start])):
        found = list(_PER.finditer(earlier[0]))
        before = earlier[0]
    if not found or (re.search(r"\d", before[found[-1].end() :]) and not _MOVED.search(before)):
        return currency, stop
    return f"{currency}_per_{found[-1].lastgroup}", stop


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """The relation from the words around: 超过, 近, 以上 …; 余 and 多 inside the number have been read already."""
    if quantity.bound != "=":
        return quantity
    behind = _AFTER_PATTERN.match(text, quantity.end)
    if behind:
        return replace(quantity, bound=next(bound for bound, words in _AFTER.items() if behind[0] in words))
    before = _BEFORE_PATTERN.search(text[max(0, quantity.start - 5) : quantity.start])
    if before:
        word = before[0].removesuffix("的")
        return replace(quantity, bound=next(bound for bound, words in _BEFORE.items() if word in words))
    return quantity


def _step(written: str) -> Decimal:
    _, _, fraction = written.partition(".")
    return Decimal(1).scaleb(-len(fraction)) if fraction and written[0].isdigit() else Decimal(1)
