"""Draws can be repeated by anybody, favour nobody, and do not depend on the order of the list."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangpin.duties import commitment, draw, draw_by_area, new_salt_is_good, population_print

KEYS = st.lists(st.integers(min_value=1, max_value=10_000), unique=True, max_size=60)


@given(KEYS, st.text(max_size=20), st.integers(min_value=0, max_value=70), st.randoms())
def test_the_same_salt_draws_the_same_whatever_the_order(keys, salt, size, random) -> None:
    shuffled = list(keys)
    random.shuffle(shuffled)
    assert draw(shuffled, salt=salt, size=size) == draw(keys, salt=salt, size=size)


@given(KEYS, st.integers(min_value=0, max_value=30))
def test_a_larger_draw_begins_with_the_smaller_one(keys, size) -> None:
    assert draw(keys, salt="s", size=size + 5)[:size] == draw(keys, salt="s", size=size)


def test_nobody_is_drawn_twice_and_nobody_from_outside() -> None:
    drawn = draw([1, 2, 2, 3, 3], salt="s", size=9)
    assert sorted(drawn) == [1, 2, 3]
    with pytest.raises(ValueError, match="-1"):
        draw([1], salt="s", size=-1)


def test_over_many_salts_everybody_is_drawn_about_as_often() -> None:
    drawn = Counter(key for n in range(2_000) for key in draw(range(10), salt=f"salt {n}", size=1))
    assert set(drawn) == set(range(10))
    assert all(140 < times < 260 for times in drawn.values())


def test_each_area_gives_its_number_and_a_small_one_gives_all() -> None:
    drawn = draw_by_area({"b": [1, 2, 3], "a": [9]}, salt="s", each=2)
    assert list(drawn) == ["a", "b"]
    assert (len(drawn["a"]), len(drawn["b"])) == (1, 2)


def test_the_print_fixes_the_salt_and_the_population_without_showing_them() -> None:
    assert commitment("abcd") == commitment("abcd") != commitment("abce")
    assert "abcd" not in commitment("abcd")
    assert population_print([3, 1, 2]) == population_print([1, 2, 3]) != population_print([1, 2])
    assert not new_salt_is_good("2026-10")
    assert new_salt_is_good("x" * 16)
