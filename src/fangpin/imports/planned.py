"""What a file would do to one ledger, and the rows of it that cannot land."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from fangpin.ledgers import LedgerSpec


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A ledger row that cannot land. ``other_row`` is the row number it contradicts."""

    ledger: str
    row: int
    sheet_no: int
    row_no: int
    code: str
    column: str | None = None
    other_row: int | None = None


@dataclass(frozen=True, kw_only=True)
class LedgerPlan:
    """What the file would do to one ledger.

    ``new`` holds whole rows (negative keys are new persons, households and accounts). ``changed``
    holds ``id`` and the cells that change, an empty cell meaning "as it was"; ``before`` has the
    same rows with what they were. ``missing`` are known rows of this source, in the villages the file
    covers, that are no longer in it; nothing happens to them unless :meth:`~fangpin.imports.Plan.deciding` says so.
    ``removed`` are ids of rows taken out because of such a decision.
    """

    spec: LedgerSpec
    new: pa.Table
    changed: pa.Table
    before: pa.Table
    unchanged: int
    collapsed: int
    missing: pa.Table
    removed: pa.Array
