"""Who leads each area and what is overdue under them, where leaders went this year, and the lists of areas."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from fangpin.policy import Holidays
from fangpin_web.access.scope import acting_as
from fangpin_web.duties.leading import area_lists_of, leader_visits_of, overlaps_of, posts_by_level
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Area, AreaListing, Issue, Officer, Visit

DAY = date(2026, 1, 9)  # a Friday; six working days of the year have passed (1 to 3 January off, 4 January worked)
EARLIER, LATER = date(2026, 1, 5), date(2026, 2, 1)


@pytest.fixture
def led(world: Any) -> Any:
    """Town A with a secretary who came and one who left, an issue overdue in its village, visits and lists."""
    here = {"entered_at": world.now}
    with acting_as(world.zhou):
        for name, until in (("在任", None), ("离任", EARLIER)):
            Officer.objects.create(
                area_code=world.town_a, name=name, role="party_secretary", accountable=True, to_on=until, **here
            )
        for number, due in (("1", EARLIER), ("2", DAY)):  # due on the day is not overdue
            Issue.objects.create(area_code=world.village_a, number=number, opened_on=EARLIER, due_on=due, **here)
        leader = Officer.objects.create(area_code=world.county, name="主要领导", role="county_leader", **here)
        for number, role, on, town in (
            ("1", "main_leader", EARLIER, world.town_a), ("2", "main_leader", date(2026, 1, 4), world.village_a),
            ("3", "main_leader", date(2026, 1, 3), world.town_a), ("4", "deputy_leader", EARLIER, world.town_b),
            ("5", "main_leader", date(2025, 12, 30), world.town_b),
        ):  # fmt: skip
            Visit.objects.create(
                area_code=town, number=number, kind="leader_visit", role=role, visited_on=on, officer=leader, **here
            )
        towns = {a.code: a for a in Area.objects.filter(code__in=(world.town_a, world.town_b))}
        for code, listing, since, until in (
            (world.town_a, "task_township", date(2020, 1, 1), None), (world.town_b, "task_township", EARLIER, None),
            (world.town_a, "key_town", date(2020, 1, 1), None), (world.town_b, "key_town", date(2020, 1, 1), EARLIER),
        ):  # fmt: skip
            AreaListing.objects.create(
                area_code=code, area=towns[code], listing=listing, from_on=since, to_on=until, **here
            )
    return world


def test_an_area_shows_who_is_in_post_and_what_is_overdue_in_it_and_below(led: Any) -> None:
    with acting_as(led.zhou):
        towns = {p.area.code: p for p in posts_by_level(led.zhou, DAY)["township"]}
    assert [o.name for o in towns[led.town_a].secretaries] == ["在任"]
    assert (towns[led.town_a].issues, towns[led.town_b].issues) == (1, 0)
    assert towns[led.town_b].secretaries == ()
    with acting_as(led.chen):
        assert [p.area.code for p in posts_by_level(led.chen, DAY)["township"]] == [led.town_b]


def test_visits_are_township_times_and_days_of_the_working_days_so_far(led: Any) -> None:
    with acting_as(led.zhou):
        told = leader_visits_of(led.zhou, DAY, policy_in_force().holidays)
        unknown = leader_visits_of(led.zhou, DAY, Holidays())
    roles = {r.role: (r.times, r.townships, r.days, r.days_owed) for r in told.roles}
    # Of three visits one fell on a day off: it counts as a visit and not as a working day.
    assert roles == {"main_leader": (3, 1, 2, 6), "deputy_leader": (1, 1, 1, 6)}
    assert [a.code for a in told.unvisited] == [led.town_b]
    assert told.with_task == 2
    assert {r.days_owed for r in unknown.roles} == {None}


def test_lists_tell_who_joined_who_left_and_who_stands_on_two(led: Any, client_of: Any) -> None:
    with acting_as(led.zhou):
        lists = {line.listing: line for line in area_lists_of(led.zhou, DAY, date(2025, 12, 31))}
        both = overlaps_of(led.zhou, DAY)
    assert (lists["task_township"].members, lists["key_town"].members) == (2, 1)
    assert [row.area.code for row in lists["task_township"].joined] == [led.town_b]
    assert [row.area.code for row in lists["key_town"].left] == [led.town_b]
    assert [(one, other, [a.code for a in areas]) for one, other, areas in both] == [
        ("key_town", "task_township", [led.town_a])
    ]
    page = client_of(led.zhou)
    leaders = page.get(reverse("duties:leaders"), {"level": "township"}).content.decode()
    assert "在任" in leaders
    assert leaders.count("空缺") == 1, "the secretary of town B"
    assert leaders.count('<span class="unknown">未知</span>') == 2, "no head of a township is on record anywhere"
    assert page.get(reverse("duties:area-lists")).status_code == 200
