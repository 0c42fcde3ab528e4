"""One embedded PostgreSQL per test run, one database per process, cloned from a finished one.

Nothing is started until a test asks for the database, and nothing of a user's own installation is
touched: the run has a home of its own in /tmp, removed when the run ends. Every test works as
``fangpin_web``; as a superuser a green test would say nothing about access.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import HealthCheck, settings

_HOMES = Path("/tmp")  # noqa: S108 - a socket's path must be short; the folder itself is closed
_PREFIX = "fangpin-tests-"
_TEMPLATE = "fangpin"
_TESTS = Path(__file__).parent
# Cities built from targets are shared by four packages, all the places of the policies by two.
_TOGETHER = {"works": "cities", "sixth": "cities", "indicators": "cities", "synthesis": "cities", "policies": "policy"}


# A test judges answers; how long drawing its input took says only how busy the machine is.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    # Workers of xdist inherit the variable and share the controller's server.
    os.environ.setdefault("FANGPIN_TEST_HOME", str(_HOMES / f"{_PREFIX}{os.getpid()}"))


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A package of the core's tests runs in one process: its policies and cities are read and built once, not twice.

    Pages and services share nothing but the database of their process; handed out singly, and last because groups
    are handed out by size, they keep both processes busy to the end.
    """
    for item in items:
        room, *rest = item.path.relative_to(_TESTS).parts
        package = rest[0] if room == "core" else room
        if room in ("core", "policies") and next(item.iter_markers("xdist_group"), None) is None:
            item.add_marker(pytest.mark.xdist_group(_TOGETHER.get(package, package)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        for home in _HOMES.glob(f"{_PREFIX}*"):
            owner = int(home.name.removeprefix(_PREFIX))
            if owner == os.getpid() or not psutil.pid_exists(owner):  # ours, or of a run that was killed
                _remove(home)


def _remove(home: Path) -> None:
    from fangpin_web.server import stop
    from fangpin_web.server.home import cluster_folder

    stop(_environment(home))
    folder = cluster_folder(home).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)


def _environment(home: Path) -> Any:
    from fangpin_web.config.environment import Environment

    return Environment.read({"FANGPIN_HOME": str(home)})


@pytest.fixture(scope="session")
def _server(django_db_blocker: Any) -> Iterator[Any]:
    """The run's server with an empty, fully walled database to clone from; settings point at it."""
    from django.conf import settings

    from fangpin_web.server import prepare_database, start

    environment = _environment(Path(os.environ["FANGPIN_TEST_HOME"]))
    before = settings.FANGPIN
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    start(environment, ephemeral=True)
    settings.FANGPIN = replace(environment, home=_home_of_process(environment.home))
    with django_db_blocker.unblock(), (environment.home / ".tests.lock").open("a") as lock:
        flock(lock, LOCK_EX)
        if not (environment.home / ".template").exists():
            use_database(_TEMPLATE)
            prepare_database()
            close_connections()
            (environment.home / ".template").touch()
    yield environment
    close_connections()
    settings.FANGPIN = before


@pytest.fixture(scope="session")
def django_db_setup(_server: Any, django_db_blocker: Any) -> Iterator[None]:
    """In place of pytest-django's: a clone for this process, entered as the web role."""
    with django_db_blocker.unblock(), cloned_database(f"test_{os.getpid()}"):
        yield


@pytest.fixture
def fresh_database(_server: Any, django_db_blocker: Any) -> Iterator[str]:
    """A database of its own for a test that commits, uses several connections, or needs the owner.

    In place of ``django_db``, not together with it: that one holds a transaction open.
    """
    from django.db import connections

    if connections["default"].in_atomic_block:
        pytest.fail("a test with fresh_database may not be marked django_db, nor its module")
    before = str(connections["default"].settings_dict["NAME"])
    with django_db_blocker.unblock():
        name = f"test_{os.getpid()}_own"
        with cloned_database(name):
            yield name
        use_database(before)


@pytest.fixture
def own_home(tmp_path: Path, settings: Any) -> Path:
    """A home of this test's own for snapshots and other files; keys and database server stay the run's."""
    (tmp_path / "keys").symlink_to(settings.FANGPIN.home / "keys")
    settings.FANGPIN = replace(settings.FANGPIN, home=tmp_path)
    return tmp_path


@contextmanager
def cloned_database(name: str) -> Iterator[str]:
    """A copy of the finished database for as long as the block lasts; all aliases point at it."""
    from django.conf import settings

    from fangpin_web.server.cluster import run_sql_as_admin
    from fangpin_web.server.home import ROLES

    close_connections()
    run_sql_as_admin(settings.FANGPIN, f"CREATE DATABASE {name} OWNER {ROLES.owner} TEMPLATE {_TEMPLATE}")
    use_database(name)
    try:
        yield name
    finally:
        close_connections()
        run_sql_as_admin(settings.FANGPIN, f"DROP DATABASE {name} WITH (FORCE)")


def _home_of_process(home: Path) -> Path:
    """This process's own files beside the run's server and keys.

    Ids repeat from database to database, and files are named by id.
    """
    own = home / f"process-{os.getpid()}"
    own.mkdir(exist_ok=True)
    for shared in ("keys", "postgres"):
        (own / shared).symlink_to(home / shared)
    return own


def use_database(name: str) -> None:
    """Point Django's three aliases at a database of the run's server."""
    from django.conf import settings
    from django.db import connections

    from fangpin_web.server.home import ROLES, embedded_address

    close_connections()
    for alias, role in (("default", ROLES.web), ("owner", ROLES.owner), ("seal", ROLES.seal)):
        place = embedded_address(settings.FANGPIN, role, name)
        told = {"NAME": name, "HOST": place.host, "PORT": str(place.port), "USER": role, "PASSWORD": ""}
        for kept in (connections[alias].settings_dict, settings.DATABASES[alias]):
            kept.update(told, OPTIONS={"passfile": str(place.passfile)})


def close_connections() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
