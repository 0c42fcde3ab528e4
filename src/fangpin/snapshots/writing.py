"""Writing a snapshot: ledgers as Parquet, the policy files in force, and the signed manifest last."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial as bind
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from fangpin.ledgers import SPECS, LedgerSpec, Privacy
from fangpin.snapshots.content import Content
from fangpin.snapshots.files import file_hash, unfinished, write_document
from fangpin.snapshots.manifest import (
    DEMO_MARK,
    LEDGERS,
    MANIFEST,
    NOTICE,
    POLICIES,
    README,
    ColumnEntry,
    FileEntry,
    LedgerEntry,
    Manifest,
    Purpose,
)
from fangpin.snapshots.problems import Problem, ProblemKind, SnapshotError
from fangpin.snapshots.rows import ROWS_PER_GROUP, Rows, row_groups

# The writer is pinned, so that the same rows give the same bytes whatever batches they came in.
_PinnedWriter = bind(
    pq.ParquetWriter,
    compression="zstd",
    compression_level=1,
    version="2.6",
    data_page_version="1.0",
    write_statistics=True,
    store_schema=True,
)

Progress = Callable[[str, int, int], None]


class FileInForce(Protocol):
    """A policy file: its name inside the policies folder, where it lies, and the SHA-256 it was loaded with."""

    @property
    def name(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def sha256(self) -> str: ...


class Named(Protocol):
    @property
    def id(self) -> str: ...


class PolicyInForce(Protocol):
    """What a snapshot needs of a :class:`fangpin.policy.Policy`."""

    @property
    def place(self) -> Named: ...
    @property
    def hash(self) -> str: ...
    @property
    def files(self) -> Iterable[FileInForce]: ...


def write(
    folder: Path,
    *,
    ledgers: Mapping[str, Rows],
    policy: PolicyInForce,
    as_of: date,
    sealed_at: datetime,
    label: str,
    demo: bool,
    previous: str | None,
    purpose: Purpose = "sealed",
    expected_rows: Mapping[str, int] | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Write the ledgers, the policy files in force and the signed manifest as the folder ``folder``.

    Tables are sorted here; readers must come in ascending ``id`` and are streamed, so memory stays
    at one row group. ``ledgers`` may make its readers lazily: they are asked for one after another.
    ``expected_rows`` are counts of the same moment from the database; a difference refuses the seal.

    Raises ``SnapshotError``: the folder exists, a ledger or column may not be sealed, rows unsorted,
    counts that disagree, a disk that cannot take it. In each case nothing is left behind.
    """
    if sealed_at.tzinfo is None:
        raise ValueError(f"sealed_at {sealed_at} has no time zone")
    if folder.exists():
        raise SnapshotError(Problem(kind=ProblemKind.ALREADY_THERE, file=str(folder)))
    with unfinished(folder) as partial:
        entries = []
        for done, name in enumerate(ledgers):
            if progress:
                progress(name, done, len(ledgers))
            entries.append(_write_ledger(partial, _sealable(name), ledgers[name], demo=demo))
            _compare_rows(entries[-1], expected_rows)
        manifest = Manifest(
            label=label,
            purpose=purpose,
            place=policy.place.id,
            as_of=as_of,
            sealed_at=sealed_at,
            previous=previous,
            demo=demo,
            policy_hash=policy.hash,
            ledgers=tuple(sorted(entries, key=lambda entry: entry.name)),
            policies=tuple(_write_policies(partial, policy.files)),
            writer=f"fangpin {_own_version()}, pyarrow {pa.__version__}",
        )
        readme = write_document(partial, README, _readme(manifest).encode())
        manifest = replace(manifest, documents=(readme,)).signed()
        write_document(partial, MANIFEST, manifest.text())
        if progress:
            progress(MANIFEST, len(ledgers), len(ledgers))
    return manifest


def _sealable(name: str) -> LedgerSpec:
    spec = SPECS.get(name)
    if spec is None or spec.internal:
        known = ", ".join(known for known, candidate in SPECS.items() if not candidate.internal)
        facts = {"ledger": name, "known": known}
        raise SnapshotError(Problem(kind=ProblemKind.LEDGER_UNKNOWN, file=name, facts=facts))
    return spec


def _write_ledger(partial: Path, spec: LedgerSpec, rows: Rows, *, demo: bool) -> LedgerEntry:
    _check_columns(spec, rows.schema)
    marks = {"personal_data": "true"} | ({"mark": DEMO_MARK} if demo else {})
    schema = spec.arrow_schema.with_metadata({**(spec.arrow_schema.metadata or {}), **marks})
    content = Content(schema)
    # Dictionaries of numbers are tried and thrown away again: five times the time, half as large again.
    texts: Any = [field.name for field in schema if pa.types.is_string(field.type)]
    path = partial / LEDGERS / f"{spec.name}.parquet"
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as file:
        with _PinnedWriter(file, schema, use_dictionary=texts) as writer:
            for batch in row_groups(spec.name, rows, schema):
                content.add(batch)
                writer.write_batch(batch, row_group_size=ROWS_PER_GROUP)
        file.flush()
        os.fsync(file.fileno())
    sha256, size = file_hash(path)
    return LedgerEntry(
        name=spec.name,
        zh=spec.zh,
        en=spec.en,
        file=f"{LEDGERS}/{spec.name}.parquet",
        rows=content.rows,
        size=size,
        sha256=sha256,
        content=content.hexdigest(),
        columns=_column_entries(spec, content),
    )


def _column_entries(spec: LedgerSpec, content: Content) -> tuple[ColumnEntry, ...]:
    hashes = content.columns()
    return tuple(
        ColumnEntry(
            name=column.stored_name,
            type=str(column.arrow_type),
            zh=column.zh,
            en=column.en,
            unit=column.unit or "",
            codes=column.codes or "",
            content=hashes[column.stored_name],
        )
        for column in spec.snapshot_columns
    )


def _check_columns(spec: LedgerSpec, given: pa.Schema) -> None:
    """Refuse a column that is personal, unknown, missing or of another type."""
    wanted = {field.name: field.type for field in spec.arrow_schema}
    personal = {c.stored_name for c in spec.all_columns if c.privacy is not Privacy.OPEN}
    for field in given:
        if field.name in personal:
            raise _refused(spec, field.name, "it is personal")
        if field.name not in wanted:
            raise _refused(spec, field.name, "it is not declared")
        if field.type != wanted[field.name]:
            raise _refused(spec, field.name, f"it is {field.type}, declared as {wanted[field.name]}")
    for name in wanted.keys() - set(given.names):
        raise _refused(spec, name, "it was not given")


def _refused(spec: LedgerSpec, column: str, why: str) -> SnapshotError:
    facts = {"ledger": spec.name, "column": column, "why": why}
    return SnapshotError(Problem(kind=ProblemKind.COLUMN_REFUSED, file=spec.name, facts=facts))


def _compare_rows(entry: LedgerEntry, expected_rows: Mapping[str, int] | None) -> None:
    expected = (expected_rows or {}).get(entry.name, entry.rows)
    if expected != entry.rows:
        facts = {"ledger": entry.name, "found": str(entry.rows), "expected": str(expected)}
        raise SnapshotError(Problem(kind=ProblemKind.COUNTS_DISAGREE, file=entry.file, facts=facts))


def _write_policies(partial: Path, files: Iterable[FileInForce]) -> Iterator[FileEntry]:
    for file in sorted(files, key=lambda file: file.name):
        inside = PurePosixPath(file.name)
        if inside.is_absolute() or ".." in inside.parts:
            raise ValueError(f"the policy file {file.name!r} would lie outside the snapshot")
        entry = write_document(partial, f"{POLICIES}/{inside}", file.path.read_bytes())
        if entry.sha256 != file.sha256:  # edited since it was loaded: the hash would not be that of the files
            raise SnapshotError(Problem(kind=ProblemKind.POLICY_CHANGED, file=file.name))
        yield entry


def _readme(manifest: Manifest) -> str:
    lines = [
        f"防贫 fangpin  {manifest.label}",
        *([f"{DEMO_MARK}  synthetic people, for demonstration only"] if manifest.demo else []),
        f"统计日 as of {manifest.as_of}    封存 sealed {manifest.sealed_at.isoformat()}    {manifest.place}",
        "",
        NOTICE["zh"],
        NOTICE["en"],
        "",
        "核验 to verify: fangpin snapshot verify <this folder>",
        "",
    ]
    return "\n".join(lines)


def _own_version() -> str:
    try:
        return version("fangpin")
    except PackageNotFoundError:
        return "from source"
