"""Chains of responsibility as data: which layers there are, and what each of them must cover.

A place that does not run the mechanism of a chain does not ask for it; a chain without one is asked for everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fangpin.expressions import Wording, did_you_mean, nearest
from fangpin.policy.entries import CodeList
from fangpin.policy.fields import Fields
from fangpin.policy.overriding import PlacedEntry, read_placed_entries
from fangpin.policy.yaml_reading import Item, Notes

CHAIN_KEYS = ("id", "zh", "en", "mechanism", "layers", "source")
LAYER_KEYS = ("layer", "covers", "among", "roles", "post", "most")
COVERS = ("county", "township", "village", "household", "child")
HOUSEHOLDS_AMONG = ("registered", "unlifted", "monitored")
_ROLES, _POSTS, _LAYERS, _LISTINGS = "assignment_role", "officer_role", "assignment_layer", "area_listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLayer:
    """One layer: everything it ``covers`` has somebody who answers for it.

    ``among`` narrows it: an area list, or a kind of household (registered, unlifted, monitored). With ``roles``
    each of them must be filled. With ``post`` nobody is assigned: whoever holds that post in the area answers.
    ``most`` names the parameter that caps how many targets one official may hold.
    """

    layer: str
    covers: str
    among: str
    roles: tuple[str, ...]
    post: str
    most: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Layers that together leave nothing without somebody who answers for it."""

    id: str
    zh: str
    en: str
    mechanism: str
    layers: tuple[ChainLayer, ...]
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Around:
    """What a chain may name."""

    mechanisms: Iterable[str]
    parameters: Iterable[str]
    code_lists: Mapping[str, CodeList]


def read_chain_entries(root: Item, notes: Notes, place: str, known: dict[str, PlacedEntry]) -> None:
    """Add the chains of a file; a place below replaces a chain whole."""
    read_placed_entries(
        root, notes, place, known, under="chains", keys=CHAIN_KEYS, file_is=Wording("a chains file", "责任链文件"),
        entry_is=Wording("a chain", "责任链"),
    )  # fmt: skip


def read_chain(entry: PlacedEntry, around: Around, notes: Notes) -> Chain:
    """The chain; what it names must be there."""
    item = entry.item
    fields = Fields(item, notes, keys=CHAIN_KEYS, what=Wording("a chain", "责任链"))
    mechanism = fields.text("mechanism", default="")
    _there(item, "mechanism", mechanism, around.mechanisms, notes)
    return Chain(
        id=fields.text("id"),
        zh=fields.text("zh"),
        en=fields.text("en"),
        mechanism=mechanism,
        layers=tuple(_layer(part, around, notes) for part in fields.listed("layers", required=True)),
        source=fields.text("source"),
        place=entry.place,
    )


def _layer(item: Item, around: Around, notes: Notes) -> ChainLayer:
    fields = Fields(item, notes, keys=LAYER_KEYS, what=Wording("a layer", "责任层级"))
    found = ChainLayer(
        layer=fields.text("layer"),
        covers=fields.choice("covers", COVERS),
        among=fields.text("among", default=""),
        roles=fields.words("roles"),
        post=fields.text("post", default=""),
        most=fields.text("most", default=""),
    )
    _code(item, "layer", found.layer, _LAYERS, around, notes)
    _code(item, "post", found.post, _POSTS, around, notes)
    for role in found.roles:
        _code(item, "roles", role, _ROLES, around, notes)
    if found.covers == "household":
        _there(item, "among", found.among, HOUSEHOLDS_AMONG, notes)
    else:
        _code(item, "among", found.among, _LISTINGS, around, notes)
    _there(item, "most", found.most, around.parameters, notes)
    return found


def _code(item: Item, key: str, word: str, listed: str, around: Around, notes: Notes) -> None:
    if listed in around.code_lists:
        _there(item, key, word, around.code_lists[listed].codes, notes)


def _there(item: Item, key: str, word: str, known: Iterable[str], notes: Notes) -> None:
    names = list(known)
    if not word or word in names:
        return
    guess = nearest(word, names)
    remedy = did_you_mean(guess) or Wording("correct it, or declare it first", "请更正，或先声明")
    notes.add(item.entries[key], Wording(f"{key}: there is no {word}", f"{key}：没有 {word}"), remedy)
