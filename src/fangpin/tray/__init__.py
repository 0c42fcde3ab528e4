"""The month tray: which lists an office is owed for a month, how each stands on a day, and what to say to the sender.

    owed = owed_for(date(2026, 10, 1), sources, policy.holidays)
    standings = [stand(one, arrived, said, as_of=day, holidays=policy.holidays) for one in owed]
    reminders_for(standings, …)

Pure: the day is handed in, nothing is read from anywhere.
"""

from __future__ import annotations

from fangpin.tray.owed import Owed, month_of, months_before, owed_for
from fangpin.tray.reminders import Reminder, reminders_for
from fangpin.tray.standing import Arrival, Said, Standing, stand

__all__ = [
    "Arrival",
    "Owed",
    "Reminder",
    "Said",
    "Standing",
    "month_of",
    "months_before",
    "owed_for",
    "reminders_for",
    "stand",
]
