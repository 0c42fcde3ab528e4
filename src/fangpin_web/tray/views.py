"""The month tray: one page per month, one per list, and reports of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.tray import months_before
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_report_nothing, sees_tray
from fangpin_web.pages import exporting
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.wording import named, said
from fangpin_web.tray import services
from fangpin_web.tray.doors import report_or_404
from fangpin_web.tray.forms import NothingForm
from fangpin_web.tray.problems import TrayProblem
from fangpin_web.tray.reading import Line, Tray, tray_of
from fangpin_web.tray.wording import state_in_words

_FIRST_YEAR, _LAST_YEAR = 2015, 2100


@admits(sees_tray)
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The tray that is being filled: of the month before this one."""
    month = months_before(timezone.localdate(), 1)
    return _month_page(request, month.year, month.month)


@admits(sees_tray)
@require_safe
def tray(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """All lists of a month: due, delivered, late, replaced; what to write to whom; the twelve months before."""
    return _month_page(request, year, month)


@admits(sees_tray)
@require_safe
def line(request: HttpRequest, year: int, month: int, source: str) -> HttpResponse:
    """One list of a month: every delivery, what it changed, what its absence leaves unanswered."""
    return _line_page(request, _tray(officer_of(request), year, month), source)


@admits(may_report_nothing)
@require_POST
def nothing(request: HttpRequest, year: int, month: int, source: str) -> HttpResponse:
    """Note that a source has nothing for the month, and who said so."""
    officer = officer_of(request)
    found = _tray(officer, year, month)
    form = NothingForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _line_page(request, found, source, form=form, status=422)
    owed = _line(found, source).owed
    try:
        services.report_nothing(owed=owed, by=officer, at=timezone.now(), **form.cleaned_data)
    except TrayProblem as problem:
        return _line_page(request, found, source, form=form, status=422, refusal=said(problem))
    messages.success(request, _("Noted: no data for this period. No ledger was changed."))
    return redirect("tray:line", year=year, month=month, source=source)


@admits(may_report_nothing)
@require_POST
def withdraw(request: HttpRequest, year: int, month: int, key: int) -> HttpResponse:
    """Take a report of nothing back."""
    officer = officer_of(request)
    report = report_or_404(officer, key)
    try:
        services.withdraw_report(report=report, by=officer, at=timezone.now())
    except TrayProblem as problem:
        messages.error(request, said(problem))
    else:
        messages.success(request, _("The report of no data was taken back."))
    return redirect("tray:line", year=year, month=month, source=report.source)


@admits(sees_tray)
@require_safe
def export(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The tray as a workbook: lists, days and counts, no person."""
    officer = officer_of(request)
    found = _tray(officer, year, month)
    header = [
        _("List"), _("Department"), _("Period from"), _("Period to"), _("Due on"), _("State"), _("Days late"),
        _("Received"), _("Received by"), _("Rows"), _("Refused"), _("Waiting for a match"), _("Persons matched"),
        _("New"), _("Changed"), _("Ended"), _("Rows against the month before"), _("Villages covered"),
        _("Villages owed"), _("Replaced"), _("Who said there is nothing"), _("Rules that lack it"),
    ]  # fmt: skip
    extract = exporting.Extract(
        title=_("Month tray %(month)s") % {"month": f"{year}-{month:02d}"},
        header=header,
        rows=_rows(found),
        mark=exporting.signature(officer, purpose=_("month tray")),
    )
    return exporting.answer(extract, "xlsx")


def _rows(found: Tray) -> Iterator[list[Any]]:
    for one in found.lines:
        standing, owed = one.standing, one.owed
        current = [d for d in one.deliveries if d.became == "current"]
        reports = [r for r in one.reports if r.withdrawn_at is None]
        yield [
            named(one.source), one.source.department, owed.from_on, owed.to_on, owed.due_on,
            state_in_words(standing.state), standing.days_late,
            "、".join(d.arrival.received_on.isoformat() for d in current),
            "、".join(d.received_by.name for d in current if d.received_by),
            *(standing.total(count) for count in ("rows_read", "rows_refused", "rows_open", "rows_matched", "rows_new",
                                                  "rows_changed", "rows_gone")),
            one.more_rows, one.covered if current else None, found.villages, len(standing.replaced),
            "、".join(f"{r.said_by} {r.said_on}" for r in reports), len(one.missed) if standing.missing else None,
        ]  # fmt: skip


def _month_page(request: HttpRequest, year: int, month: int) -> HttpResponse:
    found = _tray(officer_of(request), year, month)
    context = {
        "tray": found,
        "before": months_before(found.month, 1),
        "after": months_before(found.month, -1),
        "late": found.count("overdue"),
        "came": found.count("in_time", "late"),
    }
    return render(request, "tray/month.html", context)


def _tray(officer: Officer, year: int, month: int) -> Tray:
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12):  # noqa: PLR2004 - months of a year
        raise Http404(f"{year}-{month}")
    return tray_of(officer, date(year, month, 1), policy(), as_of=timezone.localdate())


def _line(found: Tray, source: str) -> Line:
    one = next((line for line in found.lines if line.source.id == source), None)
    if one is None:
        raise Http404(source)
    return one


def _line_page(
    request: HttpRequest, found: Tray, source: str, *, form: Any = None, status: int = 200, refusal: str = ""
) -> HttpResponse:
    one = _line(found, source)
    history = next(standings for other, standings in found.history if other.id == source)
    context = {
        "tray": found,
        "line": one,
        "history": [(month, standing) for month, standing in zip(found.months, history, strict=True) if standing],
        "reports": _with_names(one),
        "form": form or NothingForm(today=timezone.localdate()),
        "may_report": may_report_nothing(officer_of(request)),
        "refusal": refusal,
    }
    return render(request, "tray/line.html", context, status=status)


def _with_names(one: Line) -> list[tuple[Any, str, str]]:
    """Each report with the names of who entered and who withdrew it."""
    people = officers_by_key(key for r in one.reports for key in (r.entered_by, r.withdrawn_by) if key)
    names = {key: officer.name for key, officer in people.items()}
    return [(r, names.get(r.entered_by, ""), names.get(r.withdrawn_by or 0, "")) for r in one.reports]
