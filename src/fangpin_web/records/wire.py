"""Arrow tables over PostgreSQL's COPY, as CSV: the one bulk format that Django's own connection can carry.

NULL is an empty unquoted field and the empty text a quoted one, both ways; bytes travel as ``\\x…``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

ROWS_AT_ONCE = 65_536

_HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), dtype=np.uint8).reshape(256, 2)
_UNHEX = np.zeros(256, np.uint8)
_UNHEX[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16, dtype=np.uint8)


def write_csv(
    copy: Any, batches: Iterable[pa.RecordBatch], total: int, progress: Callable[[int, int], None] | None = None
) -> None:
    """Send batches through an open ``COPY … FROM STDIN (FORMAT csv)``.

    The next batch is made ready in a second thread while the server takes the present one.
    """
    done = 0
    for rows, text in _one_ahead(_encoded(batches)):
        copy.write(text)
        done += rows
        if progress is not None:
            progress(done, total)


def read_csv(copy: Any, schema: pa.Schema) -> pa.Table:
    """All rows of an open ``COPY … TO STDOUT (FORMAT csv)`` as a table of this schema."""
    text = b"".join(copy)
    if not text:
        return schema.empty_table()
    told = {f.name: pa.string() if pa.types.is_fixed_size_binary(f.type) else _parsed_as(f.type) for f in schema}
    table = pyarrow.csv.read_csv(
        io.BytesIO(text),
        read_options=pyarrow.csv.ReadOptions(column_names=schema.names),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=told,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
            timestamp_parsers=[pyarrow.csv.ISO8601, "%Y-%m-%d %H:%M:%S.%f%z", "%Y-%m-%d %H:%M:%S%z"],
        ),
    )
    arrays = [
        _from_hex(table[f.name], f.type) if pa.types.is_fixed_size_binary(f.type) else table[f.name] for f in schema
    ]
    return pa.table(arrays, names=schema.names).cast(schema)


def _parsed_as(kind: pa.DataType) -> pa.DataType:
    return pa.timestamp("us", tz="UTC") if pa.types.is_timestamp(kind) else kind


def _encoded(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, bytes]]:
    options = pyarrow.csv.WriteOptions(include_header=False)
    for batch in batches:
        arrays = [_to_hex(column) if _is_bytes(column.type) else column for column in batch.columns]
        sink = pa.BufferOutputStream()
        pyarrow.csv.write_csv(pa.RecordBatch.from_arrays(arrays, batch.schema.names), sink, options)
        yield batch.num_rows, sink.getvalue().to_pybytes()


def _one_ahead(items: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    with ThreadPoolExecutor(max_workers=1) as worker:
        coming: Future[tuple[int, bytes] | None] = worker.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = worker.submit(next, items, None)
            yield item


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _to_hex(values: pa.Array) -> pa.Array:
    r"""Text ``\x…`` of each value, as PostgreSQL reads bytes."""
    plain = values.cast(pa.binary())
    _valid, offsets, content = plain.buffers()
    bounds = np.frombuffer(offsets, np.int32)[plain.offset : plain.offset + len(plain) + 1].astype(np.int64)
    used = np.frombuffer(content, np.uint8)[bounds[0] : bounds[-1]] if content is not None else np.zeros(0, np.uint8)
    lengths = np.diff(bounds)
    starts = np.zeros(len(plain) + 1, np.int64)
    np.cumsum(lengths * 2 + 2, out=starts[1:])
    text = np.empty(int(starts[-1]), np.uint8)
    prefix = np.zeros(len(text), bool)
    prefix[starts[:-1]] = prefix[starts[:-1] + 1] = True
    text[starts[:-1]], text[starts[:-1] + 1] = ord("\\"), ord("x")
    text[~prefix] = _HEX[used].reshape(-1)
    hexed = pa.Array.from_buffers(
        pa.string(), len(plain), [None, pa.py_buffer(starts.astype(np.int32)), pa.py_buffer(text)]
    )
    return pc.if_else(plain.is_valid(), hexed, pa.scalar(None, pa.string())) if plain.null_count else hexed


def _from_hex(values: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    r"""Fixed-size bytes from ``\x…``."""
    width = kind.byte_width
    parts = []
    for chunk in values.chunks:
        filled = pc.fill_null(chunk, "\\x" + "00" * width)
        _valid, _offsets, content = filled.buffers()
        begin = filled.offset * (2 * width + 2)
        text = np.frombuffer(content, np.uint8)[begin : begin + len(filled) * (2 * width + 2)].reshape(len(filled), -1)
        digits = _UNHEX[text[:, 2:]]
        packed = np.ascontiguousarray((digits[:, 0::2] << 4) | digits[:, 1::2])
        raw = pa.Array.from_buffers(kind, len(filled), [None, pa.py_buffer(packed)])
        parts.append(pc.if_else(chunk.is_valid(), raw, pa.scalar(None, kind)))
    return pa.chunked_array(parts, kind)
