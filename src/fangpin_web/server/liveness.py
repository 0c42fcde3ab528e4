"""Is it alive, and is it ours? Process ids lie in containers, so both are asked of the process itself."""

from __future__ import annotations

import os
import socket
import struct
import time
from pathlib import Path

import psutil

from fangpin_web.server.home import PORT

_MAY_WE_ENCRYPT = struct.pack("!ii", 8, 80877103)  # SSLRequest: answered with one byte before any sign-in


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


def clear_dead_postmaster(pgdata: Path, sockets: Path, *, patience_seconds: float = 10) -> None:
    """Make way for a new postmaster after a kill -9: let its backends leave, then drop the stale lock files.

    PostgreSQL itself would refuse them for as long as the number in them is anybody's, a zombie's included.
    """
    deadline = time.monotonic() + patience_seconds
    while (left := survivors(pgdata)) and time.monotonic() < deadline:
        time.sleep(0.1)
    for process in left:
        process.kill()
    for stale in (pgdata / "postmaster.pid", sockets / f".s.PGSQL.{PORT}.lock", sockets / f".s.PGSQL.{PORT}"):
        stale.unlink(missing_ok=True)


def answers(folder: Path) -> bool:
    """Whether a PostgreSQL answers on the socket in this folder; that the kernel accepts a connection is not enough."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(str(folder / f".s.PGSQL.{PORT}"))
            line.sendall(_MAY_WE_ENCRYPT)
            return line.recv(1) in {b"N", b"S"}
    except OSError:
        return False


def _same(pgdata: Path, command: list[str]) -> bool:
    wanted = os.path.realpath(pgdata)
    return any(os.path.realpath(word) == wanted for word in command[1:] if word.startswith("/"))
