"""What the registers say of a household is "no" only where a register has arrived."""

from __future__ import annotations

import pytest
from tests.core.rules.families import DAY, Families
from tests.shipped import shipped

from fangpin.policy import fact_query


@pytest.mark.parametrize(
    ("told", "poverty", "monitored"),
    [
        (Families(), None, None),
        (Families().monitored(1), None, True),  # a monitoring list says nothing of the poverty register
        (Families().monitored(1).registered(2), False, True),
        (Families().registered(1), True, None),
        (Families().registered(1).monitored(2), True, False),
    ],
)
def test_a_household_is_outside_a_register_only_where_one_has_arrived(
    told: Families, poverty: bool | None, monitored: bool | None
) -> None:
    query = fact_query(shipped("gejiu"), ["household_register"], "duckdb", as_of=DAY)
    with told.opened() as connection:
        fact = connection.sql(f"{query} FROM household_register")
        found = fact.filter("household_id = 1").project("poverty_registered, monitored").fetchall()
    assert found == [(poverty, monitored)]
