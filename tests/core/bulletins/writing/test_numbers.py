"""How a number is printed, and what that printing leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shipped import shipped

from fangpin.bulletins import read
from fangpin.bulletins.writing import NoPeriod, Period, RecordsTooEarly
from fangpin.bulletins.writing.numbers import printed, printed_figure, shares_that_add_up
from fangpin.policy.template_entries import Form


@pytest.mark.parametrize(
    ("value", "form", "word", "text"),
    [
        ("411", Form(), "户", "411户"),
        ("12345", Form(grouping=True), "人", "12,345人"),
        ("192000000", Form(scale="yi", decimals=2), "元", "1.92亿元"),
        ("192004999", Form(scale="yi", decimals=2), "元", "1.92亿元"),
        ("4505000", Form(scale="auto", decimals=2), "元", "450.5万元"),
        ("8700", Form(scale="auto", decimals=2), "元", "8700元"),
        ("2345", Form(over=Decimal(100)), "户", "2300余户"),
        ("2300", Form(over=Decimal(100)), "户", "2300户"),
        ("61234", Form(scale="wan", over=Decimal("0.1")), "人", "6.1万余人"),
        ("69.4999", Form(decimals=2), "%", "69.5%"),
    ],
)
def test_a_number_is_printed_as_its_form_says(value: str, form: Form, word: str, text: str) -> None:
    found = printed(Decimal(value), form=form, word=word)
    assert found.text == text
    assert found.agrees(Decimal(value))


FORMS = st.builds(
    Form,
    scale=st.sampled_from(["none", "wan", "yi", "auto"]),
    decimals=st.none() | st.integers(0, 3),
    over=st.none() | st.sampled_from([Decimal(10), Decimal(100)]),
    grouping=st.booleans(),
)


@given(st.integers(0, 10**11).map(lambda n: Decimal(n) / 100), FORMS)
def test_every_number_may_be_printed_as_it_was(value: Decimal, form: Form) -> None:
    assert printed(value, form=form, word="元").agrees(value)


def test_a_printed_number_is_read_back_inside_what_its_printing_leaves_open() -> None:
    for value, form in ((Decimal(192345678), Form(scale="yi", decimals=2)), (Decimal(2345), Form(over=Decimal(100)))):
        found = printed(value, form=form, word="元")
        (figure,) = read(f"全县发放贷款{found.text}。").figures
        assert found.low <= figure.value <= found.high


def test_a_change_says_its_direction_and_nothing_changed_is_said_so() -> None:
    change = shipped("gejiu").template("monthly_monitoring").figures["monitored_more"]
    assert [printed_figure(Decimal(n), change).text for n in (12, -3, 0)] == ["增加12户", "减少3户", "持平"]
    growth = replace(change, word="%", unit="percent", words=("增长", "下降", "持平"), form=Form(decimals=2))
    assert printed_figure(Decimal("-4.156"), growth).text == "下降4.16%"
    assert printed_figure(Decimal("0.001"), growth).text == "持平"


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=6), st.integers(0, 2))
def test_shares_printed_side_by_side_make_one_hundred(parts: list[int], decimals: int) -> None:
    whole = sum(parts)
    exact = [Decimal(part) * 100 / whole for part in parts]
    rounded = shares_that_add_up(exact, decimals)
    assert sum(rounded) == 100
    assert all(abs(r - e) < Decimal(1).scaleb(-decimals) for r, e in zip(rounded, exact, strict=True))


def test_periods_know_the_one_before_and_their_words() -> None:
    week = Period.parse("2026-W01")
    assert (week.first, week.before.code, week.label) == (
        date(2025, 12, 29),
        "2025-W52",
        "2025年12月29日至2026年1月4日",
    )
    month = Period.parse("2026-03")
    assert month.before.last == date(2026, 2, 28)
    assert month.span("year_before", "period").as_of == date(2025, 3, 31)
    assert month.span("period_before", "year").since == date(2025, 12, 31)
    assert [Period.parse(one).code for one in ("2026", "2026-02", "2026-10-31")] == ["2026", "2026-02", "2026-10-31"]


def test_a_period_of_another_rhythm_and_one_after_the_records_are_refused() -> None:
    with pytest.raises(NoPeriod, match="2026-10"):
        Period.parse("2026-W44", "month")
    with pytest.raises(RecordsTooEarly):
        Period.parse("2026-11").until(date(2026, 10, 31))
    assert Period.parse("2026-10").until(date(2026, 10, 20)).words["as_of"] == "2026年10月20日"
