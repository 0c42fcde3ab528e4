"""Late entries, papers signed after the fact and shared pictures come on the ledger by themselves, once each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from tests.web.evidence.test_evidence import photo

from fangpin_web.access.scope import acting_as
from fangpin_web.cases.services import make_move, open_case
from fangpin_web.evidence.services import keep
from fangpin_web.field.services import take_photo, take_visit
from fangpin_web.field.told import VisitTold
from fangpin_web.issues import services
from fangpin_web.issues.by_itself import raise_issues
from fangpin_web.records.models import Household, Issue

LONG_AGO, TAKEN = date(2026, 10, 20), date(2026, 10, 30)  # the day the camera of ``photo`` writes


def visited(world: Any, *, on: date, household: Household, content: bytes | None = None, kind: str = "photo") -> None:
    told = VisitTold(key=f"visit-{household.pk}-{on}-{kind}", household=household.pk, visited_on=on, photos=1)
    visit = take_visit(told=told, by=world.lin, at=world.now).visit
    if content:
        take_photo(visit=visit, content=content, name="表.jpg", kind=kind, by=world.lin, at=world.now)


def raised(world: Any) -> list[tuple[str, int | None]]:
    with acting_as(world.zhou):
        return sorted(Issue.objects.filter(origin="platform").values_list("kind", "household_id"))


def test_each_irregularity_is_raised_once_whoever_looks_and_however_often(world: Any) -> None:
    family = world.household_a
    with acting_as(world.zhou):
        neighbour = Household.objects.create(
            area_code=world.village_a, code="H770101000003", head_name="李五", entered_at=world.now
        )
    visited(world, on=LONG_AGO, household=family, content=photo(1), kind="signed")
    visited(world, on=TAKEN, household=neighbour, content=photo(1, quality=60))  # the same picture, saved again
    case = open_case(process="identification", household=family, by=world.lin, at=world.now - timedelta(days=20))
    make_move(
        case_id=case.pk, move="close", seen=0, key="k", reason="solved", by=world.lin, at=world.now,
        happened_on=LONG_AGO,
    )  # fmt: skip
    found = [
        ("late_entry", family.pk), ("late_visit", family.pk), ("shared_photo", neighbour.pk),
        ("signed_after", family.pk),
    ]  # fmt: skip
    assert raise_issues(by=world.lin, at=world.now) == len(found)
    assert raised(world) == found
    assert raise_issues(by=world.zhou, at=world.now) == 0
    with acting_as(world.zhou):
        first = Issue.objects.get(kind="late_visit")
    assert "相隔 11 天" in str(first.content)
    services.void(about="issue", key=first.pk, words="停电", by=world.zhou, at=world.now)
    assert raise_issues(by=world.zhou, at=world.now) == 0  # voided is decided, not forgotten
    assert raised(world) == found


def test_what_is_in_time_raises_nothing_and_the_neighbouring_town_looks_at_its_own(world: Any) -> None:
    visited(world, on=TAKEN, household=world.household_a, content=photo(1), kind="signed")
    visited(world, on=LONG_AGO, household=world.household_a)
    assert raise_issues(by=world.chen, at=world.now) == 0
    assert raise_issues(by=world.lin, at=world.now) == 1
    assert raised(world) == [("late_visit", world.household_a.pk)]


def test_the_page_of_such_an_issue_leads_to_what_it_was_raised_for(world: Any, client_of: Any) -> None:
    for household in (world.household_a, world.household_b):
        keep(
            photo(2), "合影.jpg", kind="photo", by=world.zhou, at=world.now, area_code=household.area_code,
            about=("household", household.pk), household_id=household.pk,
        )  # fmt: skip
    assert raise_issues(by=world.zhou, at=world.now) == 1
    with acting_as(world.zhou):
        issue = Issue.objects.get(kind="shared_photo")
    page = client_of(world.zhou).get(reverse("issues:issue", args=[issue.pk])).content.decode()
    assert reverse("evidence:shared") in page
    assert "系统发现" in page
