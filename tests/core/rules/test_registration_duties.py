"""A small county with a planted breach of every duty beside its nearest lawful neighbours: plants alone are found."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import PurePath
from typing import Any

import pyarrow as pa
import pytest
from tests.shipped import shipped

from fangpin.policy import Rule
from fangpin.rules import open_tables, rows_of, worklist

DAY = date(2026, 10, 31)
LONG_AGO = date(2020, 1, 1)
COUNTY, FALLEN, STEADY = "770101", "770102", "770103"
TOWN, QUIET, POOR, OTHER = "770101101", "770101101001", "770101101002", "770101101003"
AREAS = {COUNTY: 1, TOWN: 2, QUIET: 3, POOR: 4, FALLEN: 5, STEADY: 6, OTHER: 7}
LEVELS = {6: "county", 9: "township", 12: "village"}
GUARANTEES = ("food", "clothing", "education", "medical", "housing", "water")
FILES = ("registration.yaml", "social_security.yaml")


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


class Small:
    """Rows added ledger by ledger; a home has one person, ten times its number."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def add(self, name: str, /, **row: Any) -> None:
        self.rows.setdefault(name, []).append({"area_code": POOR, **row})

    def home(self, number: int, kind: str = "lifted", *, people: int = 1, **more: Any) -> int:
        told = {"verified_on": LONG_AGO, "cause": "illness", "stable": True, "from_on": LONG_AGO, **more}
        self.add("household", id=number, file_complete_on=LONG_AGO)
        self.add("register_spell", household_id=number, register_type=kind, **told)
        for place in range(people):
            self.add("person", id=number * 100 + place)
            self.add("membership", household_id=number, person_id=number * 100 + place, from_on=LONG_AGO)
        return number

    def monitored(self, number: int, *, roster: bool = True, **more: Any) -> None:
        told = {"tier": "village_daily", "assistance_class": "weak", "eliminated": False, "measures": 1, **more}
        found = {"monitoring_class": "unstable", "identified_on": ago(20), "from_on": ago(20)}
        self.add("monitoring_spell", household_id=number, **{**found, **told})
        if roster:
            self.add("household_listing", household_id=number, listing="roster_monitored", from_on=ago(20))

    def dibao(self, number: int, **more: Any) -> None:
        told = {"residence": "rural", "from_on": LONG_AGO, **more}
        self.add("dibao_spell", person_id=number * 100, household_id=number, **told)

    def tekun(self, number: int, care: str | None) -> None:
        self.add("tekun_spell", person_id=number * 100, household_id=number, care_level=care, from_on=LONG_AGO)

    def account(self, number: int, wage: str, **more: Any) -> None:
        told = {"period_from_on": date(2025, 10, 1), "period_to_on": date(2026, 9, 30), "members": 1, **more}
        self.add("income_account", id=number, household_id=number, wage_yuan=Decimal(wage), **told)

    def checked(self, number: int, verdict: str | None, *, listed: int = 10, changed: date | None = None) -> None:
        day = ago(listed - 5) if verdict else None
        told = {"listed_on": ago(listed), "checked_on": day, "verdict": verdict, "changed_on": changed}
        self.add("campaign_check", campaign_id=1, household_id=number, **told)

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {name: rows_of(name, rows) for name, rows in self.rows.items()}


Planted = dict[str, set[int]]


def ground(small: Small) -> None:
    for code, key in AREAS.items():
        small.add("area", id=key, code=code, area_code=code, level=LEVELS[len(code)], scheme="nbs", from_on=LONG_AGO)
    for ledger in ("dibao_spell", "tekun_spell", "benefit_payment"):
        small.add("coverage", area_code=COUNTY, ledger=ledger, period_from_on=LONG_AGO, period_to_on=DAY)


def register(small: Small) -> Planted:
    small.add("register_spell", household_id=small.home(1), register_type="lifted", verified_on=ago(9), from_on=ago(9))
    small.home(2, "unlifted", cause=None)
    small.home(3, "unlifted")
    for home, unmet in ((4, "housing"), (5, "missing"), (6, "")):
        small.home(home)
        for n, dimension in enumerate(GUARANTEES):
            if not (unmet == "missing" and dimension == "water"):
                status = "unmet" if dimension == unmet else "met"
                told = {"dimension": dimension, "status": status, "checked_on": ago(30)}
                small.add("guarantee_finding", id=home * 10 + n, household_id=home, **told)
    return {
        "register_spells_double": {1},
        "unlifted_without_cause": {2},
        "guarantee_unmet_open": {4},
        "guarantee_check_partial": {5},
    }


def exits(small: Small) -> Planted:
    fit = {"income_passed": True, "guarantees_passed": True, "passed": True}
    home = {"kind": "household", "household_id": 6}
    small.add(
        "exit_check", id=1, **home, **{**fit, "guarantees_passed": False}, verified_on=ago(90), announced_on=ago(80)
    )
    small.add("exit_check", id=2, **home, **fit, verified_on=ago(31))
    small.add("exit_check", id=3, **home, **fit, verified_on=ago(30))
    small.home(7, verified_on=None)
    small.add("exit_check", id=4, kind="household", household_id=small.home(8, verified_on=None), **fit,
              verified_on=ago(60), announced_on=ago(50))  # fmt: skip
    small.add("target", id=1, area_code=COUNTY, subject="village_exit", year=2026, number=2, due_on=ago(1))
    small.add("target", id=2, area_code=COUNTY, subject="village_exit", year=2026, number=2, due_on=DAY)
    for key, village, announced in ((5, POOR, None), (6, QUIET, ago(1))):
        listed = {"id": key, "area_id": AREAS[village], "area_code": village, "listing": "poor_village"}
        small.add("area_listing", **listed, from_on=LONG_AGO)
        passed_on = date(2025, 12, 1) if announced else ago(5)
        told = {"kind": "village", "verified_on": passed_on, "announced_on": announced, **fit}
        small.add("exit_check", id=key, area_code=village, **told)
    return {
        "exit_passed_unfit": {1},
        "exit_unannounced": {2},
        "lifted_unverified": {7},
        "exit_target_missed": {1},
        "listed_area_unannounced": {5},
    }


def monitoring(small: Small) -> Planted:
    for home in (9, 10, 11, 12, 13, 14, 15, 16):
        small.home(home)
    small.monitored(9)
    small.monitored(9, roster=False, identified_on=ago(3), from_on=ago(3))
    small.monitored(10, measures=0, identified_on=ago(11))
    small.monitored(11, measures=0, identified_on=ago(10))
    small.monitored(12, tier=None)
    small.monitored(13, assistance_class=None)
    small.monitored(14)
    small.rows["household"][-3]["file_complete_on"] = None
    small.monitored(15, roster=False)
    small.add("household_listing", household_id=16, listing="roster_monitored", from_on=ago(20))
    for key, days in ((1, 8), (2, 7)):
        told = {"risk": "illness", "channel": "grassroots", "state": "open"}
        small.add("clue", id=key, household_id=6, raised_on=ago(days), **told)
    return {
        "monitoring_spells_double": {9},
        "monitored_without_measure": {10},
        "monitored_without_tier": {12},
        "monitored_without_class": {13},
        "monitored_without_file": {14},
        "monitored_off_roster": {15},
        "roster_not_monitored": {16},
        "report_unverified": {1},
    }


def cycles(small: Small) -> Planted:
    for county, days in ((COUNTY, (9, 8, 7, None)), (FALLEN, (9, 8, 6, 7)), (STEADY, (9, 8, 7, 7))):
        for kind, day in zip(("monitoring", "analysis", "summary", "circular"), days, strict=True):
            if day:
                month = {"period_from_on": date(2026, 9, 1), "produced_on": date(2026, 10, 1) - timedelta(days=day)}
                small.add("cycle_product", area_code=county, kind=kind, **month)
    for county, daily, weekly in ((COUNTY, 2, 7), (FALLEN, 1, 8), (STEADY, 1, 7)):
        for kind, days in (("daily_summary", daily), ("weekly_verification", weekly)):
            made = {"period_from_on": ago(days), "produced_on": ago(days)}
            small.add("cycle_product", area_code=county, kind=kind, **made)
    survey = {"kind": "monthly_survey", "began_on": date(2026, 9, 1), "completed_on": date(2026, 9, 20)}
    small.add("survey_round", id=1, area_code=COUNTY, number="1", draw_seed="7", **survey)
    small.add("survey_round", id=2, area_code=FALLEN, number="2", **survey)
    small.add("survey_round", id=3, number="3", kind="five_look", began_on=ago(30), completed_on=ago(1))
    small.add("survey_round", id=4, number="4", kind="five_look", began_on=ago(30), due_on=ago(1))
    small.add("survey_round", id=5, number="5", kind="five_look", began_on=ago(30), due_on=DAY)
    return {
        "cycle_product_missing": {AREAS[COUNTY]},
        "cycle_out_of_order": {AREAS[FALLEN]},
        "daily_summary_overdue": {AREAS[COUNTY]},
        "weekly_verification_overdue": {AREAS[FALLEN]},
        "monthly_survey_missing": {AREAS[STEADY]},
        "survey_draw_unkept": {2},
        "five_look_incomplete": {3},
        "survey_overdue": {4},
    }


def screening(small: Small) -> Planted:
    small.dibao(small.home(40))
    listed = {"listing": "key_illness"}
    small.add("person_listing", id=1, person_id=600, from_on=ago(93), **listed)
    small.add("person_listing", id=2, person_id=600, from_on=ago(92), **listed)
    seen = {"from_on": ago(200), "screened_on": ago(1), "verdict": "eligible", **listed}
    small.add("person_listing", id=3, person_id=600, **seen)
    small.add("person_listing", id=4, person_id=4000, **seen)
    event = {"household_id": 6, "kind": "flood"}
    small.add("hardship_event", id=1, happened_on=ago(8), **event)
    small.add("hardship_event", id=2, happened_on=ago(7), **event)
    small.add("hardship_event", id=3, happened_on=ago(31), verified_on=ago(28), **event)
    small.add("hardship_event", id=4, happened_on=ago(30), verified_on=ago(28), **event)
    return {
        "key_person_unscreened": {1},
        "key_person_not_proposed": {3},
        "hardship_unverified": {1},
        "hardship_unassisted": {3},
    }


def supervision(small: Small) -> Planted:
    small.home(17, "unlifted", people=48)  # with homes 2 and 3 the village has 50 people: the very threshold
    small.add("household", id=18, area_code=OTHER)
    small.add("register_spell", household_id=18, register_type="unlifted", cause="illness", from_on=LONG_AGO)
    small.add("person", id=1800)
    small.add("membership", household_id=18, person_id=1800, from_on=LONG_AGO)
    for key, village, listing in ((11, QUIET, "supervised_county"), (12, OTHER, "supervised_provincial")):
        listed = {"id": key, "area_id": AREAS[village], "area_code": village, "listing": listing}
        small.add("area_listing", **listed, from_on=ago(200))
    small.add("assignment", layer="supervisor", officer_id=1, target_area_id=AREAS[QUIET], from_on=ago(200))
    return {
        "supervision_unlisted": {AREAS[POOR]},
        "supervision_at_zero": {AREAS[QUIET]},
        "supervision_without_lead": {AREAS[OTHER]},
    }


def money(small: Small) -> Planted:
    small.account(small.home(19, "general", verified_on=None), "4799.99")
    small.account(small.home(20, "general", verified_on=None), "4800.00")
    small.account(small.home(21), "5999.99")
    small.account(small.home(22), "6000.00")
    small.account(6, "9000.00", property_yuan=Decimal("-1.00"))
    standards = ((COUNTY, "rural", 400), (COUNTY, "urban", 400), (FALLEN, "rural", 400), (FALLEN, "urban", 500))
    for key, (county, residence, monthly) in enumerate(standards, start=1):
        told = {"programme": "dibao", "residence": residence, "monthly_yuan": Decimal(monthly)}
        small.add("standard", id=key, area_code=county, from_on=LONG_AGO, **told)
    for key, county, year, gdp, fiscal in (
        (1, COUNTY, 2025, 9, None), (2, FALLEN, 2024, 9, 6), (3, FALLEN, 2025, 8, 6), (4, STEADY, 2024, 9, 6),
        (5, STEADY, 2025, 9, 6),
    ):  # fmt: skip
        told = {"year": year, "recorded_on": date(year, 12, 31), "gdp_yuan": Decimal(gdp)}
        small.add("area_economy", id=key, area_code=county, fiscal_yuan=fiscal and Decimal(fiscal), **told)
    return {
        "short_without_cover": {19},
        "income_below_line": {21},
        "income_account_negative": {6},
        "standards_differ": {3},
        "county_economy_gap": {1},
        "county_economy_fell": {3},
    }


def security(small: Small) -> Planted:
    for home in (*range(23, 38),):
        small.home(home)
    small.checked(23, "confirmed")
    small.checked(24, "confirmed")
    for home in (24, 25, 26, 35, 36):
        small.dibao(home)
    small.dibao(25, from_on=ago(30))
    small.tekun(26, "full")
    small.dibao(27, tapering=True, taper_ends_on=DAY)
    small.dibao(28, tapering=True, taper_ends_on=None)
    small.dibao(29, tapering=True, taper_ends_on=DAY + timedelta(days=1))
    small.tekun(30, None)
    small.tekun(31, "half")
    small.checked(32, None, listed=101)
    small.checked(33, None, listed=100)
    small.checked(34, "eligible", changed=ago(2))
    small.dibao(34, from_on=ago(2))
    small.checked(35, "eligible")
    small.checked(36, "not_eligible")
    small.checked(37, "not_eligible")
    return {
        "eligible_without_cover": {23},
        "dibao_double": {2500},
        "dibao_with_tekun": {2600},
        "taper_overdue": {2700},
        "taper_without_end": {2800},
        "tekun_without_care_level": {3000},
        "campaign_check_overdue": {32},
        "found_not_included": {35},
        "unfit_still_on_dibao": {36},
    }


def payments(small: Small) -> Planted:
    small.home(38)
    small.home(39)
    small.add("person", id=9900, died_on=ago(60))
    small.add("dibao_spell", person_id=9900, residence="rural", from_on=LONG_AGO, to_on=ago(20))
    paid = {"programme": "dibao", "amount_yuan": Decimal(300)}
    small.add("benefit_payment", id=1, person_id=600, paid_on=ago(40), **paid)
    small.add("benefit_payment", id=2, person_id=9900, paid_on=ago(40), **paid)
    small.add("benefit_payment", id=3, person_id=9900, paid_on=ago(60), **paid)
    small.add("benefit_payment", id=4, person_id=600, paid_on=ago(40), returned_on=ago(39), **paid)
    for home, times in ((38, 4), (39, 3)):
        for n in range(times):
            told = {"programme": "temporary_relief", "amount_yuan": Decimal(500), "paid_on": ago(10 * n + 1)}
            small.add("benefit_payment", id=home * 10 + n, household_id=home, **told)
    return {"paid_without_entitlement": {1}, "paid_after_death": {2}, "relief_repeated": {38}}


@cache
def world() -> tuple[dict[str, pa.Table], Planted]:
    small, planted = Small(), {}
    ground(small)
    for part in (register, exits, monitoring, cycles, screening, supervision, money, security, payments):
        planted |= part(small)
    return small.tables, planted


def duties_on(place: str) -> list[Rule]:
    policy = shipped(place)
    on = dict.fromkeys(
        rule for m in policy.mechanisms.values() if m.on and PurePath(m.file).name in FILES for rule in m.rules
    )
    rules = (policy.rule(rule) for rule in on)
    return [rule for rule in rules if rule.over != "plan_standing"]  # these are planted in tests/core/duties


@pytest.mark.parametrize("place", ["nanping", "gejiu", "huainan"])
def test_the_planted_breaches_of_what_a_place_uses_are_found_and_nothing_else(place: str) -> None:
    tables, planted = world()
    rules = duties_on(place)
    with open_tables(tables) as connection:
        rows = worklist(connection, shipped(place), rules, as_of=DAY).to_pylist()
    found: Planted = {}
    for row in rows:
        if row["answer"] == "yes":
            found.setdefault(row["rule"], set()).add(row["key"])
    assert found == {rule.id: planted[rule.id] for rule in rules}


def test_every_duty_of_the_two_families_has_a_plant() -> None:
    asked = {rule.id for place in ("nanping", "gejiu", "huainan") for rule in duties_on(place)}
    assert asked == set(world()[1])
