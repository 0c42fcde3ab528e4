"""The rows of readings as the tables that data-quality facts read: typed fields, and keys instead of secrets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.identity import read_document_numbers
from fangpin.policy import FILES_TABLE, Policy, RosterColumn, RosterTable
from fangpin.quality.households import households_of
from fangpin.rosters import Reading
from fangpin.rules.ladder import quoted

_ARROW = {"BIGINT": pa.int64(), "VARCHAR": pa.string(), "BOOLEAN": pa.bool_(), "DATE": pa.date32()}
_OF_NUMBER = {
    "doubt": "doubt", "sex": "sex", "category": "disability_category", "grade": "disability_grade", "born_on": "born_on"
}  # fmt: skip
_CHECKSUM_IN_DOUBT = ("checksum", "truncated", "birth_date")
_PLAIN_NAME = r"^[\p{Han}·•A-Za-z ]+$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where every row of one source stood and who it is about, by ``person_id``, counted from 0.

    ``where`` has file, sheet_no, row_no, county, township, village, household_code, area_code,
    household_id. ``person_no``, ``number`` and ``name`` are what identifies the person; they leave
    this room hashed only.
    """

    source: str
    where: pa.Table
    person_no: pa.Array
    number: pa.Array
    name: pa.Array

    @property
    def count(self) -> int:
        return int(self.where.num_rows)


def lay_rows(connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], policy: Policy) -> dict[str, Rows]:
    """Make every roster table of the policy in the connection, and give the rows by source.

    A table whose source was not sent is there, empty. A column that no sheet has is NULL.
    """
    for table in policy.rosters.values():
        connection.execute(table.ddl)
    files = pa.table({"source": [r.source.id for r in readings], "member_rows": [r.table.num_rows for r in readings]})
    _insert(connection, FILES_TABLE, files.cast(pa.schema([("source", pa.string()), ("member_rows", pa.int64())])))
    found = {}
    for source in dict.fromkeys(r.source.id for r in readings):
        of_source = [r for r in readings if r.source.id == source]
        tables = {t.kind: t for t in policy.rosters.values() if t.source == source}
        if tables:
            found[source] = _lay_source(connection, of_source, tables)
    return found


def _lay_source(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], tables: Mapping[str, RosterTable]
) -> Rows:
    together = pa.concat_tables([r.table for r in readings]).combine_chunks()
    declared = {c.name: c for table in tables.values() for c in table.columns}
    numbers = {c.field: _numbers(readings, c.field) for c in declared.values() if c.role == "doubt"}
    empty = _Emptiness(readings)
    rows = _rows(readings, together, numbers)
    shared = _keys(declared.values(), together, numbers)
    columns = {
        name: _flat(shared[name] if name in shared else _column(c, together, numbers, empty))
        for name, c in declared.items()
    }
    if table := tables.get("row"):
        own = {c.name: columns[c.name] for c in table.columns}
        _insert(connection, table.name, pa.table({**_row_keys(rows, empty), **own}))
    if table := tables.get("household"):
        _insert(connection, table.name, households_of(table, columns, rows.where))
    return rows


def _row_keys(rows: Rows, empty: _Emptiness) -> dict[str, pa.Array]:
    unreadable = empty.fields_by_row()
    return {
        "person_id": pa.array(np.arange(rows.count), pa.int64()),
        "household_id": rows.where["household_id"],
        "area_code": rows.where["area_code"],
        "file_id": rows.where["file"].combine_chunks().dictionary_encode().indices.cast(pa.int64()),
        "sheet_no": rows.where["sheet_no"].cast(pa.int64()),
        "row_no": rows.where["row_no"].cast(pa.int64()),
        "unreadable": pa.array([u.count(",") + 1 if u else 0 for u in unreadable], pa.int64()),
        "unreadable_fields": pa.array(unreadable, pa.string()),
    }


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    connection.register("given", rows)
    names = ", ".join(map(quoted, rows.column_names))
    connection.execute(f"INSERT INTO {quoted(table)} ({names}) SELECT {names} FROM given")  # noqa: S608 - our names
    connection.unregister("given")


def _numbers(readings: Iterable[Reading], field: str) -> pa.Table:
    """Sheet by sheet, because whether a spreadsheet cut its numbers is judged over its own column."""
    return pa.concat_tables([read_document_numbers(r.table[field]) for r in readings]).combine_chunks()


def _rows(readings: Sequence[Reading], together: pa.Table, numbers: dict[str, pa.Table]) -> Rows:
    source = readings[0].source
    nothing = pa.nulls(together.num_rows, pa.string())

    def given(field: str | None) -> pa.Array:
        return _flat(together[field]) if field in together.column_names else nothing

    area = {role: given(source.area.get(role)) for role in ("county", "township", "village")}
    code = given(source.household.get("code"))
    path = pc.binary_join_element_wise(
        *(pc.fill_null(part, "") for part in area.values()), "/", null_handling="replace", null_replacement=""
    )
    files = [r.sheet.file for r in readings for _ in range(r.table.num_rows)]
    number = numbers.get(source.person.get("document_number", ""))
    return Rows(
        source=source.id,
        where=pa.table(
            {
                "file": pa.array(files, pa.string()),
                "sheet_no": together["sheet_no"],
                "row_no": together["row_no"],
                **area,
                "household_code": code,
                "area_code": path,
                "household_id": _key(code),
            }
        ),
        person_no=given("person_no"),
        number=nothing if number is None else pc.coalesce(_flat(number["join_key"]), _flat(number["normal"])),
        name=given(source.person.get("name")),
    )


def _column(
    column: RosterColumn, together: pa.Table, numbers: dict[str, pa.Table], empty: _Emptiness
) -> pa.Array | pa.ChunkedArray:
    type_ = _ARROW.get(column.sql)
    if column.role == "empty":
        return empty.of(column.field)
    if column.field not in together.column_names:
        return pa.nulls(together.num_rows, type_)
    if column.field in numbers:
        return _of_number(column, numbers[column.field])
    return _of_text(column, _flat(together[column.field]))


def _of_text(column: RosterColumn, written: pa.Array) -> pa.Array:
    match column.role:
        case "length":
            return pc.utf8_length(written).cast(pa.int64())
        case "plain":
            return pc.match_substring_regex(written, _PLAIN_NAME)
        case "code":
            return _holds(written, column.code)
        case _:
            return written


def _of_number(column: RosterColumn, number: pa.Table) -> pa.Array | pa.ChunkedArray:
    normal = number["normal"]
    match column.role:
        case "length":
            return pc.utf8_length(normal).cast(pa.int64())
        case "checksum_ok":  # unknown of what has no check character: 15 digits, or no number at all
            length = pc.utf8_length(normal)
            checked = pc.is_in(length, pa.array([18, 20, 22], pa.int32()))
            digits = pc.match_substring_regex(normal, r"^[0-9]{17}[0-9X]")
            fails = pc.is_in(number["doubt"], pa.array(_CHECKSUM_IN_DOUBT))
            known = pc.and_(checked, digits)
            return pc.if_else(pc.fill_null(known, fill_value=False), pc.invert(fails), pa.scalar(None, pa.bool_()))
        case _:
            return number[_OF_NUMBER[column.role]]


def _keys(columns: Iterable[RosterColumn], together: pa.Table, numbers: dict[str, pa.Table]) -> dict[str, pa.Array]:
    """The key columns, numbers by one dictionary and other texts by another: a head's name is found among the names."""
    found = {}
    keys = [c for c in columns if c.role == "key"]
    for of_numbers in (True, False):
        alike = [c for c in keys if (c.field in numbers) is of_numbers]
        texts = [_flat(numbers[c.field]["join_key"] if of_numbers else together[c.field]) for c in alike]
        if texts:
            together_keys = _key(pa.concat_arrays(texts))
            for place, column in enumerate(alike):
                found[column.name] = together_keys.slice(place * together.num_rows, together.num_rows)
    return found


def _key(text: pa.Array) -> pa.Array:
    """A number for each distinct text, the same within this check and meaning nothing outside it."""
    return text.dictionary_encode().indices.cast(pa.int64())


def _holds(lists: pa.Array, code: str) -> pa.Array:
    """Whether a list of codes holds one; unknown where nothing is written."""
    held = np.zeros(len(lists), dtype=bool)
    flat, parents = pc.list_flatten(lists), pc.list_parent_indices(lists)
    held[parents.filter(pc.equal(flat, code)).to_numpy(zero_copy_only=False)] = True
    written = pc.fill_null(pc.greater(pc.list_value_length(lists), 0), fill_value=False)
    return pc.if_else(written, pa.array(held), pa.scalar(None, pa.bool_()))


def _flat(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


class _Emptiness:
    """Whether a cell was left empty: true, false where something stood (readable or not), unknown without a column."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings
        self.doubted: list[dict[str, set[int]]] = []
        for reading in readings:
            place = {row: n for n, row in enumerate(reading.table["row_no"].to_pylist())}
            cells: dict[str, set[int]] = {}
            for row in reading.left_empty:
                for reason in row.reasons:
                    if reason.field and row.row_no in place:
                        cells.setdefault(reason.field, set()).add(place[row.row_no])
            self.doubted.append(cells)

    def of(self, field: str) -> pa.Array:
        parts = []
        for reading, cells in zip(self.readings, self.doubted, strict=True):
            count = reading.table.num_rows
            if field not in reading.present:
                parts.append(pa.nulls(count, pa.bool_()))
                continue
            empty = reading.table[field].is_null().to_numpy().copy()
            empty[list(cells.get(field, ()))] = False
            parts.append(pa.array(empty, pa.bool_()))
        return pa.concat_arrays(parts)

    def fields_by_row(self) -> list[str]:
        """The fields that could not be read, row by row, with commas between."""
        found: list[str] = []
        for reading, cells in zip(self.readings, self.doubted, strict=True):
            of_rows: dict[int, list[str]] = {}
            for field in sorted(cells):
                for row in cells[field]:
                    of_rows.setdefault(row, []).append(field)
            found += [",".join(of_rows.get(row, ())) for row in range(reading.table.num_rows)]
        return found
