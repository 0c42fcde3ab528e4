"""The recipe language, each word on a city small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pytest

from fangpin.synthesis.recipes import City, RecipeError, build
from fangpin.synthesis.targets import read_entries

FIGURES = [
    {"id": "sixth-001", "value": 90, "kind": "stock", "unit": "household", "as_of": "2020-06-30"},
    {"id": "sixth-002", "value": 261, "kind": "stock", "unit": "person", "as_of": "2020-06-30"},
    {"id": "sixth-003", "value": 40, "kind": "flow", "unit": "household", "period": "2020-01-01/2020-06-30"},
    {"id": "sixth-004", "value": "123456.78", "kind": "flow", "unit": "CNY", "period": "2020-01-01/2020-06-30"},
    {"id": "sixth-005", "value": "87.5", "kind": "ratio", "unit": "percent", "period": "2020-01-01/2020-06-30"},
]


@pytest.fixture
def city(tmp_path: Path):
    """Builds a city of a place that consists of one recipe file."""
    (tmp_path / "sixth" / "synthesis").mkdir(parents=True)
    (tmp_path / "sixth" / "place.yaml").write_text(
        'id: sixth\nzh: 第六市\nen: Sixth\nlevel: city\narea_code: "9901"\n', encoding="utf-8"
    )
    targets = read_entries(
        [f | {"rounding": {"mode": "exact", "half_unit": 0, "low": f["value"], "high": f["value"]}} for f in FIGURES],
        file="sixth.yaml",
    )

    def built(recipe: str, seed: int = 1) -> City:
        (tmp_path / "sixth" / "synthesis" / "all.yaml").write_text(recipe, encoding="utf-8")
        return build("sixth", targets, seed=seed, folder=tmp_path)

    return built


PEOPLE = """
populations:
  - {id: villages, of: village, size: 12}
  - {id: townships, of: township, size: 3}
  - {id: poor, of: household, size: sixth-001, people: sixth-002}
  - {id: others, of: household, at_least: 10, people_each: 3}
"""


def test_households_have_exactly_the_persons_that_are_asked_for(city):
    made = city(PEOPLE)
    members = made.table("membership")
    assert pc.sum(pc.less_equal(members["household_id"], 90)).as_py() == 261
    assert made.settled.people.min() >= 1


def test_a_place_without_areas_gets_invented_ones(city):
    areas = city(PEOPLE).areas()
    assert pc.sum(pc.equal(areas["level"], "village")).as_py() == 12
    assert set(areas.filter(pc.equal(areas["level"], "village"))["code"].to_pylist()) >= set(
        city(PEOPLE).table("household")["area_code"].to_pylist()
    )


def test_populations_without_a_size_grow_with_their_parts(city):
    made = city(
        PEOPLE
        + """
  - {id: a, of: household, within: others, size: 30}
  - {id: b, of: household, within: others, apart_from: a, size: 25}
  - {id: c, of: household, within: a, size: 7}
"""
    )
    own = made.settled.populations
    assert len(own["others"]) == 55
    assert not set(own["a"]) & set(own["b"])
    assert set(own["c"]) <= set(own["a"])


def test_too_many_asked_of_a_population_is_refused_by_name_and_line(city):
    with pytest.raises(RecipeError, match=r"all.yaml:7 a asks for 91 households, and only 90 may belong"):
        city(PEOPLE + "  - {id: a, of: household, within: poor, size: sixth-001 + 1}\n")


def test_nobody_is_both_a_child_and_a_labourer(city):
    made = city(
        PEOPLE
        + """
  - {id: pupils, of: person, within: poor, size: 60, age: [6, 15], traits: {disabled: true}}
  - {id: able, of: person, within: poor, size: 120, age: [18, 59], traits: {labour: ordinary}, others: {labour: none}}
"""
    )
    people, own = made.persons, made.persons.populations
    assert not set(own["pupils"]) & set(own["able"])
    assert people.age[own["pupils"]].min() >= 6
    assert people.age[own["pupils"]].max() <= 15
    condition = made.table("condition")
    in_poor = pc.less(condition["person_id"], 262)
    assert pc.sum(pc.and_(in_poor, pc.equal(condition["labour"], "ordinary"))).as_py() == 120


LOANS = """
rows:
  - id: loans
    ledger: loan
    for: borrowers
    set:
      contract: {text: "贷{n:04}"}
      lent_on: {day_in: sixth-003}
      amount_yuan: {sum: sixth-004, least: 500}
"""


def test_a_sum_is_shared_out_to_the_fen_and_rows_beside_are_not_part_of_it(city):
    made = city(PEOPLE + "  - {id: borrowers, of: household, within: poor, size: sixth-003}\n" + LOANS)
    loans = made.table("loan")
    this_year = loans.filter(pc.equal(pc.year(loans["lent_on"]), 2020))
    assert this_year.num_rows == 40
    assert str(pc.sum(this_year["amount_yuan"]).as_py()) == "123456.78"
    assert loans.num_rows > 40  # others of the year before
    assert len(set(loans["contract"].to_pylist())) == loans.num_rows


def test_the_same_seed_gives_the_same_city_and_another_seed_another(city):
    recipe = PEOPLE + "  - {id: borrowers, of: household, within: poor, size: sixth-003}\n" + LOANS
    first, second, third = city(recipe), city(recipe), city(recipe, seed=2)
    assert first.table("loan").equals(second.table("loan"))
    assert not first.table("loan").equals(third.table("loan"))
    assert first.names.tolist() == second.names.tolist()


def test_many_to_many_has_the_given_distinct_numbers_on_both_sides(city):
    made = city(
        PEOPLE
        + """
rows:
  - {id: firms, ledger: organisation, count: 8, set: {name: {text: "示例公司{n}"}}}
  - {id: workers_there, ledger: officer, pairs: [firms, villages], count: 31, set: {name: 演示, organisation: "@left"}}
"""
    )
    rows = made.table("officer")
    assert rows.num_rows == 31
    assert pc.count_distinct(rows["organisation_id"]).as_py() == 8
    assert pc.count_distinct(rows["area_code"]).as_py() == 12
    pairs = list(zip(rows["organisation_id"].to_pylist(), rows["area_code"].to_pylist(), strict=True))
    assert len(set(pairs)) == 31


def test_payers_bear_the_percentage_together_and_a_stated_sum_exactly(city):
    made = city(
        PEOPLE
        + """
  - {id: patients, of: person, within: poor, size: 100}
rows:
  - id: claims
    ledger: medical_claim
    for: patients
    count: 400
    besides: []
    set:
      settlement: {text: "单{n}"}
      settled_on: {day_in: sixth-005}
      in_policy_yuan: {sum: sixth-004 * 9}
    layers:
      base: in_policy_yuan
      paid: sixth-005
      by: [basic_yuan, serious_yuan, {column: aid_yuan, sum: sixth-004}]
      rest: own_pay_yuan
      above: {total_yuan: ["1.0", "1.4"]}
"""
    )
    claims = made.table("medical_claim")
    total = {
        n: pc.sum(claims[n]).as_py()
        for n in ("in_policy_yuan", "basic_yuan", "serious_yuan", "aid_yuan", "own_pay_yuan")
    }
    assert str(total["aid_yuan"]) == "123456.78"
    paid = total["basic_yuan"] + total["serious_yuan"] + total["aid_yuan"]
    assert abs(float(paid / total["in_policy_yuan"]) - 0.875) < 1e-7
    assert total["own_pay_yuan"] + paid == total["in_policy_yuan"]
    assert pc.min(claims["own_pay_yuan"]).as_py() >= 0
    assert pc.all(pc.greater_equal(claims["total_yuan"], claims["in_policy_yuan"])).as_py()
    assert pc.count_distinct(claims["person_id"]).as_py() == 100


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("populations:\n  - {id: a, of: household, sise: 3}\n", "all.yaml:2 a: unknown sise"),
        ("populations:\n  - {id: a, of: household, within: b, size: 3}\n", "a names b, which is no population"),
        ("rows:\n  - {id: a, ledger: lone, count: 3}\n", "there is no ledger lone"),
        ("rows:\n  - {id: a, ledger: loan, count: 3, set: {amount: 3}}\n", "loan has no column amount"),
        ("populations:\n  - {id: a, of: household, size: sixth-077}\n", "sixth-077 is no figure of sixth.yaml"),
    ],
)
def test_a_wrong_recipe_is_refused_with_its_place(city, wrong, said):
    with pytest.raises(RecipeError, match=said):
        city(wrong)
