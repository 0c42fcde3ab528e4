"""The demonstration: a synthetic city taken the whole way, from departments' files to clues.

``build(city, home, report)`` is what ``fangpin demo`` calls; everything it lands goes through the same
services that people use.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

PASSWORD = "demo-2026"  # noqa: S105 - printed at every start; its accounts see invented people only
STANDING = "gejiu"  # the place of the month in 2026 that ``fangpin demo`` shows
HOUSEHOLDS = 2000  # what two cores take the whole way within a minute

Report = Callable[[int, int, str, str], None]  # done, of, what is done in Chinese, in English


def build(city: str, home: Path, report: Report, *, households: int = HOUSEHOLDS) -> dict[str, Any]:
    """Build the demonstration in a prepared, running installation; what is there already is left alone.

    Gives the counts and the seconds of each step. Raises ``OfficeElsewhere`` for an installation that
    does real work or serves another place, and ``UnknownPlaceError`` for a city there are no areas for.
    """
    from fangpin_web.demo.building import build_city

    return build_city(city, home, report, households=households)


def build_from_targets(city: str, home: Path, report: Report, *, targets: Path | None = None) -> dict[str, Any]:
    """Build a city whose records add up to published figures, import its files and seal it for the report's day.

    ``targets`` is a file of figures; without it those that came with the package. What is there already is left alone.
    """
    from fangpin_web.demo.published import build_published

    return build_published(city, home, report, targets=targets)
