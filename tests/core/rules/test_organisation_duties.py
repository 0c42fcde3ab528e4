"""Duties of responsibility and organisation: what was planted is on the worklist, its lawful neighbour is not."""

# ruff: noqa: E501 - planted rows, one a line

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest
from tests.shipped import in_use, shipped

from fangpin.indicators import evaluate
from fangpin.policy import Policy
from fangpin.policy.binding import bound
from fangpin.rules import check_duties, open_tables, rows_of, worklist

DAY = date(2026, 10, 31)
TOWN, VILLAGE, OTHER = "770101101", "770101101001", "770101101002"
BEGAN = {"from_on": date(2026, 1, 1)}
EARLIER, LATER = date(2026, 10, 1), date(2026, 12, 1)

# Of each pair of neighbours the first (odd id) breaks the duty and the second (even id) does not.
PLANTED: dict[str, list[dict[str, Any]]] = {
    "area": [
        {"id": n, "code": code, "area_code": code, "level": level, "scheme": "nbs", "from_on": date(2020, 1, 1)}
        for n, code, level in (
            (1, VILLAGE, "village"), (2, OTHER, "village"), (3, TOWN, "township"), (4, "770101", "county"),
            (5, "770102", "county"),
        )
    ],
    "area_listing": [
        {"id": 1, "area_id": 1, "listing": "key_village_poverty", "area_code": VILLAGE, **BEGAN},
        {"id": 2, "area_id": 2, "listing": "key_village_poverty", "document": "〔2026〕1号", "area_code": OTHER, **BEGAN},
        {"id": 3, "area_id": 2, "listing": "poor_village", "document": "〔2026〕1号", "area_code": OTHER, **BEGAN},
        {"id": 4, "area_id": 1, "listing": "poor_village", "document": "〔2026〕1号", "area_code": VILLAGE, "from_on": date(2020, 1, 1), "to_on": EARLIER},
    ],
    "assignment": [
        {"id": 1, "layer": "county_to_key_village", "officer_id": 2, "target_area_id": 2, **BEGAN},
        {"id": 2, "layer": "task_force_lead", "officer_id": 2, "target_organisation_id": 2, **BEGAN},
        {"id": 3, "layer": "base_contact", "officer_id": 1, "household_id": 7, **BEGAN},
        {"id": 4, "layer": "additional_contact", "officer_id": 1, "household_id": 7, **BEGAN},
        {"id": 5, "layer": "base_contact", "officer_id": 2, "household_id": 7, **BEGAN},
        {"id": 6, "layer": "additional_contact", "officer_id": 2, "household_id": 8, **BEGAN},
        *({"id": 10 + n, "layer": "helper", "officer_id": 1, "household_id": 20 + n, **BEGAN} for n in range(6)),
        {"id": 19, "layer": "helper", "officer_id": 5, "household_id": 29, **BEGAN},  # who has left
        {"id": 20, "layer": "helper", "officer_id": 2, "household_id": 45, "from_on": date(2026, 1, 1), "to_on": EARLIER},
        {"id": 21, "layer": "helper", "officer_id": 3, "household_id": 45, **BEGAN},
        *({"id": 30 + n, "layer": "helper", "officer_id": 2, "household_id": 40 + n, **BEGAN} for n in range(5)),
    ],
    "officer": [
        *({"id": n, "role": "city_leader", "area_code": "770101", "accountable": False} for n in (1, 2)),
        # Of a township in which much is overdue, and of one without anything; the third has left.
        {"id": 3, "role": "party_secretary", "area_code": TOWN, "accountable": True},
        {"id": 4, "role": "party_secretary", "area_code": "770101102", "accountable": True},
        {"id": 5, "role": "party_secretary", "area_code": TOWN, "accountable": True, "to_on": EARLIER},
    ],
    "organisation": [
        {"id": 1, "name": "演示专班1", "kind": "task_force", "area_code": "770101"},
        {"id": 2, "name": "演示专班2", "kind": "task_force", "area_code": "770101"},
        {"id": 3, "name": "演示企业3", "kind": "enterprise", "area_code": "770101"},
        {"id": 4, "name": "演示企业4", "kind": "enterprise", "area_code": "770101"},
    ],
    "plan": [{"id": 2, "kind": "sector", "organisation_id": 2, "year": 2026, "area_code": "770101"}],
    "pairing": [
        {"id": 1, "kind": "enterprise_village", "organisation_id": 3, "target_area_id": 1, **BEGAN},
        {"id": 2, "kind": "enterprise_village", "organisation_id": 4, "target_area_id": 1, "agreement_on": EARLIER, **BEGAN},
        {"id": 3, "kind": "organ_village", "organisation_id": 1, "target_area_id": 2, "agreement_on": EARLIER, **BEGAN},
    ],
    "project": [
        {"id": 1, "number": "1", "organisation_id": None},
        {"id": 2, "number": "2", "organisation_id": 4, "pillar": "social", "investment_yuan": 5000},
        # The plans of two delisted counties: one has fewer projects this year, the other as many.
        *({"id": 10 + n, "number": f"甲{n}", "plan_year": year, "area_code": "770101", "pillar": "special"} for n, year in enumerate((2025, 2025, 2026))),
        *({"id": 20 + n, "number": f"乙{n}", "plan_year": year, "area_code": "770102", "pillar": "special"} for n, year in enumerate((2025, 2026))),
    ],
    "project_link": [{"id": 1, "project_id": 2, "household_id": 7, "enrolled_on": EARLIER}],
    "household": [{"id": n} for n in (7, 8, 9, 29, 45)],
    "register_spell": [{"id": n, "household_id": n, "register_type": "lifted", **BEGAN} for n in (29, 45)],
    "person": [{"id": n} for n in (70, 71, 90)],
    "membership": [
        {"id": 1, "household_id": 7, "person_id": 70, **BEGAN},
        {"id": 2, "household_id": 7, "person_id": 71, **BEGAN},
        {"id": 3, "household_id": 9, "person_id": 90, **BEGAN},
    ],
    "measure": [
        {"id": 1, "kind": "industry", "household_id": 7, "person_id": 70, "project_id": 2, "organisation_id": 4, **BEGAN},
        {"id": 2, "kind": "industry", "household_id": 9, "organisation_id": 3, "scheme_id": 4, **BEGAN},
    ],
    "exit_check": [
        {"id": n, "kind": "county", "area_code": code, "passed": True, "verified_on": date(2020, 1, 1), "announced_on": date(2020, 2, 1)}
        for n, code in ((1, "770101"), (2, "770102"))
    ],
    # By the last day of October the first county received a yuan less than by that day last year, the second as much;
    # what came in December last year is not part of it.
    "fund_transaction": [
        {"id": n, "number": str(n), "state": "received", "amount_yuan": yuan, "moved_on": day, "area_code": code, "project_id": project}
        for n, yuan, day, code, project in (
            (1, 99, date(2026, 3, 1), "770101", None), (2, 100, date(2025, 10, 31), "770101", 10),
            (3, 500, date(2025, 12, 1), "770101", 10), (4, 100, date(2026, 3, 1), "770102", 20),
            (5, 100, date(2025, 3, 1), "770102", 20),
        )
    ] + [{"id": 6, "number": "6", "state": "paid", "amount_yuan": 40, "moved_on": EARLIER, "pillar": "social"}],
    "survey_round": [
        {"id": n, "number": str(n), "kind": "five_look", "completed_on": date(2026, month, 1)} for n, month in ((1, 3), (2, 9))
    ],
    "survey_form": [
        {"id": n, "round_id": round_, "household_id": household, "item": "house", "filled_on": date(2026, 3, 1), "result": result}
        for n, round_, household, result in (
            (1, 1, 7, "passed"), (2, 2, 7, "failed"), (3, 1, 8, "failed"), (4, 2, 8, "passed"), (5, 1, 9, "passed"),
            (6, 2, 9, "passed"), (7, 2, 20, "failed"),
        )
    ],
    "campaign": [{"id": 1, "number": "1", "kind": "anti_epidemic"}],
    "campaign_task": [
        {"id": 1, "number": "1", "campaign_id": 1, "due_on": EARLIER, "line": "jobs"},
        {"id": 2, "number": "2", "campaign_id": 1, "officer_id": 1, "due_on": LATER, "done_on": EARLIER, "evidence": True},
        {"id": 3, "number": "3", "campaign_id": 1, "officer_id": 1, "done_on": EARLIER, "evidence": False},
    ],
    "issue": [
        {"id": 1, "number": "1", "opened_on": EARLIER, "due_on": EARLIER, "returned_on": EARLIER, "repeat_of_id": 2},
        {"id": 2, "number": "2", "opened_on": EARLIER, "due_on": LATER, "origin": "inspection"},
        {"id": 3, "number": "3", "opened_on": EARLIER, "officer_id": 1, "verifier_id": 1, "closed_on": EARLIER, "evidence": False},
        {"id": 4, "number": "4", "opened_on": EARLIER, "officer_id": 1, "verifier_id": 2, "closed_on": EARLIER, "evidence": True},
    ],
    "visit": [
        {"id": 1, "kind": "covert_inspection", "visited_on": EARLIER, "announced": True, "area_code": VILLAGE},
        {"id": 2, "kind": "covert_inspection", "visited_on": EARLIER, "announced": False, "area_code": VILLAGE},
        {"id": 3, "kind": "open_inspection", "visited_on": EARLIER, "announced": True, "area_code": VILLAGE},
    ],
    "document": [{"id": 1, "number": "〔2026〕1号"}],
    "meeting": [
        {"id": 1, "number": "1", "due_on": EARLIER},
        {"id": 2, "number": "2", "due_on": EARLIER, "held_on": EARLIER, "minutes_id": 1},
        {"id": 3, "number": "3", "due_on": EARLIER, "held_on": EARLIER},
    ],
    "decision": [
        {"id": 1, "meeting_id": 2, "number": "1", "due_on": EARLIER},
        {"id": 2, "meeting_id": 2, "number": "2", "due_on": LATER, "officer_id": 1},
        {"id": 3, "meeting_id": 2, "number": "3", "due_on": EARLIER, "officer_id": 1, "task_id": 2},  # done as a task
    ],
    "document_article": [
        {"id": 1, "document_id": 1, "article": "1"},
        {"id": 2, "document_id": 1, "article": "2", "rule": "task_overdue"},
    ],
    "scheme": [
        {"id": 1, "number": "1"},
        {"id": 2, "number": "2", "transition": "keep"},
        {"id": 3, "number": "3", "transition": "optimise", "to_on": LATER},
        {"id": 4, "number": "4", "transition": "optimise", "to_on": LATER, "successor_id": 2},
    ],
    "need": [
        {"id": 1, "number": "1", "kind": "online", "household_id": 7, "posted_on": date(2026, 9, 30)},
        {"id": 2, "number": "2", "kind": "online", "posted_on": date(2026, 10, 1), "verified_on": EARLIER},
        {"id": 4, "number": "4", "kind": "produce", "posted_on": date(2026, 8, 1), "close_reason": "self_solved"},
    ],
    "delivery_duty": [
        {"id": 1, "organisation_id": 1, "source": "a", "period_from_on": EARLIER, "due_on": EARLIER},
        {"id": 2, "organisation_id": 1, "source": "a", "period_from_on": EARLIER, "due_on": EARLIER, "delivered_on": EARLIER},
    ],
    "publicity_event": [
        {"id": 1, "number": "1", "kind": "press_conference", "held_on": EARLIER},
        {"id": 2, "number": "2", "kind": "press_conference", "held_on": EARLIER, "document_id": 1},
        {"id": 3, "number": "3", "kind": "motivation", "held_on": EARLIER},
        {"id": 4, "number": "4", "kind": "motivation", "held_on": EARLIER},
    ],
    "event_household": [{"id": 1, "event_id": 4, "household_id": 7, "reached_on": EARLIER}],
}  # fmt: skip

FOUND: dict[str, list[int]] = {
    "key_village_uncovered": [1],
    "secretary_vacant": [1, 2, 4, 5],
    "secretary_items_overdue": [3],
    "household_uncovered": [29],
    "input_fell_after_exit": [4],
    "projects_fell_after_exit": [4],
    "money_without_pillar": [1],
    "village_without_branch": [1],
    "base_contact_short": [],
    "contacts_same_household": [1],
    "helper_overloaded": [1],
    "task_without_owner": [1],
    "task_without_due_day": [3],
    "task_overdue": [1],
    "task_done_without_evidence": [3],
    "line_open": [1],
    "issue_overdue": [1],
    "issue_returned": [1],
    "issue_repeats": [1],
    "issue_closed_without_second": [3],
    "issue_closed_without_evidence": [3],
    "covert_inspection_announced": [1],
    "meeting_overdue": [1],
    "meeting_without_minutes": [3],
    "decision_without_owner": [1],
    "decision_overdue": [1],
    "article_leads_nowhere": [1],
    "scheme_unclassified": [1],
    "scheme_optimised_without_successor": [3],
    "project_without_pillar": [1],
    "enterprise_pairing_without_agreement": [1],
    "enterprise_pairing_without_project": [1],
    "task_force_without_plan": [1],
    "task_force_without_lead": [1],
    "need_unmatched": [1],
    "online_need_unverified": [1],
    "delivery_late": [1],
    "press_release_without_document": [1],
    "motivation_reaches_nobody": [3],
    "area_list_without_document": [1],
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    """Gejiu with every mechanism on."""
    return in_use(shipped("gejiu"))


@pytest.fixture(scope="module")
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    placed = {name: [{"area_code": VILLAGE} | row for row in rows] for name, rows in PLANTED.items()}
    with open_tables({name: rows_of(name, rows) for name, rows in placed.items()}) as connection:
        yield connection


@pytest.fixture(scope="module")
def listed(policy: Policy, tables: duckdb.DuckDBPyConnection) -> dict[str, list[int]]:
    """Keys on the worklist by rule, of one run over everything planted."""
    rows = worklist(tables, policy, [policy.rule(rule) for rule in FOUND], as_of=DAY).to_pylist()
    return {rule: sorted(r["key"] for r in rows if r["rule"] == rule and r["answer"] == "yes") for rule in FOUND}


@pytest.mark.parametrize("rule", FOUND)
def test_what_was_planted_is_listed_and_nothing_else(rule: str, listed: dict[str, list[int]]) -> None:
    assert listed[rule] == FOUND[rule]


def test_of_a_list_that_nobody_has_entered_nothing_is_said_to_be_missing(policy: Policy) -> None:
    asked = ("secretary_vacant", "head_vacant", "layer_uncovered", "village_without_team", "household_uncovered",
             "village_without_branch", "key_village_uncovered")  # fmt: skip
    there = {name: PLANTED[name] for name in ("area", "area_listing", "household", "register_spell")}
    with open_tables({name: rows_of(name, rows) for name, rows in there.items()}) as tables:
        found = check_duties(tables, policy, [policy.rule(rule) for rule in asked], as_of=DAY)
    assert not len(found.items)
    unknown = {row["rule"] for row in found.tallies.to_pylist() if row["unknown"]}
    assert unknown == set(asked)


@pytest.mark.parametrize(
    ("indicator", "given", "counted", "of"),
    [
        ("covert_inspections", {}, 2, None),
        ("issues_found_by_origin", {"origin": "inspection"}, 1, None),
        ("dispatch_meetings_held_share", {}, 2, 3),
        ("decisions_open", {}, 2, None),
        ("campaign_tasks_done_share", {"campaign": "anti_epidemic"}, 2, 3),
        ("campaign_tasks_overdue", {}, 1, None),
        ("clearing_line_open", {"line": "jobs"}, 1, None),
        ("enterprises_paired", {}, 2, None),
        ("projects_of_pillar", {"pillar": "social"}, 1, None),
        ("social_projects", {}, 1, None),
        ("social_money_yuan", {}, 40, None),
        ("social_people", {}, 2, None),
        ("secretaries_with_overdue_items", {}, 1, None),
        ("enterprise_villages", {}, 1, None),
        ("enterprise_investment_yuan", {}, 5000, None),
        ("enterprise_households", {}, 2, None),
        ("input_kept_share", {}, 0, 1),
        ("projects_kept_share", {}, 0, 1),
        ("helpers_over_cap", {}, 1, None),
        ("households_helped_share", {}, 1, 2),
        ("household_needs_open", {}, 1, None),
        ("five_look_compared", {}, 3, None),
        ("five_look_worse", {}, 1, None),
        ("five_look_better", {}, 1, None),
        ("areas_on_list", {"listing": "poor_village"}, 1, None),
        ("areas_joined_list", {"listing": "poor_village"}, 1, None),
        ("areas_left_list", {"listing": "poor_village"}, 1, None),
        ("areas_on_both_lists", {"listing": "poor_village", "other": "key_village_poverty"}, 1, None),
    ],
)
def test_what_the_mechanisms_put_out_is_counted(
    indicator: str,
    given: dict[str, str],
    counted: int,
    of: int | None,
    tables: duckdb.DuckDBPyConnection,
    policy: Policy,
) -> None:
    asked = bound(policy, indicator, given)
    found = evaluate(tables, policy, [asked], as_of=DAY, levels=("county",))
    figure = found.figure(asked.key, "770101")
    assert (figure.numerator, figure.denominator) == (counted, of)
