"""A fact's query over tables known to hold each value of a key once: nothing is grouped, ranked or sorted out for it.

Who is on two rosters has to be told apart, and the engines do so for everybody to find that nobody is. Whether anybody
is, is found in one look at the key (`fangpin.indicators.looking`); here the query is written as it is for a key told
once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from sqlglot import exp

from fangpin.policy.selects import source_of

Keys = frozenset[tuple[str, str]]  # tables, each with a column of it

_Kind = TypeVar("_Kind", bound=exp.Expr)
_LIKE_ITS_ROW = (exp.Max, exp.Min, exp.LogicalOr, exp.LogicalAnd)  # of one row they are what the row says


def keys_told_apart(query: exp.Expr) -> Keys:
    """The tables and columns by which a query groups, ranks or holds distinct the rows of one table."""
    return frozenset((table, key) for select, table in _over_one_table(query) for key in _keys_of(select))


def told_once(query: exp.Expr, once: Keys) -> None:
    """Write the query for tables in which no two rows have the same value of a key, and none has no value."""
    for select, table in list(_over_one_table(query)):
        keys = {column for name, column in once if name == table}
        if keys:
            _rank_nothing(select, keys)
            _group_nothing(select, keys)
            if _distinct_by(select) & keys:
                select.set("distinct", None)


def _over_one_table(query: exp.Expr) -> Iterator[tuple[exp.Select, str]]:
    own = {cte.alias for cte in query.find_all(exp.CTE)}
    for select in query.find_all(exp.Select):
        source = source_of(select)
        if source is None or select.args.get("joins") or not isinstance(source.this, exp.Table):
            continue
        if source.this.name not in own:
            yield select, source.this.name


def _keys_of(select: exp.Select) -> set[str]:
    ranked = {key for window in _of(select, exp.Window) for key in _ranked_by(window)}
    return ranked | _grouped_by(select) | _distinct_by(select)


def _of(select: exp.Select, kind: type[_Kind]) -> list[_Kind]:
    """What the select itself holds, in its projections and what it asks of groups; not what selects inside it do."""
    places = [*select.expressions, *filter(None, [select.args.get("having"), select.args.get("qualify")])]
    return [one for place in places for one in place.find_all(kind) if one.find_ancestor(exp.Select) is select]


def _ranked_by(window: exp.Window) -> set[str]:
    """The keys a row is ranked or counted within; empty where a single row would not make it 1."""
    numbered = isinstance(window.this, exp.RowNumber) or (_counts_rows(window.this) and not window.args.get("spec"))
    return _columns(window.args.get("partition_by") or []) if numbered else set()


def _counts_rows(call: exp.Expr) -> bool:
    return isinstance(call, exp.Count) and isinstance(call.this, exp.Star)


def _grouped_by(select: exp.Select) -> set[str]:
    """The keys of a plain grouping whose every aggregate can be said of a single row."""
    group = select.args.get("group")
    if group is None or any(value for name, value in group.args.items() if name != "expressions"):
        return set()
    if any(_of(select, kind) for kind in (exp.Window, exp.Filter)):
        return set()
    sayable = all(_of_one_row(call) is not None for call in _of(select, exp.AggFunc))
    return _columns(group.expressions) if sayable else set()


def _distinct_by(select: exp.Select) -> set[str]:
    distinct = select.args.get("distinct")
    return _columns(select.expressions) if distinct is not None and not distinct.args.get("on") else set()


def _columns(nodes: Collection[exp.Expr]) -> set[str]:
    return {plain.name for node in nodes if isinstance(plain := node.unalias(), exp.Column)}


def _rank_nothing(select: exp.Select, keys: set[str]) -> None:
    for window in _of(select, exp.Window):
        if _ranked_by(window) & keys:
            window.replace(_ONE.copy())


def _group_nothing(select: exp.Select, keys: set[str]) -> None:
    if not _grouped_by(select) & keys:
        return
    having = select.args.get("having")
    several = having is not None and _wants_several(having.this)
    for call in _of(select, exp.AggFunc):
        call.replace(_of_one_row(call))
    select.set("group", None)
    select.set("having", None)
    if several:
        select.set("where", exp.Where(this=exp.false()))
    elif having is not None:
        select.where(having.this, copy=False)


def _wants_several(asked: exp.Expr) -> bool:
    """``count(*) > 1``: no group of one row is wanted."""
    return isinstance(asked, exp.GT) and _counts_rows(asked.this) and asked.expression == exp.Literal.number(1)


def _of_one_row(call: exp.AggFunc) -> exp.Expr | None:
    """What an aggregate is of one row; None where that is not known."""
    if _counts_rows(call):
        return _ONE.copy()
    if isinstance(call, exp.Count) and not call.expressions:
        counted = call.this.expressions if isinstance(call.this, exp.Distinct) else [call.this]
        return exp.case().when(counted[0].copy().is_(exp.null()), _NONE).else_(_ONE) if len(counted) == 1 else None
    return call.this.copy() if isinstance(call, _LIKE_ITS_ROW) and not call.expressions else None


_ONE, _NONE = exp.cast(exp.Literal.number(1), "BIGINT"), exp.cast(exp.Literal.number(0), "BIGINT")
