"""Files such as offices send, made for the tests: one maker per envelope, rows of text in, a path out."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
import xlwt
from docx import Document
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from fangpin.rosters.protection import protect

Rows = Sequence[Sequence[object]]


def xlsx(
    path: Path,
    rows: Rows,
    *,
    name: str = "Sheet1",
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden: Sequence[int] = (),
) -> Path:
    """``merged`` are (top, left, bottom, right) and ``hidden`` rows, all from 0."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(name)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if cell is not None:
                    sheet.write(i, j, cell)
        for top, left, bottom, right in merged:
            text = rows[top][left] if left < len(rows[top]) else None
            sheet.merge_range(top, left, bottom, right, text if text is not None else "")
        for row in hidden:
            sheet.set_row(row, None, None, {"hidden": True})
    return path


def xls(path: Path, rows: Rows) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if cell is not None:
                sheet.write(i, j, cell)
    book.save(str(path))
    return path


def csv(path: Path, rows: Rows, *, encoding: str = "gb18030", delimiter: str = ",") -> Path:
    lines = [delimiter.join("" if cell is None else _quoted(str(cell), delimiter) for cell in row) for row in rows]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path


def _quoted(text: str, delimiter: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in (delimiter, "\n")) else text


def ods(path: Path, rows: Rows) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Sheet1")
    for row in rows:
        line = TableRow()
        for cell in row:
            if cell is None:
                line.addElement(TableCell())
                continue
            element = TableCell(valuetype="string")
            element.addElement(P(text=str(cell)))
            line.addElement(element)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def html(path: Path, rows: Rows, *, encoding: str = "gb18030") -> Path:
    body = "".join("<tr>" + "".join(f"<td>{'' if c is None else c}</td>" for c in row) + "</tr>" for row in rows)
    path.write_bytes(
        f"<html><head><meta charset='gbk'></head><body><table>{body}</table></body></html>".encode(encoding)
    )
    return path


def docx(path: Path, rows: Rows, *, titles: Sequence[str] = ()) -> Path:
    document = Document()
    for title in titles:
        document.add_paragraph(title)
    table = document.add_table(rows=len(rows), cols=max(len(r) for r in rows))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            table.cell(i, j).text = "" if cell is None else str(cell)
    document.save(str(path))
    return path


def archive(path: Path, files: Sequence[Path], *, encoding: str = "gbk") -> Path:
    """A zip as Windows packers make it: names in GBK, no UTF-8 flag."""

    class Named(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's own name
            return self.filename.encode(encoding), self.flag_bits & ~0x800

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for file in files:
            package.writestr(Named(file.name), file.read_bytes(), compress_type=zipfile.ZIP_DEFLATED)
    return path


def protected(path: Path, rows: Rows, *, password: str) -> Path:
    plain = xlsx(path.with_suffix(".plain.xlsx"), rows)
    path.write_bytes(protect(plain.read_bytes(), password=password))
    plain.unlink()
    return path
