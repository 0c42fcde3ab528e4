"""A sheet as the sender made it: columns of text, the spreadsheet's own row numbers, merged ranges."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

MEBIBYTE = 1 << 20
CHUNK_ROWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may unpack to before it is refused. An ordinary roster of 200,000 × 40 needs a third of it."""

    file_bytes: int = 256 * MEBIBYTE
    unpacked_bytes: int = 1024 * MEBIBYTE
    cells: int = 24_000_000
    members: int = 500
    nesting: int = 2


ORDINARY = Limits()


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range in the spreadsheet's own numbering, from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """Cells as text, column by column; an empty cell is NULL.

    ``no`` counts sheets through the whole envelope from 1, so that (file, sheet, row) leads back
    to the cell. Record ``i`` is the spreadsheet's row ``first_row + i``, column ``j`` its column
    ``first_column + j``.
    """

    file: str
    no: int
    name: str
    columns: tuple[pa.Array, ...]
    first_row: int = 1
    first_column: int = 1
    merged: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden: bool = False

    @property
    def height(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        return len(self.columns)

    def row_no(self, index: int) -> int:
        """The number the spreadsheet shows beside record ``index``."""
        return self.first_row + index

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[str | None, ...]]:
        """Records ``start`` to ``stop`` as tuples; meant for heads and samples, not for a whole roster."""
        stop = self.height if stop is None else min(stop, self.height)
        if stop <= start or not self.columns:
            return iter(())
        return zip(*(column.slice(start, stop - start).to_pylist() for column in self.columns), strict=True)

    @property
    def cells(self) -> Iterator[tuple[str | None, ...]]:
        """All rows, top to bottom."""
        return self.rows()


def read_part(package: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    """At most ``most`` bytes of a part: ``ZipFile.read`` unpacks a part whole, however little it declares."""
    with package.open(name) as stream:
        return stream.read(most)


def sheet_from_rows(
    rows: Iterable[Iterable[str | None]],
    *,
    file: str,
    no: int,
    name: str,
    merged: tuple[Merge, ...] = (),
    hidden_rows: frozenset[int] = frozenset(),
    hidden: bool = False,
) -> Sheet:
    """A sheet of rows that may differ in length, numbered from 1; built in chunks so that memory stays small."""
    chunks: list[list[pa.Array]] = []
    pending: list[list[str | None]] = []
    width = 0

    def flush() -> None:
        nonlocal pending
        columns = [pa.array([row[j] if j < len(row) else None for row in pending], pa.string()) for j in range(width)]
        chunks.append(columns)
        pending = []

    for row in rows:
        cells = [cell or None for cell in row]
        width = max(width, len(cells))
        pending.append(cells)
        if len(pending) >= CHUNK_ROWS:
            flush()
    if pending:
        flush()
    columns = []
    for j in range(width):
        parts = [c[j] if j < len(c) else pa.nulls(len(c[0]) if c else 0, pa.string()) for c in chunks]
        columns.append(pa.concat_arrays(parts))
    return Sheet(
        file=file, no=no, name=name, columns=tuple(columns), merged=merged, hidden_rows=hidden_rows, hidden=hidden
    )
