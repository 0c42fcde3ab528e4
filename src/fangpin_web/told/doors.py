"""The doors to what was told, behind those to the household."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404

from fangpin_web.told.models import ToldNote


def notes_about(household_id: int) -> list[ToldNote]:
    """All notes about a household the reader has opened, newest first, those taken back too."""
    return list(ToldNote.objects.filter(household_id=household_id).order_by("-told_on", "-id"))


def noted_since(at: datetime | None) -> int:
    """How many notes were entered since; from the beginning for None."""
    return (ToldNote.objects.filter(entered_at__gt=at) if at else ToldNote.objects.all()).count()


def note_or_404(key: int) -> ToldNote:
    """A note inside the officer's area."""
    found = ToldNote.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"told note {key}")
    return found
