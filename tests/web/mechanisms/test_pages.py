"""Mechanisms by page: what is in use, what is open in the own area, and switching with a second person."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pytest
from django.test import Client

from fangpin.rules import TALLIES, Duties
from fangpin.rules.worklist import WORKLIST
from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.services import make_officer
from fangpin_web.mechanisms import running
from fangpin_web.mechanisms.models import MechanismSwitch, WorklistItem, WorklistRun, WorklistTally
from fangpin_web.mechanisms.problems import MechanismProblem
from fangpin_web.mechanisms.switching import confirm_switch, propose_switch, send_switch_back
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.services import seal

pytestmark = pytest.mark.django_db
HELPERS = "household-helpers"


@pytest.fixture
def sealed(world):
    return seal(as_of=world.now.date(), by=world.zhou, at=world.now, label="2026年10月")


@pytest.fixture
def listed(world, sealed):
    """One open item in each town, as a working out leaves them."""
    rule = policy_in_force().mechanism(HELPERS).rules[0]
    with acting_as(world.zhou):
        run = WorklistRun.objects.create(
            seal=sealed, as_of=sealed.as_of, policy_hash="x", made_at=world.now, made_by=world.zhou.pk,
            counts={rule: {"open": 2, "unknown": 1, "screened": 5}},
        )  # fmt: skip
        for household in (world.household_a, world.household_b):
            WorklistTally.objects.create(
                run=run, rule=rule, area_code=household.area_code, screened=2, yes=1, no=1, unknown=0
            )
            WorklistItem.objects.create(
                run=run, area_code=household.area_code, rule=rule, subject="household", key=household.pk,
                answer="yes", severity=1, basis={}, open_since=date(2026, 9, 1),
            )  # fmt: skip
    return run


def test_the_list_shows_what_is_in_use_and_the_rest_only_when_asked(client: Client, world, listed) -> None:
    client.force_login(world.zhou)
    page = client.get("/mechanisms/").content.decode()
    assert f"/mechanisms/{HELPERS}/" in page
    assert "/mechanisms/four-package/" not in page
    assert "/mechanisms/four-package/" in client.get("/mechanisms/", {"show": "all"}).content.decode()
    assert client.get("/mechanisms/", {"show": "sideways"}).status_code == 422


def test_mechanisms_in_use_or_not_have_a_page(client: Client, world, listed) -> None:
    client.force_login(world.zhou)
    some = list(policy_in_force().mechanisms)[::6]  # one of each kind and family; all of them take a minute
    broken = [m for m in some if client.get(f"/mechanisms/{m}/").status_code != 200]
    assert not broken


def test_open_items_are_those_of_the_own_area_and_their_reading_is_logged(client: Client, world, listed) -> None:
    client.force_login(world.lin)
    page = client.get(f"/mechanisms/{HELPERS}/open/").content.decode()
    assert f"/households/{world.household_a.pk}/" in page
    assert f"/households/{world.household_b.pk}/" not in page
    with acting_as(world.zhou):
        assert AccessLog.objects.filter(officer_id=world.lin.pk, ledger="worklist_item", rows=1).count() == 1
    client.force_login(world.city)
    assert client.get(f"/mechanisms/{HELPERS}/open/").status_code == 403
    assert ">2<" in client.get(f"/mechanisms/{HELPERS}/").content.decode().replace("<strong>", "")


def test_open_items_are_filtered_sorted_and_taken_out_with_a_purpose(client: Client, world, listed) -> None:
    client.force_login(world.zhou)
    address = f"/mechanisms/{HELPERS}/open/"
    assert f"/households/{world.household_b.pk}/" not in client.get(address, {"area": world.town_a}).content.decode()
    assert f"/households/{world.household_a.pk}/" not in client.get(address, {"before": "2026-08-31"}).content.decode()
    assert client.get(address, {"sort": "-open_since"}).status_code == 200
    assert client.post(f"{address}export", {"shape": "csv"}).status_code == 422
    file = client.post(f"{address}export", {"shape": "csv", "purpose": "visit"})
    assert file.status_code == 200
    assert world.town_a in file.content.decode("utf-8-sig")


def test_working_out_keeps_since_when_an_item_is_open_and_tells_what_came_and_went(world, listed, monkeypatch) -> None:
    rule = policy_in_force().mechanism(HELPERS).rules[0]
    with acting_as(world.zhou):
        WorklistItem.objects.filter(key=world.household_b.pk).update(rule="a_rule_of_yesterday")
    found = [
        {"rule": rule, "subject": "household", "key": h.pk, "area_code": h.area_code, "answer": "yes", "basis": "{}"}
        for h in (world.household_a, world.household_b)
    ]
    tally = {"rule": rule, "area_code": world.village_a, "screened": 3, "yes": 2, "no": 1, "unknown": 0}
    duties = Duties(
        items=pa.Table.from_pylist(found, WORKLIST), tallies=pa.Table.from_pylist([tally], TALLIES),
        as_of=listed.as_of,
    )  # fmt: skip
    monkeypatch.setattr(running, "check_duties", lambda *_, **__: duties)
    again = running.work_out(seal=listed.seal, by=world.zhou, at=world.now + timedelta(hours=1))
    with acting_as(world.zhou):
        since = {item.key: (item.run_id, item.open_since) for item in WorklistItem.objects.all()}
        assert not WorklistTally.objects.exclude(run=again).exists()
    assert since == {
        world.household_a.pk: (again.pk, date(2026, 9, 1)),
        world.household_b.pk: (again.pk, listed.as_of),
    }
    assert again.counts == {
        rule: {"open": 2, "unknown": 0, "screened": 3, "come": 1},
        "a_rule_of_yesterday": {"open": 0, "unknown": 0, "screened": 0, "gone": 1},
    }
    with pytest.raises(MechanismProblem):
        running.work_out(seal=listed.seal, by=world.lin, at=world.now)


def test_a_switch_counts_when_a_second_officer_has_confirmed_it_and_stands_in_the_files(
    client, world, own_home
) -> None:
    second = make_officer(
        username="zheng", name="郑七", role="county", area_code=world.county, password=world.password, at=world.now,
        by=None,
    )  # fmt: skip
    told = {"mechanism": "microcredit", "since": date(2026, 11, 1), "on": False, "why": "本县不再办理", "document": ""}
    with pytest.raises(MechanismProblem):
        propose_switch(**told, by=world.lin, at=world.now)
    entry = propose_switch(**told, by=world.zhou, at=world.now)
    assert policy_in_force().mechanism("microcredit").on_day(date(2026, 11, 1))
    with pytest.raises(MechanismProblem, match="ask another officer"):
        confirm_switch(entry=entry, by=world.zhou, at=world.now)
    confirm_switch(entry=entry, by=second, at=world.now)
    found = policy_in_force().mechanism("microcredit")
    assert (found.on_day(date(2026, 10, 31)), found.on_day(date(2026, 11, 1))) == (True, False)
    assert "microcredit" in (own_home / "policies/gejiu_office/mechanisms/entered.yaml").read_text("utf-8")
    with pytest.raises(MechanismProblem, match="decided"):
        confirm_switch(entry=entry, by=second, at=world.now)
    with pytest.raises(MechanismProblem):
        propose_switch(**told, by=world.zhou, at=world.now)
    client.force_login(world.zhou)
    assert "本县不再办理" in client.get("/mechanisms/microcredit/").content.decode()


def test_an_entry_is_made_and_sent_back_by_page(client: Client, world) -> None:
    client.force_login(world.zhou)
    told = {"on": "false", "since": "2026-11-01", "why": "试点结束"}
    assert client.post("/mechanisms/microcredit/switch", told | {"why": ""}).status_code == 422
    answer = client.post("/mechanisms/microcredit/switch", told)
    entry = MechanismSwitch.objects.get()
    assert answer.url == f"/mechanisms/switches/{entry.pk}/"
    assert client.get(answer.url).status_code == 200
    assert client.post(f"{answer.url}decide", {}).status_code == 422
    assert client.post(f"{answer.url}decide", {"why": "另行发文"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.state, entry.sent_back_for) == ("sent_back", "另行发文")
    with pytest.raises(MechanismProblem):
        send_switch_back(entry=entry, why="再退", by=world.zhou, at=world.now)
    client.force_login(world.lin)
    assert client.get("/mechanisms/microcredit/switch").status_code == 403


def test_the_library_leads_from_a_document_to_its_rules_and_who_is_missed(client: Client, world, listed) -> None:
    client.force_login(world.zhou)
    source = policy_in_force().parameters["income_line"].values[0].source
    page = client.get("/library/", {"q": source.document}).content.decode()
    assert source.document in page
    shown = client.get("/library/document", {"title": source.document}).content.decode()
    assert "/parameters/income_line/" in shown
    assert client.get("/library/document", {"title": "没有这份文件"}).status_code == 404
