"""Rows find their person by number, or are proposed, or stay open."""

from __future__ import annotations

import random
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from fangpin.identity.matching import MATCH_SCHEMA, PERSON_SCHEMA, ROW_SCHEMA, ExactMatcher, _weighed, match_persons

LIN, CHEN = "770101101201", "770101101202"
BORN = date(1980, 5, 6)


def persons(*rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist([{"person_id": i} | row for i, row in enumerate(rows, 1)], schema=PERSON_SCHEMA)


def rows(*given: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist([{"row": i} | row for i, row in enumerate(given)], schema=ROW_SCHEMA)


def states(found: pa.Table) -> list[tuple[str, int | None, str | None]]:
    return [(r["state"], r["person_id"], r["how"]) for r in found.to_pylist()]


KNOWN = persons(
    {"join_key": b"1", "name": "王一", "born_on": BORN, "head_name": "王大", "area_code": LIN},
    {"join_key": b"2", "name": "李二", "born_on": BORN, "head_name": "李大", "area_code": LIN},
    {"join_key": b"3", "name": "李二", "born_on": date(1990, 1, 1), "head_name": "李三", "area_code": LIN},
    {"join_key": None, "name": "阿卜·买买提", "born_on": None, "head_name": None, "area_code": CHEN},
)


def test_a_good_number_joins_whatever_the_name_says() -> None:
    assert states(match_persons(rows({"join_key": b"1", "name": "汪一"}), KNOWN)) == [("joined", 1, "number")]


def test_unique_name_in_the_village_is_proposed_with_its_reason() -> None:
    found = match_persons(
        rows(
            {"name": "王 一", "area_code": LIN},
            {"name": "李二", "area_code": LIN, "born_on": BORN},
            {"name": "李二", "area_code": LIN, "head_name": "李三"},
        ),
        KNOWN,
    )
    assert states(found) == [
        ("proposed", 1, "name_village"),
        ("proposed", 2, "name_village_birth"),
        ("proposed", 3, "name_village_head"),
    ]
    assert found["score"].to_pylist() == [0.85, 0.98, 0.95]


def test_two_persons_of_one_name_are_ambiguous_and_both_are_shown() -> None:
    found = match_persons(rows({"name": "李二", "area_code": LIN}), KNOWN).to_pylist()[0]
    assert (found["state"], found["person_id"]) == ("ambiguous", None)
    assert [c["person_id"] for c in found["candidates"]] == [2, 3]


def test_a_contradicting_birth_date_is_no_candidate() -> None:
    assert states(match_persons(rows({"name": "王一", "area_code": LIN, "born_on": date(1981, 1, 1)}), KNOWN)) == [
        ("none", None, None)
    ]


def test_another_village_is_no_candidate() -> None:
    assert states(match_persons(rows({"name": "王一", "area_code": CHEN}), KNOWN)) == [("none", None, None)]


def test_a_contradicting_head_is_shown_but_not_proposed() -> None:
    assert states(match_persons(rows({"name": "王一", "area_code": LIN, "head_name": "赵大"}), KNOWN)) == [
        ("ambiguous", None, None)
    ]


def test_without_a_village_name_and_birth_are_shown_but_not_proposed() -> None:
    assert states(match_persons(rows({"name": "王一", "born_on": BORN}), KNOWN))[0][0] == "ambiguous"


def test_an_unknown_good_number_is_never_somebody_with_another_number() -> None:
    assert states(match_persons(rows({"join_key": b"9", "name": "王一", "area_code": LIN}), KNOWN))[0][0] == "none"


def test_an_unknown_good_number_may_be_somebody_without_one() -> None:
    found = match_persons(rows({"join_key": b"9", "name": "阿卜•买买提", "area_code": CHEN}), KNOWN)
    assert states(found) == [("proposed", 4, "name_village")]


def test_two_claimants_of_one_person_are_ambiguous_but_many_rows_of_one_claimant_are_not() -> None:
    same = {"name": "王一", "area_code": LIN, "born_on": BORN}
    assert {s for s, _, _ in states(match_persons(rows(same, same, same), KNOWN))} == {"proposed"}
    other = {"name": "王一", "area_code": LIN, "head_name": "王大"}
    assert {s for s, _, _ in states(match_persons(rows(same, other), KNOWN))} == {"ambiguous"}


def test_a_person_already_joined_by_number_is_not_proposed_to_another_row() -> None:
    found = states(match_persons(rows({"join_key": b"1", "name": "王一"}, {"name": "王一", "area_code": LIN}), KNOWN))
    assert [s for s, _, _ in found] == ["joined", "ambiguous"]


@pytest.mark.parametrize("seed", range(4))
def test_rows_joined_beyond_doubt_come_out_as_if_weighed_with_the_others(seed: int) -> None:
    """Most rows have one candidate that is certain and are not weighed; weighing all of them gives the same."""
    chance = random.Random(seed)  # noqa: S311 - a test's
    keys = [None, *(b"%d" % n for n in range(30))]  # some numbers are two persons', some rows one person's

    def somebody() -> dict[str, object]:
        return {
            "join_key": chance.choice(keys),
            "name": chance.choice(["王一", "李 二", "李二", None]),
            "born_on": chance.choice([BORN, date(1990, 1, 1), None]),
            "head_name": chance.choice(["王大", "李大", None]),
            "area_code": chance.choice([LIN, CHEN, None]),
        }

    there, asked = persons(*(somebody() for _ in range(60))), rows(*(somebody() for _ in range(120)))
    offered = ExactMatcher().candidates(asked, there)
    weighed = _weighed(asked, offered, offered.slice(0, 0)).sort_by("row")
    found = match_persons(asked, there)
    assert found.cast(MATCH_SCHEMA).to_pylist() == weighed.to_pylist()
    assert {"joined", "ambiguous", "none"} <= set(pc.unique(found["state"]).to_pylist())
