"""Every further duty of housing, water, roads, relocation and environment: planted rows are found, neighbours left."""

# ruff: noqa: E501 - planted rows, one a line

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.core.works.test_duties import MINE
from tests.core.works.test_duties import PLANTED as ELSEWHERE
from tests.shipped import in_use, shipped

from fangpin.policy import Policy
from fangpin.rules import open_tables, rows_of, worklist

DAY = date(2020, 10, 31)
COUNTY, TESTED = "532501", "532502"  # the reward of the second rests on a water test
BEGAN = {"from_on": date(2020, 1, 1)}
HOUSES = (11, 12, 15, 17, 18, 19, 21, 22, 23, 24, 31, 32, 41, 42, 43, 44, 131, 132, 133, 134, 135, 137, 141, 142)
BUILT = {
    "task_year": 2020, "listing": "province_task", "in_key_groups": True, "key_group": "registered_poor", "due_on": DAY,
    "found_on": date(2020, 1, 5), "assessed_on": date(2020, 1, 8), "planned_on": date(2020, 2, 1),
    "started_on": date(2020, 3, 1), "completed_on": date(2020, 6, 1), "accepted_on": date(2020, 6, 9),
}  # fmt: skip
SAFETY = {"listing": "safety_campaign", "campaign_id": 1, "completed_on": date(2020, 10, 15)}
WORKS = {
    "kind": "shortfall",
    "started_on": date(2020, 3, 1),
    "completed_on": date(2020, 6, 1),
    "accepted_on": date(2020, 6, 9),
    "responsible_id": 1,
}
TOLD = {"year": 2019, "recorded_on": date(2019, 12, 31), "poor_infrastructure": True}
GRANTED = {"award": "women_volunteer", "year": 2020, "granted_on": date(2020, 9, 20), "noticed_on": date(2020, 9, 10)}
STORY = {
    "person_id": 1,
    "published_on": date(2020, 9, 1),
    "consented_on": date(2020, 8, 1),
    "verified_on": date(2020, 8, 1),
}
MOVED = {"site_id": 122, "people": 3, "relocated_on": date(2020, 3, 1), "moved_on": date(2020, 4, 1)}
CENTRES = ("aspiration_centre", "employment_service", "policy_publicity", "service_support")


def village(number: int) -> str:
    return f"{COUNTY}101{number:03}"


# Odd ids break a duty, even ones are the lawful neighbour, on the line where there is one.
ROWS: dict[str, list[dict[str, Any]]] = {
    "area": [
        *({"id": n, "code": village(n), "area_code": village(n), "level": "village", "scheme": "nbs", **BEGAN} for n in range(61, 67)),
        *({"id": n, "code": c, "area_code": c, "level": "county", "scheme": "nbs", **BEGAN} for n, c in ((5, COUNTY), (6, TESTED))),
    ],
    "area_listing": [
        {"id": n, "area_id": area, "listing": listing, "area_code": village(area), **BEGAN}
        for n, (area, listing) in enumerate(
            [(61, "water_unstable"), (62, "water_unstable"), (63, "focus_poor_village"), (63, "poor_village"), (64, "focus_poor_village"),
             (64, "poor_village"), (65, "focus_poor_village"), (66, "focus_other_village")], 1)
    ],
    "area_economy": [
        {"id": n, "area_code": village(n), "incidence": Decimal(share), **TOLD}
        for n, share in ((63, "10.0000"), (64, "10.0100"), (65, "12.0000"), (66, "12.0000"))
    ],
    "plan": [
        {"id": n, "kind": "water_emergency", "area_code": village(v), "approved_on": date(2020, 2, 1)} for n, v in ((1, 61), (2, 61), (3, 62))
    ],
    "survey_round": [{"id": 1, "number": "1", "kind": "monthly_monitoring"}],
    "survey_form": [
        {"id": 1, "item": "water", "result": "passed", "filled_on": DAY, "area_code": village(62)},
        {"id": 2, "round_id": 1, "filled_on": date(2020, 9, 30), "area_code": village(127)},
    ],
    "household": [{"id": n} for n in HOUSES],
    "person": [{"id": n} for n in (141, 142)],
    "membership": [{"id": n, "person_id": n, "household_id": n, **BEGAN} for n in (141, 142)],
    "register_spell": [{"id": n, "household_id": n, "register_type": "lifted", **BEGAN} for n in (21, 31, 32, 141, 142)],
    "campaign": [{"id": 1, "number": "1", "kind": "housing_safety", "began_on": date(2020, 9, 1), "days": 30}],
    "housing_work": [
        {"id": 11, "household_id": 11, **BUILT}, {"id": 13, "household_id": 11, **BUILT}, {"id": 12, "household_id": 12, **BUILT},
        {"id": 15, "household_id": 15, **BUILT, "completed_on": date(2020, 2, 1)},
        {"id": 17, "household_id": 17, **BUILT, "completed_on": date(2020, 9, 30), "accepted_on": None},
        {"id": 18, "household_id": 18, **BUILT, "completed_on": date(2020, 10, 1), "accepted_on": None},
        {"id": 19, "household_id": 19, **BUILT, "key_group": None},
        {"id": 21, "household_id": 21, **BUILT, "in_key_groups": False, "key_group": None},
        {"id": 22, "household_id": 22, **BUILT, "in_key_groups": False, "key_group": None},
        {"id": 23, "household_id": 23, **BUILT, **SAFETY, "accepted_on": None},
        {"id": 24, "household_id": 24, **BUILT, **SAFETY, "accepted_on": date(2020, 10, 20)},
    ],
    "housing_check": [
        {"id": n, "household_id": n, "grade": "A", "checked_on": day} for n, day in ((31, date(2019, 10, 30)), (32, date(2019, 10, 31)))
    ],
    "water_work": [
        {"id": 51, "number": "51", **WORKS, "responsible_id": None}, {"id": 52, "number": "52", **WORKS},
        {"id": 53, "number": "53", **WORKS, "kind": "fluoride"}, {"id": 54, "number": "54", **WORKS, "kind": "fluoride"},
    ],
    "water_test": [
        {"id": n, "point": f"{n}", "water_work_id": n, "sampled_on": date(2020, 9, 1), "passed": True, "fluoride": Decimal(mg), "area_code": f"{TESTED}101001"}
        for n, mg in ((53, "1.201"), (54, "1.200"))
    ],
    "water_service": [
        {"id": 41, "household_id": 41, "problem": "shortage", "found_on": date(2020, 3, 1)},
        {"id": 42, "household_id": 42, "problem": "shortage", "found_on": date(2020, 3, 1), "solved_on": DAY},
        {"id": 43, "household_id": 43, "problem": "fluoride", "found_on": date(2020, 3, 1)},
        {"id": 44, "household_id": 44, "problem": "fluoride", "found_on": date(2020, 3, 1), "solved_on": DAY},
    ],
    "fund_transaction": [
        {"id": n, "number": f"{n}", "purpose": "water_test_reward", "state": "paid", "amount_yuan": Decimal(900), "moved_on": date(2020, 9, 1), "area_code": c}
        for n, c in ((1, COUNTY), (2, TESTED))
    ],
    "project": [
        {"id": 71, "number": "71", "kind": "road", "due_on": date(2020, 10, 30)}, {"id": 72, "number": "72", "kind": "road", "due_on": DAY},
        {"id": 73, "number": "73", "kind": "road", "completed_on": DAY}, {"id": 74, "number": "74", "kind": "road", "completed_on": DAY, "length_km": Decimal(2)},
        {"id": 75, "number": "75", "kind": "water_conservancy", "due_on": date(2020, 10, 30)},
        {"id": 76, "number": "76", "kind": "water_conservancy", "due_on": DAY},
        {"id": 77, "number": "77", "kind": "water_conservancy", "completed_on": date(2020, 9, 30)},
        {"id": 78, "number": "78", "kind": "water_conservancy", "completed_on": date(2020, 10, 1)},
    ],
    "environment_work": [
        {"id": 81, "number": "81", "kind": "ditch", "done_on": DAY, "unit_word": "km"},
        {"id": 82, "number": "82", "kind": "ditch", "done_on": DAY, "unit_word": "km", "quantity": Decimal(1)},
        {"id": 83, "number": "83", "kind": "operation", "done_on": DAY},
        {"id": 84, "number": "84", "kind": "operation", "done_on": DAY, "people": 5, "person_times": 5},
        {"id": 85, "number": "85", "kind": "operation", "done_on": DAY, "people": 5, "person_times": 4},
    ],
    "assignment": [
        {"id": 91, "layer": "river_chief", **BEGAN}, {"id": 92, "layer": "river_chief", "officer_id": 2, **BEGAN},
        {"id": 93, "layer": "river_chief", "officer_id": 3, **BEGAN},
    ],
    "visit": [
        {"id": 1, "kind": "patrol", "officer_id": 2, "visited_on": date(2020, 10, 21)}, {"id": 2, "kind": "patrol", "officer_id": 3, "visited_on": date(2020, 10, 20)},
    ],
    "award": [
        {"id": 101, "person_id": 1, **GRANTED}, {"id": 103, "person_id": 1, **GRANTED}, {"id": 102, "person_id": 2, **GRANTED}, {"id": 105, **GRANTED},
    ],
    "model_case": [{"id": 111, "number": "1", **STORY}, {"id": 112, "number": "2", **STORY, "approved_on": date(2020, 8, 2)}],
    "resettlement_site": [
        {"id": n, "name": f"演示安置点{n}", "area_code": village(n), "completed_on": done, "delivered_on": given}
        for n, done, given in (
            (121, date(2020, 8, 1), None), (122, date(2020, 8, 2), None), (123, date(2020, 5, 1), date(2020, 6, 1)), (124, date(2020, 5, 1), date(2020, 6, 1)),
            (125, None, None), (126, None, None), (127, None, None))
    ],
    "site_function": [
        {"id": 10 * site + n, "site_id": site, "kind": kind, **BEGAN} for site, kinds in ((123, CENTRES[:3]), (124, CENTRES)) for n, kind in enumerate(kinds)
    ],
    "relocation": [
        {"id": 131, "household_id": 131, **MOVED, "relocated_on": date(2020, 5, 3), "moved_on": None},
        {"id": 132, "household_id": 132, **MOVED, "relocated_on": date(2020, 5, 4), "moved_on": None},
        {"id": 133, "household_id": 133, **MOVED}, {"id": 136, "household_id": 133, **MOVED, "site_id": 124},
        *({"id": n, "household_id": n, **MOVED, "site_id": site, "people": people} for n, site, people in ((134, 125, 500), (135, 126, 499), (137, 127, 500))),
        *({"id": n, "household_id": n, **MOVED} for n in (141, 142)),
    ],
    "measure": [{"id": 1, "person_id": 142, "household_id": 142, "programme": "relocation", **BEGAN}],
}  # fmt: skip

FOUND: dict[str, list[int]] = {
    "housing_work_double": [11, 13],
    "housing_work_out_of_order": [15],
    "housing_work_unaccepted": [17],
    "housing_group_unnamed": [19],
    "housing_group_missed": [21],
    "housing_screening_overdue": [31],
    "safety_hazard_overdue": [23],
    "water_problem_unsolved": [41, 43],
    "fluoride_household_open": [43],
    "water_reward_without_test": [5],
    "water_work_without_body": [51],
    "fluoride_over_line": [53],
    "village_water_plans_double": [61],
    "village_water_unsurveyed": [61],
    "focus_village_unfit": [63],
    "focus_list_wrong": [65],
    "road_overdue": [71],
    "road_without_length": [73],
    "conservancy_overdue": [75],
    "conservancy_unaccepted": [77],
    "environment_quantity_missing": [81],
    "clean_up_without_people": [83],
    "clean_up_times_short": [85],
    "water_body_without_chief": [91],
    "river_patrol_overdue": [93],
    "commendation_double": [101, 103],
    "commendation_winner_unclear": [105],
    "model_case_unverified": [111],
    "site_undelivered": [121],
    "site_centres_incomplete": [123],
    "large_site_unmonitored": [125],
    "mover_not_moved_in": [131],
    "mover_double_site": [133],
    "mover_without_measure": [141],
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return in_use(shipped("gejiu"))


def test_each_planted_violation_is_listed_and_its_lawful_neighbour_is_not(policy: Policy) -> None:
    tables = {name: rows_of(name, [{"area_code": village(61), **row} for row in rows]) for name, rows in ROWS.items()}
    with open_tables(tables) as connection:
        rows = worklist(connection, policy, [policy.rule(r) for r in FOUND], as_of=DAY).to_pylist()
    listed = {r: sorted(x["key"] for x in rows if x["rule"] == r and x["answer"] == "yes") for r in FOUND}
    assert listed == FOUND


def test_no_duty_of_these_families_is_left_without_a_planted_violation(policy: Policy) -> None:
    mine = {r.id for r in policy.rules.values() if r.kind == "duty" and r.file.endswith(MINE)}
    assert mine == set(FOUND) | set(ELSEWHERE)
