"""The appendix of a document as a workbook: one ledger a sheet, laid out as offices hand them up."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

import xlsxwriter

from fangpin.bulletins.writing.document import Document, Grid
from fangpin.bulletins.writing.numbers import Number

_FONT = "宋体"
_NAME_WIDTH, _NUMBER_WIDTH = 16, 12
_HEADS = 4  # rows above the numbers: title, office and unit, groups, heads
_SOURCES = ("数字", "取数方式", "数值", "单位", "印出", "指标或算法", "分子", "分母", "无法判断", "来源")


def write_appendix(document: Document, *, filled_by: str = "") -> bytes:
    """The workbook: a sheet for each ledger of the appendix, and one that says where each number is from."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        book.set_properties({"title": document.title, "comments": f"核验码 {document.short}"})
        book.set_custom_property("fangpin_bulletin", document.hash)
        formats = _formats(book)
        for number, grid in enumerate(document.appendix, 1):
            sheet = book.add_worksheet(f"附件{number}")
            _ledger(sheet, grid, document, formats, filled_by)
        _sources(book.add_worksheet("数据出处"), document, formats)
    return kept.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
    line = base | {"border": 1}
    return {
        "title": book.add_format(base | {"font_name": "方正小标宋简体", "font_size": 20, "align": "center"}),
        "plain": book.add_format(base),
        "right": book.add_format(base | {"align": "right"}),
        "head": book.add_format(line | {"bold": True, "align": "center", "text_wrap": True}),
        "name": book.add_format(line),
        "number": book.add_format(line | {"align": "right"}),
        "total": book.add_format(line | {"bold": True, "align": "right"}),
        "total_name": book.add_format(line | {"bold": True}),
    }


def _ledger(sheet: Any, grid: Grid, document: Document, formats: Mapping[str, Any], filled_by: str) -> None:
    last = len(grid.heads) + 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2, 3)
    sheet.freeze_panes(_HEADS, 2)
    sheet.set_footer(f"&L核验码 {document.short}&R第 &P 页，共 &N 页")
    sheet.merge_range(0, 0, 0, last, grid.title, formats["title"])
    sheet.set_row(0, 36)
    office = document.issuer or document.place
    sheet.write(1, 0, f"填报单位：{office}    统计日：{document.as_of}", formats["plain"])
    sheet.write(1, last, f"单位：{grid.unit}", formats["right"])
    _heads(sheet, grid, formats)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, _NAME_WIDTH)
    sheet.set_column(2, last, _NUMBER_WIDTH)
    for place, row in enumerate(grid.rows):
        at, total = _HEADS + place, place == 0
        sheet.write(at, 0, "" if total else place, formats["total" if total else "number"])
        sheet.write(at, 1, row[0].text, formats["total_name" if total else "name"])
        for column, cell in enumerate(row[1:], 2):
            form = formats["total" if total else "number"]
            if cell.number:
                sheet.write_number(at, column, float(Decimal(cell.text.replace(",", ""))), form)
            else:
                sheet.write(at, column, cell.text, form)
    end = _HEADS + len(grid.rows)
    sheet.write(end, 0, f"填表人：{filled_by}        审核人：            联系电话：", formats["plain"])


def _heads(sheet: Any, grid: Grid, formats: Mapping[str, Any]) -> None:
    for column, head in ((0, "序号"), (1, "地区")):
        sheet.merge_range(2, column, 3, column, head, formats["head"])
    for group, listed in groupby(enumerate(grid.groups, 2), key=lambda pair: pair[1]):
        columns = [column for column, _ in listed]
        if not group:
            for column in columns:
                sheet.merge_range(2, column, 3, column, grid.heads[column - 2], formats["head"])
            continue
        if len(columns) > 1:
            sheet.merge_range(2, columns[0], 2, columns[-1], group, formats["head"])
        else:
            sheet.write(2, columns[0], group, formats["head"])
        for column in columns:
            sheet.write(3, column, grid.heads[column - 2], formats["head"])


def _sources(sheet: Any, document: Document, formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 9, 16)
    for column, head in enumerate(_SOURCES):
        sheet.write(0, column, head, formats["head"])
    for row, number in enumerate(document.numbers.values(), 1):
        for column, told in enumerate(_source(number)):
            sheet.write_string(row, column, told, formats["name"])


KINDS_ZH = {"counted": "统计", "reported": "部门报送", "overridden": "人工调整", "reckoned": "推算"}
HOW_ZH = {"difference": "相减", "growth": "增幅", "share": "占比", "mean": "平均", "sum": "合计", "rest": "余数"}


def _source(number: Number) -> tuple[str, ...]:
    told = number.as_json()
    record: Mapping[str, Any] = number.record or {}
    made = str(record.get("zh") or "") or f"{HOW_ZH.get(number.how, number.how)}：{'、'.join(number.of)}"
    source = "；".join(f"{value}" for value in (number.source or {}).values())
    return (
        number.id.rstrip("|"), KINDS_ZH[number.kind], str(told["value"]), number.unit, number.text, made,
        str(record.get("numerator") or ""), str(record.get("denominator") or ""), str(record.get("unknown") or ""),
        source,
    )  # fmt: skip
