"""Arrow tables over Django's own connection: in as binary arrays, out as COPY … CSV.

PostgreSQL refuses COPY into a table with row-level security, and a temporary stage would write every
row twice, so rows go in as one array per column, unfolded in step by ``unnest``. The array format is that of
``array_recv``: a header, then length and bytes of each element, -1 for NULL.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from django.db import connections
from django.db.models import JSONField, Model
from numpy.typing import NDArray
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn

from fangpin_web.records.ahead import one_ahead

ROWS_AT_ONCE = 32_768

_OIDS = {"bool": 16, "bytea": 17, "bigint": 20, "text": 25, "date": 1082, "timestamptz": 1184}
_DAYS_TO_2000 = 10_957
_MICROSECONDS_TO_2000 = 946_684_800_000_000
_UNHEX = np.zeros(256, np.uint8)
_UNHEX[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16, dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Columns of some rows, ready to be sent.

    ``columns`` are (name, SQL expression) pairs over the arrays $1, $2 …; ``derived`` are further
    columns made from those on the server.
    """

    columns: tuple[tuple[str, str], ...]
    derived: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    content: tuple[bytes, ...]
    rows: int

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _expression in self.columns + self.derived)

    @property
    def rows_of(self) -> str:
        """A SELECT of the rows. ``unnest`` in the target list runs in step and, unlike in FROM, stores nothing."""
        inner = "SELECT " + ", ".join(f"{expression} AS {name}" for name, expression in self.columns)
        if not self.derived:
            return inner
        return "SELECT *, " + ", ".join(f"{e} AS {n}" for n, e in self.derived) + f" FROM ({inner}) AS sent"

    def execute(self, statement: str, *, using: str) -> list[tuple[bytes | None, ...]]:
        """Run a statement that uses the arrays as $1, $2 …; result rows as text, or one row with the count changed."""
        connection = connections[using]
        connection.ensure_connection()
        with connection.wrap_database_errors:
            result = connection.connection.pgconn.exec_params(
                statement.encode(), self.content, [_ARRAY_OIDS[k] for k in self.kinds], [1] * len(self.kinds)
            )
            if result.status == ExecStatus.COMMAND_OK:
                return [(str(result.command_tuples or 0).encode(),)]
            if result.status != ExecStatus.TUPLES_OK:
                raise error_from_result(result)
        return [tuple(result.get_value(r, c) for c in range(result.nfields)) for r in range(result.ntuples)]


_ARRAY_OIDS = {"bool": 1000, "bytea": 1001, "bigint": 1016, "text": 1009, "date": 1182, "timestamptz": 1185}


def parcel(batch: pa.RecordBatch, derived: tuple[tuple[str, str], ...] = ()) -> Parcel:
    """Encode a batch of integer, text, boolean, date, instant, decimal and bytes columns.

    A column whose value is the same in all rows is sent once; house columns mostly are.
    """
    columns, kinds, content = [], [], []
    for number, (name, given) in enumerate(zip(batch.schema.names, batch.columns, strict=True), 1):
        decimal = pa.types.is_decimal(given.type)
        column = given.cast(pa.string()) if decimal else given
        kind, once = _kind(column.type), _same_throughout(column)
        expression = f"(${number}::{kind}[])[1]" if once else f"unnest(${number}::{kind}[])"
        columns.append((name, f"{expression}::numeric" if decimal else expression))
        kinds.append(kind)
        content.append(_array(kind, column.slice(0, 1) if once else column))
    return Parcel(tuple(columns), derived, tuple(kinds), tuple(content), batch.num_rows)


def _same_throughout(column: pa.Array) -> bool:
    if column.null_count:
        return bool(column.null_count == len(column))
    first = column[0]
    same = pc.all(pc.equal(column, first)).as_py() if first == column[-1] else False
    return bool(same)


def parcels(batches: Iterable[pa.RecordBatch], derived: tuple[tuple[str, str], ...] = ()) -> Iterator[Parcel]:
    """Encode batches, each in a second thread while the server takes the one before."""
    return one_ahead(parcel(batch, derived) for batch in batches if batch.num_rows)


def insert(model: type[Model], table: pa.Table, *, using: str = "default") -> None:
    """Insert rows of a table that is no ledger; ``table`` has the columns as stored, JSON as its text."""
    as_json = {f.column for f in model._meta.local_fields if isinstance(f, JSONField)}  # noqa: SLF001 - its public name
    for sent in parcels(table.to_batches(max_chunksize=ROWS_AT_ONCE)):
        given = ", ".join(f"{name}::jsonb" if name in as_json else name for name in sent.names)
        into = f"{model._meta.db_table} ({', '.join(sent.names)})"  # noqa: SLF001 - its public name
        sent.execute(f"INSERT INTO {into} SELECT {given} FROM ({sent.rows_of}) AS sent", using=using)


def _kind(kind: pa.DataType) -> str:
    checks = (
        (pa.types.is_boolean, "bool"),
        (pa.types.is_integer, "bigint"),
        (pa.types.is_date, "date"),
        (pa.types.is_timestamp, "timestamptz"),
        (pa.types.is_string, "text"),
        (pa.types.is_binary, "bytea"),
        (pa.types.is_fixed_size_binary, "bytea"),
    )
    return next(name for check, name in checks if check(kind))


def _array(kind: str, column: pa.Array) -> bytes:
    header = struct.pack("!iiiii", 1, int(column.null_count > 0), _OIDS[kind], len(column), 1)
    if len(column) == 0:
        return struct.pack("!iii", 0, 0, _OIDS[kind])
    body = _varying(column) if kind in {"text", "bytea"} else _fixed(_numbers(kind, column), column)
    return header + body.tobytes()


def _numbers(kind: str, column: pa.Array) -> NDArray[Any]:
    """Values as PostgreSQL keeps them, NULL as zero."""
    if kind == "bool":
        return np.asarray(pc.fill_null(column, fill_value=False).cast(pa.uint8())).astype(np.uint8)
    if kind == "date":
        days = pc.fill_null(column.cast(pa.date32()).cast(pa.int32()), 0)
        return (np.asarray(days) - _DAYS_TO_2000).astype(">i4")
    if kind == "timestamptz":
        instants = pc.fill_null(column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()), 0)
        return (np.asarray(instants) - _MICROSECONDS_TO_2000).astype(">i8")
    return np.asarray(pc.fill_null(column.cast(pa.int64()), 0)).astype(">i8")


def _fixed(values: NDArray[Any], column: pa.Array) -> NDArray[np.uint8]:
    width = values.dtype.itemsize
    cells = np.empty((len(values), 4 + width), np.uint8)
    cells[:, :4] = np.frombuffer(struct.pack("!i", width), np.uint8)
    cells[:, 4:] = values.view(np.uint8).reshape(len(values), width)
    if not column.null_count:
        return cells
    known = np.asarray(column.is_valid())
    cells[~known, :4] = 255
    kept = np.ones(cells.shape, bool)
    kept[~known, 4:] = False
    return cells[kept]


def _varying(column: pa.Array) -> NDArray[np.uint8]:
    binary = column.cast(pa.binary())
    plain = pc.fill_null(binary, b"") if binary.null_count else binary
    _valid, offsets, content = plain.buffers()
    bounds = np.frombuffer(offsets, np.int32)[plain.offset : plain.offset + len(plain) + 1].astype(np.int64)
    used = np.frombuffer(content, np.uint8)[bounds[0] : bounds[-1]] if content is not None else np.zeros(0, np.uint8)
    lengths = np.diff(bounds)
    starts = np.concatenate(([0], np.cumsum(lengths[:-1] + 4)))
    cells = np.empty(len(used) + 4 * len(plain), np.uint8)
    heads = (starts[:, None] + np.arange(4)).reshape(-1)
    told = np.where(np.asarray(binary.is_valid()), lengths, -1) if binary.null_count else lengths
    is_head = np.zeros(len(cells), bool)
    is_head[heads] = True
    cells[heads] = told.astype(">i4").view(np.uint8)
    cells[~is_head] = used
    return cells


def copied(connection: PGconn, statement: str) -> bytes:
    """All that a ``COPY … TO STDOUT`` gives, by libpq's own call: psycopg's loop costs ten times as much a row."""
    answer = connection.exec_(statement.encode())
    if answer.status != ExecStatus.COPY_OUT:
        raise error_from_result(answer)
    lines: list[bytes] = []
    while True:
        size, line = connection.get_copy_data(0)
        if size <= 0:
            break
        lines.append(bytes(line))
    while (last := connection.get_result()) is not None:
        if last.status != ExecStatus.COMMAND_OK:
            raise error_from_result(last)
    return b"".join(lines)


def read_csv(text: bytes, schema: pa.Schema) -> pa.Table:
    """The rows of a ``COPY … TO STDOUT (FORMAT csv)`` as a table of this schema.

    NULL is an empty unquoted field and the empty text a quoted one; bytes come as ``\\x…``.
    """
    if not text:
        return schema.empty_table()
    told = {f.name: pa.string() if pa.types.is_fixed_size_binary(f.type) else f.type for f in schema}
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
    return pa.table(_unhexed(table, schema), names=schema.names).cast(schema)


def _unhexed(table: pa.Table, schema: pa.Schema) -> Sequence[pa.ChunkedArray]:
    return [
        _from_hex(table[f.name], f.type) if pa.types.is_fixed_size_binary(f.type) else table[f.name] for f in schema
    ]


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
