"""The doors to background work: each officer sees what he started."""

from __future__ import annotations

from django.http import Http404

from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Upload
from fangpin_web.jobs.models import Progress


def work_or_404(officer: Officer, key: int) -> Progress:
    """The door to a piece of work: the officer's own."""
    found = Progress.objects.started_by(officer.pk).filter(pk=key).first()
    if found is None:
        raise Http404(f"work {key}")
    return found


def unfinished_work_on(upload: Upload) -> Progress | None:
    """What is being done with a delivery now, the newest first."""
    return Progress.objects.unfinished().filter(arguments__upload=upload.pk).order_by("-id").first()


def failed_work_on(upload: Upload) -> Progress | None:
    """The last work on a delivery, if it failed: whoever opens the delivery must see that, not only who began it."""
    last = Progress.objects.filter(arguments__upload=upload.pk).order_by("-id").first()
    return last if last is not None and last.state == Progress.State.FAILED else None


def unfinished_work_on_round(key: int) -> Progress | None:
    """The check of an export that goes on now, the newest first."""
    return Progress.objects.unfinished().filter(arguments__round=key).order_by("-id").first()
