"""The installation a command works on: its database running, its officer known."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fangpin_web.accounts.models import Officer
    from fangpin_web.config.environment import Environment


class NotPrepared(Exception):
    """The database of this home has no tables yet, or those of an older version."""

    def __init__(self, home: object) -> None:
        super().__init__(f"the installation in {home} is not set up; run: fangpin set-up PLACE, or fangpin demo")
        self.zh = f"{home} 中的安装还没有设置；请运行 fangpin set-up 地区，或 fangpin demo。"


class WhichOfficer(Exception):
    """An act is somebody's: the officer was not named, and there is not exactly one it could be."""

    def __init__(self, named: str | None, known: list[str]) -> None:
        listed = ", ".join(known) or "–"
        if named:
            super().__init__(f"there is no active account {named}; county accounts: {listed}")
            self.zh = f"没有可用的账号 {named}；县专班账号有：{listed}。"
        else:
            super().__init__(f"say for which officer with --by; county accounts: {listed}")
            self.zh = f"请用 --by 指定办理人；县专班账号有：{listed}。"


def environment() -> Environment:
    """The environment, read and checked. Raises ``EnvironmentProblem``."""
    from fangpin_web.config.environment import Environment

    return Environment.read(os.environ)


def ready() -> None:
    """Make Django usable; starts nothing."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangpin_web.config.settings")
    if not apps.ready:
        django.setup()


@contextmanager
def open_database(*, prepare: bool = False) -> Iterator[Environment]:
    """Have the database running for a block; a server that was started for it is stopped afterwards.

    With ``prepare`` roles, tables and walls are made or brought up to date first. Else raises
    :class:`NotPrepared` where they are missing.
    """
    from fangpin_web import server
    from fangpin_web.backup.standing import refuse_unfinished

    told = environment()
    refuse_unfinished(told.home)
    started = not told.external and not server.running(told)
    if started:
        server.start(told)
    try:
        ready()
        if prepare:
            server.prepare_database()
        elif not _prepared():
            raise NotPrepared(told.home)
        _note_place(told)
        yield told
        _note_place(told)
    finally:
        if started:
            hang_up()
            server.stop(told)


def officer_named(username: str | None) -> Officer:
    """The officer an act is put down to: the one named, else the only county officer there is."""
    from fangpin_web.accounts.models import Officer, Role

    county = Officer.objects.filter(role=Role.COUNTY, is_active=True).order_by("username")
    found = Officer.objects.filter(username=username, is_active=True) if username else county
    if found.count() != 1:
        raise WhichOfficer(username, list(county.values_list("username", flat=True)))
    return found.get()


def _note_place(told: Environment) -> None:
    """Keep beside the database which place it serves, for commands that open none."""
    from fangpin_web.office.policy import NoOffice, place_in_force

    with suppress(NoOffice):
        if (place := place_in_force()) != told.place:
            told.place_file.write_text(f"{place}\n", "utf-8")


def _prepared() -> bool:
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connections["owner"])
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def hang_up() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
