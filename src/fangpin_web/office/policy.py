"""The policy in force at this office, read again when one of its files has changed."""

from __future__ import annotations

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
        super().__init__("this installation serves no place yet; run: fangpin set-up PLACE")

    @property
    def zh(self) -> str:
        return "本安装还没有设定地区；请运行 fangpin set-up 地区。"


def office() -> Office:
    """The office; raises :class:`NoOffice` before set-up."""
    found = Office.objects.filter(id=Office.ONLY).first()
    if found is None:
        raise NoOffice
    return found


def is_demo() -> bool:
    """Whether everything here carries the mark of a demonstration."""
    return Office.objects.filter(demo=True).exists()


def policies_folder() -> Path:
    """Where the policies lie: the installation's own ``policies`` folder if it has one, else the shipped ones."""
    from fangpin.policy import shipped_folder

    own = Path(settings.FANGPIN.home) / "policies"
    return own if own.is_dir() else Path(shipped_folder())


def policy_in_force() -> Policy:
    """The policy of the office's place. Raises :class:`NoOffice` or ``PolicyError``."""
    folder = policies_folder()
    return _load(office().place, folder, _state_of(folder))


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    stats = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)


@lru_cache(maxsize=2)
def _load(place: str, folder: Path, _state: tuple[tuple[str, int, int], ...]) -> Policy:
    from fangpin.policy import load

    return load(place, folder)
