"""Excel and WPS workbooks: .xlsx through the fast reader, .xls and .et through calamine."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import fastexcel
import numpy as np
import pyarrow as pa
import python_calamine
from lxml import etree

from fangpin.rosters.cells import INEXACT_FROM
from fangpin.rosters.problems import FileTooLarge, UnreadableFile
from fangpin.rosters.sheet_scan import SheetScan, scan_sheet
from fangpin.rosters.sheets import MEBIBYTE, Limits, Merge, Sheet, read_part, sheet_from_rows

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SMALL_PART = 64 * MEBIBYTE
SHARED_STRINGS = 384 * MEBIBYTE  # held in memory while a sheet is read


def read_xlsx(content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    """All worksheets of an .xlsx; every part the fast reader will unpack is measured first."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        _measure(package, file=file, limits=limits)
        parts = _worksheet_parts(package, file=file)
        scans: list[tuple[str, bool, SheetScan]] = []
        budget = limits.cells
        for name, hidden, part in parts:
            scan = scan_sheet(partial(package.open, part), file=file, limits=limits)
            budget -= scan.box
            if budget < 0:
                raise FileTooLarge(
                    "too_large", file=file, limit=f"{limits.cells:,} cells", detail=f"{len(parts)} sheets"
                )
            scans.append((name, hidden, scan))
    reader = fastexcel.read_excel(content)
    return [
        _read_scanned(reader, scan, file=file, no=first_no + i, name=name, hidden=hidden)
        for i, (name, hidden, scan) in enumerate(scans)
    ]


def _read_scanned(
    reader: fastexcel.ExcelReader, scan: SheetScan, *, file: str, no: int, name: str, hidden: bool
) -> Sheet:
    if not scan.filled:
        return Sheet(file=file, no=no, name=name, columns=(), hidden=hidden)
    # skip_rows=0 keeps the empty rows above the first filled one, so that record i is row i + 1
    batch = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow()
    offset = scan.first_row - 1
    columns = [batch.column(j).slice(offset) for j in range(batch.num_columns)]
    columns = _patch(columns, scan)
    return Sheet(
        file=file,
        no=no,
        name=name,
        columns=tuple(columns),
        first_row=scan.first_row,
        first_column=scan.first_column,
        merged=tuple(scan.merged),
        hidden_rows=frozenset(scan.hidden_rows),
        hidden=hidden,
    )


def _patch(columns: list[pa.Array], scan: SheetScan) -> list[pa.Array]:
    by_column: dict[int, dict[int, str]] = {}
    for row, column, text in scan.patches:
        by_column.setdefault(column - scan.first_column, {})[row - scan.first_row] = text
    for j, texts in by_column.items():
        if j >= len(columns):
            continue
        values = np.array(columns[j].to_pylist(), dtype=object)
        for i, text in texts.items():
            values[i] = text
        columns[j] = pa.array(values, pa.string(), from_pandas=False)
    return columns


def _measure(package: zipfile.ZipFile, *, file: str, limits: Limits) -> None:
    """Refuse by declared sizes, then unpack the shared parts for real; worksheets are measured by their scan."""
    declared = sum(i.file_size for i in package.infolist())
    if declared > limits.unpacked_bytes:
        raise FileTooLarge(
            "too_large", file=file, limit=f"{limits.unpacked_bytes // MEBIBYTE} MB", detail=f"{declared // MEBIBYTE} MB"
        )
    for member in package.infolist():
        most = SHARED_STRINGS if member.filename.endswith("sharedStrings.xml") else SMALL_PART
        if member.filename.startswith("xl/") and member.filename.count("/") == 1 and member.file_size > most:
            size = f"{member.filename} {member.file_size // MEBIBYTE} MB"
            raise FileTooLarge("too_large", file=file, limit=f"{most // MEBIBYTE} MB", detail=size)
        if member.filename.endswith((".xml", ".rels")) and "/worksheets/sheet" not in member.filename:
            with package.open(member) as stream:
                while stream.read(MEBIBYTE):  # a wrong declared size ends here in BadZipFile
                    pass


def _parse(package: zipfile.ZipFile, part: str, *, file: str) -> Any:
    try:
        member = package.getinfo(part)
    except KeyError:
        raise UnreadableFile("damaged", file=file, detail=f"no {part}") from None
    if member.file_size > SMALL_PART:
        raise FileTooLarge("too_large", file=file, limit=f"{SMALL_PART // MEBIBYTE} MB", detail=part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(read_part(package, part, most=member.file_size), parser)


def _worksheet_parts(package: zipfile.ZipFile, *, file: str) -> list[tuple[str, bool, str]]:
    """(name, hidden, part) of each worksheet, in the workbook's order; chart sheets are left out."""
    book_part = "xl/workbook.xml"
    for relation in _parse(package, "_rels/.rels", file=file).iter(f"{PACKAGE}Relationship"):
        if relation.get("Type", "").endswith("/officeDocument"):
            book_part = relation.get("Target", book_part).lstrip("/")
    folder, base = posixpath.split(book_part)
    targets = {}
    for relation in _parse(package, f"{folder}/_rels/{base}.rels", file=file).iter(f"{PACKAGE}Relationship"):
        if relation.get("Type", "").endswith("/worksheet"):
            target = relation.get("Target", "")
            targets[relation.get("Id")] = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            )
    found = []
    for element in _parse(package, book_part, file=file).iter("{*}sheet"):
        key = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
        if key in targets:
            found.append((element.get("name", ""), element.get("state", "visible") != "visible", targets[key]))
    return found


def read_old_workbook(content: bytes, *, file: str, first_no: int, limits: Limits) -> list[Sheet]:
    """.xls and .et. The format itself caps a sheet at 65,536 × 256, so memory is bounded by it."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets: list[Sheet] = []
    cells = 0
    for i, metadata in enumerate(book.sheets_metadata):
        if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(i)
        cells += sheet.total_height * sheet.width
        if cells > limits.cells:
            raise FileTooLarge("too_large", file=file, limit=f"{limits.cells:,} cells", detail=metadata.name)
        hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
        merged = tuple(Merge(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in (sheet.merged_cell_ranges or ()))
        rows: Iterator[list[str | None]] = (
            [cell_text(v) for v in row] for row in sheet.to_python(skip_empty_area=False)
        )
        no = first_no + len(sheets)
        sheets.append(sheet_from_rows(rows, file=file, no=no, name=metadata.name, merged=merged, hidden=hidden))
    return sheets


def cell_text(value: Any) -> str | None:  # noqa: PLR0911 - one way out for each type
    """A calamine value as the fast reader would write it; numbers too long for a double keep their exponent."""
    match value:
        case None | "":
            return None
        case bool():
            return "true" if value else "false"
        case float():
            return (
                repr(value)
                if abs(value) >= INEXACT_FROM
                else f"{value:.15g}"
                if value != int(value)
                else str(int(value))
            )
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return value.strftime("%Y-%m-%d 00:00:00")
        case time() | timedelta():
            return str(value)
        case _:
            return str(value)
