"""The shipped policies: nothing wrong in them, and the screening SQL answers every worked case as expected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.shipped import shipped

from fangpin.ledgers import SPECS
from fangpin.policy import check, shipped_folder
from fangpin.rules.worked_cases import work_through

RISKS = {
    "illness", "disaster", "disability", "labour", "accident", "business",
    "employment", "education", "housing", "water", "other",
}  # fmt: skip


def test_nothing_is_wrong_in_the_shipped_policies() -> None:
    assert [str(problem) for problem in check(shipped_folder())] == []


@pytest.mark.parametrize("place", ["national", "yunnan"])
def test_the_sql_answers_every_worked_case_as_the_official_expects(place: str) -> None:
    worked = list(work_through(shipped(place)))
    assert worked
    assert [(w.case.file, w.case.line, w.rule, w.answered) for w in worked if not w.agrees] == []


def test_every_risk_type_has_a_trigger() -> None:
    assert {rule.risk for rule in shipped("gejiu").rules.values() if rule.kind == "trigger"} >= RISKS


def test_every_code_list_a_ledger_names_is_there_with_english_words() -> None:
    lists = shipped("gejiu").code_lists
    named = {column.codes for spec in SPECS.values() for column in spec.columns if column.codes}
    assert named <= set(lists)
    assert [c.code for listed in lists.values() for c in listed.codes.values() if not c.zh or not c.en] == []


def test_the_classes_before_2026_and_the_one_class_after_are_dated() -> None:
    listed = shipped("gejiu").code_list("monitoring_class").codes
    assert str(listed["ffzx"].since) == "2026-01-01"
    assert {str(listed[code].until) for code in ("unstable", "marginal", "sudden")} == {"2026-01-01"}


def titles_listed(page: str) -> dict[str, str]:
    text = (Path(__file__).parents[2] / "docs" / "reference" / page).read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", text, flags=re.MULTILINE))


@pytest.mark.parametrize(("page", "module", "over_rosters"), [
    ("rules.md", "fangpin.rules", False),
    ("quality-rules.md", "fangpin.quality", True),
])  # fmt: skip
def test_the_reference_page_lists_every_rule_with_its_title(page: str, module: str, *, over_rosters: bool) -> None:
    policy = shipped("national")
    rules = {r.id: r.zh for r in policy.rules.values() if policy.reads_rosters(r.over) is over_rosters}
    assert titles_listed(page) == rules, f"run python -m {module} > docs/reference/{page}"
