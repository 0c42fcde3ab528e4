"""Offers for needs: what agrees is proposed, the nearest first; nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fangpin.matching import Offered, Wanted, nearness, propose

DAY = date(2026, 10, 31)
VILLAGE, TOWN_MATE, ELSEWHERE = "770101101001", "770101101002", "770101102001"
MET_BY = {"produce": ("sale",), "work": ("labour",), "online": ("online",)}
NEED = Wanted(
    key=1, kind="produce", goods="fruit", left=Decimal(500), unit="kg", area_code=VILLAGE, posted_on=date(2026, 10, 1)
)
OFFER = Offered(
    key=10, kind="sale", goods="fruit", left=Decimal(300), unit="kg", area_code=TOWN_MATE, posted_on=date(2026, 10, 5)
)


def offers_for(need: Wanted, *offers: Offered) -> list[int]:
    return [p.offer for p in propose([need], offers, met_by=MET_BY, on=DAY, window_days=90)]


def test_a_buyer_is_proposed_for_unsold_produce_with_what_both_have() -> None:
    (found,) = propose([NEED], [OFFER], met_by=MET_BY, on=DAY, window_days=90)
    assert (found.need, found.offer, found.quantity, found.nearness) == (1, 10, Decimal(300), 2)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "labour"},
        {"goods": "tea"},
        {"unit": "item"},
        {"left": Decimal(0)},
        {"posted_on": date(2026, 8, 1)},
        {"posted_on": date(2026, 11, 1)},
    ],
)
def test_what_does_not_agree_is_not_proposed(change: dict[str, object]) -> None:
    assert offers_for(NEED, replace(OFFER, **change)) == []  # type: ignore[arg-type]


def test_the_ninetieth_day_still_counts() -> None:
    assert offers_for(NEED, replace(OFFER, posted_on=date(2026, 8, 2))) == [10]


def test_same_goods_come_before_unsaid_goods_and_near_before_far() -> None:
    far = replace(OFFER, key=11, area_code=ELSEWHERE)
    unsaid = replace(OFFER, key=12, goods=None, area_code=VILLAGE)
    assert offers_for(NEED, far, unsaid, OFFER) == [10, 11, 12]


def test_a_public_need_waits_for_the_village_to_verify_it() -> None:
    online = replace(NEED, kind="online", goods=None, left=None, public=True, verified=False)
    donor = replace(OFFER, kind="online", goods=None, left=None)
    assert offers_for(online, donor) == []
    assert offers_for(replace(online, verified=True), donor) == [10]


def test_a_need_that_is_met_gets_no_offer() -> None:
    assert offers_for(replace(NEED, left=Decimal(0)), OFFER) == []


def test_an_unsaid_quantity_is_left_to_the_officer() -> None:
    (found,) = propose([replace(NEED, left=None)], [OFFER], met_by=MET_BY, on=DAY, window_days=90)
    assert found.quantity is None


def test_places_are_near_by_village_township_and_county() -> None:
    assert [nearness(VILLAGE, other) for other in (VILLAGE, TOWN_MATE, ELSEWHERE, "530000000000")] == [3, 2, 1, 0]
