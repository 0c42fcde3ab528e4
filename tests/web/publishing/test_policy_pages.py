"""Rules, parameters, snapshots and yield as their readers see them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.shipped import shipped

from fangpin_web.accounts.models import Officer
from fangpin_web.publishing.models import Seal
from fangpin_web.publishing.services import seal

ClientOf = Callable[[Officer], Client]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_rule_of_every_fact_and_many_parameters_have_a_page(world: Any, client_of: ClientOf, language: str) -> None:
    client = client_of(world.city)
    client.cookies["django_language"] = language
    policy = shipped("gejiu")
    for rule in sorted({rule.over: rule.id for rule in policy.rules.values()}.values()):  # one of each fact
        assert client.get(reverse("publishing:rule", args=[rule])).status_code == 200, rule
    for parameter in sorted(policy.parameters)[::4]:
        assert client.get(reverse("publishing:parameter", args=[parameter])).status_code == 200, parameter


def test_a_rule_is_said_in_chinese_names(world: Any, client_of: ClientOf) -> None:
    said = client_of(world.lin).get(reverse("publishing:rule", args=["medical_registered"])).context["words"]
    assert "脱贫户大额自付线" in said
    assert "_" not in said


def test_a_parameter_shows_the_value_of_the_day_asked_for(world: Any, client_of: ClientOf) -> None:
    client = client_of(world.lin)
    for day, known in (("2026-01-01", True), ("1999-01-01", False)):
        listed = client.get(reverse("publishing:parameters"), {"on": day}).context["listed"]
        value = next(value for parameter, value in listed if parameter.id == "income_line")
        assert (value is not None) is known


@pytest.mark.parametrize("name", ["publishing:rule", "publishing:parameter"])
def test_what_is_not_there_is_404(world: Any, client_of: ClientOf, name: str) -> None:
    assert client_of(world.lin).get(reverse(name, args=["no_such_thing"])).status_code == 404


def test_a_snapshot_page_finds_a_changed_byte(office_world: Any, client_of: ClientOf) -> None:
    made = seal(as_of=office_world.now.date(), by=office_world.zhou, at=office_world.now)
    client = client_of(office_world.auditor)
    assert client.get(reverse("publishing:snapshots")).status_code == 200
    verify = reverse("publishing:verify", args=[made.pk])
    assert client.post(verify).context["problems"] == []
    household = made.folder / "ledgers" / "household.parquet"
    household.write_bytes(household.read_bytes() + b" ")
    found = client.post(verify)
    assert any("household.parquet" in problem for problem in found.context["problems"])


def test_a_township_does_not_open_snapshots_and_the_city_does(world: Any, client_of: ClientOf) -> None:
    assert client_of(world.lin).get(reverse("publishing:snapshots")).status_code == 403
    assert client_of(world.city).get(reverse("publishing:snapshots")).status_code == 200
    assert Seal.objects.count() == 0


def test_yield_is_a_page_of_those_who_see_clues(world: Any, client_of: ClientOf) -> None:
    assert client_of(world.zhou).get(reverse("publishing:yield")).status_code == 200
    assert client_of(world.city).get(reverse("publishing:yield")).status_code == 403
