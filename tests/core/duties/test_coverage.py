"""Who is covered, who is over the cap, whose holder has left, and what a hand-over changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shipped import shipped

from fangpin.duties import Handover, HandoverProblem, Holding, Target, cover, hand_over, loads, orphans
from fangpin.policy import ChainLayer

DAY = date(2026, 10, 31)
VILLAGES = [Target(subject=("area", f"77010110100{n}"), area_code=f"77010110100{n}") for n in (1, 2, 3)]


def layer(**more) -> ChainLayer:
    whole = {"layer": "helper", "covers": "village", "among": "", "roles": (), "post": "", "most": ""}
    return ChainLayer(**whole | more)


def held(key: int, holder: int, village: int, **more) -> Holding:
    whole = {"layer": "helper", "role": "", "from_on": date(2026, 1, 1), "to_on": None}
    return Holding(key=key, holder=("officer", holder), target=("area", f"77010110100{village}"), **(whole | more))


def test_a_layer_says_how_many_it_covers_and_names_the_rest() -> None:
    found = cover(layer(), VILLAGES, [held(1, 7, 1), held(2, 7, 1), held(3, 8, 2, layer="other")], on=DAY)
    assert (found.of, found.covered) == (3, 1)
    assert [target.area_code[-1] for target, _ in found.short] == ["2", "3"]


def test_a_duty_counts_from_its_first_day_until_the_day_before_its_last() -> None:
    ends = held(1, 7, 1, to_on=DAY)
    begins = held(2, 7, 2, from_on=DAY)
    assert cover(layer(), VILLAGES, [ends, begins], on=DAY).covered == 1


def test_every_role_must_be_filled_and_the_missing_are_named() -> None:
    rows = [held(1, 7, 1, role="teacher"), held(2, 8, 1, role="school_head"), held(3, 8, 2, role="teacher")]
    found = cover(layer(roles=("school_head", "teacher")), VILLAGES, rows, on=DAY)
    assert found.covered == 1
    assert [missing for _, missing in found.short] == [("school_head",), ()]


def test_a_holder_at_the_cap_is_not_over_it() -> None:
    rows = [held(1, 7, 1), held(2, 7, 2), held(3, 8, 1), held(4, 8, 2), held(5, 8, 3)]
    assert cover(layer(), VILLAGES, rows, on=DAY, cap=2).over == ((("officer", 8), 3),)


def test_two_roles_at_one_target_are_one_load() -> None:
    assert loads([held(1, 7, 1, role="a"), held(2, 7, 1, role="b")], on=DAY) == {("officer", 7): 1}


def test_a_duty_of_somebody_who_has_left_is_an_orphan() -> None:
    posts = {("officer", 7): (None, DAY), ("officer", 8): (None, None)}
    assert [h.key for h in orphans([held(1, 7, 1), held(2, 8, 2), held(3, 9, 3)], posts, on=DAY)] == [1]
    assert not orphans([held(1, 7, 1)], posts, on=date(2026, 10, 30))


def test_a_hand_over_ends_everything_and_begins_what_the_successor_has_not_yet() -> None:
    rows = [held(1, 7, 1), held(2, 7, 2), held(3, 8, 2), held(4, 7, 3, to_on=date(2026, 2, 1))]
    found = hand_over(rows, leaving=("officer", 7), successor=("officer", 8), on=DAY)
    assert [h.key for h in found.ended] == [1, 2]
    assert [h.key for h in found.taken] == [1]
    assert [h.key for h in found.merged] == [2]


def test_a_hand_over_that_cannot_be_is_refused_with_the_reason() -> None:
    with pytest.raises(HandoverProblem) as same:
        hand_over([held(1, 7, 1)], leaving=("officer", 7), successor=("officer", 7), on=DAY)
    with pytest.raises(HandoverProblem) as nothing:
        hand_over([held(1, 8, 1)], leaving=("officer", 7), successor=("officer", 8), on=DAY)
    with pytest.raises(HandoverProblem) as later:
        hand_over([held(1, 7, 1, from_on=DAY)], leaving=("officer", 7), successor=("officer", 8), on=DAY)
    assert [p.value.what for p in (same, nothing, later)] == ["same_holder", "nothing_held", "begins_later"]
    assert later.value.later[0].key == 1


HOLDINGS = st.lists(
    st.builds(held, st.integers(1, 99), st.integers(7, 9), st.integers(1, 3), role=st.sampled_from(["", "a"])),
    max_size=12, unique_by=lambda h: h.key,
)  # fmt: skip


@settings(max_examples=30)
@given(HOLDINGS)
def test_after_a_hand_over_whatever_was_covered_is_covered_still(rows) -> None:
    try:
        done = hand_over(rows, leaving=("officer", 7), successor=("officer", 8), on=DAY)
    except HandoverProblem:
        return
    after = _carried_out(rows, done)
    assert cover(layer(), VILLAGES, after, on=DAY).covered == cover(layer(), VILLAGES, rows, on=DAY).covered
    assert ("officer", 7) not in loads(after, on=DAY)


def _carried_out(rows: list[Holding], done: Handover) -> list[Holding]:
    ended = {h.key for h in done.ended}
    kept = [h for h in rows if h.key not in ended]
    return kept + [
        Holding(key=1000 + h.key, layer=h.layer, role=h.role, holder=("officer", 8), target=h.target, from_on=done.on)
        for h in done.taken
    ]


def test_the_chains_of_a_place_are_those_of_its_mechanisms_and_those_of_none() -> None:
    policy = shipped("gejiu")
    asked = [chain.id for chain in policy.chains_on]
    assert {"monitored_households", "helpers"} <= set(asked)
    assert "four_package" in policy.chains
    assert "four_package" not in asked
