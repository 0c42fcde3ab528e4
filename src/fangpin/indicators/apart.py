"""Subjects told apart: each is counted once in an area, however many rows it has there.

Not added up level by level as rows are: who lies in several areas is counted anew at each level.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.indicators.adding import Column, Counted, by_area, names_of, times
from fangpin.indicators.conditions import Condition, Given, condition_of, counted_expression
from fangpin.indicators.levels import LEVELS
from fangpin.policy import Tally

SEVERAL, NAMELESS = "several", "nameless"  # in the place of the area of subjects who have none of their own
_BLOCK = "CAST(x AS BIGINT) >> 6"
_MARK = "CAST(1 AS UBIGINT) << CAST(CAST(x AS BIGINT) & 63 AS UBIGINT)"


def count_distinct(
    connection: duckdb.DuckDBPyConnection,
    given: Given,
    tallies: Sequence[tuple[int, Tally]],
    rows: str,
    levels: Iterable[str],
    *,
    crowded: bool = False,
) -> Counted:
    """Subjects that all these tallies tell apart by one column. A row that names no subject is unknown.

    ``crowded``: they are whole numbers, and many.
    """
    conditions = {number: condition_of(tally, given) for number, tally in tallies}
    inner = [f"{counted_expression(tallies[0][1], given)} AS x", "coalesce(f.area_code, '') AS area_code"]
    inner += [f"{condition.sql} AS c{number}" for number, condition in conditions.items()]
    some = " OR ".join(f"c{number} IS DISTINCT FROM FALSE" for number in conditions)
    source = f"SELECT * FROM (SELECT {', '.join(inner)} FROM {rows}) WHERE {some}"
    return (_by_blocks if crowded else _one_by_one)(connection, source, conditions, levels)


def _by_blocks(
    connection: duckdb.DuckDBPyConnection, source: str, conditions: Mapping[int, Condition], levels: Iterable[str]
) -> Counted:
    """Sixty-four neighbouring numbers are marked in one, and looked at one by one only where they lie in several areas.

    Most ledgers come village by village, so that few blocks do.
    """
    marks = ["bit_or(mark) AS m"] if _only_known(conditions) else []
    for number, condition in conditions.items() if not marks else ():
        marks.append(f"coalesce(bit_or(CASE WHEN c{number} THEN mark END), 0) AS k{number}")
        if not condition.known:
            marks.append(f"coalesce(bit_or(CASE WHEN c{number} IS NULL THEN mark END), 0) AS q{number}")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE blocks AS "
        f"SELECT block, min(area_code) AS low, max(area_code) AS high, {', '.join(marks)} "
        f"FROM (SELECT *, {_BLOCK} AS block, {_MARK} AS mark FROM ({source})) GROUP BY block"
    )
    columns = []
    for number, condition in conditions.items():
        counted = "m" if _only_known(conditions) else f"k{number}"
        doubt = "0" if condition.known else f"coalesce(sum(bit_count(q{number} & ~k{number})), 0)"
        columns.append(Column(names_of(number)["n"], f"coalesce(sum(bit_count({counted})), 0)", "sum", "BIGINT"))
        columns.append(Column(names_of(number)["u"], doubt, "sum", "BIGINT"))
    apart = "low <> high OR block IS NULL"
    place = f"CASE WHEN {apart} THEN '{SEVERAL}' ELSE low END"
    found = by_area(connection, f"SELECT {place} AS area_code, * FROM blocks", columns)
    several = pc.equal(found.column("area_code"), SEVERAL)
    told = Counted(columns, found.filter(pc.invert(several)))
    if pc.any(several).as_py():
        blocks = f"SELECT block FROM blocks WHERE {apart}"
        rest = f"SELECT s.* FROM ({source}) AS s SEMI JOIN ({blocks}) AS b ON b.block IS NOT DISTINCT FROM {_BLOCK}"
        others = _one_by_one(connection, rest, conditions, levels)
        told = Counted(columns, pa.concat_tables([told.lowest, others.lowest]), others.several)
    connection.execute("DROP TABLE blocks")
    return told


def _one_by_one(
    connection: duckdb.DuckDBPyConnection, source: str, conditions: Mapping[int, Condition], levels: Iterable[str]
) -> Counted:
    asked = ", ".join(_answers(conditions))
    # by the subject alone, a whole number: with the area beside it the grouping takes twice the time
    told = f"SELECT x, min(area_code) AS low, max(area_code) AS high, {asked} FROM ({source}) GROUP BY x"
    of_subjects, of_nameless = _distinct_columns(conditions)
    place = f"CASE WHEN x IS NULL THEN '{NAMELESS}' WHEN low <> high THEN '{SEVERAL}' ELSE low END"
    found = by_area(connection, f"SELECT {place} AS area_code, * FROM ({told})", of_subjects)
    several, nameless = (pc.equal(found.column("area_code"), said) for said in (SEVERAL, NAMELESS))
    lowest = found.filter(pc.invert(pc.or_(several, nameless)))
    if pc.any(nameless).as_py():
        unnamed = by_area(connection, f"SELECT * FROM ({source}) WHERE x IS NULL", of_nameless)
        lowest = pa.concat_tables([lowest, unnamed])
    apart = _in_several(connection, source, asked, of_subjects, levels) if pc.any(several).as_py() else {}
    return Counted(of_subjects, lowest, apart)


def _only_known(conditions: Mapping[int, Condition]) -> bool:
    """Whether there is but one condition, which can be told for every row: others have been left out."""
    return [condition.known for condition in conditions.values()] == [True]


def _answers(conditions: Mapping[int, Condition]) -> list[str]:
    """Of a subject: whether some row of it is counted, ``k``, and whether one cannot be told, ``q``."""
    if _only_known(conditions):
        return [f"TRUE AS k{number}" for number in conditions]
    counted = [f"bool_or(c{number} IS TRUE) AS k{number}" for number in conditions]
    return counted + [f"bool_or(c{n} IS NULL) AS q{n}" for n, condition in conditions.items() if not condition.known]


def _distinct_columns(conditions: Mapping[int, Condition]) -> tuple[list[Column], list[Column]]:
    """The same numbers from subjects, one row each, and from rows that name none, each of which is unknown."""
    of_subjects: list[Column] = []
    of_nameless: list[Column] = []
    for number, condition in conditions.items():
        n, u = names_of(number)["n"], names_of(number)["u"]
        doubt = "0" if condition.known else times(f"q{number} AND NOT k{number}")
        of_subjects += [Column(n, times(f"k{number}"), "sum", "BIGINT"), Column(u, doubt, "sum", "BIGINT")]
        nameless = times(f"c{number} IS DISTINCT FROM FALSE")
        of_nameless += [Column(n, "0", "sum", "BIGINT"), Column(u, nameless, "sum", "BIGINT")]
    return of_subjects, of_nameless


def _in_several(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    asked: str,
    columns: Sequence[Column],
    levels: Iterable[str],
) -> dict[str, pa.Table]:
    """Subjects who lie in several areas, counted once in each area of each level."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE several AS SELECT * FROM ({source}) WHERE x IN ("
        f"SELECT x FROM ({source}) GROUP BY x HAVING min(area_code) <> max(area_code))"
    )
    found = {}
    for level in levels:
        digits = LEVELS[level]
        once = (
            f"SELECT x, left(area_code, {digits}) AS area_code, {asked} FROM several "
            f"WHERE length(area_code) >= {digits} GROUP BY ALL"
        )
        found[level] = by_area(connection, once, columns)
    connection.execute("DROP TABLE several")
    return found
