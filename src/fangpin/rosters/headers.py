"""Where the heading of a sheet is, and what each column is called once merged and stacked cells are laid flat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangpin.rosters.labels import normalise_label
from fangpin.rosters.sheets import Sheet

SEARCHED_ROWS = 40
DEEPEST = 3
LONGEST_LABEL = 80
LONG_NUMBER = re.compile(r"\d{11}|\d{4}-\d\d-\d\d 00:00:00")  # a document number, a telephone, a date: no heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A possible heading: records ``top`` to ``bottom`` and one flat label per column, such as 收入/工资性."""

    top: int
    bottom: int
    labels: tuple[str, ...]


def headings(sheet: Sheet) -> Iterator[Heading]:
    """Every run of one to three rows near the top that could be the heading."""
    depth = min(SEARCHED_ROWS, sheet.height)
    grid = [list(row) for row in sheet.rows(0, depth)]
    merged = _spread(grid, sheet)
    of_data = [any(cell and LONG_NUMBER.search(cell) for cell in row) for row in grid]
    cut = {row - sheet.first_row for m in sheet.merged for row in range(m.top + 1, min(m.bottom, m.top + DEEPEST) + 1)}
    for top in range(depth):
        if top in cut:  # a heading does not begin in the middle of a merged cell
            continue
        if of_data[top] or not _could_be_heading(grid[top]):
            continue
        for rows in range(1, DEEPEST + 1):
            if top + rows > depth or of_data[top + rows - 1]:
                break
            labels = _flatten(grid[top : top + rows], merged[top : top + rows])
            yield Heading(top=top, bottom=top + rows - 1, labels=labels)


def titles(sheet: Sheet, heading_top: int) -> list[str]:
    """The distinct texts above the heading, left to right and top to bottom."""
    found: dict[str, None] = {}
    for row in sheet.rows(0, heading_top):
        found.update((cell.strip(), None) for cell in row if cell and cell.strip())
    return list(found)


def _could_be_heading(row: list[str | None]) -> bool:
    filled = [cell for cell in row if cell and cell.strip()]
    if len(set(filled)) < 2:
        return False
    words = [cell for cell in filled if len(cell) <= LONGEST_LABEL and not cell.replace(".", "").isdigit()]
    return len(words) * 2 >= len(filled)


def _spread(grid: list[list[str | None]], sheet: Sheet) -> list[list[str | None]]:
    """The same rows with the text of each merged range in all its cells."""
    spread = [list(row) for row in grid]
    for merge in sheet.merged:
        top, left = merge.top - sheet.first_row, merge.left - sheet.first_column
        if not 0 <= top < len(grid) or not 0 <= left < sheet.width:
            continue
        for i in range(top, min(merge.bottom - sheet.first_row + 1, len(grid))):
            for j in range(left, min(merge.right - sheet.first_column + 1, sheet.width)):
                spread[i][j] = grid[top][left]
    return spread


def _flatten(rows: list[list[str | None]], merged: list[list[str | None]]) -> tuple[str, ...]:
    stacked = [list(row) for row in merged]
    for upper, row in enumerate(stacked[:-1]):  # a group heading whose merge was lost still reaches right
        for j in range(1, len(row)):
            below = any(other[j] for other in rows[upper + 1 :])
            if not row[j] and row[j - 1] and below:
                row[j] = row[j - 1]
    labels = []
    for column in zip(*stacked, strict=True):
        parts: list[str] = []
        for cell in column:
            text = (cell or "").strip()
            if text and (not parts or normalise_label(parts[-1]) != normalise_label(text)):
                parts.append(text)
        labels.append("/".join(part[:LONGEST_LABEL] for part in parts))
    return tuple(labels)
