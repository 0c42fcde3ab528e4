"""All tallies of a fact or ledger in one query to the lowest area, then added up level by level.

Written with ``count_if``: DuckDB takes longer over ``sum(CASE …)``, several times longer over ``FILTER`` and over
``GROUPING SETS`` (`make bench`). Areas are added up in Arrow, where a thousand of them cost less than planning a query.
Distinct subjects are not added: those who lie in several areas are counted anew at each level, the others lie in one
and may be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from fangpin.indicators.adding import Column, Counted, by_area, names_of, times
from fangpin.indicators.apart import count_distinct
from fangpin.indicators.conditions import Given, condition_of, counted_expression
from fangpin.indicators.levels import LEVELS
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, Tally
from fangpin.policy.once import Keys

AMOUNT_SCALE = 6
MONEY = f"DECIMAL(38,{AMOUNT_SCALE})"


def relation_of(tally: Tally) -> str:
    """The table a tally reads: a fact, a ledger in force on the day, or all its spells."""
    spec = SPECS.get(tally.over)
    return f"{tally.over}_spells" if spec and spec.dated and tally.spells else tally.over


def is_row_count(tally: Tally, policy: Policy, once: Keys = frozenset()) -> bool:
    """Whether distinct subjects are the rows themselves, as the grain shows or a look at the rows has told."""
    column = tally.counting.column
    if tally.over in SPECS:
        return (column == "id" and not tally.spells) or (relation_of(tally), column) in once
    return policy.fact(tally.over).grain == (column,)


def count(
    connection: duckdb.DuckDBPyConnection,
    given: Given,
    tallies: Sequence[tuple[int, Tally]],
    rows: str,
    levels: Iterable[str] = tuple(LEVELS),
    once: Keys = frozenset(),
    crowded: Keys = frozenset(),
) -> list[Counted]:
    """Count tallies of one relation; ``rows`` is its table or query, called ``f``. Numbers are the caller's.

    ``once``: relations with a column no value of which is in two rows; ``crowded``: whole numbers of which many are.
    """
    plain = [t for t in tallies if t[1].counting.kind != "distinct" or is_row_count(t[1], given.policy, once)]
    by_column: dict[str, list[tuple[int, Tally]]] = {}
    for number, tally in tallies:
        if (number, tally) not in plain:
            by_column.setdefault(tally.counting.column, []).append((number, tally))
    counted = [_count_plain(connection, given, plain, rows)] if plain else []
    for column, apart in by_column.items():
        many = (relation_of(apart[0][1]), column) in crowded
        counted.append(count_distinct(connection, given, apart, rows, levels, crowded=many))
    return counted


def _count_plain(
    connection: duckdb.DuckDBPyConnection, given: Given, tallies: Sequence[tuple[int, Tally]], rows: str
) -> Counted:
    inner: list[str] = []
    columns: list[Column] = []
    for number, tally in tallies:
        condition = condition_of(tally, given)
        chosen = f"c{number}"
        inner.append(f"{condition.sql} AS {chosen}")
        amount = f"a{number}"
        if tally.counting.kind in ("sum", "mean", "first", "last"):
            inner.append(f"{counted_expression(tally, given)} AS {amount}")
        columns += _columns(number, tally, chosen, amount, known=condition.known)
    source = f"SELECT f.area_code, {', '.join(inner)} FROM {rows}"
    return Counted(columns, by_area(connection, source, columns))


def _columns(number: int, tally: Tally, chosen: str, amount: str, *, known: bool) -> list[Column]:
    names = names_of(number)
    total = times(chosen)
    silent = times(f"{chosen} AND {amount} IS NULL")
    unknown = "" if known else f"count(*) - count({chosen})"
    match tally.counting.kind:
        case "sum" | "mean":
            columns = [Column(names["s"], f"coalesce(sum(CASE WHEN {chosen} THEN {amount} END), 0)", "sum", MONEY)]
            if tally.counting.kind == "mean":
                heard = times(f"{chosen} AND {amount} IS NOT NULL")
                columns.append(Column(names["n"], heard, "sum", "BIGINT"))
            unknown = f"{unknown} + {silent}" if unknown else silent
        case "first" | "last":
            together = "min" if tally.counting.kind == "first" else "max"
            columns = [
                Column(names["d"], f"{together}(CASE WHEN {chosen} THEN {amount} END)", together, "DATE"),
                Column(names["n"], total, "sum", "BIGINT"),
            ]
            unknown = f"{unknown} + {silent}" if unknown else silent
        case _:
            columns = [Column(names["n"], total, "sum", "BIGINT")]
    return [*columns, *([Column(names["u"], unknown, "sum", "BIGINT")] if unknown else [])]
