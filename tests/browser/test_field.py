"""Visits on a phone without network: kept through reload and a killed browser, sent through cuts, each once."""

from __future__ import annotations

import io
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import make_aware
from PIL import ExifTags, Image
from playwright.sync_api import BrowserContext, BrowserType, Page, Route, expect

from fangpin_web.access.scope import acting_as
from fangpin_web.evidence.models import EvidenceLink
from fangpin_web.field.models import FieldVisit
from fangpin_web.records.models import Clue, Household

VISITS = 3
expect.set_options(timeout=30_000)  # a busy machine answers late, and no test here waits for a failure
NOTE = "屋顶漏水，等村里维修"
TAKEN = datetime(2026, 10, 30, 9, 15)  # noqa: DTZ001 - cameras write no zone


@pytest.fixture
def households(world: Any) -> list[int]:
    with acting_as(world.zhou):
        made = [
            Household.objects.create(
                area_code=world.village_a, code=f"H77010100001{n}", head_name=f"试户{n}", natural_village="上寨",
                entered_at=world.now,
            )
            for n in range(VISITS)
        ]  # fmt: skip
        for one in made:
            Clue.objects.create(
                household=one, area_code=world.village_a, risk="illness", channel="grassroots", severity="high",
                raised_on=world.now.date(), state="open", entered_at=world.now,
            )  # fmt: skip
    return [one.pk for one in made]


def paper() -> dict[str, Any]:
    written, camera = io.BytesIO(), Image.Exif()
    camera[ExifTags.Base.Make] = "Camera"
    camera.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = TAKEN.strftime("%Y:%m:%d %H:%M:%S")
    Image.effect_noise((400, 300), 60).convert("RGB").save(written, "JPEG", quality=80, exif=camera)
    return {"name": "paper.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def enter(page: Page, household: int) -> None:
    page.click(f"[data-household='{household}']")
    page.select_option("#check-housing", "unmet")
    page.fill("#note", NOTE)
    page.set_input_files("#file-signed", [paper()])
    expect(page.locator(".thumbs img")).to_have_count(1)
    page.click("#keep")
    expect(page.locator("#unsent")).to_be_visible()


def test_visits_entered_without_network_arrive_once(
    chromium: BrowserType, world: Any, address: str, households: list[int], tmp_path: Path
) -> None:
    def phone() -> tuple[BrowserContext, Page]:
        context = chromium.launch_persistent_context(
            tmp_path, executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"], locale="zh-CN",
            viewport={"width": 390, "height": 800}, base_url=address,
        )  # fmt: skip
        return context, context.pages[0]

    context, page = phone()
    page.goto("/field/phone", timeout=90_000)  # the server's first answer
    sign_in(page, world.password)
    page.click("#fetch")
    expect(page.locator("[data-household]")).to_have_count(VISITS)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.reload()  # opens without network
    for household in households:
        enter(page, household)
    expect(page.locator("[data-unsent=waiting]")).to_have_count(VISITS)
    context.close()  # killed

    kept = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and "IndexedDB" in str(p))
    assert kept
    for word in (NOTE, "试户", "illness", "770101"):
        assert word.encode() not in kept
        assert word.encode("utf-16-le") not in kept

    context, page = phone()
    cuts = {2: "abort", 5: "after", 7: "abort"}
    asked = iter(range(1, 1000))

    def cut(route: Route) -> None:
        how = cuts.get(next(asked))
        if how == "after":
            route.fetch()  # it arrived, and the answer was lost
        if how:
            route.abort()
        else:
            route.continue_()

    page.route("**/field/phone/visits**", cut)
    page.goto("/field/phone", timeout=90_000)
    sign_in(page, world.password)  # a session ends with its browser; what is kept does not
    for _ in range(60):
        if page.locator("#all-sent").count():
            break
        if page.locator("#send").count():
            page.locator("#send").dispatch_event("click")
        page.wait_for_timeout(500)
    expect(page.locator("#all-sent")).to_be_visible()
    context.close()
    with acting_as(world.zhou):
        assert sorted(FieldVisit.objects.values_list("household_id", flat=True)) == sorted(households)
        papers = [link.evidence for link in EvidenceLink.objects.filter(about="visit").select_related("evidence")]
    assert [one.taken_at for one in papers] == [make_aware(TAKEN)] * VISITS  # the phone drew them anew


def test_over_plain_http_the_page_says_so_keeps_nothing_and_works_with_network(
    chromium: BrowserType, world: Any, address: str, households: list[int], tmp_path: Path, settings: Any
) -> None:
    """By the name of a machine in the county's network, without a certificate, as a phone sees it."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "fangpin.lan"]
    port = address.rsplit(":", 1)[1]
    context = chromium.launch_persistent_context(
        tmp_path, executable_path=shutil.which("chromium"), locale="zh-CN", viewport={"width": 390, "height": 800},
        args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP fangpin.lan 127.0.0.1"],
    )  # fmt: skip
    page = context.pages[0]
    page.goto(f"http://fangpin.lan:{port}/field/phone", timeout=90_000)
    assert page.evaluate("window.isSecureContext") is False
    expect(page.locator("#notices")).to_contain_text("https")
    sign_in(page, world.password)
    expect(page.locator("#notices")).to_contain_text("https")  # said before and after
    page.click("#fetch")
    page.click(f"[data-household='{households[0]}']")
    page.select_option("#check-housing", "met")
    page.click("#keep")
    expect(page.locator("#all-sent")).to_be_visible()
    context.set_offline(True)
    enter(page, households[1])
    expect(page.locator("#export")).to_be_visible()
    expect(page.locator("[data-unsent=waiting]")).to_have_count(1)
    context.set_offline(False)
    for _ in range(60):
        if page.locator("#all-sent").count():
            break
        if page.locator("#send").count():
            page.locator("#send").dispatch_event("click")
        page.wait_for_timeout(500)
    expect(page.locator("#all-sent")).to_be_visible()
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    page.goto(f"http://fangpin.lan:{port}/field/")  # the same without scripts says it too
    expect(page.locator("main")).to_contain_text("不是 https")
    context.close()
    with acting_as(world.zhou):
        assert sorted(FieldVisit.objects.values_list("household_id", flat=True)) == sorted(households[:2])


def sign_in(page: Page, password: str) -> None:
    page.fill("#username", "wang")
    page.fill("#password", password)
    page.click("#sign-in button")
    expect(page.locator("#fetch")).to_be_visible()
