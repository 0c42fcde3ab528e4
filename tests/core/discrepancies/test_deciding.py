"""What a comparison does to the discrepancies there are."""

from datetime import date
from itertools import product

import pytest

from fangpin.discrepancies import CLOSED, DECIDED, OPEN, Finding, Known, decide

DAY = date(2026, 10, 31)
STATES = (*OPEN, *DECIDED, CLOSED)


def found(answer: str = "yes", said: str = "dead", key: int = 1) -> Finding:
    return Finding(rule="r", subject="person", key=key, area_code="770101101001", answer=answer, basis="{}", said=said)


def known(state: str, *, until: date | None = None) -> Known:
    return Known(id=7, rule="r", key=1, state=state, said="dead", until=until)


def test_a_new_disagreement_is_opened_and_an_unknown_one_is_not() -> None:
    decided = decide([found(), found(answer="unknown", key=2)], [], asked={"r"}, on=DAY)

    assert [one.key for one in decided.opened] == [1]


@pytest.mark.parametrize("state", OPEN)
def test_records_that_agree_close_what_waited_for_a_correction(state: str) -> None:
    assert decide([], [known(state)], asked={"r"}, on=DAY).agreed == (known(state),)


@pytest.mark.parametrize("state", DECIDED)
def test_what_a_person_decided_stays_when_records_agree(state: str) -> None:
    decided = decide([], [known(state)], asked={"r"}, on=DAY)

    assert decided.at_peace == (known(state),)
    assert not decided.agreed


@pytest.mark.parametrize("state", DECIDED)
def test_a_decision_about_other_values_stands_and_says_that_they_changed(state: str) -> None:
    decided = decide([found(said="dead, on another day")], [known(state)], asked={"r"}, on=DAY)

    assert [one.state for one, _now in decided.changed] == [state]
    assert not decided.returned


def test_a_file_that_did_not_come_is_no_correction() -> None:
    decided = decide([found(answer="unknown")], [known("open")], asked={"r"}, on=DAY)

    assert decided.untold == (known("open"),)
    assert not decided.agreed


@pytest.mark.parametrize("until", [DAY, date(2026, 10, 30)])
def test_an_exemption_ends_on_the_day_the_person_set(until: date) -> None:
    (returned,) = decide([found()], [known("exempted", until=until)], asked={"r"}, on=DAY).returned

    assert returned.why == "exemption_over"


@pytest.mark.parametrize("until", [None, date(2026, 11, 1)])
def test_an_exemption_holds_until_then(until: date | None) -> None:
    assert not decide([found()], [known("exempted", until=until)], asked={"r"}, on=DAY).returned


def test_what_had_been_put_right_and_differs_again_returns() -> None:
    (returned,) = decide([found()], [known(CLOSED)], asked={"r"}, on=DAY).returned

    assert returned.why == "found_again"


def test_a_rule_that_is_not_asked_changes_nothing() -> None:
    decided = decide([], [known(state) for state in STATES], asked=set(), on=DAY)

    assert decided == decide([], [], asked=set(), on=DAY)


def test_every_known_one_has_one_place_whatever_its_state_and_the_answer() -> None:
    for state, answer in product(STATES, ("yes", "unknown", "no")):
        findings = [] if answer == "no" else [found(answer=answer)]
        d = decide(findings, [known(state)], asked={"r"}, on=DAY)
        places = [*d.returned, *d.seen, *d.changed, *d.untold, *d.agreed, *d.at_peace]
        assert len(places) == (0 if state == CLOSED and answer == "no" else 1), (state, answer)
        assert not d.opened
