"""The facts of a policy as one chain of queries: parameters, ledgers in force on the day, facts in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

import sqlglot
from sqlglot import exp

from fangpin.expressions import FUNCTIONS, Engine, Name, parameter_relation
from fangpin.expressions.printing import typed_constant
from fangpin.expressions.vocabulary import AS_OF
from fangpin.ledgers import SPECS, LedgerSpec
from fangpin.policy.columns_named import Named, columns_named
from fangpin.policy.emptiness import has_no_row
from fangpin.policy.entries import Fact
from fangpin.policy.facts import function_name, ledger_of
from fangpin.policy.feeding import PARAMETERS_TABLE
from fangpin.policy.known import NOTHING, Known
from fangpin.policy.narrowing import Ways, narrow
from fangpin.policy.policy import Policy
from fangpin.policy.pruning import prune

# Names of the stored tables, by engine: a snapshot is opened with ``<ledger>_spells`` for dated ledgers and the
# ledger's own name for the others; in PostgreSQL every ledger is ``ledger_<name>``.
TableName = Callable[[LedgerSpec], str]


def snapshot_table(spec: LedgerSpec) -> str:
    """The name of a ledger's view in an opened snapshot."""
    return f"{spec.name}_spells" if spec.dated else spec.name


def database_table(spec: LedgerSpec) -> str:
    """The name of a ledger's table in PostgreSQL."""
    return f"ledger_{spec.name}"


def facts_below(policy: Policy, names: Iterable[str]) -> tuple[Fact, ...]:
    """The facts named and all they build on, in order."""
    wanted: set[str] = set()
    waiting = [policy.fact(name) for name in names]
    while waiting:
        fact = waiting.pop()
        if fact.id not in wanted:
            wanted.add(fact.id)
            waiting += [policy.facts[below] for below in fact.facts if below in policy.facts]
    return tuple(fact for fact in policy.facts.values() if fact.id in wanted)


def fact_query(
    policy: Policy,
    names: Iterable[str],
    engine: Engine,
    *,
    as_of: date,
    since: date | None = None,
    table: TableName | None = None,
    ready: Iterable[str] = (),
) -> str:
    """``WITH p AS (…), <ledger> AS (…), <fact> AS (…)``; the caller adds ``SELECT … FROM <fact>``.

    ``p`` holds the parameters in force on ``as_of`` (all of them) and ``as_of`` itself. ``since`` defaults to the
    same day a year earlier, so that flows are :math:`since < x ≤ as_of`. Facts in ``ready`` are tables already.
    :class:`fangpin.policy.NoValueInForce` if a fact reads a parameter that has no value on the day.
    """
    done = set(ready)
    facts = [f for f in facts_below(policy, names) if f.id not in done]
    for fact in facts:
        for parameter in parameters_of(fact, policy):
            policy.value(parameter, on=as_of)
    since = since or year_before(as_of)
    parts = [("p", parameters_query(policy, engine, as_of=as_of))]
    ledgers = dict.fromkeys(name for fact in facts for name in fact.ledgers)
    parts += ledger_parts(ledgers, engine, as_of=as_of, table=table)
    parts += [(fact.id, fact_select(fact, engine, as_of=as_of, since=since)) for fact in facts]
    return "WITH " + ",\n".join(f"{_quoted(name, engine)} AS (\n{query}\n)" for name, query in parts)


def facts_without_rows(facts: Iterable[Fact], empty: Iterable[str]) -> frozenset[str]:
    """Those of these facts, in order of building, that have no row because ``empty`` tables have none."""
    found = set(empty)
    for fact in facts:
        if has_no_row(fact.without, found):
            found.add(fact.id)
    return frozenset(found.difference(empty))


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def parameters_query(policy: Policy, engine: Engine, *, as_of: date) -> str:
    """The one-row relation ``p`` of all parameters in force on the day."""
    values: dict[Name, object] = {
        policy.parameters[id_].name: value.value for id_, value in policy.parameters_on(as_of).items()
    }
    return parameter_relation(values, engine, as_of=as_of)


def parameters_of(fact: Fact, policy: Policy) -> tuple[str, ...]:
    """The parameters a fact reads."""
    return tuple(name for name in fact.parameters if name in policy.parameters)


def ledger_parts(
    names: Iterable[str], engine: Engine, *, as_of: date, table: TableName | None = None
) -> list[tuple[str, str]]:
    """Queries for the names facts use: ``<ledger>`` in force on the day, ``<ledger>_spells`` all."""
    table = table or (database_table if engine == "postgres" else snapshot_table)
    parts: dict[str, str] = {}
    for name in names:
        spec = SPECS[ledger_of(name) or name]
        spells, stored = snapshot_table(spec), table(spec)
        if stored != spells:
            columns = ", ".join(_quoted(c.stored_name, engine) for c in spec.snapshot_columns)
            parts[spells] = f"SELECT {columns} FROM {_quoted(stored, engine)}"  # noqa: S608 - names of ledgers
        if spec.dated and name == spec.name:
            day = typed_constant(as_of, AS_OF.type).sql(dialect=engine)
            begun, open_ = f"from_on <= {day}", f"(to_on IS NULL OR to_on > {day})"
            parts[name] = f"SELECT * FROM {_quoted(spells, engine)} WHERE {begun} AND {open_}"  # noqa: S608 - names of ledgers
    return list(parts.items())


def fact_select(
    fact: Fact,
    engine: Engine,
    *,
    as_of: date,
    since: date,
    cast: bool = True,
    read: frozenset[str] | None = None,
    asked: Ways = frozenset(),
    known: Known = NOTHING,
) -> str:
    """The fact's query with its days written in, its columns cast to the types it declares.

    With ``read`` it has no other columns, and what only they need is not worked out. Rows that fail something of each
    of ``asked`` may be missing. ``known`` is what has been seen of the tables it reads.
    """
    text = _dated(_printed(fact.sql, engine, read, asked, known.of(fact))[0], as_of, since)
    if not cast:
        return text
    columns = [f"f.{_quoted(key, engine)}" for key in fact.keys if read is None or key in read]
    for column in (column for column in fact.columns if read is None or column.name in read):
        kept = column.name == "area_code"  # a text in the ledgers, or what the engine was told to keep in its place
        columns.append(f"f.{_quoted('area_code', engine)}" if kept else _cast(column.name, column.type.sql, engine))
    return f"SELECT {', '.join(columns)} FROM (\n{text}\n) AS f"  # noqa: S608 - text passed the whitelist


def columns_in(
    fact: Fact, read: frozenset[str] | None = None, asked: Ways = frozenset(), known: Known = NOTHING
) -> Named:
    """By table, the columns a fact's query names, with all these as above."""
    return _printed(fact.sql, "duckdb", read, asked, known.of(fact))[1]


def _dated(text: str, as_of: date, since: date) -> str:
    for name, day in (("as_of", as_of), ("since", since)):
        text = text.replace(_STANDS_FOR[name], day.isoformat())
    return text


# Printed in place of a day, which is written in afterwards: no fact can hold such a text. As long as a day, so that
# lines break where they would.
_STANDS_FOR = {name: f"\u27e6{name:^8}\u27e7" for name in ("as_of", "since")}


@lru_cache(maxsize=1024)  # one fact is asked for every place that inherits it, on many days, and again at each check
def _printed(
    sql: str, engine: Engine, read: frozenset[str] | None, asked: Ways = frozenset(), known: Known = NOTHING
) -> tuple[str, Named]:
    query = sqlglot.parse_one(sql, read="duckdb")  # the policy has checked it
    if read is not None:
        prune(query, read)
    if asked:
        narrow(query, asked)
    if known:
        known.use(query)
    named = columns_named(query)
    written = query.transform(lambda node: _rewritten(node, engine), copy=False)
    return written.sql(dialect=engine, pretty=True, copy=False), named


@lru_cache(maxsize=8192)  # the same columns are asked for on every day
def _cast(name: str, type_: str, engine: Engine) -> str:
    return exp.cast(exp.column(exp.to_identifier(name, quoted=True), table="f"), type_).as_(
        exp.to_identifier(name, quoted=True)
    ).sql(dialect=engine)  # fmt: skip


def _rewritten(node: exp.Expr, engine: Engine) -> exp.Expr:
    if isinstance(node, exp.Placeholder):
        return typed_constant(_STANDS_FOR[node.name], AS_OF.type)
    if isinstance(node, exp.Func) and (name := function_name(node)) in FUNCTIONS and FUNCTIONS[name].family == "dates":
        written = [node.args.get("this"), node.args.get("expression"), *node.expressions]
        arguments: list[exp.Expr] = [
            a if isinstance(a, exp.Column | exp.Cast) else exp.paren(a) for a in written if isinstance(a, exp.Expr)
        ]
        # the arguments may hold days and functions themselves, and a replaced node is not walked again
        inside = [a.transform(lambda inner: _rewritten(inner, engine)) for a in arguments]
        return FUNCTIONS[name].printing(inside, engine)
    return node


@lru_cache(maxsize=8192)
def _quoted(name: str, engine: Engine) -> str:
    return exp.to_identifier(name, quoted=True).sql(dialect=engine)


__all__ = [
    "PARAMETERS_TABLE", "TableName", "columns_in", "database_table", "fact_query", "fact_select", "facts_below",
    "facts_without_rows", "ledger_parts",
    "parameters_of", "parameters_query", "snapshot_table", "year_before",
]  # fmt: skip
