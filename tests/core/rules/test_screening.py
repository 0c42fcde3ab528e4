"""Screening over a few families: three answers, what turns absence into zero, and what an old day still says."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from fangpin.expressions import Name
from fangpin.policy import Policy
from fangpin.rules import ScreeningFailed, ScreeningStopped, open_tables, screen

from .families import DAY, Families, policy_with

LINE_FILE = "yunnan/parameters/income.yaml"


def test_high_own_payment_is_found_from_claims_and_carries_its_basis(policy: Policy) -> None:
    lin = Families().covered("medical_claim").claim(11, "15000.00").claim(12, "8411.00")
    (finding,) = lin.screened(policy, "medical_other").findings.to_pylist()
    assert (finding["household_id"], finding["answer"], finding["step"]) == (1, "yes", 4)
    assert '"own_pay_seen_yuan":"23411.00"' in finding["basis"]


def test_a_department_s_list_alone_is_evidence(policy: Policy) -> None:
    listing = {"listing": "medical_own_pay", "period_from_on": date(2026, 10, 1), "period_to_on": DAY}
    lin = Families().registered().covered("threshold_listing", "medical_own_pay")
    lin.add("threshold_listing", person_id=11, amount_yuan=Decimal(6000), **listing)
    assert lin.answers(policy, "medical_registered") == {1}
    assert lin.tally(policy, "medical_registered") == (1, 1, 0), "Chen is not on the list that covers the village"


def test_the_higher_of_claims_and_list_counts_not_their_sum(policy: Policy) -> None:
    listing = {"listing": "medical_own_pay", "period_from_on": date(2026, 10, 1), "period_to_on": DAY}
    lin = Families().covered("medical_claim").claim(11, "15000")
    lin.add("threshold_listing", person_id=11, amount_yuan=Decimal(12000), **listing)
    assert lin.answers(policy, "medical_other") == set()


def test_without_coverage_no_row_is_unknown_and_with_it_no(policy: Policy) -> None:
    assert Families().tally(policy, "medical_other") == (0, 0, 2)
    assert Families().covered("medical_claim").tally(policy, "medical_other") == (0, 2, 0)


def test_half_a_year_of_claims_can_say_yes_but_not_no(policy: Policy) -> None:
    half = {"period_from_on": date(2026, 5, 1), "period_to_on": DAY}
    lin = Families().covered("medical_claim", **half).claim(11, "21000")
    assert lin.tally(policy, "medical_other") == (1, 0, 1)


def test_months_of_claims_delivered_one_by_one_cover_the_year(policy: Policy) -> None:
    lin = Families()
    for month in range(1, 11):
        lin.covered("medical_claim", period_from_on=date(2026, month, 1), period_to_on=date(2026, month, 28))
    lin.covered("medical_claim", period_from_on=date(2025, 10, 1), period_to_on=date(2025, 12, 31))
    assert lin.tally(policy, "medical_other") == (0, 2, 0)


def test_claims_outside_the_window_do_not_count(policy: Policy) -> None:
    lin = (
        Families()
        .covered("medical_claim")
        .claim(11, "30000", on=date(2025, 10, 31))
        .claim(11, "30000", on=date(2026, 11, 1))
    )
    assert lin.answers(policy, "medical_other") == set()


def test_nobody_is_missed_where_no_register_of_monitored_households_has_arrived(policy: Policy) -> None:
    assert Families().account(1, "20000").answers(policy, "missed_income") == set()
    assert Families().account(1, "20000").monitored(2).answers(policy, "missed_income") == {1}


def test_income_on_the_line_is_not_below_it(policy: Policy) -> None:
    on, below = (Families().account(1, net).monitored(2) for net in ("34800.00", "34799.99"))
    assert on.answers(policy, "missed_income") == set()
    assert below.answers(policy, "missed_income") == {1}


def test_a_member_who_died_or_left_does_not_count(policy: Policy) -> None:
    lin = Families().covered("medical_claim").claim(11, "21000")
    lin.rows["person"][0]["died_on"] = date(2026, 10, 31)
    assert lin.answers(policy, "medical_other") == set()
    assert lin.answers(policy, "worker_died") == {1}


def test_a_person_or_household_that_two_rosters_hold_twice_is_counted_once_in_the_later_one(policy: Policy) -> None:
    lin = Families().covered("medical_claim").claim(11, "21000").monitored(2).monitored(2, from_on=date(2026, 5, 1))
    lin.add("membership", household_id=2, person_id=11, from_on=date(2026, 6, 1))
    for labour in ("none", "ordinary"):
        lin.add("condition", person_id=11, labour=labour, from_on=date(2021 + len(labour), 1, 1))
    screening = lin.screened(policy, "new_disability", "missed_income", "measures_overdue")
    assert lin.answers(policy, "medical_other") == {2}
    counted = {row["rule"]: row["screened"] for row in screening.tallies.to_pylist()}
    assert (counted["new_disability"], counted["missed_income"], counted["measures_overdue"]) == (5, 2, 1)


def test_a_child_whom_the_school_roll_does_not_name_is_suspected_unless_excused(policy: Policy) -> None:
    lin = Families().covered("enrolment")
    assert lin.answers(policy, "suspected_dropout") == {1}
    for child in (13, 14):
        lin.add("condition", person_id=child, absence_reason="home_teaching", from_on=date(2020, 1, 1))
    assert lin.answers(policy, "suspected_dropout") == set()


def test_an_eliminated_household_below_this_year_s_line_is_found_and_one_without_account_visited(
    policy: Policy,
) -> None:
    told = {"eliminated": True, "eliminated_on": date(2026, 9, 1), "elimination_kind": "assisted"}
    lin = Families().monitored(1, **told).account(1, "20000").monitored(2, **told)
    findings = lin.screened(policy, "eliminated_below_line").findings.to_pylist()
    found = {(f["household_id"], f["answer"]) for f in findings}
    assert found == {(1, "yes"), (2, "unknown")}


def test_every_household_is_counted_in_every_rule_of_its_fact(policy: Policy) -> None:
    tallies = Families().screened(policy).tallies.to_pylist()
    over = {rule.id: rule.over for rule in policy.rules_on(DAY) if not policy.reads_rosters(rule.over)}
    assert {row["rule"] for row in tallies} >= {rule for rule, fact in over.items() if fact != "monitored_household"}
    for row in tallies:
        assert row["yes"] + row["no"] + row["unknown"] == row["screened"]
        assert row["screened"] == (5 if over[row["rule"]] == "person_year" else 2)


def test_a_changed_line_changes_who_is_found_and_the_old_day_keeps_the_old_answer(
    policy: Policy, tmp_path: Path
) -> None:
    added = '      - since: 2026-06-01\n        value: "9500"\n        source: {document: 测试文件, clause: 测试}\n'
    marker = "2025年云南省防止返贫监测范围为年人均纯收入8700元}\n"
    raised = policy_with(tmp_path, "gejiu", LINE_FILE, (marker, marker + added))
    lin = Families().account(1, "36000", until=date(2026, 3, 31)).monitored(2)
    assert lin.answers(policy, "missed_income") == set()
    assert lin.answers(raised, "missed_income") == {1}
    assert lin.answers(raised, "missed_income", as_of=date(2026, 5, 31)) == set()


def test_answers_do_not_depend_on_the_order_of_rows(policy: Policy) -> None:
    told = {"eliminated": True, "eliminated_on": date(2026, 2, 1), "elimination_kind": "assisted"}
    lin = Families().registered().covered("medical_claim").covered("enrolment").monitored(2, **told)
    lin.account(1, "20000").account(1, "50000", until=date(2025, 9, 30)).account(2, "9000", members=1)
    for day in range(1, 20):
        lin.claim(11 + day % 4, f"{day * 100}.01", on=date(2026, 9, day), kind="outpatient")
    first = lin.screened(policy)
    for seed in range(3):
        for rows in lin.rows.values():
            random.Random(seed).shuffle(rows)  # noqa: S311 - no secret, only another order
            for number, row in enumerate(rows, start=1):
                row.setdefault("id", 1000 + number)
        again = lin.screened(policy)
        assert again.findings.equals(first.findings)
        assert again.tallies.sort_by("rule").num_rows == first.tallies.num_rows


def test_one_yuan_more_is_the_same_step_and_the_next_five_thousand_another(policy: Policy) -> None:
    def step(amount: str) -> int:
        lin = Families().covered("medical_claim").claim(11, amount)
        (finding,) = lin.screened(policy, "medical_other").findings.to_pylist()
        return int(finding["step"])

    assert [step(a) for a in ("23411.00", "23412.00", "24999.99", "25000.00")] == [4, 4, 4, 5]


def test_coverage_says_how_many_households_and_rows_the_answers_rest_on(policy: Policy) -> None:
    (row,) = Families().covered("medical_claim").screened(policy).coverage.to_pylist()
    assert (row["ledger"], row["households_covered"], row["households"]) == ("medical_claim", 2, 2)
    assert (row["rows_read"], row["rows_matched"], row["covered_until"]) == (10, 9, DAY)


def test_a_city_screened_household_by_household_gives_the_same_result(policy: Policy) -> None:
    told = {"eliminated": True, "eliminated_on": date(2026, 2, 1), "elimination_kind": "assisted"}
    lin = Families().registered().covered("medical_claim").covered("enrolment").monitored(2, **told)
    lin.claim(11, "21000").claim(21, "9000", kind="outpatient").account(1, "20000").account(2, "9000", members=1)
    lin.add("household", id=3).add("membership", household_id=3, person_id=12, from_on=date(2026, 6, 1))
    whole = lin.screened(policy)
    with lin.opened() as connection:
        parts = screen(connection, policy, as_of=DAY, households_at_once=1)
        assert screen(connection, policy, as_of=DAY).findings.equals(whole.findings), "the parts leave nothing behind"
    assert parts.findings.equals(whole.findings)
    order = [("rule", "ascending"), ("area_code", "ascending")]
    assert parts.tallies.sort_by(order).equals(whole.tallies.sort_by(order))
    assert parts.coverage.equals(whole.coverage)


def test_a_run_tells_its_steps_and_stops_when_asked(policy: Policy) -> None:
    told: list[tuple[int, int]] = []
    with Families().opened() as connection:
        screen(connection, policy, as_of=DAY, progress=lambda done, of, _: told.append((done, of)))
        assert told == sorted(told)
        assert told[-1][0] == told[-1][1]
        with pytest.raises(ScreeningStopped):
            screen(connection, policy, as_of=DAY, progress=lambda done, *_: done < 5)
        assert screen(connection, policy, as_of=DAY).findings.num_rows == 0, "a stopped run leaves nothing in the way"


def test_findings_handed_to_a_sink_are_those_of_the_table(policy: Policy) -> None:
    lin = Families().covered("medical_claim").covered("enrolment").claim(11, "21000")
    batches: list[pa.RecordBatch] = []
    with lin.opened() as connection:
        kept = screen(connection, policy, as_of=DAY, sink=batches.append)
    assert kept.findings.num_rows == 0
    whole = lin.screened(policy).findings
    assert (
        pa.Table.from_batches(batches).sort_by([("rule", "ascending"), ("person_id", "ascending")]).num_rows
        == whole.num_rows
    )


@dataclass(frozen=True)
class Refused:
    """An expression that only the engine finds wrong, as a product too long for it would be."""

    columns: tuple[Name, ...] = ()
    parameters: tuple[Name, ...] = ()

    def sql(self, *_: str) -> str:
        return "CAST(error('too many digits') AS BOOLEAN)"


def test_a_rule_the_engine_refuses_is_named(policy: Policy) -> None:
    wrong: Any = replace(policy.rules["business_at_a_loss"], holds=Refused())
    broken = replace(policy, rules={**policy.rules, "business_at_a_loss": wrong})
    with pytest.raises(ScreeningFailed) as raised:
        Families().screened(broken)
    assert raised.value.rule is wrong
    assert "work_business.yaml" in str(raised.value)
    assert "生产经营亏损" in raised.value.zh


def test_a_rule_without_a_value_on_the_day_is_left_out_with_its_file_and_hinders_no_other(policy: Policy) -> None:
    line = policy.parameters["income_line"]
    later = replace(line, values=tuple(replace(v, since=date(2030, 1, 1)) for v in line.values))
    lin = Families().covered("medical_claim").claim(11, "23411.00")
    found = lin.screened(replace(policy, parameters={**policy.parameters, "income_line": later}))
    left_out = {one.rule.id: str(one.why) for one in found.left_out}
    assert LINE_FILE in left_out["missed_income"]
    assert "medical_other" in found.findings["rule"].to_pylist()
    assert not set(left_out) & set(found.tallies["rule"].to_pylist())
    with open_tables({}) as connection:
        before_all = screen(connection, policy, as_of=date(2013, 1, 1))
    assert before_all.left_out
    assert not len(before_all.findings)


def test_a_household_without_members_on_record_is_screened_and_one_whose_members_left_is_not(policy: Policy) -> None:
    lin = Families().add("household", id=3)
    assert sum(lin.tally(policy, "missed_income")) == 3
    lin.rows["membership"][-1]["to_on"] = date(2026, 1, 1)  # Chen, the only member of household 2
    assert sum(lin.tally(policy, "missed_income")) == 2


def test_the_engine_is_given_no_more_than_a_locked_connection(policy: Policy) -> None:
    lin = Families().covered("medical_claim").claim(11, "21000")
    with lin.opened() as connection:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        assert isinstance(connection, duckdb.DuckDBPyConnection)
        assert screen(connection, policy, as_of=DAY).findings.num_rows == 1


def working_age(lin: Families, *persons: int) -> Families:
    for person in persons:
        lin.add("condition", person_id=person, labour="ordinary", from_on=date(2020, 1, 1))
    return lin


def test_no_row_in_the_employment_roll_says_nothing_of_a_general_household(policy: Policy) -> None:
    lin = working_age(Families().monitored(2).covered("employment_spell"), 11, 12, 13, 14, 21)
    lin.add("register_spell", household_id=1, register_type="general", from_on=date(2020, 1, 1))
    assert lin.tally(policy, "nobody_in_work") == (1, 0, 1), "Chen is monitored, of Lin the roll does not speak"
    lin.add("employment_spell", person_id=11, from_on=date(2026, 1, 1), to_on=date(2026, 3, 1))
    assert lin.tally(policy, "nobody_in_work") == (2, 0, 0), "now the roll has named a Lin"


FIRST = {"period_from_on": date(2026, 10, 1), "period_to_on": DAY}


def assisted(first: dict[str, date], start: date) -> Families:
    lin = Families().monitored(2).covered("dibao_spell", **first).covered("tekun_spell", **first)
    return lin.add("dibao_spell", person_id=11, from_on=start)


def test_the_first_roll_of_assisted_persons_makes_nobody_newly_assisted(policy: Policy) -> None:
    assert assisted(FIRST, FIRST["period_from_on"]).tally(policy, "newly_assisted") == (0, 1, 1)
    by_column = Families().monitored(2).covered("register_spell", **FIRST)
    by_column.add("dibao_spell", person_id=11, from_on=FIRST["period_from_on"])
    assert by_column.tally(policy, "newly_assisted") == (0, 1, 1)


def test_a_person_whom_an_earlier_roll_did_not_name_or_whose_start_is_stated_is_newly_assisted(policy: Policy) -> None:
    earlier = {"period_from_on": date(2026, 8, 1), "period_to_on": date(2026, 8, 31)}
    later = assisted(earlier, date(2026, 10, 1)).covered("dibao_spell", **FIRST).covered("tekun_spell", **FIRST)
    assert later.answers(policy, "newly_assisted") == {1}
    assert assisted(FIRST, date(2026, 9, 1)).answers(policy, "newly_assisted") == {1}
    assert assisted(FIRST, date(2022, 9, 1)).tally(policy, "newly_assisted") == (0, 2, 0)


def test_the_first_roll_of_cards_or_diseases_without_days_makes_none_new(policy: Policy) -> None:
    start = FIRST["period_from_on"]
    lin = Families().covered("disability_spell", **FIRST).covered("disease_spell", **FIRST)
    lin.add("disability_spell", person_id=11, grade="3", from_on=start)
    lin.add("disease_spell", person_id=11, disease="uraemia", from_on=start)
    assert lin.tally(policy, "new_disability") == (0, 4, 1)
    assert lin.tally(policy, "new_serious_disease") == (0, 4, 1)
    assert lin.tally(policy, "disability_worse") == (0, 5, 0)
    lin.rows["disability_spell"][0]["issued_on"] = lin.rows["disease_spell"][0]["diagnosed_on"] = date(2026, 10, 9)
    assert lin.answers(policy, "new_disability") == lin.answers(policy, "new_serious_disease") == {1}


def test_an_event_carries_its_day_so_that_a_later_one_is_another(policy: Policy) -> None:
    lin = Families().covered("threshold_listing", "disaster_hit")
    for month in (5, 9):
        period = {"period_from_on": date(2026, month, 1), "period_to_on": date(2026, month, 30)}
        lin.add("threshold_listing", person_id=11, listing="disaster_hit", **period)
        (flood,) = lin.screened(policy, "disaster_hit").findings.to_pylist()
        assert flood["step"] == (date(2026, month, 30) - date(1970, 1, 1)).days
