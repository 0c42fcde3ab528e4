"""The month tray as officers see it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Original, Upload
from fangpin_web.tray.models import ZeroReport

Signed = Callable[[Officer], Client]
COUNTS = {
    "ledgers": {"dibao_spell": {"new": 3, "changed": 1, "unchanged": 8, "missing": 2, "collapsed": 0, "refused": 0}},
    "rows_read": 12, "rows_refused": 1, "rows_open": 2, "states": {"joined": 9, "proposed": 2}, "villages": 1,
    "covered": ["770101101001"],
}  # fmt: skip
LIST = ("tray:line", [2026, 10, "civil_assistance"])


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fangpin_web.tray.views.timezone.localdate", lambda *_: date(2026, 11, 12))


def delivered(world: Any, on: int = 4, **told: Any) -> Upload:
    at = datetime(2026, 11, on, 2, tzinfo=UTC)
    with acting_as(world.zhou):
        original = Original.objects.create(
            area_code=world.county, sha256=f"{on:064d}", file_name="低保.xlsx", size=9, received_at=at,
            received_by=world.zhou.pk,
        )  # fmt: skip
        whole: dict[str, Any] = {
            "area_code": world.county, "original": original, "file_name": "低保.xlsx", "state": "landed",
            "source": "civil_assistance", "department": "民政局", "delivery": "full", "counts": COUNTS,
            "decisions": {"dibao_spell": "ended"}, "period_from_on": date(2026, 10, 1),
            "period_to_on": date(2026, 10, 31), "received_at": at, "received_by": world.zhou.pk, "landed_at": at,
            "landed_by": world.zhou.pk,
        }  # fmt: skip
        return Upload.objects.create(**whole | told)


def line_of(page: Any, source: str = "civil_assistance") -> Any:
    return next(one for one in page.context["tray"].lines if one.source.id == source)


def test_the_tray_says_what_came_when_by_whom_and_what_it_changed(world: Any, client_of: Signed) -> None:
    delivered(world)
    page = client_of(world.zhou).get(reverse("tray:month", args=[2026, 10]))
    assert page.status_code == 200
    one = line_of(page)
    assert one.standing.state == "in_time"
    assert one.deliveries[0].received_by.name == "周四"
    assert (one.covered, one.lacking) == (1, ("乙镇",))
    assert [one.standing.total(n) for n in ("rows_read", "rows_new", "rows_changed", "rows_gone", "rows_matched")] == [
        12, 3, 1, 2, 9,
    ]  # fmt: skip


def test_an_overdue_list_names_the_rules_that_wait_for_it_and_a_message_to_send(world: Any, client_of: Signed) -> None:
    page = client_of(world.zhou).get(reverse("tray:month", args=[2026, 10]))
    one = line_of(page, "medical_claims")
    assert one.standing.state == "overdue"
    assert one.missed
    assert "医保局的同志" in page.content.decode()
    assert "已超过7天" in page.content.decode()


def test_a_list_that_was_sent_again_replaces_the_first_and_the_first_day_counts(world: Any, client_of: Signed) -> None:
    delivered(world)
    delivered(world, 10)
    one = line_of(client_of(world.zhou).get(reverse(LIST[0], args=LIST[1])))
    assert one.standing.state == "in_time"
    assert [d.became for d in one.deliveries] == ["current", "replaced"]


def test_an_undone_delivery_is_named_as_taken_back(world: Any, client_of: Signed) -> None:
    delivered(world, state="undone")
    one = line_of(client_of(world.zhou).get(reverse(LIST[0], args=LIST[1])))
    assert (one.standing.state, one.deliveries[0].became) == ("overdue", "taken_back")


def test_a_department_sees_its_own_lists_and_no_other(world: Any, client_of: Signed) -> None:
    with acting_as(world.zhou):
        Officer.objects.filter(pk=world.medical.pk).update(department="医保局")
    client = client_of(world.medical)
    page = client.get(reverse("tray:month", args=[2026, 10]))
    assert {one.source.department for one in page.context["tray"].lines} == {"医保局"}
    assert client.get(reverse(LIST[0], args=LIST[1])).status_code == 404
    assert client.post(reverse("tray:nothing", args=[2026, 10, "civil_assistance"]), NOTHING).status_code == 404


@pytest.mark.parametrize("who", ["lin", "wang", "city", "administrator"])
def test_the_tray_is_for_those_who_see_all_deliveries(world: Any, client_of: Signed, who: str) -> None:
    assert client_of(getattr(world, who)).get(reverse("tray:month", args=[2026, 10])).status_code == 403


NOTHING = {"said_by": "民政局刘科长", "how": "phone", "said_on": "2026-11-05", "note": ""}


def test_no_data_is_noted_with_who_said_so_and_can_be_taken_back(world: Any, client_of: Signed) -> None:
    client = client_of(world.zhou)
    answer = client.post(reverse("tray:nothing", args=[2026, 10, "civil_assistance"]), NOTHING, follow=True)
    one = line_of(answer)
    assert one.standing.state == "nothing"
    assert "民政局刘科长" in answer.content.decode()
    with acting_as(world.zhou):
        report = ZeroReport.objects.get()
    assert (report.department, report.entered_by, report.period_to_on) == ("民政局", world.zhou.pk, date(2026, 10, 31))
    again = client.post(reverse("tray:withdraw", args=[2026, 10, report.pk]), follow=True)
    assert line_of(again).standing.state == "overdue"
    twice = client.post(reverse("tray:withdraw", args=[2026, 10, report.pk]), follow=True)
    assert "已经撤回" in twice.content.decode()


def test_no_data_needs_a_name_and_a_day_that_has_come(world: Any, client_of: Signed) -> None:
    address = reverse("tray:nothing", args=[2026, 10, "civil_assistance"])
    client = client_of(world.zhou)
    assert client.post(address, NOTHING | {"said_by": ""}).status_code == 422
    assert client.post(address, NOTHING | {"said_on": "2026-12-01"}).status_code == 422
    with acting_as(world.zhou):
        assert not ZeroReport.objects.exists()


def test_an_auditor_reads_the_tray_and_notes_nothing(world: Any, client_of: Signed) -> None:
    client = client_of(world.auditor)
    assert client.get(reverse(LIST[0], args=LIST[1])).status_code == 200
    assert client.post(reverse("tray:nothing", args=[2026, 10, "civil_assistance"]), NOTHING).status_code == 403


def test_the_workbook_holds_every_list_with_its_counts(world: Any, client_of: Signed) -> None:
    delivered(world)
    answer = client_of(world.zhou).get(reverse("tray:export", args=[2026, 10]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    dibao = rows["农村低保、特困供养对象名册"]
    assert dibao[1] == "民政局"
    assert dibao[9] == 12
    assert len(rows) == len(client_of(world.zhou).get(reverse("tray:month", args=[2026, 10])).context["tray"].lines)


def test_more_deliveries_ask_the_database_no_more_questions(world: Any, client_of: Signed) -> None:
    client = client_of(world.zhou)

    def asked() -> int:
        with CaptureQueriesContext(connections["default"]) as queries:
            client.get(reverse("tray:month", args=[2026, 10]))
        return len(queries)

    delivered(world, 1)
    asked()
    before = asked()
    for day in range(2, 11):
        delivered(world, day)
    assert asked() == before


@pytest.mark.parametrize("address", ["/tray/2026/13/", "/tray/1900/1/", "/tray/2026/10/nonesuch/"])
def test_a_month_or_list_that_is_not_there_is_not_found(world: Any, client_of: Signed, address: str) -> None:
    assert client_of(world.zhou).get(address).status_code == 404


def test_the_menu_leads_to_the_month_before_this_one(world: Any, client_of: Signed) -> None:
    assert client_of(world.zhou).get(reverse("tray:latest")).context["tray"].month == date(2026, 10, 1)
