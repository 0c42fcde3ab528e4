"""Rows on their way into a file: checked to ascend by id, and cut into row groups of one size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.snapshots.problems import Problem, ProblemKind, SnapshotError

ROWS_PER_GROUP = 122_880

Rows: TypeAlias = pa.Table | pa.RecordBatchReader


def row_groups(ledger: str, rows: Rows, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows as batches of one row group each, in ascending ``id``, columns as in ``schema``.

    A table is sorted here; a reader must come sorted. Raises ``SnapshotError`` for an absent,
    repeated or descending id.
    """
    return _ascending(ledger, _of_one_size(_batches(rows, schema), schema))


def _batches(rows: Rows, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    if isinstance(rows, pa.Table):
        rows = rows.sort_by("id") if rows.num_rows else rows
        rows = rows.to_reader(max_chunksize=ROWS_PER_GROUP)
    for batch in rows:
        if batch.num_rows:
            yield pa.RecordBatch.from_arrays([batch.column(name) for name in schema.names], schema=schema)


def _of_one_size(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The same rows in batches of exactly one row group, so that the bytes do not depend on the source."""
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        waiting.append(batch)
        count += batch.num_rows
        while count >= ROWS_PER_GROUP:
            whole = pa.Table.from_batches(waiting, schema)
            yield from whole.slice(0, ROWS_PER_GROUP).combine_chunks().to_batches()
            waiting = whole.slice(ROWS_PER_GROUP).to_batches()
            count -= ROWS_PER_GROUP
    if count:
        yield from pa.Table.from_batches(waiting, schema).combine_chunks().to_batches()


def _ascending(ledger: str, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass batches through, refusing an absent, repeated or descending id."""
    last: int | None = None
    seen = 0
    for batch in batches:
        ids = batch.column("id")
        absent = pc.index(ids.is_null(), value=True).as_py() if ids.null_count else -1
        values = ids.fill_null(0).to_numpy()
        steps = np.diff(values) <= 0
        wrong = absent
        if wrong < 0 and last is not None and values[0] <= last:
            wrong = 0
        if wrong < 0 and steps.any():
            wrong = int(steps.argmax()) + 1
        if wrong >= 0:
            facts = {"ledger": ledger, "row": str(seen + wrong + 1)}
            raise SnapshotError(Problem(kind=ProblemKind.NOT_SORTED, file=ledger, facts=facts))
        last = int(values[-1])
        seen += batch.num_rows
        yield batch
