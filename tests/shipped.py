"""The shipped policies for tests, each place read once a process: reading one takes a second or more."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from pathlib import Path

from fangpin.policy import Policy, load, shipped_folder


@cache
def shipped(place: str) -> Policy:
    """The policy of a shipped place. Tests change a copy (``dataclasses.replace``), never the entries of this one."""
    return load(place)


NEEDED = ("parameters", "codes", "calendar")


def small_folder(folder: Path, *places: str) -> Path:
    """A policies folder of these shipped places with what a value needs; to check all the rest takes seconds."""
    for place in places:
        (folder / place).mkdir(parents=True)
        for name in NEEDED:
            if (part := shipped_folder() / place / name).is_dir():
                shutil.copytree(part, folder / place / name)
        shutil.copy(shipped_folder() / place / "place.yaml", folder / place)
    return folder


def in_use(policy: Policy, mechanisms: Collection[str] | None = None) -> Policy:
    """The policy with these mechanisms in use on every day, and no other; with all of them if none are named."""
    on = policy.mechanisms if mechanisms is None else mechanisms
    return replace(
        policy, mechanisms={id_: replace(m, always=id_ in on, switches=()) for id_, m in policy.mechanisms.items()}
    )
