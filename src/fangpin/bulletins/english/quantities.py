"""The quantities of an English text: each number with its unit, its value in base units and how it is bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fangpin.bulletins.english.bounds import bound_of
from fangpin.bulletins.english.elsewhere import (
    PARAGRAPH,
    SHARES,
    TIMES_OF_DAY,
    goes_on,
    goes_on_from,
    is_compared,
    is_group,
    is_listed,
    is_of_whom,
    is_range,
    is_said_of_them,
    shares_unit_with_next,
    takes_next,
    unit_elsewhere,
)
from fangpin.bulletins.english.heads import Head, head_of, last_noun
from fangpin.bulletins.english.money import money_of
from fangpin.bulletins.english.numbers import (
    LARGEST_WORD,
    end_of,
    magnitude,
    number,
    share_in_brackets,
    valued,
)
from fangpin.bulletins.english.phrases import phrases_english
from fangpin.bulletins.english.years import is_year, of_a_year
from fangpin.bulletins.quantity import PERCENT, POINTS, TIMES, Quantity
from fangpin.bulletins.set_aside import SetAside, Why, masked
from fangpin.bulletins.words import english

_SHARE = re.compile(
    r"(?:\s|-)*(?:(?P<points>percentage[- ]points?|pp\b|p\.p\.)|(?P<percent>%|per[\s�]?(?:-\n)?cent(?![a-z])|p\Wrcent|per\Went|per c\Wnt|pct\b)|(?P<times>times|-?fold|x(?![\w/]))\b)", re.IGNORECASE
)  # fmt: skip
_COMPARED = re.compile(r"\s+(?:more|higher|greater|larger|less|lower|as|the|that|over|of)\b", re.IGNORECASE)
_HAPPENED = re.compile(r"\s+(?:each|every|per|a|an|in|since|during|by|last|this)\b", re.IGNORECASE)
_OUT_OF_POVERTY = re.compile(r"\s+(?:people\s+)?(?:out of|from) (?:extreme |absolute )?poverty\b", re.IGNORECASE)
_PLACES = frozenset({"county", "township", "village", "institution", "organisation", "site", "facility"})
_WHERE = re.compile(
    r"\b(?:in|across|of|from|within|at|covering|spanning)\s+(?:the |all |about |some |over |these )*$", re.IGNORECASE
)
_HOLD = re.compile(
    r"\b(?:accounts?|accounted|have|has|had|hold|held|hosts?|shelter(?:s|ed)?|cover(?:s|ed)?) (?:for )?"
)  # four districts account for 13.88 lakh
_SAME_SUM = re.compile(
    r"\b(?:the (?:figure|average|level|line|amount)|that of|it (?:was|is|stood|rose|reached|fell))\b[^.;]*$"
)
_ACTED = re.compile(
    r"\s+(?:[a-z]{3,}ed|came|took part|went|fled|sat|got|are|were|have)\b"
)  # 29,500 walked through the gates
_CAPITALISED = re.compile(r"\s[A-Z][A-Za-z]{2,}")
_CODE = re.compile(r"\d{4,}")
_TO = re.compile(r"\s?[-–]\s?| to ")
_PREDICATE = re.compile(r"\s+(?:were|are|is)\b")  # 430 were women
_OLD = re.compile(r"(?:\s+|-)years?(?:\s+|-)(?:old|of age)\b", re.IGNORECASE)


def quantities_english(text: str) -> Iterator[Quantity | SetAside]:
    """Numbers of an English text whose dates are blanked, left to right; what counts nothing as :class:`SetAside`."""
    phrases = list(phrases_english(text))
    yield from phrases
    text = masked(text, [SetAside(one.start, one.end, Why.IDIOM) for one in phrases])
    numbers = list(number().finditer(text))
    yield from _Carrying(text).read(numbers, _units(text, numbers))


def _units(text: str, numbers: Sequence[re.Match[str]]) -> list[Head | None]:
    """What each number counts by its own words, or by those of the next where both share them."""
    units = [_own_unit(text, match) for match in numbers]
    for place in range(len(numbers) - 2, -1, -1):
        here, behind, unit = numbers[place], numbers[place + 1], units[place + 1]
        end, start = here.end(), behind.start()
        if unit is None or here["share"] or not shares_unit_with_next(text, end, start) or is_year(here):
            continue
        own = units[place]
        if own is None and not is_group(text, here.start()):
            grouped = "," in (here["digits"] or "") or bool(here["scale"])
            if takes_next(text, unit.unit, (end, start), end_of(behind), grouped=grouped):
                units[place] = Head(unit.unit, end_of(here))
        elif own is not None and is_range(text, end, start) and unit.unit.startswith(f"{own.unit}_per_"):
            units[place] = Head(unit.unit, own.end)  # 500 to 600 rupees a month
    for place, (before, here) in enumerate(pairwise(numbers), 1):
        money = units[place - 1]
        scaled = before["scale"] or here["scale"]
        if money is None or units[place] is not None or scaled or not money.unit[:3].isupper():
            continue
        if _TO.fullmatch(text, end_of(before), here.start()):
            units[place] = Head(money.unit, end_of(here))  # ₹20,000-30,000 per group
    return units


def _own_unit(text: str, match: re.Match[str]) -> Head | None:
    """What the words right behind a number, or the sign before it, say that it counts."""
    end = end_of(match)
    if _OUT_OF_POVERTY.match(text, end):
        return Head("person", end)
    if share := _SHARE.match(text, end):
        return Head(_share_unit(text, share), share.end())
    if old := _OLD.match(text, end):
        return Head("year_of_age", old.end())
    money = money_of(text, match.start(), end, sign=match["money"], scaled=bool(match["scale"]))
    return Head(*money) if money is not None else _noun_of(text, match, end)


def _noun_of(text: str, match: re.Match[str], end: int) -> Head | None:
    if is_year(match):
        return of_a_year(text, end)
    head = head_of(text, end, spelled=not (match["scale"] or match["digits"]))
    if "." in (match["digits"] or "") and not match["scale"] and _CAPITALISED.match(text, end):
        return None  # 6.61 Pilot projects: the number of a paragraph
    if head is None and match["share"]:  # about 8.26 crore (43%) rural households
        return head_of(text, match.end())
    return head


def _share_unit(text: str, share: re.Match[str]) -> str:
    """Percent, points, times as much; or how often: joined 1,200 times each year."""
    if share["times"]:
        often = (
            not re.search(r"\.\d+$", text[: share.start()][-6:])
            and _HAPPENED.match(text, share.end())
            and not _COMPARED.match(text, share.end())
        )
        return "event" if often else TIMES
    return POINTS if share["points"] else PERCENT


class _Carrying:
    """Reads numbers left to right and remembers what was counted last, for those that do not say it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.before: Quantity | None = None  # the quantity right before
        self.counted: Quantity | None = None  # the last that is no share and no length of time
        self.money: Quantity | None = None
        self.living: list[Quantity] = []

    def read(self, numbers: Sequence[re.Match[str]], units: Sequence[Head | None]) -> Iterator[Quantity | SetAside]:
        """Each number as a quantity or set aside, and the share in brackets behind it."""
        for place, (match, head) in enumerate(zip(numbers, units, strict=True)):
            if head is not None and _is_one_thing(self.text, match, head.unit):
                continue
            following = numbers[place + 1] if place + 1 < len(numbers) else None
            made = self._one(match, head, _scale_of_range(self.text, match, following))
            if made is not None:
                yield made
            if match["share"]:
                yield share_in_brackets(match)

    def _one(self, match: re.Match[str], head: Head | None, times: Decimal) -> Quantity | SetAside | None:
        start, end = match.start(), end_of(match)
        head = head or self._carried(SetAside(start, end, Why.NO_UNIT), match)
        value, step = valued(match)
        if head is None:
            return SetAside(start, end, Why.NO_UNIT) if match["digits"] or value > LARGEST_WORD else None
        head = self._of_the_same(head, start)
        unit, factor = english().told_in.get(head.unit, (head.unit, Decimal(1)))
        bound = "over" if match["more"] else bound_of(self.text, start, head.end)
        one = Quantity(start, head.end, value * times * factor, unit, bound, step * times * factor)
        self._remember(one)
        return one

    def _of_the_same(self, head: Head, start: int) -> Head:
        """In 122 counties the figure is below 8,000 yuan: of the same sum per head as before."""
        last = self.money
        if last is None or start - last.end > PARAGRAPH or not last.unit.startswith(f"{head.unit}_per_"):
            return head
        return Head(last.unit, head.end) if _SAME_SUM.search(self.text[last.end : start]) else head

    def _remember(self, one: Quantity) -> None:
        self.before = one
        if one.unit in {"person", "household"}:
            self.living.append(one)
        if _is_money(one):
            self.money = one
        if one.unit not in SHARES | TIMES_OF_DAY:
            self.counted = one

    def _carried(self, one: SetAside, match: re.Match[str]) -> Head | None:
        """What the number counts by the words around it, or by what was counted before."""
        if not match["digits"] and not match["scale"] and match["word"].lower() == "one":
            return None
        scaled = bool(match["scale"])
        if is_year(match):
            return None
        unit = self._of_whom(one) or unit_elsewhere(self.text, one, scaled=scaled)
        if unit is None and self.before is not None and _in_brackets_with_more(self.text, self.before, one):
            unit = self.before.unit  # 1,261 resolved (57 pending); 1.4 (was 0.6)
        if unit is None and self.before is not None and goes_on_from(self.text, self.before, one):
            unit = self.before.unit
        code = _CODE.fullmatch(match["digits"] or "") is not None  # messages come from 8171
        if (
            unit is None
            and self.counted is not None
            and not code
            and goes_on(self.text, self.counted, one, scaled=scaled)
        ):
            unit = self._last_named(one).unit
        if unit is None and (predicate := _PREDICATE.match(self.text, one.end)):
            said = head_of(self.text, predicate.end())
            unit = said.unit if said is not None and said.unit in {"person", "household"} else None
        if unit is None and (scaled or "," in (match["digits"] or "")):
            unit = self._near(one)
        return Head(unit, one.end) if unit is not None else None

    def _of_whom(self, one: SetAside) -> str | None:
        """9.6 million people have moved to new homes, of which five million to towns: of what the sentence counted."""
        last = self.counted
        if last is None or _is_money(last):
            return None
        if not is_of_whom(self.text, one.start):
            return last.unit if is_listed(self.text, last, one) else None
        return None if re.search(r"[.;!?]\s|\n", self.text[last.end : one.start]) else last.unit

    def _near(self, one: SetAside) -> str:
        """A number with separators or a magnitude counts something, even where nothing says what."""
        if self._in_sentence(one) and self.counted is not None:
            return self.counted.unit
        if self.living and one.start - self.living[-1].end < 2 * PARAGRAPH:
            return self.living[-1].unit
        if self.counted is not None and one.start - self.counted.end < PARAGRAPH and not _is_money(self.counted):
            return self.counted.unit
        sentence = re.split(r"[.!?]\s|\n", self.text[max(0, one.start - PARAGRAPH) : one.start])[-1]
        return "person" if _ACTED.match(self.text, one.end) else last_noun(sentence) or "item"

    def _in_sentence(self, one: SetAside) -> bool:
        """Whether the same sentence counted something before that is no sum and not where it is: in 62 districts."""
        last = self.counted
        if last is None or _is_money(last) or re.search(r"[.!?]\s|\n", self.text[last.end : one.start]):
            return False
        held = _HOLD.search(self.text, last.end, one.start)
        return held is None and _WHERE.search(self.text[max(0, last.start - 24) : last.start]) is None

    def _last_named(self, one: SetAside) -> Quantity:
        assert self.counted is not None  # noqa: S101 - asked for by the caller
        who = [each for each in self.living[-2:] if not re.search(r"[.]\s", self.text[each.end : one.start])]
        few = self.text[one.start].isalpha() and self._in_sentence(one)
        if who and is_said_of_them(self.text, one.end) and not few:
            return who[-1]
        large = re.search(r"[a-z,]", self.text[one.start : one.end], re.IGNORECASE)
        near = self.living and one.start - self.living[-1].end < 2 * PARAGRAPH
        placed = self.counted.unit in _PLACES and not self._in_sentence(one)
        if near and large and placed and not is_compared(self.text, one.start):
            return self.living[-1]  # in 62 districts there were a mere 17,500
        return (
            self.living[-1]
            if near and _is_money(self.counted) and large and not re.search("[a-z]", self.text[one.start : one.end])
            else self.counted
        )


def _is_money(one: Quantity) -> bool:
    return one.unit[:3].isupper()


def _is_one_thing(text: str, match: re.Match[str], unit: str) -> bool:
    """One village, one year: said, not counted, unless it is a least number: at least one person."""
    word = (match["word"] or "").lower()
    if word != "one" or match["scale"] or match["half"] or unit in SHARES:
        return False
    return bound_of(text, match.start(), end_of(match)) not in {"at_least", "at_most", "over"}


_ASIDE_OF = re.compile(r"[^.()\n]{0,40}\((?:was |from |up from |down from |against )?$")


def _in_brackets_with_more(text: str, before: Quantity, one: SetAside) -> bool:
    if before.unit in SHARES or not re.match(r"\)| [a-z]+\)", text[one.end : one.end + 20]):
        return False
    return _ASIDE_OF.match(text[before.end : one.start]) is not None


def _scale_of_range(text: str, match: re.Match[str], behind: re.Match[str] | None) -> Decimal:
    """What a number is told in by the next one's magnitude: between 3 and 4 million."""
    if behind is None or match["scale"] or not behind["scale"] or not is_range(text, end_of(match), behind.start()):
        return Decimal(1)
    small = match["digits"] and "," not in match["digits"] and Decimal(match["digits"]) < 1000
    return magnitude(behind["scale"]) if small or match["word"] else Decimal(1)
