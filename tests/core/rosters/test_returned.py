"""What goes back to the sender is the sender's own sheet, safe to open, and readable again once corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.core.rosters import workbook_makers as make

from fangpin.ledgers import SPECS
from fangpin.policy import Policy
from fangpin.rosters import (
    PasswordNeeded,
    Reading,
    Reason,
    RefusedRow,
    Source,
    open_envelope,
    read_sheet,
    recognise,
    source_of_ledger,
    write_returned,
    write_template,
)

HEAD = ["乡镇", "行政村", "姓名", "身份证号码", "累计合规自付金额（元）", "情况说明"]
GOOD = ["锡城街道", "示范村", "张三", "770101199001010015", "100", None]
BAD = ["锡城街道", "示范村", "李四", "770101198502020023", "约五千", '=HYPERLINK("http://x")']


@pytest.fixture
def reading(tmp_path: Path, read: Callable[..., Reading]) -> Reading:
    rows = [["大额医疗自付预警名单"], HEAD, GOOD, BAD]
    return read(make.xlsx(tmp_path / "大额医疗.xlsx", rows, merged=[(0, 0, 0, 5)]), "medical_threshold")


def test_refused_rows_return_in_the_senders_layout_with_the_reason_beside(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "退回.xlsx"
    assert write_returned([reading], path, language="zh", demo=True) == 1
    rows = [[c.value for c in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
    assert "演示数据" in rows[0][6]
    assert rows[1][0] == "大额医疗自付预警名单"
    assert rows[2][:8] == [*HEAD, "退回原因", "原表行号"]
    assert rows[3][:6] == BAD
    assert "约五千" in rows[3][6]
    assert rows[3][7] == 4


def test_no_cell_of_a_returned_file_is_a_formula(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "退回.xlsx"
    write_returned([reading], path, language="en")
    page = openpyxl.load_workbook(path).active
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_a_returned_file_with_a_password_opens_only_with_it(reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "退回.xlsx"
    write_returned([reading], path, language="zh", password="一号密码8")
    assert "李四".encode() not in path.read_bytes()
    with pytest.raises(PasswordNeeded):
        open_envelope(path)
    assert open_envelope(path, password="一号密码8").sheets[0].height == 4


def test_a_corrected_returned_file_is_read_like_any_other(
    reading: Reading, tmp_path: Path, read: Callable[..., Reading]
) -> None:
    path = tmp_path / "大额医疗退回.xlsx"
    write_returned([reading], path, language="zh")
    book = openpyxl.load_workbook(path)
    book.active["E4"] = "5000"
    book.save(path)
    again = read(path, "medical_threshold")
    assert again.table.column("name").to_pylist() == ["李四"]
    assert not again.refused


def test_rows_refused_by_matching_return_with_the_rest(reading: Reading, tmp_path: Path) -> None:
    late = RefusedRow(
        sheet_no=1, row_no=3, reasons=(Reason(kind="missing", field="x", label="身份证号码", column_no=4),)
    )
    path = tmp_path / "退回.xlsx"
    assert write_returned([reading], path, language="zh", also=[late]) == 2


def test_nothing_is_written_where_nothing_was_refused(tmp_path: Path, read: Callable[..., Reading]) -> None:
    clean = read(make.xlsx(tmp_path / "大额医疗.xlsx", [HEAD, GOOD]), "medical_threshold")
    assert write_returned([clean], tmp_path / "退回.xlsx", language="zh") == 0
    assert not (tmp_path / "退回.xlsx").exists()


def test_every_source_recognises_the_template_made_from_it(
    sources: dict[str, Source], policy: Policy, tmp_path: Path
) -> None:
    for source in sources.values():
        path = tmp_path / f"{source.id}.xlsx"
        write_template(source, path, policy)
        best = recognise(open_envelope(path).sheets[0], sources.values())
        assert best, source.id
        assert best[0].source == source.id, [(b.source, b.score) for b in best[:3]]
        asked = {f.id for f in source.fields if f.kind != "dropped" and f.otherwise is None}
        assert asked <= set(best[0].fields), asked - set(best[0].fields)


@pytest.mark.parametrize("ledger", [name for name, spec in SPECS.items() if not spec.internal])
def test_a_ledgers_own_declaration_gives_a_template_that_reads_back(
    ledger: str, policy: Policy, tmp_path: Path
) -> None:
    missing = {c.codes for c in SPECS[ledger].columns if c.codes} - set(policy.code_lists)
    if missing:
        pytest.skip(f"no code list {missing} yet")
    source = source_of_ledger(SPECS[ledger])
    path = tmp_path / f"{ledger}.xlsx"
    write_template(source, path, policy)
    sheet = open_envelope(path).sheets[0]
    best = recognise(sheet, [source])[0]
    assert not best.missing_required
    assert set(best.fields) == {f.id for f in source.fields}
    assert read_sheet(sheet, best, source, policy, day=date(2026, 10, 31)).table.num_rows == 0


def _read_ledger(ledger: str, path: Path, policy: Policy) -> Reading:
    source = source_of_ledger(SPECS[ledger])
    sheet = open_envelope(path).sheets[0]
    return read_sheet(sheet, recognise(sheet, [source])[0], source, policy, day=date(2026, 10, 31))


def test_the_name_of_a_unit_may_hold_digits(tmp_path: Path, policy: Policy) -> None:
    path = tmp_path / "单位.csv"
    words = policy.code_list("organisation_kind")
    kind = words.label(min(words.codes), "zh")
    path.write_text(f"单位名称,单位类别\n演示企业001,{kind}\n", encoding="utf-8")
    reading = _read_ledger("organisation", path, policy)
    assert not reading.refused
    assert reading.table["name"].to_pylist() == ["演示企业001"]


def test_in_a_ledgers_own_list_a_row_without_a_household_is_about_none(tmp_path: Path, policy: Policy) -> None:
    path = tmp_path / "排查表.csv"
    fields = {f.id: f.zh for f in source_of_ledger(SPECS["survey_form"]).fields}
    head = ",".join(fields[n] for n in ("round_number", "household_code", "head_name", "name", "document_number"))
    rows = ["甲,H1,张三,,", "甲,,,李四,770101199001010015", "甲,,,,"]
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    reading = _read_ledger("survey_form", path, policy)
    assert not reading.refused
    assert reading.table["household_code"].to_pylist() == ["H1", None, None]
