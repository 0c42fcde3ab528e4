"""What a processes file is refused for, with file and line; and that the shipped ones are sound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.processes.conftest import setting, written

from fangpin.duties import Act, NotAllowedNow, Paper, check_act, demands_of
from fangpin.policy import Policy
from fangpin.policy.process_cases import check_guard_cases
from fangpin.policy.process_checking import check_processes, read_spoken
from fangpin.policy.process_entries import Spoken
from fangpin.policy.processes import read_process
from fangpin.policy.yaml_reading import Notes, read_yaml_text

SMALL = """\
processes:
  - id: rollback
    zh: 回退
    en: Rollback
    source: {document: 示例}
    facts: [monitored_household]
    order: [rollback_proposed, county_approved]
    ends: rolled_back
    steps:
      - {id: rollback_proposed, zh: 提出, en: Proposed, who: [township], needs: [was_eliminated]}
      - {id: county_approved, zh: 审定, en: Approved, who: [county], deadline: {days: 3, unit: working}}
    guards:
      - id: was_eliminated
        zh: 曾消除
        en: Was eliminated
        holds: eliminated = TRUE
        refusal: {zh: 没有消除过, en: Never eliminated}
        source: {document: 示例}
"""


def problems(text: str) -> list[str]:
    entries, notes = written(text)
    read_process(entries["rollback"], setting(entries), notes)
    return [str(p) for p in notes.problems]


def test_the_small_process_reads_without_a_problem() -> None:
    assert problems(SMALL) == []


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("needs: [was_eliminated]", "needs: [was_eliminatd]", "there is no guard was_eliminatd; did you mean"),
        ("who: [township]", "who: [towship]", "there is no role towship; did you mean township"),
        ("order: [rollback_proposed, ", "order: [rolback_proposed, ", "there is no step rolback_proposed; did you"),
        ("ends: rolled_back", "ends: rolled_bck", "there is no outcome rolled_bck; did you mean rolled_back"),
        ("facts: [monitored_household]", "facts: [monitored_hous]", "there is no fact monitored_hous; did you mean"),
        ("holds: eliminated = TRUE", "holds: eliminatd = TRUE", "eliminatd"),
        ("days: 3", "days: visit_dayz", "there is no parameter visit_dayz"),
        ("who: [county]", "who: [county], evidence: [{kind: minuts}]", "there is no kind of evidence minuts"),
        ("unit: working", "unit: work", "unit is 'work'; did you mean working"),
        ("who: [county]", "who: [county], votes: {attendance: most, approval: 1/2}", "attendance is no share"),
        ("who: [county]", "who: [county], moves: [{id: x, zh: 退, en: Back, to: nowhere}]", "there is no step nowhere"),
    ],
)
def test_a_mistake_is_named_with_a_suggestion(was: str, now: str, said: str) -> None:
    found = problems(SMALL.replace(was, now))
    assert any(said in problem for problem in found), found
    assert all(problem.startswith("place/processes/x.yaml:") for problem in found)


def test_a_place_may_not_be_like_itself() -> None:
    entries, notes = written(SMALL.replace("zh: 回退\n", "zh: 回退\n    like: rollback\n"))
    assert read_process(entries["rollback"], setting(entries), notes) is None
    assert "rollback is like rollback" in str(notes.problems[0])


def test_a_place_changes_single_keys_of_a_step_and_keeps_the_rest() -> None:
    text = """\
processes:
  - id: identification
    steps:
      - id: visited
        zh: 上门看
        deadline: {days: 1, unit: calendar}
"""
    entries, notes = written(text, over=True)
    process = read_process(entries["identification"], setting(entries), notes)
    assert process
    visit = process.steps["visited"]
    assert (visit.zh, visit.deadline and visit.deadline.days, visit.en) == ("上门看", 1, "Household visit")
    assert [m.id for m in visit.moves] == ["forward", "close"]  # the first step has nowhere to go back to
    assert process.place == "place"


def test_the_shipped_processes_have_every_way_every_guard_tried_and_every_ending_said(national: Policy) -> None:
    notes = Notes()
    check_processes(national, notes)
    assert [str(p) for p in notes.problems] == []
    assert set(national.processes) == {
        "identification", "fast_lane", "elimination", "rollback", "follow_up", "exit_assessment", "suspected_dropout",
        "unsold_produce", "loan_extension", "rectification",
    }  # fmt: skip


def test_what_an_issue_asks_is_the_word_of_the_process_of_rectification(national: Policy) -> None:
    process = national.processes["rectification"]
    demands = demands_of(process)
    assert (demands.evidence, demands.sweep, demands.second_person) == (1, False, True)
    assert "department" in demands.roles(Act.SUBMIT)
    assert "department" not in demands.roles(Act.ACCEPT)
    swept = replace(process.steps["registered"], id="swept")  # as a place puts it between
    order = ("registered", "swept", "rectified", "accepted")
    stricter = demands_of(replace(process, order=order, steps={**process.steps, "swept": swept}))
    with pytest.raises(NotAllowedNow) as refused:
        check_act(Act.SUBMIT, Paper(evidence=1), by=1, demands=stricter)
    assert refused.value.why == "sweep"
    check_act(Act.SUBMIT, Paper(evidence=1, swept=1), by=1, demands=stricter)
    assert demands_of(None).evidence == 1


def test_a_step_nobody_reaches_and_one_nobody_leaves_are_problems(national: Policy) -> None:
    process = national.processes["rollback"]
    first, second = (process.steps[s] for s in process.order[:2])
    cut = replace(first, moves=tuple(m for m in first.moves if m.kind == "close"))
    stuck = replace(second, moves=())
    changed = replace(process, steps={**process.steps, cut.id: cut, stuck.id: stuck})
    notes = Notes()
    check_processes(replace(national, processes={**national.processes, "rollback": changed}), notes)
    said = [str(p) for p in notes.problems]
    assert any("nothing leads to county_approved" in s for s in said)
    assert any("no way leads out of county_approved" in s for s in said)


def test_a_guard_without_its_three_cases_and_a_wrong_answer_are_problems(national: Policy) -> None:
    cases = [c for c in national.guard_cases if c.process != "rollback"]
    wrong = [replace(c, expect={"was_eliminated": "no"}) for c in national.guard_cases if c.process == "rollback"]
    notes = Notes()
    check_guard_cases(replace(national, guard_cases=tuple(cases + wrong[:1])), notes)
    said = [str(p) for p in notes.problems]
    assert any("was_eliminated is yes, the case expects no" in s for s in said)
    assert any("the guard was_eliminated has no case for: yes, unknown" in s for s in said)


@pytest.mark.parametrize(
    ("zh", "said"),
    [
        ("[谢谢。, 有人举报您家。, 再见。]", "tells a family 举报"),
        ("[谢谢。, 车管所查到您家有车。, 再见。]", "tells a family 车管"),
        ("[谢谢。, 没有纳入。]", "three sentences"),
    ],
)
def test_what_is_read_to_a_family_never_tells_who_spoke_or_what_was_looked_up(zh: str, said: str) -> None:
    notes, known = Notes(), dict[str, Spoken]()
    text = f"spoken:\n  - reason: other\n    zh: {zh}\n    en: [Thank you., It ends here., Goodbye.]\n"
    item = read_yaml_text(text, "x.yaml", notes)
    assert item
    read_spoken(item, notes, "place", known)
    assert any(said in str(p) for p in notes.problems)
