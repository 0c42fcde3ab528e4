"""A case is opened, moved, sent back and closed; what the process refuses cannot be done, by nobody and not twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from fangpin.policy import FORWARD, Policy
from fangpin_web.access.scope import acting_as
from fangpin_web.cases.models import CaseDesk, CaseMove, CaseProof, Occasion
from fangpin_web.cases.problems import (
    AlreadyOpen,
    CaseMoved,
    DayAhead,
    MoveRefused,
    NoSuchCase,
    NotAllowed,
    NotPausable,
)
from fangpin_web.cases.publicity import answer_objection, object_to_case
from fangpin_web.cases.services import attach_proofs, make_move, open_case, pause_case, resume_case
from fangpin_web.cases.together import hang_notice, hold_meeting, move_together
from fangpin_web.evidence.models import Evidence
from fangpin_web.records.models import Case, Clue, Household

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 31)
FILLED: dict[str, Any] = {
    "visitors": 2, "members": 4, "net_income_yuan": Decimal(20000), "hardship": False,
    "authorisation_signed_on": date(2026, 10, 1), "authorisation_until": date(2027, 9, 30), "negative_hits": 0,
    "entered_on": DAY,
}  # fmt: skip


def opened(world: Any, policy: Policy | None = None, **said: Any) -> Case:
    given = {"process": "identification", "household": world.household_a, "by": world.lin, "at": world.now, **said}
    return open_case(policy=policy, **given)


def desk_of(world: Any, case: Case) -> CaseDesk:
    with acting_as(world.zhou):
        return CaseDesk.objects.select_related("case").get(pk=case.pk)


def moved(world: Any, case: Case, move: str = FORWARD, *, by: Any = None, **said: Any) -> CaseMove:
    seen = desk_of(world, case).moves_made
    given = {"seen": seen, "key": f"{case.pk}-{seen}-{move}", "at": world.now, **said}
    return make_move(case_id=case.pk, move=move, by=by or world.lin, **given)


def test_a_case_from_a_clue_takes_the_clue_with_it(world: Any, clue: Clue) -> None:
    case = opened(world, clue=clue)
    with acting_as(world.lin):
        clue.refresh_from_db()
    assert (clue.state, clue.close_reason) == ("closed_positive", "included")
    assert desk_of(world, case).risk == "illness"
    with pytest.raises(AlreadyOpen) as caught:
        opened(world)
    assert caught.value.case_id == case.pk


def test_a_village_opens_no_case_and_the_neighbouring_town_finds_none(world: Any) -> None:
    with pytest.raises(NotAllowed):
        opened(world, by=world.wang)
    case = opened(world)
    with pytest.raises(NoSuchCase):
        make_move(case_id=case.pk, move="close", seen=0, key="k", by=world.chen, at=world.now, reason="solved")


def test_a_refused_move_leaves_everything_as_it_was_and_says_why(world: Any) -> None:
    case = opened(world)
    with pytest.raises(MoveRefused) as caught:
        moved(world, case, values={"visitors": 1})
    assert {r.kind for r in caught.value.refusals} == {"field", "evidence", "no"}
    assert "两人以上" in caught.value.zh
    desk = desk_of(world, case)
    assert (desk.step, desk.moves_made, desk.is_open) == ("visited", 0, True)


def test_who_saw_an_older_case_is_told_and_the_same_press_twice_is_one_move(world: Any) -> None:
    case = opened(world)
    press = {"case_id": case.pk, "move": "close", "seen": 0, "by": world.lin, "at": world.now, "reason": "solved"}
    first = make_move(key="press", note="看过了", **press)
    assert make_move(key="press", **press).pk == first.pk
    with pytest.raises(CaseMoved):
        make_move(key="other", **press)
    desk = desk_of(world, case)
    assert (desk.is_open, desk.case.outcome, desk.case.closed_on) == (False, "not_included", DAY)
    assert opened(world).pk != case.pk  # a closed case stands in nobody's way


def test_a_closing_needs_a_reason_of_its_own_and_no_day_lies_ahead(world: Any) -> None:
    case = opened(world)
    with pytest.raises(MoveRefused) as caught:
        moved(world, case, "close", reason="vote_against")
    assert [r.kind for r in caught.value.refusals] == ["reason"]
    with pytest.raises(DayAhead):
        moved(world, case, "close", reason="solved", happened_on=DAY + timedelta(days=1))


def walk(world: Any, paper: Callable[..., Any], policy: Policy) -> list[str]:
    """Carry household A through identification as the policy has it; gives the steps it stood at."""
    case = opened(world, policy, at=world.now - timedelta(days=20))
    process, walked, day = policy.processes["identification"], list[str](), DAY - timedelta(days=20)
    while (desk := desk_of(world, case)).is_open:
        step = process.steps[desk.step]
        walked.append(step.zh)
        by = {"village": world.wang, "township": world.lin, "county": world.zhou}[step.owner]
        proofs = [(d.kind, paper()) for d in step.evidence]
        given = {"proofs": proofs, "by": by, "at": world.now}
        if step.votes:
            hold_meeting(votes={case.pk: 15}, held_on=day, due=30, present=20, key="meeting", **given)
        if step.publicity:
            hang_notice(cases=[case.pk], hung_on=day, key="notice", **given)
            day += timedelta(days=6)
        attach_proofs(case_id=case.pk, **given)
        values = {f.id: FILLED[f.id] for f in step.form if f.id in FILLED}
        moved(world, case, by=by, values=values, policy=policy, happened_on=day)
    assert desk.case.outcome == "included"
    return walked


@pytest.mark.parametrize(
    ("place", "chain"),
    [
        ("shaanxi", "风险预警研判 入户核查 承诺授权 信息比对 民主评议 村级公示 镇级审核 县级审定"),
        (
            "anhui",
            "农户申请及承诺授权 入户核查 民主评议 村内公示和数据比对 乡镇审核 县级审定公告 系统录入标注 制定一户一策",
        ),
        ("xinjiang", "入户核实 评议公示 核准公告"),
    ],
    ids=["shaanxi", "anhui", "xinjiang"],
)
def test_the_same_household_goes_each_provinces_way_by_configuration_alone(
    place: str, chain: str, world: Any, paper: Callable[..., Any], policy_of: Callable[[str], Policy]
) -> None:
    assert walk(world, paper, policy_of(place)) == chain.split()


def test_an_act_entered_days_later_is_marked_as_late(world: Any) -> None:
    case = opened(world, at=world.now - timedelta(days=10))
    assert moved(world, case, "close", reason="solved", happened_on=DAY - timedelta(days=4)).late
    other = opened(world, at=world.now - timedelta(days=10))
    assert not moved(world, other, "close", reason="solved", happened_on=DAY - timedelta(days=3)).late


def neighbours(world: Any, n: int) -> list[Household]:
    with acting_as(world.zhou):
        return [
            Household.objects.create(
                area_code=world.village_a, code=f"H77010100001{i}", head_name=f"李{i}", entered_at=world.now
            )
            for i in range(n)
        ]


def only(policy: Policy, *order: str) -> Policy:
    """Identification that begins later, so that a test need not walk the way there."""
    process = replace(policy.processes["identification"], order=order)
    return replace(policy, processes={**policy.processes, "identification": process})


def test_seven_households_one_evening_minutes_once_seven_votes_one_notice_seven_cases_moved(
    world: Any, paper: Callable[..., Any], policy_of: Callable[[str], Policy]
) -> None:
    policy = only(policy_of("national"), "appraised", "publicised", "town_reviewed")
    cases = [opened(world, policy, household=h, at=world.now - timedelta(days=8)) for h in neighbours(world, 8)]
    evening, votes = DAY - timedelta(days=7), {c.pk: 11 + i for i, c in enumerate(cases)}
    votes[cases[7].pk] = 10  # the eighth: half is not more than half
    acting = {"by": world.wang, "at": world.now}
    meeting = hold_meeting(
        votes=votes, held_on=evening, due=30, present=20, proofs=[("minutes", paper("minutes"))], key="m", **acting
    )
    went = move_together(occasion=meeting, happened_on=evening, policy=policy, **acting)
    assert [bool(w.made) for w in went] == [True] * 7 + [False]
    assert went[7].problem
    assert "未通过" in went[7].problem.zh
    proofs = [("notice_text", paper("document", b"text")), ("notice_photo", paper("notice", b"photo"))]
    notice = hang_notice(cases=[c.pk for c in cases[:7]], hung_on=evening, proofs=proofs, key="n", **acting)
    went = move_together(occasion=notice, happened_on=DAY - timedelta(days=2), policy=policy, **acting)
    assert {w.problem.zh for w in went if w.problem} == {"公示期到 2026-10-29 满，次日起可以进入下一环节"}
    went = move_together(occasion=notice, policy=policy, **acting)
    assert all(w.made for w in went)
    again = move_together(occasion=notice, policy=policy, **acting)
    assert [w.made for w in again] == [w.made for w in went]  # the same press again moves nothing
    with acting_as(world.zhou):
        assert CaseDesk.objects.filter(step="town_reviewed").count() == 7
        assert Occasion.objects.count() == 2
        # One file each of the minutes, the notice and its photo; each proves every case it is for.
        proofs = CaseProof.objects.filter(case__in=[c.pk for c in cases[:7]])
        assert Counter(proofs.values_list("kind", flat=True)) == dict.fromkeys(
            ("minutes", "notice_text", "notice_photo"), 7
        )
        assert proofs.values("evidence").distinct().count() == Evidence.objects.count() == 3
        assert {m.votes["for"] for m in CaseMove.objects.filter(occasion=meeting) if m.votes} == set(range(11, 18))


def test_an_objection_holds_the_case_until_it_is_answered(
    world: Any, paper: Callable[..., Any], policy_of: Callable[[str], Policy]
) -> None:
    policy = only(policy_of("national"), "publicised", "town_reviewed")
    case = opened(world, policy, at=world.now - timedelta(days=8))
    proofs = [("notice_text", paper()), ("notice_photo", paper("notice"))]
    acting = {"by": world.wang, "at": world.now}
    hang_notice(cases=[case.pk], hung_on=DAY - timedelta(days=7), proofs=proofs, key="n", **acting)
    said = object_to_case(case_id=case.pk, received_on=DAY, what="他家有楼房", **acting)
    with pytest.raises(MoveRefused, match="not answered"):
        moved(world, case, by=world.wang, policy=policy)
    answer_objection(objection=said, answer="已核实，为安置房", upheld=False, **acting)
    assert moved(world, case, by=world.wang, policy=policy).to_step == "town_reviewed"


def test_a_pause_is_opened_once_and_ends(world: Any) -> None:
    case = opened(world)
    acting = {"case_id": case.pk, "by": world.lin, "at": world.now}
    pause_case(from_on=DAY, reason="away", **acting)
    with pytest.raises(NotPausable):
        pause_case(from_on=DAY, reason="away", **acting)
    with pytest.raises(MoveRefused, match="stopped"):
        moved(world, case)
    assert resume_case(on=DAY, **acting).to_on == DAY
    with pytest.raises(NotPausable):
        resume_case(on=DAY, **acting)


def test_what_no_ledger_says_of_the_family_is_unknown_to_the_guards(world: Any) -> None:
    case = opened(world, process="elimination")
    with pytest.raises(MoveRefused) as caught:
        moved(world, case, values={"elimination_kind": "assisted"})
    told = {r.guard.id: r.kind for r in caught.value.refusals if r.guard}
    assert told == {"dwell": "unknown", "measure_landed": "unknown", "labour": "unknown"}
    assert moved(world, case, values={"elimination_kind": "natural"}).to_step == "visited"


def test_the_database_lets_nobody_change_a_move_that_was_made(world: Any) -> None:
    from django.db import ProgrammingError, transaction

    made = moved(world, opened(world), "close", reason="solved")
    with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(world.zhou):
        CaseMove.objects.filter(pk=made.pk).update(reason="died")
