"""The engine: what is found in a file, where, under which fingerprint, and what is excused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.core.quality.conftest import DAY, Export, number_of

from fangpin.policy import Policy
from fangpin.quality import Exemption, Issue, check, document_key, match_issue_list
from fangpin.quality.issue_lists import rules_meant

TWICE = "quality_number_twice"
LI = number_of("19800101", 1)
ZHOU = number_of("19820202", 2)
MARK = {"monitoring_class": "防止返贫致贫对象"}


def home(code: str, *members: tuple[str, str], **more: str) -> list[dict[str, str]]:
    return [
        {"household_code": code, "village": "云锡村", "township": "锡城镇", "name": name, "document_number": number}
        | MARK
        | more
        for name, number in members
    ]


def rows_of(table: Any, rule: str = TWICE) -> list[dict[str, Any]]:
    return [row for row in table.to_pylist() if row["rule"] == rule]


@pytest.fixture(scope="module")
def two_rows_of_li(export: Export) -> Any:
    return export(home("7701010010010001", ("李一", LI), ("周二", ZHOU)) + home("7701010010010002", ("李一", LI)))


def test_both_rows_of_a_number_are_found_with_file_row_and_cell(two_rows_of_li: Any, policy: Policy) -> None:
    found = rows_of(check([two_rows_of_li], policy, as_of=DAY).findings)
    assert [(f["file"], f["sheet_no"], f["row_no"], f["township"], f["cells"]) for f in found] == [
        ("导出.xlsx", 1, 4, "锡城镇", ["document_number"]),
        ("导出.xlsx", 1, 6, "锡城镇", ["document_number"]),
    ]


def test_a_number_is_sought_over_all_files_of_the_check(export: Export, policy: Policy) -> None:
    parts = [
        export(home("7701010010010001", ("李一", LI)), file="一.xlsx"),
        export(home("7701010010010002", ("李一", LI)), file="二.xlsx"),
    ]
    assert [f["file"] for f in rows_of(check(parts, policy, as_of=DAY).findings)] == ["一.xlsx", "二.xlsx"]


def test_no_finding_holds_a_number_or_a_name(two_rows_of_li: Any, policy: Policy) -> None:
    said = str(check([two_rows_of_li], policy, as_of=DAY).findings.to_pylist())
    assert LI not in said
    assert "李一" not in said


def test_a_fingerprint_is_the_same_in_the_next_round_wherever_the_row_stands(export: Export, policy: Policy) -> None:
    first = check([export(home("1", ("李一", LI)) + home("2", ("李一", LI)))], policy, as_of=DAY)
    moved = export(home("3", ("周二", ZHOU)) + home("1", ("李一", LI)) + home("2", ("李一", LI)))
    second = check([moved], policy, as_of=DAY, previous=first)
    assert {f["round"] for f in rows_of(second.findings)} == {"repeated"}
    assert rows_of(second.ended) == []


def test_what_was_corrected_and_what_left_the_file_are_told_apart(export: Export, policy: Policy) -> None:
    first = check([export(home("1", ("李一", LI)) + home("2", ("李一", LI)))], policy, as_of=DAY)
    second = check([export(home("1", ("李一", LI)))], policy, as_of=DAY, previous=first.findings)
    assert {f["household_code"]: f["ended"] for f in rows_of(second.ended)} == {"1": "corrected", "2": "not_in_file"}


def test_an_exempted_finding_is_reported_apart_and_is_back_when_the_exemption_ends(
    two_rows_of_li: Any, policy: Policy
) -> None:
    key = document_key(LI)
    assert key
    allowed = Exemption(
        rule="*", subject_key=key, reason="已核实", author="陈", since=date(2026, 1, 1), expires=date(2026, 11, 1)
    )
    on_time = check([two_rows_of_li], policy, as_of=DAY, exemptions=[allowed])
    assert len(rows_of(on_time.exempted)) == 2
    assert rows_of(on_time.findings) == []
    later = check([two_rows_of_li], policy, as_of=date(2026, 11, 1), exemptions=[allowed], previous=on_time)
    assert len(rows_of(later.findings)) == 2


def test_a_household_code_exempts_its_members(two_rows_of_li: Any, policy: Policy) -> None:
    allowed = Exemption(rule=TWICE, subject_key="7701010010010002", reason="r", author="陈", since=date(2026, 1, 1))
    found = check([two_rows_of_li], policy, as_of=DAY, exemptions=[allowed])
    assert [f["household_code"] for f in rows_of(found.findings)] == ["7701010010010001"]


def test_the_province_s_list_is_matched_by_alias_and_number(two_rows_of_li: Any, policy: Policy) -> None:
    ours = check([two_rows_of_li], policy, as_of=DAY, secret=b"x").findings
    theirs = [Issue(rule="证件号码重复", document_number=LI), Issue(rule="证件号码重复", document_number=ZHOU)]
    matched = match_issue_list(ours, [*theirs, Issue(rule="9_99_999", household_code="1")], policy, secret=b"x")
    assert [(issue, len(found)) for issue, found in matched.both] == [(theirs[0], 2)]
    assert matched.theirs[0] == theirs[1]
    assert matched.strange == ("9_99_999",)
    assert rows_of(matched.ours) == []


def test_a_province_s_number_stands_alone_or_before_a_title() -> None:
    words = {"1_01_001": (TWICE,), "证件号码重复": (TWICE,)}
    assert [rules_meant(w, words) for w in ("1_01_001", "1_01_001-某标题", "１_01_001 某标题", "证件号码重复")] == [
        (TWICE,)
    ] * 4
    assert rules_meant("1_01_0012-某标题", words) == rules_meant("标题1_01_001", words) == ()


def test_secrets_of_two_installations_give_different_keys() -> None:
    assert document_key(LI, secret=b"a") != document_key(LI, secret=b"b")


def test_rows_left_out_of_a_table_are_counted_unknown(export: Export, policy: Policy) -> None:
    tallies = check([export(home("1", ("李一", "无")))], policy, as_of=DAY).tallies.to_pylist()
    told = next(t for t in tallies if t["rule"] == TWICE)
    assert (told["screened"], told["yes"], told["unknown"]) == (1, 0, 1)
