"""Arithmetic inside an English text: Of the 48 complaints, 39 were resolved, 7 sent on and 2 are pending."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from fangpin.bulletins.arithmetic.relating import (
    CLOSE,
    CLOSE_POINTS,
    Placed,
    Relation,
    comparable,
    listed_elsewhere,
    ratio_holds,
    share_of,
    summed,
)

_STOP = re.compile(r"(?<!\bRs)(?<!\bNo)(?<!i\.e)(?<!e\.g)(?<!U\.S)[.!?](?=\s|$)|\n")
_CLAUSE = re.compile(rf"{_STOP.pattern}|;")
_OF = re.compile(r"\b(?:of|out of|among)\s+(?:a total of\s+|these\s+|those\s+|the\s+|all\s+|some\s+)*$", re.IGNORECASE)
_AMONG = re.compile(
    r"\b(?:including|comprising|comprised of|consisting of|made up of|namely|of (?:whom|which|these|them)|broken down|respectively)\b|:\s|\(",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:\bi\.e\.,?|\bor|\bthat is,?|\brepresenting|\bwhich is|\bequal to|\bequivalent to|\baccounting for|\bmaking|\()\s*(?:about|nearly|some|only)?\s*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:against|out of|of)\b", re.IGNORECASE)
_NO_SHARE = re.compile(
    r"\s*(?:more|higher|lower|less|increase|rise|growth|decrease|decline|drop|up|down)\b", re.IGNORECASE
)
_IN_ALL = re.compile(r"\s+(?:\w+\s+)?(?:in all|in total|altogether|overall)\b", re.IGNORECASE)
_ALTOGETHER = re.compile(r"\b(?:total(?:l?ing)?|total of|altogether|in all,?)\s+$", re.IGNORECASE)
_MOVED = re.compile(r"\bfrom\b(?:[^.;]|\.\d){0,60}\bto\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|compared (?:with|to)|up from|down from|as against|against)\b", re.IGNORECASE)
_MORE = re.compile(r"\s*(?:more|higher|lower|less|increase|rise|growth|up)\b", re.IGNORECASE)
_RISE = re.compile(
    r"\b(?:increase|rise|growth|gain|decrease|decline|drop|up|down|fall)\s+(?:of|by)?\s*(?:about\s+)?$", re.IGNORECASE
)
_GROWN = re.compile(
    r"\b(?:increase|rise|growth|up|rose|grew|decrease|decline|drop|down|fell|reduction|fall|more|higher|lower|less)\b",
    re.IGNORECASE,
)
_NO_WHOLES = frozenset({"percent", "ratio", "percentage_point", "day", "month", "year"})


def relations_english(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """Sums, shares and growth within one sentence."""
    found = [*_in_sentences(text, figures), *_of_the_last(text, figures)]
    yield from found
    yield from listed_elsewhere(text, figures, _LISTED, known=found)


_LISTED = re.compile(r"(?:(?!\b(?:from|to|than|against)\b)[^\n.]){1,60}")  # between the figures of one list


_OF_THE_LAST = re.compile(r"(?:^|[.;]\s|\n)\s*(?:Of|Among|Out of) (?:the|these|those|them|this|whom)\b[^.;]{0,40}$")
_OPENING = 120  # characters of a sentence before its first number
_BRACKETED = re.compile(r"\s*[a-z -]{0,24}\(\s*(?:about |nearly |some )?")


def _of_the_last(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """7.89 lakh households worked. Of the last, 4,31,200 households (54.7 per cent) were led by women."""
    for place in range(2, len(figures)):
        part, share = figures[place - 1], figures[place]
        if share.figure.unit != "percent" or not share.exact or not part.exact:
            continue
        if not _BRACKETED.fullmatch(text[part.end : share.start]) or not _OF_THE_LAST.search(
            text, max(0, part.start - _OPENING), part.start
        ):
            continue
        wholes = [one for one in figures[: place - 1] if comparable(one, part) and one.figure.value > part.figure.value]
        held = [one for one in wholes if ratio_holds(part, one, share)]
        if held:
            yield share_of(share, part, held[-1])
        elif wholes and wholes[-1].exact and (told := share_of(share, part, wholes[-1])).off <= CLOSE_POINTS / 2:
            yield told


def _in_sentences(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    edges = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    starts = [one.start for one in figures]
    for first, last in pairwise(edges):
        inside = figures[bisect_left(starts, first) : bisect_left(starts, last)]
        yield from _sums(text, inside)
        for place, one in enumerate(inside):
            if one.figure.unit == "percent" and one.exact:
                yield from _share(text, inside, place)
                yield from _growth(text, inside, place)


def _sums(text: str, inside: Sequence[Placed]) -> Iterator[Relation]:
    """Of N, a were …, b … and c …; N …, including a … and b …."""
    for place, whole in enumerate(inside[2:], 2):
        if _IN_ALL.match(text, whole.end) or _ALTOGETHER.search(text[max(0, whole.start - 24) : whole.start]):
            before = [one for one in inside[:place] if one.figure.unit == whole.figure.unit]
            if len(before) > 1 and whole.exact and all(one.exact for one in before):
                yield from summed(whole, before, sure=False)
    for place, whole in enumerate(inside[:-2]):
        if whole.figure.unit in _NO_WHOLES or not whole.exact:
            continue
        of = _OF.search(text[max(0, whole.start - 24) : whole.start]) is not None
        among = _AMONG.search(text, whole.end, inside[place + 1].start) is not None
        if not of and not among:
            continue
        parts: list[Placed] = []
        for one in inside[place + 1 :]:
            if _CLAUSE.search(text, whole.end, one.start) and not among:
                break
            if one.figure.unit != whole.figure.unit:
                continue
            if one.figure.value > whole.figure.value or not one.exact:
                parts = []
                break
            parts.append(one)
        if len(parts) > 1:
            listed = text[whole.end : parts[0].start].strip()[-1:] in {":", "("}
            total = sum((one.figure.value for one in parts), Decimal(0))
            yield from summed(whole, parts, sure=listed and total <= whole.figure.value * (1 + CLOSE))


def _share(text: str, inside: Sequence[Placed], place: int) -> Iterator[Relation]:
    """Rs 4,520 crore against Rs 5,000 crore, i.e. 90.4 per cent; 1,113 of 1,250 grievances (89 per cent)."""
    share = inside[place]
    if not _SHARE.search(text[max(0, share.start - 32) : share.start]) or _NO_SHARE.match(text, share.end):
        return
    before = [one for one in inside[:place] if one.figure.unit not in _NO_WHOLES]
    pairs = [pair for pair in combinations(before, 2) if pair[0].figure.unit == pair[1].figure.unit]
    ordered = [tuple(sorted(pair, key=lambda one: one.figure.value)) for pair in pairs]
    for part, whole in ordered:
        if whole.figure.value > 0 and ratio_holds(part, whole, share):
            yield share_of(share, part, whole)
            return
    if len(before) < 2 or before[-2].figure.unit != before[-1].figure.unit:
        return
    part, whole = before[-2:]
    if not _AGAINST.search(text[part.end : whole.start]) or not (part.exact and whole.exact and whole.figure.value):
        return
    if (told := share_of(share, part, whole)).off <= CLOSE_POINTS:
        yield told


_OR = re.compile(r"(?:\s+[a-z]+)?,?\s+(?:or|i\.e\.,?|that is,?)\s+(?:by\s+)?", re.IGNORECASE)
_THAN = re.compile(r",?\s*(?P<less>less|fewer|lower)?(?:more|higher|up)?\s+than\b", re.IGNORECASE)


def _grown_by(later: Placed, change: Placed, share: Placed, text: str) -> Iterator[Relation]:
    """3.28 million were employed, 190,000 people, or 6.1 percent, more than a year before."""
    if later.figure.unit != change.figure.unit or not (later.exact and change.exact):
        return
    than = _THAN.match(text, share.end)
    base = later.figure.value + change.figure.value * (1 if than and than["less"] else -1)
    if base <= 0:
        return
    expected = change.figure.value * 100 / base
    slack = share.figure.step / 2 + (change.figure.step + later.figure.step) * 100 / base
    off = abs(expected - share.figure.value)
    if off <= CLOSE_POINTS:
        told = (share.number, change.number, later.number)
        yield Relation("growth", told, off <= slack, expected, share.figure.value)


def _growth(text: str, inside: Sequence[Placed], place: int) -> Iterator[Relation]:
    """Rose from 1,200 to 1,500, up 25 per cent."""
    share = inside[place]
    before = [one for one in inside[:place] if one.figure.unit not in _NO_WHOLES][-2:]
    if len(before) > 1 and _OR.fullmatch(text[before[1].end : share.start]) and _THAN.match(text, share.end):
        yield from _grown_by(before[0], before[1], share, text)
        return
    if (
        len(before) < 2
        or before[0].figure.unit.split("_per")[0] != before[1].figure.unit.split("_per")[0]
        or not all(one.exact for one in before)
    ):
        return
    base, later = before
    against = _INSTEAD.search(text[base.end : later.start])
    if against and (
        _MORE.match(text, share.end) or _RISE.search(text[max(0, share.start - 24) : share.start])
    ):  # Tk 1,050 instead of Tk 950, i.e. 10.5 percent more
        base, later = later, base
    elif against:
        return
    around = text[max(0, base.start - 40) : share.end + 30]
    moved = _MOVED.search(text[max(0, base.start - 12) : later.start])
    if not (moved or against) or not _GROWN.search(around) or base.figure.value <= 0:
        return
    expected = abs(later.figure.value - base.figure.value) * 100 / base.figure.value
    slack = share.figure.step / 2 + (
        Decimal(0)
        if base.figure.step == later.figure.step == 1
        else (base.figure.step + later.figure.step) * 100 / base.figure.value
    )
    off = abs(expected - share.figure.value)
    if off <= CLOSE_POINTS:
        yield Relation("growth", (share.number, later.number, base.number), off <= slack, expected, share.figure.value)
