"""Exemptions: the list, a new one, the county's own workbook, townships' answers to settle, withdrawing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fangpin.rosters import RosterError, refuse_oversize
from fangpin_web.accounts.permissions import may_exempt, sees_rounds
from fangpin_web.intake.file_names import readable_name
from fangpin_web.pages.admission import admits, officer_of, require
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import language, named, said
from fangpin_web.rounds import exempting
from fangpin_web.rounds.doors import disputed_findings, exemption_or_404, exemptions_in_scope, last_corrections
from fangpin_web.rounds.forms import DisputeForm, ExemptionForm, ListForm
from fangpin_web.rounds.problems import RoundProblem
from fangpin_web.rounds.telling import key_of_finding, sentence_of

PER_PAGE = 50
DISPUTES_SHOWN = 200
A_DAY = timedelta(days=1)  # pages say the last day, the table the first day after it
KNOWN_PROBLEMS = (RoundProblem, RosterError)


@admits(sees_rounds)
def exemptions(request: HttpRequest) -> HttpResponse:
    """What is right as it stands: in force, run out, withdrawn; and what townships ask for."""
    if request.method != "POST":
        return _page(request)
    require(officer_of(request), may_exempt)
    form = ExemptionForm(request.POST, policy=policy())
    if not form.is_valid():
        return _page(request, status=422, form=form)
    told = form.cleaned_data
    try:
        exempting.exempt(
            rule=told["rule"], household_code=told["household_code"], document_number=told["document_number"],
            reason=told["reason"], expires=told["last_day"] + A_DAY, since=timezone.localdate(),
            by=officer_of(request), at=timezone.now(),
        )  # fmt: skip
    except KNOWN_PROBLEMS as problem:
        return _page(request, status=422, form=form, refusal=said(problem))
    messages.success(request, _("Exempted; from the next round on it is counted apart."))
    return redirect("rounds:exemptions")


def _page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    page = Paginator(exemptions_in_scope(), PER_PAGE).get_page(request.GET.get("page"))
    disputed = list(disputed_findings(officer).select_related("round")[:DISPUTES_SHOWN])
    log_read(request, act="read", purpose="list", ledger="", rows=len(page.object_list) + len(disputed))
    said_last = last_corrections([row.pk for row in disputed])
    context = {
        "page": page,
        "table": [
            (row, named(codes.rules.get(row.rule)) if row.rule != "*" else _("every rule"), _standing(row, day),
             row.expires - A_DAY if row.expires else None)
            for row in page
        ],
        "disputed": [
            (row, key_of_finding(row.round, row), named(codes.rules.get(row.rule)) or row.rule,
             sentence_of(row, row.round, codes), said_last.get(row.pk))
            for row in disputed
        ],
        "form": ExemptionForm(policy=codes),
        "list_form": ListForm(),
        "dispute_form": DisputeForm(),
        "may_exempt": may_exempt(officer),
        "day": day,
    }  # fmt: skip
    return render(request, "rounds/exemptions.html", context | more, status=status)


def _standing(row: Any, day: Any) -> str:
    if row.withdrawn_at:
        return "withdrawn"
    return "over" if row.expires and row.expires <= day else "in_force"


@admits(may_exempt)
@require_POST
def import_kept(request: HttpRequest) -> HttpResponse:
    """Take over the exemption workbook the county keeps."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, status=422, list_form=form)
    file = form.cleaned_data["kept"]
    try:
        refuse_oversize(file=readable_name(file.name or ""), size=file.size or 0)
        told = exempting.import_exemptions(
            name=file.name or "", content=file.read(), since=timezone.localdate(), by=officer_of(request),
            at=timezone.now(),
        )  # fmt: skip
    except KNOWN_PROBLEMS as problem:
        return _page(request, status=422, refusal=said(problem))
    zh = language() == "zh"
    return _page(request, imported=told, left=[(row, a if zh else b) for row, a, b in told.left[:DISPUTES_SHOWN]])


@admits(may_exempt)
@require_POST
def disputes(request: HttpRequest) -> HttpResponse:
    """Settle what townships call no error: exempt the ticked ones until a day, or send them back."""
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return _page(request, status=422, dispute_form=form)
    keys = [int(key) for key in request.POST.getlist("finding") if key.isdigit()]
    last_day = form.cleaned_data["last_day"]
    granted = form.cleaned_data["verdict"] == "grant"
    count = exempting.settle_disputes(
        findings=keys, granted=granted, expires=last_day + A_DAY if last_day else None, since=timezone.localdate(),
        by=officer_of(request), at=timezone.now(),
    )  # fmt: skip
    words = (
        ngettext("%(n)s finding exempted.", "%(n)s findings exempted.", count)
        if granted
        else ngettext("%(n)s finding sent back.", "%(n)s findings sent back.", count)
    )
    messages.success(request, words % {"n": count})
    return redirect("rounds:exemptions")


@admits(may_exempt)
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take an exemption back."""
    exempting.withdraw(key=exemption_or_404(key).pk, by=officer_of(request), at=timezone.now())
    messages.success(request, _("Withdrawn; the finding returns with the next round."))
    return redirect("rounds:exemptions")
