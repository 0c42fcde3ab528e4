"""Dispatching, taking and closing: who may, in which state, and what the second of two is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.shipped import shipped

from fangpin_web.access.scope import acting_as
from fangpin_web.clues.problems import AnotherIsOpen, NoSuchClue, NoSuchReason, NotAllowed, NoteNeeded, NotInThisState
from fangpin_web.clues.queries import clues_for, preview_dispatch, yield_by_channel, yield_by_rule, yield_by_source
from fangpin_web.clues.services import (
    close_clue,
    dispatch_clues,
    due_on,
    give_back_clue,
    reasons_for,
    reopen_clue,
    take_clue,
)
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Clue, History


@pytest.fixture
def clue(county, found, screened):
    """A clue of town A, dispatched."""
    screened(found("medical_other"), found("new_serious_disease", person=True))
    dispatch_clues(by=county.zhou, at=county.now)
    with acting_as(county.zhou):
        return Clue.objects.get()


def test_the_volume_per_town_and_rule_is_known_before_anything_is_dispatched(county, found, screened):
    screened(
        found("medical_other"),
        found("new_serious_disease", person=True),
        found("medical_other", town="b"),
        found("housing_unsafe", town="b"),
    )
    with acting_as(county.zhou):
        preview = preview_dispatch()
    assert preview.clues == 3
    assert [(town.town, town.proposed, town.unfinished) for town in preview.towns] == [
        (county.town_a, 1, 0),
        (county.town_b, 2, 0),
    ]
    assert {(line.town, line.rule, line.clues) for line in preview.lines} >= {
        (county.town_a, "medical_other", 1),
        (county.town_a, "new_serious_disease", 1),
        (county.town_b, "medical_other", 1),
    }


def test_proposed_clues_are_seen_only_by_those_who_dispatch(county, found, screened):
    screened(found())
    with acting_as(county.lin):
        assert not clues_for(county.lin).exists()
    with acting_as(county.zhou):
        assert clues_for(county.zhou).count() == 1
    assert dispatch_clues(by=county.zhou, at=county.now) == 1
    with acting_as(county.lin):
        (clue,) = clues_for(county.lin)
        assert (clue.state, clue.dispatched_on, clue.due_on) == ("open", date(2026, 10, 31), date(2026, 11, 6))


def test_some_towns_or_some_rules_are_dispatched_and_the_rest_waits(county, found, screened):
    screened(found(), found(town="b"), found("housing_unsafe", town="b"))
    assert dispatch_clues(by=county.zhou, at=county.now, towns=[county.town_a]) == 1
    assert dispatch_clues(by=county.zhou, at=county.now, rules=["medical_other"]) == 1
    assert dispatch_clues(by=county.zhou, at=county.now, towns=[]) == 0
    assert dispatch_clues(by=county.zhou, at=county.now) == 1


def test_due_days_skip_public_holidays_and_count_the_saturday_worked_for_them():
    policy = policy_in_force_of_gejiu()
    assert due_on(policy, date(2026, 9, 29)) == date(2026, 10, 12)
    assert due_on(policy, date(2026, 10, 31)) == date(2026, 11, 6)


def test_a_year_whose_holidays_are_not_announced_is_counted_with_weekends():
    assert due_on(policy_in_force_of_gejiu(), date(2030, 12, 30)) == date(2031, 1, 6)


def policy_in_force_of_gejiu():

    return shipped("gejiu")


def test_the_second_officer_to_take_a_clue_is_told_who_has_it(county, clue):
    taken = take_clue(clue_id=clue.pk, by=county.lin, at=county.now)
    assert (taken.state, taken.taken_by, taken.taken_on) == ("taken", county.lin.pk, date(2026, 10, 31))
    with pytest.raises(NotInThisState) as told:
        take_clue(clue_id=clue.pk, by=county.wang, at=county.now)
    assert "林一" in told.value.zh
    assert "办理中" in told.value.zh
    assert "taken" in str(told.value)


def test_a_clue_that_is_given_back_can_be_taken_by_another(county, clue):
    take_clue(clue_id=clue.pk, by=county.lin, at=county.now)
    back = give_back_clue(clue_id=clue.pk, by=county.lin, at=county.now)
    assert (back.state, back.taken_by, back.due_on) == ("open", None, clue.due_on)
    assert take_clue(clue_id=clue.pk, by=county.wang, at=county.now).taken_by == county.wang.pk


def test_a_clue_of_another_town_looks_like_none(county, clue):
    for act in (take_clue, give_back_clue):
        with pytest.raises(NoSuchClue):
            act(clue_id=clue.pk, by=county.chen, at=county.now)
    with pytest.raises(NoSuchClue):
        take_clue(clue_id=clue.pk + 99, by=county.lin, at=county.now)


@pytest.mark.parametrize("name", ["medical", "city", "auditor", "administrator"])
def test_who_does_not_work_in_the_field_takes_and_closes_nothing(county, clue, name):
    officer = getattr(county, name)
    with pytest.raises(NotAllowed):
        take_clue(clue_id=clue.pk, by=officer, at=county.now)
    with pytest.raises(NotAllowed):
        close_negative(clue, by=officer, at=county.now)
    with pytest.raises(NotAllowed):
        dispatch_clues(by=officer, at=county.now)


def close_negative(clue, *, by, at, reason="not_qualified", note=""):
    return close_clue(clue_id=clue.pk, outcome="closed_negative", reason=reason, note=note, by=by, at=at)


def test_a_village_visits_and_the_township_closes(county, clue):
    take_clue(clue_id=clue.pk, by=county.wang, at=county.now)
    with pytest.raises(NotAllowed):
        close_negative(clue, by=county.wang, at=county.now)
    closed = close_negative(clue, by=county.lin, at=county.now, note=" 收入达标 ")
    assert (closed.state, closed.close_reason, closed.remark) == ("closed_negative", "not_qualified", "收入达标")
    assert (closed.closed_by, closed.closed_on) == (county.lin.pk, date(2026, 10, 31))
    with acting_as(county.lin):
        assert [line.why for line in History.objects.filter(ledger="clue").order_by("id")] == [
            "dispatch",
            "take",
            "close: not_qualified",
        ]


def test_a_closed_clue_is_neither_taken_nor_closed_again(county, clue):
    close_negative(clue, by=county.lin, at=county.now)
    with pytest.raises(NotInThisState, match="closed_negative by 林一"):
        take_clue(clue_id=clue.pk, by=county.wang, at=county.now)
    with pytest.raises(NotInThisState):
        close_negative(clue, by=county.lin, at=county.now)


def test_a_proposed_clue_is_not_taken_before_it_is_dispatched(county, found, screened):
    screened(found())
    with acting_as(county.zhou):
        waiting = Clue.objects.get()
    with pytest.raises(NotInThisState, match="proposed"):
        take_clue(clue_id=waiting.pk, by=county.lin, at=county.now)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("closed_negative", "included"), ("closed_positive", "died"), ("closed_negative", "nonsense"), ("open", "died")],
)
def test_the_reason_must_be_in_the_list_and_fit_the_outcome(county, clue, outcome, reason):
    with pytest.raises(NoSuchReason) as refused:
        close_clue(clue_id=clue.pk, outcome=outcome, reason=reason, note="", by=county.lin, at=county.now)
    assert refused.value.allowed


def test_the_reason_other_needs_a_note(county, clue):
    with pytest.raises(NoteNeeded):
        close_negative(clue, by=county.lin, at=county.now, reason="other", note="  ")
    assert close_negative(clue, by=county.lin, at=county.now, reason="other", note="已外迁").close_reason == "other"


def test_reasons_are_those_of_the_code_list(county):
    policy = policy_in_force()
    assert reasons_for("closed_positive", policy, date(2026, 10, 31)) == ["included"]
    assert "died" in reasons_for("closed_negative", policy, date(2026, 10, 31))


def test_a_clue_closed_by_mistake_is_opened_again_unless_another_is_open(county, clue, found, screened):
    close_negative(clue, by=county.lin, at=county.now)
    with pytest.raises(NotAllowed):
        reopen_clue(clue_id=clue.pk, by=county.lin, at=county.now)
    again = reopen_clue(clue_id=clue.pk, by=county.zhou, at=county.now)
    assert (again.state, again.close_reason, again.closed_by) == ("open", None, None)
    close_negative(clue, by=county.lin, at=county.now)
    screened(found("medical_other", step=9))
    with pytest.raises(AnotherIsOpen):
        reopen_clue(clue_id=clue.pk, by=county.zhou, at=county.now)


def test_yield_is_told_by_rule_source_and_channel_as_counts(county, clue, found, screened):
    screened(found("medical_other", town="b"))
    close_clue(clue_id=clue.pk, outcome="closed_positive", reason="included", note="", by=county.lin, at=county.now)
    with acting_as(county.zhou):
        rules = {line.name: line for line in yield_by_rule()}
        sources = {line.name: line for line in yield_by_source()}
        (channel,) = yield_by_channel()
    medical = rules["medical_other"]
    assert (medical.raised, medical.proposed, medical.found, medical.closed) == (2, 1, 1, 1)
    assert sources["medical_threshold"].raised == 2
    assert (channel.name, channel.raised, channel.found) == ("department", 2, 1)
    with acting_as(county.chen):
        assert [line.raised for line in yield_by_rule()] == [1]


def test_instants_become_days_in_local_time(county, clue):
    late = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)  # one o'clock in the morning of 1 November here
    assert take_clue(clue_id=clue.pk, by=county.lin, at=late).taken_on == date(2026, 11, 1)
