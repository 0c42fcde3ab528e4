"""Ledgers from tables in memory, opened as a snapshot is: for worked cases, tests and what-ifs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from fangpin.ledgers import SPECS, ledger
from fangpin.policy import snapshot_table
from fangpin.policy.fact_types import empty_tables
from fangpin.rules.ladder import quoted

_UNSEEN: dict[str, Any] = {"area_code": "", "entered_at": None}


def rows_of(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as a table of the ledger's schema; columns not given are NULL, keys are counted from 1 where not given."""
    schema = ledger(name).arrow_schema
    filled = [{"id": number, **_UNSEEN, **row} for number, row in enumerate(rows, start=1)]
    if unknown := {column for row in filled for column in row} - set(schema.names):
        raise KeyError(f"ledger {name} has no columns {', '.join(sorted(unknown))}; it has {', '.join(schema.names)}")
    return pa.table({field.name: pa.array([row.get(field.name) for row in filled], field.type) for field in schema})


def open_tables(tables: Mapping[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """A connection with one table per declared ledger, named as in a snapshot; ledgers not given are empty.

    The caller closes it. ``KeyError`` if a name is no ledger.
    """
    for name in tables:
        ledger(name)
    connection = duckdb.connect(":memory:")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(empty_tables(spec for name, spec in SPECS.items() if name not in tables))
    for name, table in tables.items():
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {quoted(snapshot_table(SPECS[name]))} AS SELECT * FROM given")
        connection.unregister("given")
    return connection
