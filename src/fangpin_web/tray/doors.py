"""The doors to what the tray shows: deliveries of some months and reports of nothing, each in one question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Min
from django.http import Http404
from django.utils import timezone

from fangpin.tray import Arrival
from fangpin_web.accounts.models import Officer
from fangpin_web.intake.doors import uploads_for
from fangpin_web.intake.models import Upload
from fangpin_web.tray.models import ZeroReport

_OF_A_PERSON = ("joined", "decided", "new")
_SHOWN = (
    "id", "source", "file_name", "state", "delivery", "period_from_on", "period_to_on", "counts", "decisions",
    "received_at", "received_by", "landed_at", "landed_by",
)  # fmt: skip


def uploads_between(officer: Officer, first: date, last: date) -> list[Upload]:
    """Deliveries whose period ends between two days, both included, that this officer works with."""
    rows = uploads_for(officer).filter(period_to_on__range=(first, last)).exclude(source="")
    return list(rows.only(*_SHOWN))


def began_on() -> date | None:
    """The day on which the first list came; None before any has."""
    first = Upload.objects.aggregate(first=Min("received_at"))["first"]
    return timezone.localtime(first).date() if first else None


def reports_between(officer: Officer, first: date, last: date) -> list[ZeroReport]:
    """Reports of nothing for periods that end between two days, those taken back too."""
    rows = ZeroReport.objects.filter(period_to_on__range=(first, last))
    if officer.role == "department":
        rows = rows.filter(department=officer.department)
    return list(rows.order_by("-said_on", "-id"))


def report_or_404(officer: Officer, key: int) -> ZeroReport:
    """A report inside the officer's area and field."""
    rows = ZeroReport.objects.filter(pk=key)
    if officer.role == "department":
        rows = rows.filter(department=officer.department)
    found = rows.first()
    if found is None:
        raise Http404(f"zero report {key}")
    return found


def arrivals_of(uploads: Iterable[Upload]) -> list[Arrival]:
    """The deliveries as the core counts them."""
    return [_arrival(upload) for upload in uploads if upload.period_from_on and upload.period_to_on]


def _arrival(upload: Upload) -> Arrival:
    counts: dict[str, Any] = upload.counts or {}
    states, villages = counts.get("states"), counts.get("covered")
    ledgers = {n: told for n, told in counts.get("ledgers", {}).items() if n != "coverage"} or None
    ended = [n for n, decision in (upload.decisions or {}).items() if decision == "ended"]
    assert upload.period_from_on is not None  # noqa: S101 - asked for by the caller
    assert upload.period_to_on is not None  # noqa: S101
    return Arrival(
        id=upload.pk,
        source=upload.source,
        from_on=upload.period_from_on,
        to_on=upload.period_to_on,
        received_on=timezone.localtime(upload.received_at).date(),
        delivery=upload.delivery,
        landed=upload.state == Upload.State.LANDED,
        in_force=upload.state in (Upload.State.RECEIVED, Upload.State.PREVIEWED, Upload.State.LANDED),
        villages=frozenset(villages) if villages is not None else None,
        rows_read=counts.get("rows_read"),
        rows_refused=counts.get("rows_refused"),
        rows_open=counts.get("rows_open"),
        rows_matched=sum(states.get(s, 0) for s in _OF_A_PERSON) if states is not None else None,
        rows_new=sum(told["new"] for told in ledgers.values()) if ledgers else None,
        rows_changed=sum(told["changed"] for told in ledgers.values()) if ledgers else None,
        rows_gone=sum(ledgers[n]["missing"] for n in ended if n in ledgers) if ledgers else None,
    )
