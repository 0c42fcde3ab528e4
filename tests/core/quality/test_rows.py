"""Rows as facts see them: emptiness, what cannot be read, and households that do not agree with themselves."""

from __future__ import annotations

from typing import Any

from tests.core.quality.conftest import DAY, Export, number_of

from fangpin.policy import Policy
from fangpin.quality import check

BASE = {"household_code": "1", "village": "云锡村", "monitoring_class": "监测对象"}


def found(rows: list[dict[str, str]], export: Export, policy: Policy) -> dict[str, list[dict[str, Any]]]:
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for finding in check([export([BASE | row for row in rows])], policy, as_of=DAY).findings.to_pylist():
        by_rule.setdefault(finding["rule"], []).append(finding)
    return by_rule


def test_empty_and_unreadable_and_absent_are_three_things(export: Export, policy: Policy) -> None:
    rows = [{"name": "李一", "labour": ""}, {"name": "周二", "labour": "看情况"}]
    said = found(rows, export, policy)
    assert [f["row_no"] for f in said["quality_labour_missing"]] == [4]
    assert [(f["row_no"], f["cells"]) for f in said["quality_cells_unreadable"]] == [(5, ["labour"])]
    assert "quality_health_missing" not in said, "the sheet has no such column"


def test_a_household_that_disagrees_with_itself_is_found_with_its_fields(export: Export, policy: Policy) -> None:
    rows = [{"name": "李一", "unsafe_house": "是"}, {"name": "周二", "unsafe_house": "否"}]
    said = found(rows, export, policy)
    assert [(f["subject"], f["cells"]) for f in said["quality_household_disagrees"]] == [
        ("household", ["unsafe_house"])
    ]
    assert "quality_unsafe_house_missing" not in said


def test_a_household_cell_written_once_is_no_disagreement(export: Export, policy: Policy) -> None:
    rows = [{"name": "李一", "unsafe_house": "是"}, {"name": "周二", "unsafe_house": ""}]
    assert "quality_household_disagrees" not in found(rows, export, policy)


def test_the_head_s_name_is_sought_among_the_names(export: Export, policy: Policy) -> None:
    rows = [
        {"name": "李一", "relation": "户主", "head_name": "李一"},
        {"name": "周二", "relation": "配偶", "head_name": "李一"},
    ]
    assert "quality_head_name_differs" not in found(rows, export, policy)
    assert "quality_head_name_differs" in found([r | {"head_name": "吴三"} for r in rows], export, policy)


def test_a_card_number_and_an_identity_number_of_one_person_are_one_number(export: Export, policy: Policy) -> None:
    number = number_of("19800101", 1)
    rows = [{"name": "李一", "document_number": number}, {"name": "李一", "document_number": number + "44"}]
    assert len(found(rows, export, policy)["quality_number_twice"]) == 2


def test_each_doubt_of_a_number_is_told_by_its_own_rule(export: Export, policy: Policy) -> None:
    good = number_of("19800101", 1)
    wrong_check = good[:17] + ("1" if good[17] != "1" else "2")
    numbers = ["999999999999999999", "77010119800101", wrong_check, "", "770101800101001"]
    rows = [{"name": f"李{n}", "document_number": number} for n, number in zip("一二三四五", numbers, strict=True)]
    said = found(rows, export, policy)
    at = {rule: [f["row_no"] for f in said[rule]] for rule in said if "number" in rule}
    assert at["quality_number_placeholder"] == [4]
    assert at["quality_number_length"] == [5]
    assert at["quality_number_checksum"] == [6]
    assert at["quality_number_missing"] == [7]
    assert at["quality_number_old"] == [8]


def test_no_head_two_heads_and_two_spouses_are_counted_by_household(export: Export, policy: Policy) -> None:
    rows = [{"name": "李一", "relation": "户主"}, {"name": "周二", "relation": "户主"}]
    rows += [{"name": n, "relation": "配偶", "household_code": "2"} for n in ("吴三", "郑四")]
    said = found(rows, export, policy)
    assert [f["household_code"] for f in said["quality_two_heads"]] == ["1"]
    assert [f["household_code"] for f in said["quality_no_head"]] == ["2"]
    assert [f["household_code"] for f in said["quality_two_spouses"]] == ["2"]
