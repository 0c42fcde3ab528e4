"""Entering a value that a document sets, and confirming what somebody else entered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.policy import DeclaredByHand, PolicyError
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_enter_parameter
from fangpin_web.office import parameters
from fangpin_web.office.doors import entry_or_404
from fangpin_web.office.models import ParameterEntry
from fangpin_web.office.parameters import ParameterProblem
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.wording import said
from fangpin_web.publishing.doors import newest_seal
from fangpin_web.publishing.forms import DecisionForm, EntryForm

REFUSED = (ParameterProblem, PolicyError, DeclaredByHand)


@admits(may_enter_parameter)
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Enter a value; it counts when another officer has confirmed it."""
    found = policy().parameters.get(name)
    if found is None:
        raise Http404(name)
    form = EntryForm(request.POST or None)
    if form.is_valid():
        try:
            made = parameters.propose_value(
                parameter=name, by=officer_of(request), at=timezone.now(), **form.cleaned_data
            )
        except REFUSED as problem:
            form.add_error(None, _words(problem))
        else:
            messages.success(
                request, _("Entered. It counts when a second officer of the county office has confirmed it.")
            )
            return redirect("publishing:parameter-entry", key=made.pk)
    context = {"form": form, "parameter": found}
    return render(request, "publishing/parameter_enter.html", context, status=422 if form.errors else 200)


def _words(problem: Exception) -> str:
    """A problem of the policy files without their names: the first thing that is wrong."""
    if isinstance(problem, PolicyError):
        first = problem.problems[0]
        return said(_First(first.zh(), str(first)))
    return said(problem)


class _First:
    def __init__(self, zh: str, en: str) -> None:
        self.zh, self._en = zh.split("：", 1)[-1], en.split(": ", 1)[-1]

    def __str__(self) -> str:
        return self._en


@admits(may_enter_parameter)
@require_safe
def entry(request: HttpRequest, key: int) -> HttpResponse:
    """An entry that waits, with what it would change in the last snapshot."""
    return _page(request, entry_or_404(key), DecisionForm())


def _page(request: HttpRequest, shown: ParameterEntry, form: DecisionForm) -> HttpResponse:
    rulebook, sealed = policy(), newest_seal()
    differences: list[Any] = []
    problem = ""
    waits = shown.state == ParameterEntry.State.PROPOSED
    if waits and sealed is not None:
        try:
            found = parameters.what_would_change(shown, snapshot=sealed.folder, as_of=sealed.as_of)
            differences = [(rulebook.rules[one.rule], one) for one in found]
        except (*REFUSED, OSError, ValueError) as error:
            problem = _words(error)
    people = officers_by_key([shown.proposed_by, shown.decided_by])
    context = {
        "entry": shown,
        "parameter": rulebook.parameters.get(shown.parameter),
        "by": people.get(shown.proposed_by),
        "decided_by": people.get(shown.decided_by or 0),
        "waits": waits,
        "own": shown.proposed_by == officer_of(request).pk,
        "form": form,
        "sealed": sealed,
        "later": sealed is not None and sealed.as_of < shown.since,
        "differences": differences,
        "problem": problem,
        "codes": rulebook,
    }
    return render(request, "publishing/parameter_entry.html", context, status=422 if form.errors else 200)


@admits(may_enter_parameter)
@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Confirm, or send back with the reason."""
    shown, form = entry_or_404(key), DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form)
    told: dict[str, Any] = {"entry": shown, "by": officer_of(request), "at": timezone.now()}
    try:
        if "confirm" in request.POST:
            parameters.confirm_entry(**told)
            messages.success(request, _("Confirmed. It counts from its day on, in every process, without a restart."))
        else:
            parameters.send_back(**told, why=form.cleaned_data["why"])
            messages.success(request, _("Sent back. The entry stays on record."))
    except REFUSED as problem:
        form.add_error(None, _words(problem))
        return _page(request, entry_or_404(key), form)
    return redirect("publishing:parameter", name=shown.parameter)
