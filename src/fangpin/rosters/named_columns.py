"""Small office lists (areas, officers) read by the words of their heading, without a declared source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fangpin.rosters.sheets import Sheet

_HEADING_WITHIN = 15  # rows from the top; titles and remarks stand above it


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One row of a list: where it stood, and its texts by name; what is empty is absent."""

    sheet_no: int
    row_no: int
    texts: Mapping[str, str]


class NoHeading(ValueError):
    """No sheet has a row with the columns needed; ``needed`` are the words looked for."""

    def __init__(self, needed: Sequence[str]) -> None:
        self.needed = tuple(needed)
        super().__init__(f"no sheet has a heading with {', '.join(needed)}")

    @property
    def zh(self) -> str:
        return f"没有找到带“{'、'.join(self.needed)}”的表头，请在第一行写上这些列名。"


def read_named_rows(
    sheets: Iterable[Sheet], words: Mapping[str, Sequence[str]], *, needed: Sequence[str]
) -> list[NamedRow]:
    """Rows below the heading of each sheet that has one. ``words``: name of a column -> what it may be called.

    Raises :class:`NoHeading` if no sheet has all of ``needed``.
    """
    found: list[NamedRow] = []
    headed = False
    for sheet in sheets:
        cells = [column.to_pylist() for column in sheet.columns]
        heading = _heading(cells, words, needed)
        if heading is None:
            continue
        headed = True
        top, places = heading
        for at in range(top + 1, sheet.height):
            texts = {name: text for name, column in places.items() if (text := _text(cells[column][at]))}
            if texts:
                found.append(NamedRow(sheet.no, sheet.first_row + at, texts))
    if not headed:
        raise NoHeading([words[name][0] for name in needed])
    return found


def _heading(
    cells: Sequence[Sequence[str | None]], words: Mapping[str, Sequence[str]], needed: Sequence[str]
) -> tuple[int, dict[str, int]] | None:
    height = len(cells[0]) if cells else 0
    known = {plain_heading(word): name for name, called in words.items() for word in called}
    for at in range(min(height, _HEADING_WITHIN)):
        places: dict[str, int] = {}
        for column, texts in enumerate(cells):
            name = known.get(plain_heading(texts[at]))
            if name is not None:
                places.setdefault(name, column)
        if all(name in places for name in needed):
            return at, places
    return None


def plain_heading(text: str | None) -> str:
    """A heading without width, blanks, marks and what stands in brackets: ``户主 姓名*（必填）`` is ``户主姓名``."""
    folded = unicodedata.normalize("NFKC", text or "")
    return re.sub(r"\(.*?\)|[\s\u200b*:]", "", folded).casefold()


def _text(cell: str | None) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", cell or "").replace("\u200b", "")).strip()
