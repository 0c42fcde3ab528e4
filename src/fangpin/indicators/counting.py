"""All tallies of a fact or ledger in one query to the lowest area, then added up level by level.

Written with ``count_if``: DuckDB takes longer over ``sum(CASE …)``, several times longer over ``FILTER`` and over
``GROUPING SETS`` (`make bench`). Areas are added up in Arrow, where a thousand of them cost less than planning a query.
Distinct subjects are not added: those who lie in several areas are counted anew at each level, the others lie in one
and may be added.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.indicators.conditions import Condition, Given, condition_of, counted_expression
from fangpin.indicators.levels import LEVELS
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, Tally
from fangpin.policy.once import Keys

AMOUNT_SCALE = 6
_MONEY = f"DECIMAL(38,{AMOUNT_SCALE})"
SEVERAL, NAMELESS = "several", "nameless"  # in the place of the area of subjects who have none of their own


@dataclass(frozen=True, slots=True)
class Column:
    """One number of a tally by area: how it is reached in the lowest area, and how areas are put together."""

    name: str
    sql: str
    together: str  # sum, min or max
    type: str

    @property
    def asked(self) -> str:
        return f"CAST({self.sql} AS {self.type}) AS {self.name}"


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of tallies over one relation: by lowest area, and by level those of subjects who lie in several areas."""

    columns: Sequence[Column]
    lowest: pa.Table
    several: Mapping[str, pa.Table] = field(default_factory=dict)

    def at(self, level: str) -> pa.Table:
        """``area_code`` and the columns, one row an area of the level that has rows."""
        digits = LEVELS[level]
        table = self.lowest.filter(pc.greater_equal(pc.binary_length(self.lowest.column("area_code")), digits))
        table = table.set_column(0, "area_code", pc.utf8_slice_codeunits(table.column("area_code"), 0, digits))
        if level in self.several:
            table = pa.concat_tables([table, self.several[level]])
        added = table.group_by("area_code", use_threads=False).aggregate([(c.name, c.together) for c in self.columns])
        return added.rename_columns(["area_code", *(c.name for c in self.columns)])


def relation_of(tally: Tally) -> str:
    """The table a tally reads: a fact, a ledger in force on the day, or all its spells."""
    spec = SPECS.get(tally.over)
    return f"{tally.over}_spells" if spec and spec.dated and tally.spells else tally.over


def names_of(number: int) -> dict[str, str]:
    """Column names of the tally with this number: count ``n``, amount ``s``, unknown ``u``, day ``d``."""
    return {kind: f"{kind}{number}" for kind in "nsud"}


def times(condition: str) -> str:
    """How many rows of a group it is true for; ``count_if`` says NULL where it can be told for none."""
    return f"coalesce(count_if({condition}), 0)"


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
) -> list[Counted]:
    """Count tallies of one relation; ``rows`` is its table or query, called ``f``. Numbers are the caller's.

    ``once``: relations with a column no value of which is in two rows.
    """
    plain = [t for t in tallies if t[1].counting.kind != "distinct" or is_row_count(t[1], given.policy, once)]
    by_column: dict[str, list[tuple[int, Tally]]] = {}
    for number, tally in tallies:
        if (number, tally) not in plain:
            by_column.setdefault(tally.counting.column, []).append((number, tally))
    counted = [_count_plain(connection, given, plain, rows)] if plain else []
    return counted + [_count_distinct(connection, given, told_apart, rows, levels) for told_apart in by_column.values()]


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
    source = f"SELECT coalesce(f.area_code, '') AS area_code, {', '.join(inner)} FROM {rows}"
    return Counted(columns, _by_area(connection, source, columns))


def _by_area(connection: duckdb.DuckDBPyConnection, source: str, columns: Sequence[Column]) -> pa.Table:
    asked = ", ".join(column.asked for column in columns)
    with warnings.catch_warnings():
        # a relation, which it recommends, is planned twice; copying a row an area costs nothing beside that
        warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)
        found = connection.execute(f"SELECT area_code, {asked} FROM ({source}) GROUP BY area_code").to_arrow_table()
    return cast("pa.Table", found)


def _columns(number: int, tally: Tally, chosen: str, amount: str, *, known: bool) -> list[Column]:
    names = names_of(number)
    total = times(chosen)
    silent = times(f"{chosen} AND {amount} IS NULL")
    unknown = "" if known else f"count(*) - count({chosen})"
    match tally.counting.kind:
        case "sum" | "mean":
            columns = [Column(names["s"], f"coalesce(sum(CASE WHEN {chosen} THEN {amount} END), 0)", "sum", _MONEY)]
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


def _count_distinct(
    connection: duckdb.DuckDBPyConnection,
    given: Given,
    tallies: Sequence[tuple[int, Tally]],
    rows: str,
    levels: Iterable[str],
) -> Counted:
    """Subjects that all these tallies tell apart by one column. A row that names no subject is unknown."""
    conditions = {number: condition_of(tally, given) for number, tally in tallies}
    first = tallies[0][1]
    inner = [f"{counted_expression(first, given)} AS x", "coalesce(f.area_code, '') AS area_code"]
    inner += [f"{condition.sql} AS c{number}" for number, condition in conditions.items()]
    some = " OR ".join(f"c{number} IS DISTINCT FROM FALSE" for number in conditions)
    source = f"SELECT * FROM (SELECT {', '.join(inner)} FROM {rows}) WHERE {some}"
    asked = ", ".join(_answers(conditions))
    # by the subject alone, a whole number: with the area beside it the grouping takes twice the time
    told = f"SELECT x, min(area_code) AS low, max(area_code) AS high, {asked} FROM ({source}) GROUP BY x"
    of_subjects, of_nameless = _distinct_columns(conditions)
    place = f"CASE WHEN x IS NULL THEN '{NAMELESS}' WHEN low <> high THEN '{SEVERAL}' ELSE low END"
    found = _by_area(connection, f"SELECT {place} AS area_code, * FROM ({told})", of_subjects)
    several, nameless = (pc.equal(found.column("area_code"), said) for said in (SEVERAL, NAMELESS))
    lowest = found.filter(pc.invert(pc.or_(several, nameless)))
    if pc.any(nameless).as_py():
        unnamed = _by_area(connection, f"SELECT * FROM ({source}) WHERE x IS NULL", of_nameless)
        lowest = pa.concat_tables([lowest, unnamed])
    apart = _in_several(connection, source, asked, of_subjects, levels) if pc.any(several).as_py() else {}
    return Counted(of_subjects, lowest, apart)


def _answers(conditions: Mapping[int, Condition]) -> list[str]:
    """Of a subject: whether some row of it is counted, ``k``, and whether one cannot be told, ``q``."""
    if [condition.known for condition in conditions.values()] == [True]:
        return [f"TRUE AS k{number}" for number in conditions]  # other rows have been left out
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
        found[level] = _by_area(connection, once, columns)
    connection.execute("DROP TABLE several")
    return found
