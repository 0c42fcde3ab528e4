"""The drill: a backup is worth what its restore is worth, so both are done, compared and taken away again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fangpin_web.backup.making import Made, Told, make_backup
from fangpin_web.backup.problems import BackupProblem
from fangpin_web.backup.restoring import remove_home
from fangpin_web.backup.standing import record_drill
from fangpin_web.config.environment import Environment

_SETTINGS = ("FANGPIN_HOME", "FANGPIN_FIELD_KEYS", "FANGPIN_BACKUP_PASSPHRASE")


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill that went well: what was backed up and brought back."""

    made: Made


def hold_drill(
    *, environment: Environment, passphrase: str, at: datetime, inside: Path | None = None, told: Told | None = None
) -> Drill:
    """Back up, restore into a scratch home with an embedded database of its own, compare, remove, note the date.

    Needs room for the backup and a second installation below ``inside``, by default the system's temporary
    folder. The restore is another process, as it would be on another machine.
    """
    with tempfile.TemporaryDirectory(prefix="fp-drill-", dir=inside) as scratch:
        Path(scratch).chmod(0o711)  # the database's own user has to pass; everything inside is closed
        folder, home = Path(scratch) / "backup", Path(scratch) / "home"
        folder.mkdir(mode=0o700)
        made = make_backup(environment=environment, folder=folder, passphrase=passphrase, at=at, told=told)
        if told is not None:
            told(0, "试恢复", "restoring")
        try:
            _restore_elsewhere(made.path, home, passphrase)
        finally:
            if home.exists():
                remove_home(Environment.read({"FANGPIN_HOME": str(home)}))
    record_drill(home=environment.home, at=at)
    return Drill(made)


def _restore_elsewhere(file: Path, home: Path, passphrase: str) -> None:
    """Run ``fangpin restore`` for another home; raises what it says."""
    environ = {
        name: value
        for name, value in os.environ.items()
        if name not in _SETTINGS and not name.startswith("FANGPIN_DATABASE_URL")
    }
    command = [sys.executable, "-m", "fangpin_web.command", "restore", str(file), "--passphrase-file", "-", "--json"]
    done = subprocess.run(
        command,
        env=environ | {"FANGPIN_HOME": str(home)},
        input=passphrase,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupProblem("differs", what=_said(done))


def _said(done: subprocess.CompletedProcess[str]) -> str:
    try:
        return str(json.loads(done.stdout)["en"])
    except (ValueError, KeyError):
        return done.stderr.strip()[-400:] or f"exit {done.returncode}"
