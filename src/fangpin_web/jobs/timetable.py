"""What begins by itself, and when. The queue's clock only asks; what is due is told by what was begun before.

So nothing is begun twice, whoever asks: two workers, a clock that asks every ten minutes, a restart. And a night on
which no machine ran is made up for once, however many there were: the work itself looks back to the last it finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fangpin_web.accounts.doors import clockwork, county_areas
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.queueing import queue
from fangpin_web.office.policy import NoOffice, office

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Work that begins every day at a time of the office's clock, once in each county the installation serves."""

    kind: Progress.Kind
    at: time

    def last_due(self, now: datetime) -> datetime:
        """When it last was to begin."""
        today = timezone.localtime(now)
        due = today.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return due if due <= today else due - _DAY

    def next_due(self, now: datetime) -> datetime:
        return self.last_due(now) + _DAY

    def arguments(self, area: str, due: datetime) -> Mapping[str, Any]:
        """Whose it is, and the day that had ended when it was due."""
        return {"area": area, "through": (timezone.localdate(due) - _DAY).isoformat()}

    def key(self, area: str, due: datetime) -> str:
        return f"{self.kind} {area} {timezone.localdate(due)}"


TIMETABLE = (Entry(kind=Progress.Kind.CLOCKS, at=time(0, 10)),)


def start_due(*, at: datetime) -> list[Progress]:
    """Queue what is due and was not begun; gives what was begun now. Nothing from before the office was set up."""
    try:
        since = office().set_up_at
    except NoOffice:
        return []
    begun = []
    for entry in TIMETABLE:
        due = entry.last_due(at)
        if due < since:
            continue
        for area in county_areas():
            with transaction.atomic():  # the row and its job, or neither
                progress, new = Progress.objects.get_or_create(
                    once=entry.key(area, due),
                    defaults={
                        "kind": entry.kind, "arguments": entry.arguments(area, due),
                        "officer_id": clockwork(area).pk, "queued_at": at,
                    },
                )  # fmt: skip
                if new:
                    queue(progress)
                    begun.append(progress)
    return begun
