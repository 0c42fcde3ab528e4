"""Quantities said without a number and a noun behind it: twice a month, one in five, two-thirds of, threefold, doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fangpin.bulletins import numerals
from fangpin.bulletins.english.aside import RATIO, REACH
from fangpin.bulletins.english.bounds import bound_of
from fangpin.bulletins.english.numbers import spelled
from fangpin.bulletins.quantity import PERCENT, TIMES, Quantity

_UP_TO_TEN = "one|two|three|four|five|six|seven|eight|nine|ten"
_OFTEN = re.compile(
    r"\b(?P<count>once|twice|(?P<times>(?<![\d,.])\w+) times)\s+(?:a|per|each|every)\s+(?P<per>day|week|month|quarter|year)\b",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"\b(?P<part>(?:{_UP_TO_TEN})|\d(?=\s+in))\s+(?:in|out of)\s+(?:every\s+)?(?P<whole>{_UP_TO_TEN}|\d{{1,2}})\b(?!\s+(?:days|months|years|weeks))",
    re.IGNORECASE,
)
_BOUNDED = r"(?<=over )|(?<=nearly )|(?<=almost )|(?<=about )|(?<=around )|(?<=roughly )|(?<=some )|(?<=than )|(?<=least )|(?<=by )|(?<=to )|(?<=only )|(?<=is )|(?<=was )"
_FRACTION = re.compile(
    rf"(?<!first )(?<!last )(?<!past )(?<!-)\b(?:(?P<half>(?:{_BOUNDED})half(?!-|\s+(?:an?|million|past|year|day|hour)\b)|half(?=\s+(?:of|the|were|are|their|its|a share)\b))|(?:(?P<part>one|two|three|four)[- ]|(?:(?<=over )|(?<=nearly )|(?<=almost )|(?<=about )|(?<=around )|(?<=by )|(?<=than )|(?<=least )|(?<=women and )|(?<=men and ))a (?=third|quarter|fourth|fifth)|a (?=\w+ (?:of|are|were|have|had)\b))"
    r"(?P<whole>third|fourth|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?\b)(?!\s+(?:phase|round|time|year|quarter|party|generation|batch|instalment)|-|\s+of\s+(?:a\s+(?:million|billion|lakh|crore)|(?:19|20)\d\d|the\s+(?:year|fiscal|financial)))",
    re.IGNORECASE,
)
_RATE = re.compile(  # 97 per 100,000 live births
    rf"(?<![\w.,])({numerals.ARABIC})\s+(?:deaths )?per\s+(1,?0{{3}}|10,?0{{3}}|1 lakh|100,?0{{3}}|thousand|lakh|million)\b(?: (?:live births|births|people|persons|population|inhabitants))?"
)
_WORDS_OF_RATE = {"thousand": "1000", "lakh": "100000", "1 lakh": "100000", "million": "1000000"}
_TO_ONE = re.compile(r"(?<![\d.:])(\d+(?:\.\d+)?) ?: ?(\d+(?:\.\d+)?)(?![\d:]|\.\d)")  # a ratio of 68:1
_FOLD = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|\d+(?:\.\d+)?)[- ]?fold\b", re.IGNORECASE)
_MULTIPLIED = re.compile(
    r"\b(?P<times>doubled|tripled|trebled|quadrupled|halved)\b|\b(?:double|twice|triple) (?=(?:the|that|its|their|what|last|this)\b|as (?:many|much|large|high)\b)",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"\b(?:twice|thrice)\b(?! (?:the|that|its|their|what|last|this|as|a|per|each|every|daily|weekly|monthly|yearly|annually)\b)",
    re.IGNORECASE,
)
_MULTIPLES = {"doubled": "2", "double": "2", "twice": "2", "halved": "0.5", "quadrupled": "4"}
_PARTS = {
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}


def phrases_english(text: str) -> Iterator[Quantity]:
    """How often, what share and how many times as much, in words of their own."""
    yield from _often(text)
    yield from _rates(text)
    yield from _shares(text)
    for match in _FOLD.finditer(text):
        told = match[1].lower()
        value = Decimal(told) if told[0].isdigit() else spelled(told) or Decimal(1)
        yield Quantity(*match.span(), value, TIMES, bound_of(text, *match.span()), Decimal(1))
    for match in _TWICE.finditer(text):
        yield Quantity(*match.span(), Decimal(2 if match[0].lower() == "twice" else 3), "event", "=", Decimal(1))
    for match in _MULTIPLIED.finditer(text):
        value = Decimal(_MULTIPLES.get(match[0].strip().lower(), "3"))
        yield Quantity(match.start(), match.end(), value, TIMES, bound_of(text, *match.span()), Decimal(1))


def _often(text: str) -> Iterator[Quantity]:
    for match in _OFTEN.finditer(text):
        word = match["count"].lower()
        times = {"once": Decimal(1), "twice": Decimal(2)}.get(word) or spelled(match["times"])
        if times is not None:
            unit = f"per_{match['per'].lower()}"
            yield Quantity(*match.span(), times, unit, bound_of(text, *match.span()), Decimal(1))


def _rates(text: str) -> Iterator[Quantity]:
    for match in _RATE.finditer(text):
        value, per = numerals.arabic(match[1]), match[2].replace(",", "").lower()
        step = Decimal(1).scaleb(-len(match[1].partition(".")[2]))
        unit = f"per_{_WORDS_OF_RATE.get(per, per)}"
        yield Quantity(*match.span(), value, unit, bound_of(text, *match.span()), step)
    for match in _TO_ONE.finditer(text):
        if Decimal(match[2]) and RATIO.search(text[max(0, match.start() - REACH) : match.start()]):
            yield Quantity(*match.span(), Decimal(match[1]) / Decimal(match[2]), TIMES, "=", Decimal(1))


def _shares(text: str) -> Iterator[Quantity]:
    for match in (*_ONE_IN.finditer(text), *_FRACTION.finditer(text)):
        told = match.groupdict()
        part = Decimal(1) if told.get("half") or not told["part"] else spelled(told["part"])
        if told.get("half"):
            whole: Decimal | None = Decimal(2)
        else:
            whole = Decimal(_PARTS.get(told["whole"].lower(), 0)) or spelled(told["whole"])
        if part is not None and whole and part < whole:
            share = (part * 100 / whole).quantize(Decimal("0.0001")).normalize()
            yield Quantity(*match.span(), share, PERCENT, bound_of(text, *match.span()), Decimal(1))
