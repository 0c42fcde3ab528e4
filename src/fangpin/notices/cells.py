"""A table of counts by area and class, with the small ones hidden and so many others that nobody computes them.

What is printed is what a reader may add up: cells, totals of rows and columns, totals of towns. He also has last
month's table, and guesses rightly which cells have not changed. Against him every count below ``smallest`` could as
well be up to ``smallest`` more. Which values remain possible is not estimated: a table with one nested
dimension is a network, and what a hidden cell can be is a flow in it, computed exactly.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

TOTAL = ""
Cell = tuple[str, str]  # area and class; TOTAL for all classes together
_Node = tuple[str, str]
_OUTSIDE: _Node = ("", "outside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts of the lowest areas by class. ``parents``: area to the area above it, the top one to None.

    Areas without areas below need a count for every class; those above are summed.
    """

    parents: Mapping[str, str | None]
    classes: tuple[str, ...]
    counts: Mapping[Cell, int]

    def whole(self) -> dict[Cell, int]:
        """Every cell of the table, totals included."""
        found: dict[Cell, int] = {(area, kind): 0 for area in self.parents for kind in (*self.classes, TOTAL)}
        for (area, kind), count in self.counts.items():
            for above in self._upwards(area):
                found[above, kind] += count
                found[above, TOTAL] += count
        return found

    def _upwards(self, area: str) -> Iterator[str]:
        at: str | None = area
        while at is not None:
            yield at
            at = self.parents[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table as printed: a count, or None where it is hidden. ``true`` stays in the office, for next month's."""

    cells: Mapping[Cell, int | None]
    true: Mapping[Cell, int] = field(repr=False)

    @property
    def hidden(self) -> frozenset[Cell]:
        return frozenset(cell for cell, count in self.cells.items() if count is None)


class CannotProtect(Exception):
    """Even with everything hidden that can be, somebody could compute a small count: print a coarser table."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        super().__init__(cell)

    def __str__(self) -> str:
        return f"the count of {self.cell[0]} {self.cell[1] or 'in all'} could be computed; print a coarser table"

    def zh(self) -> str:
        """The sentence for a Chinese reader."""
        return f"{self.cell[0]} {self.cell[1] or '合计'} 的数会被推算出来，请改发更粗的表（只到乡镇或只列合计）。"


def protect(counts: Counts, *, smallest: int = 3, previous: Shown | None = None) -> Shown:
    """Hide what is small, what changed by a little since ``previous``, and what would give these away.

    Raises :class:`CannotProtect`.
    """
    table = _Network.of(counts)
    before = dict(previous.cells) if previous else {}
    known = {cell for cell, count in before.items() if count is not None and table.true.get(cell) == count}
    sensitive = {cell for cell, count in table.true.items() if count < smallest}
    sensitive |= {
        cell for cell, count in before.items()
        if count is not None and cell in table.true and 0 < abs(table.true[cell] - count) < smallest
    }  # fmt: skip
    kept_hidden = {
        cell for cell, count in before.items()
        if count is None and previous and abs(table.true.get(cell, 0) - previous.true[cell]) < smallest
    }  # fmt: skip
    hidden = (sensitive | kept_hidden) & table.true.keys()
    for cell in sorted(hidden & sensitive, key=lambda c: (table.true[c], c)):
        table.make_room(cell, hidden, known, smallest)
    cells = {cell: None if cell in hidden else count for cell, count in table.true.items()}
    return Shown(cells=cells, true=dict(table.true))


@dataclass(frozen=True, slots=True)
class _Network:
    """Each cell is an arc that carries its count; at every node what comes in goes out."""

    true: dict[Cell, int]
    ends: dict[Cell, tuple[_Node, _Node]]
    dear: dict[Cell, int]  # what it costs the reader to miss a cell: totals more than cells

    @classmethod
    def of(cls, counts: Counts) -> _Network:
        true, inner = counts.whole(), {above for above in counts.parents.values() if above is not None}
        ends, dear = {}, {}
        for area, above in counts.parents.items():
            for kind in (*counts.classes, TOTAL):
                here: _Node = (area, kind if area in inner else "row")
                there: _Node = (above, kind) if above is not None else _OUTSIDE
                ends[area, kind] = (there, here) if kind == TOTAL else (here, there)
                weight = (20 if kind == TOTAL else 1) * (8 if area in inner else 1) * (50 if above is None else 1)
                dear[area, kind] = weight * (true[area, kind] + 2)
        return cls(true, ends, dear)

    def make_room(self, cell: Cell, hidden: set[Cell], known: set[Cell], width: int) -> None:
        """Hide further cells until ``cell`` could be ``width`` more than it is, for all a reader can tell.

        What it gains is taken round a ring of hidden cells, as far as they have something to give; the ring that
        costs the reader least is hidden next.
        """
        hidden.add(cell)
        tail, head = self.ends[cell]
        moved = dict.fromkeys(self.true, 0)
        gained = 0
        while gained < width:
            way = self._cheapest_way(head, tail, cell, hidden, known, moved)
            if way is None:
                raise CannotProtect(cell)
            step = min([self.true[c] + moved[c] for c, forwards in way if not forwards] + [width - gained])
            for other, forwards in way:
                moved[other] += step if forwards else -step
                hidden.add(other)
            gained += step

    def _cheapest_way(
        self, source: _Node, sink: _Node, cell: Cell, hidden: set[Cell], known: set[Cell], moved: Mapping[Cell, int]
    ) -> list[tuple[Cell, bool]] | None:
        """Cells from node to node with the direction each is moved; hidden ones cost nothing, known ones stay."""
        around = self._around(known | {cell}, moved)
        queue: list[tuple[int, int, _Node]] = [(0, 0, source)]
        spent: dict[_Node, int] = {source: 0}
        came: dict[_Node, tuple[_Node, Cell, bool]] = {}
        order = 0
        while queue:
            cost, _order, node = heapq.heappop(queue)
            if node == sink:
                return _way_back(source, sink, came)
            if cost > spent[node]:
                continue
            for there, other, forwards in around.get(node, ()):
                total = cost + (0 if other in hidden else self.dear[other])
                if there not in spent or total < spent[there]:
                    order += 1
                    spent[there], came[there] = total, (node, other, forwards)
                    heapq.heappush(queue, (total, order, there))
        return None

    def _around(self, fixed: set[Cell], moved: Mapping[Cell, int]) -> dict[_Node, list[tuple[_Node, Cell, bool]]]:
        """Where one can go from each node: up along a cell always, down only while it has something to give."""
        around: dict[_Node, list[tuple[_Node, Cell, bool]]] = {}
        for cell, (tail, head) in self.ends.items():
            if cell in fixed:
                continue
            around.setdefault(tail, []).append((head, cell, True))
            if self.true[cell] + moved[cell] > 0:
                around.setdefault(head, []).append((tail, cell, False))
        return around


def _way_back(source: _Node, sink: _Node, came: Mapping[_Node, tuple[_Node, Cell, bool]]) -> list[tuple[Cell, bool]]:
    way, node = [], sink
    while node != source:
        node, cell, forwards = came[node]
        way.append((cell, forwards))
    return way
