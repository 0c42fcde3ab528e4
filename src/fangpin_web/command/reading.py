"""What a command reads: the policy of a place, a sealed snapshot, a day. The options are the same for every command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fangpin.indicators import KeptFigures
    from fangpin.policy import Policy
    from fangpin.snapshots import Snapshot
    from fangpin_web.publishing.models import Seal

SNAPSHOT = click.option(
    "--snapshot", "folder", default=None, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A snapshot's folder; needs no database. The installation's newest unless given. 快照文件夹。",
)  # fmt: skip
PLACE = click.option(
    "--place", default=None,
    help="Whose policy is read, such as gejiu; the installation's place, else the nation, unless given. 地区。",
)  # fmt: skip
DAY = click.DateTime(formats=["%Y-%m-%d"])
SECRET_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


def secret_in(file: Path) -> str:
    """The first line of a file, ``-`` for standard input; empty where there is none."""
    with click.open_file(str(file), encoding="utf-8-sig", errors="replace") as stream:
        return str(stream.readline()).rstrip("\r\n")


def _password_in(_ctx: click.Context, _parameter: click.Parameter, file: Path | None) -> str | None:
    if file is None:
        return None
    if password := secret_in(file):
        return password
    raise click.BadParameter(f"{file}: first line is empty 第一行是空的")


PASSWORD = click.option(
    "--password-file", "password", type=SECRET_FILE, default=None, callback=_password_in,
    help="File whose first line opens protected workbooks, - for standard input. 密码文件。",
)  # fmt: skip


def policy_of(place: str | None) -> Policy:
    """The policy of a place; where none is named the installation's, else the nation's. Its own folder is known."""
    from fangpin.policy import load_kept
    from fangpin_web.command.installation import environment
    from fangpin_web.config.environment import kept_policies

    told = environment()
    return load_kept(place or told.place or "national", told.policy_folders, keep=kept_policies())


class NoSuchSeal(Exception):
    """No snapshot of that hash is in the list."""

    def __init__(self, wanted: str | None) -> None:
        if wanted:
            super().__init__(f"no snapshot whose hash begins with {wanted}; fangpin snapshot list shows them")
            self.zh = f"没有校验值以 {wanted} 开头的快照；fangpin snapshot list 可查看全部。"
        else:
            super().__init__("there is no snapshot yet; run: fangpin seal")
            self.zh = "还没有快照；请先运行 fangpin seal。"


def newest_seal() -> Seal:
    """The newest snapshot of this installation. Raises :class:`NoSuchSeal`."""
    return seal_named(None)


def seal_named(wanted: str | None) -> Seal:
    """The snapshot whose hash begins so, the newest for None. Raises :class:`NoSuchSeal`."""
    from fangpin_web.publishing.models import Seal

    seals = Seal.objects.all().latest_first()
    found = seals.filter(hash__startswith=wanted.lower()) if wanted else seals
    made = found.first()
    if made is None:
        raise NoSuchSeal(wanted)
    return made


@contextmanager
def opened(folder: Path | None) -> Iterator[Snapshot]:
    """The snapshot in a folder, else the installation's newest."""
    with all_opened((folder,) if folder else ()) as snapshots:
        yield snapshots[-1]


def opened_here(folder: Path) -> Snapshot:
    """A snapshot whose policy is kept ready for the next command. Raises ``SnapshotError``."""
    from fangpin.snapshots import open_snapshot
    from fangpin_web.config.environment import kept_policies

    return open_snapshot(folder, kept=kept_policies())


@contextmanager
def all_opened(folders: tuple[Path, ...]) -> Iterator[list[Snapshot]]:
    """Snapshots of these folders, else the installation's newest."""
    if folders:
        yield [opened_here(folder) for folder in folders]
        return
    from fangpin_web.command.installation import open_database

    with open_database():
        folder = newest_seal().folder
    yield [opened_here(folder)]


@contextmanager
def opened_with_policy(folder: Path | None, place: str | None) -> Iterator[tuple[Snapshot, Policy]]:
    """The snapshot as :func:`opened` gives it, and the policy sealed with it unless a place is named."""
    with opened(folder) as snapshot:
        yield snapshot, policy_of(place) if place else snapshot.policy


def counted_before(snapshot: Snapshot, policy: Policy) -> KeptFigures | None:
    """The figures of the snapshot, where this installation has counted them."""
    from fangpin.indicators import read_figures
    from fangpin.indicators.keeping import in_use
    from fangpin_web.command.installation import environment

    file = environment().figures_file(snapshot.hash)
    return read_figures(file, in_use(policy, snapshot.manifest.as_of)) if file.is_file() else None
