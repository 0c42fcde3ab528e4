"""Households with their villages as an enumeration: what is joined to them and counted by area carries small numbers.

A text of twelve characters for each of some millions of persons takes longer to copy than all else that is read of
them. To the queries of facts an enumeration is a text like any other.
"""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from fangpin.rules.ladder import quoted

HOUSEHOLD, _VILLAGES = "household", "villages_of_households"


def lay_households(connection: duckdb.DuckDBPyConnection, columns: Collection[str]) -> None:
    """Put a table of these columns and the area in the place of the ledger of households, for this connection."""
    connection.execute(
        f"CREATE TEMP TYPE {_VILLAGES} AS ENUM "
        f"(SELECT DISTINCT area_code FROM {HOUSEHOLD} WHERE area_code IS NOT NULL ORDER BY area_code)"
    )
    others = "".join(f", {quoted(name)}" for name in sorted({*columns} - {"area_code"}))
    connection.execute(
        f"CREATE TEMP TABLE {HOUSEHOLD} AS SELECT CAST(area_code AS {_VILLAGES}) AS area_code{others} FROM {HOUSEHOLD}"
    )


def take_households_away(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the ledger be read again."""
    connection.execute(f"DROP TABLE IF EXISTS temp.{HOUSEHOLD}")
    connection.execute(f"DROP TYPE IF EXISTS temp.{_VILLAGES}")
