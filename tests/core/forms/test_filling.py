"""A paper says what the ledgers and the case say, in the order of the source, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fangpin.forms import CaseSaid, fill, said_of_source, worded
from fangpin.policy import load
from fangpin.rosters.sources import read_source

ROWS = {
    "household": [{"id": 1, "code": "770101101001001", "head_name": "赵大", "arable_mu": Decimal("3.50")}],
    "person": [{"id": 11, "name": "赵大", "sex": "male"}, {"id": 12, "name": "赵二", "sex": "female"}],
    "membership": [{"id": 5, "household_id": 1, "person_id": 12, "relation": "spouse"}],
    "condition": [
        {
            "id": 7,
            "person_id": 12,
            "healthy": False,
            "chronic_disease": True,
            "serious_disease": True,
            "disabled": None,
        },
        {"id": 6, "person_id": 12, "healthy": True},
    ],
    "monitoring_spell": [
        {"id": 3, "household_id": 1, "monitoring_class": "ffzx", "identified_on": date(2026, 9, 1), "eliminated": False}
    ],
    "risk": [
        {"id": 21, "household_id": 1, "risk": "accident", "rank": 2, "found_on": date(2026, 9, 1)},
        {"id": 20, "household_id": 1, "risk": "illness", "rank": 1, "found_on": date(2026, 9, 1)},
    ],
    "guarantee_finding": [
        {"id": 31, "household_id": 1, "dimension": "housing", "status": "unmet"},
        {"id": 30, "household_id": 1, "dimension": "medical", "status": "met"},
    ],
}


@pytest.fixture(scope="module")
def policy():
    return load("gejiu")


@pytest.fixture(scope="module")
def register(policy):
    return read_source(policy.source("national_register").mapping)


def test_the_writes_of_a_source_read_the_other_way_fill_its_fields(register) -> None:
    said = said_of_source(register, ROWS, person=12)

    assert (said["household_code"], said["name"], said["relation"]) == ("770101101001001", "赵二", "spouse")
    assert (said["risk_1"], said["risk_2"]) == ("illness", "accident")
    assert (said["housing_status"], said["medical_status"]) == ("unmet", "met")
    assert (said["unsafe_house"], said["uninsured"]) == (True, False)
    assert set(said["health"]) == {"chronic", "serious"}  # of the condition that speaks first
    assert "phone" not in said
    assert "education_status" not in said


def test_a_row_with_a_tag_is_not_read_by_the_write_without_one(register) -> None:
    assert "disaster_kind" not in said_of_source(register, ROWS)
    flood = {"id": 22, "household_id": 1, "risk": "disaster_flood", "rank": None, "found_on": date(2026, 9, 1)}
    assert said_of_source(register, {"risk": [*ROWS["risk"], flood]})["disaster_kind"] == "disaster_flood"


def test_a_person_speaks_for_himself_alone(register) -> None:
    assert "health" not in said_of_source(register, ROWS, person=11)
    assert "name" not in said_of_source(register, ROWS)


def test_the_sheet_has_every_field_in_the_order_of_the_source_and_the_case_speaks_first(policy, register) -> None:
    filled = fill(
        policy.form("national_entry"), register, policy, rows=ROWS, members=[11, 12], beside={"members": 2},
        case=CaseSaid(entries={"members": 3}),
    )  # fmt: skip
    house, first, second = filled.parts
    order = [f.id for f in register.fields]
    assert [order.index(line.field) for line in house.lines] == sorted(order.index(line.field) for line in house.lines)
    told = {line.field: line.text for line in house.lines}
    assert (told["monitoring_class"], told["identified_on"]) == ("防止返贫致贫对象", "202609")
    assert (told["members"], told["arable_mu"], told["eliminated"]) == ("3", "3.50", "否")
    assert told["household_phone"] == told["wage_yuan"] == ""
    assert {line.field: line.text for line in second.lines}["health"] == "长期慢性病，患有大病"
    assert {line.field: line.text for line in first.lines}["name"] == "赵大"
    assert "bank_account" not in told


def test_a_form_prints_steps_votes_and_leaves_the_rest_to_the_hand(policy, register) -> None:
    said = CaseSaid(steps={"appraised": {"day": date(2026, 11, 3), "due": 30, "present": 25, "for": 24}})
    filled = fill(policy.form("appraisal"), register, policy, rows=ROWS, members=[], beside={}, case=said)

    lines = {line.label: line.text for part in filled.parts for line in part.lines}
    assert lines["评议日期"] == "2026年11月3日"
    assert (lines["应到人数"], lines["实到人数"], lines["同意人数"]) == ("30", "25", "24")
    assert lines["主要意见"] == ""
    assert lines["户主姓名"] == "赵大"


def test_nothing_known_prints_every_line_empty(policy, register) -> None:
    for form in policy.forms.values():
        filled = fill(form, register, policy, rows={}, members=[], beside={})
        assert not [line for part in filled.parts for line in part.lines if line.text], form.id


def test_amounts_keep_their_digits_and_unknown_is_empty(policy, register) -> None:
    field = register.by_id["wage_yuan"]

    assert worded(field, Decimal("1200.50"), policy) == "1200.50"
    assert worded(field, Decimal("1200.00"), policy) == "1200"
    assert worded(field, None, policy) == ""
