"""The city's truth is complete, and the rules answer it to the household."""

from __future__ import annotations

from collections import defaultdict

import pytest

from fangpin.policy import Policy
from fangpin.rules import open_tables, screen
from fangpin.synthesis import Answer, World, city
from fangpin.synthesis.plants import PLANTS

Answers = dict[tuple[str, int], set[str]]


@pytest.fixture(scope="module")
def answers(world: World, policy: Policy) -> Answers:
    found: Answers = defaultdict(set)
    connection = open_tables(world.snapshot_tables())
    for row in screen(connection, policy, as_of=world.day).findings.to_pylist():
        found[row["rule"], row["household_id"]].add(row["answer"])
    connection.close()
    return found


def test_every_rule_over_ledgers_has_a_planted_case_and_a_decoy(world: World, policy: Policy) -> None:
    planted: dict[str, set[Answer]] = defaultdict(set)
    for plant in PLANTS:
        planted[plant.rule].add(plant.answer)
    # Duties and discrepancies have small worlds of their own: tests/core/rules, tests/core/discrepancies.
    elsewhere = set(policy.mechanisms_of_rules) | {rule.id for rule in policy.discrepancies_on(world.day)}
    screened = [r for r in policy.rules.values() if not policy.reads_rosters(r.over) and r.id not in elsewhere]
    bare = {rule.id for rule in screened if not {Answer.YES, Answer.NO} <= planted[rule.id]}
    assert not bare, f"add plants for {sorted(bare)} in src/fangpin/synthesis/plants"
    assert not set(planted) - set(policy.rules), "a plant is about a rule that is not there"


def test_no_two_plants_share_a_name() -> None:
    ids = [plant.id for plant in PLANTS]
    assert len(ids) == len(set(ids))


def test_every_planted_household_is_found_and_no_decoy_is(world: World, policy: Policy, answers: Answers) -> None:
    wrong = []
    for line in world.truth:
        stored = line.answer is Answer.UNKNOWN and policy.rules[line.rule].visit_if_unknown
        expected = {"yes"} if line.answer is Answer.YES else {"unknown"} if stored else set()
        if (got := answers.get((line.rule, line.household.key), set())) != expected:
            wrong.append(f"{line.rule}/{line.case}: {got or 'nothing'} instead of {expected or 'nothing'}")
    assert not wrong


def test_nobody_else_is_found(world: World, answers: Answers) -> None:
    allowed = {(rule, line.household.key) for line in world.truth for rule in (line.rule, *line.also)}
    planted = {home.key: home.planted for home in world.households}
    strangers = [(rule, key, planted[key]) for rule, key in answers if (rule, key) not in allowed]
    assert not strangers


def test_the_same_seed_gives_the_same_city_and_another_seed_another(world: World, policy: Policy) -> None:
    again = city("gejiu", households=len(world.households), policy=policy)
    assert again.fingerprint() == world.fingerprint()
    assert city("gejiu", households=200, seed=7, policy=policy).fingerprint() != world.fingerprint()


def test_a_snapshot_of_the_city_names_nobody(world: World) -> None:
    for name, table in world.snapshot_tables().items():
        assert not {"name", "head_name", "document_number", "phone", "code"} & set(table.column_names) - (
            {"code", "name"} if name in {"area", "organisation", "resettlement_site", "programme_disease"} else set()
        ), name
