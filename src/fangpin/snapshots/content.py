"""A hash of the rows of a ledger that no writer, compression, batch size or row order can change.

Rows are taken in ascending ``id``. Each column is hashed as three streams: which rows are present,
how long each text is, and the present values in a fixed byte form. Bytes of absent values never
enter, so two engines that leave different rubbish there agree. The hash of the ledger is over the
column names, types and hashes, so a difference can be named by column.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


class _ColumnContent:
    """The running hash of one column."""

    def __init__(self) -> None:
        self.presence = hashlib.sha256()
        self.lengths = hashlib.sha256()
        self.values = hashlib.sha256()

    def add(self, array: Any) -> None:
        self.presence.update(array.is_valid().cast(pa.uint8()).to_numpy(zero_copy_only=False))
        present = array.drop_null() if array.null_count else array
        if pa.types.is_string(present.type):
            self.lengths.update(pc.binary_length(present).to_numpy(zero_copy_only=False).astype("<i4"))
        self.values.update(_value_bytes(present))

    def hexdigest(self) -> str:
        return hashlib.sha256(self.presence.digest() + self.lengths.digest() + self.values.digest()).hexdigest()


def _value_bytes(array: Any) -> Any:
    """Present values in little-endian fixed form; texts as UTF-8 without separators."""
    kind = array.type
    if pa.types.is_string(kind):
        _, offsets, text = array.buffers()
        if text is None or len(array) == 0:
            return memoryview(b"")
        bounds = np.frombuffer(offsets, dtype="<i4")[array.offset : array.offset + len(array) + 1]
        return memoryview(text)[int(bounds[0]) : int(bounds[-1])]
    if pa.types.is_decimal128(kind):
        width = 16
        values = array.buffers()[1]
        return memoryview(values or b"")[array.offset * width : (array.offset + len(array)) * width]
    if pa.types.is_boolean(kind):
        return array.cast(pa.uint8()).to_numpy(zero_copy_only=False)
    if pa.types.is_date32(kind):
        return array.view(pa.int32()).to_numpy(zero_copy_only=False).astype("<i4")
    if pa.types.is_int64(kind) or pa.types.is_timestamp(kind):
        return array.view(pa.int64()).to_numpy(zero_copy_only=False).astype("<i8")
    raise TypeError(f"no fixed byte form is agreed for {kind}: add one here and raise the manifest's format number")


class Content:
    """The running content hash of one ledger; feed it batches in ascending ``id``."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._columns = {name: _ColumnContent() for name in schema.names}
        self.rows = 0

    def add(self, batch: pa.RecordBatch) -> None:
        self.rows += batch.num_rows
        for name, column in self._columns.items():
            column.add(batch.column(name))

    def columns(self) -> dict[str, str]:
        """The hash of each column so far, by stored name."""
        return {name: column.hexdigest() for name, column in self._columns.items()}

    def hexdigest(self) -> str:
        """The hash of the ledger: rows, and per column its name, type and hash, in order of name."""
        hashes = self.columns()
        listed = sorted([name, str(self._schema.field(name).type), hashes[name]] for name in hashes)
        text = json.dumps([self.rows, listed], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def content_of(table: pa.Table) -> str:
    """The content hash of a whole table that has a column ``id``, in whatever order its rows stand."""
    ordered = table.sort_by("id") if table.num_rows else table
    return content_of_batches(ordered.schema, ordered.to_batches()).hexdigest()


def content_of_batches(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Content:
    """The content of batches that already come in ascending ``id``."""
    content = Content(schema)
    for batch in batches:
        content.add(batch)
    return content
