"""Envelopes: the same table as each office's software would save it.

Every function writes one file and returns its path. The bytes depend on nothing but the arguments,
except for password-protected workbooks, whose encryption needs a fresh salt.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fangpin.rosters.protection import protect
from fangpin.synthesis.workbooks.pages import STAMP, Cell, Sheet
from fangpin.synthesis.workbooks.xlsx import workbook

MARK = "演示数据"
CREATED = datetime(2026, 10, 31, 9, 0)  # noqa: DTZ001 - a workbook's own stamp has no zone


def write_xlsx(
    path: Path, sheets: Sequence[Sheet], *, password: str | None = None, dimension: str | None = None
) -> Path:
    """A workbook of this century. ``dimension`` replaces the true extent of the first sheet by a wrong one."""
    content = workbook(sheets, mark=MARK, dimension=dimension)
    path.write_bytes(protect(content, password=password) if password else content)
    return path


def write_xls(path: Path, sheets: Sequence[Sheet]) -> Path:
    """A workbook of the last century (BIFF), as older school software saves it."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        covered = {(r, c) for r0, c0, r1, c1 in sheet.merged for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
        for number, text in enumerate(sheet.titles):
            page.write_merge(number, number, 0, sheet.width - 1, text)
        for number, line in enumerate([*sheet.header, *sheet.rows, *sheet.footers], start=len(sheet.titles)):
            for column, value in enumerate(line):
                if value is not None and (number - sheet.first_body_row, column) not in covered:
                    page.write(number, column, value)
        for r0, c0, r1, c1 in sheet.merged:
            base = sheet.first_body_row
            page.write_merge(base + r0, base + r1, c0, c1, sheet.rows[r0][c0])
    book.save(str(path))
    return path


def write_csv(path: Path, sheet: Sheet, *, encoding: str = "gbk", guarded: Sequence[str] = ()) -> Path:
    """Comma-separated text. Columns named in ``guarded`` are written ="…" so that Excel keeps their digits."""
    places = {column for column, name in enumerate(sheet.header[-1]) if name in guarded}
    body = {id(row) for row in sheet.rows}
    lines = []
    for row in sheet.lines():
        cells = [_csv_cell(value, guard=id(row) in body and column in places) for column, value in enumerate(row)]
        lines.append(",".join(cells))
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding, errors="replace"))
    return path


def _csv_cell(value: Cell, *, guard: bool) -> str:
    text = "" if value is None else str(value)
    if guard and text:
        return f'="{text}"'
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text


def write_html(path: Path, sheet: Sheet) -> Path:
    """A web page that calls itself .xls, as portals export it."""
    width = sheet.width

    def line(cells: Sequence[Cell], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape('' if c is None else str(c))}</{tag}>" for c in cells) + "</tr>"

    parts = [
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>',
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        f"<title>{MARK}</title></head><body><table border='1'>",
        *[f'<tr><td colspan="{width}" align="center">{html.escape(title)}</td></tr>' for title in sheet.titles],
        *[line(names, "th") for names in sheet.header],
        *[line(row, "td") for row in sheet.rows],
        *[line(row, "td") for row in sheet.footers],
        "</table></body></html>",
    ]
    path.write_bytes("\n".join(parts).encode("gb18030", errors="replace"))
    return path


def write_docx(path: Path, sheet: Sheet) -> Path:
    """A table in a Word document, as the housing bureau sends it."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = CREATED
    document.core_properties.author = document.core_properties.title = MARK
    for title in sheet.titles:
        document.add_paragraph(title)
    lines = [*sheet.header, *sheet.rows, *sheet.footers]

    def cell(value: Cell) -> str:
        text = html.escape("" if value is None else str(value))
        return f'<w:tc><w:tcPr/><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'

    grid = "".join("<w:gridCol/>" for _ in range(sheet.width))
    padded = [[*row, *[None] * (sheet.width - len(row))] for row in lines]
    body = "".join(f"<w:tr>{''.join(cell(value) for value in row)}</w:tr>" for row in padded)
    table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    document.element.body.insert(len(sheet.titles), parse_xml(table))  # python-docx's own cells are far too slow
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(_restamped(buffer.getvalue()))
    return path


def write_ods(path: Path, sheets: Sequence[Sheet]) -> Path:
    """An OpenDocument spreadsheet, as offices on Kylin with LibreOffice save it."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f"xmlns:{part}='{space}:{part}:1.0'" for part in ("office", "table", "text"))

    def cell(value: Cell) -> str:
        if value is None or value == "":
            return "<table:table-cell/>"
        if isinstance(value, int | float):
            kind = f"office:value-type='float' office:value='{value}'"
            return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
        return f"<table:table-cell office:value-type='string'><text:p>{html.escape(value)}</text:p></table:table-cell>"

    tables = "".join(
        f"<table:table table:name='{html.escape(sheet.name)}'>"
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in sheet.lines())
        + "</table:table>"
        for sheet in sheets
    )
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {names} office:version='1.2'>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    media_type = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        "<?xml version='1.0' encoding='UTF-8'?><manifest:manifest "
        "xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0' manifest:version='1.2'>"
        f"<manifest:file-entry manifest:full-path='/' manifest:media-type='{media_type}'/>"
        "<manifest:file-entry manifest:full-path='content.xml' manifest:media-type='text/xml'/></manifest:manifest>"
    )
    parts = {"mimetype": media_type, "content.xml": content, "META-INF/manifest.xml": manifest}
    return write_zip(path, {name: part.encode() for name, part in parts.items()})


def write_zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, compress_type=method)
    return path


def _restamped(content: bytes) -> bytes:
    """The same archive with fixed times, so that the same table gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            stamped = zipfile.ZipInfo(entry.filename, STAMP)
            target.writestr(stamped, source.read(entry), compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
