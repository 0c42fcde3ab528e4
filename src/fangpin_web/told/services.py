"""Noting what was told about a household, and taking a note back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_note_told
from fangpin_web.told.models import ToldNote


class NotAllowed(Exception):
    """The officer's role notes nothing about households."""

    def say(self, language: str = "zh") -> str:
        return "您的角色不能登记口头信息。" if language.startswith("zh") else "Your role may not note what was told."


def note_told(
    *,
    household: Any,
    told_by: str,
    how: str,
    told_on: date,
    text: str,
    by: Officer,
    at: datetime,
    clue_id: int | None = None,
) -> ToldNote:
    """Keep what was told, unverified. Changes no ledger and no answer of a rule."""
    _allow(by)
    with acting_as(by, "note told"):
        return ToldNote.objects.create(
            area_code=household.area_code, household_id=household.pk, clue_id=clue_id, told_by=told_by, how=how,
            told_on=told_on, text=text, entered_at=at, entered_by=by.pk,
        )  # fmt: skip


def withdraw_note(*, note: ToldNote, by: Officer, at: datetime) -> ToldNote:
    """Take a note back; it stays to be seen. A second time changes nothing."""
    _allow(by)
    with acting_as(by, "withdraw told note"):
        held = ToldNote.objects.select_for_update().get(pk=note.pk)
        if held.withdrawn_at is None:
            held.withdrawn_at, held.withdrawn_by = at, by.pk
            held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return held


def _allow(by: Officer) -> None:
    if not may_note_told(by):
        raise NotAllowed
