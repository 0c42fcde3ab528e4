"""Households under monitoring whose record is in order: measures in time, risks eliminated with reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fangpin.synthesis.draws import Draws
from fangpin.synthesis.lives import Standards, able
from fangpin.synthesis.records import Household

MONITORED_CLASS = "防止返贫致贫对象"
RISKS: tuple[tuple[str, float], ...] = (("因病", 6), ("因学", 2), ("因务工就业不稳", 2), ("因意外事故", 1))
SHARE = 0.03


def watch(household: Household, *, standards: Standards, draws: Draws) -> None:
    """Put a household under monitoring, two in three with the risk eliminated long ago."""
    eliminated = draws.chance(0.65, "eliminated")
    if eliminated:
        identified = draws.day(date(2022, 3, 1), date(2024, 6, 30), "identified").replace(day=1)
        eliminated_on = draws.day(date(2025, 4, 1), date(2026, 3, 31), "eliminated on").replace(day=1)
    else:
        identified = draws.day(date(2025, 8, 1), date(2026, 6, 30), "identified").replace(day=1)
        eliminated_on = None
    put_under_monitoring(
        household,
        identified_on=identified,
        eliminated_on=eliminated_on,
        risk=draws.weighted(RISKS, "risk"),
        measures=draws.whole(2, 5, "measures"),
        line=standards["income_line"],
    )


def put_under_monitoring(
    household: Household,
    *,
    identified_on: date,
    risk: str,
    line: Decimal,
    eliminated_on: date | None = None,
    kind: str | None = "帮扶消除",
    measures: int | None = 3,
    until: date | None = None,
) -> None:
    """Open a monitoring spell with its first risk; ``until`` is the day it was removed from monitoring."""
    household.add(
        "monitoring_spell",
        monitoring_class=MONITORED_CLASS,
        identified_on=identified_on,
        line_yuan=line,
        eliminated=eliminated_on is not None,
        eliminated_on=eliminated_on,
        elimination_kind=kind if eliminated_on else None,
        measures=measures,
        development_measure=any(able(m) for m in household.members) if measures else False,
        from_on=identified_on,
        to_on=until,
    )
    household.add("risk", risk=risk, rank=1, found_on=identified_on, resolved_on=eliminated_on, remark=None)
