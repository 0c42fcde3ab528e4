"""One bounded pass over the XML of a worksheet, to learn what the fast reader cannot say.

The fast reader gives cells as text but not where merged ranges lie, which rows are hidden, which
numbers were too long for a double, which formulas failed; and it would allocate the whole box
between the first and the last cell. This pass reads a row at a time and allocates almost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.rosters.cells import INEXACT_FROM
from fangpin.rosters.problems import FileTooLarge, UnreadableFile
from fangpin.rosters.sheets import MEBIBYTE, Limits, Merge

CHUNK = MEBIBYTE
SKIMMED_COLUMNS = 78  # BZ
LONGEST_ROW = 64 * MEBIBYTE

# A number Excel cannot hold exactly, a failed formula, a formula never calculated.
SUSPECT = r'<v>-?(\d{16}|\d\.?\d*[Ee]\+)| t="e"|</f></c>|</f><v></v>|</f><v/>'
# Columns past BZ, hidden rows: a part without these need not be looked at row by row.
REMARKABLE = r' r="([A-Z]{3}|[C-Z][A-Z])\d|hidden="|' + SUSPECT
CELL = re.compile(rb"<c ([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
VALUE = re.compile(rb"<v>([^<]*)</v>")
FORMULA = re.compile(rb"<f[^>]*>([^<]*)</f>")
REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
ROW_NUMBER = re.compile(rb'\br="(\d+)"')
# Not self-closed, so with content: where a row names its cells out of order, neither the first nor the last is widest.
WIDE_CELL = re.compile(rb' r="([A-Z]{2,3})\d+"[^>/]*>')
# Past the last row or column a spreadsheet can have; the fast reader would believe it and ask for the memory.
IMPOSSIBLE = r' r="([A-Z]{4,}\d|[A-Z]*\d{8,}")'
MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


@dataclass(slots=True, kw_only=True)
class SheetScan:
    """What the pass found. ``patches`` are (row, column, text) where the fast reader's text would mislead."""

    first_row: int = 0
    last_row: int = 0
    first_column: int = 0
    last_column: int = 0
    filled: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Merge] = field(default_factory=list)
    patches: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def box(self) -> int:
        """Cells between the first and the last filled one: what the fast reader will allocate."""
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1) if self.filled else 0


def column_number(letters: str) -> int:
    """``A`` is 1, ``FU`` is 177."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def scan_sheet(open_part: Callable[[], IO[bytes]], *, file: str, limits: Limits) -> SheetScan:
    """Read a worksheet part to its end; ``UnreadableFile`` when it breaks off, ``FileTooLarge`` when its box is."""
    with open_part() as stream:
        scan = _scan(stream, file=file, skim=True)
    if scan.box > limits.cells:  # skimming overstates the width; look again before refusing
        with open_part() as stream:
            scan = _scan(stream, file=file, skim=False)
    if scan.box > limits.cells:
        size = f"{scan.last_row:,} rows × {scan.last_column:,} columns"
        raise FileTooLarge("too_large", file=file, limit=f"{limits.cells:,} cells", detail=size)
    return scan


def _scan(stream: IO[bytes], *, file: str, skim: bool) -> SheetScan:
    scan = SheetScan()
    state = _Position(file=file, skim=skim)
    rest = stream.read(CHUNK)
    prefix = re.search(rb"<(\w+:)sheetData", rest)
    strip = prefix.group(1) if prefix else b""
    tail = b""
    while True:
        part = rest.replace(strip, b"") if strip else rest
        end = max(part.rfind(b"</row>"), part.rfind(b"<row "))
        if end <= 0 and len(part) > LONGEST_ROW:  # a row, or what follows the rows, that never ends
            raise FileTooLarge("too_large", file=file, limit=f"{LONGEST_ROW // MEBIBYTE} MB", detail="one row")
        _read_rows(part[: max(end, 0)], scan, state)
        tail = part[max(end, 0) :]
        chunk = stream.read(CHUNK)
        if not chunk:
            break
        rest = tail + chunk
    if b"<mergeCell" in tail or b"</sheetData>" in tail or b"<sheetData/>" in tail or b"<row" in tail:
        _read_rows(tail, scan, state)
    if b"</worksheet>" not in tail:
        raise UnreadableFile("damaged", file=file, detail="worksheet breaks off")
    for left, top, right, bottom in MERGE.findall(tail):
        scan.merged.append(Merge(int(top), column_number(left.decode()), int(bottom), column_number(right.decode())))
    return scan


@dataclass(slots=True)
class _Position:
    file: str = ""
    row: int = 0
    skim: bool = True
    numbered: bool = False  # rows say their numbers; a few writers leave them out


def _read_rows(part: bytes, scan: SheetScan, state: _Position) -> None:
    if _matches(part, IMPOSSIBLE):
        raise UnreadableFile("damaged", file=state.file, detail="a cell beyond XFD1048576")
    if state.skim and scan.filled and scan.first_column == 1 and state.numbered and not _matches(part, REMARKABLE):
        _skim_rows(part, scan, state)
        return
    suspicious = _matches(part, SUSPECT)
    for fragment in part.split(b"<row")[1:]:
        head = fragment[: fragment.find(b">") + 1]
        numbered = ROW_NUMBER.search(head)
        state.numbered = numbered is not None
        state.row = int(numbered.group(1)) if numbered else state.row + 1
        if b'hidden="1"' in head or b'hidden="true"' in head:
            scan.hidden_rows.add(state.row)
        last = _last_value(fragment, 0, len(fragment))
        if last < 0:
            continue
        _stretch(fragment, last, scan, state.row)
        if suspicious and _matches(fragment, SUSPECT):
            scan.patches.extend(_patches(fragment, state.row))


def _skim_rows(part: bytes, scan: SheetScan, state: _Position) -> None:
    """Nothing in this part can widen the sheet, so only its last filled row matters."""
    end = len(part)
    is_last = True
    while (start := part.rfind(b"<row", 0, end)) >= 0:
        filled = _last_value(part, start, end) >= 0
        if filled or is_last:
            numbered = ROW_NUMBER.search(part, start, end)
            row = int(numbered.group(1)) if numbered else state.row + 1
            state.row = row if is_last else state.row
        if filled:
            scan.last_row = max(scan.last_row, row)
            scan.last_column = max(scan.last_column, SKIMMED_COLUMNS)
            return
        is_last = False
        end = start


def _last_value(part: bytes, start: int, end: int) -> int:
    return max(part.rfind(mark, start, end) for mark in (b"<v>", b"<is>", b"</f>"))


def _matches(part: bytes, pattern: str) -> bool:
    return bool(pc.match_substring_regex(pa.array([part], pa.large_binary()), pattern)[0].as_py())


def _stretch(fragment: bytes, last: int, scan: SheetScan, row: int) -> None:
    right = max(_column_at(fragment, last) or fragment.count(b"<c "), _widest(fragment))
    first = min(p for p in (fragment.find(b"<v>"), fragment.find(b"<is>"), fragment.find(b"</f>"), last) if p >= 0)
    left = _column_at(fragment, first) or 1
    if not scan.filled:
        scan.first_row, scan.first_column = row, left
    scan.filled += 1
    scan.last_row = max(scan.last_row, row)
    scan.first_column = min(scan.first_column, left)
    scan.last_column = max(scan.last_column, right)


def _widest(fragment: bytes) -> int:
    """Number of the last column past Z that a cell with content stands in, wherever in the row it is written."""
    letters = max(WIDE_CELL.findall(fragment), key=lambda found: (len(found), found), default=b"")
    return column_number(letters.decode())


def _column_at(fragment: bytes, position: int) -> int:
    start = fragment.rfind(b"<c ", 0, position)
    found = REFERENCE.search(fragment, start, fragment.find(b">", start)) if start >= 0 else None
    return column_number(found.group(1).decode()) if found else 0


def _patches(fragment: bytes, row: int) -> list[tuple[int, int, str]]:
    found = []
    column = 0
    for attributes, body in CELL.findall(fragment):
        reference = REFERENCE.search(attributes)
        column = column_number(reference.group(1).decode()) if reference else column + 1
        value = VALUE.search(body)
        text = value.group(1).decode("utf-8", "replace") if value else ""
        formula = FORMULA.search(body)
        if b't="e"' in attributes:
            found.append((row, column, text or "#ERROR!"))
        elif b"<f" in body and not text and b't="str"' not in attributes:
            found.append(
                (row, column, "#FORMULA! =" + (formula.group(1).decode("utf-8", "replace") if formula else ""))
            )
        elif b't="' not in attributes.replace(b't="n"', b"") and _is_long_number(text):
            found.append((row, column, text))
    return found


def _is_long_number(text: str) -> bool:
    try:
        return abs(float(text)) >= INEXACT_FROM
    except ValueError:
        return False
