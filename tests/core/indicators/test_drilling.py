"""The rows behind a figure are exactly those counted: counted again, they give its numerator and denominator."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent

import pytest
from tests.core.indicators.plainly import indicator
from tests.core.rules.families import DAY, Families

from fangpin.indicators import NothingToDrill, Span, drill, evaluate
from fangpin.policy import Policy
from fangpin.rules import trace

SPAN = Span.of(DAY)


@pytest.fixture
def families() -> Families:
    known = Families().registered(1).monitored(1).claim(11, "100.50").claim(12, "20").claim(12, "9.5")
    known.add("loan", household_id=1, amount_yuan=Decimal(50000), lent_on=date(2026, 3, 1))
    known.add("loan", household_id=1, amount_yuan=None, lent_on=date(2026, 4, 1))
    return known.add("loan", household_id=2, amount_yuan=Decimal(9000), lent_on=date(2025, 4, 1))


@pytest.mark.parametrize(
    "text",
    [
        "unit: CNY\nkind: flow\nover: medical_claim\ncount: sum own_pay_yuan",
        "unit: person\nkind: flow\nover: medical_claim\ncount: distinct person_id",
        """
        unit: CNY_per_household
        kind: ratio
        window: period
        over: loan
        count: sum amount_yuan
        denominator: {count: distinct household_id}
        """,
        "unit: percent\nkind: ratio\nover: person_standing\nwhere: registered\ncount: rows",
        "unit: household\nkind: stock\nover: person_standing\nwhere: registered\ncount: distinct household_id",
    ],
)
def test_the_rows_behind_a_figure_give_its_numbers_again(policy: Policy, families: Families, text: str) -> None:
    asked = indicator(policy, dedent(text))
    with families.opened() as connection:
        figure = evaluate(connection, policy, [asked], as_of=DAY).figure("it", "532501")
        above = drill(connection, policy, asked, "532501", SPAN)
        assert above.number == figure.numerator
        if asked.denominator:
            assert drill(connection, policy, asked, "532501", SPAN, part="denominator").number == figure.denominator


def test_each_row_leads_down_to_the_ledger_rows_behind_it(policy: Policy, families: Families) -> None:
    asked = indicator(policy, "unit: household\nkind: stock\nover: household_standing\nwhere: registered\ncount: rows")
    with families.opened() as connection:
        rows = drill(connection, policy, asked, "532501", SPAN).rows.column("household_id").to_pylist()
        behind = trace(connection, policy, "household_standing", rows[0], as_of=DAY)
    assert rows == [1]
    assert {t.ledger for t in behind} >= {"household", "register_spell", "monitoring_spell"}


def test_rows_come_page_by_page_with_their_total(policy: Policy, families: Families) -> None:
    asked = indicator(policy, "unit: person_time\nkind: flow\nover: medical_claim\ncount: rows")
    with families.opened() as connection:
        page = drill(connection, policy, asked, "532501", SPAN, limit=2, offset=2)
    assert (page.rows.num_rows, page.total) == (1, 3)


def test_what_the_policy_states_has_no_rows(policy: Policy, families: Families) -> None:
    with families.opened() as connection, pytest.raises(NothingToDrill, match="read from the policy"):
        drill(connection, policy, policy.indicator("income_line_in_force"), "532501", SPAN)
