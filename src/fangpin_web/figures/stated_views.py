"""Numbers of others: entered with source and scan, listed beside what was counted since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fangpin.bulletins.stated import counts_a_period
from fangpin.indicators import Span
from fangpin.policy import Indicator
from fangpin_web.accounts.permissions import may_state_figure, sees_tallies
from fangpin_web.evidence.problems import EvidenceRefused
from fangpin_web.evidence.services import keep
from fangpin_web.figures.doors import indicator_of, stated_everywhere
from fangpin_web.figures.forms import KINDS, StateForm
from fangpin_web.figures.services import MayNotState, state_figure
from fangpin_web.figures.showing import given_of, unit_of
from fangpin_web.figures.stated_showing import ABOUT, stated_lines
from fangpin_web.figures.views import figure_asked
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.wording import said
from fangpin_web.records.doors import area_names

STATED_A_PAGE = 50


@admits(sees_tallies)
@require_safe
def stated(request: HttpRequest) -> HttpResponse:
    """All stated numbers; those that differ from the records where asked for."""
    rulebook = policy()
    lines = stated_lines(stated_everywhere(), officer_of(request))
    only = request.GET.get("only", "")
    if only == "differ":
        lines = [line for line in lines if line.differs]
    elif only in dict(KINDS):
        lines = [line for line in lines if line.stated.kind == only]
    page = Paginator(lines, STATED_A_PAGE).get_page(request.GET.get("page"))
    places = area_names({line.stated.area_code for line in page})
    listed = [(line, indicator_of(rulebook, line.stated.indicator)) for line in page]
    context = {
        "page": page,
        "listed": [(line, i, given_of(i) if i else "", unit_of(i) if i else "") for line, i in listed],
        "places": places,
        "only": only,
        "policy": rulebook,
    }
    return render(request, "figures/stated.html", context)


@admits(may_state_figure)
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, name: str) -> HttpResponse:
    """Enter a department's number, or an override, beside the counted one; with its scan where there is one."""
    context = figure_asked(request, name)
    span = Span.of(context["seal"].as_of)
    begins = {"since": span.since + timedelta(days=1), "until": span.until, "stated_on": timezone.localdate()}
    over_a_period = counts_a_period(context["indicator"])
    form = StateForm(request.POST or None, request.FILES or None, initial=begins, over_a_period=over_a_period)
    if form.is_valid():
        try:
            _keep(request, form.cleaned_data, context["indicator"], context["area"])
        except EvidenceRefused as refused:
            form.add_error("scan", said(refused))
        except MayNotState as refused:
            form.add_error(None, said(refused))
        else:
            return redirect(f"../{name}/?{request.GET.urlencode()}")
    return render(request, "figures/state.html", context | {"form": form}, status=422 if request.POST else 200)


@transaction.atomic
def _keep(request: HttpRequest, told: dict[str, Any], indicator: Indicator, area: str) -> None:
    scan, officer, at = told.pop("scan", None), officer_of(request), timezone.now()
    made = state_figure(**told, indicator=indicator, area_code=area, by=officer, at=at)
    if scan is not None:
        keep(
            scan.read(), scan.name, kind="document", by=officer, at=at, area_code=officer.area_code,
            about=(ABOUT, made.pk), as_received=True,
        )  # fmt: skip
