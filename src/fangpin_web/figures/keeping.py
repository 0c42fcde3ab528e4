"""Counting the figures of a snapshot once, by a job, and reading what was kept of it.

A snapshot never changes, and its figures are counted with the policy that was sealed with it: anybody who has the
snapshot gets the same numbers. The file holds counts only; it can be made again at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fangpin.expressions import Wording
from fangpin.indicators import KeptFigures, keep_figures, read_figures
from fangpin.policy import Policy
from fangpin.snapshots import open_snapshot
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_seal
from fangpin_web.config.environment import Environment, kept_policies
from fangpin_web.figures.comparing import compare_stated
from fangpin_web.publishing.models import Seal

Progress = Callable[[int, int, Wording], object]
_POLICIES: dict[str, Policy] = {}


class MayNotCount(PermissionError):
    """The officer's role has no figures counted."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        super().__init__(f"{officer} may not have figures counted; the county office does")

    @property
    def zh(self) -> str:
        return f"{self.officer.name} 没有统计数据的权限，由县专班统计。"


def figures_file(seal: Seal) -> Path:
    """Where the figures of a snapshot are kept, counted yet or not."""
    environment: Environment = settings.FANGPIN
    return environment.figures_file(seal.hash)


def count_figures(*, seal: Seal, by: Officer, at: datetime, progress: Progress | None = None) -> Path:
    """Count all figures of a snapshot and hold what others stated against them. A second time counts anew.

    Raises :class:`MayNotCount`, ``SnapshotError``.
    """
    if not may_seal(by):
        raise MayNotCount(by)
    snapshot = open_snapshot(seal.folder, kept=kept_policies())
    path = keep_figures(snapshot, snapshot.policy, figures_file(seal), progress=progress)
    compare_stated(seal=seal, snapshot=snapshot, at=at)
    return path


def kept_figures(seal: Seal, policy: Policy) -> KeptFigures | None:
    """The kept figures of a snapshot for the indicators of a policy; None before they are counted."""
    path = figures_file(seal)
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    _POLICIES[policy.hash] = policy
    for old in list(_POLICIES)[:-2]:
        _POLICIES.pop(old, None)
    return _read(path, changed, policy.hash)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, policy_hash: str) -> KeptFigures:
    policy = _POLICIES[policy_hash]
    found = {i.key: i for i in policy.indicators.values() if not i.open_slots}
    return read_figures(path, (found | {f.indicator.key: f.indicator for f in policy.figures.values()}).values())
