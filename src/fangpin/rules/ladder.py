"""The ladder of facts over ledgers: compiled for one day, built in order, kept only while something stands on it.

A fact reads ledgers in force on the day (``membership``), all their spells (``membership_spells``),
other facts, and the parameters of the day as the one-row relation ``p``. Nothing is bound: the day
is written into the text, so that it is the same text that a trace or a test runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import sqlglot
from sqlglot import exp

from fangpin.expressions import FUNCTIONS, parameter_relation
from fangpin.ledgers import SPECS
from fangpin.policy import Fact, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The day asked and the day after which flows are counted: ``since`` < x ≤ ``as_of``."""

    as_of: date
    since: date

    @classmethod
    def year_to(cls, as_of: date) -> Window:
        """The twelve months that end on a day."""
        try:
            return cls(as_of=as_of, since=as_of.replace(year=as_of.year - 1))
        except ValueError:  # 29 February
            return cls(as_of=as_of, since=date(as_of.year - 1, 2, 28))


def compile_fact(fact: Fact, window: Window) -> str:
    """The fact's query for DuckDB, with the window written in and our date functions printed."""
    tree = sqlglot.parse_one(fact.sql, read="duckdb")
    days = {"as_of": window.as_of, "since": window.since}

    def written(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Placeholder) and node.name in days:
            return exp.cast(exp.Literal.string(days[node.name].isoformat()), "DATE")
        return node

    tree = tree.transform(written)
    for call in list(tree.find_all(exp.Func)):
        name = (call.name if isinstance(call, exp.Anonymous) else call.sql_name()).lower()
        if name in FUNCTIONS and FUNCTIONS[name].family == "dates":
            arguments = [exp.paren(a.copy()) for a in call.expressions]
            call.replace(FUNCTIONS[name].printing(arguments, "duckdb"))
    return tree.sql(dialect="duckdb")


def needed_facts(policy: Policy, wanted: Iterable[str]) -> tuple[Fact, ...]:
    """The facts that these stand on, themselves included, lowest first."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting.extend(policy.fact(id_).facts)
    return tuple(fact for fact in policy.facts.values() if fact.id in found)


def lay_ground(connection: duckdb.DuckDBPyConnection, policy: Policy, window: Window) -> None:
    """Name what every fact may read: ledgers in force on the day, and ``p``, the parameters of the day."""
    present = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_columns() GROUP BY 1").fetchall()}
    day = f"DATE '{window.as_of.isoformat()}'"
    for spec in SPECS.values():
        if spec.dated and f"{spec.name}_spells" in present:
            connection.execute(
                f"CREATE OR REPLACE TEMP VIEW {quoted(spec.name)} AS SELECT * FROM {quoted(spec.name + '_spells')} "
                f"WHERE from_on <= {day} AND (to_on IS NULL OR to_on > {day})"
            )
    in_force = policy.parameters_on(window.as_of)
    values = {policy.parameters[id_].name: value.value for id_, value in in_force.items()}
    relation = parameter_relation(values, "duckdb", as_of=window.as_of)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW p AS {relation}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One fact in the order of building; ``kept`` as a table, and ``last_of`` what may go once it stands."""

    fact: Fact
    kept: bool
    last_of: tuple[str, ...] = ()


def rungs(policy: Policy, screened: Iterable[str]) -> Iterator[Rung]:
    """Facts in building order. Kept as tables are those that are screened or read by two others; the rest are views.

    A view is computed where it is read, so it must be read once only.
    """
    screened = set(screened)
    order = needed_facts(policy, screened)
    readers: Mapping[str, list[str]] = {f.id: [g.id for g in order if f.id in g.facts] for f in order}
    kept = {f.id for f in order if f.id in screened or len(readers[f.id]) > 1}
    place = {f.id: n for n, f in enumerate(order)}

    def last_read(id_: str) -> int:
        """The place of the last table built from this fact, through views too."""
        places = [place[id_]]
        for reader in readers[id_]:
            places.append(place[reader] if reader in kept else last_read(reader))
        return max(places)

    ends: dict[int, list[str]] = {}
    for id_ in kept:
        ends.setdefault(last_read(id_), []).append(id_)
    for number, fact in enumerate(order):
        yield Rung(fact=fact, kept=fact.id in kept, last_of=tuple(sorted(ends.get(number, []))))


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
