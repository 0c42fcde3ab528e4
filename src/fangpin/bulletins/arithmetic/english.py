"""Arithmetic inside an English text: Of the 48 complaints, 39 were resolved, 7 sent on and 2 are pending."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fangpin.bulletins.arithmetic.english_growth import compared, folds, growth, moves, points
from fangpin.bulletins.arithmetic.english_means import fractions, products
from fangpin.bulletins.arithmetic.english_shares import remaining, share
from fangpin.bulletins.arithmetic.relating import (
    CLOSE,
    CLOSE_POINTS,
    NO_WHOLES,
    Placed,
    Relation,
    comparable,
    listed_elsewhere,
    ratio_holds,
    share_of,
    summed,
    within,
)

_STOP = re.compile(r"(?<!\bRs)(?<!shs)(?<!\bNo)(?<!i\.e)(?<!e\.g)(?<!U\.S)[.!?](?=\s|$)|\n")
_CLAUSE = re.compile(rf"{_STOP.pattern}|;")
_OF = re.compile(r"\b(?:of|out of|among)\s+(?:a total of\s+|these\s+|those\s+|the\s+|all\s+|some\s+)*$", re.IGNORECASE)
_AMONG = re.compile(
    r"\b(?:including|comprising|comprised of|consisting of|made up of|namely|of (?:whom|which|these|them)|broken down|respectively)\b|:\s|\(",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"\s+(?:\w+\s+)?(?:in all|in total|altogether|overall)\b", re.IGNORECASE)
_CLOSED = re.compile(r"\([^()]*\)")
_GOES_ON = re.compile(r"[^.;\d]{0,40}\band (?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
_ALL_OF_IT = re.compile(r"\b(?:compris(?:ing|ed of)|consisting of|made up of|namely)\b", re.IGNORECASE)
_OPENS_ALL = re.compile(r"\s*(?:Altogether|In all|In total|Together),?\s+", re.IGNORECASE)
_SEX = re.compile(r"\b(?:wo)?men\b|\b(?:fe)?males?\b|\b(?:girl|boy)s\b", re.IGNORECASE)
_SEXES = ({"men", "women"}, {"male", "female"}, {"males", "females"}, {"girls", "boys"})
_THIRD = 3
_FIFTH = 5  # parts within so manieth of a whole are all of it
_ALTOGETHER = re.compile(r"\b(?:total(?:l?ing)?|total of|altogether|in all,?)\s+$", re.IGNORECASE)


def relations_english(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """Sums, shares and growth within one sentence."""
    found = [*_in_sentences(text, figures), *_of_the_last(text, figures)]
    yield from found
    yield from listed_elsewhere(text, figures, _LISTED, known=found)


_LISTED = re.compile(r"(?:(?!\b(?:from|to|than|against)\b)[^\n|\t.]){1,60}")  # between the figures of one list


_OF_THE_LAST = re.compile(
    r"(?:^|[.;]\s|\n)\s*(?:Of|Among|Out of) (?:the|these|those|them|this|whom|which)\b[^.;]{0,90}$"
)
_OPENING = 120  # characters of a sentence before its first number
_BRACKETED = re.compile(
    r"\s*[a-z -]{0,24}(?:\(|, (?:or|i\.e\.|accounting for|representing|making up))\s*(?:about |nearly |some )?"
)


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
        yield from products(text, inside)
        yield from fractions(text, inside)
        yield from moves(inside, text)
        yield from folds(text, inside)
        yield from compared(text, inside)
        yield from _men_and_women(text, inside)
        for place, one in enumerate(inside):
            if one.figure.unit == "percent" and one.exact:
                yield from share(text, inside, place)
                yield from growth(text, inside, place)
            elif one.figure.unit == "percentage_point" and one.exact:
                yield from points(text, inside, place)
        yield from _above(text, figures, bisect_left(starts, first), bisect_left(starts, last))
        yield from remaining(text, figures, bisect_left(starts, first), bisect_left(starts, last))


def _one_unread(behind: Sequence[Placed], whole: Placed) -> bool:
    """Nutrition (631,000), relief (1.05 million), livelihoods (58,600): one of the parts was read as something else."""
    return any(one.figure.unit not in {whole.figure.unit, "percent"} for one in behind)


def _sums(text: str, inside: Sequence[Placed]) -> Iterator[Relation]:
    """Of N, a were …, b … and c …; a, b and c, N in all."""
    for place, whole in enumerate(inside[2:], 2):
        if _IN_ALL.match(text, whole.end) or _ALTOGETHER.search(text[max(0, whole.start - 24) : whole.start]):
            before = [one for one in inside[:place] if one.figure.unit == whole.figure.unit]
            if len(before) > 1 and whole.exact and all(one.exact for one in before):
                yield from summed(
                    whole, before, sure=False, always=len(before) > 2 and within(whole, before, times=_FIFTH)
                )
    yield from _divided(text, inside)


def _above(text: str, figures: Sequence[Placed], first: int, last: int) -> Iterator[Relation]:
    """4,210 groups in the north and 3,360 in the south. Altogether 7,570 groups are active: of the sentence before."""
    for place in range(first, min(first + 1, last)):
        whole = figures[place]
        stop = text.rfind(".", 0, whole.start)
        if not _OPENS_ALL.fullmatch(text, stop + 1, whole.start) or not whole.exact:
            continue
        edge = max(
            (match.end() for match in _STOP.finditer(text, max(0, stop - 300), stop)), default=max(0, stop - 300)
        )
        before = [one for one in figures[max(0, place - 8) : place] if edge <= one.start and one.exact]
        before = [one for one in before if one.figure.unit == whole.figure.unit]
        if len(before) > 1 and "\n" not in text[before[0].end : whole.start]:
            yield from summed(whole, before, sure=False, always=within(whole, before, times=_FIFTH))


def _men_and_women(text: str, inside: Sequence[Placed]) -> Iterator[Relation]:
    """Men made up 6,300 and women 7,700 of the 14,000 trainees; girls 5,200 and boys 4,800 of the 10,000."""
    for one, other, whole in zip(inside, inside[1:], inside[2:], strict=False):
        if len({one.figure.unit, other.figure.unit, whole.figure.unit} | NO_WHOLES) != len(NO_WHOLES) + 1:
            continue
        leads = (text[max(0, one.start - 30) : one.start], text[one.end : other.start])
        sexes = [{word.lower() for word in _SEX.findall(lead)} for lead in leads]
        if not all(len(words) == 1 for words in sexes) or sexes[0] | sexes[1] not in _SEXES:
            continue
        of = _OF.fullmatch(text[other.end : whole.start].strip() + " ")
        if of and all(each.exact for each in (one, other, whole)):
            yield from summed(whole, (one, other), sure=True, always=within(whole, (one, other), times=_THIRD))


def _divided(text: str, inside: Sequence[Placed]) -> Iterator[Relation]:
    """Of N, a were …, b … and c …; N …, including a … and b …."""
    for place, whole in enumerate(inside[:-2]):
        if whole.figure.unit in NO_WHOLES or not whole.exact:
            continue
        of = _OF.search(text[max(0, whole.start - 24) : whole.start]) is not None
        among = _AMONG.search(_CLOSED.sub("", text[whole.end : inside[place + 1].start])) is not None
        beside = text[whole.end : whole.end + 1] == ")"  # Gujarat (20.7 lakh), Maharashtra (20.4 lakh), …
        if not of and (not among or beside):
            continue
        parts: list[Placed] = []
        for one in inside[place + 1 :]:
            if _CLAUSE.search(text, whole.end, one.start) and not among:
                break
            if one.figure.unit != whole.figure.unit:
                continue
            if not whole.figure.step <= one.figure.value <= whole.figure.value or not one.exact:
                parts = []  # Rs 452 crore of the available Rs 450 crore; the first instalment of Rs 40,000
                break
            parts.append(one)
        if len(parts) > 1:
            total = sum((one.figure.value for one in parts), Decimal(0))
            short = total < whole.figure.value
            if short and (_GOES_ON.match(text, parts[-1].end) or (not of and _one_unread(inside[place + 1 :], whole))):
                continue
            listed = text[whole.end : parts[0].start].strip()[-1:] in {":", "("}
            every = _ALL_OF_IT.search(text, whole.end, parts[0].start) is not None and within(
                whole, parts, times=_FIFTH
            )
            sure = listed and total <= whole.figure.value * (1 + CLOSE)
            yield from summed(
                whole,
                parts,
                sure=sure,
                always=len(parts) > 2 and (every or (listed and within(whole, parts, times=_FIFTH))),
            )
