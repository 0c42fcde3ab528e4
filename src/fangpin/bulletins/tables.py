"""Tables in plain text: rows of cells parted by bars, tabs or gaps, or pasted cell by cell; their heads and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fangpin.bulletins.numerals import ARABIC
from fangpin.bulletins.words import measure_pattern

_WIDE = re.compile(r"[^\S\n]*[|│┃¦][^\S\n]*| *\t *|[^\S\n\t]{2,}")
_NARROW = re.compile(r"[^\S\n]+")
_NUMBER = re.compile(rf"[-+−]?(?:{ARABIC})")
_EMPTY = re.compile(r"[-—–/\\*.·…]*|无|－+|N/?A", re.IGNORECASE)
_RULE = re.compile(r"[\s|+:\-=—─━┼├┤┌┐└┘┬┴│]*")  # a line drawn under the head
_PROSE = re.compile(r"[。；;！!？?]|[，,](?!\d)|[.:：]$|\.\s")
_LABEL = 24  # characters of the longest label of a row
_HEADS = 3  # lines of a head
_ABOVE = 120  # characters above a table in which its unit stands
_NOTE = re.compile(
    r"(?<![填报送制管])单位\s*[:：为]\s*(?P<units>[^\n）)|]{1,40}?)(?=[\n）)|]|[^\S\n]{2}|$)|[（(](?!单位)(?P<bracket>[^（）()\n]{1,12})[）)]"
)
_NOTED = re.compile(r"单位\s*[:：]")
MEASURE = re.compile(
    rf"(?:万亿|亿|千万|百万|万|千)?(?:{measure_pattern()})(?:\s*[/·•]\s*[人户月年亩次名生](?:[·•.]?[月年次])?)?|[%‰]|百分点|倍"
)
ENGLISH_MONEY = re.compile(
    r"(?P<sign>Rs\.?|₹|INR|NPR|PKR|BDT|Tk\.?|US\$|\$|USD|KES|KSh|₦|£|€)?\s*(?:in\s+)?(?P<scale>lakhs?|crores?|million|billion|thousand)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``text`` is what stands at ``[start, end)``."""

    start: int
    end: int
    text: str

    @property
    def number(self) -> bool:
        return _NUMBER.fullmatch(self.text) is not None

    @property
    def value(self) -> bool:
        """A number, a percentage, or a sign that there is none."""
        return self.number or self.empty or self.text.rstrip("%％‰").replace(".", "").isdigit()

    @property
    def empty(self) -> bool:
        return _EMPTY.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells each, the lines of their head, and the units that stand above them."""

    heads: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    units: tuple[str, ...]
    title: str = ""

    def head(self, column: int) -> str:
        """What stands over a column, the nearest line; lines with fewer cells stand flush with the last column."""
        for line in reversed(self.heads):
            place = column - (len(self.rows[0]) - len(line))
            if place >= 0 and line[place].text:
                return line[place].text
        return ""

    def over(self, column: int) -> str:
        """What stands over the head of a column, where one cell spans all columns of numbers."""
        upper = [cell.text for line in self.heads[:-1] for cell in line if not cell.empty]
        return upper[-1] if column and upper and len(self.heads[-2]) <= 2 else ""

    def label(self, row: int) -> str:
        """The words of a row before its first number."""
        told: list[str] = []
        for cell in self.rows[row]:
            if cell.number and told:
                break
            if cell.text and not cell.number:
                told.append(cell.text)
        return " ".join(told)


def tables(text: str) -> Iterator[Table]:
    """Tables of a text, top to bottom: two rows with numbers at least."""
    lines = _lines(text)
    upright = [*_by_lines(text, lines)]
    yield from upright
    taken = [(table.rows[0][0].start, table.rows[-1][-1].end) for table in upright]
    yield from (one for one in _by_cells(text, lines) if not any(s <= one.rows[0][0].start < e for s, e in taken))


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines with their places; empty ones kept."""
    told, place = [], 0
    for line in text.split("\n"):
        told.append((place, line))
        place += len(line) + 1
    return told


def _cells(place: int, line: str, parting: re.Pattern[str]) -> tuple[Cell, ...]:
    """The cells of a line; bars at its edges make none."""
    first = len(line) - len(line.lstrip(" \t"))
    stripped = line.strip(" \t")
    if stripped[:1] in {"|", "│"}:
        first, stripped = first + 1, stripped[1:]
    stripped = stripped.rstrip("|│")
    cells, begun = [], 0
    for match in [*parting.finditer(stripped), None]:
        part = stripped[begun : match.start() if match else len(stripped)]
        inside = part.strip()
        start = place + first + begun + (len(part) - len(part.lstrip()))
        cells.append(Cell(start, start + len(inside), inside))
        begun = match.end() if match else 0
    return tuple(cells)


def _by_lines(text: str, lines: Sequence[tuple[int, str]]) -> Iterator[Table]:
    """Tables whose rows are lines: cells parted by bars, tabs or wide gaps, failing that by single ones."""
    done = 0
    for number in range(len(lines)):
        if number < done or not re.search(r"\d", lines[number][1]):
            continue
        for parting in (_WIDE, _NARROW):
            rows, last = _rows(lines, number, parting)
            if len(rows) < 2:
                continue
            done = last
            heads = _heads(lines, number, parting, len(rows[0]))
            if not heads and (len(rows) < 3 or parting is _NARROW):
                continue
            first = heads[0][0].start if heads else rows[0][0].start
            yield _table(text, first, heads, rows)
            break


def _rows(lines: Sequence[tuple[int, str]], first: int, parting: re.Pattern[str]) -> tuple[list[tuple[Cell, ...]], int]:
    """Rows of equally many cells from a line on, and the line behind the last; lines drawn or empty are passed over."""
    rows: list[tuple[Cell, ...]] = []
    last = first
    for number in range(first, len(lines)):
        place, line = lines[number]
        if rows and _RULE.fullmatch(line) and number - last < 2:
            continue
        cells = _cells(place, line, parting)
        if not _is_row(cells, parting) or (rows and len(cells) != len(rows[0]) and not _alike(cells, rows[0])):
            break
        rows.append(cells)
        last = number + 1
    widest = max((len(row) for row in rows), default=0)
    return [(*(Cell(row[0].start, row[0].start, "") for _ in range(widest - len(row))), *row) for row in rows], last


def _alike(cells: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Rows that end in as many numbers: 东片 is said once for the rows of its towns, a total has no town."""
    return _tail(cells) == _tail(first) > 1 and abs(len(cells) - len(first)) <= 2


def _tail(cells: Sequence[Cell]) -> int:
    return next((number for number, cell in enumerate(reversed(cells)) if not cell.value), len(cells))


def _is_row(cells: Sequence[Cell], parting: re.Pattern[str]) -> bool:
    """A label or two and numbers, no sentence: 城关镇 412 655."""
    if len(cells) < 2:
        return False
    numbers = sum(cell.number for cell in cells)
    words = [cell for cell in cells if not cell.number and not cell.empty]
    if any(len(cell.text) > _LABEL or _PROSE.search(cell.text) for cell in words):
        return False
    few = len(cells) - numbers <= 2 and numbers >= 2 if parting is _NARROW else True
    return few and numbers > 0 and (not cells[0].number or bool(words) or parting is _WIDE)


def _heads(
    lines: Sequence[tuple[int, str]], first: int, parting: re.Pattern[str], columns: int
) -> tuple[tuple[Cell, ...], ...]:
    """The lines of the head, top to bottom: cells without bare numbers."""
    heads: list[tuple[Cell, ...]] = []
    for number in range(first - 1, max(-1, first - 2 * _HEADS), -1):
        place, line = lines[number]
        if _RULE.fullmatch(line):
            continue
        cells = _cells(place, line, parting)
        year = all(re.fullmatch(r"(?:19|20)\d{2}", cell.text) for cell in cells if cell.number)
        if len(cells) < 2 or len(cells) > columns or not year or any(_PROSE.search(cell.text) for cell in cells):
            break
        if _NOTED.search(line):
            break
        heads.append(cells)
        if len(heads) == _HEADS:
            break
    return tuple(reversed(heads))


def _by_cells(text: str, lines: Sequence[tuple[int, str]]) -> Iterator[Table]:
    """Tables pasted cell by cell, each on a line of its own: as many words as the rows have cells come first."""
    for short, group in groupby(lines, key=lambda one: len(one[1].strip()) <= _LABEL and not _PROSE.search(one[1])):
        cells = [
            Cell(place + len(line) - len(line.lstrip()), place + len(line.rstrip()), line.strip())
            for place, line in group
            if line.strip()
        ]
        if not short or sum(cell.number for cell in cells) < 4:
            continue
        yield from _folded(text, cells)


def _folded(text: str, cells: list[Cell]) -> Iterator[Table]:
    first = next(number for number, cell in enumerate(cells) if cell.number)
    for columns in range(2, min(first, 10) + 1):
        begun = first - 1
        rows = []
        while begun + columns <= len(cells):
            row = tuple(cells[begun : begun + columns])
            if row[0].number or not all(cell.number or cell.empty for cell in row[1:]):
                break
            rows.append(row)
            begun += columns
        head = tuple(cells[max(0, first - 1 - columns) : first - 1])
        if len(rows) >= 2 and len(head) == columns:
            yield _table(text, head[0].start, (head,), rows)
            return


def _table(text: str, first: int, heads: tuple[tuple[Cell, ...], ...], rows: list[tuple[Cell, ...]]) -> Table:
    above = text[max(0, first - _ABOVE) : first].rstrip()
    return Table(heads, tuple(rows), _units(above), above.rsplit("\n", 1)[-1].strip())


def _units(above: str) -> tuple[str, ...]:
    """单位：户、人、万元 above a table, or the unit in the brackets of its title."""
    found = list(_NOTE.finditer(above))
    for match in reversed(found):
        told = [part for part in re.split(r"[、，,\s/]+", match["units"] or match["bracket"]) if part]
        if match["units"] and "/" in match["units"]:
            told = [part for part in re.split(r"[、，,\s]+", match["units"]) if part]
        if told and all(MEASURE.fullmatch(part) for part in told):
            return tuple(told)
        if match["bracket"] and ENGLISH_MONEY.fullmatch(match["bracket"].strip()):
            return (match["bracket"].strip(),)
    return ()
