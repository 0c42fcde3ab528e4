"""Changes in an English text: rose from 1,200 to 1,500, up 25 per cent; 345,610, up 2.7 percent from 336,524."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fangpin.bulletins.arithmetic.relating import CLOSE_POINTS, NO_WHOLES, Placed, Relation, growth_of

_MOVED = re.compile(r"\bfrom\b(?:[^.;]|\.\d){0,60}\bto\b", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"\b(?:increased|raised|risen|rose|grown|grew|fallen|fell|reduced|dropped|cut|lowered|doubled)\s+to\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead of|compared (?:with|to)|up from|down from|as against|against)\b", re.IGNORECASE)
_MORE = re.compile(r"\s*(?:more|higher|lower|less|increase|rise|growth|up)\b", re.IGNORECASE)
_RISE = re.compile(
    r"\b(?:increase|rise|growth|gain|decrease|decline|drop|up|down|fall|reduction|jump)\s+(?:of|by)?\s*(?:about\s+)?$",
    re.IGNORECASE,
)
_GROWN = re.compile(
    r"\b(?:increase|rise|growth|up|rose|grew|decrease|decline|drop|down|fell|reduction|fall|more|higher|lower|less)\b",
    re.IGNORECASE,
)
_FROM_NEXT = re.compile(
    r"\s*(?:(?:more|higher|lower|less|increase|rise|growth|decrease|decline)\s+)?(?:from|than|over|compared (?:to|with)|on)\b"
    r"(?:[^.;\n\d%]|\bRs\.|\.(?=\S)){0,40}",
    re.IGNORECASE,
)
_OR = re.compile(r"(?:\s+[a-z]+)?,?\s+(?:or|i\.e\.,?|that is,?)\s+(?:by\s+)?", re.IGNORECASE)
_THAN = re.compile(r",?\s*(?P<less>less|fewer|lower)?(?:more|higher|up)?\s+(?:than|over)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:from|to|against|compared (?:to|with))\b", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:increased|rose|risen|grew|grown|fell|fallen|dropped|declined|decreased|went up|came down|up|down)\s+by\s+(?:Rs\.?\s*)?$",
    re.IGNORECASE,
)
_FROM, _TO = re.compile(r"[a-z ]{0,20},?\s+from\s+"), re.compile(r"(?:\s+[a-z]+)?(?:\s+in \d{4}(?:-\d\d)?)?,?\s+to\s+")
_YEAR_AND_YEAR = re.compile(r"[^.;\d]{0,16}\bin (?:19|20)\d\d(?:-\d\d)?,? and [^.;\d]{0,16}")
_SINCE = re.compile(r"\s*(?:over|from|since|on|than)\b[^.,;]{0,24}(?:19|20)\d\d")
_BACK_FROM = re.compile(r"[^.;\d]{0,24}\bfrom\s+")
_UP_TO = re.compile(
    r"\b(?:ris(?:en|ing)|rose|grown?|grew|increased|climbed|fell|fallen|dropped|declined|decreased) to\s+$",
    re.IGNORECASE,
)
_FOLDS = re.compile(
    r"(?<!than )(?<!nearly )(?<!almost )\b(?P<folds>doubl|trebl|tripl|quadrupl|halv)(?:ed|ing) from\s+$", re.IGNORECASE
)
_TIMES = {"doubl": Decimal(2), "trebl": Decimal(3), "tripl": Decimal(3), "quadrupl": Decimal(4), "halv": Decimal("0.5")}
_IN_WORDS = Decimal("0.15")  # of what a number became, that doubled leaves open
_AS_MUCH_MORE = re.compile(r"[^.;\d]{0,24}(?:,|\bor|\band)\s+(?:which is )?")
_MORE_THAN = re.compile(r"\s+(?:more|less|fewer|higher|lower) than (?:the )?")
_BECAUSE = re.compile(r"\b(?:due|owing|attributed|driven|led|thanks|including|of which|because)\b", re.IGNORECASE)
_BEHIND = 50  # characters between two numbers and the share by which the one is more
_POINTS = Decimal(5)
_HALF = Decimal("0.5")  # of a change in points told from one share to another


def growth(text: str, inside: Sequence[Placed], place: int) -> Iterator[Relation]:
    """Rose from 1,200 to 1,500, up 25 per cent; 345,610, up 2.7 percent from 336,524."""
    share = inside[place]
    before = [one for one in inside[:place] if one.figure.unit not in NO_WHOLES][-2:]
    if len(before) > 1 and _OR.fullmatch(text[before[1].end : share.start]) and _THAN.match(text, share.end):
        yield from _grown_by(before[0], before[1], share, text)
        return
    pair = _moved_behind(text, inside[place : place + 3]) or _risen_before(text, before, share)
    if pair is not None:
        yield from _change(share, *pair)
        return
    behind = inside[place + 1 : place + 2]
    if before and behind and _FROM_NEXT.fullmatch(text[share.end : behind[0].start]):
        here = text[max(0, share.start - 24) : behind[0].start]
        if _GROWN.search(here) and _same_measure(before[-1], behind[0]):
            yield from _change(share, behind[0], before[-1])
        return
    if len(before) < 2 or not _same_measure(*before):
        return
    base, later = before
    if _said_of_another(text, later, share):
        return
    against = _INSTEAD.search(text[base.end : later.start])
    if against and (
        _MORE.match(text, share.end) or _RISE.search(text[max(0, share.start - 24) : share.start])
    ):  # Tk 1,050 instead of Tk 950, i.e. 10.5 percent more
        base, later = later, base
    elif against:
        return
    around = text[max(0, base.start - 40) : share.end + 30]
    moved = _MOVED.search(text[max(0, base.start - 12) : later.start]) or _MOVED_TO.search(text[base.end : later.start])
    if (moved or against) and _GROWN.search(around):
        yield from _change(share, base, later)


def _moved_behind(text: str, row: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """Increased by 15 per cent, from 40,000 to 46,000: the two numbers behind the change."""
    if (
        len(row) < 3
        or not _same_measure(row[1], row[2])
        or not _BY.search(text[max(0, row[0].start - 40) : row[0].start])
    ):
        return None
    told = _FROM.fullmatch(text, row[0].end, row[1].start) and _TO.fullmatch(text, row[1].end, row[2].start)
    return (row[1], row[2]) if told else None


def _risen_before(text: str, before: Sequence[Placed], share: Placed) -> tuple[Placed, Placed] | None:
    """Rs 96 crore in 2022-23 and Rs 120 crore in 2023-24, an increase of 25%; rose to 14,300 from 13,000, up 10%."""
    lead = text[max(0, share.start - 24) : share.start]
    if len(before) < 2 or not _same_measure(*before) or not _RISE.search(lead) or _SINCE.match(text, share.end):
        return None
    first, second = before
    if _YEAR_AND_YEAR.fullmatch(text, first.end, second.start):
        return first, second
    risen = _UP_TO.search(text, max(0, first.start - 20), first.start)
    return (second, first) if risen and _BACK_FROM.fullmatch(text, first.end, second.start) else None


def moves(inside: Sequence[Placed], text: str) -> Iterator[Relation]:
    """Rose by 1,200, from 8,000 to 9,200; doubled from 1,500 to 3,000."""
    for place in range(len(inside) - 2):
        moved = _moved_behind(text, inside[place : place + 3])
        change = inside[place]
        if moved is None or change.figure.unit != moved[0].figure.unit or change.figure.unit in NO_WHOLES:
            continue
        base, later = moved
        expected = abs(later.figure.value - base.figure.value)
        counted = all(one.figure.step == 1 for one in (base, later, change))
        off = abs(expected - change.figure.value)
        holds = off <= (0 if counted else base.loose + later.loose + change.loose)
        if change.exact and (holds or off <= expected):
            yield Relation("growth", (change.number, later.number, base.number), holds, expected, change.figure.value)


def folds(text: str, inside: Sequence[Placed]) -> Iterator[Relation]:
    """Doubled from 21,000 in 2019 to 42,000 in 2023: as many times as the word says, roughly."""
    for base, later in pairwise(inside):
        said = _FOLDS.search(text, max(0, base.start - 40), base.start)
        if said is None or not _same_measure(base, later) or not _TO.fullmatch(text, base.end, later.start):
            continue
        expected = base.figure.value * _TIMES[said["folds"].lower()]
        holds = abs(expected - later.figure.value) <= expected * _IN_WORDS
        yield Relation("growth", (later.number, base.number), holds, expected, later.figure.value)


def compared(text: str, inside: Sequence[Placed]) -> Iterator[Relation]:
    """Earns $1,260 a year, $240 more than the $1,020 earned in the village."""
    for now, change, base in zip(inside, inside[1:], inside[2:], strict=False):
        if change.figure.unit in NO_WHOLES or not (_same_measure(now, base) and _same_measure(now, change)):
            continue
        if not _AS_MUCH_MORE.fullmatch(text, now.end, change.start):
            continue
        if not _MORE_THAN.fullmatch(text, change.end, base.start):
            continue
        expected = abs(now.figure.value - base.figure.value)
        counted = all(one.figure.step == 1 for one in (now, change, base))
        slack = Decimal(0) if counted else now.loose + change.loose + base.loose
        told = (change.number, now.number, base.number)
        yield Relation("growth", told, abs(expected - change.figure.value) <= slack, expected, change.figure.value)


def _said_of_another(text: str, later: Placed, change: Placed) -> bool:
    """From 5.4 to 4.9 per cent, due to a 0.9 percentage point reduction in core inflation."""
    between = text[later.end : change.start]
    return len(between) > _BEHIND or _BECAUSE.search(between) is not None


def _same_measure(one: Placed, other: Placed) -> bool:
    return one.figure.unit.split("_per")[0] == other.figure.unit.split("_per")[0] and one.exact and other.exact


def _change(share: Placed, base: Placed, later: Placed) -> Iterator[Relation]:
    told = growth_of(share, later, base, plainly=True) if base.figure.value > 0 else None
    if told is not None:
        yield told


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


def points(text: str, inside: Sequence[Placed], place: int) -> Iterator[Relation]:
    """From 33.2 percent in 2012 to 5.6 percent in 2018, or by 27.6 percentage points."""
    change = inside[place]
    shares = [one for one in inside[:place] if one.figure.unit == "percent"][-2:]
    if len(shares) < 2 and shares:
        behind = inside[place + 1 : place + 2]
        shares += [one for one in behind if one.figure.unit == "percent"]
        joined = len(shares) > 1 and _FROM_NEXT.fullmatch(text[change.end : shares[1].start])
    else:
        joined = len(shares) > 1 and _JOINED.search(text[shares[0].end : shares[1].start])
    if not joined or not all(one.exact for one in shares) or _said_of_another(text, shares[-1], change):
        return
    base, later = shares
    expected = abs(later.figure.value - base.figure.value)
    slack = (base.figure.step + later.figure.step + change.figure.step) / 2
    off = abs(expected - change.figure.value)
    moved = _MOVED.search(text, max(0, base.start - 12), later.start) is not None
    plainly = moved and expected <= 2 * change.figure.value  # 0.5 points of growth, of a ratio that rose by 60
    if off <= max(slack, _POINTS, expected * (1 if plainly else _HALF)):
        told = (change.number, later.number, base.number)
        yield Relation("growth", told, off <= slack, expected, change.figure.value)
