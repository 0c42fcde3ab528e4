"""Turn rows of a reading into rows of ledgers, as the ``writes`` of the source say.

One candidate row per write and source row (or filled field of ``each``), with the columns the write
sets, under their stored names and types. Candidates of rows that wait for a match are not made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.imports.keys import ENTITIES
from fangpin.imports.known import WORDS_SCHEMA, Known, Period, compared_field
from fangpin.imports.planned import Refusal
from fangpin.imports.references import resolve
from fangpin.ledgers import Column, Kind, LedgerSpec, Privacy, ledger
from fangpin.rosters.sources import REFERS, Constant, Has, Source, Write

_SAY_NOTHING_EMPTY = ("condition",)  # being listed says nothing about a person's health; being on dibao does
NO_PLACE = "no_place"  # the doubt of a row of a ledger's template that names no place at all
PLACE_COLUMNS = ("row", "sheet_no", "row_no", "area_code")


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the words of ``CONTEXT`` stand for; ``since`` holds the first day each row is about."""

    source: Source
    known: Known
    period: Period
    subjects: pa.Table
    since: pa.Array  # date32, one for each row
    home: str | None = None  # the one area the sender speaks for: where rows lie that name no place
    accounts: pa.Table | None = None  # household_id -> account_id, once the income accounts are planned
    words: Mapping[str, pa.Table] = field(default_factory=dict)  # ledger -> WORDS_SCHEMA, rows of this file included


def expand(rows: pa.Table, write: Write, context: Context) -> tuple[pa.Table, list[Refusal]]:
    """Candidates of one write (PLACE_COLUMNS, stored columns, ``<secret>_index``) and what it refuses."""
    spec = ledger(write.ledger)
    doubts: list[_Doubtful] = []
    parts = [
        _set_columns(rows, write, spec, context, each=name, tag=tag, doubts=doubts)
        for name, tag in (write.each.items() if write.each else ((None, None),))
    ]
    table = pa.concat_tables(parts).combine_chunks()
    table, in_doubt = _without_doubts(table, spec, doubts)
    if spec.name in _SAY_NOTHING_EMPTY:
        said = [np.asarray(pc.is_valid(table[c.stored_name])) for c in set_columns(write, spec) if c.target is None]
        table = table.filter(pa.array(np.logical_or.reduce(said))) if said else table
    table, lacking = _required_only(table, spec, write)
    return table, [*in_doubt, *lacking]


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """Rows whose words lead to no row of another ledger, or to several."""

    column: str
    code: str
    rows: pa.Array


def _without_doubts(table: pa.Table, spec: LedgerSpec, doubts: Sequence[_Doubtful]) -> tuple[pa.Table, list[Refusal]]:
    refused = []
    for doubt in doubts:
        hit = pc.is_in(table["row"], value_set=doubt.rows)
        places = table.filter(hit).select(["row", "sheet_no", "row_no"]).to_pylist()
        refused += [Refusal(ledger=spec.name, code=doubt.code, column=doubt.column, **place) for place in places]
        table = table.filter(pc.invert(hit))
    return table, refused


def set_columns(write: Write, spec: LedgerSpec) -> tuple[Column, ...]:
    """The columns a write fills, in the ledger's order."""
    derived = {"born_on", "sex"} if spec.name == "person" and write.creates else set()
    named = {spec.column(name).name for name in write.set} | derived
    return tuple(c for c in spec.columns if c.name in named)


def _set_columns(
    rows: pa.Table,
    write: Write,
    spec: LedgerSpec,
    context: Context,
    *,
    each: str | None,
    tag: str | None,
    doubts: list[_Doubtful],
) -> pa.Table:
    keep = _ready(write, spec, context) & _holds(rows, write, each)
    places = np.flatnonzero(keep)
    chosen, subjects = rows.take(places), context.subjects.take(places)
    since = context.since.take(pa.array(places))
    columns: dict[str, Any] = {
        "row": subjects["row"],
        "sheet_no": subjects["sheet_no"],
        "row_no": subjects["row_no"],
        "area_code": _area(context, subjects),
    }
    if write.creates:
        columns["id"] = subjects["household_id" if spec.name == "household" else "person_id"]
    bindings = {spec.column(name).name: binding for name, binding in write.set.items()}
    for column in set_columns(write, spec):
        binding = bindings.get(column.name)
        if column.name == "from_on" and isinstance(binding, str) and binding.startswith("@"):
            binding = None  # "held in this period" is no statement of when it began; see fangpin.imports.spells
        if isinstance(binding, str) and binding.startswith(REFERS):
            value = _referred(chosen, binding.removeprefix(REFERS), column, context, subjects["row"], doubts)
        else:
            value = _value(chosen, binding, context, subjects, since, each=each, tag=tag, rows=len(places))
        if column.name == "to_on" and isinstance(binding, str) and _is_month(context.source, binding):
            value = _month_after(value)
        if spec.name == "person" and write.creates:
            value = _from_number(column, value, subjects)
        columns[column.stored_name] = fit(value, column)
        if column.privacy is Privacy.SECRET:
            columns[compared_field(column).name] = context.known.index(column.name, columns[column.stored_name])
    return pa.table(columns)


def _ready(write: Write, spec: LedgerSpec, context: Context) -> Any:
    """Rows whose subject is known as far as this write needs it."""
    subjects = context.subjects
    waits = pc.is_in(subjects["state"], value_set=pa.array(["proposed", "ambiguous", "none"]))
    ready = ~np.asarray(waits)
    ready |= not any(b in ("@person", "@household") for b in write.set.values()) and not write.creates
    if write.creates:
        name = "household_id" if spec.name == "household" else "person_id"
        return ready & np.asarray(pc.is_valid(subjects[name]))
    return ready


def _holds(rows: pa.Table, write: Write, each: str | None) -> Any:
    keep = np.ones(rows.num_rows, bool)
    for name, condition in write.when.items():
        if name not in rows.column_names:
            keep &= condition == "absent"
            continue
        keep &= _condition(rows[name], condition)
    if each is not None:
        keep &= np.asarray(pc.is_valid(rows[each])) if each in rows.column_names else False
    return keep


def _condition(cells: pa.ChunkedArray, condition: str | tuple[str, ...]) -> Any:
    if condition == "absent":
        return np.asarray(pc.is_null(cells))
    if condition == "present":
        return np.asarray(pc.is_valid(cells))
    if condition in ("true", "false"):
        return np.asarray(pc.fill_null(pc.equal(cells, pa.scalar(condition == "true")), False))  # noqa: FBT003 - Arrow
    wanted = [condition] if isinstance(condition, str) else list(condition)
    if pa.types.is_list(cells.type):
        return np.logical_or.reduce([np.asarray(pc.fill_null(has_code(cells, w), False)) for w in wanted])  # noqa: FBT003
    return np.asarray(pc.is_in(cells.cast(pa.string()), value_set=pa.array(wanted)))


def has_code(cells: pa.ChunkedArray, code: str) -> pa.Array:
    """Whether each list holds the code; unknown where the cell is empty."""
    lists = pa.concat_arrays(cells.chunks) if cells.num_chunks else pa.array([], cells.type)
    if not pa.types.is_list(lists.type):
        return pc.equal(lists.cast(pa.string()), code)
    parents = pc.list_parent_indices(lists).filter(pc.equal(pc.list_flatten(lists), code))
    found = np.zeros(len(lists), bool)
    found[np.asarray(parents)] = True
    return pc.if_else(lists.is_valid(), pa.array(found), pa.scalar(None, pa.bool_()))


def _value(  # noqa: PLR0911 - one answer for each word
    chosen: pa.Table,
    binding: str | Has | Constant | None,
    context: Context,
    subjects: pa.Table,
    since: pa.Array,
    *,
    each: str | None,
    tag: str | None,
    rows: int,
) -> Any:
    if binding is None:
        return pa.nulls(rows)
    if isinstance(binding, Constant):
        return _repeat(binding.value, rows)
    if isinstance(binding, Has):
        return has_code(chosen[binding.field], binding.code) if binding.field in chosen.column_names else pa.nulls(rows)
    period = context.period
    match binding:
        case "@person":
            return subjects["person_id"]
        case "@household":
            return _household(chosen, context, subjects)
        case "@period_from":
            return since
        case "@period_to" | "@day":
            return _repeat(period.to_on, rows)
        case "@school_year":
            return _repeat(school_year(period.to_on), rows)
        case "@each":
            return chosen[each]
        case "@tag":
            return _repeat(tag, rows)
        case "@account":
            return _account(subjects["household_id"], context.accounts)
        case _:
            return chosen[binding] if binding in chosen.column_names else pa.nulls(rows)


def _household(chosen: pa.Table, context: Context, subjects: pa.Table) -> Any:
    """The household of the row. Where a row may be about a person or a household, only the one it names."""
    source = context.source
    needed = [c for w in source.writes for c in ledger(w.ledger).references if c.target in ENTITIES and c.required]
    if not source.loose or needed:
        return subjects["household_id"]
    named = np.zeros(chosen.num_rows, bool)
    for name in source.household.values():
        if name in chosen.column_names:
            named |= np.asarray(pc.is_valid(chosen[name]))
    return pc.if_else(pa.array(named), subjects["household_id"], None)


def _referred(
    chosen: pa.Table, name: str, column: Column, context: Context, rows: pa.ChunkedArray, doubts: list[_Doubtful]
) -> pa.Array:
    """The keys of the rows of another ledger that the words of a field mean; words in doubt are noted."""

    if name not in chosen.column_names:
        return pa.nulls(chosen.num_rows, pa.int64())
    cells = chosen[name]
    keys, many = resolve(cells, context.words.get(column.target or "", WORDS_SCHEMA.empty_table()))
    for code, wrong in (("reference_unknown", pc.equal(many, 0)), ("reference_double", pc.greater(many, 1))):
        hit = pc.and_(pc.is_valid(cells), wrong)
        if pc.any(hit).as_py():
            doubts.append(_Doubtful(column.stored_name, code, pc.filter(rows, hit).combine_chunks()))
    return keys


def _is_month(source: Source, binding: str) -> bool:
    field = source.by_id.get(binding)
    return field is not None and field.kind == "month"


def _month_after(months: Any) -> pa.Array:
    """An end stated as a month is meant to its last day; a spell names the first day after it."""
    return pa.array(
        [m and date(m.year + m.month // 12, m.month % 12 + 1, 1) for m in months.to_pylist()],
        pa.date32(),
    )


def school_year(day: date) -> str:
    """The school year of a day, from September to August: 2025-2026."""
    first = day.year if day.month >= 9 else day.year - 1  # noqa: PLR2004 - September
    return f"{first}-{first + 1}"


def _account(households: pa.ChunkedArray, accounts: pa.Table | None) -> Any:
    if accounts is None:
        return pa.nulls(len(households), pa.int64())
    return accounts["account_id"].take(pc.index_in(households, value_set=accounts["household_id"]))


def _repeat(value: Any, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), rows)


def _from_number(column: Column, value: Any, subjects: pa.Table) -> Any:
    """Number as it is kept; birth date and sex from a good number where the file has none."""
    if column.name == "document_number":
        return subjects["kept_number"]
    if column.name in ("born_on", "sex"):
        told = subjects["number_born_on" if column.name == "born_on" else "number_sex"]
        return pc.coalesce(value.cast(told.type), told)
    return value


def fit(value: Any, column: Column) -> pa.Array:
    """The values in the type of the ledger's column; decimals are rounded half up to its digits."""
    array = pa.concat_arrays(value.chunks) if isinstance(value, pa.ChunkedArray) and value.num_chunks else value
    if isinstance(array, pa.ChunkedArray):
        array = pa.array([], array.type)
    if column.kind is Kind.DECIMAL and pa.types.is_decimal(array.type) and column.digits:
        array = pc.round(array, ndigits=column.digits[1], round_mode="half_towards_infinity")
    return array.cast(column.arrow_type)


def _area(context: Context, subjects: pa.Table) -> Any:
    """A founding source says where its people live; any other's rows lie where the person is known to live."""
    told, known = subjects["area_code"], subjects["person_area"]
    founds = any(w.creates for w in context.source.writes)
    found = pc.coalesce(told, known) if founds else pc.coalesce(known, told)
    if context.home is None or not context.source.loose:
        return found
    nowhere = pc.and_(pc.is_null(found), pc.equal(pc.fill_null(subjects["area_doubt"], NO_PLACE), NO_PLACE))
    return pc.if_else(nowhere, pa.scalar(context.home), found)


def _required_only(table: pa.Table, spec: LedgerSpec, write: Write) -> tuple[pa.Table, list[Refusal]]:
    """Only rows with every required column; the others are refused, each for its first lack.

    An empty cell of ``each`` or of a column that decides whether there is anything to say is no refusal.
    """
    names: Sequence[str] = [
        c.stored_name for c in set_columns(write, spec) if c.required and c.name not in ("from_on", "to_on")
    ]
    refusals: list[Refusal] = []
    keep = np.ones(table.num_rows, bool)
    for name in ("area_code", *names):
        lacks = keep & ~np.asarray(pc.is_valid(table[name]))
        keep &= ~lacks
        lacking = table.filter(pa.array(lacks)).select(["row", "sheet_no", "row_no"]).to_pylist()
        code = {"area_code": "area_unknown", "household_id": "household_unknown"}.get(name, "required")
        refusals += [Refusal(ledger=spec.name, code=code, column=name, **place) for place in lacking]
    return table.filter(pa.array(keep)), refusals
