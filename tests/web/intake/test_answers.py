"""A clerk's first questions about a delivery: what undo would do, what was not read, which column is meant."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.intake.deliveries import NOW, csv_file, dibao, roll

from fangpin.imports import Period
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Upload
from fangpin_web.intake.problems import NotReadable
from fangpin_web.intake.services import Incoming, accept_upload, preview_upload, receive_files
from fangpin_web.records.models import Household

Signed = Callable[[Officer], Client]


def landed(world: Any, file: Incoming) -> Upload:
    [upload] = receive_files(files=[file], by=world.zhou, at=NOW)
    return accept_upload(upload=preview_upload(upload=upload, by=world.zhou, at=NOW), by=world.zhou, at=NOW)


def undoing(client: Client, upload: Upload) -> Any:
    return client.get(reverse("intake:upload", args=[upload.pk]) + "?undo").context


def test_undo_is_counted_to_the_row_before_it_is_done(world: Any, client_of: Signed) -> None:
    first = landed(world, roll())
    told = undoing(client_of(world.zhou), first)
    assert told["undoing"].possible
    assert told["undoing"].brought["household"] == 3
    assert told["undoing"].brought["person"] == 7
    client_of(world.zhou).post(reverse("intake:undo", args=[first.pk]), {"why": "试"})
    with acting_as(world.zhou):
        assert Household.objects.count() == 2  # those of the small world


def test_a_later_delivery_that_stands_in_the_way_of_undo_is_named(world: Any, client_of: Signed) -> None:
    first = landed(world, roll())
    second = landed(world, dibao({"赵大": 300, "孙大": 310}))
    told = undoing(client_of(world.zhou), first)
    assert not told["undoing"].possible
    assert [later.pk for later, _rows in told["later_uploads"]] == [second.pk]
    assert undoing(client_of(world.zhou), second)["undoing"].brought["dibao_spell"] == 2


def test_the_page_counts_undo_only_when_asked(world: Any, client_of: Signed) -> None:
    upload = landed(world, roll())
    assert "undoing" not in client_of(world.zhou).get(reverse("intake:upload", args=[upload.pk])).context


def test_a_parcel_with_an_unread_member_says_so_in_the_list(world: Any, client_of: Signed) -> None:
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as package:
        package.writestr("甲镇.csv", roll().content)
        package.writestr("乙镇.xlsx", b"PK\x03\x04 broken")
    [upload] = receive_files(
        files=[Incoming(name="花名册2026年9月.zip", content=parcel.getvalue())], by=world.zhou, at=NOW
    )
    period = Period(from_on=date(2026, 9, 1), to_on=date(2026, 9, 30))
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW, period=period)
    assert upload.counts["unread"] == 1
    assert "内有 1 个文件未读出" in client_of(world.zhou).get(reverse("intake:list")).content.decode()


def test_a_list_with_two_name_columns_names_them_instead_of_not_being_known(world: Any, client_of: Signed) -> None:
    heads = ("县", "乡镇", "行政村", "姓名", "姓名", "身份证号码", "低保类别", "月保障金额（元）")
    rows = [("示例县", "甲镇", "甲一村", "赵大", "赵二", "", "A类", 300)]
    [upload] = receive_files(files=[csv_file("2026年9月农村低保名单.csv", heads, rows)], by=world.zhou, at=NOW)
    assert (upload.state, upload.source) == ("received", "civil_assistance")
    with pytest.raises(NotReadable) as refused:
        preview_upload(upload=upload, by=world.zhou, at=NOW)
    assert refused.value.kind == "columns_double"
    assert "D列“姓名”、E列“姓名”" in refused.value.say("zh")
    assert (
        "内容不同：姓名、姓名" in client_of(world.zhou).get(reverse("intake:upload", args=[upload.pk])).content.decode()
    )
