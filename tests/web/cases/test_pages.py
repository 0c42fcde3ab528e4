"""The pages of casework: from the to-do to a closed clue in a few presses, a case walked by form, whom each admits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fangpin_web.access.scope import acting_as
from fangpin_web.cases.clocks import confirm_day, run_clocks
from fangpin_web.cases.models import CaseDesk, DaySheet, Escalation
from fangpin_web.cases.services import open_case
from fangpin_web.records.models import Clue

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n" + name.encode() + b"\n%%EOF\n", content_type="application/pdf")


def page(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def desk(world: Any, key: int) -> CaseDesk:
    with acting_as(world.zhou):
        return CaseDesk.objects.select_related("case").get(pk=key)


def test_a_clue_is_closed_as_nothing_in_three_presses_without_typing_and_gives_the_words_to_read(
    world: Any, clue: Clue, client_of: ClientOf
) -> None:
    lin = client_of(world.lin)
    assert reverse("clues:list") in page(lin.get("/"))  # the to-do
    assert reverse("clues:clue", args=[clue.pk]) in page(lin.get(reverse("clues:list")))  # press 1
    shown = page(lin.get(reverse("clues:clue", args=[clue.pk])))  # press 2
    assert 'name="reason" value="able_to_cope"' in shown
    done = lin.post(  # press 3
        reverse("clues:close", args=[clue.pk]), {"outcome": "closed_negative", "reason": "able_to_cope"}, follow=True
    )
    text = page(done)
    assert "您家目前自己能应付过来，这次没有纳入帮扶。" in text
    spoken = text[text.index('id="spoken"') : text.index("</section>", text.index('id="spoken"'))]
    assert not any(word in spoken for word in ("医保", "部门", "线索", "名单"))


def test_a_case_is_opened_from_the_clue_and_its_first_step_done_by_form(
    world: Any, clue: Clue, client_of: ClientOf
) -> None:
    lin = client_of(world.lin)
    opened = lin.post(
        reverse("cases:open"),
        {"household": world.household_a.pk, "clue": clue.pk, "process": "identification"},
        follow=True,
    )
    text = page(opened)
    assert "入户核查" in text
    assert "请填写：" in text  # says what is still missing
    with acting_as(world.zhou):
        key = CaseDesk.objects.get().pk
    form = {
        "seen": 0, "key": "k1", "move": "forward", "happened_on": "", "visitors": 2, "members": 4,
        "net_income_yuan": "99000.00", "hardship": "false",
    }  # fmt: skip
    address = reverse("cases:move", args=[key])
    assert lin.post(address, form).status_code == 422  # no day
    form["happened_on"] = desk(world, key).case.opened_on.isoformat()
    refused = lin.post(address, {**form, "visitors": 1})
    assert refused.status_code == 422
    assert "入户核查须村镇干部两人以上" in page(refused)
    done = lin.post(address, {**form, "proof_collection_form": pdf("form.pdf")}, follow=True)
    assert "农户申请及承诺授权" in page(done)
    assert "收入不低于监测线，也没有突发严重困难" in page(done)  # the warning stays in the history
    assert desk(world, key).step == "applied"
    again = lin.post(address, {**form, "key": "k2"})
    assert again.status_code == 422  # the page was old
    assert "在您打开之后已被办理" in page(again)


def test_the_lists_admit_their_roles_and_show_no_other_town(world: Any, client_of: ClientOf) -> None:
    case = open_case(process="identification", household=world.household_a, by=world.lin, at=world.now)
    shown = reverse("cases:case", args=[case.pk])
    listed = reverse("cases:list") + "?view=open"
    for officer, sees in ((world.lin, True), (world.wang, True), (world.zhou, True), (world.chen, False)):
        client = client_of(officer)
        assert (shown in page(client.get(listed))) is sees, officer
        assert client.get(shown).status_code == (200 if sees else 404), officer
    assert client_of(world.medical).get(shown).status_code == 404  # no step of a department
    assert client_of(world.city).get(shown).status_code == 403
    assert client_of(world.wang).post(reverse("cases:open"), {}).status_code == 403
    assert client_of(world.chen).post(reverse("cases:move", args=[case.pk]), {}).status_code == 404
    file = page(client_of(world.lin).get(reverse("records:household", args=[world.household_a.pk])))
    assert shown in file  # the household's file has it on its one screen


def test_one_meeting_page_takes_the_votes_of_many_and_one_file(world: Any, client_of: ClientOf) -> None:
    case = open_case(process="identification", household=world.household_a, by=world.lin, at=world.now)
    with acting_as(world.zhou):
        CaseDesk.objects.filter(pk=case.pk).update(step="appraised")
    wang = client_of(world.wang)
    address = reverse("cases:meeting")
    assert f"for_{case.pk}" in page(wang.get(address))
    given = {
        "held_on": case.opened_on.isoformat(), "due": 30, "present": 20, "key": "evening", f"for_{case.pk}": 12,
        "minutes": pdf("minutes.pdf"),
    }  # fmt: skip
    assert wang.post(address, {**given, "present": 31}).status_code == 422
    given["minutes"] = pdf("minutes.pdf")
    done = wang.post(address, given, follow=True)
    assert done.status_code == 200
    assert desk(world, case.pk).step == "publicised"


def test_votes_corrected_and_corrected_back_are_the_votes_that_count(world: Any, client_of: ClientOf) -> None:
    case = open_case(process="identification", household=world.household_a, by=world.lin, at=world.now)
    with acting_as(world.zhou):
        CaseDesk.objects.filter(pk=case.pk).update(step="appraised")
    wang, address = client_of(world.wang), reverse("cases:move", args=[case.pk])
    form = {"seen": 0, "key": "k", "move": "forward", "happened_on": case.opened_on.isoformat(), "due": 30}
    for present, votes_for in ((28, 25), (28, 14)):  # without minutes, then voted down
        assert wang.post(address, {**form, "present": present, "votes_for": votes_for}).status_code == 422
    given = {**form, "present": 28, "votes_for": 25, "proof_minutes": pdf("minutes.pdf")}
    assert wang.post(address, given, follow=True).status_code == 200
    assert desk(world, case.pk).step == "publicised"


def test_late_steps_climb_one_level_once_and_every_village_has_its_line(world: Any, client_of: ClientOf) -> None:
    from datetime import timedelta

    early = world.now - timedelta(days=20)
    case = open_case(process="identification", household=world.household_a, by=world.lin, at=early)
    told = run_clocks(by=world.zhou, at=world.now)
    assert (told["open"], told["overdue"], told["escalated"], told["sheets"]) == (1, 1, 1, 2)
    assert run_clocks(by=world.zhou, at=world.now)["escalated"] == 0
    with acting_as(world.zhou):
        assert [e.level for e in Escalation.objects.all()] == ["township"]
        assert {s.empty for s in DaySheet.objects.all()} == {True}
    assert desk(world, case.pk).shown_to == "township"
    day = world.now.date().isoformat()
    text = page(client_of(world.lin).get(reverse("cases:days") + f"?day={day}"))
    assert "无登记（未确认）" in text
    assert confirm_day(area_code=world.village_a, day=world.now.date(), by=world.wang, at=world.now) == 1
    assert "无登记（未确认）" not in page(client_of(world.wang).get(reverse("cases:days") + f"?day={day}"))
    begun = client_of(world.zhou).post(reverse("cases:days"), {"act": "run"})
    assert begun.status_code == 302
    assert client_of(world.wang).post(reverse("cases:days"), {"act": "run"}).status_code == 403
    assert "乙一村" in page(client_of(world.zhou).get(reverse("cases:days") + f"?day={day}"))
