"""An issue closes by evidence and a second person; the board, campaigns, sweeps and files count what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangpin.duties import (
    Act,
    BinderItem,
    BoardItem,
    Finding,
    IssueState,
    NotAllowedNow,
    Paper,
    Supervised,
    acts_open,
    board_of,
    campaign_day,
    check_act,
    completeness,
    cycle_of_month,
    escalation,
    propose_listing,
    propose_sweep,
    recurrence_of,
    situation_of,
    state_of,
)
from fangpin.policy import load

DAY = date(2026, 10, 31)
SUBMITTED = Paper(submitted_on=DAY, submitted_by=1, evidence=1)


def test_an_issue_stands_at_the_step_its_days_say_since_the_last_of_them() -> None:
    process = load("gejiu").process("rectification")

    def stands(**days: date | bool) -> tuple[str, date] | None:
        found = situation_of(Paper(**days), process)  # type: ignore[arg-type]
        return (found.step, found.step_on) if found else None

    def day(n: int) -> date:
        return DAY + timedelta(days=n)

    assert stands() is None  # nobody wrote when it was opened: no term is made up
    assert stands(opened_on=DAY) == ("registered", DAY)
    assert stands(opened_on=DAY, begun=True) == ("rectified", DAY)  # it came with its owner
    assert stands(opened_on=DAY, begun=True, assigned_on=day(2)) == ("rectified", day(2))
    submitted: dict[str, date | bool] = {"opened_on": DAY, "begun": True, "submitted_on": day(5)}
    assert stands(**submitted) == ("accepted", day(5))
    assert stands(**submitted, returned_on=day(7)) == ("rectified", day(7))
    assert stands(**submitted, closed_on=day(8)) is None
    assert stands(opened_on=DAY, begun=True, assigned_on=day(2), reopened_on=day(30)) == ("rectified", day(30))
    swept = replace(process, order=("registered", "swept", *process.order[1:]), steps=process.steps | {
        "swept": process.steps["rectified"],
    })  # fmt: skip
    looked = situation_of(Paper(opened_on=DAY, begun=True), swept)
    assert looked
    assert looked.step == "swept"


def refused(act: Act, paper: Paper, *, by: int = 2, reason: str = "why") -> str:
    with pytest.raises(NotAllowedNow) as problem:
        check_act(act, paper, by=by, reason=reason)
    return problem.value.why


def test_whoever_submitted_may_not_accept_and_somebody_else_may() -> None:
    assert refused(Act.ACCEPT, SUBMITTED, by=1) == "same_person"
    check_act(Act.ACCEPT, SUBMITTED, by=2)


def test_nothing_is_submitted_or_accepted_without_evidence() -> None:
    assert refused(Act.SUBMIT, Paper()) == "evidence"
    assert refused(Act.ACCEPT, Paper(submitted_on=DAY, submitted_by=1)) == "evidence"


def test_to_return_reopen_or_void_needs_a_reason() -> None:
    closed = Paper(submitted_on=DAY, closed_on=DAY)
    for act, paper in ((Act.RETURN, SUBMITTED), (Act.REOPEN, closed), (Act.VOID, Paper())):
        assert refused(act, paper, reason="  ") == "reason"


def test_a_closed_issue_is_opened_again_and_never_voided() -> None:
    closed = Paper(submitted_on=DAY, closed_on=DAY, evidence=1)
    assert refused(Act.VOID, closed) == "state"
    assert acts_open(closed, by=2) == (Act.REOPEN,)


def test_of_return_and_submission_the_later_day_counts() -> None:
    assert state_of(Paper(submitted_on=DAY, returned_on=DAY)) is IssueState.RETURNED
    assert state_of(Paper(submitted_on=DAY, returned_on=DAY - timedelta(days=1))) is IssueState.SUBMITTED


def test_the_submitter_sees_no_act_of_the_second_person() -> None:
    assert Act.ACCEPT not in acts_open(SUBMITTED, by=1)
    assert acts_open(SUBMITTED, by=2) == (Act.ACCEPT, Act.RETURN, Act.VOID)
    assert Act.SUBMIT in acts_open(Paper(), by=1)


@given(st.lists(st.sampled_from(list(Act)), max_size=12))
def test_no_order_of_acts_closes_what_one_person_did_alone(acts) -> None:
    paper: dict = {"evidence": 1}
    for act in acts:
        try:
            check_act(act, Paper(**paper), by=1, reason="-")
        except NotAllowedNow:
            continue
        if act is Act.SUBMIT:
            paper |= {"submitted_on": DAY, "submitted_by": 1, "returned_on": None}
        if act is Act.ACCEPT:
            paper["closed_on"] = DAY
        if act is Act.VOID:
            paper["voided_on"] = DAY
    assert state_of(Paper(**paper)) is not IssueState.CLOSED


def item(key: int, area: str, state: IssueState, due: date | None = None) -> BoardItem:
    return BoardItem(kind="issue", key=key, area_code=area, title="x", owner="", state=state, due_on=due)


def test_a_board_has_a_row_for_every_area_and_counts_what_is_late() -> None:
    late = DAY - timedelta(days=1)
    items = [
        item(1, "770101101001", IssueState.OPEN, late),
        item(2, "770101101001", IssueState.CLOSED, late),
        item(3, "770101101002", IssueState.OPEN, DAY),
        item(4, "770101103001", IssueState.VOIDED, late),
        item(5, "770101101003", IssueState.OPEN),
    ]
    board = board_of(items, ["770101101", "770101102"], on=DAY, digits=9, steps=(1, 8, 31))
    first, second = board.rows
    assert (first.of, first.closed, first.overdue, first.undated, first.level) == (4, 1, 1, 1, "township")
    assert (second.of, second.at_zero) == (0, True)
    assert board.whole.of == 4


def test_exactly_at_a_step_the_next_level_steps_in() -> None:
    assert [escalation(n, (1, 8, 31)) for n in (0, 1, 7, 8, 30, 31)] == [
        "", "township", "township", "county", "county", "city",
    ]  # fmt: skip


def test_the_first_day_of_a_campaign_is_day_one_and_its_last_leaves_none() -> None:
    began = date(2026, 3, 1)
    first = campaign_day(began, 100, None, on=began)
    assert (first.day, first.left, first.last_on) == (1, 99, date(2026, 6, 8))
    last = campaign_day(began, 100, None, on=date(2026, 6, 8))
    assert (last.day, last.left, last.over) == (100, 0, False)
    after = campaign_day(began, 100, None, on=date(2026, 6, 9))
    assert (after.day, after.over) == (100, True)
    assert campaign_day(began, 100, None, on=date(2026, 2, 28)).day == 0
    assert campaign_day(None, None, None, on=DAY).day is None


def test_a_month_owes_four_products_in_their_order() -> None:
    month = date(2026, 10, 1)
    made = {"monitoring": date(2026, 10, 5), "summary": date(2026, 10, 20)}
    steps = cycle_of_month(month, made, on=date(2026, 10, 31))
    assert [(s.kind, s.turn, s.overdue) for s in steps] == [
        ("monitoring", False, False), ("analysis", True, False), ("summary", False, False), ("circular", False, False),
    ]  # fmt: skip
    assert [s.out_of_order for s in steps] == [False, False, True, False]
    assert [s.overdue for s in cycle_of_month(month, made, on=date(2026, 11, 1))] == [False, True, False, True]


def test_an_area_exactly_at_the_threshold_is_listed_and_leaves_at_zero_only() -> None:
    def area(code: str, people: int | None, *, listed: bool = False, named: bool = False) -> Supervised:
        return Supervised(area_code=code, level="village", people=people, listed=listed, named=named)

    areas = [area("1", 50), area("2", 49), area("3", 3, listed=True), area("4", 0, listed=True), area("5", None)]
    found = propose_listing([*areas, area("6", 90, named=True)], {"village": 50})
    assert [[a.area_code for a in group] for group in (found.add, found.keep, found.drop, found.unknown)] == [
        ["1"], ["3"], ["4"], ["5"],
    ]  # fmt: skip
    assert not propose_listing(areas, {}).add


def finding(key: int, **more) -> Finding:
    whole = {"kind": "water_unsafe", "area_code": "770101101001", "opened_on": DAY}
    return Finding(key=key, **whole | more)


def test_a_sweep_looks_first_where_the_same_unit_answers_then_next_door() -> None:
    areas = ["770101101001", "770101101002", "770101102001", "770101102002", "770101101"]
    others = [finding(2, area_code="770101101002")]
    found = propose_sweep(finding(1, organisation=5), areas, others, units={"770101102002": {5}})
    assert [(c.area_code[-6:], c.why, c.known) for c in found] == [
        ("102002", "same_unit", 0), ("101002", "neighbour", 1), ("102001", "elsewhere", 0),
    ]  # fmt: skip


def test_an_issue_repeats_one_of_its_kind_closed_there_within_the_days() -> None:
    old = finding(1, closed_on=DAY - timedelta(days=180), opened_on=date(2026, 1, 1))
    new = finding(2)
    assert recurrence_of(new, [old], within_days=180) == old
    assert recurrence_of(new, [old], within_days=179) is None
    assert recurrence_of(finding(2, household=4), [old], within_days=999) is None


def test_a_file_is_asked_for_what_its_stage_needs() -> None:
    items = [BinderItem(code="application", from_stage="identified"), BinderItem(code="exit", from_stage="eliminated")]
    early = completeness(items, {"exit": None}, stage="planned")
    assert (early.of, early.present, early.missing, early.extra) == (1, 0, ("application",), ("exit",))
    assert completeness(items, {"application": DAY, "exit": None}, stage="eliminated").whole
