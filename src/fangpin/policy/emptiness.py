"""Which tables a query cannot do without: read off it once, so that nobody parses it to learn that it has no row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlglot import exp

Without = frozenset[frozenset[str]]  # sets of tables: the query has no row where all tables of one have none


def has_no_row(without: Without, empty: Collection[str]) -> bool:
    """Whether a query has no row because tables it cannot do without have none; ``empty`` are their names."""
    return any(tables <= {*empty} for tables in without)


def without_rows(query: exp.Expr) -> Without:
    """The tables a query cannot do without.

    What cannot be seen from its joins is left out: an aggregate of nothing, for one, is a row.
    """
    if isinstance(query, exp.Union):
        left, right = without_rows(query.left), without_rows(query.right)
        return _least(one | other for one in left for other in right)
    if not isinstance(query, exp.Select) or _counts_the_whole(query):
        return frozenset()
    parts = {cte.alias: cte.this for cte in query.ctes}
    return _least(tables for relation in _needed(query) for tables in _of_relation(relation, parts))


def _least(found: Iterable[frozenset[str]]) -> Without:
    every = frozenset(found)
    return frozenset(one for one in every if not any(other < one for other in every))


def _of_relation(relation: exp.Expr, parts: Mapping[str, exp.Expr]) -> Without:
    inside = relation.this if isinstance(relation, exp.Subquery) else parts.get(relation.name)
    if inside is None:
        return frozenset([frozenset([relation.name])])
    return frozenset(tables for tables in without_rows(inside) if not tables & parts.keys())


def _counts_the_whole(query: exp.Select) -> bool:
    group = query.args.get("group")
    return not (group and group.expressions) and any(p.find(exp.AggFunc) for p in query.expressions)


def _needed(query: exp.Select) -> Iterator[exp.Expr]:
    """The relations without a row of which the query has none."""
    source, joins = query.args.get("from_") or query.args.get("from"), query.args.get("joins") or []
    if source is None or any(join.side in ("RIGHT", "FULL") for join in joins):
        return
    yield source.this
    yield from (join.this for join in joins if not join.side and join.kind in ("", "INNER", "CROSS"))
