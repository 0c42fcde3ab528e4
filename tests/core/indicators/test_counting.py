"""What the engine counts is what is counted row by row, at every level, on generated records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.core.indicators.plainly import counted, indicator
from tests.shipped import shipped

from fangpin.indicators import LEVELS, SlotsOpen, evaluate, looking
from fangpin.indicators.span import Span
from fangpin.policy import Indicator, Policy
from fangpin.rules import open_tables, rows_of

DAY = date(2026, 10, 31)
VILLAGES = ("532501100201", "532501100202", "532501101201", "532503100201", "340202001001")
AREAS = (*VILLAGES, "532501100", "532501", "5325")

TEXTS = [
    "unit: household\nkind: stock\nover: loan\ncount: rows",
    "unit: household\nkind: flow\nover: loan\nwhere: amount_yuan > 30000\ncount: distinct household_id",
    "unit: household\nkind: stock\nover: loan\nwhen: none\nwhere: NOT overdue_yuan > 0\ncount: distinct household_id",
    "unit: CNY\nkind: flow\nover: loan\nwhere: due_on > as_of\ncount: sum amount_yuan - balance_yuan",
    "unit: CNY\nkind: flow\nover: loan\namong: overdue_yuan IS NOT NULL\ncount: mean amount_yuan",
    "unit: date\nkind: date\nover: loan\nwhere: amount_yuan > 10000\ncount: first lent_on",
    "unit: date\nkind: date\nover: loan\nwhen: none\ncount: last due_on",
    "unit: county\nkind: flow\nover: loan\ncount: distinct county",
    "unit: township\nkind: stock\nover: loan\nwhen: none\nwhere: amount_yuan > 20000\ncount: distinct township",
    "unit: percent\nkind: ratio\nover: loan\namong: due_on <= as_of\nwhere: overdue_yuan > 0\ncount: rows",
    "unit: household\nkind: stock\nover: monitoring_spell\ncount: distinct household_id",
    "unit: household\nkind: flow\nover: monitoring_spell\nwhere: monitoring_class = 'sudden'\ncount: rows",
    "unit: household\nkind: flow\nover: monitoring_spell\nwhen: eliminated_on\ncount: distinct household_id",
    "unit: percent\nkind: claim\nover: monitoring_spell\nwhere: eliminated\ncount: distinct household_id",
    "unit: household\nkind: stock\nover: monitoring_spell_spells\nwhere: identified_on > since\ncount: rows",
    "unit: item\nkind: stock\nover: monitoring_spell\ncount: sum measures",
]

NUMBERS = st.none() | st.integers(1, 3) | st.sampled_from([33, 34, 64, 65])  # of two blocks of marks
maybe_day = st.none() | st.dates(date(2025, 6, 1), date(2027, 1, 31))
money = st.none() | st.integers(0, 50_000_00).map(lambda cents: Decimal(cents) / 100)
loans = st.fixed_dictionaries(
    {
        "area_code": st.sampled_from(AREAS),
        "household_id": NUMBERS,
        "lent_on": maybe_day,
        "due_on": maybe_day,
        "amount_yuan": money,
        "balance_yuan": money,
        "overdue_yuan": money,
    }
)
spells = st.fixed_dictionaries(
    {
        "area_code": st.sampled_from(AREAS),
        "household_id": NUMBERS,
        "monitoring_class": st.sampled_from(["unstable", "sudden", "ffzx"]),
        "identified_on": maybe_day,
        "eliminated": st.sampled_from([True, False, None]),
        "eliminated_on": maybe_day,
        "measures": st.none() | st.integers(0, 9),
        "from_on": st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        "to_on": maybe_day,
    }
)


@lru_cache
def named_indicators() -> tuple[Indicator, ...]:
    return tuple(replace(indicator(shipped("gejiu"), text), id=f"it{n}") for n, text in enumerate(TEXTS))


@given(st.lists(loans, max_size=14), st.lists(spells, max_size=10), st.booleans())
@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_every_way_of_counting_is_the_plain_one_at_every_level(
    loan_rows: list[dict[str, Any]],
    spell_rows: list[dict[str, Any]],
    looked: bool,
) -> None:
    policy, named = shipped("gejiu"), named_indicators()
    rows = {"loan": loan_rows, "monitoring_spell": spell_rows}
    tables = {name: rows_of(name, given) for name, given in rows.items() if given}
    with open_tables(tables) as connection, patch.object(looking, "LARGE", 1 if looked else looking.LARGE):
        figures = evaluate(connection, policy, named, as_of=DAY)
    span = Span.of(DAY)
    values = policy.values_on(DAY)
    for one in named:
        assert one.tally is not None
        for level, digits in LEVELS.items():
            for area in sorted({code[:digits] for code in AREAS if len(code) >= digits}):
                at_least = [{**r} for r in rows[one.tally.over] if len(r["area_code"]) >= digits]
                plain = counted(one.tally, {one.tally.over: at_least}, span, area, values)
                figure = figures.figure(one.key, area)
                assert (figure.numerator, figure.unknown, figure.day) == (plain.number, plain.unknown, plain.day), (
                    TEXTS[int(one.id[2:])], level, area,
                )  # fmt: skip
                if one.tally.counting.kind == "mean":
                    assert figure.denominator == plain.rows
                if one.denominator is not None:
                    under = counted(one.denominator, {one.tally.over: at_least}, span, area, values)
                    assert (figure.denominator, figure.unknown_below) == (under.number, under.unknown)


def test_nobody_leaves_the_denominator_empty_and_no_number_is_invented(policy: Policy) -> None:
    share = indicator(policy, "unit: percent\nkind: ratio\nover: loan\nwhere: overdue_yuan > 0\ncount: rows")
    with open_tables({}) as connection:
        figure = evaluate(connection, policy, [share], as_of=DAY).figure("it", "532501")
    assert (figure.numerator, figure.denominator, figure.value) == (0, 0, None)


@pytest.mark.parametrize(
    ("eliminated", "holds", "why"),
    [
        ([True, True], True, "all of them"),
        ([True, False], False, "one is not"),
        ([True, None], False, "one is unknown"),
        ([], False, "there is nobody"),
    ],
)
def test_a_claim_of_all_holds_only_over_somebody_and_with_nobody_unknown(
    policy: Policy, eliminated: list[bool | None], *, holds: bool, why: str
) -> None:
    claim = indicator(policy, "unit: percent\nkind: claim\nover: monitoring_spell\nwhere: eliminated\ncount: rows")
    figure = _monitored(policy, claim, eliminated)
    assert figure.holds is holds, why
    assert figure.screened == len(eliminated)


@pytest.mark.parametrize(("eliminated", "holds"), [([True, True], True), ([True, False], False), ([True, None], False)])
def test_a_claim_of_none_carries_those_looked_at_and_fails_for_the_unknown(
    policy: Policy, eliminated: list[bool | None], *, holds: bool
) -> None:
    claim = indicator(
        policy, "unit: household\nkind: claim\nover: monitoring_spell\nwhere: NOT eliminated\ncount: rows"
    )
    figure = _monitored(policy, claim, eliminated)
    assert (figure.holds, figure.value, figure.screened) == (holds, eliminated.count(False), len(eliminated))


def test_a_claim_over_nobody_holds_where_the_indicator_says_so(policy: Policy) -> None:
    text = "unit: household\nkind: claim\nvacuous: true\nover: monitoring_spell\nwhere: NOT eliminated\ncount: rows"
    assert _monitored(policy, indicator(policy, text), []).holds is True


def _monitored(policy: Policy, claim: Any, eliminated: list[bool | None]) -> Any:
    rows = [
        {"area_code": VILLAGES[0], "household_id": n, "eliminated": e, "from_on": date(2026, 1, 1)}
        for n, e in enumerate(eliminated, 1)
    ]
    with open_tables({"monitoring_spell": rows_of("monitoring_spell", rows)} if rows else {}) as connection:
        return evaluate(connection, policy, [claim], as_of=DAY).figure("it", "532501")


def test_growth_is_over_the_same_count_at_the_end_of_last_year(policy: Policy) -> None:
    growth = indicator(
        policy,
        "unit: percent\nkind: ratio\nover: monitoring_spell\ncount: rows\nagainst: {base: year_end, show: growth}",
    )
    begun = [date(2025, 3, 1), date(2025, 5, 1), date(2026, 2, 1)]
    rows = [{"area_code": VILLAGES[0], "household_id": n, "from_on": day} for n, day in enumerate(begun, 1)]
    with open_tables({"monitoring_spell": rows_of("monitoring_spell", rows)}) as connection:
        figure = evaluate(connection, policy, [growth], as_of=DAY).figure("it", "532501")
    assert (figure.value, figure.before, figure.numerator) == (50, 2, 1)
    assert figure.before_span is not None
    assert figure.before_span.as_of == date(2025, 12, 31)


def test_a_frozen_base_is_read_from_the_earlier_snapshot(policy: Policy) -> None:
    share = indicator(
        policy,
        "unit: percent\nkind: ratio\nover: monitoring_spell\ncount: rows\nagainst: {base: year_end, show: share}",
    )
    now = [{"area_code": VILLAGES[0], "household_id": n, "from_on": date(2025, 3, 1)} for n in range(3)]
    then = [*now, {"area_code": VILLAGES[0], "household_id": 9, "from_on": date(2025, 3, 1)}]  # since corrected
    with (
        open_tables({"monitoring_spell": rows_of("monitoring_spell", now)}) as today,
        open_tables({"monitoring_spell": rows_of("monitoring_spell", then)}) as sealed,
    ):
        figure = evaluate(today, policy, [share], as_of=DAY, base=sealed).figure("it", "532501")
    assert (figure.numerator, figure.before, figure.value) == (3, 4, 75)


def test_slots_must_be_filled_and_are_part_of_the_definition(policy: Policy) -> None:
    from fangpin.indicators import definition
    from fangpin.policy import bound

    with open_tables({}) as connection, pytest.raises(SlotsOpen, match="class"):
        evaluate(connection, policy, ["monitored_households_of_class"], as_of=DAY)
    a, b = (bound(policy, "monitored_households_of_class", {"class": c}) for c in ("sudden", "ffzx"))
    assert a.key != b.key
    assert definition(a, policy) != definition(b, policy)


def test_titles_and_layout_do_not_change_a_definition_but_a_condition_does(policy: Policy) -> None:
    from fangpin.indicators import definition
    from fangpin.indicators.definition import tokens

    base = "unit: household\nkind: stock\nover: loan\ncount: rows\n"
    one = indicator(policy, base + "where: amount_yuan>1")
    same = replace(indicator(policy, base + "where: (贷款金额 > 1.0)"), zh="别的名称", aliases=("x",))
    other = indicator(policy, base + "where: amount_yuan >= 1")
    assert definition(one, policy) == definition(same, policy) != definition(other, policy)
    assert tokens("SELECT  a -- why\nFROM b WHERE c = 'X  y'") == tokens("select a from b where c='X  y'")
    assert tokens("SELECT 'X'") != tokens("SELECT 'x'")


def test_a_definition_does_not_change_with_the_order_in_which_facts_are_built(policy: Policy) -> None:
    from fangpin.indicators import definition

    standing = policy.indicator("key_groups_unsafe")
    reordered = replace(policy, facts=dict(reversed(policy.facts.items())))
    assert definition(standing, policy) == definition(standing, reordered)


def test_what_all_tallies_ask_of_a_row_is_asked_before_any_counts_it(policy: Policy) -> None:
    from fangpin.indicators.conditions import Given, asked_by_all

    loans = "unit: household\nover: loan\ncount: rows\n"
    overdue, large, bare = (
        indicator(policy, loans + text).tallies[0]
        for text in (
            "kind: flow\nwhere: overdue_yuan > 0 AND due_on < as_of",
            "kind: flow\nwhere: amount_yuan > 30000 AND overdue_yuan > 0 AND due_on < as_of",
            "kind: stock",
        )
    )
    given = Given.of(policy, Span.of(DAY))
    within = "f.\"lent_on\" > DATE '2025-12-31' AND f.\"lent_on\" <= DATE '2026-10-31'"
    asked = [f'(f."lent_on" IS NULL OR {within})', '(f."overdue_yuan" > 0) IS DISTINCT FROM FALSE']
    asked.append("(f.\"due_on\" < CAST('2026-10-31' AS DATE)) IS DISTINCT FROM FALSE")
    assert asked_by_all([overdue, large], given) == asked
    assert asked_by_all([overdue, bare], given) == []
