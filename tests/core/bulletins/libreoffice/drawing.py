"""The bulletin that was edited in LibreOffice and the forms that were saved by it. Nobody and no place in them is real.

The files beside this page are what LibreOffice 7.4 saved. To make them anew (needs ``soffice`` and its ``uno``):

    PYTHONPATH=src:. python -m tests.core.bulletins.libreoffice.drawing before FOLDER
    soffice --headless --convert-to xlsx --outdir tests/core/bulletins/libreoffice FOLDER/*.xlsx
    soffice --headless --convert-to docx --outdir tests/core/bulletins/libreoffice FOLDER/form.docx
    /usr/bin/python3 tests/core/bulletins/libreoffice/editing.py FOLDER/september.docx tests/core/bulletins/libreoffice
"""

from __future__ import annotations

import sys
from pathlib import Path

import docx
import openpyxl
from docx.shared import RGBColor
from openpyxl.styles import Font, PatternFill
from tests.core.bulletins.writing.county import COUNTY, own_policy, sealed

from fangpin.bulletins.writing import Counted, Letterhead, Period, compose, count, write_docx


def counted(month: str) -> Counted:
    """The month's numbers."""
    return count(
        own_policy().template("own_month"),
        sealed(),
        own_policy(),
        area_code=COUNTY,
        period=Period.parse(month, "month"),
    )


def _september() -> bytes:
    return write_docx(
        compose(counted("2026-09"), Letterhead(issuer="示例办公室", number="示〔2026〕1号", dated_on=None))
    )


def _monthly() -> openpyxl.Workbook:
    """A total with formulas, a share with its own number format, a hidden row and a hidden column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表一"
    sheet["A1"] = "防止返贫监测情况月报表"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:F1")
    for column, head in enumerate(("序号", "乡镇", "监测户数", "监测人数", "户均人数", "上年同期"), 1):
        sheet.cell(3, column, head).fill = PatternFill("solid", fgColor="DDEBF7")
    sheet["B4"], sheet["C4"], sheet["D4"], sheet["E4"] = "合计", "=SUM(C5:C6)", "=SUM(D5:D6)", "=D4/C4"
    for row, name in ((5, "锡城镇"), (6, "鸡街镇")):
        sheet.cell(row, 1, row - 4)
        sheet.cell(row, 2, name)
        sheet.cell(row, 5, f"=D{row}/C{row}")
    for row in (4, 5, 6):
        sheet.cell(row, 3).number_format, sheet.cell(row, 4).number_format = "#,##0", '0"人"'
        sheet.cell(row, 5).number_format = "0.00"
    sheet["B7"] = "校验"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["F"].hidden = True
    sheet["A8"] = "填表人："
    return book


def _three_levels(*more: str) -> openpyxl.Workbook:
    """Heads of three levels over merged cells; ``more`` are columns behind the last, as next month's form has."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附表"
    sheet["A1"] = "监测帮扶台账"
    sheet.merge_cells("A1:F1")
    sheet["A2"], sheet["B2"] = "地区", "监测对象"
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:E2")
    for cell, head in (
        ("B3", "总数"),
        ("D3", "变化"),
        ("B4", "户数"),
        ("C4", "人数"),
        ("D4", "本月新识别"),
        ("E4", "风险未消除"),
    ):
        sheet[cell] = head
    sheet.merge_cells("B3:C3")
    sheet.merge_cells("D3:E3")
    for column, head in enumerate(("备注", *more), 6):
        sheet.cell(2, column, head)
        sheet.merge_cells(start_row=2, start_column=column, end_row=4, end_column=column)
    for row, name in ((5, "个旧市"), (6, "锡城镇"), (7, "鸡街镇")):
        sheet.cell(row, 1, name)
    sheet["B5"].font = Font(color="FFC00000", italic=True)
    return book


def _word() -> docx.document.Document:  # type: ignore[name-defined]
    """A table of a request in Word: a coloured head, a merged title row."""
    document = docx.Document()
    document.add_paragraph("各县（市）请于月底前报送下表。")
    table = document.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).merge(table.cell(0, 2)).text = "监测工作情况表"
    for column, head in enumerate(("指标", "单位", "数量")):
        run = table.cell(1, column).paragraphs[0].add_run(head)
        run.bold, run.font.color.rgb = True, RGBColor(0xC0, 0, 0)
    for row, (name, unit) in enumerate((("监测对象户数", "户"), ("监测对象人数", "人")), 2):
        table.cell(row, 0).text, table.cell(row, 1).text = name, unit
    return document


def before(folder: Path) -> None:
    """Write what LibreOffice is then given."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "september.docx").write_bytes(_september())
    _monthly().save(folder / "monthly.xlsx")
    _three_levels().save(folder / "three_levels.xlsx")
    _three_levels("本月消除风险户数").save(folder / "three_levels_next.xlsx")
    _word().save(str(folder / "form.docx"))


if __name__ == "__main__":
    before(Path(sys.argv[2]))
