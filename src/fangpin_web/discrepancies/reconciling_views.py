"""Our ledgers against lists of the same households: choose a list, look at the differences, take them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.permissions import may_accept_batch, may_export, opens_household_file
from fangpin_web.discrepancies import doors
from fangpin_web.discrepancies.models import Reconciliation, ReconciliationLine
from fangpin_web.discrepancies.problems import DiscrepancyProblem
from fangpin_web.discrepancies.reconciling import STATES, reconcile_export
from fangpin_web.intake.deliveries import readable_sources
from fangpin_web.intake.doors import upload_or_404
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import named, said
from fangpin_web.records.doors import area_names

PER_PAGE = 50
KINDS = {
    "here": pgettext_lazy("reconciliation", "Here, not there"),
    "there": pgettext_lazy("reconciliation", "There, not here"),
    "differs": pgettext_lazy("reconciliation", "Told differently"),
    "unclear": pgettext_lazy("reconciliation", "Rows that name nobody"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One difference in words: the household as we call it, else the row of the export."""

    line: ReconciliationLine
    name: str | None
    code: str
    place: str
    because: str
    fields: tuple[tuple[str, str, str], ...]


@admits(opens_household_file)
@require_safe
def reconciliations(request: HttpRequest) -> HttpResponse:
    """The lists that can be compared, and the comparisons made."""
    return _list(request)


def _list(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    officer = officer_of(request)
    names = {key: named(one) for key, one in _comparable().items()}
    context = {
        "exports": [(one, names[one.source]) for one in doors.exports_to_reconcile(officer, names, STATES)]
        if may_accept_batch(officer)
        else [],
        "made": [(one, names.get(one.upload.source, "")) for one in doors.reconciliations_made()],
        "kinds": KINDS,
        "problem": problem,
    }
    return render(request, "discrepancies/reconciliations.html", context, status=status)


@admits(may_accept_batch)
@require_POST
def compare(request: HttpRequest, key: int) -> HttpResponse:
    """Hold a list against our ledgers."""
    officer = officer_of(request)
    try:
        made = reconcile_export(upload=upload_or_404(officer, key), by=officer, at=timezone.now())
    except DiscrepancyProblem as problem:
        return _list(request, problem=said(problem), status=422)
    return redirect("discrepancies:reconciliation", key=made.pk)


@admits(opens_household_file)
@require_safe
def reconciliation(request: HttpRequest, key: int) -> HttpResponse:
    """The differences of one comparison, each household once."""
    officer = officer_of(request)
    made = doors.reconciliation_or_404(key)
    kind = request.GET.get("view", "here")
    kind = kind if kind in KINDS else "here"
    page = Paginator(doors.lines_of_reconciliation(made, kind), PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="reconciliation_line", rows=len(page.object_list))
    counted = {name: doors.lines_of_reconciliation(made, name).count() for name in KINDS}
    context = {
        "made": made,
        "page": page,
        "lines": _lines(page, made),
        "source": named(_comparable()[made.upload.source]) if made.upload.source in _comparable() else "",
        "view": kind,
        "views": [(name, label, counted[name]) for name, label in KINDS.items()],
        "export_form": ExportForm() if may_export(officer) else None,
    }
    return render(request, "discrepancies/reconciliation.html", context)


@admits(may_export)
@require_POST
def export(request: HttpRequest, key: int) -> HttpResponse:
    """All differences as a file with name and time on it; logged with its purpose."""
    made = doors.reconciliation_or_404(key)
    return take_out(request, [], lambda: _table(made))


def _table(made: Reconciliation) -> Table:
    lines = _lines(doors.lines_of_reconciliation(made, ""), made)
    header = (
        _("Difference"), _("Place"), _("Household code"), _("Head of household"), _("Why it should be there"),
        _("Sheet and row of the list"), _("What differs"),
    )  # fmt: skip
    return Table(
        ledger="reconciliation_line",
        title=_("Our ledgers and lists of the same households"),
        header=header,
        rows=[
            [
                str(KINDS[one.line.kind]), one.place, one.code, one.name or "", one.because,
                f"{one.line.sheet_no}:{one.line.row_no}" if one.line.row_no else "",
                "；".join(f"{label}：{here} / {there}" if here else label for label, here, there in one.fields),
            ]
            for one in lines
        ],
    )  # fmt: skip


def _lines(rows: Iterable[ReconciliationLine], made: Reconciliation) -> list[Line]:
    listed = list(rows)
    households = doors.households_named(row.household_id for row in listed)
    places = area_names({row.area_code for row in listed})
    source = _comparable().get(made.upload.source)
    labels = {field.id: field.zh for field in source.fields} if source else {}
    because = {side.because: named(side) for side in source.compares.ours} if source and source.compares else {}
    return [_in_words(row, households.get(row.household_id or 0), places, labels, because) for row in listed]


def _comparable() -> dict[str, Any]:
    """The sources that are registers of households, by their id."""
    return {key: one for key, one in readable_sources(policy()).items() if one.compares}


def _in_words(
    row: ReconciliationLine, household: Any, places: dict[str, str], labels: dict[str, str], because: dict[str, str]
) -> Line:
    return Line(
        line=row,
        name=masked_name(household.head_name) if household else None,
        code=household.code or "" if household else "",
        place=places.get(row.area_code, row.area_code),
        because=because.get(row.because, ""),
        fields=tuple((labels.get(name, name), here, there) for name, here, there in row.fields),
    )
