"""What one officer enters counts when a second has confirmed it: then the place's own policy folder gets a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from fangpin.policy import OwnPlace, make_place
from fangpin.rosters.checking import check_sources
from fangpin_web.accounts.models import Officer
from fangpin_web.office.archive import keep_policy
from fangpin_web.office.models import TwoOfficerEntry
from fangpin_web.office.policy import office, own_folder, own_place, policy_folders, policy_in_force

E = TypeVar("E", bound=TwoOfficerEntry)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOfficer(Generic[E]):
    """How entries of one model are decided.

    ``problem`` words a refusal by its kind, ``refused`` is the kind for officers that ``may`` not decide;
    ``reason`` is the column that keeps why one was sent back; ``write`` adds the entry's line to the own folder.
    """

    model: type[E]
    may: Callable[[Officer], bool]
    problem: Callable[[str], Exception]
    refused: str
    reason: str
    write: Callable[..., Path]

    def confirm(self, entry: E, *, by: Officer, at: datetime) -> E:
        """Confirm as the second person: the whole policy is checked with the line, then the file gets it at once.

        The row is locked: of two that press together, one gets ``decided``. The file is written as the last step,
        so that nothing can be in force that nobody has confirmed.
        """
        with transaction.atomic():
            entry = self._open(entry, by)
            if entry.proposed_by == by.pk:
                raise self.problem("own_entry")
            self._decide(entry, TwoOfficerEntry.State.CONFIRMED, by, at)
            keep_policy(policy_in_force())
            make_place(own_folder(), own_place_said())
            self.write(
                entry, own=own_folder(), shipped=policy_folders()[-1], place=own_place(), further=[check_sources]
            )
            keep_policy(policy_in_force())
        return entry

    def send_back(self, entry: E, *, why: str, by: Officer, at: datetime) -> E:
        """Refuse an entry, one's own included; it stays on record with the reason."""
        if not why.strip():
            raise self.problem("no_reason")
        with transaction.atomic():
            entry = self._open(entry, by)
            setattr(entry, self.reason, why.strip()[:200])
            self._decide(entry, TwoOfficerEntry.State.SENT_BACK, by, at)
        return entry

    def _open(self, entry: E, by: Officer) -> E:
        if not self.may(by):
            raise self.problem(self.refused)
        rows: QuerySet[E] = QuerySet(self.model)
        found = rows.select_for_update().get(pk=entry.pk)
        if found.state != TwoOfficerEntry.State.PROPOSED:
            raise self.problem("decided")
        return found

    @staticmethod
    def _decide(entry: E, state: str, by: Officer, at: datetime) -> None:
        entry.state, entry.decided_by, entry.decided_at = state, by.pk, at
        entry.save()


def own_place_said() -> OwnPlace:
    """What the place of this installation's own says of itself."""
    served = office().place
    place = next(one for one in policy_in_force().chain if one.id == served)
    return OwnPlace(id=own_place(), zh=place.zh, en=place.en, inherits=place.id, area_code=place.area_code,
                    level=place.level)  # fmt: skip
