"""The sheet that hangs for a case: made masked, hung, objected to, taken down; the case follows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from fangpin.policy import FORWARD
from fangpin_web.access.scope import acting_as
from fangpin_web.cases.doors import objections_of
from fangpin_web.cases.models import CaseDesk, CaseMove
from fangpin_web.cases.problems import MoveRefused, NoSuchCase
from fangpin_web.cases.publicity import (
    answer_objection,
    make_case_notices,
    object_to_case,
    post_notice,
    take_down_notice,
)
from fangpin_web.cases.services import make_move, open_case
from fangpin_web.cases.together import hang_notice
from fangpin_web.evidence.services import keep
from fangpin_web.notices.models import Notice, Objection
from fangpin_web.notices.services import note_objection, withdraw_notice
from fangpin_web.records.models import Household

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def publicised(world: Any) -> tuple[int, int]:
    """Two families of one village whose cases wait for a notice."""
    with acting_as(world.zhou):
        neighbour = Household.objects.create(
            area_code=world.village_a, code="H770101000003", head_name="李五", entered_at=world.now
        )
        cases = []
        for household in (world.household_a, neighbour):
            case = open_case(process="identification", household=household, by=world.lin, at=world.now)
            CaseDesk.objects.filter(pk=case.pk).update(step="publicised")
            cases.append(case.pk)
    return cases[0], cases[1]


@pytest.fixture
def sheet(world: Any, publicised: tuple[int, int]) -> Notice:
    """The sheet of both, made, hung, with its photo; by the village."""
    (made,) = make_case_notices(cases=publicised, by=world.wang, at=world.now)
    hung = post_notice(notice=made, posted_on=world.now.date(), by=world.wang, at=world.now)
    keep(
        PAPER, "墙上.pdf", kind="notice", by=world.wang, at=world.now, area_code=world.village_a,
        about=("notice", hung.pk),
    )  # fmt: skip
    return hung


def steps(world: Any) -> dict[int, str]:
    with acting_as(world.zhou):
        return dict(CaseDesk.objects.values_list("case_id", "step"))


def after(world: Any, days: int) -> dict[str, Any]:
    at = world.now + timedelta(days=days)
    return {"taken_down_on": at.date(), "by": world.wang, "at": at}


def test_one_sheet_masks_both_families_and_lets_both_go_on_when_it_comes_down(
    world: Any, publicised: tuple[int, int], sheet: Notice
) -> None:
    assert "张＊" in sheet.text
    assert "李＊" in sheet.text
    assert "张三" not in sheet.text
    down = take_down_notice(notice=sheet, **after(world, 6))
    assert [one.problem for one in down.went] == [None, None]
    assert set(steps(world).values()) == {"town_reviewed"}
    with acting_as(world.zhou):
        assert {m.occasion.notice_id for m in CaseMove.objects.select_related("occasion") if m.occasion} == {sheet.pk}


def test_without_a_photo_of_it_on_the_wall_no_case_goes_on(world: Any, publicised: tuple[int, int]) -> None:
    (made,) = make_case_notices(cases=publicised[:1], by=world.wang, at=world.now)
    post_notice(notice=made, posted_on=world.now.date(), by=world.wang, at=world.now)
    (went,) = take_down_notice(notice=made, **after(world, 6)).went
    assert isinstance(went.problem, MoveRefused)
    assert [(r.kind, r.about) for r in went.problem.refusals] == [("evidence", ("notice_photo",))]


def test_an_objection_to_one_family_holds_that_case_and_no_other_and_upheld_sends_it_back(
    world: Any, publicised: tuple[int, int], sheet: Notice
) -> None:
    first, second = publicised
    at = world.now + timedelta(days=6)
    objection = note_objection(
        notice=sheet, what="有车", household_id=world.household_a.pk, received_on=world.now.date(), by=world.wang,
        at=world.now,
    )  # fmt: skip
    for case, goes in ((first, False), (second, True)):
        given = {"case_id": case, "move": FORWARD, "seen": 0, "key": "k", "by": world.wang, "at": at}
        if goes:
            assert make_move(**given).to_step == "town_reviewed"
        else:
            with pytest.raises(MoveRefused) as refused:
                make_move(**given)
            assert [r.kind for r in refused.value.refusals] == ["objection"]
    answer_objection(objection=objection, answer="情况属实，重新入户", upheld=True, by=world.wang, at=at)
    assert steps(world) == {first: "visited", second: "town_reviewed"}
    with acting_as(world.zhou):
        assert CaseMove.objects.get(case=first).reason == "objection_raised"


def test_an_objection_to_a_notice_written_by_hand_stands_against_its_case_and_upheld_sends_it_back(
    world: Any, publicised: tuple[int, int]
) -> None:
    first, second = publicised
    acting = {"by": world.wang, "at": world.now}
    hang_notice(cases=publicised, hung_on=world.now.date(), proofs=(), key="wall", **acting)
    objection = object_to_case(case_id=first, what="有楼房", who="李四", received_on=world.now.date(), **acting)
    assert (objection.notice_id, objection.case_id, objection.household_id) == (None, first, world.household_a.pk)
    with acting_as(world.zhou):
        desks = {d.case_id: d for d in CaseDesk.objects.all()}
        assert [len(objections_of(desks[case]).unanswered()) for case in publicised] == [1, 0]
        with connection.cursor() as cursor:
            cursor.execute("SELECT what, who FROM notice_objection")
            stored = cursor.fetchone()
    assert not any("楼房".encode() in bytes(one) or "李四".encode() in bytes(one) for one in stored)
    answer_objection(objection=objection, answer="属实", upheld=True, **acting)
    assert steps(world) == {first: "visited", second: "publicised"}
    of_nothing = {"what": "?", "received_on": world.now.date(), "at": world.now, "by": world.wang.pk}
    with acting_as(world.zhou), pytest.raises(IntegrityError):
        Objection.objects.create(area_code=world.village_a, **of_nothing)


def test_what_a_sheet_says_of_its_families_is_the_word_of_the_process(world: Any) -> None:
    with acting_as(world.zhou):
        cases = [
            open_case(process=process, household=world.household_a, by=world.lin, at=world.now).pk
            for process in ("identification", "elimination", "exit_assessment")
        ]
        CaseDesk.objects.filter(pk__in=cases).update(step="publicised")
    made = make_case_notices(cases=cases, by=world.wang, at=world.now)
    assert {one.kind for one in made} == {"inclusion", "elimination", "exit"}
    assert {one.days for one in made} == {5}
    assert "拟退出帮扶" in next(one.text for one in made if one.kind == "exit")
    with acting_as(world.zhou):
        CaseDesk.objects.filter(pk=cases[0]).update(step="visited")
    with pytest.raises(NoSuchCase):  # a step that hangs nothing has no sheet
        make_case_notices(cases=cases, by=world.wang, at=world.now)


def test_a_withdrawn_sheet_hangs_for_nobody_and_another_can_be_made(
    world: Any, publicised: tuple[int, int], sheet: Notice
) -> None:
    withdraw_notice(notice=sheet, by=world.wang, at=world.now)
    given = {"move": FORWARD, "seen": 0, "key": "k", "by": world.wang, "at": world.now + timedelta(days=6)}
    with pytest.raises(MoveRefused):
        make_move(case_id=publicised[0], **given)
    (again,) = make_case_notices(cases=publicised, by=world.wang, at=world.now)
    post_notice(notice=again, posted_on=world.now.date(), by=world.wang, at=world.now)
    assert steps(world) == dict.fromkeys(publicised, "publicised")


def test_the_pages_lead_from_the_case_to_its_sheet_and_back(
    world: Any, client_of: Callable[[Any], Any], publicised: tuple[int, int]
) -> None:
    page = client_of(world.wang)
    assert "生成公示" in page.get(reverse("cases:notice")).content.decode()
    made = page.post(reverse("cases:notice"), {"act": "make", "case": list(publicised), "contact": ""})
    with acting_as(world.wang):
        sheet = Notice.objects.get()
    assert made["Location"] == reverse("notices:notice", args=[sheet.pk])
    waits = page.get(reverse("cases:notice")).content.decode()
    assert made["Location"] in waits
    today = timezone.localdate(sheet.at).isoformat()
    assert page.post(reverse("notices:hang", args=[sheet.pk]), {"on": today}).status_code == 302
    assert made["Location"] in page.get(reverse("cases:case", args=[publicised[0]])).content.decode()
    case = reverse("cases:case", args=[publicised[0]])
    said = {"objection-what": "不同意", "objection-received_on": today}
    assert page.post(reverse("cases:objection", args=[publicised[0]]), said)["Location"] == case
    shown = page.get(made["Location"]).content.decode()
    assert "不同意" in shown
    assert "不同意" in page.get(case).content.decode()
    assert "不同意" not in page.get(reverse("cases:case", args=[publicised[1]])).content.decode()
    assert reverse("cases:case", args=[publicised[1]]) in shown
