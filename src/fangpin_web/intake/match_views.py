"""Match review: the rows that wait for a match, and who each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangpin.rosters import Source
from fangpin_web.accounts.permissions import may_decide_match
from fangpin_web.intake import services
from fangpin_web.intake.deliveries import readable_sources
from fangpin_web.intake.doors import (
    next_waiting_row,
    upload_or_404,
    uploads_with_waiting_rows,
    waiting_row_or_404,
    waiting_rows,
)
from fangpin_web.intake.forms import (
    VerdictForm,
)
from fangpin_web.intake.models import PendingRow
from fangpin_web.intake.problems import IntakeProblem
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import code_label, named, said, yes_no
from fangpin_web.records.doors import area_names, rows_of

PER_PAGE = 30


@admits(may_decide_match)
@require_safe
def matches(request: HttpRequest) -> HttpResponse:
    """Rows that wait for a match, by delivery; proposals can be accepted together."""
    rows = waiting_rows()
    wanted = request.GET.get("upload", "")
    if wanted.isdigit():
        rows = rows.filter(upload_id=int(wanted))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="match", ledger="person", rows=len(page.object_list))
    sources = readable_sources(policy())
    places = area_names({row.area_code for row in page})
    table = [(row, written_name(row, sources), places[row.area_code]) for row in page]
    proposals = [
        (found, named(sources.get(found.source)), found.pending.proposed().count(), found.pending.open().count())
        for found in uploads_with_waiting_rows()
    ]
    return render(request, "intake/matches.html", {"page": page, "table": table, "proposals": proposals})


def written_name(row: PendingRow, sources: Mapping[str, Source]) -> str:
    """The name as the sender wrote it."""
    source = sources.get(row.upload.source)
    field = (source.person.get("name") or source.person.get("head")) if source else None
    return str(row.row.get(field) or "") if field else ""


@admits(may_decide_match)
@require_POST
def accept_all(request: HttpRequest, key: int) -> HttpResponse:
    """Accept every proposal of one delivery."""
    found = upload_or_404(officer_of(request), key)
    try:
        count = services.accept_proposals(upload=found, by=officer_of(request), at=timezone.now())
    except IntakeProblem as problem:
        messages.error(request, said(problem))
        return redirect("intake:matches")
    messages.success(request, ngettext("%(n)s row matched.", "%(n)s rows matched.", count) % {"n": count})
    return redirect("intake:matches")


@admits(may_decide_match)
def match(request: HttpRequest, key: int) -> HttpResponse:
    """One row beside the persons it may be; the officer says who it is."""
    found = waiting_row_or_404(key)
    form = VerdictForm(request.POST) if request.method == "POST" else VerdictForm()
    if request.method == "POST" and form.is_valid():
        return _decide_match(request, found, form)
    return _match_page(request, found, status=422 if form.errors else 200)


def _decide_match(request: HttpRequest, found: PendingRow, form: VerdictForm) -> HttpResponse:
    try:
        services.decide_match(pending=found, by=officer_of(request), at=timezone.now(), **form.cleaned_data)
    except IntakeProblem as problem:
        return _match_page(request, found, status=422, refusal=said(problem))
    following = next_waiting_row(found)
    messages.success(request, _("Decided. The same evidence will not be asked about again."))
    return redirect("intake:match", key=following.pk) if following else redirect("intake:matches")


def _match_page(request: HttpRequest, found: PendingRow, *, status: int = 200, refusal: str = "") -> HttpResponse:
    codes = policy()
    source = readable_sources(codes).get(found.upload.source)
    log_read(request, act="show", purpose="match", ledger="person", rows=1, area_code=found.area_code)
    keys = [candidate["person_id"] for candidate in found.candidates]
    people = {person.pk: person for person in rows_of("person").filter(pk__in=keys)}
    homes = {
        m.person_id: m.household
        for m in rows_of("membership").filter(person__in=keys, to_on__isnull=True).select_related("household")
    }
    places = area_names({p.area_code for p in people.values()} | {found.area_code})
    candidates = [
        {
            "given": c,
            "person": people[c["person_id"]],
            "household": homes.get(c["person_id"]),
            "place": places[people[c["person_id"]].area_code],
        }
        for c in found.candidates
        if c["person_id"] in people
    ]
    cells = [
        (source.by_id[k].zh if source and k in source.by_id else k, _cell(source, k, v, codes))
        for k, v in found.row.items()
        if v not in (None, "", [])
    ]
    creates = source is not None and any(w.creates and w.ledger == "person" for w in source.writes)
    context = {
        "row": found,
        "source": source,
        "cells": [(label, value) for label, value in cells if label not in ("sheet_no", "row_no", "row")],
        "candidates": candidates,
        "place": places[found.area_code],
        "codes": codes,
        "creates": creates,
        "refusal": refusal,
    }
    return render(request, "intake/match.html", context, status=status)


def _cell(source: Source | None, name: str, value: Any, codes: Any) -> Any:
    """A cell of a waiting row in words: codes by their label, yes and no, several codes side by side."""
    if isinstance(value, bool):
        return yes_no(value)
    field = source.by_id.get(name) if source else None
    if field is None or not field.codes:
        return value
    several = value if isinstance(value, list) else [value]
    return "、".join(code_label(codes, field.codes, str(code)) for code in several)
