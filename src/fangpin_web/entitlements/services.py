"""Reckoning a seal: every scheme in force, kept as counts and rows, all of it or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction

from fangpin.entitlements import Entitlements, assess, watched
from fangpin.entitlements.assessing import Progress
from fangpin.snapshots import open_snapshot
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_screen
from fangpin_web.clues.problems import NotAllowed
from fangpin_web.clues.raising import take_turn
from fangpin_web.entitlements.models import EntitlementItem, Reckoning, SchemeTally
from fangpin_web.entitlements.raising import raise_differences, reckoned_with, waiting_signs
from fangpin_web.office.archive import keep_policy
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.models import Seal
from fangpin_web.records.wire import insert

_BATCH = 2_000


def reckon_entitlements(*, seal: Seal, by: Officer, at: datetime, progress: Progress | None = None) -> Reckoning:
    """Reckon what is due in a snapshot with the policy in force and keep it in place of an earlier reckoning.

    Differences raise or join clues of their own channel; a clue closes when what it rests on agrees since. A snapshot
    of an earlier day than the newest reckoning's is kept and raises nothing: its differences may be settled by now.
    Raises :class:`NotAllowed`, ``SnapshotError`` when the snapshot is not there or changed, and
    :class:`~fangpin.rules.ScreeningFailed`.
    """
    if not may_screen(by):
        raise NotAllowed(by, act=("reckon entitlements", "核算待遇"))
    policy = policy_in_force()
    keep_policy(policy)
    snapshot = open_snapshot(seal.folder)
    with acting_as(by, f"entitlements of {seal.as_of}"):
        take_turn()
        waiting = waiting_signs()
        found = assess(snapshot, policy, as_of=seal.as_of, watched=watched(waiting), progress=progress)
        again = reckoned_with(snapshot, policy, found, waiting)
        newest = not Reckoning.objects.filter(as_of__gt=seal.as_of).exists()
        kept = keep_reckoning(found=found, seal=seal, area_code=policy.place.area_code, by=by, at=at)
        if newest:
            raise_differences(found=found, again=again, waiting=waiting, seal=seal, policy=policy, by=by, at=at)
    return kept


@transaction.atomic
def keep_reckoning(*, found: Entitlements, seal: Seal, area_code: str, by: Officer, at: datetime) -> Reckoning:
    """Put down what was found; rows without an area stand under ``area_code``, the place's own."""
    with acting_as(by, f"entitlements of {seal.as_of}"):
        Reckoning.objects.filter(seal=seal).delete()
        kept = Reckoning.objects.create(
            seal=seal,
            as_of=found.as_of,
            policy_hash=found.policy_hash,
            reckoned_at=at,
            reckoned_by=by.pk,
            windows={
                id_: {"since": w.since.isoformat(), "until": w.as_of.isoformat()} for id_, w in found.windows.items()
            },
            left_out=[{"scheme": one.scheme.id, "zh": one.why.zh(), "en": str(one.why)} for one in found.left_out],
        )
        tallies = _tallies(found, kept, area_code)
        SchemeTally.objects.bulk_create(tallies, batch_size=_BATCH)
        insert(EntitlementItem, _items(found, kept, area_code))
    return kept


def _tallies(found: Entitlements, kept: Reckoning, area_code: str) -> list[SchemeTally]:
    summed: dict[tuple[str, str], dict[str, Any]] = {}
    for row in found.tallies.to_pylist():
        place = (row.pop("scheme"), row.pop("area_code") or area_code)
        before = summed.setdefault(place, {})
        for name, value in row.items():
            before[name] = value if before.get(name) is None else before[name] + (value or 0)
    return [SchemeTally(reckoning=kept, scheme=s, area_code=a, **counts) for (s, a), counts in summed.items()]


def _items(found: Entitlements, kept: Reckoning, area_code: str) -> pa.Table:
    column = found.items.schema.get_field_index("area_code")
    placed = found.items.set_column(column, "area_code", pc.fill_null(found.items["area_code"], area_code))
    return placed.append_column("reckoning_id", pa.array(np.full(len(placed), kept.pk)))
