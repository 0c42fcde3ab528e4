"""A digest of tables that depends on their cells alone: not on chunks, slices or what lies under an empty cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_ORDER = ("row", "id", "sheet_no", "row_no")


def add_table(digest: hashlib._Hash, table: pa.Table) -> None:
    """Feed a table to a running hash: its rows in the order of their keys, column by column by name."""
    ordered = [n for n in _ORDER if n in table.column_names]
    table = table.sort_by([(n, "ascending") for n in ordered]) if ordered and table.num_rows else table
    digest.update(f"|{table.num_rows}|".encode())
    for name in sorted(table.column_names):
        column = table[name]
        digest.update(f"|{name}|{column.type}|".encode())
        for part in _parts(column):
            digest.update(part)


def _parts(column: pa.ChunkedArray) -> Iterator[Any]:
    """Which cells are empty, how long the others are where that varies, and what they say."""
    one = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    if pa.types.is_null(one.type):
        return
    yield np.packbits(np.asarray(one.is_valid()))
    if pa.types.is_boolean(one.type):
        yield np.packbits(np.asarray(pc.fill_null(one, False)))  # noqa: FBT003 - Arrow's
    elif pa.types.is_string(one.type) or pa.types.is_binary(one.type):
        filled = pc.fill_null(one.cast(pa.binary()), b"")
        yield np.ascontiguousarray(np.asarray(pc.binary_length(filled)))
        _valid, offsets, content = filled.buffers()
        if content is not None:
            ends = np.frombuffer(offsets, np.int32)[filled.offset : filled.offset + len(filled) + 1]
            yield memoryview(content)[int(ends[0]) : int(ends[-1])]
    elif pa.types.is_list(one.type):
        yield np.ascontiguousarray(np.asarray(pc.fill_null(pc.list_value_length(one), 0)))
        yield from _parts(pa.chunked_array([pc.list_flatten(one)]))
    elif pa.types.is_fixed_size_binary(one.type) or pa.types.is_decimal(one.type):
        yield from _parts(pa.chunked_array([one.cast(pa.string() if pa.types.is_decimal(one.type) else pa.binary())]))
    else:
        width = one.type.bit_width // 8
        numbers = pc.fill_null(one.view(pa.int64() if width == 8 else pa.int32()) if width in (4, 8) else one, 0)  # noqa: PLR2004
        yield np.ascontiguousarray(np.asarray(numbers))


__all__ = ["add_table"]
