"""Processes as data: what may be done with a case, by whom, on what conditions, and by which day.

>>> from datetime import date
>>> from fangpin.policy import load
>>> from fangpin.processes import due_on
>>> due_on(date(2026, 9, 30), 2, "working", load("gejiu").holidays)
datetime.date(2026, 10, 9)
"""

from __future__ import annotations

from fangpin.processes.days import Clock, ClockStopped, DayKind, Pause, Standing, State, Term, due_on, elapsed

__all__ = ["Clock", "ClockStopped", "DayKind", "Pause", "Standing", "State", "Term", "due_on", "elapsed"]
