"""A look at the ledgers before they are counted: which have no row, and which hold each value of a key once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from fangpin.ledgers import SPECS
from fangpin.policy.facts import ledger_of
from fangpin.policy.once import Keys
from fangpin.rules.ladder import quoted

LARGE = 50_000  # rows from which on a look costs less than it spares
_SAMPLE = 10_000  # of these rows some are nearly always of one subject where a subject has several


def rows_in(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> dict[str, int]:
    """How many rows tables have, as their files say."""
    asked = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {quoted(name)}" for name in sorted(tables))
    return dict(connection.execute(asked).fetchall()) if asked else {}


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
