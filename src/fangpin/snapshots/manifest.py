"""The manifest of a snapshot: what is inside, hashed, with the hash of the snapshot before it.

``manifest.json`` is canonical JSON (sorted keys, no spaces, UTF-8). Its ``hash`` is the SHA-256 of
the same text without that entry, so any changed byte shows; printed on a signed sheet, it anchors
the snapshot outside the office's own machines.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from fangpin.snapshots.problems import Problem, ProblemKind, SnapshotError

FORMAT = 1
MANIFEST = "manifest.json"
LEDGERS = "ledgers"
POLICIES = "policies"
README = "README.txt"
DEMO_MARK = "演示数据"
Purpose = Literal["sealed", "working"]

NOTICE = {
    "zh": "本快照不含姓名、证件号码、户编号和电话，但仍是个人信息：只用于法定职责，不得公开，不得转交无关人员。",
    "en": (
        "This snapshot holds no names, document numbers, household codes or phones, and is personal data all the "
        "same: use it within the statutory task only, do not publish it, do not pass it on."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnEntry:
    """One column of a sealed ledger; ``content`` is the hash of its values in order of ``id``."""

    name: str
    type: str
    zh: str
    en: str
    unit: str
    codes: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One sealed ledger: its file, how many rows, the file's SHA-256 and the content hash free of row order."""

    name: str
    zh: str
    en: str
    file: str
    rows: int
    size: int
    sha256: str
    content: str
    columns: tuple[ColumnEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """One policy file in force, by its path inside the snapshot."""

    file: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot says about itself.

    ``as_of`` is the day whose truth it was sealed for, ``sealed_at`` when the ledgers were read;
    ``previous`` the hash of the sealed snapshot before it. ``working`` snapshots feed pages and
    are replaced; nothing is published from them. ``documents`` are the other files of the folder.
    """

    label: str
    purpose: Purpose
    place: str
    as_of: date
    sealed_at: datetime
    previous: str | None
    demo: bool
    policy_hash: str
    ledgers: tuple[LedgerEntry, ...]
    policies: tuple[FileEntry, ...]
    documents: tuple[FileEntry, ...] = ()
    writer: str = ""
    personal_data: bool = True
    format: int = FORMAT
    hash: str = ""

    @property
    def mark(self) -> str:
        """The mark every page and file of a demonstration carries; empty for real data."""
        return DEMO_MARK if self.demo else ""

    @property
    def rows(self) -> int:
        return sum(entry.rows for entry in self.ledgers)

    def ledger(self, name: str) -> LedgerEntry | None:
        """The entry of that ledger, or None when it was not sealed."""
        return next((entry for entry in self.ledgers if entry.name == name), None)

    def as_json(self) -> dict[str, Any]:
        """The manifest as plain JSON values, its hash included."""
        plain = asdict(self) | {"as_of": self.as_of.isoformat(), "sealed_at": self.sealed_at.isoformat()}
        return plain | {"mark": self.mark, "notice": NOTICE}

    def signed(self) -> Manifest:
        """The same manifest with its hash filled in."""
        return replace(self, hash=_hash_of(self.as_json()))

    def text(self) -> bytes:
        return canonical(self.as_json())


def canonical(value: Any) -> bytes:
    """JSON in one form only: sorted keys, no spaces, Chinese as itself, UTF-8, no newline."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _hash_of(plain: dict[str, Any]) -> str:
    return hashlib.sha256(canonical({key: value for key, value in plain.items() if key != "hash"})).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot folder, its own hash checked.

    Raises ``SnapshotError``: not a snapshot, unreadable, or changed since it was signed.
    """
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise SnapshotError(Problem(kind=ProblemKind.NOT_A_SNAPSHOT, file=str(folder))) from None
    except OSError as error:
        raise _unreadable(str(error)) from error
    try:
        plain = json.loads(content)
        manifest = _from_json(plain)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(str(error)) from error
    found = _hash_of(plain)
    if found != manifest.hash or manifest.text() != content:
        # Same hash but other bytes: somebody rewrote the file in another form of the same JSON.
        found = found if found != manifest.hash else hashlib.sha256(content).hexdigest()
        facts = {"found": found, "expected": manifest.hash}
        raise SnapshotError(Problem(kind=ProblemKind.MANIFEST_CHANGED, file=MANIFEST, facts=facts))
    return manifest


def _unreadable(why: str) -> SnapshotError:
    return SnapshotError(Problem(kind=ProblemKind.MANIFEST_UNREADABLE, file=MANIFEST, facts={"why": why}))


def _from_json(plain: dict[str, Any]) -> Manifest:
    if plain["format"] != FORMAT:
        raise ValueError(f"format {plain['format']} is not known here; this version reads format {FORMAT}")
    known = {key: value for key, value in plain.items() if key not in {"mark", "notice"}}
    ledgers = tuple(
        LedgerEntry(**{**entry, "columns": tuple(ColumnEntry(**c) for c in entry["columns"])})
        for entry in plain["ledgers"]
    )
    return Manifest(
        **known
        | {
            "as_of": date.fromisoformat(plain["as_of"]),
            "sealed_at": datetime.fromisoformat(plain["sealed_at"]),
            "ledgers": ledgers,
            "policies": tuple(FileEntry(**entry) for entry in plain["policies"]),
            "documents": tuple(FileEntry(**entry) for entry in plain["documents"]),
        }
    )
