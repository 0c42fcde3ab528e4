"""Differences of a reckoning become clues of their own channel, known again, and closed when what was paid agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.web.entitlements.test_pages import found_of, seal_of

from fangpin.entitlements import ENTITLEMENTS, Entitlements
from fangpin_web.access.scope import acting_as
from fangpin_web.clues.models import ScreeningRun
from fangpin_web.clues.services import close_clue, dispatch_clues
from fangpin_web.clues.tallies import last_run
from fangpin_web.entitlements.raising import raise_differences, waiting_signs
from fangpin_web.office.archive import keep_policy
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Clue

OWED = ("a", "missing", "2500.00", "0.00")


@pytest.fixture
def reckon(world: Any) -> Any:
    seal, policy = seal_of(world), policy_in_force()
    keep_policy(policy)

    def reckon(*verdicts: tuple[str, str, str, str], days: int = 0) -> dict[str, int]:
        found: Entitlements = found_of(world, *verdicts)
        differs = [row["verdict"] not in ("agrees", "nothing") for row in found.items.to_pylist()]
        day = found.as_of + timedelta(days=days)
        found = replace(found, as_of=day, watched=found.items, items=found.items.filter(differs).cast(ENTITLEMENTS))
        with acting_as(world.zhou):
            return raise_differences(
                found=found, again=(), waiting=waiting_signs(), seal=seal, policy=policy, by=world.zhou,
                at=world.now + timedelta(days=days),
            )  # fmt: skip

    return reckon


def states(world: Any) -> list[tuple[str, str | None]]:
    with acting_as(world.zhou):
        return list(Clue.objects.order_by("id").values_list("state", "close_reason"))


def test_a_difference_is_proposed_once_and_closes_by_itself_when_the_payment_came(
    client: Client, world: Any, reckon: Any
) -> None:
    assert reckon(OWED, ("b", "short", "30.00", "0.00"))["raised"] == 1, "thirty yuan are below the least difference"
    again = reckon(OWED, days=1)
    assert (again["raised"], again["seen"]) == (0, 1)
    dispatch_clues(by=world.zhou, at=world.now)
    with acting_as(world.zhou):
        clue = Clue.objects.get()
    assert (clue.channel, clue.risk, clue.household_id) == ("entitlement", "entitlement", world.household_a.pk)
    client.force_login(world.lin)
    page = client.get(f"/clues/{clue.pk}/").content.decode()
    assert "应发2,500.00元，已发0.00元，少发2,500.00元" in page
    assert "/entitlements/schemes/yulu_grant/" in page
    settled = reckon(("a", "agrees", "2500.00", "2500.00"), days=2)
    assert (settled["settled"], states(world)) == (1, [("closed_negative", "settled")])
    assert reckon(OWED, days=3)["raised"] == 1, "what was settled and differs again is news"


def test_what_an_officer_closed_stays_closed_until_the_difference_grows_and_rules_are_not_mixed_in(
    world: Any, reckon: Any
) -> None:
    reckon(OWED)
    dispatch_clues(by=world.zhou, at=world.now)
    with acting_as(world.zhou):
        key = Clue.objects.get().pk
        assert (ScreeningRun.objects.count(), last_run()) == (1, None)
    close_clue(clue_id=key, outcome="closed_negative", reason="wrong_data", note="", by=world.lin, at=world.now)
    assert reckon(OWED, days=1)["stayed_closed"] == 1
    assert reckon(("a", "missing", "3600.00", "0.00"), days=2)["raised"] == 1
