"""Entries of parameters as pages read them."""

from __future__ import annotations

from django.http import Http404

from fangpin_web.office.models import ParameterEntry


def entries_waiting() -> list[ParameterEntry]:
    """Entries that wait for a second person, oldest first."""
    return list(ParameterEntry.objects.filter(state=ParameterEntry.State.PROPOSED).order_by("id"))


def entries_of(parameter: str) -> list[ParameterEntry]:
    """What was entered by page for a parameter, newest first."""
    return list(ParameterEntry.objects.filter(parameter=parameter).order_by("-id"))


def entry_or_404(key: int) -> ParameterEntry:
    found = ParameterEntry.objects.filter(pk=key).first()
    if found is None:
        raise Http404(key)
    return found
