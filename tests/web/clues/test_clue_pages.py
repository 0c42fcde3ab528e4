"""Clues on pages: who sees which, what an officer may do with one, and what leaves in a file."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.clues.models import ClueEvidence, ScreeningRun, Tally
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.models import Seal
from fangpin_web.records.models import Clue

ClientOf = Callable[[Officer], Client]
BASIS = {"registered": False, "own_pay_seen_yuan": "23411.00", "own_pay_yuan": "23411.00", "own_pay_ruled_out": False}


@dataclass(frozen=True, slots=True)
class Found:
    """The small world with one clue in each town and one proposal in town A."""

    world: Any
    clue_a: Clue
    clue_b: Clue
    proposal: Clue
    run: ScreeningRun


@pytest.fixture
def found(world: Any) -> Found:
    seal = Seal.objects.create(
        label="测试",
        purpose="working",
        place="gejiu",
        as_of=date(2026, 10, 31),
        sealed_at=world.now,
        demo=True,
        hash="a" * 64,
        policy_hash=policy_in_force().hash,
        folder_name="not-there",
        rows=0,
        rows_by_ledger={},
    )
    run = ScreeningRun.objects.create(
        seal=seal,
        as_of=date(2026, 10, 31),
        since=date(2025, 10, 31),
        policy_hash=policy_in_force().hash,
        screened_at=world.now,
        screened_by=world.zhou.pk,
        counts={},
        coverage=[],
    )
    for area, yes in ((world.village_a, 3), (world.village_b, 4)):
        Tally.objects.create(run=run, rule="medical_other", area_code=area, screened=10, yes=yes, no=5, unknown=5 - yes)
    with acting_as(world.zhou):
        clues = [
            Clue.objects.create(
                household=household,
                area_code=household.area_code,
                risk=risk,
                channel="department",
                raised_on=date(2026, 10, 31),
                due_on=date(2020, 1, 2),
                state=state,
                severity="high",
                entered_at=world.now,
            )
            for household, risk, state in (
                (world.household_a, "illness", "open"),
                (world.household_b, "illness", "open"),
                (world.household_a, "education", "proposed"),
            )
        ]
        for clue in clues:
            ClueEvidence.objects.create(
                clue=clue,
                area_code=clue.area_code,
                rule="medical_other",
                risk=clue.risk,
                household_id=clue.household_id,
                answer="yes",
                basis=BASIS,
                run=run,
                first_run=run,
                seen_on=run.as_of,
            )
    return Found(world, *clues, run)


def page(found: Found, name: str = "clues:clue", clue: Clue | None = None) -> str:
    return reverse(name, args=[(clue or found.clue_a).pk])


def listed(client: Client, **query: str) -> set[int]:
    return {clue.pk for clue, *_ in client.get(reverse("clues:list"), query).context["table"]}


def test_each_township_sees_its_own_clues_and_the_county_all(found: Found, client_of: ClientOf) -> None:
    assert listed(client_of(found.world.lin)) == {found.clue_a.pk}
    assert listed(client_of(found.world.chen)) == {found.clue_b.pk}
    assert listed(client_of(found.world.zhou)) == {found.clue_a.pk, found.clue_b.pk}


def test_proposals_are_seen_by_those_who_dispatch_them(found: Found, client_of: ClientOf) -> None:
    assert listed(client_of(found.world.zhou), view="proposed") == {found.proposal.pk}
    assert listed(client_of(found.world.lin), view="proposed") == set()
    assert client_of(found.world.lin).get(page(found, clue=found.proposal)).status_code == 404


@pytest.mark.parametrize(
    ("query", "both"),
    [
        ({"risk": "illness"}, True),
        ({"risk": "education"}, False),
        ({"rule": "medical_other"}, True),
        ({"rule": "medical_registered"}, False),
        ({"due": "overdue"}, True),
        ({"due": "none"}, False),
        ({"severity": "low"}, False),
        ({"mine": "on"}, False),
        ({"sort": "-raised_on"}, True),
        ({"sort": "nonsense"}, True),
    ],
)
def test_the_list_filters_and_sorts(found: Found, client_of: ClientOf, query: dict[str, str], both: bool) -> None:
    expected = {found.clue_a.pk, found.clue_b.pk} if both else set()
    assert listed(client_of(found.world.zhou), **query) == expected


def test_a_filter_that_cannot_be_read_is_422_and_lists_nothing(found: Found, client_of: ClientOf) -> None:
    answer = client_of(found.world.zhou).get(reverse("clues:list"), {"risk": "no such risk"})
    assert answer.status_code == 422
    assert list(answer.context["table"]) == []


def test_a_clue_found_with_a_policy_that_is_gone_says_so_instead_of_explaining_it_with_another(
    found: Found, client_of: ClientOf
) -> None:
    ScreeningRun.objects.update(policy_hash="b" * 64)
    text = client_of(found.world.lin).get(page(found)).content.decode()
    assert "存档里没有政策 bbbbbbbbbbbb" in text
    assert "23,411.00" not in text


def test_a_clue_says_its_sentence_and_reading_it_is_logged(found: Found, client_of: ClientOf) -> None:
    text = client_of(found.world.lin).get(page(found)).content.decode()
    assert "23,411.00" in text
    assert "20,000.00" in text
    assert "张三" not in text
    with acting_as(found.world.zhou):
        line = AccessLog.objects.get()
    assert (line.act, line.purpose, line.household_id) == ("read", "clue", found.world.household_a.pk)


def test_rows_of_a_snapshot_that_is_gone_are_one_clear_sentence(found: Found, client_of: ClientOf) -> None:
    evidence = ClueEvidence.objects.none()
    with acting_as(found.world.zhou):
        evidence = ClueEvidence.objects.get(clue=found.clue_a)
    answer = client_of(found.world.lin).get(reverse("clues:rows", args=[found.clue_a.pk, evidence.pk]))
    assert answer.status_code == 200
    assert answer.context["problem"]


def test_taking_a_clue_makes_it_ones_own_and_the_second_is_told_who_has_it(found: Found, client_of: ClientOf) -> None:
    assert client_of(found.world.lin).post(page(found, "clues:take")).status_code == 302
    late = client_of(found.world.wang).post(page(found, "clues:take"))
    assert late.status_code == 422
    assert "林一" in late.content.decode()


def test_a_clue_of_another_town_cannot_be_taken(found: Found, client_of: ClientOf) -> None:
    assert client_of(found.world.chen).post(page(found, "clues:take")).status_code == 404
    assert client_of(found.world.lin).post(page(found, "clues:take")).status_code == 302


def test_closing_asks_for_a_reason_that_fits(found: Found, client_of: ClientOf) -> None:
    client = client_of(found.world.lin)
    close = page(found, "clues:close")
    assert client.post(close, {"outcome": "closed_negative"}).status_code == 422
    assert client.post(close, {"outcome": "closed_negative", "reason": "included"}).status_code == 422
    assert client.post(close, {"outcome": "closed_negative", "reason": "other", "note": " "}).status_code == 422
    done = client.post(close, {"outcome": "closed_negative", "reason": "solved", "note": "已报销"}, follow=True)
    assert "已报销" in done.content.decode()
    assert listed(client, view="closed") == {found.clue_a.pk}


def test_a_village_takes_but_does_not_close(found: Found, client_of: ClientOf) -> None:
    client = client_of(found.world.wang)
    assert client.post(page(found, "clues:take")).status_code == 302
    assert (
        client.post(page(found, "clues:close"), {"outcome": "closed_negative", "reason": "solved"}).status_code == 403
    )


def test_the_county_sees_the_volume_and_hands_out(found: Found, client_of: ClientOf) -> None:
    client = client_of(found.world.zhou)
    preview = client.get(reverse("clues:dispatch"))
    assert preview.context["preview"].clues == 1
    assert client.post(reverse("clues:dispatch"), {}).status_code == 422
    chosen = {"town": [found.world.town_a], "rule": ["medical_other"]}
    assert client.post(reverse("clues:dispatch"), chosen).status_code == 302
    assert found.proposal.pk in listed(client_of(found.world.lin))
    assert client_of(found.world.lin).get(reverse("clues:dispatch")).status_code == 403


def test_an_export_of_clues_has_the_filter_a_mark_and_a_line_in_the_log(found: Found, client_of: ClientOf) -> None:
    answer = client_of(found.world.lin).post(
        reverse("clues:export") + "?view=open", {"purpose": "report", "shape": "csv"}
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "演示数据" in rows[0][0]
    assert "林一（lin）" in rows[0][0]
    assert len(rows) == 3
    assert "张＊" in rows[2]
    with acting_as(found.world.zhou):
        assert list(AccessLog.objects.values_list("act", "ledger", "rows")) == [("export", "clue", 1)]


def test_city_and_department_see_no_clue(found: Found, client_of: ClientOf) -> None:
    for officer in (found.world.city, found.world.medical, found.world.administrator):
        assert client_of(officer).get(reverse("clues:list")).status_code == 403
    assert client_of(found.world.auditor).get(reverse("clues:list")).status_code == 200


def test_the_city_reads_counts_of_every_county_and_a_township_its_own(found: Found, client_of: ClientOf) -> None:
    address = reverse("publishing:rule", args=["medical_other"])
    city = client_of(found.world.city).get(address).context
    assert (city["total"].screened, city["total"].yes, city["total"].unknown) == (20, 7, 3)
    town = client_of(found.world.lin).get(address).context
    assert (town["total"].screened, town["total"].yes) == (10, 3)


def test_the_to_do_list_counts_what_is_overdue(found: Found, client_of: ClientOf) -> None:
    tasks = {str(t.address): t for t in client_of(found.world.lin).get("/").context["tasks"]}
    assert [(t.waiting, t.overdue) for t in tasks.values()] == [(1, 1)]
    county = {t.icon: t.waiting for t in client_of(found.world.zhou).get("/").context["tasks"]}
    assert county["send"] == 1


def test_a_clue_that_gave_way_and_the_one_after_it_lead_to_each_other(
    world: Any, found: Found, client_of: ClientOf
) -> None:
    with acting_as(world.zhou):
        Clue.objects.filter(pk=found.clue_a.pk).update(
            state="closed_negative",
            closed_on=date(2026, 10, 31),
            closed_by=world.zhou.pk,
            close_reason="stepped_up",
            merged_into=found.proposal.pk,
        )
    client = client_of(world.zhou)
    earlier, later = reverse("clues:clue", args=[found.clue_a.pk]), reverse("clues:clue", args=[found.proposal.pk])
    was = client.get(earlier).content.decode()
    assert later in was
    assert "跨档并入新线索" in was or "Merged into the clue of the next step" in was
    assert earlier in client.get(later).content.decode()
