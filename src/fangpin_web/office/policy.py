"""The policy in force at this office, read again when one of its files has changed."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from fangpin_web.config.environment import Environment, kept_policies
from fangpin_web.office.models import Office

if TYPE_CHECKING:
    from fangpin.policy import Policy


States = tuple[tuple[str, int, int], ...]
SHIPPED_LOOKED_AT_EVERY = 1.0
"""Seconds. The shipped folder changes by an upgrade or under somebody's editor, never by what a page writes."""


class NoOffice(LookupError):
    """Nobody has said yet which place this installation serves."""

    def __init__(self) -> None:
        super().__init__("this installation serves no place yet; run: fangpin init, or fangpin set-up PLACE")

    @property
    def zh(self) -> str:
        return "本安装还没有设定地区；请运行 fangpin init（新的县）或 fangpin set-up 地区。"


def office() -> Office:
    """The office; raises :class:`NoOffice` before set-up."""
    found = Office.objects.filter(id=Office.ONLY).first()
    if found is None:
        raise NoOffice
    return found


def is_demo() -> bool:
    """Whether everything here carries the mark of a demonstration."""
    return Office.objects.filter(demo=True).exists()


def own_folder() -> Path:
    """Where this installation keeps what it says itself: its own place, and values entered by page."""
    return Path(settings.FANGPIN.home) / "policies"


def policy_folders() -> tuple[Path, ...]:
    """Where the policies lie: the installation's own folder first, where there is one, then the shipped one."""
    environment: Environment = settings.FANGPIN
    return environment.policy_folders


def own_place() -> str:
    """Id of the place in whose folder values entered by page are kept, made or not.

    A place of the installation's own keeps them itself. A shipped place is not written to: the next version
    would take its place; a child of it in the own folder keeps them.
    """
    return _own_place(office().place)


def place_in_force() -> str:
    """The place whose chain counts here: the own place where it has been made."""
    place = office().place
    own = _own_place(place)
    return own if (own_folder() / own / "place.yaml").is_file() else place


def _own_place(place: str) -> str:
    shipped = policy_folders()[-1]
    return f"{place}_office" if (shipped / place / "place.yaml").is_file() else place


def policy_in_force() -> Policy:
    """The policy of the office's place. Raises :class:`NoOffice` or ``PolicyError``.

    What a page has entered counts with the next call, in every process; a shipped file edited by hand within a second.
    """
    *own, shipped = folders = policy_folders()
    states = (*(_state_of(folder) for folder in own), _shipped_state(shipped))
    return _load(place_in_force(), folders, states)


def _state_of(folder: Path) -> States:
    """Name, time and size of every file; this is asked several times a page."""
    found: list[tuple[str, int, int]] = []
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(entry.path)
                elif not entry.name.startswith("."):  # the unfinished file of somebody who is writing
                    with suppress(FileNotFoundError):  # just replaced
                        told = entry.stat()
                        found.append((entry.path, told.st_mtime_ns, told.st_size))
    return tuple(sorted(found))


_looked_at: dict[Path, tuple[float, States]] = {}


def _shipped_state(folder: Path) -> States:
    now = time.monotonic()
    at, state = _looked_at.get(folder, (now - SHIPPED_LOOKED_AT_EVERY, ()))
    if now - at >= SHIPPED_LOOKED_AT_EVERY:
        state = _state_of(folder)
        _looked_at[folder] = (now, state)
    return state


@lru_cache(maxsize=2)
def _load(place: str, folders: tuple[Path, ...], _states: tuple[States, ...]) -> Policy:
    from fangpin.policy import load_kept

    return load_kept(place, folders, keep=kept_policies())
