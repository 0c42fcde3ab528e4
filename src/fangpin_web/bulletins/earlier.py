"""Figures a place has published before, in its own words: what the check of a draft learns the place's wording from."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from fangpin.indicators import Target, read_targets


@lru_cache(maxsize=8)
def published_by(place: str) -> tuple[Target, ...]:
    """The published figures that came with the package; none for other places."""
    shipped = resources.files("fangpin") / "synthesis" / "targets" / f"{place}.yaml"
    if not shipped.is_file():
        return ()
    with resources.as_file(shipped) as path:
        return read_targets(path)
