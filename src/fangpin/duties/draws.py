"""Random draws that can be repeated: the order is a hash of the salt and each id, so anybody can draw again.

The print of the salt is published before the draw and the salt after it: nobody can choose the salt once he has
seen whom it draws, and nobody who is drawn can work it out beforehand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", int, str)
SALT_CHARACTERS = 16  # fewer could be tried out


def draw(keys: Iterable[Key], *, salt: str, size: int) -> tuple[Key, ...]:
    """``size`` of the keys (all, where there are fewer), in the order of their lots; the order of ``keys`` is nothing.

    A larger draw begins with the smaller one of the same salt, so that substitutes are the next in line.
    """
    if size < 0:
        raise ValueError(f"a draw has no {size} lots")
    return tuple(sorted(set(keys), key=lambda key: (_lot(salt, key), str(key)))[:size])


def draw_by_area(keys: Mapping[str, Iterable[Key]], *, salt: str, each: int) -> dict[str, tuple[Key, ...]]:
    """``each`` from every area, by the same lots; areas in name order."""
    return {area: draw(keys[area], salt=salt, size=each) for area in sorted(keys)}


def _lot(salt: str, key: Key) -> str:
    return hashlib.sha256(f"{salt}\x1f{key}".encode()).hexdigest()


def commitment(salt: str) -> str:
    """The print of a salt: shows that it was fixed, without showing it."""
    return hashlib.sha256(f"salt\x1f{salt}".encode()).hexdigest()


def population_print(keys: Iterable[Key]) -> str:
    """The print of everybody who could have been drawn, whatever the order they came in."""
    lines = "".join(f"{key}\n" for key in sorted({str(key) for key in keys}))
    return hashlib.sha256(lines.encode()).hexdigest()


def new_salt_is_good(salt: str) -> bool:
    """Long enough that nobody finds it by trying."""
    return len(salt) >= SALT_CHARACTERS
