"""Stating a figure: a department's number with its source, or an override with its reason, in the ledger of both."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fangpin.policy import FIGURE_UNITS, Indicator
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_state_figure, scope_of
from fangpin_web.records.models import Organisation, ReportedFigure

REPORTED, OVERRIDE = "reported", "override"
DEPARTMENT = "department"  # the kind of an organisation that nobody has entered before it reports a number


class MayNotState(PermissionError):
    """The officer's role states no figures, or none of this place."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        super().__init__(f"{officer} may not state figures of this place; its county office does")

    @property
    def zh(self) -> str:
        return f"{self.officer.name} 没有录入该地报送数据的权限，由当地县专班录入。"


class SourceMissing(ValueError):
    """A reported number needs a department, an override a reason."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            "name the department that reports the number" if kind == REPORTED else "say why the number is overridden"
        )

    @property
    def zh(self) -> str:
        return "请写明报送部门。" if self.kind == REPORTED else "请写明更正理由。"


def state_figure(
    *,
    kind: str,
    indicator: Indicator,
    area_code: str,
    until: date,
    value: Decimal,
    stated_on: date,
    by: Officer,
    at: datetime,
    since: date | None = None,
    definition: str = "",
    department: str = "",
    contact: str = "",
    document: str = "",
    reason: str = "",
) -> ReportedFigure:
    """Enter a stated number in its ledger: of the days ``since`` … ``until``, or of the one day ``until``.

    Said again by the same department for the same days it takes the place of what stood there, which the history
    keeps. Raises :class:`MayNotState`, :class:`SourceMissing`.
    """
    if not may_state_figure(by) or not area_code.startswith(scope_of(by)):
        raise MayNotState(by)
    if not (department if kind == REPORTED else reason).strip():
        raise SourceMissing(kind)
    told: dict[str, Any] = {
        "value": value,
        "unit_word": FIGURE_UNITS[indicator.unit].zh,
        "definition": definition or None,
        "contact": contact or None,
        "document": document or None,
        "reported_on": stated_on,
        "reason": reason or None,
        "entered_at": at,
        "entered_by": by.pk,
    }
    with acting_as(by, f"stated: {reason or department}"):
        key = {
            "area_code": area_code,
            "indicator": indicator.key,
            "kind": kind,
            "period_from_on": since,
            "period_to_on": until,
            "organisation": _department(department.strip(), by=by, at=at),
        }
        same = {name if value else f"{name}__isnull": value or True for name, value in key.items()}
        found: ReportedFigure | None = ReportedFigure.objects.select_for_update().filter(**same).order_by("id").first()
        if found is None:
            return ReportedFigure.objects.create(**key, **told)
        ReportedFigure.objects.filter(pk=found.pk).update(**told)
        found.refresh_from_db()
    return found


def _department(name: str, *, by: Officer, at: datetime) -> Organisation | None:
    """The organisation of a name, departments first; entered if nobody has. None where none is named."""
    if not name:
        return None
    found: list[Organisation] = list(Organisation.objects.filter(name=name).order_by("id"))
    if found:
        return next((one for one in found if one.kind == DEPARTMENT), found[0])
    made: Organisation = Organisation.objects.create(
        name=name, kind=DEPARTMENT, area_code=by.area_code, entered_at=at, entered_by=by.pk
    )
    return made
