"""A fact's query without what nobody reads of it: the same rows, the same values in the columns that are read.

The engines keep a LEFT JOIN whose columns nobody reads, since they do not see that it adds no row. Here it is seen
from the query itself: the joined part has one row a key, because it is grouped by it, holds it distinct, is a union of
different rows, or takes the first row of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from fangpin.policy.selects import source_of


def prune(query: exp.Expr, read: frozenset[str]) -> None:
    """Take away the columns not in ``read``, and the LEFT JOINs that only those needed.

    A query that groups, is a union, or names a column without its table is left as it is.
    """
    if not isinstance(query, exp.Select) or shaped_otherwise(query):
        return
    query.set("expressions", [p for p in query.expressions if p.alias_or_name in read] or query.expressions[:1])
    unique = {cte.alias: _unique_by(cte.this) for cte in query.ctes}
    before = None
    while before != len(joins := query.args.get("joins") or []):
        before = len(joins)
        for join in joins:
            if _is_idle(join, query, unique):
                joins.remove(join)
                break
    drop_unread_parts(query)


def shaped_otherwise(query: exp.Select) -> bool:
    """Whether a query is more than rows of joined tables with named columns."""
    if any(query.args.get(part) for part in ("group", "having", "distinct", "qualify", "windows", "limit", "order")):
        return True
    if any(isinstance(p.unalias(), exp.Star) or list(p.find_all(exp.AggFunc)) for p in query.expressions):
        return True
    return any(not column.table for column in _own_columns(query))


def _own_columns(query: exp.Select) -> Iterator[exp.Column]:
    """Columns that the query itself reads, in its projections, conditions and joins."""
    for part in (*query.expressions, query.args.get("where"), *(query.args.get("joins") or [])):
        if part is not None:
            yield from part.find_all(exp.Column)


def _is_idle(join: exp.Join, query: exp.Select, unique: Mapping[str, frozenset[str]]) -> bool:
    """Whether a join is to the left, finds one row at most, and is read by nothing but itself."""
    table, name = join.this, join.alias_or_name
    if join.side != "LEFT" or join.kind or not isinstance(table, exp.Table) or not unique.get(table.name):
        return False
    equal: set[str] = set()
    for part in _all_of(join.args.get("on")):
        sides = (part.this, part.expression) if isinstance(part, exp.EQ) else ()
        equal |= {side.name for side in sides if isinstance(side, exp.Column) and side.table == name}
    if not unique[table.name] <= equal:
        return False
    inside = {id(column) for column in join.find_all(exp.Column)}
    return not any(column.table == name and id(column) not in inside for column in _own_columns(query))


def _all_of(condition: exp.Expr | None) -> Iterator[exp.Expr]:
    if isinstance(condition, exp.And):
        yield from _all_of(condition.this)
        yield from _all_of(condition.expression)
    elif isinstance(condition, exp.Paren):
        yield from _all_of(condition.this)
    elif condition is not None:
        yield condition


def _unique_by(query: exp.Expr) -> frozenset[str]:
    """Output columns of which no two rows have the same values; empty if that cannot be seen."""
    if isinstance(query, exp.Union) and query.args.get("distinct"):
        return frozenset(query.named_selects)
    if not isinstance(query, exp.Select):
        return frozenset()
    outputs = {p.unalias().sql(): p.alias_or_name for p in query.expressions}
    group = query.args.get("group")
    if (distinct := query.args.get("distinct")) and not group:
        return frozenset() if distinct.args.get("on") else frozenset(outputs.values())
    if group and set(group.args) <= {"expressions"} | {k for k, v in group.args.items() if not v}:
        named = [outputs.get(one.sql()) for one in group.expressions]
        return frozenset(n for n in named if n) if all(named) else frozenset()
    return _first_of_each(query)


def _first_of_each(query: exp.Select) -> frozenset[str]:
    """``SELECT … FROM (SELECT …, row_number() OVER (PARTITION BY k …) AS place …) WHERE place = 1`` is unique by k."""
    source = source_of(query)
    where, inner = query.args.get("where"), source.this if source is not None else None
    if query.args.get("joins") or where is None or not isinstance(inner, exp.Subquery):
        return frozenset()
    if not isinstance(inner.this, exp.Select):
        return frozenset()
    firsts = {c.this.name for c in _all_of(where.this) if isinstance(c, exp.EQ) and c.expression.sql() == "1"}
    for projection in inner.this.expressions:
        window = projection.unalias()
        if projection.alias_or_name not in firsts or not isinstance(window, exp.Window):
            continue
        keys = [key.name for key in window.args.get("partition_by") or [] if isinstance(key, exp.Column)]
        same = {p.unalias().name for p in inner.this.expressions if isinstance(p.unalias(), exp.Column)}
        given = {p.unalias().name: p.alias_or_name for p in query.expressions if isinstance(p.unalias(), exp.Column)}
        whole = len(keys) == len(window.args.get("partition_by") or []) and set(keys) <= same & set(given)
        if isinstance(window.this, exp.RowNumber) and keys and whole:
            return frozenset(given[key] for key in keys)
    return frozenset()


def drop_unread_parts(query: exp.Select) -> None:
    """Take away the WITH parts that nothing names any more."""
    held = query.args.get("with_") or query.args.get("with")
    while held is not None:
        named = {table.name for table in query.find_all(exp.Table)}
        unread = [cte for cte in held.expressions if cte.alias not in named]
        if not unread:
            return
        for cte in unread:
            held.expressions.remove(cte)
        if not held.expressions:
            held.pop()
            return
