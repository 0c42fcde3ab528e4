"""Numerals as officials write them: 1,234.5 · 1,23,456 · 两千三百 · 二〇二〇 · 1.2万 · 三成五 · 百分之八."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
DIGITS |= {"壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7}
MAGNITUDES |= {"兆": 10**12, "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}

ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
CHINESE = r"[廿卅零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零〇一二三四五六七八九]+)?半?"
SPOKEN = "一二两三四五六七八九十百千万"
# 9,600千瓦 and 10千伏: 千 belongs to the measure word
MAGNITUDE = r"兆(?![瓦伏帕赫位字焦])|万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?![瓦伏米克])|百(?!分)"

_PLAIN_DIGITS = re.compile(r"[零〇一二三四五六七八九]+")


_FROM_TO = re.compile(r"(?:^|(?<=[十百千]))(?:一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?=[十百千万亿])")


_OR_MORE = re.compile(r"(?<=[百千万])(?:一二|二三|三四|四五|五六|六七|七八|八九)$")  # 两千三四
_EITHER = re.compile(r"一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九")
_TEN_TO = re.compile(rf"十(?:{_EITHER.pattern})$")


def arabic(written: str) -> Decimal:
    """``1,234.5`` and ``1,23,456`` (lakh grouping) → 1234.5 and 123456."""
    return Decimal(written.replace(",", ""))


def chinese(written: str) -> Decimal | None:
    """The value of a numeral in characters, of 四五千 the lower; None where they make none (``千万百``, ``百分``)."""
    written = written.replace("廿", "二十").replace("卅", "三十")
    if written[0] in LARGE:  # 万户 without a number before it counts nothing
        return None
    written = _FROM_TO.sub(lambda match: match[0][0], written, count=1)
    if _TEN_TO.search(written) or _OR_MORE.search(written):  # 十七八块
        written = written[:-1]
    if _EITHER.fullmatch(written):  # 七八座: the lower
        return Decimal(DIGITS[written[0]])
    whole, _, fraction = written.removesuffix("半").partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if fraction:
        value += Decimal("0." + "".join(str(DIGITS[letter]) for letter in fraction))
    if written.endswith("半"):
        value += Decimal("0.5")
    return value


def value_of(written: str) -> Decimal | None:
    """The value of a numeral, in digits or in characters."""
    return arabic(written) if written[0].isdigit() else chinese(written)


def _whole(written: str) -> Decimal | None:
    if len(written) > 1 and _PLAIN_DIGITS.fullmatch(written):  # a year or a number read out digit by digit
        return Decimal("".join(str(DIGITS[letter]) for letter in written))
    total = section = 0
    digit: int | None = None
    last_small = 10**5
    for letter in written:
        if letter in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[letter]
        elif letter in SMALL:
            if SMALL[letter] >= last_small:
                return None
            last_small = SMALL[letter]
            section += (1 if digit in (None, 0) else digit) * SMALL[letter]
            digit = None
        else:
            section += digit or 0
            digit, last_small = None, 10**5
            if section == 0 and total == 0:
                section = 1
            total = (total + section) * LARGE[letter] if LARGE[letter] > 10**4 else total + section * LARGE[letter]
            section = 0
    if digit is not None:
        section += digit * _spoken_short(written)
    return Decimal(total + section)


def _spoken_short(written: str) -> int:
    """两千三 is 2,300 and 三万五 is 35,000: the last digit stands one place below the magnitude before it."""
    before = written[-2:-1]
    magnitude = SMALL.get(before) or LARGE.get(before) or 1
    return magnitude // 10 if magnitude > SMALL["十"] else 1
