"""Numbers with what they count: value, unit, relation, as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from fangpin.bulletins import numerals
from fangpin.bulletins.bounding import bounded
from fangpin.bulletins.colloquial import age
from fangpin.bulletins.measured import measured
from fangpin.bulletins.per_head import money_unit, sign_before
from fangpin.bulletins.quantity import PERCENT, TIMES, WHOLE, Quantity, step_of
from fangpin.bulletins.set_aside import SetAside, Why
from fangpin.bulletins.words import measure_pattern


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
        rf"|(?P<tenths>[一二两三四五六七八九]|[1-9](?:\.\d)?)成(?P<tenths_more>[一二三四五六七八九半](?!个|户|人|名))?(?=[以多左的外，。,;；、）)\n]|$|[\u4e00-\u9fff])(?![立长员就功果效交本熟都]|(?<=成)为)"
        r"|(?P<years>[一二两三四五六七八九十]|\d{1,2})年零(?P<months>[一二两三四五六七八九十]{1,2}|\d{1,2})个月"
        r"|(?P<and_half>[一二两三四五六七八九]|\d{1,2})(?:年|个)半(?=[，。；;、的以内左多就才后过下,]|$|时间)"
        r"|翻(?:了|两)?(?:近|约|超)?(?P<doubled>[一两二三四])番"
        r"|(?P<half>一半|半数|(?<=[占比已超将量率成度])过半(?=[，。；、,;）)\n]|$))(?!天|个|年|径|边)"
        r"|(?<![一二两三四五六七八九十前后上下多过大个年])(?P<half_of>半)(?=个月|小时|天[内的]|年(?:以上|以内|内|左右|多|之久|[仍还才就未没不]))|(?<=[喂养干住等花用满超了时隔近])(?P<half_year>半)(?=年)"
        rf"|(?P<digits>{number})(?:[^\S\n]*(?P<loose>余|多|来|几))?\s*(?:个(?=亿(?!元(?:级|以上)?[\u4e00-\u9fff]{{0,4}}(?:项目|企业|产业|园|村|镇))))?(?P<magnitude>{numerals.MAGNITUDE})?(?P<looser>余|多|来)?(?P<higher>(?<=[万千百十][余多])[万亿])?"
        rf"|(?<=[近上逾超约过])(?P<round>(?:千|百|十)?[百千万亿](?:万|亿)?)(?=(?:{measure_pattern()}))"
        rf"|(?<=[有设是的达，、])(?P<round_up>[百千万])(?=(?:{measure_pattern()})(?:以上|以下))"
        r"|(?<![一二两三四五六七八九十几数\d])(?P<handful>[百千万])把(?=块|元|人|户|亩|斤|个|头|只)|(?P<one_or_so>块把钱|个把(?:月|小时|钟头|星期))"
        rf"|(?P<each>[{numerals.SPOKEN}]*[百千万][{numerals.SPOKEN}])(?=一(?:个人|人|户|[斤亩年天]|个月))"
        rf"|(?P<chinese>{chinese})(?P<chinese_loose>余|多|来|出头的?(?=[户亩家口斤里头只棵]))?(?P<chinese_magnitude>万|亿)?",
    )


def _read(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    shape = next(name for name in _SHAPES if match[name])
    yield from _SHAPES[shape](text, match)


def _part_of_whole(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """45/60个项目: two figures of one unit."""
    start, value = match.start("whole"), numerals.arabic(match["whole"])
    whole = list(measured(text, start, match.end(), value, step_of(match["whole"]), "", spelled=False))
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
    yield from measured(
        text, *match.span(), numerals.arabic(digits) * times, step_of(digits) * times, loose, spelled=False
    )


def _odds(_: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    if whole := Decimal(match["odds_b"]):
        yield Quantity(*match.span(), Decimal(match["odds_a"]) / whole, TIMES, "=", Decimal(1))
    else:
        yield SetAside(*match.span(), Why.NO_UNIT)


def _and_half(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """一年半 is eighteen months, 一年零三个月 fifteen."""
    years = numerals.value_of(match["and_half"] or match["years"])
    months = numerals.value_of(match["months"] or "6")
    if years is not None and months is not None and "年" in match[0]:
        yield bounded(text, Quantity(*match.span(), years * 12 + months, "month", "=", Decimal(1)))


def _doubled(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """翻了一番 is twice as much, 翻两番 four times."""
    times = Decimal(2) ** int(numerals.value_of(match["doubled"]) or 1)
    yield bounded(text, Quantity(*match.span(), times, TIMES, "=", Decimal(1)))


def _half(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    start, end = match.span()
    if (
        text[start - 1 : start] not in {"另", "那", "这"}
        and text[start - 3 : start] != "成功的"
        and text[end : end + 2] != "一半"
    ):
        bound = "over" if text[start] == "过" else "="
        yield bounded(text, Quantity(start, end, Decimal(50), PERCENT, bound, Decimal(1)))


def _half_of(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    for one in measured(text, *match.span(), Decimal("0.5"), Decimal("0.1"), "", spelled=False):
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
        yield Quantity(start, start + len(part[0]), Decimal(part[0]), PERCENT, "=", step_of(part[0]))


def _share(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    written = match["hundredth"] or match["thousandth"] or match["myriadth"]
    value = numerals.value_of(written)
    if value is None:
        yield SetAside(*match.span(), Why.NO_UNIT)
        return
    tenth = Decimal(1) if match["hundredth"] else Decimal("0.1") if match["thousandth"] else Decimal("0.01")
    yield bounded(text, Quantity(*match.span(), value * tenth, PERCENT, "=", step_of(written) * tenth))


def _fraction(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    below, above = numerals.value_of(match["below"]), numerals.value_of(match["above"])
    if below and above is not None:
        percent = (above * 100 / below).quantize(Decimal("0.0001")).normalize()
        yield bounded(text, Quantity(*match.span(), percent, PERCENT, "=", Decimal(1)))
    else:
        yield SetAside(*match.span(), Why.NO_UNIT)


def _slashed(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """占全州农业人口的1/3: a share, where the part is the smaller."""
    part, whole = Decimal(match["above_slash"]), Decimal(match["below_slash"])
    if part < whole:
        percent = (part * WHOLE / whole).quantize(Decimal("0.0001")).normalize()
        yield bounded(text, Quantity(*match.span(), percent, PERCENT, "=", Decimal(1)))
    else:
        yield SetAside(*match.span(), Why.NO_UNIT)


_USED = re.compile(
    "拿来|用[于来作]|归|给|分[给红配]|留给?|作为|来自|靠|投入|交|(?:脱贫)?(?:农户|村民|群众|劳动?力|人家|老人)"
)


def _tenths(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    value = numerals.value_of(match["tenths"])
    if value is None:
        return
    more = match["tenths_more"]
    extra = Decimal(5) if more == "半" else (numerals.value_of(more) or Decimal(0)) if more else Decimal(0)
    behind = text[match.end() : match.end() + 1]
    if not more and behind and re.match(r"[\u4e00-\u9fff]", behind) and behind not in "以多左的上外":
        before = text[match.start() - 1 : match.start()]
        if before in "约近超过达占增降高低到了足有为由从留提扣拿" or (
            before != "第" and _USED.match(text, match.end())
        ):
            yield bounded(text, Quantity(*match.span(), value * 10 + extra, PERCENT, "=", Decimal(10)))
        return
    yield bounded(text, Quantity(*match.span(), value * 10 + extra, PERCENT, "=", Decimal(1) if more else Decimal(10)))


_IN_A_CODE = re.compile(r"[@#&]$|(?<![A-Za-z])(?!(?:RMB|CNY|USD|US|HK|NT)$)[A-Za-z]{1,7}$")
_LESSER = re.compile(  # 3万5千, 28亿7,300万, 11亿4246万3272元
    rf"(?<=[兆万亿千百 ])\s?({numerals.ARABIC})\s?(?:(千(?!瓦|米|克|公顷)|百|万|亿)(?:([余多])(万)?)?|(?<=\d)(?=[元户人名个笔件吨亩份株只头棵场处间辆台张次套盒包箱袋斤页本册座枚]|公[斤里顷]|平方|立方))"
)


_SHORT = re.compile(r"(?<=[万千百])[1-9](?=[，。；、！？）)”\n]|,(?!\d)|$|左右)")


def _arabic(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    start, end = match.start(), max(match.end(part) for part in ("digits", "loose", "magnitude", "looser", "higher"))
    if _IN_A_CODE.search(text[max(0, start - 8) : start]):  # sp20241130, GB2312
        yield SetAside(start, end, Why.REGISTRATION)
        return
    value, step = numerals.arabic(match["digits"]), step_of(match["digits"])
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
            step, end = step_of(rest[1]) * low, rest.end()
            more = more or bool(rest[3])
        if times >= Decimal(100) and (short := _SHORT.match(text, end)) is not None:  # 1万2
            value, step, end = value + Decimal(short[0]) * times / 10, times / 10, short.end()
    loose = "at_least" if more or (match["loose"] or match["looser"]) in {"余", "多"} else ""
    if (match["loose"] or match["looser"]) == "几":
        yield SetAside(start, end, Why.INDEFINITE)
        return
    if loose == "" and (match["loose"] or match["looser"]) == "来":
        loose = "about"
    if loose == "" and text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum():
        loose, end = "at_least", end + 1  # 420万+
    if sign := sign_before(text, start):  # HK$5,000元, £300万
        currency, first = sign
        unit, stop = money_unit(text, first, end + 1 if text[end : end + 1] == "元" else end, currency)
        yield bounded(text, Quantity(first, stop, value, unit, loose or "=", step))
        return
    if match["magnitude"] is None and (aged := age(text, start, end, value)) is not None:
        yield aged
    elif _FALL.match(text, start - 1):  # 固定资产投资-3.1%
        yield from measured(text, start - 1, end, -value, step, loose, spelled=False)
    else:
        yield from measured(text, start, end, value, step, loose, spelled=False)


_FALL = re.compile(r"(?<=[\s（(，,：:、|\u4e00-\u9fff])[-−]\d+(?:\.\d+)?%")


def _chinese(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    start, end = match.span()
    written = match["each"] or match["chinese"]
    loose = {"": "", "来": "about"}.get(match["chinese_loose"] or "", "at_least")
    value = numerals.value_of(written)
    if value is None or value == 0 or written in {"伍", "陆"} or (written == "千" and text[end : end + 1] in "瓦伏克"):
        return  # 队伍支撑, 登陆点, 装机（千瓦）
    if match["chinese_magnitude"]:
        whole = numerals.value_of(written + match["chinese_magnitude"])  # 十二亿四千余万
        value = whole or value * numerals.MAGNITUDES[match["chinese_magnitude"]]
    if (
        text[max(0, start - 1) : start] in {"数", "几", "第", "每", "逐", "同", "统", "唯", "万", "无", "任"}
        and text[start - 1 : start]
    ) or (text[max(0, start - 1) : start] == "成" and text[start] in "百千万"):
        if text[start - 1] in "数几":
            yield SetAside(start - 1, end, Why.INDEFINITE)
        return
    step = numerals.MAGNITUDES.get(text[end - 1], 1) if text[end - 1] in "万亿" else 1  # 三百五十一万
    aged = None if match["chinese_magnitude"] else age(text, start, end, value)
    yield from [aged] if aged else measured(text, start, end, value, Decimal(step), loose, spelled=True)


def _round(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """近千万元, 上百户: a magnitude without a number is one of it."""
    value = numerals.value_of(f"一{match[0]}")
    if value is not None and not re.match("年|车连", text[match.end() : match.end() + 2]):
        yield from measured(text, *match.span(), value, value, "", spelled=False)


def _handful(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """万把块钱, 百把人: about as many."""
    value = numerals.value_of(f"一{match['handful']}") or Decimal(1)
    yield from measured(text, *match.span(), value, value, "about", spelled=False)


def _one_or_so(_: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    """块把钱, 个把月, 个把钟头."""
    unit = _OR_SO.get(match[0].removeprefix("个把"), "CNY")
    yield Quantity(*match.span(), Decimal(1), unit, "about", Decimal(1), word=unit)


_OR_SO = {"月": "month", "小时": "hour", "钟头": "hour", "星期": "week"}
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
    "years": _and_half,
    "and_half": _and_half,
    "doubled": _doubled,
    "half": _half,
    "half_of": _half_of,
    "half_year": _half_of,
    "digits": _arabic,
    "round": _round,
    "round_up": _round,
    "handful": _handful,
    "one_or_so": _one_or_so,
    "each": _chinese,
    "chinese": _chinese,
}  # by the group of the pattern that was filled
