"""Rows that are known from this source and no longer in its file.

Absence means nothing by itself: a family may have been stopped, may have moved, or a town may have
forgotten a page. So such rows are listed, and end only when an officer decides so for the batch.
Only rows written by the same source, in villages the file covers, are looked at. A row the file speaks of
is not missing, refused or not; nor is one whose person may be hiding among rows that wait for a match.
Amounts a cumulative list sums up are there as long as the list names their record at all, in whatever
months they were added; they are missing together, when the list no longer names it.
"""

# ruff: noqa: S608 - the names in these queries are those of our declarations

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.identity.scratch import scratch
from fangpin.imports.cumulative import accumulates
from fangpin.imports.expansion import Context
from fangpin.imports.keys import ENTITIES, identity, identity_text, record_text
from fangpin.imports.known import Delivery, Period
from fangpin.imports.planned import Refusal
from fangpin.ledgers import Column, LedgerSpec


def missing_rows(
    known: pa.Table,
    candidates: pa.Table,
    spec: LedgerSpec,
    columns: Sequence[Column],
    context: Context,
    delivery: Delivery,
    *,
    villages: Sequence[str],
    present: pa.Array,
    refused: Sequence[Refusal] = (),
) -> pa.Table:
    """Known rows (``known_schema``) that a full or cumulative list of these villages should have held."""
    if delivery is Delivery.INCREMENT or spec.name in ENTITIES or spec.name == "income_item" or not known.num_rows:
        return known.slice(0, 0)
    listings = sorted({c.listing for c in context.source.covers if c.ledger == spec.name and c.listing})
    has_listing = bool(listings) and any(c.name == "listing" for c in spec.columns)
    with scratch(
        k=known,
        c=candidates,
        village=pa.table({"code": pa.array(villages, pa.string())}),
        present=pa.table({"id": present}),
        maybe=_maybe(context, refused),
    ) as connection:
        own = [c.stored_name for c in identity(spec)]
        subject = next((n for n in ("person_id", "household_id") if n in own), None)
        same = {alias: _record(spec, columns, delivery, alias) for alias in ("c", "k")}
        hidden = (
            f"AND (k.{subject} IS NULL OR k.{subject} NOT IN (SELECT {subject} FROM maybe WHERE {subject} IS NOT NULL))"
            if subject
            else ""
        )
        return connection.sql(
            f"""SELECT k.* FROM k
            WHERE k.written_by = $source AND k.area_code IN (SELECT code FROM village)
              AND k.id NOT IN (SELECT id FROM present) AND {_window(spec, candidates, context.period)}
              AND {same["k"]} NOT IN (SELECT {same["c"]} FROM c) {hidden}
              {"AND k.listing IN (SELECT unnest($listings))" if has_listing else ""}
            ORDER BY k.id""",
            params={"source": context.source.id, **({"listings": listings} if has_listing else {})},
        ).to_arrow_table()


def _record(spec: LedgerSpec, columns: Sequence[Column], delivery: Delivery, alias: str) -> str:
    """SQL text of the record a row belongs to; a sum of the year is one record, whenever its parts were added."""
    if delivery is Delivery.CUMULATIVE and accumulates(spec):
        return record_text(spec, alias)
    return identity_text(spec, columns, alias)


def _maybe(context: Context, refused: Sequence[Refusal]) -> pa.Table:
    """Persons and households who may stand behind rows that wait for a match, or whose own row is refused."""
    subjects = context.subjects
    lists = subjects["candidates"].combine_chunks()
    lists = pa.concat_arrays(lists.chunks) if isinstance(lists, pa.ChunkedArray) else lists
    persons = pc.struct_field(pc.list_flatten(lists), "person_id")
    homes = context.known.persons
    households = homes["household_id"].take(pc.index_in(persons, value_set=homes["person_id"].combine_chunks()))
    told = subjects.select(["person_id", "household_id"]).take(pa.array(sorted({r.row for r in refused}), pa.int64()))
    return pa.table(
        {
            "person_id": pa.chunked_array([persons, *told["person_id"].chunks], pa.int64()),
            "household_id": pa.chunked_array([*households.chunks, *told["household_id"].chunks], pa.int64()),
        }
    )


def _window(spec: LedgerSpec, candidates: pa.Table, period: Period) -> str:
    """Which known rows the file could have held: what was in force at its end, or happened in the days it speaks of."""
    last = f"DATE '{period.to_on}'"
    if spec.dated:
        return f"k.from_on <= {last} AND (k.to_on IS NULL OR k.to_on > {last})"
    if any(c.name == "period_to_on" for c in spec.columns):
        return f"k.period_to_on BETWEEN DATE '{period.from_on}' AND {last}"
    event = spec.event
    if event is None:
        return "TRUE"
    first = _earliest(candidates, event, period.from_on)
    return f"(k.{event} IS NULL OR k.{event} BETWEEN DATE '{first}' AND {last})"


def _earliest(candidates: pa.Table, event: str, fallback: date) -> date:
    """A list of stock (loans since 2019) reaches back to its earliest event, whatever month it was sent in."""
    if event not in candidates.column_names:
        return fallback
    first = pc.min(candidates[event]).as_py()
    return min(fallback, first) if first else fallback


def close_missing(missing: pa.Table, spec: LedgerSpec, period: Period) -> tuple[pa.Table, pa.Table, pa.Array]:
    """(changed, before, removed ids): spells closed on the period's first day, all else taken out."""
    ids, area = missing["id"], missing["area_code"]
    if not spec.dated:
        empty = pa.table({"id": pa.array([], pa.int64())})
        return empty, empty, ids.combine_chunks()
    closable = pc.less(missing["from_on"], pa.scalar(period.from_on, pa.date32()))
    kept = missing.filter(closable)
    ends = pa.array([period.from_on] * kept.num_rows, pa.date32())
    changed = pa.table({"id": ids.filter(closable), "area_code": area.filter(closable), "to_on": ends})
    before = pa.table({"id": kept["id"], "area_code": kept["area_code"], "to_on": kept["to_on"]})
    return changed, before, ids.filter(pc.invert(closable)).combine_chunks()
