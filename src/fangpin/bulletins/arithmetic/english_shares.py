"""Shares and remainders in an English text: 386 of its 812 households, or 47.5 percent; the remaining 41,483."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from fangpin.bulletins.arithmetic.relating import (
    CLOSE_POINTS,
    NO_WHOLES,
    Placed,
    Relation,
    comparable,
    left_of_largest,
    share_of,
    tells,
)

_SHARE = re.compile(
    r"(?:\bi\.e\.,?|\bor|\bthat is,?|\brepresenting|\bwhich is|\bequal to|\bequivalent to|\baccounting for|\bmaking|\(|—|–|,|\bby|\brate of|\bachievement of|\bcompleting)"
    r"\s*(?:about|nearly|some|only|close to|around)?\s*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:against|out of|of)\b", re.IGNORECASE)
_NO_SHARE = re.compile(
    r"\s*(?:more|higher|lower|less|increase|rise|growth|decrease|decline|drop|up|down|from|in 20)\b", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:increas|ris|rose|gr[eo]w|gain|decreas|declin|drop|up|down|fall|fell|reduc|rais|interest|inflation)",
    re.IGNORECASE,
)
_OF_NEXT = re.compile(
    r"\)?(?:[^.;\n\d%]|\.(?=\S)){0,30}?\b(?:of|against|compared (?:to|with))\b(?:[^.;\n\d%(]|\bRs\.|\.(?=\S)){0,50}",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\b(?:of which|of whom|out of which|of these|of them|of those)\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*(?:of|among) (?:whom|which|them|these|those)\b", re.IGNORECASE)
_RATE_OF = re.compile(r"\b(?:rate|achievement) of\s*$", re.IGNORECASE)
_THAT_IS = re.compile(r"\b(?:i\.e\.|that is),?\s*$", re.IGNORECASE)
_OUTLAY = re.compile(r"(?:^|[.;]\s+)Of (?:the |its |this |a )[^.;,\d]{0,40}$")
_NUMBERS_OF = re.compile(r"\s*\(\s*$")
_OF_ALL = re.compile(r"\)?(?: [a-z]+)? of (?:the |all |its |a total of )+$", re.IGNORECASE)
_IN_BRACKETS_OF = re.compile(
    r"[^()\d]{0,8}\)(?: [a-z]+)? (?:out )?of (?:the |all |its |a |total |of |some |about |approximately |estimated )*(?:Rs\.? ?)?",
    re.IGNORECASE,
)
MOST_OFF = 60  # points
_OPENS_OF = re.compile(
    r"(?:^|[,;]\s|\b)(?:of|out of|against)\s+(?:a total of\s+|the\s+|its\s+|these\s+|all\s+)*\S{0,4}$", re.IGNORECASE
)
_REMAINING = re.compile(
    r"\b(?:the remaining|the rest|the other|the balance|leaving|balance of|remainder of)[^.;\d]{0,14}$", re.IGNORECASE
)
_APART = 60  # characters between a part and its share
_BACK = 6  # figures before a remainder among which its whole is looked for
_FAR = 320  # characters


def share(text: str, inside: Sequence[Placed], place: int) -> Iterator[Relation]:
    """Rs 4,520 crore against Rs 5,000 crore, i.e. 90.4 per cent; 1.8 million, or 67 per cent of the 2.7 million."""
    told = inside[place]
    yield from _told_first(text, inside[place : place + 3])
    yield from _of_an_outlay(text, inside[max(0, place - 1) : place + 2])
    if place and (of_it := _in_brackets_of(text, inside[place - 1 : place + 2])) is not None:
        yield of_it
        return
    lead = text[max(0, told.start - 40) : told.start]
    if not _SHARE.search(lead) or _NO_SHARE.match(text, told.end) or _CHANGE.search(lead[-24:]):
        return
    before = [one for one in inside[:place] if one.figure.unit not in NO_WHOLES]
    behind = [one for one in inside[place + 1 : place + 2] if one.figure.unit not in NO_WHOLES]
    pairs = [pair for pair in combinations(before, 2) if comparable(*pair)]
    pairs += [(one, other) for one in before[-2:] for other in behind if comparable(one, other)]
    ordered = [tuple(sorted(pair, key=lambda one: one.figure.value)) for pair in reversed(pairs)]
    for part, whole in ordered:
        if whole.figure.value > 0 and tells(part, whole, told):
            yield share_of(told, part, whole)
            return
    meant = _meant(text, told, before, behind)
    if meant is not None and meant[0].told_roughly and (found := share_of(told, *meant)).off <= CLOSE_POINTS:
        yield found


def _in_brackets_of(text: str, row: Sequence[Placed]) -> Relation | None:
    """2,741 km (96.4 per cent) of the 2,843 km: a share between its part and its whole, however far from their ratio."""
    if len(row) < 3 or not comparable(row[0], row[2]):
        return None
    part, told, whole = row
    plain = text[part.end : told.start].strip(" \n") == "(" and _IN_BRACKETS_OF.fullmatch(text, told.end, whole.start)
    found = share_of(told, part, whole) if plain and whole.figure.value > 0 else None
    if found is None or found.holds:
        return found
    loose = found.expected * (part.loose / part.figure.value + whole.loose / whole.figure.value)
    return found if 2 * loose < found.off < MOST_OFF and not part.figure.bound.startswith("at_") else None


def _told_first(text: str, row: Sequence[Placed]) -> Iterator[Relation]:
    """54 per cent (5,940) of the 11,000 members."""
    if len(row) < 3 or not comparable(row[1], row[2]) or not (row[1].exact and row[2].exact):
        return
    told, part, whole = row
    if _NUMBERS_OF.fullmatch(text, told.end, part.start) and _OF_ALL.fullmatch(text, part.end, whole.start):
        found = share_of(told, part, whole)
        if found.holds or found.off <= CLOSE_POINTS:
            yield found


def _of_an_outlay(text: str, row: Sequence[Placed]) -> Iterator[Relation]:
    """Of the total outlay of Rs 250 crore, 60 per cent (Rs 150 crore) is borne by the Centre."""
    if len(row) < 3 or row[1].figure.unit != "percent" or not comparable(row[0], row[2]):
        return
    whole, told, part = row
    opened = _OUTLAY.search(text[max(0, whole.start - 60) : whole.start])
    beside = text[whole.end : told.start].strip() == "," and _NUMBERS_OF.fullmatch(text, told.end, part.start)
    if opened and beside and text[part.end : part.end + 1] == ")" and part.exact and whole.exact:
        yield share_of(told, part, whole)


def _meant(text: str, told: Placed, before: Sequence[Placed], behind: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """The part and the whole that the words join; None where they join none."""
    if not before or told.start - before[-1].end > _APART:
        return None
    part = before[-1]
    if behind and comparable(part, behind[0]) and _OF_NEXT.fullmatch(text[told.end : behind[0].start]):
        return (part, behind[0]) if behind[0].told_roughly else None
    wholes = [one for one in before[:-1] if comparable(one, part) and one.told_roughly]
    if not wholes:
        return None
    last = wholes[-1]
    if last.figure.value < part.figure.value:
        joined = last is before[-2] and _BETWEEN.search(text[last.end : part.start])
        return (last, part) if joined and part.exact else None
    joined = last is before[-2] and (
        _OF_THEM.match(text, part.end) or _RATE_OF.search(text[max(0, told.start - 30) : told.start])
    )
    opened = (
        joined
        or _OPENS_OF.search(text[max(0, last.start - 40) : last.start])
        or _OF_WHICH.search(text[last.end : part.start])
    )
    larger = {one.figure.value for one in wholes if one.figure.value > part.figure.value}
    that_is = last is before[-2] and _THAT_IS.search(text, max(0, told.start - 12), told.start)
    against = last is before[-2] and re.search(r"\bagainst\b", text[last.end : part.start])
    return (part, last) if (opened or that_is or against) and len(larger) == 1 else None


def remaining(text: str, figures: Sequence[Placed], first: int, last: int) -> Iterator[Relation]:
    """1,38,214 pensioners … 96,731 would get it, the remaining 41,483 later; of a sentence and those before it."""
    for place in range(first, last):
        rest = figures[place]
        if not rest.exact or not _REMAINING.search(text[max(0, rest.start - 40) : rest.start]):
            continue
        near = [
            one
            for one in figures[max(0, place - _BACK) : place]
            if one.figure.unit == rest.figure.unit and one.exact and rest.start - one.end < _FAR
        ]
        told = left_of_largest(rest, near)
        if told is not None:
            yield told
