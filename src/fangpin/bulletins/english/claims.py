"""Claims of English texts: not a single household, zero dropouts, all have been completed, every village is covered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fangpin.bulletins.claims import Claim
from fangpin.bulletins.english.heads import first_living, unit_of
from fangpin.bulletins.quantity import PERCENT

_REACH = 60  # characters in which those are named of whom there is none
_ADVERB = r"(?:(?:now|already|also|fully|since|successfully|thus|therefore|currently|been|being)\s+)*"
_DONE = r"(?:[a-z]{3,}ed|built|paid|met|put|brought|given|taken|made|sent|set|held|drawn|won|done|found|known|shown|seen|kept|left|lent|spent|under\s+way|free|in\s+place|safe|complete|functional|operational|out\s+of\s+poverty)"
_NOUNS = r"(?!of\b|that\b|this\b|in\b|who\b)(?:[A-Za-z][\w’'-]*\s+)"
_WHAT = r"(?!(?:arrangements|efforts|measures|steps|possible|necessary|such|these|those|this|other|kinds|sorts)\b)"
_NONE = re.compile(
    r"\bnot one\b(?= of (?:them|these|those|the)\b)|\bnone\b(?= (?:was|were|is|are|has|have|had)\b)|\b(?:not a single|no(?:t one)?)\s+(?:\w+\s+)?(?P<one>household|family|person|child|student|village|case|death|dropout)\b"
    r"|\bno one\b(?!\s+(?:in|from|of)\b[^.]*\bnor\b)|\bnobody\b|(?P<of>\bnone of (?:the|these|those|them|its|their)\b)"
    r"|\bno\s+(?P<known>[a-z]+)\s+(?:is|was|has|had)\b|\b(?:zero|no)\s+(?P<some>(?!per\b|percent|tolerance|hunger|emission|waste)[a-z]+s)\s+(?:were|was|have been|had been|remain(?:ed)?|(?:are|is) (?:left|now))\b"
    r"|\bzero\s+(?!per\b|percent|tolerance|hunger|emission|waste)(?P<things>[a-z]+s)\b|(?P<share>\bzero (?:per ?cent|%))"
    r"|\b(?:number of|no\. of) (?P<fell>[a-z]+s)\b[^.;\n]{0,60}? (?:is|was|to|at|remained|remains) (?:zero|nil)\b(?! per)|(?<=\bto )zero\b(?! per)",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b(?:full coverage|(?:have|has|had|were|are|was)\s+all\s+been\s+\w+"
    rf"|(?<!in )all\s+(?:of\s+)?(?:the\s+|its\s+|their\s+|these\s+|those\s+)?(?:\d[\d,]*\s+)?{_WHAT}{_NOUNS}{{1,5}}?(?:are|were|is|was|have been|had been|has been)\s+{_ADVERB}{_DONE}\b"
    rf"|(?<!in )all\s+(?:of\s+(?:them|the\s+\w+)\s+|\d[\d,]*\s+)?(?:were|have been|are|had been)\s+{_ADVERB}{_DONE}\b"
    rf"|all\s+(?:the\s+)?(?:\d[\d,]*\s+)?{_WHAT}{_NOUNS}{{1,4}}?(?:now\s+)?(?:have|has|had|enjoy|receive|received|got|get)\s+(?:access\b|now\b|[a-z]+)"
    rf"|every\s+(?:single\s+)?{_NOUNS}{{1,3}}?(?:is(?! entitled| eligible| expected| required| supposed| to )|was|has|had|now|have|receives|gets|enjoys|can)\b|(?<=covers )every\b|(?<=covered )every\b|(?<=reached )every\b|(?<=covering )every\b|(?<=to )every single\b)",
    re.IGNORECASE,
)  # fmt: skip
_UNITS = {"cases": "case", "deaths": "person", "dropouts": "person", "dropout": "person", "death": "person"}


def claims_english(text: str) -> Iterator[Claim]:
    """All and none, each 100 percent or 0 of what it is said of."""
    for match in _NONE.finditer(text):
        of = first_living(text, match.end(), match.end() + _REACH) if match["of"] else None
        if match["known"] and unit_of(match["known"]) is None:
            continue  # no doubt is left
        noun = (match["known"] or match["one"] or match["some"] or match["fell"] or match["things"] or "").lower()
        before = text[max(0, match.start() - _REACH) : match.start()]
        fell = match[0].lower() == "zero" and re.search(r"(?:%|per ?cent(?:age points?)?\b|\brate\b)[^.;]*$", before)
        unit = PERCENT if match["share"] or fell else of or _UNITS.get(noun) or unit_of(noun) or "person"
        yield Claim(*match.span(), Decimal(0), unit)
    for match in _ALL.finditer(text):
        yield Claim(*match.span(), Decimal(100), PERCENT)
