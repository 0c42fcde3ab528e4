"""A superior's form: read, understood once, filled each period, and only the new column asked about."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill
from tests.core.bulletins.writing.county import AREAS, COUNTY, sealed
from tests.shipped import shipped

from fangpin.bulletins import UnreadableDraft
from fangpin.bulletins.forms import Answer, FormMap, Label, asked, blanks_of, fill, likely, read_form, suggest
from fangpin.bulletins.writing import Period

OCTOBER = Period.parse("2026-10", "month").until(date(2026, 10, 31))
HOUSEHOLDS = Label(("监测对象", "户数"), ())
PERSONS = Label(("监测对象", "人数"), ())
NEW = Label(("今年新识别（户）",), ())
LOANS = Label(("小额信贷金额（万元）",), ())
KNOWN = FormMap(
    name="省级月报",
    version=1,
    answers={
        HOUSEHOLDS: Answer(indicator="monitored_households"),
        PERSONS: Answer(indicator="monitored_persons"),
        NEW: Answer(indicator="households_identified", over="year"),
        LOANS: Answer(indicator="loans_issued_yuan", scale="wan", over="year"),
    },
)


def form(*more: str) -> bytes:
    """A workbook as superiors draw them: title, two rows of heads, a total with formulas, a line to sign."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表一"
    heads = ["今年新识别（户）", "小额信贷金额（万元）", *more]
    sheet["A1"] = "防止返贫监测情况月报表"
    last = 4 + len(heads)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=last)
    for row, column, text in ((3, 1, "序号"), (3, 2, "乡镇"), (3, 3, "监测对象"), (4, 3, "户数"), (4, 4, "人数")):
        sheet.cell(row, column, text)
    sheet.merge_cells("C3:D3")
    for column in (1, 2):
        sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
    for place, head in enumerate(heads, 5):
        sheet.cell(3, place, head)
        sheet.merge_cells(start_row=3, start_column=place, end_row=4, end_column=place)
    sheet["B5"] = "合计"
    sheet["C5"] = "=SUM(C6:C7)"
    for row, name in ((6, "锡城镇"), (7, "鸡街镇")):
        sheet.cell(row, 1, row - 5)
        sheet.cell(row, 2, name)
    sheet["C6"].fill, sheet["C6"].font = PatternFill("solid", fgColor="FFFF00"), Font(bold=True)
    sheet["A8"] = "填表人："
    sheet.column_dimensions["B"].width = 20
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def labels(content: bytes, known: FormMap | None = None) -> list[Label]:
    return asked(blanks_of(read_form(content, areas=AREAS, own_area=COUNTY)), known)


def test_a_form_asks_for_each_head_once_whatever_the_rows() -> None:
    assert labels(form()) == [PERSONS, NEW, LOANS, HOUSEHOLDS]
    blanks = blanks_of(read_form(form(), areas=AREAS, own_area=COUNTY))
    assert {b.area_code for b in blanks} == set(AREAS)
    assert not any((b.row, b.column) == (5, 3) for b in blanks)  # it calculates


def test_readings_are_suggested_from_words_and_units() -> None:
    assert suggest(HOUSEHOLDS, shipped("gejiu"))[0].answer == Answer(indicator="monitored_households")
    assert suggest(PERSONS, shipped("gejiu"))[0].answer.indicator == "monitored_persons"
    new = suggest(NEW, shipped("gejiu"))[0].answer
    assert (new.indicator, new.over) == ("households_identified", "year")
    loans = suggest(LOANS, shipped("gejiu"))
    assert any(r.answer.indicator == "loans_issued_yuan" and r.answer.scale == "wan" for r in loans)


def test_a_reading_is_likely_only_where_none_fits_nearly_as_well() -> None:
    assert likely(suggest(HOUSEHOLDS, shipped("gejiu"))) == Answer(indicator="monitored_households")
    assert likely(suggest(LOANS, shipped("gejiu"))) is None  # overdue and issued
    assert likely([]) is None


def test_remarks_are_not_asked_about() -> None:
    assert labels(form("备注")) == labels(form())


@pytest.fixture(scope="module")
def filled() -> openpyxl.Workbook:
    done = fill(form(), KNOWN, sealed(), shipped("gejiu"), area_code=COUNTY, period=OCTOBER)
    assert {why.why.zh for why in done.open} == {"相关名册尚未收到，无法判断"}
    assert done.numbers == 8
    assert done.figures[0]["indicator"] == "monitored_persons"
    return openpyxl.load_workbook(io.BytesIO(done.content))


def test_numbers_are_put_in_and_unknown_cells_are_marked(filled: openpyxl.Workbook) -> None:
    sheet = filled["表一"]
    assert [[sheet.cell(r, c).value for c in (3, 4, 5, 6)] for r in (5, 6, 7)] == [
        ["=SUM(C6:C7)", 10, 6, "待核"],
        [5, 5, 1, "待核"],
        [5, 5, 5, "待核"],
    ]


def test_merges_formulas_and_looks_stay(filled: openpyxl.Workbook) -> None:
    sheet = filled["表一"]
    assert {"C3:D3", "A1:F1", "B3:B4"} <= {str(one) for one in sheet.merged_cells.ranges}
    assert sheet["C6"].fill.fgColor.rgb == "00FFFF00"
    assert sheet["C6"].font.bold
    assert sheet.column_dimensions["B"].width == 20


def test_only_cells_change_in_the_file() -> None:
    before = zipfile.ZipFile(io.BytesIO(form()))
    done = fill(form(), KNOWN, sealed(), shipped("gejiu"), area_code=COUNTY, period=OCTOBER)
    after = zipfile.ZipFile(io.BytesIO(done.content))
    changed = {n for n in before.namelist() if n.startswith("xl/") and before.read(n) != after.read(n)}
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert before.namelist() == after.namelist()


def test_next_months_form_with_a_new_column_asks_about_that_column_only() -> None:
    assert labels(form("本月消除风险（户）"), KNOWN) == [Label(("本月消除风险（户）",), ())]
    again = KNOWN.with_answers({Label(("本月消除风险（户）",), ()): Answer(indicator="households_eliminated")})
    assert again.version == 2
    assert labels(form("本月消除风险（户）"), FormMap.of_json(again.as_json())) == []


def test_what_the_form_hides_is_neither_asked_nor_filled() -> None:
    book = openpyxl.load_workbook(io.BytesIO(form("校验")))
    sheet = book["表一"]
    sheet["B9"] = "上年同期"
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["G"].hidden = True
    kept = io.BytesIO()
    book.save(kept)
    assert labels(kept.getvalue()) == labels(form())
    assert labels(kept.getvalue(), KNOWN) == []


def test_a_word_table_is_filled_and_keeps_its_looks() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for column, head in enumerate(("指标", "单位", "数量")):
        table.cell(0, column).text = head
    for row, (name, unit) in enumerate((("监测对象户数", "户"), ("驻村队员平均身高", "厘米")), 1):
        table.cell(row, 0).text, table.cell(row, 1).text = name, unit
    kept = io.BytesIO()
    document.save(kept)
    known = FormMap(
        name="表",
        version=1,
        answers={
            Label(("数量",), ("监测对象户数", "户")): Answer(indicator="monitored_households"),
            Label(("数量",), ("驻村队员平均身高", "厘米")): Answer(indicator=""),
        },
    )
    done = fill(kept.getvalue(), known, sealed(), shipped("gejiu"), area_code=COUNTY, period=OCTOBER)
    again = docx.Document(io.BytesIO(done.content)).tables[0]
    assert [again.cell(r, 2).text for r in (1, 2)] == ["10", ""]
    assert [one.why.zh for one in done.open] == ["确认不由系统填写"]


def test_what_is_no_form_is_refused() -> None:
    with pytest.raises(UnreadableDraft):
        read_form(b"PK\x03\x04 nothing", areas=AREAS, own_area=COUNTY)
