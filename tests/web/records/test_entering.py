"""A row is entered by hand where no workbook brings it; references are told by name, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from fangpin.ledgers import SPECS
from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.records.entering import BY_ROLLS, entered_by_hand
from fangpin_web.records.models import (
    Award,
    ModelCase,
    Organisation,
    Product,
    ProductSale,
    PublicityEvent,
    SalesPoint,
    Training,
    TrainingParticipant,
)

ClientOf = Callable[[Any], Client]
YEAR = {"since": "2026-01-01", "until": "2026-12-31"}


@pytest.fixture
def shop(world: Any) -> None:
    base = {"area_code": world.county, "entered_at": world.now}
    with acting_as(world.zhou, "a shop"):
        shop = Organisation.objects.create(name="示例商行", kind="shop", **base)
        SalesPoint.objects.create(number="S1", kind="counter", organisation=shop, **base)
        Product.objects.create(number="P1", title="示例辣椒", certificate="RZ-001", organisation=shop, **base)


def test_a_live_session_and_its_sale_are_entered_and_counted_by_unit_and_channel(
    world: Any, shop: None, client_of: ClientOf
) -> None:
    zhou = client_of(world.zhou)
    page = zhou.get("/ledgers/publicity_event/new", {"kind": "live_session"})
    assert page.context["form"].get_initial_for_field(page.context["form"].fields["kind"], "kind") == "live_session"
    event = {"number": "Z1", "title": "辣椒专场", "kind": "live_session", "held_on": "2026-10-20"}
    assert zhou.post("/ledgers/publicity_event/new", event).status_code == 422, "nobody says where it belongs"
    assert zhou.post("/ledgers/publicity_event/new", event | {"place": world.county}).status_code == 302
    sale = {"number": "X1", "product": "P1", "sales_point": "S1", "event": "Z1", "channel": "live",
            "sold_on": "2026-10-20", "value_yuan": "1200.50", "returned_yuan": "200",
            "place": world.village_a}  # fmt: skip
    assert zhou.post("/ledgers/product_sale/new", sale | {"product": "P9"}).status_code == 422
    assert zhou.post("/ledgers/product_sale/new", sale).status_code == 302
    assert zhou.post("/ledgers/product_sale/new", sale).status_code == 422, "the ledger holds this number already"
    with acting_as(world.zhou):
        row = ProductSale.objects.get()
        assert PublicityEvent.objects.get().entered_by == world.zhou.pk
    assert (row.value_yuan, row.area_code, row.entered_by) == (Decimal("1200.50"), world.village_a, world.zhou.pk)
    counted = zhou.get("/sales/", YEAR).content.decode()
    assert "示例商行" in counted
    assert counted.count("1,000.50") == 3, "its channel, its unit, its live session"
    assert "辣椒专场" in counted
    assert "示例商行" not in client_of(world.chen).get("/sales/", YEAR).content.decode()


def test_what_rolls_matching_and_cases_decide_is_not_entered_by_hand_nor_outside_the_area(
    world: Any, client_of: ClientOf
) -> None:
    assert not any(entered_by_hand(SPECS[name]) for name in (*BY_ROLLS, "clue", "case"))
    lin = client_of(world.lin)
    assert lin.get("/ledgers/household/new").status_code == 404
    told = {"household": world.household_b.code, "amount_yuan": "5", "lent_on": "2026-01-01"}
    assert "不止一个" in lin.post("/ledgers/loan/new", told).content.decode(), "another township's household"
    assert client_of(world.wang).get("/ledgers/loan/new").status_code == 403


def test_nobody_is_named_without_a_consent_in_force_and_taking_it_back_takes_the_case_down(
    world: Any, client_of: ClientOf
) -> None:
    base = {"area_code": world.village_a, "entered_at": world.now}
    done = dict.fromkeys(("verified_on", "approved_on", "published_on"), date(2026, 3, 1))
    name = world.household_a.head_name
    with acting_as(world.zhou, "honours"):
        Award.objects.create(award="self_reliance", year=2025, household=world.household_a,
                             granted_on=date(2026, 1, 5), **base)  # fmt: skip
        case = ModelCase.objects.create(number="D1", title="勤劳致富", household=world.household_a,
                                        consented_on=date(2026, 2, 1), story="种辣椒", **base, **done)  # fmt: skip
    lin = client_of(world.lin)
    page = lin.get("/honours/").content.decode()
    assert "未署名" in page
    assert "勤劳致富" in page
    assert name in page
    with acting_as(world.zhou, "consent taken back"):
        ModelCase.objects.filter(pk=case.pk).update(consent_ended_on=date(2026, 4, 1))
    after = lin.get("/honours/").content.decode()
    assert name not in after
    assert "勤劳致富" not in after
    assert "另有 1 个" in after


def test_a_certificate_is_found_by_its_whole_number_and_only_by_those_who_may_see_its_holder(
    world: Any, shop: None, client_of: ClientOf
) -> None:
    with acting_as(world.zhou, "a course"):
        course = Training.objects.create(number="K1", title="电工班", area_code=world.county, entered_at=world.now)
        TrainingParticipant.objects.create(training=course, person=world.person_a, certified=True, entered_at=world.now,
                                           certificate_number="DG-2026-7", area_code=world.village_a)  # fmt: skip
    found = {who: client_of(who).get("/certificates/", {"number": "DG-2026-7"}).content.decode()
             for who in (world.zhou, world.lin, world.chen)}  # fmt: skip
    assert [("电工班" in page, world.person_a.name in page) for page in found.values()] == [
        (True, False), (True, False), (False, False),
    ]  # fmt: skip
    assert "没有您可以查看的" in client_of(world.zhou).get("/certificates/", {"number": "DG-2026"}).content.decode()
    assert "示例辣椒" in client_of(world.zhou).get("/certificates/", {"number": "RZ-001"}).content.decode()
    with acting_as(world.zhou):
        assert AccessLog.objects.filter(ledger="training_participant").count() >= 4
