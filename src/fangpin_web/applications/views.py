"""The public page and its status; the officers' list, matching, and the province's list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fangpin.rosters import RosterError
from fangpin_web.accounts.permissions import may_bring_applications, may_take_applications, sees_applications
from fangpin_web.applications import public, services
from fangpin_web.applications.doors import (
    application_or_404,
    applications_latest_first,
    likely_households,
    village_choices,
    village_codes,
)
from fangpin_web.applications.forms import DismissForm, LetterForm, ListForm, MatchForm, StatusForm
from fangpin_web.applications.models import Application
from fangpin_web.applications.problems import ApplicationProblem
from fangpin_web.applications.reading import rows_of_list
from fangpin_web.intake.file_names import readable_name
from fangpin_web.office.policy import NoOffice
from fangpin_web.pages.admission import admits, officer_of, open_to_all
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import said
from fangpin_web.records.doors import area_names

PER_PAGE = 50


def _open_or_404() -> None:
    """A page that is switched off looks as if it were not there."""
    try:
        is_open = public.is_open(timezone.now())
    except NoOffice:
        is_open = False
    if not is_open:
        raise Http404("public applications are off")


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR") or "")


@open_to_all
@never_cache
@sensitive_post_parameters()
def apply(request: HttpRequest) -> HttpResponse:
    """Four fields and two picks, no account. The answer is a number, whoever asks."""
    _open_or_404()
    day = timezone.localdate()
    form = LetterForm(request.POST or None, villages=village_choices(), policy=policy(), day=day)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        told = {key: form.cleaned_data[key] for key in ("name", "phone", "document_number", "hardship", "risk")}
        if form.cleaned_data["website"]:  # a machine: it gets a number like everybody, and nothing is kept
            return render(request, "applications/sent.html", {"number": "0000000000"})
        try:
            number = public.send_letter(
                village=form.cleaned_data["village"], told=told, address=_address(request), at=timezone.now()
            )
            return render(request, "applications/sent.html", {"number": number})
        except ApplicationProblem as problem:
            refusal = said(problem)
    status = 429 if refusal else 422 if form.errors else 200
    return render(request, "applications/apply.html", {"form": form, "refusal": refusal}, status=status)


@open_to_all
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """How far a letter is: received, being verified, settled. Nothing else, and nothing about anybody else's."""
    _open_or_404()
    form, found, refusal, asked = StatusForm(request.POST or None), None, "", False
    if request.method == "POST" and form.is_valid():
        asked = True
        try:
            found = public.look_up(**form.cleaned_data, address=_address(request), at=timezone.now())
        except ApplicationProblem as problem:
            refusal = said(problem)
    context = {"form": form, "found": found, "asked": asked and not refusal, "refusal": refusal}
    code = 429 if refusal else 422 if form.errors else 200
    return render(request, "applications/status.html", context, status=code)


@admits(sees_applications)
def application_list(request: HttpRequest) -> HttpResponse:
    """Applications with their clocks; letters that came in since are taken in first."""
    officer, refusal = officer_of(request), ""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and may_bring_applications(officer) and form.is_valid():
        try:
            return _take_list(request, form)
        except (ApplicationProblem, RosterError) as problem:
            refusal = said(problem)
    if may_take_applications(officer):
        services.take_letters_in(by=officer, at=timezone.now())
    view = "all" if request.GET.get("view") == "all" else ""
    page = Paginator(applications_latest_first(view), PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="application", rows=len(page.object_list))
    table = [(a, likely_households(a) if a.state == Application.State.WAITING else []) for a in page]
    context = {
        "page": page, "table": table, "view": view, "codes": policy(), "day": timezone.localdate(), "form": form,
        "places": area_names({a.area_code for a in page}), "may_take": may_take_applications(officer),
        "may_bring": may_bring_applications(officer),
        "refusal": refusal, "open": public.is_open(timezone.now()), "dismiss_form": DismissForm(),
    }  # fmt: skip
    return render(request, "applications/list.html", context, status=422 if form.errors or refusal else 200)


def _take_list(request: HttpRequest, form: ListForm) -> HttpResponse:
    file, officer, now = form.cleaned_data["applications"], officer_of(request), timezone.now()
    name = readable_name(file.name or "")
    rows = rows_of_list(file.read(), name, policy=policy(), password=form.cleaned_data["password"] or None, at=now)
    taken = services.take_list_in(rows=rows, areas=village_codes(), by=officer, at=now)
    told = _("New: %(new)s; merged: %(merged)s; household to be found: %(waiting)s; here before: %(known)s.")
    counts = {"new": taken.new, "merged": taken.merged, "waiting": taken.waiting, "known": taken.known}
    messages.success(request, told % counts)
    return redirect("applications:list")


def _act(request: HttpRequest, act: Callable[[], Any], told: str) -> HttpResponse:
    try:
        act()
    except ApplicationProblem as problem:
        messages.error(request, said(problem))
    else:
        messages.success(request, told)
    return redirect("applications:list")


@admits(may_take_applications)
@require_POST
def match(request: HttpRequest, key: int) -> HttpResponse:
    """Say which household applied."""
    found, form = application_or_404(key), MatchForm(request.POST)
    household = form.cleaned_data["household"] if form.is_valid() else 0
    return _act(
        request,
        lambda: services.match_household(
            application=found, household_id=household, by=officer_of(request), at=timezone.now()
        ),
        _("The application became a clue."),
    )


@admits(may_take_applications)
@require_POST
def dismiss(request: HttpRequest, key: int) -> HttpResponse:
    """Leave an application, with the reason."""
    found, form = application_or_404(key), DismissForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the reason."))
        return redirect("applications:list")
    return _act(
        request,
        lambda: services.dismiss_application(
            application=found, why=form.cleaned_data["why"], by=officer_of(request), at=timezone.now()
        ),
        _("Not pursued; the reason is kept."),
    )
