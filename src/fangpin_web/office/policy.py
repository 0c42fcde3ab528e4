"""The policy in force at this office, read again when one of its files has changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from fangpin_web.office.models import Office

if TYPE_CHECKING:
    from fangpin.policy import Policy


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
    from fangpin.policy import shipped_folder

    own = own_folder()
    return (own, shipped_folder()) if own.is_dir() else (shipped_folder(),)


def own_place() -> str:
    """Id of the place in whose folder values entered by page are kept, made or not.

    A place of the installation's own keeps them itself. A shipped place is not written to: the next version
    would take its place; a child of it in the own folder keeps them.
    """
    place = office().place
    shipped = policy_folders()[-1]
    return f"{place}_office" if (shipped / place / "place.yaml").is_file() else place


def place_in_force() -> str:
    """The place whose chain counts here: the own place where it has been made."""
    own = own_place()
    return own if (own_folder() / own / "place.yaml").is_file() else office().place


def policy_in_force() -> Policy:
    """The policy of the office's place. Raises :class:`NoOffice` or ``PolicyError``."""
    folders = policy_folders()
    return _load(place_in_force(), folders, tuple(_state_of(folder) for folder in folders))


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple(_file_states(folder))


def _file_states(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in sorted(folder.rglob("*")):
        try:
            stat = path.stat()
        except FileNotFoundError:  # the unfinished file of somebody who is writing
            continue
        if path.is_file() and not path.name.startswith("."):
            yield str(path), stat.st_mtime_ns, stat.st_size


@lru_cache(maxsize=2)
def _load(place: str, folders: tuple[Path, ...], _state: tuple[tuple[tuple[str, int, int], ...], ...]) -> Policy:
    from fangpin.policy import load

    return load(place, folders)
