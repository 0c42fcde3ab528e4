"""A household's full file stands on one screen of an office computer, and in three of a phone, whole."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.browser.conftest import Open

from fangpin_web.access.scope import acting_as
from fangpin_web.records.models import (
    Assignment,
    Clue,
    GuaranteeFinding,
    IncomeAccount,
    Issue,
    Measure,
    Membership,
    MonitoringSpell,
    Officer,
    Person,
    Plan,
    RegisterSpell,
    Risk,
    Visit,
)

PARTS = ("members", "income", "guarantees", "risks", "duties", "plan", "issues")
MEMBERS = 7  # the largest family of the demonstration
SAID = (
    "8,700.00", "低于监测线", "不达标", "因病", "线索", "孙七", "最近走访", "下次应访", "4 项已落实 1 项", "已批准",
    "产业帮扶",
)  # fmt: skip


@pytest.fixture
def family(world: Any) -> int:
    """The family of the small world with everything a file can hold: seven people, and something in every part."""
    home, today = world.household_a, timezone.localdate()
    here = {"area_code": world.village_a, "entered_at": world.now}
    of = {"household": home, **here}
    since = today - timedelta(days=200)
    with acting_as(world.zhou):
        for n in range(MEMBERS - 1):
            one = Person.objects.create(name=f"张{n}", born_on=since - timedelta(days=365 * (n + 8)), **here)
            Membership.objects.create(person=one, relation="child", from_on=since, **of)
        RegisterSpell.objects.create(register_type="lifted", from_on=since, **of)
        MonitoringSpell.objects.create(monitoring_class="ffzx", identified_on=since, from_on=since, **of)
        IncomeAccount.objects.create(
            period_from_on=since, period_to_on=today, members=MEMBERS, wage_yuan=Decimal(40_000),
            business_yuan=Decimal(3_000), property_yuan=Decimal(0), transfer_yuan=Decimal(900), cost_yuan=Decimal(500),
            **of,
        )  # fmt: skip
        for dimension in ("food", "clothing", "education", "medical", "housing"):  # nobody looked at the water
            status = "unmet" if dimension == "housing" else "met"
            GuaranteeFinding.objects.create(dimension=dimension, status=status, checked_on=since, **of)
        for risk in ("illness", "disaster_flood", "education"):
            Risk.objects.create(risk=risk, found_on=since, **of)
        for risk in ("illness", "housing"):
            Clue.objects.create(
                risk=risk, channel="grassroots", severity="high", state="open", raised_on=since,
                due_on=today + timedelta(days=9), **of,
            )  # fmt: skip
        helper = Officer.objects.create(area_code=world.town_a, entered_at=world.now, name="孙七")
        for layer in ("monitoring_contact", "helper", "cadre_to_household"):
            Assignment.objects.create(layer=layer, officer=helper, from_on=since, **of)
        Visit.objects.create(kind="household_contact", visited_on=today - timedelta(days=40), **of)
        Plan.objects.create(kind="household", year=today.year, drafted_on=since, approved_on=since, **of)
        for kind in ("industry", "health", "employment", "education"):
            done = since if kind == "industry" else None
            Measure.objects.create(kind=kind, from_on=since, due_on=since, implemented_on=done, **of)
        for n in range(3):
            Issue.objects.create(number=f"W-{n}", opened_on=since, due_on=today, **of)
    return int(home.pk)


def test_a_family_with_everything_stands_on_one_screen(opened: Open, family: int) -> None:
    page = opened("zhou", width=1440)
    for width, height in ((1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"/households/{family}/")
        boxes = {part: page.locator(f"#one-screen :is(#{part}, [data-part={part}])").bounding_box() for part in PARTS}
        outside = {
            part: box
            for part, box in boxes.items()
            if box is None or box["y"] + box["height"] > height or box["x"] + box["width"] > width
        }
        assert not outside, (width, height)
        assert page.locator("#members tbody tr").count() == MEMBERS
        # Nothing is cut off inside a part.
        assert page.locator("#one-screen").evaluate(
            "all => [...all.querySelectorAll('.panel')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
        ) == 0  # fmt: skip
    said = page.locator("#one-screen").inner_text()
    assert [word for word in SAID if word not in said] == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/households/{family}/")
    box = page.locator("#one-screen").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 3 * 844, "more than two swipes of a phone"
