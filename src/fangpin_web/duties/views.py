"""Who answers for what: coverage, the list of duties, one official and his hand-over, files, supervision."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.permissions import may_assign, may_export, may_hand_over, may_print, sees_duties
from fangpin_web.duties import doors, forms, services
from fangpin_web.duties.gathering import coverage_of, orphans_of
from fangpin_web.duties.problems import DutyProblem
from fangpin_web.issues.doors import officers_known
from fangpin_web.pages.admission import admits, officer_of, require
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import code_label, named, said
from fangpin_web.records.doors import area_names, areas_inside, household_for

PER_PAGE = 50
SHORT_SHOWN = 200
EXPORTED_AT_MOST = 50_000
SORTS = ("area_code", "layer", "from_on", "officer__name")


@admits(sees_duties)
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Layer by layer: how much is covered, who holds too much, whose official has left."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    chains = coverage_of(officer, codes, day)
    left = orphans_of(officer, day)
    over = [(layer, who, n) for _chain, layers in chains for layer in layers for who, n in layer.over]
    names = doors.names_of_holders([*(h.holder for h in left), *(who for _layer, who, _n in over)])
    context = {
        "chains": [(chain, list(enumerate(layers))) for chain, layers in chains],
        "orphans": [(h, names.get(h.holder, "")) for h in left[:SHORT_SHOWN]],
        "over": [(layer.layer, names.get(who, ""), who[1], n, layer.cap) for layer, who, n in over],
        "codes": codes,
        "day": day,
    }
    return render(request, "duties/coverage.html", context)


@admits(sees_duties)
def short(request: HttpRequest, chain: str, no: int) -> HttpResponse:
    """What a layer does not cover, and the form to have somebody answer for it."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    found = next((layers for one, layers in coverage_of(officer, codes, day) if one.id == chain), None)
    if found is None or no >= len(found):
        raise Http404(chain)
    layer = found[no]
    people = officers_known(officer.area_code)
    form = forms.AssignForm(request.POST or None, people=people, initial={"from_on": day})
    refusal = ""
    if request.method == "POST":
        require(officer, may_assign)
        kind, _sep, key = request.POST.get("target", "").partition(":")
        if form.is_valid() and key:
            try:
                services.assign(
                    layer=layer.layer.layer, officer_id=form.cleaned_data["officer"], by=officer, at=timezone.now(),
                    from_on=form.cleaned_data["from_on"], area=key if kind == "area" else "",
                    household_id=int(key) if kind == "household" and key.isdigit() else None,
                )  # fmt: skip
            except DutyProblem as problem:
                refusal = said(problem)
            else:
                messages.success(request, _("Done and noted."))
                return redirect("duties:short", chain=chain, no=no)
    page = Paginator(layer.short, PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({t.area_code for t, _roles in page})
    heads = doors.households_by_key(t.subject[1] for t, _roles in page if t.subject[0] == "household")
    log_read(request, act="read", purpose="list", ledger="assignment", rows=len(page.object_list))
    context = {
        "layer": layer,
        "page": page,
        "table": [
            (f"{t.subject[0]}:{t.subject[1]}", places.get(t.area_code, t.area_code),
             heads.get(int(t.subject[1])) if t.subject[0] == "household" else None, roles)
            for t, roles in page
        ],
        "form": form,
        "refusal": refusal,
        "codes": codes,
        "may_assign": may_assign(officer) and not layer.layer.post and layer.layer.covers != "child",
    }  # fmt: skip
    return render(request, "duties/short.html", context, status=422 if form.errors or refusal else 200)


def _asked(request: HttpRequest, codes: Any, day: date) -> tuple[forms.DutyFilter, Any, str]:
    officer = officer_of(request)
    form = forms.DutyFilter(request.GET, areas=areas_inside(officer.area_code), policy=codes)
    rows: Any = doors.assignments_for(officer)
    sort = request.GET.get("sort", "area_code")
    sort = sort if sort.removeprefix("-") in SORTS else "area_code"
    if not form.is_valid():
        return form, rows.none(), sort
    told = form.cleaned_data
    rows = rows if told["ended"] else rows.on(day)
    if told["layer"]:
        rows = rows.filter(layer=told["layer"])
    if told["area"]:
        rows = rows.within(told["area"])
    if told["who"]:
        rows = rows.filter(officer__name__contains=told["who"]) | rows.filter(organisation__name__contains=told["who"])
    return form, rows.order_by(sort, "id"), sort


@admits(sees_duties)
@require_safe
def duty_list(request: HttpRequest) -> HttpResponse:
    """Every duty: layer, who, for what, since when."""
    codes, day = policy(), timezone.localdate()
    form, rows, sort = _asked(request, codes, day)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({row.area_code for row in page})
    log_read(request, act="read", purpose="list", ledger="assignment", rows=len(page.object_list))
    context = {
        "form": form,
        "page": page,
        "table": [(row, places.get(row.area_code, row.area_code)) for row in page],
        "sort": sort,
        "codes": codes,
        "export_form": ExportForm() if may_export(officer_of(request)) else None,
    }
    return render(request, "duties/list.html", context, status=200 if form.is_valid() else 422)


@admits(may_export)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered duties; names of families masked."""
    codes, day = policy(), timezone.localdate()
    form, rows, _sort = _asked(request, codes, day)
    return take_out(request, [form], lambda: _table(rows[:EXPORTED_AT_MOST], codes))


def _table(rows: Any, codes: Any) -> Table:
    taken = list(rows)
    places = area_names({row.area_code for row in taken})
    return Table(
        ledger="assignment",
        title=_("Duties"),
        header=[_("Layer"), _("Role"), _("Who"), _("Unit"), _("Place"), _("Household"), _("From"), _("Until")],
        rows=[
            [
                code_label(codes, "assignment_layer", row.layer), code_label(codes, "assignment_role", row.role),
                row.officer.name if row.officer else "", row.organisation.name if row.organisation else "",
                places.get(row.area_code, row.area_code),
                masked_name(row.household.head_name or "") if row.household else "", row.from_on, row.to_on,
            ]
            for row in taken
        ],
    )  # fmt: skip


@admits(sees_duties)
def person(request: HttpRequest, key: int) -> HttpResponse:
    """One official: what he answers for and did answer for; handing all of it over."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    found = doors.duty_officer_or_404(officer, key)
    people = [one for one in officers_known(officer.area_code) if one[0] != key]
    form = forms.HandoverForm(request.POST or None, people=people, initial={"on": day})
    refusal, preview = "", None
    if request.method == "POST":
        require(officer, may_hand_over)
        if form.is_valid():
            told = form.cleaned_data
            try:
                if "confirm" in request.POST:
                    note = services.hand_over_duties(
                        leaving=key, successor=told["successor"], on=told["on"], why=told["why"], by=officer,
                        at=timezone.now(),
                    )  # fmt: skip
                    words = {"n": note.taken, "m": note.merged}
                    messages.success(
                        request, _("%(n)s duties go on with the successor, %(m)s he held already.") % words
                    )
                    return redirect("duties:person", key=key)
                preview = services.handover_preview(leaving=key, successor=told["successor"], on=told["on"])
            except DutyProblem as problem:
                refusal = said(problem)
    rows = list(doors.assignments_for(officer).filter(officer=key).order_by("-from_on", "id"))
    notes = doors.handovers_of(key)
    context = {
        "person": found,
        "rows": [(row, area_names({row.area_code}).get(row.area_code, row.area_code)) for row in rows[:SHORT_SHOWN]],
        "held": sum(row.to_on is None or row.to_on > day for row in rows),
        "notes": notes,
        "names": doors.names_of_officers([k for n in notes for k in (n.leaving_id, n.successor_id)]),
        "form": form,
        "preview": preview,
        "refusal": refusal,
        "codes": codes,
        "day": day,
        "may_hand_over": may_hand_over(officer),
    }
    return render(request, "duties/person.html", context, status=422 if form.errors or refusal else 200)


@admits(sees_duties)
@require_safe
def binders(request: HttpRequest) -> HttpResponse:
    """The checklist of every monitored household's file, and the roster to print and bind."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    lines = doors.binder_lines(officer.area_code, codes, day)
    printed = "print" in request.GET
    if printed:
        require(officer, may_print)
    shown: Any = lines if printed else Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({h.area_code for h, _stage, _c in shown})
    log_read(request, act="print" if printed else "read", purpose="list", ledger="household", rows=len(list(shown)))
    listed = codes.code_list("binder_item").codes
    context = {
        "page": shown,
        "table": [
            (h, places.get(h.area_code, h.area_code), stage, c, [named(listed[m]) for m in c.missing])
            for h, stage, c in shown
        ],
        "whole": sum(c.whole for _h, _s, c in lines),
        "of": len(lines),
        "items": [(code, named(one)) for code, one in listed.items()],
        "day": day,
        "place": area_names({officer.area_code}).get(officer.area_code, ""),
    }
    return render(request, "duties/roster.html" if printed else "duties/binders.html", context)


@admits(sees_duties)
def binder(request: HttpRequest, key: int) -> HttpResponse:
    """The papers of one household's file."""
    officer, codes = officer_of(request), policy()
    household = household_for(officer, key)
    form = forms.PapersForm(request.POST or None, policy=codes, initial={"items": sorted(doors.papers_of(key))})
    if request.method == "POST":
        require(officer, may_assign)
        if form.is_valid():
            items = set(form.cleaned_data["items"])
            services.note_papers(household_id=key, items=items, on=timezone.localdate(), by=officer, at=timezone.now())
            messages.success(request, _("Noted."))
            return redirect("duties:binders")
    log_read(request, act="read", purpose="open", household=household, ledger="household", rows=1)
    context = {"household": household, "form": form, "may_assign": may_assign(officer)}
    return render(request, "duties/binder.html", context, status=422 if form.errors else 200)


@admits(sees_duties)
@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """Which areas belong on the list by their numbers, which stay, which may leave it."""
    officer, codes = officer_of(request), policy()
    listing, thresholds = doors.supervision_of(officer, codes, timezone.localdate())
    places = area_names({a.area_code for group in (listing.add, listing.keep, listing.drop) for a in group})
    groups = [
        (_("To be listed"), "amber", listing.add), (_("Listed"), "blue", listing.keep),
        (_("To be delisted"), "green", listing.drop),
    ]  # fmt: skip
    context = {
        "groups": [
            (label, tone, [(a, places.get(a.area_code, a.area_code)) for a in areas]) for label, tone, areas in groups
        ],
        "thresholds": thresholds,
        "unknown": len(listing.unknown),
        "codes": codes,
    }
    return render(request, "duties/supervision.html", context)
