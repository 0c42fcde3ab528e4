"""Write a plan into the ledgers: one transaction, bulk statements, every row with its batch, sheet and row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.imports import LedgerPlan, Plan
from fangpin_web.records import bulk

_HOUSE = ("id", "area_code", "batch_id", "sheet_no", "row_no", "entered_at", "entered_by")
Progress = Callable[[int, int], None]
Given = dict[str, tuple[pa.Array, pa.Array]]  # ledger -> keys in the plan, keys of the database


def land_plan(plan: Plan, *, batch_id: int, officer_id: int, at: datetime, progress: Progress | None = None) -> int:
    """Land everything the plan says and return the number of rows written. Call inside ``acting_as`` and ``for_batch``.

    Within a ledger rows are closed and corrected before new ones are added, so that a spell makes room for the next.
    """
    given: Given = {}
    steps = [p for p in plan.ledgers.values() if p.new.num_rows or p.changed.num_rows or len(p.removed)]
    total = sum(p.new.num_rows + p.changed.num_rows + len(p.removed) for p in steps)
    done = 0
    stamp = _Stamp(batch_id=batch_id, officer_id=officer_id, at=at)
    for part in steps:
        if part.new.num_rows and "id" in part.new.column_names:  # referred to before it has a key
            reserved = bulk.reserve_ids(part.spec.name, part.new.num_rows)
            given[part.spec.name] = part.new["id"].combine_chunks(), reserved
    for part in steps:
        name = part.spec.name
        if len(part.removed):
            done += bulk.remove(name, part.removed)
        done += _change(part, stamp, given)
        if part.new.num_rows:
            rows = _with_given_keys(part, given)
            bulk.land(name, stamp.on(_known_columns(rows, part)), progress=_from(progress, done, total))
            done += part.new.num_rows
        if progress:
            progress(done, total)
    return done


class _Stamp:
    """The house columns every written row gets."""

    def __init__(self, *, batch_id: int, officer_id: int, at: datetime) -> None:
        self.batch_id, self.officer_id, self.at = batch_id, officer_id, at

    def on(self, rows: pa.Table) -> pa.Table:
        count = rows.num_rows
        for name, value, kind in (
            ("batch_id", self.batch_id, pa.int64()),
            ("entered_at", self.at, pa.timestamp("us", tz="UTC")),
            ("entered_by", self.officer_id, pa.int64()),
        ):
            rows = rows.append_column(name, pa.repeat(pa.scalar(value, kind), count))
        return rows


def _change(part: LedgerPlan, stamp: _Stamp, given: Given) -> int:
    """Rows with the same changed columns go together: an empty cell means "as it was"."""
    changed = _referring(part.changed, part, given)
    if not changed.num_rows:
        return 0
    named = [n for n in changed.column_names if n not in ("id", "row", "sheet_no", "row_no", "area_code")]
    if part.spec.name in ("household", "person"):
        named.append("area_code")
    named = [n for n in named if n in changed.column_names]
    valid = [pc.is_valid(changed[n]).to_pylist() for n in named]
    groups: defaultdict[tuple[bool, ...], list[int]] = defaultdict(list)
    for place, pattern in enumerate(zip(*valid, strict=True)):
        groups[pattern].append(place)
    done = 0
    for pattern, places in groups.items():
        columns = [n for n, said in zip(named, pattern, strict=True) if said]
        if columns:
            cells = [n for n in ("sheet_no", "row_no") if n in changed.column_names]
            done += bulk.change(part.spec.name, stamp.on(changed.take(places).select(["id", *columns, *cells])))
    return done


def _with_given_keys(part: LedgerPlan, given: Given) -> pa.Table:
    """Negative keys replaced by keys of the database, in the row's own id and in what it refers to."""
    rows = part.new
    if "id" in rows.column_names:
        reserved = _mapped(rows["id"], given[part.spec.name])
        rows = rows.set_column(rows.schema.get_field_index("id"), "id", reserved)
    return _referring(rows, part, given)


def _referring(rows: pa.Table, part: LedgerPlan, given: Given) -> pa.Table:
    for column in part.spec.references:
        name, keys = column.stored_name, given.get(column.target or "")
        if keys and name in rows.column_names:
            rows = rows.set_column(rows.schema.get_field_index(name), name, _mapped(rows[name], keys))
    return rows


def _mapped(column: pa.ChunkedArray, keys: tuple[pa.Array, pa.Array]) -> pa.Array | pa.ChunkedArray:
    planned, kept = keys
    return pc.coalesce(kept.take(pc.index_in(column, value_set=planned)), column)


def _known_columns(rows: pa.Table, part: LedgerPlan) -> pa.Table:
    known = {*_HOUSE, *(c.stored_name for c in part.spec.columns)}
    return rows.select([n for n in rows.column_names if n in known])


def _from(progress: Progress | None, done: int, total: int) -> Progress | None:
    return (lambda now, _of: progress(done + now, total)) if progress else None
