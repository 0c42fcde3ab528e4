"""Making a backup: one moment of the database and every file of the home, sealed into one file and read back.

Why the parts fit each other: while the moment is taken no seal is under way, and none may begin before the
snapshots are copied. Originals lie under their hash, are written before the row that names them and never
changed or removed, so all that the moment names are there. Policies and keys are small and replaced whole.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

from fangpin.snapshots import SnapshotError, read_manifest, snapshots_in
from fangpin_web.access.keys import KeyRing, read_keys
from fangpin_web.backup.contents import SNAPSHOTS, blocks_of, files_of
from fangpin_web.backup.moment import Moment, one_moment
from fangpin_web.backup.parts import DATABASE, HOME, Manifest, PartsWriter
from fangpin_web.backup.problems import BackupProblem, of_disk
from fangpin_web.backup.restoring import check_backup
from fangpin_web.backup.sealed_file import SealedWriter
from fangpin_web.backup.standing import check_folder
from fangpin_web.config.environment import Environment

SUFFIX = ".fpbackup"
LEAST_PASSPHRASE = 12
_KEYS = "keys/fields.json"

# Bytes read so far, and what is being done in Chinese and English.
Told = Callable[[int, str, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is whole and was read back."""

    path: Path
    size: int
    manifest: Manifest


def make_backup(
    *, environment: Environment, folder: Path, passphrase: str, at: datetime, told: Told | None = None
) -> Made:
    """Write a backup into ``folder``, read it back, and only then give it its name.

    The database must be running. Memory is bounded, whatever the size. Raises :class:`BackupProblem`; then,
    and after a kill, there is no file that looks like a backup.
    """
    if len(passphrase) < LEAST_PASSPHRASE:
        raise BackupProblem("short_passphrase", least=LEAST_PASSPHRASE)
    check_folder(folder, environment.home)
    ring = read_keys(environment.home, environment.field_keys)
    with _alone(environment.home):
        stem = f"fangpin-{ring.fingerprint[:8]}-"
        for left in folder.glob(f".{stem}*.partial"):
            left.unlink()  # of a run that was killed; ours alone, or we would not hold the lock
        path = folder / f"{stem}{at.strftime('%Y%m%dT%H%M%SZ')}{SUFFIX}"
        partial = folder / f".{path.name}.partial"
        try:
            with _new_file(partial) as file:
                manifest = _write(file, environment, ring, passphrase, at, told or _silent)
            size = partial.stat().st_size
            if check_backup(partial, passphrase, told=told) != manifest:
                raise BackupProblem("not_as_listed", file=path.name, what="its manifest")
            partial.rename(path)
            _sync_folder(folder)
        except OSError as error:
            raise of_disk(error, folder) from error
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
    return Made(path, size, manifest)


def _write(
    file: BinaryIO, environment: Environment, ring: KeyRing, passphrase: str, at: datetime, told: Told
) -> Manifest:
    with one_moment(environment) as moment:
        place, demo = _office(moment)
        about = {"made_at": at.isoformat(timespec="seconds"), "place": place, "keys": ring.fingerprint[:8]}
        parts = PartsWriter(SealedWriter(file, passphrase=passphrase, about=about))
        snapshots = _snapshots(environment.home / SNAPSHOTS)
        _add_files(parts, environment, told, only_snapshots=True)
        moment.release_turn()
        parts.add(DATABASE, _telling(moment.dump(external=environment.external), parts, told, "数据库", "database"))
        told(_size(parts), "核对数据库", "counting the database")
        tables = moment.tables()
        migrations = moment.column("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        named = {f"{HOME}originals/{sha[:2]}/{sha}.sm4" for sha in moment.column("SELECT sha256 FROM intake_original")}
    _add_files(parts, environment, told, only_snapshots=False)
    if environment.field_keys:
        parts.add(f"{HOME}{_KEYS}", [environment.field_keys.encode()])
    manifest = Manifest(
        made_at=about["made_at"],
        place=place,
        demo=demo,
        version=_version(),
        fingerprint=ring.fingerprint,
        migrations=tuple(migrations),
        tables=tables,
        snapshots=snapshots,
        missing_originals=len(named - {part.name for part in parts.written}),
        parts=tuple(parts.written),
    )
    parts.finish(manifest)
    return manifest


def _office(moment: Moment) -> tuple[str, bool]:
    found = moment.connection.execute("SELECT place, demo FROM office").fetchone()
    return (str(found[0]), bool(found[1])) if found else ("", False)


def _snapshots(folder: Path) -> dict[str, str]:
    found = {}
    for path in snapshots_in(folder) if folder.is_dir() else []:
        with suppress(SnapshotError):  # one that is broken already is backed up as it is, and promised to nobody
            found[path.name] = read_manifest(path).hash
    return found


def _add_files(parts: PartsWriter, environment: Environment, told: Told, *, only_snapshots: bool) -> None:
    for name, path in files_of(environment.home):
        if name.startswith(f"{SNAPSHOTS}/") != only_snapshots or (environment.field_keys and name == _KEYS):
            continue
        with suppress(FileNotFoundError):  # a file that was replaced meanwhile; what must be there is compared
            path.stat()  # before its name is written
            parts.add(f"{HOME}{name}", _telling(blocks_of(path), parts, told, name, name))


def _telling(blocks: Iterator[bytes], parts: PartsWriter, told: Told, zh: str, en: str) -> Iterator[bytes]:
    done = _size(parts)
    for block in blocks:
        yield block
        done += len(block)
        told(done, zh, en)


def _size(parts: PartsWriter) -> int:
    return sum(part.size for part in parts.written)


def _version() -> str:
    try:
        return version("fangpin")
    except PackageNotFoundError:
        return "source"


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One backup of a home at a time; the kernel lets go of the lock however the process ends."""
    with (home / ".backup.lock").open("a", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupProblem("busy") from None
        yield


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A file of ours alone; on the disk, and out of the cache, when the block ends well."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
        file.flush()
        os.fsync(descriptor)
        if hasattr(os, "posix_fadvise"):  # so that reading it back reads the disk
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network shares cannot
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _silent(_done: int, _zh: str, _en: str) -> None:
    """Nobody watches."""
