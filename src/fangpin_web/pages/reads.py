"""Logging a read from a request: the same act in every view."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from fangpin_web.access.reading import record_read
from fangpin_web.pages.admission import officer_of


def log_read(
    request: HttpRequest,
    *,
    act: str,
    purpose: str,
    household: Any = None,
    ledger: str = "",
    rows: int | None = None,
    area_code: str = "",
) -> None:
    """Write one read, in the transaction that shows it; without the line in the log there is no page.

    Rows of many places are logged under the officer's own area, which holds them all.
    """
    officer = officer_of(request)
    record_read(
        by=officer,
        at=timezone.now(),
        act=act,
        purpose=purpose,
        area_code=household.area_code if household is not None else area_code or officer.area_code,
        household_id=household.pk if household is not None else None,
        ledger=ledger,
        rows=rows,
        ip=request.META.get("REMOTE_ADDR") or None,
    )
