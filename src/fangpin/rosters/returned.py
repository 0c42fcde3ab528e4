"""Refused rows back to the office that sent them: its own layout, one column more that says why."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter

from fangpin.rosters.protection import protect
from fangpin.rosters.reading import Reading, RefusedRow

DEMO_MARK = {"zh": "演示数据", "en": "DEMO DATA"}
WORDS = {
    "reason": ("退回原因", "Reason for return"),
    "row": ("原表行号", "Row in your sheet"),
    "note": (
        "以下 {count} 行有疑问没有入库，请按“退回原因”改正后重报。",
        "These {count} rows are in doubt and were not entered. Correct them as said at the right and send them again.",
    ),
}
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def write_returned(
    readings: Sequence[Reading],
    path: Path,
    *,
    language: str,
    password: str | None = None,
    also: Iterable[RefusedRow] = (),
    demo: bool = False,
) -> int:
    """Write one sheet per reading that has refused rows; gives the number of rows written.

    ``also`` are rows refused later (by matching). With ``password`` the file is encrypted before it
    touches the disk; leave it out only where no row names a person. Cells are text, so no formula
    of a sender runs on the reader's machine. Nothing is written where nothing was refused.
    """
    refused = [(r, _refused(r, also)) for r in readings]
    refused = [(reading, rows) for reading, rows in refused if rows]
    if not refused:
        return 0
    content = io.BytesIO()
    with xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        names: set[str] = set()
        for reading, rows in refused:
            _write_sheet(book, reading, rows, name=_sheet_name(reading, names), language=language, demo=demo)
    data = content.getvalue()
    path.write_bytes(protect(data, password=password) if password else data)
    return sum(len(rows) for _reading, rows in refused)


def _refused(reading: Reading, also: Iterable[RefusedRow]) -> list[RefusedRow]:
    by_row: dict[int, RefusedRow] = {}
    for row in (*reading.refused, *(r for r in also if r.sheet_no == reading.sheet.no)):
        known = by_row.get(row.row_no)
        reasons = (*known.reasons, *row.reasons) if known else row.reasons
        by_row[row.row_no] = RefusedRow(sheet_no=row.sheet_no, row_no=row.row_no, reasons=reasons)
    return [by_row[row] for row in sorted(by_row)]


def _sheet_name(reading: Reading, names: set[str]) -> str:
    name = reading.sheet.name.translate(FORBIDDEN).strip()[:26] or reading.source.zh[:26]
    unique, number = name, 2
    while unique.lower() in names:
        unique, number = f"{name} {number}", number + 1
    names.add(unique.lower())
    return unique


def _write_sheet(book: Any, reading: Reading, rows: list[RefusedRow], *, name: str, language: str, demo: bool) -> None:
    pick = 0 if language.startswith("zh") else 1
    page = book.add_worksheet(name)
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "quote_prefix": True})
    text = book.add_format({"num_format": "@", "quote_prefix": True})
    marked = book.add_format({"num_format": "@", "quote_prefix": True, "bg_color": "#FDE9D9"})
    why = book.add_format({"text_wrap": True, "font_color": "#9C0006", "valign": "top"})
    sheet = reading.sheet
    note = WORDS["note"][pick].format(count=len(rows))
    if demo:
        note = f"{DEMO_MARK['zh' if pick == 0 else 'en']} · {note}"
    left = sheet.first_column - 1  # the sender's columns stay where they were
    last = left + sheet.width
    page.write_string(0, last, note, why)
    line = _write_head(page, reading, head, left=left)
    page.write_string(line - 1, last, WORDS["reason"][pick], head)
    page.write_string(line - 1, last + 1, WORDS["row"][pick], head)
    places = pa.array([row.row_no - sheet.first_row for row in rows])
    texts = zip(*(column.take(places).to_pylist() for column in sheet.columns), strict=True)
    for row, cells in zip(rows, texts, strict=True):
        wrong = {reason.column_no for reason in row.reasons}
        for j, cell in enumerate(cells):
            if cell is not None or left + j + 1 in wrong:
                page.write_string(line, left + j, _safe(cell), marked if left + j + 1 in wrong else text)
        page.write_string(line, last, row.say(language), why)
        page.write_number(line, last + 1, row.row_no)
        line += 1
    page.freeze_panes(line - len(rows), 0)
    page.set_column(left, last - 1, 14)
    page.set_column(last, last, 60)
    page.autofilter(line - len(rows) - 1, left, line - 1, last + 1)


def _write_head(page: Any, reading: Reading, head: Any, *, left: int) -> int:
    """Titles and heading as the sender wrote them, merges included, below our note; gives the next line."""
    sheet = reading.sheet
    bottom = reading.recognition.header_bottom
    merges = {(m.top, m.left): m for m in sheet.merged if m.bottom <= sheet.row_no(bottom)}
    for i, cells in enumerate(sheet.rows(0, bottom + 1)):
        for j, cell in enumerate(cells):
            if cell is not None:
                page.write_string(i + 1, left + j, _safe(cell), head)
    for (top, column), merge in merges.items():
        i, j = top - sheet.first_row, column - sheet.first_column
        if i < 0 or not 0 <= j < sheet.width or merge.right - sheet.first_column >= sheet.width:
            continue
        cell = sheet.columns[j][i].as_py()
        page.merge_range(
            i + 1, left + j, merge.bottom - sheet.first_row + 1, left + j + merge.right - merge.left, "", head
        )
        page.write_string(i + 1, left + j, _safe(cell), head)
    return bottom + 2


def _safe(cell: str | None) -> str:
    """The cell as text, within what a spreadsheet cell can hold."""
    return (cell or "").removeprefix("#FORMULA! ")[:32_767]
