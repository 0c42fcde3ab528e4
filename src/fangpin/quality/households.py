"""One row per household out of the rows of its members. Where they disagree the household's value is unknown.

This is plain array work and no SQL: a grouping with a thousand aggregates takes an engine longer to plan than to run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.policy import RosterColumn, RosterTable

_Whole = npt.NDArray[np.int64]


def households_of(table: RosterTable, columns: Mapping[str, pa.Array], where: pa.Table) -> pa.Table:
    """The household table of a source, given the columns of its rows; rows without a household code are left out."""
    code = where["household_id"].combine_chunks()
    known = np.flatnonzero(code.is_valid().to_numpy(zero_copy_only=False))
    ids = pc.fill_null(code, 0).to_numpy(zero_copy_only=False)
    order = known[np.argsort(ids[known], kind="stable")]
    starts = np.flatnonzero(np.diff(ids[order], prepend=-1))
    groups = _Groups(order, starts)
    fields: dict[str, list[RosterColumn]] = {}
    for column in table.columns:
        fields.setdefault(column.field, []).append(column)
    made: dict[str, pa.Array] = {}
    differing: list[tuple[str, npt.NDArray[np.bool_]]] = []
    for field, of_field in fields.items():
        told = [c for c in of_field if c.role != "empty"]
        value, differs = groups.agreed(columns, told)
        differing.append((field, differs))
        made |= {c.name: columns[c.name].take(value) for c in told}
        made |= {c.name: groups.empty(columns[c.name]) for c in of_field if c.role == "empty"}
    first = pa.array(order[starts], pa.int64())
    keys = {
        "household_id": code.take(first),
        "area_code": where["area_code"].combine_chunks().take(first),
        "member_rows": pa.array(np.diff(starts, append=len(order)), pa.int64()),
        **_conflicts(differing, len(starts)),
    }
    return pa.table({**keys, **made})


def _conflicts(differing: Sequence[tuple[str, npt.NDArray[np.bool_]]], count: int) -> dict[str, pa.Array]:
    named: list[list[str]] = [[] for _ in range(count)]
    for field, differs in differing:
        for household in np.flatnonzero(differs).tolist():
            named[household].append(field)
    return {
        "conflicts": pa.array([len(n) for n in named], pa.int64()),
        "conflicting_fields": pa.array([",".join(n) for n in named], pa.string()),
    }


class _Groups:
    """Rows in the order of their households; ``starts`` are the places where a household begins."""

    def __init__(self, order: _Whole, starts: _Whole) -> None:
        self.order = order
        self.starts = starts
        self.household = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(order)))

    def agreed(
        self, columns: Mapping[str, pa.Array], of_field: Sequence[RosterColumn]
    ) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
        """For each household the row that tells the field, null where none does or two say different things."""
        if not len(self.starts):
            return pa.array([], pa.int64()), np.zeros(0, bool)
        codes = _codes(columns, of_field)[self.order]
        filled = codes >= 0
        places = np.where(filled, np.arange(len(codes)), len(codes))
        first = np.minimum.reduceat(places, self.starts)
        told = first < len(codes)
        of_first = codes[np.where(told, first, 0)]
        other = filled & (codes != of_first[self.household])
        differs = np.logical_or.reduceat(other, self.starts) & told
        rows = self.order[np.where(told, first, 0)]
        return pa.array(rows, pa.int64(), mask=~told | differs), differs

    def empty(self, column: pa.Array) -> pa.Array:
        """Whether the cell is empty in every row; unknown where no row has such a column."""
        if not len(self.starts):
            return pa.array([], pa.bool_())
        asked = column.is_valid().to_numpy(zero_copy_only=False)[self.order]
        blank = pc.fill_null(column, fill_value=True).to_numpy(zero_copy_only=False)[self.order]
        all_blank = np.logical_and.reduceat(blank, self.starts)
        return pa.array(all_blank, mask=~np.logical_or.reduceat(asked, self.starts))


def _codes(columns: Mapping[str, pa.Array], of_field: Sequence[RosterColumn]) -> _Whole:
    """A number for what each row says in a field, -1 where it says nothing. Of a set of codes the order is nothing."""
    chosen = [c for c in of_field if c.role in ("value", "code", "key")]
    count = len(columns[chosen[0].name])
    if chosen[0].role != "code":
        indices = columns[chosen[0].name].dictionary_encode().indices
        return np.asarray(pc.fill_null(indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False))
    held = np.zeros(count, np.int64)
    for place, column in enumerate(chosen):
        held |= (
            pc.fill_null(columns[column.name], fill_value=False).to_numpy(zero_copy_only=False).astype(np.int64)
            << place
        )
    return np.where(columns[chosen[0].name].is_valid().to_numpy(zero_copy_only=False), held, -1)
