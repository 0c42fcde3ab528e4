"""Needs meet offers: proposed, accepted once, closed with a reason, walled by area."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from fangpin_web.access.scope import acting_as
from fangpin_web.needs.problems import NeedProblem
from fangpin_web.needs.services import accept_match, close_need
from fangpin_web.records.models import Need, NeedMatch, Offer, Organisation

POSTED = date(2026, 10, 10)


@pytest.fixture
def market(world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Unsold oranges in village A with a buyer, and an unverified online need in village B with a donor."""
    told = {"posted_on": POSTED, "entered_at": world.now}
    with acting_as(world.zhou):
        buyer = Organisation.objects.create(area_code=world.county, name="示例商超", entered_at=world.now)
        fruit = {"goods": "fruit", "unit_word": "tonne", **told}
        need = Need.objects.create(
            area_code=world.village_a, number="X1", kind="produce", quantity=Decimal(5), household=world.household_a,
            **fruit,
        )  # fmt: skip
        offer = Offer.objects.create(
            area_code=world.village_a, number="G1", kind="sale", quantity=Decimal(3), organisation=buyer, **fruit
        )
        online = Need.objects.create(area_code=world.village_b, number="X2", kind="online", **told)
        donor = Offer.objects.create(area_code=world.village_b, number="G2", kind="online", **told)
    monkeypatch.setattr("fangpin_web.needs.views.timezone.localdate", lambda *_: date(2026, 10, 31))
    return {"need": need, "offer": offer, "online": online, "donor": donor, "world": world}


def accept(market: Any, by: Any, *, need: str = "need", offer: str = "offer", quantity: str | None = "3") -> NeedMatch:
    return accept_match(
        need_id=market[need].pk, offer_id=market[offer].pk, quantity=None if quantity is None else Decimal(quantity),
        channel="supermarket", by=by, at=market["world"].now,
    )  # fmt: skip


def test_a_part_that_is_met_leaves_the_need_open_with_the_rest(market: Any) -> None:
    lin = market["world"].lin
    accept(market, lin)
    with acting_as(lin):
        assert Need.objects.get(number="X1").closed_on is None
        assert NeedMatch.objects.get().organisation.name == "示例商超"
    with pytest.raises(NeedProblem, match="More than is left"):
        accept(market, lin, quantity="1")


def test_a_need_met_in_full_is_closed_as_matched(market: Any) -> None:
    lin = market["world"].lin
    with acting_as(lin):
        Need.objects.filter(number="X1").update(quantity=Decimal(3))
    accept(market, lin)
    with acting_as(lin):
        need = Need.objects.get(number="X1")
    assert (need.close_reason, need.closed_on) == ("matched", date(2026, 10, 31))
    with pytest.raises(NeedProblem, match="closed already"):
        accept(market, lin)


def test_an_online_need_waits_for_the_village(market: Any) -> None:
    chen = market["world"].chen
    with pytest.raises(NeedProblem, match="verified by the village"):
        accept(market, chen, need="online", offer="donor", quantity=None)
    with acting_as(chen):
        Need.objects.filter(number="X2").update(verified_on=POSTED)
    assert accept(market, chen, need="online", offer="donor", quantity=None).quantity is None


def test_an_offer_of_another_kind_a_need_elsewhere_and_a_cadre_are_refused(market: Any) -> None:
    world = market["world"]
    with pytest.raises(Http404):
        accept(market, world.chen)
    with pytest.raises(NeedProblem, match="Townships"):
        accept(market, world.wang)
    with pytest.raises(NeedProblem, match="does not meet"):
        accept(market, world.zhou, need="need", offer="donor")


def test_a_need_is_closed_with_a_reason_or_not_at_all(market: Any) -> None:
    world = market["world"]
    with pytest.raises(NeedProblem, match="how it was closed"):
        close_need(need_id=market["need"].pk, reason="matched", by=world.lin, at=world.now)
    assert close_need(need_id=market["need"].pk, reason="self_solved", by=world.lin, at=world.now).closed_on


def test_the_page_proposes_and_records_and_says_why_not(market: Any, client: Client) -> None:
    world = market["world"]
    client.force_login(world.lin, backend="fangpin_web.accounts.backend.OfficerBackend")
    shown = client.get("/needs/?kind=produce").content.decode()
    assert "示例商超" in shown
    assert "同村" in shown
    assert "X2" not in client.get("/needs/").content.decode()
    address = f"/needs/{market['need'].pk}/match"
    told = {"offer": market["offer"].pk, "quantity": "4", "channel": ""}
    refused = client.post(address, told)
    assert refused.status_code == 422
    assert "超过" in refused.content.decode()
    assert client.post(address, told | {"quantity": "3"}).status_code == 302
    assert client.post(f"/needs/{market['need'].pk}/close", {"reason": "impossible"}).status_code == 302
    with acting_as(world.lin):
        assert Need.objects.get(number="X1").close_reason == "impossible"
