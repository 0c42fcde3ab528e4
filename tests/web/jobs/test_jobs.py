"""Background work is watched, stopped and restarted, and is either done whole or not at all."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from fangpin_web.jobs import reporting, work
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.reporting import Interrupted, Stopped
from fangpin_web.jobs.services import NotRestartable, request_stop, restart, start, take_up_abandoned
from fangpin_web.jobs.tasks import run
from fangpin_web.publishing.models import Seal, snapshots_folder

SEAL = {"as_of": "2026-10-31"}


@pytest.fixture
def queue(office_world):
    """Queue a piece of work for the county officer."""
    return lambda kind="seal", arguments=SEAL: start(
        kind=kind, arguments=arguments, by=office_world.zhou, at=office_world.now
    )


def state_of(progress: Progress) -> Progress:
    return Progress.objects.get(pk=progress.pk)


def jobs() -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status::text FROM procrastinate_jobs")
        return dict(cursor.fetchall())


def test_queued_work_waits_with_its_job(queue):
    progress = queue()
    assert (progress.state, progress.percent) == ("waiting", None)
    assert jobs() == {progress.job_id: "todo"}


def test_a_seal_and_its_screening_run_as_jobs(queue):
    progress = queue()
    run(progress.pk)
    done = state_of(progress)
    assert (done.state, done.percent) == ("done", 100)
    assert Seal.objects.get(pk=done.result["seal"]).folder.exists()
    screened = queue("screen", {"seal": done.result["seal"]})
    run(screened.pk)
    assert state_of(screened).state == "done"
    assert state_of(screened).result["findings"] >= 0


def test_done_work_is_not_done_twice(queue):
    progress = queue()
    run(progress.pk)
    run(progress.pk)
    assert Seal.objects.count() == 1


def test_work_that_waits_is_stopped_at_once(queue, office_world):
    progress = queue()
    assert request_stop(progress_id=progress.pk, by=office_world.zhou, at=office_world.now).state == "stopped"
    run(progress.pk)
    assert not Seal.objects.exists()


def test_work_under_way_stops_at_its_next_step_and_keeps_nothing(queue, office_world, monkeypatch):
    progress = queue()
    monkeypatch.setattr(reporting, "SECONDS", 0.01)
    seal = work.WORK["seal"]

    def slow(arguments, by, at, reporter):
        def ask():
            request_stop(progress_id=progress.pk, by=office_world.zhou, at=office_world.now)
            connection.close()

        asking = threading.Thread(target=ask)
        asking.start()
        asking.join()
        seal(arguments, by, at, reporter)
        for _ in range(500):
            reporter.tell(1, 2, "等", "waiting")
            reporter._ended.wait(0.01)
        return {}

    monkeypatch.setitem(work.WORK, "seal", slow)
    run(progress.pk)
    assert state_of(progress).state == "stopped"
    assert not Seal.objects.exists()
    again = restart(progress_id=progress.pk, by=office_world.zhou, at=office_world.now)
    monkeypatch.setitem(work.WORK, "seal", seal)
    run(again.pk)
    assert state_of(progress).state == "done"


def test_progress_is_seen_by_others_while_the_work_is_open(queue, monkeypatch):
    progress = queue()
    monkeypatch.setattr(reporting, "SECONDS", 0.01)
    seen: list[tuple[int, int, str]] = []

    def look():
        for _ in range(200):
            row = Progress.objects.get(pk=progress.pk)
            if row.done:
                seen.append((row.done, row.of, row.message_zh))
                break
            threading.Event().wait(0.01)
        connection.close()

    def slow(_arguments, _by, _at, reporter):
        reporter.tell(3, 9, "第三步", "third step")
        looking = threading.Thread(target=look)
        looking.start()
        looking.join()
        return {}

    monkeypatch.setitem(work.WORK, "seal", slow)
    run(progress.pk)
    assert seen == [(3, 9, "第三步")]


def test_a_failure_says_why_in_both_languages_and_can_be_run_again(queue, office_world):
    progress = queue("screen", {"seal": 12345})
    run(progress.pk)
    failed = state_of(progress)
    assert failed.state == "failed"
    assert failed.problem_zh
    assert failed.problem_en
    with pytest.raises(Progress.DoesNotExist):
        restart(progress_id=progress.pk, by=office_world.lin, at=office_world.now)
    again = restart(progress_id=progress.pk, by=office_world.zhou, at=office_world.now)
    assert (again.state, again.problem_zh, again.attempts) == ("waiting", "", 0)
    with pytest.raises(NotRestartable):
        restart(progress_id=progress.pk, by=office_world.zhou, at=office_world.now)


def test_an_error_that_has_its_own_words_keeps_them(queue, office_world):
    progress = start(kind="seal", arguments=SEAL, by=office_world.lin, at=office_world.now)
    run(progress.pk)
    assert "没有封存权限" in state_of(progress).problem_zh


def test_interrupted_work_waits_for_the_next_worker(queue, monkeypatch):
    progress = queue()
    reporting.closing.set()
    try:
        with pytest.raises(Interrupted):
            run(progress.pk)
    finally:
        reporting.closing.clear()
    assert (state_of(progress).state, state_of(progress).attempts) == ("waiting", 0)
    assert not Seal.objects.exists()
    assert list(snapshots_folder().iterdir()) == []


def test_what_a_dead_worker_left_is_queued_again_and_given_up_after_three_times(queue, office_world):
    progress = queue()
    for attempt in range(1, 4):
        die_while_running(progress)
        (touched,) = take_up_abandoned(at=office_world.now)
        assert touched.state == ("waiting" if attempt < 3 else "failed")
    assert "中断" in state_of(progress).problem_zh
    assert set(jobs().values()) == {"failed"}
    assert take_up_abandoned(at=office_world.now) == []


def die_while_running(progress: Progress) -> None:
    """As a killed worker leaves it: the row runs, the job is held by nobody alive."""
    progress.refresh_from_db()
    Progress.objects.filter(pk=progress.pk).update(state="running", attempts=progress.attempts + 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [progress.job_id])


def test_work_of_a_living_worker_is_left_alone(queue, office_world):
    progress = queue()
    Progress.objects.filter(pk=progress.pk).update(state="running", attempts=1)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [cursor.fetchone()[0], progress.job_id],
        )
    assert take_up_abandoned(at=office_world.now) == []
    assert state_of(progress).state == "running"


def test_a_stop_is_an_exception_the_work_cannot_miss():
    reporter = reporting.Reporter(1)
    reporter._stop.set()
    with pytest.raises(Stopped):
        reporter.tell(1, 2, "", "")


def test_a_delivery_is_previewed_and_accepted_as_jobs(queue, office_world):
    from fangpin.identity import check_character
    from fangpin_web.access.scope import acting_as
    from fangpin_web.intake.models import Upload
    from fangpin_web.intake.services import Incoming, receive_files
    from fangpin_web.records.models import ThresholdListing

    number = "77010119800506001" + check_character("77010119800506001")
    with acting_as(office_world.zhou):
        office_world.person_a.document_number = number
        office_world.person_a.save()
    content = f"县,乡镇,行政村,姓名,身份证号码,累计合规自付金额（元）\n示例县,甲镇,甲一村,张三,{number},23411.00\n"
    file = Incoming(name="2026年10月大额医疗自付预警名单.csv", content=content.encode("utf-8-sig"))
    (upload,) = receive_files(files=[file], by=office_world.zhou, at=office_world.now)
    preview = queue("import_preview", {"upload": upload.pk, "corrections": {"period": ["2026-10-01", "2026-10-31"]}})
    run(preview.pk)
    assert (state_of(preview).state, state_of(preview).problem_zh) == ("done", "")
    with acting_as(office_world.zhou):
        digest = Upload.objects.get(pk=upload.pk).digest
    accept = queue("import_accept", {"upload": upload.pk, "digest": digest})
    run(accept.pk)
    assert state_of(accept).result["state"] == "landed"
    with acting_as(office_world.zhou):
        assert ThresholdListing.objects.count() == 1
    again = queue("import_accept", {"upload": upload.pk, "digest": digest})
    run(again.pk)
    assert state_of(again).state == "failed"
    assert state_of(again).problem_zh
