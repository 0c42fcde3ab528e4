"""The facts and ledgers that tallies read, laid out in a connection for one span and taken away again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Self

import duckdb

from fangpin.expressions import Name, parameter_relation
from fangpin.indicators import looking
from fangpin.indicators.conditions import Given, asked_by_all, asked_by_each
from fangpin.indicators.counting import is_row_count, relation_of
from fangpin.indicators.looking import Look, could_be_once, is_once
from fangpin.indicators.span import Span
from fangpin.indicators.villages import HOUSEHOLD, lay_households, take_households_away
from fangpin.ledgers import SPECS
from fangpin.policy import Fact, Policy, Tally, facts_below, snapshot_table
from fangpin.policy.columns_named import ALL
from fangpin.policy.facts import ledger_of
from fangpin.policy.indicators import SINCE, UNTIL
from fangpin.policy.known import NOTHING, Known
from fangpin.policy.ladder import columns_in, facts_without_rows, ledger_parts, parameters_of, year_before
from fangpin.policy.once import Keys
from fangpin.policy.readers import FactRead, facts_read
from fangpin.rules.ladder import Window, compile_fact, quoted

COUNTED = "counted"  # the rows of a step, where they are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Tallies over one relation of one window; ``places`` are their numbers, ``since`` the eve facts count from."""

    over: str
    relation: str
    since: date
    places: tuple[int, ...]


@dataclass(slots=True)
class Ground:
    """Lays facts out in their order, each once. A fact read once is a view; others are kept as tables.

    A stock over a fact that counts over ``:since`` counts the twelve months to the day; a flow counts its period.
    """

    look: Look
    policy: Policy
    tallies: Sequence[Tally]
    span: Span
    connection: duckdb.DuckDBPyConnection = field(init=False)
    given: Given = field(init=False)
    empty: frozenset[str] = frozenset()  # relations that have no row
    stored: Mapping[str, int] = field(default_factory=dict)  # rows of ledgers read, by the name they are stored under
    numbered: bool = False  # whether households have their villages as numbers
    once: Keys = frozenset()  # relations with a column no value of which is in two rows
    crowded: Keys = frozenset()  # large ones where some value is
    known: Known = NOTHING
    facts: Mapping[str, FactRead] = field(default_factory=dict)
    laid: dict[str, date] = field(default_factory=dict)
    tables: set[str] = field(default_factory=set)
    ledgers: set[str] = field(default_factory=set)
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        self.connection = self.look.connection
        self.given = Given.of(self.policy, self.span)

    def __enter__(self) -> Self:
        groups: dict[tuple[date, str, str], list[int]] = {}
        for place, tally in enumerate(self.tallies):
            since = self.span.since if tally.window == "period" else year_before(self.span.as_of)
            if not self._reads_since(tally.over):
                since = date.min
            groups.setdefault((since, tally.over, relation_of(tally)), []).append(place)
        order = {name: number for number, name in enumerate(self.policy.facts)}
        found = sorted(groups.items(), key=lambda g: (g[0][0], order.get(g[0][1], -1), g[0][2]))
        self.steps = tuple(
            Step(over=over, relation=relation, since=since, places=tuple(places))
            for (since, over, relation), places in found
        )
        self._lay_parameters()
        self.stored = self._rows_stored()
        self.empty = self._without_rows()
        self._look_for_keys()
        self.known = Known(self.once, self.empty)
        self.facts = self._facts_read()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for name in (*self.laid, COUNTED):
            self._drop(name)
        take_households_away(self.connection)

    def rows(self, step: Step) -> str | None:
        """The table or query, called ``f``, of the rows that some tally of the step may count; None if there are none.

        A place keeps a part of the ledgers there are: what stands on an empty one is not put together.
        """
        if step.over in self.empty:
            return None
        if not self.numbered and self.stored.get(HOUSEHOLD, 0) >= looking.LARGE:
            self._number_villages()
        self.lay(step)
        return self._rows(step)

    def lay(self, step: Step) -> None:
        """Lay out what a step reads, and take away what neither it nor a later one does: a table holds memory."""
        if COUNTED in self.tables:
            self._drop(COUNTED)
        wanted = {fact.id for fact in self._below(self.steps[self.steps.index(step) :])}
        for name in [name for name in self.laid if name not in wanted]:
            self._drop(name)
            del self.laid[name]
        if step.over in SPECS:
            self._lay_ledgers([step.relation])
        else:
            self._lay_facts(step)

    def _lay_facts(self, step: Step) -> None:
        for fact in self._below([step]):
            since = step.since if self._reads_since(fact.id) else date.min
            if fact.id in self.facts and self.laid.get(fact.id) != since:
                self._drop(fact.id)
                self._lay_fact(self.facts[fact.id], since)

    def _rows(self, step: Step) -> str:
        """What all tallies ask of a row is asked at once; kept as a table if several queries would ask it anew."""
        tallies = [self.tallies[place] for place in step.places]
        rows = f"{quoted(step.relation)} AS f"
        if asked := asked_by_all(tallies, self.given):
            rows = f"(SELECT * FROM {rows} WHERE {' AND '.join(asked)}) AS f"
        queries = {t.counting.column if self._apart(t) else "" for t in tallies}
        if len(queries) > 1 and step.over in self.policy.facts and step.over not in self.tables:
            self._name(COUNTED, f"SELECT * FROM {rows}", kept=True)
            rows = f"{COUNTED} AS f"
        return rows

    def _rows_stored(self) -> dict[str, int]:
        read = {name for fact in self._below(self.steps) for name in fact.ledgers} | {s.relation for s in self.steps}
        return self.look.rows_in({snapshot_table(SPECS[ledger]) for name in read if (ledger := ledger_of(name))})

    def _without_rows(self) -> frozenset[str]:
        nothing = {name for name, number in self.stored.items() if not number}
        ledgers = {name for name in SPECS if snapshot_table(SPECS[name]) in nothing} | nothing
        return facts_without_rows(self._below(self.steps), ledgers) | ledgers

    def _number_villages(self) -> None:
        """Read households once, of their columns those that facts and tallies name."""
        named = [columns_in(r.fact, r.columns, r.asked, self.known) for r in self.facts.values()]
        reading = [by_table.get(HOUSEHOLD, frozenset()) for by_table in named]
        reading += [frozenset(t.columns) for t in self.tallies if t.over == HOUSEHOLD]
        read = frozenset({"id"}).union(*reading)
        whole = {c.stored_name for c in SPECS[HOUSEHOLD].snapshot_columns}
        lay_households(self.connection, whole if ALL in read else whole & read)
        self.numbered = True

    def _look_for_keys(self) -> None:
        asked = {key for fact in self._below(self.steps) if fact.id not in self.empty for key in fact.told_apart}
        asked |= {(relation_of(t), t.counting.column) for t in self.tallies if self._apart(t) and t.over in SPECS}
        large = could_be_once(frozenset(asked), self.stored)
        self._lay_ledgers([table for table, _ in large])
        self.once = frozenset(key for key in large if is_once(self.connection, *key))
        self.crowded = frozenset(large) - self.once

    def _lay_parameters(self) -> None:
        """Those that facts and tallies read; a view of all there are takes longer than many a count."""
        named = {name for tally in self.tallies for name in tally.parameters if name in self.policy.parameters}
        named = named.union(*(parameters_of(fact, self.policy) for fact in self._below(self.steps)))
        day = self.span.as_of
        values: dict[Name, object] = {
            self.policy.parameters[id_].name: self.policy.value(id_, on=day).value for id_ in sorted(named)
        }
        query = parameter_relation(values | {SINCE: self.span.since, UNTIL: self.span.until}, "duckdb", as_of=day)
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW p AS {query}")

    def _lay_ledgers(self, names: Sequence[str]) -> None:
        missing = [name for name in names if name not in self.ledgers]
        self.ledgers.update(missing)
        for name, query in ledger_parts(missing, "duckdb", as_of=self.span.as_of):
            self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {query}")

    def _facts_read(self) -> dict[str, FactRead]:
        counted: dict[str, list[Tally]] = {}
        for tally in self.tallies:
            if tally.over in self.policy.facts and tally.over not in self.empty:
                counted.setdefault(tally.over, []).append(tally)
        columns = {over: frozenset({"area_code"}.union(*(t.columns for t in ts))) for over, ts in counted.items()}
        asked = {over: asked_by_each(ts, self.given) for over, ts in counted.items()}
        return facts_read(self.policy, columns, asked, self.known)

    def _lay_fact(self, read: FactRead, since: date) -> None:
        fact = read.fact
        self._lay_ledgers(fact.ledgers)
        eve = since if since != date.min else year_before(self.span.as_of)
        query = compile_fact(fact, Window(as_of=self.span.as_of, since=eve), read.columns, read.asked, self.known)
        counted = any(tally.over == fact.id for tally in self.tallies)
        self._name(fact.id, query, kept=counted + len(read.readers) > 1)
        self.laid[fact.id] = since

    def _name(self, name: str, query: str, *, kept: bool) -> None:
        kind = "TABLE" if kept else "VIEW"
        self.connection.execute(f"CREATE OR REPLACE TEMP {kind} {quoted(name)} AS {query}")
        if kept:
            self.tables.add(name)

    def _drop(self, name: str) -> None:
        kind = "TABLE" if name in self.tables else "VIEW"
        self.connection.execute(f"DROP {kind} IF EXISTS {quoted(name)}")
        self.tables.discard(name)

    def _below(self, steps: Iterable[Step]) -> tuple[Fact, ...]:
        return facts_below(self.policy, {step.over for step in steps if step.over in self.policy.facts})

    def _apart(self, tally: Tally) -> bool:
        return tally.counting.kind == "distinct" and not is_row_count(tally, self.policy, self.once)

    def _reads_since(self, over: str) -> bool:
        return over in self.policy.facts and any(":since" in f.sql for f in facts_below(self.policy, [over]))
