"""What a department merged or locked is read as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from fangpin.rosters import PasswordNeeded, open_envelope
from fangpin.rosters.body import Body, merged_by_column, merged_down
from fangpin.rosters.protection import protect
from fangpin.synthesis.workbooks.dress import write_xlsx
from fangpin.synthesis.workbooks.pages import Sheet

SCHOOLS = Sheet(
    name="学籍",
    titles=("学籍名册",),
    header=(("学校", "姓名"),),
    rows=[["第一学校", "王一"], [None, "王二"], [None, "王三"], ["第二学校", "王四"]],
    merged=[(0, 0, 2, 0)],
)


@pytest.mark.parametrize("rows", [1, 30, 400])
def test_a_protected_workbook_of_any_size_opens_with_its_password(tmp_path: Path, rows: int) -> None:
    path = write_xlsx(
        tmp_path / "名单.xlsx",
        [Sheet(name="a", titles=(), header=(("姓名",),), rows=[[f"王{n}"] for n in range(rows)])],
    )
    path.write_bytes(protect(path.read_bytes(), password="told by phone"))
    assert open_envelope(path, password="told by phone").sheets[0].height == rows + 1
    with pytest.raises(PasswordNeeded):
        open_envelope(path)


def test_a_cell_merged_over_rows_belongs_to_each_of_them(tmp_path: Path) -> None:
    sheet = open_envelope(write_xlsx(tmp_path / "学籍.xlsx", [SCHOOLS])).sheets[0]
    start = 2
    body = Body(start=start, columns=[column.slice(start) for column in sheet.columns], rows=[])  # type: ignore[arg-type]
    ranges = merged_by_column(sheet)
    down = merged_down(ranges[0], sheet, body)
    assert down is not None
    assert body.columns[0].take(down).to_pylist() == ["第一学校"] * 3 + ["第二学校"]
    assert 1 not in ranges


def test_gbk_text_that_happens_to_be_utf8_too_is_gbk(tmp_path: Path) -> None:
    path = tmp_path / "医保.csv"
    text = "姓名,就医类别\n王一,门诊\n" + "".join(f"张{n},住院\n" for n in "三四五")  # 住院 in GBK is valid UTF-8
    path.write_bytes(text.encode("gbk"))
    assert [row[1] for row in open_envelope(path).sheets[0].rows(1)] == ["门诊", "住院", "住院", "住院"]
