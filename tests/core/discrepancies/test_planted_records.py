"""For every rule two records that disagree beside their nearest lawful neighbours: plants alone are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.core.rules.families import DAY, LONG_AGO, VILLAGE, YEAR
from tests.shipped import shipped

from fangpin.discrepancies import compare
from fangpin.policy import Policy
from fangpin.rules import open_tables, rows_of

LEDGERS = (
    "dibao_spell",
    "tekun_spell",
    "disability_spell",
    "benefit_payment",
    "enrolment",
    "employment_spell",
    "medical_claim",
    "insurance_policy",
)
LISTS = ("new_serious_disease", "medical_own_pay")


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


class Home:
    """A household of one insured person; rows of either are added by the ledger's name."""

    def __init__(self, number: int) -> None:
        self.household, self.person = number, number * 10
        self.rows: list[tuple[str, dict[str, Any]]] = []
        self.about: dict[str, dict[str, Any]] = {"household": {}, "person": {"born_on": date(1970, 1, 1)}}
        self.insured = True

    def of_person(self, ledger: str, /, **row: Any) -> None:
        self.rows.append((ledger, {"person_id": self.person, **row}))

    def of_household(self, ledger: str, /, **row: Any) -> None:
        self.rows.append((ledger, {"household_id": self.household, **row}))

    def all_rows(self) -> list[tuple[str, dict[str, Any]]]:
        told = [("household", {"id": self.household, **self.about["household"]})]
        told.append(("person", {"id": self.person, **self.about["person"]}))
        told.append(("membership", {"household_id": self.household, "person_id": self.person, "from_on": LONG_AGO}))
        if self.insured:
            told.append(("insurance_policy", {"person_id": self.person, "kind": "basic_medical", "from_on": LONG_AGO}))
        return told + self.rows


def dies(home: Home, days: int) -> None:
    home.about["person"]["died_on"] = ago(days)


def on_dibao(home: Home, ended: int | None = None, began: int = 700) -> None:
    to_on = None if ended is None else ago(ended)
    home.of_person("dibao_spell", household_id=home.household, from_on=ago(began), to_on=to_on)


def paid(home: Home, programme: str, days: int, **more: Any) -> None:
    home.of_person("benefit_payment", programme=programme, paid_on=ago(days), amount_yuan=Decimal(300), **more)


def at_work(home: Home, days: int, until: int | None = None) -> None:
    home.of_person("employment_spell", from_on=ago(days), to_on=None if until is None else ago(until))


def at_school(home: Home, year: str = "2026-2027", *, attending: bool = True) -> None:
    home.of_person("enrolment", school_year=year, stage="junior", attending=attending)


def carded(home: Home, until: int | None = None) -> None:
    home.of_person("disability_spell", from_on=LONG_AGO, to_on=None if until is None else ago(until))


def registered(home: Home, **told: Any) -> None:
    home.of_person("condition", from_on=LONG_AGO, **told)


def listed(home: Home, listing: str, days: int, amount: int | None = None) -> None:
    period = {"period_from_on": ago(days + 29), "period_to_on": ago(days)}
    amount_yuan = None if amount is None else Decimal(amount)
    home.of_person("threshold_listing", listing=listing, amount_yuan=amount_yuan, **period)


def claim(home: Home, days: int, own_pay: int = 200) -> None:
    home.of_person("medical_claim", kind="inpatient", settled_on=ago(days), own_pay_yuan=Decimal(own_pay))


def guaranteed(home: Home, dimension: str, days: int = 60) -> None:
    home.of_household("guarantee_finding", dimension=dimension, status="met", checked_on=ago(days))


def account(home: Home, wage: int) -> None:
    period = {"period_from_on": date(2025, 10, 1), "period_to_on": date(2026, 9, 30), "members": 1}
    home.of_household("income_account", wage_yuan=Decimal(wage), **period)


def rows(*acts: Callable[[Home], object]) -> Callable[[Home], None]:
    def plant(home: Home) -> None:
        for act in acts:
            act(home)

    return plant


def leaves_the_roll(home: Home) -> None:
    """The membership ends with the death; the household stays."""
    home.rows.append(
        ("membership", {"household_id": home.household, "person_id": home.person, "from_on": ago(50), "to_on": ago(40)})
    )


# rule: (what it must find, the nearest it must leave alone)
PLANTED: dict[str, tuple[Callable[[Home], None], Callable[[Home], None]]] = {
    "dead_on_roll": (rows(lambda h: dies(h, 32)), rows(lambda h: dies(h, 31))),
    "dead_on_dibao": (
        rows(lambda h: dies(h, 32), leaves_the_roll, on_dibao, lambda h: paid(h, "dibao", 40)),
        rows(lambda h: dies(h, 32), leaves_the_roll, lambda h: on_dibao(h, ended=20), lambda h: paid(h, "dibao", 40)),
    ),
    "dead_on_tekun": (
        rows(lambda h: dies(h, 32), leaves_the_roll, lambda h: h.of_person("tekun_spell", from_on=LONG_AGO)),
        rows(
            lambda h: dies(h, 32),
            leaves_the_roll,
            lambda h: h.of_person("tekun_spell", from_on=LONG_AGO, to_on=ago(30)),
        ),
    ),
    "dead_at_work": (
        rows(lambda h: dies(h, 32), leaves_the_roll, lambda h: at_work(h, 200)),
        rows(lambda h: dies(h, 32), leaves_the_roll, lambda h: at_work(h, 200, until=32)),
    ),
    "claim_after_death": (
        rows(lambda h: dies(h, 70), leaves_the_roll, lambda h: claim(h, 38)),
        rows(lambda h: dies(h, 70), leaves_the_roll, lambda h: claim(h, 39)),
    ),
    "dibao_paid_after_end": (
        rows(lambda h: on_dibao(h, ended=100), lambda h: paid(h, "dibao", 68)),
        rows(lambda h: on_dibao(h, ended=100), lambda h: paid(h, "dibao", 69)),
    ),
    "dibao_unpaid": (
        rows(on_dibao, lambda h: paid(h, "dibao", 101)),
        rows(on_dibao, lambda h: paid(h, "dibao", 100)),
    ),
    "subsidy_without_card": (
        rows(lambda h: carded(h, until=95), lambda h: paid(h, "disability_living", 92)),
        rows(lambda h: carded(h, until=95), lambda h: paid(h, "disability_living", 93)),
    ),
    "enrolled_and_working": (
        rows(at_school, lambda h: at_work(h, 63)),
        rows(at_school, lambda h: at_work(h, 62)),
    ),
    "absent_yet_attending": (
        rows(lambda h: registered(h, absence_reason="illness"), at_school),
        rows(lambda h: registered(h, absence_reason="illness"), lambda h: at_school(h, "2025-2026")),
    ),
    "disabled_without_card": (
        rows(lambda h: registered(h, disabled=True)),
        rows(lambda h: registered(h, disabled=True), carded),
    ),
    "carded_called_healthy": (
        rows(lambda h: registered(h, healthy=True), carded),
        rows(lambda h: registered(h, healthy=True), lambda h: carded(h, until=1)),
    ),
    "no_labour_at_work": (
        rows(lambda h: registered(h, labour="none"), lambda h: at_work(h, 32)),
        rows(lambda h: registered(h, labour="none"), lambda h: at_work(h, 31)),
    ),
    "disease_without_claim": (
        rows(lambda h: listed(h, "new_serious_disease", 46)),
        rows(lambda h: listed(h, "new_serious_disease", 46), lambda h: claim(h, 75)),
    ),
    "listed_pay_above_claims": (
        rows(lambda h: listed(h, "medical_own_pay", 30, 9001), lambda h: claim(h, 100, 8000)),
        rows(lambda h: listed(h, "medical_own_pay", 30, 9000), lambda h: claim(h, 100, 8000)),
    ),
    "housing_called_safe": (
        rows(
            lambda h: guaranteed(h, "housing"), lambda h: h.of_household("housing_check", grade="C", checked_on=ago(90))
        ),
        rows(
            lambda h: guaranteed(h, "housing"),
            lambda h: h.of_household("housing_check", grade="C", checked_on=ago(90), works_accepted_on=ago(10)),
        ),
    ),
    "water_called_safe": (
        rows(
            lambda h: guaranteed(h, "water"),
            lambda h: h.of_household("water_check", litres=Decimal(60), quality_passed=False, checked_on=ago(90)),
        ),
        rows(
            lambda h: guaranteed(h, "water"),
            lambda h: h.of_household("water_check", litres=Decimal(60), quality_passed=True, checked_on=ago(90)),
        ),
    ),
    "medical_called_covered": (
        rows(lambda h: guaranteed(h, "medical"), lambda h: setattr(h, "insured", False)),
        rows(lambda h: guaranteed(h, "medical")),
    ),
    "education_called_met": (
        rows(lambda h: guaranteed(h, "education"), lambda h: at_school(h, attending=False)),
        rows(lambda h: guaranteed(h, "education"), at_school),
    ),
    "safety_net_at_work": (
        rows(lambda h: h.about["household"].update(no_labour_safety_net=True), lambda h: at_work(h, 10)),
        rows(lambda h: h.about["household"].update(no_labour_safety_net=True), lambda h: at_work(h, 40, until=10)),
    ),
    "no_wage_yet_working": (
        rows(lambda h: account(h, 0), lambda h: at_work(h, 63)),
        rows(lambda h: account(h, 0), lambda h: at_work(h, 62)),
    ),
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return shipped("gejiu")


def test_every_rule_has_a_plant_and_a_neighbour_it_leaves_alone(policy: Policy) -> None:
    assert set(PLANTED) == {rule.id for rule in policy.discrepancies_on(DAY)}


def test_plants_are_found_and_nothing_else(policy: Policy) -> None:
    ledgers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    expected: dict[str, set[int]] = {}
    home_no = 0
    for rule, (plant, neighbour) in PLANTED.items():
        for number, act in enumerate((plant, neighbour)):
            home_no += 1
            home = Home(home_no)
            act(home)
            if number == 0:
                grain = policy.facts[policy.rules[rule].over].subject
                expected[rule] = {home.person if grain == "person" else home.household}
            for ledger, row in home.all_rows():
                ledgers[ledger].append({"area_code": VILLAGE, **row})
    for ledger in LEDGERS:
        ledgers["coverage"].append({**YEAR, "ledger": ledger, "area_code": "532501"})
    for listing in LISTS:
        ledgers["coverage"].append({**YEAR, "ledger": "threshold_listing", "listing": listing, "area_code": "532501"})

    connection = open_tables({name: rows_of(name, told) for name, told in ledgers.items()})
    try:
        findings = compare(connection, policy, as_of=DAY).findings
    finally:
        connection.close()

    found: dict[str, set[int]] = defaultdict(set)
    for one in findings:
        if one.answer == "yes":
            found[one.rule].add(one.key)
    assert dict(found) == expected
