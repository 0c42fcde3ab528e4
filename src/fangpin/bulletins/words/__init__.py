"""Measure words, nouns and names that carry a number: the vocabulary the reader knows, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure word: its base unit, how many of them it is, and which units the noun beside it may give."""

    word: str
    unit: str
    times: Decimal = Decimal(1)
    nouns: frozenset[str] | None = frozenset()  # units a noun beside it may give; None: any
    money: bool = False
    unless: str = ""  # characters behind which it is no measure word: 单位, 张家口


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
        )
        for word, entry in entries.items()
    ]
    return {one.word: one for one in sorted(found, key=lambda one: -len(one.word))}


@cache
def measure_pattern() -> str:
    """A regular expression of all measure words, longest first."""
    return "|".join(re.escape(one.word) + (f"(?![{one.unless}])" if one.unless else "") for one in measures().values())


@cache
def nouns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(pattern, unit) of what can be counted, in the order in which they are tried."""
    return tuple((re.compile(pattern), unit) for unit, patterns in _read("nouns").items() for pattern in patterns)


@cache
def names() -> dict[str, bool]:
    """Names that carry a number → whether a policy stands behind the name."""
    entries = _read("terms")
    return dict.fromkeys(entries["plain"], False) | dict.fromkeys(entries["policies"], True)


def _allowed(told: str | list[str]) -> frozenset[str] | None:
    return None if told == "all" else frozenset(told)


def _read(name: str) -> Any:
    return yaml.safe_load(files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
