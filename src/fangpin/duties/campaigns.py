"""Campaigns by day, and the four products of each month's cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

CYCLE = ("monitoring", "analysis", "summary", "circular")


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDay:
    """Where a campaign stands: the ``day`` of ``days`` (1 on its first day), how many are ``left`` after today.

    ``day`` is 0 before it begins and None where its beginning is not known; ``left`` None where its length is not.
    """

    day: int | None
    days: int | None
    left: int | None
    last_on: date | None
    over: bool


def campaign_day(began_on: date | None, days: int | None, ended_on: date | None, *, on: date) -> CampaignDay:
    """Day = today - start + 1; the last day is start + length - 1. A day on which it was ended counts before that."""
    last = ended_on
    if last is None and began_on is not None and days:
        last = began_on + timedelta(days=days - 1)
    day = None if began_on is None else max((min(on, last) if last else on).toordinal() - began_on.toordinal() + 1, 0)
    left = None if last is None else max((last - max(on, began_on or on)).days, 0)
    return CampaignDay(day=day, days=days, left=left, last_on=last, over=last is not None and on > last)


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleStep:
    """One of the four products a month owes. ``turn``: it is the next to be made; earlier ones are there."""

    kind: str
    produced_on: date | None
    overdue: bool
    turn: bool
    out_of_order: bool


def cycle_of_month(month: date, produced: dict[str, date | None], *, on: date) -> tuple[CycleStep, ...]:
    """The four products of a month in their order: monitor, analyse, summarise, circulate.

    A missing one is overdue from the first day of the next month. One that is dated before the product it builds
    on is out of order.
    """
    following = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
    steps: list[CycleStep] = []
    before: date | None = None
    turn_given = False
    for kind in CYCLE:
        made = produced.get(kind)
        turn = made is None and not turn_given
        turn_given = turn_given or turn
        out_of_order = made is not None and (turn_given or (before is not None and made < before))
        steps.append(
            CycleStep(
                kind=kind,
                produced_on=made,
                overdue=made is None and on >= following,
                turn=turn,
                out_of_order=out_of_order,
            )
        )
        before = made or before
    return tuple(steps)
