"""No two rows of a recipe land as one record, whatever is drawn; small cities of one recipe file each."""

from __future__ import annotations

from collections import Counter

import pyarrow.compute as pc
import pytest
from tests.core.synthesis.test_recipes import PEOPLE, city

from fangpin.synthesis.recipes import RecipeError

__all__ = ["city"]  # the fixture


def _keys(table, *names):
    return Counter(zip(*(table[n].to_pylist() for n in names), strict=True))


def test_days_of_one_household_are_drawn_again_until_they_differ(city):
    made = city(
        PEOPLE
        + """
rows:
  - id: water
    ledger: water_delivery
    for: poor
    per: 12
    besides: []
    set: {delivered_on: {between: [2020-03-01, 2020-03-20]}}
"""
    )
    rows = made.table("water_delivery")
    assert rows.num_rows == 90 * 12
    assert max(_keys(rows, "household_id", "delivered_on").values()) == 1


def test_rows_dealt_the_same_twice_exchange_and_everybody_is_dealt_as_often(city):
    made = city(
        PEOPLE
        + """
rows:
  - {id: works, ledger: project, count: 4, set: {number: {text: "项{n}"}, title: {text: "演示项目{n}"}}}
  - {id: links, ledger: project_link, for: poor, count: 240, besides: [], set: {project: {one_of: works}}}
"""
    )
    links = made.table("project_link")
    assert max(_keys(links, "project_id", "household_id").values()) == 1
    assert set(_keys(links, "project_id").values()) == {60}


def test_a_row_beside_gives_way_to_the_row_that_figures_count(city):
    made = city(
        PEOPLE
        + """
rows:
  - id: covers
    ledger: benefit_spell
    for: poor
    set: {programme: orphan, from_on: 2019-01-01}
    besides:
      - {for: poor, count: 20, set: {from_on: 2019-06-01, to_on: 2019-09-01}}
      - {for: others, count: 5, set: {from_on: 2018-01-01, to_on: 2018-09-01}}
"""
    )
    rows = made.table("benefit_spell")
    assert rows.num_rows == 90 + 5
    assert made.sets["covers"].main == 90


def test_spells_of_one_subject_that_figures_count_may_follow_each_other_and_not_overlap(city):
    follow = """
rows:
  - id: first
    ledger: benefit_spell
    for: poor
    besides: []
    set: {programme: orphan, from_on: 2019-01-01, to_on: 2019-06-01}
  - id: second
    ledger: benefit_spell
    for: poor
    besides: []
    set: {programme: orphan, from_on: 2019-06-01}
"""
    assert city(PEOPLE + follow).table("benefit_spell").num_rows == 180
    with pytest.raises(RecipeError, match="second: 90 rows of benefit_spell would land in another row"):
        city(PEOPLE + follow.replace("to_on: 2019-06-01", "to_on: 2019-06-02"))


def test_a_repeated_number_is_refused_by_the_recipe_that_repeats_it(city):
    with pytest.raises(RecipeError, match="loans: 89 rows of loan would land in another row"):
        city(PEOPLE + "rows:\n  - {id: loans, ledger: loan, for: poor, besides: [], set: {contract: 贷}}\n")


def test_officers_are_called_as_people_are(city):
    made = city(
        PEOPLE
        + 'rows:\n  - {id: o, ledger: officer, count: 50, set: {number: {text: "{n}"}, name: {text: "{name}"}}}\n'
    )
    called = made.table("officer")["name"].to_pylist()
    assert all(len(name) in (3, 4) and name.isalpha() for name in called)
    assert pc.count_distinct(made.table("officer")["name"]).as_py() > 40
