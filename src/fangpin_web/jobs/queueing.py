"""Giving a piece of work its job in the queue."""

from __future__ import annotations

from procrastinate.contrib.django import app

from fangpin_web.jobs.models import Progress

TASK = "fangpin.run"
_LOCK = "office"  # imports, seals and screenings of an office are done one after the other


def queue(progress: Progress) -> None:
    """Give a piece of work its job; inside the transaction that makes or changes its row."""
    progress.job_id = app.configure_task(TASK, lock=_LOCK).defer(progress_id=progress.pk)
    progress.save(update_fields=["job_id"])
