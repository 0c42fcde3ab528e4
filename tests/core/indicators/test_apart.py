"""Subjects told apart sixty-four at a time are those told apart one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from tests.core.indicators.plainly import indicator

from fangpin.indicators import Figures, evaluate, looking
from fangpin.policy import Policy
from fangpin.rules import open_tables, rows_of

DAY = date(2026, 10, 31)
VILLAGES = ("532501100201", "532501100202", "532503100201")
TEXTS = (
    "unit: household\nkind: stock\nover: loan\ncount: distinct household_id",
    "unit: household\nkind: stock\nover: loan\nwhere: amount_yuan > 30000\ncount: distinct household_id",
)


def loans() -> list[dict[str, Any]]:
    """Two loans a household, households numbered village by village; one has borrowed in two counties."""
    rows = [
        {
            "household_id": home,
            "area_code": VILLAGES[home // 200],
            "lent_on": date(2026, 5, 1),
            "amount_yuan": (Decimal(50_000), Decimal(10_000), None)[home % 3],
        }
        for home in range(600)
        for _ in range(2)
    ]
    return [*rows, {**rows[0], "area_code": VILLAGES[2]}, {**rows[0], "household_id": None}]


def counted(policy: Policy, chosen: tuple[str, ...], large: int) -> Figures:
    named = [replace(indicator(policy, text), id=f"it{TEXTS.index(text)}") for text in chosen]
    with open_tables({"loan": rows_of("loan", loans())}) as connection, patch.object(looking, "LARGE", large):
        return evaluate(connection, policy, named, as_of=DAY)


@pytest.mark.parametrize("chosen", [TEXTS, TEXTS[:1], TEXTS[1:]])
def test_in_marks_as_many_are_counted_as_one_by_one(policy: Policy, chosen: tuple[str, ...]) -> None:
    in_marks, one_by_one = (counted(policy, chosen, large) for large in (1, 10_000))
    assert in_marks.table() == one_by_one.table()


def test_a_subject_in_two_counties_is_one_in_each_and_one_in_both(policy: Policy) -> None:
    figures = counted(policy, TEXTS, 1)
    for area, everybody, large in (("532501", 400, 134), ("532503", 201, 67), ("5325", 600, 200)):
        assert figures.figure("it0", area).numerator == everybody
        assert figures.figure("it1", area).numerator == large
    assert figures.figure("it0", "532501").unknown == 1
    assert figures.figure("it1", "532503").unknown == sum(home % 3 == 2 for home in range(400, 600))
