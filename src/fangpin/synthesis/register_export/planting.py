"""Errors and near misses put into clean households, from the tables in ``plants/``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from fangpin.synthesis.draws import Draws
from fangpin.synthesis.numbers import check_character, miscounted_number, old_number, truncated_number
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
        return any(
            str(v).startswith("@other.") for cells in (self.home, *self.members.values()) for v in cells.values()
        )


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
    return tuple(change for entry in _entries("plants") for change in _of_entry(entry))


@cache
def village_changes() -> tuple[VillageChange, ...]:
    """Every plant and decoy for villages."""
    return tuple(
        VillageChange(
            rule=entry["rule"], is_plant=is_plant, cells=entry["plant" if is_plant else "decoy"],
            home=entry.get("home", {}), also=tuple(entry.get("also", ())) if is_plant else (),
        )
        for entry in _entries("villages")
        for is_plant in (True, False)
    )  # fmt: skip


def _entries(key: str) -> Iterator[Mapping[str, Any]]:
    folder = resources.files("fangpin.synthesis.register_export").joinpath("plants")
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        table: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        yield from table.get(key, ())


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


def apply(change: Change, home: Home, builder: Builder, *, other: Home | None = None) -> tuple[str, ...]:
    """Write the change into the home; gives the members it is about, none for the household."""
    for part in change.drop:
        del home.members[part]
    if change.drop:
        home.cells |= {"members_now": len(home.members), "members": len(home.members)}
    for part, cells in change.members.items():
        _rewrite(home, part, cells, builder, other)
    home.cells.update({name: _resolved(value, home, other) for name, value in change.home.items()})
    settle(home, fixed=frozenset(change.home))
    return tuple(part for part in change.members if part in home.members)


def _rewrite(home: Home, part: str, cells: Mapping[str, object], builder: Builder, other: Home | None) -> None:
    person = home.members[part]
    if "age" in cells or "born" in cells:
        _reborn(home, person, cells, builder)
    if "card" in cells:
        person["document_number"] = f"{str(person['document_number'])[:18]}{cells['card']}"
    written = {name: value for name, value in cells.items() if name not in ("age", "born", "card")}
    before = dict(person)
    for name, value in written.items():
        if isinstance(value, str) and value[1:] in SPOILT and value.startswith("@"):
            person[name] = SPOILT[value[1:]](before, builder)
        else:
            person[name] = _resolved(value, home, other)
    if home.cells["head_number"] == before["document_number"] and person["document_number"]:
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


def _wrong_date(person: Cells, _: Builder) -> str:
    stem = str(person["document_number"])[:10] + "1332" + str(person["document_number"])[14:17]
    return stem + check_character(stem)


def _of_sex(male: bool) -> Callable[[Cells, Builder], str]:  # noqa: FBT001 - a man or a woman
    def number(person: Cells, builder: Builder) -> str:
        born = str(person["born_on"])
        return builder.numbers.next(date(int(born[:4]), int(born[4:6]), int(born[6:])), male=male)

    return number


# What can become of a number, a sex or a place: ``@old`` and the like in the tables.
SPOILT: dict[str, Callable[[Cells, Builder], str]] = {
    "old": lambda person, _: old_number(str(person["document_number"])),
    "wrong": lambda person, _: miscounted_number(str(person["document_number"])),
    "masked": lambda person, _: str(person["document_number"])[:10] + "****" + str(person["document_number"])[14:],
    "truncated": lambda person, _: truncated_number(str(person["document_number"])),
    "letters": lambda person, _: str(person["document_number"])[:12] + "AB" + str(person["document_number"])[14:],
    "baddate": _wrong_date,
    "suffix89": lambda person, _: str(person["document_number"])[:18] + "89",
    "othersex": lambda person, _: "女" if person["sex"] == "男" else "男",
    "man": _of_sex(male=True),
    "woman": _of_sex(male=False),
    "grand": lambda person, _: "之孙子" if person["sex"] == "男" else "之孙女",
    "foreign": lambda _person, _builder: "演示外村",
}
