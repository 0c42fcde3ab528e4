"""All tallies of a fact or ledger in one query to the lowest area, then added up level by level.

Written as ``sum(CASE …)``: DuckDB is several times slower with ``FILTER`` and with ``GROUPING SETS``
(`make bench`). Distinct subjects are not added: those who lie in several areas are counted anew at
each level, the others lie in one and may be added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from fangpin.indicators.conditions import condition_of, counted_expression, reads_parameters
from fangpin.indicators.levels import LEVELS
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, Tally
from fangpin.rules.ladder import quoted

AMOUNT_SCALE = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One number of a tally by area: how it is reached in the lowest area, and how areas are put together."""

    name: str
    sql: str
    together: str  # sum, min or max
    type: str


@dataclass(slots=True)
class Counted:
    """Per level the tables with ``area_code`` and the columns of tallies, as yet without areas that have no row."""

    levels: dict[str, list[pa.Table]]

    @classmethod
    def at(cls, levels: Iterable[str]) -> Counted:
        return cls({level: [] for level in levels})


def relation_of(tally: Tally) -> str:
    """The table a tally reads: a fact, a ledger in force on the day, or all its spells."""
    spec = SPECS.get(tally.over)
    return f"{tally.over}_spells" if spec and spec.dated and tally.spells else tally.over


def names_of(number: int) -> dict[str, str]:
    """Column names of the tally with this number: count ``n``, amount ``s``, unknown ``u``, day ``d``."""
    return {kind: f"{kind}{number}" for kind in "nsud"}


def is_row_count(tally: Tally, policy: Policy) -> bool:
    """Whether distinct subjects are the rows themselves, as the grain shows."""
    column = tally.counting.column
    if tally.over in SPECS:
        return column == "id" and not tally.spells
    return policy.fact(tally.over).grain == (column,)


def count(
    connection: duckdb.DuckDBPyConnection, policy: Policy, tallies: Sequence[tuple[int, Tally]], counted: Counted
) -> None:
    """Count tallies that read one relation, which must be laid out already. Numbers are the caller's."""
    plain = [t for t in tallies if t[1].counting.kind != "distinct" or is_row_count(t[1], policy)]
    if plain:
        _count_plain(connection, policy, plain, counted)
    by_column: dict[str, list[tuple[int, Tally]]] = {}
    for number, tally in tallies:
        if (number, tally) not in plain:
            by_column.setdefault(tally.counting.column, []).append((number, tally))
    for of_column in by_column.values():
        _count_distinct(connection, policy, of_column, counted)


def _count_plain(
    connection: duckdb.DuckDBPyConnection, policy: Policy, tallies: Sequence[tuple[int, Tally]], counted: Counted
) -> None:
    inner: list[str] = []
    columns: list[Column] = []
    for number, tally in tallies:
        condition = condition_of(tally, policy)
        chosen = f"c{number}"
        inner.append(f"{condition.sql} AS {chosen}")
        amount = f"a{number}"
        if tally.counting.kind in ("sum", "mean", "first", "last"):
            inner.append(f"{counted_expression(tally)} AS {amount}")
        columns += _columns(number, tally, chosen, amount, known=condition.known)
    source = _source(relation_of(tallies[0][1]), ["coalesce(f.area_code, '') AS area_code", *inner])
    asked = ", ".join(f"CAST({c.sql} AS {c.type}) AS {c.name}" for c in columns)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE lowest AS SELECT area_code, {asked} FROM ({source}) GROUP BY area_code"
    )
    _roll_up(connection, columns, counted)


def _columns(number: int, tally: Tally, chosen: str, amount: str, *, known: bool) -> list[Column]:
    names = names_of(number)
    total = f"sum(CASE WHEN {chosen} THEN 1 ELSE 0 END)"
    unknown = "" if known else f"sum(CASE WHEN {chosen} IS NULL THEN 1 ELSE 0 END)"
    match tally.counting.kind:
        case "sum" | "mean":
            money = f"DECIMAL(38,{AMOUNT_SCALE})"
            silent = f"sum(CASE WHEN {chosen} AND {amount} IS NULL THEN 1 ELSE 0 END)"
            columns = [Column(names["s"], f"coalesce(sum(CASE WHEN {chosen} THEN {amount} END), 0)", "sum", money)]
            if tally.counting.kind == "mean":
                heard = f"sum(CASE WHEN {chosen} AND {amount} IS NOT NULL THEN 1 ELSE 0 END)"
                columns.append(Column(names["n"], heard, "sum", "BIGINT"))
            unknown = f"{unknown} + {silent}" if unknown else silent
        case "first" | "last":
            together = "min" if tally.counting.kind == "first" else "max"
            columns = [
                Column(names["d"], f"{together}(CASE WHEN {chosen} THEN {amount} END)", together, "DATE"),
                Column(names["n"], total, "sum", "BIGINT"),
            ]
            silent = f"sum(CASE WHEN {chosen} AND {amount} IS NULL THEN 1 ELSE 0 END)"
            unknown = f"{unknown} + {silent}" if unknown else silent
        case _:
            columns = [Column(names["n"], total, "sum", "BIGINT")]
    return [*columns, *([Column(names["u"], unknown, "sum", "BIGINT")] if unknown else [])]


def _source(relation: str, columns: Iterable[str], where: str = "") -> str:
    chosen = ", ".join(columns)
    joined = " CROSS JOIN p" if reads_parameters(chosen + where) else ""
    return f"SELECT {chosen} FROM {quoted(relation)} AS f{joined}{where}"


def _roll_up(connection: duckdb.DuckDBPyConnection, columns: Sequence[Column], counted: Counted) -> None:
    """From the lowest areas in the table ``lowest`` to every level."""
    for level in counted.levels:
        digits = LEVELS[level]
        asked = ", ".join(f"CAST({c.together}({c.name}) AS {c.type}) AS {c.name}" for c in columns)
        query = (
            f"SELECT left(area_code, {digits}) AS area_code, {asked} FROM lowest WHERE length(area_code) >= {digits}"
        )
        counted.levels[level].append(connection.sql(f"{query} GROUP BY 1").to_arrow_table())
    connection.execute("DROP TABLE lowest")


def _count_distinct(
    connection: duckdb.DuckDBPyConnection,
    policy: Policy,
    tallies: Sequence[tuple[int, Tally]],
    counted: Counted,
) -> None:
    """Subjects that all these tallies tell apart by one column. A row that names no subject is unknown."""
    conditions = {number: condition_of(tally, policy) for number, tally in tallies}
    subject = counted_expression(tallies[0][1])
    inner = [f"{subject} AS x", "coalesce(f.area_code, '') AS area_code"]
    inner += [f"{condition.sql} AS c{number}" for number, condition in conditions.items()]
    asked: list[str] = []
    for number, condition in conditions.items():
        asked.append(f"bool_or(c{number} IS TRUE) AS k{number}")
        if not condition.known:
            asked.append(f"bool_or(c{number} IS NULL) AS q{number}")
        asked.append(f"sum(CASE WHEN x IS NULL AND c{number} IS DISTINCT FROM FALSE THEN 1 ELSE 0 END) AS z{number}")
    source = _source(relation_of(tallies[0][1]), inner)
    some = " OR ".join(f"c{number} IS DISTINCT FROM FALSE" for number in conditions)
    # by the subject alone, a whole number: with the area beside it the grouping takes twice the time
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE told AS SELECT x, min(area_code) AS area_code, max(area_code) AS other_area, "
        f"{', '.join(asked)} FROM ({source}) WHERE x IS NOT NULL AND ({some}) GROUP BY x"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE nameless AS SELECT area_code, {', '.join(asked)} FROM ({source}) "
        f"WHERE x IS NULL AND ({some}) GROUP BY area_code"
    )
    columns = _distinct_columns(conditions)
    lowest = ", ".join(f"CAST({c.sql} AS {c.type}) AS {c.name}" for c in columns)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE lowest AS SELECT area_code, {lowest} FROM ("
        "SELECT * EXCLUDE (other_area) FROM told WHERE area_code = other_area "
        "UNION ALL BY NAME SELECT CAST(NULL AS BIGINT) AS x, * FROM nameless) GROUP BY area_code"
    )
    _roll_up(connection, columns, counted)
    if connection.execute("SELECT count(*) FROM told WHERE area_code <> other_area").fetchall() != [(0,)]:
        _add_several(connection, source, asked, columns, counted)
    connection.execute("DROP TABLE told; DROP TABLE nameless")


def _distinct_columns(conditions: Mapping[int, object]) -> list[Column]:
    columns: list[Column] = []
    for number, condition in conditions.items():
        names = names_of(number)
        one = f"sum(CASE WHEN k{number} AND x IS NOT NULL THEN 1 ELSE 0 END)"
        columns.append(Column(names["n"], one, "sum", "BIGINT"))
        unknown = f"sum(z{number})"
        if not getattr(condition, "known", False):
            unknown += f" + sum(CASE WHEN x IS NOT NULL AND q{number} AND NOT k{number} THEN 1 ELSE 0 END)"
        columns.append(Column(names["u"], unknown, "sum", "BIGINT"))
    return columns


def _add_several(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    asked: Sequence[str],
    columns: Sequence[Column],
    counted: Counted,
) -> None:
    """Subjects who lie in several areas, counted once in each area of each level."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE several AS SELECT * FROM ({source}) "
        "WHERE x IN (SELECT x FROM told WHERE area_code <> other_area)"
    )
    for level in counted.levels:
        digits = LEVELS[level]
        once = (
            f"SELECT x, left(area_code, {digits}) AS area_code, {', '.join(asked)} FROM several "
            f"WHERE length(area_code) >= {digits} GROUP BY ALL"
        )
        chosen = ", ".join(f"CAST({c.sql} AS {c.type}) AS {c.name}" for c in columns)
        extra = connection.sql(f"SELECT area_code, {chosen} FROM ({once}) GROUP BY area_code").to_arrow_table()
        both = pa.concat_tables([counted.levels[level].pop(), extra])
        summed = both.group_by("area_code", use_threads=False).aggregate([(c.name, "sum") for c in columns])
        given = summed.select(["area_code", *(f"{c.name}_sum" for c in columns)])
        counted.levels[level].append(given.rename_columns(["area_code", *(c.name for c in columns)]))
    connection.execute("DROP TABLE several")
