"""Stating a figure: a department's number with its source, or an override with its reason."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_state_figure
from fangpin_web.figures.models import StatedFigure


class MayNotState(PermissionError):
    """The officer's role states no figures."""

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        super().__init__(f"{officer} may not state figures; the county office does")

    @property
    def zh(self) -> str:
        return f"{self.officer.name} 没有录入报送数据的权限，由县专班录入。"


class SourceMissing(ValueError):
    """A reported number needs a department, an override a reason."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            "name the department that reports the number" if kind == "reported" else "say why the number is overridden"
        )

    @property
    def zh(self) -> str:
        return "请写明报送部门。" if self.kind == "reported" else "请写明更正理由。"


def state_figure(
    *,
    kind: str,
    indicator: str,
    unit: str,
    area_code: str,
    as_of: date,
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
) -> StatedFigure:
    """Keep a stated number beside the counted one. Raises :class:`MayNotState`, :class:`SourceMissing`."""
    if not may_state_figure(by):
        raise MayNotState(by)
    if not (department if kind == StatedFigure.Kind.REPORTED else reason).strip():
        raise SourceMissing(kind)
    return StatedFigure.objects.create(
        kind=kind,
        indicator=indicator,
        unit=unit,
        area_code=area_code,
        as_of=as_of,
        since=since,
        value=value,
        definition=definition,
        department=department,
        contact=contact,
        document=document,
        stated_on=stated_on,
        reason=reason,
        entered_by=by.pk,
        entered_at=at,
    )
