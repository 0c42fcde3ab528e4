"""What the household's and the clue's page show of what was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_note_told
from fangpin_web.told.doors import notes_about
from fangpin_web.told.forms import ToldForm
from fangpin_web.told.models import ToldNote


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPart:
    """The notes, each with who entered and who withdrew it, and the form for another one where the reader may."""

    household_id: int
    clue_id: int | None
    notes: tuple[tuple[ToldNote, Officer | None, Officer | None], ...]
    form: Any


def told_part(officer: Officer, household_id: int, *, clue_id: int | None = None) -> ToldPart:
    """For a reader who has opened the household."""
    notes = notes_about(household_id)
    people = officers_by_key(key for n in notes for key in (n.entered_by, n.withdrawn_by) if key)
    return ToldPart(
        household_id=household_id,
        clue_id=clue_id,
        notes=tuple((n, people.get(n.entered_by), people.get(n.withdrawn_by or 0)) for n in notes),
        form=ToldForm(today=timezone.localdate()) if may_note_told(officer) else None,
    )
