"""Column headings made comparable: width, brackets, spaces, required marks, units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

# Unit as written -> (unit of policies, factor to it). Factors are exact.
UNITS: dict[str, tuple[str, Decimal]] = {
    "元": ("CNY", Decimal(1)),
    "千元": ("CNY", Decimal(1000)),
    "万元": ("CNY", Decimal(10_000)),
    "亿元": ("CNY", Decimal(100_000_000)),
    "元/月": ("CNY per month", Decimal(1)),
    "元/人": ("CNY per person", Decimal(1)),
    "元/年": ("CNY", Decimal(1)),
    "元/学年": ("CNY", Decimal(1)),
    "亩": ("mu", Decimal(1)),
    "公顷": ("mu", Decimal(15)),
    "平方米": ("m2", Decimal(1)),
    "m2": ("m2", Decimal(1)),
    "公里": ("km", Decimal(1)),
    "千米": ("km", Decimal(1)),
    "km": ("km", Decimal(1)),
    "米": ("km", Decimal("0.001")),
    "人": ("person", Decimal(1)),
    "户": ("household", Decimal(1)),
    "月": ("month", Decimal(1)),
    "个月": ("month", Decimal(1)),
    "天": ("day", Decimal(1)),
    "日": ("day", Decimal(1)),
    "分钟": ("minute", Decimal(1)),
    "分": ("minute", Decimal(1)),
    "小时": ("minute", Decimal(60)),
    "升": ("L per person per day", Decimal(1)),
    "升/人/天": ("L per person per day", Decimal(1)),
    "升/人·天": ("L per person per day", Decimal(1)),
    "l": ("L per person per day", Decimal(1)),
    "项": ("measure", Decimal(1)),
    "个": ("", Decimal(1)),
    "岁": ("year", Decimal(1)),
    "%": ("percent", Decimal(1)),
}
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
HARMLESS = re.compile(
    r"^(必填|选填|是/否|是或否|可多选|多选|下拉.*|y{4}.*|格式.*|例.*|如.*|\d+位.*|居?民?身份证号?码?|18位.*|文本|文本格式|全称|盖章|签字)$"
)
LABEL_MARKS = {ord(a): b for a, b in zip("【】〔〕[]：，、", "()()():,,", strict=True)}
_BRACKETED = re.compile(r"^(.*?)\(([^()]*)\)$")


@dataclass(frozen=True, slots=True)
class Label:
    """A heading in comparable form, its unit taken off. ``plain`` still has the unit."""

    plain: str
    base: str
    unit: str  # as written, such as 万元; empty where the heading has none


@lru_cache(maxsize=20_000)
def normalise_label(text: str) -> str:
    """``" 文化（图书）室个数 （个）"`` becomes ``文化(图书)室个数(个)``."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(rf"[\s{INVISIBLE}]", "", text).lower()
    text = text.translate(LABEL_MARKS)
    return text.strip("*:,;.'\"")


@lru_cache(maxsize=20_000)
def read_label(text: str) -> Label:
    """The heading with unit and harmless bracket remarks taken off the end; other brackets belong to it."""
    plain = base = normalise_label(text)
    unit = ""
    while bracketed := _BRACKETED.match(base):
        inside = bracketed.group(2).removeprefix("单位:").removeprefix("单位")
        if inside in UNITS and bracketed.group(1):
            unit = unit or inside
        elif not (HARMLESS.match(inside) and bracketed.group(1)):
            break
        base = bracketed.group(1).strip("*:,")
    if not unit and (suffix := re.match(r"^(.+?)[,/:_-](?:单位:?)?(元|万元|千元|亩|平方米|人)$", base)):
        base, unit = suffix.groups()
    return Label(plain, base, unit)


_ASKING = re.compile(r"其中:?|是否有?已?|有无|的|名称|情况|状况")
_WHOSE = re.compile(r"^(?:家庭成员|成员|本人)(?=..)")


@lru_cache(maxsize=50_000)
def wording(base: str) -> str:
    """What a heading is about, without the words that only ask or introduce: ``其中：务工收入``, ``成员身份证号码``."""
    return _WHOSE.sub("", _ASKING.sub("", base))


@lru_cache(maxsize=50_000)
def unit_of(path: str) -> str:
    """The unit of a flat heading: its own, else that of the group above it, as in ``收入（万元）/工资性收入``."""
    parts = (path, *reversed(path.split("/")))
    return next((unit for part in parts if (unit := read_label(part).unit)), "")


def unit_in_title(text: str) -> str:
    """The unit a title row states for the whole table, as in ``单位：万元``; empty where it states none."""
    found = re.search(r"(?:金额)?单位[::]?\s*[(（]?\s*(亿元|万元|千元|元)", unicodedata.normalize("NFKC", text))
    return found.group(1) if found else ""
