"""Adding a note of what was told, from the household's or a clue's page, and taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_note_told
from fangpin_web.clues.queries import clues_for
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.records.doors import household_for
from fangpin_web.told import services
from fangpin_web.told.doors import note_or_404
from fangpin_web.told.forms import ToldForm


@admits(may_note_told)
@require_POST
def add(request: HttpRequest, key: int) -> HttpResponse:
    """Keep what was told about a household; ``clue`` says from which clue's page it was noted."""
    officer = officer_of(request)
    household = household_for(officer, key)
    clue = _clue(officer, household, request.POST.get("clue", ""))
    form = ToldForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return render(request, "told/refused.html", {"form": form, "household": household, "clue": clue}, status=422)
    services.note_told(household=household, clue_id=clue, by=officer, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Noted as told, not verified. No rule reads it."))
    return _back(household.pk, clue)


@admits(may_note_told)
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take a note back; it stays to be seen, struck out."""
    officer = officer_of(request)
    note = note_or_404(key)
    household_for(officer, note.household_id)
    services.withdraw_note(note=note, by=officer, at=timezone.now())
    messages.success(request, _("The note was taken back."))
    return _back(note.household_id, int(request.POST["clue"]) if request.POST.get("clue", "").isdigit() else None)


def _clue(officer: Officer, household: Any, told: str) -> int | None:
    """The clue named, if it is one of this household that the officer sees."""
    if not told.isdigit():
        return None
    found = clues_for(officer).filter(pk=int(told), household=household).first()
    return found.pk if found else None


def _back(household: int, clue: Any) -> HttpResponse:
    return redirect("clues:clue", key=clue) if clue else redirect("records:household", key=household)
