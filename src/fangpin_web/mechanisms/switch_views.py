"""Saying that a mechanism is in use or no longer, and confirming what somebody else said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fangpin.policy import DeclaredByHand, PolicyError
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_switch_mechanism
from fangpin_web.mechanisms.doors import switch_or_404
from fangpin_web.mechanisms.forms import DecisionForm, SwitchForm
from fangpin_web.mechanisms.models import MechanismSwitch
from fangpin_web.mechanisms.problems import MechanismProblem
from fangpin_web.mechanisms.showing import figures_of
from fangpin_web.mechanisms.switching import confirm_switch, propose_switch, send_switch_back
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.wording import said

REFUSED = (MechanismProblem, PolicyError, DeclaredByHand)


@admits(may_switch_mechanism)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Enter that a mechanism is in use from a day, or no longer; a second officer confirms it."""
    found = policy().mechanisms.get(name)
    if found is None:
        raise Http404(name)
    today = timezone.localdate()
    begins = {"since": today, "on": "false" if found.on_day(today) else "true"}
    form = SwitchForm(request.POST or None, initial=begins)
    if form.is_valid():
        try:
            made = propose_switch(mechanism=name, by=officer_of(request), at=timezone.now(), **form.cleaned_data)
        except REFUSED as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(
                request, _("Entered. It counts when a second officer of the county office has confirmed it.")
            )
            return redirect("mechanisms:switch-entry", key=made.pk)
    context = {"form": form, "mechanism": found, "on": found.on_day(today)}
    return render(request, "mechanisms/switch.html", context, status=422 if form.errors else 200)


@admits(may_switch_mechanism)
@require_safe
def entry(request: HttpRequest, key: int) -> HttpResponse:
    """An entry that waits or was decided."""
    return _page(request, switch_or_404(key), DecisionForm())


@admits(may_switch_mechanism)
@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Confirm, or send back with the reason."""
    shown, form = switch_or_404(key), DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form)
    told: dict[str, Any] = {"entry": shown, "by": officer_of(request), "at": timezone.now()}
    try:
        if "confirm" in request.POST:
            confirm_switch(**told)
            messages.success(request, _("Confirmed. Worklists and figures follow with the next snapshot."))
        else:
            send_switch_back(**told, why=form.cleaned_data["why"])
            messages.success(request, _("Sent back. The entry stays on record."))
    except REFUSED as problem:
        form.add_error(None, said(problem))
        return _page(request, switch_or_404(key), form)
    return redirect("mechanisms:mechanism", name=shown.mechanism)


def _page(request: HttpRequest, shown: MechanismSwitch, form: DecisionForm) -> HttpResponse:
    rulebook = policy()
    mechanism = rulebook.mechanisms.get(shown.mechanism)
    people = officers_by_key([shown.proposed_by, shown.decided_by])
    context = {
        "entry": shown,
        "mechanism": mechanism,
        "rules": [rulebook.rules[r] for r in mechanism.rules if r in rulebook.rules] if mechanism else [],
        "figures": figures_of(mechanism, rulebook) if mechanism else [],
        "by": people.get(shown.proposed_by),
        "decided_by": people.get(shown.decided_by or 0),
        "waits": shown.state == MechanismSwitch.State.PROPOSED,
        "own": shown.proposed_by == officer_of(request).pk,
        "form": form,
    }
    return render(request, "mechanisms/switch_entry.html", context, status=422 if form.errors else 200)
