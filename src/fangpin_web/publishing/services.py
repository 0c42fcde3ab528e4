"""Sealing the ledgers, and knowing which snapshots there are."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from fangpin.snapshots import (
    Manifest,
    Problem,
    SnapshotError,
    read_manifest,
    remove_unfinished,
    snapshots_in,
    verify,
    write,
)
from fangpin.snapshots.writing import Progress
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_seal
from fangpin_web.office.policy import office, policy_in_force
from fangpin_web.publishing.export import ledgers_of_one_moment
from fangpin_web.publishing.models import Seal, snapshots_folder

_LOCK = 770_101  # one seal at a time per installation
WORKING_KEPT = 2


class SealBusy(Exception):
    """Somebody is sealing at this moment; there would be two snapshots hanging on the same one."""

    zh = "正在封存或备份，请等它完成后再试。"

    def __init__(self) -> None:
        super().__init__("a seal or a backup is being made at this moment; wait for it and try again")


class MayNotSeal(PermissionError):
    """The officer's role does not seal."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        super().__init__(f"{officer} may not seal; the county office does")

    @property
    def zh(self) -> str:
        return f"{self.officer.name} 没有封存权限，由县专班封存。"


def seal(
    *,
    as_of: date,
    by: Officer,
    at: datetime,
    label: str = "",
    purpose: str = Seal.Purpose.SEALED,
    progress: Progress | None = None,
) -> Seal:
    """Seal all ledgers as they are now, to be read for the day ``as_of``, with the policy in force.

    Two at once give one seal and one :class:`SealBusy`. Raises :class:`MayNotSeal` and
    ``fangpin.snapshots.SnapshotError``; whatever is raised, no half snapshot and no row is left. A
    process killed between folder and row leaves a whole snapshot, which the next seal takes into the list.
    """
    if not may_seal(by):
        raise MayNotSeal(by)
    policy, here = policy_in_force(), office()
    with transaction.atomic():
        _take_turn()
        remove_unfinished_seals()
        adopt_found_snapshots()
        folder = snapshots_folder() / f"{as_of.isoformat()}-{at.strftime('%Y%m%dT%H%M%S%f')[:-3]}-{purpose}"
        with ledgers_of_one_moment() as ledgers:
            manifest = write(
                folder,
                ledgers=ledgers,
                policy=policy,
                as_of=as_of,
                sealed_at=at,
                label=label or _label(as_of),
                demo=here.demo,
                previous=_last_hash(),
                purpose="working" if purpose == Seal.Purpose.WORKING else "sealed",
                expected_rows=ledgers.counts,
                progress=progress,
            )
        made = _record(manifest, folder, by=by)
        if purpose == Seal.Purpose.WORKING:
            _remove_old_workings()
    return made


def check_seal(found: Seal) -> list[Problem]:
    """Every problem of a seal's folder, its hash in the list included."""
    return verify(found.folder, anchor=found.hash)


def remove_unfinished_seals() -> list[Path]:
    """Take away what killed writers left."""
    folder = snapshots_folder()
    return remove_unfinished(folder) if folder.is_dir() else []


def adopt_found_snapshots() -> list[Seal]:
    """Take whole snapshots into the list that are in the folder and not in it: a process died between the two."""
    folder = snapshots_folder()
    if not folder.is_dir():
        return []
    known = set(Seal.objects.values_list("hash", flat=True))
    adopted = []
    for path in snapshots_in(folder):
        try:
            manifest = read_manifest(path)
        except SnapshotError:
            continue  # shown by the list of snapshots, never adopted
        if manifest.hash not in known and not verify(path):
            adopted.append(_record(manifest, path, by=None))
    return adopted


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            raise SealBusy


def _last_hash() -> str | None:
    return Seal.objects.for_reports().latest_first().values_list("hash", flat=True).first()


def _label(as_of: date) -> str:
    return f"{as_of.year}年{as_of.month}月{as_of.day}日"


def _record(manifest: Manifest, folder: Path, *, by: Officer | None) -> Seal:
    return Seal.objects.create(
        label=manifest.label,
        purpose=manifest.purpose,
        place=manifest.place,
        as_of=manifest.as_of,
        sealed_at=manifest.sealed_at,
        sealed_by=by.pk if by else None,
        demo=manifest.demo,
        hash=manifest.hash,
        previous_hash=manifest.previous or "",
        policy_hash=manifest.policy_hash,
        folder_name=folder.name,
        rows=manifest.rows,
        rows_by_ledger={entry.name: entry.rows for entry in manifest.ledgers},
    )


def _remove_old_workings() -> None:
    """Keep the newest working snapshots only, and those that clues rest on for their explanation."""
    old = Seal.objects.filter(purpose=Seal.Purpose.WORKING).latest_first()[WORKING_KEPT:]
    for stale in old:
        shutil.rmtree(stale.folder, ignore_errors=True)
