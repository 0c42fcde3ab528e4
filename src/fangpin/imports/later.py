"""A full list that is older than one of the same source that has landed.

What it says of its own days may be new; what it says otherwise than the later list must not undo that. So where a later
list of this source covers the village, nothing that reaches into later days is changed and nobody ends: such a row is
refused with the reason, and only what was empty is filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.imports.changes import Differences
from fangpin.imports.keys import ENTITIES
from fangpin.imports.known import Delivery, Known, Period, compared_field
from fangpin.imports.planned import Refusal
from fangpin.ledgers import LedgerSpec, ledger
from fangpin.rosters.sources import Source


def later_lists(source: Source, delivery: Delivery, period: Period, known: Known) -> dict[str, date]:
    """Village -> last day of the latest list of this source that covers it, where that is later than this one's."""
    if delivery is not Delivery.FULL:
        return {}
    rows = known.rows(ledger("coverage"))
    own = pc.and_(pc.equal(rows["written_by"], source.id), pc.greater(rows["period_to_on"], pa.scalar(period.to_on)))
    covered = rows.filter(own).group_by("area_code").aggregate([("period_to_on", "max")])
    return dict(zip(covered["area_code"].to_pylist(), covered["period_to_on_max"].to_pylist(), strict=True))


def keep_later(
    found: Differences, known: pa.Table, spec: LedgerSpec, period: Period, later: Mapping[str, date]
) -> Differences:
    """The differences without those that would change what a later list says."""
    if not later or not found.changed.num_rows:
        return found
    places = pc.index_in(found.changed["id"], value_set=known["id"].combine_chunks())
    were = known.take(places)
    ends = were["to_on"].to_pylist() if spec.dated else [None] * were.num_rows
    held = [
        was["area_code"] in later and (end is None or end > period.day_after) and _overwrites(now, was, spec)
        for now, was, end in zip(found.changed.to_pylist(), were.to_pylist(), ends, strict=True)
    ]
    if not any(held):
        return found
    stopped = found.changed.filter(pa.array(held))
    rows = pc.unique(stopped["row"].combine_chunks())
    places_of = {
        r["row"]: (r["sheet_no"], r["row_no"]) for r in stopped.select(["row", "sheet_no", "row_no"]).to_pylist()
    }
    keep = pc.invert(pc.is_in(found.changed["row"], value_set=rows))
    refused = [
        Refusal(ledger=spec.name, row=row, sheet_no=sheet, row_no=number, code="later_full_list_landed")
        for row, (sheet, number) in places_of.items()
    ]
    return replace(
        found,
        new=found.new.filter(pc.invert(pc.is_in(found.new["row"], value_set=rows))),
        changed=found.changed.filter(keep),
        before=found.before.filter(keep),
        refused=(*found.refused, *refused),
    )


def _overwrites(now: Mapping[str, object], was: Mapping[str, object], spec: LedgerSpec) -> bool:
    """Whether a change replaces something that was said, or ends what was open; an earlier start does neither."""
    if spec.dated and now.get("to_on") is not None:
        return True
    # A secret is known by its index alone; whether there was one is all that is asked.
    said = {c.stored_name: was.get(compared_field(c).name) for c in spec.columns if c.name != "from_on"}
    said |= {"area_code": was["area_code"]} if spec.name in ENTITIES else {}
    return any(now.get(name) is not None and before is not None for name, before in said.items())
