"""One household and risk has one open clue, and a closed one stays closed for the same facts."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fangpin.rules.clues import Decisions, Finding, Remembered, decide

DAY = date(2026, 10, 31)
WINDOW = 180


def found(rule="big_medical", *, household=1, person=None, answer="yes", step=None, risk="illness") -> Finding:
    return Finding(
        rule=rule,
        risk=risk,
        household_id=household,
        person_id=person,
        area_code="532501100001",
        answer=answer,
        step=step,
        basis="{}",
    )


class Office:
    """The plainest office that acts on decisions: a list of evidence and a set of open clues."""

    def __init__(self) -> None:
        self.evidence: list[Remembered] = []
        self.open: dict[int, tuple[int, str]] = {}
        self.raised = 0

    @property
    def memory(self) -> list[Remembered]:
        return [replace(e, is_open=e.clue_id in self.open) for e in self.evidence]

    @property
    def open_clues(self) -> dict[tuple[int, str], int]:
        return {place: clue for clue, place in self.open.items()}

    def screen(self, *findings: Finding, on: date = DAY) -> Decisions:
        decisions = decide(findings, self.memory, open_clues=self.open_clues, on=on, window_days=WINDOW)
        for raised in decisions.raised:
            self.raised += 1
            if raised.replaces is not None:
                assert self.open.pop(raised.replaces) == (raised.household_id, raised.risk)
            self.open[self.raised] = (raised.household_id, raised.risk)
            for finding in raised.findings:
                self._keep(self.raised, finding, on)
        for joined in decisions.joined:
            self._keep(joined.clue_id, joined.finding, on)
        for seen in decisions.seen:
            place = next(i for i, e in enumerate(self.evidence) if e.evidence_id == seen.remembered.evidence_id)
            old = self.evidence[place]
            self.evidence[place] = replace(
                old,
                seen_on=max(old.seen_on, on),
                step=max((s for s in (old.step, seen.finding.step) if s is not None), default=None),
                answer="yes" if "yes" in (old.answer, seen.finding.answer) else "unknown",
            )
        return decisions

    def _keep(self, clue: int, finding: Finding, on: date) -> None:
        self.evidence.append(
            Remembered(
                evidence_id=len(self.evidence) + 1,
                clue_id=clue,
                risk=finding.risk,
                is_open=True,
                rule=finding.rule,
                household_id=finding.household_id,
                person_id=finding.person_id,
                answer=finding.answer,
                step=finding.step,
                seen_on=on,
            )
        )

    def close_all(self) -> None:
        self.open.clear()


def test_several_rules_about_one_household_and_risk_raise_one_clue():
    decisions = Office().screen(found("big_medical"), found("new_serious_disease", person=7), found("long_illness"))
    (raised,) = decisions.raised
    assert {finding.rule for finding in raised.findings} == {"big_medical", "new_serious_disease", "long_illness"}


def test_another_risk_or_another_household_is_another_clue():
    decisions = Office().screen(found(), found(risk="housing", rule="unsafe_house"), found(household=2))
    assert len(decisions.raised) == 3


def test_a_clue_names_its_person_when_all_findings_are_about_that_person():
    (one,) = Office().screen(found("a", person=7), found("b", person=7)).raised
    (two,) = Office().screen(found("a", person=7), found("b", person=8)).raised
    (household,) = Office().screen(found("a", person=7), found("b")).raised
    assert (one.person_id, two.person_id, household.person_id) == (7, None, None)


def test_the_same_month_screened_twice_raises_nothing():
    office = Office()
    office.screen(found(step=4), found("unsafe_house", risk="housing"))
    again = office.screen(found(step=4), found("unsafe_house", risk="housing"))
    assert (again.raised, again.joined, len(again.seen)) == ((), (), 2)


def test_a_new_rule_joins_the_open_clue():
    office = Office()
    office.screen(found())
    later = office.screen(found(), found("new_serious_disease", person=7))
    assert later.raised == ()
    assert [(joined.clue_id, joined.finding.rule) for joined in later.joined] == [(1, "new_serious_disease")]


def test_a_further_step_of_an_open_clue_raises_one_clue_that_takes_its_place():
    office = Office()
    office.screen(found(step=4), found("new_serious_disease", person=7))
    decisions = office.screen(found(step=5), found("new_serious_disease", person=7), found("third"))
    (raised,) = decisions.raised
    assert (raised.replaces, decisions.stepped_up, decisions.joined, decisions.seen) == (1, 1, (), ())
    assert [finding.rule for finding in raised.findings] == ["big_medical", "new_serious_disease", "third"]
    assert office.open == {2: (1, "illness")}
    again = office.screen(found(step=5), found("new_serious_disease", person=7), found("third"))
    assert (again.raised, len(again.seen)) == ((), 3)


def test_a_step_that_is_only_now_known_renews_the_open_clue():
    office = Office()
    office.screen(found(step=None))
    assert office.screen(found(step=4)).raised == ()
    assert office.evidence[0].step == 4


def test_a_second_flood_weeks_later_is_another_event_and_the_same_list_resent_is_not():
    first, apart = (DAY - date(1970, 1, 1)).days, 45
    for close in (True, False):
        office = Office()
        for day, raised in ((first, 1), (first, 1), (first + 30, 1), (first + 75, 2), (first + 75, 2)):
            office.screen(replace(found("disaster_hit", step=day), apart=apart), on=DAY)
            assert office.raised == (raised if close or day != first + 75 else 2)
            if close:
                office.close_all()


def test_an_older_day_crosses_no_step_of_an_open_clue():
    office = Office()
    office.screen(found(step=4))
    assert office.screen(found(step=5), on=DAY - timedelta(days=1)).raised == ()


def test_a_clue_closed_negative_stays_closed_for_the_same_facts():
    office = Office()
    office.screen(found(step=4))
    office.close_all()
    for month in range(1, 25):
        decisions = office.screen(found(step=4), on=DAY + timedelta(days=30 * month))
        assert decisions.raised == ()
        assert decisions.stayed_closed == 1


def test_one_further_step_raises_one_new_clue():
    office = Office()
    office.screen(found(step=4))
    office.close_all()
    assert len(office.screen(found(step=5)).raised) == 1
    assert office.screen(found(step=5)).raised == ()
    office.close_all()
    assert office.screen(found(step=5)).raised == ()


def test_an_amount_that_sinks_and_rises_again_is_the_same_fact():
    office = Office()
    office.screen(found(step=6))
    office.close_all()
    office.screen(found(step=4), on=DAY + timedelta(days=30))
    assert office.screen(found(step=6), on=DAY + timedelta(days=60)).raised == ()


def test_unknown_that_becomes_yes_is_a_new_fact_and_the_reverse_is_not():
    office = Office()
    office.screen(found(answer="unknown"))
    office.close_all()
    assert office.screen(found(answer="unknown")).raised == ()
    assert len(office.screen(found(answer="yes")).raised) == 1
    office.close_all()
    assert office.screen(found(answer="unknown")).raised == ()


def test_what_was_closed_as_unknown_and_then_as_yes_is_the_same_fact_either_way():
    office, unknown, yes = Office(), found(answer="unknown", step=1), found(step=None)
    for finding in (unknown, yes):
        assert len(office.screen(finding).raised) == 1
        office.close_all()
    assert office.screen(yes).raised == ()
    assert office.screen(unknown).raised == ()


def test_a_finding_that_was_away_longer_than_the_window_is_a_new_occurrence():
    office = Office()
    office.screen(found())
    office.close_all()
    assert office.screen(found(), on=DAY + timedelta(days=WINDOW)).raised == ()
    assert len(office.screen(found(), on=DAY + timedelta(days=2 * WINDOW + 1)).raised) == 1


def test_another_rule_after_a_negative_closing_is_a_new_fact_and_the_old_one_is_not_asked_again():
    office = Office()
    office.screen(found())
    office.close_all()
    (raised,) = office.screen(found(), found("new_serious_disease", person=7)).raised
    assert [finding.rule for finding in raised.findings] == ["new_serious_disease"]


def test_a_finding_joins_a_clue_that_a_person_reported():
    decisions = decide([found()], [], open_clues={(1, "illness"): 77}, on=DAY, window_days=WINDOW)
    assert decisions.raised == ()
    assert decisions.joined[0].clue_id == 77


def test_a_further_step_joins_the_clue_that_another_rule_has_open():
    office = Office()
    office.screen(found(step=4))
    office.close_all()
    office.screen(found(step=4), found("new_serious_disease", person=7))
    decisions = office.screen(found(step=5), found("new_serious_disease", person=7))
    assert decisions.raised == ()
    assert [joined.clue_id for joined in decisions.joined] == [2]


findings = st.lists(
    st.builds(
        found,
        rule=st.sampled_from("abc"),
        household=st.integers(1, 3),
        person=st.sampled_from([None, 1, 2]),
        answer=st.sampled_from(["yes", "unknown"]),
        step=st.sampled_from([None, 1, 2, 3]),
        risk=st.just("illness"),
    ),
    max_size=12,
)
rounds = st.lists(st.tuples(findings, st.integers(0, 300), st.booleans()), min_size=1, max_size=6)


@given(rounds)
def test_there_is_never_more_than_one_open_clue_of_a_household_and_risk(history):
    office, day = Office(), DAY
    for batch, days, close in history:
        day += timedelta(days=days)
        office.screen(*batch, on=day)
        assert len(set(office.open.values())) == len(office.open)
        if close:
            office.close_all()


@given(rounds)
def test_screening_the_same_again_changes_nothing_whether_closed_or_open(history):
    office, day = Office(), DAY
    for batch, days, close in history:
        day += timedelta(days=days)
        office.screen(*batch, on=day)
        if close:
            office.close_all()
        again = office.screen(*batch, on=day)
        assert (again.raised, again.joined) == ((), ())


@given(rounds, st.randoms(use_true_random=False))
def test_no_finding_is_lost_and_order_does_not_matter(history, random):
    office, day = Office(), DAY
    for batch, days, close in history:
        day += timedelta(days=days)
        shuffled = random.sample(batch, len(batch))
        memory, asked = office.memory, {"open_clues": office.open_clues, "on": day, "window_days": WINDOW}
        mixed = random.sample(memory, len(memory))
        assert decide(batch, memory, **asked) == decide(shuffled, mixed, **asked)
        decisions = office.screen(*batch, on=day)
        places = [f.key for r in decisions.raised for f in r.findings]
        places += [j.finding.key for j in decisions.joined] + [s.finding.key for s in decisions.seen]
        assert sorted(map(repr, places)) == sorted({repr(f.key) for f in batch})
        if close:
            office.close_all()


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=12))
def test_open_or_closed_there_is_one_clue_for_each_step_that_is_further_than_any_before(months):
    office, furthest, clues = Office(), -1, 0
    for month, (step, close) in enumerate(months):
        office.screen(found(step=step), on=DAY + timedelta(days=30 * month))
        clues += step > furthest
        furthest = max(furthest, step)
        assert office.raised == clues
        if close:
            office.close_all()


def test_every_pair_of_steps_raises_exactly_when_the_later_is_further():
    for before, after in itertools.product([None, 0, 1, 2], repeat=2):
        office = Office()
        office.screen(found(step=before))
        office.close_all()
        further = after is not None and (before is None or after > before)
        assert len(office.screen(found(step=after)).raised) == further
