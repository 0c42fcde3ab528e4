"""Everybody is read once for the files of one run, and again as soon as anything about people has changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow.compute as pc
import pytest
from tests.web.intake.deliveries import bring, roll

from fangpin.imports import Period
from fangpin_web.access.scope import acting_as
from fangpin_web.intake.deliveries import sources_of
from fangpin_web.intake.keeping import keeping_people
from fangpin_web.intake.known import known_for
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Membership, Person

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def _known() -> Any:
    return known_for(sources_of(policy_in_force())["civil_assistance"], period=OCTOBER)


@pytest.fixture
def office(world: Any) -> Any:
    bring(roll(), world.zhou)
    return world


def test_in_one_run_everybody_is_read_once_and_outside_each_time(office: Any) -> None:
    with acting_as(office.zhou):
        assert _known().persons is not _known().persons
        with keeping_people():
            first = _known()
            assert _known().persons is first.persons
            assert _known().households is first.households


def test_a_changed_an_added_and_a_removed_row_are_seen_at_once(office: Any) -> None:
    with acting_as(office.zhou), keeping_people():
        first = _known().persons
        someone = Person.objects.order_by("pk").first()
        assert someone is not None
        Person.objects.filter(pk=someone.pk).update(name="改名")
        changed = _known().persons
        assert "改名" in changed["name"].to_pylist()
        assert "改名" not in first["name"].to_pylist()
        Membership.objects.filter(person=someone.pk).delete()
        removed = _known().persons
        assert removed.filter(pc.equal(removed["person_id"], someone.pk))["household_id"].to_pylist() == [None]
