"""Noting that a source has nothing for a period, and taking such a note back."""

from __future__ import annotations

from datetime import date, datetime

from fangpin.tray import Owed
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_report_nothing
from fangpin_web.tray.models import ZeroReport
from fangpin_web.tray.problems import AlreadyWithdrawn, NotAllowed


def report_nothing(
    *, owed: Owed, said_by: str, how: str, said_on: date, note: str, by: Officer, at: datetime
) -> ZeroReport:
    """Note who said that a list has nothing for its period. Changes no ledger and no answer of a rule."""
    _allow(owed.source.department, by)
    with acting_as(by, "zero report"):
        return ZeroReport.objects.create(
            area_code=by.area_code, source=owed.source.id, department=owed.source.department,
            period_from_on=owed.from_on, period_to_on=owed.to_on, said_by=said_by, how=how, said_on=said_on, note=note,
            entered_at=at, entered_by=by.pk,
        )  # fmt: skip


def withdraw_report(*, report: ZeroReport, by: Officer, at: datetime) -> ZeroReport:
    """Take a report of nothing back; it stays to be seen. Of two officers the second is told."""
    _allow(report.department, by)
    with acting_as(by, "withdraw zero report"):
        held = ZeroReport.objects.select_for_update().get(pk=report.pk)
        if held.withdrawn_at:
            raise AlreadyWithdrawn(held.withdrawn_at)
        held.withdrawn_at, held.withdrawn_by = at, by.pk
        held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return held


def _allow(department: str, by: Officer) -> None:
    if not may_report_nothing(by) or (by.role == "department" and by.department != department):
        raise NotAllowed
