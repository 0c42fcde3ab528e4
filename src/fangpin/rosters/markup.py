"""HTML pages and XML spreadsheets that carry the name .xls, as web systems export them."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from fangpin.rosters.delimited import decode
from fangpin.rosters.problems import FileTooLarge, UnreadableFile
from fangpin.rosters.sheets import Limits, Merge, Sheet, sheet_from_rows

LARGEST_PAGE = 96 << 20
LAST_ROW = 1_048_576
SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read_markup(content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    """One sheet per table that holds data; a table that only holds other tables is layout."""
    if len(content) > LARGEST_PAGE:  # the whole tree is held in memory
        raise FileTooLarge("too_large", file=file, limit=f"{LARGEST_PAGE >> 20} MB", detail=f"{len(content) >> 20} MB")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4096] and b"<table" not in content[:4096].lower():
        return _read_xml_spreadsheet(content, file=file, first_no=first_no, limits=limits)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4096] and b"<Workbook" in content[:4096]:
        return _read_xml_spreadsheet(content, file=file, first_no=first_no, limits=limits)
    return _read_html(content, file=file, first_no=first_no, limits=limits)


def _read_html(content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(content, file=file))
    page = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False, no_network=True))
    sheets: list[Sheet] = []
    cells = 0
    for table in page.iter("table"):
        if table.find(".//table") is not None:
            continue
        rows, merged = _html_rows(table)
        cells += sum(map(len, rows))
        if cells > limits.cells:
            raise FileTooLarge("too_large", file=file, limit=f"{limits.cells:,} cells", detail=f"> {cells:,}")
        no = first_no + len(sheets)
        sheets.append(sheet_from_rows(rows, file=file, no=no, name=f"table {len(sheets) + 1}", merged=tuple(merged)))
    if not sheets:
        raise UnreadableFile("no_table", file=file)
    return sheets


def _html_rows(table: Any) -> tuple[list[list[str | None]], list[Merge]]:
    rows: list[list[str | None]] = []
    merged: list[Merge] = []
    taken: dict[tuple[int, int], bool] = {}  # cells covered by a rowspan or colspan further up or left
    for i, row in enumerate(table.iter("tr")):
        cells: list[str | None] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while taken.pop((i, len(cells)), False):
                cells.append(None)
            down, right = _span(cell, "rowspan"), _span(cell, "colspan")
            j = len(cells)
            cells.append(_text(cell))
            if (down, right) != (1, 1):
                merged.append(Merge(i + 1, j + 1, i + down, j + right))
                taken.update(((i + a, j + b), True) for a in range(down) for b in range(right) if (a, b) != (0, 0))
        while taken.pop((i, len(cells)), False):
            cells.append(None)
        rows.append(cells)
    return rows, merged


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), 1000)) if value.isdigit() else 1


def _text(cell: Any) -> str | None:
    return re.sub(r"\s*\n\s*", "", "".join(cell.itertext())).strip() or None


def _read_xml_spreadsheet(content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    book = etree.fromstring(content, parser)
    sheets: list[Sheet] = []
    for worksheet in book.iter(f"{SS}Worksheet"):
        rows: list[list[str | None]] = []
        merged: list[Merge] = []
        for row in worksheet.iter(f"{SS}Row"):
            index = int(row.get(f"{SS}Index", len(rows) + 1))
            if index > LAST_ROW:
                raise FileTooLarge("too_large", file=file, limit=f"{limits.cells:,} cells", detail=f"{index:,} rows")
            rows.extend([] for _ in range(index - 1 - len(rows)))
            rows.append(_xml_row(row, index, merged))
        if sum(map(len, rows)) > limits.cells:
            raise FileTooLarge("too_large", file=file, limit=f"{limits.cells:,} cells", detail=f"{len(rows):,} rows")
        no = first_no + len(sheets)
        name = worksheet.get(f"{SS}Name", "")
        sheets.append(sheet_from_rows(rows, file=file, no=no, name=name, merged=tuple(merged)))
    return sheets


def _xml_row(row: Any, index: int, merged: list[Merge]) -> list[str | None]:
    cells: list[str | None] = []
    for cell in row.iter(f"{SS}Cell"):
        column = min(int(cell.get(f"{SS}Index", len(cells) + 1)), 16_384)
        cells.extend([None] * (column - 1 - len(cells)))
        element = cell.find(f"{SS}Data")
        text = "".join(element.itertext()) if element is not None else ""
        if element is not None and element.get(f"{SS}Type") == "DateTime":
            text = text.replace("T", " ").removesuffix(".000")
        cells.append(text or None)
        down, right = int(cell.get(f"{SS}MergeDown", 0)), int(cell.get(f"{SS}MergeAcross", 0))
        if down or right:
            merged.append(Merge(index, column, index + down, column + right))
            cells.extend([None] * min(right, 16_384))
    return cells
