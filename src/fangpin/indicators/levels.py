"""The levels a figure is counted at, each a number of digits of the area code."""

from __future__ import annotations

LEVELS: dict[str, int] = {"nation": 0, "province": 2, "city": 4, "county": 6, "township": 9, "village": 12}


def level_below(level: str) -> str | None:
    """The next narrower level; None below a village."""
    names = list(LEVELS)
    return next(iter(names[names.index(level) + 1 :]), None)


def level_of(area_code: str) -> str:
    """The level of a code; ``ValueError`` if no level has that many digits."""
    for level, digits in LEVELS.items():
        if len(area_code) == digits:
            return level
    listed = ", ".join(f"{d} ({level})" for level, d in LEVELS.items())
    raise ValueError(f"the area code {area_code!r} has {len(area_code)} digits; use {listed}")
