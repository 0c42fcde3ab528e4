"""Checking a snapshot against its manifest, and a row of snapshots against their chain.

Needs the folder only: no server, no database, not the policies of the program that checks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fangpin.ledgers import SPECS, Privacy
from fangpin.snapshots.content import Content, content_of_batches
from fangpin.snapshots.manifest import MANIFEST, FileEntry, LedgerEntry, Manifest, read_manifest
from fangpin.snapshots.problems import Problem, ProblemKind, SnapshotError

SHORTEST_ANCHOR = 16  # hexadecimal digits a signed sheet must print for the match to mean something


def verify(folder: Path, previous: Path | None = None, *, anchor: str | None = None) -> list[Problem]:
    """Everything that is wrong with the snapshot; an empty list when it is as sealed.

    ``previous`` is the folder of the snapshot before it, when that is to be checked too;
    ``anchor`` is the hash printed on the signed sheet.
    """
    try:
        manifest = read_manifest(folder)
    except SnapshotError as error:
        return [error.problem]
    problems = list(_check_anchor(manifest, anchor))
    problems += _check_listing(folder, manifest)
    for entry in (*manifest.policies, *manifest.documents):
        problems += _check_file(folder, entry)
    for ledger in manifest.ledgers:
        problems += _check_ledger(folder, ledger)
    if previous is not None:
        problems += _check_link(folder, manifest, previous)
    return problems


def snapshots_in(folder: Path) -> list[Path]:
    """The snapshot folders directly in ``folder`` (or itself), oldest first; unreadable ones come last."""
    if (folder / MANIFEST).exists():
        return [folder]

    def age(path: Path) -> tuple[str, str]:
        try:
            return read_manifest(path).sealed_at.isoformat(), path.name
        except SnapshotError:
            return "~", path.name

    found = (path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return sorted((path for path in found if (path / MANIFEST).exists()), key=age)


def verify_chain(folders: Sequence[Path]) -> dict[Path, list[Problem]]:
    """Each snapshot's problems, links included, for snapshots given oldest first.

    Every one but the oldest must name a sealed one that is there and whole. A working snapshot
    hangs on the sealed one before it, so several may name the same one.
    """
    whole: list[str] = []
    result: dict[Path, list[Problem]] = {}
    changed = {stated for folder in folders if (stated := _stated_hash_of_changed(folder))}
    for folder in folders:
        result[folder] = verify(folder)
        try:
            manifest = read_manifest(folder)
        except SnapshotError:
            continue
        starts_here = not whole and manifest.previous not in changed
        if not starts_here and manifest.previous not in whole:
            result[folder].append(_broken(folder, manifest.previous, whole[-1] if whole else None))
        if manifest.purpose == "sealed":
            whole.append(manifest.hash)
    return result


def _stated_hash_of_changed(folder: Path) -> str | None:
    """The hash that a changed manifest still claims, so that whoever hangs on it is told."""
    try:
        read_manifest(folder)
    except SnapshotError as error:
        return error.problem.facts.get("expected")
    return None


def _check_anchor(manifest: Manifest, anchor: str | None) -> Iterator[Problem]:
    wanted = (anchor or "").replace(" ", "").lower()
    if wanted and (len(wanted) < SHORTEST_ANCHOR or not manifest.hash.startswith(wanted)):
        facts = {"found": manifest.hash, "expected": wanted}
        yield Problem(kind=ProblemKind.NOT_THE_ANCHOR, file=MANIFEST, facts=facts)


def _check_listing(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Files that are missing, and files that nobody sealed; links count as extra, they point elsewhere."""
    listed = {MANIFEST, *(ledger.file for ledger in manifest.ledgers)}
    listed |= {entry.file for entry in (*manifest.policies, *manifest.documents)}
    there = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    }
    links = {name for name in there if (folder / name).is_symlink()}
    for name in sorted(listed - (there - links)):
        yield Problem(kind=ProblemKind.FILE_MISSING, file=name)
    for name in sorted((there - listed) | links):
        yield Problem(kind=ProblemKind.FILE_EXTRA, file=name)


def _check_file(folder: Path, entry: FileEntry | LedgerEntry) -> Iterator[Problem]:
    path = folder / entry.file
    if not path.is_file():
        return  # told by the listing
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != entry.sha256:
        facts = {"found": found, "expected": entry.sha256}
        yield Problem(kind=ProblemKind.FILE_CHANGED, file=entry.file, facts=facts)


def _check_ledger(folder: Path, entry: LedgerEntry) -> Iterator[Problem]:
    path = folder / entry.file
    if not path.is_file():
        return
    changed = list(_check_file(folder, entry))
    yield from changed
    try:
        with pq.ParquetFile(path) as file:
            yield from _check_schema(entry, file.schema_arrow)
            yield from _check_rows(entry, file, changed=bool(changed))
    except (pa.ArrowException, OSError, ValueError) as error:
        facts = {"why": str(error).splitlines()[0]}
        yield Problem(kind=ProblemKind.LEDGER_UNREADABLE, file=entry.file, facts=facts)


def _check_schema(entry: LedgerEntry, schema: pa.Schema) -> Iterator[Problem]:
    sealed = [(column.name, column.type) for column in entry.columns]
    there = [(field.name, str(field.type)) for field in schema]
    if sealed != there:
        facts = {"expected": _listed(sealed, there), "found": _listed(there, sealed)}
        yield Problem(kind=ProblemKind.SCHEMA_CHANGED, file=entry.file, facts=facts)
    declared = SPECS.get(entry.name)
    personal = {c.stored_name for c in declared.all_columns if c.privacy is not Privacy.OPEN} if declared else set()
    for name in sorted(personal & set(schema.names)):
        yield Problem(kind=ProblemKind.PERSONAL_COLUMN, file=entry.file, facts={"column": name})


def _listed(columns: list[tuple[str, str]], others: list[tuple[str, str]]) -> str:
    differing = [f"{name} {kind}" for name, kind in columns if (name, kind) not in others]
    return ", ".join(differing) or "the same in another order"


def _check_rows(entry: LedgerEntry, file: pq.ParquetFile, *, changed: bool) -> Iterator[Problem]:
    """Compare the rows themselves, so that a changed file is told apart from changed rows, by column."""
    if "id" not in file.schema_arrow.names:
        return
    content = _content(file, changed=changed)
    if content.hexdigest() == entry.content:
        if changed:
            yield Problem(kind=ProblemKind.ROWS_REWRITTEN, file=entry.file)
        return
    found = content.columns()
    differing = [f"{c.name} {c.zh}" for c in entry.columns if found.get(c.name) != c.content]
    facts = {"found": str(content.rows), "expected": str(entry.rows), "columns": ", ".join(differing) or "–"}
    yield Problem(kind=ProblemKind.ROWS_CHANGED, file=entry.file, facts=facts)


def _content(file: pq.ParquetFile, *, changed: bool) -> Content:
    if not changed:
        return content_of_batches(file.schema_arrow, file.iter_batches())
    table = file.read()  # somebody wrote it again: its order cannot be trusted
    ordered = table.sort_by("id") if table.num_rows else table
    return content_of_batches(ordered.schema, ordered.to_batches())


def _check_link(folder: Path, manifest: Manifest, previous: Path) -> Iterator[Problem]:
    try:
        before = read_manifest(previous)
    except SnapshotError as error:
        yield error.problem
        return
    if before.hash != manifest.previous:
        yield _broken(folder, manifest.previous, before.hash)


def _broken(folder: Path, expected: str | None, found: str | None) -> Problem:
    facts = {"expected": expected or "–", "found": found or "–"}
    return Problem(kind=ProblemKind.CHAIN_BROKEN, file=folder.name, facts=facts)
