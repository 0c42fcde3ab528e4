"""Numbers of tallies by lowest area, as the engine counts them, and how areas are put together to larger ones."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.indicators.levels import LEVELS


@dataclass(frozen=True, slots=True)
class Column:
    """One number of a tally by area: how it is reached in the lowest area, and how areas are put together."""

    name: str
    sql: str
    together: str  # sum, min or max
    type: str

    @property
    def asked(self) -> str:
        return f"CAST({self.sql} AS {self.type}) AS {self.name}"


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of tallies over one relation: by lowest area, and by level those of subjects who lie in several areas."""

    columns: Sequence[Column]
    lowest: pa.Table
    several: Mapping[str, pa.Table] = field(default_factory=dict)

    def at(self, level: str) -> pa.Table:
        """``area_code`` and the columns, one row an area of the level that has rows."""
        digits = LEVELS[level]
        table = self.lowest.filter(pc.greater_equal(pc.binary_length(self.lowest.column("area_code")), digits))
        table = table.set_column(0, "area_code", pc.utf8_slice_codeunits(table.column("area_code"), 0, digits))
        if level in self.several:
            table = pa.concat_tables([table, self.several[level]])
        added = table.group_by("area_code", use_threads=False).aggregate([(c.name, c.together) for c in self.columns])
        return added.rename_columns(["area_code", *(c.name for c in self.columns)])


def names_of(number: int) -> dict[str, str]:
    """Column names of the tally with this number: count ``n``, amount ``s``, unknown ``u``, day ``d``."""
    return {kind: f"{kind}{number}" for kind in "nsud"}


def times(condition: str) -> str:
    """How many rows of a group it is true for; ``count_if`` says NULL where it can be told for none."""
    return f"coalesce(count_if({condition}), 0)"


def by_area(connection: duckdb.DuckDBPyConnection, source: str, columns: Sequence[Column]) -> pa.Table:
    asked = ", ".join(column.asked for column in columns)
    with warnings.catch_warnings():
        # a relation, which it recommends, is planned twice; copying a row an area costs nothing beside that
        warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)
        area = "coalesce(CAST(r.area_code AS VARCHAR), '') AS area_code"
        found = connection.execute(f"SELECT {area}, {asked} FROM ({source}) AS r GROUP BY r.area_code").to_arrow_table()
    return cast("pa.Table", found)
