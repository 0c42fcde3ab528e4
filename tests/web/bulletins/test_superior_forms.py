"""A superior's form on the desk: asked once, confirmed by version, known again next month, filled."""

from __future__ import annotations

import html
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fangpin.bulletins.forms import Label
from fangpin_web.access.scope import acting_as
from fangpin_web.bulletins.models import SuperiorForm
from fangpin_web.publishing.services import seal

pytestmark = pytest.mark.django_db
HOUSEHOLDS, LOANS = Label(("监测对象户数",), ()), Label(("小额信贷金额（万元）",), ())


@pytest.fixture
def sealed(world):
    return seal(as_of=world.now.date(), by=world.zhou, at=world.now, label="2026年10月")


def form(*heads: str) -> bytes:
    """A title over everything, heads, a row for the county."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "防止返贫监测情况月报表"
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads) + 1)
    for place, head in enumerate(("乡镇", *heads), 1):
        sheet.cell(2, place, head)
    sheet["A3"] = "合计"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def handed_in(client: Client, content: bytes, name: str) -> tuple[str, str]:
    """The address and the page of a form handed in."""
    answer = client.post("/bulletins/forms/", {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code == 200
    return answer.request["PATH_INFO"], answer.content.decode()


def versions(world) -> list[SuperiorForm]:
    """All versions of all forms, as the office sees them."""
    with acting_as(world.zhou, "look"):
        return list(SuperiorForm.objects.order_by("pk"))


def test_a_form_is_asked_about_once_and_filled(client: Client, world, sealed) -> None:
    client.force_login(world.zhou)
    address, page = handed_in(client, form("监测对象户数", "小额信贷金额（万元）", "备注"), "省级月报10月.xlsx")
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    states = {re.sub(r"<[^>]+>", "", row.split("</strong>")[0]): row for row in rows if "<strong>" in row}
    assert list(states) == ["监测对象户数", "小额信贷金额（万元）"]  # remarks are nobody's to count
    assert 'value="monitored_households" selected' in states["监测对象户数"]
    assert 'value="" selected' in states["小额信贷金额（万元）"], "two figures fit about as well"

    said = {"figure0": "monitored_households", "scale0": "none", "over0": "period",
            "figure1": "", "other1": "没有这个", "scale1": "wan", "over1": "year"}  # fmt: skip
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "没有这个" in refused.content.decode()
    assert len(versions(world)) == 1
    assert not SuperiorForm.objects.exists(), "the database shows a form to nobody outside its area"
    confirmed = client.post(address, said | {"other1": "loans_issued_yuan"}, follow=True)
    _first, newest = versions(world)
    assert confirmed.request["PATH_INFO"] == f"/bulletins/forms/{newest.pk}/"
    assert newest.name == "省级月报"
    assert (newest.map.answers[LOANS].indicator, newest.map.answers[LOANS].scale) == ("loans_issued_yuan", "wan")

    filled = client.get(f"/bulletins/forms/{newest.pk}/", {"period": "2026-10", "seal": ""}).content.decode()
    opens = {html.unescape(found) for found in re.findall(r'href="(/figures/[^"]+)"', filled)}
    assert any("monitored_households" in one for one in opens)
    assert {client.get(one).status_code for one in opens} == {200}
    file = client.get(f"/bulletins/forms/{newest.pk}/file", {"period": "2026-10", "seal": ""})
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).active
    assert sheet["B3"].value == "待核"  # no register has come
    assert "待核" in filled
    assert client.get(f"/bulletins/forms/{newest.pk}/", {"period": "2026-13", "seal": ""}).status_code == 422


def test_next_months_form_is_known_again_and_asks_about_its_new_column_only(client: Client, world, sealed) -> None:
    client.force_login(world.zhou)
    address, _page = handed_in(client, form("监测对象户数"), "省级月报10月.xlsx")
    client.post(address, {"figure0": "monitored_households", "scale0": "none", "over0": "period"})
    _address, page = handed_in(client, form("监测对象户数", "标语（条）"), "上报 11.xlsx")
    newest = versions(world)[-1]
    assert newest.version == 3
    assert newest.name == "省级月报"
    assert [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<strong>(.*?)</strong>(?=<div)", page)] == [
        "标语（条）",
        "监测对象户数",
    ]
    assert page.count('class="pill green"') == 1
    handed_in(client, form("全州宣讲（场）"), "另一张.xlsx")
    assert [one.version for one in versions(world)] == [1, 2, 3, 1]


def test_a_stale_page_confirms_nothing_over_a_newer_version(client: Client, world, sealed) -> None:
    client.force_login(world.zhou)
    address, _page = handed_in(client, form("监测对象户数"), "表.xlsx")
    said = {"figure0": "monitored_households", "scale0": "none", "over0": "period"}
    client.post(address, said)
    client.post(address, said | {"figure0": "-"})
    _first, second = versions(world)
    assert second.map.answers[HOUSEHOLDS].indicator == "monitored_households"


def test_what_is_no_form_is_refused_in_words_and_other_offices_see_none(client: Client, world, sealed) -> None:
    client.force_login(world.zhou)
    for content in (b"no file of that kind", form()):
        answer = client.post("/bulletins/forms/", {"file": SimpleUploadedFile("x.xlsx", content)})
        assert answer.status_code == 422
        assert "notice stop" in answer.content.decode()
    address, _page = handed_in(client, form("监测对象户数"), "表.xlsx")
    client.force_login(world.lin)
    assert client.get(address).status_code == 404
    client.force_login(world.auditor)
    assert client.get("/bulletins/forms/").status_code == 403
