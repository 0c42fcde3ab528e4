"""What begins by itself begins once: two workers, a clock that asks often, nights on which nothing ran."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.doors import CLOCKWORK, officers_by_key
from fangpin_web.cases.models import DaySheet
from fangpin_web.jobs import timetable, work
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.tasks import look_at_timetable, run
from fangpin_web.jobs.timetable import TIMETABLE, start_due

(CLOCKS,) = TIMETABLE
DAY = timedelta(days=1)


def days_summed(world: Any) -> list[date]:
    with acting_as(world.zhou):
        return sorted(set(DaySheet.objects.values_list("day", flat=True)))


def test_a_day_is_due_ten_minutes_after_it_ended_by_the_clock_of_the_office(world: Any) -> None:
    due = timezone.localtime(CLOCKS.last_due(world.now))  # ten in the morning of 31 October
    assert (due.date(), due.hour, due.minute) == (date(2026, 10, 31), 0, 10)
    assert CLOCKS.arguments("770101", due)["through"] == "2026-10-30"
    just_before = due - timedelta(seconds=1)
    assert CLOCKS.last_due(just_before) == due - DAY
    assert CLOCKS.next_due(just_before) == due


def test_nothing_begins_for_a_time_before_the_office_was_set_up(world: Any) -> None:
    assert start_due(at=world.now) == []
    assert [p.once for p in start_due(at=world.now + DAY)] == ["clocks 770101 2026-11-01"]


def test_many_who_ask_at_once_begin_one_piece_of_work_with_one_job(office_world: Any) -> None:
    begun: list[Progress] = []

    def ask() -> None:
        begun.extend(start_due(at=office_world.now + DAY))
        connection.close()

    asking = [threading.Thread(target=ask) for _ in range(6)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(begun) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs")
        assert cursor.fetchall() == [(begun[0].job_id,)]


def test_nights_on_which_nothing_ran_are_made_up_for_once(world: Any) -> None:
    def night(n: int) -> list[Progress]:
        begun = start_due(at=world.now + n * DAY)
        for progress in begun:
            run(progress.pk)
        return begun

    assert len(night(1)) == 1
    assert days_summed(world) == [date(2026, 10, 31)]
    (made_up,) = night(5)  # the machine was off for three nights
    made_up.refresh_from_db()
    assert (made_up.state, made_up.result["days"], made_up.problem_zh) == ("done", 5, "")
    assert days_summed(world) == [date(2026, 10, 31) + n * DAY for n in range(5)]
    assert night(5) == []
    assert DaySheet.objects.model.objects.count() == 0  # nobody's scope sees nobody's sheets
    assert officers_by_key([made_up.officer_id])[CLOCKWORK].name


def test_the_queue_asks_by_itself_and_its_periodic_task_is_registered() -> None:
    from procrastinate.contrib.django import app

    (periodic,) = (p for (name, _id), p in app.periodic_registry.periodic_tasks.items() if "timetable" in name)
    assert periodic.task.name == look_at_timetable.name
    assert periodic.cron == "*/10 * * * *"


@pytest.fixture
def failed(world: Any, monkeypatch: pytest.MonkeyPatch) -> Progress:
    def breaks(*_given: Any) -> dict[str, Any]:
        raise ZeroDivisionError

    (progress,) = start_due(at=world.now + DAY)
    with monkeypatch.context() as patched:
        patched.setitem(work.WORK, "clocks", breaks)
        run(progress.pk)
    return progress


def test_the_county_sees_a_night_that_failed_and_begins_it_again(world: Any, client_of: Any, failed: Progress) -> None:
    page = client_of(world.zhou)
    listed = page.get(reverse("jobs:list")).content.decode()
    assert "核对办理期限" in listed
    assert "失败" in listed
    assert "夜间任务失败" in page.get("/").content.decode()
    assert page.post(reverse("jobs:again", args=[failed.pk])).status_code == 302
    failed.refresh_from_db()
    assert failed.state == "waiting"
    run(failed.pk)
    assert "夜间任务失败" not in page.get("/").content.decode()
    done = page.get(reverse("jobs:work", args=[failed.pk]))
    assert done["Location"] == reverse("cases:days")


def test_others_see_only_what_they_began_themselves(world: Any, client_of: Any, failed: Progress) -> None:
    page = client_of(world.lin)
    assert "核对办理期限" not in page.get(reverse("jobs:list")).content.decode()
    assert page.post(reverse("jobs:again", args=[failed.pk])).status_code == 404


def test_every_entry_names_work_that_exists() -> None:
    assert {entry.kind for entry in timetable.TIMETABLE} <= set(work.WORK)
