"""Words lead to rows: of other ledgers, of areas, of the same file; words in doubt send their row back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from tests.core.imports.office import CHEN, LIN, TOWN, areas

from fangpin.imports import Known, Period, Plan, plan
from fangpin.imports.known import WORDS_SCHEMA
from fangpin.imports.references import KEYED_AREA_SCHEMA, resolve, words_of_areas
from fangpin.ledgers import SPECS
from fangpin.rosters import source_of_ledger

AT_LIN = {"township": "东风镇", "village": "林家村"}
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def words(**given: int) -> pa.Table:
    return pa.table({"word": list(given), "id": list(given.values())}, schema=WORDS_SCHEMA)


def planned(ledger: str, rows: list[dict[str, Any]], **known: pa.Table) -> Plan:
    source = source_of_ledger(SPECS[ledger])
    table = pa.table({f: [r.get(f) for r in rows] for f in {f for r in rows for f in r}})
    table = table.append_column("sheet_no", pa.array([1] * len(rows), pa.int64()))
    table = table.append_column("row_no", pa.array(range(2, len(rows) + 2), pa.int64()))
    return plan(table, source, delivery="increment", period=OCTOBER, known=Known(areas=areas(), words=known))


def test_a_line_finds_its_parent_in_the_same_file_before_either_has_a_key() -> None:
    rows = [{**AT_LIN, "number": "户1", "parent_number": "总1"}, {"township": "东风镇", "number": "总1"}]
    new = {r["number"]: r for r in planned("project", rows, project=words()).ledgers["project"].new.to_pylist()}
    assert new["户1"]["parent_id"] == new["总1"]["id"] < 0
    assert (new["户1"]["area_code"], new["总1"]["area_code"]) == (LIN, TOWN)


def test_a_row_whose_parent_was_refused_goes_back_with_it() -> None:
    rows = [{**AT_LIN, "number": "户1", "parent_number": "总1"}, {"township": "无此镇", "number": "总1"}]
    found = planned("project", rows, project=words())
    assert found.ledgers["project"].new.num_rows == 0
    assert {r.code for r in found.refused} == {"area_unknown", "reference_refused"}


def test_a_number_that_is_known_already_is_not_made_again() -> None:
    rows = [{**AT_LIN, "number": "户1", "parent_number": "总1"}]
    new = planned("project", rows, project=words(总1=7)).ledgers["project"].new.to_pylist()
    assert [r["parent_id"] for r in new] == [7]


@pytest.mark.parametrize(("word", "code"), [("无此社", "reference_unknown"), ("同名社", "reference_double")])
def test_words_in_doubt_refuse_the_row_and_say_which_column(word: str, code: str) -> None:
    bodies = pa.table({"word": ["同名社", "同名社", "甲社"], "id": [1, 2, 3]}, schema=WORDS_SCHEMA)
    rows = [{**AT_LIN, "organisation_name": w, "status": "working"} for w in (word, "甲社")]
    found = planned("organisation_status", rows, organisation=bodies)
    assert [(r.row_no, r.code, r.column) for r in found.refused] == [(2, code, "organisation_id")]
    assert found.ledgers["organisation_status"].new["organisation_id"].to_pylist() == [3]


def test_an_area_goes_by_code_by_name_and_by_name_after_its_township_s() -> None:
    keyed = areas().append_column("id", pa.array(range(1, 7), pa.int64())).cast(KEYED_AREA_SCHEMA)
    keys, many = resolve(
        pa.chunked_array([[CHEN, "陈家村民委员会", "东风镇陈家村民委员会", "无"]]), words_of_areas(keyed)
    )
    assert keys.to_pylist() == [4, 4, 4, None]
    assert many.to_pylist() == [1, 1, 1, 0]


def test_a_row_about_nobody_waits_for_no_match_and_a_blank_reference_stays_empty() -> None:
    rows = [{**AT_LIN, "number": "问1", "opened_on": date(2026, 10, 5), "organisation_name": None}]
    found = planned("issue", rows, organisation=words())
    assert found.open_rows.num_rows == 0
    [new] = found.ledgers["issue"].new.to_pylist()
    assert (new["household_id"], new["person_id"], new["organisation_id"]) == (None, None, None)
