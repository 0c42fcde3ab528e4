"""How this installation stands with its backups: where they go, when the last one was made, what is amiss.

Kept in ``backup.json`` in the home, outside the database: it is about this machine, and a restored home
has to be told anew where its backups go.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from fangpin_web.backup.problems import BackupProblem

DAYS = 7  # without a backup before we warn, unless set-up says otherwise
_UNFINISHED = "restore-unfinished.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known on this machine; everything is None before ``fangpin backup set-up``."""

    folder: Path | None = None
    passphrase_file: Path | None = None
    days: int = DAYS
    last_at: datetime | None = None
    last_file: str = ""
    drill_at: datetime | None = None

    def problem(self, at: datetime) -> str:
        """``not_set_up``, ``none_yet``, ``old``, or nothing."""
        if self.folder is None:
            return "not_set_up"
        if self.last_at is None:
            return "none_yet"
        return "old" if (at - self.last_at).days >= self.days else ""

    def days_since(self, at: datetime) -> int | None:
        return (at - self.last_at).days if self.last_at else None


def standing(home: Path) -> Standing:
    """As written; a file that cannot be read counts as none, so that the warning appears."""
    try:
        told: dict[str, Any] = json.loads(_file(home).read_text(encoding="utf-8"))
        return Standing(
            folder=Path(told["folder"]) if told.get("folder") else None,
            passphrase_file=Path(told["passphrase_file"]) if told.get("passphrase_file") else None,
            days=int(told.get("days") or DAYS),
            last_at=_moment(told.get("last_at")),
            last_file=str(told.get("last_file") or ""),
            drill_at=_moment(told.get("drill_at")),
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return Standing()


def set_up_backup(*, home: Path, folder: Path, passphrase_file: Path | None, days: int) -> Standing:
    """Say where backups go. The folder must be there, writable and outside the home."""
    folder = folder.expanduser().resolve()
    check_folder(folder, home)
    told = replace(
        standing(home),
        folder=folder,
        passphrase_file=passphrase_file.expanduser().resolve() if passphrase_file else None,
        days=days,
    )
    return _write(home, told)


def record_backup(*, home: Path, file: Path, at: datetime) -> Standing:
    return _write(home, replace(standing(home), last_at=at, last_file=file.name))


def record_drill(*, home: Path, at: datetime) -> Standing:
    return _write(home, replace(standing(home), drill_at=at))


def check_folder(folder: Path, home: Path) -> None:
    """Raises ``folder_in_home`` or ``cannot_write``."""
    if folder.resolve().is_relative_to(home.resolve()):
        raise BackupProblem("folder_in_home", folder=folder, home=home)
    if not folder.is_dir():
        raise BackupProblem("cannot_write", folder=folder, why="no such folder / 没有这个目录")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BackupProblem("cannot_write", folder=folder, why="not allowed / 没有权限")


def amiss(at: datetime) -> str:
    """What the county is warned of: :meth:`Standing.problem` of a real installation, nothing of a demonstration."""
    from django.conf import settings

    return standing(Path(settings.FANGPIN.home)).problem(at) if _real() else ""


def refuse_without_backup() -> None:
    """Real data do not come in before somebody has said where backups go. Raises ``not_set_up``."""
    from django.conf import settings

    if _real() and standing(Path(settings.FANGPIN.home)).folder is None:
        raise BackupProblem("not_set_up")


def mark_unfinished(*, home: Path, backup: str, at: datetime) -> None:
    """From here on the home is nobody's until the restore is whole."""
    _replace(home / _UNFINISHED, {"backup": backup, "begun_at": at.isoformat(timespec="seconds")})


def is_unfinished(home: Path) -> bool:
    return (home / _UNFINISHED).exists()


def refuse_unfinished(home: Path) -> None:
    """Raises ``unfinished_restore`` for a home in which a restore began and did not end."""
    if not is_unfinished(home):
        return
    try:
        told = json.loads((home / _UNFINISHED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        told = {}
    raise BackupProblem(
        "unfinished_restore", home=home, backup=told.get("backup", "?"), begun=told.get("begun_at", "?")
    )


def finish(home: Path) -> None:
    """Everything is on the disk and compared: the home may be used."""
    os.sync()
    (home / _UNFINISHED).unlink()


def _real() -> bool:
    from fangpin_web.office.models import Office

    return Office.objects.filter(demo=False).exists()


def _file(home: Path) -> Path:
    return home / "backup.json"


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _write(home: Path, told: Standing) -> Standing:
    _replace(_file(home), {name: _plain(getattr(told, name)) for name in told.__slots__})
    return told


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return str(value) if isinstance(value, Path) else value


def _replace(path: Path, told: dict[str, Any]) -> None:
    handle, half = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    Path(half).replace(path)
