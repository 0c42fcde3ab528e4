"""Measure words, nouns and names that carry a number: the vocabulary the reader knows, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from fangpin.policy.yaml_reading import LOADER


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure word: its base unit, how many of them it is, and which units the noun beside it may give."""

    word: str
    unit: str
    times: Decimal = Decimal(1)
    nouns: frozenset[str] | None = frozenset()  # units a noun beside it may give; None: any
    money: bool = False
    unless: str = ""  # characters behind which it is no measure word: 单位, 张家口
    before: str = ""  # words, one of which has to stand behind it: 两大重点, not 三大爷

    @property
    def pattern(self) -> str:
        """How it is found in a text."""
        found = re.escape(self.word)
        found += f"(?![{self.unless}])" if self.unless else ""
        return found + (f"(?={self.before})" if self.before else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A number of unit ``of``, or divided by one of unit ``per``, lies between two parameters; empty: no such end."""

    of: str
    zh: str
    en: str
    per: str = ""
    words: str = ""
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its code, and patterns of what stands before and behind a sum of it."""

    name: str
    before: str
    behind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class English:
    """What English texts count, each a pattern and the unit it gives, in the order in which they are tried.

    ``beside`` and ``measures`` stand next to the number, words may stand before ``nouns`` (``forms``: the same with
    their singulars); ``told_in`` gives for a unit the one it is told in and how many of that it is; ``people`` finds
    plurals that name somebody; ``names`` are patterns of names that carry a number → whether a policy stands behind.
    ``stops`` end the phrase that names what is counted, ``plurals`` are plurals without an s, ``qualities`` those of
    them that may describe another, ``idle`` plurals that count nothing; ``bounds`` the words that bound a number.
    """

    beside: tuple[tuple[str, str], ...]
    nouns: tuple[tuple[str, str], ...]
    forms: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str], ...]
    told_in: dict[str, tuple[str, Decimal]]
    currencies: tuple[Currency, ...]
    people: re.Pattern[str]
    names: dict[str, bool]
    stops: frozenset[str]
    plurals: frozenset[str]
    qualities: frozenset[str]
    idle: frozenset[str]
    bounds: dict[str, list[str]]


@cache
def english() -> English:
    """The vocabulary of English texts."""
    told = _read("english")
    beside, nouns, measures = (
        tuple(("|".join(words), unit) for unit, words in told[part].items()) for part in ("beside", "nouns", "measures")
    )
    forms = tuple(("|".join(_with_singular(word) for word in words), unit) for unit, words in told["nouns"].items())
    people = rf"(?:\b(?:{'|'.join(told['people'])})|\w*(?:{'|'.join(told['people_ending'])}))$"
    return English(
        beside=beside,
        nouns=nouns,
        forms=forms,
        measures=measures,
        told_in={unit: (base, Decimal(times)) for unit, (base, times) in told["told_in"].items()},
        currencies=tuple(Currency(name, *around) for name, around in told["currencies"].items()),
        people=re.compile(people, re.IGNORECASE),
        names=dict.fromkeys(told["plain"], False) | dict.fromkeys(told["policies"], True),
        stops=frozenset(word for line in told["stops"] for word in line.split()),
        plurals=frozenset(told["plurals"].split()),
        qualities=frozenset(told["qualities"].split()),
        idle=frozenset(told["idle"].split()),
        bounds=told["bounds"],
    )


def _with_singular(word: str) -> str:
    """A pattern of a plain plural and its singular; any other pattern as it stands."""
    if not re.fullmatch(r"[A-Za-z][a-z -]*s", word):
        return word
    for plural, both in (("ies", "(?:ies|y)"), ("ches", "ch(?:es)?"), ("shes", "sh(?:es)?"), ("xes", "x(?:es)?")):
        if word.endswith(plural):
            return word.removesuffix(plural) + both
    return f"{word}?"


@cache
def bounds() -> tuple[Bound, ...]:
    """What is held against which bound, in the order in which it is told."""
    return tuple(Bound(**entry) for entry in _read("bounds"))


@cache
def measures() -> dict[str, Measure]:
    """Measure words by their spelling, longest first."""
    entries = _read("measures")
    found = [
        Measure(
            word,
            entry["unit"],
            Decimal(entry.get("times", "1")),
            _allowed(entry.get("nouns", [])),
            entry.get("money", False),
            entry.get("unless", ""),
            entry.get("before", ""),
        )
        for word, entry in entries.items()
    ]
    found += [replace(one, word=f"个{one.word}") for one in found if entries[one.word].get("areas")]
    return {one.word: one for one in sorted(found, key=lambda one: -len(one.word))}


@cache
def measure_pattern() -> str:
    """A regular expression of all measure words, longest first."""
    return "|".join(one.pattern for one in measures().values())


def noun_at(phrase: str, place: int) -> tuple[int, str] | None:
    """Length and unit of the longest countable thing named at a place of a phrase; of equals the first listed."""
    if place >= len(phrase):
        return None
    plain, shaped = _nouns()
    best = next((one for one in plain.get(phrase[place], ()) if phrase.startswith(one[0], place)), None)
    length, unit, order = (len(best[0]), best[1], best[2]) if best else (0, "", 0)
    for pattern, of, listed in shaped.get(phrase[place], shaped[""]):
        match = pattern.match(phrase, place)
        if match is not None and (match.end() - place, -listed) > (length, -order):
            length, unit, order = match.end() - place, of, listed
    return (length, unit) if length else None


@cache
def ends_phrase() -> re.Pattern[str]:
    """The words that end the phrase naming what is counted; its pattern may stand in a longer one."""
    return re.compile("|".join(_read("verbs")["ends"]))


@cache
def no_noun() -> str:
    """A pattern of what, besides, may follow a measure word whose noun stands before it."""
    return "|".join(_read("verbs")["no_noun"])


@cache
def nouns() -> dict[str, list[str]]:
    """What can be counted, as listed: words and patterns by the unit they give."""
    told: dict[str, list[str]] = _read("nouns")
    return told


@cache
def units_of_nouns() -> frozenset[str]:
    """All units that a noun may give."""
    return frozenset(nouns())


_Plain = dict[str, list[tuple[str, str, int]]]
_Shaped = dict[str, list[tuple[re.Pattern[str], str, int]]]
_FIRST = re.compile(
    r"(?:\(\?(?:<!|<=|!)[^()]*\))*([\u4e00-\u9fff])(?![?*{])"
)  # what a pattern begins with, if one character


@cache
def _nouns() -> tuple[_Plain, _Shaped]:
    """What can be counted: words by their first character, the longest first; and patterns, by theirs too.

    Patterns that may begin with several characters stand under every character, and under none.
    """
    plain: _Plain = {}
    patterns: list[tuple[str, tuple[re.Pattern[str], str, int]]] = []
    told = ((unit, word) for unit, words in nouns().items() for word in words)
    for order, (unit, word) in enumerate(told):
        if re.escape(word) == word:
            plain.setdefault(word[0], []).append((word, unit, order))
        else:
            first = _FIRST.match(word)
            patterns.append((first[1] if first else "", (re.compile(word), unit, order)))
    for words in plain.values():
        words.sort(key=lambda one: (-len(one[0]), one[2]))
    shaped = {key: [one for first, one in patterns if first in {key, ""}] for key, _ in [*patterns, ("", None)]}
    return plain, shaped


@cache
def names() -> dict[str, bool]:
    """Names that carry a number → whether a policy stands behind the name."""
    entries = _read("terms")
    return dict.fromkeys(entries["plain"], False) | dict.fromkeys(entries["policies"], True)


@cache
def name_shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The rules of such names: of those with a policy behind, and of those without."""
    entries = _read("terms")
    policies, plain = (re.compile("|".join(entries[key])) for key in ("policy_shapes", "plain_shapes"))
    return policies, plain


@cache
def synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of words that say the same as another, the longest first, and what each is compared as."""
    told: dict[str, str] = _read("synonyms")
    return re.compile("|".join(re.escape(word) for word in sorted(told, key=len, reverse=True))), told


def _allowed(told: str | list[str]) -> frozenset[str] | None:
    return None if told == "all" else frozenset(told)


def _read(name: str) -> Any:
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe loader, ten times as quick as the default
