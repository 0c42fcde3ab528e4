"""A change since a day that no file reaches back to would be one of files, not of life: it is not told."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.rules.families import DAY, VILLAGE, Families
from tests.shipped import shipped

from fangpin.indicators import Figure, Figures, evaluate
from fangpin.indicators.wording import NOT_COMPARABLE, no_number

COUNTY = VILLAGE[:6]
OCTOBER = {"period_from_on": date(2026, 10, 1), "period_to_on": DAY}
LAST_YEAR = {"period_from_on": date(2025, 1, 1), "period_to_on": DAY}


def families() -> Families:
    """Two monitored households, one of them since October."""
    area = {"code": VILLAGE, "level": "village", "scheme": "nbs", "from_on": date(2020, 1, 1)}
    early = {"from_on": date(2025, 6, 1), "identified_on": date(2025, 6, 1)}
    return Families().add("area", **area).monitored(1, **early).monitored(2, from_on=date(2026, 10, 1))


def counted(told: Families, day: date = DAY) -> Figures:
    wanted = ["monitored_households_growth", "monitored_households"]
    with told.opened() as connection:
        return evaluate(connection, shipped("gejiu"), wanted, as_of=day, levels=("county",))


def levels_of(told: Families) -> tuple[Figure, Figure]:
    return tuple(counted(told, day).figure("monitored_households", COUNTY) for day in (date(2026, 9, 30), DAY))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("told", "growth", "comparable"),
    [
        (families(), 100, True),  # nobody sent a file: what was entered reaches as far as it does
        (families().covered("monitoring_spell", **LAST_YEAR), 100, True),
        (families().covered("monitoring_spell", **OCTOBER), None, False),
    ],
)
def test_a_level_is_compared_only_with_a_day_that_the_files_behind_it_reach(
    told: Families, growth: int | None, *, comparable: bool
) -> None:
    found = counted(told).figure("monitored_households_growth", COUNTY)
    assert (found.value, found.comparable) == (growth, comparable)
    assert no_number(found) == (None if comparable else NOT_COMPARABLE)
    before, now = levels_of(told)
    assert (before.value, now.value) == (1, 2)
    assert before.comparable_with(now) is now.comparable_with(before) is comparable
