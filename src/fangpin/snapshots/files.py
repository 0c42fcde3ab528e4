"""Files of a snapshot: complete and on the disk before the folder gets its name.

Files are written into a folder beside the goal whose name begins with ``.writing-``; it is renamed
when everything is on the disk. A killed writer leaves only such a folder.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fangpin.snapshots.manifest import FileEntry
from fangpin.snapshots.problems import Problem, ProblemKind, SnapshotError

UNFINISHED = ".writing-"


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """A locked folder to write into, renamed to ``folder`` at the end and removed on any failure."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder.parent))
    except OSError as error:
        raise _not_written(error, folder) from error
    with _locked(partial):
        try:
            yield partial
            _sync_folders(partial)
            partial.rename(folder)  # refuses a folder that came to be meanwhile, unless it is empty
            _sync(folder.parent)
        except OSError as error:
            raise _not_written(error, folder) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def remove_unfinished(parent: Path) -> list[Path]:
    """Take away what killed writers left in ``parent``; a writer still at work keeps its folder."""
    removed = []
    for leftover in sorted(parent.glob(f"{UNFINISHED}*")):
        with _locked(leftover) as ours:
            if ours:
                shutil.rmtree(leftover, ignore_errors=True)
                removed.append(leftover)
    return removed


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder being written; gives False when its writer lives. The kernel frees it on death."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _not_written(error: OSError, folder: Path) -> SnapshotError:
    if folder.exists():
        return SnapshotError(Problem(kind=ProblemKind.ALREADY_THERE, file=str(folder)))
    facts = {"why": error.strerror or str(error)}
    return SnapshotError(Problem(kind=ProblemKind.NOT_WRITTEN, file=str(error.filename or folder), facts=facts))


def write_document(partial: Path, name: str, content: bytes) -> FileEntry:
    path = partial / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return FileEntry(file=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())


def file_hash(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return digest.hexdigest(), file.tell()


def _sync_folders(top: Path) -> None:
    for folder in (top, *(path for path in top.rglob("*") if path.is_dir())):
        _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
