"""Imports through the pages: received, previewed, landed, undone; who may, and what a refusal says."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import msoffcrypto
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fangpin.rosters.protection import protect
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Upload
from fangpin_web.jobs.models import Progress
from fangpin_web.records.models import Household

ClientOf = Callable[[Officer], Client]
HEADS = ("县", "乡镇", "行政村", "户编号", "户主姓名", "姓名", "证件号码", "与户主关系")


def roll(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["农村户籍人口花名册（2026年10月）"])
    sheet.append(HEADS)
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("农村户籍人口花名册202610.xlsx", out.getvalue())


GOOD = ("示例县", "甲镇", "甲一村", "77010110100100001", "赵小五", "赵小五", "77010119800101001X", "户主")
BAD = ("示例县", "甲镇", "", "77010110100100002", "钱小六", "钱小六", "77010119800101", "户主")


def drop(client: Client, *files: SimpleUploadedFile) -> Any:
    return client.post(reverse("intake:list"), {"rosters": list(files)})


def latest(world: Any) -> Upload:
    with acting_as(world.zhou):
        found: Upload = Upload.objects.select_related("original").latest("id")
    return found


def told(upload: Upload, **changes: str) -> dict[str, str]:
    """The reading form as the page shows it."""
    return {
        "source": upload.source or "rural_households",
        "delivery": upload.delivery or "full",
        "period_from": "2026-10-01",
        "period_to": "2026-10-31",
        "covered": "",
        **{f"column-{s['no']}-{c['index']}": c["field"] for s in upload.sheets for c in s["columns"]},
        **changes,
    }


@pytest.fixture
def previewed(world: Any, client_of: ClientOf) -> Any:
    client = client_of(world.lin)
    assert drop(client, roll(GOOD)).status_code == 302
    upload = latest(world)
    answer = client.post(reverse("intake:preview", args=[upload.pk]), told(upload))
    assert answer.status_code == 302, answer.context and answer.context.get("refusal")
    return world


def households(world: Any) -> int:
    with acting_as(world.zhou):
        return Household.objects.count()


def test_a_file_is_recognised_and_nothing_lands_before_it_is_accepted(previewed: Any, client_of: ClientOf) -> None:
    upload = latest(previewed)
    assert (upload.state, upload.source) == ("previewed", "rural_households")
    assert households(previewed) == 2
    page = client_of(previewed.lin).get(reverse("intake:upload", args=[upload.pk])).content.decode()
    assert "赵＊" in page
    assert "赵小五" not in page


def test_accepting_lands_it_whole_and_undoing_takes_it_back(previewed: Any, client_of: ClientOf) -> None:
    client, upload = client_of(previewed.lin), latest(previewed)
    accept = {"digest": upload.digest}
    assert client.post(reverse("intake:accept", args=[upload.pk]), accept).status_code == 302
    assert (latest(previewed).state, households(previewed)) == ("landed", 3)
    again = client.post(reverse("intake:accept", args=[upload.pk]), accept)
    assert again.status_code == 422
    assert client.post(reverse("intake:undo", args=[upload.pk]), {"why": ""}).status_code == 422
    assert client.post(reverse("intake:undo", args=[upload.pk]), {"why": "错发"}).status_code == 302
    assert (latest(previewed).state, households(previewed)) == ("undone", 2)


def test_a_landing_that_failed_in_the_background_is_told_where_the_list_is_opened(
    previewed: Any, client_of: ClientOf
) -> None:
    upload, lin = latest(previewed), previewed.lin
    Progress.objects.create(
        kind=Progress.Kind.IMPORT_ACCEPT, state=Progress.State.FAILED, arguments={"upload": upload.pk},
        officer_id=lin.pk, queued_at=previewed.now, problem_zh="磁盘已满", problem_en="the disk is full",
    )  # fmt: skip
    page = client_of(lin).get(reverse("intake:upload", args=[upload.pk])).content.decode()
    assert "没有成功" in page
    assert "磁盘已满" in page


def test_a_preview_that_is_not_the_one_seen_does_not_land(previewed: Any, client_of: ClientOf) -> None:
    answer = client_of(previewed.lin).post(reverse("intake:accept", args=[latest(previewed).pk]), {"digest": "0" * 64})
    assert answer.status_code == 422
    assert answer.context["refusal"]
    assert households(previewed) == 2


def test_a_period_that_ends_before_it_begins_is_422(world: Any, client_of: ClientOf) -> None:
    client = client_of(world.lin)
    drop(client, roll(GOOD))
    upload = latest(world)
    wrong = told(upload, period_from="2026-10-31", period_to="2026-10-01")
    assert client.post(reverse("intake:preview", args=[upload.pk]), wrong).status_code == 422


def test_refused_rows_go_back_in_the_senders_layout_under_a_password(world: Any, client_of: ClientOf) -> None:
    client = client_of(world.lin)
    drop(client, roll(GOOD, BAD))
    upload = latest(world)
    client.post(reverse("intake:preview", args=[upload.pk]), told(upload))
    address = reverse("intake:returned", args=[upload.pk])
    assert client.post(address, {"password": "123"}).status_code == 422
    answer = client.post(address, {"password": "told-by-phone"})
    assert answer.status_code == 200, answer.context and answer.context.get("refusal")
    opened = BytesIO()
    locked = msoffcrypto.OfficeFile(BytesIO(answer.content))
    locked.load_key(password="told-by-phone")
    locked.decrypt(opened)
    cells = [c.value for row in openpyxl.load_workbook(opened).worksheets[0].iter_rows() for c in row]
    assert "钱小六" in cells
    assert "赵小五" not in cells


def opened(content: bytes, password: str) -> list[Any]:
    """The cells of a protected workbook."""
    plain = BytesIO()
    locked = msoffcrypto.OfficeFile(BytesIO(content))
    locked.load_key(password=password)
    locked.decrypt(plain)
    return [c.value for row in openpyxl.load_workbook(plain).worksheets[0].iter_rows() for c in row]


def test_a_protected_file_is_opened_again_to_return_every_row_in_doubt(world: Any, client_of: ClientOf) -> None:
    client = client_of(world.lin)
    masked = ("示例县", "甲镇", "甲一村", "无此人", "770101********001X", "320.00")
    unknown_day = ("示例县", "甲镇", "甲一村", "赵七", "77010119800101001X", "三百")
    book = openpyxl.Workbook()
    for line in (("县", "乡镇", "行政村", "姓名", "身份证号码", "月保障金额（元）"), masked, unknown_day):
        book.worksheets[0].append(line)
    out = BytesIO()
    book.save(out)
    name = "2026年10月农村低保名单.xlsx"
    drop(client, SimpleUploadedFile(name, protect(out.getvalue(), password="of-the-sender")))
    client.post(reverse("intake:unlock", args=[latest(world).pk]), {"password": "of-the-sender"})
    upload = latest(world)
    answer = client.post(reverse("intake:preview", args=[upload.pk]), told(upload) | {"password": "of-the-sender"})
    assert answer.status_code == 302, answer.context and answer.context.get("refusal")
    address = reverse("intake:returned", args=[upload.pk])
    asked = client.post(address, {"password": "told-by-phone"})
    assert asked.status_code == 422
    assert 'name="opens_with"' in asked.content.decode()
    answer = client.post(address, {"password": "told-by-phone", "opens_with": "of-the-sender"})
    assert answer.status_code == 200, answer.context and answer.context.get("refusal")
    cells = opened(answer.content, "told-by-phone")
    assert {"无此人", "赵七"} <= set(cells)


def test_a_file_that_is_no_list_says_so_and_keeps_no_other_from_being_received(world: Any, client_of: ClientOf) -> None:
    client = client_of(world.lin)
    drop(client, SimpleUploadedFile("照片.xlsx", b"PK\x03\x04 cut off"), roll(GOOD))
    with acting_as(world.zhou):
        states = sorted(Upload.objects.values_list("state", flat=True))
    assert states == ["received", "unreadable"]
    listed = client.get(reverse("intake:list"))
    assert listed.status_code == 200


def test_no_file_is_422(world: Any, client_of: ClientOf) -> None:
    assert client_of(world.lin).post(reverse("intake:list"), {}).status_code == 422


def test_a_delivery_of_another_town_is_not_there(previewed: Any, client_of: ClientOf) -> None:
    address = reverse("intake:upload", args=[latest(previewed).pk])
    assert client_of(previewed.chen).get(address).status_code == 404
    assert client_of(previewed.lin).get(address).status_code == 200
    assert client_of(previewed.zhou).get(address).status_code == 200


def test_a_department_previews_and_does_not_accept(previewed: Any, client_of: ClientOf) -> None:
    address = reverse("intake:accept", args=[latest(previewed).pk])
    assert client_of(previewed.medical).post(address, {"digest": "x"}).status_code == 403
    for officer in (previewed.wang, previewed.city):
        assert client_of(officer).get(reverse("intake:list")).status_code == 403
    assert client_of(previewed.auditor).get(reverse("intake:list")).status_code == 200


def test_match_review_is_for_those_who_decide(world: Any, client_of: ClientOf) -> None:
    assert client_of(world.lin).get(reverse("intake:matches")).status_code == 200
    assert client_of(world.wang).get(reverse("intake:matches")).status_code == 403
    assert client_of(world.lin).get(reverse("intake:match", args=[1])).status_code == 404
