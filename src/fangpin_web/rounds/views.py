"""Data checks: drop an export, see what was found, take the workbooks out, look at the trend."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.rosters import PasswordNeeded, RosterError, refuse_oversize
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_check_quality, may_exempt, may_export, sees_rounds
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.forms import PasswordForm
from fangpin_web.jobs.doors import unfinished_work_on_round
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.pages import exporting
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import language, named, said
from fangpin_web.rounds import services
from fangpin_web.rounds.doors import (
    findings_of,
    issue_list_of,
    last_corrections,
    own_round_or_404,
    round_or_404,
    rounds_for,
    sees_whole,
    townships_for,
)
from fangpin_web.rounds.forms import (
    SEVERITIES,
    SORTS,
    STATES,
    ColumnsForm,
    DropForm,
    FindingFilter,
    ListForm,
)
from fangpin_web.rounds.models import Round
from fangpin_web.rounds.problems import RoundProblem
from fangpin_web.rounds.running import run_round
from fangpin_web.rounds.telling import key_of_finding, sentence_of, trend_of
from fangpin_web.rounds.workbooks import parcel_of, workbook_of

PER_PAGE = 50
EXPORTED_AT_MOST = 50_000
# A larger export is checked by a worker, with progress to watch; a smaller one answers at once.
IN_BACKGROUND_FROM_BYTES = 400_000
KNOWN_PROBLEMS = (RoundProblem, RosterError)


@admits(sees_rounds)
def round_list(request: HttpRequest) -> HttpResponse:
    """The place to drop an export, and all rounds, newest first."""
    officer = officer_of(request)
    form = DropForm(request.POST, request.FILES) if request.method == "POST" else DropForm()
    refusal = ""
    if request.method == "POST" and may_check_quality(officer) and form.is_valid():
        try:
            return _begin(request, form)
        except KNOWN_PROBLEMS as problem:
            refusal = said(problem)
    page = Paginator(rounds_for(officer), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "people": officers_by_key(r.made_by for r in page),
        "may_check": may_check_quality(officer),
        "may_exempt": may_exempt(officer),
        "refusal": refusal,
    }
    return render(request, "rounds/list.html", context, status=422 if form.errors or refusal else 200)


def _begin(request: HttpRequest, form: DropForm) -> HttpResponse:
    file = form.cleaned_data["export"]
    refuse_oversize(file=readable_name(file.name or ""), size=file.size or 0)
    found, new = services.begin_round(
        name=file.name or "",
        content=file.read(),
        as_of=form.cleaned_data["as_of"] or timezone.localdate(),
        language=language(),
        by=officer_of(request),
        at=timezone.now(),
    )
    if not new:
        messages.info(request, _("This is the same file as before; here is what was found in it."))
    return _go_on(request, found) if found.state == Round.State.READY else redirect("rounds:round", key=found.pk)


def _go_on(request: HttpRequest, found: Round) -> HttpResponse:
    """Check it: at once, or by a worker with progress to watch."""
    officer, now = officer_of(request), timezone.now()
    if unfinished := unfinished_work_on_round(found.pk):  # whose progress only he who began it can watch
        if unfinished.officer_id != officer.pk:
            return redirect("rounds:round", key=found.pk)
        return redirect("jobs:work", key=unfinished.pk)
    if found.original.size >= IN_BACKGROUND_FROM_BYTES:
        begun = start(kind=Progress.Kind.ROUND, arguments={"round": found.pk}, by=officer, at=now)
        return redirect("jobs:work", key=begun.pk)
    run_round(round_id=found.pk, by=officer, at=now)
    return redirect("rounds:round", key=found.pk)


@admits(sees_rounds)
@require_safe
def round_page(request: HttpRequest, key: int) -> HttpResponse:
    """One round, as far as it is: locked, asking, under way, or what was found."""
    return _page(request, round_or_404(officer_of(request), key))


def _page(request: HttpRequest, found: Round, *, status: int = 200, **more: Any) -> HttpResponse:
    officer, codes = officer_of(request), policy()
    townships = townships_for(officer, found)
    whole = sees_whole(officer, found)
    context = {
        "round": found,
        "work": unfinished_work_on_round(found.pk),
        "made_by": officers_by_key([found.made_by]).get(found.made_by),
        "townships": townships,
        "whole": whole,
        "rules": [(r, named(codes.rules.get(r["rule"])) or r["rule"]) for r in found.rules] if whole else [],
        "groups": _groups(found, codes) if whole else [],
        "states": _states(found),
        "most": max((t["findings"] for t in townships), default=0),
        "unasked": [named(codes.rules.get(r)) or r for r in found.counts.get("unasked", [])],
        "notes": [named(note) for note in found.notes],
        "problem": named(found.problem) if found.problem else "",
        "password_form": PasswordForm(),
        "columns_form": ColumnsForm(found=found),
        "list_form": ListForm(),
        "issue_list": issue_list_of(found),
        "may_check": may_check_quality(officer),
        "may_exempt": may_exempt(officer),
    }
    return render(request, "rounds/round.html", context | more, status=status)


def _groups(found: Round, codes: Any) -> list[tuple[str, str, int]]:
    listed = codes.code_list("quality_group").codes
    counted = found.counts.get("groups", {})
    return [(code, named(entry), counted[code]) for code, entry in listed.items() if counted.get(code)]


def _states(found: Round) -> list[tuple[str, Any, int]]:
    """How many findings of the officer's area are in which state; closed ones belong to the round before."""
    counted = findings_of(found).counted_by_state() if found.state == Round.State.DONE else {}
    return [(state, label, counted[state]) for state, label in STATES if counted.get(state)]


@admits(may_check_quality)
@require_POST
def unlock(request: HttpRequest, key: int) -> HttpResponse:
    """Open a protected export with its password, and check it."""
    found, form = own_round_or_404(officer_of(request), key), PasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, found, status=422, password_form=form)
    try:
        found = services.unlock_round(
            found=found, password=form.cleaned_data["password"], by=officer_of(request), at=timezone.now()
        )
    except PasswordNeeded:
        refusal = _("This password does not open the file. Ask whoever made the export.")
        return _page(request, found, status=422, refusal=refusal)
    except KNOWN_PROBLEMS as problem:
        return _page(request, found, status=422, refusal=said(problem))
    return _go_on(request, found)


@admits(may_check_quality)
@require_POST
def columns(request: HttpRequest, key: int) -> HttpResponse:
    """Take the answers about unclear columns, and check the export."""
    found = own_round_or_404(officer_of(request), key)
    form = ColumnsForm(request.POST, found=found)
    if not form.is_valid():
        return _page(request, found, status=422, columns_form=form)
    found = services.answer_columns(found=found, chosen=form.chosen, by=officer_of(request), at=timezone.now())
    return _go_on(request, found)


@admits(may_check_quality)
@require_POST
def again(request: HttpRequest, key: int) -> HttpResponse:
    """Check the same export once more, with the rules and exemptions of now."""
    found = own_round_or_404(officer_of(request), key)
    if found.state == Round.State.READY:  # stopped, or never begun
        return _go_on(request, found)
    made = services.check_again(
        found=found, as_of=timezone.localdate(), language=language(), by=officer_of(request), at=timezone.now()
    )
    return _go_on(request, made)


@admits(may_check_quality)
@require_POST
def workbooks(request: HttpRequest, key: int) -> HttpResponse:
    """The zip, or one township's workbook; they name people, so the act is logged."""
    officer = officer_of(request)
    found = round_or_404(officer, key)
    wanted = request.POST.get("file", "")
    mine = {t["file"]: t for t in townships_for(officer, found) if t["file"]}
    try:
        if wanted in mine:
            content, kind, name, rows = workbook_of(found, wanted), exporting.XLSX, wanted, mine[wanted]["findings"]
        elif sees_whole(officer, found):
            content, kind, rows = parcel_of(found), "application/zip", found.counts.get("findings")
            name = _("problem workbooks round %(no)s") % {"no": found.no} + f" {found.as_of.isoformat()}.zip"
        else:
            return _page(request, found, status=422, refusal=_("Choose the workbook of your township."))
    except KNOWN_PROBLEMS as problem:
        return _page(request, found, status=422, refusal=said(problem))
    log_read(request, act="export", purpose="workbooks", ledger="", rows=rows)
    return exporting.download(content, name, kind)


def _asked(request: HttpRequest, found: Round) -> tuple[FindingFilter, Any, str]:
    """The filter form, the findings that pass it in the order asked, and the order."""
    townships = [t["name"] for t in townships_for(officer_of(request), found)]
    form = FindingFilter(request.GET, townships=townships, found=found, policy=policy())
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "serial"
    rows: Any = form.apply(findings_of(found))
    if sort.removeprefix("-") != "severity":
        return form, rows.order_by(sort, "serial"), sort
    return form, rows.gravest_first(last=sort.startswith("-")), sort


@admits(sees_rounds)
@require_safe
def findings(request: HttpRequest, key: int) -> HttpResponse:
    """What was found, row by row: no names; the row of the export says who."""
    found, codes = round_or_404(officer_of(request), key), policy()
    form, rows, sort = _asked(request, found)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="", rows=len(page.object_list))
    said_last = last_corrections([row.pk for row in page])
    table = [
        (row, key_of_finding(found, row), named(codes.rules.get(row.rule)) or row.rule,
         sentence_of(row, found, codes), said_last.get(row.pk))
        for row in page
    ]  # fmt: skip
    context = {
        "round": found,
        "form": form,
        "page": page,
        "table": table,
        "sort": sort,
        "severities": dict(SEVERITIES),
        "states": dict(STATES),
        "export_form": ExportForm() if may_export(officer_of(request)) else None,
        "held": issue_list_of(found),
    }
    return render(request, "rounds/findings.html", context, status=200 if form.is_valid() else 422)


@admits(may_export)
@require_POST
def export_findings(request: HttpRequest, key: int) -> HttpResponse:
    """The filtered findings as a file that names who took it and when."""
    found, codes = round_or_404(officer_of(request), key), policy()
    form, rows, _sort = _asked(request, found)
    return take_out(request, [form], lambda: _table(found, rows[:EXPORTED_AT_MOST], codes))


def _table(found: Any, rows: Any, codes: Any) -> Table:
    states, severities = dict(STATES), dict(SEVERITIES)
    return Table(
        ledger="",
        title=_("Findings of round %(no)s") % {"no": found.no},
        header=[
            _("No."), _("Township"), _("Village"), _("Rule"), _("What is wrong"), _("How grave"), _("Sheet"), _("Row"),
            _("Times found"), _("State"),
        ],
        rows=[
            [
                key_of_finding(found, row), row.township, row.village, named(codes.rules.get(row.rule)) or row.rule,
                sentence_of(row, found, codes), str(severities.get(row.severity, row.severity)), row.sheet_no,
                row.row_no, row.times, str(states.get(row.state, row.state)),
            ]
            for row in rows
        ],
    )  # fmt: skip


@admits(sees_rounds)
@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """Round after round: how many were found, of which new and repeated, by township; and what keeps coming back."""
    officer = officer_of(request)
    rounds = list(reversed(rounds_for(officer).done()[:12]))
    context: dict[str, Any] = {"trend": trend_of(rounds, {r.pk: townships_for(officer, r) for r in rounds})}
    if rounds:
        latest = rounds[-1]
        repeated = findings_of(latest).filter(times__gt=1).order_by("-times", "serial")
        context |= {"latest": latest, "repeats": repeated.count(), "by_rule": _repeats_by_rule(repeated, policy())}
    return render(request, "rounds/trend.html", context)


def _repeats_by_rule(repeated: Any, codes: Any) -> list[tuple[str, str, int, int]]:
    return [
        (rule, named(codes.rules.get(rule)) or rule, count, most) for rule, count, most in repeated.counted_by_rule()
    ]
