"""Reading every ledger of one moment out of PostgreSQL, as the role that may read all and write nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import adbc_driver_postgresql.dbapi as adbc
import pyarrow as pa
import pyarrow.compute as pc
from adbc_driver_postgresql import StatementOptions
from django.conf import settings

from fangpin.ledgers import SPECS, LedgerSpec
from fangpin_web.records.ahead import one_ahead

BATCH_BYTES = 8 * 1024 * 1024


class LedgersOfOneMoment(Mapping[str, pa.RecordBatchReader]):
    """Every ledger that may be sealed, as readers in order of id, all of one repeatable read.

    A reader is made when it is asked for and must be read out before the next one is.
    ``counts`` are PostgreSQL's own, of the same moment.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._specs = {name: spec for name, spec in SPECS.items() if not spec.internal}
        self.counts = {name: self._count(spec) for name, spec in self._specs.items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._specs)

    def __len__(self) -> int:
        return len(self._specs)

    def __getitem__(self, name: str) -> pa.RecordBatchReader:
        spec = self._specs[name]
        return pa.RecordBatchReader.from_batches(spec.arrow_schema, one_ahead(self._batches(spec)))

    def _count(self, spec: LedgerSpec) -> int:
        with self._connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "ledger_{spec.name}"')  # noqa: S608 - a declared name
            return int(cursor.fetchone()[0])

    def _batches(self, spec: LedgerSpec) -> Iterator[pa.RecordBatch]:
        columns = ", ".join(f'"{column.stored_name}"' for column in spec.snapshot_columns)
        with self._connection.cursor() as cursor:
            cursor.adbc_statement.set_options(**{StatementOptions.BATCH_SIZE_HINT_BYTES.value: str(BATCH_BYTES)})
            cursor.execute(f'SELECT {columns} FROM "ledger_{spec.name}" ORDER BY id')  # noqa: S608 - declared names
            for batch in cursor.fetch_record_batch():
                yield as_declared(batch, spec.arrow_schema)


def as_declared(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """A batch from PostgreSQL in the ledger's own types; its numeric comes as text and must not stay so."""
    columns = []
    for field, column in zip(schema, batch.columns, strict=True):
        plain = column.storage if isinstance(column, pa.ExtensionArray) else column
        columns.append(plain if plain.type == field.type else pc.cast(plain, field.type))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


@contextmanager
def ledgers_of_one_moment() -> Iterator[LedgersOfOneMoment]:
    """One read-only transaction over all ledgers. A role that row-level security holds back fails here, loudly."""
    with adbc.connect(_conninfo(), autocommit=True) as connection, connection.cursor() as cursor:
        cursor.execute("SET row_security = off")
        cursor.execute("SET timezone = 'UTC'")
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield LedgersOfOneMoment(connection)
        finally:
            cursor.execute("ROLLBACK")


def _conninfo() -> str:
    """The seal role's address in the form libpq reads."""
    place = settings.DATABASES["seal"]
    words = {
        "host": place["HOST"],
        "port": place["PORT"],
        "dbname": place["NAME"],
        "user": place["USER"],
        "password": place["PASSWORD"],
        "application_name": "fangpin seal",
        **place.get("OPTIONS", {}),
    }
    return " ".join(f"{name}={_quoted(str(value))}" for name, value in words.items() if value not in ("", None))


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


__all__ = ["LedgersOfOneMoment", "as_declared", "ledgers_of_one_moment"]
