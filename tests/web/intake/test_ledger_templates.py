"""Every ledger can be filled from its own template workbook, references named by number, name or code."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import xlsxwriter
from tests.web.intake.deliveries import bring, number, roll

from fangpin.ledgers import SPECS, Kind, LedgerSpec
from fangpin.policy import Policy
from fangpin.rosters import RosterError, Source, source_of_ledger
from fangpin.rosters.sources import REFERS
from fangpin.rosters.templates import heading
from fangpin_web.access.scope import acting_as
from fangpin_web.intake.models import Upload
from fangpin_web.intake.problems import IntakeProblem
from fangpin_web.intake.services import Incoming
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.bulk import BulkProblem, read_rows

PLACE = {
    "township": "甲镇",
    "village": "甲一村",
    "county": "示例县",
}
PERSON = {"name": "赵大", "document_number": number(1)}
HOUSEHOLD = {"household_code": "770101101001001", "head_name": "", "head_number": ""}
# What only the process itself makes, and what has no words to be named by.
MADE_ELSEWHERE = {"case", "income_item"}
# Founded by the roll that comes first, and by the office itself.
FOUNDED = {"area", "coverage", "household", "person", "membership"}


def workbook(source: Source, rows: Sequence[Mapping[str, Any]], name: str = "") -> Incoming:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet(source.zh[:31])
        page.write_string(0, 0, source.zh)
        for j, field in enumerate(source.fields):
            page.write_string(1, j, heading(field))
            for i, row in enumerate(rows, 2):
                page.write_string(i, j, str(row.get(field.id, "")))
    return Incoming(name=name or f"2026年10月{source.zh}.xlsx", content=content.getvalue())


def filled(spec: LedgerSpec, source: Source, policy: Policy, words: Mapping[str, str]) -> dict[str, str]:
    """One row: the known person or household, a word for every reference, a plausible value for the rest."""
    row = dict(PLACE)
    if "household_code" in source.by_id:
        row |= HOUSEHOLD
    if "document_number" in source.person:
        row |= PERSON
    for column in spec.columns:
        binding = source.writes[0].set.get(column.name)
        if not isinstance(binding, str) or (binding.startswith("@") and not binding.startswith(REFERS)):
            continue
        name = binding.removeprefix(REFERS)
        if name not in row:
            row[name] = words.get(column.target or "", "") if column.target else value(spec, column, policy)
    return row


def value(spec: LedgerSpec, column: Any, policy: Policy) -> str:
    match column.kind:
        case Kind.CODE:
            return next(c.zh for c in policy.code_list(column.codes).codes.values() if c.until is None)
        case Kind.INTEGER:
            return "2026" if "year" in column.name else "3"
        case Kind.DECIMAL:
            return "12.5"
        case Kind.BOOLEAN:
            return "是"
        case Kind.DATE:
            return "" if column.name == "to_on" else "2026-10-05"
    return "13800138000" if column.name == "phone" else f"{spec.name}-一号"


def test_every_ledger_lands_from_its_own_template(world: Any) -> None:
    bring(roll(), world.zhou)
    with acting_as(world.zhou):
        policy = policy_in_force()
    words = {"area": world.village_a, "income_account": "", "clue": "", "import_batch": ""}
    failed: dict[str, Any] = {}
    for name, spec in SPECS.items():
        if spec.internal or name in MADE_ELSEWHERE or name in FOUNDED:
            continue
        source = source_of_ledger(spec)
        row = filled(spec, source, policy, words)
        with acting_as(world.zhou):
            before = read_rows(name, columns=["id"]).num_rows
        try:
            upload = bring(workbook(source, [row]), world.zhou)
            assert upload.state == Upload.State.LANDED, upload.problem
        except (IntakeProblem, RosterError, BulkProblem, AssertionError) as error:
            failed[name] = repr(error)[:300]
            continue
        with acting_as(world.zhou):
            after = read_rows(name, columns=["id"]).num_rows
        if after != before + 1:
            failed[name] = (after - before, upload.source, upload.shown["refused"], upload.shown["open"])
        if spec.named_by:
            words[name] = row[source.writes[0].set[spec.named_by]]
    assert not failed, "\n".join(f"{k}: {v}" for k, v in failed.items())


@pytest.fixture
def county(world: Any) -> Any:
    return world.zhou


def project(**cells: str) -> dict[str, str]:
    return PLACE | cells


def test_a_line_refers_to_its_parent_in_the_same_file(county: Any) -> None:
    source = source_of_ledger(SPECS["project"])
    rows = [
        project(number="户-1", parent_number="总-1"),
        project(number="总-1"),
        project(number="户-2", parent_number="总-1"),
    ]
    bring(workbook(source, rows), county)
    with acting_as(county):
        landed = {r["number"]: r for r in read_rows("project").to_pylist()}
    assert landed["户-1"]["parent_id"] == landed["户-2"]["parent_id"] == landed["总-1"]["id"]
    assert landed["总-1"]["parent_id"] is None


def test_words_that_nobody_or_several_go_by_are_refused_with_the_reason(county: Any) -> None:
    organisations = source_of_ledger(SPECS["organisation"])
    twice = [PLACE | {"name": "同名社", "kind": kind} for kind in ("合作社", "企业")]
    bring(workbook(organisations, [*twice, PLACE | {"name": "独名社"}]), county)
    statuses = source_of_ledger(SPECS["organisation_status"])
    rows = [
        PLACE | {"organisation_name": name, "status": "正常运行", "from_on": "2026-10-01"}
        for name in ("同名社", "独名社", "无此社")
    ]
    upload = bring(workbook(statuses, rows), county)
    assert sorted(r["row_no"] for r in upload.shown["refused"]) == [3, 5]
    assert all("单位" in r["zh"] for r in upload.shown["refused"])
    with acting_as(county):
        assert read_rows("organisation_status").num_rows == 1


def test_an_area_is_named_by_code_or_by_name_and_a_row_may_lie_at_any_level(county: Any, world: Any) -> None:
    source = source_of_ledger(SPECS["area_listing"])
    rows = [
        {
            "county": "示例县",
            "township": "甲镇",
            "area_code": world.village_a,
            "listing": "贫困村",
            "from_on": "2026-10-01",
        },
        {"county": "示例县", "area_code": "乙一村", "listing": "贫困村", "from_on": "2026-10-01"},
    ]
    bring(workbook(source, rows), county)
    with acting_as(county):
        areas = {r["id"]: r["code"] for r in read_rows("area").to_pylist()}
        landed = read_rows("area_listing").to_pylist()
    assert {areas[r["area_id"]] for r in landed} == {world.village_a, world.village_b}
    assert {r["area_code"] for r in landed} == {world.town_a, world.county}


def test_an_award_to_a_person_is_none_to_the_household(county: Any) -> None:
    bring(roll(), county)
    source = source_of_ledger(SPECS["award"])
    rows = [
        PLACE | PERSON | {"award": "最美巾帼志愿者", "year": "2026"},
        PLACE | {"household_code": "770101101001002", "award": "文明新风家庭", "year": "2026"},
    ]
    bring(workbook(source, rows), county)
    with acting_as(county):
        landed = [(r["person_id"] is None, r["household_id"] is None) for r in read_rows("award").to_pylist()]
    assert sorted(landed) == [(False, True), (True, False)]
