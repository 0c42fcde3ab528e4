"""The doors to deliveries and to rows that wait for a match; row-level security stands behind them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import PendingRow, Upload

UNDECIDED = (Upload.State.LOCKED, Upload.State.UNKNOWN, Upload.State.RECEIVED, Upload.State.PREVIEWED)


def uploads_for(officer: Officer) -> Any:
    """The deliveries an officer works with: a department its own."""
    rows = Upload.objects.latest_first()
    return rows.filter(department__in=("", officer.department)) if officer.role == "department" else rows


def upload_or_404(officer: Officer, key: int) -> Upload:
    """The door to a delivery, inside the officer's area and field."""
    found: Upload | None = uploads_for(officer).select_related("original").filter(pk=key).first()
    if found is None:
        raise Http404(f"upload {key}")
    return found


def uploads_of_batches(keys: Iterable[int | None]) -> list[Upload]:
    """The deliveries of some batches, as far as this request sees them."""
    return list(Upload.objects.filter(batch_id__in=[key for key in keys if key]).order_by("id"))


def landed_since(at: datetime | None) -> int:
    """How many deliveries have landed since; from the beginning for None."""
    rows = Upload.objects.filter(state=Upload.State.LANDED)
    return (rows.filter(landed_at__gt=at) if at else rows).count()


def undecided_uploads() -> QuerySet[Upload]:
    """Deliveries that wait for an officer: for a password, for what they are, for yes or no."""
    return Upload.objects.filter(state__in=UNDECIDED)


def uploads_with_waiting_rows() -> QuerySet[Upload]:
    """Deliveries of which some row waits for a match."""
    return Upload.objects.filter(pending__state__in=PendingRow.OPEN).distinct().order_by("id")


def waiting_rows() -> QuerySet[PendingRow]:
    """Rows that wait for a match, delivery by delivery."""
    return PendingRow.objects.open().select_related("upload").order_by("upload_id", "state", "id")


def waiting_row_or_404(key: int) -> PendingRow:
    """One row, also when it was decided meanwhile."""
    found = PendingRow.objects.select_related("upload").filter(pk=key).first()
    if found is None:
        raise Http404(f"row {key}")
    return found


def next_waiting_row(row: PendingRow) -> PendingRow | None:
    """The row to look at after this one, of the same delivery."""
    return PendingRow.objects.open().filter(upload=row.upload, pk__gt=row.pk).order_by("id").first()


def landed_sources() -> set[str]:
    """Ids of the sources of which a delivery has landed in the reader's area."""
    return set(Upload.objects.filter(state=Upload.State.LANDED).values_list("source", flat=True).distinct())
