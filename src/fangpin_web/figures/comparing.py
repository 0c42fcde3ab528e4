"""Holding stated numbers against the records when these arrive: how far apart, never whether right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from fangpin.indicators import Figure, evaluate, ledgers_read, level_of
from fangpin.policy import Indicator, NoSuchEntry, NoValueInForce, Policy
from fangpin_web.figures.doors import stated_until
from fangpin_web.figures.models import StatedComparison
from fangpin_web.publishing.models import Seal
from fangpin_web.records.models import ReportedFigure

Days = tuple[date, date | None]


def compare_stated(*, seal: Seal, snapshot: Any, at: datetime) -> list[StatedComparison]:
    """Count what others stated, for the very day and area they stated it of, wherever the snapshot has rows of it.

    Numbers of a later day than the snapshot's wait. Counted with the policy sealed with the snapshot; a comparison
    with this snapshot that is there already is made anew.
    """
    policy: Policy = snapshot.policy
    groups: dict[Days, list[tuple[ReportedFigure, Indicator, int]]] = {}
    for stated in stated_until(seal.as_of):
        indicator = _indicator(policy, stated.indicator)
        rows = 0 if indicator is None else rows_behind(seal, indicator, policy)
        if indicator is not None and rows:
            groups.setdefault(_days(stated), []).append((stated, indicator, rows))
    made: list[StatedComparison] = []
    for (as_of, since), group in groups.items():
        levels = tuple(dict.fromkeys(level_of(stated.area_code) for stated, _, _ in group))
        try:
            found = evaluate(snapshot, policy, _once(i for _, i, _ in group), as_of=as_of, since=since, levels=levels)
        except NoValueInForce:
            continue  # a day for which the policy has no line: nothing can be said
        made += [
            _kept(stated, found.figure(indicator.key, stated.area_code), rows, seal, at)
            for stated, indicator, rows in group
        ]
    return made


def rows_behind(seal: Seal, indicator: Indicator, policy: Policy) -> int:
    """How many rows a snapshot has of the ledgers that an indicator counts itself; households alone are no answer."""
    ledgers = ledgers_read(indicator, policy)
    own = {tally.over for tally in indicator.tallies} & ledgers
    return sum(int(seal.rows_by_ledger.get(name, 0)) for name in own or ledgers - {"household", "area", "person"})


def _days(stated: ReportedFigure) -> Days:
    """The day, and the eve of the period."""
    first = stated.period_from_on
    return stated.period_to_on, None if first is None else first - timedelta(days=1)


def _indicator(policy: Policy, key: str) -> Indicator | None:
    filled = {f.indicator.key: f.indicator for f in policy.figures.values()}
    try:
        found = filled.get(key) or policy.indicator(key)
    except NoSuchEntry:
        return None
    return None if found.open_slots or found.tally is None else found


def _once(indicators: Iterable[Indicator]) -> list[Indicator]:
    return list({i.key: i for i in indicators}.values())


def _kept(stated: ReportedFigure, figure: Figure, rows: int, seal: Seal, at: datetime) -> StatedComparison:
    value = figure.value
    made, _ = StatedComparison.objects.update_or_create(
        row_id=stated.pk,
        seal=seal,
        defaults={
            "counted": value,
            "difference": None if value is None else stated.value - value,
            "unknown": figure.unknown,
            "rows": rows,
            "at": at,
        },
    )
    return made
