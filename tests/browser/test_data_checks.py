"""The first hour: one export in, workbooks out, back and in again, in an office where nothing was set up."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect
from tests.web.rounds.exports import corrected_export, first_export

from fangpin_web.access.scope import acting_as
from fangpin_web.office.models import Office
from fangpin_web.records.models import Area

Open = Callable[..., Page]
PICTURES = os.environ.get("FANGPIN_PICTURES")  # a folder, to look at the pages


def look(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_from_the_start_page_to_the_zip_back_and_to_round_two(opened: Open, world: Any, tmp_path: Path) -> None:
    with acting_as(world.zhou):
        Area.objects.all().delete()  # nothing configured: no area list, no backup
        Office.objects.update(demo=False)
    for name, content in (("首次.xlsx", first_export()), ("二次.xlsx", corrected_export())):
        (tmp_path / name).write_bytes(content)
    page = opened("zhou")
    look(page, "home")
    page.get_by_role("link", name="筛查一份导出表").click()  # 1
    look(page, "list")
    page.locator("[name=export]").set_input_files(tmp_path / "首次.xlsx")  # 2
    page.get_by_role("button", name="开始筛查").click(timeout=120_000)  # 3
    expect(page.get_by_role("heading", name="第 1 轮")).to_be_visible(timeout=120_000)
    look(page, "round-1")
    with page.expect_download() as begun:
        page.get_by_role("button", name="下载全部问题清单").click()  # 4
    with zipfile.ZipFile(begun.value.path()) as parcel:
        names = parcel.namelist()
        content = parcel.read(names[1])
    assert len(names) == 3
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active["K5"], book.active["M5"] = "不是错误", "双胞胎，公安正在更正"
    book.save(tmp_path / "乙镇.xlsx")
    page.get_by_role("link", name="数据筛查").first.click()
    page.get_by_role("link", name="交回问题清单").click()
    page.locator("[name=workbooks]").set_input_files(tmp_path / "乙镇.xlsx")
    page.get_by_role("button", name="交回").click()
    expect(page.get_by_text("称不是错误").first).to_be_visible()
    look(page, "answers")
    page.get_by_role("link", name="数据筛查").first.click()
    page.get_by_role("link", name="豁免").click()
    expect(page.get_by_text("双胞胎，公安正在更正")).to_be_visible()
    look(page, "exemptions")
    page.get_by_role("link", name="数据筛查").first.click()
    page.locator("[name=export]").set_input_files(tmp_path / "二次.xlsx")
    page.get_by_role("button", name="开始筛查").click(timeout=120_000)
    expect(page.get_by_role("heading", name="第 2 轮")).to_be_visible(timeout=120_000)
    look(page, "round-2")
    page.get_by_role("link", name="全部问题").click()
    expect(page.locator("table").get_by_text("证件号码重复").first).to_be_visible()
    look(page, "findings")
    page.goto("/rounds/trend")
    look(page, "trend")
    page.get_by_role("link", name="数据筛查").first.click()
    if PICTURES:
        for path in (
            "/rounds/",
            "/rounds/2/",
            "/rounds/2/findings",
            "/rounds/trend",
            "/rounds/exemptions/",
            "/rounds/1/issues",
        ):
            page.goto(path)
            page.set_viewport_size({"width": 390, "height": 844})
            look(page, "phone" + path.replace("/", "-"))
            page.set_viewport_size({"width": 1440, "height": 900})
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url}])
        for path in ("/rounds/", "/rounds/2/", "/rounds/exemptions/"):
            page.goto(path)
            look(page, "en" + path.replace("/", "-"))
