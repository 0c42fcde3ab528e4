"""Registration, exit, monitoring, social security: in five cities built from targets every figure is counted back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc
from tests.core.indicators.built import Sealed, built, built_tables, checked, targets_of


def counted(place: str, tables: Mapping[str, pa.Table], figure: str) -> Decimal | None:
    sealed = Sealed(tables, built(place, None).day)
    (compared,) = checked(place, targets_of(place, None), sealed, [figure]).compared
    assert compared.figure is not None
    return compared.figure.value


def test_removed_doubled_and_re_dated_records_move_the_right_figure_by_the_right_amount() -> None:
    tables = built_tables("gejiu")
    published = targets_of("gejiu", None)
    relief = pc.equal(tables["benefit_payment"]["programme"], "temporary_relief")
    year = pc.greater_equal(tables["benefit_payment"]["paid_on"], date(2020, 1, 1))
    of_the_year = tables["benefit_payment"].filter(pc.and_(relief, year))
    first = of_the_year.slice(0, 1)
    amount = first["amount_yuan"][0].as_py()
    others = tables["benefit_payment"].filter(pc.not_equal(tables["benefit_payment"]["id"], first["id"][0]))
    whole = published["gejiu-065"].aim
    doubled = first.set_column(0, "id", pa.array([10**9], first["id"].type))
    place = first.schema.get_field_index("paid_on")
    earlier = first.set_column(place, "paid_on", pa.array([date(2019, 12, 31)], pa.date32()))
    for changed, expected in (
        (others, whole - Fraction(amount)),
        (pa.concat_tables([tables["benefit_payment"], doubled]), whole + Fraction(amount)),
        (pa.concat_tables([others, earlier]), whole - Fraction(amount)),
    ):
        value = counted("gejiu", {**tables, "benefit_payment": changed}, "gejiu-065")
        assert value is not None
        assert Fraction(value) == expected
    ended = ending_first_spell(tables["dibao_spell"], built("gejiu", None).day)
    assert counted("gejiu", {**tables, "dibao_spell": ended}, "gejiu-051") == int(published["gejiu-051"].aim) - 1


def ending_first_spell(spells: pa.Table, day: date) -> pa.Table:
    """The spells with one rural one in force ended on the day."""
    ends = spells["to_on"].to_pylist()
    residence = spells["residence"].to_pylist()
    place = next(
        n for n, (end, kind) in enumerate(zip(ends, residence, strict=True)) if end is None and kind == "rural"
    )
    ends[place] = day
    return spells.set_column(spells.schema.get_field_index("to_on"), "to_on", pa.array(ends, pa.date32()))
