"""Where an installation keeps what: paths and roles, without touching the disk.

$FANGPIN_HOME/
  keys/       field keys, passwords of the database roles, Django's key (0700, files 0600)
  postgres/   the embedded cluster: data/, socket/, log; a link elsewhere when its user cannot reach the home
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fangpin_web.config.environment import DatabaseAddress, Environment

DATABASE = "fangpin"
PORT = 5432  # only part of the socket's file name; nothing listens on TCP
_SOCKET_NAME_MAX = 100  # sun_path holds 103 bytes on macOS, 107 on Linux


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles that log in. ``admin`` is the cluster's superuser and used only to prepare it."""

    owner: str = "fangpin_owner"
    web: str = "fangpin_web"
    seal: str = "fangpin_seal"
    admin: str = "postgres"


ROLES = Roles()


def cluster_folder(home: Path) -> Path:
    return home / "postgres"


def socket_folder(home: Path) -> Path:
    """Folder of the socket: in the cluster, or, when that path is too long for a socket, a private one in /tmp."""
    folder = cluster_folder(home) / "socket"
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= _SOCKET_NAME_MAX:
        return folder
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path("/tmp" if os.name == "posix" else tempfile.gettempdir()) / f"fangpin-{os.getuid()}-{digest}"  # noqa: S108 - made 0700 and checked


def embedded_address(environment: Environment, role: str, database: str = DATABASE) -> DatabaseAddress:
    """Where a role logs in to the embedded server; its password is in the pass file."""
    return DatabaseAddress(
        host=str(socket_folder(environment.home)),
        port=PORT,
        database=database,
        user=role,
        passfile=environment.passfile,
    )
