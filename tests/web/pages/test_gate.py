"""Who gets through the gate of which page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from fangpin_web.accounts.models import Officer

# Addresses anybody may ask for: signing in, what a page looks like, whether the server lives.
OPEN = {
    "sign-in", "sign-out", "set-password", "start", "language", "theme", "alive",
    "apply", "application-status",  # for families without an account, off until switched on
    "phone", "worker", "phone-sign-in", "phone-sign-out",  # the phone page names nobody and signs in by itself
}  # fmt: skip


def patterns(resolver: Any = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if "api" not in (entry.namespace or ""):  # the interface has its own way of signing in
                yield from patterns(entry)
        else:
            yield entry


@pytest.mark.parametrize("pattern", list(patterns()), ids=lambda p: str(p.name or p.pattern))
def test_every_page_names_its_permission(pattern: URLPattern) -> None:
    permission = getattr(pattern.callback, "permission", None)
    if pattern.name in OPEN:
        assert permission in {"anybody", None}
    else:
        assert callable(permission), f"{pattern.name}: put @admits(…) on the view"


@pytest.mark.parametrize("name", ["home", "records:households", "records:dictionary", "publishing:rules"])
def test_without_signing_in_every_page_leads_to_the_sign_in(world: Any, name: str) -> None:
    answer = Client().get(reverse(name))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=")


def test_the_county_opens_the_households_and_the_city_is_told_why_not(
    world: Any, client_of: Callable[[Officer], Client]
) -> None:
    address = reverse("records:households")
    assert client_of(world.zhou).get(address).status_code == 200
    refused = client_of(world.city).get(address)
    assert refused.status_code == 403
    assert "只看" in refused.content.decode() or "counts" in refused.content.decode()


def test_the_menu_shows_only_what_the_role_may_open(world: Any, client_of: Callable[[Officer], Client]) -> None:
    for officer in (world.zhou, world.lin, world.wang, world.city, world.auditor, world.administrator, world.medical):
        client = client_of(officer)
        page = client.get("/")
        for _section, lines in page.context["menu"]:
            for line in lines:
                assert client.get(line.address).status_code == 200, (officer.role, line.address)


def test_a_page_that_is_not_there_and_one_that_is_not_yours_look_the_same(
    world: Any, client_of: Callable[[Officer], Client]
) -> None:
    client = client_of(world.chen)
    not_hers = client.get(reverse("records:household", args=[world.household_a.pk]))
    absent = client.get(reverse("records:household", args=[99_999_999]))
    assert not_hers.status_code == absent.status_code == 404
    strip = lambda page: page.content.decode().split("<main")[1]  # noqa: E731
    assert strip(not_hers) == strip(absent)
