"""OpenDocument spreadsheets, read as a stream: a few bytes can declare a million repeated rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from fangpin.rosters.cells import INEXACT_FROM
from fangpin.rosters.problems import FileTooLarge, PasswordNeeded
from fangpin.rosters.sheets import MEBIBYTE, Limits, Merge, Sheet, read_part, sheet_from_rows

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
HEAVIER = 4  # a cell costs more here than in the fast reader
TRAILING = 10_000  # so many empty rows in one go are the unused rest of the table
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(slots=True, kw_only=True)
class _Reader:
    file: str
    limits: Limits
    cells: int = 0
    merged: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)


def read_ods(content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    """All tables of the document; repeated cells count against the limit before they are written out."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if _is_encrypted(package):
            raise PasswordNeeded("unsupported_encryption", file=file)
        member = package.getinfo("content.xml")
        if member.file_size > limits.unpacked_bytes // 2:
            limit = f"{limits.unpacked_bytes // 2 // MEBIBYTE} MB"
            raise FileTooLarge("too_large", file=file, limit=limit, detail=f"{member.file_size // MEBIBYTE} MB")
        reader = _Reader(file=file, limits=limits)
        with package.open(member) as stream:
            return _tables(stream, reader, first_no=first_no)


def _is_encrypted(package: zipfile.ZipFile) -> bool:
    try:
        return b"encryption-data" in read_part(package, "META-INF/manifest.xml", most=MEBIBYTE)
    except KeyError:
        return False


def _tables(stream: Any, reader: _Reader, *, first_no: int) -> list[Sheet]:
    sheets: list[Sheet] = []
    rows: list[list[str | None]] = []
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=(f"{TABLE}table", f"{TABLE}table-row"),
        resolve_entities=False,
        no_network=True,
    )
    for event, element in events:
        if element.tag == f"{TABLE}table":
            if event == "start":
                rows = []
                reader.merged, reader.hidden_rows = [], set()
                continue
            sheets.append(
                sheet_from_rows(
                    rows,
                    file=reader.file,
                    no=first_no + len(sheets),
                    name=element.get(f"{TABLE}name", ""),
                    merged=tuple(reader.merged),
                    hidden_rows=frozenset(reader.hidden_rows),
                )
            )
            element.clear()
        elif event == "end":
            _append_row(element, rows, reader)
            element.clear()
    return sheets


def _append_row(element: Any, rows: list[list[str | None]], reader: _Reader) -> None:
    cells: list[str | None] = []
    for text, repeat, span in _cells(element):
        if text is None and not span:
            cells.extend([None] * min(repeat, 16_384 - len(cells)))
            continue
        if span and span != (1, 1):
            top, left = len(rows) + 1, len(cells) + 1
            reader.merged.append(Merge(top, left, top + span[0] - 1, left + span[1] - 1))
        _spend(reader, repeat)
        cells.extend([text] * repeat)
    while cells and cells[-1] is None:
        cells.pop()
    repeat = int(element.get(f"{TABLE}number-rows-repeated", 1))
    if not cells:  # trailing empty rows are declared by the hundred thousand; they weigh nothing as empty lists
        rows.extend([] for _ in range(min(repeat, 1_048_576 - len(rows)) if repeat < TRAILING else 0))
        return
    _spend(reader, (repeat - 1) * len(cells))
    if element.get(f"{TABLE}visibility") in ("collapse", "filter"):
        reader.hidden_rows.update(range(len(rows) + 1, len(rows) + 1 + repeat))
    rows.extend(cells for _ in range(repeat))


def _spend(reader: _Reader, cells: int) -> None:
    reader.cells += cells
    if reader.cells > reader.limits.cells // HEAVIER:
        raise FileTooLarge(
            "too_large",
            file=reader.file,
            limit=f"{reader.limits.cells // HEAVIER:,} cells",
            detail=f"> {reader.cells:,}",
        )


def _cells(row: Any) -> Iterator[tuple[str | None, int, tuple[int, int] | None]]:
    """(text, how often repeated, (rows, columns) spanned) of each cell in a row."""
    for cell in row:
        if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        repeat = int(cell.get(f"{TABLE}number-columns-repeated", 1))
        span = None
        if cell.tag == f"{TABLE}table-cell":
            spanned = (
                int(cell.get(f"{TABLE}number-rows-spanned", 1)),
                int(cell.get(f"{TABLE}number-columns-spanned", 1)),
            )
            span = spanned if spanned != (1, 1) else None
        yield _cell_text(cell), repeat, span


def _cell_text(cell: Any) -> str | None:
    match cell.get(f"{OFFICE}value-type"):
        case "float" | "currency" | "percentage":
            return _number_text(cell.get(f"{OFFICE}value", ""))
        case "date":
            value = cell.get(f"{OFFICE}date-value", "")
            return value.replace("T", " ") if "T" in value else f"{value} 00:00:00"
        case "boolean":
            return str(cell.get(f"{OFFICE}boolean-value"))
    text = "\n".join("".join(p.itertext()) for p in cell.iter(f"{TEXT}p"))
    return text or None


def _number_text(value: str) -> str | None:
    if not value:
        return None
    number = float(value)
    if abs(number) >= INEXACT_FROM or number != int(number):
        return value
    return str(int(number))
