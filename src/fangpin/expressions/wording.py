"""A sentence in both languages, and where the thing it speaks of is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


class Wording(NamedTuple):
    """The same sentence in English and in Chinese."""

    en: str
    zh: str

    def filled(self, **values: object) -> Wording:
        """Both sentences with their ``{places}`` filled."""
        return Wording(self.en.format(**values), self.zh.format(**values))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text begins: a file (as the reader knows it), a line counted from 1, a column counted from 1."""

    file: str = "<expression>"
    line: int = 1
    column: int = 1


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, if any is near enough to be what was meant."""
    candidates = list(known)
    folded = {c.casefold(): c for c in reversed(candidates)}
    if exact := folded.get(word.casefold()):
        return exact
    matches = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(guess: str | None) -> Wording | None:
    """The remedy that offers a word :func:`nearest` found; None where it found none."""
    return Wording(f"did you mean {guess}?", f"是否为 {guess}？") if guess else None
