"""Which tables a query cannot do without: read off it once, so that nobody parses it to learn that it has no row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlglot import exp

from fangpin.policy.pruning import drop_unread_parts
from fangpin.policy.selects import source_of

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
    if (where := query.args.get("where")) and where.this == exp.false():
        return frozenset([frozenset()])
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
    source, joins = source_of(query), query.args.get("joins") or []
    if source is None or any(join.side in ("RIGHT", "FULL") for join in joins):
        return
    yield source.this
    yield from (join.this for join in joins if not join.side and join.kind in ("", "INNER", "CROSS"))


def find_nothing(query: exp.Expr, empty: Collection[str]) -> None:
    """Take away the LEFT JOINs of what has no row, if of them only whether one was found is read: none was."""
    if not isinstance(query, exp.Select) or len(query.ctes) != len(list(query.find_all(exp.CTE))):
        return
    gone = {*empty}
    for part in query.ctes:
        (gone.add if has_no_row(without_rows(part.this), gone) else gone.discard)(part.alias)
    for select in query.find_all(exp.Select):
        for join in list(select.args.get("joins") or []):
            if join.side == "LEFT" and not join.kind and isinstance(join.this, exp.Table) and join.this.name in gone:
                _take_away(join, select)
    drop_unread_parts(query)


def _take_away(join: exp.Join, select: exp.Select) -> None:
    name, within = join.alias_or_name, {id(column) for column in join.find_all(exp.Column)}
    parts = [part for key in select.args if not key.startswith("with") for part in _nodes(select.args[key])]
    columns = [c for part in parts for c in part.find_all(exp.Column) if id(c) not in within]
    if any(not c.table for c in columns) or any(isinstance(p, exp.Star) for p in select.expressions):
        return
    read = [c for c in columns if c.table == name]
    asked = [c.parent for c in read if isinstance(c.parent, exp.Is) and isinstance(c.parent.expression, exp.Null)]
    if len(asked) == len(read) and all(one.find_ancestor(exp.Select) is select for one in asked):
        for one in asked:
            one.replace(exp.true())
        select.args["joins"].remove(join)


def _nodes(value: object) -> list[exp.Expr]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, exp.Expr)]
