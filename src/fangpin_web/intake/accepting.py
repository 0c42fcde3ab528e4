"""Accepting: a previewed delivery lands, all of it or nothing."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from fangpin.imports import Plan
from fangpin.rosters import Source
from fangpin_web.access.scope import acting_as, for_batch
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_accept_batch
from fangpin_web.backup.standing import refuse_without_backup
from fangpin_web.intake.deliveries import readable_sources
from fangpin_web.intake.holding import expect, hold, one_at_a_time
from fangpin_web.intake.landing import Progress, land_plan
from fangpin_web.intake.matching import keep_open_rows
from fangpin_web.intake.models import Upload
from fangpin_web.intake.originals import forget_reading, read_reading
from fangpin_web.intake.planning import plan_of
from fangpin_web.intake.problems import NotAllowed, NotReadable, PlanChanged
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import ImportBatch


def accept_upload(
    *, upload: Upload, by: Officer, at: datetime, digest: str | None = None, progress: Progress | None = None
) -> Upload:
    """Land a previewed delivery, all of it or nothing, in one transaction.

    The plan is made again under a lock and must have ``digest`` (by default that of the last preview), else
    :class:`PlanChanged`. Of two officers who accept together one lands it and the other gets
    :class:`AlreadyDecided` saying who did. A delivery that changes nothing makes no batch. Real data are refused
    until a backup is set up (``BackupProblem``).
    """
    if not may_accept_batch(by):
        raise NotAllowed("not_allowed", what_zh="确认入库", what_en="accept imports")
    refuse_without_backup()
    with acting_as(by, f"import {upload.file_name}"):
        one_at_a_time()
        upload = hold(upload)
        expect(upload, Upload.State.PREVIEWED, act=("入库", "accepted"))
        source = readable_sources(policy_in_force())[upload.source]
        try:
            rows = read_reading(upload.pk)
        except FileNotFoundError as error:
            raise NotReadable("reading_lost") from error
        planned = plan_of(upload, rows, source)
        if planned.digest != (digest or upload.digest):
            raise PlanChanged
        planned = planned.deciding(upload.decisions)
        waiting = planned.open_rows.num_rows
        if not planned.changes_nothing or waiting:
            _land(upload, planned, rows, source, by=by, at=at, progress=progress)
        upload.state, upload.landed_at, upload.landed_by = Upload.State.LANDED, at, by.pk
        upload.save()
    upload.held = None
    forget_reading(upload.pk)
    return upload


def _land(
    upload: Upload,
    planned: Plan,
    rows: pa.Table,
    source: Source,
    *,
    by: Officer,
    at: datetime,
    progress: Progress | None,
) -> None:
    opened = keep_open_rows(planned, rows, source, upload)
    if planned.changes_nothing and not opened:
        return
    batch = ImportBatch.objects.create(
        area_code=upload.area_code, source=source.id, file_name=upload.file_name, file_hash=upload.original.sha256,
        delivery=upload.delivery, period_from_on=planned.period.from_on, period_to_on=planned.period.to_on,
        state="landed", rows_read=upload.counts.get("rows_read"), rows_refused=upload.counts.get("rows_refused"),
        rows_open=planned.open_rows.num_rows, rows_landed=rows.num_rows - planned.open_rows.num_rows,
        entered_at=at, entered_by=by.pk,
    )  # fmt: skip
    upload.batch_id = batch.pk
    with for_batch(batch.pk):
        land_plan(planned, batch_id=batch.pk, officer_id=by.pk, at=at, progress=progress)
