"""Schemes over ledgers: who is owed, who was paid too much, what cannot be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from fangpin.entitlements import Entitlements, assess, period_of, tell
from fangpin.policy import Policy
from fangpin.rules import open_tables, rows_of

DAY = date(2026, 10, 31)
VILLAGE = "532501001001"
HERE = {"area_code": VILLAGE}


def bill(key: int, settled_on: date, **given: Any) -> dict[str, Any]:
    plain = {"kind": "inpatient", "tier": "county", "referral": "local", "total_yuan": 20000, "in_policy_yuan": 18000}
    row = {"id": key, "person_id": 2, "settled_on": settled_on, **HERE, **plain, **given}
    return {name: Decimal(value) if name.endswith("_yuan") else value for name, value in row.items()}


def ledgers() -> dict[str, list[Mapping[str, Any]]]:
    """A lifted household of three with a patient, a student and somebody on dibao; a neighbour with a student."""
    spell = {"from_on": date(2020, 1, 1), **HERE}
    covered = {"period_from_on": date(2026, 9, 1), "period_to_on": DAY, **HERE}
    school = {"school_year": "2026-2027", "stage": "vocational", "attending": True, **HERE}
    return {
        "household": [{"id": 1, **HERE}, {"id": 2, **HERE}],
        "person": [{"id": key, **HERE} for key in range(1, 6)],
        "membership": [{"person_id": key, "household_id": 1 if key < 4 else 2, **spell} for key in range(1, 6)],
        "register_spell": [
            {"household_id": 1, "register_type": "lifted", **spell},
            {"household_id": 2, "register_type": "general", **spell},
        ],
        "dibao_spell": [{"person_id": 1, "category": "rural_b", "monthly_yuan": Decimal(400), **spell}],
        "disability_spell": [{"person_id": 2, "grade": "1", "category": "limb", **spell}],
        "coverage": [{"ledger": "dibao_spell", **covered}, {"ledger": "benefit_payment", "listing": "yulu", **covered}],
        "enrolment": [{"id": 1, "person_id": 3, **school}, {"id": 2, "person_id": 4, **school}],
        "benefit_payment": [
            {
                "person_id": 4,
                "programme": "yulu",
                "school_year": "2026-2027",
                "amount_yuan": Decimal(1500),
                "paid_on": date(2026, 10, 1),
                **HERE,
            }
        ],
        "medical_claim": [
            bill(1, date(2026, 3, 1), basic_yuan=9000, serious_yuan=1950, aid_yuan=0),
            bill(2, date(2026, 5, 1), basic_yuan=9000, serious_yuan=5850, aid_yuan=1890, government_yuan=1260),
            bill(3, date(2025, 5, 1), basic_yuan=100),
        ],
    }


@pytest.fixture(scope="module")
def ground() -> Iterator[duckdb.DuckDBPyConnection]:
    with open_tables({name: rows_of(name, rows) for name, rows in ledgers().items()}) as connection:
        yield connection


@pytest.fixture(scope="module")
def found(ground: duckdb.DuckDBPyConnection, policy: Policy) -> Entitlements:
    return assess(ground, policy, as_of=DAY)


def answers(found: Entitlements, scheme: str) -> dict[int, tuple[str, Decimal | None, Decimal | None]]:
    return {
        row["key"]: (row["verdict"], row["due_yuan"], row["paid_yuan"])
        for row in found.items.to_pylist()
        if row["scheme"] == scheme
    }


def test_a_student_of_a_lifted_household_is_owed_the_term_and_a_neighbour_was_paid_what_is_not_due(
    found: Entitlements,
) -> None:
    assert answers(found, "yulu_grant") == {
        1: ("missing", Decimal("2500.00"), Decimal("0.00")),
        2: ("not_due", Decimal("0.00"), Decimal("1500.00")),
    }


def test_dibao_paid_below_its_category_is_short_to_the_fen(found: Entitlements) -> None:
    assert answers(found, "dibao_by_category") == {1: ("short", Decimal("430.00"), Decimal("400.00"))}


def test_without_a_payment_file_what_was_paid_is_unknown_and_not_zero(found: Entitlements) -> None:
    assert answers(found, "disability_nursing") == {2: ("unknown", Decimal("110.00"), None)}


def test_each_layer_of_a_bill_is_reckoned_on_what_the_layers_before_it_paid(found: Entitlements) -> None:
    assert answers(found, "serious_insurance") == {}  # both bills agree, and a layer that agrees is not kept
    assert answers(found, "medical_aid") == {1: ("missing", Decimal("2790.00"), Decimal("0.00"))}
    assert answers(found, "government_backstop") == {1: ("missing", Decimal("7050.00"), Decimal("0.00"))}


def test_the_counts_say_how_many_were_asked_and_how_much_is_owed(found: Entitlements) -> None:
    yulu = next(row for row in found.tallies.to_pylist() if row["scheme"] == "yulu_grant")
    assert (yulu["asked"], yulu["entitled"], yulu["missing"], yulu["not_due"]) == (2, 1, 1, 1)
    assert (yulu["owed_yuan"], yulu["excess_yuan"]) == (Decimal("2500.00"), Decimal("1500.00"))


def test_what_is_shown_of_a_row_comes_to_what_was_found(found: Entitlements, policy: Policy) -> None:
    for row in found.items.to_pylist():
        day = found.windows[row["scheme"]].as_of
        told = tell(policy.scheme(row["scheme"]), row["basis"], policy, on=day)
        assert (told.assessment.due, told.assessment.paid) == (row["due_yuan"], row["paid_yuan"])
        assert told.assessment.verdict == row["verdict"]


def test_the_arithmetic_is_told_line_by_line_in_both_languages(found: Entitlements, policy: Policy) -> None:
    row = next(r for r in found.items.to_pylist() if r["scheme"] == "medical_aid")
    zh = tell(policy.scheme("medical_aid"), row["basis"], policy, on=DAY, language="zh").lines
    en = tell(policy.scheme("medical_aid"), row["basis"], policy, on=DAY, language="en").lines
    assert zh[2].numbers == "〔2,400.00 以上〕4,650.00 × 60%"
    assert zh[2].result == "2,790.00 元"
    assert en[2].numbers == "[above 2,400.00] 4,650.00 × 60%"
    assert [line.label for line in en][-1] == "Due on this bill"


def test_one_household_comes_to_the_same_as_in_the_whole_city(
    ground: duckdb.DuckDBPyConnection, found: Entitlements, policy: Policy
) -> None:
    schemes = [policy.scheme("yulu_grant"), policy.scheme("dibao_by_category")]
    alone = assess(ground, policy, schemes, as_of=DAY, household=1, everything=True)
    assert answers(alone, "yulu_grant") == {1: answers(found, "yulu_grant")[1]}
    assert answers(alone, "dibao_by_category") == answers(found, "dibao_by_category")


def test_a_scheme_without_a_value_on_its_day_is_left_out_and_told(
    ground: duckdb.DuckDBPyConnection, policy: Policy
) -> None:
    found = assess(ground, policy, [policy.scheme("epidemic_industry")], as_of=DAY)
    assert [(one.scheme.id, one.why.parameter) for one in found.left_out] == [
        ("epidemic_industry", "epidemic_subsidy_rate")
    ]


@pytest.mark.parametrize(
    ("period", "day", "since", "until"),
    [
        ("month", date(2026, 10, 31), date(2026, 9, 30), date(2026, 10, 31)),
        ("month", date(2026, 10, 30), date(2026, 8, 31), date(2026, 9, 30)),
        ("quarter", date(2026, 12, 31), date(2026, 9, 30), date(2026, 12, 31)),
        ("quarter", date(2026, 10, 31), date(2026, 6, 30), date(2026, 9, 30)),
        ("year", date(2026, 10, 31), date(2025, 12, 31), date(2026, 10, 31)),
        ("school_year", date(2026, 3, 1), date(2025, 8, 31), date(2026, 3, 1)),
        ("day", date(2026, 3, 1), date(2026, 2, 28), date(2026, 3, 1)),
    ],
)
def test_a_month_and_a_quarter_are_asked_for_when_they_are_complete(
    period: str, day: date, since: date, until: date
) -> None:
    window = period_of(period, day)
    assert (window.since, window.as_of) == (since, until)
