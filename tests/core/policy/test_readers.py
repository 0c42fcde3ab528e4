"""Which facts are put together, and what of them."""

from __future__ import annotations

import pytest

from fangpin.policy import Policy, load
from fangpin.policy.known import Known
from fangpin.policy.readers import facts_read

ASKED = frozenset({frozenset({(frozenset({"in_register"}), "f.in_register")})})


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load("gejiu")


def test_a_fact_joined_for_columns_that_nobody_reads_is_not_put_together(policy: Policy) -> None:
    without = facts_read(policy, {"household_poverty": frozenset({"in_register"})})
    counting = facts_read(policy, {"household_poverty": frozenset({"in_register", "members"})})
    assert "member_now" in counting
    assert "member_now" not in without
    assert counting["member_now"].readers == ("household_poverty",)
    assert "household_id" in counting["member_now"].columns
    assert "born_on" not in counting["member_now"].columns
    assert "register_type" not in counting["member_now"].columns  # it is read, but of the register
    assert facts_read(policy, {"household_poverty": None})["household_poverty"].columns is None


def test_rows_are_asked_of_a_fact_only_where_no_other_fact_reads_it(policy: Policy) -> None:
    columns = frozenset({"in_register"})
    alone = facts_read(policy, {"household_poverty": columns}, {"household_poverty": ASKED})
    read = facts_read(
        policy, {"household_poverty": columns, "person_poverty": columns}, {"household_poverty": ASKED}
    )  # fmt: skip
    assert alone["household_poverty"].asked == ASKED
    assert not read["household_poverty"].asked
    assert read["household_poverty"].readers == ("person_poverty",)


def test_a_fact_joined_only_to_nothing_is_not_put_together(policy: Policy) -> None:
    assert "payments_told" in facts_read(policy, {"loan_quarter": None})
    nobody_paid = Known(empty=frozenset({"payments_told"}))
    assert "payments_told" not in facts_read(policy, {"loan_quarter": None}, known=nobody_paid)
