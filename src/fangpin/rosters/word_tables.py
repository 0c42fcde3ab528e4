"""Tables in Word files; each becomes a sheet, with the paragraphs above it as its title rows."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from fangpin.rosters.problems import FileTooLarge, UnreadableFile
from fangpin.rosters.sheets import MEBIBYTE, Limits, Merge, Sheet, read_part, sheet_from_rows

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST_DOCUMENT = 128 * MEBIBYTE
TITLE_LINES = 4


def read_docx(content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    """Every table of the document's body, numbered in reading order."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        member = package.getinfo("word/document.xml")
        if member.file_size > min(LARGEST_DOCUMENT, limits.unpacked_bytes):
            limit = f"{LARGEST_DOCUMENT // MEBIBYTE} MB"
            raise FileTooLarge("too_large", file=file, limit=limit, detail=f"{member.file_size // MEBIBYTE} MB")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        document = etree.fromstring(read_part(package, member.filename, most=member.file_size), parser)
    sheets: list[Sheet] = []
    titles: list[str] = []
    for element in document.iter(f"{W}p", f"{W}tbl"):
        if element.tag == f"{W}p":
            if next(element.iterancestors(f"{W}tbl"), None) is None and (line := _text(element)):
                titles.append(line)
            continue
        if next(element.iterancestors(f"{W}tbl"), None) is not None:
            continue
        above = [[line] for line in titles[-TITLE_LINES:]]
        rows, merged = _table(element, below=len(above))
        no = first_no + len(sheets)
        name = f"table {len(sheets) + 1}"
        sheets.append(sheet_from_rows([*above, *rows], file=file, no=no, name=name, merged=tuple(merged)))
        titles = []
    if not sheets:
        raise UnreadableFile("no_table", file=file)
    return sheets


def _text(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t")).strip()


def _table(table: Any, *, below: int) -> tuple[list[list[str | None]], list[Merge]]:
    rows: list[list[str | None]] = []
    merged: list[Merge] = []
    running: dict[int, int] = {}  # column -> first row of a vertical merge that is still going on
    for i, row in enumerate(table.iterchildren(f"{W}tr"), below + 1):
        cells: list[str | None] = []
        for cell in row.iterchildren(f"{W}tc"):
            column = len(cells) + 1
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = max(1, min(int(span.get(f"{W}val", "1")), 200)) if span is not None else 1
            vertical = cell.find(f"{W}tcPr/{W}vMerge")
            continues = vertical is not None and vertical.get(f"{W}val", "continue") == "continue"
            text = None if continues else "".join(_text(p) for p in cell.iterchildren(f"{W}p")) or None
            if not continues:
                running[column] = i
            elif (top := running.get(column)) is not None:
                merged = [m for m in merged if not (m.top == top and m.left == column)]
                merged.append(Merge(top, column, i, column + width - 1))
            if width > 1 and not continues:
                merged.append(Merge(i, column, i, column + width - 1))
            cells.extend([text] + [None] * (width - 1))
        rows.append(cells)
    return rows, merged
