"""The days a figure is about, where its text breaks a week or year off."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from fangpin.bulletins import read
from fangpin.bulletins.periods import titled
from fangpin.bulletins.spans import spans_of
from fangpin.indicators import Span

DAY = date(2020, 10, 20)
RANKED: Any = SimpleNamespace(wording=None, option=SimpleNamespace(indicator=SimpleNamespace(kind="stock")))


def first_of(text: str, number: str) -> Span:
    figure = next(one for one in read(text).figures if one.text == number)
    return spans_of(figure, RANKED, DAY, titled(text))[0]


def test_this_week_ends_where_the_title_says() -> None:
    said = "本周新识别监测对象3户。"
    broken = first_of(f"个旧市周核实情况（2020年4月27日至30日）\n{said}", "3户")
    assert broken == Span.of(date(2020, 4, 30), date(2020, 4, 26), date(2020, 4, 30))
    assert first_of(f"个旧市周核实情况（2020年4月27日至5月3日）\n{said}", "3户").until == date(2020, 5, 3)


def test_a_year_is_told_up_to_the_day_the_text_counts_to() -> None:
    told = "截至2020年3月31日，全市有农户10850户。监测对象6户。"
    assert first_of(f"个旧市2020年工作总结\n{told}", "6户") == Span.of(date(2020, 3, 31))
    assert first_of(f"个旧市2019年工作总结\n{told}", "6户") == Span.of(DAY)
