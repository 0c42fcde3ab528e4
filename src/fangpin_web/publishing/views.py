"""Snapshots: which there are, what is in one, whether it is still what was sealed; and what rules and sources yield."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fangpin.snapshots import SnapshotError, read_manifest
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_screen, may_seal, opens_household_file
from fangpin_web.clues.queries import yield_by_channel, yield_by_rule, yield_by_source
from fangpin_web.clues.telling import sign_of
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.navigation import sees_snapshots
from fangpin_web.pages.wording import code_label, named, said
from fangpin_web.publishing.doors import seal_before, seal_or_404, seals_latest_first
from fangpin_web.publishing.forms import SealForm
from fangpin_web.publishing.services import check_seal


@admits(sees_snapshots)
@require_safe
def snapshots(request: HttpRequest) -> HttpResponse:
    """All seals, newest first."""
    seals = list(seals_latest_first())
    officers = officers_by_key(seal.sealed_by for seal in seals)
    listed = [(seal, officers.get(seal.sealed_by) if seal.sealed_by else None) for seal in seals]
    context = {"listed": listed, "form": SealForm(initial={"as_of": timezone.localdate()})}
    return render(request, "publishing/snapshots.html", context | {"may_seal": may_seal(officer_of(request))})


@admits(may_seal)
@require_POST
def seal(request: HttpRequest) -> HttpResponse:
    """Seal what is known now, to be read for a day; a worker does it."""
    form = SealForm(request.POST)
    if not form.is_valid():
        return render(request, "pages/refused_form.html", {"forms": [form]}, status=422)
    asked = {"as_of": form.cleaned_data["as_of"].isoformat(), "label": form.cleaned_data["label"]}
    begun = start(kind=Progress.Kind.SEAL, arguments=asked, by=officer_of(request), at=timezone.now())
    return redirect("jobs:work", key=begun.pk)


@admits(may_screen)
@require_POST
def screen(request: HttpRequest, key: int) -> HttpResponse:
    """Screen a snapshot with the rules in force; what is found becomes proposals."""
    found = seal_or_404(key)
    begun = start(kind=Progress.Kind.SCREEN, arguments={"seal": found.pk}, by=officer_of(request), at=timezone.now())
    return redirect("jobs:work", key=begun.pk)


@admits(sees_snapshots)
@require_safe
def snapshot(request: HttpRequest, key: int) -> HttpResponse:
    """One seal: its manifest, ledger by ledger."""
    return render(request, "publishing/snapshot.html", _snapshot_context(request, key))


@admits(sees_snapshots)
@require_POST
def verify(request: HttpRequest, key: int) -> HttpResponse:
    """Hash every file of the snapshot again, and its place in the chain."""
    context = _snapshot_context(request, key)
    problems = [said(problem) for problem in check_seal(context["seal"])]
    return render(request, "publishing/snapshot.html", context | {"verified": True, "problems": problems})


def _snapshot_context(request: HttpRequest, key: int) -> dict[str, Any]:
    seal = seal_or_404(key)
    try:
        manifest, problem = read_manifest(seal.folder), ""
    except SnapshotError as gone:
        manifest, problem = None, said(gone)
    return {
        "seal": seal,
        "manifest": manifest,
        "problem": problem,
        "before": seal_before(seal),
        "may_screen": may_screen(officer_of(request)),
    }


@admits(opens_household_file)
@require_safe
def yields(request: HttpRequest) -> HttpResponse:
    """What became of the clues of each rule, source and channel, inside the officer's area."""
    codes = policy()
    rules = [(named(sign_of(codes, y.name)) or y.name, y) for y in yield_by_rule()]
    sources = [(named(codes.sources.get(y.name)) or y.name, y) for y in yield_by_source()]
    channels = [(code_label(codes, "clue_channel", y.name), y) for y in yield_by_channel()]
    return render(request, "publishing/yields.html", {"rules": rules, "sources": sources, "channels": channels})
