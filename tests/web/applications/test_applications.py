"""Self-applications: nothing is revealed, each has its clock, doubles merge, the page is off until switched on."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangpin_web.access.scope import acting_as, nobody
from fangpin_web.accounts.models import Officer
from fangpin_web.applications import public, services
from fangpin_web.applications.models import Application, ApplicationStatus, Letter
from fangpin_web.applications.problems import ApplicationProblem
from fangpin_web.records.models import Clue

Signed = Callable[[Officer], Client]
NUMBER = "770101199001011234"
LETTER = {
    "name": "张三", "phone": "13800001234", "document_number": "77010119900101123X", "hardship": "房子塌了一角",
    "risk": "housing",
}  # fmt: skip


@pytest.fixture
def opened(world: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The page switched on, and a person with a number that passes the checksum."""
    monkeypatch.setattr(public, "is_open", lambda _at: True)
    number = good_number()
    with acting_as(world.zhou):
        world.person_a.document_number = number
        world.person_a.save()
    return number


def good_number() -> str:
    from fangpin.identity import check_character

    first = "77010119900101123"
    return first + check_character(first)


def send(world: Any, number: str, **more: Any) -> str:
    told = LETTER | {"document_number": number} | more
    with nobody():
        return public.send_letter(village=world.village_a, told=told, address="10.0.0.1", at=timezone.now())


def test_the_page_is_not_there_until_the_county_switches_it_on(world: Any) -> None:
    for name in ("applications:apply", "applications:application-status"):
        assert Client().get(reverse(name)).status_code == 404
    with nobody(), pytest.raises(ApplicationProblem):
        public.send_letter(village=world.village_a, told=LETTER, address="10.0.0.1", at=timezone.now())


def test_a_letter_becomes_a_clue_with_its_own_clock(world: Any, opened: str) -> None:
    number = send(world, opened)
    with nobody():
        assert not Letter.objects.exists()  # the public request sees nothing of it
    taken = services.take_letters_in(by=world.lin, at=timezone.now())
    assert (taken.new, taken.waiting) == (1, 0)
    with acting_as(world.lin):
        clue = Clue.objects.get(channel="self_application")
        held = Application.objects.get()
    assert (clue.household_id, clue.risk, clue.state, clue.due_on) == (
        world.household_a.pk, "housing", "open", held.visit_due_on,
    )  # fmt: skip
    assert held.applied_on < held.visit_due_on < held.total_due_on
    assert services.take_letters_in(by=world.lin, at=timezone.now()).new == 0
    with nobody():
        status = public.look_up(number=number, phone_end="1234", address="10.0.0.1", at=timezone.now())
    assert status
    assert status.stage == "verifying"
    with acting_as(world.lin):
        Clue.objects.update(state="closed_negative", closed_on=date(2026, 11, 20))
    services.take_letters_in(by=world.lin, at=timezone.now())
    assert ApplicationStatus.objects.get().stage == "settled"


def test_the_same_person_twice_merges_and_gets_a_number_all_the_same(world: Any, opened: str) -> None:
    numbers = {send(world, opened), send(world, opened, hardship="再说一次")}
    assert len(numbers) == 2
    taken = services.take_letters_in(by=world.lin, at=timezone.now())
    assert (taken.new, taken.merged) == (1, 1)
    with acting_as(world.lin):
        assert Clue.objects.count() == 1


def test_an_application_joins_the_open_clue_of_the_same_risk(world: Any, opened: str) -> None:
    with acting_as(world.zhou):
        Clue.objects.create(
            household=world.household_a, area_code=world.village_a, risk="housing", channel="grassroots",
            raised_on=date(2026, 10, 1), state="proposed", severity="high", entered_at=world.now,
        )  # fmt: skip
    send(world, opened)
    services.take_letters_in(by=world.lin, at=timezone.now())
    with acting_as(world.lin):
        clue = Clue.objects.get()
        assert (clue.state, clue.due_on) == ("open", Application.objects.get().visit_due_on)


def test_a_family_nobody_knows_waits_for_a_person_to_say_who_it_is(world: Any, opened: str, client_of: Signed) -> None:
    send(world, "", name="张三")
    client = client_of(world.lin)
    page = client.get(reverse("applications:list")).content.decode()
    assert world.household_a.code in page
    with acting_as(world.lin):
        key = Application.objects.get().pk
    with pytest.raises(ApplicationProblem):
        services.match_household(
            application=Application(pk=key), household_id=world.household_b.pk, by=world.lin, at=timezone.now()
        )
    client.post(reverse("applications:match", args=[key]), {"household": world.household_a.pk})
    with acting_as(world.lin):
        assert Application.objects.get().state == "clue"
    assert client_of(world.chen).post(reverse("applications:match", args=[key]), {"household": 1}).status_code == 404


def test_the_public_answers_tell_known_and_unknown_families_alike(world: Any, opened: str) -> None:
    client = Client()
    pages = []
    for number in (opened, "770101198502022345"):
        given = LETTER | {"document_number": number, "village": world.village_a, "website": ""}
        answer = client.post(reverse("applications:apply"), given)
        pages.append((answer.status_code, "".join(c for c in answer.content.decode() if not c.isdigit())))
    if pages[1][0] == 422:  # its checksum is wrong, which the page may say
        pages[1] = pages[0]
    assert pages[0] == pages[1]
    wrong = client.post(reverse("applications:application-status"), {"number": "0123456789", "phone_end": "1234"})
    assert "没有这个编号" in wrong.content.decode()


def test_too_many_from_one_address_are_asked_to_wait(world: Any, opened: str) -> None:
    for _ in range(5):
        send(world, opened)
    with pytest.raises(ApplicationProblem, match="Too many"):
        send(world, opened)


def test_the_provinces_list_is_taken_in_once(world: Any, client_of: Signed) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("一键申报清单",),
        ("申报编号", "乡镇", "行政村", "户主姓名", "身份证号", "联系电话", "风险类型", "困难情况", "申报日期"),
        ("SB001", "甲镇", "甲一村", "张三", "", "13800001234", "因学", "两个孩子上大学", "2026-10-28"),
        ("SB002", "乙镇", "乙一村", "赵六", "", "13800001235", "其他", "收入少", "2026-10-29"),
    ):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    client = client_of(world.zhou)
    for _ in range(2):
        file = SimpleUploadedFile("一键申报.xlsx", written.getvalue())
        assert client.post(reverse("applications:list"), {"applications": file}).status_code == 302
    with acting_as(world.zhou):
        rows = {a.number: (a.area_code, a.risk, a.state, a.applied_on) for a in Application.objects.all()}
    assert rows == {
        "SB001": (world.village_a, "education", "waiting", date(2026, 10, 28)),
        "SB002": (world.village_b, "other", "waiting", date(2026, 10, 29)),
    }
    other = SimpleUploadedFile("x.xlsx", b"not a workbook")
    assert client.post(reverse("applications:list"), {"applications": other}).status_code == 422
