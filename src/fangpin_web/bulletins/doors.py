"""The doors to drafts and remembered readings: an office sees its own drafts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from fangpin_web.accounts.models import Officer
from fangpin_web.bulletins.models import Draft, ReadingChoice
from fangpin_web.bulletins.storing import checked_of
from fangpin_web.jobs.models import Progress


def drafts_for(officer: Officer) -> QuerySet[Draft]:
    """Drafts of the officer's office, the newest first."""
    return Draft.objects.all().of_office(officer.area_code)


def draft_or_404(officer: Officer, key: int) -> Draft:
    """A draft of the officer's office; another's and none look the same."""
    found = drafts_for(officer).select_related("seal").filter(pk=key).first()
    if found is None:
        raise Http404(f"draft {key}")
    return found


def checked_or_404(draft: Draft) -> dict[str, Any]:
    """What was found in a draft."""
    try:
        return checked_of(draft.pk)
    except FileNotFoundError as gone:
        raise Http404(f"draft {draft.pk} has no result here") from gone


def choices_of(place: str) -> dict[str, str]:
    """Words → indicator key, the newest choice of each."""
    rows = ReadingChoice.objects.filter(place=place).order_by("id").values_list("words", "indicator")
    return dict(rows)


def unfinished_check_of(key: int) -> Progress | None:
    """The check that goes on now, the newest first."""
    return Progress.objects.unfinished().filter(arguments__draft=key).order_by("-id").first()
