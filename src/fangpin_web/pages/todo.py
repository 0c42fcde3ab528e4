"""The to-do list of an officer: what waits, how much of it, until when, and where it is done.

Each task is counted under the officer's own scope. A task with nothing to do is not listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from fangpin_web.accounts.models import Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of the list. ``waiting`` things to do, ``overdue`` of them; ``address`` is where."""

    title: str | Promise
    hint: str | Promise
    waiting: int
    overdue: int = 0
    address: str
    icon: str


def tasks_for(officer: Officer, *, day: date) -> list[Task]:
    """The officer's tasks, overdue ones first."""
    return []
