"""A city built from targets, held in memory as a seal holds it, and the figures of this family checked over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import yaml

from fangpin.indicators import Check, check
from fangpin.indicators import read_targets as read_figures
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, load, shipped_folder
from fangpin.rules import open_tables
from fangpin.synthesis.recipes import City, build
from fangpin.synthesis.targets import Targets, shipped_targets, vary

FAMILIES = ("infrastructure", "relocation", "environment")
Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class Sealed:
    """What the checker asks of a snapshot: its day, and a connection."""

    tables: Tables
    day: date
    hash: str = "in memory"

    @property
    def manifest(self) -> Any:
        return SimpleNamespace(as_of=self.day, hash=self.hash)

    def connect(self) -> Any:
        return open_tables(self.tables)


@cache
def policy_of(place: str) -> Policy:
    return load(place)


def targets_of(place: str, seed: int | None) -> Targets:
    published = shipped_targets(place)
    return published if seed is None else vary(published, seed)


@cache
def city_of(place: str, seed: int | None = None) -> City:
    return build(place, targets_of(place, seed))


@cache
def tables_of(place: str, seed: int | None = None) -> Tables:
    """All ledgers with rows, in their snapshot schemas; the areas are keyed as the rows refer to them."""
    city = city_of(place, seed)
    areas = city.areas()
    count = areas.num_rows
    area = {
        "id": pa.array(range(1, count + 1)),
        "area_code": areas["code"],
        "code": areas["code"],
        "level": areas["level"],
        "name": areas["name"],
        "scheme": pa.array(["nbs"] * count),
        "from_on": pa.array([date(2000, 1, 1)] * count),
    }
    given = {"area": pa.table(area), **{name: city.table(name) for name in city.ledgers}}
    return {name: _as_declared(name, table) for name, table in given.items()}


def _as_declared(name: str, table: pa.Table) -> pa.Table:
    schema = SPECS[name].arrow_schema
    columns = [
        table[f.name].combine_chunks().cast(f.type) if f.name in table.column_names else pa.nulls(len(table), f.type)
        for f in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def mapped(place: str) -> set[str]:
    """Ids of the figures this family maps for a place."""
    files = (shipped_folder() / place / "figures" / f"{family}.yaml" for family in FAMILIES)
    return {e["id"] for f in files if f.exists() for e in yaml.safe_load(f.read_text("utf-8"))["figures"]}


def checked(place: str, folder: Path, *, seed: int | None = None, tables: Tables | None = None) -> Check:
    """The family's figures of a city against the targets it was built from."""
    wanted = mapped(place)
    entries = [dict(t.entry) for t in targets_of(place, seed) if t.id in wanted]
    file = folder / f"{place}.yaml"
    file.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
    city = city_of(place, seed)
    return check(read_figures(file), Sealed(tables or tables_of(place, seed), city.day), policy_of(place))


def told(done: Check) -> list[tuple[str, str]]:
    """What differs, and why."""
    return [(c.target.id, c.why.en if c.why else "") for c in done.differ]


def changed(tables: Tables, **others: pa.Table) -> Tables:
    return {**tables, **others}


def without(table: pa.Table, ids: Iterable[int]) -> pa.Table:
    gone = pa.array(list(ids), pa.int64())
    keep = pa.compute.invert(pa.compute.is_in(table["id"], gone))
    return table.filter(keep)
