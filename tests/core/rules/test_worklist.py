"""Worklists name exactly what is uncovered, double or missing, and trace to the rows."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from tests.shipped import in_use, shipped

from fangpin.policy import Policy
from fangpin.rules import check_duties, explain, open_tables, rows_of, trace, worklist

DAY, BEFORE = date(2026, 10, 31), date(2020, 10, 20)
TOWN, VILLAGE, OTHER = "770101101", "770101101001", "770101101002"


@pytest.fixture(scope="module")
def policy() -> Policy:
    """Gejiu with every mechanism of the test on."""
    return in_use(shipped("gejiu"))


def area(id_: int, code: str, level: str) -> dict[str, Any]:
    return {"id": id_, "code": code, "area_code": code, "level": level, "scheme": "nbs", "from_on": date(2020, 1, 1)}


def tables() -> dict[str, pa.Table]:
    began = {"from_on": date(2026, 1, 1)}
    return {
        "area": rows_of("area", [area(1, TOWN, "township"), area(2, VILLAGE, "village"), area(3, OTHER, "village")]),
        "area_listing": rows_of(
            "area_listing", [{"id": n, "area_id": n, "listing": "poor_village", **began} for n in (2, 3)]
        ),
        "organisation": rows_of("organisation", [{"id": 9, "name": "甲村工作队", "kind": "resident_team"}]),
        "organisation_status": rows_of(
            "organisation_status", [{"organisation_id": 9, "status": "on_post", "area_code": VILLAGE, **began}]
        ),
        "assignment": rows_of(
            "assignment",
            [
                {"id": 31, "layer": "resident_team", "organisation_id": 9, "target_area_id": 2, **began},
                {"id": 32, "layer": "county_to_township", "officer_id": 5, "target_area_id": 1, **began},
                {"id": 33, "layer": "township_to_village", "officer_id": 6, "target_area_id": 2, **began},
                {
                    "id": 34,
                    "layer": "township_to_village",
                    "officer_id": 6,
                    "target_area_id": 3,
                    "from_on": date(2025, 1, 1),
                    "to_on": date(2026, 1, 1),
                },
            ],
        ),
    }


def found(policy: Policy, rule: str) -> list[dict[str, Any]]:
    with open_tables(tables()) as connection:
        return worklist(connection, policy, [policy.rule(rule)], as_of=DAY).to_pylist()


def test_a_poor_village_without_a_team_is_listed_and_the_one_with_a_team_is_not(policy: Policy) -> None:
    rows = found(policy, "village_without_team")
    assert [(r["subject"], r["key"], r["area_code"], r["answer"]) for r in rows] == [("area", 3, OTHER, "yes")]


def test_an_assignment_that_ended_covers_nobody(policy: Policy) -> None:
    assert [r["key"] for r in found(policy, "layer_uncovered")] == [3]


def test_the_tallies_say_how_many_were_looked_at(policy: Policy) -> None:
    with open_tables(tables()) as connection:
        duties = check_duties(connection, policy, [policy.rule("layer_uncovered")], as_of=DAY)
    assert sum(duties.tallies["screened"].to_pylist()) == 3


def test_an_item_is_explained_and_traced_to_rows(policy: Policy) -> None:
    item = found(policy, "village_without_team")[0]
    assert json.loads(item["basis"])["teams"] == 0
    assert "贫困村" in explain(policy.rule("village_without_team"), item["basis"], policy, on=DAY).sentence
    with open_tables(tables()) as connection:
        rows = {t.ledger: t.ids for t in trace(connection, policy, "area_duty", 2, as_of=DAY)}
    assert rows["assignment"] == (31, 33)
    assert rows["area_listing"] == (2,)


def test_without_rules_the_mechanisms_that_are_on_are_asked() -> None:
    gejiu = shipped("gejiu")
    with open_tables(tables()) as connection:
        asked = set(worklist(connection, gejiu, as_of=DAY)["rule"].to_pylist())
    assert "village_without_team" in asked
    assert asked <= {rule for m in gejiu.mechanisms.values() if m.on for rule in m.rules}
    assert gejiu.is_idle("layer_uncovered")
    assert "village_without_team" not in {r.id for r in gejiu.rules_on(DAY)}


def test_households_without_a_plan_and_members_without_a_measure_are_named(policy: Policy) -> None:
    began = {"from_on": date(2026, 1, 1), "area_code": VILLAGE}
    given = {
        "household": rows_of("household", [{"id": 1, "area_code": VILLAGE}, {"id": 2, "area_code": VILLAGE}]),
        "register_spell": rows_of(
            "register_spell", [{"household_id": n, "register_type": "unlifted", **began} for n in (1, 2)]
        ),
        "membership": rows_of("membership", [{"household_id": n, "person_id": n, **began} for n in (1, 2)]),
        "plan": rows_of("plan", [{"kind": "household", "household_id": 1, "year": 2026, "approved_on": DAY}]),
        "measure": rows_of("measure", [{"kind": "industry", "person_id": 2, **began}]),
    }
    rules = [policy.rule(r) for r in policy.mechanism("plan-per-household").rules]
    with open_tables(given) as connection:
        rows = worklist(connection, policy, rules, as_of=DAY).to_pylist()
    assert [(r["rule"], r["key"]) for r in rows] == [("household_without_plan", 2), ("person_without_measure", 1)]


def test_a_rule_whose_parameter_the_place_has_not_set_is_not_asked_and_hinders_no_other() -> None:
    county = {"id": 1, "code": "770101", "level": "county", "scheme": "nbs", "from_on": date(2020, 1, 1)}
    with open_tables({"area": rows_of("area", [county | {"area_code": "770101"}])}) as connection:
        told = check_duties(
            connection, in_use(shipped("gejiu"), ["daily-weekly-verify", "four-level-secretaries"]), as_of=DAY
        )
    asked = set(told.tallies["rule"].to_pylist())
    assert "secretary_vacant" in asked
    assert not asked & {"daily_summary_overdue", "weekly_verification_overdue", "report_unverified"}


def test_a_rule_without_a_value_on_the_day_is_left_out_and_the_others_are_asked(policy: Policy) -> None:
    rules = [policy.rule(id_) for id_ in ("monitored_nothing_landed", "child_heads_short", "village_without_team")]
    with open_tables(tables()) as ground:
        made = check_duties(ground, policy, rules, as_of=BEFORE)
    assert {one.rule.id: one.why.parameter for one in made.left_out} == {
        "monitored_nothing_landed": "measures_due_months",  # a value since 2022
        "child_heads_short": "seven_heads_roles",  # Gejiu does not use the mechanism and gives it none
    }
    assert set(made.tallies["rule"].to_pylist()) <= {"village_without_team"}
