"""A large city is screened part by part, whole households at a time, so that memory does not grow with the city.

For the time of a part, temporary views stand before the ledgers and show only its rows; facts and
rules know nothing of it. A person's memberships are all shown, wherever their households lie, so
that the later of two is still known to be the later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from fangpin.ledgers import SPECS, LedgerSpec
from fangpin.policy import snapshot_table
from fangpin.rules.ladder import quoted

HOUSEHOLDS_AT_ONCE = 500_000
# Facts ask of these whether any row has arrived at all, so every part sees them whole.
SEEN_WHOLE = frozenset({"register_spell", "monitoring_spell"})


@dataclass(frozen=True, slots=True)
class Part:
    """The households with keys from ``first`` to ``last``."""

    first: int
    last: int


def parts_of(connection: duckdb.DuckDBPyConnection, households_at_once: int) -> tuple[Part | None, ...]:
    """The parts of a city in the order of keys; one that is None, the whole, if it is small enough."""
    row = connection.execute("SELECT count(*) FROM household").fetchone()
    households = row[0] if row else 0
    if households <= households_at_once:
        return (None,)
    number = -(-households // households_at_once)
    ends = connection.execute(
        f"SELECT min(id), max(id) FROM (SELECT id, ntile({number}) OVER (ORDER BY id) AS part FROM household) "
        "GROUP BY part ORDER BY 1"
    ).fetchall()
    return tuple(Part(first, last) for first, last in ends)


@contextmanager
def narrowed(connection: duckdb.DuckDBPyConnection, part: Part | None) -> Iterator[None]:
    """While inside, the ledgers hold only what belongs to the part."""
    if part is None:
        yield
        return
    catalog = connection.execute("SELECT current_database()").fetchone()
    home = quoted(catalog[0] if catalog else "memory") + ".main."
    narrowed_ledgers = [spec for spec in SPECS.values() if spec.name not in SEEN_WHOLE and _condition(spec, part)]
    try:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE person_of_part AS SELECT DISTINCT person_id FROM {home}membership_spells "
            f"WHERE household_id BETWEEN {part.first} AND {part.last}"
        )
        for spec in narrowed_ledgers:
            name = quoted(snapshot_table(spec))
            connection.execute(
                f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {home}{name} WHERE {_condition(spec, part)}"
            )
        yield
    finally:
        for spec in narrowed_ledgers:
            connection.execute(f"DROP VIEW IF EXISTS temp.{quoted(snapshot_table(spec))}")
        connection.execute("DROP TABLE IF EXISTS person_of_part")


def _condition(spec: LedgerSpec, part: Part) -> str:
    """Which rows of a ledger belong to the part; empty if it is not about households or persons."""
    keys = f"BETWEEN {part.first} AND {part.last}"
    of_part = "IN (SELECT person_id FROM person_of_part)"
    targets = {column.target: column for column in spec.references}
    if spec.name == "household":
        return f"id {keys}"
    if spec.name == "person":
        return f"id {of_part}"
    if "person" in targets and targets["person"].required:
        return f"person_id {of_part}"
    return f"household_id {keys}" if "household" in targets else ""
