"""The interface gives what the pages give: the reader's area, names masked, every read in the log."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from fangpin.ledgers import SPECS
from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as

PERSONS = "/api/ledgers/person?purpose=核对"


def read(client: Client, officer: Any, url: str) -> Any:
    client.force_login(officer)
    return client.get(url)


def test_each_officer_reads_the_rows_of_his_own_area(client: Client, world: Any) -> None:
    seen = {who: read(client, getattr(world, who), PERSONS).json()["rows"] for who in ("lin", "chen", "zhou")}
    assert {r["id"] for r in seen["lin"]} == {world.person_a.pk}
    assert {r["id"] for r in seen["chen"]} == {world.person_b.pk}
    assert {r["id"] for r in seen["zhou"]} == {world.person_a.pk, world.person_b.pk}


@pytest.mark.parametrize("who", ["city", "wang", "medical", "administrator"])
def test_roles_that_may_not_take_rows_away_are_refused(client: Client, world: Any, who: str) -> None:
    assert read(client, getattr(world, who), PERSONS).status_code == 403


def test_names_are_masked_and_document_numbers_are_absent(client: Client, world: Any) -> None:
    (row,) = read(client, world.lin, PERSONS).json()["rows"]
    assert row["name"].endswith("＊")
    assert "document_number" not in row


def test_a_read_without_purpose_gives_nothing(client: Client, world: Any) -> None:
    assert read(client, world.lin, "/api/ledgers/person").status_code == 422


def test_every_page_read_is_in_the_log(client: Client, world: Any) -> None:
    read(client, world.lin, PERSONS)
    with acting_as(world.zhou):
        entry = AccessLog.objects.get(officer_id=world.lin.pk)
    assert (entry.act, entry.ledger, entry.rows, entry.purpose) == ("export", "person", 1, "核对")


def test_a_stranger_is_asked_to_sign_in(client: Client, world: Any) -> None:
    assert client.get(PERSONS).status_code == 401


def test_every_ledger_has_an_operation_and_a_schema(client: Client, world: Any) -> None:
    schema = json.loads(read(client, world.lin, "/api/openapi.json").content)
    offered = {path.rsplit("/", 1)[-1] for path in schema["paths"]}
    assert offered == {name for name, spec in SPECS.items() if not spec.internal} | {"ledgers"}
    assert schema["components"]["schemas"]["LoanRow"]["properties"]["amount_yuan"]["x-unit"] == "CNY"
