"""The doors to figures: stated numbers, and counted ones of a snapshot kept for the pages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.http import Http404

from fangpin.indicators import Figures, evaluate, level_of
from fangpin.policy import Indicator, Policy
from fangpin.snapshots import Snapshot, SnapshotError, open_snapshot
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import sees_rows
from fangpin_web.figures.models import StatedFigure
from fangpin_web.publishing.doors import seals_latest_first
from fangpin_web.publishing.models import Seal


def seals_for_figures() -> list[Seal]:
    """Snapshots whose folder is still here, the newest first."""
    return [seal for seal in seals_latest_first() if seal.folder.exists()]


def seal_chosen(seals: list[Seal], asked: str) -> Seal | None:
    """The snapshot asked for by its key, else the newest."""
    return next((seal for seal in seals if str(seal.pk) == asked), seals[0] if seals else None)


def snapshot_of(seal: Seal) -> Snapshot:
    """The snapshot of a seal; not found where its folder is gone."""
    try:
        return open_snapshot(seal.folder)
    except SnapshotError as gone:
        raise Http404(str(gone)) from gone


def stated_of(indicator: str, area_code: str) -> list[StatedFigure]:
    """What was stated of an indicator in an area."""
    return list(StatedFigure.objects.all().of(indicator, area_code))


def stated_in(area_code: str) -> dict[str, StatedFigure]:
    """The newest stated number of each indicator in an area."""
    newest: dict[str, StatedFigure] = {}
    for stated in StatedFigure.objects.filter(area_code=area_code).order_by("as_of", "id"):
        newest[stated.indicator] = stated
    return newest


def inside_scope(officer: Officer, area_code: str) -> bool:
    """Whether the rows of an area may be opened by this officer."""
    return sees_rows(officer) and area_code.startswith(officer.area_code)


def counted(seal: Seal, policy: Policy, indicators: tuple[Indicator, ...], levels: tuple[str, ...]) -> Figures:
    """Figures of a snapshot, kept in memory: a snapshot never changes, and neither does what is counted in it."""
    _POLICIES[policy.hash] = policy
    for old in list(_POLICIES)[:-4]:
        _POLICIES.pop(old, None)
    keys = tuple((i.id, tuple(sorted(i.given.items()))) for i in indicators)
    return _counted(seal.folder, seal.hash, policy.hash, keys, levels)


_POLICIES: dict[str, Policy] = {}


@lru_cache(maxsize=32)
def _counted(
    folder: Path,
    _hash: str,
    policy_hash: str,
    keys: tuple[tuple[str, tuple[tuple[str, str], ...]], ...],
    levels: tuple[str, ...],
) -> Figures:
    from fangpin.policy import bound

    policy, snapshot = _POLICIES[policy_hash], open_snapshot(folder)
    chosen = [bound(policy, id_, dict(given)) for id_, given in keys]
    return evaluate(snapshot, policy, chosen, as_of=snapshot.manifest.as_of, levels=levels)


def level_below(area_code: str) -> str:
    """The level whose areas lie directly inside an area; empty inside a village."""
    order = ["nation", "province", "city", "county", "township", "village"]
    place = order.index(level_of(area_code)) + 1
    return order[place] if place < len(order) else ""
