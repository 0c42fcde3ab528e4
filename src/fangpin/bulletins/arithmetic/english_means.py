"""Means and products in an English text: each of the 48 groups received Rs 15,000, Rs 7,20,000 in all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fangpin.bulletins.arithmetic.relating import MEANT, NO_WHOLES, Placed, Relation

_EACH_BEFORE = re.compile(
    r"\b(?:each|every|an average of|average of|averaging)\b(?:(?!\b(?:and|but|while)\b)[^.;,\d]){0,40}(?:Rs\.?\s*)?$",
    re.IGNORECASE,
)
_EVERY_SO_MANY = re.compile(r"\bevery(?: \d+ ?[-–])?\s*$", re.IGNORECASE)  # every 40-60 km
_EACH_OF = re.compile(r"\b(?:each|every one) of (?:the |these |its |our |some )*$", re.IGNORECASE)
_MEAN = re.compile(
    r"\b(?:an average of|averaging|or|so (?:that )?(?:each|every) [a-z]+ (?:took home|got|gets|received|receives|earned|had|has))\s+$",
    re.IGNORECASE,
)
_EACH_BEHIND = re.compile(r"\s*(?:each|apiece|per (?!cent|annum|day|month|year)[a-z]+)\b", re.IGNORECASE)
_IN_ALL = re.compile(r"\s*(?:[a-z]+\s+)?(?:in all|in total|altogether)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:totall?ing|a total of|making|amounting to|or)\s+$", re.IGNORECASE)
_SHARED = re.compile(r"\b(?:shared|divided|distributed)\b", re.IGNORECASE)
_OTHERWISE = re.compile(r"\b(?:up to|another|additional|respectively|earn|income|wages?)\b", re.IGNORECASE)
_DAYS = {"day": "person_day"}  # so many days each are so many person-days in all
_HELD = Decimal("0.01")  # of what is made that the rounding of means leaves open


def products(text: str, inside: Sequence[Placed]) -> Iterator[Relation]:
    """One number told of each, one of how many, one in all: the last is made by the others."""
    for place, each in enumerate(inside):
        unit, _, head = each.figure.unit.partition("_per_")
        if each.figure.bound not in {"=", "about"} or each.figure.value <= 0 or unit in NO_WHOLES - {"day"}:
            continue
        if not head and not _is_of_each(text, inside, place):
            continue
        counted = (unit, _DAYS.get(unit, unit))
        totals = [one for one in inside if one.figure.unit in counted and one.figure.value > each.figure.value]
        heads = [
            one
            for one in inside
            if one is not each and one.figure.unit not in (*counted, *NO_WHOLES) and one.figure.value > 1
        ]
        told = [_product(each, many, total) for many in heads for total in totals]
        if held := [one for one in told if one.holds]:
            yield held[0]
        elif len(told) == 1 and _plainly(text, each, heads[0], totals[0]) and told[0].off <= told[0].stated * MEANT * 3:
            yield told[0]


def _is_of_each(text: str, inside: Sequence[Placed], place: int) -> bool:
    each, before = inside[place], inside[max(0, place - 1)]
    if _EVERY_SO_MANY.search(text[max(0, each.start - 12) : each.start]):
        return False
    return bool(
        _EACH_BEHIND.match(text, each.end)
        or _EACH_BEFORE.search(text[max(0, each.start - 60) : each.start])
        or (place and _EACH_OF.search(text[max(0, before.start - 40) : before.start]))
    )


def _plainly(text: str, each: Placed, many: Placed, total: Placed) -> bool:
    """Whether the text says that the one is the total of the others or their mean, and speaks of nothing else."""
    first, last = min(each.start, many.start, total.start), max(each.end, many.end, total.end)
    if _OTHERWISE.search(text, first, last) or not (many.told_roughly and total.exact):
        return False
    in_all = _IN_ALL.match(text, total.end) or _TOTAL.search(text[max(0, total.start - 24) : total.start])
    mean = _MEAN.search(text[max(0, each.start - 48) : each.start])
    return bool(in_all or mean or _SHARED.search(text, first, last))


def _product(each: Placed, many: Placed, total: Placed) -> Relation:
    expected = each.figure.value * many.figure.value
    slack = (
        total.loose + many.figure.value * each.loose + (each.figure.value * many.loose if many.figure.step != 1 else 0)
    )
    counted = all(one.figure.step == 1 for one in (each, many, total))
    off = abs(expected - total.figure.value)
    holds = off <= (expected * _HELD if counted else slack)
    return Relation("product", (total.number, many.number, each.number), holds, expected, total.figure.value)


_OF_THE = re.compile(r"\s+of (?:the |all |its |their |these )*$", re.IGNORECASE)
_NAMELY = re.compile(r"(?:\s+[a-z-]+){0,2}\s*(?:,|\(|–|—)\s*(?:or|i\.e\.,?|that is,?|namely)?\s*", re.IGNORECASE)
_CLOSES = re.compile(r"(?:\s+[a-z-]+)?\s*(?:,|\)|–|—)")
_WORDS = Decimal(3)  # points by which a share in words may be meant roughly
_FAR = Decimal(30)


def fractions(text: str, inside: Sequence[Placed]) -> Iterator[Relation]:
    """Two-thirds of the 960 latrines, 640, are in use."""
    for share, whole, part in zip(inside, inside[1:], inside[2:], strict=False):
        words = share.figure.unit == "percent" and not any(letter.isdigit() for letter in share.figure.text)
        if not words or whole.figure.unit != part.figure.unit or part.figure.value > whole.figure.value:
            continue
        if not _OF_THE.fullmatch(text, share.end, whole.start) or not _NAMELY.fullmatch(text, whole.end, part.start):
            continue
        if not _CLOSES.match(text, part.end) or not (whole.exact and part.exact):
            continue
        expected = part.figure.value * 100 / whole.figure.value
        off = abs(expected - share.figure.value)
        if off <= _FAR:
            told = (share.number, part.number, whole.number)
            yield Relation("share", told, off <= _WORDS, expected, share.figure.value)
