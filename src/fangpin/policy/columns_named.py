"""Which columns of which table a query names: what it does not name, it does not need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlglot import exp

from fangpin.policy.selects import relations_of

Named = Mapping[str, frozenset[str]]  # by table, columns of it
ALL = "*"


def columns_named(query: exp.Expr) -> Named:
    """By table, the columns that are named of it, ``*`` among them where all are taken.

    A column named without its table counts for every table it may be of.
    """
    tables = list(query.find_all(exp.Table))
    found: dict[str, set[str]] = {table.name: set() for table in tables}
    called: dict[str, set[str]] = {}
    for table in tables:
        called.setdefault(table.alias_or_name, set()).add(table.name)
    handed_on = {id(s.this): s for s in query.find_all(exp.Subquery) if s.alias and _is_whole_table(s.this)}
    for subquery in handed_on.values():
        called.setdefault(subquery.alias, set()).update(_beside(subquery.this))
    for select in query.find_all(exp.Select):
        whole = any(isinstance(one, exp.Star) for one in select.expressions) and id(select) not in handed_on
        using = {one.name for join in select.args.get("joins") or [] for one in join.args.get("using") or []}
        for name in _beside(select):
            found[name].update(using, {ALL} if whole else ())
    for column in query.find_all(exp.Column):
        for name in called.get(column.table, ()) if column.table else _around(column):
            found[name].add(ALL if isinstance(column.this, exp.Star) else column.name)
    return {name: frozenset(columns) for name, columns in found.items()}


def _is_whole_table(query: exp.Expr) -> bool:
    """``SELECT * FROM table``, with or without a condition."""
    if not isinstance(query, exp.Select) or query.args.get("joins") or len(list(_beside(query))) != 1:
        return False
    return [type(one) for one in query.expressions] == [exp.Star]


def _beside(select: exp.Select) -> Iterator[str]:
    """The tables a select reads its rows from."""
    yield from (relation.name for relation in relations_of(select) if isinstance(relation, exp.Table))


def _around(column: exp.Column) -> Iterator[str]:
    """The tables of all selects around a column, of a part of WITH its own."""
    select: exp.Expression | None = column.find_ancestor(exp.Select)
    while isinstance(select, exp.Select):
        yield from _beside(select)
        select = select.find_ancestor(exp.Select, exp.CTE)
