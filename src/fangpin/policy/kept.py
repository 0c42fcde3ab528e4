"""Policies read without a mistake and kept ready in a folder: hundreds of files are parsed and checked once, not by
every command.

A kept policy is named by the place, the content of every file of its chain and the code that read them, so that none
is ever out of date. As with Python's own compiled files, whoever may write there may run code as its reader: only what
belongs to this user, in a folder nobody else may write to, is taken.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from fangpin.policy.loading import Folders, folder_of, load, read_chain, shipped_folder
from fangpin.policy.pickling import pickled
from fangpin.policy.policy import Policy
from fangpin.policy.yaml_reading import Notes
from fangpin.uncollected import uncollected

MOST = 12  # kept at a time, some 4 MB each; the longest unused goes first
_DIGEST = hashlib.sha256().digest_size
_OTHERS_MAY_WRITE = 0o022


def load_kept(place: str, folder: Folders | None = None, *, keep: Path) -> Policy:
    """As :func:`~fangpin.policy.load`, from ``keep`` where the same files were read before; kept there if not.

    A folder that cannot be written or is not safe to read from costs the time of reading, nothing else. Raises
    :class:`~fangpin.policy.PolicyError`; a policy with a mistake is not kept.
    """
    folders = folder or shipped_folder()
    name = _name(place, folders)
    if name is None:
        return load(place, folders)
    file = keep / f"{name}.policy"
    kept = _recalled(file)
    if kept is not None:
        return _where_it_lies(kept, folders)
    policy = load(place, folders)
    with suppress(OSError):
        _put(policy, file)
    return policy


def _name(place: str, folders: Folders) -> str | None:
    """What the policy is kept under; None where its chain cannot be read."""
    notes = Notes()
    chain = read_chain(place, folders, notes)
    if notes.problems:
        return None
    said = hashlib.sha256(f"{place}\n{_code()}\n".encode())
    for one in chain:
        base = folder_of(one.id, folders)
        for path in sorted((base / one.id).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                said.update(f"{path.relative_to(base).as_posix()}\n".encode())
                said.update(hashlib.sha256(path.read_bytes()).digest())
    return said.hexdigest()


@cache
def _code() -> str:
    """The code that reads policies: ours, sqlglot's and Python's version."""
    said = hashlib.sha256(f"{sys.version}\n{version('sqlglot')}\n{version('PyYAML')}\n".encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        said.update(path.read_bytes())
    return said.hexdigest()


def _recalled(file: Path) -> Policy | None:
    try:
        if not (_ours(file.parent) and _ours(file)):
            return None
        content = file.read_bytes()
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
            return None
        with uncollected():
            found = pickle.loads(content[_DIGEST:])  # noqa: S301 - our own file in our own folder, looked at above
        os.utime(file)
    except OSError:
        return None
    return found if isinstance(found, Policy) else None


def _ours(path: Path) -> bool:
    told = path.lstat()
    return told.st_uid == os.geteuid() and not told.st_mode & _OTHERS_MAY_WRITE


def _where_it_lies(policy: Policy, folders: Folders) -> Policy:
    """The same files may lie elsewhere now: as shipped, in a snapshot, in the archive."""
    files = (replace(f, path=folder_of(f.name.split("/")[0], folders) / f.name) for f in policy.files)
    first = folders if isinstance(folders, Path) else folders[0]
    return replace(policy, files=tuple(files), folder=first)


def _put(policy: Policy, file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _ours(file.parent):
        return
    content = pickled(policy)
    handle, half = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    with os.fdopen(handle, "wb") as out:
        out.write(hashlib.sha256(content).digest() + content)
    Path(half).replace(file)
    aged = sorted(file.parent.glob("*.policy"), key=lambda one: one.stat().st_mtime)
    for old in aged[:-MOST]:
        old.unlink(missing_ok=True)
