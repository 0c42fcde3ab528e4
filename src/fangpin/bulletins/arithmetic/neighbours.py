"""Where figures stand to each other in the text: clauses, sentences, brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fangpin.bulletins.arithmetic.relating import (
    Placed,
)

PARAGRAPH = 220  # characters over which a share looks for its whole
BEFORE = 40  # figures before a share or a rest among which its whole is looked for
BRACKET = re.compile(r"[（(][^（()）]*[)）]")
SENTENCE = 4_000  # characters of a sentence that lists parts
_CLAUSE_ENDS = re.compile(r"[，,。；;、（(\n]")
SENTENCE_ENDS = re.compile(r"[。！？\n；;]")
FULL_STOPS = re.compile(r"[。！？\n]")
REACH = 90  # characters between figures that speak of each other
MOVED = re.compile(r"(?:由|从).{0,40}(?:增加|提高|扩大|上升|增长|减少|下降|增|降|升)(?:到|至|为)")


def lead_of(text: str, one: Placed) -> str:
    """The words of its clause before a figure."""
    return _CLAUSE_ENDS.split(text[max(0, one.start - 16) : one.start])[-1]


def outside(text: str, figures: Sequence[Placed], place: int) -> list[Placed]:
    """Figures that stand in no bracket closed before ``place``: those in one are parts of what stands before it."""
    if not figures:
        return []
    closed = [match.span() for match in BRACKET.finditer(text, max(0, figures[0].start - REACH), place)]
    if not closed:
        return list(figures)
    return [one for one in figures if not any(start < one.start and one.end < end for start, end in closed)]


def apart(text: str, one: Placed, other: Placed) -> int:
    """Characters between two figures, brackets not counted."""
    return len(BRACKET.sub("", text[one.end : other.start]))


def same_paragraph(text: str, one: Placed, other: Placed) -> bool:
    return apart(text, one, other) < PARAGRAPH and "\n" not in text[one.end : other.start]


def same_sentence(text: str, one: Placed, other: Placed) -> bool:
    return FULL_STOPS.search(text, one.end, other.start) is None


def together(text: str, one: Placed, other: Placed) -> bool:
    return other.start - one.end < REACH and re.search(r"[\n；;]", text[one.end : other.start]) is None


def sentence_end(text: str, start: int, *, semicolons: bool = True) -> int:
    found = (SENTENCE_ENDS if semicolons else FULL_STOPS).search(text, start, start + SENTENCE)
    return found.start() if found else min(start + SENTENCE, len(text))
