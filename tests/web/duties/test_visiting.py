"""Who visits whom this month, what is overdue; and the pairings of places with those who help them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from fangpin_web.access.scope import acting_as
from fangpin_web.duties.visiting import visit_plan, visits_overdue
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Area, Assignment, Household, Officer, Organisation, Pairing, Visit

DAY = date(2026, 10, 31)


@pytest.fixture
def helped(world: Any) -> dict[str, Any]:
    """Three families of village A with one helper: seen this month, seen long ago, never seen; and a call."""
    with acting_as(world.zhou):
        helper = Officer.objects.create(area_code=world.town_a, name="孙七", entered_at=world.now)
        families = {
            name: Household.objects.create(
                area_code=world.village_a, code=f"H77010100009{n}", head_name=name, entered_at=world.now
            )
            for n, name in enumerate(("常见", "久违", "新户", "老户"))
        }
        for name, family in families.items():
            Assignment.objects.create(
                area_code=world.village_a, layer="helper", officer=helper, household=family, entered_at=world.now,
                from_on=date(2026, 10, 20) if name == "新户" else date(2026, 1, 1),
            )  # fmt: skip
        for name, kind, on in (
            ("常见", "household_contact", date(2026, 10, 28)),
            ("久违", "household_contact", date(2026, 9, 30)),
            ("久违", "phone_follow_up", date(2026, 10, 30)),  # a call is no visit
            ("老户", "survey_visit", date(2026, 10, 1)),
        ):
            Visit.objects.create(
                area_code=world.village_a, kind=kind, household=families[name], visited_on=on, entered_at=world.now
            )
    return families


def test_a_family_is_due_its_interval_after_the_last_visit_or_the_duty_and_overdue_the_day_after(
    world: Any, helped: dict[str, Any]
) -> None:
    with acting_as(world.lin):
        rows = visit_plan(world.lin, policy_in_force(), month=DAY, day=DAY)
        told = {row.household.head_name: (row.due_on, row.standing) for row in rows}
    assert told == {
        "常见": (date(2026, 11, 27), "seen"),
        "久违": (date(2026, 10, 30), "overdue"),
        "新户": (date(2026, 11, 19), "later"),
        "老户": (date(2026, 10, 31), "seen"),  # on the day it is not late
    }
    with acting_as(world.lin):
        later = visit_plan(world.lin, policy_in_force(), month=date(2026, 11, 1), day=DAY)
        assert {row.household.head_name: row.standing for row in later}["新户"] == "due"
        assert visits_overdue(world.lin, day=DAY) == 1
    with acting_as(world.chen):
        assert visits_overdue(world.chen, day=DAY) == 0


def test_the_plan_is_filtered_sorted_and_exported_masked(world: Any, client_of: Any, helped: dict[str, Any]) -> None:
    page = client_of(world.zhou)
    shown = page.get(reverse("duties:visits"), {"view": "all", "sort": "-due_on", "month": "2026-11"})
    assert shown.status_code == 200
    assert "孙七" in shown.content.decode()
    assert "久违" not in shown.content.decode()
    assert page.get(reverse("duties:visits"), {"month": "soon"}).status_code == 422
    assert "孙七" not in page.get(reverse("duties:visits"), {"who": "李", "view": "all"}).content.decode()
    taken = page.post(
        reverse("duties:export-visits") + "?view=all", {"purpose": "inspection", "shape": "csv"}
    )  # fmt: skip
    assert taken.status_code == 200, taken.content.decode()[:500]
    assert "久违" not in b"".join(taken).decode("utf-8-sig")
    assert client_of(world.wang).post(reverse("duties:export-visits")).status_code == 403
    assert client_of(world.medical).get(reverse("duties:visits")).status_code == 403


def test_pairings_in_force_without_agreement_and_villages_without_one(world: Any, client_of: Any) -> None:
    with acting_as(world.zhou):
        branch = Organisation.objects.create(area_code=world.county, name="县统计局支部", entered_at=world.now)
        village = Area.objects.get(code=world.village_a)
        for began, agreed in ((date(2026, 1, 1), None), (date(2024, 1, 1), date(2024, 1, 5))):
            Pairing.objects.create(
                area_code=world.village_a, kind="organ_village", organisation=branch, target_area=village,
                from_on=began, to_on=None if began.year == 2026 else date(2026, 1, 1), agreement_on=agreed,
                agreed_yuan=Decimal("50000.00"), entered_at=world.now,
            )  # fmt: skip
    page = client_of(world.zhou)
    shown = page.get(reverse("duties:pairings"), {"view": "no_agreement", "kind": "organ_village"}).content.decode()
    assert "县统计局支部" in shown
    assert "2026-01-01" in shown
    assert "2024-01-05" not in shown
    assert "乙一村" in shown  # nobody is paired with it
    assert "2024-01-05" in page.get(reverse("duties:pairings"), {"view": "ended"}).content.decode()
    taken = page.post(reverse("duties:export-pairings"), {"purpose": "inspection", "shape": "csv"})
    assert taken.status_code == 200
    assert "县统计局支部" in b"".join(taken).decode("utf-8-sig")
