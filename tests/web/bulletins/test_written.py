"""Bulletins on the desk: written from a seal, signed, corrected, sent round; who may, and what is frozen."""

from __future__ import annotations

import html
import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from docx import Document

from fangpin.bulletins.writing import Letterhead, write_docx
from fangpin_web.access.scope import acting_as
from fangpin_web.bulletins import written
from fangpin_web.bulletins.models import Circular, SignedBulletin
from fangpin_web.bulletins.written_doors import standing_of
from fangpin_web.bulletins.written_problems import WritingProblem
from fangpin_web.pages.todo import tasks_for
from fangpin_web.publishing.services import seal

pytestmark = pytest.mark.django_db
HEAD = Letterhead(issuer="示例县防返贫办公室", number="示防返办〔2026〕3号", dated_on=date(2026, 11, 2))
ASKED = {
    "kind": "daily_sheet",
    "period": "2026-10-31",
    "issuer": HEAD.issuer,
    "number": HEAD.number,
    "dated": "2026-11-02",
}


@pytest.fixture
def sealed(world):
    return seal(as_of=world.now.date(), by=world.zhou, at=world.now, label="2026年10月")


@pytest.fixture
def document(world, sealed):
    return written.write(template="daily_sheet", period="2026-10-31", seal=sealed, letterhead=HEAD, by=world.zhou)


@pytest.fixture
def signed(world, sealed, document):
    return written.sign(document=document, letterhead=HEAD, seal=sealed, reason="", by=world.zhou, at=world.now)


def test_a_bulletin_is_looked_at_signed_and_taken_as_files(client: Client, world, sealed) -> None:
    client.force_login(world.zhou)
    page = client.get("/bulletins/write/", ASKED).content.decode()
    assert "零报告" in page
    assert client.get("/bulletins/write/", ASKED | {"period": "2026-13-01"}).status_code == 422
    answer = client.post("/bulletins/write/", ASKED, follow=True)
    assert answer.status_code == 200
    found = SignedBulletin.objects.get()
    assert (found.version, found.title) == (1, "个旧市风险线索日汇总（2026年10月31日）")
    file = client.get(f"/bulletins/{found.pk}/file/docx")
    assert "零报告" in "".join(p.text for p in Document(io.BytesIO(file.content)).paragraphs)
    verified = client.post(f"/bulletins/{found.pk}/verify").content.decode()
    assert "notice good" in verified


def test_a_signed_bulletin_keeps_its_layout_and_each_number_opens(client: Client, world, sealed) -> None:
    asked = {"template": "cycle_monitor", "period": "2026-10", "seal": sealed, "letterhead": HEAD, "by": world.zhou}
    written_now = written.write(**asked)
    made = written.sign(document=written_now, letterhead=HEAD, seal=sealed, reason="", by=world.zhou, at=world.now)
    client.force_login(world.zhou)
    page = client.get(f"/bulletins/{made.pk}/").content.decode()
    assert '<p class="said title">' in page
    assert '<p class="said dated">2026年11月2日</p>' in page
    opens = {html.unescape(found) for found in re.findall(r'href="(/figures/[^"]+)" class="mark', page)}
    assert opens
    assert {client.get(address).status_code for address in opens} == {200}


def test_the_same_is_not_signed_twice_and_a_correction_says_why_and_what(world, sealed, document, signed) -> None:
    told = {"document": document, "letterhead": HEAD, "seal": sealed, "by": world.zhou, "at": world.now}
    with pytest.raises(WritingProblem, match="nothing to sign"):
        written.sign(reason="", **told)
    other = Letterhead(issuer="示例县乡村振兴局", number=HEAD.number, dated_on=HEAD.dated_on)
    again = written.write(template="daily_sheet", period="2026-10-31", seal=sealed, letterhead=other, by=world.zhou)
    with pytest.raises(WritingProblem, match="Say why"):
        written.sign(reason=" ", **(told | {"document": again}))
    made = written.sign(reason="发文机关有误", **(told | {"document": again, "letterhead": other}))
    assert (made.version, made.reason) == (2, "发文机关有误")
    assert {"what": "issuer", "before": HEAD.issuer, "after": other.issuer} in made.changes


def test_what_is_signed_cannot_be_changed_even_by_the_office(world, signed) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(world.zhou, "try"):
        SignedBulletin.objects.filter(pk=signed.pk).update(text="别的")


def test_who_may_not_sign_and_who_may_not_write(client: Client, world, sealed, document) -> None:
    with pytest.raises(WritingProblem, match="may not sign"):
        written.sign(document=document, letterhead=HEAD, seal=sealed, reason="", by=world.lin, at=world.now)
    client.force_login(world.wang)
    assert client.get("/bulletins/").status_code == 403
    client.force_login(world.auditor)
    assert client.get("/bulletins/").status_code == 200
    assert client.get("/bulletins/write/").status_code == 403


def waiting(officer, day) -> dict[str, tuple[int, int]]:
    """What the officer's to-do list says of circulars: how many wait and how many of them are overdue."""
    with acting_as(officer, "look"):
        tasks = tasks_for(officer, day=day)
    return {task.icon: (task.waiting, task.overdue) for task in tasks if task.icon == "scroll-text"}


def test_a_circular_is_acknowledged_answered_and_chased(client: Client, world, signed) -> None:
    client.force_login(world.zhou)
    due = world.now.date() + timedelta(days=60)
    form = {"to": [world.town_a, world.town_b], "due_on": due.isoformat(), "note": "按期反馈"}
    client.post(f"/bulletins/{signed.pk}/circulate", form)
    circular = Circular.objects.get()
    late_by = due + timedelta(days=1)
    assert [s.late for s in standing_of(circular, late_by)] == [True, True]
    assert waiting(world.zhou, late_by) == {"scroll-text": (2, 2)}
    assert waiting(world.lin, late_by) == {"scroll-text": (1, 1)}
    assert waiting(world.lin, due) == {"scroll-text": (1, 0)}

    client.force_login(world.lin)
    assert signed.title in client.get("/bulletins/").content.decode()
    client.post(f"/bulletins/circulars/{circular.pk}/answer", {"text": ""})
    client.post(f"/bulletins/circulars/{circular.pk}/answer", {"text": "已逐户核实", "reply": "1"})
    late, done = standing_of(circular, due + timedelta(days=1))
    assert (late.office, late.late, done.office, done.late) == (world.town_b, True, world.town_a, False)
    assert done.replied is not None
    assert done.replied.text == "已逐户核实"
    assert waiting(world.zhou, late_by) == {"scroll-text": (1, 1)}
    assert waiting(world.lin, late_by) == {}
    client.force_login(world.medical)
    assert client.post(f"/bulletins/circulars/{circular.pk}/answer", {"text": ""}).status_code == 404


def test_last_periods_file_comes_back_with_this_periods_numbers(client: Client, world, sealed) -> None:
    before = written.write(template="daily_sheet", period="2026-10-30", seal=sealed, letterhead=HEAD, by=world.zhou)
    client.force_login(world.zhou)
    upload = SimpleUploadedFile("昨日.docx", write_docx(before))
    page = client.post("/bulletins/refresh/", {"file": upload, "dated": "2026-11-02"}).content.decode()
    assert "2026年10月31日" in page
    assert "data:application/vnd" in page
    refused = client.post("/bulletins/refresh/", {"file": SimpleUploadedFile("x.docx", b"no file of that kind")})
    assert refused.status_code == 422
