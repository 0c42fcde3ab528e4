"""Written bulletins: choose, look, sign, take the files; last month's refreshed; circulars and who has answered."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.bulletins import UnreadableDraft
from fangpin.bulletins.writing import (
    CarriesNothing,
    Document,
    Letterhead,
    NoPeriod,
    NothingToSay,
    PartsDoNotAdd,
    RecordsTooEarly,
    verify_document,
    write_appendix,
    write_docx,
    write_pdf,
)
from fangpin.policy import NoSuchEntry
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_check_bulletins, may_sign_bulletins, may_write_bulletins
from fangpin_web.bulletins import written
from fangpin_web.bulletins.showing_written import numbers_told, parts_of, parts_signed
from fangpin_web.bulletins.written_doors import (
    bulletin_or_404,
    bulletins_for,
    circular_or_404,
    circulars_of,
    circulars_to_chase,
    circulars_waiting,
    offices_below,
    signed_before,
    versions_of,
)
from fangpin_web.bulletins.written_forms import CirculateForm, RefreshForm, WriteForm
from fangpin_web.bulletins.written_problems import WritingProblem
from fangpin_web.figures.doors import seal_chosen, seals_for_figures, snapshot_of
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.wording import day, named, said
from fangpin_web.publishing.models import Seal

PER_PAGE = 30
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
REFUSALS = (
    WritingProblem, NoPeriod, RecordsTooEarly, NothingToSay, PartsDoNotAdd, NoSuchEntry, CarriesNothing,
    UnreadableDraft,
)  # fmt: skip


@admits(may_check_bulletins)
@require_safe
def signed(request: HttpRequest) -> HttpResponse:
    """Signed bulletins, and the circulars that wait for this office."""
    officer = officer_of(request)
    page = Paginator(bulletins_for(officer), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "people": officers_by_key(b.signed_by for b in page),
        "waiting": circulars_waiting(officer),
        "to_chase": circulars_to_chase(officer, timezone.localdate()) if may_sign_bulletins(officer) else [],
        "may_write": may_write_bulletins(officer),
    }
    return render(request, "bulletins/signed.html", context)


@admits(may_write_bulletins)
def write(request: HttpRequest) -> HttpResponse:
    """Choose kind and period, see what would be signed, and sign it."""
    officer = officer_of(request)
    seals = seals_for_figures()
    asked = request.POST if request.method == "POST" else request.GET
    form = WriteForm(asked or None, seals=seal_choices(seals), kinds=_kinds(), initial={"dated": timezone.localdate()})
    context: dict[str, Any] = {"form": form, "seals": seals, "asked": request.GET.urlencode()}
    refused = False
    if asked and form.is_valid():
        try:
            seal, letterhead, document = _document(request, form, seals)
            if request.method == "POST":
                return _sign(request, document, letterhead, seal)
            before = signed_before(document.template, document.area_code, document.period)
            parts = list(parts_of(document.blocks, document.numbers, seal=seal.pk))
            context |= {"document": document, "parts": parts, "before": before, "seal": seal}
            context["may_sign"] = may_sign_bulletins(officer)
        except REFUSALS as problem:
            context["refusal"], refused = said(problem), True
    return render(request, "bulletins/write.html", context, status=422 if refused or (asked and form.errors) else 200)


def seal_choices(seals: list[Seal]) -> list[tuple[str, str]]:
    """Snapshots as a form offers them."""
    return [(str(seal.pk), f"{day(seal.as_of)} {seal.label}") for seal in seals]


def _kinds() -> list[tuple[str, str]]:
    return [(t.id, named(t)) for t in policy().kinds]


def _document(request: HttpRequest, form: WriteForm, seals: list[Seal]) -> tuple[Seal, Letterhead, Document]:
    told = form.cleaned_data
    seal = seal_chosen(seals, told["seal"])
    if seal is None:
        raise WritingProblem("no_snapshot")
    letterhead = Letterhead(issuer=told["issuer"], number=told["number"], dated_on=told["dated"])
    made = written.write(
        template=told["kind"], period=told["period"], seal=seal, letterhead=letterhead, by=officer_of(request)
    )
    return seal, letterhead, made


def _sign(request: HttpRequest, document: Document, letterhead: Letterhead, seal: Seal) -> HttpResponse:
    made = written.sign(
        document=document,
        letterhead=letterhead,
        seal=seal,
        reason=request.POST.get("reason", ""),
        by=officer_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("Signed: its words, figures and files are frozen."))
    return redirect("bulletins:bulletin", key=made.pk)


@admits(may_write_bulletins)
@require_safe
def draft_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """What would be signed, as a file."""
    seals = seals_for_figures()
    form = WriteForm(request.GET, seals=seal_choices(seals), kinds=_kinds())
    made = {"docx": write_docx, "pdf": write_pdf, "xlsx": write_appendix}.get(suffix)
    if made is None or not form.is_valid():
        raise Http404(suffix)
    _seal, _letterhead, document = _document(request, form, seals)
    return file_answer(made(document), f"draft-{document.template}-{document.period}", suffix)


def file_answer(content: bytes, name: str, suffix: str) -> HttpResponse:
    """A file to take away."""
    response = HttpResponse(content, content_type=TYPES[suffix])
    response["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return response


@admits(may_write_bulletins)
def refresh(request: HttpRequest) -> HttpResponse:
    """Last period's own file in, the same file out with this period's numbers; what was not replaced, with why."""
    seals = seals_for_figures()
    form = RefreshForm(request.POST or None, request.FILES or None, seals=seal_choices(seals))
    context: dict[str, Any] = {"form": form, "seals": seals}
    refused = False
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            seal = seal_chosen(seals, told["seal"])
            if seal is None:
                raise WritingProblem("no_snapshot")
            letterhead = Letterhead(issuer=told["issuer"], number=told["number"], dated_on=told["dated"])
            done = written.refreshed(
                content=told["file"].read(),
                period=told["period"],
                seal=seal,
                letterhead=letterhead,
                by=officer_of(request),
            )
            content = base64.b64encode(done.content).decode()
            context |= {"done": done, "content": content, "type": TYPES["docx"]}
        except REFUSALS as problem:
            context["refusal"], refused = said(problem), True
    return render(request, "bulletins/refresh.html", context, status=422 if refused or form.errors else 200)


@admits(may_check_bulletins)
@require_safe
def bulletin(request: HttpRequest, key: int) -> HttpResponse:
    """A signed bulletin: its words, its numbers, its versions, whom it was sent to and who has answered."""
    return _bulletin(request, key)


def _bulletin(request: HttpRequest, key: int, *, status: int = 200, **more: Any) -> HttpResponse:
    officer = officer_of(request)
    found = bulletin_or_404(officer, key)
    versions = versions_of(found)
    context = {
        "bulletin": found,
        "parts": parts_signed(found),
        "lines": found.text.split("\n"),
        "numbers": numbers_told(found),
        "versions": versions,
        "people": officers_by_key(v.signed_by for v in versions),
        "circulars": circulars_of(found, timezone.localdate()),
        "own_office": officer.area_code,
        "form": CirculateForm(offices=offices_below(officer)) if may_sign_bulletins(officer) else None,
    } | more
    return render(request, "bulletins/bulletin.html", context, status=status)


@admits(may_check_bulletins)
@require_safe
def signed_file(request: HttpRequest, key: int, suffix: str) -> HttpResponse:
    """One of the files, to the byte as it was signed."""
    found = bulletin_or_404(officer_of(request), key)
    if suffix not in TYPES:
        raise Http404(suffix)
    return file_answer(bytes(getattr(found, suffix)), f"{found.template}-{found.period}-v{found.version}", suffix)


@admits(may_check_bulletins)
@require_POST
def verify(request: HttpRequest, key: int) -> HttpResponse:
    """Compute every number of a signed bulletin again from its snapshot."""
    found = bulletin_or_404(officer_of(request), key)
    snapshot = snapshot_of(found.seal)
    return _bulletin(
        request, key, verified=verify_document(bytes(found.docx), snapshot, written.policy_of(found.seal, snapshot))
    )


@admits(may_sign_bulletins)
@require_POST
def circulate(request: HttpRequest, key: int) -> HttpResponse:
    """Send a signed bulletin to offices."""
    officer = officer_of(request)
    found = bulletin_or_404(officer, key)
    form = CirculateForm(request.POST, offices=offices_below(officer))
    if not form.is_valid():
        return _bulletin(request, key, status=422, form=form)
    told = form.cleaned_data
    try:
        written.send_round(
            bulletin=found, to=told["to"], due_on=told["due_on"], note=told["note"], by=officer, at=timezone.now()
        )
    except WritingProblem as problem:
        messages.error(request, said(problem))
    else:
        messages.success(request, _("Sent to %(count)s offices.") % {"count": len(told["to"])})
    return redirect("bulletins:bulletin", key=key)


@admits(may_check_bulletins)
@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Take note of a circular, or answer it."""
    officer = officer_of(request)
    found = circular_or_404(officer, key)
    text = request.POST.get("text", "")
    if "reply" in request.POST and not text.strip():
        messages.error(request, said(WritingProblem("empty_reply")))
    else:
        written.answer(circular=found, text=text if "reply" in request.POST else "", by=officer, at=timezone.now())
        messages.success(request, _("Noted."))
    return redirect("bulletins:bulletin", key=found.bulletin.pk)
