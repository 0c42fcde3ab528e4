"""Households, ledgers and the data dictionary."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fangpin.ledgers import SPECS
from fangpin.ledgers.declaration import HOUSE_COLUMNS
from fangpin_web.access.masking import masked_name
from fangpin_web.access.reading import lately_opened
from fangpin_web.accounts.permissions import (
    may_correct,
    may_dispatch_clues,
    may_export,
    may_print,
    opens_household_file,
    reads_log,
    shows_unmasked,
)
from fangpin_web.cases.shown import cases_part
from fangpin_web.clues.telling import sentences_of
from fangpin_web.duties.shown import duties_part, line_on
from fangpin_web.entitlements.shown import household_part
from fangpin_web.evidence.shown import evidence_part
from fangpin_web.field.shown import visits_part
from fangpin_web.pages.admission import admits, officer_of, signed_in
from fangpin_web.pages.exporting import watermark
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm, PurposeForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.shown import hide, is_shown, show
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import named, said
from fangpin_web.records.doors import (
    area_choices,
    area_names,
    areas_inside,
    earlier_of,
    household_for,
    households_for,
    row_for,
    rows_for,
    spec_or_404,
)
from fangpin_web.records.entering import NotEntered, enter_row, entered_by_hand
from fangpin_web.records.household_file import assemble
from fangpin_web.records.listing import PER_PAGE, ListingFilter, cells, columns_shown, extract_values, order
from fangpin_web.records.row_form import NewRowForm, RowForm, initial_of, values_of
from fangpin_web.records.services import BY_PROCESS, ChangedMeanwhile, correct_row
from fangpin_web.records.who_sees import who_sees
from fangpin_web.records.worked_on import pages_of
from fangpin_web.told.shown import told_part

EXPORTED_AT_MOST = 50_000
REASONS_TO_OPEN = {"clue", "match", "list", "log", "trace"}  # the link that led here; kept in the read log


@admits(opens_household_file)
@require_safe
def households(request: HttpRequest) -> HttpResponse:
    """Find a household by code, head's name or hamlet."""
    officer = officer_of(request)
    text, area = request.GET.get("q", "").strip(), request.GET.get("area", "")
    rows = households_for(officer, text=text, area=area)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({h.area_code for h in page})
    found = [(h, masked_name(h.head_name), places[h.area_code]) for h in page]
    context = {"page": page, "found": found, "text": text, "area": area, "areas": areas_inside(officer.area_code)}
    return render(request, "records/households.html", context)


@admits(opens_household_file)
@require_safe
def household(request: HttpRequest, key: int) -> HttpResponse:
    """The file on one screen. Every opening is logged."""
    officer = officer_of(request)
    found = household_for(officer, key)
    reason = request.GET.get("from", "")
    log_read(request, act="read", purpose=reason if reason in REASONS_TO_OPEN else "open", household=found)
    return render(request, "records/household.html", _file_context(request, found, whole=is_shown(request, key)))


@admits(shows_unmasked)
@require_POST
def show_names(request: HttpRequest, key: int) -> HttpResponse:
    """Show names and numbers in full for a while, for a stated purpose; logged."""
    officer = officer_of(request)
    found = household_for(officer, key)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _without_purpose(request, found, form)
    log_read(request, act="show", purpose=form.cleaned_data["purpose"], household=found)
    show(request, key)
    return redirect("records:household", key=key)


@admits(shows_unmasked)
@require_POST
def hide_names(request: HttpRequest, key: int) -> HttpResponse:
    """Mask again before the time is over."""
    hide(request, household_for(officer_of(request), key).pk)
    return redirect("records:household", key=key)


@admits(may_print)
@require_POST
def print_file(request: HttpRequest, key: int) -> HttpResponse:
    """The file laid out for paper; logged, with name and time on every sheet."""
    officer = officer_of(request)
    found = household_for(officer, key)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _without_purpose(request, found, form)
    log_read(request, act="print", purpose=form.cleaned_data["purpose"], household=found)
    mark = watermark(officer, purpose=form.purpose_label)
    return render(
        request,
        "records/household_print.html",
        _file_context(request, found, whole=is_shown(request, key)) | {"mark": mark},
    )


def _without_purpose(request: HttpRequest, found: Any, form: PurposeForm) -> HttpResponse:
    """The file as it was, masked, with what is wrong in the form: nothing is shown without a purpose."""
    context = _file_context(request, found, whole=False) | {"purpose_form": form}
    return render(request, "records/household.html", context, status=422)


def _file_context(request: HttpRequest, found: Any, *, whole: bool) -> dict[str, Any]:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    file = assemble(found, day=day, proposals=may_dispatch_clues(officer))
    return {
        "file": file,
        "household": found,
        "whole": whole,
        "place": area_names({found.area_code})[found.area_code],
        "codes": codes,
        "specs": SPECS,
        "clue_sentences": sentences_of([clue.pk for clue in file.clues]),
        "purpose_form": PurposeForm(),
        "may_show": shows_unmasked(officer),
        "may_read_log": reads_log(officer),
        "cases_part": cases_part(officer, found.pk, codes, day=day),
        "told_part": told_part(officer, found.pk),
        "due_part": household_part(found.pk, codes),
        "duties_part": duties_part(officer, found.pk, codes, day=day),
        "income_line": line_on(codes, day),
        "visits_part": visits_part(officer, found.pk),
        "evidence_part": evidence_part(officer, "household", found.pk, back=f"/households/{found.pk}/#evidence"),
        "who_sees": who_sees(found),
        "opened": lately_opened(found.pk) if reads_log(officer) else [],
    }


@admits(opens_household_file)
@require_safe
def ledgers(request: HttpRequest) -> HttpResponse:
    """The ledgers this place keeps, by family; those of mechanisms it does not use stand apart."""
    idle = _kept_by_nobody(timezone.localdate())
    shown = [spec for spec in SPECS.values() if not spec.internal]
    used = groupby((spec for spec in shown if spec.name not in idle), key=lambda spec: spec.family)
    context = {
        "families": [(name, list(specs)) for name, specs in used],
        "idle": [spec for spec in shown if spec.name in idle],
    }
    return render(request, "records/ledgers.html", context)


def _kept_by_nobody(day: date) -> set[str]:
    """Ledgers that only mechanisms keep which are not in use on a day."""
    kept: dict[str, bool] = {}
    for mechanism in policy().mechanisms.values():
        for name in mechanism.ledgers:
            kept[name] = kept.get(name, False) or mechanism.on_day(day)
    return {name for name, used in kept.items() if not used}


@admits(opens_household_file)
@require_safe
def ledger_list(request: HttpRequest, name: str) -> HttpResponse:
    """The rows of one ledger inside the officer's area; logged when the ledger is about people."""
    officer, spec, codes = officer_of(request), spec_or_404(name), policy()
    form = ListingFilter(spec, request.GET, areas=areas_inside(officer.area_code), policy=codes)
    rows, sort = order(form.apply(rows_for(officer, name)), spec, request.GET.get("sort", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    if form.is_valid() and spec.family != "places":
        log_read(request, act="read", purpose="list", ledger=name, rows=len(page.object_list))
    places = area_names({row.area_code for row in page})
    table = [(row, list(cells(spec, row, places=places, policy=codes, mask=masked_name))) for row in page]
    context = {"spec": spec, "form": form, "page": page, "table": table, "sort": sort, "columns": columns_shown(spec)}
    context |= {"export_form": ExportForm() if may_export(officer) else None, "may_correct": may_correct(officer)}
    context["pages"] = pages_of([name])
    context["may_enter"] = may_correct(officer) and entered_by_hand(spec)
    return render(request, "records/ledger_list.html", context, status=200 if form.is_valid() else 422)


@admits(may_export)
@require_POST
def ledger_export(request: HttpRequest, name: str) -> HttpResponse:
    """The filtered rows as a file with name and time on it; logged with its purpose."""
    officer, spec, codes = officer_of(request), spec_or_404(name), policy()
    form = ListingFilter(spec, request.GET, areas=areas_inside(officer.area_code), policy=codes)

    def table() -> Table:
        rows, _sort = order(form.apply(rows_for(officer, name)), spec, request.GET.get("sort", ""))
        taken = list(rows[:EXPORTED_AT_MOST])
        places = area_names({row.area_code for row in taken})
        return Table(
            ledger=name,
            title=named(spec),
            header=[_("Place"), *(named(c) for c in columns_shown(spec)), _("Import batch"), _("Sheet"), _("Row")],
            rows=[extract_values(spec, row, places=places, policy=codes, mask=masked_name) for row in taken],
        )

    return take_out(request, [form], table)


@admits(may_correct)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_row(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """One row as a form made from the declaration, with what it was before. Reading and correcting are both logged."""
    officer, spec = officer_of(request), spec_or_404(name)
    row = row_for(officer, name, key)
    form = RowForm(spec, request.POST or None, policy=policy(), initial=initial_of(spec, row))
    if form.is_valid():
        try:
            correct_row(
                ledger=name,
                key=key,
                changes=form.changes(values_of(spec, row)),
                seen_at=form.seen_at,
                why=form.cleaned_data["why"],
                by=officer,
                at=timezone.now(),
            )
        except ChangedMeanwhile as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Corrected. What stood there before is kept in the history."))
            return redirect("records:row", name=name, key=key)
    log_read(request, act="show", purpose="correction", ledger=name, rows=1)
    context = {
        "spec": spec,
        "row": row,
        "form": form,
        "earlier": earlier_of(name, key),
        "by_process": name in BY_PROCESS,
    }
    return render(request, "records/ledger_row.html", context, status=422 if form.is_bound else 200)


@admits(may_correct)
@require_http_methods(["GET", "HEAD", "POST"])
def ledger_new(request: HttpRequest, name: str) -> HttpResponse:
    """Enter one row by hand. The address may bring some of it along: ``?kind=live_session``."""
    officer, spec = officer_of(request), spec_or_404(name)
    if not entered_by_hand(spec):
        raise Http404(name)
    inside = areas_inside(officer.area_code)
    places = area_choices(inside)
    own = area_names({officer.area_code})[officer.area_code]
    form = NewRowForm(
        spec, request.POST or None, policy=policy(), areas=[(officer.area_code, own), *places],
        initial=request.GET.dict(),
    )  # fmt: skip
    if form.is_valid():
        try:
            enter_row(ledger=name, values=form.values, area_code=form.area_code, by=officer, at=timezone.now())
        except NotEntered as problem:
            form.add_error(None, said(problem))
        else:
            messages.success(request, _("Entered."))
            again = f"{request.path}?{request.GET.urlencode()}" if "again" in request.POST else None
            return redirect(again) if again else redirect("records:ledger", name=name)
    context = {"spec": spec, "form": form}
    return render(request, "records/ledger_new.html", context, status=422 if form.is_bound else 200)


@admits(signed_in)
@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """What each ledger records: made from the declarations, so it cannot be out of date."""
    return render(request, "records/dictionary.html", {"specs": list(SPECS.values()), "house_columns": HOUSE_COLUMNS})


@admits(signed_in)
@require_safe
def dictionary_ledger(request: HttpRequest, name: str) -> HttpResponse:
    """One ledger's columns, with unit, codes and meaning."""
    if name not in SPECS:
        raise Http404(name)
    return render(request, "records/dictionary_ledger.html", {"spec": SPECS[name], "codes": policy(), "specs": SPECS})
