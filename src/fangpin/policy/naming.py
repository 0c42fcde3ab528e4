"""Which places have a policy, and which of them the names in a file mean: the deepest that fits, else the nation."""

from __future__ import annotations

from collections.abc import Mapping

from fangpin.policy.entries import Place
from fangpin.policy.loading import Folders, places_in, read_chain, shipped_folder
from fangpin.policy.yaml_reading import Notes

NATION = "national"


def place_called(names: Mapping[str, str], folder: Folders | None = None) -> str:
    """The id of the place that ``names`` (level -> full name) stand in.

    >>> place_called({"province": "云南省", "county": "个旧市"}), place_called({"province": "甘肃省"})
    ('gejiu', 'national')

    Names that are missing are not asked for; one that differs rules a place out, since two provinces can have
    counties of one name.
    """
    folder = folder or shipped_folder()
    chains = [read_chain(place, folder, Notes()) for place in places_in(folder)]
    fitting = [chain for chain in chains if chain and _fits(chain, names)]
    return max(fitting, key=len)[-1].id if fitting else NATION


def places_known(folder: Folders | None = None) -> tuple[Place, ...]:
    """Every place that has a folder, in the order of ids, without reading what is in force there."""
    folder = folder or shipped_folder()
    chains = (read_chain(place, folder, Notes()) for place in places_in(folder))
    return tuple(chain[-1] for chain in chains if chain)


def _fits(chain: tuple[Place, ...], names: Mapping[str, str]) -> bool:
    named = [place for place in chain if place.level in names]
    return chain[-1] in named and all(names[place.level] == place.zh for place in named)
