"""Evidence: kept once, without location, linked to many rows, never across scope."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw

from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.evidence import services
from fangpin_web.evidence.doors import evidence_or_404, is_shared, links_of, shared_photos
from fangpin_web.evidence.files import cleaned, type_of
from fangpin_web.evidence.models import Evidence
from fangpin_web.evidence.problems import EvidenceRefused
from fangpin_web.issues.by_itself import raise_issues

Signed = Callable[[Officer], Client]


def photo(seed: int = 1, *, quality: int = 90, located: bool = True) -> bytes:
    """A picture of stripes with the marks of a camera: time, place, maker."""
    image = Image.new("RGB", (320, 240), "white")
    draw = ImageDraw.Draw(image)
    for n in range(12):
        shade = (seed * 37 * (n + 3) * (n + 5)) % 256
        draw.rectangle((n * 27, (seed * n * 13) % 120, n * 27 + 26, 240), fill=(shade, shade // 2, 255 - shade))
    exif = Image.Exif()
    exif[0x010F] = "Camera maker"
    exif.get_ifd(0x8769)[0x9003] = "2026:10:30 09:15:00"
    if located:
        exif.get_ifd(0x8825).update({1: "N", 2: (23.0, 21.0, 36.0), 3: "E", 4: (103.0, 9.0, 18.0)})
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality, exif=exif)
    return written.getvalue()


def kept(world: Any, content: bytes, household: Any, *, by: Officer | None = None, kind: str = "photo") -> Evidence:
    return services.keep(
        content, "入户.jpg", kind=kind, by=by or world.zhou, at=world.now, area_code=household.area_code,
        about=("household", household.pk), household_id=household.pk,
    )  # fmt: skip


def test_a_photo_loses_its_place_and_camera_and_keeps_when_it_was_taken() -> None:
    file = cleaned(photo(), "入户.jpg")
    assert file.had_location
    assert file.taken_at == datetime(2026, 10, 30, 9, 15)  # noqa: DTZ001 - a camera's clock has no zone
    with Image.open(io.BytesIO(file.content)) as again:
        assert not dict(again.getexif())
    assert b"Camera maker" not in file.content


def test_what_is_hidden_behind_a_photo_does_not_come_along() -> None:
    assert b"<script>" not in cleaned(photo() + b"<script>alert(1)</script>", "x.jpg").content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" * 10, "strange_type"),
        (b"<html><script></script>", "strange_type"),
        (b"\xff\xd8\xff" + b"0" * 60, "broken_image"),
        (b"\x00\x00\x00\x18ftypheic0000", "heic"),
        (b"%PDF-" + b"0" * 21 * 2**20, "too_large"),
    ],
)
def test_a_file_that_is_no_evidence_is_refused_with_the_reason(content: bytes, kind: str) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        cleaned(content, "材料.jpg")
    assert refused.value.kind == kind
    assert "材料.jpg" in refused.value.say("zh")


def test_the_type_is_what_the_bytes_say_not_the_name() -> None:
    assert type_of(b"%PDF-1.7", "照片.jpg") == "pdf"
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.writestr("OFD.xml", "<ofd:OFD/>")
    assert type_of(package.getvalue(), "公文.zip") == "ofd"


def test_one_file_is_kept_once_encrypted_and_proves_seven_rows(world: Any) -> None:
    minutes = [kept(world, photo(), world.household_a, kind="minutes") for _ in range(2)]
    assert minutes[0].pk == minutes[1].pk
    for row in range(7):
        services.link(minutes[0], about=("case", row), by=world.zhou, at=world.now, area_code=world.village_a)
    with acting_as(world.zhou):
        assert Evidence.objects.count() == 1
        assert all(links_of("case", row) for row in range(7))
    files = [p for p in (Path(settings.FANGPIN.home) / "evidence").rglob("*") if p.is_file()]
    assert len(files) == 1
    assert b"JFIF" not in files[0].read_bytes()


def test_evidence_is_not_seen_served_or_attached_across_scope(world: Any, client_of: Signed) -> None:
    mine = kept(world, photo(), world.household_a)
    with acting_as(world.chen), pytest.raises(Http404):
        evidence_or_404(mine.pk)
    with acting_as(world.chen), pytest.raises(EvidenceRefused, match="outside"):
        services.read(mine, by=world.chen, at=world.now, why="evidence")
    with pytest.raises(EvidenceRefused, match="outside"):
        kept(world, photo(2), world.household_a, by=world.chen)
    with pytest.raises(EvidenceRefused, match="role"):
        kept(world, photo(2), world.household_a, by=world.auditor)
    assert client_of(world.chen).get(reverse("evidence:show", args=[mine.pk])).status_code == 404
    assert client_of(world.city).get(reverse("evidence:show", args=[mine.pk])).status_code == 403


def test_opening_a_photo_stands_in_the_log_and_it_may_run_nothing(world: Any, client_of: Signed) -> None:
    mine = kept(world, photo(), world.household_a)
    answer = client_of(world.lin).get(reverse("evidence:show", args=[mine.pk]))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with acting_as(world.zhou):
        line = AccessLog.objects.get(ledger="evidence")
    assert (line.household_id, line.officer_name) == (world.household_a.pk, "林一")


def test_one_photo_in_two_households_is_noticed_even_when_saved_again(world: Any) -> None:
    with Image.open(io.BytesIO(photo(1))) as opened:
        again = io.BytesIO()
        opened.resize((280, 210)).save(again, "JPEG", quality=60)
    first = kept(world, photo(1), world.household_a)
    kept(world, again.getvalue(), world.household_b)
    other = kept(world, photo(5), world.household_b)
    kept(world, photo(7), world.household_a, kind="minutes")
    kept(world, photo(7), world.household_b, kind="minutes")  # minutes speak of many by their nature
    with acting_as(world.zhou):
        [group] = shared_photos()
        assert group.households == (world.household_a.pk, world.household_b.pk)
        assert not group.same_bytes
        assert is_shared(first)
        assert not is_shared(other)
    with acting_as(world.lin):
        assert shared_photos() == []  # the other household is not his to see


def test_files_are_attached_to_a_row_by_its_page_and_withdrawn(world: Any, client_of: Signed) -> None:
    client = client_of(world.wang)
    address = reverse("evidence:attach", args=["household", world.household_a.pk])
    file = SimpleUploadedFile("入户.jpg", photo(), "image/jpeg")
    answer = client.post(address, {"evidence-kind": "photo", "evidence-proofs": [file], "back": "/clues/"})
    assert (answer.status_code, answer["Location"]) == (302, "/clues/")
    with acting_as(world.wang):
        [link] = links_of("household", world.household_a.pk)
    client.post(reverse("evidence:withdraw", args=[link.pk]), {"back": "https://elsewhere.example/"})
    with acting_as(world.wang):
        assert links_of("household", world.household_a.pk) == []
    bad = SimpleUploadedFile("x.jpg", b"MZ", "image/jpeg")
    assert client.post(address, {"evidence-kind": "photo", "evidence-proofs": [bad]}).status_code == 422
    assert client_of(world.chen).post(address, {"evidence-kind": "photo"}).status_code == 404


def test_the_page_of_pictures_in_several_households_names_both(world: Any, client_of: Signed) -> None:
    for household in (world.household_a, world.household_b):
        kept(world, photo(1), household)
    page = client_of(world.zhou).get(reverse("evidence:shared")).content.decode()
    assert world.household_a.code in page
    assert world.household_b.code in page


def test_a_paper_that_does_not_say_when_it_was_taken_is_unknown_and_listed_and_nothing_more(
    world: Any, client_of: Signed
) -> None:
    scan = b"%PDF-1.4\n%%EOF\n"
    with_time = kept(world, photo(), world.household_a)
    without = kept(world, scan, world.household_a, kind="signed")
    minutes = kept(world, scan + b"2", world.household_a, kind="minutes")  # of many by nature: no moment to be held to
    assert [one.time_unknown for one in (with_time, without, minutes)] == [False, True, False]
    page = client_of(world.zhou).get(reverse("evidence:time-unknown"))
    assert [link.evidence_id for link, *_more in page.context["table"]] == [without.pk]
    assert page.context["of"] == 2
    assert "2 份照片和签字材料中，1 份没有拍摄时间" in page.content.decode()
    assert raise_issues(by=world.zhou, at=world.now) == 0
    assert list(client_of(world.chen).get(reverse("evidence:time-unknown")).context["table"]) == []
