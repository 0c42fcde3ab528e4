"""Numbers of a row, the ends of a range, the parts of a whole: they share what stands beside one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from fangpin.bulletins import numerals
from fangpin.bulletins.quantity import PERCENT, POINTS, UNSAID, Quantity
from fangpin.bulletins.set_aside import SetAside

JOINED = frozenset({"和", "、", "与", "及", "以及", "或", "，", ","})
TO = re.compile(r"\s*[元%户人个名]?\s*(?:[—–\-~～]+|至|到)\s*")
_OF_KIND = re.compile(r"(?:[，,、；;（(：:]|其中[，,：:]?|和)+[\u4e00-\u9fff]{1,14}")
_WRITTEN = re.compile(numerals.ARABIC)
_LOOSE = frozenset({UNSAID, "item"})  # 服务320万、415万人次
_SHARES = frozenset({PERCENT, POINTS})
_ROW = frozenset({"和", "、", "与", "及"})
_RANKED = re.compile(r"(?:国家|省|自治区|市|州|县|区|乡|镇|村)级(?:和|、|及|与|或)|和")


def before_their_noun(made: list[Quantity | SetAside], text: str) -> list[Quantity | SetAside]:
    """分别惠及3657万、548.7万、515.1万老年人: a row of bare numbers counts what is named behind the last."""
    told: list[Quantity | SetAside] = []
    behind: Quantity | SetAside | None = None
    for found in reversed(made):
        one = found
        if (
            isinstance(one, Quantity)
            and isinstance(behind, Quantity)
            and not one.word
            and one.unit in {UNSAID, "CNY"}
            and behind.unit in {"person", "household"}
            and text[one.end : behind.start] in JOINED
        ):
            one = replace(one, unit=behind.unit, noun=behind.noun)
        elif (
            isinstance(one, Quantity)
            and isinstance(behind, Quantity)
            and one.unit in _LOOSE
            and (not one.word or (one.word == "个" and behind.unit == POINTS))
        ):
            one = _of_a_row(one, behind, text)
        told.append(one)
        behind = one
    return told[::-1]


def _of_a_row(bare: Quantity, behind: Quantity, text: str) -> Quantity:
    """分别回落2.16和1.66个百分点, 3.5、4.2万元: numbers in a row share what stands behind the last."""
    written = _WRITTEN.match(text, behind.start)
    alone = not (behind.word or behind.unit in _SHARES) or written is None or text[bare.end : behind.start] not in _ROW
    if alone or written is None or not behind.value or not numerals.arabic(written[0]):
        return bare
    own = text[bare.end - 1] in numerals.MAGNITUDES  # 1409万、1305万人次
    times = Decimal(1) if own else behind.value / numerals.arabic(written[0])
    return replace(
        behind, start=bare.start, end=bare.end, value=bare.value * times, step=bare.step * times, bound=bare.bound
    )


def shared(one: Quantity | SetAside, behind: Quantity | SetAside | None, text: str) -> Quantity | SetAside:
    """10个国家级和8个省级贫困县: what both count is said once, at the second."""
    if not isinstance(one, Quantity) or not isinstance(behind, Quantity) or one.own or one.word != behind.word:
        return one
    return replace(one, unit=behind.unit) if _RANKED.fullmatch(text[one.end : behind.start]) else one


def low_end(one: Quantity | SetAside, behind: Quantity | SetAside | None, text: str) -> Quantity | SetAside:
    """2—3个主导产业: the first end of a range is of the unit of its second."""
    if not isinstance(one, Quantity) or not isinstance(behind, Quantity) or one.word != behind.word:
        return one
    ends = (one.bound, behind.bound) == ("at_least", "at_most") and TO.fullmatch(text[one.end : behind.start])
    return replace(one, unit=behind.unit, noun=behind.noun, own=behind.own) if ends else one


def of_kinds(told: list[Quantity | SetAside], text: str) -> None:
    """项目24个,其中产业15个、基础设施9个: what makes up a whole is of its unit, whatever its kind is called."""
    for place, whole in enumerate(told):
        if not isinstance(whole, Quantity) or whole.noun is None or whole.unit == "item" or not whole.own:
            continue
        parts: list[int] = []
        left, reach = whole.value, whole.end
        for number in range(place + 1, len(told)):
            one = told[number]
            kind = isinstance(one, Quantity) and one.word == whole.word and _OF_KIND.fullmatch(text[reach : one.start])
            if not isinstance(one, Quantity) or not kind or one.value > left:
                break
            parts.append(number)
            left, reach = left - one.value, one.end
        nameless = [one for one in map(told.__getitem__, parts) if isinstance(one, Quantity) and one.noun is None]
        said = parts and ("其中" in text[whole.end : told[parts[0]].start] or nameless == [told[n] for n in parts])
        if left == 0 and len(parts) > 1 and said:
            for number in parts:
                part = told[number]
                if isinstance(part, Quantity) and part.unit != whole.unit:
                    told[number] = replace(part, unit=whole.unit, noun=whole.noun, own=True)
