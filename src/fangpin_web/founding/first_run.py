"""The code that opens the first-run page: whoever can read the installation's folder has it, nobody else."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path

_FILE = "first-run-code"


def first_run_code(home: Path) -> str:
    """The code, made when it is asked for the first time."""
    file = home / "keys" / _FILE
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(12), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def opens_first_run(home: Path, code: str) -> bool:
    """Whether this is the code."""
    return hmac.compare_digest(first_run_code(home).encode(), code.strip().encode())


def forget_first_run(home: Path) -> None:
    """The county is there; the code opens nothing more."""
    (home / "keys" / _FILE).unlink(missing_ok=True)
