"""Chance without a generator: every draw is a hash of a seed, a subject and a stated salt.

Draws do not depend on each other's order, so a new question about a household leaves the answers
to all other questions as they were, and a sample can be drawn again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import TypeVar

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Draws:
    """The draws that belong to one subject of one city, such as household 17 of seed 1."""

    seed: int
    subject: str

    def unit(self, salt: str) -> float:
        """A number in [0, 1)."""
        digest = blake2b(f"{self.seed}/{self.subject}/{salt}".encode(), digest_size=7).digest()
        return int.from_bytes(digest, "big") / (1 << 56)

    def chance(self, probability: float, salt: str) -> bool:
        return self.unit(salt) < probability

    def whole(self, low: int, high: int, salt: str) -> int:
        """A whole number in [low, high], both ends included."""
        return low + int(self.unit(salt) * (high - low + 1))

    def one_of(self, choices: Sequence[Choice], salt: str) -> Choice:
        return choices[int(self.unit(salt) * len(choices))]

    def weighted(self, choices: Sequence[tuple[Choice, float]], salt: str) -> Choice:
        """One of the choices; the weights need not add up to one."""
        left = self.unit(salt) * sum(weight for _, weight in choices)
        for choice, weight in choices:
            left -= weight
            if left < 0:
                return choice
        return choices[-1][0]

    def day(self, first: date, last: date, salt: str) -> date:
        """A day in [first, last]."""
        return first + timedelta(days=self.whole(0, (last - first).days, salt))

    def of(self, part: str) -> Draws:
        """The draws of a part of this subject, such as its third member."""
        return Draws(self.seed, f"{self.subject}/{part}")
