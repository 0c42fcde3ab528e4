"""Clues: the list, one clue with its reasons and rows, taking and closing it, and the dispatch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.snapshots import SnapshotError
from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import (
    may_close_clue,
    may_dispatch_clues,
    may_export,
    may_take_clue,
    opens_household_file,
)
from fangpin_web.cases.shown import cases_part, spoken_of
from fangpin_web.clues import services
from fangpin_web.clues.forms import SORTS, VIEWS, CloseForm, ClueFilter, states_of
from fangpin_web.clues.problems import ClueProblem
from fangpin_web.clues.queries import clues_for, earlier_clue, preview_dispatch
from fangpin_web.clues.services import reasons_for
from fangpin_web.clues.states import CLOSED_NEGATIVE, FINISHED, OPEN, PROPOSED, TAKEN
from fangpin_web.clues.telling import evidences_of, rows_behind, sentences_of, sign_of, tell
from fangpin_web.office.archive import PolicyNotKept
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import code_label, said
from fangpin_web.records.doors import area_names, areas_inside
from fangpin_web.records.listing import tables_behind
from fangpin_web.told.shown import told_part

PER_PAGE = 40
EXPORTED_AT_MOST = 20_000


def clue_or_404(officer: Officer, key: int) -> Any:
    """The door to a clue: inside the officer's area, and of those he works with."""
    found = clues_for(officer).select_related("household", "person").filter(pk=key).first()
    if found is None:
        raise Http404(f"clue {key}")
    return found


def _asked(request: HttpRequest) -> tuple[ClueFilter, QuerySet[Any], str, str]:
    """The filter form, the clues that pass it in the order asked, the view and the order."""
    officer, day = officer_of(request), timezone.localdate()
    form = ClueFilter(request.GET, areas=areas_inside(officer.area_code), policy=policy())
    view = request.GET.get("view", OPEN)
    states = states_of(view) if view in dict(VIEWS) else (OPEN,)
    rows = form.apply(clues_for(officer), officer=officer, day=day)
    if states is not None:
        rows = rows.filter(state__in=states)
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "due_on"
    by = F(sort.removeprefix("-"))
    ordered = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
    return form, rows.select_related("household", "person").order_by(ordered, "id"), view, sort


@admits(opens_household_file)
@require_safe
def clue_list(request: HttpRequest) -> HttpResponse:
    """The clues of the officer's area, most urgent first."""
    officer, codes = officer_of(request), policy()
    form, rows, view, sort = _asked(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="clue", rows=len(page.object_list))
    places = area_names({clue.area_code for clue in page})
    sentences = sentences_of([clue.pk for clue in page])
    context = {
        "form": form,
        "page": page,
        "table": [(c, masked_name(c.household.head_name), places[c.area_code], sentences.get(c.pk, "")) for c in page],
        "views": _counted_views(officer),
        "view": view,
        "sort": sort,
        "codes": codes,
        "day": timezone.localdate(),
        "export_form": ExportForm() if may_export(officer) else None,
        "may_dispatch": may_dispatch_clues(officer),
    }
    return render(request, "clues/list.html", context, status=200 if form.is_valid() else 422)


def _counted_views(officer: Officer) -> list[tuple[str, Any, int]]:
    counted = []
    for view, label in VIEWS:
        if view == PROPOSED and not may_dispatch_clues(officer):
            continue
        states = states_of(view)
        rows = clues_for(officer)
        counted.append((view, label, (rows if states is None else rows.filter(state__in=states)).count()))
    return counted


@admits(may_export)
@require_POST
def clue_export(request: HttpRequest) -> HttpResponse:
    """The filtered clues as a file that names who took it and when."""
    codes = policy()
    form, rows, _view, _sort = _asked(request)
    return take_out(request, [form], lambda: _table(rows[:EXPORTED_AT_MOST], codes))


def _table(rows: Any, codes: Any) -> Table:
    taken = list(rows)
    places = area_names({clue.area_code for clue in taken})
    sentences = sentences_of([clue.pk for clue in taken])
    return Table(
        ledger="clue",
        title=_("Clues"),
        header=[
            _("Place"),
            _("Head of household"),
            _("Risk"),
            _("Why"),
            _("Severity"),
            _("Raised on"),
            _("Due on"),
            _("State"),
            _("Closed on"),
            _("Reason"),
        ],
        rows=[
            [
                places[clue.area_code],
                masked_name(clue.household.head_name),
                code_label(codes, "risk", clue.risk),
                sentences.get(clue.pk, ""),
                code_label(codes, "severity", clue.severity),
                clue.raised_on,
                clue.due_on,
                code_label(codes, "clue_state", clue.state),
                clue.closed_on,
                code_label(codes, "clue_close_reason", clue.close_reason),
            ]
            for clue in taken
        ],
    )


@admits(opens_household_file)
@require_safe
def clue(request: HttpRequest, key: int) -> HttpResponse:
    """One clue: why it is there, what is unknown, what was done, what can be done now."""
    found = clue_or_404(officer_of(request), key)
    log_read(request, act="read", purpose="clue", household=found.household)
    return render(request, "clues/clue.html", _clue_context(request, found))


def _clue_context(request: HttpRequest, found: Any, close_form: CloseForm | None = None) -> dict[str, Any]:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    people = officers_by_key((found.taken_by, found.closed_by))
    return {
        "clue": found,
        "told": [tell(evidence) for evidence in evidences_of([found.pk]).get(found.pk, [])],
        "place": area_names({found.area_code})[found.area_code],
        "codes": codes,
        "day": day,
        "earlier": earlier_clue(found),
        "taken_by": people.get(found.taken_by),
        "closed_by": people.get(found.closed_by),
        "may_take": found.state == OPEN and may_take_clue(officer),
        "may_give_back": found.state == TAKEN and may_take_clue(officer),
        "may_close": found.state in (OPEN, TAKEN) and may_close_clue(officer),
        "may_reopen": found.state in FINISHED and may_dispatch_clues(officer),
        "close_form": close_form or CloseForm(policy=codes, day=day),
        "quick_reasons": [reason for reason in reasons_for(CLOSED_NEGATIVE, codes, day) if reason != "other"],
        "spoken": spoken_of(codes, found.close_reason or "") if found.state == CLOSED_NEGATIVE else (),
        "cases_part": cases_part(officer, found.household_id, codes, day=day, clue=found),
        "told_part": told_part(officer, found.household_id, clue_id=found.pk),
    }


@admits(opens_household_file)
@require_safe
def clue_rows(request: HttpRequest, key: int, evidence: int) -> HttpResponse:
    """The ledger rows behind one reason, each with the cell it came from."""
    officer, codes = officer_of(request), policy()
    found = clue_or_404(officer, key)
    reason = next((e for e in evidences_of([key]).get(key, []) if e.pk == evidence), None)
    if reason is None:
        raise Http404(f"evidence {evidence}")
    log_read(request, act="read", purpose="trace", household=found.household)
    try:
        traced, problem = rows_behind(reason), ""
    except (SnapshotError, PolicyNotKept) as gone:
        traced, problem = (), said(gone)
    tables = tables_behind(officer, traced, policy=codes)
    context = {"clue": found, "told": tell(reason), "tables": tables, "problem": problem}
    return render(request, "clues/rows.html", context)


def _act(request: HttpRequest, key: int, service: Callable[..., Any], done: str, **given: Any) -> HttpResponse:
    """One act on one clue; what stands in its way is said on the clue's page."""
    officer = officer_of(request)
    clue_or_404(officer, key)
    try:
        service(clue_id=key, by=officer, at=timezone.now(), **given)
    except ClueProblem as problem:
        context = _clue_context(request, clue_or_404(officer, key)) | {"problem": said(problem)}
        return render(request, "clues/clue.html", context, status=422)
    messages.success(request, done)
    return redirect("clues:clue", key=key)


@admits(may_take_clue)
@require_POST
def take(request: HttpRequest, key: int) -> HttpResponse:
    """Make the clue one's own."""
    return _act(request, key, services.take_clue, _("The clue is yours now. Visit the household, then close it here."))


@admits(may_take_clue)
@require_POST
def give_back(request: HttpRequest, key: int) -> HttpResponse:
    """Put it back among the open ones."""
    return _act(request, key, services.give_back_clue, _("The clue is open again; its due day stays."))


@admits(may_close_clue)
@require_POST
def close(request: HttpRequest, key: int) -> HttpResponse:
    """Close it with a reason; the same facts do not bring it back."""
    form = CloseForm(request.POST, policy=policy(), day=timezone.localdate())
    if not form.is_valid():
        found = clue_or_404(officer_of(request), key)
        return render(request, "clues/clue.html", _clue_context(request, found, form), status=422)
    return _act(request, key, services.close_clue, _("The clue is closed."), **form.cleaned_data)


@admits(may_dispatch_clues)
@require_POST
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Open a clue that was closed by mistake."""
    return _act(request, key, services.reopen_clue, _("The clue is open again. Its closing stays in the history."))


@admits(may_dispatch_clues)
def dispatch(request: HttpRequest) -> HttpResponse:
    """How much each township would get, by rule, before anything is handed out."""
    officer, codes = officer_of(request), policy()
    if request.method == "POST":
        towns, rules = request.POST.getlist("town"), request.POST.getlist("rule")
        if not towns or not rules:
            preview = _dispatch_context(codes) | {"problem": _("Choose at least one township and one rule.")}
            return render(request, "clues/dispatch.html", preview, status=422)
        count = services.dispatch_clues(by=officer, at=timezone.now(), towns=towns, rules=rules)
        messages.success(request, _("%(count)s clues were handed to the townships.") % {"count": count})
        return redirect("clues:list")
    return render(request, "clues/dispatch.html", _dispatch_context(codes))


def _dispatch_context(codes: Any) -> dict[str, Any]:
    preview = preview_dispatch()
    names = area_names({town.town for town in preview.towns})
    by_rule: dict[str, int] = {}
    for line in preview.lines:
        by_rule[line.rule] = by_rule.get(line.rule, 0) + line.clues
    grid = {(line.town, line.rule): line.clues for line in preview.lines}
    rules = sorted(by_rule, key=lambda rule: -by_rule[rule])
    return {
        "preview": preview,
        "schemes": codes.schemes,
        "towns": [
            (town, names[town.town], [grid.get((town.town, rule), 0) for rule in rules]) for town in preview.towns
        ],
        "rules": [(rule, sign_of(codes, rule), by_rule[rule]) for rule in rules],
    }
