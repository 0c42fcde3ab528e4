"""Writing the log of reads. A page, export or print that shows a person calls :func:`record_read` first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connections

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fangpin_web.access.models import AccessLog
    from fangpin_web.accounts.models import Officer

ACTS = frozenset({"read", "show", "export", "print"})


def record_read(
    *,
    by: Officer,
    at: datetime,
    act: str,
    purpose: str,
    area_code: str,
    household_id: int | None = None,
    person_id: int | None = None,
    ledger: str = "",
    rows: int | None = None,
    ip: str | None = None,
    using: str = "default",
) -> None:
    """Put one act of reading into the log, in the transaction that shows the data: no row, no page.

    ``act`` is read, show, export or print. ``area_code`` is the household's own, or for many rows the
    smallest area that holds them all. Raises ``ValueError`` for an act without purpose or of no kind.
    """
    if act not in ACTS:
        raise ValueError(f"act {act!r} is none of {', '.join(sorted(ACTS))}")
    if not purpose.strip():
        raise ValueError(f"{act} of personal data needs a purpose; ask the reader for one")
    row: dict[str, Any] = {
        "at": at,
        "officer_id": by.pk,
        "officer_name": by.name,
        "role": by.role,
        "act": act,
        "area_code": area_code,
        "household_id": household_id,
        "person_id": person_id,
        "ledger": ledger,
        "rows": rows,
        "purpose": purpose.strip()[:200],
        "ip": ip,
    }
    names, marks = ", ".join(row), ", ".join(["%s"] * len(row))
    # Written without RETURNING: whoever reads need not be one who may read the log.
    with connections[using].cursor() as cursor:
        cursor.execute(f"INSERT INTO access_log ({names}) VALUES ({marks})", tuple(row.values()))


def lately_opened(household_id: int, *, most: int = 5) -> list[AccessLog]:
    """The last times a household was opened, shown, exported or printed, as far as this reader may read the log."""
    return list(lines_newest_first().filter(household_id=household_id)[:most])


def lines_newest_first() -> QuerySet[AccessLog]:
    """The lines of the log that row-level security lets this request see."""
    from fangpin_web.access.models import AccessLog

    return AccessLog.objects.order_by("-id")
