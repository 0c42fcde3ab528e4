"""Duties of housing, water, relocation and environment find what was planted, and leave its lawful neighbour."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from tests.shipped import in_use, shipped

from fangpin.rules import open_tables, rows_of, worklist

DAY = date(2020, 10, 31)
VILLAGE = "532501101001"
MINE = ("rules/infrastructure.yaml", "rules/relocation.yaml", "rules/environment.yaml")


def in_village(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"area_code": VILLAGE, **row} for row in rows]


def tables() -> dict[str, pa.Table]:
    began = {"from_on": date(2020, 1, 1)}
    area = {"code": VILLAGE, "area_code": VILLAGE, "level": "village", "scheme": "nbs", "from_on": date(2014, 1, 1)}
    passed = {"litres": Decimal("60.0"), "quality_passed": True, "piped": True, "outage_days": 2}
    house = {"task_year": 2020, "found_on": date(2020, 1, 5), "assessed_on": date(2020, 1, 8), "in_key_groups": True}
    house |= {"key_group": "registered_poor", "planned_on": date(2020, 2, 1), "listing": "province_task"}
    done = {"started_on": date(2020, 3, 1), "completed_on": date(2020, 6, 1), "accepted_on": date(2020, 6, 9)}
    works = {"started_on": date(2020, 3, 1), "responsible_id": 1}
    told = {"year": 2019, "recorded_on": date(2019, 12, 31), "poor_infrastructure": True}
    granted = {"year": 2020, "granted_on": date(2020, 9, 20), "noticed_on": date(2020, 9, 10)}
    story = {"person_id": 1, "published_on": date(2020, 9, 1), "verified_on": date(2020, 8, 1)}
    given: dict[str, list[dict[str, Any]]] = {
        "area": [{"id": 1, **area}, {"id": 2, **area, "code": VILLAGE[:-1] + "2", "area_code": VILLAGE[:-1] + "2"}],
        "area_listing": [
            {"id": 1, "area_id": 1, "listing": "water_unstable", "area_code": VILLAGE, **began},
            {"id": 2, "area_id": 2, "listing": "water_unstable", "area_code": VILLAGE[:-1] + "2", **began},
        ],
        "plan": [
            {"id": 1, "kind": "water_emergency", "area_code": VILLAGE[:-1] + "2", "approved_on": date(2020, 2, 1)}
        ],
        "survey_form": [
            {"id": 1, "round_id": 1, "item": "water", "result": "passed", "filled_on": DAY, "area_code": code}
            for code in (VILLAGE, VILLAGE[:-1] + "2")
        ],
        "area_economy": [
            {"id": 1, "area_code": VILLAGE, "incidence": Decimal("10.0100"), **told},
            {"id": 2, "area_code": VILLAGE[:-1] + "2", "incidence": Decimal("10.0000"), **told},
        ],
        "household": in_village({"id": 1}, {"id": 2}),
        "register_spell": in_village(*({"household_id": n, "register_type": "lifted", **began} for n in (1, 2))),
        "housing_check": in_village(
            {"id": 1, "household_id": 1, "grade": "A", "checked_on": date(2020, 5, 1)},
            {"id": 2, "household_id": 2, "grade": "A", "checked_on": date(2020, 5, 1)},
        ),
        "water_check": in_village(
            {"id": 1, "household_id": 1, "checked_on": date(2020, 5, 1), **passed, "litres": Decimal("19.9")},
            {"id": 2, "household_id": 2, "checked_on": date(2020, 5, 1), **passed, "litres": Decimal("20.0")},
        ),
        "housing_work": in_village(
            {"id": 1, "household_id": 1, **house, "due_on": date(2020, 10, 30)},
            {"id": 2, "household_id": 2, **house, **done, "due_on": DAY},
        ),
        "water_work": in_village(
            {"id": 1, "number": "甲", "kind": "shortfall", **works, "completed_on": date(2020, 9, 30)},
            {"id": 2, "number": "乙", "kind": "shortfall", **works, "completed_on": date(2020, 10, 1)},
        ),
        "water_test": in_village(
            {"id": 1, "point": "甲", "sampled_on": date(2020, 9, 1), "passed": False},
            {"id": 2, "point": "乙", "sampled_on": date(2020, 9, 1), "passed": False},
            {"id": 3, "point": "乙", "sampled_on": date(2020, 9, 2), "passed": True},
        ),
        "award": in_village(
            {"id": 1, "award": "women_volunteer", "person_id": 1, **granted, "noticed_on": date(2020, 9, 16)},
            {"id": 2, "award": "women_volunteer", "person_id": 2, **granted, "noticed_on": date(2020, 9, 15)},
        ),
        "model_case": in_village(
            {"id": 1, "number": "甲", **story, "approved_on": date(2020, 8, 2)},
            {"id": 2, "number": "乙", **story, "approved_on": date(2020, 8, 2), "consented_on": date(2020, 7, 1)},
        ),
        "environment_work": in_village(
            {"id": 1, "number": "甲", "kind": "ditch", "done_on": DAY, "quantity": Decimal(3), "unit_word": "tonne"},
            {"id": 2, "number": "乙", "kind": "ditch", "done_on": DAY, "quantity": Decimal(3), "unit_word": "km"},
        ),
    }
    return {name: rows_of(name, rows) for name, rows in given.items()}


PLANTED = {
    "housing_work_overdue": {1},
    "housing_problem_open": {1},
    "household_water_unsafe": {1},
    "village_without_water_plan": {1},
    "focus_village_missed": {1},
    "water_work_unaccepted": {1},
    "water_point_failed": {1},
    "commendation_without_notice": {1},
    "model_case_without_consent": {1},
    "environment_unit_unfit": {1},
}


def test_what_was_planted_is_found_and_nothing_else() -> None:
    policy = in_use(shipped("gejiu"))
    mine = [r for r in policy.rules.values() if r.kind == "duty" and r.file.endswith(MINE)]
    assert len(mine) == 44
    with open_tables(tables()) as connection:
        rows = worklist(connection, policy, mine, as_of=DAY).to_pylist()
    found: dict[str, set[int]] = {}
    for row in rows:
        if row["answer"] == "yes":
            found.setdefault(row["rule"], set()).add(row["key"])
    assert found == PLANTED
