"""Sums as people say them: 一年才2100块, 每斤多卖1块2, 一个月拿两千出头."""

from __future__ import annotations

import re
from decimal import Decimal

from fangpin.bulletins.per_head import money_unit
from fangpin.bulletins.quantity import Quantity

_SPOKEN = re.compile(
    r"(?:块(?:(?P<tenths>[1-9])(?![\d.万亿]))?|(?P<more>出头))(?=[，。；、！？,;!?）)”\n]|$|左右|上下|比)"
)
_PAID = re.compile(
    r"(?:收入|工资|月薪|年薪|挣|赚|拿|卖|花|值|费|钱|补|价|多收|利润|分红|涨|降)(?:[^，。；;\d\n])*(?:\d[\d.]*元)?[^，。；;\d\n]{0,6}$"
)


def spoken_sum(text: str, start: int, end: int, value: Decimal, step: Decimal) -> Quantity | None:
    """The sum of money that a number is where its words say so as people speak; None where they do not."""
    said = _SPOKEN.match(text, end)
    if said is None or not _PAID.search(text[max(0, start - 24) : start]):
        return None
    tenths = Decimal(said["tenths"] or 0) / 10
    unit, _ = money_unit(text, start, said.end(), "CNY")
    return Quantity(
        start,
        said.end(),
        value + tenths,
        unit,
        "at_least" if said["more"] else "=",
        Decimal("0.1") if tenths else step,
        word="元",
    )
