"""The embedded PostgreSQL of an installation: start, stop, prepare, examine.

Nothing here runs on import, and settings never start a server: only commands that serve or
migrate, and the tests, call :func:`start`.
"""

from __future__ import annotations

from fangpin_web.server.cluster import ServerProblem, address, running, start, stop
from fangpin_web.server.doctor import Finding, doctor
from fangpin_web.server.prepare import make_roles_and_database, prepare_database

__all__ = [
    "Finding",
    "ServerProblem",
    "address",
    "doctor",
    "make_roles_and_database",
    "prepare_database",
    "running",
    "start",
    "stop",
]
