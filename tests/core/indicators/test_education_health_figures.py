"""Education and health: in five cities built from targets every figure is counted back, and moves as its records do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import PurePath

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from tests.core.indicators.built import Sealed, built, built_tables, checked, targets_of
from tests.shipped import shipped

FILES = ("education.yaml", "health.yaml")


def figures_of(place: str) -> list[str]:
    return [f.id for f in shipped(place).figures.values() if PurePath(f.file).name in FILES]


def without_one_service(tables: dict[str, pa.Table]) -> None:
    """Nobody served that person otherwise."""
    tables["doctor_service"] = tables["doctor_service"].slice(1)


def with_one_grant_twice(tables: dict[str, pa.Table]) -> None:
    payments = tables["benefit_payment"]
    grant = payments.filter(pc.equal(payments["school_year"], "2019-2020")).slice(0, 1)
    again = grant.set_column(grant.schema.get_field_index("id"), "id", pa.array([10_000_000]))
    tables["benefit_payment"] = pa.concat_tables([payments, again])


def with_one_grant_of_2020_a_year_earlier(tables: dict[str, pa.Table]) -> None:
    payments = tables["benefit_payment"]
    days = payments["paid_on"].to_pylist()
    moved = next(n for n, year in enumerate(payments["school_year"].to_pylist()) if year == "2020-2021")
    days[moved] = date(2018, 6, 1)
    place = payments.schema.get_field_index("paid_on")
    tables["benefit_payment"] = payments.set_column(place, "paid_on", pa.array(days, pa.date32()))


@pytest.mark.parametrize(
    ("change", "moves"),
    [
        (without_one_service, {"gejiu-041": -1, "gejiu-042": -1}),
        (with_one_grant_twice, {"gejiu-039": 3000}),
        (with_one_grant_of_2020_a_year_earlier, {"gejiu-035": -1, "gejiu-036": -5000}),
    ],
)
def test_a_figure_moves_by_what_its_records_moved_and_no_other_does(
    change: Callable[[dict[str, pa.Table]], None], moves: dict[str, int]
) -> None:
    tables = dict(built_tables("gejiu"))
    before = counted_as_built()
    change(tables)
    after = counted(tables)
    assert {id_: after[id_] - before[id_] for id_ in before if after[id_] != before[id_]} == moves


@cache
def counted_as_built() -> dict[str, int]:
    return counted(built_tables("gejiu"))


def counted(tables: Mapping[str, pa.Table]) -> dict[str, int]:
    """Numerators of the figures of the two families that rest on records."""
    city = built("gejiu", None)
    found = checked("gejiu", targets_of("gejiu", None), Sealed(tables, city.day), figures_of("gejiu"))
    return {c.target.id: int(c.figure.numerator) for c in found.compared if c.figure and c.figure.indicator.tally}
