"""Deliveries: the list with the place to drop files, and one delivery."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fangpin.rosters import refuse_oversize
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_import
from fangpin_web.intake import services
from fangpin_web.intake.delivery_page import KNOWN_PROBLEMS, delivery_page
from fangpin_web.intake.doors import (
    upload_or_404,
    uploads_for,
)
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.forms import (
    ReceiveForm,
)
from fangpin_web.intake.models import Upload
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.navigation import sees_imports
from fangpin_web.pages.wording import named, said

PER_PAGE = 30


@admits(sees_imports)
def upload_list(request: HttpRequest) -> HttpResponse:
    """All deliveries, newest first, and the place to drop files."""
    officer = officer_of(request)
    form = ReceiveForm(request.POST, request.FILES) if request.method == "POST" else ReceiveForm()
    if request.method == "POST" and may_import(officer) and form.is_valid():
        return _receive(request, form)
    page = Paginator(uploads_for(officer), PER_PAGE).get_page(request.GET.get("page"))
    people = officers_by_key(upload.received_by for upload in page)
    sources = policy().sources
    listed = [(u, named(sources.get(u.source)), people.get(u.received_by)) for u in page]
    context = {"listed": listed, "page": page, "form": form, "may_import": may_import(officer)}
    return render(request, "intake/list.html", context, status=422 if form.errors else 200)


def _receive(request: HttpRequest, form: ReceiveForm) -> HttpResponse:
    received: list[Upload] = []
    for file in form.received:  # one at a time, so that one that cannot be kept keeps no other back
        try:
            refuse_oversize(file=readable_name(file.name or ""), size=file.size or 0)
            received += services.receive_files(
                files=[services.Incoming(name=file.name or "", content=file.read())],
                by=officer_of(request),
                at=timezone.now(),
                password=form.cleaned_data["password"] or None,
            )
        except KNOWN_PROBLEMS as problem:
            messages.error(request, said(problem))
    if not received:
        return redirect("intake:list")
    if len(received) == 1:
        return redirect("intake:upload", key=received[0].pk)
    count = len(received)
    messages.success(request, ngettext("%(n)s list received.", "%(n)s lists received.", count) % {"n": count})
    return redirect("intake:list")


@admits(sees_imports)
@require_safe
def upload(request: HttpRequest, key: int) -> HttpResponse:
    """One delivery, as far as it is: locked, to be told what it is, previewed, landed, undone."""
    return delivery_page(request, upload_or_404(officer_of(request), key))


@admits(sees_imports)
@require_safe
def batch(request: HttpRequest, key: int) -> HttpResponse:
    """The delivery that a ledger row came with."""
    found = uploads_for(officer_of(request)).filter(batch_id=key).first()
    if found is None:
        raise Http404(f"batch {key}")
    return redirect("intake:upload", key=found.pk)
