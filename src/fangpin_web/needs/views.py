"""Open needs with the offers proposed for each; an officer accepts one or closes the need with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin_web.accounts.permissions import may_correct, opens_household_file
from fangpin_web.needs.doors import counts_by_kind, open_needs, open_offers
from fangpin_web.needs.forms import CloseNeedForm, MatchForm, PeriodForm
from fangpin_web.needs.problems import NeedProblem
from fangpin_web.needs.sales import live_sessions_for, sellers_for
from fangpin_web.needs.services import MATCHED, accept_match, close_need
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import language, said
from fangpin_web.records.doors import area_names

PER_PAGE = 30


@admits(opens_household_file)
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """Open needs by kind, the oldest first, and the open offers beside them."""
    return render(request, "needs/needs.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    listed = codes.code_list("need_kind")
    asked = request.GET.get("kind", "")
    kind = asked if asked in listed.codes else ""
    found = open_needs(officer, codes, kind=kind, day=day)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    offers = open_offers(officer, kind=kind)
    log_read(request, act="read", purpose="list", ledger="need", rows=len(page.object_list))
    counts = counts_by_kind(officer)
    areas = {one.need.area_code for one in page} | {o.area_code for one in page for _p, o in one.proposals}
    areas |= {offer.area_code for offer, _left in offers[:PER_PAGE]}
    return {
        "page": page,
        "offers": offers[:PER_PAGE],
        "kinds": [(code, listed.label(code, language()), counts.get(code, 0)) for code in listed.codes],
        "kind": kind,
        "places": area_names(areas),
        "codes": codes,
        "may_match": may_correct(officer),
        "channels": _choices("match_channel"),
        "reasons": _reasons(),
    }


@admits(opens_household_file)
@require_safe
def sales(request: HttpRequest) -> HttpResponse:
    """Who sold what, by channel, and what live sessions sold; this year unless told."""
    officer, today = officer_of(request), timezone.localdate()
    begins = {"since": today.replace(month=1, day=1), "until": today}
    form = PeriodForm(request.GET if "since" in request.GET else begins)
    days = form.cleaned_data if form.is_valid() else begins
    sellers = sellers_for(officer, since=days["since"], until=days["until"])
    met = {channel for seller in sellers for channel in seller.by_channel}
    labels = {**dict(_choices("sales_channel")), "": _("not stated")}
    order = [*labels, *sorted(met - labels.keys())]  # a code that no list knows any more is shown as it is
    channels = [(code, labels.get(code, code)) for code in order if code in met]
    log_read(request, act="read", purpose="list", ledger="product_sale", rows=sum(s.all.sales for s in sellers))
    context = {
        "form": form,
        "channels": channels,
        "sellers": [(seller, [(label, seller.by_channel.get(code)) for code, label in channels]) for seller in sellers],
        "sessions": live_sessions_for(officer, since=days["since"], until=days["until"]),
        "may_enter": may_correct(officer),
    }
    return render(request, "needs/sales.html", context, status=200 if form.is_valid() else 422)


def _choices(listing: str) -> list[tuple[str, str]]:
    listed = policy().code_list(listing)
    return [(code, listed.label(code, language())) for code in listed.codes]


def _reasons() -> list[tuple[str, str]]:
    return [(code, label) for code, label in _choices("need_close") if code != MATCHED]


@admits(may_correct)
@require_POST
def match(request: HttpRequest, key: int) -> HttpResponse:
    """Accept a proposal."""
    form = MatchForm(request.POST, channels=_choices("match_channel"))
    if not form.is_valid():
        return render(request, "pages/refused_form.html", {"forms": [form]}, status=422)
    told = form.cleaned_data
    try:
        accept_match(
            need_id=key, offer_id=told["offer"], quantity=told["quantity"], channel=told["channel"],
            by=officer_of(request), at=timezone.now(),
        )  # fmt: skip
    except NeedProblem as problem:
        return render(request, "needs/needs.html", _context(request) | {"problem": said(problem)}, status=422)
    messages.success(request, _("The match is recorded."))
    return redirect("needs:list")


@admits(may_correct)
@require_POST
def close(request: HttpRequest, key: int) -> HttpResponse:
    """End a need without a match."""
    form = CloseNeedForm(request.POST, reasons=_reasons())
    if not form.is_valid():
        return render(request, "pages/refused_form.html", {"forms": [form]}, status=422)
    try:
        close_need(need_id=key, reason=form.cleaned_data["reason"], by=officer_of(request), at=timezone.now())
    except NeedProblem as problem:
        return render(request, "needs/needs.html", _context(request) | {"problem": said(problem)}, status=422)
    messages.success(request, _("The need is closed."))
    return redirect("needs:list")
