"""Terms over the holidays of 2026, as the State Council's notice has them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fangpin.policy import Holidays, NoCalendar, shipped_folder
from fangpin.policy.reading import read_calendar
from fangpin.policy.yaml_reading import Notes, read_yaml
from fangpin.processes import Clock, ClockStopped, DayKind, Pause, State, Term, due_on, elapsed


def calendar_of(year: int) -> Holidays:
    """The shipped schedule of one year."""
    notes = Notes()
    item = read_yaml(shipped_folder() / "national" / "calendar" / f"{year}.yaml", f"{year}.yaml", notes)
    read = read_calendar(item, notes, {}) if item else None
    assert read
    assert not notes.problems
    return Holidays((year,), *read[1:])


CALENDAR = calendar_of(2026)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        # National Day: 1 to 7 October off, Saturday 10 October worked.
        ("09-30", 1, "10-08"),
        ("09-30", 2, "10-09"),
        ("09-30", 3, "10-10"),
        ("09-30", 4, "10-12"),
        # Mid-Autumn before it: Sunday 20 September worked, 25 to 27 September off.
        ("09-18", 1, "09-20"),
        ("09-18", 20, "10-22"),
        # Spring Festival: 15 to 23 February off, Saturdays 14 and 28 February worked.
        ("02-13", 1, "02-14"),
        ("02-13", 2, "02-24"),
        ("02-13", 6, "02-28"),
        ("02-13", 7, "03-02"),
        # A term that starts on a day off begins to count on the next working day.
        ("10-03", 1, "10-08"),
        ("10-31", 0, "10-31"),
    ],
)
def test_working_days_follow_the_holidays_and_the_worked_weekends(start: str, count: int, due: str) -> None:
    assert due_on(day(start), count, "working", CALENDAR) == day(due)


def test_calendar_days_run_through_the_holidays() -> None:
    assert due_on(day("09-30"), 5, "calendar", CALENDAR) == day("10-05")


def test_a_calendar_term_can_end_on_the_next_working_day() -> None:
    assert due_on(day("09-30"), 5, "calendar", CALENDAR, last_day="next_working") == day("10-08")
    assert due_on(day("10-05"), 5, "calendar", CALENDAR, last_day="next_working") == day("10-10")  # worked Saturday


def test_a_year_without_a_schedule_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(NoCalendar) as caught:
        due_on(day("12-30"), 5, "working", CALENDAR)
    assert caught.value.year == 2027
    assert due_on(day("12-30"), 5, "calendar", CALENDAR) == date(2027, 1, 4)  # needs no schedule


def test_days_of_a_pause_do_not_count() -> None:
    away = Pause(from_on=day("09-16"), to_on=day("09-22"), reason="away")
    assert due_on(day("09-14"), 3, "working", CALENDAR, pauses=(away,)) == day("09-23")
    assert due_on(day("09-14"), 3, "calendar", CALENDAR, pauses=(away,)) == day("09-23")


def test_while_a_pause_lasts_there_is_no_due_day() -> None:
    disaster = Pause(from_on=day("09-16"), to_on=None, reason="disaster")
    with pytest.raises(ClockStopped, match="since 2026-09-16"):
        due_on(day("09-14"), 3, "working", CALENDAR, pauses=(disaster,))
    clock = Clock(start=day("09-14"), term=Term(count=3, kind="working"), pauses=(disaster,))
    assert clock.standing(day("09-20"), CALENDAR).state is State.PAUSED
    assert clock.standing(day("09-15"), CALENDAR).state is State.RUNNING


@pytest.mark.parametrize(
    ("on", "state", "left"),
    [
        ("09-30", State.RUNNING, 3),
        ("10-08", State.RUNNING, 2),
        ("10-09", State.ORANGE, 1),
        ("10-10", State.ORANGE, 0),  # the due day itself is in time
        ("10-11", State.OVERDUE, 0),  # late, though no working day has passed since
        ("10-13", State.OVERDUE, -2),
    ],
)
def test_a_term_turns_orange_and_then_overdue(on: str, state: State, left: int) -> None:
    clock = Clock(start=day("09-30"), term=Term(count=3, kind="working", orange=1))
    standing = clock.standing(day(on), CALENDAR)
    assert (standing.state, standing.due_on, standing.left) == (state, day("10-10"), left)


def test_a_term_that_outruns_the_calendar_stands_as_unknown_and_says_which_year() -> None:
    standing = Clock(start=day("12-30"), term=Term(count=5, kind="working")).standing(day("12-31"), CALENDAR)
    assert (standing.state, standing.due_on, standing.missing_year) == (State.UNKNOWN, None, 2027)


@pytest.mark.parametrize("kind", ["working", "calendar"])
def test_as_many_days_pass_to_the_due_day_as_the_term_has(kind: DayKind) -> None:
    pauses = (Pause(from_on=day("05-01"), to_on=day("05-12")),)
    for n in range(0, 330, 7):
        start = date(2026, 1, 1) + timedelta(days=n)
        for count in (1, 2, 5, 12):
            try:
                due = due_on(start, count, kind, CALENDAR, pauses=pauses)
            except NoCalendar:
                continue
            assert elapsed(start, due, kind, CALENDAR, pauses=pauses) == count
            assert elapsed(start, due - timedelta(days=1), kind, CALENDAR, pauses=pauses) == count - 1


def test_a_term_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="no -1 days"):
        due_on(day("09-30"), -1, "working", Holidays())
