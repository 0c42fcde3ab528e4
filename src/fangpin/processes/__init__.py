"""Processes as data: what may be done with a case, by whom, on what conditions, and by which day.

>>> from datetime import date
>>> from fangpin.policy import load
>>> from fangpin.processes import due_on
>>> due_on(date(2026, 9, 30), 2, "working", load("gejiu").holidays)
datetime.date(2026, 10, 9)

``moves(process, situation, actor, ground)`` answers for every move of the step a case stands at, with what stands
against it; nothing here reads a clock or a row.
"""

from __future__ import annotations

from fangpin.processes.days import (
    Clock,
    ClockStopped,
    DayKind,
    Pause,
    Standing,
    State,
    Term,
    due_on,
    elapsed,
    standing_by,
)
from fangpin.processes.engine import (
    Answer,
    Ground,
    NoSuchStep,
    Refusal,
    answer_of,
    check_reason,
    level_above,
    levels_above,
    moves,
    row_of,
    step_clock,
    step_of,
    total_clock,
)  # fmt: skip
from fangpin.processes.situation import Actor, Hung, Situation, Votes

__all__ = [
    "Actor",
    "Answer",
    "Clock",
    "ClockStopped",
    "DayKind",
    "Ground",
    "Hung",
    "NoSuchStep",
    "Pause",
    "Refusal",
    "Situation",
    "Standing",
    "State",
    "Term",
    "Votes",
    "answer_of",
    "check_reason",
    "due_on",
    "elapsed",
    "level_above",
    "levels_above",
    "moves",
    "row_of",
    "standing_by",
    "step_clock",
    "step_of",
    "total_clock",
]
