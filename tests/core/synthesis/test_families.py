"""Synthetic families are plausible, belong to nobody and come out the same every time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fangpin.synthesis import numbers
from fangpin.synthesis.draws import Draws
from fangpin.synthesis.families import Registrar
from fangpin.synthesis.places import UnknownPlaceError, read_place
from fangpin.synthesis.records import Household
from fangpin.synthesis.world import found

DAY = date(2026, 10, 31)


def invent() -> list[Household]:
    lines = {"income_line": Decimal(8700)}
    return found(read_place("gejiu"), households=300, seed=1, registrar=Registrar(DAY), standards=lines)


@pytest.fixture(scope="module")
def city() -> list[Household]:
    return invent()


def test_the_published_sample_number_has_its_check_character() -> None:
    assert numbers.check_character("11010519491231002") == "X"


def test_every_document_number_is_valid_unique_and_of_no_real_place(city: list[Household]) -> None:
    given = [m.document_number or "" for h in city for m in h.members]
    assert len(set(given)) == len(given)
    assert all(n.startswith("770101") and n[17] == numbers.check_character(n[:17]) for n in given)


def test_sex_and_birthday_stand_in_the_number(city: list[Household]) -> None:
    for household in city:
        for member in household.members:
            assert member.document_number is not None
            assert member.document_number[6:14] == f"{member.born_on:%Y%m%d}"
            assert int(member.document_number[16]) % 2 == member.male


def test_a_child_is_at_least_eighteen_years_younger_than_the_head(city: list[Household]) -> None:
    for household in city:
        for member in household.members:
            if member.relation in {"之子", "之女"}:
                assert household.head.age(DAY) - member.age(DAY) >= 18
            if member.relation == "配偶":
                assert member.male is not household.head.male


def test_gejiu_has_its_eleven_townships() -> None:
    place = read_place("gejiu")
    assert [len(place.level(level)) for level in ("county", "township", "village")] == [1, 11, 119]
    assert place.area("532501103201").short_name == "鸡街村"


def test_an_unknown_place_names_the_known_ones() -> None:
    with pytest.raises(UnknownPlaceError, match="gejiu"):
        read_place("atlantis")


def test_draws_do_not_depend_on_their_order() -> None:
    first, second = Draws(1, "household 7"), Draws(1, "household 7")
    first.unit("anything else")
    assert first.whole(0, 10**9, "salt") == second.whole(0, 10**9, "salt")
    assert first.unit("salt") != Draws(2, "household 7").unit("salt")


def test_the_same_seed_founds_the_same_city(city: list[Household]) -> None:
    assert repr(invent()) == repr(city)
