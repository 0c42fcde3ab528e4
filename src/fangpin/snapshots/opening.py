"""Opening a snapshot for reading: a DuckDB connection that can see these files and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from fangpin.ledgers import SPECS, LedgerSpec
from fangpin.snapshots.manifest import POLICIES, LedgerEntry, Manifest, read_manifest
from fangpin.snapshots.problems import Problem, ProblemKind, SnapshotError

if TYPE_CHECKING:
    from fangpin.policy import Policy


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A snapshot on disk, its manifest read and checked; the files themselves are checked by ``verify``.

    ``kept`` is where policies read before are kept ready; without it the sealed policy is read file by file.
    """

    folder: Path
    manifest: Manifest
    kept: Path | None = field(default=None, compare=False)

    @property
    def hash(self) -> str:
        return self.manifest.hash

    @cached_property
    def policy(self) -> Policy:
        """The policy sealed with the ledgers, so that it is read as it was then."""
        from fangpin.policy import load, load_kept

        place, folder = self.manifest.place, self.folder / POLICIES
        return load_kept(place, folder, keep=self.kept) if self.kept else load(place, folder)

    @contextmanager
    def connect(
        self, *, threads: int | None = None, memory: str | None = None, spill: Path | None = None
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """A locked in-memory connection with one view per declared ledger.

        A dated ledger is ``<name>_spells`` (all spells), any other ``<name>``; what is in force on a
        day is for the reader to say. A ledger or column declared after the snapshot was sealed reads
        as empty or NULL: unknown, never a wrong value. ``memory`` is such as ``1GB``; with ``spill``
        larger work goes to that folder.
        """
        connection = duckdb.connect(":memory:")
        try:
            _lock(connection, self._files(), threads=threads, memory=memory, spill=spill)
            for spec in SPECS.values():
                if not spec.internal:
                    connection.execute(self._view(spec))
            yield connection
        finally:
            connection.close()

    def _files(self) -> list[Path]:
        return [(self.folder / entry.file).resolve() for entry in self.manifest.ledgers]

    def _view(self, spec: LedgerSpec) -> str:
        name = f"{spec.name}_spells" if spec.dated else spec.name
        entry = self.manifest.ledger(spec.name)
        sealed = {column.name for column in entry.columns} if entry else set()
        columns = ", ".join(
            _quoted(field.name)
            if field.name in sealed
            else f"CAST(NULL AS {_sql_type(field.type)}) AS {_quoted(field.name)}"
            for field in spec.arrow_schema
        )
        return f"CREATE VIEW {_quoted(name)} AS SELECT {columns} {self._source(entry)}"

    def _source(self, entry: LedgerEntry | None) -> str:
        if entry is None:
            return "WHERE FALSE"
        path = str((self.folder / entry.file).resolve()).replace("'", "''")
        return f"FROM read_parquet('{path}')"


def open_snapshot(folder: Path, *, kept: Path | None = None) -> Snapshot:
    """Open a snapshot folder; ``kept`` is a folder of policies kept ready, see :func:`fangpin.policy.load_kept`.

    Reads and checks the manifest and that every ledger file is there with its sealed size; raises
    ``SnapshotError`` otherwise. A full check of every byte is ``verify``.
    """
    manifest = read_manifest(folder)
    for entry in manifest.ledgers:
        path = folder / entry.file
        if not path.is_file():
            raise SnapshotError(Problem(kind=ProblemKind.FILE_MISSING, file=entry.file))
        if path.stat().st_size != entry.size:
            facts = {"found": f"{path.stat().st_size} B", "expected": f"{entry.size} B"}
            raise SnapshotError(Problem(kind=ProblemKind.FILE_CHANGED, file=entry.file, facts=facts))
    return Snapshot(folder=folder, manifest=manifest, kept=kept)


def _lock(
    connection: duckdb.DuckDBPyConnection,
    files: list[Path],
    *,
    threads: int | None,
    memory: str | None,
    spill: Path | None,
) -> None:
    """Set what may be set, then let nothing outside the ledger files be opened and nothing be set again."""
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
    statements = [
        "SET TimeZone = 'UTC'",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        f"SET allowed_paths = [{listed}]",
    ]
    if threads:
        statements.append(f"SET threads = {int(threads)}")
    if memory:
        statements.append("SET memory_limit = '" + memory.replace("'", "''") + "'")
    if spill:
        statements.append("SET temp_directory = '" + str(spill).replace("'", "''") + "'")
    statements += ["SET enable_external_access = false", "SET lock_configuration = true"]
    for statement in statements:
        connection.execute(statement)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal128(kind):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    names = {pa.int64(): "BIGINT", pa.string(): "VARCHAR", pa.bool_(): "BOOLEAN", pa.date32(): "DATE"}
    return names.get(kind, "TIMESTAMPTZ")
