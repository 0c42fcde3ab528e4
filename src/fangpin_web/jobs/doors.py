"""The doors to background work: each officer sees what he started."""

from __future__ import annotations

from django.http import Http404

from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Upload
from fangpin_web.jobs.models import Progress
from fangpin_web.publishing.models import Seal

SHOWN = 30


def work_or_404(officer: Officer, key: int) -> Progress:
    """The door to a piece of work: what he started, and for the county what begins by itself."""
    found = Progress.objects.watched_by(officer).filter(pk=key).first()
    if found is None:
        raise Http404(f"work {key}")
    return found


def work_of(officer: Officer) -> list[Progress]:
    """What an officer started, newest first."""
    return list(Progress.objects.filter(officer_id=officer.pk).order_by("-id")[:SHOWN])


def timed_work_of(officer: Officer) -> list[Progress]:
    """What began by itself in his area, newest first."""
    return list(Progress.objects.watched_by(officer).exclude(once="").order_by("-id")[:SHOWN])


def failed_timed_work(officer: Officer) -> int:
    """Of what begins by itself, how many kinds failed the last time."""
    last = {row.kind: row for row in reversed(timed_work_of(officer))}
    return sum(row.state == Progress.State.FAILED for row in last.values())


def unfinished_work_on(upload: Upload) -> Progress | None:
    """What is being done with a delivery now, the newest first."""
    return Progress.objects.unfinished().filter(arguments__upload=upload.pk).order_by("-id").first()


def failed_work_on(upload: Upload) -> Progress | None:
    """The last work on a delivery, if it failed: whoever opens the delivery must see that, not only who began it."""
    last = Progress.objects.filter(arguments__upload=upload.pk).order_by("-id").first()
    return last if last is not None and last.state == Progress.State.FAILED else None


def under_way(kind: Progress.Kind, seal: Seal | None) -> bool:
    """Whether a snapshot is being gone through for this, or waits its turn."""
    return seal is not None and Progress.objects.unfinished().filter(kind=kind, arguments__seal=seal.pk).exists()


def unfinished_work_on_round(key: int) -> Progress | None:
    """The check of an export that goes on now, the newest first."""
    return Progress.objects.unfinished().filter(arguments__round=key).order_by("-id").first()
