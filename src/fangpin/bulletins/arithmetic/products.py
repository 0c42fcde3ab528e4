"""Means, products and premiums in a Chinese text: so much in all for so many is so much each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fangpin.bulletins.arithmetic.neighbours import lead_of, together
from fangpin.bulletins.arithmetic.relating import (
    CLOSE,
    Placed,
    Relation,
)

_IN_ALL = re.compile(r"共|合计|总计|总额")


def means(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """发放1.5亿元，惠及3200户，户均4.69万元."""
    for place, mean in enumerate(figures):
        per = {"CNY_per_household": "household", "CNY_per_person": "person"}.get(mean.figure.unit)
        if per is None or not mean.exact:
            continue
        near = [one for one in figures[max(0, place - 4) : place] if together(text, one, mean) and one.exact]
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


def products(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """申请52人,每人补助300元,共计15600元: three figures that follow each other."""
    for count, each, total in zip(figures, figures[1:], figures[2:], strict=False):
        per = {"CNY_per_household": "household", "CNY_per_person": "person"}.get(each.figure.unit)
        if per is None or count.figure.unit != per or total.figure.unit != "CNY":
            continue
        if not (count.exact and each.exact and total.exact) or not together(text, count, total):
            continue
        if not _IN_ALL.search(lead_of(text, total)) or "每" not in text[count.end : each.start]:
            continue
        expected = count.figure.value * each.figure.value
        holds = abs(expected - total.figure.value) <= total.figure.step / 2 + count.figure.value * each.figure.step / 2
        if holds or abs(expected - total.figure.value) <= expected * CLOSE:
            yield Relation("product", (total.number, count.number, each.number), holds, expected, total.figure.value)


def premiums(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """保险金额560元/亩,费率为4%,保费为22.4元/亩."""
    for amount, rate, premium in zip(figures, figures[1:], figures[2:], strict=False):
        if rate.figure.unit != "percent" or not together(text, amount, premium):
            continue
        if "费率" not in lead_of(text, rate) or "保费" not in lead_of(text, premium):
            continue
        if amount.figure.unit != premium.figure.unit or not (amount.exact and rate.exact and premium.exact):
            continue
        expected = amount.figure.value * rate.figure.value / 100
        holds = abs(expected - premium.figure.value) <= premium.figure.step / 2
        told = (premium.number, amount.number, rate.number)
        yield Relation("product", told, holds, expected, premium.figure.value)
