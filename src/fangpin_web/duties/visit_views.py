"""The month's visits, family by family; and the pairings of places with those who help them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from fangpin_web.access.area_codes import inside
from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.permissions import may_export, sees_duties
from fangpin_web.duties import forms, visiting
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import code_label
from fangpin_web.records.doors import area_names, areas_inside

PER_PAGE = 50
EXPORTED_AT_MOST = 50_000
STANDINGS = (
    (visiting.OVERDUE, pgettext_lazy("visit", "Overdue")),
    (visiting.DUE, gettext_lazy("To be visited this month")),
    (visiting.SEEN, gettext_lazy("Visited this month")),
    (visiting.LATER, pgettext_lazy("visit", "Later")),
)
VISIT_SORTS = ("due_on", "seen_on", "area_code", "officer__name", "layer")
PAIRING_SORTS = ("kind", "area_code", "organisation__name", "from_on", "agreement_on", "agreed_yuan")


def _ordered(rows: Any, asked: str, allowed: tuple[str, ...]) -> tuple[Any, str]:
    """Rows in the order asked for, what is unknown last; and that order."""
    sort = asked if asked.removeprefix("-") in allowed else allowed[0]
    by = F(sort.removeprefix("-"))
    return rows.order_by(by.desc(nulls_last=True) if sort[0] == "-" else by.asc(nulls_last=True), "id"), sort


def _visits_asked(request: HttpRequest) -> tuple[forms.VisitFilter, Any, list[Any], str, str]:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    form = forms.VisitFilter(request.GET, areas=areas_inside(officer.area_code), policy=codes)
    view = request.GET.get("view", visiting.OVERDUE)
    told = form.cleaned_data if form.is_valid() else {}
    rows = visiting.visit_plan(officer, codes, month=told.get("month") or day, day=day)
    if not form.is_valid():
        rows = rows.none()
    if told.get("layer"):
        rows = rows.filter(layer=told["layer"])
    if told.get("area"):
        rows = rows.filter(inside(told["area"]))
    if told.get("who"):
        rows = rows.filter(officer__name__contains=told["who"]) | rows.filter(organisation__name__contains=told["who"])
    counted = Counter(rows.values_list("standing", flat=True))
    views = [(name, label, counted[name]) for name, label in STANDINGS] + [("all", _("All"), sum(counted.values()))]
    if view in dict(STANDINGS):
        rows = rows.filter(standing=view)
    ordered, sort = _ordered(rows, request.GET.get("sort", ""), VISIT_SORTS)
    return form, ordered, views, view, sort


@admits(sees_duties)
@require_safe
def visit_plan(request: HttpRequest) -> HttpResponse:
    """Who visits whom this month, and what is overdue."""
    form, rows, views, view, sort = _visits_asked(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({row.area_code for row in page})
    log_read(request, act="read", purpose="list", ledger="assignment", rows=len(page.object_list))
    context = {
        "form": form, "page": page, "table": [(row, places.get(row.area_code, row.area_code)) for row in page],
        "views": views, "view": view, "sort": sort, "codes": policy(), "day": timezone.localdate(),
        "standings": dict(STANDINGS), "days": policy().value("visit_plan_days", on=timezone.localdate()).value,
        "export_form": ExportForm() if may_export(officer_of(request)) else None,
    }  # fmt: skip
    return render(request, "duties/visits.html", context, status=200 if form.is_valid() else 422)


@admits(may_export)
@require_POST
def export_visits(request: HttpRequest) -> HttpResponse:
    """The filtered plan; names of families masked."""
    form, rows, _views, _view, _sort = _visits_asked(request)
    return take_out(request, [form], lambda: _visits_table(rows[:EXPORTED_AT_MOST]))


def _visits_table(rows: Any) -> Table:
    codes, taken = policy(), list(rows)
    places, words = area_names({row.area_code for row in taken}), dict(STANDINGS)
    return Table(
        ledger="assignment",
        title=_("Visit plan"),
        header=[_("Who"), _("Layer"), _("Place"), _("Head of household"), _("Last visit"), _("Due on"), _("State")],
        rows=[
            [
                _holder(row), code_label(codes, "assignment_layer", row.layer),
                places.get(row.area_code, row.area_code), masked_name(row.household.head_name or ""), row.seen_on,
                row.due_on, str(words[row.standing]),
            ]
            for row in taken
        ],
    )  # fmt: skip


def _holder(row: Any) -> str:
    named = row.officer or row.organisation
    return str(named.name) if named else ""


PAIRING_VIEWS = (
    ("in_force", gettext_lazy("In force")),
    ("no_agreement", gettext_lazy("Without an agreement")),
    ("ended", gettext_lazy("Ended")),
    ("all", gettext_lazy("All")),
)


def _of_view(rows: Any, view: str, day: date) -> Any:
    match view:
        case "no_agreement":
            return rows.on(day).filter(agreement_on__isnull=True)
        case "ended":
            return rows.filter(to_on__lte=day)
        case "all":
            return rows
        case _:
            return rows.on(day)


def _pairings_asked(request: HttpRequest) -> tuple[forms.PairingFilter, Any, Any, str, str]:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    form = forms.PairingFilter(request.GET, areas=areas_inside(officer.area_code), policy=codes)
    view = request.GET.get("view", "in_force")
    rows = visiting.pairings_for(officer)
    told = form.cleaned_data if form.is_valid() else {}
    if not form.is_valid():
        rows = rows.none()
    if told.get("kind"):
        rows = rows.filter(kind=told["kind"])
    if told.get("area"):
        rows = rows.filter(inside(told["area"]))
    if told.get("who"):
        who = told["who"]
        rows = rows.filter(organisation__name__contains=who) | rows.filter(giving_area__name__contains=who)
    ordered, sort = _ordered(_of_view(rows, view, day), request.GET.get("sort", ""), PAIRING_SORTS)
    return form, rows, ordered, view, sort


@admits(sees_duties)
@require_safe
def pairings(request: HttpRequest) -> HttpResponse:
    """Who helps which place, since when, by which agreement; and the villages nobody is paired with."""
    officer, day = officer_of(request), timezone.localdate()
    form, every, rows, view, sort = _pairings_asked(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="pairing", rows=len(page.object_list))
    kind = form.cleaned_data.get("kind", "") if form.is_valid() else ""
    context = {
        "form": form, "page": page, "view": view, "sort": sort, "codes": policy(),
        "views": [(name, label, _of_view(every, name, day).count()) for name, label in PAIRING_VIEWS],
        "places": area_names({row.area_code for row in page}),
        "without": visiting.villages_without(officer, kind=kind, day=day), "kind": kind,
        "export_form": ExportForm() if may_export(officer) else None,
    }  # fmt: skip
    return render(request, "duties/pairings.html", context, status=200 if form.is_valid() else 422)


@admits(may_export)
@require_POST
def export_pairings(request: HttpRequest) -> HttpResponse:
    """The filtered pairings; a student's name is masked."""
    form, _every, rows, _view, _sort = _pairings_asked(request)
    return take_out(request, [form], lambda: _pairings_table(rows[:EXPORTED_AT_MOST]))


def _pairings_table(rows: Any) -> Table:
    codes, taken = policy(), list(rows)
    places = area_names({row.area_code for row in taken})
    return Table(
        ledger="pairing",
        title=_("Pairings"),
        header=[_("Kind"), _("Who helps"), _("Whom"), _("Student"), _("From"), _("Until"), _("Agreement signed"),
                _("Money agreed (yuan)")],
        rows=[
            [
                code_label(codes, "pairing_kind", row.kind),
                row.organisation.name if row.organisation else row.giving_area.name if row.giving_area else "",
                row.target_area.name if row.target_area else places.get(row.area_code, row.area_code),
                masked_name(row.person.name or "") if row.person else "", row.from_on, row.to_on, row.agreement_on,
                row.agreed_yuan,
            ]
            for row in taken
        ],
    )  # fmt: skip
