"""The rectification ledger: list, one issue and its acts, the sweep, a superior's list in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.duties import acts_open, demands_of, propose_sweep
from fangpin.rosters import RosterError, refuse_oversize
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import (
    may_export,
    may_raise_issue,
    may_void_issue,
    may_work_issue,
    opens_household_file,
    sees_given_issues,
    sees_issues,
)
from fangpin_web.evidence.shown import evidence_part
from fangpin_web.intake.file_names import readable_name
from fangpin_web.issues import doors, forms, listing, services
from fangpin_web.issues.clocks import IssueClocks, clocks_of, open_clocks, shown_to
from fangpin_web.issues.problems import IssueProblem
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import said
from fangpin_web.records.doors import area_names, areas_inside

PER_PAGE = 50
EXPORTED_AT_MOST = 20_000
SWEEP_SHOWN = 40
KNOWN_PROBLEMS = (IssueProblem, RosterError)
# Which role's permission each act needs; whether it may be now is the core's word.
ACTS = {
    "assign": may_raise_issue, "note": may_work_issue, "submit": may_work_issue, "accept": may_raise_issue,
    "return": may_raise_issue, "reopen": may_void_issue, "void": may_void_issue,
}  # fmt: skip


@admits(sees_given_issues)
@require_safe
def issue_list(request: HttpRequest) -> HttpResponse:
    """The ledger: tabs, filters, order."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    terms = open_clocks("issue", doors.issues_for(officer), codes, day)
    form, rows, view, sort = _asked(request, officer, codes, terms)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({row.area_code for row in page})
    shown = shown_to({row.pk: terms[row.pk] for row in page if row.pk in terms})
    log_read(request, act="read", purpose="list", ledger="issue", rows=len(page.object_list))
    context = {
        "form": form,
        "page": page,
        "table": [
            (row, places.get(row.area_code, row.area_code), terms.get(row.pk), shown.get(row.pk, "")) for row in page
        ],
        "view": view,
        "views": tabs(doors.issues_for(officer), terms),
        "sort": sort,
        "codes": codes,
        "day": day,
        "may_raise": may_raise_issue(officer),
        "sections": sees_issues(officer),
        "export_form": ExportForm() if may_export(officer) else None,
    }
    return render(request, "issues/list.html", context, status=200 if form.is_valid() else 422)


def _asked(
    request: HttpRequest, officer: Officer, codes: Any, terms: Mapping[int, IssueClocks]
) -> tuple[forms.IssueFilter, Any, str, str]:
    view = request.GET.get("view", "open")
    view = view if view in dict(forms.VIEWS) else "open"
    sort = request.GET.get("sort", "due_on")
    sort = sort if sort.removeprefix("-") in forms.SORTS else "due_on"
    form = forms.IssueFilter(request.GET, areas=areas_inside(officer.area_code), policy=codes)
    rows = forms.of_view(form.apply(doors.issues_for(officer)), view, terms)
    return form, rows.order_by(sort, "id"), view, sort


def tabs(rows: Any, terms: Mapping[int, IssueClocks]) -> list[tuple[str, Any, int]]:
    """The tabs of a ledger with how many rows each holds."""
    of_state = Counter(rows.values_list("state", flat=True))
    number = {
        "open": sum(of_state[s] for s in forms.UNDER_WAY), "submitted": of_state["submitted"],
        "overdue": sum(one.is_late() for one in terms.values()), "soon": sum(map(forms.is_soon, terms.values())),
        "closed": of_state["closed"], "all": of_state.total(),
    }  # fmt: skip
    return [(name, label, number[name]) for name, label in forms.VIEWS]


@admits(may_export)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered issues in the superior's layout."""
    officer, codes = officer_of(request), policy()
    terms = open_clocks("issue", doors.issues_for(officer), codes, timezone.localdate())
    form, rows, _view, _sort = _asked(request, officer, codes, terms)

    def table() -> Table:
        taken = list(rows[:EXPORTED_AT_MOST])
        swept = doors.sweeps_counted([row.pk for row in taken])
        laid_out = listing.layout_rows(taken, area_names({row.area_code for row in taken}), codes, swept)
        return Table(ledger="issue", title="问题整改台账", header=list(listing.LAYOUT), rows=laid_out)

    return take_out(request, [form], table)


@admits(may_raise_issue)
def new_issue(request: HttpRequest) -> HttpResponse:
    """Put an issue on the ledger."""
    officer, codes = officer_of(request), policy()
    form = forms.NewIssueForm(
        request.POST or None, areas=areas_inside(officer.area_code), policy=codes, units=doors.organisations_known(),
        people=doors.officers_known(officer.area_code),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        issue = services.open_issue(
            area_code=told["area"], kind=told["kind"], origin=told["origin"], content=told["content"],
            organisation_id=told["organisation"], officer_id=told["officer"], due=told["due"], by=officer,
            at=timezone.now(),
        )  # fmt: skip
        return redirect("issues:issue", key=issue.pk)
    return render(request, "issues/new.html", {"form": form}, status=422 if form.errors else 200)


@admits(sees_given_issues)
@require_safe
def issue_page(request: HttpRequest, key: int) -> HttpResponse:
    """One issue: what was found, who puts it right, the evidence, its lines, and where else to look."""
    return _page(request, key)


def _page(request: HttpRequest, key: int, *, status: int = 200, **more: Any) -> HttpResponse:
    officer, codes = officer_of(request), policy()
    row = doors.issue_or_404(officer, key)
    log_read(
        request, act="read", purpose="open", household=row.household, ledger="issue", rows=1, area_code=row.area_code
    )
    acts = doors.acts_of("issue", key)
    swept = list(doors.swept_from(key))
    candidates = _candidates(officer, row) if may_raise_issue(officer) else []
    places = area_names({row.area_code, *(s.area_code for s in swept), *(c.area_code for c in candidates)})
    context = {
        "issue": row,
        "state": row.state,
        "place": places.get(row.area_code, row.area_code),
        "codes": codes,
        "day": timezone.localdate(),
        "cause": doors.cause_of(key),
        "clocks": clocks_of("issue", [row], codes, timezone.localdate())[row.pk],
        "escalations": doors.escalations_of(key),
        "acts": [(act, officers_by_key([act.by]).get(act.by)) for act in acts],
        "open_acts": open_acts(officer, "issue", row),
        "assign_form": _assign_form(officer, row),
        "words_form": forms.WordsForm(),
        "evidence_part": evidence_part(officer, "issue", key, back=request.path),
        "file_open": opens_household_file(officer),
        "swept": [(s, places.get(s.area_code, s.area_code)) for s in swept],
        "sweep_form": forms.SweepForm(places=_sweep_choices(candidates, places)) if candidates else None,
    }
    return render(request, "issues/issue.html", context | more, status=status)


def open_acts(officer: Officer, about: str, row: Any) -> list[str]:
    """The acts this officer may do with a row now."""
    demands = demands_of(policy().processes.get(doors.RECTIFICATION))
    now = acts_open(doors.paper_of(about, row), by=officer.pk, demands=demands)
    return [
        act.value for act in now
        if ACTS[act.value](officer) and (not demands.roles(act) or officer.role in demands.roles(act))
    ]  # fmt: skip


def _assign_form(officer: Officer, row: Any) -> forms.AssignForm:
    initial = {
        "organisation": row.organisation_id, "officer": row.officer_id, "due": row.due_on, "leader": row.leader_id,
        "remedy": row.remedy,
    }  # fmt: skip
    return forms.AssignForm(
        initial=initial, units=doors.organisations_known(), people=doors.officers_known(officer.area_code)
    )


def _candidates(officer: Officer, row: Any) -> list[Any]:
    areas = [a.code for a in areas_inside(officer.area_code)]
    finding, others = doors.finding_of(row), doors.findings_of_kind(officer, row.kind or "")
    there = {s.area_code for s in doors.swept_from(row.pk) if s.voided_on is None}
    found = propose_sweep(finding, areas, others, units=doors.units_by_area(areas))
    return [c for c in found if c.area_code not in there][:SWEEP_SHOWN]


def _sweep_choices(candidates: list[Any], places: dict[str, str]) -> list[tuple[str, str]]:
    why = {"same_unit": _("the same unit answers there"), "neighbour": _("same township"), "elsewhere": ""}
    told = []
    for one in candidates:
        words = [w for w in (why[one.why], _("%(n)s open already") % {"n": one.known} if one.known else "") if w]
        place = places.get(one.area_code, one.area_code)
        told.append((one.area_code, f"{place}（{'，'.join(words)}）" if words else place))
    return told


@admits(sees_given_issues)
@require_POST
def act(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Do one act with an issue."""
    officer, now = officer_of(request), timezone.now()
    row = doors.issue_or_404(officer, key)
    if name not in ACTS:
        raise Http404(name)
    try:
        if name == "assign":
            form = forms.AssignForm(
                request.POST, units=doors.organisations_known(), people=doors.officers_known(officer.area_code)
            )
            if not form.is_valid():
                return _page(request, key, status=422, assign_form=form)
            told = form.cleaned_data
            services.assign(
                about="issue", key=row.pk, organisation_id=told["organisation"], officer_id=told["officer"],
                due=told["due"], leader_id=told["leader"], remedy=told["remedy"], by=officer, at=now,
            )  # fmt: skip
        else:
            words = forms.WordsForm(request.POST)
            if not words.is_valid():
                return _page(request, key, status=422, words_form=words)
            BY_WORDS[name](about="issue", key=row.pk, words=words.cleaned_data["words"], by=officer, at=now)
    except IssueProblem as problem:
        return _page(request, key, status=422, refusal=said(problem))
    messages.success(request, _("Done and noted."))
    return redirect("issues:issue", key=key)


BY_WORDS = {
    "note": services.note_progress, "submit": services.submit, "accept": services.accept, "return": services.return_,
    "reopen": services.reopen, "void": services.void,
}  # fmt: skip


@admits(may_raise_issue)
@require_POST
def sweep(request: HttpRequest, key: int) -> HttpResponse:
    """Have like places looked at."""
    officer = officer_of(request)
    row = doors.issue_or_404(officer, key)
    candidates = _candidates(officer, row)
    form = forms.SweepForm(
        request.POST, places=_sweep_choices(candidates, area_names({c.area_code for c in candidates}))
    )
    if not form.is_valid():
        return _page(request, key, status=422, sweep_form=form)
    told = form.cleaned_data
    made = services.sweep(key=row.pk, areas=told["areas"], due=told["due"], by=officer, at=timezone.now())
    messages.success(request, _("%(n)s places have to look.") % {"n": len(made)})
    return redirect("issues:issue", key=key)


@admits(may_raise_issue)
def import_list(request: HttpRequest) -> HttpResponse:
    """A superior's list: previewed first, then taken over."""
    officer, now = officer_of(request), timezone.now()
    form = forms.ListFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "codes": policy()}
    try:
        if request.method == "POST" and (sha256 := request.POST.get("take")):
            made = listing.take_list(sha256=sha256, by=officer, at=now)
            messages.success(request, _("%(n)s issues are on the ledger.") % {"n": len(made)})
            return redirect("issues:list")
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["listed"]
            refuse_oversize(file=readable_name(file.name or ""), size=file.size or 0)
            context["preview"] = listing.preview_list(name=file.name or "", content=file.read(), by=officer, at=now)
    except KNOWN_PROBLEMS as problem:
        context["refusal"] = said(problem)
    return render(request, "issues/import.html", context, status=422 if "refusal" in context or form.errors else 200)
