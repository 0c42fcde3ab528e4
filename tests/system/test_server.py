"""The embedded PostgreSQL lives through what happens to servers, and opens nothing on the way."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from fangpin_web.config.environment import Environment
from fangpin_web.server import ServerProblem, liveness, running, start, stop
from fangpin_web.server.home import ROLES, cluster_folder, embedded_address, socket_folder

pytestmark = pytest.mark.xdist_group("server")


def environment(home: Path) -> Environment:
    return Environment.read({"FANGPIN_HOME": str(home)})


def enter(place: Environment, role: str = ROLES.admin, **more: str) -> psycopg.Connection:
    there = embedded_address(place, role, "postgres")
    told = {"host": there.host, "port": there.port, "dbname": "postgres", "user": role, "passfile": str(there.passfile)}
    return psycopg.connect(**(told | more), autocommit=True)


@pytest.fixture(scope="module")
def place() -> Iterator[Environment]:
    folder = Path(tempfile.mkdtemp(prefix="fp-", dir="/tmp"))
    folder.chmod(0o711)
    made = environment(folder / "home")
    start(made)
    yield made
    stop(made)
    shutil.rmtree(cluster_folder(made.home).resolve(), ignore_errors=True)
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _up(place: Environment) -> None:
    start(place)


def pid_of(place: Environment) -> int:
    process = liveness.postmaster(cluster_folder(place.home) / "data")
    assert process is not None
    return process.pid


def test_starting_twice_is_starting_once(place) -> None:
    before = pid_of(place)
    start(place)
    assert pid_of(place) == before
    assert running(place)


def test_stopping_twice_is_stopping_once(place) -> None:
    assert stop(place) is True
    assert not running(place)
    assert stop(place) is False


def test_after_kill_9_it_starts_again_with_every_committed_row(place) -> None:
    with enter(place) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT generate_series(1, 1000) AS id")
    os.kill(pid_of(place), signal.SIGKILL)
    start(place)
    with enter(place) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_after_kill_9_a_backend_that_lingers_does_not_stop_the_new_server(place) -> None:
    with enter(place) as lingering:
        os.kill(pid_of(place), signal.SIGKILL)
        start(place)
        assert running(place)
        with pytest.raises(psycopg.Error):
            lingering.execute("SELECT 1")


def test_a_pid_file_with_somebody_elses_number_is_not_believed(place) -> None:
    """After a container restart the number in the file belongs to another process: here, to this one."""
    data = cluster_folder(place.home) / "data"
    kept = (data / "postmaster.pid").read_text()
    os.kill(pid_of(place), signal.SIGKILL)
    (data / "postmaster.pid").write_text(kept.replace(kept.split("\n", 1)[0], str(os.getpid()), 1))
    assert not running(place)
    start(place)
    assert running(place)


def test_a_zombie_is_not_a_server(place) -> None:
    child = subprocess.Popen(["sleep", "60"])
    child.kill()
    deadline = time.monotonic() + 5
    while psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.01)
    data = cluster_folder(place.home) / "data"
    stop(place)
    (data / "postmaster.pid").write_text(f"{child.pid}\n{data}\n")
    assert not running(place)
    start(place)
    assert running(place)
    child.wait()


def test_a_broken_pid_file_is_no_obstacle(place) -> None:
    stop(place)
    (cluster_folder(place.home) / "data" / "postmaster.pid").write_text("")
    start(place)
    assert running(place)


def test_sigterm_stops_it_and_start_brings_it_back(place) -> None:
    process = psutil.Process(pid_of(place))
    process.terminate()
    process.wait(20)
    assert not running(place)
    start(place)
    assert running(place)


def test_nobody_enters_without_a_password_and_nothing_listens_on_the_network(place) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        enter(place, passfile="/dev/null")
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        enter(place, password="guess")
    assert not [c for c in psutil.Process(pid_of(place)).net_connections("inet") if c.status == psutil.CONN_LISTEN]


def test_passwords_and_data_are_for_their_owner_only(place) -> None:
    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(place.passfile) == 0o600
    assert (
        mode(place.keys_folder) == mode(cluster_folder(place.home) / "data") == mode(socket_folder(place.home)) == 0o700
    )
    assert mode(cluster_folder(place.home) / "data" / "pg_hba.conf") == 0o600
    assert mode(place.home) & 0o066 == 0


def test_two_homes_run_side_by_side(place) -> None:
    other = environment(place.home.parent / "other")
    start(other, ephemeral=True)
    try:
        assert pid_of(place) != pid_of(other)
        with enter(other) as connection:
            assert connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'kept'").fetchone() == (0,)
    finally:
        stop(other)


def test_a_home_with_a_long_path_has_its_socket_elsewhere_and_private(place) -> None:
    long = environment(place.home.parent / ("long-" * 20) / "home")
    long.home.parent.mkdir(mode=0o711)
    start(long, ephemeral=True)
    try:
        folder = socket_folder(long.home)
        assert folder.parent == Path("/tmp")  # noqa: S108 - where it says it puts it
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert running(long)
    finally:
        stop(long)
        shutil.rmtree(socket_folder(long.home))


def test_somebody_elses_folder_in_the_place_of_the_socket_is_refused(place) -> None:
    long = environment(place.home.parent / ("open-" * 20) / "home")
    long.home.parent.mkdir(mode=0o711)
    socket_folder(long.home).mkdir(mode=0o777)
    socket_folder(long.home).chmod(0o777)
    try:
        with pytest.raises(ServerProblem, match="not a private folder"):
            start(long, ephemeral=True)
    finally:
        socket_folder(long.home).rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_root_with_a_closed_home_opens_no_folder_and_still_starts(place) -> None:
    closed = place.home.parent / "closed"
    closed.mkdir(mode=0o700)
    inside = environment(closed / "home")
    start(inside, ephemeral=True)
    try:
        assert running(inside)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert cluster_folder(inside.home).is_symlink()
        assert liveness.postmaster(cluster_folder(inside.home) / "data").username() != "root"
    finally:
        stop(inside)
        shutil.rmtree(cluster_folder(inside.home).resolve())


def test_importing_the_settings_starts_nothing(place) -> None:
    home = place.home.parent / "untouched"
    code = "import django; django.setup()"
    told = os.environ | {"FANGPIN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "fangpin_web.config.settings"}
    subprocess.run([sys.executable, "-c", code], env=told, check=True)
    assert not home.exists()
