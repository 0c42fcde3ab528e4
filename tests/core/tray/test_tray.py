"""What is owed for a month, how it stands on a day, and what is said to whom."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.shipped import shipped

from fangpin.policy import Policy, load
from fangpin.policy.loading import shipped_folder
from fangpin.rosters import Source, read_source, sources_of
from fangpin.tray import Arrival, Owed, Said, Standing, months_before, owed_for, reminders_for, stand

OCTOBER = date(2026, 10, 1)
PRACTICE = {"document": "常见做法"}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return shipped("gejiu")


def source(
    due: Mapping[str, Any] | None, *, period: str = "month", department: str = "民政局", id_: str = "list"
) -> Source:
    told = [{"since": date(2020, 1, 1), "source": PRACTICE, **due}] if due else []
    return read_source(
        {
            "id": id_, "zh": f"名单{id_}", "en": f"List {id_}", "department": department, "delivery": "full",
            "period": period, "grain": "person", "due": told, "fields": [{"id": "name", "zh": "姓名", "kind": "name"}],
        }
    )  # fmt: skip


def owed(policy: Policy, due: Mapping[str, Any] | None, month: date = OCTOBER, **about: Any) -> Owed:
    (found,) = owed_for(month, [source(due, **about)], policy.holidays)
    return found


@pytest.mark.parametrize(
    ("due", "month", "expected"),
    [
        ({"day": 5}, date(2026, 10, 1), date(2026, 11, 5)),
        ({"day": 5}, date(2026, 9, 1), date(2026, 10, 8)),  # National Day: 1 to 7 October are off
        ({"day": 5, "shift": "earlier"}, date(2026, 9, 1), date(2026, 9, 30)),
        ({"day": 5, "shift": "none"}, date(2026, 9, 1), date(2026, 10, 5)),
        ({"day": 10}, date(2026, 9, 1), date(2026, 10, 10)),  # a Saturday that is worked
        ({"day": 16}, date(2026, 1, 1), date(2026, 2, 24)),  # Spring Festival: 15 to 23 February are off
        ({"working_day": 3}, date(2026, 9, 1), date(2026, 10, 10)),
        ({"day": 31, "after": 0}, date(2026, 6, 1), date(2026, 6, 30)),
        ({"day": 31, "after": 0}, date(2026, 2, 1), date(2026, 2, 28)),  # a Saturday worked in exchange
    ],
)
def test_a_due_day_moves_off_days_on_which_nobody_works(
    policy: Policy, due: dict[str, Any], month: date, expected: date
) -> None:
    assert owed(policy, due, month).due_on == expected


def test_a_year_without_a_holiday_schedule_gives_a_plain_day_and_says_so(policy: Policy) -> None:
    found = owed(policy, {"day": 2}, date(2031, 1, 1))
    assert (found.due_on, found.calendar_known) == (date(2031, 2, 2), False)


def test_an_agreement_holds_from_its_day_on(policy: Policy) -> None:
    told = {"source": PRACTICE}
    both = read_source(
        {
            "id": "list", "zh": "名单", "en": "List", "department": "民政局", "delivery": "full", "period": "month",
            "grain": "person", "fields": [{"id": "name", "zh": "姓名", "kind": "name"}],
            "due": [{"since": date(2026, 10, 1), "day": 12, **told}, {"since": date(2020, 1, 1), "day": 6, **told}],
        }
    )  # fmt: skip
    days = [owed_for(month, [both], policy.holidays)[0].due_on for month in (date(2026, 7, 1), OCTOBER)]
    assert days == [date(2026, 8, 6), date(2026, 11, 12)]


def test_a_quarter_is_owed_in_its_last_month_and_a_school_year_in_the_month_agreed(policy: Policy) -> None:
    quarter = source({"day": 10}, period="quarter")
    assert [bool(owed_for(date(2026, m, 1), [quarter], policy.holidays)) for m in (7, 8, 9)] == [False, False, True]
    found = owed(policy, {"day": 30, "month": 4}, date(2026, 4, 1), period="school_year")
    assert (found.from_on, found.to_on, found.due_on) == (date(2025, 9, 1), date(2026, 8, 31), date(2026, 4, 30))
    assert owed_for(OCTOBER, [source({"day": 30, "month": 4}, period="school_year")], policy.holidays) == ()


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert [months_before(date(2026, 1, 31), n) for n in (0, 1, 13, -12)] == [
        date(2026, 1, 1), date(2025, 12, 1), date(2024, 12, 1), date(2027, 1, 1),
    ]  # fmt: skip


def arrival(id_: int = 1, on: date = date(2026, 11, 3), **told: Any) -> Arrival:
    whole: dict[str, Any] = {
        "source": "list", "from_on": OCTOBER, "to_on": date(2026, 10, 31), "delivery": "full", "landed": True,
        "in_force": True, "villages": frozenset({"770101101001"}),
    }  # fmt: skip
    return Arrival(id=id_, received_on=on, **whole | told)


def standing(
    policy: Policy, *arrivals: Arrival, said: tuple[Said, ...] = (), day: date = date(2026, 11, 12)
) -> Standing:
    return stand(owed(policy, {"day": 5}), arrivals, said, as_of=day, holidays=policy.holidays)


def test_a_list_is_awaited_until_its_day_has_passed_and_overdue_after_it(policy: Policy) -> None:
    assert standing(policy, day=date(2026, 11, 5)).state == "awaited"
    late = standing(policy, day=date(2026, 11, 9))
    assert (late.state, late.days_late, late.working_days_late) == ("overdue", 4, 2)


def test_a_list_in_time_stays_in_time_when_it_is_corrected_after_the_day(policy: Policy) -> None:
    found = standing(policy, arrival(), arrival(2, on=date(2026, 11, 20)))
    assert found.state == "in_time"
    assert [a.id for a in found.current] == [2]
    assert [a.id for a in found.replaced] == [1]


def test_lists_of_two_townships_stand_beside_each_other(policy: Policy) -> None:
    found = standing(policy, arrival(), arrival(2, villages=frozenset({"770101102001"})))
    assert len(found.current) == 2
    assert found.villages == {"770101101001", "770101102001"}


def test_an_increment_replaces_nothing(policy: Policy) -> None:
    assert len(standing(policy, arrival(), arrival(2, delivery="increment")).current) == 2


def test_a_delivery_that_was_taken_back_leaves_the_list_overdue(policy: Policy) -> None:
    found = standing(policy, arrival(in_force=False, landed=False))
    assert (found.state, len(found.taken_back)) == ("overdue", 1)


def test_a_list_of_january_to_october_is_octobers(policy: Policy) -> None:
    assert standing(policy, arrival(from_on=date(2026, 1, 1), delivery="cumulative")).state == "in_time"
    assert standing(policy, arrival(to_on=date(2026, 9, 30))).state == "overdue"


def test_received_is_not_delivered_before_it_lands(policy: Policy) -> None:
    found = standing(policy, arrival(landed=False))
    assert found.state == "received"
    assert not found.missing


def test_a_zero_report_counts_as_said_and_never_as_a_delivery(policy: Policy) -> None:
    told = Said(source="list", from_on=OCTOBER, to_on=date(2026, 10, 31), said_on=date(2026, 11, 4))
    found = standing(policy, said=(told,))
    assert (found.state, found.total("rows_read"), found.villages) == ("nothing", None, frozenset())
    assert standing(policy, arrival(), said=(told,)).state == "in_time"


def test_a_count_that_one_delivery_does_not_know_is_unknown_as_a_whole(policy: Policy) -> None:
    other = arrival(2, villages=frozenset({"770101102001"}), rows_read=None)
    assert standing(policy, arrival(rows_read=3), other).total("rows_read") is None
    assert standing(policy, arrival(rows_read=3)).total("rows_read") == 3


def test_nobody_was_late_for_what_was_due_before_the_office_began(policy: Policy) -> None:
    old = owed(policy, {"day": 5})

    def on(*arrivals: Arrival) -> Standing:
        return stand(old, arrivals, (), as_of=date(2027, 1, 4), holidays=policy.holidays, began_on=date(2026, 12, 1))

    assert (on().state, on().days_late) == ("before", 0)
    assert on(arrival(on=date(2026, 12, 2))).state == "in_time"


def test_what_comes_with_an_event_is_never_late(policy: Policy) -> None:
    found = stand(owed(policy, None, period="event"), (), (), as_of=date(2027, 1, 1), holidays=policy.holidays)
    assert (found.state, found.days_late) == ("no_day", 0)


def test_each_department_gets_one_message_that_names_its_lists_and_days(policy: Policy) -> None:
    sources = [
        source({"day": 5}, id_="a"),
        source({"day": 20}, id_="b"),
        source({"day": 5}, department="残联", id_="c"),
    ]
    arrived = arrival(source="c", rows_refused=14, on=date(2026, 11, 4))
    standings = [
        stand(o, [arrived], (), as_of=date(2026, 11, 9), holidays=policy.holidays)
        for o in owed_for(OCTOBER, sources, policy.holidays)
    ]
    first, second = reminders_for(standings, office_zh="示例县专班", office_en="Example office")
    assert first.department == "民政局"
    for words in (
        "《名单a》（2026年10月），应于11月5日（周四）前报送，已超过4天（2个工作日）",
        "请于11月20日（周五）前报送",
        "示例县专班",
    ):
        assert words in first.zh
    assert "due on Thursday 2026-11-05, 4 days ago (2 working days)" in first.en
    assert "《名单c》（2026年10月），14行" in second.zh
    assert "14 rows" in second.en


def test_nothing_is_asked_of_a_department_whose_lists_are_all_there(policy: Policy) -> None:
    assert reminders_for([standing(policy, arrival(rows_refused=0))], office_zh="专班", office_en="Office") == ()


def test_every_day_of_a_year_has_a_tray(policy: Policy) -> None:
    sources = sources_of(policy)
    for n in range(24):
        for one in owed_for(months_before(date(2026, 6, 1), n), sources, policy.holidays):
            assert one.from_on <= one.to_on
            assert one.due_on is None or one.due_on >= one.from_on - timedelta(days=1)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ({"day": 5, "working_day": 3}, "either day or working_day"),
        ({"day": 40}, "from 1 to 31"),
        ({"day": 5, "month": 4}, "month is for what is owed once a year"),
        ({"day": 5, "shift": "sideways"}, "shift is 'sideways'"),
        ({"day": 5, "source": {}}, "source must name a document"),
        ({"day": 5, "since": "soon"}, "since must be a date"),
    ],
)
def test_what_is_wrong_in_an_agreement_is_named(due: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        source(due)


def test_a_county_agrees_other_days_without_copying_the_source(tmp_path: Path) -> None:
    folder = tmp_path / "policies"
    shutil.copytree(shipped_folder(), folder)
    amending = folder / "gejiu" / "sources" / "civil_assistance.yaml"
    amending.parent.mkdir(exist_ok=True)
    amending.write_text(
        "id: civil_assistance\ndue:\n  - {since: 2026-01-01, day: 3, source: {document: 示例县专班会议纪要}}\n", "utf-8"
    )
    amended = {s.id: s for s in sources_of(load("gejiu", folder))}["civil_assistance"]
    plain = {s.id: s for s in sources_of(load("yunnan", folder))}["civil_assistance"]
    assert [due.day for due in amended.due] == [3]
    assert (amended.fields, amended.zh) == (plain.fields, plain.zh)
    assert [due.day for due in plain.due] == [5]
