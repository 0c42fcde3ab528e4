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
_COMMA = re.compile(r"[^\S\n]*(?:，|(?<!\d),|,(?!\d{3}(?!\d)))[^\S\n]*")
_NUMBER = re.compile(rf"[-+−]?(?:{ARABIC})")
_EMPTY = re.compile(r"[-—–/\\*.·…]*|无|－+|N/?A", re.IGNORECASE)
_COLUMN_NAMES = re.compile(r"[\s|│]*甲(?:[\s|│]+(?:[乙丙丁戊A-Z]|\d{1,2}))+[\s|│]*")  # 甲 乙 1 2: a form's own columns
_RULE = re.compile(r"[\s|+:\-=—─━┼├┤┌┐└┘┬┴│]*")  # a line drawn under the head
_SHORT = re.compile(r"\b(?:Nos?|Rs|Sl|Amt|Ksh|S|Exp)\.\s")
_ABBREVIATED = re.compile(r"(?:[A-Za-z]{1,4}\.\s?){1,3}")
_PROSE = re.compile(r"[。；;！!？?]|[，,](?!\d)|[.:：]$|\.\s")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_RUN_ROW = re.compile(r"[^\s\d]+\s+[-−]?\d[\d.,]*\s+[-−]?\d[\d.,]*(?=\s|$)")  # a label and two numbers at least
_WORD = re.compile(r"[合总小共]\s计|\S+")
_REMARKS = re.compile("备注|说明|Remarks?")
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
_MEASURED = re.compile(rf"(?P<number>[-+−]?(?:{ARABIC}))\s*(?P<unit>(?![%‰年月日号]){MEASURE.pattern})")
ENGLISH_MONEY = re.compile(
    r"(?P<sign>Rs\.?|₹|INR|NPR|PKR|BDT|Tk\.?|US\$|\$|USD|KES|KSh|₦|£|€)?\s*(?:in\s+)?(?P<scale>lakhs?|crores?|million|billion|thousand)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``text`` is what stands at ``[start, end)``, without the unit said with its number: 12 of 12户."""

    start: int
    end: int
    text: str
    unit: str = ""

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
        """What stands over the head of a column, where one cell spans all columns of numbers, or some of them."""
        if len(self.heads) > 1 and len(self.heads[-2]) == len(self.rows[0]):
            spanning = [cell.text for cell in self.heads[-2][: column + 1] if cell.text]
            return spanning[-1] if spanning and spanning[-1] != self.head(column) else ""
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
        return " ".join(told) or self._label_above(row)

    def _label_above(self, row: int) -> str:
        """The label that reaches down to a row with an empty cell below it; the last row may be a total unsaid."""
        column = next((number for number, cell in enumerate(self.rows[row]) if not cell.text), None)
        if column is None or row + 1 == len(self.rows):
            return ""
        above = (line[column] for line in reversed(self.rows[:row]) if column < len(line))
        reaching = next((cell for cell in above if cell.text), None)
        return "" if reaching is None or reaching.value else reaching.text


def tables(text: str) -> Iterator[Table]:
    """Tables of a text, top to bottom: two rows with numbers at least."""
    lines = _lines(text)
    upright = [*_by_lines(text, lines)]
    yield from upright
    taken = [(table.rows[0][0].start, table.rows[-1][-1].end) for table in upright]
    others = (*_by_cells(text, lines), *_by_runs(text, lines))
    yield from (one for one in others if not any(s <= one.rows[0][0].start < e for s, e in taken))


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines with their places; empty ones kept."""
    told, place = [], 0
    for line in text.split("\n"):
        told.append((place, line))
        place += len(line) + 1
    return told


def _cells(place: int, line: str, parting: re.Pattern[str]) -> tuple[Cell, ...]:
    """The cells of a line; bars at its edges make none."""
    edge = " " if "\t" in line and parting is _WIDE else " \t"  # a tab before the first cell says that it is empty
    first = len(line) - len(line.lstrip(edge))
    stripped = line.strip(edge)
    if stripped[:1] in {"|", "│"}:
        first, stripped = first + 1, stripped[1:]
    stripped = stripped.rstrip("|│")
    drawn = parting is _WIDE and re.search(r"[\t|│┃¦]", stripped)  # gaps alone stand in sentences too
    cells, begun = [], 0
    for match in [*parting.finditer(stripped), None]:
        part = stripped[begun : match.start() if match else len(stripped)]
        inside = part.strip()
        start = place + first + begun + (len(part) - len(part.lstrip()))
        measured = _MEASURED.fullmatch(inside) if drawn else None
        said, unit = (measured["number"], measured["unit"]) if measured else (inside, "")
        cells.append(Cell(start, start + len(inside), said, unit))
        begun = match.end() if match else 0
    return tuple(cells)


def _by_lines(text: str, lines: Sequence[tuple[int, str]]) -> Iterator[Table]:
    """Tables whose rows are lines: cells parted by bars, tabs or wide gaps, failing that by single ones."""
    done = 0
    for number in range(len(lines)):
        if number < done or not re.search(r"\d", lines[number][1]) or _COLUMN_NAMES.fullmatch(lines[number][1]):
            continue
        for parting in (_WIDE, _NARROW, _COMMA):
            rows, last = _rows(lines, number, parting)
            if len(rows) < 2:
                continue
            done = last
            heads = _heads(lines, number, parting, len(rows[0]))
            first = heads[0][0].start if heads else rows[0][0].start
            if not heads and (
                len(rows) < 3 or (parting is not _WIDE and not _units(text[max(0, first - _ABOVE) : first]))
            ):
                continue
            yield _table(text, first, _aligned(heads, len(rows[0])), rows)
            break


def _aligned(heads: tuple[tuple[Cell, ...], ...], columns: int) -> tuple[tuple[Cell, ...], ...]:
    """Heads in which a line above empty cells stands over these, and its other cells each over as many columns."""
    if len(heads) < 2 or len(heads[-1]) != columns or heads[-1][0].text:
        return heads
    own = next(number for number, cell in enumerate(heads[-1]) if cell.text)
    told = [heads[-1]]
    for line in reversed(heads[:-1]):
        if own < len(line) < columns:
            each, over = divmod(columns - own, len(line) - own)
            spread = [cell for cell in line[own:-1] for _ in range(each)] + [line[-1]] * (each + over)
            told.append((*line[:own], *spread))
        else:
            told.append(line)
    return tuple(reversed(told))


def _rows(lines: Sequence[tuple[int, str]], first: int, parting: re.Pattern[str]) -> tuple[list[tuple[Cell, ...]], int]:
    """Rows of equally many cells from a line on, and the line behind the last; lines drawn or empty are passed over."""
    rows: list[tuple[Cell, ...]] = []
    last = first
    for number in range(first, len(lines)):
        place, line = lines[number]
        if rows and (_RULE.fullmatch(line) or _names_a_section(place, line)) and number - last < 3:
            continue
        cells = _cells(place, line, parting)
        if rows and parting is _WIDE and len(cells) < len(rows[0]) == len(narrow := _cells(place, line, _NARROW)):
            cells = narrow  # a long number left one gap between its column and the next
        nothing_told = rows and len(cells) == len(rows[0]) and all(cell.empty for cell in cells[1:])
        if not nothing_told and not _is_row(cells, parting):
            break
        if rows and len(cells) != len(rows[0]) and not _alike(cells, rows[0]):
            break
        rows.append(cells)
        last = number + 1
    widest = max((len(row) for row in rows), default=0)
    return [(*(Cell(row[0].start, row[0].start, "") for _ in range(widest - len(row))), *row) for row in rows], last


def _names_a_section(place: int, line: str) -> bool:
    """（二）农村低保 with empty cells behind it: what the rows below are of."""
    first, *others = _cells(place, line, _WIDE)
    return bool(others) and not first.number and bool(first.text) and not any(cell.text for cell in others)


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
    values = sum(cell.value for cell in cells)
    few = len(cells) - values <= 2 and (values >= 2 or len(cells) == 2) if parting is not _WIDE else True
    return few and numbers > 0 and (not cells[0].number or bool(words) or parting is _WIDE)


def _heads(
    lines: Sequence[tuple[int, str]], first: int, parting: re.Pattern[str], columns: int
) -> tuple[tuple[Cell, ...], ...]:
    """The lines of the head, top to bottom: cells without bare numbers."""
    heads: list[tuple[Cell, ...]] = []
    for number in range(first - 1, max(-1, first - 2 * _HEADS), -1):
        place, line = lines[number]
        if _RULE.fullmatch(line) or _COLUMN_NAMES.fullmatch(line) or _names_a_section(place, line):
            continue
        cells = _cells(place, line, parting)
        if len(cells) == columns + 1 and _REMARKS.fullmatch(cells[-1].text):  # a column that no row fills
            cells = cells[:-1]
        year = all(_YEAR.fullmatch(cell.text) for cell in cells if cell.number)
        if len(cells) < 2 or len(cells) > columns or not year or any(_says_more(cell.text) for cell in cells):
            break
        if _NOTED.search(line):
            break
        heads.append(cells)
        if len(heads) == _HEADS:
            break
    return tuple(reversed(heads))


def _says_more(head: str) -> bool:
    """A sentence rather than the head of a column; S.No. and Ksh. are heads."""
    return _PROSE.search(_SHORT.sub("", head)) is not None and not _ABBREVIATED.fullmatch(head)


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
    """The widest run of rows that have words and numbers at the same places, below as many words as a row has cells."""
    best: tuple[int, int, list[tuple[Cell, ...]]] = 0, 0, []
    first = next(number for number, cell in enumerate(cells) if cell.number)
    for begun in range(max(0, first - 2), min(len(cells), first + 12)):
        for columns in range(2, min(begun, 10) + 1):
            heads = cells[begun - columns : begun]
            if any(cell.number and not _YEAR.fullmatch(cell.text) for cell in heads):
                continue
            rows = _like_rows(cells, begun, columns)
            if len(rows) >= 2 and len(rows) * columns > best[0]:
                best = len(rows) * columns, begun, rows
    if best[0]:
        heads = cells[best[1] - len(best[2][0]) : best[1]]
        yield _table(text, heads[0].start, (tuple(heads),), best[2])


def _like_rows(cells: Sequence[Cell], begun: int, columns: int) -> list[tuple[Cell, ...]]:
    """Rows of so many cells from one on, as long as numbers stand where the first row has them; the last is a number."""
    rows: list[tuple[Cell, ...]] = []
    for start in range(begun, len(cells) - columns + 1, columns):
        row = tuple(cells[start : start + columns])
        shape = [cell.value for cell in row]
        if not shape[-1] or all(shape) or [cell.value for cell in (rows or [row])[0]] != shape:
            break
        rows.append(row)
    return rows


def _by_runs(text: str, lines: Sequence[tuple[int, str]]) -> Iterator[Table]:
    """Tables whose lines were run together: 乡镇 户数 人数 城关镇 12 34 新桥乡 5 6; their head may keep its own line."""
    for number, (place, line) in enumerate(lines):
        runs = len(_RUN_ROW.findall(line))
        if not runs:
            continue
        above = next((_words(*lines[before]) for before in range(number - 1, -1, -1) if lines[before][1].strip()), [])
        if len(above) > 2 and not any(cell.number or _says_more(cell.text) for cell in above):
            cells = _words_on(lines, number)
            rows = _like_rows(cells, 0, len(above))
            if len(rows) >= 2 and len(rows) * len(above) == len(cells):
                yield _table(text, above[0].start, (tuple(above),), rows)
                continue
        if runs < 2:
            continue
        cells = _words(place, line)
        first = next((number for number, cell in enumerate(cells) if cell.number), 0)
        label = first - 1
        columns = 1 + next((n for n, cell in enumerate(cells[first:]) if not cell.value), 0)
        heads = cells[max(0, label - columns) : label]
        rows = _like_rows(cells, label, columns) if columns > 2 and len(heads) == columns else []
        if len(rows) >= 2 and not any(cell.number for cell in heads):
            yield _table(text, heads[0].start, (tuple(heads),), rows)


def _words(place: int, line: str) -> list[Cell]:
    return [Cell(place + match.start(), place + match.end(), match[0]) for match in _WORD.finditer(line)]


def _words_on(lines: Sequence[tuple[int, str]], number: int) -> list[Cell]:
    """The words of a line and of those below it, down to one that is empty or prose."""
    words: list[Cell] = []
    for place, line in lines[number:]:
        told = _words(place, line)
        if not told or any(len(cell.text) > _LABEL or _PROSE.search(cell.text) for cell in told):
            break
        words += told
    return words


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
