"""The ladder of facts in a screening: built in order for one day, kept only while something stands on it.

The queries come from :mod:`fangpin.policy`; here each becomes a temporary view or table of a
connection, so that a fact read by many rules is computed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import duckdb

from fangpin.policy import Fact, Policy, parameters_query
from fangpin.policy.known import NOTHING, Known
from fangpin.policy.ladder import fact_select, ledger_parts, parameters_of, year_before
from fangpin.policy.narrowing import Ways
from fangpin.policy.readers import facts_read


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The day asked and the day after which flows are counted: ``since`` < x ≤ ``as_of``."""

    as_of: date
    since: date

    @classmethod
    def year_to(cls, as_of: date) -> Window:
        """The twelve months that end on a day."""
        return cls(as_of=as_of, since=year_before(as_of))


@lru_cache(maxsize=512)  # printing a long query takes longer than running it over a village
def compile_fact(
    fact: Fact,
    window: Window,
    read: frozenset[str] | None = None,
    asked: Ways = frozenset(),
    known: Known = NOTHING,
) -> str:
    """The fact's query for DuckDB, with the window written in; with ``read``, of those columns alone.

    Rows that fail something of each of ``asked`` may be missing; ``known`` is what was seen of the tables it reads.
    """
    return fact_select(fact, "duckdb", as_of=window.as_of, since=window.since, read=read, asked=asked, known=known)


def lay_ground(connection: duckdb.DuckDBPyConnection, policy: Policy, facts: Iterable[Fact], window: Window) -> None:
    """Name what these facts read: ledgers in force on the day, and ``p``, the parameters of the day.

    :class:`~fangpin.policy.NoValueInForce` if a fact reads a parameter that has no value on the day.
    """
    ledgers: dict[str, None] = {}
    for fact in facts:
        ledgers.update(dict.fromkeys(fact.ledgers))
        for parameter in parameters_of(fact, policy):
            policy.value(parameter, on=window.as_of)
    parts = [("p", parameters_query(policy, "duckdb", as_of=window.as_of))]
    parts += ledger_parts(ledgers, "duckdb", as_of=window.as_of)
    for name, query in parts:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {query}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One fact in the order of building.

    ``kept`` as a table; ``columns`` is what others read of it, None if all is needed, since rules are
    over it; ``last_of`` are the tables that may go once it stands.
    """

    fact: Fact
    kept: bool
    columns: frozenset[str] | None = None
    last_of: tuple[str, ...] = ()


def rungs(policy: Policy, screened: Iterable[str]) -> Iterator[Rung]:
    """Facts in building order. Kept as tables are those that are screened or read by two others; the rest are views.

    A view is computed where it is read, so one that is read twice is a table.
    """
    screened = set(screened)
    read = facts_read(policy, dict.fromkeys(screened))
    order = [one.fact for one in read.values()]
    readers = {id_: one.readers for id_, one in read.items()}
    kept = {f.id for f in order if f.id in screened or len(readers[f.id]) > 1}
    place = {f.id: n for n, f in enumerate(order)}

    def last_read(id_: str) -> int:
        """The place of the last table built from this fact, through views too."""
        through = [place[reader] if reader in kept else last_read(reader) for reader in readers[id_]]
        return max([place[id_], *through])

    ends: dict[int, list[str]] = {}
    for id_ in sorted(kept):
        ends.setdefault(last_read(id_), []).append(id_)
    for number, fact in enumerate(order):
        ended = tuple(ends.get(number, ()))
        yield Rung(fact=fact, kept=fact.id in kept, columns=read[fact.id].columns, last_of=ended)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
