"""What is done with one delivery: unlock, preview, accept, send rows back, put aside, undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangpin.rosters import PasswordNeeded
from fangpin_web.accounts.permissions import may_accept_batch, may_import
from fangpin_web.intake import services
from fangpin_web.intake.delivery_page import KNOWN_PROBLEMS, delivery_page, reading_form_for, return_form_for
from fangpin_web.intake.doors import (
    upload_or_404,
)
from fangpin_web.intake.forms import (
    DecisionForm,
    PasswordForm,
    WhyForm,
)
from fangpin_web.intake.models import Upload
from fangpin_web.intake.returning import returned_workbook
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.jobs.work import WORK
from fangpin_web.pages import exporting
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import language, said

# A larger file is read by a worker, with progress to watch; a smaller one answers at once.
IN_BACKGROUND_FROM_BYTES = 400_000


def _act(request: HttpRequest, key: int, service: Callable[..., Any], done: str, **given: Any) -> HttpResponse:
    """One act on one delivery; what stands in its way is said on the delivery's page."""
    found = upload_or_404(officer_of(request), key)
    try:
        service(upload=found, by=officer_of(request), at=timezone.now(), **given)
    except KNOWN_PROBLEMS as problem:
        return delivery_page(request, upload_or_404(officer_of(request), key), status=422, refusal=said(problem))
    messages.success(request, done)
    return redirect("intake:upload", key=key)


@admits(may_import)
@require_POST
def unlock(request: HttpRequest, key: int) -> HttpResponse:
    """Open a protected file with its password."""
    found, form = upload_or_404(officer_of(request), key), PasswordForm(request.POST)
    if not form.is_valid():
        return delivery_page(request, found, status=422, password_form=form)
    password = form.cleaned_data["password"]
    received = services.unlock_upload(upload=found, password=password, by=officer_of(request), at=timezone.now())
    if len(received) == 1 and received[0].pk == key:
        return delivery_page(
            request, found, status=422, refusal=_("This password does not open the file. Ask the sender again.")
        )
    return redirect("intake:upload", key=received[0].pk) if len(received) == 1 else redirect("intake:list")


@admits(may_import)
@require_POST
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """Read the file as the officer says and show what would change; nothing lands."""
    officer = officer_of(request)
    found = upload_or_404(officer, key)
    form = reading_form_for(officer, found, request.POST)
    if not form.is_valid():
        return delivery_page(request, found, status=422, reading_form=form, asks=True)
    chosen = form.cleaned_data
    told = {
        "source": chosen["source"],
        "delivery": chosen["delivery"],
        "mapping": form.mapping,
        "covered": [chosen["covered"]] if chosen["covered"] else [],
    }
    password = request.POST.get("password") or None
    if _in_background(found, Progress.Kind.IMPORT_PREVIEW) and password is None:
        days = [form.period.from_on.isoformat(), form.period.to_on.isoformat()]
        return _begin(request, found, Progress.Kind.IMPORT_PREVIEW, {"corrections": {**told, "period": days}})
    ready = _("This is what would change. Nothing has landed yet.")
    return _act(request, key, services.preview_upload, ready, period=form.period, password=password, **told)


@admits(may_accept_batch)
@require_POST
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Let what the preview showed land, all of it or nothing."""
    officer = officer_of(request)
    found = upload_or_404(officer, key)
    form = DecisionForm(request.POST, upload=found)
    if not form.is_valid():
        return delivery_page(request, found, status=422, decision_form=form)
    digest = form.cleaned_data["digest"]
    if form.decisions:
        answer = _decide(request, key, form.decisions)
        if answer is not None:
            return answer
    if _in_background(found, Progress.Kind.IMPORT_ACCEPT):
        return _begin(request, found, Progress.Kind.IMPORT_ACCEPT, {"digest": digest})
    return _act(request, key, services.accept_upload, _("The list has landed."), digest=digest)


def _decide(request: HttpRequest, key: int, decisions: Mapping[str, str]) -> HttpResponse | None:
    """Keep the decisions about missing rows; gives the page that says why not, or None."""
    found = upload_or_404(officer_of(request), key)
    try:
        services.decide_missing(upload=found, decisions=decisions, by=officer_of(request), at=timezone.now())
    except KNOWN_PROBLEMS as problem:
        return delivery_page(request, found, status=422, refusal=said(problem))
    return None


def _in_background(found: Upload, kind: str) -> bool:
    return kind in WORK and found.original.size >= IN_BACKGROUND_FROM_BYTES


def _begin(request: HttpRequest, found: Upload, kind: str, arguments: Mapping[str, Any]) -> HttpResponse:
    started = start(kind=kind, arguments={"upload": found.pk, **arguments}, by=officer_of(request), at=timezone.now())
    return redirect("jobs:work", key=started.pk)


@admits(may_import)
@require_POST
def returned(request: HttpRequest, key: int) -> HttpResponse:
    """The rows in doubt in the sender's own layout with their reasons, protected by the password given here."""
    found = upload_or_404(officer_of(request), key)
    form = return_form_for(found, request.POST, protected="opens_with" in request.POST)
    if not form.is_valid():
        return delivery_page(request, found, status=422, return_form=form)
    try:
        content = returned_workbook(
            found,
            password=form.cleaned_data["password"] or None,
            language=language(),
            opens_with=form.cleaned_data.get("opens_with") or None,
        )
    except PasswordNeeded as problem:
        asking = return_form_for(found, protected=True)
        return delivery_page(request, found, status=422, refusal=said(problem), return_form=asking)
    except KNOWN_PROBLEMS as problem:
        return delivery_page(request, found, status=422, refusal=said(problem))
    log_read(request, act="export", purpose="return", ledger=found.source, rows=_rows_in_doubt(found))
    return exporting.download(
        content, _("returned %(name)s") % {"name": PurePath(found.file_name).stem} + ".xlsx", exporting.XLSX
    )


def _rows_in_doubt(found: Upload) -> int:
    return int(found.counts.get("rows_refused") or 0) + int(found.counts.get("rows_open") or 0)


@admits(may_import)
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Put a delivery aside before it lands."""
    return _act(request, key, services.withdraw_upload, _("The delivery was put aside. Nothing of it is in a ledger."))


@admits(may_accept_batch)
@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take a landed delivery back whole."""
    form = WhyForm(request.POST)
    if not form.is_valid():
        return delivery_page(request, upload_or_404(officer_of(request), key), status=422, why_form=form)
    return _act(
        request, key, services.undo_batch, _("The delivery was taken back whole."), why=form.cleaned_data["why"]
    )
