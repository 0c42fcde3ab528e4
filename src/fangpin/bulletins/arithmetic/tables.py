"""Arithmetic inside a table: rows of totals, columns of shares and of growth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from fangpin.bulletins.arithmetic.relating import CLOSE, Placed, Relation, comparable, ratio_holds, summed
from fangpin.bulletins.columns import totals
from fangpin.bulletins.tables import Cell, Table, tables


def columns(text: str, figures: Sequence[Placed]) -> Iterator[Relation]:
    """The row of totals of a table, column by column."""
    at = {one.start: one for one in figures}
    for table in tables(text):
        for row in totals(table):
            yield from _row_of_totals(row, at)
        yield from _shares_of(table, at)


def _row_of_totals(row: list[tuple[Cell, tuple[Cell, ...]]], at: Mapping[int, Placed]) -> Iterator[Relation]:
    """Where half of the columns add up the row is complete: then every other has to."""
    told: list[Relation] = []
    for whole, cells in row:
        parts = [at[cell.start] for cell in cells if cell.start in at]
        if whole.start in at and len(parts) == len(cells):
            told += summed(at[whole.start], parts, sure=True, always=True)
    complete = told and sum(one.holds for one in told) * 2 >= len(told)
    yield from (one for one in told if complete or one.holds or one.off <= one.stated * CLOSE)


def _shares_of(table: Table, at: Mapping[int, Placed]) -> Iterator[Relation]:
    """A column of shares: the two columns of one unit whose ratio most rows show."""
    columns = [[at.get(cell.start) for cell in column] for column in zip(*table.rows, strict=True)]
    for shares in columns:
        if {one.figure.unit for one in shares if one} - {"percent"} or sum(one is not None for one in shares) < 3:
            continue
        for parts, wholes in permutations([column for column in columns if column is not shares], 2):
            rows = [
                (share, part, whole)
                for share, part, whole in zip(shares, parts, wholes, strict=True)
                if share and part and whole and comparable(part, whole)
            ]
            told = [_row_share(*row) for row in rows]
            grown = [_row_growth(*row) for row in rows if row[2].figure.value > 0]
            told = grown if sum(one.holds for one in grown) > sum(one.holds for one in told) else told
            if len(told) > 2 and sum(one.holds for one in told) * 2 > len(told):
                yield from told
                break


def _row_growth(share: Placed, later: Placed, base: Placed) -> Relation:
    expected = (later.figure.value - base.figure.value) * 100 / base.figure.value
    slack = (share.figure.step + (later.figure.step + base.figure.step) * 100 / base.figure.value) / 2
    holds = abs(expected - share.figure.value) <= slack
    return Relation("growth", (share.number, later.number, base.number), holds, expected, share.figure.value)


def _row_share(share: Placed, part: Placed, whole: Placed) -> Relation:
    expected = part.figure.value * 100 / whole.figure.value if whole.figure.value else share.figure.value
    holds = whole.figure.value == 0 or ratio_holds(part, whole, share)
    return Relation("share", (share.number, part.number, whole.number), holds, expected, share.figure.value)
