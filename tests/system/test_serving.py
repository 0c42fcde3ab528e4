"""Processes of an installation: they start together, end together, and survive each other's deaths."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from select import select
from typing import Any

import psutil
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 90

pytestmark = pytest.mark.xdist_group("processes")


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home of its own for the real processes, with a short path for the socket."""
    import shutil

    folder = Path(tempfile.mkdtemp(prefix="fp-serve-", dir="/tmp"))  # short: for the socket
    yield folder
    fangpin(folder, "stop")
    shutil.rmtree(folder, ignore_errors=True)


def environ(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FANGPIN_", "DJANGO_", "LANG"))}
    return kept | {"FANGPIN_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "LANG": "C"}


def fangpin(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fangpin_web.command", *arguments]
    return subprocess.run(
        command,
        env=environ(home),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def prepared(home: Path) -> Path:
    """The home, set up for Gejiu with a county officer."""
    done = fangpin(home, "set-up", "gejiu", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["password"]
    script = """
import django; django.setup()
from django.utils import timezone
from fangpin_web import server
from django.conf import settings
server.start(settings.FANGPIN)
from fangpin_web.accounts.services import make_officer
make_officer(username="zhou", name="周四", role="county", area_code="770101", password=None, at=timezone.now(), by=None)
from django.db import connections
connections.close_all()
server.stop(settings.FANGPIN)
"""
    settings = {"DJANGO_SETTINGS_MODULE": "fangpin_web.config.settings"}
    subprocess.run([sys.executable, "-c", script], env=environ(home) | settings, check=True, timeout=PATIENCE)
    return home


@pytest.fixture
def serve(prepared: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    """Start ``fangpin serve`` on a free port and wait until it answers; gives process and address."""
    started: list[subprocess.Popen[str]] = []

    def serve(*arguments: str) -> tuple[subprocess.Popen[str], str]:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = trial.getsockname()[1]
        command = [sys.executable, "-m", "fangpin_web.command", "serve", "--port", str(port), "--json", *arguments]
        process = subprocess.Popen(
            command, env=environ(prepared), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        started.append(process)
        address = f"http://127.0.0.1:{port}/"
        wait_for(lambda: process.poll() is not None or answers(f"{address}alive"))
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        return process, address

    yield serve
    for process in started:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=PATIENCE)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as page:  # noqa: S310 - our own address
            return page.status == 200
    except OSError:
        return False


def wait_for(condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)
    return found


def processes_of(home: Path) -> list[psutil.Process]:
    """Everything alive that works for this home."""
    found = []
    for process in psutil.process_iter(["status"]):
        try:
            ours = process.environ().get("FANGPIN_HOME") == str(home) or str(home) in " ".join(process.cmdline())
            if ours and process.status() != psutil.STATUS_ZOMBIE and process.pid != os.getpid():
                found.append(process)
        except psutil.Error:
            continue
    return found


def worker_of(process: subprocess.Popen[str]) -> psutil.Process | None:
    for child in psutil.Process(process.pid).children():
        with suppress(psutil.Error):  # a zombie has no command line
            if child.cmdline()[-1:] == ["worker"]:
                return child
    return None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_pages_worker_and_database(serve, prepared, number):
    process, address = serve()
    assert wait_for(lambda: worker_of(process))
    assert select([process.stdout], [], [], PATIENCE)[0]  # the pages may answer before it has said so
    process.send_signal(number)
    out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert json.loads(out)["address"] == address
    assert not answers(f"{address}alive")
    wait_for(lambda: not processes_of(prepared), 10)


def test_stop_ends_what_serve_started_and_says_when_there_is_nothing(serve, prepared):
    process, _ = serve()
    assert fangpin(prepared, "stop").returncode == 0
    assert process.wait(timeout=PATIENCE) == 0
    assert fangpin(prepared, "stop").returncode == 4


def test_a_home_is_served_once_and_a_taken_port_is_named(serve, prepared, tmp_path):
    _, address = serve()
    second = fangpin(prepared, "serve", "--port", "1")
    assert (second.returncode, address in second.stderr) == (4, True)
    port = address.rsplit(":", 1)[1].strip("/")
    other = prepared.with_name(f"{prepared.name}-b")
    taken = fangpin(other, "serve", "--port", port)
    assert (taken.returncode, f"127.0.0.1:{port}" in taken.stderr) == (4, True)


def test_killed_outright_nothing_serves_on_and_the_next_start_works(serve, prepared):
    process, address = serve()
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=PATIENCE)
    wait_for(lambda: not answers(f"{address}alive"), 20)
    process, _ = serve()
    process.terminate()
    assert process.wait(timeout=PATIENCE) == 0


def test_a_killed_worker_is_replaced(serve):
    process, _ = serve()
    first = wait_for(lambda: worker_of(process))
    first.kill()
    second = wait_for(lambda: (w := worker_of(process)) is not None and w.pid != first.pid and w)
    assert second.is_running()


QUEUE = """
import django, json, sys; django.setup()
from django.utils import timezone
from fangpin_web.accounts.models import Officer
from fangpin_web.jobs import services
from fangpin_web.jobs.models import Progress
from fangpin_web.publishing.models import Seal, snapshots_folder
if sys.argv[1] == "start":
    made = services.start(kind="seal", arguments={"as_of": "2026-10-31", "label": sys.argv[2]},
                          by=Officer.objects.get(username="zhou"), at=timezone.now())
    print(made.pk)
else:
    row = Progress.objects.get(pk=int(sys.argv[2]))
    left = [p.name for p in snapshots_folder().iterdir()] if snapshots_folder().exists() else []
    print(json.dumps([row.state, row.attempts, Seal.objects.filter(label=sys.argv[3]).count(), left]))
"""


def ask(home: Path, *arguments: str) -> Any:
    settings = {"DJANGO_SETTINGS_MODULE": "fangpin_web.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", QUEUE, *arguments],
        env=environ(home) | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_a_job_whose_worker_is_killed_is_done_by_the_next_and_once(serve, prepared):
    """The worker is stopped the moment it holds the job, then killed: nothing of its work may be left."""
    process, _ = serve()
    worker = wait_for(lambda: worker_of(process))
    time.sleep(3)  # it has registered and waits for jobs
    number = str(ask(prepared, "start", "killed"))
    wait_for(lambda: ask(prepared, "show", number, "killed")[0] != "waiting")
    worker.kill()
    state = wait_for(lambda: (s := ask(prepared, "show", number, "killed"))[0] in ("done", "failed") and s)
    assert state[0] == "done"
    assert state[2] == 1
    assert not [name for name in state[3] if name.startswith(".writing-")]
