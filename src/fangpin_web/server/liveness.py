"""Is it alive, and is it ours? Process ids lie in containers, so both are asked of the process itself."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import psutil

from fangpin_web.server.home import PORT


def postmaster(pgdata: Path) -> psutil.Process | None:
    """The live postmaster of this cluster, or None.

    The number in ``postmaster.pid`` counts only if that process is a PostgreSQL, not a zombie, and
    was started for this cluster; after a container restart the same number is somebody else's.
    """
    try:
        pid = int((pgdata / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
            return None
        return process if _same(pgdata, process.cmdline()) else None
    except (OSError, ValueError, psutil.Error):
        return None


def survivors(pgdata: Path) -> list[psutil.Process]:
    """Backends whose postmaster was killed: they still hold the cluster's shared memory.

    Their title no longer names the cluster, but they work inside its folder.
    """
    found = []
    for process in psutil.process_iter(["name", "status"]):
        if not str(process.info["name"] or "").startswith("postgres") or process.info["status"] == psutil.STATUS_ZOMBIE:
            continue
        try:
            if os.path.realpath(process.cwd()) == os.path.realpath(pgdata):
                found.append(process)
        except (OSError, psutil.Error):
            continue
    return found


def clear_dead_postmaster(pgdata: Path, *, patience_seconds: float = 10) -> None:
    """Make way for a new postmaster after a kill -9: let its backends leave, then drop the stale lock file."""
    deadline = time.monotonic() + patience_seconds
    while (left := survivors(pgdata)) and time.monotonic() < deadline:
        time.sleep(0.1)
    for process in left:
        process.kill()
    (pgdata / "postmaster.pid").unlink(missing_ok=True)


def answers(folder: Path) -> bool:
    """Whether something accepts connections on the socket in this folder."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            return line.connect_ex(str(folder / f".s.PGSQL.{PORT}")) == 0
    except OSError:
        return False


def _same(pgdata: Path, command: list[str]) -> bool:
    wanted = os.path.realpath(pgdata)
    return any(os.path.realpath(word) == wanted for word in command[1:] if word.startswith("/"))
