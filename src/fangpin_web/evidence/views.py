"""Attaching evidence to a row, opening it, taking a link back; pictures in several households, and of unknown time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_attach_evidence, sees_evidence
from fangpin_web.evidence import doors, services
from fangpin_web.evidence.doors import evidence_or_404, link_or_404, row_about, shared_photos
from fangpin_web.evidence.files import MEDIA
from fangpin_web.evidence.forms import AttachForm
from fangpin_web.evidence.problems import EvidenceRefused
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.wording import said
from fangpin_web.records.doors import area_names, households_by_key

PER_PAGE = 50


@admits(may_attach_evidence)
@require_POST
def attach(request: HttpRequest, ledger: str, key: int) -> HttpResponse:
    """Keep the files and link them to a row of a ledger inside the officer's area."""
    officer = officer_of(request)
    row: Any = row_about(officer, ledger, key)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, form)
    household = row.pk if ledger == "household" else getattr(row, "household_id", None)
    kept = 0
    for file in form.cleaned_data["proofs"]:
        try:
            services.keep(
                file.read(), file.name or "", kind=form.cleaned_data["kind"], by=officer, at=timezone.now(),
                area_code=row.area_code, about=(ledger, row.pk), household_id=household,
            )  # fmt: skip
        except EvidenceRefused as refused:
            form.add_error("proofs", said(refused))
        else:
            kept += 1
    if form.errors:
        return _refused(request, form)
    messages.success(request, _("Kept: %(n)s.") % {"n": kept})
    return redirect(_back(request))


def _refused(request: HttpRequest, form: AttachForm) -> HttpResponse:
    return render(request, "evidence/refused.html", {"form": form, "back": _back(request)}, status=422)


@admits(sees_evidence)
@require_safe
def show(request: HttpRequest, key: int) -> HttpResponse:
    """The file itself: a picture in the page, anything else to keep. It can run nothing."""
    officer = officer_of(request)
    found = evidence_or_404(key)
    content = services.read(
        found, by=officer, at=timezone.now(), why="evidence", ip=request.META.get("REMOTE_ADDR") or None
    )
    answer = HttpResponse(content, content_type=MEDIA[found.type])
    answer["Content-Disposition"] = content_disposition_header(not found.is_image, _file_name(found)) or "attachment"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _file_name(found: Any) -> str:
    suffix = {"jpeg": "jpg"}.get(found.type, found.type)
    stem = found.name.rsplit(".", 1)[0] or "evidence"
    return f"{stem}.{suffix}"


@admits(may_attach_evidence)
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take a link back."""
    services.withdraw_link(link=link_or_404(key), by=officer_of(request), at=timezone.now())
    messages.success(request, _("The file no longer stands as evidence here; who withdrew it stays noted."))
    return redirect(_back(request))


@admits(sees_evidence)
@require_safe
def shared(request: HttpRequest) -> HttpResponse:
    """The same photo or signature in several households: look at each before believing either."""
    groups = shared_photos()
    known = households_by_key(officer_of(request), {h for g in groups for h in g.households})
    table = [(group, [known[h] for h in group.households if h in known]) for group in groups]
    return render(request, "evidence/shared.html", {"table": table})


@admits(sees_evidence)
@require_safe
def time_unknown(request: HttpRequest) -> HttpResponse:
    """Photos and signed papers that do not say when they were taken. Unknown is neither a reproach nor a proof."""
    links, of = doors.time_unknown()
    page = Paginator(links, PER_PAGE).get_page(request.GET.get("page"))
    known = households_by_key(officer_of(request), {link.household_id for link in page if link.household_id})
    people, places = officers_by_key(link.by for link in page), area_names({link.area_code for link in page})
    table = [
        (link, known.get(link.household_id or 0), places.get(link.area_code, link.area_code), people.get(link.by))
        for link in page
    ]
    return render(request, "evidence/time_unknown.html", {"table": table, "page": page, "of": of})


def _back(request: HttpRequest) -> str:
    back = request.POST.get("back", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/") else "/"
