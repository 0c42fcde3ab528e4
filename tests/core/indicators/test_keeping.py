"""Figures kept in a file are the figures that were counted, for the day itself and for the days compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pyarrow as pa
import pytest
from tests.core.rules.families import DAY, Families
from tests.shipped import shipped

from fangpin.indicators import Target, check, evaluate, in_use, keep_figures, read_figures
from fangpin.indicators.keeping import KeptFigures, countable, levels_inside
from fangpin.indicators.span import Span
from fangpin.policy import Policy, PublishedFigure
from fangpin.rules import open_tables

CHOSEN = ("rural_households", "registered_households", "monitored_households", "claims", "microcredit_balance_yuan")


@pytest.fixture(scope="module")
def policy() -> Policy:
    whole = shipped("gejiu")
    known = [i for i in CHOSEN if i in whole.indicators]
    others = [i for i in whole.indicators.values() if i.kind in ("ratio", "cap", "claim") and not i.open_slots][:6]
    chosen = {id_: replace(whole.indicators[id_], mechanism="") for id_ in [*known, *(i.id for i in others)]}
    return replace(whole, indicators=chosen, figures={})


@pytest.fixture(scope="module")
def sealed() -> Iterator[SimpleNamespace]:
    tables = Families().registered(1).monitored(1).claim(11, "100.50").claim(21, "20").tables
    with open_tables(tables) as connection:
        yield SimpleNamespace(
            hash="abc", manifest=SimpleNamespace(as_of=DAY), connect=lambda: _Lent(connection), connection=connection
        )


class _Lent:
    """A connection that a reader may leave without closing it."""

    def __init__(self, connection: object) -> None:
        self.connection = connection

    def __enter__(self) -> object:
        return self.connection

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def kept(policy: Policy, sealed: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> KeptFigures:
    path = tmp_path_factory.mktemp("figures") / "kept.parquet"
    keep_figures(sealed, policy, path)
    return read_figures(path, policy.indicators.values())


def parts(figure) -> tuple[object, ...]:
    return (
        figure.value, figure.numerator, figure.denominator, figure.unknown, figure.unknown_below, figure.day,
        figure.holds, figure.text, figure.definition, figure.empty,
    )  # fmt: skip


def test_what_is_kept_is_what_is_counted_in_every_area(policy, sealed, kept) -> None:
    ready, _ = countable(policy, in_use(policy, DAY), DAY)
    counted = evaluate(sealed.connection, policy, ready, as_of=DAY, levels=levels_inside("532501"))
    compared = 0
    for figure in counted.in_table_order():
        found = kept.figure(figure.indicator.key, figure.area_code)
        assert parts(found) == parts(figure), figure.reference
        compared += bool(figure.numerator)
    assert compared


def test_the_same_day_a_year_before_is_kept_as_these_records_tell_it(policy, sealed, kept) -> None:
    days = Span.of(DAY).before("year_before")
    ready, without = countable(policy, in_use(policy, DAY), days.as_of)
    counted = evaluate(
        sealed.connection, policy, ready, as_of=days.as_of, since=days.since, until=days.until, levels=("county",)
    )
    for indicator in ready:
        figure, found = counted.figure(indicator.key, "532501"), kept.figure(indicator.key, "532501", "year_before")
        assert found is not None
        assert (found.value, found.span) == (figure.value, figure.span)
    assert all(kept.figure(key, "532501", "year_before") is None for key in without)


def test_where_no_ledger_holds_a_row_zero_is_no_number_unless_a_file_came(policy, sealed, kept) -> None:
    loans, registered = kept.figure("microcredit_balance_yuan", "532501"), kept.figure("rural_households", "532501")
    assert (loans.unrecorded, loans.empty) == (True, ("loan",))
    assert (registered.unrecorded, registered.empty) == (False, ())


def test_an_area_inside_without_a_row_is_zero_and_an_indicator_not_counted_is_nothing(kept) -> None:
    inside = {f.area_code: f.value for f in kept.inside("rural_households", "532501", "township", ["532501999"])}
    assert inside["532501999"] == 0
    assert sum(inside.values()) == kept.figure("rural_households", "532501").value
    assert kept.figure("no_such_indicator", "532501") is None


def test_without_a_value_on_the_day_an_indicator_is_said_to_be_missing_and_hides_no_other(policy) -> None:
    day = date(1980, 1, 1)
    ready, without = countable(policy, in_use(policy, DAY), day)
    assert "rural_households" in {i.key for i in ready}
    assert all(str(day) in str(problem) for problem in without.values())


def test_a_check_takes_what_was_counted_before_with_the_same_policy_and_counts_the_rest(
    policy: Policy, sealed: SimpleNamespace, kept: KeptFigures
) -> None:
    """What is kept has been altered, so that it shows where a figure came from."""
    used = policy.indicators["rural_households"]
    area = policy.place.area_code
    days = {"now": None, "then": DAY - timedelta(days=3)}
    published = {
        id_: PublishedFigure(id=id_, indicator=used, as_of=day, since=None, until=None, place="gejiu", file="", line=1)
        for id_, day in days.items()
    }
    targets = [
        Target(
            id=id_, zh="农户", quote="1户", number="1户", unit="household", kind="stock", mechanism="", text="1",
            written=None, as_of=None, since=None, until=None, line=1,
        )
        for id_ in days
    ]  # fmt: skip
    placed = replace(policy, figures=published)
    at = kept._places["now", used.key, area]
    numbers = kept.table["numerator"].to_pylist()
    numbers[at] = Decimal(777)
    column = kept.table.schema.get_field_index("numerator")
    altered = kept.table.set_column(column, kept.table.schema.field(column), pa.array(numbers, pa.decimal128(38, 6)))
    before = replace(kept, table=altered)
    told = {c.target.id: c.figure.value for c in check(targets, sealed, placed, kept={"abc": before}).compared}
    assert told == {"now": 777, "then": told["then"]}
    assert told["then"] != 777
    other = replace(before, policy_hash="another")
    assert check(targets, sealed, placed, kept={"abc": other}).compared[0].figure.value == told["then"]
