"""The processes behind ``fangpin serve``: one per home, children that end with their parent, an orderly end."""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Self

import psutil

_START_SECONDS = 60
_END_SECONDS = 15
_STOP_SECONDS = 60
_RESTARTS = 5
_LOOK_SECONDS = 0.2


class AlreadyServing(Exception):
    """Another ``fangpin serve`` works on this home."""

    def __init__(self, home: Path, where: str) -> None:
        super().__init__(f"{home} is being served already at {where}; stop it with: fangpin stop")
        self.zh = f"{home} 已在 {where} 提供服务；可用 fangpin stop 停止。"


class StillServing(Exception):
    """The serving process was asked to end and has not."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"process {pid} was asked to end and still runs; look at its output, or end it by hand")
        self.zh = f"进程 {pid} 收到停止请求后仍在运行；请查看其输出，或手工结束。"


class PortTaken(Exception):
    """Something else listens on the port."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"cannot listen on {host}:{port}: {why}. Choose another with --port")
        self.zh = f"无法监听 {host}:{port}（{why}）。请用 --port 换一个端口。"


@dataclass(slots=True)
class ServingLock:
    """Held while a home is served; the kernel lets go of it when the process ends, however it ends."""

    home: Path
    address: str
    _descriptor: int = -1

    def __enter__(self) -> Self:
        from fangpin_web.server.ground import make_home

        make_home(self.home)
        self._descriptor = os.open(_lock_file(self.home), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = _read_lock(self.home)[1]
            os.close(self._descriptor)
            raise AlreadyServing(self.home, where) from None
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, f"{os.getpid()}\n{self.address}\n".encode())
        return self

    def __exit__(self, *_exception: object) -> None:
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def serving_process(home: Path) -> psutil.Process | None:
    """The process that serves this home, or None. The lock says whether it lives, not the number in it."""
    try:
        descriptor = os.open(_lock_file(home), os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        number, _where = _read_lock(home)
        return psutil.Process(number) if number and psutil.pid_exists(number) else None
    else:
        return None
    finally:
        os.close(descriptor)


def wait_until_it_ended(home: Path) -> None:
    """Wait for the lock, not for the process: a dead one may stay a zombie for ever in a container.

    Raises :class:`StillServing` after a minute.
    """
    deadline = time.monotonic() + _STOP_SECONDS
    while (process := serving_process(home)) is not None:
        if time.monotonic() > deadline:
            raise StillServing(process.pid)
        time.sleep(_LOOK_SECONDS)


def _lock_file(home: Path) -> Path:
    return home / "serving"


def _read_lock(home: Path) -> tuple[int, str]:
    lines = [*_lock_file(home).read_text(encoding="utf-8").splitlines(), "", ""]
    return (int(lines[0]) if lines[0].isdigit() else 0), lines[1] or "?"


def check_port(host: str, port: int) -> None:
    """Raise :class:`PortTaken` unless the address can be listened on."""
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        raise PortTaken(host, port, error.strerror or str(error)) from None


@contextmanager
def end_at_signal() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set, so that the end is the same orderly one for both."""
    ending = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ending.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(slots=True)
class _Child:
    name: str
    arguments: tuple[str, ...]
    again: bool
    process: subprocess.Popen[bytes]
    restarts: int = 0


@dataclass(slots=True)
class Children:
    """Child processes of this interpreter, in sessions of their own, ended in the reverse order of starting."""

    _children: list[_Child] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        for child in reversed(self._children):
            _end(child.process)

    def start(self, name: str, *arguments: str, again: bool = False) -> None:
        """Start ``python`` with these arguments; with ``again`` it is started anew when it dies."""
        self._children.append(_Child(name, arguments, again, _launch(arguments)))

    def alive(self) -> bool:
        """Whether all that are not started again are alive; starts the others again."""
        for child in self._children:
            if child.process.poll() is None:
                continue
            if not child.again or child.restarts >= _RESTARTS:
                return False
            child.restarts += 1
            child.process = _launch(child.arguments)
        return True

    def watch(self, ending: threading.Event) -> bool:
        """Wait until it is time to end; False when a child ended first."""
        while not ending.wait(_LOOK_SECONDS):
            if not self.alive():
                return False
        return True


def wait_until_it_answers(address: str, children: Children, ending: threading.Event) -> bool:
    """Whether the page answers before a child dies, somebody asks to end, or a minute is over.

    Its certificate names the address users type, not the one asked here, so it is not compared.
    """
    anyhow = ssl._create_unverified_context() if address.startswith("https") else None  # noqa: S323, SLF001
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and children.alive() and not ending.is_set():
        try:
            with urllib.request.urlopen(address, timeout=5, context=anyhow):  # noqa: S310 - our own address
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            ending.wait(_LOOK_SECONDS)
    return False


def _launch(arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        start_new_session=True,  # Ctrl-C reaches the parent alone, which ends them in order
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one system call
    )


def _end_with_parent() -> None:
    """Linux ends the child when its parent is killed, so that kill -9 leaves nothing that serves."""
    set_death_signal = 1
    ctypes.CDLL(None).prctl(set_death_signal, signal.SIGTERM)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
