"""Notices: masked, looked at, dated, objected to, taken down; counts that tell of nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangpin.notices import NoticeRefused
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.notices import services
from fangpin_web.notices.doors import objections_of, to_take_down
from fangpin_web.notices.models import CountNotice, Notice, NoticeHousehold, Objection
from fangpin_web.notices.problems import NoticeProblem
from fangpin_web.records.models import Clue, Household, MonitoringSpell

Signed = Callable[[Officer], Client]
DAY = date(2026, 10, 31)


def made(world: Any, **more: Any) -> Notice:
    told = {"village": world.village_a, "kind": "inclusion", "households": [world.household_a.pk], "contact": ""}
    return services.make_notice(**(told | more), by=world.lin, at=world.now)


def test_a_sheet_is_masked_dated_and_names_nobody_in_full(world: Any) -> None:
    sheet = made(world, contact="0873-2120000")
    assert "张＊" in sheet.text
    assert "张三" not in sheet.text
    assert world.household_a.code not in sheet.text
    assert "公示期5天" in sheet.text
    assert "0873-2120000" in sheet.text
    assert (sheet.channel, sheet.names, sheet.state) == ("village_paper", "surname", "made")
    with acting_as(world.lin):
        assert NoticeHousehold.objects.get().household_id == world.household_a.pk


def test_a_sheet_that_would_tell_of_illness_is_not_made(world: Any) -> None:
    with pytest.raises(NoticeRefused):
        made(world, contact="残联 13800001234 重病")
    with acting_as(world.lin):
        assert not Notice.objects.exists()


def test_a_sheet_hangs_its_days_and_comes_down_after_objections_are_answered(world: Any) -> None:
    sheet = made(world)
    later = world.now + timedelta(days=7)
    with pytest.raises(NoticeProblem) as refused:  # 倒签
        services.post_notice(notice=sheet, posted_on=DAY - timedelta(days=1), by=world.lin, at=world.now)
    assert refused.value.kind == "backdated"
    sheet = services.post_notice(notice=sheet, posted_on=DAY, by=world.lin, at=world.now)
    assert sheet.until_on == DAY + timedelta(days=5)
    told = {"notice": sheet, "by": world.lin, "at": later}
    with pytest.raises(NoticeProblem) as early:
        services.take_down_notice(taken_down_on=DAY + timedelta(days=5), **told)
    assert early.value.kind == "too_early"
    objection = services.note_objection(who="李四", what="有车", received_on=DAY, **told)
    with acting_as(world.lin):
        assert Objection.objects.get().what == "有车"
        assert [one.answered_on for one in objections_of(sheet)] == [None]
        assert to_take_down(DAY + timedelta(days=6)) == 1
    with pytest.raises(NoticeProblem) as waiting:
        services.take_down_notice(taken_down_on=DAY + timedelta(days=6), **told)
    assert waiting.value.kind == "answer_first"
    services.answer_objection(objection=objection, answer="已核实，为农用三轮", by=world.lin, at=later)
    down = services.take_down_notice(taken_down_on=DAY + timedelta(days=6), **told)
    assert down.state == "taken_down"
    with pytest.raises(NoticeProblem, match="taken down"):
        services.withdraw_notice(notice=down, by=world.lin, at=later)


def test_nobody_makes_or_sees_notices_outside_his_area(world: Any, client_of: Signed) -> None:
    sheet = made(world)
    with pytest.raises(NoticeProblem):
        services.make_notice(
            village=world.village_a, kind="inclusion", households=[world.household_a.pk], by=world.chen, at=world.now
        )
    with pytest.raises(NoticeProblem) as role:
        services.withdraw_notice(notice=sheet, by=world.auditor, at=world.now)
    assert role.value.kind == "not_allowed"
    assert client_of(world.chen).get(reverse("notices:notice", args=[sheet.pk])).status_code == 404
    assert Client().get(reverse("notices:list")).status_code == 302  # no public list


def test_the_pages_lead_from_choosing_to_taking_down(world: Any, client_of: Signed) -> None:
    with acting_as(world.zhou):
        Clue.objects.create(
            household=world.household_a, area_code=world.village_a, risk="housing", channel="grassroots",
            raised_on=DAY, state="closed_positive", closed_on=DAY, severity="high", entered_at=world.now,
        )  # fmt: skip
    client = client_of(world.wang)
    assert "张＊" in client.get(reverse("notices:make")).content.decode()
    given = {"village": world.village_a, "kind": "inclusion", "households": [world.household_a.pk]}
    assert client.post(reverse("notices:make"), given).status_code == 302
    with acting_as(world.wang):
        key = Notice.objects.get().pk
    today = timezone.localdate()
    assert client.post(reverse("notices:hang", args=[key]), {"on": today}).status_code == 302
    objection = {"objection-what": "有房", "objection-received_on": today}
    assert client.post(reverse("notices:object", args=[key]), objection).status_code == 302
    early = client.post(reverse("notices:take-down", args=[key]), {"on": today})
    assert early.status_code == 422
    assert "提前" in early.content.decode()
    with acting_as(world.wang):
        waiting = Objection.objects.get().pk
    assert client.post(reverse("notices:answer", args=[waiting]), {"answer": "是老房"}).status_code == 302
    assert "是老房" in client.get(reverse("notices:notice", args=[key])).content.decode()
    assert "公示中" in client.get(reverse("notices:list")).content.decode()


def test_printed_counts_hide_what_is_small(world: Any, client_of: Signed) -> None:
    with acting_as(world.zhou):
        for n in range(12):
            home = Household.objects.create(
                area_code=world.village_a, code=f"H7701019{n:05}", head_name="户", entered_at=world.now
            )
            MonitoringSpell.objects.create(
                area_code=world.village_a, household=home, monitoring_class="ffzx" if n else "sudden",
                from_on=DAY, entered_at=world.now,
            )  # fmt: skip
    client = client_of(world.zhou)
    assert client.post(reverse("notices:counts")).status_code == 302
    with acting_as(world.zhou):
        shown = {(area, kind): n for area, kind, n in CountNotice.objects.get().shown}
    assert shown[world.village_a, "sudden"] is None
    assert shown[world.village_b, "ffzx"] is None  # none is fewer than three, too
    assert all(n is None or n >= 3 for n in shown.values())
    assert "＊" in client.get(reverse("notices:counts")).content.decode()
