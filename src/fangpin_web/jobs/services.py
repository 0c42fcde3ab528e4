"""Starting, stopping and restarting background work, and taking up what a dead worker left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from fangpin_web.accounts.models import Officer
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.queueing import queue

ATTEMPTS = 3


class NotRestartable(Exception):
    """Only work that failed or was stopped is begun again."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        super().__init__(f"job {progress.pk} is {progress.state}; only failed or stopped work is begun again")

    @property
    def zh(self) -> str:
        state = self.progress.get_state_display()
        return f"任务 {self.progress.pk} 的状态是“{state}”，只有失败或已停止的任务可以重新运行。"


def start(*, kind: str, arguments: Mapping[str, Any], by: Officer, at: datetime) -> Progress:
    """Queue a piece of work; it begins when this transaction has committed and a worker is free."""
    with transaction.atomic():
        progress = Progress.objects.create(
            kind=Progress.Kind(kind), arguments=dict(arguments), officer_id=by.pk, queued_at=at
        )
        queue(progress)
    return progress


def follow_seal(*, seal_id: int, by: Officer, at: datetime) -> None:
    """Queue what every seal is followed by: worklists worked out anew, figures counted, entitlements reckoned."""
    for kind in (Progress.Kind.WORKLISTS, Progress.Kind.FIGURES, Progress.Kind.ENTITLEMENTS):
        start(kind=kind, arguments={"seal": seal_id}, by=by, at=at)


def request_stop(*, progress_id: int, by: Officer, at: datetime) -> Progress:
    """Ask for work to stop: at once if it still waits, else at its next step; nothing of it is kept."""
    with transaction.atomic():
        progress = _own(progress_id, by)
        if progress.state == Progress.State.WAITING:
            progress.state = Progress.State.STOPPED
            progress.finished_at = at
        progress.stop_requested = progress.state in {Progress.State.RUNNING, Progress.State.STOPPED}
        progress.save(update_fields=["state", "finished_at", "stop_requested"])
    return progress


def restart(*, progress_id: int, by: Officer, at: datetime) -> Progress:
    """Begin failed or stopped work again, with the arguments it had. Raises :class:`NotRestartable`."""
    with transaction.atomic():
        progress = _own(progress_id, by)
        if progress.state not in {Progress.State.FAILED, Progress.State.STOPPED}:
            raise NotRestartable(progress)
        for name, value in _AFRESH.items():
            setattr(progress, name, value)
        progress.queued_at = at
        progress.save()
        queue(progress)
    return progress


def take_up_abandoned(*, at: datetime) -> list[Progress]:
    """Queue again what a dead worker left, and fail what has died too often. Gives what was touched.

    Work is abandoned when its row says that it waits or runs while its job is neither queued nor held
    by a living worker.
    """
    touched = []
    with transaction.atomic():
        _release_jobs_of_dead_workers()
        for progress in Progress.objects.unfinished().select_for_update(skip_locked=True).order_by("id"):
            if _job_status(progress.job_id) in {"todo", "doing"}:
                continue
            if progress.attempts >= ATTEMPTS:
                progress.state = Progress.State.FAILED
                progress.finished_at = at
                progress.problem_zh = f"执行进程中断了 {ATTEMPTS} 次，没有保留任何结果；请检查内存和磁盘后重新运行。"
                progress.problem_en = (
                    f"the worker died {ATTEMPTS} times; nothing is kept. Check memory and disk, then run it again"
                )
            else:
                progress.state = Progress.State.WAITING
                queue(progress)
            progress.save()
            touched.append(progress)
    return touched


_AFRESH: dict[str, Any] = {
    "state": Progress.State.WAITING,
    "stop_requested": False,
    "attempts": 0,
    "done": 0,
    "of": 0,
    "message_zh": "",
    "message_en": "",
    "problem_zh": "",
    "problem_en": "",
    "result": None,
    "started_at": None,
    "finished_at": None,
}


def _own(progress_id: int, by: Officer) -> Progress:
    """Work the officer watches, locked; of others' ``Progress.DoesNotExist`` as of absent ones."""
    return Progress.objects.select_for_update().watched_by(by).get(pk=progress_id)


def _job_status(job_id: int | None) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job_id])
        row = cursor.fetchone()
        return str(row[0]) if row else None


SILENCE_SECONDS = 20  # a worker tells that it lives every few seconds

_DEAD = """
SELECT j.id FROM procrastinate_jobs AS j LEFT JOIN procrastinate_workers AS w ON w.id = j.worker_id
WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => %s))
"""


def _release_jobs_of_dead_workers() -> None:
    """A job that is held by a dead worker also holds the lock all others wait for."""
    with connection.cursor() as cursor:
        cursor.execute(_DEAD, [SILENCE_SECONDS])
        for (job_id,) in cursor.fetchall():
            cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job_id])
