"""What is shown of a person when the full value is not needed."""

from __future__ import annotations

from datetime import date

import pytest

from fangpin_web.access import age_band, masked_name, masked_number, masked_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张＊"),
        ("张三丰", "张＊＊"),
        ("欧阳修", "欧阳＊"),
        ("诸葛孔明", "诸葛＊＊"),
        ("司马", "司＊"),  # two characters are family name and given name
        ("阿依古丽·买买提", "阿＊＊＊·＊＊＊"),
        ("龙", "＊"),
        ("", ""),
        (None, None),
    ],
)
def test_a_name_keeps_its_family_name(name: str | None, shown: str | None) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("770101199001011234", "770************234"),
        ("77010119900101123X", "770************23X"),
        ("77010119900101123411", "770*****************"),  # a disability card ends in category and grade
        ("H1234567", "********"),
        (None, None),
    ],
)
def test_a_number_shows_too_little_to_be_used(number: str | None, shown: str | None) -> None:
    assert masked_number(number) == shown


@pytest.mark.parametrize(("phone", "shown"), [("13812345678", "138****5678"), ("8765432", "*****32"), (None, None)])
def test_a_phone_hides_its_middle(phone: str | None, shown: str | None) -> None:
    assert masked_phone(phone) == shown


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(2020, 10, 31), "6—15"),
        (date(2020, 11, 1), "0—5"),
        (date(1966, 10, 31), "60—79"),
        (date(1966, 11, 1), "16—59"),
        (date(1930, 1, 1), "80+"),
        (None, None),
    ],
)
def test_an_age_band_changes_on_the_birthday(born_on: date | None, band: str | None) -> None:
    assert age_band(born_on, on=date(2026, 10, 31)) == band
