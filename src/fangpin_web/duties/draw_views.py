"""Draws, call sheets and unannounced inspections."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.ledgers.area_codes import COUNTY_AND_BELOW
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_call, may_draw, sees_draws
from fangpin_web.duties import doors, drawing, forms
from fangpin_web.duties.problems import DutyProblem
from fangpin_web.pages.admission import admits, officer_of, require
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import said
from fangpin_web.records.doors import area_names, areas_inside

PER_PAGE = 50


@admits(sees_draws)
def draws(request: HttpRequest) -> HttpResponse:
    """Draws made, and a new one. Those made over the officer's own area are not among them."""
    officer = officer_of(request)
    form = forms.DrawForm(request.POST or None, areas=areas_inside(officer.area_code, level_digits=COUNTY_AND_BELOW))
    refusal = ""
    if request.method == "POST":
        require(officer, may_draw)
        if form.is_valid():
            told = form.cleaned_data
            try:
                made = drawing.make_draw(
                    kind=told["kind"], among=told["among"], within=told["within"], size=told["size"], by=officer,
                    at=timezone.now(),
                )  # fmt: skip
                return redirect("duties:draw", key=made.pk)
            except DutyProblem as problem:
                refusal = said(problem)
    page = Paginator(doors.draws_for(), PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({row.within for row in page})
    context = {
        "page": page,
        "table": [(row, places.get(row.within, row.within)) for row in page],
        "people": officers_by_key(row.drawn_by for row in page),
        "form": form,
        "refusal": refusal,
        "may_draw": may_draw(officer),
        "kinds": dict(forms.DrawForm.KINDS),
    }
    return render(request, "duties/draws.html", context, status=422 if form.errors or refusal else 200)


@admits(sees_draws)
@require_safe
def draw_page(request: HttpRequest, key: int) -> HttpResponse:
    """One draw: whom it drew, how far it is, how it can be drawn again."""
    officer, codes = officer_of(request), policy()
    found = doors.draw_or_404(key)
    targets = doors.targets_of_draw(found)
    heads = doors.households_by_key(t.household_id for t in targets if t.household_id)
    places = area_names({found.within, *(t.target_area for t in targets)})
    calls = doors.calls_of(t.pk for t in targets)
    log_read(request, act="read", purpose="list", ledger="visit", rows=len(targets))
    context: dict[str, Any] = {
        "draw": found,
        "within": places.get(found.within, found.within),
        "drawn_by": officers_by_key([found.drawn_by]).get(found.drawn_by),
        "table": [
            (t, heads.get(t.household_id or 0), places.get(t.target_area, t.target_area), calls.get(t.pk, []))
            for t in targets
        ],
        "done": sum(t.state != "open" for t in targets),
        "same": drawing.draws_the_same(found) if found.opened_at else None,
        "codes": codes,
        "kinds": dict(forms.DrawForm.KINDS),
        "may_draw": may_draw(officer),
        "may_call": may_call(officer),
    }
    return render(request, "duties/draw.html", context)


@admits(may_draw)
@require_POST
def open_draw(request: HttpRequest, key: int) -> HttpResponse:
    """Show the salt."""
    try:
        drawing.open_draw(key=doors.draw_or_404(key).pk, by=officer_of(request), at=timezone.now())
    except DutyProblem as problem:
        messages.error(request, said(problem))
    return redirect("duties:draw", key=key)


@admits(may_call)
def call(request: HttpRequest, key: int) -> HttpResponse:
    """The call sheet of one household: number, script, result; the calls before."""
    officer, codes = officer_of(request), policy()
    target = doors.target_or_404(key)
    household = doors.households_by_key([target.household_id]).get(target.household_id or 0)
    form = forms.CallForm(request.POST or None, policy=codes)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            drawing.record_call(
                target_id=key, result=told["result"], words=told["words"], by=officer, at=timezone.now()
            )
        except DutyProblem as problem:
            refusal = said(problem)
        else:
            messages.success(request, _("Noted."))
            return redirect("duties:draw", key=target.draw_id)
    log_read(request, act="read", purpose="visit", household=household, ledger="household", rows=1)
    context = {
        "target": target,
        "household": household,
        "place": area_names({target.target_area}).get(target.target_area, ""),
        "calls": doors.calls_of([key]).get(key, []),
        "form": form,
        "refusal": refusal,
        "codes": codes,
    }
    return render(request, "duties/call.html", context, status=422 if form.errors or refusal else 200)


@admits(may_draw)
def inspect(request: HttpRequest, key: int) -> HttpResponse:
    """What an unannounced inspection found; entered after the visit."""
    officer = officer_of(request)
    target = doors.target_or_404(key)
    form = forms.InspectionForm(request.POST or None, policy=policy(), initial={"on": timezone.localdate()})
    refusal = ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            drawing.record_inspection(
                target_id=key, on=told["on"], words=told["words"], issue_kind=told["issue_kind"], by=officer,
                at=timezone.now(),
            )  # fmt: skip
        except DutyProblem as problem:
            refusal = said(problem)
        else:
            messages.success(request, _("Noted; from now on it stands in the ledger of the place."))
            return redirect("duties:draw", key=target.draw_id)
    context = {
        "target": target,
        "place": area_names({target.target_area}).get(target.target_area, ""),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "duties/inspect.html", context, status=422 if form.errors or refusal else 200)
