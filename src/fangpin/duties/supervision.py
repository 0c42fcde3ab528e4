"""Listed supervision: which areas belong on the list by their numbers, and which may leave it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervised:
    """An area with what is counted there; ``people`` None where nobody knows. ``named`` by a superior's list."""

    area_code: str
    level: str
    people: int | None
    listed: bool
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """``add``: at or above the threshold and not listed. ``keep``: listed, not at zero. ``drop``: listed, nobody left.
    ``unknown``: nobody knows the number; it is neither added nor dropped."""

    add: tuple[Supervised, ...]
    keep: tuple[Supervised, ...]
    drop: tuple[Supervised, ...]
    unknown: tuple[Supervised, ...]


def propose_listing(areas: Iterable[Supervised], thresholds: dict[str, int]) -> Listing:
    """What the thresholds (by level; exactly at it is on the list) say of each area. Delisted is at zero, not below it:
    an area that fell under the threshold stays listed until nobody is left. What a superior named is not proposed."""
    sorted_areas = sorted(areas, key=lambda a: (-(a.people or 0), a.area_code))
    unknown = tuple(a for a in sorted_areas if a.people is None)
    known = [a for a in sorted_areas if a.people is not None]
    return Listing(
        add=tuple(a for a in known if not (a.listed or a.named) and _reaches(a, thresholds)),
        keep=tuple(a for a in known if a.listed and a.people),
        drop=tuple(a for a in known if a.listed and a.people == 0),
        unknown=unknown,
    )


def _reaches(area: Supervised, thresholds: dict[str, int]) -> bool:
    least = thresholds.get(area.level)
    return least is not None and area.people is not None and area.people >= least
