"""Figures in English texts: 12,34,567 beneficiaries, 3.2 million yuan, 85 per cent, eight teams, not a single household."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from fangpin.bulletins import numerals
from fangpin.bulletins.claims import Claim
from fangpin.bulletins.quantities import PERCENT, POINTS, TIMES, Quantity
from fangpin.bulletins.set_aside import SetAside, Why, masked
from fangpin.bulletins.words import english

WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_SPELLED = {word: Decimal(place + 1) for place, word in enumerate(WORDS)} | {
    "thirty": Decimal(30),
    "forty": Decimal(40),
    "fifty": Decimal(50),
    "hundred": Decimal(100),
    "dozen": Decimal(12),
}
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SPELLED |= {ten: Decimal(10 * place) for place, ten in enumerate(_TENS, 2)}
_SPELLED |= {f"{ten}-{one}": _SPELLED[ten] + _SPELLED[one] for ten in _TENS for one in WORDS[:9]}
_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "k": 3,
    "lakh": 5,
    "lakhs": 5,
    "lac": 5,
    "lacs": 5,
    "million": 6,
    "mn": 6,
    "m": 6,
    "cr": 7,
    "crore": 7,
    "mln": 6,
    "bln": 9,
    "crores": 7,
    "billion": 9,
    "bn": 9,
    "trillion": 12,
}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_DIGIT = "|".join(sorted(_SPELLED, key=len, reverse=True))
_SPELLED |= {"half a": Decimal("0.5"), "a quarter of a": Decimal("0.25"), "a": Decimal(1)}  # only before a magnitude
_AN_AMOUNT = r"(?:half a|a quarter of a|a)(?= (?:dozen|hundred|thousand|lakh|million|crore|billion)\b)"
_FILLER = r"(?:(?!\d)\w+[- ]){0,3}?"  # words that may stand between a number and a noun
_OPENING = r"(?:(?<=[a-z])\))?[\s-]*(?:of\s+)?(?:the\s+)?(?:more\s+)?"


@cache
def _beside() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What stands right behind a number and begins with a noun: person-times, household-visits."""
    return tuple(_compiled(pattern, unit) for pattern, unit in english().beside)


@cache
def _counted() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What a number may count, with what may stand before it; of those that end at one place the first is meant."""
    nouns = ((f"{_FILLER}(?:{pattern})", unit) for pattern, unit in english().nouns)
    return tuple(_compiled(pattern, unit) for pattern, unit in (*english().beside, *nouns, *english().measures))


def _compiled(pattern: str, unit: str) -> tuple[re.Pattern[str], str]:
    return re.compile(rf"{_OPENING}(?:{pattern})\b(?!-\w)", re.IGNORECASE), unit


@cache
def _heads() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The nouns without what may stand before them: clinics of village clinics."""
    told = (*english().beside, *english().nouns, *english().measures)
    return tuple((re.compile(rf"[\s-](?:{pattern})\b", re.IGNORECASE), unit) for pattern, unit in told)


@cache
def _money() -> re.Pattern[str]:
    behind = "|".join(f"(?P<{one.name}>{one.behind})" for one in english().currencies)
    return re.compile(rf"[\s-]*(?:{behind})\b", re.IGNORECASE)


_PER = re.compile(r"\s*(?:/-\s*)?(?:per|a|each|/)\s*(?P<per>person|head|capita|household|family|month)", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    sign = "|".join(f"(?:{one.before})" for one in english().currencies)
    return re.compile(
        rf"(?:(?<![A-Za-z])(?P<money>(?:{sign})\s*)|(?<![\w.,]))(?:(?P<digits>{numerals.ARABIC})|(?<!several )(?<!few )(?<!many )(?P<word>{_AN_AMOUNT}|(?:{_DIGIT})\b))"
        rf"(?P<more>\+)?(?:[\s-]*(?P<scale>{_SCALE})\b(?P<parts>(?:\s+(?:\d{{1,3}}|{_DIGIT})\s+(?:{_SCALE})\b)*)(?P<again>\s+(?:{_SCALE})\b)?)?(?:\s*\(\s*(?P<share>\d+(?:\.\d+)?)\s*%\s*\))?",
        re.IGNORECASE,
    )


_SHARE = re.compile(
    r"\s*(?:(?P<points>percentage points?)|(?P<percent>%|per ?cent\b)|(?P<times>times|-fold)\b)", re.IGNORECASE
)
_BOUNDS = (
    ("at_least", r"at least|no (?:less|fewer) than|not less than|a minimum of|upwards of"),
    ("at_most", r"at most|no more than|not more than|up to|under|below|less than|fewer than|within"),
    ("over", r"more than|(?<!handed )(?<!turned )(?<!taken )(?<!took )over|above|exceed(?:ing|ed|s)?|in excess of"),
    ("nearly", r"nearly|almost|close to"),
    ("about", r"about|around|approximately|roughly|some|an estimated"),
)
_BEFORE = tuple(
    (bound, re.compile(rf"(?:{pattern})\s+(?:a total of\s+)?(?:RMB|CNY)?\s*$", re.IGNORECASE))
    for bound, pattern in _BOUNDS
)
_AFTER = re.compile(r"\s*(?:or (?P<at_least>more)|or (?P<at_most>less|fewer))\b", re.IGNORECASE)
_EACH = re.compile(r"\s+each\b(?!\s+(?:household|family|village|year|month))", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_ASIDE: tuple[tuple[Why, re.Pattern[str]], ...] = tuple(
    (why, re.compile(pattern, re.MULTILINE))
    for why, pattern in (
        (Why.DATE, rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\.?(?:,?\s+(?:19|20)\d{{2}})?\b|\b(?:{_MONTHS})\.?\s+\d{{1,2}}(?!,\d{{3}}|\d)(?:st|nd|rd|th)?(?:\s*[–-]\s*\d{{1,2}})?(?:,?\s+(?:19|20)\d{{2}})?\b(?!\s*(?:households|people|%))|\b(?:{_MONTHS})\s+(?:19|20)\d{{2}}\b"),
        (Why.DATE, r"\b(?:19|20)\d{2}\s*[–/-]\s*(?:(?:19|20)?\d{2})\b|\b(?:FY|fiscal year|year|in|of|since|by|from|until|to|end|end-|during|through|and)\s*(?:19|20)\d{2}\b|\b(?:19|20)\d{2}(?='s|\b(?![,.]?\d)(?:\s+(?:annual|target|target|plan|budget|census|list|figure|level)))|\b(?:19|20)\d{2}-\d{2}-\d{2}\b"),
        (Why.ORDINAL, r"\b\d+(?:st|nd|rd|th)\b|\b(?:No|Nos|Art|Article|Section|Chapter|Table|Figure|Annex|Page|Phase|Circular|Document)\.?\s*\d+(?:\.\d+)*\b(?:\s*(?:of|\[)\s*(?:19|20)\d{2}\]?)?"),
        (Why.LIST_NUMBER, r"^\s*(?:\(?\d{1,2}[.)]|\(?[ivx]{1,4}\))\s"),
        (Why.TIME, r"\b\d{1,2}:\d{2}\b(?:\s*[ap]\.?m\.?)?"),
        (Why.FILE_NAME, r"https?://\S+|www\.\S+|[\w.\-]{1,64}@[\w.\-]{1,64}"),
        (Why.TELEPHONE, r"\b(?:Tel|Phone|Fax|Hotline)[.:]?\s*[+\d][\d\s\-]{5,}"),
    )
)  # fmt: skip
_NONE = re.compile(
    r"\b(?:not a single|no(?:t one)?)\s+(?:\w+\s+)?(household|family|person|child|student|village|case)\b|\bno one\b|\bnobody\b|(?P<of>\bnone of (?:the|these|those|them|its|their)\b)|\bzero\s+(?!per\b|percent|tolerance|hunger|emission|waste)([a-z]+s)\b|(?P<share>\bzero (?:per ?cent|%))",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:full coverage|(?:have|has|had|were|are|was)\s+all\s+been\s+\w+|all\s+(?:\d[\d,]*\s+)?(?:[a-z-]+\s+){1,5}?(?:are|were|have been|had been)\s+(?:now\s+|already\s+|fully\s+)?(?:covered|completed|enrolled|insured|connected|electrified|settled|resolved|repaired|rehoused|relocated|lifted|delisted|paid)|all\s+(?:of\s+(?:them|the\s+\w+)\s+)?(?:were|have been|are)\s+(?:completed|solved|paid|lifted|covered|verified|closed|delisted))",
    re.IGNORECASE,
)


def is_english(text: str) -> bool:
    """More Latin letters than Chinese characters."""
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return latin > 4 * sum("\u3400" <= letter <= "\u9fff" for letter in text) and latin > 20


def set_aside_english(text: str) -> list[SetAside]:
    """Dates, ordinals, list numbers and addresses of an English text, in reading order."""
    found = sorted(
        (
            SetAside(*match.span(), why)
            for why, pattern in _ASIDE
            for match in pattern.finditer(text)
            if why is not Why.TIME or not _RATIO.search(text[max(0, match.start() - ROW) : match.start()])
        ),
        key=lambda one: (one.start, -one.end),
    )
    kept: list[SetAside] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


_OFTEN = re.compile(
    r"\b(?P<count>once|twice|(?P<times>(?<![\d,.])\w+) times)\s+(?:a|per|each|every)\s+(?P<per>day|week|month|quarter|year)\b",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d(?=\s+in))\s+(?:in|out of)\s+(?:every\s+)?(?P<whole>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b(?!\s+(?:days|months|years|weeks))",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?<!first )(?<!last )\b(?:(?P<half>(?<=by )half|half(?=\s+(?:of|the|were|are|their|its)\b))|(?:(?P<part>one|two|three|four)[- ]|a (?=\w+ (?:of|are|were|have|had)\b))"
    r"(?P<whole>third|quarter|fifth|sixth|seventh|eighth|tenth)s?\b)(?!\s+(?:phase|round|time|year|quarter)|\s+of\s+a\s+(?:million|billion|lakh|crore))",
    re.IGNORECASE,
)
_RATE = re.compile(  # 97 per 100,000 live births
    rf"(?<![\w.,])({numerals.ARABIC})\s+(?:deaths )?per\s+(1,?0{{3}}|10,?0{{3}}|100,?0{{3}})\b(?: (?:live births|births|people|persons))?"
)
_TO_ONE = re.compile(r"(?<![\d.:])(\d+(?:\.\d+)?) ?: ?(\d+(?:\.\d+)?)(?![\d:]|\.\d)")  # a ratio of 68:1
_RATIO = re.compile(r"\bratios?\b[^.;\n]*$", re.IGNORECASE)
_FOLD = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten)-?fold\b", re.IGNORECASE)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}


def phrases_english(text: str) -> Iterator[Quantity]:
    """Twice a month; one in five; two-thirds of: quantities without a number in digits and a noun behind it."""
    for match in _OFTEN.finditer(text):
        word = match["count"].lower()
        times = {"once": Decimal(1), "twice": Decimal(2)}.get(word) or _spelled(match["times"])
        if times is not None:
            unit = f"per_{match['per'].lower()}"
            yield Quantity(*match.span(), times, unit, _bound(text, match.start(), match.end()), Decimal(1))
    for match in _RATE.finditer(text):
        value, per = numerals.arabic(match[1]), match[2].replace(",", "")
        step = Decimal(1).scaleb(-len(match[1].partition(".")[2]))
        yield Quantity(*match.span(), value, f"per_{per}", _bound(text, match.start(), match.end()), step)
    for match in _TO_ONE.finditer(text):
        if Decimal(match[2]) and _RATIO.search(text[max(0, match.start() - ROW) : match.start()]):
            yield Quantity(*match.span(), Decimal(match[1]) / Decimal(match[2]), TIMES, "=", Decimal(1))
    for match in _FOLD.finditer(text):
        yield Quantity(*match.span(), _spelled(match[1]) or Decimal(1), TIMES, "=", Decimal(1))
    for match in (*_ONE_IN.finditer(text), *_FRACTION.finditer(text)):
        told = match.groupdict()
        part = Decimal(1) if told.get("half") or not told["part"] else _spelled(told["part"])
        whole = (
            Decimal(2) if told.get("half") else Decimal(_PARTS.get(told["whole"].lower(), 0)) or _spelled(told["whole"])
        )
        if part is not None and whole and part < whole:
            share = (part * 100 / whole).quantize(Decimal("0.0001")).normalize()
            end = match.end()
            yield Quantity(match.start(), end, share, PERCENT, _bound(text, match.start(), end), Decimal(1))


def _spelled(word: str) -> Decimal | None:
    return Decimal(word) if word.isdigit() else _SPELLED.get(word.lower())


def quantities_english(text: str) -> Iterator[Quantity | SetAside]:
    """Numbers of an English text whose dates are blanked."""
    phrases = list(phrases_english(text))
    yield from phrases
    text = masked(text, [SetAside(one.start, one.end, Why.IDIOM) for one in phrases])
    last: Quantity | None = None
    before: Quantity | None = None
    living: list[Quantity] = []
    numbers = list(_number().finditer(text))
    for match, behind in zip_longest(numbers, numbers[1:]):
        for one in _one(text, match):
            if isinstance(one, Quantity):
                before = one
                living += [one] if one.unit in {"person", "household"} else []
                last = one if one.unit not in {PERCENT, POINTS, TIMES, "day", "month", "year"} else last
                yield one
            elif (unit := _said_elsewhere(text, one, match, behind)) is not None:
                value, step = _valued(match)
                last = before = Quantity(one.start, one.end, value, unit, _bound(text, one.start, one.end), step)
                yield last
            elif before is not None and _for_others(text, before, one):
                value, step = _valued(match)
                yield Quantity(one.start, one.end, value, before.unit, _bound(text, one.start, one.end), step)
            elif last is not None and _goes_on(text, last, one, scaled=bool(match["scale"])):
                value, step = _valued(match)
                who = [each for each in living[-2:] if "." not in text[each.end : one.start]]
                last = who[-1] if who and _OF_THEM.match(text, one.end) else last
                last = before = Quantity(one.start, one.end, value, last.unit, _bound(text, one.start, one.end), step)
                yield last
            else:
                yield one


ROW = 60  # characters between the numbers of a row in one sentence
PARAGRAPH = 300  # characters over which a noun is carried on
_OF_WHOM = re.compile(r"\bof (?:whom|which|these|those|them),?\s+(?:some |about |only |a total of )?$", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\s+(?:(?:new |more |other )?(?:ones|others)\b|of (?:them|these|those)\b|more than the\b|(?:are|is) (?!expected|projected|estimated)|ha(?:d|ve|s)\b|were\b|left\b|joined\b|got\b|received\b|benefit(?:ed|ted)\b|enrolled\b|exited\b|remain(?:s|ed)?\b)",
    re.IGNORECASE,
)


_NUMBER_OF = re.compile(r"\b(?:number|total|share|list) of(?= )", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:touch(?:ed|es)|reach(?:ed|es)|hit|cross(?:ed|es)|r(?:o|i)se to|stood at|f(?:e|a)ll to|pass(?:ed)?|at|to|is|was)\s+$",
    re.IGNORECASE,
)
_AMOUNT_OF = re.compile(
    r"\b(?:amount|expenditure|cost|allocation|outlay|funds?|spending|investment)s? of (?:about |over |nearly )?$",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\b(?:of|among) the\b", re.IGNORECASE)
_THINGS_OF = re.compile(r"\b([a-z]{3,}s) of (?:about |some |over |more than |nearly )?$")
_EMPLOYED = re.compile(
    r"\b(?:employment|employed|enroll?ment|membership|turnout|number who|population)\b", re.IGNORECASE
)
_OUT_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|a\s+total\s+of\s+)?(?:\d[\d,.]*)", re.IGNORECASE)


_BEFELL = re.compile(
    r"\s+(?:people\s+)?(?:(?:were|was|have been|had been)\s+)?"
    r"(?:killed|injured|dead|wounded|missing|displaced|rescued|evacuated|hospitali[sz]ed|trained|employed|graduated)\b",
    re.IGNORECASE,
)
_DEALT_WITH = re.compile(r"\s+(?!based\b|related\b|compared\b)[a-z]{3,}ed\b")  # 1,987 approved, 212 rejected
_GROUP_OF = re.compile(
    r"\b(?:batch|group|cohort|class|team|crowd|staff|population|membership|workforce|enroll?ment) of (?:about |some |nearly |over )?$",
    re.IGNORECASE,
)


def _said_elsewhere(text: str, one: SetAside, match: re.Match[str], behind: re.Match[str] | None) -> str | None:
    """The unit of a number without a noun of its own, from the words before it or from the number it stands with."""
    scaled = bool(match["scale"])
    if _BEFELL.match(text, one.end) or _GROUP_OF.search(text[max(0, one.start - 24) : one.start]):
        return "person"
    return (
        _of_a_line(text, one)
        or _named_before(text, one, scaled=scaled)
        or _of_a_total(text, one)
        or (_said_behind(text, one, behind) if behind is not None else None)
        or _of_a_scale(text, one)
    )


_SCALED = re.compile(r"\b(?:coefficient|index|HDI|scores?|ratio)\b[^;\n]*$", re.IGNORECASE)
_AGED = re.compile(
    r"\bage(?:[ds]|s? of)? (?:over |under |above |below |between )?(?:\d+ ?(?:to|and|[-–]) ?)?$", re.IGNORECASE
)


def _of_a_scale(text: str, one: SetAside) -> str | None:
    """The coefficient fell to 0.38; persons aged 68: what stands before says on which scale."""
    before = text[max(0, one.start - ROW) : one.start]
    if "." in text[one.start : one.end] and _SCALED.search(before):
        return TIMES
    return "year_of_age" if _AGED.search(before) else None


_LINE_OF_NUMBERS = re.compile(r"[\d,. \t|]+")


def _of_a_line(text: str, one: SetAside) -> str | None:
    """A line of nothing but numbers, below a sentence that says the number of what follows."""
    first, last = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
    if not _LINE_OF_NUMBERS.fullmatch(text[first : last if last >= 0 else len(text)]):
        return None
    above = text[max(0, first - PARAGRAPH) : first]
    told = list(_NUMBER_OF.finditer(above))
    return _noun(above, told[-1].end())[0] if told else None


def _named_before(text: str, one: SetAside, *, scaled: bool) -> str | None:
    """The number of beneficiaries rose to 58.01 lakh: the sentence has said what is counted."""
    sentence = re.split(r"[.;]\s|\n", text[max(0, one.start - PARAGRAPH) : one.start])[-1]
    told = list(_NUMBER_OF.finditer(sentence))
    if scaled and _AMOUNT_OF.search(sentence):
        return "INR" if re.match(r"\S+\s+(?:lakh|lac|crore|cr)", text[one.start : one.start + 30]) else None
    if not scaled:
        return _named_before_digits(sentence, grouped="," in text[one.start : one.end])
    if told and (unit := _noun(sentence, told[-1].end())[0]) is not None:
        return unit
    if (unit := last_living(re.split(r"\d", sentence)[-1])) is not None:
        return unit  # Widows on the rolls go up from 25.75 lakh
    return "person" if _EMPLOYED.search(sentence) else None


def _named_before_digits(sentence: str, *, grouped: bool) -> str | None:
    """Deliveries of 41,463; households touched 23,91,500; of the beneficiaries 2,47,300 are …"""
    told = list(_NUMBER_OF.finditer(sentence)) if grouped and not re.search(r"\d", sentence) else []
    if told and (unit := _noun(sentence, told[-1].end())[0] or _anything(sentence, told[-1].end())[0]) is not None:
        return unit  # the number of SHGs formed in these years is 21,540
    if grouped and _REACHED.search(sentence):
        return last_living(re.split(r"\d", sentence)[-1])
    if _OF_THE.search(sentence) and not re.search(r"\d", sentence):
        return last_living(sentence)
    things = _THINGS_OF.search(sentence) if grouped else None
    return (_noun(f" {things[1]}", 0)[0] or _kind(things[1])) if things is not None else None


def _of_a_total(text: str, one: SetAside) -> str | None:
    """22 out of 25 programmes: part and whole are of one kind."""
    whole = _OUT_OF.match(text, one.end)
    return (_noun(text, whole.end())[0] or _anything(text, whole.end())[0]) if whole else None


@cache
def _living() -> re.Pattern[str]:
    told = {unit: pattern for pattern, unit in english().nouns}
    return re.compile(
        rf"\b(?:(?P<person>{told['person']})|(?P<household>{told['household']}))\b(?![- ](?:days?|times?|visits?))",
        re.IGNORECASE,
    )


def last_living(clause: str) -> str | None:
    """Person or household: who was named last in a clause."""
    found = list(_living().finditer(clause))
    return found[-1].lastgroup if found else None


_AND_MORE = re.compile(r"\s+(?:[a-z-]+\s+)?(?:and|or|to)\s+(?:about |some |another )?|\s?[-–]\s?", re.IGNORECASE)


def _said_behind(text: str, one: SetAside, behind: re.Match[str]) -> str | None:
    """200,000 direct and 1.3 million indirect beneficiaries: what both count is said at the second."""
    between = text[one.end : behind.start()]
    if not _AND_MORE.fullmatch(between):
        return None
    end = max(behind.end(part) for part in ("digits", "word", "more", "scale", "parts", "again"))
    if behind["money"] or _money().match(text, end):
        return _unit(text, behind, end)[0] if between.strip().lower() == "to" else None  # 2,500 to 4,000 yuan a month
    return _noun(text, end)[0]


_ROW = re.compile(r"^[^.\n]{1,60}[;,]\s+(?:and\s+|while\s+)?$")
_IN_A_PLACE = re.compile(r"\s+in\s+[A-Z]")  # 4,470 households in Kajuru; 8,032 in Gwari


_FOR_SOME = re.compile(r"\s+(?:for|in|among) [a-z]+(?:\s+and\s+)?", re.IGNORECASE)  # 65 years for men and 62 for women


def _for_others(text: str, before: Quantity, one: SetAside) -> bool:
    return _FOR_SOME.fullmatch(text[before.end : one.start]) is not None and _FOR_SOME.match(text, one.end) is not None


_CHANGE_OF = re.compile(
    r"\b(?:increase|decrease|rise|fall|decline|drop|addition) of (?:about |over |nearly )?$", re.IGNORECASE
)


def _goes_on(text: str, last: Quantity, one: SetAside, *, scaled: bool) -> bool:
    """Uttar Pradesh (38 crore): a large number without a noun goes on with what the paragraph counted before it."""
    between = text[last.end : one.start]
    row = _ROW.search(text[last.end : one.start]) and _IN_A_PLACE.match(text, one.end)
    listed = "," in text[one.start : one.end] and re.search(r"[.]\s", between) is None and len(between) < ROW
    return (
        bool(row)
        or listed
        or _of_them(text, one.start, one.end)
        or _CHANGE_OF.search(text[max(0, one.start - 30) : one.start]) is not None
        or (len(between) < ROW and re.search(r"[.]\s", between) is None and bool(_DEALT_WITH.match(text, one.end)))
        or (scaled and "\n\n" not in between and len(between) < PARAGRAPH)
    )


def _of_them(text: str, start: int, end: int) -> bool:
    """of whom 6,120 had …; 6,870 of them: what is counted was said before."""
    return bool(_OF_WHOM.search(text[max(0, start - 30) : start]) or _OF_THEM.match(text, end))


def claims_english(text: str) -> Iterator[Claim]:
    """Not a single household; zero dropouts; all have been completed."""
    units = {"household": "household", "family": "household", "village": "village", "case": "case", "cases": "case"}
    for match in _NONE.finditer(text):
        told = match.groupdict()
        of = _living().search(text, match.end(), match.end() + ROW) if told["of"] else None
        noun = (of.lastgroup if of else None) or match[1] or match[3] or "person"
        unit = PERCENT if told["share"] else units.get(noun.lower()) or _noun(f" {noun}", 0)[0] or "person"
        yield Claim(*match.span(), Decimal(0), unit)
    for match in _ALL.finditer(text):
        yield Claim(*match.span(), Decimal(100), PERCENT)


def _one(text: str, match: re.Match[str]) -> Iterator[Quantity | SetAside]:
    end = max(match.end(part) for part in ("digits", "word", "more", "scale", "parts", "again"))
    value, step = _valued(match)
    unit, stop = _unit(text, match, end)
    if unit is None and match["share"]:  # about 8.26 crore (43%) rural households
        unit = _noun(text, match.end())[0]
    if unit is None and not _YEAR.fullmatch(match["digits"] or ""):
        unit, stop = _anything(text, end) if match["scale"] or match["digits"] else _spelled_things(text, end)
    alone = (match["word"] or "").lower() == "one" and not match["scale"]
    if unit is None or alone or (match["word"] and unit in {"year", "month", "day"} and value == 1):
        if match["digits"] or value > len(WORDS):
            yield SetAside(match.start(), end, Why.NO_UNIT)
    else:
        unit, factor = english().told_in.get(unit, (unit, Decimal(1)))
        bound = "over" if match["more"] else _bound(text, match.start(), stop)
        yield Quantity(match.start(), stop, value * factor, unit, bound, step * factor)
    if match["share"]:
        yield Quantity(
            match.start("share"),
            match.end("share") + 1,
            Decimal(match["share"]),
            PERCENT,
            "=",
            Decimal(1).scaleb(-len(match["share"].partition(".")[2])),
        )


def _valued(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Value and worth of the last digit: 7.41 crore; one crore 13 lakh; one lakh 82 thousand crore; 1 lakh crore."""
    value = numerals.arabic(match["digits"]) if match["digits"] else _SPELLED[match["word"].lower()]
    step = Decimal(1).scaleb(-len((match["digits"] or "").partition(".")[2]))
    if match["scale"]:
        times = _times(match["scale"])
        value, step = value * times, step * times
        for number, scale in _PART.findall(match["parts"]):
            times = _times(scale)
            value, step = value + (_spelled(number) or 0) * times, times
    if match["again"]:
        times = _times(match["again"].strip())
        value, step = value * times, step * times
    return value, step


_PART = re.compile(rf"(\d{{1,3}}|{_DIGIT})\s+({_SCALE})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_PRONOUN = re.compile(r"\s+(?:new |more |other |the )?(?:ones|others)\b", re.IGNORECASE)
_PLURAL = re.compile(
    r"\s+(?:(?!(?:and|or|to|in|of|for|from|with|by|the|were|was|are|is|have|has|had|that|who|which|as|on|at|times|per)\b)"
    r"[a-z]+[ -]){0,2}?[a-z]{3,}(?<![suia])s\b",
    re.IGNORECASE,
)


def _times(scale: str) -> Decimal:
    return Decimal(10) ** _SCALES[scale.lower()]


def _anything(text: str, end: int) -> tuple[str | None, int]:
    """Four crore fake ration cards: things the lexicon does not know are counted all the same, as items."""
    found = None if _PRONOUN.match(text, end) else _PLURAL.match(text, end)
    found = found or _ABBREVIATED.match(text, end)
    return (_kind(found[0]), found.end()) if found else (None, end)


_ABBREVIATED = re.compile(r"\s+[A-Z]{2,6}s\b")  # 2,538 GPs
_THINGS = re.compile(
    r"\s+(?:(?!(?:and|or|to|in|of|for|from|with|by|the|were|was|are|is|have|has|had|as|on|at|more|further|times|per)\b)"
    r"[a-z-]+\s+)?(?!(?:others|sides|ways|things|hands|thirds|halves|quarters|decades|centuries|times|plus|minus|across)\b)"
    r"[a-z]{3,}(?<![suia])s\b",
    re.IGNORECASE,
)


def _spelled_things(text: str, end: int) -> tuple[str | None, int]:
    """Two phases, six public services: the plural stands beside the word, with one adjective at most."""
    found = _THINGS.match(text, end)
    return (_kind(found[0]), found.end()) if found else (None, end)


def _kind(phrase: str) -> str:
    """Persons where the plural names somebody (masons, beekeepers), else items."""
    return "person" if english().people.search(phrase.strip()) or _NATION.search(phrase.strip()) else "item"


_NATION = re.compile(r"\b[A-Z][a-z]+(?:ans|inos|is|ese|ers)$")  # Filipinos, Pakistanis


def _share_unit(text: str, share: re.Match[str]) -> str:
    """Percent, points, times as much; or how often: joined 1,200 times each year."""
    if share["times"]:
        often = _HAPPENED.match(text, share.end()) and not _COMPARED.match(text, share.end())
        return "event" if often else TIMES
    return POINTS if share["points"] else PERCENT


def _unit(text: str, match: re.Match[str], end: int) -> tuple[str | None, int]:
    share = _SHARE.match(text, end)
    if _OUT_OF_POVERTY.match(text, end):
        return "person", end
    if share:
        return _share_unit(text, share), share.end()
    money = _money().match(text, end)
    if match["money"] or money:
        stop = money.end() if money else end
        currency = money.lastgroup if money else _currency(match["money"])
        per = _PER.match(text, stop)
        if not per and _EACH.match(text, stop):
            return f"{currency}_per_person", stop
        if not per:
            clause = re.split(r"(?<!U\.S)[.;](?=\s)", text[max(0, match.start() - 200) : match.start()])[-1]
            mean = _CAPITA.search(clause) or (_INCOME_OF.search(clause) and not match["scale"])
            return f"{currency}_per_person" if mean else currency, stop
        kind = {"household": "household", "family": "household", "month": "month"}.get(per["per"].lower(), "person")
        return f"{currency}_per_{kind}", per.end()
    return _noun(text, end)


_INCOME_OF = re.compile(
    r"\bincomes? of (?:(?:the|rural|urban|registered|poor) )*(?:farmers|people|residents|villagers|herders|migrants|workers)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\s+(?:more|higher|greater|larger|less|lower|as|the|that|over|of)\b", re.IGNORECASE)
_HAPPENED = re.compile(r"\s+(?:each|every|per|a|an|in|since|during|by|last|this)\b", re.IGNORECASE)
_OUT_OF_POVERTY = re.compile(r"\s+(?:out of|from) poverty\b", re.IGNORECASE)
_CAPITA = re.compile(
    r"\bper[- ](?:capita|head|person)\b|\baverage\s+(?:annual\s+)?(?:net\s+|disposable\s+)?income\s+of\s+(?!households)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:and|or|to|in|of|for|from|with|by|the|were|was|are|is|have|has|had|that|who|which|fall|fell|under|gets?|got"
    r"|receive[ds]?|gave|took|made|joined|left|goes|went|came|across|over|within|without|than|into|onto|after|before"
    r"|during|since|will|would|can|may|should|must|now|also|not|already|per|via|through|among|between|against|lived?"
    r"|attend(?:ed)?|need(?:ed)?|on|at|as|an|a|this|these|their|its|each|every|all|more|fewer|less)\b"
)


def _currency(sign: str) -> str:
    return next(one.name for one in english().currencies if re.fullmatch(one.before, sign.strip(), re.IGNORECASE))


def _noun(text: str, end: int) -> tuple[str | None, int]:
    """The nearest noun; of nouns that stand together (village clinics) the last."""
    for pattern, unit in _beside():
        if found := pattern.match(text, end):
            return unit, found.end()
    near: tuple[str | None, int] = None, end
    for pattern, unit in _counted():
        found = pattern.match(text, end)
        inner = found[0].strip().removeprefix("of ").removeprefix("the ").removeprefix("more ") if found else ""
        if found and not _BETWEEN.search(inner) and (near[0] is None or found.end() < near[1]):
            near = unit, found.end()
    if (near[0] is None or _QUALITY.search(text[end : near[1]])) and (head := _behind_and(text, end)) is not None:
        return head
    if near[0] is None or text[near[1] - 1 : near[1]] == "s":
        return near
    behind = [(unit, found.end()) for pattern, unit in _heads() if (found := pattern.match(text, near[1]))]
    return behind[0] if behind else _compound(text, near)


_PLURALS = frozenset(
    {"cattle", "children", "elderly", "livestock", "men", "people", "poor", "poultry", "sheep", "staff", "women"}
)
_OF_IT = re.compile(r"\s+(?!across\b|besides\b|plus\b|towards\b|versus\b)[a-z]{3,}(?<![suia])s\b")


def _compound(text: str, near: tuple[str | None, int]) -> tuple[str | None, int]:
    """6.5 crore hospital admissions: a noun in the singular belongs to the plural behind it."""
    unit, end = near
    plural = _OF_IT.match(text, end)
    if plural is None or re.split(r"[\s-]", text[:end])[-1].lower() in _PLURALS or unit not in _compounded():
        return near
    return _kind(plural[0]), plural.end()


@cache
def _compounded() -> frozenset[str]:
    return frozenset(unit for _, unit in english().nouns)


_QUALITY = re.compile(r"^\s+(?:poor|elderly|disabled|vulnerable)$", re.IGNORECASE)
_NOT_ONE = re.compile(rf"\d|{_BETWEEN.pattern}")
_TWO = re.compile(r"\s+[\w-]+ (?:and|or)(?= )", re.IGNORECASE)


def _behind_and(text: str, end: int) -> tuple[str, int] | None:
    """Savings and credit groups; poor and food insecure households: the head stands behind both."""
    two = _TWO.match(text, end)
    found = [(each.end(), unit) for pattern, unit in _counted() if two and (each := pattern.match(text, two.end()))]
    if two is None or not found or _NOT_ONE.search(text[two.end() : min(found)[0]]):
        return None
    return min(found)[1], min(found)[0]


def _bound(text: str, start: int, stop: int) -> str:
    behind = _AFTER.match(text, stop)
    if behind:
        return behind.lastgroup or "="
    before = text[max(0, start - 28) : start]
    return next((bound for bound, pattern in _BEFORE if pattern.search(before)), "=")
