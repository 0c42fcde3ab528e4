"""The read log: found by household and by officer, by those who may read it."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer

ClientOf = Callable[[Officer], Client]


def lines(client: Client, **query: Any) -> list[tuple[str, int | None]]:
    table = client.get(reverse("access:log"), query).context["table"]
    return [(entry["line"].officer_name, entry["line"].household_id) for entry in table]


def test_reads_are_found_by_household_and_by_officer(world: Any, client_of: ClientOf) -> None:
    a, b = world.household_a.pk, world.household_b.pk
    client_of(world.lin).get(reverse("records:household", args=[a]))
    client_of(world.chen).get(reverse("records:household", args=[b]))
    client_of(world.auditor).get(reverse("records:household", args=[a]))
    auditor = client_of(world.auditor)
    assert lines(auditor) == [("冯七", a), ("陈二", b), ("林一", a)]
    assert lines(auditor, household=a) == [("冯七", a), ("林一", a)]
    assert lines(auditor, officer="陈二") == [("陈二", b)]
    assert lines(auditor, act="print") == []


def test_only_the_county_and_the_auditor_read_the_log(world: Any, client_of: ClientOf) -> None:
    for officer in (world.lin, world.wang, world.city, world.medical, world.administrator):
        assert client_of(officer).get(reverse("access:log")).status_code == 403
    for officer in (world.zhou, world.auditor):
        assert client_of(officer).get(reverse("access:log")).status_code == 200


def test_what_was_read_is_named_in_words_and_never_by_its_identifier(world: Any, client_of: ClientOf) -> None:
    zhou = client_of(world.zhou)
    zhou.get(reverse("records:household", args=[world.household_a.pk]))
    with acting_as(world.zhou):
        read = AccessLog.objects.get()
        for name in ("worklist_item", "household_standing", "medical_claims", "loan"):
            read.pk, read.ledger = None, name
            read.save(force_insert=True)
    told = [entry["what"] for entry in zhou.get(reverse("access:log")).context["table"]]
    assert told == ["脱贫人口小额信贷", "医保结算明细", "农户登记与监测状况", "工作机制待办", "农户档案"]
