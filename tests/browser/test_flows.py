"""What officers do, as they do it: with a mouse, on a phone, without JavaScript."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.records.models import Clue, Household

Open = Callable[..., Page]


@pytest.fixture
def clue(world: Any) -> Clue:
    with acting_as(world.zhou):
        return Clue.objects.create(
            household=world.household_a, area_code=world.village_a, risk="illness", channel="grassroots",
            raised_on=date(2026, 10, 31), due_on=date(2026, 11, 6), state="open", severity="high",
            entered_at=world.now,
        )  # fmt: skip


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["农村户籍人口花名册（2026年10月）"])
    sheet.append(["县", "乡镇", "行政村", "户编号", "户主姓名", "姓名", "证件号码", "与户主关系"])
    sheet.append(["示例县", "甲镇", "甲一村", "77010110100100001", "赵小五", "赵小五", "77010119800101001X", "户主"])
    path = tmp_path / "农村户籍人口花名册202610.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_clue_is_taken_and_closed(opened: Open, world: Any, clue: Clue, scripts: bool) -> None:
    page = opened("lin", scripts=scripts)
    page.get_by_role("link", name="线索", exact=True).first.click()
    page.get_by_role("link", name="张＊").click()
    page.get_by_role("button", name="领取这条线索").click()
    expect(page.get_by_text("线索已由您领取")).to_be_visible()
    page.get_by_text("其他原因，或需附说明").click()
    page.select_option("select[name=outcome]", "closed_negative")
    page.select_option("select[name=reason]", "other")
    page.get_by_role("button", name="办结").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.select_option("select[name=outcome]", "closed_negative")
    page.select_option("select[name=reason]", "solved")
    page.fill("[name=note]", "已报销，家庭可以应对")
    page.get_by_role("button", name="办结").click()
    expect(page.get_by_text("线索已办结")).to_be_visible()
    with acting_as(world.zhou):
        clue.refresh_from_db()
    assert (clue.state, clue.close_reason) == ("closed_negative", "solved")


def test_from_the_to_do_a_clue_is_closed_as_nothing_in_four_clicks_and_no_typing(opened: Open, clue: Clue) -> None:
    page = opened("lin")
    clicks = 0
    for ready in (
        page.locator("main a[href*='/clues/']").first,  # from the to-do
        page.get_by_role("link", name="张＊").first,
        page.locator("button[name=reason][value=able_to_cope]"),
    ):
        ready.click()
        clicks += 1
    expect(page.locator("#spoken")).to_contain_text("您家目前自己能应付过来，这次没有纳入帮扶。")
    assert clicks <= 4


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_file_is_imported(opened: Open, world: Any, roll: Path, scripts: bool) -> None:
    page = opened("lin", scripts=scripts)
    page.get_by_role("link", name="导入").first.click()
    page.set_input_files("[name=rosters]", roll)
    page.get_by_role("button", name="接收").click()
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("现在还没有入库")).to_be_visible()
    page.get_by_role("button", name="确认入库").click()
    expect(page.get_by_text("名单已入库")).to_be_visible()
    with acting_as(world.zhou):
        assert Household.objects.filter(code="77010110100100001").exists()


def test_showing_a_name_asks_what_for_and_is_logged(opened: Open, world: Any) -> None:
    page = opened("lin")
    page.goto(f"/households/{world.household_a.pk}/")
    assert "张三" not in page.content()
    page.get_by_text("显示姓名或打印").click()
    page.select_option("[name=purpose]", "visit")
    page.get_by_role("button", name="显示姓名").click()
    expect(page.get_by_role("heading", name="张三")).to_be_visible()
    page.get_by_role("button", name="重新遮盖").click()
    assert "张三" not in page.content()
    with acting_as(world.zhou):
        assert AccessLog.objects.filter(act="show", purpose="visit", officer_name="林一").count() == 1


def test_the_language_is_switched_where_one_stands(opened: Open) -> None:
    page = opened("zhou")
    page.goto("/rules/?on=2026-10-31")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Rules", exact=True)).to_be_visible()
    assert page.url.endswith("/rules/?on=2026-10-31")
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="规则", exact=True)).to_be_visible()


PAGES = ["/", "/clues/", "/households/", "/ledgers/loan/", "/rules/", "/imports/", "/matches/", "/dictionary/loan/",
         "/parameters/", "/snapshots/", "/log/", "/yield/"]  # fmt: skip


def test_no_page_is_wider_than_a_phone(opened: Open, world: Any, clue: Clue) -> None:
    page = opened("zhou", width=390)
    for path in (*PAGES, f"/households/{world.household_a.pk}/", f"/clues/{clue.pk}/"):
        page.goto(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, f"{path} is {wide} wide"


def test_on_a_phone_the_menu_opens_without_scripts(opened: Open) -> None:
    page = opened("lin", width=390, scripts=False)
    expect(page.locator("#menu")).to_be_hidden()
    page.get_by_role("link", name="菜单").click()
    page.locator("#menu").get_by_role("link", name="规则").click()
    expect(page.get_by_role("heading", name="规则", exact=True)).to_be_visible()


def test_paper_shows_the_file_only_through_the_print_view(opened: Open, world: Any) -> None:
    page = opened("lin")
    page.goto(f"/households/{world.household_a.pk}/")
    page.emulate_media(media="print")
    expect(page.locator("#members")).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_text("显示姓名或打印").click()
    page.get_by_role("button", name="打印版").click()
    page.emulate_media(media="print")
    expect(page.locator("#members")).to_be_visible()
    expect(page.locator("nav.side")).to_be_hidden()
