"""What a form asks: its blank cells, each with the heads above it and the words to its left."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from lxml import etree

from fangpin.bulletins.documents import LARGEST, LARGEST_UNPACKED, UnreadableDraft
from fangpin.bulletins.word_text import W
from fangpin.bulletins.writing.marks import Package

WHOLE = ("合计", "总计", "全市", "全县", "全区", "全州", "总数", "计")
_SIGNED_OFF = re.compile(r"[：:]\s*$|填表|填报|审核|联系|负责人|备注|说明|日期")
_REMARKS = ("备注", "说明", "备考")
_NUMBER = re.compile(r"[\d,.％%+-]+")
_WIDE = 0.8  # a text merged over so much of the width is a title, no head
_MOST_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class Label:
    """What is asked, wherever it stands: the heads above, from the top, and the words at the left that are no place."""

    heads: tuple[str, ...]
    row: tuple[str, ...]

    @property
    def text(self) -> str:
        return " / ".join((*self.row, *self.heads))


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell to fill: sheet (or table number), row and column from one, whose area, and what is asked."""

    sheet: str
    row: int
    column: int
    area_code: str
    label: Label


@dataclass(slots=True)
class Sheet:
    """One sheet or table: texts by place, anchors of merged cells, cells that calculate, rows and columns not shown."""

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    anchors: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    widths: dict[tuple[int, int], int] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    rows: int = 0
    columns: int = 0

    def at(self, row: int, column: int) -> str:
        """The text seen at a place: a merged cell's everywhere under it."""
        return self.texts.get(self.anchors.get((row, column), (row, column)), "")

    def is_title(self, row: int, column: int) -> bool:
        return self.widths.get(self.anchors.get((row, column), (row, column)), 1) >= max(2, self.columns * _WIDE)


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its sheets, and the areas its rows may name."""

    kind: str  # xlsx · docx
    sheets: tuple[Sheet, ...]
    areas: Mapping[str, str]
    own_area: str


def read_form(content: bytes, *, areas: Mapping[str, str], own_area: str) -> Form:
    """Read a form from an .xlsx or .docx; ``areas`` are codes by name. ``UnreadableDraft`` if it is neither."""
    if len(content) > LARGEST:
        raise UnreadableDraft("too_large", file="", detail=f"{len(content) // 2**20} MB")
    names = {name: code for code, name in areas.items()}
    if is_workbook(content):
        return Form("xlsx", tuple(_workbook(content)), names, own_area)
    return Form("docx", tuple(_tables(Package(content))), names, own_area)


def is_workbook(content: bytes) -> bool:
    """Whether it is an .xlsx; a package that is too large unpacked is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > LARGEST_UNPACKED:
                raise UnreadableDraft("too_large", file="", detail=f">{LARGEST_UNPACKED // 2**20} MB")
            return "xl/workbook.xml" in package.namelist()
    except zipfile.BadZipFile:
        raise UnreadableDraft("damaged", file="", detail="package") from None


def blanks_of(form: Form) -> list[Blank]:
    """Every cell that asks for a number: blank, with a head above and words at its left, and shown: what its drawer
    hid (last year's row, a column that checks) is not for us to fill."""
    return [blank for sheet in form.sheets for blank in _blanks(sheet, form)]


def _blanks(sheet: Sheet, form: Form) -> Iterator[Blank]:
    for row in range(1, sheet.rows + 1):
        for column in range(2, sheet.columns + 1):
            place = (row, column)
            if row in sheet.hidden_rows or column in sheet.hidden_columns:
                continue
            if sheet.at(*place) or place in sheet.formulas or sheet.anchors.get(place, place) != place:
                continue
            left = _left(sheet, row, column)
            heads = _heads(sheet, row, column)
            if not left or not heads or any(_SIGNED_OFF.search(word) for word in left) or heads[-1] in _REMARKS:
                continue
            area, words = _area(left, form)
            yield Blank(sheet.name, row, column, area, Label(heads, words))


def _left(sheet: Sheet, row: int, column: int) -> tuple[str, ...]:
    """Words at the left, numbers of rows left out; nothing where the row has none."""
    seen = (sheet.at(row, c) for c in range(1, column) if not sheet.is_title(row, c))
    return tuple(dict.fromkeys(word for word in seen if word and not _NUMBER.fullmatch(word)))


def _heads(sheet: Sheet, row: int, column: int) -> tuple[str, ...]:
    seen = (sheet.at(r, column) for r in range(1, row) if not sheet.is_title(r, column))
    return tuple(dict.fromkeys(word for word in seen if word and not _NUMBER.fullmatch(word)))


def _area(words: tuple[str, ...], form: Form) -> tuple[str, tuple[str, ...]]:
    """The area a row names, the form's own for totals and rows of none; and the words that are left."""
    for word in words:
        bare = re.sub(r"\s", "", word)
        if code := form.areas.get(bare):
            return code, tuple(w for w in words if w != word)
    return form.own_area, tuple(w for w in words if re.sub(r"\s", "", w) not in WHOLE)


def _workbook(content: bytes) -> Iterator[Sheet]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content))
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, etree.XMLSyntaxError, OSError):
        raise UnreadableDraft("damaged", file="", detail="form") from None
    for page in book.worksheets:
        if page.sheet_state != "visible":
            continue
        sheet = Sheet(page.title, rows=page.max_row, columns=page.max_column)
        if sheet.rows * sheet.columns > _MOST_CELLS:
            raise UnreadableDraft("too_large", file="", detail=f"{sheet.rows} × {sheet.columns}")
        sheet.hidden_rows = frozenset(row for row, told in page.row_dimensions.items() if told.hidden)
        hidden = [told for told in page.column_dimensions.values() if told.hidden]
        sheet.hidden_columns = frozenset(c for told in hidden for c in range(told.min or 0, (told.max or 0) + 1))
        for cells in page.iter_rows():
            for cell in cells:
                _take(sheet, (int(cell.row or 0), int(cell.column or 0)), cell.value)
        for merged in page.merged_cells.ranges:
            anchor = (merged.min_row, merged.min_col)
            sheet.widths[anchor] = merged.max_col - merged.min_col + 1
            for row in range(merged.min_row, merged.max_row + 1):
                for column in range(merged.min_col, merged.max_col + 1):
                    sheet.anchors[row, column] = anchor
        yield sheet


def _take(sheet: Sheet, place: tuple[int, int], value: Any) -> None:
    if isinstance(value, str) and value.startswith("="):
        sheet.formulas.add(place)
    elif value is not None and str(value).strip():
        sheet.texts[place] = re.sub(r"\s+", "", str(value))


def _tables(package: Package) -> Iterator[Sheet]:
    for number, table in enumerate(package.body.iter(f"{W}tbl"), 1):
        sheet = Sheet(str(number))
        for row, column, cell in cells_of(table):
            sheet.rows, sheet.columns = max(sheet.rows, row), max(sheet.columns, column + _span(cell) - 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            anchor = sheet.anchors.get((row - 1, column), (row - 1, column)) if goes_on else (row, column)
            for inside in range(column, column + _span(cell)):
                sheet.anchors[row, inside] = anchor
            sheet.widths.setdefault(anchor, _span(cell))
            if not goes_on:
                _take(sheet, (row, column), "".join(t.text or "" for t in cell.iter(f"{W}t")))
        yield sheet


def cells_of(table: Any) -> Iterator[tuple[int, int, Any]]:
    """Cells of a Word table with their row and first column on the table's grid, from one."""
    for row, line in enumerate(table.findall(f"{W}tr"), 1):
        column = 1
        for cell in line.findall(f"{W}tc"):
            yield row, column, cell
            column += _span(cell)


def _span(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val", "1")) if span is not None else 1
