"""Employment, finance, cooperation: every figure of five cities is counted back, and moves as its records do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from tests.core.indicators.built import Sealed, built, built_tables, checked, targets_of


def counted(place: str, tables: Mapping[str, pa.Table], figures: list[str]) -> dict[str, Any]:
    found = checked(place, targets_of(place, None), Sealed(tables, built(place, None).day), figures)
    return {c.target.id: c.figure.value for c in found.compared if c.figure}


def test_removing_doubling_and_re_dating_loans_moves_their_figures_by_as_much() -> None:
    figures = ["nanping-014", "nanping-015", "nanping-016", "nanping-020", "nanping-041", "nanping-042"]
    tables = built_tables("nanping")
    before = counted("nanping", tables, figures)
    loans = tables["loan"]
    of_year = pc.greater_equal(loans["lent_on"], pa.scalar(targets_of("nanping", None)["nanping-014"].from_on))
    homes = pc.is_in(loans["household_id"], once_poor(tables))
    fast = loans.filter(pc.and_(pc.and_(loans["fast"], of_year), homes))
    one = fast.slice(0, 1)
    amount = one["amount_yuan"][0].as_py()

    without = counted("nanping", {**tables, "loan": loans.filter(pc.invert(is_row(loans, one)))}, figures)
    assert changes(before, without) == {"nanping-014": -1, "nanping-015": -amount}

    key = pa.array([pc.max(loans["id"]).as_py() + 1], loans["id"].type)
    again = one.set_column(one.column_names.index("id"), "id", key)
    doubled = counted("nanping", {**tables, "loan": pa.concat_tables([loans, again])}, figures)
    assert changes(before, doubled) == {"nanping-015": amount}

    day = pa.array([targets_of("nanping", None)["nanping-014"].from_on.replace(year=2019)], pa.date32())
    earlier = one.set_column(one.column_names.index("lent_on"), "lent_on", day)
    moved = pa.concat_tables([loans.filter(pc.invert(is_row(loans, one))), earlier])
    assert changes(before, counted("nanping", {**tables, "loan": moved}, figures)) == {
        "nanping-014": -1,
        "nanping-015": -amount,
    }


def once_poor(tables: Mapping[str, pa.Table]) -> pa.Array:
    spells = tables["register_spell"]
    return pc.unique(spells.filter(pc.not_equal(spells["register_type"], "general"))["household_id"])


def is_row(table: pa.Table, one: pa.Table) -> Any:
    return pc.equal(table["id"], one["id"][0])


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {id_: after[id_] - value for id_, value in before.items() if after[id_] != value}
