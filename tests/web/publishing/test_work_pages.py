"""Sealing and screening from the pages: begun by the county, watched with and without JavaScript, stopped."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from fangpin_web.accounts.models import Officer
from fangpin_web.jobs.models import Progress

ClientOf = Callable[[Officer], Client]


def begun(world: Any, client_of: ClientOf) -> tuple[Client, Progress]:
    client = client_of(world.zhou)
    answer = client.post(reverse("publishing:seal"), {"as_of": "2026-10-31", "label": "十月"})
    assert answer.status_code == 302
    found = Progress.objects.get()
    assert answer.headers["Location"] == reverse("jobs:work", args=[found.pk])
    return client, found


def test_the_county_begins_a_seal_and_watches_it(world: Any, client_of: ClientOf) -> None:
    client, found = begun(world, client_of)
    assert found.arguments == {"as_of": "2026-10-31", "label": "十月"}
    address = reverse("jobs:work", args=[found.pk])
    whole = client.get(address).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in whole
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "hx-get" in part


def test_finished_work_leads_to_what_it_made(world: Any, client_of: ClientOf) -> None:
    client, found = begun(world, client_of)
    Progress.objects.filter(pk=found.pk).update(state="done", result={"seal": 5})
    address, made = reverse("jobs:work", args=[found.pk]), reverse("publishing:snapshot", args=[5])
    assert client.get(address).headers["Location"] == made
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Redirect"] == made


def test_work_that_failed_says_why_and_asks_no_more(world: Any, client_of: ClientOf) -> None:
    client, found = begun(world, client_of)
    Progress.objects.filter(pk=found.pk).update(state="failed", problem_zh="磁盘已满，请清理后重试。")
    page = client.get(reverse("jobs:work", args=[found.pk])).content.decode()
    assert "磁盘已满" in page
    assert "hx-get" not in page


def test_waiting_work_is_stopped_by_its_own_officer_only(world: Any, client_of: ClientOf) -> None:
    client, found = begun(world, client_of)
    stop = reverse("jobs:stop", args=[found.pk])
    assert client_of(world.lin).post(stop).status_code == 404
    assert client.post(stop).status_code == 302
    found.refresh_from_db()
    assert found.state == "stopped"


def test_only_the_county_seals_and_a_day_is_needed(world: Any, client_of: ClientOf) -> None:
    address = reverse("publishing:seal")
    assert client_of(world.lin).post(address, {"as_of": "2026-10-31"}).status_code == 403
    assert client_of(world.zhou).post(address, {"as_of": "soon"}).status_code == 422
