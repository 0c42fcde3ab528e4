"""The departments' files through the intake, as a county clerk would take them: received, previewed, accepted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fangpin.imports import Period
from fangpin.synthesis import Delivery
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.demo import Report
from fangpin_web.intake.models import Upload
from fangpin_web.intake.services import (
    Incoming,
    accept_proposals,
    accept_upload,
    decide_missing,
    preview_upload,
    receive_files,
)

FOUNDS_HOUSEHOLDS = ("national_register", "rural_households")  # these speak for the villages they name


class NotTakenFor(RuntimeError):
    """A file of the demonstration was not recognised as what it is: a fault of ours, not of the reader's."""

    def __init__(self, delivery: Delivery, uploads: Iterable[Upload]) -> None:
        self.delivery = delivery
        found = ", ".join(f"{upload.source or upload.state} {upload.problem or ''}" for upload in uploads)
        super().__init__(f"{delivery.path.name} should be {delivery.source} and was taken for {found}")


def import_delivery(
    delivery: Delivery, *, by: Officer, at: datetime, missing: str = "ended", report: Report | None = None
) -> Upload:
    """Take one file all the way in; a file that has landed before is left as it is.

    Rows no longer in a full list are given the verdict ``missing``; proposals of who a row is are
    accepted, what stays open waits for the officers of the demonstration.
    """
    if landed := _landed(delivery, by):
        return landed
    incoming = Incoming(name=delivery.path.name, content=delivery.path.read_bytes())
    uploads = receive_files(files=[incoming], by=by, at=at, password=delivery.password)
    if [upload.source for upload in uploads] != [delivery.source]:
        raise NotTakenFor(delivery, uploads)
    upload = preview_upload(
        upload=uploads[0],
        by=by,
        at=at,
        password=delivery.password,
        delivery=delivery.delivery,
        period=Period(delivery.period_from_on, delivery.period_to_on),
        covered=None if delivery.source in FOUNDS_HOUSEHOLDS else [by.area_code],
    )
    gone = {ledger: missing for ledger, counts in _ledger_counts(upload) if counts.get("missing")}
    if gone:
        decide_missing(upload=upload, decisions=gone, by=by, at=at)

    def told(done: int, of: int) -> None:
        if report:
            report(done, of, f"导入 {delivery.path.name}", f"importing {delivery.path.name}")

    upload = accept_upload(upload=upload, by=by, at=at, progress=told)
    accept_proposals(upload=upload, by=by, at=at)
    return upload


def _landed(delivery: Delivery, by: Officer) -> Upload | None:
    with acting_as(by, "demonstration"):
        return Upload.objects.filter(
            file_name=delivery.path.name,
            source=delivery.source,
            period_to_on=delivery.period_to_on,
            state=Upload.State.LANDED,
            received_by=by.pk,
        ).first()


def _ledger_counts(upload: Upload) -> list[tuple[str, dict[str, int]]]:
    counts: dict[str, dict[str, int]] = upload.counts.get("ledgers", {})
    return list(counts.items())
