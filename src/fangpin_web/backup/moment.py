"""The database of one moment: its tables' contents, its dump, and a dump brought back.

PostgreSQL's own programs do the work; those of the wheel for the embedded server, for another one those
of the system if they are new enough.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from fangpin_web.backup.parts import TableContent
from fangpin_web.backup.problems import BackupProblem
from fangpin_web.backup.sealed_file import BLOCK
from fangpin_web.config.environment import DatabaseAddress, Environment
from fangpin_web.server.ground import shipped_programs
from fangpin_web.server.home import ROLES, embedded_address

_TURN = 770_101  # of publishing.services: no snapshot folder comes or goes while we hold it
_PATIENCE = "60s"
_SAME_TEXT = (  # so that a row reads the same on every server
    "SET timezone = 'UTC'", "SET datestyle = 'ISO, YMD'", "SET intervalstyle = 'iso_8601'", "SET bytea_output = 'hex'",
    "SET extra_float_digits = 1", "SET row_security = off", "SET statement_timeout = 0",
)  # fmt: skip
_NO_POLICIES_SINCE = 18
_CONTENT = SQL(
    "SELECT count(*), COALESCE(sum(('x' || left(md5(entire::text), 15))::bit(60)::bigint), 0)::text FROM {} AS entire"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """An open transaction that sees one moment, and the name under which a dump sees the same one."""

    connection: psycopg.Connection
    address: DatabaseAddress
    exported: str

    def release_turn(self) -> None:
        """Let seals be made again."""
        self.connection.execute("SELECT pg_advisory_unlock(%s)", [_TURN])

    def column(self, query: str) -> list[str]:
        return [str(row[0]) for row in self.connection.execute(query.encode())]

    def tables(self) -> dict[str, TableContent]:
        return contents(self.connection)

    def dump(self, *, external: bool) -> Iterator[bytes]:
        """The whole database as ``pg_dump -Fc`` writes it."""
        program = _program("pg_dump", external=external, server=self.connection.info.server_version // 10_000)
        arguments = (f"--snapshot={self.exported}", "--format=custom", "--compress=1", "--no-password")
        with _running(program, self.address, *arguments, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None  # noqa: S101 - asked for above
            while block := process.stdout.read(BLOCK):
                yield block


@contextmanager
def one_moment(environment: Environment) -> Iterator[Moment]:
    """Hold one moment of the database, at which no seal is half done. Raises ``busy`` and ``no_backup_role``."""
    address = reading_address(environment)
    with psycopg.connect(_conninfo(address), autocommit=True) as connection:
        for statement in (*_SAME_TEXT, f"SET lock_timeout = '{_PATIENCE}'"):
            connection.execute(statement.encode())
        try:
            connection.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        except psycopg.errors.LockNotAvailable:
            raise BackupProblem("busy") from None
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        found = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert found is not None  # noqa: S101 - a function always answers
        yield Moment(connection, address, str(found[0]))


def contents(connection: psycopg.Connection) -> dict[str, TableContent]:
    """Rows and digest of every table of ours, over what the rows say and not where they lie."""
    listed = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
    ).fetchall()
    found = {}
    for (table,) in listed:
        row = connection.execute(_CONTENT.format(Identifier(str(table)))).fetchone()
        assert row is not None  # noqa: S101 - an aggregate always answers
        found[str(table)] = TableContent(rows=int(row[0]), digest=str(row[1]))
    return found


def restored_contents(environment: Environment) -> dict[str, TableContent]:
    """The same of a database that was just restored."""
    with psycopg.connect(_conninfo(reading_address(environment)), autocommit=True) as connection:
        for statement in _SAME_TEXT:
            connection.execute(statement.encode())
        return contents(connection)


def bring_back(environment: Environment, blocks: Iterable[bytes]) -> None:
    """Feed a dump to ``pg_restore`` as the owner. Walls, grants and policies are put up afterwards, by us."""
    address = environment.owner or embedded_address(environment, ROLES.owner)
    with psycopg.connect(_conninfo(address), autocommit=True) as connection:
        server = connection.info.server_version // 10_000
    program = _program("pg_restore", external=environment.external, server=server)
    arguments = ["--no-owner", "--no-acl", "--no-comments", "--single-transaction", "--no-password"]
    if _major(program) >= _NO_POLICIES_SINCE:
        arguments.append("--no-policies")  # they name roles of the database they come from
    with _running(program, address, *arguments, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 - asked for above
        with suppress(BrokenPipeError):  # it ended early; its own words say why
            for block in blocks:
                process.stdin.write(block)
            process.stdin.close()
    with psycopg.connect(_conninfo(address), autocommit=True) as connection:
        connection.execute("ANALYZE")


def check_empty(environment: Environment) -> None:
    """Raises ``database_not_empty`` and ``no_backup_role``; a database of our own is made anew and needs no look."""
    if environment.owner is None:
        return
    reading_address(environment)  # needed to compare; asked for before anything is written
    with psycopg.connect(_conninfo(environment.owner), autocommit=True) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LIMIT 1"
        ).fetchone()
        if found:
            raise BackupProblem("database_not_empty", database=environment.owner.database)


def reading_address(environment: Environment) -> DatabaseAddress:
    """The role that sees every row: the superuser of our own server, else FANGPIN_DATABASE_URL_BACKUP."""
    if environment.external:
        if environment.backup is None:
            raise BackupProblem("no_backup_role")
        return environment.backup
    from django.conf import settings

    told = settings.DATABASES["owner"]
    return replace(
        embedded_address(environment, ROLES.admin),
        host=told["HOST"],
        database=told["NAME"],
        passfile=Path(told["OPTIONS"]["passfile"]),
    )


def _conninfo(address: DatabaseAddress) -> str:
    words: dict[str, str] = {"application_name": "fangpin backup", **dict(address.options)}
    if address.password:
        words["password"] = address.password
    if address.passfile is not None:
        words["passfile"] = str(address.passfile)
    return make_conninfo(host=address.host, port=address.port, dbname=address.database, user=address.user, **words)


@contextmanager
def _running(
    program: Path,
    address: DatabaseAddress,
    *arguments: str,
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program of PostgreSQL for a block; it must end well, or what it said is raised. It never outlives the block."""
    without = replace(address, password="")
    environ = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"} | ({"PGPASSWORD": address.password} if address.password else {})
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(program), *arguments, f"--dbname={_conninfo(without)}"],
            stdin=stdin, stdout=stdout, stderr=said, env=environ,
        )  # fmt: skip
        try:
            yield process
            code = process.wait()
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):
                        pipe.close()
        if code:
            said.seek(0)
            tail = said.read().decode("utf-8", "replace").strip().splitlines()[-8:]
            raise BackupProblem("database", said="\n".join(tail) or f"{program.name} {code}")


def _program(name: str, *, external: bool, server: int) -> Path:
    shipped = shipped_programs() / name
    system = shutil.which(name)
    # The wheel's programs cannot speak TLS, so those of the system come first for somebody else's server.
    listed = [Path(system), shipped] if external and system else [shipped]
    for program in listed:
        if program.exists() and _major(program) >= server:
            return program
    raise BackupProblem("no_program", program=name, wanted=server)


def _major(program: Path) -> int:
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found.group(1)) if found else 0
