"""Work, money and cooperation: each duty finds what was planted for it and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from tests.shipped import in_use, shipped

from fangpin.policy import Policy
from fangpin.rules import open_tables, rows_of, worklist

DAY = date(2026, 10, 31)
COUNTY, VILLAGE = "532501", "532501100201"
OTHER = "532502"
MECHANISMS = (
    *("labour-employment", "public-welfare-posts", "special-posts", "poverty-workshop", "forest-ranger"),
    *("skills-training", "microcredit", "loan-extension", "risk-guarantee-fund", "poverty-insurance-claims"),
    *("fiscal-fund-management", "project-library", "designated-assistance", "county-pairing"),
    *("east-west-cooperation", "poverty-relief-day"),
)
BEGAN = {"from_on": date(2026, 1, 5)}
Rows = list[dict[str, Any]]


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def yuan(amount: str) -> Decimal:
    return Decimal(amount)


def people() -> dict[str, Rows]:
    """Persons 1 to 9 of registered households of the same number; person 10 is of none that was ever poor.

    1 works and was called lately, 2 works and was not, 3 would work and does not, 4 does not want to.
    """
    homes = range(1, 11)
    return {
        "household": [{"id": n} for n in homes],
        "person": [{"id": n, "born_on": date(1950 if n == 5 else 1980, 1, 1)} for n in homes],
        "membership": [{"household_id": n, "person_id": n, "from_on": date(2020, 1, 1)} for n in homes],
        "register_spell": [
            {"household_id": n, "register_type": "general" if n == 10 else "lifted", "from_on": date(2016, 1, 1)}
            for n in homes
        ],
        "condition": [{"person_id": n, "labour": "ordinary", "wants_work": n == 3, **BEGAN} for n in (3, 4)],
        "coverage": [
            {"ledger": name, "period_from_on": date(2026, 1, 1), "period_to_on": DAY}
            for name in ("employment_spell", "welfare_post")
        ],
        "hardship_event": [
            {"household_id": n, "kind": "income_fall", "happened_on": ago(90), "verified_on": ago(80)} for n in (7, 8)
        ],
        "case": [{"household_id": 7, "process": "identification", "step": "planned", "opened_on": ago(70)}],
    }


def work() -> dict[str, Rows]:
    """Workshop 1 runs with a poor worker, 2 stands still, 3 runs without one."""
    kept = {"work_area": "township", **BEGAN}
    return {
        "organisation": [{"id": n, "name": f"车间{n}", "kind": "workshop"} for n in (1, 2, 3)],
        "organisation_status": [
            {"organisation_id": n, "status": "suspended" if n == 2 else "working", **BEGAN} for n in (1, 2, 3)
        ],
        "employment_spell": [
            {"id": 1, "person_id": 1, "work_area": "outside", "followed_up_on": ago(10), **BEGAN},
            {"id": 2, "person_id": 2, "followed_up_on": ago(100), **kept},
            {"id": 3, "person_id": 9, "organisation_id": 1, "poor": True, "registered_here": True,
             "followed_up_on": ago(5), **kept},
            {"id": 4, "person_id": 10, "organisation_id": 1, "poor": True, "registered_here": True, **kept},
        ],
        "job_post": [{"id": n, "category": "public_welfare", "developed_on": ago(400)} for n in (1, 2, 3, 4, 5)],
        "welfare_post": [
            {"id": 1, "person_id": 1, "job_post_id": 1, **BEGAN},
            {"id": 2, "person_id": 5, "job_post_id": 2, "contract_to_on": DAY, **BEGAN},
            {"id": 3, "person_id": 6, "job_post_id": 3, "category": "special", **BEGAN},
            {"id": 4, "person_id": 7, "job_post_id": 4, "category": "special", **BEGAN},
            {"id": 5, "person_id": 8, "category": "special", "contract_to_on": ago(1), **BEGAN},
            {"id": 6, "person_id": 9, "category": "forest_ranger", "from_register": True, **BEGAN},
            {"id": 7, "person_id": 10, "category": "fire_team", "from_register": False, **BEGAN},
            {"id": 8, "person_id": 9, "category": "cleaner", **BEGAN},
        ],
        "training": [{"id": 1, "number": "训1", "days": 10, "ended_on": date(2026, 3, 1)}],
        "training_participant": [
            {"id": 1, "training_id": 1, "person_id": 1, "days_attended": 8, "certified": True,
             "employed_on": date(2026, 4, 1)},
            {"id": 2, "training_id": 1, "person_id": 2, "days_attended": 7, "certified": True,
             "employed_on": date(2026, 4, 1)},
            {"id": 3, "training_id": 1, "person_id": 3, "days_attended": 10, "certified": True},
        ],
    }  # fmt: skip


def money() -> dict[str, Rows]:
    """Loan 1, claim 1, project 1, pairing 1 and 3 are as they should be."""
    loan = {"household_id": 1, "amount_yuan": yuan("50000"), "balance_yuan": yuan("1000"), "overdue_yuan": yuan("0"),
            "lent_on": date(2025, 1, 5), "due_on": date(2027, 1, 5), "used_by_borrower": True}  # fmt: skip
    extended = {"extended_on": ago(60), "due_on": date(2026, 4, 30), "extended_to_on": date(2026, 10, 30)}
    overdue = {"overdue_yuan": yuan("500"), "guaranteed": True, "due_on": ago(91)}
    project = {"counting_level": "parent", "plan_year": 2026, "planned_on": date(2026, 1, 10), "due_on": DAY,
               "investment_yuan": yuan("100000"), "started_on": ago(200)}  # fmt: skip
    done = {"completed_on": ago(61), "accepted_on": ago(10)}
    given = {"direction": "given", "agreed_yuan": yuan("1000"), **BEGAN}
    received = {"kind": "east_west", "direction": "received", **BEGAN}
    assistance = {"source": "designated", "state": "allocated", "amount_yuan": yuan("5")}
    fund = {"source": "fiscal_special", "moved_on": ago(31), "area_code": COUNTY}
    paid = {**fund, "state": "paid", "amount_yuan": yuan("100000.01")}
    paired = {**fund, "state": "received", "source": "county_pairing", "direction": "given"}
    deposit = {**fund, "state": "received", "source": "own", "purpose": "risk_guarantee"}
    return {
        "loan": [
            {**loan, "id": 1},
            {**loan, "id": 2, "used_by_borrower": False},
            {**loan, "id": 3, "amount_yuan": yuan("50000.01")},
            {**loan, "id": 4, "due_on": date(2028, 2, 5)},
            {**loan, **extended, "id": 5, "extension_months": 6, "extension_reason": "illness"},
            {**loan, **extended, "id": 6, "extension_months": 7, "extension_reason": "illness"},
            {**loan, **extended, "id": 7, "extension_months": 6},
            {**loan, **overdue, "id": 8},
            {**loan, **overdue, "id": 9, "claimed_on": ago(1)},
            {**loan, **overdue, "id": 10, "due_on": ago(90)},
        ],
        "loan_application": [
            {"household_id": n, "applied_on": ago(31 if n < 5 else 30), "eligible": True,
             "willing": n != 4, "granted": n == 2}
            for n in (2, 3, 4, 5)
        ],
        "insurance_policy": [{"household_id": n, "kind": "poverty", **BEGAN} for n in (1, 2)],
        "insurance_claim": [
            {"id": 1, "household_id": 1, "kind": "poverty", "reported_on": ago(40), "settled_on": ago(20)},
            {"id": 2, "household_id": 2, "kind": "poverty", "reported_on": ago(31)},
            {"id": 3, "household_id": 2, "kind": "poverty", "reported_on": ago(30)},
            {"id": 4, "household_id": 3, "kind": "poverty", "reported_on": ago(40), "settled_on": ago(20)},
        ],
        "document": [{"id": n, "title": f"文件{n}"} for n in (1, 2)],
        "project": [
            {**project, **done, "id": 1, "number": "1"},
            {**project, "id": 2, "number": "2", "due_on": ago(1)},
            {**project, "id": 3, "number": "3", "completed_on": ago(61)},
            {**project, "id": 4, "number": "4"},
            {**project, **done, "id": 5, "number": "5", "programme": "designated"},
            {**project, **done, "id": 6, "number": "6", "programme": "designated"},
            {**project, **done, "id": 7, "number": "7", "programme": "county_pairing", "pairing_area_id": 2},
            {**project, **done, "id": 8, "number": "8", "programme": "county_pairing"},
            {**project, **done, "id": 9, "number": "9", "programme": "east_west", "area_code": COUNTY},
        ],
        "project_link": [{"project_id": 5, "household_id": 1, "enrolled_on": ago(50)}],
        "fund_transaction": [
            {**fund, "id": 1, "number": "1", "state": "allocated", "amount_yuan": yuan("900"), "document_id": 1},
            {**fund, "id": 2, "number": "2", "state": "received", "amount_yuan": yuan("900"), "document_id": 1},
            {**fund, "id": 3, "number": "3", "state": "allocated", "amount_yuan": yuan("5"), "document_id": 2},
            {**fund, "id": 4, "number": "4", "state": "paid", "amount_yuan": yuan("900"), "project_id": 1},
            {**fund, "id": 5, "number": "5", "state": "paid", "amount_yuan": yuan("0.01"), "area_code": OTHER},
            {**paid, "id": 6, "number": "6", "source": "own", "project_id": 4},
            {**fund, "id": 7, "number": "7", **assistance, "mode": "direct"},
            {**fund, "id": 8, "number": "8", **assistance},
            {**paired, "id": 9, "number": "9", "amount_yuan": yuan("1000")},
            {**deposit, "id": 10, "number": "10", "amount_yuan": yuan("300")},
        ],
        "pairing": [
            {"id": 1, "kind": "county_county", **given, "area_code": COUNTY},
            {"id": 2, "kind": "county_county", **given, "area_code": OTHER},
            {"id": 3, **received, "agreement_on": ago(200), "area_code": COUNTY},
            {"id": 4, **received, "area_code": OTHER},
            {"id": 5, "kind": "county_county", "area_code": COUNTY, **BEGAN},
        ],
        "area": [
            {"id": n, "code": code, "area_code": code, "level": "county", "scheme": "nbs", "from_on": date(2020, 1, 1)}
            for n, code in ((1, COUNTY), (2, OTHER))
        ],
        "publicity_event": [
            {"number": "1", "kind": "poverty_day", "held_on": date(2026, 10, 17), "area_code": COUNTY},
            {"number": "2", "kind": "fair", "held_on": date(2026, 10, 17), "area_code": OTHER},
            {"number": "3", "kind": "poverty_day", "held_on": date(2026, 10, 16), "area_code": OTHER},
        ],
    }  # fmt: skip


PLANTED = {
    "able_and_willing_without_work": [3],
    "worker_not_followed_up": [2],
    "several_posts_held": [9],
    "post_holder_too_old": [2],
    "post_holder_works_away": [1],
    "post_contract_over": [5],
    "post_without_holder": [5],
    "special_post_without_shock": [3],
    "special_post_after_case": [5],
    "workshop_not_running": [2],
    "workshop_without_poor_worker": [3],
    "workshop_worker_not_on_file": [4],
    "ranger_not_from_register": [7],
    "certified_with_little_attendance": [2],
    "training_outcome_unknown": [3],
    "applicant_not_granted": [3],
    "loan_not_used_by_borrower": [2],
    "loan_over_cap": [3],
    "loan_term_too_long": [4],
    "microcredit_overdue": [8, 9, 10],
    "extension_too_long": [6],
    "extension_without_reason": [7],
    "guarantee_not_claimed": [8],
    "guarantees_over_multiple": [],
    "claim_not_settled": [2],
    "claim_without_cover": [4],
    "fund_not_arrived": [3],
    "county_paid_more_than_received": [2],
    "project_not_completed": [2],
    "project_not_accepted": [3],
    "project_paid_over_investment": [4],
    "assistance_money_of_no_mode": [8],
    "assistance_project_without_household": [6],
    "pairing_money_short": [2],
    "pairing_of_no_direction": [5],
    "pairing_project_of_no_partner": [8],
    "east_west_without_agreement": [4],
    "east_west_year_without_projects": [4],
    "relief_day_not_held": [2],
}


@cache
def policy() -> Policy:
    """Gejiu with the mechanisms of these families on."""
    return in_use(shipped("gejiu"), MECHANISMS)


def tables(more: dict[str, Rows] | None = None) -> dict[str, Any]:
    rows: dict[str, Rows] = {}
    for part in (people(), work(), money(), more or {}):
        for name, added in part.items():
            rows.setdefault(name, []).extend(added)
    numbered = {
        name: [{"area_code": VILLAGE, "id": n, **row} for n, row in enumerate(given, 1)] for name, given in rows.items()
    }
    return {name: rows_of(name, given) for name, given in numbered.items()}


@pytest.fixture(scope="module")
def found() -> dict[str, list[int]]:
    with open_tables(tables()) as connection:
        items = worklist(connection, policy(), as_of=DAY).to_pylist()
    keys: dict[str, list[int]] = {}
    for item in items:
        if item["answer"] == "yes":
            keys.setdefault(item["rule"], []).append(item["key"])
    return {rule: sorted(of) for rule, of in keys.items()}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_duty_finds_what_was_planted_and_nothing_else(rule: str, found: dict[str, list[int]]) -> None:
    assert found.get(rule, []) == PLANTED[rule]


def test_every_duty_of_these_mechanisms_has_a_plant() -> None:
    assert set(PLANTED) == {r for m in MECHANISMS for r in policy().mechanism(m).rules}


def test_guarantees_are_over_once_the_multiple_of_the_deposit_is_passed_by_a_fen() -> None:
    # Guaranteed are loans 8, 9 and 10 with a thousand each; the deposit of 300 yuan stands for ten times as much.
    loan = {"id": 11, "household_id": 1, "balance_yuan": yuan("0.01"), "guaranteed": True, "lent_on": ago(9)}
    with open_tables(tables({"loan": [loan]})) as connection:
        items = worklist(connection, policy(), [policy().rule("guarantees_over_multiple")], as_of=DAY).to_pylist()
    assert [(i["key"], i["answer"]) for i in items] == [(1, "yes")]
