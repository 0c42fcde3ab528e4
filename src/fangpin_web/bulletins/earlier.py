"""Figures a place has published before, in its own words: what the check of a draft learns the place's wording from."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from fangpin.indicators import Target, read_targets
from fangpin.synthesis.targets import places_with_targets


@lru_cache(maxsize=8)
def published_by(place: str) -> tuple[Target, ...]:
    """The published figures that came with the package; none for other places."""
    if place not in places_with_targets():
        return ()
    with resources.as_file(resources.files("fangpin.synthesis") / "targets" / f"{place}.yaml") as path:
        return read_targets(path)
