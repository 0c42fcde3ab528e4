"""Industry and consumption assistance: figures are counted back from built cities, and move with the records."""

# ruff: noqa: S608 - the tests write their own SQL
from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import PurePath

import pytest
from tests.core.indicators.built import Sealed, built, tables_of
from tests.shipped import shipped

from fangpin.indicators import Span, evaluate

FILES = ("industry.yaml", "consumption.yaml")


def figures_of(place: str) -> list[str]:
    return [f.id for f in shipped(place).figures.values() if PurePath(f.file).name in FILES]


@pytest.fixture
def gejiu() -> Sealed:
    city = built("gejiu", None)
    return Sealed(tables_of(city), city.day)


def counted(sealed: Sealed) -> dict[str, Decimal]:
    """The four figures of Gejiu as they are counted now."""
    policy = shipped("gejiu")
    indicators = {id_: policy.figures[id_].indicator for id_ in figures_of("gejiu")}
    span = Span.of(sealed.manifest.as_of)
    found = evaluate(sealed.connection, policy, list(indicators.values()), as_of=span.as_of, levels=("county",))
    values = {id_: found.figure(indicator.key, policy.place.area_code).value for id_, indicator in indicators.items()}
    return {id_: value for id_, value in values.items() if value is not None}


IN_YEAR = "paid_on >= DATE '2020-01-01'"
BY_COOPERATIVE = "organisation_id IN (SELECT id FROM organisation WHERE kind = 'cooperative')"
DIVIDEND = f"programme = 'dividend' AND {IN_YEAR} AND {BY_COOPERATIVE}"
SOLD = "sold_on >= DATE '2020-01-01' AND product_id IN (SELECT id FROM product WHERE certified_on IS NOT NULL)"
LINK = f"channel = 'cooperative' AND to_on IS NULL AND {BY_COOPERATIVE}"


def one(sealed: Sealed, sql: str) -> Decimal:
    row = sealed.connection.execute(sql).fetchone()
    assert row is not None
    return Decimal(row[0])


def test_a_sale_taken_away_lowers_the_sales_by_its_value_and_nothing_else(gejiu: Sealed) -> None:
    before = counted(gejiu)
    gone = one(gejiu, f"SELECT min(id) FROM product_sale WHERE {SOLD}")
    value = one(gejiu, f"SELECT value_yuan FROM product_sale WHERE id = {gone}")
    gejiu.connection.execute(f"DELETE FROM product_sale WHERE id = {gone}")
    assert counted(gejiu) == before | {"gejiu-020": before["gejiu-020"] - value}


def test_a_return_lowers_the_sales_by_what_came_back(gejiu: Sealed) -> None:
    before = counted(gejiu)
    some = one(gejiu, f"SELECT min(id) FROM product_sale WHERE {SOLD}")
    gejiu.connection.execute(f"UPDATE product_sale SET returned_yuan = 12.5 WHERE id = {some}")
    assert counted(gejiu) == before | {"gejiu-020": before["gejiu-020"] - Decimal("12.5")}


def test_a_fair_moved_to_last_year_is_no_longer_of_this_year(gejiu: Sealed) -> None:
    before = counted(gejiu)
    held = "kind = 'fair' AND topic = 'consumption' AND held_on >= DATE '2020-01-01'"
    gejiu.connection.execute(
        f"UPDATE publicity_event SET held_on = DATE '2019-12-31' "
        f"WHERE id = (SELECT min(id) FROM publicity_event WHERE {held})"
    )
    assert counted(gejiu) == before | {"gejiu-019": before["gejiu-019"] - 1}


def test_a_dividend_entered_twice_raises_the_mean_by_its_share(gejiu: Sealed) -> None:
    before = counted(gejiu)
    amount = one(gejiu, f"SELECT min(amount_yuan) FROM benefit_payment WHERE {DIVIDEND}")
    gejiu.connection.execute(
        f"INSERT INTO benefit_payment SELECT * REPLACE (1000000 AS id) FROM benefit_payment "
        f"WHERE {DIVIDEND} AND amount_yuan = {amount} LIMIT 1"
    )
    after = counted(gejiu)
    assert after["gejiu-017"] == before["gejiu-017"]
    assert abs(after["gejiu-018"] - before["gejiu-018"] - amount / before["gejiu-017"]) < Decimal("0.000001")


def test_a_link_that_ended_on_the_day_is_no_longer_in_force(gejiu: Sealed) -> None:
    before = counted(gejiu)
    link = one(gejiu, f"SELECT min(id) FROM measure_spells WHERE {LINK}")
    day = gejiu.manifest.as_of
    gejiu.connection.execute(f"UPDATE measure_spells SET to_on = DATE '{day + timedelta(days=1)}' WHERE id = {link}")
    assert counted(gejiu) == before
    gejiu.connection.execute(f"UPDATE measure_spells SET to_on = DATE '{day}' WHERE id = {link}")
    assert counted(gejiu) == before | {"gejiu-017": before["gejiu-017"] - 1}
