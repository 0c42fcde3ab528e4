"""The figures' pages: counted in a snapshot, opened down to the rows by those whose area it is, stated beside."""

from __future__ import annotations

import pytest
from django.test import Client

from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.figures.services import MayNotState, SourceMissing, state_figure
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.services import seal
from fangpin_web.records.models import ReportedFigure

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(world):
    return seal(as_of=world.now.date(), by=world.zhou, at=world.now, label="2026年10月")


def test_a_figure_shows_number_definition_and_the_places_inside(client: Client, world, sealed) -> None:
    client.force_login(world.zhou)
    listed = client.get("/figures/", {"area": world.county})
    assert "农户数" in listed.content.decode()
    page = client.get("/figures/rural_households/", {"area": world.county}).content.decode()
    assert world.town_a in page or "rural_households@770101@" in page
    assert "national/indicators/register.yaml" in page


def test_rows_are_opened_inside_the_own_area_only_and_each_reading_is_logged(client: Client, world, sealed) -> None:
    client.force_login(world.lin)
    opened = client.get("/figures/rural_households/rows", {"area": world.town_a})
    assert opened.status_code == 200
    with acting_as(world.zhou):
        assert AccessLog.objects.filter(officer_id=world.lin.pk, ledger="household").count() == 1
    assert client.get("/figures/rural_households/rows", {"area": world.town_b}).status_code == 403
    client.force_login(world.city)
    assert client.get("/figures/rural_households/rows", {"area": world.county}).status_code == 403


def test_a_reported_number_stands_beside_the_counted_one_and_is_marked(client: Client, world, sealed) -> None:
    client.force_login(world.zhou)
    told = {"kind": "reported", "value": "12", "until": "2026-10-31", "stated_on": "2026-11-01"}
    address = f"/figures/rural_households/state?area={world.county}"
    assert client.post(address, told).status_code == 422
    assert client.post(address, told | {"department": "县民政局"}).status_code == 302
    page = client.get("/figures/rural_households/", {"area": world.county}).content.decode()
    assert "县民政局" in page
    assert "部门报送" in page
    with acting_as(world.zhou):
        row = ReportedFigure.objects.get()
    assert (row.entered_by, row.organisation.kind, row.unit_word) == (world.zhou.pk, "department", "户")


def test_only_the_county_states_figures_and_never_without_a_source(world) -> None:
    told = {
        "kind": "override", "indicator": policy_in_force().indicator("rural_households"), "area_code": world.county,
        "until": world.now.date(), "stated_on": world.now.date(), "value": 3, "at": world.now,
    }  # fmt: skip
    with pytest.raises(MayNotState):
        state_figure(**told, by=world.lin, reason="复核")
    with pytest.raises(MayNotState):
        state_figure(**told | {"area_code": "770102"}, by=world.zhou, reason="复核")
    with pytest.raises(SourceMissing):
        state_figure(**told, by=world.zhou)
