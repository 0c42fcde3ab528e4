"""Issues, tasks, campaigns, meetings and the wall chart as officers of each role see and work them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.evidence.services import keep
from fangpin_web.issues import campaigns, services
from fangpin_web.issues.models import RectificationAct
from fangpin_web.issues.problems import IssueProblem
from fangpin_web.records.models import CampaignTask, CycleProduct, Decision, History, Issue, Meeting, Organisation

Signed = Callable[[Officer], Client]
AT = datetime(2026, 10, 31, 2, tzinfo=UTC)
PROOF = b"%PDF-1.4\n%%EOF\n"


def opened(world: Any, **more: Any) -> Issue:
    told: dict[str, Any] = {
        "area_code": world.village_a, "kind": "water_unsafe", "content": "蓄水池渗漏", "by": world.zhou, "at": AT,
    }  # fmt: skip
    return services.open_issue(**told | more)


def proven(world: Any, row: Any, *, about: str = "issue", by: Officer | None = None) -> None:
    keep(PROOF, "整改.pdf", kind="document", by=by or world.wang, at=AT, area_code=row.area_code, about=(about, row.pk))


def test_an_issue_gets_a_number_a_due_day_in_working_days_and_its_first_line(world: Any) -> None:
    issue = opened(world)
    assert issue.number.startswith("WT202610-")
    assert issue.due_on == date(2026, 11, 20)  # 15 working days after a Saturday
    with acting_as(world.zhou):
        assert [a.act for a in RectificationAct.objects.filter(row_id=issue.pk)] == ["opened"]


def test_it_closes_by_evidence_and_a_second_person_only(world: Any) -> None:
    issue = opened(world)
    given: dict[str, Any] = {"about": "issue", "key": issue.pk, "at": AT}
    with pytest.raises(IssueProblem, match="evidence"):
        services.submit(**given, words="已修好", by=world.lin)
    proven(world, issue)
    services.submit(**given, words="已修好", by=world.lin)
    with pytest.raises(IssueProblem, match="another person"):
        services.accept(**given, words="", by=world.lin)
    with pytest.raises(IssueProblem, match="role"):
        services.accept(**given, words="", by=world.wang)
    closed = services.accept(**given, words="现场看过", by=world.zhou)
    assert (closed.closed_on, closed.second_person, closed.evidence) == (date(2026, 10, 31), True, True)


def test_a_returned_issue_is_in_hand_again_and_needs_a_reason(world: Any) -> None:
    issue = opened(world)
    given: dict[str, Any] = {"about": "issue", "key": issue.pk, "at": AT}
    proven(world, issue)
    services.submit(**given, words="好了", by=world.wang)
    with pytest.raises(IssueProblem, match="why"):
        services.return_(**given, words=" ", by=world.lin)
    assert services.return_(**given, words="仍在渗漏", by=world.lin).returned_on
    assert services.submit(**given, words="重新修好", by=world.wang).returned_on is None


def test_nothing_is_deleted_what_was_a_mistake_is_voided_and_stays(world: Any) -> None:
    issue = opened(world)
    with pytest.raises(IssueProblem, match="role"):
        services.void(about="issue", key=issue.pk, words="重复登记", by=world.lin, at=AT)
    services.void(about="issue", key=issue.pk, words="重复登记", by=world.zhou, at=AT)
    with acting_as(world.zhou):
        assert Issue.objects.get(pk=issue.pk).voided_on
        assert History.objects.filter(ledger="issue", row_id=issue.pk).exists()
        assert RectificationAct.objects.filter(row_id=issue.pk, act="void").get().words == "重复登记"


def test_one_that_comes_back_says_what_it_repeats(world: Any) -> None:
    first = opened(world)
    proven(world, first)
    services.submit(about="issue", key=first.pk, words="好了", by=world.wang, at=AT)
    services.accept(about="issue", key=first.pk, words="", by=world.zhou, at=AT)
    assert opened(world).repeat_of_id == first.pk
    assert opened(world, kind="school").repeat_of_id is None


def test_a_sweep_has_like_places_look_and_does_not_ask_twice(world: Any) -> None:
    issue = opened(world)
    made = services.sweep(key=issue.pk, areas=[world.village_b, world.village_b], due=None, by=world.zhou, at=AT)
    assert [(m.area_code, m.swept_from_id, m.kind) for m in made] == [(world.village_b, issue.pk, "water_unsafe")]
    assert not services.sweep(key=issue.pk, areas=[world.village_b], due=None, by=world.zhou, at=AT)


def test_the_other_town_neither_sees_nor_touches_it(world: Any, client_of: Signed) -> None:
    issue = opened(world)
    chen = client_of(world.chen)
    assert issue.number not in chen.get(reverse("issues:list") + "?view=all").content.decode()
    assert chen.get(reverse("issues:issue", args=[issue.pk])).status_code == 404
    assert chen.post(reverse("issues:act", args=[issue.pk, "note"]), {"words": "x"}).status_code == 404
    with pytest.raises(IssueProblem, match="outside"):
        services.note_progress(about="issue", key=issue.pk, words="x", by=world.chen, at=AT)
    with pytest.raises(IssueProblem, match="outside"):
        opened(world, by=world.chen)


def test_the_ledger_is_for_those_who_open_files(world: Any, client_of: Signed) -> None:
    for who, status in (("wang", 200), ("auditor", 200), ("medical", 403), ("city", 403), ("administrator", 403)):
        client = client_of(getattr(world, who))
        for page in ("board", "campaigns", "meetings", "cycle"):
            assert client.get(reverse(f"issues:{page}")).status_code == status, (who, page)
        own = 200 if who == "medical" else status  # a department sees those that were given to it, here none
        assert client.get(reverse("issues:list")).status_code == own, who
        assert client.get(reverse("issues:new")).status_code == 403


def test_a_village_submits_on_the_page_and_the_town_accepts(world: Any, client_of: Signed) -> None:
    issue = opened(world)
    proven(world, issue)
    address = reverse("issues:act", args=[issue.pk, "submit"])
    assert client_of(world.wang).post(address, {"words": "已修好"}).status_code == 302
    page = client_of(world.wang).get(reverse("issues:issue", args=[issue.pk]))
    assert "accept" not in page.context["open_acts"]
    lin = client_of(world.lin)
    assert lin.get(reverse("issues:list") + "?view=submitted").context["page"].paginator.count == 1
    assert lin.post(reverse("issues:act", args=[issue.pk, "accept"]), {"words": ""}).status_code == 302
    assert lin.post(reverse("issues:act", args=[issue.pk, "accept"]), {"words": ""}).status_code == 422


def a_list(rows: list[list[Any]]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2026年巩固衔接考核反馈问题整改台账"])
    sheet.append(["序号", "问题编号", "问题类别", "乡镇", "行政村", "存在问题", "责任单位", "整改时限"])
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("台账.xlsx", out.getvalue())


def test_a_superiors_list_is_seen_before_it_lands_and_goes_back_in_its_layout(world: Any, client_of: Signed) -> None:
    with acting_as(world.zhou):
        unit = Organisation.objects.create(area_code=world.county, name="示例县水务局", entered_at=AT)
    client = client_of(world.zhou)
    rows = [
        [1, "省-07", "饮水不安全", "甲镇", "甲一村", "蓄水池渗漏", "示例县水务局", "2026年11月30日"],
        [2, "省-08", "收入", "丙镇", "", "收入核算不准", "", "2026/11/30"],
        ["填表人：", None, None, None, None, None, None, None],
    ]
    answer = client.post(reverse("issues:import"), {"listed": a_list(rows)})
    assert [what for _row, _area, what in answer.context["preview"].lines] == ["new", "nowhere"]
    with acting_as(world.zhou):
        assert not Issue.objects.exists()
    sha256 = answer.context["preview"].sha256
    assert client.post(reverse("issues:import"), {"take": sha256}).status_code == 302
    with acting_as(world.zhou):
        issue = Issue.objects.get()
    assert (issue.number, issue.kind, issue.area_code, issue.due_on, issue.organisation_id) == (
        "省-07", "water_unsafe", world.village_a, date(2026, 11, 30), unit.pk,
    )  # fmt: skip
    again = client.post(reverse("issues:import"), {"listed": a_list(rows)})
    assert [what for _row, _area, what in again.context["preview"].lines] == ["known", "nowhere"]
    assert client_of(world.lin).post(reverse("issues:import"), {"take": sha256}).status_code == 422
    out = client.post(reverse("issues:export") + "?view=all", {"purpose": "report", "shape": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(out.content)).worksheets[0]
    header, first = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3)]
    told = dict(zip(header, first, strict=True))
    assert (told["问题编号"], told["乡镇"], told["村"], told["责任单位"]) == ("省-07", "甲镇", "甲一村", "示例县水务局")


def test_a_hundred_days_count_and_a_decision_is_a_task_that_two_people_finish(world: Any, client_of: Signed) -> None:
    with acting_as(world.zhou):
        team = Organisation.objects.create(area_code=world.county, name="第一小分队", entered_at=AT)
    campaign = campaigns.begin_campaign(
        title="百日提升", kind="hundred_day_uplift", began_on=date(2026, 9, 1), days=100, season=None,
        organisation_id=None, teams=[team.pk], by=world.zhou, at=AT,
    )  # fmt: skip
    meeting = campaigns.call_meeting(
        title="第三次调度会", kind="dispatch", level="", due=None, held_on=date(2026, 10, 30), by=world.zhou, at=AT
    )
    client = client_of(world.zhou)
    filed = client.post(reverse("issues:file-minutes", args=[meeting.pk]), {"number": "〔2026〕3号"}, follow=True)
    assert "〔2026〕3号" in filed.content.decode()
    with acting_as(world.zhou):
        assert Meeting.objects.get().minutes.kind == "minutes"
    decided = {"content": "甲镇月底前通水", "area": world.town_a, "organisation": team.pk, "due": "2026-11-10"}
    assert client.post(reverse("issues:meeting", args=[meeting.pk]), decided).status_code == 302
    with acting_as(world.zhou):
        decision = Decision.objects.select_related("task").get()
        CampaignTask.objects.filter(pk=decision.task_id).update(campaign=campaign)
    task = decision.task
    assert (task.organisation_id, task.due_on, task.area_code) == (team.pk, date(2026, 11, 10), world.town_a)
    page = client.get(reverse("issues:campaign", args=[campaign.pk]))
    assert (page.context["stands"].days, page.context["of"], page.context["done"]) == (100, 1, 0)
    proven(world, task, about="campaign_task", by=world.lin)
    services.submit(about="campaign_task", key=task.pk, words="已通水", by=world.lin, at=AT)
    address = reverse("issues:task-act", args=[task.pk, "accept"])
    assert client_of(world.lin).post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": ""}).status_code == 302
    assert client.get(reverse("issues:meeting", args=[meeting.pk])).status_code == 200
    assert client.get(reverse("issues:task", args=[task.pk])).status_code == 200
    assert client_of(world.chen).get(reverse("issues:task", args=[task.pk])).status_code == 404


def test_the_wall_chart_has_a_row_for_each_town_and_prints_dated_with_a_legend(world: Any, client_of: Signed) -> None:
    opened(world, due=date(2026, 10, 1))
    client = client_of(world.zhou)
    page = client.get(reverse("issues:board"))
    assert [(r.name, r.row.of, bool(r.row.level)) for r in page.context["rows"]] == [
        ("甲镇", 1, True),
        ("乙镇", 0, False),
    ]
    sheet = client.get(reverse("issues:board") + "?print=1&size=a0").content.decode()
    assert "sheet-a0" in sheet
    assert "演示数据" in sheet
    lin = client_of(world.lin).get(reverse("issues:board"))
    assert [r.name for r in lin.context["rows"]] == ["甲一村"]


def test_the_months_products_are_noted_by_the_county(world: Any, client_of: Signed) -> None:
    told = {"month": "2026-10-01", "kind": "monitoring"}
    assert client_of(world.lin).post(reverse("issues:cycle"), told).status_code == 403
    assert client_of(world.zhou).post(reverse("issues:cycle"), told).status_code == 302
    assert client_of(world.zhou).post(reverse("issues:cycle"), told | {"month": "x"}).status_code == 404
    with acting_as(world.zhou):
        assert CycleProduct.objects.get().period_to_on == date(2026, 10, 31)
