"""What a page of a workbook holds, whatever software saves it: titles, header, rows, what follows below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

STAMP = (2026, 10, 31, 9, 0, 0)  # when every file of the demonstration was saved

Cell = str | int | float | None


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One table as it stands on a page: titles, header of one or two rows, rows, what follows below.

    ``merged`` are ranges of the body counted from the first body row and column, both from 0:
    (first row, first column, last row, last column). ``hidden`` are body rows a filter hides.
    """

    name: str
    titles: Sequence[str]
    header: Sequence[Sequence[str]]
    rows: Sequence[Sequence[Cell]]
    footers: Sequence[Sequence[Cell]] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden: Sequence[int] = field(default_factory=tuple)

    @property
    def width(self) -> int:
        return len(self.header[-1])

    @property
    def first_body_row(self) -> int:
        return len(self.titles) + len(self.header)

    def lines(self) -> list[Sequence[Cell]]:
        return [*[[title] for title in self.titles], *self.header, *self.rows, *self.footers]
