"""Which files of a home belong into its backup.

Everything that lies there, so that what a later version adds is not forgotten, but for what is named here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from fangpin_web.backup.problems import BackupProblem
from fangpin_web.backup.sealed_file import BLOCK

LOCKS = {"serving"}  # hidden ones beside it
LEFT_OUT = {
    *LOCKS,
    "postgres",  # comes as a dump
    "tmp",  # files for the length of one act
    "readings",  # previews that wait; previewed again from their originals
    "log",
    "backup.json",  # where this machine puts its backups
    "restore-unfinished.json",
    "keys/pgpass",  # passwords of this cluster's roles; a new one has its own
}
SNAPSHOTS = "snapshots"


def files_of(home: Path) -> Iterator[tuple[str, Path]]:
    """Names below the home and paths, in order; hidden files are locks and unfinished work and stay out."""
    for top in sorted(home.iterdir()):
        if top.name.startswith(".") or top.name in LEFT_OUT:
            continue
        if top.is_dir():  # a whole folder may be a link to another disk
            yield from _files_below(top, home)
        elif top.is_file():
            yield top.name, top


def blocks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _files_below(folder: Path, home: Path) -> Iterator[tuple[str, Path]]:
    for place, folders, names in os.walk(folder):
        if links := [name for name in folders if (Path(place) / name).is_symlink()]:
            raise BackupProblem("strange_file", path=Path(place) / links[0])
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            told = path.relative_to(home).as_posix()
            half_written = folder.name == "originals" and path.suffix != ".sm4"
            if not (name.startswith(".") or half_written or told in LEFT_OUT):
                yield told, path
