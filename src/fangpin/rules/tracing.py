"""From a row of a fact down the ladder to the ledger rows behind it.

The way is derived: facts share keys, so the rows of a household or person are cut out of every
ledger, and the ladder is climbed again over these few. A fact whose grain is a ledger row
(``medical_claim_id``) says exactly which rows were used; of other ledgers every row that was in
reach is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from fangpin.ledgers import SPECS, LedgerSpec
from fangpin.policy import Fact, Policy, facts_below, snapshot_table
from fangpin.policy.facts import ledger_of
from fangpin.rules.in_memory import open_tables
from fangpin.rules.ladder import Window, compile_fact, lay_ground, quoted
from fangpin.rules.lineage import feeding_reads
from fangpin.rules.screening import Opened, connected


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """Rows of one ledger that one fact read for the row traced; ``ids`` are ledger keys, ascending."""

    fact: str
    ledger: str
    ids: tuple[int, ...]


def trace(
    snapshot: Opened | duckdb.DuckDBPyConnection,
    policy: Policy,
    fact: str,
    key: int,
    *,
    as_of: date,
    since: date | None = None,
    columns: Collection[str] | None = None,
) -> tuple[Traced, ...]:
    """The ledger rows behind the row of ``fact`` whose grain is ``key`` (a household or person).

    Of another subject — a village, an official, a project — the row itself and what refers to it.
    With ``columns`` only the ledgers that these are made of; ``basis_columns(rule)`` for a finding.
    Ledgers without a row are left out. Nothing outside the household is read.
    """
    window = Window.year_to(as_of) if since is None else Window(as_of=as_of, since=since)
    ladder = facts_below(policy, [fact])
    with connected(snapshot) as connection:
        cut = _cut(connection, policy.fact(fact), key, {ledger_of(name) or name for f in ladder for name in f.ledgers})
    reads = feeding_reads(policy, fact, columns) if columns is not None else _all_reads(ladder)
    small = open_tables(cut)
    try:
        lay_ground(small, policy, ladder, window)
        for rung in ladder:
            small.execute(f"CREATE TEMP VIEW {quoted(rung.id)} AS {compile_fact(rung, window)}")
        found = [_rows(small, policy.fact(fact_id), table) for fact_id, table in sorted(reads)]
    finally:
        small.close()
    return tuple(traced for traced in found if traced.ids)


def ids_by_ledger(traced: Iterable[Traced]) -> dict[str, set[int]]:
    """The keys of the rows of each ledger, whichever fact read them."""
    ids: dict[str, set[int]] = {}
    for part in traced:
        ids.setdefault(part.ledger, set()).update(part.ids)
    return ids


def _all_reads(ladder: Iterable[Fact]) -> frozenset[tuple[str, str]]:
    return frozenset((fact.id, table) for fact in ladder for table in fact.ledgers)


def _rows(small: duckdb.DuckDBPyConnection, fact: Fact, table: str) -> Traced:
    ledger = ledger_of(table) or table
    exact = fact.grain == (f"{ledger}_id",)
    query = f"SELECT {ledger}_id FROM {quoted(fact.id)}" if exact else f"SELECT id FROM {quoted(table)}"
    ids = sorted({row[0] for row in small.execute(query).fetchall()})
    return Traced(fact=fact.id, ledger=ledger, ids=tuple(ids))


def _cut(connection: duckdb.DuckDBPyConnection, fact: Fact, key: int, ledgers: Collection[str]) -> dict[str, pa.Table]:
    """The rows of one household, or of one person of it, out of every ledger; of another subject, what refers to it."""
    if fact.subject not in ("household", "person"):
        return _cut_around(connection, fact.subject, key, ledgers)
    by_person = fact.subject == "person"
    asked = "person_id" if by_person else "household_id"
    members = connection.execute(
        f"SELECT DISTINCT household_id, person_id FROM membership_spells WHERE {asked} = ?", [key]
    ).fetchall()
    households = {row[0] for row in members} | (set() if by_person else {key})
    persons = {row[1] for row in members} | ({key} if by_person else set())
    chosen = {name: _condition(SPECS[name], households, persons, by_person=by_person) for name in sorted(ledgers)}
    return {
        name: connection.sql(f"SELECT * FROM {quoted(snapshot_table(SPECS[name]))} WHERE {condition}").to_arrow_table()
        for name, condition in chosen.items()
    }


def _cut_around(
    connection: duckdb.DuckDBPyConnection, subject: str, key: int, ledgers: Collection[str]
) -> dict[str, pa.Table]:
    """The subject's row, rows that refer to it, and of an area the rows that refer to any spell of it."""
    keys = [key]
    if subject == "area":
        same = "SELECT b.id FROM area_spells AS a JOIN area_spells AS b USING (code) WHERE a.id = ?"
        keys = [row[0] for row in connection.execute(same, [key]).fetchall()]
    found = {}
    for name in sorted(ledgers):
        spec = SPECS[name]
        pointing = [c.stored_name for c in spec.references if c.target == subject]
        terms = [f"{quoted(column)} IN ({_listed(keys)})" for column in (["id"] if name == subject else pointing)]
        query = f"SELECT * FROM {quoted(snapshot_table(spec))} WHERE {' OR '.join(terms) or 'FALSE'}"
        found[name] = connection.sql(query).to_arrow_table()
    return found


def _condition(spec: LedgerSpec, households: Collection[int], persons: Collection[int], *, by_person: bool) -> str:
    targets = {c.target: c.stored_name for c in spec.references}
    in_persons, in_households = _listed(persons), _listed(households)
    match spec.name:
        case "household":
            return f"id IN ({in_households})"
        case "person":
            return f"id IN ({in_persons})"
        case "coverage":
            return f"area_code = '' OR EXISTS (SELECT 1 FROM household AS h WHERE h.id IN ({in_households}) AND starts_with(h.area_code, coverage.area_code))"  # noqa: E501
    if "person" in targets and (by_person or "household" not in targets):
        return f"{targets['person']} IN ({in_persons})"
    if "person" in targets:
        return f"{targets['person']} IN ({in_persons}) OR {targets['household']} IN ({in_households})"
    return f"{targets['household']} IN ({in_households})" if "household" in targets else "FALSE"


def _listed(keys: Collection[int]) -> str:
    return ", ".join(str(int(key)) for key in sorted(keys)) or "NULL"
