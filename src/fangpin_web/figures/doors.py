"""The doors to figures: kept and freshly counted ones, stated numbers, comparisons of snapshots."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404

from fangpin.bulletins.stated import Stated, StatedFigures, source_of
from fangpin.indicators import Figures, evaluate, level_of
from fangpin.policy import Indicator, Policy
from fangpin.snapshots import Snapshot, SnapshotError, open_snapshot
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import sees_rows
from fangpin_web.bulletins.written_models import SignedBulletin
from fangpin_web.figures.models import MovedFigure, Restatement, StatedComparison
from fangpin_web.publishing.doors import seals_latest_first
from fangpin_web.publishing.models import Seal
from fangpin_web.records.doors import rows_of
from fangpin_web.records.models import ReportedFigure


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


def stated_of(indicator: str, area_code: str) -> list[ReportedFigure]:
    """What was stated of an indicator in an area, the newest first."""
    return list(_stated().filter(indicator=indicator, area_code=area_code))


def stated_in(area_code: str) -> dict[str, ReportedFigure]:
    """The newest stated number of each indicator in an area."""
    return {row.indicator: row for row in _stated().filter(area_code=area_code).reverse()}


def stated_everywhere() -> list[ReportedFigure]:
    """All stated numbers, the newest first."""
    return list(_stated())


def stated_until(day: date) -> list[ReportedFigure]:
    """All that is stated for days not after this."""
    return list(_stated().filter(period_to_on__lte=day))


def stated_now() -> StatedFigures:
    """What others state today, as the check of a draft reads it from a snapshot."""
    return StatedFigures(
        Stated(
            indicator=row.indicator,
            area_code=row.area_code,
            kind=row.kind,
            first=row.period_from_on,
            last=row.period_to_on,
            value=row.value,
            source=source_of(
                by=row.organisation.name if row.organisation else None, on=row.reported_on, definition=row.definition,
                document=row.document, why=row.reason,
            ),
        )
        for row in _stated().reverse()
    )  # fmt: skip


def _stated() -> QuerySet[ReportedFigure]:
    rows = rows_of("reported_figure").select_related("organisation")
    return rows.order_by("-period_to_on", F("reported_on").desc(nulls_last=True), "-id")


def last_comparisons(stated: Collection[ReportedFigure]) -> dict[int, StatedComparison]:
    """The newest comparison of each stated number with the records, by its key; none of what it was before."""
    entered = {row.pk: row.entered_at for row in stated}
    rows = StatedComparison.objects.filter(row_id__in=list(entered)).select_related("seal")
    return {row.row_id: row for row in rows.order_by("seal__sealed_at", "id") if row.at >= entered[row.row_id]}


def indicator_of(policy: Policy, key: str) -> Indicator | None:
    """The indicator of a key, as the place's published figures fill it where it has slots."""
    filled = {f.indicator.key: f.indicator for f in policy.figures.values()}
    return filled.get(key) or policy.indicators.get(key)


def inside_scope(officer: Officer, area_code: str) -> bool:
    """Whether the rows of an area may be opened by this officer."""
    return sees_rows(officer) and area_code.startswith(officer.area_code)


def restatements() -> list[Restatement]:
    """All comparisons of snapshots, the newest first."""
    return list(Restatement.objects.select_related("earlier", "later").order_by("-made_at", "-id"))


def restatement_or_404(key: int) -> Restatement:
    found = Restatement.objects.select_related("earlier", "later").filter(pk=key).first()
    if found is None:
        raise Http404(f"restatement {key}")
    return found


def moved_in(found: Restatement) -> list[MovedFigure]:
    """What moved, by area and indicator."""
    return list(MovedFigure.objects.filter(restatement=found).order_by("area_code", "indicator"))


def bulletins_resting_on(moved: Collection[MovedFigure], seal: Seal) -> list[SignedBulletin]:
    """Signed bulletins written out of a snapshot that print a figure which has moved since, the newest first."""
    places = {(row.indicator, row.area_code) for row in moved}
    signed = SignedBulletin.objects.filter(seal=seal).newest_first().defer("docx", "pdf", "xlsx", "text")
    return [one for one in signed if places & set(_printed(one.figures))]


def _printed(figures: Any) -> Iterator[tuple[str, str]]:
    """Indicator and area of every counted figure that a bulletin carries."""
    for number in figures.get("numbers", ()):
        if record := number.get("record"):
            key, area, *_ = str(record["figure"]).split("@")
            yield key, area


def counted(seal: Seal, policy: Policy, indicators: tuple[Indicator, ...], levels: tuple[str, ...]) -> Figures:
    """Figures counted at once, for a snapshot of which none are kept yet; kept in memory after that."""
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


def levels_below(area_code: str) -> list[str]:
    """The levels of the areas inside an area, the nearest first; none inside a village."""
    order = ["nation", "province", "city", "county", "township", "village"]
    return order[order.index(level_of(area_code)) + 1 :]
