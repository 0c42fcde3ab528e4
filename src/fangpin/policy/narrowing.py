"""A fact's query over the rows that matter: those that somebody asks for."""

from __future__ import annotations

from collections.abc import Mapping

import sqlglot
from sqlglot import exp

from fangpin.policy.pruning import shaped_otherwise
from fangpin.policy.selects import source_of

Asked = tuple[frozenset[str], str]  # columns, and what is asked of them, as columns of ``f``
Ways = frozenset[frozenset[Asked]]  # to matter: a row that fails something of each may be left out


def narrow(query: exp.Expr, asked: Ways) -> None:
    """Ask of the first table's rows, before others are joined to them, what reads only columns it hands on as they are.

    The engines do not move a condition below a join if working it out might fail, as any sum might by its size.
    """
    if not isinstance(query, exp.Select) or shaped_otherwise(query):
        return
    first = _first(query)
    if first is None or any(p.find(exp.Window) for p in query.expressions):
        return
    columns = ((p.alias_or_name, p.unalias()) for p in query.expressions)
    handed_on = {n: c.name for n, c in columns if isinstance(c, exp.Column) and c.table == first.alias_or_name}
    ways = {frozenset(condition for named, condition in way if named and named <= {*handed_on}) for way in asked}
    if ways and all(ways):
        fewest = [way for way in ways if not any(other < way for other in ways)]
        written = " OR ".join(sorted(f"({' AND '.join(sorted(way))})" for way in fewest))
        rows = sqlglot.parse_one(written, read="duckdb").transform(_named_at_source, handed_on)
        source = exp.Table(this=first.this.copy(), alias=exp.TableAlias(this=exp.to_identifier("f")))
        rows_asked = exp.select("*").from_(source).where(rows, copy=False)
        first.replace(rows_asked.subquery(first.alias_or_name, copy=False))


def _named_at_source(node: exp.Expr, handed_on: Mapping[str, str]) -> exp.Expr:
    return (
        exp.column(exp.to_identifier(handed_on[node.name], quoted=True), "f") if isinstance(node, exp.Column) else node
    )


def _first(query: exp.Select) -> exp.Table | None:
    """The table whose rows the query goes through, if it is one and no join brings rows of its own."""
    source = source_of(query)
    if source is None or any(join.side in ("RIGHT", "FULL") for join in query.args.get("joins") or []):
        return None
    return source.this if isinstance(source.this, exp.Table) else None
