"""Cities built from targets, laid out as a snapshot is sealed: for checking a family's figures without a server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType, SimpleNamespace
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import yaml
from tests.shipped import shipped

from fangpin.indicators import check
from fangpin.indicators.checking import Check
from fangpin.ledgers import SPECS, LedgerSpec
from fangpin.rules import open_tables
from fangpin.synthesis.recipes import City, build
from fangpin.synthesis.recipes.files import FIRST_DAY
from fangpin.synthesis.targets import Targets, shipped_targets, vary


@cache
def targets_of(place: str, seed: int | None) -> Targets:
    published = shipped_targets(place)
    return published if seed is None else vary(published, seed)


@cache
def built(place: str, seed: int | None) -> City:
    return build(place, targets_of(place, seed))


@cache
def built_tables(place: str, seed: int | None = None) -> Mapping[str, pa.Table]:
    """The tables of a built city, not to be changed: a test that changes some makes a dictionary of its own."""
    return MappingProxyType(tables_of(built(place, seed)))


def tables_of(city: City) -> dict[str, pa.Table]:
    """All ledgers of a built city with every column, its areas, and the coverage its files would leave behind."""
    tables = {name: _aligned(city.table(name), SPECS[name]) for name in city.ledgers}
    areas = city.areas()
    count = areas.num_rows
    given = areas.append_column("id", pa.array(range(1, count + 1))).append_column("area_code", areas["code"])
    given = given.append_column("scheme", pa.array(["nbs"] * count)).append_column(
        "from_on", pa.array([FIRST_DAY] * count)
    )
    tables["area"] = _aligned(given, SPECS["area"])
    covered = [name for name in tables if SPECS[name].covered]
    villages = areas.filter(pc.equal(areas["level"], "village"))["code"].to_pylist()
    rows = [(name, code) for name in covered for code in villages]
    tables["coverage"] = _aligned(
        pa.table(
            {
                "id": range(1, len(rows) + 1),
                "area_code": [code for _, code in rows],
                "ledger": [name for name, _ in rows],
                "period_from_on": pa.array([FIRST_DAY] * len(rows), pa.date32()),
                "period_to_on": pa.array([city.day] * len(rows), pa.date32()),
            }
        ),
        SPECS["coverage"],
    )
    return tables


def _aligned(table: pa.Table, spec: LedgerSpec) -> pa.Table:
    there = set(table.column_names)
    return pa.table(
        {
            f.name: table[f.name].cast(f.type) if f.name in there else pa.nulls(table.num_rows, f.type)
            for f in spec.arrow_schema
        }
    )


class Sealed:
    """Tables in memory, with what a sealed snapshot offers a check."""

    hash = "built"

    def __init__(self, tables: Mapping[str, pa.Table], day: date) -> None:
        self.manifest = SimpleNamespace(as_of=day, label="built")
        self.connection = open_tables(tables)

    def connect(self) -> duckdb.DuckDBPyConnection:
        return self.connection.cursor()


def checked(place: str, targets: Targets, sealed: Sealed, figures: Iterable[str]) -> Check:
    """The named figures of the targets, compared with what is counted."""
    wanted = set(figures)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "targets.yaml"
        entries = [dict(t.entry) for t in targets if t.id in wanted]
        file.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
        return check(file, sealed, shipped(place))


def unlike(found: Check) -> dict[str, Any]:
    """What does not agree, and why."""
    return {c.target.id: c.why.en if c.why else None for c in found.differ} | {
        k: w.en for k, w in found.missing.items()
    }
