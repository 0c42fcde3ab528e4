"""The faults that were found in a province's own scripts, each shown to be refused or answered rightly here."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.core.quality.conftest import DAY, Export, number_of

from fangpin.policy import Policy, check, shipped_folder
from fangpin.quality import check as check_quality

FACT = """\
-- fact:    quality_tried
-- zh:      试写的事实
-- en:      A fact tried out
-- grain:   person_id
-- subject: person
-- columns:
--   tried  boolean | 试写 | Tried
SELECT
    r.person_id,
    r.household_id,
    r.area_code,
    {column} AS tried
FROM register_person AS r
"""
RULE = """\
rules:
  - id: quality_tried
    zh: 试写的规则
    en: A rule tried out
    over: {over}
    holds: {holds}
    kind: quality
    group: {group}
    columns: [{cell}]
    remedy: {{zh: 无, en: none}}
    source: {{document: 常见做法}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The national policy alone, to be spoilt."""
    copied = tmp_path / "policies"
    shutil.copytree(shipped_folder() / "national", copied / "national")
    return copied


def problems(folder: Path, file: str) -> list[str]:
    return [str(problem) for problem in check(folder, "national") if problem.file.endswith(file)]


def with_fact(folder: Path, column: str) -> list[str]:
    (folder / "national" / "facts" / "quality_tried.sql").write_text(FACT.format(column=column), encoding="utf-8")
    return problems(folder, "quality_tried.sql")


def with_rule(
    folder: Path, holds: str, *, over: str = "quality_person", group: str = "work", cell: str = "name"
) -> str:
    text = RULE.format(holds=holds, over=over, group=group, cell=cell)
    (folder / "national" / "rules" / "quality_tried.yaml").write_text(text, encoding="utf-8")
    return " ".join(problems(folder, "quality_tried.yaml"))


def test_a_misspelt_column_of_the_roster_is_refused_with_a_suggestion(folder: Path) -> None:
    found = " ".join(with_fact(folder, "r.monitering_class IS NOT NULL"))
    assert "register_person has no column monitering_class" in found
    assert "did you mean monitoring_class?" in found
    assert ":12" in found or "12" in found


def test_a_misspelt_column_written_bare_is_refused_too(folder: Path) -> None:
    assert "monitering_class" in " ".join(with_fact(folder, "monitering_class IS NOT NULL"))


def test_a_name_or_a_number_cannot_be_read_by_a_fact(folder: Path) -> None:
    assert "register_person has no column document_number" in " ".join(with_fact(folder, "r.document_number IS NULL"))


def test_an_age_by_the_clock_is_refused(folder: Path) -> None:
    found = " ".join(with_fact(folder, "years_between(r.born_on, CURRENT_DATE) > 60"))
    assert "current_date" in found
    assert ":as_of" in found


def test_a_misspelt_column_of_the_fact_is_refused_in_the_rule(folder: Path) -> None:
    assert "labour" in with_rule(folder, "working AND labuor = 'none'")


def test_a_code_that_no_list_has_is_refused(folder: Path) -> None:
    assert "无劳动能力" in with_rule(folder, "labour = '无劳动能力'")


def test_months_cannot_be_taken_apart_and_compared_in_halves(folder: Path) -> None:
    assert with_rule(folder, "month(work_to_on) >= 4 AND year(work_to_on) >= 2022")


def test_a_cell_that_no_field_has_and_a_group_that_no_list_has_are_refused(folder: Path) -> None:
    assert "nmae" in with_rule(folder, "working", cell="nmae")
    assert "works" in with_rule(folder, "working", group="works")


def test_a_rule_without_worked_cases_is_refused(folder: Path) -> None:
    assert "has no case for: yes, no, unknown" in with_rule(folder, "working")


def test_january_2023_is_not_before_april_2022(export: Export, policy: Policy) -> None:
    rows = [
        {"household_code": "1", "village": "云锡村", "name": "李一", "monitoring_class": "监测对象"}
        | {"work_from_on": "202204", "work_to_on": "202301"},
        {"household_code": "1", "village": "云锡村", "name": "周二", "monitoring_class": "监测对象"}
        | {"work_from_on": "202301", "work_to_on": "202204"},
    ]
    found = check_quality([export(rows)], policy, as_of=DAY).findings.to_pylist()
    assert [f["row_no"] for f in found if f["rule"] == "quality_work_ends_before"] == [5]


def test_an_age_is_that_of_the_day_asked_whenever_it_is_run(export: Export, policy: Policy) -> None:
    row = {"household_code": "1", "village": "云锡村", "name": "李一", "monitoring_class": "监测对象"}
    row |= {"document_number": number_of("20101031", 1), "working": "是"}
    rules = ["quality_worker_under_age"]
    day_before, birthday = date(2026, 10, 30), date(2026, 10, 31)
    for day, expected in ((day_before, rules), (birthday, [])):
        found = check_quality([export([row])], policy, as_of=day).findings.to_pylist()
        assert [f["rule"] for f in found if f["rule"] in rules] == expected


def test_neither_nor_is_not_one_of_them_missing(export: Export, policy: Policy) -> None:
    row = {"household_code": "1", "village": "云锡村", "name": "李一", "monitoring_class": "监测对象"}
    cells = [("否", "否"), ("否", "是"), ("是", "否")]
    rows = [row | {"resident_insured": a, "employee_insured": b} for a, b in cells]
    found = check_quality([export(rows)], policy, as_of=DAY).findings.to_pylist()
    assert [f["row_no"] for f in found if f["rule"] == "quality_in_neither_insurance"] == [4]


def test_every_person_has_a_fingerprint_of_its_own(export: Export, policy: Policy) -> None:
    row = {"household_code": "1", "village": "云锡村", "monitoring_class": "监测对象", "sex": ""}
    found = check_quality([export([row | {"name": n} for n in ("李一", "李一", "周二")])], policy, as_of=DAY).findings
    marks = [f["fingerprint"] for f in found.to_pylist() if f["rule"] == "quality_sex_missing"]
    assert len(set(marks)) == len(marks) == 3
