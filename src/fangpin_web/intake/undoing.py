"""Undoing: a landed delivery is taken back whole."""

from __future__ import annotations

from datetime import datetime

from fangpin_web.access.scope import acting_as, for_batch
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_accept_batch
from fangpin_web.intake.holding import expect, one_at_a_time
from fangpin_web.intake.models import Upload
from fangpin_web.intake.problems import NotAllowed, TouchedSince
from fangpin_web.intake.taking_back import later_changes, take_back
from fangpin_web.records.models import ImportBatch


def undo_batch(*, upload: Upload, by: Officer, at: datetime, why: str = "") -> Upload:
    """Take a landed delivery back whole.

    Before a seal the batch vanishes: every row is as it was. After one it stays visible as reversed, with a
    reversal batch that carries the changes back. Refused with :class:`TouchedSince` and a list when rows of
    the batch were changed or referred to since.
    """
    if not may_accept_batch(by):
        raise NotAllowed("not_allowed", what_zh="撤销批次", what_en="undo batches")
    with acting_as(by, why or f"undo import {upload.file_name}"):
        one_at_a_time()
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        expect(upload, Upload.State.LANDED, act=("撤销", "undone"))
        batch_id = upload.batch_id
        sealed = batch_id is not None and sealed_since(upload.landed_at or at)
        if batch_id is not None:
            if later := later_changes(batch_id=batch_id):
                raise TouchedSince(later)
            if sealed:
                upload.reversal_id = _reverse(batch_id, by=by, at=at)
            else:
                take_back(batch_id=batch_id)
                ImportBatch.objects.filter(pk=batch_id).delete()
        upload.pending.all().delete()
        upload.state = Upload.State.REVERSED if sealed else Upload.State.UNDONE
        upload.undone_at, upload.undone_by = at, by.pk
        upload.save()
    return upload


def _reverse(batch_id: int, *, by: Officer, at: datetime) -> int:
    """Carry the changes back under a batch of their own; both batches stay to be seen."""
    batch = ImportBatch.objects.get(pk=batch_id)
    reversal = ImportBatch.objects.create(
        area_code=batch.area_code, source=batch.source, file_name=f"冲销：{batch.file_name}"[:255],
        file_hash=batch.file_hash,
        delivery=batch.delivery, period_from_on=batch.period_from_on, period_to_on=batch.period_to_on, state="reversed",
        rows_read=0, rows_refused=0, rows_open=0, rows_landed=0, entered_at=at, entered_by=by.pk,
    )  # fmt: skip
    with for_batch(reversal.pk):
        done = take_back(batch_id=batch_id)
        ImportBatch.objects.filter(pk=batch_id).update(state="reversed")
        ImportBatch.objects.filter(pk=reversal.pk).update(rows_landed=done)
    return int(reversal.pk)


def sealed_since(landed_at: datetime) -> bool:
    """Whether a seal for reports was made since: then a batch is reversed in sight instead of vanishing."""
    from fangpin_web.publishing.models import Seal

    return Seal.objects.for_reports().filter(sealed_at__gte=landed_at).exists()
