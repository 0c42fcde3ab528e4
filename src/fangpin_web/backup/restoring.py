"""Checking a backup, and bringing it back into an empty home.

A restore reads the whole file once before it touches anything, marks the home as unfinished, brings
everything back, compares, and takes the mark away last.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from fangpin.snapshots import verify
from fangpin_web.access.keys import KeyProblem, key_ring, read_keys
from fangpin_web.backup.contents import LOCKS, SNAPSHOTS
from fangpin_web.backup.moment import bring_back, check_empty, restored_contents
from fangpin_web.backup.parts import DATABASE, HOME, MANIFEST, Manifest, Part, path_in_home, read_parts
from fangpin_web.backup.problems import BackupProblem, of_disk
from fangpin_web.backup.sealed_file import SealedReader
from fangpin_web.backup.standing import finish, is_unfinished, mark_unfinished
from fangpin_web.config.environment import Environment
from fangpin_web.server.ground import SHARED_FOLDER, make_home
from fangpin_web.server.home import cluster_folder

Told = Callable[[int, str, str], None]
_TURNS, _TURN_SECONDS = 100, 0.2


@dataclass(frozen=True, slots=True)
class Restored:
    """A home that is whole. ``damaged`` snapshots were so before the backup; they are as they were."""

    manifest: Manifest
    damaged: tuple[str, ...]


def check_backup(path: Path, passphrase: str, *, told: Told | None = None) -> Manifest:
    """Read a backup to its end and compare every part with its list. Writes nothing, needs no database.

    Raises :class:`BackupProblem`.
    """
    found: list[Part] = []
    text = b""
    with _opened(path, passphrase) as sealed:
        done = 0
        for name, blocks in read_parts(sealed):
            digest, size = hashlib.sha256(), 0
            for block in blocks:
                digest.update(block)
                size += len(block)
                text += block if name == MANIFEST else b""
                if told is not None:
                    told(done + size, "核对备份", "checking the backup")
            done += size
            found.append(Part(name, size, digest.hexdigest()))
    try:
        manifest = Manifest.from_json(text)
    except (ValueError, TypeError, KeyError):
        raise BackupProblem("not_as_listed", file=path.name, what="its manifest") from None
    if found[-1].name != MANIFEST or tuple(found[:-1]) != manifest.parts:
        raise BackupProblem("not_as_listed", file=path.name, what="its parts")
    for part in manifest.parts:
        if part.name != DATABASE:
            path_in_home(part.name)
    return manifest


def restore_backup(
    *, environment: Environment, path: Path, passphrase: str, at: datetime, told: Told | None = None
) -> Restored:
    """Bring a backup back into the home of ``environment``, which must be empty or an unfinished restore.

    Leaves the database running. Raises :class:`BackupProblem`: before the home is marked nothing was
    touched; after that every command refuses the home until a restore into it has ended well.
    """
    home = environment.home
    check_home(home)
    manifest = check_backup(path, passphrase, told=told)
    _check_fits(manifest, environment)
    check_empty(environment)
    if is_unfinished(home):
        _clear(environment)
    try:
        make_home(home)
        mark_unfinished(home=home, backup=path.name, at=at)
        _bring_back(environment, path, passphrase, told or _silent)
        damaged = _compare(environment, manifest, told or _silent)
        finish(home)
    except OSError as error:
        raise of_disk(error, home, full="restore_disk_full") from error
    return Restored(manifest, damaged)


def check_home(home: Path) -> None:
    """Raises ``home_not_empty`` unless nothing is there but locks, or an unfinished restore."""
    if is_unfinished(home) or not home.exists():
        return
    if found := sorted(entry.name for entry in home.iterdir() if not _is_lock(entry)):
        raise BackupProblem("home_not_empty", home=home, found=", ".join(found[:4]))


def remove_home(environment: Environment) -> None:
    """Take away a scratch home, with the cluster that may lie elsewhere."""
    _clear(environment)
    shutil.rmtree(environment.home, ignore_errors=True)


def _clear(environment: Environment) -> None:
    """Empty a home that only a restore has written to; its mark goes last."""
    from fangpin_web import server

    if not environment.external:
        server.stop(environment)
    cluster = cluster_folder(environment.home)
    if cluster.is_symlink():
        if cluster.resolve().parent == SHARED_FOLDER:
            _remove(cluster.resolve())
        cluster.unlink()
    for entry in environment.home.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            _remove(entry)
        elif not (entry.name.startswith("restore-unfinished") or _is_lock(entry)):
            entry.unlink()


def _remove(folder: Path) -> None:
    """Remove a folder into which a killed restore's initdb may still be writing; it ends within seconds."""
    for _turn in range(_TURNS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_TURN_SECONDS)
    shutil.rmtree(folder)


def _is_lock(entry: Path) -> bool:
    return entry.name.startswith(".") or entry.name in LOCKS


def _check_fits(manifest: Manifest, environment: Environment) -> None:
    """Whether this version knows the backup's tables, and no other keys stand in the way."""
    from django.db.migrations.loader import MigrationLoader

    there = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    replaced = (step for migration in there.values() for step in migration.replaces)
    known = {f"{app}.{name}" for app, name in (*there, *replaced)}
    if missing := sorted(set(manifest.migrations) - known):
        raise BackupProblem("newer", version=manifest.version, missing=", ".join(missing[:3]))
    if environment.field_keys:
        try:
            same = read_keys(environment.home, environment.field_keys).fingerprint == manifest.fingerprint
        except KeyProblem:
            same = False
        if not same:
            raise BackupProblem("other_keys")


def _bring_back(environment: Environment, path: Path, passphrase: str, told: Told) -> None:
    from fangpin_web import server

    if not environment.external:
        server.start(environment)
        server.make_roles_and_database(environment)
    done = 0
    with _opened(path, passphrase) as sealed:
        for name, blocks in read_parts(sealed):
            counted = _counting(blocks, done, told, name)
            if name == DATABASE:
                bring_back(environment, counted)
            elif name != MANIFEST:
                _write(environment.home, path_in_home(name), counted)
            done += sum(0 for _unread in counted)


def _counting(blocks: Iterator[bytes], done: int, told: Told, name: str) -> Iterator[bytes]:
    zh = "恢复数据库" if name == DATABASE else "恢复文件"
    for block in blocks:
        yield block
        done += len(block)
        told(done, zh, f"restoring {name.removeprefix(HOME)}")


def _write(home: Path, name: PurePosixPath, blocks: Iterator[bytes]) -> None:
    for folder in reversed(name.parents[:-1]):
        (home / folder).mkdir(mode=0o700, exist_ok=True)  # one by one: made in a row, the upper ones would be open
    descriptor = os.open(home / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for block in blocks:
            file.write(block)


def _compare(environment: Environment, manifest: Manifest, told: Told) -> tuple[str, ...]:
    """Rows and content of every table, keys, files, snapshots; then walls. Raises ``differs``."""
    from fangpin_web import server

    told(0, "比对数据库", "comparing the database")
    found = restored_contents(environment)
    if wrong := [
        name for name in found.keys() | manifest.tables.keys() if found.get(name) != manifest.tables.get(name)
    ]:
        raise BackupProblem("differs", what=", ".join(sorted(wrong)[:5]))
    told(0, "比对文件", "comparing files")
    for part in manifest.parts:
        if part.name != DATABASE and _digest(environment.home / path_in_home(part.name)) != part.sha256:
            raise BackupProblem("differs", what=part.name)
    key_ring.cache_clear()
    if read_keys(environment.home, environment.field_keys).fingerprint != manifest.fingerprint:
        raise BackupProblem("differs", what="keys/fields.json")
    server.prepare_database()  # walls and grants for the roles of this server; tables of a newer version
    told(0, "核验快照", "verifying snapshots")
    return tuple(
        name for name, known in manifest.snapshots.items() if verify(environment.home / SNAPSHOTS / name, anchor=known)
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(path: Path, passphrase: str) -> Iterator[SealedReader]:
    with path.open("rb") as file:
        yield SealedReader(file, passphrase=passphrase, name=path.name)


def _silent(_done: int, _zh: str, _en: str) -> None:
    """Nobody watches."""
