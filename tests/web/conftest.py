"""The small world everybody knows: a county with two towns. Lin may see town A, Chen may not; Zhou sees both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.office.services import set_up_office
from fangpin_web.records.models import Area, Household, Membership, Person

PASSWORD = "correct-horse-1"
NOW = datetime(2026, 10, 31, 2, 0, tzinfo=UTC)
COUNTY, TOWN_A, TOWN_B = "770101", "770101101", "770101102"
VILLAGE_A, VILLAGE_B = "770101101001", "770101102001"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who and what there is. Every officer's password is ``PASSWORD``; nobody in it is a real person."""

    lin: Officer  # township officer of town A
    chen: Officer  # township officer of town B
    wang: Officer  # village cadre of village A
    zhou: Officer  # county office
    medical: Officer  # a department of the county
    city: Officer
    auditor: Officer
    administrator: Officer
    household_a: Household
    household_b: Household
    person_a: Person
    person_b: Person
    county: str = COUNTY
    town_a: str = TOWN_A
    town_b: str = TOWN_B
    village_a: str = VILLAGE_A
    village_b: str = VILLAGE_B
    now: datetime = NOW
    password: str = PASSWORD


@pytest.fixture
def world(db: None, own_home: Path) -> World:
    """Built inside the test's transaction, by the county officer, under the walls; Gejiu's demonstration.

    With a home of its own: two processes number their uploads alike, and files are named by number.
    """
    set_up_office(place="gejiu", demo=True, at=NOW)
    return build_world()


@pytest.fixture
def committed_world(fresh_database: str) -> World:
    """The same world in a database of its own, committed: for tests with several connections."""
    return build_world()


@pytest.fixture
def office_world(committed_world: World, own_home: Path) -> World:
    """The committed world as the demonstration office of Gejiu, with a home of its own."""
    set_up_office(place="gejiu", demo=True, at=NOW)
    return committed_world


def build_world() -> World:
    """The small world in the database at hand; for tests that commit, after ``fresh_database``."""
    officers = {
        officer.username: officer
        for officer in Officer.objects.bulk_create(
            Officer(
                username=username, name=name, role=role, area_code=area, department=department,
                password=_hashed(), made_at=NOW,
            )
            for username, name, role, area, department in (
                ("lin", "林一", "township", TOWN_A, ""),
                ("chen", "陈二", "township", TOWN_B, ""),
                ("wang", "王三", "village", VILLAGE_A, ""),
                ("zhou", "周四", "county", COUNTY, ""),
                ("medical", "吴五", "department", COUNTY, "medical_insurance"),
                ("city", "郑六", "city", "7701", ""),
                ("auditor", "冯七", "auditor", COUNTY, ""),
                ("administrator", "褚八", "administrator", COUNTY, ""),
            )
        )
    }  # fmt: skip
    with acting_as(officers["zhou"], "small world"):
        Area.objects.bulk_create(
            Area(
                area_code=code, scheme="nbs", code=code, level=level, name=name, short_name=name.removesuffix("村"),
                parent_code=parent, from_on=date(2020, 1, 1), entered_at=NOW,
            )
            for code, level, name, parent in (
                (COUNTY, "county", "示例县", "7701"),
                (TOWN_A, "township", "甲镇", COUNTY),
                (TOWN_B, "township", "乙镇", COUNTY),
                (VILLAGE_A, "village", "甲一村", TOWN_A),
                (VILLAGE_B, "village", "乙一村", TOWN_B),
            )
        )  # fmt: skip
        household_a, person_a = _family(VILLAGE_A, "H770101000001", "张三", "770101199001011234")
        household_b, person_b = _family(VILLAGE_B, "H770101000002", "欧阳四", "770101198502022345")
    return World(household_a=household_a, person_a=person_a, household_b=household_b, person_b=person_b, **officers)


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def _family(village: str, code: str, name: str, number: str) -> tuple[Household, Person]:
    household = Household.objects.create(area_code=village, code=code, head_name=name, entered_at=NOW)
    person = Person.objects.create(
        area_code=village, name=name, document_kind="id_card", document_number=number,
        born_on=date(int(number[6:10]), int(number[10:12]), int(number[12:14])), entered_at=NOW,
    )  # fmt: skip
    Membership.objects.create(
        area_code=village, household=household, person=person, relation="head", from_on=date(2020, 1, 1), entered_at=NOW
    )
    return household, person


@pytest.fixture
def client_of() -> Callable[[Officer], Client]:
    """A browser in which that officer has signed in."""

    def signed_in(officer: Officer) -> Client:
        client = Client()
        client.force_login(officer)
        return client

    return signed_in
