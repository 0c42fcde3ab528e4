"""Where the values of a query's columns stand, table by table: read off it once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from fangpin.policy.selects import relations_of

# Where a value stands: the name of a table as a fact reads it, and the column; None when rows are only counted.
Source = tuple[str, str | None]
PARAMETERS_TABLE = "p"


def places(query: exp.Query) -> dict[str | None, tuple[Source, ...]]:
    """The tables behind each column of a query; under None those whose rows it counts."""
    return {column: tuple(dict.fromkeys(_places(query, column, {}))) for column in (*query.named_selects, None)}


def _places(query: exp.Expr, column: str | None, outer: Mapping[str, exp.Expr]) -> Iterator[Source]:
    """The tables behind an output column of a query, through its WITH, its subqueries and both sides of a UNION."""
    own = query.ctes if isinstance(query, exp.Query) else ()
    named = {**outer, **{cte.alias: cte.this for cte in own}}
    if isinstance(query, exp.Subquery):
        yield from _places(query.this, column, named)
    elif isinstance(query, exp.SetOperation):
        yield from _places(query.left, column, named)
        yield from _places(query.right, column, named)
    elif isinstance(query, exp.Select):
        yield from _of_select(query, column, named)


def _of_select(select: exp.Select, column: str | None, named: Mapping[str, exp.Expr]) -> Iterator[Source]:
    relations = {relation.alias_or_name: relation for relation in relations_of(select)}
    chosen = [p for p in select.expressions if p.alias_or_name == column]
    columns = [c for p in chosen for c in p.find_all(exp.Column)]
    if not columns:  # count(*), or rows counted above: whatever the rows stand for
        first = next((r for name, r in relations.items() if name != PARAMETERS_TABLE), None)
        if first is not None:
            yield from _of_relation(first, None, named)
        return
    for read in columns:
        holders = [relations[read.table]] if read.table in relations else list(relations.values())
        for holder in holders:
            yield from _of_relation(holder, read.name, named)


def _of_relation(relation: exp.Expr, column: str | None, named: Mapping[str, exp.Expr]) -> Iterator[Source]:
    if isinstance(relation, exp.Subquery):
        yield from _places(relation.this, column, named)
    elif relation.name in named:
        without_itself = {name: query for name, query in named.items() if name != relation.name}
        yield from _places(named[relation.name], column, without_itself)
    elif relation.name != PARAMETERS_TABLE:
        yield relation.name, column
