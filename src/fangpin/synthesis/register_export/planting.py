"""Errors and near misses put into clean households, from the table ``plants.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from fangpin.synthesis.draws import Draws
from fangpin.synthesis.register_export.homes import Builder, Cells, Home, settle

PARTS = ("head", "spouse", "child", "elder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is written over a clean home of kind ``base``. ``also`` are rules the same fault breaks."""

    rule: str
    is_plant: bool
    base: str
    home: Mapping[str, object] = field(default_factory=dict)
    members: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    witness: bool = False

    @property
    def needs_other(self) -> bool:
        """Whether a cell is copied from another household."""
        return any(str(v).startswith("@other.") for cells in (self.home, *self.members.values()) for v in cells.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageChange:
    """What is written over a clean row of a village; ``home`` changes one monitored household there."""

    rule: str
    is_plant: bool
    cells: Mapping[str, object]
    home: Mapping[str, object] = field(default_factory=dict)
    also: tuple[str, ...] = ()


@cache
def changes() -> tuple[Change, ...]:
    """Every plant and decoy for households and persons, in the order of the table."""
    return tuple(change for entry in _table()["plants"] for change in _of_entry(entry))


@cache
def village_changes() -> tuple[VillageChange, ...]:
    """Every plant and decoy for villages."""
    return tuple(
        VillageChange(
            rule=entry["rule"], is_plant=is_plant, cells=entry["plant" if is_plant else "decoy"],
            home=entry.get("home", {}), also=tuple(entry.get("also", ())) if is_plant else (),
        )
        for entry in _table()["villages"]
        for is_plant in (True, False)
    )  # fmt: skip


def _table() -> Mapping[str, Any]:
    text = resources.files("fangpin.synthesis.register_export").joinpath("plants.yaml").read_text(encoding="utf-8")
    table: Mapping[str, Any] = yaml.safe_load(text)
    return table


def _of_entry(entry: Mapping[str, Any]) -> Iterable[Change]:
    for is_plant in (True, False):
        written = entry["plant" if is_plant else "decoy"]
        yield Change(
            rule=entry["rule"],
            is_plant=is_plant,
            base=entry["base"] if is_plant else entry.get("decoy_base", entry["base"]),
            home=written.get("home", {}),
            members={part: written[part] for part in PARTS if part in written},
            drop=tuple(written.get("drop", ())),
            also=tuple(entry.get("also", ())) if is_plant else (),
            witness=bool(entry.get("witness")) and is_plant,
        )


def apply(change: Change, home: Home, builder: Builder, *, other: Home | None = None) -> str:
    """Write the change into the home; gives the part of the family the error is about, empty for the household."""
    for part in change.drop:
        del home.members[part]
    if change.drop:
        home.cells |= {"members_now": len(home.members), "members": len(home.members)}
    for part, cells in change.members.items():
        _rewrite(home, part, cells, builder, other)
    home.cells.update({name: _resolved(value, home, other) for name, value in change.home.items()})
    settle(home, fixed=frozenset(change.home))
    about = [part for part in change.members if part in home.members]
    return about[0] if about else ""


def _rewrite(home: Home, part: str, cells: Mapping[str, object], builder: Builder, other: Home | None) -> None:
    person = home.members[part]
    if "age" in cells or "born" in cells:
        _reborn(home, person, cells, builder)
    if card := cells.get("card"):
        person["document_number"] = f"{str(person['document_number'])[:18]}{card}"
    person.update({n: _resolved(v, home, other) for n, v in cells.items() if n not in ("age", "born", "card")})
    if part == "head" and "document_number" in cells:
        home.cells["head_number"] = person["document_number"]


def _reborn(home: Home, person: Cells, cells: Mapping[str, object], builder: Builder) -> None:
    """Another birthday, and the document number that belongs to it."""
    if "born" in cells:
        text = str(cells["born"])
        born = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    else:
        born = builder.birthday(Draws(builder.seed, f"{home.code}/{person['person_no']}"), int(str(cells["age"])))
    number = builder.numbers.next(born, male=person["sex"] == "男")
    if home.cells["head_number"] == person["document_number"]:
        home.cells["head_number"] = number
    person |= {"born_on": f"{born:%Y%m%d}", "document_number": number + str(person["document_number"])[18:]}


def _resolved(value: object, home: Home, other: Home | None) -> object:
    """``@head.phone`` is a cell of the same home, ``@other.head.phone`` of the witness, with ``+…`` put behind it."""
    if not isinstance(value, str) or not value.startswith("@"):
        return value
    path, _, behind = value[1:].partition("+")
    names = path.split(".")
    place = home
    if names[0] == "other":
        assert other is not None, "the change needs a witness"  # noqa: S101 - the caller gives one
        place, names = other, names[1:]
    cells = place.cells if names[0] == "home" else place.members[names[0]]
    found = str(cells[names[1]])
    if behind.startswith(":"):  # the first characters only
        return found[: int(behind[1:])]
    return found + behind
