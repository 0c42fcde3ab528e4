"""The one task the workers run: a piece of work by the key of its progress row."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fangpin_web.accounts.doors import officer_behind
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.queueing import TASK
from fangpin_web.jobs.reporting import Interrupted, Reporter, Stopped
from fangpin_web.jobs.sentences import sentences_of
from fangpin_web.jobs.timetable import start_due
from fangpin_web.jobs.work import WORK

log = logging.getLogger(__name__)


@app.task(name=TASK)
def run(progress_id: int) -> None:
    """Do the work of a progress row. The work and its being done are committed together, or neither is."""
    progress = _begin(progress_id, timezone.now())
    if progress is None:
        return
    try:
        with Reporter(progress_id) as reporter, transaction.atomic():
            by = officer_behind(progress.officer_id, area_code=progress.arguments.get("area", ""))
            result = WORK[progress.kind](progress.arguments, by, timezone.now(), reporter)
            reporter.end()
            _finish(progress_id, Progress.State.DONE, result=dict(result), stop_requested=False)
    except Interrupted:
        Progress.objects.filter(pk=progress_id).update(state=Progress.State.WAITING, attempts=progress.attempts - 1)
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, whoever waits for it must be told
        _tell_failure(progress_id, error)


@app.periodic(cron="*/10 * * * *")
@app.task(name="fangpin.look_at_timetable", queueing_lock="timetable")
def look_at_timetable(timestamp: int) -> None:  # noqa: ARG001 - the queue says when it asked; what is due, the rows say
    """Begin what is due. Asked every ten minutes and when a worker starts; asked again it begins nothing twice."""
    for progress in start_due(at=timezone.now()):
        log.info("begun by itself: %s", progress)


def _begin(progress_id: int, at: datetime) -> Progress | None:
    """Mark the work as running; None when it is done, was stopped while it waited, or is gone."""
    with transaction.atomic():
        progress = Progress.objects.select_for_update().filter(pk=progress_id).first()
        if progress is None or progress.state not in Progress.UNFINISHED:
            return None
        if progress.stop_requested:
            _finish(progress_id, Progress.State.STOPPED)
            return None
        progress.state = Progress.State.RUNNING
        progress.attempts += 1
        progress.started_at = at
        progress.save(update_fields=["state", "attempts", "started_at"])
    return progress


def _tell_failure(progress_id: int, error: Exception) -> None:
    """Put down why it did not work, in the words of the error where it has some in both languages."""
    from fangpin.rules import ScreeningStopped

    if isinstance(error, Stopped | ScreeningStopped):
        _finish(progress_id, Progress.State.STOPPED)
        return
    words = sentences_of(error)
    if words is None:
        log.error("job %s failed", progress_id, exc_info=error)
        words = (
            f"程序出错，没有保留任何结果；请重新运行，若再出现请把日志（任务 {progress_id}）交给维护人员。",
            f"the program failed; nothing is kept. Run it again; if it stays, pass the log on (job {progress_id}).",
        )
    _finish(progress_id, Progress.State.FAILED, problem_zh=words[0], problem_en=words[1])


def _finish(progress_id: int, state: str, **values: object) -> None:
    Progress.objects.filter(pk=progress_id).update(state=state, finished_at=timezone.now(), **values)
