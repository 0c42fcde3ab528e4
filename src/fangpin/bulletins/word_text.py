"""The text of a Word file's body, one way for all who read it: a paragraph a line, a row of a table a line of cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_COLUMNS = 63  # Word makes no more
LONGEST_CELL = 80  # characters: a longer one is a paragraph, and its row lays out text
_LETTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}


def body_text(body: Any) -> str:
    """The text of a body: line breaks between paragraphs, tabs between the cells of a row."""
    return "".join(said for said, _ in pieces(body))


def pieces(body: Any) -> Iterator[tuple[str, Any]]:
    """The text of a body in order, each piece with the element it stands in; None for what parts two paragraphs."""
    parting, behind = _rows(body)
    for number, paragraph in enumerate(body.iter(f"{W}p")):
        if number:
            yield parting.get(paragraph, "\n"), None
        for said, element in _said(paragraph):
            yield (said if paragraph not in parting or element.tag == f"{W}t" else " "), element
        if paragraph in behind:
            yield behind[paragraph], None


def lines_of(body: Any) -> list[str]:
    """Each paragraph by itself, also those in cells."""
    return ["".join(said for said, _ in _said(paragraph)) for paragraph in body.iter(f"{W}p")]


def _said(paragraph: Any) -> Iterator[tuple[str, Any]]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            yield element.text or "", element
        elif element.tag in _LETTERS:
            yield _LETTERS[element.tag], element


def _rows(body: Any) -> tuple[dict[Any, str], dict[Any, str]]:
    """What stands before the paragraphs of rows, and behind a last cell that spans columns.

    A merged cell leaves the other columns it spans empty; what lies below it in its column is empty in Word already.
    """
    parting: dict[Any, str] = {}
    behind: dict[Any, str] = {}
    for row in body.iter(f"{W}tr"):
        cells = [(cell, list(cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")]
        nested = row.find(f".//{W}tbl") is not None
        if not cells[1:] or nested or any(_length(said) > LONGEST_CELL or not said for _, said in cells):
            continue
        before = "\n"
        for cell, said in cells:
            for paragraph in said:
                parting[paragraph], before = before, " "
            empty = "\t" * (_columns(cell) - 1)
            before = f"{empty}\t"
        if empty:
            behind[paragraph] = empty
    return parting, behind


def _length(paragraphs: list[Any]) -> int:
    return sum(len(said) for paragraph in paragraphs for said, _ in _said(paragraph))


def _columns(cell: Any) -> int:
    """How many columns of the table a cell spans."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return min(spanned(span.get(f"{W}val", "")), MOST_COLUMNS) if span is not None else 1


def spanned(told: str) -> int:
    """How many columns or rows a cell says it spans; one where it says nothing that can be."""
    return max(1, int(told[:4])) if told[:4].isdecimal() else 1
