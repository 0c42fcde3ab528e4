"""Imports: receive files, say what they are, preview, accept, undo; and the rows that wait for a match."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangpin.ledgers import SPECS
from fangpin.rosters import PasswordNeeded, RosterError, Source, refuse_oversize
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_accept_batch, may_decide_match, may_import, may_import_source
from fangpin_web.backup.problems import BackupProblem
from fangpin_web.intake import services
from fangpin_web.intake.deliveries import sources_of
from fangpin_web.intake.doors import (
    next_waiting_row,
    upload_or_404,
    uploads_for,
    uploads_with_waiting_rows,
    waiting_row_or_404,
    waiting_rows,
)
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.forms import (
    DecisionForm,
    PasswordForm,
    ReadingForm,
    ReceiveForm,
    ReturnForm,
    VerdictForm,
    WhyForm,
)
from fangpin_web.intake.models import PendingRow, Upload
from fangpin_web.intake.problems import IntakeProblem
from fangpin_web.intake.returning import names_people, returned_workbook
from fangpin_web.jobs.doors import unfinished_work_on
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.jobs.work import WORK
from fangpin_web.pages import exporting
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.navigation import sees_imports
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.terms import with_unit
from fangpin_web.pages.wording import code_label, language, named, said, yes_no
from fangpin_web.records.doors import area_names, rows_of

PER_PAGE = 30
# A larger file is read by a worker, with progress to watch; a smaller one answers at once.
IN_BACKGROUND_FROM_BYTES = 400_000
BEFORE_PREVIEW = {Upload.State.RECEIVED, Upload.State.UNKNOWN}
KNOWN_PROBLEMS = (IntakeProblem, BackupProblem, RosterError)


def sources_for(officer: Officer) -> dict[str, Source]:
    """The sources this officer may bring in."""
    return {key: s for key, s in sources_of(policy()).items() if may_import_source(officer, s.department)}


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
    return _page(request, upload_or_404(officer_of(request), key))


@admits(sees_imports)
@require_safe
def batch(request: HttpRequest, key: int) -> HttpResponse:
    """The delivery that a ledger row came with."""
    found = uploads_for(officer_of(request)).filter(batch_id=key).first()
    if found is None:
        raise Http404(f"batch {key}")
    return redirect("intake:upload", key=found.pk)


def _page(request: HttpRequest, found: Upload, *, status: int = 200, **more: Any) -> HttpResponse:
    officer = officer_of(request)
    shown = found.shown if found.state == Upload.State.PREVIEWED else {}
    if shown:
        log_read(request, act="read", purpose="preview", ledger=found.source, rows=found.counts.get("rows_read"))
    people = officers_by_key((found.received_by, found.landed_by, found.undone_by))
    asks = found.state in BEFORE_PREVIEW or (found.state == Upload.State.PREVIEWED and "change" in request.GET)
    context = {
        "upload": found,
        "source": policy().sources.get(found.source),
        "codes": policy(),
        "shown": _in_words(shown),
        "counts": [(name, found.counts["ledgers"][name]) for name in found.counts.get("ledgers", {})],
        "received_by": people.get(found.received_by),
        "landed_by": people.get(found.landed_by or 0),
        "undone_by": people.get(found.undone_by or 0),
        "asks": asks,
        "reading_form": _reading_form(officer, found) if asks and may_import(officer) else None,
        "password_form": PasswordForm(),
        "decision_form": DecisionForm(upload=found),
        "why_form": WhyForm(),
        "return_form": _return_form(found),
        "may_import": may_import(officer),
        "may_accept": may_accept_batch(officer),
        "open_rows": found.pending.open().count(),
        "problem": named(found.problem) if found.problem else "",
        "work": unfinished_work_on(found),
    }
    return render(request, "intake/upload.html", context | more, status=status)


def _reading_form(officer: Officer, found: Upload, given: Any = None) -> ReadingForm:
    return ReadingForm(given, upload=found, sources=sources_for(officer), policy=policy(), area=officer.area_code)


def _return_form(found: Upload, given: Any = None, *, protected: bool = False) -> ReturnForm:
    source = sources_of(policy()).get(found.source)
    return ReturnForm(given, personal=source is None or names_people(source), protected=protected)


def _in_words(shown: Mapping[str, Any]) -> dict[str, Any]:
    """The samples with one sentence each, in the reader's language."""
    if not shown:
        return {}
    places = area_names({row["area_code"] for row in shown["open"] if row.get("area_code")})
    return {
        **shown,
        "ledgers": [_sample(name, part) for name, part in shown["ledgers"].items() if name != "coverage"],
        "refused": [row | {"sentence": row[language()]} for row in shown["refused"]],
        "notes": [note | {"sentence": note[language()]} for note in shown["notes"]],
        "open": [row | {"place": places.get(row.get("area_code"), "")} for row in shown["open"]],
    }


def _sample(name: str, part: Mapping[str, Any]) -> dict[str, Any]:
    spec = SPECS.get(name)
    labels = {c.stored_name: with_unit(c) for c in spec.all_columns} if spec else {}
    columns = [
        c | dict.fromkeys(("zh", "en"), labels.get(c["name"], c[language()]))
        for c in part["columns"]
        if any(row.get(c["name"]) is not None for row in (*part["new"], *part["missing"]))
    ]
    changed = [
        row | {"cells": [cell | {"label": labels.get(cell["column"], cell["column"])} for cell in row["cells"]]}
        for row in part["changed"]
    ]
    return {
        "name": name,
        "title": part[language()],
        "columns": columns,
        "new": part["new"],
        "changed": changed,
        "missing": part["missing"],
        "ends": any(cell["column"] == "to_on" for row in changed for cell in row["cells"]),
    }


def _act(request: HttpRequest, key: int, service: Callable[..., Any], done: str, **given: Any) -> HttpResponse:
    """One act on one delivery; what stands in its way is said on the delivery's page."""
    found = upload_or_404(officer_of(request), key)
    try:
        service(upload=found, by=officer_of(request), at=timezone.now(), **given)
    except KNOWN_PROBLEMS as problem:
        return _page(request, upload_or_404(officer_of(request), key), status=422, refusal=said(problem))
    messages.success(request, done)
    return redirect("intake:upload", key=key)


@admits(may_import)
@require_POST
def unlock(request: HttpRequest, key: int) -> HttpResponse:
    """Open a protected file with its password."""
    found, form = upload_or_404(officer_of(request), key), PasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, password_form=form)
    password = form.cleaned_data["password"]
    received = services.unlock_upload(upload=found, password=password, by=officer_of(request), at=timezone.now())
    if len(received) == 1 and received[0].pk == key:
        return _page(
            request, found, status=422, refusal=_("This password does not open the file. Ask the sender again.")
        )
    return redirect("intake:upload", key=received[0].pk) if len(received) == 1 else redirect("intake:list")


@admits(may_import)
@require_POST
def preview(request: HttpRequest, key: int) -> HttpResponse:
    """Read the file as the officer says and show what would change; nothing lands."""
    officer = officer_of(request)
    found = upload_or_404(officer, key)
    form = _reading_form(officer, found, request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, reading_form=form, asks=True)
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
        return _page(request, found, status=422, decision_form=form)
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
        return _page(request, found, status=422, refusal=said(problem))
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
    form = _return_form(found, request.POST, protected="opens_with" in request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, return_form=form)
    try:
        content = returned_workbook(
            found,
            password=form.cleaned_data["password"] or None,
            language=language(),
            opens_with=form.cleaned_data.get("opens_with") or None,
        )
    except PasswordNeeded as problem:
        asking = _return_form(found, protected=True)
        return _page(request, found, status=422, refusal=said(problem), return_form=asking)
    except KNOWN_PROBLEMS as problem:
        return _page(request, found, status=422, refusal=said(problem))
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
        return _page(request, upload_or_404(officer_of(request), key), status=422, why_form=form)
    return _act(
        request, key, services.undo_batch, _("The delivery was taken back whole."), why=form.cleaned_data["why"]
    )


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
    sources = sources_of(policy())
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
    except KNOWN_PROBLEMS as problem:
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
    except KNOWN_PROBLEMS as problem:
        return _match_page(request, found, status=422, refusal=said(problem))
    following = next_waiting_row(found)
    messages.success(request, _("Decided. The same evidence will not be asked about again."))
    return redirect("intake:match", key=following.pk) if following else redirect("intake:matches")


def _match_page(request: HttpRequest, found: PendingRow, *, status: int = 200, refusal: str = "") -> HttpResponse:
    codes = policy()
    source = sources_of(codes).get(found.upload.source)
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
