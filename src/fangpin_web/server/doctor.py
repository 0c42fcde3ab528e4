"""Examine an installation and name what is missing."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fangpin_web.config.environment import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be: where, what, and what now."""

    where: str
    what: str
    remedy: str


def doctor() -> list[Finding]:
    """Everything that is wrong; an empty list is a clean bill. Changes nothing.

    Later examinations need what earlier ones look at, so the first kind that finds something ends it:
    an unfinished restore, server, keys, tables, walls, backups.
    """
    from django.conf import settings

    environment: Environment = settings.FANGPIN
    examinations: tuple[Callable[[Environment], Iterator[Finding]], ...] = (
        _unfinished,
        _server,
        _keys,
        _tables,
        _walls,
        _backup,
    )
    for examine in examinations:
        if found := list(examine(environment)):
            return found
    return []


def _unfinished(environment: Environment) -> Iterator[Finding]:
    from fangpin_web.backup.standing import is_unfinished

    if is_unfinished(environment.home):
        yield Finding(
            where=str(environment.home),
            what="a restore into this home did not finish",
            remedy="run fangpin restore again; it begins anew",
        )


def _server(environment: Environment) -> Iterator[Finding]:
    from django.db import DatabaseError, connections

    from fangpin_web.server.cluster import running

    if not environment.external and not running(environment):
        yield Finding(
            where=str(environment.home), what="the embedded PostgreSQL is not running", remedy="fangpin serve"
        )
        return
    for alias in ("owner", "default", "seal"):
        try:
            connections[alias].ensure_connection()
        except DatabaseError as error:
            role = str(connections[alias].settings_dict["USER"])
            yield Finding(
                where=role, what=f"the role cannot log in: {error}".strip(), remedy="fangpin serve prepares the roles"
            )


def _keys(environment: Environment) -> Iterator[Finding]:
    from fangpin_web.access.keys import KeyProblem, read_keys

    try:
        read_keys(environment.home, environment.field_keys)
    except KeyProblem as problem:
        yield Finding(where=str(environment.keys_folder), what=str(problem), remedy="restore the keys folder")
    for path in sorted(environment.keys_folder.glob("*")):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding(where=str(path), what="others may read this file", remedy=f"chmod 600 {path}")


def _tables(environment: Environment) -> Iterator[Finding]:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from fangpin_web.access.keys import read_keys
    from fangpin_web.access.models import KeyPrint

    executor = MigrationExecutor(connections["owner"])
    if missing := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        names = ", ".join(str(migration) for migration, _backwards in missing[:5])
        yield Finding(
            where="database", what=f"{len(missing)} migrations have not been run: {names}", remedy="fangpin serve"
        )
        return
    fingerprint = read_keys(environment.home, environment.field_keys).fingerprint
    if fingerprint not in set(KeyPrint.objects.using("owner").values_list("fingerprint", flat=True)):
        yield Finding(
            where=str(environment.keys_folder),
            what="the field keys are not those the database was written with",
            remedy="restore fields.json from its backup",
        )


def _walls(_environment: Environment) -> Iterator[Finding]:
    from fangpin_web.access.inspection import missing_walls

    for where, what in missing_walls():
        yield Finding(where=where, what=what, remedy="fangpin serve puts the walls up again (every migrate does)")


_AMISS = {
    "not_set_up": ("nobody has said where backups go", "fangpin backup set-up FOLDER"),
    "none_yet": ("no backup has been made yet", "fangpin backup"),
    "old": ("the last backup is too old", "fangpin backup"),
}


def _backup(environment: Environment) -> Iterator[Finding]:
    from django.utils import timezone

    from fangpin_web.backup.standing import amiss

    if problem := amiss(timezone.now()):
        what, remedy = _AMISS[problem]
        yield Finding(where=str(environment.home), what=what, remedy=remedy)
