"""A recognised sheet read to a typed table. Rows with a doubtful cell are set aside with the reason, never repaired."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from fangpin.rosters.body import Body, find_rows, merged_by_column, merged_down
from fangpin.rosters.codes import Policy, Words, words_of
from fangpin.rosters.columns import ReadColumn, arrow_type, cleaned, read_column
from fangpin.rosters.labels import UNITS, normalise_label
from fangpin.rosters.periods import income_year, school_year
from fangpin.rosters.problems import Note, Reason
from fangpin.rosters.recognition import ColumnMatch, Recognition
from fangpin.rosters.sheets import Sheet
from fangpin.rosters.sources import Field, Source

AMOUNTS = ("decimal", "integer")  # one sum merged over several rows belongs to all of them together, not to each


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that goes back to its sender, and why. ``row_no`` is the spreadsheet's own."""

    sheet_no: int
    row_no: int
    reasons: tuple[Reason, ...]

    def say(self, language: str = "zh") -> str:
        """All reasons in one cell."""
        return ("；" if language.startswith("zh") else "; ").join(r.say(language) for r in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """What a sheet says.

    ``table`` has a column per field of the source (all of them; a column the sheet lacks is NULL
    throughout), ``sheet_no`` and ``row_no``. ``present`` names the fields the sheet has, so that
    "not asked" and "left empty" stay apart. ``left_empty`` are doubtful cells of fields whose doubt
    empties the cell instead of refusing the row.
    """

    sheet: Sheet
    recognition: Recognition
    source: Source
    day: date
    table: pa.Table
    present: tuple[str, ...]
    refused: tuple[RefusedRow, ...] = ()
    left_empty: tuple[RefusedRow, ...] = ()
    notes: tuple[Note, ...] = field(default_factory=tuple)

    @property
    def rows_read(self) -> int:
        """Rows of the list, refused ones included."""
        return int(self.table.num_rows) + len(self.refused)


def schema_of(source: Source) -> pa.Schema:
    """Schema of every reading of a source: its fields in order, then where the row stood."""
    fields = [pa.field(f.id, arrow_type(f)) for f in source.fields if f.kind != "dropped"]
    return pa.schema([*fields, pa.field("sheet_no", pa.int32()), pa.field("row_no", pa.int32())])


def read_sheet(sheet: Sheet, recognition: Recognition, source: Source, policy: Policy, *, day: date) -> Reading:
    """Read every row below the heading. ``day`` is the day the reading is made for; nothing here asks the clock."""
    body = find_rows(sheet, recognition, source)
    notes = [*_about_sheet(sheet, body), *body.notes, *_about_columns(recognition, source)]
    found, filled_down = _read_fields(sheet, recognition, source, policy, body, notes)
    refused = np.zeros(len(body.rows), dtype=bool)
    reasons: dict[int, list[Reason]] = {}
    emptied: dict[int, list[Reason]] = {}
    for name, column in found.items():
        f, match = source.by_id[name], recognition.fields[name]
        for row, doubt in column.doubts.items():
            text = sheet.columns[match.index][body.start + int(body.rows[row])].as_py() or ""
            reason = Reason(
                kind=doubt.kind,
                field=name,
                label=match.label,
                text=text.removeprefix("#FORMULA! "),
                column_no=sheet.first_column + match.index,
                details=dict(doubt.details),
            )
            (reasons if f.doubt == "refuse" else emptied).setdefault(row, []).append(reason)
    _refuse_missing(sheet, recognition, source, found, reasons)
    _refuse_other_table(sheet, body, reasons)
    _refuse_homeless(sheet, recognition, filled_down, reasons)
    refused[list(reasons)] = True
    table = _assemble(sheet, source, body, found | _otherwise(source, found, body, day), keep=~refused)
    return Reading(
        sheet=sheet,
        recognition=recognition,
        source=source,
        day=day,
        table=table,
        present=tuple(found),
        refused=_rows(sheet, body, reasons),
        left_empty=_rows(sheet, body, {row: r for row, r in emptied.items() if row not in reasons}),
        notes=tuple(notes),
    )


def _rows(sheet: Sheet, body: Body, reasons: dict[int, list[Reason]]) -> tuple[RefusedRow, ...]:
    return tuple(
        RefusedRow(
            sheet_no=sheet.no, row_no=sheet.row_no(body.start + int(body.rows[row])), reasons=tuple(reasons[row])
        )
        for row in sorted(reasons)
    )


def _about_sheet(sheet: Sheet, body: Body) -> list[Note]:
    notes = [Note(kind="hidden_sheet")] if sheet.hidden else []
    first = sheet.row_no(body.start)
    hidden = sum(1 for row in sheet.hidden_rows if row >= first)
    return [*notes, Note(kind="hidden_rows", details={"count": hidden})] if hidden else notes


def _about_columns(recognition: Recognition, source: Source) -> list[Note]:
    notes = [
        Note(kind="dropped", details={"label": m.label})
        for m in recognition.columns
        if source.by_id[m.field].kind == "dropped"
    ]
    notes += [
        Note(kind="duplicate_header", details={"label": label, "count": n}) for label, n in recognition.repeated.items()
    ]
    return notes + [Note(kind="unmapped", details={"label": label}) for _index, label in recognition.unmapped]


@dataclass(slots=True)
class _FilledDown:
    """Household cells after filling: the group key column and which rows could not be given to a household."""

    homeless: npt.NDArray[np.bool_]
    label: str = ""
    field: str = ""


def _read_fields(
    sheet: Sheet, recognition: Recognition, source: Source, policy: Policy, body: Body, notes: list[Note]
) -> tuple[dict[str, ReadColumn], _FilledDown]:
    fill, homeless, count = _filling(recognition, source, body)
    if count:
        notes.append(Note(kind="filled_down", details={"count": count}))
    ranges = merged_by_column(sheet)
    words: dict[str, Words] = {}
    found: dict[str, ReadColumn] = {}
    for match in recognition.columns:
        f = source.by_id[match.field]
        if f.kind == "dropped":
            continue
        if f.codes and f.codes not in words:
            words[f.codes] = words_of(policy.code_list(f.codes))
        down = (
            merged_down(ranges.get(match.index, ()), sheet, body)
            if f.of == "household" or f.kind not in AMOUNTS
            else None
        )
        if (f.of == "household" and fill is not None) or down is not None:
            places = _joined(fill if f.of == "household" else None, down, len(body.columns[match.index]))
            column = body.columns[match.index].take(pa.array(places[body.rows]))
        elif len(body.rows) == len(body.columns[match.index]):
            column = body.columns[match.index]
        else:
            column = body.columns[match.index].take(pa.array(body.rows))
        unit, factor = _conversion(f, match, recognition)
        asks = "有无" in match.label
        read = read_column(column, f, words=words.get(f.codes or ""), factor=factor, unit=unit, asks=asks)
        found[f.id] = read
        if factor != 1:
            notes.append(Note(kind="scaled", details={"label": match.label, "unit": unit, "factor": str(factor)}))
        if read.rounded:
            notes.append(Note(kind="rounded", details={"label": match.label, "count": read.rounded}))
    return found, homeless


def _conversion(f: Field, match: ColumnMatch, recognition: Recognition) -> tuple[str, Decimal]:
    """(unit as written, factor to the field's unit). The column's own heading speaks before the table's title."""
    if f.kind not in ("decimal", "integer") or f.unit is None:
        return "", Decimal(1)
    unit = match.unit or (recognition.unit if f.unit.startswith("CNY") else "")
    if unit not in UNITS:
        return "", Decimal(1)
    target, factor = UNITS[unit]
    if target.split(" ")[0] != f.unit.split(" ")[0]:
        return "", Decimal(1)
    return unit, factor


def _filling(
    recognition: Recognition, source: Source, body: Body
) -> tuple[npt.NDArray[np.int64] | None, _FilledDown, int]:
    """For each record, the record its household cells come from: the first of a merged range, or of a run left blank.

    A run is left blank only where every household cell is blank. A head of household with blank
    household cells belongs to nobody known. In a loose list a row may be about no household, so blank means that.
    """
    nobody = _FilledDown(np.zeros(len(body.rows), dtype=bool))
    keys = _household_keys(recognition, source)
    if source.grain != "person" or source.loose or not keys or not len(body.rows):
        return None, nobody, 0
    height = len(body.columns[0])
    fill = np.arange(height)
    named = np.zeros(height, dtype=bool)
    for index in (m.index for m in recognition.columns if source.by_id[m.field].of == "household"):
        named |= cleaned(body.columns[index]).is_valid().to_numpy(zero_copy_only=False)
    listed = np.zeros(height, dtype=bool)
    listed[body.rows] = True
    last = np.maximum.accumulate(np.where(named & listed, fill, -1))
    blank = ~named & listed
    if not blank.any():
        return None, nobody, 0
    heads = _heads(recognition, source, body)
    fill = np.where(blank, last, fill)
    homeless = blank & ((last < 0) | heads)
    fill[homeless] = np.flatnonzero(homeless)
    label = recognition.fields[keys[0]]
    return fill, _FilledDown(homeless[body.rows], label.label, label.field), int((blank & ~homeless).sum())


def _joined(
    fill: npt.NDArray[np.int64] | None, down: npt.NDArray[np.int64] | None, height: int
) -> npt.NDArray[np.int64]:
    """A merge of the column itself speaks before the blank run of the whole household."""
    places = np.arange(height)
    if down is None:
        return fill if fill is not None else places
    return down if fill is None else np.where(down != places, down, fill)


def _household_keys(recognition: Recognition, source: Source) -> list[str]:
    mapped = recognition.fields
    return [name for name in source.household.values() if name in mapped and source.by_id[name].of == "household"]


def _heads(recognition: Recognition, source: Source, body: Body) -> npt.NDArray[np.bool_]:
    relation = next((m for m in recognition.columns if source.by_id[m.field].codes == "relation"), None)
    if relation is None:
        return np.zeros(len(body.columns[0]), dtype=bool)
    texts = body.columns[relation.index].to_pylist()
    return np.array([normalise_label(t or "") in ("户主", "本人", "本人或户主") for t in texts], dtype=bool)


def _refuse_missing(
    sheet: Sheet,
    recognition: Recognition,
    source: Source,
    found: dict[str, ReadColumn],
    reasons: dict[int, list[Reason]],
) -> None:
    for name in source.required:
        if name not in found:
            continue
        column, match = found[name], recognition.fields[name]
        for row in np.flatnonzero(column.values.is_null().to_numpy(zero_copy_only=False)).tolist():
            if row not in column.doubts:
                place = sheet.first_column + match.index
                reasons.setdefault(row, []).append(
                    Reason(kind="missing", field=name, label=match.label, column_no=place)
                )


def _refuse_other_table(sheet: Sheet, body: Body, reasons: dict[int, list[Reason]]) -> None:
    """Below a second heading the columns mean something else, so what was read there is not what was written."""
    if body.foreign is None:
        return
    began = str(sheet.row_no(body.start + body.foreign))
    for row in np.flatnonzero(body.rows > body.foreign).tolist():
        reasons[row] = [Reason(kind="other_table", field="", label="", text=began)]


def _refuse_homeless(
    sheet: Sheet, recognition: Recognition, filled: _FilledDown, reasons: dict[int, list[Reason]]
) -> None:
    for row in np.flatnonzero(filled.homeless).tolist():
        place = sheet.first_column + recognition.fields[filled.field].index
        if not any(r.field == filled.field for r in reasons.get(row, ())):
            reason = Reason(kind="no_household", field=filled.field, label=filled.label, column_no=place)
            reasons.setdefault(row, []).append(reason)


def _otherwise(source: Source, found: dict[str, ReadColumn], body: Body, day: date) -> dict[str, ReadColumn]:
    """Columns the sheet lacks that follow from the day the reading is made for."""
    start, end = income_year(day)
    known = {"income_year_start": start, "income_year_end": end, "school_year": school_year(day)}
    return {
        f.id: ReadColumn(values=pa.array([known[f.otherwise]] * len(body.rows), arrow_type(f)))
        for f in source.fields
        if f.otherwise and f.id not in found
    }


def _assemble(
    sheet: Sheet, source: Source, body: Body, found: dict[str, ReadColumn], *, keep: npt.NDArray[np.bool_]
) -> pa.Table:
    schema = schema_of(source)
    count = len(body.rows)
    numbers = pa.array(body.rows + sheet.row_no(body.start), pa.int32())
    arrays = []
    for column in schema:
        if column.name == "sheet_no":
            arrays.append(pa.array(np.full(count, sheet.no), pa.int32()))
        elif column.name == "row_no":
            arrays.append(numbers)
        else:
            arrays.append(found[column.name].values if column.name in found else pa.nulls(count, column.type))
    table = pa.Table.from_arrays(arrays, schema=schema)
    return table if keep.all() else table.filter(pa.array(keep))
