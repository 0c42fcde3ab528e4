"""Pages of field work that need no script: the list, a visit, paper forms, files from phones, feedback."""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from datetime import timedelta
from typing import Any

import segno
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangpin.ledgers.area_codes import VILLAGE_DIGITS
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_print, may_visit, sees_visits
from fangpin_web.evidence.models import Evidence
from fangpin_web.evidence.problems import EvidenceRefused
from fangpin_web.field import services
from fangpin_web.field.doors import clue_of, feedback_latest_first, to_visit, visits_latest_first
from fangpin_web.field.forms import FeedbackForm, FileForm, TokenForm, VisitForm
from fangpin_web.field.problems import FieldProblem, VisitConflict
from fangpin_web.field.tokens import address_of, household_of
from fangpin_web.field.told import read_visit
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import named, said
from fangpin_web.records.doors import (
    area_names,
    areas_inside,
    household_for,
    households_by_key,
)

_SEEN_WITHIN_DAYS = 31
PER_PAGE = 50


@admits(may_visit)
@require_safe
def to_do(request: HttpRequest) -> HttpResponse:
    """Whom to visit in one village, hamlet by hamlet; the same list a phone takes along."""
    officer = officer_of(request)
    villages = areas_inside(officer.area_code, level_digits=(VILLAGE_DIGITS,))
    asked = request.GET.get("village", "")
    village = next((v for v in villages if v.code == asked), villages[0] if villages else None)
    rows = to_visit(village.code, since=timezone.localdate() - timedelta(days=_SEEN_WITHIN_DAYS)) if village else []
    log_read(request, act="read", purpose="list", ledger="household", rows=len(rows))
    context = {
        "villages": villages, "village": village, "rows": rows, "day": timezone.localdate(),
        "secure": request.is_secure(),
    }  # fmt: skip
    return render(request, "field/to_do.html", context)


@admits(may_visit)
def visit(request: HttpRequest, key: int) -> HttpResponse:
    """Enter a visit by page; with the photo of a paper form, or without."""
    return _visit(request, key, means="online")


@admits(may_visit)
def paper_visit(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the code of a paper form: the photo of the filled sheet, and what it says as far as wanted."""
    try:
        return _visit(request, household_of(token), means="paper")
    except FieldProblem as problem:
        return render(request, "field/scan.html", {"form": TokenForm(), "refusal": said(problem)}, status=422)


def _visit(request: HttpRequest, household: int, *, means: str) -> HttpResponse:
    officer, today = officer_of(request), timezone.localdate()
    found, clue = household_for(officer, household), clue_of(officer, household)
    form = VisitForm(request.POST or None, request.FILES or None, policy=policy(), today=today, key=str(uuid.uuid4()))
    conflict = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, form, found, clue, means)
        except VisitConflict as problem:
            conflict = said(problem)
        except (FieldProblem, EvidenceRefused) as problem:
            form.add_error(None, said(problem))
    context = {
        "form": form, "household": found, "place": area_names({found.area_code})[found.area_code], "clue": clue,
        "conflict": conflict, "means": means, "checks": [form[name] for name in form.check_names],
    }  # fmt: skip
    log_read(request, act="read", purpose="visit", household=found)
    return render(request, "field/visit.html", context, status=422 if form.errors or conflict else 200)


def _keep(request: HttpRequest, form: VisitForm, found: Any, clue: Any, means: str) -> HttpResponse:
    officer, now = officer_of(request), timezone.now()
    told = form.told(household=found.pk, clue=clue.pk if clue else None, means=means)
    taken = services.take_visit(told=told, by=officer, at=now, resolve=request.POST.get("resolve", ""))
    for file, kind in form.files_given():
        services.take_photo(visit=taken.visit, content=file.read(), name=file.name or "", kind=kind, by=officer, at=now)
    messages.success(request, _("The visit is kept.") + (" " + _("Entered late.") if taken.visit.late else ""))
    return redirect("clues:clue", key=clue.pk) if clue else redirect("field:to-do")


@admits(may_print)
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Forms to print, one sheet a household, with a code to bring the photo home by."""
    officer, codes, today = officer_of(request), policy(), timezone.localdate()
    asked = request.GET.get("village", officer.area_code)
    rows = to_visit(asked, since=today) if asked.startswith(officer.area_code) else []
    log_read(request, act="print", purpose="visit", ledger="household", rows=len(rows))
    lists = {name: [named(c) for c in codes.code_list(name).in_force(today)] for name in _PAPER_LISTS}
    sheets = [(row, _code_of(row.household)) for row in rows]
    context = {"sheets": sheets, "lists": lists, "place": area_names({asked}).get(asked, asked), "day": today}
    return render(request, "field/paper.html", context)


_PAPER_LISTS = ("guarantee", "guarantee_status", "visit_met", "visit_change")


def _code_of(household: int) -> str:
    code = segno.make(address_of(household), error="m")
    return mark_safe(code.svg_inline(scale=2, border=2))  # noqa: S308 - made of our own address


@admits(may_visit)
def scan(request: HttpRequest) -> HttpResponse:
    """Where a scanner types the code of a paper form."""
    form = TokenForm(request.POST or None)
    refusal = ""
    if form.is_valid():
        try:
            household_of(form.cleaned_data["token"])
            word = form.cleaned_data["token"].strip().rstrip("/").rsplit("/", 1)[-1]
            return redirect("field:paper-visit", token=word)
        except FieldProblem as problem:
            refusal = said(problem)
    status = 422 if form.errors or refusal else 200
    return render(request, "field/scan.html", {"form": form, "refusal": refusal}, status=status)


@admits(may_visit)
def bring(request: HttpRequest) -> HttpResponse:
    """Take in a file of visits that a phone could not send; each once, whatever is sent again."""
    form = FileForm(request.POST or None, request.FILES or None)
    lines: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["kept"]
        try:
            lines = _brought(request, file)
        except FieldProblem as problem:
            form.add_error("kept", said(problem))
    status = 422 if form.errors else 200
    return render(request, "field/bring.html", {"form": form, "lines": lines}, status=status)


def _brought(request: HttpRequest, file: Any) -> list[tuple[str, str]]:
    try:
        visits = json.loads(file.read().decode("utf-8"))["visits"]
    except (ValueError, KeyError, TypeError) as strange:
        raise FieldProblem("strange_file", name=file.name or "") from strange
    officer, now, lines = officer_of(request), timezone.now(), []
    for given in visits:
        try:
            told = read_visit(given, policy())
            taken = services.take_visit(told=told, by=officer, at=now)
            _photos(given, taken.visit, officer, now)
            lines.append((given.get("visited_on", ""), _("kept") if taken.new else _("was here already")))
        except (FieldProblem, EvidenceRefused) as problem:
            lines.append((str(given.get("visited_on", "")) if isinstance(given, dict) else "", said(problem)))
    return lines


def _photos(given: Any, visit: Any, officer: Any, now: Any) -> None:
    for one in given.get("files") or []:
        try:
            content = base64.b64decode(one["content"], validate=True)
        except (KeyError, TypeError, binascii.Error) as broken:
            raise FieldProblem("broken", what="photo") from broken
        kind = Evidence.Kind.SIGNED if one.get("kind") == "signed" else Evidence.Kind.PHOTO
        services.take_photo(
            visit=visit, content=content, name=f"{kind}-{visit.key[:8]}.jpg", kind=kind, by=officer, at=now
        )


@admits(sees_visits)
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """What came in, the newest first; late entries marked. No count per officer, and no order of them."""
    late = request.GET.get("late") == "on"
    page = Paginator(visits_latest_first(late=late), PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="visit", rows=len(page.object_list))
    officer = officer_of(request)
    context = {
        "page": page, "late": late, "people": officers_by_key(v.by for v in page),
        "households": households_by_key(officer, [v.household_id for v in page]),
        "places": area_names({v.area_code for v in page}), "codes": policy(),
    }  # fmt: skip
    return render(request, "field/visits.html", context)


@admits(may_visit)
def feedback(request: HttpRequest) -> HttpResponse:
    """Say what is in the way, with or without one's name; and read what others said of one's own area."""
    officer = officer_of(request)
    form = FeedbackForm(request.POST or None)
    if form.is_valid():
        services.say_feedback(by=officer, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Thank you. The county reads it."))
        return redirect("field:feedback")
    said_before = feedback_latest_first()
    context = {"form": form, "said_before": said_before, "people": officers_by_key(f.by for f in said_before if f.by)}
    return render(request, "field/feedback.html", context, status=422 if form.errors else 200)
