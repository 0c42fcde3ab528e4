"""Duties of education and health: every planted violation is found, and none of its lawful neighbours."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.shipped import shipped

from fangpin.ledgers import SPECS
from fangpin.rules import open_tables, rows_of, worklist

DAY = date(2026, 10, 31)
VILLAGE, OTHER = "770101101001", "770101101002"
BEGAN = date(2026, 1, 1)
FEN = Decimal("0.01")
HEADS = ("county_head", "education_director", "township_head", "village_head", "school_head", "family_head", "teacher")
CHILDREN = (1, 4, 5, 6, 7, 10, 13, 16, 17, 20)
STUDENTS = {11: "senior", 12: "vocational", 14: "senior", 15: "senior", 18: "vocational", 19: "vocational"}
UNREGISTERED = 90
PEOPLE = (*range(1, 60), UNREGISTERED)

PLANTED: dict[str, list[int]] = {
    "child_check_overdue": [1],
    "child_heads_short": [2],
    "dropout_unsettled": [3],
    "dropout_without_cause": [4],
    "child_off_roll": [2],
    "boarder_without_allowance": [10],
    "student_without_aid": [11],
    "yulu_missed": [12],
    "pupil_fees_charged": [13],
    "student_unsponsored": [14],
    "student_branches_many": [15],
    "student_without_record": [16],
    "learner_offline": [17],
    "yulu_over_rate": [901],
    "yulu_without_batch": [902],
    "award_double": [20, 903],
    "due_not_signed": [30],
    "doctor_service_missed": [31],
    "contracts_double": [33],
    "ceiling_passed": [34],
    "cover_351_not_due": [3],
    "chronic_supplement_short": [4],
    "cover_180_not_due": [5],
    "four_layers_short": [6],
    "aid_before_basic": [7],
    "three_layers_over": [8],
    "deposit_taken": [9],
    "bill_unsettled": [10],
    "stay_unreferred": [11],
    "bills_many": [12],
    "windows_many": [13],
    "programme_elsewhere": [14],
    "claim_without_total": [16],
    "claim_parts_exceed": [17],
    "person_without_stacked": [40],
    "cover_double": [41],
    "family_uninsured": [42],
    "cover_interrupted": [43],
    "village_without_point": [2],
    "clinic_overdue": [1],
    "clinic_unaccepted": [2],
    "clinic_work_unnamed": [3],
    "treatment_visit_missed": [1],
    "treatment_interrupted": [3],
    "drug_subsidy_missed": [50],
    "drug_subsidy_unpaid": [51],
    "drug_subsidy_not_due": [52],
}


def village_of(person: int) -> str:
    return OTHER if person == 6 else VILLAGE


def born(person: int) -> date:
    if person in (*CHILDREN, 2):
        return date(2016, 3, 1)
    return date(2010, 10, 30) if person == 3 else date(1990, 1, 1)


def people() -> dict[str, list[dict[str, Any]]]:
    homes = [{"id": n, "area_code": village_of(n)} for n in PEOPLE]
    kind = {n: "general" if n == UNREGISTERED else "lifted" for n in PEOPLE}
    spell = {"from_on": date(2015, 1, 1)}
    return {
        "area": [
            {"id": n, "code": code, "area_code": code, "level": "village", "scheme": "nbs", **spell}
            for n, code in ((1, VILLAGE), (2, OTHER))
        ],
        "area_listing": [{"area_id": n, "listing": "poor_village", **spell} for n in (1, 2)],
        "household": homes,
        "person": [{"id": n, "area_code": village_of(n), "born_on": born(n)} for n in PEOPLE],
        "membership": [{"household_id": n, "person_id": n, "area_code": village_of(n), **spell} for n in PEOPLE],
        "register_spell": [{"household_id": n, "register_type": kind[n], **spell} for n in PEOPLE],
        "condition": [{"person_id": 35, "chronic_disease": True, **spell}],
        "coverage": [
            {"ledger": name, "area_code": "770101", "period_from_on": BEGAN, "period_to_on": DAY}
            for name, spec in SPECS.items()
            if spec.covered
        ],
    }


def schooling() -> dict[str, list[dict[str, Any]]]:
    stages = dict.fromkeys(CHILDREN, "primary") | STUDENTS
    roll = [
        {
            "person_id": n,
            "school_year": "2026-2027",
            "enrolled_on": date(2026, 9, 1),
            "stage": stage,
            "attending": True,
            "boarding": n == 10,
            "vocational": stage == "vocational",
            "elsewhere": n == 16,
            "has_record": n != 16,
        }
        for n, stage in stages.items()
    ]
    term = {"school_year": "2026-2027", "school_term": "2026-2027-1", "paid_on": date(2026, 9, 9), "batch": "演示"}
    fees = {"programme": "education_aid", "item": "fees", "form": "waived", **term}
    awards = [{"id": n, "person_id": n, **fees} for n in stages if n != 11]
    awards += [{"id": 100 + n, "person_id": n, **fees, "item": "books"} for n in CHILDREN if n != 13]
    yulu = {"programme": "yulu", "item": "grant", "form": "paid", **term}
    awards += [
        {"id": 901, "person_id": 18, **yulu, "amount_yuan": Decimal("5000.01")},
        {"id": 902, "person_id": 19, **yulu, "amount_yuan": 5000, "batch": None},
        {"id": 903, "person_id": 20, **fees, "paid_on": date(2026, 9, 10)},
    ]
    branches = [(n, n) for n in STUDENTS if n != 14] + [(99, 15)]
    suspected = {"listing": "suspected_dropout"}
    return {
        "enrolment": roll,
        "benefit_payment": awards,
        "online_learning": [
            {"person_id": n, "school_term": "2025-2026-2", "device": True, "taking_part": True, "connected": n != 17,
             "checked_on": date(2026, 5, 1)}
            for n in stages
        ],
        "pairing": [
            {"kind": "branch_student", "organisation_id": b, "person_id": n, "from_on": BEGAN} for b, n in branches
        ],
        "enrolment_check": [
            {"id": 1, "person_id": 4, **suspected, "listed_on": date(2026, 10, 15)},
            {"id": 2, "person_id": 5, **suspected, "listed_on": date(2026, 10, 16)},
            {"id": 3, "person_id": 6, **suspected, "listed_on": date(2026, 9, 20), "checked_on": date(2026, 9, 30),
             "result": "returned"},
            {"id": 4, "person_id": 7, "listing": "disabled_school_age", "listed_on": date(2026, 10, 1),
             "checked_on": date(2026, 10, 20), "result": "dropped_out"},
        ],
        "assignment": [
            *({"layer": "seven_heads", "role": r, "person_id": 4, "from_on": BEGAN} for r in HEADS),
            *({"layer": "seven_heads", "role": r, "person_id": 5, "from_on": BEGAN} for r in HEADS[1:]),
            *({"layer": "seven_heads", "role": r, "target_area_id": 2, "from_on": BEGAN} for r in HEADS),
        ],
    }  # fmt: skip


USUAL_BILL = {
    "person_id": 32, "kind": "inpatient", "tier": "county", "referral": "referred", "settled_on": date(2026, 5, 1),
    "total_yuan": 1000, "in_policy_yuan": 1000, "basic_yuan": 800, "serious_yuan": 50, "aid_yuan": 60,
    "own_pay_yuan": 90, "comprehensive_yuan": 0, "chronic_yuan": 0, "government_yuan": 0, "subsidy_yuan": 0,
    "deposit_waived": True, "unpaid_yuan": 0, "bills": 1, "windows": 1,
}  # fmt: skip
BILLS: list[dict[str, Any]] = [
    {},
    {
        "person_id": 34,
        "total_yuan": 100000,
        "in_policy_yuan": 100000,
        "basic_yuan": 95000,
        "own_pay_yuan": Decimal("3000.01"),
    },
    {"person_id": UNREGISTERED, "comprehensive_yuan": 10, "serious_yuan": 40},
    {
        "person_id": 35,
        "kind": "outpatient_chronic",
        "chronic_yuan": Decimal("79.99"),
        "basic_yuan": 600,
        "own_pay_yuan": Decimal("20.01"),
    },
    {"person_id": 36, "kind": "outpatient", "chronic_yuan": Decimal("0.01"), "own_pay_yuan": 89},
    {"person_id": 37, "basic_yuan": Decimal("789.99")},
    {"kind": "outpatient", "basic_yuan": 0, "serious_yuan": 0, "aid_yuan": 10},
    {"in_policy_yuan": Decimal("909.99")},
    {"deposit_waived": False},
    {"unpaid_yuan": Decimal("0.01")},
    {"referral": "not_referred"},
    {"bills": 2},
    {"windows": 2},
    {"disease": "kidney_failure", "hospital_id": 202},
    {"disease": "kidney_failure", "hospital_id": 201},
    {"total_yuan": None},
    {"own_pay_yuan": Decimal("90.01")},
]


def care() -> dict[str, list[dict[str, Any]]]:
    signed = {"care_need": True, "willing": True, "signed_on": date(2026, 2, 1), "from_on": date(2026, 2, 1)}
    served = {"served_on": date(2026, 6, 1), "package_fulfilled": True}
    cover = [
        {"kind": kind, "person_id": n, "from_on": BEGAN}
        for n in PEOPLE
        for kind in ("basic_medical", "stacked")
        if (n, kind) != (40, "stacked")
    ]
    commercial = {"kind": "commercial_health", "from_on": BEGAN}
    works = {"kind": "clinic", "facility_id": 7, "plan_year": 2026, "started_on": BEGAN, "area_code": VILLAGE}
    course = {"opened_on": BEGAN, "interval_days": 30, "area_code": VILLAGE}
    drugs = {"programme": "mental_drug", "from_on": BEGAN}
    return {
        "doctor_contract": [
            {"person_id": 30, "care_need": True, "willing": True, "from_on": BEGAN},
            *({"person_id": n, **signed} for n in (31, 32, 33, 33)),
        ],
        "doctor_service": [{"person_id": n, **served} for n in (32, 33)],
        "medical_claim": [{"id": n, **USUAL_BILL, **bill} for n, bill in enumerate(BILLS, start=1)],
        "programme_disease": [{"name": "终末期肾病", "disease": "kidney_failure", "from_on": BEGAN}],
        "organisation_listing": [{"organisation_id": 201, "listing": "designated_hospital", "from_on": BEGAN}],
        "insurance_policy": [
            *cover,
            {"kind": "stacked", "person_id": 41, "from_on": BEGAN},
            {"household_id": 43, **commercial, "from_on": date(2025, 1, 1), "to_on": date(2025, 12, 31)},
            {"household_id": 44, **commercial, "from_on": date(2025, 1, 1), "to_on": BEGAN},
            *({"household_id": n, **commercial} for n in (43, 44)),
        ],
        "household_listing": [{"household_id": n, "listing": "deeply_poor", "from_on": BEGAN} for n in (42, 43, 44)],
        "medical_access": [{"area_code": VILLAGE, "mode": "own", "settlement": True, "from_on": BEGAN},
                           {"area_code": OTHER, "mode": "nearby", "settlement": True, "from_on": BEGAN}],
        "project": [
            {"id": 1, "number": "1", **works, "due_on": date(2026, 10, 30)},
            {"id": 2, "number": "2", **works, "due_on": date(2026, 6, 1), "completed_on": date(2026, 5, 1)},
            {"id": 3, "number": "3", **works, "facility_id": None, "accepted_on": date(2026, 5, 1)},
            {"id": 4, "number": "4", **works, "due_on": DAY},
        ],
        "regular_treatment": [
            {"id": 1, "person_id": 45, **course, "last_visit_on": date(2026, 9, 30)},
            {"id": 2, "person_id": 46, **course, "last_visit_on": date(2026, 10, 1)},
            {"id": 3, "person_id": 47, **course, "last_visit_on": DAY, "interrupted_on": date(2026, 10, 1)},
            {"id": 4, "person_id": 48, **course, "last_visit_on": BEGAN, "closed_on": date(2026, 3, 1)},
        ],
        "disability_spell": [{"person_id": n, "category": "mind", "from_on": BEGAN} for n in (50, 51, 53)],
        "benefit_spell": [{"person_id": n, **drugs} for n in (51, 52, 53)],
        "benefit_payment": [
            {"id": 950 + n, "person_id": n, "programme": "mental_drug", "paid_on": date(2026, 4, 1)} for n in (52, 53)
        ],
    }  # fmt: skip


def world() -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for part in (people(), schooling(), care()):
        for name, given in part.items():
            rows[name] += given
    return rows


@pytest.mark.parametrize("place", ["wuhu", "huainan", "gejiu", "zhangjiakou", "nanping"])
def test_each_plant_is_found_and_nothing_else(place: str) -> None:
    policy = shipped(place)
    asked = [
        policy.rule(rule)
        for mechanism in policy.mechanisms.values()
        if mechanism.on and mechanism.family in ("education", "health")
        for rule in mechanism.rules
    ]
    found: dict[str, list[int]] = defaultdict(list)
    with open_tables({name: rows_of(name, rows) for name, rows in world().items()}) as connection:
        for item in worklist(connection, policy, asked, as_of=DAY).to_pylist():
            found[item["rule"]].append(item["key"])
    assert {rule: sorted(keys) for rule, keys in found.items()} == {rule.id: PLANTED[rule.id] for rule in asked}


def test_every_duty_of_both_families_is_planted_and_used_somewhere() -> None:
    national = shipped("national")
    rules = {
        rule for m in national.mechanisms.values() if m.family in ("education", "health") for rule in m.rules
    }  # fmt: skip
    assert rules == set(PLANTED)
