"""How long it is since a day, compared with a number: the bound of the day gives the same answers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangpin.expressions import compile_expression
from fangpin.expressions.evaluation import Setting, evaluate
from fangpin.expressions.printing import print_tree
from fangpin.expressions.tree import Compare, Literal
from fangpin.expressions.turning import bound_of

from .small_fact import VALUES, WORDS

EMPTY: dict[str, object] = {name.id: None for name in WORDS.names if name.role == "column"}


def compared(text: str) -> Compare:
    tree = compile_expression(text, WORDS).tree
    assert isinstance(tree, Compare)
    return tree


def answers(tree: Compare, born_on: date | None, day: date) -> object:
    return evaluate(tree, Setting(EMPTY | {"born_on": born_on}, VALUES, day))


@given(
    unit=st.sampled_from(["days", "months", "years"]),
    order=st.sampled_from(["born_on, as_of", "as_of, born_on"]),
    how=st.sampled_from(["<", "<=", ">", ">="]),
    mirrored=st.booleans(),
    number=st.integers(-70, 70),
    day=st.sampled_from([date(2024, 2, 29), date(2025, 2, 28)]) | st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    off=st.integers(-900, 900),
)
def test_a_bound_answers_as_the_comparison_does(
    unit: str, order: str, how: str, number: int, day: date, off: int, *, mirrored: bool
) -> None:
    call = f"{unit}_between({order})"
    node = compared(f"{number} {how} {call}" if mirrored else f"{call} {how} {number}")
    bound = bound_of(node, {"as_of": day})
    assert bound is not None
    assert isinstance(bound.right, Literal)
    assert isinstance(bound.right.value, date)
    turning = bound.right.value
    for born_on in (None, day, *(turning + timedelta(days=days) for days in (-1, 0, 1, off))):
        assert answers(bound, born_on, day) == answers(node, born_on, day)


def test_a_parameter_with_a_value_is_a_number_as_well() -> None:
    told = {"as_of": date(2026, 10, 31), "school_age": 6}
    node = compared("years_between(born_on, as_of) >= school_age")
    written = print_tree(node, "duckdb", column_prefix="f", parameter_prefix="p", given=told)
    assert written == "f.\"born_on\" <= CAST('2020-10-31' AS DATE)"


@pytest.mark.parametrize(
    "text",
    [
        "years_between(born_on, as_of) = 6",
        "years_between(born_on, moved_on) >= 6",
        "years_between(born_on, as_of) >= school_age",
        "years_between(born_on, as_of) >= 9999",  # no day at all
    ],
)
def test_what_no_single_bound_says_is_left(text: str) -> None:
    assert bound_of(compared(text), {"as_of": date(2026, 10, 31)}) is None
