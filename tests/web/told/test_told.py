"""What was told by word of mouth stands beside the household and counts for nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connections
from django.test import Client
from django.urls import reverse

from fangpin.ledgers import SPECS
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.records.models import Clue
from fangpin_web.told.models import ToldNote

Signed = Callable[[Officer], Client]
TOLD = {
    "told-text": "电话里说住院花了三万二", "told-told_by": "户主女儿", "told-how": "phone",
    "told-told_on": "2026-10-30",
}  # fmt: skip


def note(client: Client, household: Any, **more: Any) -> Any:
    return client.post(reverse("told:add", args=[household.pk]), TOLD | more, follow=True)


def test_a_note_shows_who_told_it_and_who_noted_it_marked_as_not_verified(world: Any, client_of: Signed) -> None:
    page = note(client_of(world.lin), world.household_a).content.decode()
    for words in ("电话里说住院花了三万二", "户主女儿", "林一", "未核实"):
        assert words in page


def test_a_note_from_a_clue_leads_back_to_the_clue_and_stands_there_too(world: Any, client_of: Signed) -> None:
    with acting_as(world.zhou):
        clue = Clue.objects.create(
            household=world.household_a, area_code=world.village_a, risk="illness", channel="grassroots",
            raised_on=date(2026, 10, 31), state="open", severity="high", entered_at=world.now,
        )  # fmt: skip
    answer = note(client_of(world.lin), world.household_a, clue=clue.pk)
    assert answer.redirect_chain[-1][0] == reverse("clues:clue", args=[clue.pk])
    assert "电话里说住院花了三万二" in answer.content.decode()


def test_a_note_is_no_ledger_and_its_words_are_encrypted(world: Any, client_of: Signed) -> None:
    note(client_of(world.lin), world.household_a)
    assert "told_note" not in SPECS
    with acting_as(world.lin), connections["default"].cursor() as cursor:
        cursor.execute("SELECT text FROM told_note")
        assert "住院".encode() not in bytes(cursor.fetchone()[0])


def test_nobody_notes_or_reads_outside_his_area(world: Any, client_of: Signed) -> None:
    assert note(client_of(world.chen), world.household_a).status_code == 404
    note(client_of(world.lin), world.household_a)
    with acting_as(world.chen):
        assert not ToldNote.objects.exists()
    assert note(client_of(world.auditor), world.household_a).status_code == 403


def test_a_note_is_taken_back_and_stays_to_be_seen(world: Any, client_of: Signed) -> None:
    client = client_of(world.lin)
    note(client, world.household_a)
    with acting_as(world.lin):
        key = ToldNote.objects.get().pk
    page = client.post(reverse("told:withdraw", args=[key]), follow=True).content.decode()
    assert "<s>电话里说住院花了三万二</s>" in page
    assert client_of(world.chen).post(reverse("told:withdraw", args=[key])).status_code == 404


def test_a_note_without_words_or_of_tomorrow_is_refused(world: Any, client_of: Signed) -> None:
    client = client_of(world.lin)
    assert note(client, world.household_a, **{"told-text": ""}).status_code == 422
    assert note(client, world.household_a, **{"told-told_on": "2999-01-01"}).status_code == 422


def test_the_household_says_who_can_open_it_and_who_did(world: Any, client_of: Signed) -> None:
    address = reverse("records:household", args=[world.household_a.pk])
    client_of(world.lin).get(address)
    page = client_of(world.zhou).get(address)
    openers = {(one.place, one.names) for one in page.context["who_sees"]}
    assert openers == {
        ("甲镇 · 甲一村", ("王三",)), ("甲镇", ("林一",)), ("示例县", ("冯七",)), ("示例县", ("周四",)),
    }  # fmt: skip
    assert [entry.officer_name for entry in page.context["opened"]] == ["周四", "林一"]
    assert client_of(world.lin).get(address).context["opened"] == []
