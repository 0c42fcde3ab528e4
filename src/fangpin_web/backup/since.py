"""What would be lost if the machine died now: what was done since the last backup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fangpin_web.intake.doors import landed_since
from fangpin_web.records.doors import changed_by_officers_since
from fangpin_web.told.doors import noted_since


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Counts of what a restore would not bring back; from the beginning where ``at`` is None."""

    at: datetime | None
    deliveries: int
    by_hand: int
    clues: int
    notes: int

    @property
    def nothing(self) -> bool:
        return not (self.deliveries or self.by_hand or self.clues or self.notes)


def done_since(at: datetime | None) -> Since:
    """Inside the reader's scope: the county sees all of its own."""
    changed = changed_by_officers_since(at)
    clues = changed.pop("clue", 0)
    return Since(at=at, deliveries=landed_since(at), by_hand=sum(changed.values()), clues=clues, notes=noted_since(at))
