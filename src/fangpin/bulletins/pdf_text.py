"""The text of a PDF's pages: lines that a page broke go on, a table's row stands on a line, page furniture is left out.

A PDF knows where letters stand, not what they say: quotes may be drawn after the line they stand in, a gap before a
digit is no blank, and a line ends where the paper does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from fangpin.bulletins.word_text import LONGEST_CELL

_PAGE_NUMBER = re.compile(
    r"[\s—–·•-]*(?:第\s*)?\d{1,4}\s*页?(?:\s*(?:/|,|，|、|of|共|/\s*共)\s*\d{1,4}\s*页?)?[\s—–·•-]*"
    r"|Page \d+(?: of \d+)?",
    re.IGNORECASE,
)
_FURNITURE_LINES = 2  # at the top and at the bottom of a page
_RUNNING = 3  # pages that say the same at their edge
_SENTENCE = re.compile(r"[，。；：！？,;:]|.{41}")  # no head or foot is that
_ENDED = frozenset("。！？：；!?;|")
_WIDE_LETTER = "\u2e80"
_GAP = 0.15  # of a letter's size: a blank between Latin words
_SLACK = 2.0  # a stop that may not begin a line takes the letter before it along, another hangs over the margin
_APART = 3  # times the size of its letters: a line so far below another begins something new
_COLUMN_GAP = 1.5  # what stands further apart are columns
_WIDE_GAP = 0.35  # beside a Chinese character: a quarter is the usual distance to a digit, and none is said there


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it stands and its last letter ends, the room its first word needs, and how large its
    letters are, in points.
    """

    text: str
    top: float = 0.0
    ends: float = 0.0
    opens: float = 0.0
    size: float = 0.0
    row: bool = False  # of a table


def text_of_pages(pages: Iterable[Any]) -> str:
    """The text of the pages of an opened ``pdfplumber`` document, paragraphs and rows a line each."""
    laid = [list(_lines(page)) for page in pages]
    lines = [line for page in _without_furniture(laid) for line in page]
    margin = max((line.ends for line in lines if not line.row), default=0.0)
    told: list[str] = []
    before: Line | None = None
    for line in lines:
        if before and _goes_on(before, line, margin):
            told[-1] += _joint(told[-1], line.text) + line.text
        else:
            told.append(line.text)
        before = line
    return "\n".join(told)


def _goes_on(before: Line, line: Line, margin: float) -> bool:
    """Whether a line broke only because the first word of the next had no room in it."""
    if before.row or line.row or before.text[-1] in _ENDED or line.top - before.top > _APART * line.size:
        return False
    return before.ends + line.opens > margin


def _joint(before: str, behind: str) -> str:
    """Latin words are parted by a blank, Chinese ones by nothing."""
    return " " if before[-1].isascii() and behind[0].isascii() and before[-1] != "-" else ""


def _lines(page: Any) -> Iterator[Line]:
    """The lines and rows of a page, top to bottom."""
    drawn_twice = len({(c["text"], round(c["x0"]), round(c["top"])) for c in page.chars}) < 0.95 * len(page.chars)
    if drawn_twice:  # bold by drawing each letter twice
        page = page.dedupe_chars()
    tables = [table for table in page.find_tables() if len(table.columns) > 1] if page.edges else []
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda one: not any(_within(one, box) for box in boxes)) if boxes else page
    placed = [(line["top"], n, [_line(line["chars"])]) for n, line in enumerate(outside.extract_text_lines())]
    placed += [(table.bbox[1], n, list(_rows(table.extract()))) for n, table in enumerate(tables)]
    for _, _, lines in sorted(placed, key=lambda one: one[:2]):
        yield from (line for line in lines if line.text)


def _within(one: Any, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    across, down = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
    return bool(left <= across <= right and top <= down <= bottom)


def _line(letters: Sequence[Any]) -> Line:
    told = letters[0]["text"]
    opens = 0.0
    for before, letter in pairwise(letters):
        if letter is before:  # one sign for two letters, ﬁ, is told once for each
            continue
        wide = _wide(before) or _wide(letter)
        gap = (letter["x0"] - before["x1"]) / letter["size"]
        parting = "  " if gap > _COLUMN_GAP else " " if gap > (_WIDE_GAP if wide else _GAP) else ""
        if not opens and (wide or parting):
            opens = before["x1"] - letters[0]["x0"]
        told += parting + letter["text"]
    ends, size = letters[-1]["x1"], letters[0]["size"]
    return Line(told.strip(), letters[0]["top"], ends, (opens or ends - letters[0]["x0"]) + _SLACK * size, size)


def _wide(letter: Any) -> bool:
    return bool(letter["text"] >= _WIDE_LETTER)


def _rows(rows: Iterable[Sequence[str | None]]) -> Iterator[Line]:
    for row in rows:
        cells = [_unbroken(cell or "") for cell in row]
        if any(len(cell) > LONGEST_CELL for cell in cells):
            yield from (Line(cell, row=True) for cell in cells if cell)
        else:
            yield Line("\t".join(cells), row=True)


def _unbroken(cell: str) -> str:
    told = ""
    for line in cell.split("\n"):
        told += (_joint(told, line) if told and line else "") + line
    return told


def _without_furniture(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """Pages without their numbers and the heads and feet that several have."""
    edges = Counter(_running(page[n]) for page in pages for n in _edges(page))
    for page in pages:
        told = {n: page[n] for n in _edges(page)}
        left_out = {
            n
            for n, line in told.items()
            if _PAGE_NUMBER.fullmatch(line.text)
            or (edges[_running(line)] >= _RUNNING and not _SENTENCE.search(line.text))
        }
        yield [line for n, line in enumerate(page) if n not in left_out]


def _edges(page: list[Line]) -> set[int]:
    near = range(_FURNITURE_LINES)
    return {n for n in (*near, *(len(page) - 1 - n for n in near)) if 0 <= n < len(page) and not page[n].row}


def _running(line: Line) -> tuple[str, int]:
    """What a head says on every page at the same place, whatever the number of the page."""
    return re.sub(r"\d+", "0", line.text), round(line.top / 4)
