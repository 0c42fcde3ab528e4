"""Drafts on the desk: handed in, marked number by number, given back with comments; each office sees its own."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from docx import Document

from fangpin_web.access.scope import acting_as
from fangpin_web.bulletins.models import Draft
from fangpin_web.bulletins.running import run_check
from fangpin_web.bulletins.services import hand_in
from fangpin_web.bulletins.showing import blocks
from fangpin_web.pages.templatetags.bulletins import period_words
from fangpin_web.publishing.services import seal

pytestmark = pytest.mark.django_db
TEXT = "截至2026年10月底，全县共有监测对象2户5人，人均纯收入9,000元。张贴标语30条。"


@pytest.fixture
def sealed(world):
    return seal(as_of=world.now.date(), by=world.zhou, at=world.now, label="2026年10月")


def checked(world, content: bytes, name: str = "通报.txt") -> Draft:
    draft = hand_in(name=name, content=content, seal=None, by=world.zhou, at=world.now)
    return run_check(draft_id=draft.pk, by=world.zhou, at=world.now)


def test_a_pasted_text_comes_back_with_every_number_marked(client: Client, world, sealed) -> None:
    client.force_login(world.zhou)
    page = client.post("/drafts/", {"text": TEXT, "seal": str(sealed.pk)}, follow=True).content.decode()
    assert page.count('class="mark ') == 4
    assert not Draft.objects.exists(), "the database shows a draft to nobody outside its area"
    with acting_as(world.zhou):
        key = Draft.objects.get().pk
    opened = client.get(f"/drafts/{key}/", {"figure": "0"}).content.decode()
    assert "“2户”" in opened
    told = client.get(f"/drafts/{key}/result.json").json()
    assert [f["text"] for f in told["figures"]] == ["2户", "5人", "9,000元", "30条"]


TABLED = "分乡镇情况\n乡镇\t户数\t人数\n锡城镇\t1户\t3人\n鸡街镇\t1户\n合计\t2户\t5人\n一行 而已\n完。"


def test_the_rows_of_a_table_are_shown_as_a_table(client: Client, world, sealed) -> None:
    draft = checked(world, TABLED.encode())
    client.force_login(world.zhou)
    page = client.get(f"/drafts/{draft.pk}/").content.decode()
    rows = re.findall(r"<tr>(.*?)</tr>", page)
    assert [re.findall(r"<td>(.*?)</td>", row).count("") for row in rows] == [0, 0, 1, 0]
    assert [len(re.findall("<td>", row)) for row in rows] == [3, 3, 3, 3]
    assert page.count('class="mark ') == 5
    shown = re.search(r'in bulletin">(.*?)</section>', page, re.DOTALL)
    assert shown
    words = re.sub(r"<sup.*?</sup>|</?(?:a|span|div|table|section)\b[^>]*>", "", shown[1])
    assert words.startswith("分乡镇情况<tr>")
    assert words.endswith("一行 而已\n完。")


def test_one_line_with_a_tab_is_no_table() -> None:
    pieces = [{"kind": "text", "text": "甲\t乙\n丙"}]
    (block,) = blocks(pieces)
    assert block["kind"] == "prose"
    assert "".join(piece["text"] for piece in block["segments"]) == "甲\t乙\n丙"


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("../2026-10-31", "至 2026-10-31", "until 2026-10-31"),
        ("2026-10-01/2026-10-31", "2026-10-01 至 2026-10-31", "2026-10-01 to 2026-10-31"),
        ("2026-10", "2026-10", "2026-10"),
    ],
)
def test_the_days_a_number_is_about_are_told_in_words(period: str, zh: str, en: str) -> None:
    for language, told in (("zh-hans", zh), ("en", en)):
        with override(language):
            assert period_words(period) == told


def test_another_office_sees_no_draft_and_a_village_no_page(client: Client, world, sealed) -> None:
    draft = checked(world, TEXT.encode())
    client.force_login(world.lin)
    assert client.get(f"/drafts/{draft.pk}/").status_code == 404
    client.force_login(world.wang)
    assert client.get("/drafts/").status_code == 403


def test_a_word_file_comes_back_as_itself_with_comments(client: Client, world, sealed) -> None:
    document = Document()
    document.add_heading("通报", 1)
    document.add_paragraph("全县共有").add_run("监测对象2户5人。").bold = True
    sink = io.BytesIO()
    document.save(sink)
    draft = checked(world, sink.getvalue(), "通报.docx")
    client.force_login(world.zhou)
    answer = client.get(f"/drafts/{draft.pk}/commented")
    returned = Document(io.BytesIO(answer.content))
    assert [p.text for p in returned.paragraphs] == ["通报", "全县共有监测对象2户5人。"]
    assert returned.paragraphs[1].runs[1].bold
    assert len(list(returned.comments)) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.txt", b" \n "),
        ("图.bin", bytes(range(256)) * 40),
        ("坏.docx", b"PK\x03\x04" + b"\x00" * 400),
        ("一行.txt", b"1" * 150_000),
        ("旧.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
        ("加密.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
        ("大.txt", b"1" * (50 * 2**20 + 1)),
    ],
)
def test_rubbish_gets_a_sentence_and_no_failure(client: Client, world, sealed, name: str, content: bytes) -> None:
    client.force_login(world.zhou)
    answer = client.post("/drafts/", {"draft": SimpleUploadedFile(name, content)}, follow=True)
    assert answer.status_code in (200, 422)
    page = answer.content.decode()
    assert "notice stop" in page
    assert not re.search(r"\b[A-Z][a-z]+(?:Error|Exception)\b|Traceback", page)
    assert Draft.objects.filter(state="done").count() == 0


def test_only_the_county_and_the_city_choose_readings_for_all(client: Client, world, sealed) -> None:
    draft = checked(world, TEXT.encode())
    address, told = f"/drafts/{draft.pk}/choose", {"figure": "0", "indicator": "rural_households"}
    client.force_login(world.zhou)
    answer = client.post(address, told, follow=True)
    assert answer.status_code == 200
    found = client.get(f"/drafts/{draft.pk}/result.json").json()["figures"][0]
    assert found["indicator"] in {None, "rural_households"}
    client.force_login(world.auditor)
    assert client.post(address, told).status_code == 403


def test_a_sum_that_is_wrong_names_its_numbers_and_what_they_make(client: Client, world, sealed) -> None:
    draft = checked(world, "三个乡镇分别有12户、8户、3户，共24户。".encode())
    client.force_login(world.zhou)
    told = client.get(f"/drafts/{draft.pk}/result.json").json()["figures"]
    whole = next(place for place, figure in enumerate(told) if figure["text"] == "24户")
    for opened in (whole, whole - 1):  # said of the total and of each part
        page = client.get(f"/drafts/{draft.pk}/", {"figure": str(opened)}).content.decode()
        (said,) = re.findall(r'<p class="sum">(.*?)</p>', page)
        assert re.sub(r"<[^>]+>", "", said) == "合计 12户 + 8户 + 3户 → 23 ≠ 24户"
        assert said.count("href=") == 4
