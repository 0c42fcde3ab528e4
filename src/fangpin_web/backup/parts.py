"""The parts inside a backup, one after the other, each of a length that is not known beforehand.

A part is its name and its blocks, each with its length before it; a length of nought ends it. A name of
nought ends the file. The last part is the manifest, which lists all others with their SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Self

from fangpin_web.backup.problems import BackupProblem
from fangpin_web.backup.sealed_file import BLOCK, SealedReader, SealedWriter

MANIFEST = "manifest.json"
DATABASE = "database.dump"
HOME = "home/"  # files of the home are parts under this name
_NAME_BYTES, _BLOCK_BYTES = 2, 4


@dataclass(frozen=True, slots=True)
class Part:
    """One part as it was written."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContent:
    """Rows of a table, and a sum over its rows that is free of their order."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds and what must be equal after a restore."""

    made_at: str  # ISO 8601, UTC
    place: str
    demo: bool
    version: str  # of fangpin
    fingerprint: str  # of the field keys
    migrations: tuple[str, ...]  # app.name, as run in that database
    tables: dict[str, TableContent]
    snapshots: dict[str, str]  # folder name: hash of its manifest
    missing_originals: int  # files the database names and the home did not have
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def to_json(self) -> bytes:
        told = {field: getattr(self, field) for field in self.__slots__}
        told["tables"] = {name: [table.rows, table.digest] for name, table in self.tables.items()}
        told["parts"] = [[part.name, part.size, part.sha256] for part in self.parts]
        return json.dumps(told, ensure_ascii=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        told: dict[str, Any] = json.loads(text)
        told["tables"] = {name: TableContent(rows=rows, digest=d) for name, (rows, d) in told["tables"].items()}
        told["parts"] = tuple(Part(*part) for part in told["parts"])
        told["migrations"] = tuple(told["migrations"])
        return cls(**told)


class PartsWriter:
    """Writes parts and remembers what it wrote."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed
        self.written: list[Part] = []

    def add(self, name: str, blocks: Iterable[bytes]) -> Part:
        stored = os.fsencode(name)
        self._sealed.write(len(stored).to_bytes(_NAME_BYTES) + stored)
        digest, size = hashlib.sha256(), 0
        for block in blocks:
            if block:
                self._sealed.write(len(block).to_bytes(_BLOCK_BYTES))
                self._sealed.write(block)
                digest.update(block)
                size += len(block)
        self._sealed.write(bytes(_BLOCK_BYTES))
        self.written.append(part := Part(name, size, digest.hexdigest()))
        return part

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and end the file."""
        text = manifest.to_json()
        self.add(MANIFEST, (text[at : at + BLOCK] for at in range(0, len(text), BLOCK)))
        self._sealed.write(bytes(_NAME_BYTES))
        self._sealed.close()


def read_parts(sealed: SealedReader) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Names and blocks of all parts in the order of writing; blocks left unread are passed over."""
    while length := int.from_bytes(sealed.read(_NAME_BYTES)):
        blocks = _blocks(sealed)
        yield os.fsdecode(sealed.read(length)), blocks
        for _unread in blocks:
            pass
    if not sealed.ended():
        raise BackupProblem("not_as_listed", file=sealed.name, what="something follows its end")


def path_in_home(name: str) -> PurePosixPath:
    """Where a file part belongs below the home; a name that leads elsewhere is refused."""
    path = PurePosixPath(name.removeprefix(HOME))
    if not name.startswith(HOME) or path.is_absolute() or ".." in path.parts or not path.parts:
        raise BackupProblem("not_as_listed", file=name, what=f"a part named {name}")
    return path


def _blocks(sealed: SealedReader) -> Iterator[bytes]:
    while length := int.from_bytes(sealed.read(_BLOCK_BYTES)):
        yield sealed.read(length)
