"""What a number counts: the head of the noun phrase behind it, across adjectives and nouns that only describe.

12,400 low-income rural households: the head is the first plural, unless another stands right behind it (women farmers);
a noun in the singular describes (hospital admissions) and is the head only where nothing follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fangpin.bulletins.words import english

_OPENING = re.compile(
    r"(?:(?<=[a-z])\))?[\s\x01-]*(?:[–—]\s(?=[a-z]))?(?:odd\s+|or (?:so|more|fewer|less|above)\s+)?(?:of\s+)?(?-i:(?:the|these|those|all|its|our|their|his|her|such)\s+)*"
    r"(?:(?:more|other|additional|further)\s+)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][\w.]*\w?(?:[&/’'-]\w+)*(?:[’'](?=\s))?")
_NEXT = re.compile(r"[ \t\xa0\x01]+|\n(?=[a-z])")
_ABBREVIATION = re.compile(r" \([A-Z][A-Za-z-]{1,8}\) (?=[A-Za-z])")  # Antyodaya Anna Yojana (AAY) households
_LISTED_ADJECTIVE = re.compile(r", (?=[a-z])")
_MOST = 7  # words of a phrase
_MOST_UNKNOWN = 4  # words up to a plural that the vocabulary does not know
_DESCRIBING = re.compile(r"(?:’s|'s|s’|s'|-\w+ed|[^e]ed|ing)$")
_NOT_PLURAL = re.compile(r"(?:ss|us|is|[aiu]s|ics|ous)$")
_AND = frozenset({"and", "or"})
_PRONOUN = re.compile(r"\s+(?:new |more |other |the )?(?:ones|others)\b", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of\s+the\b", re.IGNORECASE)  # 47,000 of the disability grant: said elsewhere
_NATION = re.compile(r"\b[A-Z][a-z]+(?:ans|inos|is|ese|ers)$")  # Filipinos, Pakistanis
_GLUED = re.compile(r"^[a-z]{3,}(households|houses|families|people|villages|farmers|workers|children|students|women)$")
_ABBREVIATED = re.compile(r"[A-Z][A-Za-z/-]*[A-Z]s")  # GPs, SRLMs


@dataclass(frozen=True, slots=True)
class Head:
    """The unit a number counts in, and where what says so ends."""

    unit: str
    end: int


def head_of(text: str, end: int, *, spelled: bool = False) -> Head | None:
    """What the number that ends there counts; ``spelled`` numbers count unknown things only right beside them."""
    glued = text[end : end + 1].isalpha()
    opening = _OPENING.match(text, end)
    start = opening.end() if opening else end
    for pattern, unit in _beside():
        if found := pattern.match(text, start):
            return Head(unit, found.end())
    words = [] if glued else _words(text, start)
    named = _named(text, words, spelled=spelled)
    measure = _measured(text, start)
    if measure is not None and (named is None or not _known_from_first(text, words, named.end, measure.end)):
        return measure
    if _PRONOUN.match(text, end) or (named is not None and named.unit == "item" and _OF_THE.match(text, end)):
        return None
    return named


def kind_of(phrase: str) -> str:
    """Persons where a plural names somebody (masons, beekeepers), else items."""
    phrase = phrase.strip()
    return "person" if english().people.search(phrase) or _NATION.search(phrase) else "item"


@lru_cache(maxsize=20_000)
def unit_of(phrase: str) -> str | None:
    """The unit of a noun of the vocabulary; None for any other phrase."""
    found = _nouns().fullmatch(phrase)
    return _units()[int((found.lastgroup or "u0")[1:])] if found else None


def _words(text: str, start: int) -> list[tuple[int, int, str]]:
    """The words of the phrase that begins there, up to one that cannot belong to it."""
    words: list[tuple[int, int, str]] = []
    place = start
    while len(words) < _MOST and (found := _WORD.match(text, place)):
        word = found[0].rstrip(".")
        low = word.lower()
        if low in _AND:
            if not words or not _goes_on_behind_and(text, found.end(), words):
                break
        elif low in english().stops:
            break
        words.append((found.start(), found.start() + len(word), word))
        between = (
            (None if is_plural(word) else _ABBREVIATION.match(text, words[-1][1]))
            or _NEXT.match(text, words[-1][1])
            or (_LISTED_ADJECTIVE.match(text, words[-1][1]) if not is_plural(word) and word.islower() else None)
        )
        if between is None:
            break
        place = between.end()
    while words and words[-1][2].lower() in _AND:
        words.pop()
    return words


def _goes_on_behind_and(text: str, end: int, words: list[tuple[int, int, str]]) -> bool:
    """Savings and credit groups: the head stands behind both, so no plural may stand before the and."""
    if any(is_plural(word) and word.lower() not in english().qualities for _, _, word in words):
        return False
    follows = _WORD.match(text, end + 1)
    return follows is not None and follows[0].lower() not in english().stops


def _named(text: str, words: list[tuple[int, int, str]], *, spelled: bool) -> Head | None:
    single: Head | None = None
    for place, (_, end, word) in enumerate(words):
        if word.lower() in _AND:
            continue
        unit = _unit_ending_at(text, words, place)
        behind = words[place + 1][2] if place + 1 < len(words) else ""
        if is_plural(word) or (unit is not None and word.lower() in english().plurals):
            if behind and _describes(text, words, place):
                continue
            if unit is None and (place >= _MOST_UNKNOWN - spelled or _is_idle(word, spelled=spelled)):
                return None
            return Head(unit or kind_of(text[words[max(0, place - 1)][0] : end]), end)
        if text[end - len(word) - 1] == "-" and place == 0 and unit is not None:
            return Head(unit, end)  # a 700-household evaluation
        if single is not None and word.lower().endswith("ed"):
            return single  # 430 household received: what follows is said of them
        single = Head(unit, end) if unit is not None else None
    return single


def _describes(text: str, words: list[tuple[int, int, str]], place: int) -> bool:
    """Whether a plural only describes the one behind it: women farmers, sports clubs, poor and landless families."""
    behind = words[place + 1 :]
    if behind[0][2].lower() in _AND:
        return words[place][2].lower() in english().qualities
    last = behind[0][2]
    known = _unit_ending_at(text, words, place + 1) is not None
    return ((is_plural(last) or last.lower() in english().plurals) and known) or (
        words[place][2].lower() in english().plurals
        and any(is_plural(word) and unit_of(word) is not None for _, _, word in behind[:2])
    )


def _is_idle(word: str, *, spelled: bool) -> bool:
    return word.lower() in english().idle or (not spelled and _PRONOUN.fullmatch(f" {word}") is not None)


def _unit_ending_at(text: str, words: list[tuple[int, int, str]], place: int) -> str | None:
    """Of the names that end at a word the longest: health centres before centres."""
    for first in range(max(0, place - 3), place + 1):
        unit = unit_of(text[words[first][0] : words[place][1]])
        if unit is not None:
            return unit
    if glued := _GLUED.search(words[place][2]):
        return unit_of(glued[1])
    tail = words[place][2].rpartition("-")[2]
    return unit_of(tail) if tail != words[place][2] else None


def _known_from_first(text: str, words: list[tuple[int, int, str]], named: int, measured: int) -> bool:
    """Whether a name of several words begins with the word of a measure: gram panchayats, day labourers."""
    return named > measured and any(unit_of(text[words[0][0] : end]) is not None for _, end, _ in words[1:])


def is_plural(word: str) -> bool:
    low = word.lower()
    if low in english().plurals or _ABBREVIATED.fullmatch(word):
        return True
    return len(low) > 3 and low.endswith("s") and not _NOT_PLURAL.search(low) and not _DESCRIBING.search(low)


def _measured(text: str, start: int) -> Head | None:
    for pattern, unit in _measures():
        if found := pattern.match(text, start):
            return Head(unit, found.end())
    return None


def _compiled(pattern: str, unit: str) -> tuple[re.Pattern[str], str]:
    return re.compile(rf"(?:{pattern})\b(?!-\w)", re.IGNORECASE), unit


@cache
def _beside() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_compiled(*told) for told in english().beside)


@cache
def _measures() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_compiled(pattern.replace(" ", "[ -]"), unit) for pattern, unit in english().measures)


@cache
def _units() -> tuple[str, ...]:
    return tuple(unit for _, unit in english().nouns)


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<u{place}>{pattern})" for place, (pattern, _) in enumerate(english().forms)), re.IGNORECASE
    )


@cache
def _living() -> re.Pattern[str]:
    told = {unit: pattern for pattern, unit in english().nouns}
    return re.compile(
        rf"\b(?:(?P<person>{told['person']})|(?P<household>{told['household']}))\b(?![- ](?:days?|times?|visits?))",
        re.IGNORECASE,
    )


def last_noun(phrase: str) -> str | None:
    """The unit of the last noun of the vocabulary in a label: Households worked; Job cards issued."""
    words = [(found.start(), found.end(), found[0].rstrip(".")) for found in _WORD.finditer(phrase)]
    told = [_unit_ending_at(phrase, words, place) for place in range(len(words))]
    return next((unit for unit in reversed(told) if unit is not None), None)


def last_living(clause: str) -> str | None:
    """Person or household: who was named last in a clause."""
    found = list(_living().finditer(clause))
    return found[-1].lastgroup if found else None


def first_living(text: str, start: int, end: int) -> str | None:
    """Person or household: who is named first in a stretch."""
    found = _living().search(text, start, end)
    return found.lastgroup if found else None
