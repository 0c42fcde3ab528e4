"""Files with strange names, parcels with a broken file, a disk that is full: one sentence, nothing half."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.intake.deliveries import NOW, contents, roll

from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.models import Upload
from fangpin_web.intake.problems import NotKept
from fangpin_web.intake.services import Incoming, accept_upload, preview_upload, receive_files


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (os.fsdecode("低保.xlsx".encode("gbk")), "低保.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\桌面\\名单.xls", "名单.xls"),
        ("名单\0.xlsx", "名单□.xlsx"),
        ("名单\u202excod.xlsx", "名单□xcod.xlsx"),
        ("😀名单.xlsx", "😀名单.xlsx"),
        ("\ud83d名单.xlsx", "?名单.xlsx"),
        ("", "□"),
    ],
)
def test_any_file_name_can_be_stored_and_shown(given: str, shown: str) -> None:
    assert readable_name(given) == shown


def test_a_name_too_long_keeps_its_ending() -> None:
    name = readable_name("长" * 400 + ".xlsx")
    assert len(name) == 255
    assert name.endswith("….xlsx")


def test_what_a_parcel_holds_that_cannot_be_read_is_said_until_after_it_landed(world: Any) -> None:
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as package:
        package.writestr(roll().name, roll().content)
        package.writestr("坏的.xlsx", b"PK\x03\x04 cut off")
    [upload] = receive_files(files=[Incoming(name="各乡镇.zip", content=parcel.getvalue())], by=world.zhou, at=NOW)
    for step in (preview_upload, accept_upload):
        upload = step(upload=upload, by=world.zhou, at=NOW)
        assert upload.problem is not None
        assert "坏的.xlsx" in upload.problem["zh"]
    assert upload.state == Upload.State.LANDED


NEVER_SENT = {"770101101001001": "7.77"}  # so that its content is not on the disk yet


class FullDisk:
    """Writes fail as on a full disk."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def __call__(self, handle: int) -> None:
        raise OSError(28, "No space left on device")


def files_in(home: Path) -> set[Path]:
    return {path for path in home.rglob("*") if path.is_file() and {"originals", "readings", "tmp"} & set(path.parts)}


def test_a_full_disk_is_said_in_one_sentence_and_leaves_no_half_file(
    world: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    [upload] = receive_files(files=[roll()], by=world.zhou, at=NOW)
    before, ledgers = files_in(Path(settings.FANGPIN.home)), contents(world.zhou)
    monkeypatch.setattr("fangpin_web.intake.originals.os.fsync", FullDisk(os.fsync))
    with pytest.raises(NotKept) as told:
        receive_files(files=[roll(land=NEVER_SENT)], by=world.zhou, at=NOW)
    assert "No space left" in str(told.value)
    with pytest.raises(NotKept):
        preview_upload(upload=upload, by=world.zhou, at=NOW)
    assert files_in(Path(settings.FANGPIN.home)) == before
    assert contents(world.zhou) == ledgers
    monkeypatch.undo()
    assert preview_upload(upload=upload, by=world.zhou, at=NOW).state == Upload.State.PREVIEWED


def test_the_page_says_that_the_disk_is_full(world: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fangpin_web.intake.originals.os.fsync", FullDisk(os.fsync))
    sent = roll(land=NEVER_SENT)
    file = SimpleUploadedFile(sent.name, sent.content)
    answer = client_of(world.lin).post(reverse("intake:list"), {"rosters": [file]}, follow=True)
    assert answer.status_code == 200
    assert "No space left" in answer.content.decode()
