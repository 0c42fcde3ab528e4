"""What the database looks like after findings have become clues."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from fangpin_web.access.scope import acting_as
from fangpin_web.clues.models import ClueEvidence
from fangpin_web.clues.queries import yield_by_rule
from fangpin_web.clues.services import close_clue, dispatch_clues, reasons_for, take_clue
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.models import Clue, History

AS_OF = date(2026, 10, 31)


def test_several_findings_of_one_household_and_risk_are_one_proposed_clue(county, found, screened):
    run, counts = screened(found("medical_other"), found("new_serious_disease", person=True))
    assert (counts.findings, counts.raised) == (2, 1)
    with acting_as(county.lin):
        (clue,) = Clue.objects.all()
        assert (clue.state, clue.risk, clue.severity, clue.channel) == ("proposed", "illness", "high", "department")
        assert (clue.household_id, clue.person_id, clue.area_code) == (county.household_a.pk, None, county.village_a)
        assert clue.raised_on == AS_OF
        assert clue.due_on is None
        assert {(e.rule, e.person_id, e.run_id) for e in clue.evidences.all()} == {
            ("medical_other", None, run.pk),
            ("new_serious_disease", county.person_a.pk, run.pk),
        }


def test_a_town_does_not_see_the_clues_of_another(county, found, screened):
    screened(found(), found(town="b"))
    with acting_as(county.chen):
        assert [clue.household_id for clue in Clue.objects.all()] == [county.household_b.pk]
        assert [e.household_id for e in ClueEvidence.objects.all()] == [county.household_b.pk]
    with acting_as(county.city):
        assert not Clue.objects.exists()
        assert not ClueEvidence.objects.exists()


def test_quality_and_duty_rules_raise_no_clue(county, found, screened, monkeypatch):
    _, counts = screened(found("medical_other"), found("no_such_rule"))
    assert counts.findings == 1


def test_findings_outside_the_area_of_the_officer_are_counted_and_left(county, found, screened):
    _, counts = screened(found(), found(town="b", area_code="532501999001"))
    assert (counts.raised, counts.elsewhere) == (1, 1)


def test_the_same_month_twice_raises_nothing_and_one_yuan_more_neither(county, found, screened):
    screened(found(step=4))
    more = json.dumps({"own_pay_seen_yuan": "23412.00"})
    _, counts = screened(found(step=4, basis=more))
    assert (counts.raised, counts.joined, counts.seen) == (0, 0, 1)
    with acting_as(county.zhou):
        (evidence,) = ClueEvidence.objects.all()
        assert evidence.basis == {"own_pay_seen_yuan": "23412.00"}
        assert evidence.first_run_id < evidence.run_id


def close(county, outcome="closed_negative", reason="not_qualified"):
    dispatch_clues(by=county.zhou, at=county.now)
    with acting_as(county.lin):
        (clue,) = Clue.objects.filter(state="open")
    return close_clue(clue_id=clue.pk, outcome=outcome, reason=reason, note="", by=county.lin, at=county.now)


def test_a_clue_closed_negative_stays_closed_and_keeps_what_it_was_closed_on(county, found, screened):
    screened(found(step=4))
    closed = close(county)
    later = AS_OF + timedelta(days=31)
    more = json.dumps({"own_pay_seen_yuan": "24999.00"})
    _, counts = screened(found(step=4, basis=more), on=later)
    assert (counts.raised, counts.stayed_closed) == (0, 1)
    with acting_as(county.zhou):
        (evidence,) = ClueEvidence.objects.all()
        assert (evidence.clue_id, evidence.basis["own_pay_seen_yuan"]) == (closed.pk, "23411.00")
        assert evidence.seen_on == later


def test_crossing_the_next_step_raises_one_new_clue(county, found, screened):
    screened(found(step=4))
    close(county)
    _, counts = screened(found(step=5))
    assert counts.raised == 1
    _, counts = screened(found(step=5))
    assert counts.raised == 0
    with acting_as(county.zhou):
        assert sorted(Clue.objects.values_list("state", flat=True)) == ["closed_negative", "proposed"]


def test_crossing_the_next_step_while_it_is_open_puts_one_new_clue_in_its_place(county, found, screened):
    screened(found(step=4), found("new_serious_disease", person=True))
    dispatch_clues(by=county.zhou, at=county.now)
    with acting_as(county.lin):
        earlier = Clue.objects.get()
    earlier = take_clue(clue_id=earlier.pk, by=county.lin, at=county.now)
    with acting_as(county.zhou):
        Clue.objects.update(due_on=AS_OF - timedelta(days=9))
    _, counts = screened(found(step=5), found("new_serious_disease", person=True))
    assert (counts.raised, counts.stepped_up, counts.joined, counts.seen) == (1, 1, 0, 0)
    _, counts = screened(found(step=5), found("new_serious_disease", person=True))
    assert (counts.raised, counts.seen) == (0, 2)
    with acting_as(county.zhou):
        was, now = Clue.objects.order_by("id")
        assert (was.state, was.close_reason, was.merged_into) == ("closed_negative", "stepped_up", now.pk)
        assert (now.state, now.taken_by, now.taken_on) == ("taken", county.lin.pk, earlier.taken_on)
        assert (now.dispatched_on, now.due_on) == (earlier.dispatched_on, earlier.due_on)
        assert {e.rule for e in now.evidences.all()} == {"medical_other", "new_serious_disease"}
        (line,) = [line for line in yield_by_rule() if line.name == "medical_other"]
        assert (line.raised, line.unfinished, line.negative) == (1, 1, 0)
        assert "stepped_up" not in reasons_for("closed_negative", policy_in_force(), AS_OF)


def test_a_second_flood_raises_a_clue_again_and_the_list_of_the_next_month_does_not(county, found, screened):
    flood = {"rule": "disaster_hit", "basis": "{}"}
    screened(found(**flood, step=20_000))
    close(county)
    assert screened(found(**flood, step=20_030), on=AS_OF + timedelta(days=30))[1].raised == 0
    assert screened(found(**flood, step=20_045), on=AS_OF + timedelta(days=45))[1].raised == 1


def test_a_proposal_that_crosses_a_step_stays_a_proposal(county, found, screened):
    screened(found(step=4))
    screened(found(step=5))
    with acting_as(county.zhou):
        (now,) = Clue.objects.exclude(state="closed_negative")
        assert (now.state, now.due_on) == ("proposed", None)


def test_a_more_urgent_finding_makes_the_open_clue_more_urgent(county, found, screened):
    screened(found("medical_shock"))
    with acting_as(county.zhou):
        assert Clue.objects.get().severity == "medium"
    _, counts = screened(found("medical_shock"), found("new_serious_disease", person=True))
    assert (counts.raised, counts.joined) == (0, 1)
    with acting_as(county.zhou):
        assert Clue.objects.get().severity == "high"


def test_an_older_day_screened_again_does_not_turn_the_clock_back(county, found, screened):
    screened(found(step=4))
    screened(found(step=4, basis="{}"), on=AS_OF - timedelta(days=31))
    with acting_as(county.zhou):
        evidence = ClueEvidence.objects.get()
        assert (evidence.seen_on, evidence.basis["own_pay_seen_yuan"]) == (AS_OF, "23411.00")


def test_a_clue_that_a_person_reported_takes_in_what_screening_finds(county, found, screened):
    with acting_as(county.lin):
        told = Clue.objects.create(
            area_code=county.village_a, household=county.household_a, risk="illness", channel="grassroots",
            raised_on=AS_OF, state="taken", entered_at=county.now,
        )  # fmt: skip
    _, counts = screened(found())
    assert (counts.raised, counts.joined) == (0, 1)
    with acting_as(county.lin):
        assert told.evidences.get().rule == "medical_other"


def test_the_database_refuses_a_second_open_clue_of_a_household_and_risk(county):
    def report():
        Clue.objects.create(
            area_code=county.village_a, household=county.household_a, risk="illness", channel="grassroots",
            raised_on=AS_OF, state="open", entered_at=county.now,
        )  # fmt: skip

    with acting_as(county.lin):
        report()
        with pytest.raises(IntegrityError), transaction.atomic():
            report()


def test_what_evidence_said_before_is_in_the_history(county, found, screened):
    screened(found(step=4))
    screened(found(step=4, basis="{}"))
    with acting_as(county.zhou):
        (was,) = History.objects.filter(ledger="clue_evidence")
        assert (was.was["step"], was.by) == (4, county.zhou.pk)
