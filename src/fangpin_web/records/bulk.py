"""Rows of a ledger in bulk: landed, changed, removed and read as Arrow tables, under the reader's scope.

Everything happens on Django's connection and in its transaction, so a batch lands whole or not at
all, row-level security applies, and what was is kept in the history. Call inside
``acting_as(officer)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.core.exceptions import EmptyResultSet
from django.db import IntegrityError, connections, transaction
from django.db.models import QuerySet
from psycopg import ClientCursor
from psycopg.errors import ForeignKeyViolation, UniqueViolation

from fangpin.ledgers import LedgerSpec, Privacy
from fangpin.ledgers import ledger as spec_of
from fangpin_web.access.bulk_cipher import INDEX_TYPE, encrypt_column
from fangpin_web.access.cipher import INDEX_BYTES, KEY_NUMBER_BYTES
from fangpin_web.records import wire
from fangpin_web.records.first_load import indexes_set_aside

Progress = Callable[[int, int], None]


class BulkProblem(ValueError):
    """Rows that cannot be landed or changed as asked: which ledger, what is wrong, how many, ids of some."""

    def __init__(
        self, ledger: str, what: str, *, column: str = "", count: int = 0, examples: Sequence[int] = ()
    ) -> None:
        self.ledger, self.what, self.column, self.count = ledger, what, column, count
        self.examples = tuple(examples)
        where = f"{ledger}.{column}" if column else ledger
        some = f", such as {', '.join(map(str, self.examples))}" if self.examples else ""
        super().__init__(f"{where}: {what} ({count} rows{some})" if count else f"{where}: {what}")


def land(ledger: str, table: pa.Table, *, using: str = "default", progress: Progress | None = None) -> pa.Array:
    """Insert rows; returns their ids (int64) in the order of ``table``.

    ``table`` has columns by stored name (``household_id``), house columns included; absent columns
    are NULL. Secrets are given in plain and land encrypted. With an ``id`` column, taken from
    :func:`reserve_ids`, rows may refer to each other across ledgers. Raises :class:`BulkProblem`
    for an unknown column, a missing required one, a reference outside the scope, or a natural key
    that is there already; nothing has landed then.
    """
    spec = spec_of(ledger)
    _check_columns(spec, table)
    _check_references(spec, table, using)
    if "id" not in table.column_names:
        table = table.append_column("id", reserve_ids(ledger, len(table), using=using))
    with (
        _refusals_worded(spec, table, using),
        indexes_set_aside(f"ledger_{spec.name}", len(table), using=using),
    ):
        for parcel in _sent(spec, table, progress):
            names = ", ".join(parcel.names)
            parcel.execute(f"INSERT INTO ledger_{spec.name} ({names}) {parcel.rows_of}", using=using)
    return table["id"].combine_chunks()


def change(ledger: str, table: pa.Table, *, using: str = "default", progress: Progress | None = None) -> int:
    """Set columns of rows that are there: ``table`` has ``id`` and the columns to set. Returns their number.

    Raises :class:`BulkProblem` if a row is absent or outside the scope.
    """
    spec = spec_of(ledger)
    _check_columns(spec, table, every=False)
    _check_references(spec, table, using)
    done = 0
    with _refusals_worded(spec, table, using):
        for parcel in _sent(spec, table, progress):
            sets = ", ".join(f"{name} = s.{name}" for name in parcel.names if name != "id")
            told = parcel.execute(
                f"UPDATE ledger_{spec.name} AS t SET {sets} FROM ({parcel.rows_of}) AS s WHERE t.id = s.id", using=using
            )
            done += int(told[0][0] or 0)
        if done != len(table):
            raise BulkProblem(ledger, "rows to change are absent or outside your area", count=len(table) - done)
    return done


def close_spells(ledger: str, ids: pa.Array, to_on: pa.Array | pa.Scalar, *, using: str = "default") -> int:
    """End spells of a dated ledger: ``to_on`` (date32) is the first day each no longer held."""
    days = to_on if isinstance(to_on, pa.Array) else pa.array([to_on.as_py()] * len(ids), pa.date32())
    return change(ledger, pa.table({"id": ids, "to_on": days}), using=using)


def remove(ledger: str, ids: pa.Array, *, using: str = "default") -> int:
    """Delete rows by id; what they were stays in the history. Raises :class:`BulkProblem` if others refer to them."""
    spec = spec_of(ledger)
    table = pa.table({"id": ids})
    done = 0
    with _refusals_worded(spec, table, using):
        for parcel in _sent(spec, table, None):
            told = parcel.execute(
                f"DELETE FROM ledger_{spec.name} AS t USING ({parcel.rows_of}) AS s WHERE t.id = s.id", using=using
            )
            done += int(told[0][0] or 0)
        with connections[using].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # say now, not at commit, that somebody refers to them
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return done


def reserve_ids(ledger: str, count: int, *, using: str = "default") -> pa.Array:
    """``count`` ids that no other row of this ledger will get (int64)."""
    # The sequence is looked up once: as nextval's plain argument it would be for every id, at five times the cost.
    query = """
        WITH taken AS MATERIALIZED (
            SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) AS id FROM generate_series(1, %s)
        )
        SELECT min(id), CASE WHEN max(id) - min(id) + 1 = count(*) THEN NULL ELSE array_agg(id) END FROM taken
    """
    with connections[using].cursor() as cursor:
        cursor.execute(query, [f"ledger_{spec_of(ledger).name}", count])
        first, each = cursor.fetchone()
    if each is not None:  # somebody else took ids in between
        return pa.array(each, pa.int64())
    return pa.array(np.arange(first or 0, (first or 0) + count, dtype=np.int64))


def read_rows(
    ledger: str, *, rows: QuerySet[Any] | None = None, columns: Sequence[str] | None = None, using: str = "default"
) -> pa.Table:
    """Rows in scope as a table of the ledger's schema, ordered by id.

    ``rows`` narrows them (a queryset of the ledger's model). ``columns`` are stored names; by default
    those of a snapshot. Names, addresses and household codes come only when named; a secret column
    never does, its blind index (``document_number_index``, ``binary(16)``) does. A queryset that can hold
    nothing, such as one among no keys at all, is answered without asking.
    """
    from fangpin_web.records.models import LEDGER_MODELS

    spec = spec_of(ledger)
    schema = _read_schema(spec, columns)
    chosen = rows if rows is not None else LEDGER_MODELS[ledger]._default_manager.using(using)  # noqa: SLF001 - Django's
    query = chosen.order_by("id").values_list(*schema.names)
    try:
        sql, parameters = query.query.sql_with_params()
    except EmptyResultSet:
        return schema.empty_table()
    with connections[using].cursor() as cursor:  # opens the connection, where it is not open
        statement = ClientCursor(cursor.connection).mogrify(
            f"COPY ({sql}) TO STDOUT (FORMAT csv, HEADER false)", parameters
        )
        return wire.read_csv(wire.copied(cursor.connection.pgconn, statement), schema)


def _read_schema(spec: LedgerSpec, columns: Sequence[str] | None) -> pa.Schema:
    fields = []
    for name in columns if columns is not None else spec.arrow_schema.names:
        index = name.endswith("_index") and name not in {c.stored_name for c in spec.all_columns}
        column = spec.column(name.removesuffix("_index") if index else name)
        if column.privacy is Privacy.SECRET and not index:
            raise BulkProblem(spec.name, "a secret is read row by row, or matched by its index", column=column.name)
        fields.append(pa.field(name, INDEX_TYPE) if index else column.arrow_field)
    return pa.schema(fields, metadata=spec.arrow_schema.metadata)


def _check_columns(spec: LedgerSpec, table: pa.Table, *, every: bool = True) -> None:
    known = {c.stored_name: c for c in spec.all_columns}
    for name in table.column_names:
        if name not in known:
            raise BulkProblem(spec.name, f"no such column; it has {', '.join(known)}", column=name)
    for name, column in known.items():
        if not column.required or name == "id":
            continue
        if name in table.column_names and table[name].null_count:
            raise BulkProblem(spec.name, "a value is required", column=name, count=table[name].null_count)
        if every and name not in table.column_names:
            raise BulkProblem(spec.name, "a value is required, and the column is not given", column=name)


def _check_references(spec: LedgerSpec, table: pa.Table, using: str) -> None:
    """Every row points at rows its writer sees. Foreign keys alone do not ask row-level security."""
    for column in spec.references:
        if column.stored_name not in table.column_names:
            continue
        asked = table[column.stored_name].cast(pa.int64())
        pointed_at = pc.unique(asked.drop_null())
        if column.target == spec.name and "id" in table.column_names:  # rows of one parcel may refer to each other
            pointed_at = pointed_at.filter(pc.invert(pc.is_in(pointed_at, value_set=table["id"].combine_chunks())))
        if not len(pointed_at):
            continue
        parcel = wire.parcel(pa.record_batch({"id": pointed_at}))
        lost = parcel.execute(
            f"SELECT s.id FROM ({parcel.rows_of}) AS s WHERE NOT EXISTS "
            f"(SELECT FROM ledger_{column.target} t WHERE t.id = s.id) ORDER BY 1",
            using=using,
        )
        if lost:
            ids = pa.array([int(row[0] or 0) for row in lost], pa.int64())
            raise BulkProblem(
                spec.name,
                f"refers to a {column.target} that is absent or outside your area",
                column=column.stored_name,
                count=pc.sum(pc.is_in(asked, value_set=ids)).as_py(),
                examples=ids[:3].to_pylist(),
            )


def _sent(spec: LedgerSpec, table: pa.Table, progress: Progress | None) -> Iterator[wire.Parcel]:
    """The rows as they are stored, in parcels of a few ten thousand."""
    done = 0
    for parcel in wire.parcels(_stored_batches(spec, table), _blind_indexes(spec, table)):
        yield parcel
        done += parcel.rows
        if progress is not None:
            progress(done, len(table))


def _stored_batches(spec: LedgerSpec, table: pa.Table) -> Iterator[pa.RecordBatch]:
    """Batches of the table in declared types, secrets encrypted."""
    for batch in table.to_batches(max_chunksize=wire.ROWS_AT_ONCE):
        arrays: dict[str, pa.Array] = {}
        for name in batch.schema.names:
            column = spec.column(name)
            if column.privacy is Privacy.SECRET:
                arrays[name], _index = encrypt_column(column.name, batch[name])
            else:
                given = batch[name]
                arrays[name] = given if given.type == column.arrow_type else pc.cast(given, column.arrow_type)
        yield pa.RecordBatch.from_pydict(arrays)


def _blind_indexes(spec: LedgerSpec, table: pa.Table) -> tuple[tuple[str, str], ...]:
    """A ciphertext carries its blind index, so the server takes it from there and it is not sent twice."""
    cut = f"FROM {KEY_NUMBER_BYTES + 1} FOR {INDEX_BYTES}"
    secret = [n for n in table.column_names if spec.column(n).privacy is Privacy.SECRET]
    return tuple((f"{name}_index", f"substring({name} {cut})") for name in secret)


@contextmanager
def _refusals_worded(spec: LedgerSpec, table: pa.Table, using: str) -> Iterator[None]:
    """All or nothing, and what the database refuses as a :class:`BulkProblem`."""
    try:
        with transaction.atomic(using=using):
            yield
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, UniqueViolation):
            raise _same_key(spec, table, using) from error
        if isinstance(cause, ForeignKeyViolation):
            raise BulkProblem(spec.name, "other rows refer to these, or these refer to rows that are gone") from error
        raise BulkProblem(spec.name, str(error).split("\n", maxsplit=1)[0]) from error


def _same_key(spec: LedgerSpec, table: pa.Table, using: str) -> BulkProblem:
    """Which rows have a key that is there already; PostgreSQL does not tell under row-level security."""
    key = [spec.column(n).stored_name for n in spec.key]
    what = "a row with the same key is there already"
    if not set(key) <= set(table.column_names):
        return BulkProblem(spec.name, what, column=", ".join(spec.key))
    keys = table.select(["id", *key])
    batch = pa.Table.from_batches(list(_stored_batches(spec, keys))).combine_chunks().to_batches()[0]
    stored = [f"{n}_index" if spec.column(n).privacy is Privacy.SECRET else n for n in key]
    parcel = wire.parcel(batch, _blind_indexes(spec, keys))
    there = " AND ".join(f"t.{name} = s.{name}" for name in stored)
    twice = " AND ".join(f"o.{name} = s.{name}" for name in stored)
    found = parcel.execute(
        f"WITH s AS MATERIALIZED ({parcel.rows_of}) SELECT s.id FROM s "
        f"WHERE EXISTS (SELECT FROM ledger_{spec.name} t WHERE {there} AND t.id <> s.id) "
        f"OR EXISTS (SELECT FROM s o WHERE {twice} AND o.id <> s.id) ORDER BY 1",
        using=using,
    )
    ids = [int(row[0] or 0) for row in found]
    where = "" if ids else ", outside your area"
    return BulkProblem(spec.name, what + where, column=", ".join(spec.key), count=len(ids), examples=ids[:3])
