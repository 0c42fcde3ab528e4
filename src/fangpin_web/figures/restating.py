"""Two snapshots compared by a job: which figures moved, by how much, because of which batch or change of policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from fangpin.expressions import Wording
from fangpin.indicators import Figure, Moved, restate
from fangpin.indicators.figure import plain
from fangpin.indicators.keeping import levels_inside
from fangpin.snapshots import open_snapshot
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_seal
from fangpin_web.config.environment import kept_policies
from fangpin_web.figures.keeping import MayNotCount
from fangpin_web.figures.models import MovedFigure, Restatement
from fangpin_web.publishing.models import Seal

Progress = Callable[[int, int, Wording], object]
_BATCH = 1_000


class SameSnapshot(ValueError):
    """A snapshot is not compared with itself, nor with one sealed before it."""

    zh = "请选择先后两次不同的封存。"

    def __init__(self) -> None:
        super().__init__("choose two different snapshots, the earlier one first")


def compare_seals(
    *, earlier: Seal, later: Seal, by: Officer, at: datetime, progress: Progress | None = None
) -> Restatement:
    """Compare two snapshots for the earlier one's day, down to townships, and keep what moved. Again: anew.

    Raises :class:`MayNotCount`, :class:`SameSnapshot`, ``SnapshotError``.
    """
    if not may_seal(by):
        raise MayNotCount(by)
    if earlier.pk == later.pk or later.sealed_at <= earlier.sealed_at:
        raise SameSnapshot
    if progress is not None:
        progress(0, 2, Wording("opening both snapshots", "打开两次封存"))
    first, second = (open_snapshot(seal.folder, kept=kept_policies()) for seal in (earlier, later))
    levels = [level for level in levels_inside(second.policy.place.area_code) if level != "village"]
    if progress is not None:
        progress(1, 2, Wording("counting in both", "分别统计并比较"))
    moved = restate(first, second, levels=levels)
    with transaction.atomic():
        Restatement.objects.filter(earlier=earlier, later=later).delete()
        made = Restatement.objects.create(
            earlier=earlier, later=later, as_of=earlier.as_of, made_at=at, made_by=by.pk,
            moved=len(moved), indicators=len({m.after.indicator.key for m in moved}),
        )  # fmt: skip
        MovedFigure.objects.bulk_create((_row(made, one) for one in moved), batch_size=_BATCH)
    return made


def _row(made: Restatement, moved: Moved) -> MovedFigure:
    return MovedFigure(
        restatement=made,
        indicator=moved.after.indicator.key,
        area_code=moved.after.area_code,
        before=_said(moved.before),
        after=_said(moved.after),
        moved_by=moved.by,
        redefined=moved.definition,
        parameters=list(moved.parameters),
        batches=_by_batch(moved),
    )


def _said(figure: Figure) -> dict[str, Any]:
    """What a figure said, as text: nothing is rounded on the way."""
    return {
        "value": figure.text or plain(figure.value),
        "numerator": plain(figure.numerator),
        "denominator": plain(figure.denominator),
        "unknown": figure.unknown,
        "holds": figure.holds,
        "reference": figure.reference,
    }


def _by_batch(moved: Moved) -> list[dict[str, Any]]:
    """Changed rows by ledger and batch; None is what was entered or corrected by hand."""
    added: dict[tuple[str, int | None], list[int]] = {}
    for one in moved.batches:
        numbers = added.setdefault((one.ledger, one.batch_id), [0, 0, 0])
        for place, number in enumerate((one.added, one.removed, one.changed)):
            numbers[place] += number
    return [
        {"ledger": ledger, "batch": batch, "added": a, "removed": r, "changed": c}
        for (ledger, batch), (a, r, c) in sorted(added.items(), key=str)
    ]
