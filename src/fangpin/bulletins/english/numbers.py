"""Numbers as English texts write them: 12,34,567 · 3.2 lakh crore · one crore 13 lakh · two and a half million · 350k."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from fangpin.bulletins import numerals
from fangpin.bulletins.quantity import PERCENT, Quantity
from fangpin.bulletins.words import english

_ONES = "one two three four five six seven eight nine".split()  # noqa: SIM905 - a column of words reads worse
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_SMALL = {word: Decimal(value) for value, word in enumerate([*_ONES, *_TEENS], 1)}
_SMALL |= {ten: Decimal(10 * place) for place, ten in enumerate(_TENS, 2)}
_SMALL |= {f"{ten}-{one}": _SMALL[ten] + _SMALL[one] for ten in _TENS for one in _ONES}
_SPELLED = _SMALL | {"hundred": Decimal(100), "dozen": Decimal(12)}
_SCALES = {"hundred": 2, "dozen": 0, "thousand": 3, "k": 3, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5}
_SCALES |= {"million": 6, "mn": 6, "m": 6, "mln": 6, "cr": 7, "crore": 7, "crores": 7, "billion": 9, "bn": 9, "bln": 9}
_SCALES |= {"trillion": 12}
_SCALES |= {"bil": 9, "mil": 6, "tri": 12, "trn": 12, "tn": 12, "b": 9}
_SCALE = "|".join(r"m(?!\.\s?[A-Za-z])" if scale == "m" else scale for scale in sorted(_SCALES, key=len, reverse=True))
_DIGIT = "|".join(sorted(_SPELLED, key=len, reverse=True))
_SPELLED |= {"half a": Decimal("0.5"), "a quarter of a": Decimal("0.25"), "a": Decimal(1)}  # only before a magnitude
_AN_AMOUNT = r"(?:half a|a quarter of a|a)(?= (?:dozen|hundred|thousand|lakh|million|crore|billion)\b)"
LARGEST_WORD = 20  # a spelled number up to here is often no quantity: one of them, two sides
PARTS_OF_NUMBER = ("digits", "word", "half", "more", "scale", "parts", "and_half", "tail", "again")


@cache
def number() -> re.Pattern[str]:
    """One number with its sign of money, its magnitudes and a share in brackets behind it."""
    sign = "|".join(f"(?:{one.before})" for one in english().currencies)
    return re.compile(
        rf"(?:(?<![A-Za-z])(?P<money>(?:{sign})\s*)|(?<![\w.,])|(?<=[a-z]{{3}})(?=\d{{1,3}},\d{{3}}\b))(?:(?P<digits>\d{{1,2}}(?:, ?\d{{2}})+, ?\d{{3}}(?:\.\d+)?(?!\d)|(?<!, )\d{{1,2}}, \d{{3}}(?= [a-z])(?<!\n)|(?<!\d )\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?![\d,.]*\d)(?! \d)|{numerals.ARABIC})|(?<!several )(?<!few )(?<!many )(?P<word>{_AN_AMOUNT}|(?:{_DIGIT})\b))"
        rf"(?P<half>[\s-]and[\s-]a[\s-]half\b)?(?P<more>\+|-plus\b)?"
        rf"(?:[\s-]*(?P<scale>{_SCALE})\b(?P<parts>(?:(?:(?<!thousand),?\s+(?:and\s+)?(?=\S+\s+(?:thousand|hundred)\b)|\s+)(?:\d{{1,3}}|{_DIGIT})\s+(?:{_SCALE})\b)*)(?P<and_half>\s+and\s+a\s+half\b)?(?P<tail>(?:(?<=hundred)|(?<=thousand))\s+and\s+(?:{_DIGIT})\b(?=\s+[a-z])|(?<=million)\s+and\s+\d{{1,3}},\d{{3}}\b)?(?P<again>\s+(?:{_SCALE})\b)?)?"
        rf"(?:\s*\(\s*(?P<share>\d+(?:\.\d+)?)\s*(?:%|per ?cent)\s*\))?",
        re.IGNORECASE,
    )


def end_of(match: re.Match[str]) -> int:
    """Where a match of :func:`number` ends, its share in brackets aside."""
    return max(match.end(part) for part in PARTS_OF_NUMBER)


def spelled(word: str) -> Decimal | None:
    """The value of one number in digits or in a word; None where it is no number."""
    return Decimal(word) if word.isdigit() else _SPELLED.get(word.lower())


def valued(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Value and worth of the last digit: 7.41 crore; one crore 13 lakh; one lakh 82 thousand crore; 1 lakh crore."""
    value = numerals.arabic(match["digits"].translate(_SPACES)) if match["digits"] else _SPELLED[match["word"].lower()]
    step = Decimal(1).scaleb(-len((match["digits"] or "").partition(".")[2]))
    if match["half"]:
        value, step = value + Decimal("0.5"), Decimal("0.5")
    if match["scale"]:
        times = magnitude(match["scale"])
        value, step = value * times, step * times
        for part, scale in _PART.findall(match["parts"]):
            times = magnitude(scale)
            value, step = value + (spelled(part) or 0) * times, times
    if match["and_half"]:  # a million and a half
        value, step = value + magnitude(match["scale"]) / 2, step / 2
    if match["tail"]:  # three hundred and fifty
        value, step = value + (spelled(match["tail"].split()[-1].replace(",", "")) or 0), Decimal(1)
    if match["again"]:
        times = magnitude(match["again"].strip())
        value, step = value * times, step * times
    return value, step


_SPACES = str.maketrans("", "", " \u00a0\u202f")
_PART = re.compile(rf"(?<!\w)(\d{{1,3}}|{_DIGIT})\s+({_SCALE})\b", re.IGNORECASE)


def magnitude(scale: str) -> Decimal:
    """How many one lakh, one million … is."""
    scale = scale.lower()
    return _SPELLED[scale] if scale == "dozen" else Decimal(10) ** _SCALES[scale]


def share_in_brackets(match: re.Match[str]) -> Quantity:
    """The share told in brackets behind a number: 8.26 crore (43%)."""
    end = match.end("share")
    step = Decimal(1).scaleb(-len(match["share"].partition(".")[2]))
    return Quantity(match.start("share"), end, Decimal(match["share"]), PERCENT, "=", step)
