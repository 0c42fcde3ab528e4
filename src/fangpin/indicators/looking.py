"""A look at the ledgers before they are counted: which have no row, which hold each value of a key once, where they
reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import duckdb
import pyarrow as pa

from fangpin.indicators.levels import LEVELS
from fangpin.ledgers import SPECS
from fangpin.policy.facts import ledger_of
from fangpin.policy.once import Keys
from fangpin.rules.ladder import quoted

VILLAGE = LEVELS["village"]  # digits of its code
LARGE = 50_000  # rows from which on a look costs less than it spares
_SAMPLE = 10_000  # of these rows some are nearly always of one subject where a subject has several


@dataclass
class Look:
    """What is seen of one connection's ledgers whatever day is counted: each is looked at once, as often as it is
    counted, and nothing is written to them meanwhile."""

    connection: duckdb.DuckDBPyConnection
    _rows: dict[str, int] = field(default_factory=dict)

    def rows_in(self, tables: Iterable[str]) -> dict[str, int]:
        """How many rows tables have, as their files say."""
        wanted = sorted(tables)
        missing = [name for name in wanted if name not in self._rows]
        asked = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {quoted(name)}" for name in missing)
        self._rows |= dict(self.connection.execute(asked).fetchall()) if asked else {}
        return {name: self._rows[name] for name in wanted}

    @cached_property
    def by_files(self) -> frozenset[str]:
        """The ledgers for which some file has come."""
        return frozenset(row[0] for row in self.connection.execute("SELECT DISTINCT ledger FROM coverage").fetchall())

    def areas(self, day: date) -> frozenset[str]:
        """The codes of the areas there are on a day."""
        return frozenset(code for code, first, after in self._areas if first <= day and (after is None or after > day))

    def villages(self, day: date) -> frozenset[str]:
        """Those of villages, and of those that households are in."""
        return self._households | {code for code in self.areas(day) if len(code) == VILLAGE}

    @cached_property
    def _areas(self) -> list[tuple[str, date, date | None]]:
        spells = "SELECT DISTINCT code, from_on, to_on FROM area_spells WHERE from_on IS NOT NULL"
        return self.connection.execute(spells).fetchall()

    @cached_property
    def _households(self) -> frozenset[str]:
        lived_in = f"SELECT DISTINCT area_code FROM household WHERE length(area_code) = {VILLAGE}"
        return frozenset(row[0] for row in self.connection.execute(lived_in).fetchall())


def could_be_once(keys: Keys, rows: Mapping[str, int]) -> list[tuple[str, str]]:
    """Those of large ledgers and whole numbers; ``rows`` by the ledger's stored name."""
    found = []
    for table, key in sorted(keys):
        spec = SPECS.get(ledger_of(table) or "")
        types = {c.stored_name: c.arrow_type for c in spec.snapshot_columns} if spec else {}
        large = rows.get(table, rows.get(f"{table}_spells", 0)) >= LARGE
        if large and types.get(key) == pa.int64():
            found.append((table, key))
    return found


def is_once(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> bool:
    """Whether no two rows of a table have the same value of a key, and none has no value.

    Sixty-four neighbouring numbers are marked in one: a sixty-fourth of the groups there would be.
    """
    column, rows = quoted(key), quoted(table)
    sample = f"SELECT count(*) = count(DISTINCT {column}) FROM (SELECT {column} FROM {rows} LIMIT {_SAMPLE})"
    marked = f"bit_or(CAST(1 AS UBIGINT) << CAST({column} & 63 AS UBIGINT))"
    doubled = f"SELECT 1 FROM {rows} GROUP BY {column} >> 6 HAVING count(*) <> coalesce(bit_count({marked}), 0) LIMIT 1"
    told = connection.execute(sample).fetchone()
    return bool(told and told[0]) and connection.execute(doubled).fetchone() is None
