"""Which moves a case may make, over the shipped processes: every guard refuses with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.core.processes.conftest import Variant

from fangpin.policy import CLOSED, FORWARD, Policy, Process
from fangpin.processes import (
    Actor,
    Answer,
    Ground,
    Hung,
    NoSuchStep,
    Pause,
    Situation,
    State,
    Votes,
    answer_of,
    check_reason,
    level_above,
    levels_above,
    moves,
    step_clock,
    total_clock,
)

DAY = date(2026, 10, 31)
WANG, LIN, ZHOU, QIAN = (
    Actor(officer=n, role=r) for n, r in ((1, "village"), (2, "township"), (3, "county"), (4, "county"))
)
ROLES = {"village": WANG, "township": LIN, "county": ZHOU, "department": Actor(officer=9, role="department")}
# What a family's papers say at each form field, so that every step can be completed.
FILLED: dict[str, Any] = {
    "visitors": 2, "members": 4, "net_income_yuan": Decimal(20000), "hardship": False,
    "authorisation_signed_on": date(2026, 10, 1), "authorisation_until": date(2027, 9, 30), "negative_hits": 0,
    "entered_on": DAY, "helped_on": DAY,
}  # fmt: skip


@pytest.fixture(scope="module")
def ground(national: Policy) -> Ground:
    return Ground(on=DAY, parameters=national.values_on(DAY), calendar=national.holidays)


def standing_at(step: str, **said: Any) -> Situation:
    return Situation(**{"step": step, "opened_on": date(2026, 10, 1), "step_on": date(2026, 10, 20), **said})


def complete(process: Process, step: str, **said: Any) -> Situation:
    """A case at a step with all that the step asks for."""
    asked = process.steps[step]
    return standing_at(
        step,
        **{
            "values": {f.id: FILLED[f.id] for s in process.steps.values() for f in s.form if f.id in FILLED},
            "evidence": {d.kind: d.at_least for d in asked.evidence},
            "votes": Votes(due=30, present=20, votes_for=11) if asked.votes else None,
            "hung": Hung(from_on=date(2026, 10, 25)) if asked.publicity else None,
            **said,
        },
    )


def forward(process: Process, case: Situation, ground: Ground, actor: Actor | None = None) -> Answer:
    found = answer_of(process, FORWARD, case, actor or ROLES[process.steps[case.step].owner], ground)
    assert found
    return found


def kinds(answer: Answer) -> list[str]:
    return [refusal.kind for refusal in answer.refusals]


# The chains as the provinces' reports name them.
CHAINS = {
    "national": "入户核查 农户申请及承诺授权 信息比对 民主评议 村内公示 乡镇审核 县级审定 系统录入标注 制定一户一策",
    "shaanxi": "风险预警研判 入户核查 承诺授权 信息比对 民主评议 村级公示 镇级审核 县级审定",
    "anhui": "农户申请及承诺授权 入户核查 民主评议 村内公示和数据比对 乡镇审核 县级审定公告 系统录入标注 制定一户一策",
    "xinjiang": "入户核实 评议公示 核准公告",
}


@pytest.mark.parametrize(("place", "chain"), CHAINS.items())
def test_the_same_family_goes_through_the_steps_of_each_province(
    place: str, chain: str, variant: Variant, ground: Ground
) -> None:
    process = variant(place, "identification")
    step, walked, done = process.start, [], {}
    while step != CLOSED:
        walked.append(process.steps[step].zh)
        answer = forward(process, complete(process, step, completed_by=done), ground)
        assert answer.allowed, (step, [r.wording.zh for r in answer.refusals])
        done[step] = ROLES[process.steps[step].owner].officer
        step = answer.move.to
    assert walked == chain.split()
    assert answer.move.outcome == "included"


def test_a_merged_step_asks_for_all_that_its_parts_ask_for(variant: Variant, ground: Ground) -> None:
    process = variant("xinjiang", "identification")
    visit = process.steps["visited"]
    assert {f.id for f in visit.form} >= {"visitors", "authorisation_signed_on", "negative_hits"}
    assert [d.kind for d in visit.evidence] == ["collection_form", "authorisation_letter", "comparison_result"]
    no_letter = complete(process, "visited", values={**FILLED, "authorisation_until": date(2026, 10, 30)})
    refused = forward(process, no_letter, ground)
    assert kinds(refused) == ["no"]
    assert "授权书" in refused.refusals[0].wording.zh


def test_assets_are_not_compared_without_a_valid_letter(variant: Variant, ground: Ground) -> None:
    process = variant("national", "identification")
    for values, kind in (
        ({}, "unknown"),
        ({"authorisation_until": date(2026, 10, 30)}, "no"),
        ({"authorisation_signed_on": date(2026, 11, 1)}, "no"),
    ):
        letter = {k: v for k, v in FILLED.items() if not k.startswith("authorisation") or values}
        case = complete(process, "compared", values={**letter, **values})
        assert kind in kinds(forward(process, case, ground)), values
    assert forward(process, complete(process, "compared"), ground).allowed


def test_income_above_the_line_warns_and_leaves_the_decision_to_people(variant: Variant, ground: Ground) -> None:
    process = variant("national", "identification")
    answer = forward(
        process, complete(process, "visited", values={**FILLED, "net_income_yuan": Decimal(99000)}), ground
    )
    assert answer.allowed
    assert [w.guard.id for w in answer.warnings if w.guard] == ["within_scope"]


def test_what_is_not_known_is_named_and_refuses(variant: Variant, ground: Ground) -> None:
    process = variant("national", "elimination")
    case = standing_at("elimination_proposed", values={"elimination_kind": "assisted"}, known={"measures": 2})
    told = {r.guard.id: r for r in forward(process, case, ground, LIN).refusals if r.guard}
    assert told["dwell"].about == ("identified_on",)
    assert told["labour"].kind == "unknown"
    assert "整户无劳动力" in told["labour"].wording.zh
    assert "measure_landed" not in told


ELIMINATED = {
    "elimination_kind": "assisted", "visitors": 2, "account_members": 4, "net_income_yuan": Decimal(24000),
    "account_until": date(2026, 9, 30), "food": "met", "clothing": "met", "education": "not_applicable",
    "medical": "met", "housing": "met", "water": "met", "spending_solved": True, "risks_gone": True, "new_risk": False,
}  # fmt: skip
MONITORED = {"identified_on": date(2026, 4, 30), "measures": 1, "no_labour": False}


@pytest.mark.parametrize(
    ("changed", "guard"),
    [
        ({"identified_on": date(2026, 5, 1)}, "dwell"),
        ({"measures": 0}, "measure_landed"),
        ({"no_labour": True}, "labour"),
        ({"net_income_yuan": Decimal("23999.99")}, "line_of_this_year"),
        ({"water": "doubtful"}, "guarantees_met"),
        ({"new_risk": True}, "risks_settled"),
    ],
)
def test_each_guard_of_the_elimination_refuses_at_the_countys_desk(
    changed: dict[str, Any], guard: str, variant: Variant, ground: Ground
) -> None:
    process = variant("national", "elimination")
    case = standing_at("county_approved", values=ELIMINATED, known=MONITORED, evidence={"approval_document": 1})
    assert forward(process, case, ground, ZHOU).allowed
    values = {k: v for k, v in changed.items() if k in ELIMINATED}
    known = {k: v for k, v in changed.items() if k in MONITORED}
    worse = replace(case, values={**ELIMINATED, **values}, known={**MONITORED, **known})
    refused = forward(process, worse, ground, ZHOU)
    assert [r.guard.id for r in refused.refusals if r.guard] == [guard]
    assert refused.refusals[0].wording.zh
    natural = replace(worse, values={**worse.values, "elimination_kind": "natural"})
    assert forward(process, natural, ground, ZHOU).allowed is (
        guard in {"dwell", "measure_landed", "labour", "line_of_this_year"}
    )


def test_a_meeting_counts_with_two_thirds_present_and_more_than_half_of_them_in_favour(
    variant: Variant, ground: Ground
) -> None:
    process = variant("national", "identification")
    for votes, kind in (
        (None, ["votes"]),
        (Votes(due=30, present=31, votes_for=20), ["votes"]),
        (Votes(due=30, present=19, votes_for=19), ["attendance"]),
        (Votes(due=30, present=20, votes_for=10), ["vote"]),  # half is not more than half
        (Votes(due=30, present=20, votes_for=11), []),
    ):
        assert kinds(forward(process, complete(process, "appraised", votes=votes), ground)) == kind, votes


def test_a_notice_hangs_its_five_days_and_objections_are_answered_first(variant: Variant, ground: Ground) -> None:
    process = variant("national", "identification")
    for hung, kind in (
        (None, ["publicity"]),
        (Hung(from_on=date(2026, 10, 26)), ["publicity"]),  # 27 to 31 October: the fifth day is not over
        (Hung(from_on=date(2026, 10, 25)), []),
        (Hung(from_on=date(2026, 10, 25), open_objections=1), ["objection"]),
    ):
        assert kinds(forward(process, complete(process, "publicised", hung=hung), ground)) == kind, hung


def test_who_reviewed_does_not_approve(variant: Variant, ground: Ground) -> None:
    process = variant("national", "identification")
    case = complete(process, "county_approved", completed_by={"town_reviewed": ZHOU.officer})
    assert kinds(forward(process, case, ground, ZHOU)) == ["same"]
    assert forward(process, case, ground, QIAN).allowed


def test_only_the_roles_of_a_step_move_it_and_evidence_is_demanded(variant: Variant, ground: Ground) -> None:
    process = variant("national", "identification")
    case = complete(process, "town_reviewed", evidence={})
    refused = forward(process, case, ground, WANG)
    assert kinds(refused) == ["role", "evidence"]
    assert refused.refusals[1].about == ("review_opinion",)
    ways = {a.move.id: a.allowed for a in moves(process, case, LIN, ground)}
    assert ways == {"forward": False, "back": True, "close": True}


def test_the_fast_lane_is_for_disasters_and_accidents(variant: Variant, ground: Ground) -> None:
    process = variant("national", "fast_lane")
    for risk, kind in (("disaster_flood", []), ("illness", ["no"]), (None, ["unknown"])):
        assert kinds(forward(process, complete(process, "helped_first", risk=risk), ground)) == kind
    assert process.order[1:3] == ("visited", "applied")
    assert process.fast


def test_who_would_fall_back_without_support_stays(variant: Variant, ground: Ground) -> None:
    process = variant("national", "exit_assessment")
    values = {"account_members": 3, "net_income_yuan": Decimal(22000), "support_yuan": Decimal(4000), "capable": True}
    case = standing_at("assessed", values=values, known={"monitored": False}, evidence={"collection_form": 1})
    assert forward(process, case, ground, LIN).allowed
    poorer = replace(case, values={**values, "support_yuan": Decimal("4000.01")})
    assert "离开政策会返贫" in forward(process, poorer, ground, LIN).refusals[0].wording.zh


def test_a_move_back_or_out_needs_one_of_its_reasons(variant: Variant) -> None:
    step = variant("national", "identification").steps["visited"]
    close, on = step.move("close"), step.move(FORWARD)
    assert close
    assert on
    assert check_reason(close, "not_qualified") is None
    assert check_reason(on, "") is None
    assert (refused := check_reason(close, ""))
    assert "not_qualified" in refused.about
    assert check_reason(close, "vote_against") is not None
    assert check_reason(on, "solved") is not None


def test_a_pause_stops_the_way_on_and_the_clock_and_leaves_the_way_out(variant: Variant, ground: Ground) -> None:
    process = variant("national", "identification")
    case = complete(process, "visited", pauses=(Pause(from_on=date(2026, 10, 28), to_on=None, reason="away"),))
    ways = {a.move.id: a for a in moves(process, case, LIN, ground)}
    assert kinds(ways["forward"]) == ["paused"]
    assert ways["close"].allowed
    clock = step_clock(process, case, ground)
    assert clock
    assert clock.standing(DAY, ground.calendar).state is State.PAUSED


def test_a_step_and_a_whole_case_have_clocks_of_their_own(variant: Variant, ground: Ground) -> None:
    process = variant("anhui", "identification")
    case = complete(process, "visited", opened_on=date(2026, 9, 18), step_on=date(2026, 9, 30))
    step, total = step_clock(process, case, ground), total_clock(process, case, ground)
    assert step
    assert total
    assert step.due_on(ground.calendar) == date(2026, 10, 9)  # two working days over National Day
    assert total.due_on(ground.calendar) == date(2026, 10, 22)  # twenty, with two worked weekend days
    assert step.standing(DAY, ground.calendar).state is State.OVERDUE


def test_a_case_whose_step_the_place_no_longer_has_is_told_apart(variant: Variant, ground: Ground) -> None:
    process = variant("xinjiang", "identification")
    with pytest.raises(NoSuchStep, match="no step town_reviewed"):
        moves(process, standing_at("town_reviewed"), ZHOU, ground)
    assert moves(process, standing_at(CLOSED), ZHOU, ground) == ()


def test_a_late_case_climbs_to_the_next_level() -> None:
    assert [level_above(r) for r in ("village", "township", "department", "county")] == [
        "township", "county", "county", None,
    ]  # fmt: skip
    assert [levels_above(r) for r in ("village", "township", "department", "county")] == [
        ("township", "county"), ("county",), ("county",), (),
    ]  # fmt: skip


def test_a_step_back_leads_to_the_step_that_does_it_here(variant: Variant) -> None:
    process = variant("xinjiang", "identification")
    back = process.steps["appraised"].move("back")
    assert back
    assert (back.to, back.kind) == ("visited", "back")
    anhui = variant("anhui", "identification")
    assert {m.to for m in anhui.steps["town_reviewed"].moves if m.kind == "back"} == {"visited"}
