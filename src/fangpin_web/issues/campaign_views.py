"""Campaigns with their tasks, the wall chart, dispatch meetings, and the month's cycle."""

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

from fangpin.duties import CampaignDay, campaign_day, cycle_of_month
from fangpin.ledgers.area_codes import COUNTY_AND_BELOW
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_raise_issue, may_run_campaign, sees_given_issues, sees_issues
from fangpin_web.evidence.shown import evidence_part
from fangpin_web.issues import campaigns, doors, forms
from fangpin_web.issues.charting import COLUMNS, chart_of
from fangpin_web.issues.clocks import clocks_of, open_clocks
from fangpin_web.issues.problems import IssueProblem
from fangpin_web.issues.views import ACTS, BY_WORDS, open_acts, tabs
from fangpin_web.pages.admission import admits, officer_of, require
from fangpin_web.pages.installation import place_name, policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import said
from fangpin_web.records.doors import area_names, areas_inside

PER_PAGE = 50
_FIRST_YEAR, _LAST_YEAR, _DECEMBER = 2015, 2100, 12


@admits(sees_issues)
def campaign_list(request: HttpRequest) -> HttpResponse:
    """All campaigns with their day; a new one below."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    form = forms.CampaignForm(request.POST or None, units=doors.organisations_known(), policy=codes)
    if request.method == "POST":
        require(officer, may_run_campaign)
        if form.is_valid():
            told = form.cleaned_data
            made = campaigns.begin_campaign(
                title=told["title"], kind=told["kind"], season=told["season"], began_on=told["began_on"],
                days=told["days"], organisation_id=told["organisation"], teams=told["teams"], by=officer,
                at=timezone.now(),
            )  # fmt: skip
            return redirect("issues:campaign", key=made.pk)
    lines = [(line, _day_of(line.campaign, day)) for line in doors.campaigns_for(officer)]
    context = {"lines": lines, "form": form, "codes": codes, "may_run": may_run_campaign(officer)}
    return render(request, "issues/campaigns.html", context, status=422 if form.errors else 200)


def _day_of(campaign: Any, day: date) -> CampaignDay:
    return campaign_day(campaign.began_on, campaign.days, campaign.ended_on, on=day)


@admits(sees_issues)
@require_safe
def campaign_page(request: HttpRequest, key: int) -> HttpResponse:
    """One campaign: its day, its teams, its tasks."""
    return _campaign(request, key)


def _campaign(request: HttpRequest, key: int, *, status: int = 200, **more: Any) -> HttpResponse:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    found = doors.campaign_or_404(key)
    tasks = list(doors.tasks_for(officer).filter(campaign=key).order_by("done_on", "due_on", "id"))
    places = area_names({t.area_code for t in tasks})
    counted = [t for t in tasks if t.voided_on is None]
    units = {t.organisation_id: t.organisation for t in counted if t.organisation}
    by_unit = [
        (unit, sum(t.organisation_id == k for t in counted),
         sum(t.organisation_id == k and t.done_on is not None for t in counted),
         sum(t.organisation_id == k and t.done_on is None and t.due_on is not None and t.due_on < day for t in counted))
        for k, unit in units.items()
    ]  # fmt: skip
    context = {
        "campaign": found,
        "stands": _day_of(found, day),
        "teams": doors.teams_of(key),
        "by_unit": by_unit,
        "tasks": [(t, places.get(t.area_code, t.area_code)) for t in tasks],
        "done": sum(t.done_on is not None for t in counted),
        "of": len(counted),
        "late": sum(t.done_on is None and t.due_on is not None and t.due_on < day for t in counted),
        "codes": codes,
        "day": day,
        "task_form": _task_form(officer, codes),
        "may_raise": may_raise_issue(officer),
        "may_run": may_run_campaign(officer),
    }
    return render(request, "issues/campaign.html", context | more, status=status)


def _task_form(officer: Officer, codes: Any, given: Any = None) -> forms.TaskForm:
    return forms.TaskForm(
        given, areas=areas_inside(officer.area_code, level_digits=COUNTY_AND_BELOW), policy=codes,
        units=doors.organisations_known(), people=doors.officers_known(officer.area_code),
    )  # fmt: skip


@admits(may_raise_issue)
@require_POST
def new_task(request: HttpRequest, key: int) -> HttpResponse:
    """Set a task of a campaign."""
    officer = officer_of(request)
    found = doors.campaign_or_404(key)
    form = _task_form(officer, policy(), request.POST)
    if not form.is_valid():
        return _campaign(request, key, status=422, task_form=form)
    told = form.cleaned_data
    try:
        campaigns.set_task(
            campaign_id=found.pk, title=told["title"], area_code=told["area"], organisation_id=told["organisation"],
            officer_id=told["officer"], due=told["due"], line=told["line"], key_task=told["key_task"], by=officer,
            at=timezone.now(),
        )  # fmt: skip
    except IssueProblem as problem:
        return _campaign(request, key, status=422, task_form=form, refusal=said(problem))
    messages.success(request, _("The task is set."))
    return redirect("issues:campaign", key=key)


@admits(may_run_campaign)
@require_POST
def end_campaign(request: HttpRequest, key: int) -> HttpResponse:
    """Note the day a campaign ended."""
    form = forms.DayForm(request.POST)
    if not form.is_valid():
        return _campaign(request, key, status=422)
    campaigns.end_campaign(
        key=doors.campaign_or_404(key).pk, on=form.cleaned_data["on"], by=officer_of(request), at=timezone.now()
    )
    return redirect("issues:campaign", key=key)


@admits(sees_given_issues)
@require_safe
def task_list(request: HttpRequest) -> HttpResponse:
    """The tasks of campaigns and meetings: all of the officer's area, of a department those given to it."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    rows = doors.tasks_for(officer)
    terms = open_clocks("campaign_task", rows, codes, day)
    view = request.GET.get("view", "open")
    view = view if view in dict(forms.VIEWS) else "open"
    page = Paginator(forms.of_view(rows, view, terms).order_by("due_on", "id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    places = area_names({row.area_code for row in page})
    decided = doors.decisions_behind([row.pk for row in page])
    papers = doors.papers_counted("campaign_task", [row.pk for row in page])
    context = {
        "page": page,
        "table": [
            (row, places.get(row.area_code, row.area_code), terms.get(row.pk), decided.get(row.pk), papers[row.pk])
            for row in page
        ],
        "view": view,
        "views": tabs(rows, terms),
        "sections": sees_issues(officer),
    }
    return render(request, "issues/tasks.html", context)


@admits(sees_given_issues)
@require_safe
def task_page(request: HttpRequest, key: int) -> HttpResponse:
    """One task: owner, day, evidence, lines."""
    return _task(request, key)


def _task(request: HttpRequest, key: int, *, status: int = 200, **more: Any) -> HttpResponse:
    officer = officer_of(request)
    row = doors.task_or_404(officer, key)
    acts = doors.acts_of("campaign_task", key)
    people = officers_by_key(act.by for act in acts)
    context = {
        "task": row,
        "state": row.state,
        "place": area_names({row.area_code}).get(row.area_code, row.area_code),
        "codes": policy(),
        "clocks": clocks_of("campaign_task", [row], policy(), timezone.localdate())[row.pk],
        "decision": doors.decisions_behind([key]).get(key),
        "sections": sees_issues(officer),
        "acts": [(act, people.get(act.by)) for act in acts],
        "open_acts": [name for name in open_acts(officer, "campaign_task", row) if name != "assign"],
        "words_form": forms.WordsForm(),
        "evidence_part": evidence_part(officer, "campaign_task", key, back=request.path),
    }
    return render(request, "issues/task.html", context | more, status=status)


@admits(sees_given_issues)
@require_POST
def task_act(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Do one act with a task."""
    officer, words = officer_of(request), forms.WordsForm(request.POST)
    row = doors.task_or_404(officer, key)
    if name not in ACTS or name == "assign":
        raise Http404(name)
    if not words.is_valid():
        return _task(request, key, status=422, words_form=words)
    try:
        told = words.cleaned_data["words"]
        BY_WORDS[name](about="campaign_task", key=row.pk, words=told, by=officer, at=timezone.now())
    except IssueProblem as problem:
        return _task(request, key, status=422, refusal=said(problem))
    messages.success(request, _("Done and noted."))
    return redirect("issues:task", key=key)


@admits(sees_issues)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The wall chart: on the screen, and on one large sheet per area."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    areas = areas_inside(officer.area_code)
    listed = [(line.campaign.pk, line.campaign.title or line.campaign.number) for line in doors.campaigns_for(officer)]
    form = forms.BoardFilter(request.GET, areas=areas, campaigns=listed)
    told = form.cleaned_data if form.is_valid() else {}
    area = told.get("area") or officer.area_code
    chart, rows = chart_of(officer, codes, area=area, campaign=told.get("campaign"), on=day)
    log_read(request, act="read", purpose="list", ledger="issue", rows=chart.whole.of, area_code=area)
    names = area_names({area})
    context = {
        "form": form,
        "size": told.get("size") or "a1",
        "chart": chart,
        "rows": rows,
        "columns": [(state, forms.STATES[state]) for state in COLUMNS],
        "area": names.get(area, area) if len(area) > len(codes.place.area_code) else place_name(),
        "campaign": dict(listed).get(told.get("campaign") or 0, ""),
        "codes": codes,
        "day": day,
        "printed": "print" in request.GET,
    }
    template = "issues/board_print.html" if "print" in request.GET else "issues/board.html"
    return render(request, template, context, status=200 if form.is_valid() else 422)


@admits(sees_issues)
def meetings(request: HttpRequest) -> HttpResponse:
    """Dispatch meetings, those not yet held first."""
    officer, codes = officer_of(request), policy()
    form = forms.MeetingForm(request.POST or None, policy=codes)
    if request.method == "POST":
        require(officer, may_run_campaign)
        if form.is_valid():
            told = form.cleaned_data
            made = campaigns.call_meeting(
                title=told["title"], kind=told["kind"], level=told["level"], due=told["due"], held_on=told["held_on"],
                by=officer, at=timezone.now(),
            )  # fmt: skip
            return redirect("issues:meeting", key=made.pk)
    page = Paginator(doors.meetings_in_order(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "form": form, "codes": codes, "day": timezone.localdate(), "may_run": may_run_campaign(officer),
    }  # fmt: skip
    return render(request, "issues/meetings.html", context, status=422 if form.errors else 200)


@admits(sees_issues)
def meeting_page(request: HttpRequest, key: int) -> HttpResponse:
    """One meeting: its decisions, each a task; its minutes as evidence."""
    officer, codes = officer_of(request), policy()
    found = doors.meeting_or_404(key)
    form = forms.DecisionForm(
        request.POST or None, areas=areas_inside(officer.area_code, level_digits=COUNTY_AND_BELOW),
        units=doors.organisations_known(), people=doors.officers_known(officer.area_code),
    )  # fmt: skip
    refusal = ""
    if request.method == "POST":
        require(officer, may_run_campaign)
        if form.is_valid():
            told = form.cleaned_data
            try:
                campaigns.decide(
                    meeting_id=found.pk, content=told["content"], area_code=told["area"], due=told["due"],
                    organisation_id=told["organisation"], officer_id=told["officer"], campaign_id=None, by=officer,
                    at=timezone.now(),
                )  # fmt: skip
            except IssueProblem as problem:
                refusal = said(problem)
            else:
                messages.success(request, _("Decided; it is a task now."))
                return redirect("issues:meeting", key=key)
    context = {
        "meeting": found,
        "decisions": doors.decisions_of(officer, key),
        "form": form,
        "refusal": refusal,
        "codes": codes,
        "day": timezone.localdate(),
        "may_run": may_run_campaign(officer),
        "minutes_form": forms.MinutesForm(),
        "evidence_part": evidence_part(officer, "meeting", key, back=request.path),
    }
    return render(request, "issues/meeting.html", context, status=422 if form.errors or refusal else 200)


@admits(may_run_campaign)
@require_POST
def hold_meeting(request: HttpRequest, key: int) -> HttpResponse:
    """Note that a meeting was held."""
    form = forms.DayForm(request.POST)
    if form.is_valid():
        campaigns.hold_meeting(
            key=doors.meeting_or_404(key).pk, on=form.cleaned_data["on"], by=officer_of(request), at=timezone.now()
        )
    return redirect("issues:meeting", key=key)


@admits(may_run_campaign)
@require_POST
def file_minutes(request: HttpRequest, key: int) -> HttpResponse:
    """Note the minutes of a meeting."""
    form = forms.MinutesForm(request.POST)
    if form.is_valid():
        campaigns.file_minutes(
            key=doors.meeting_or_404(key).pk, number=form.cleaned_data["number"], by=officer_of(request),
            at=timezone.now(),
        )  # fmt: skip
    return redirect("issues:meeting", key=key)


@admits(sees_issues)
def cycle(request: HttpRequest) -> HttpResponse:
    """The month's cycle: monitor, analyse, summarise, circulate; twelve months back."""
    officer, day = officer_of(request), timezone.localdate()
    if request.method == "POST":
        require(officer, may_run_campaign)
        month, kind = _month(request.POST.get("month", "")), request.POST.get("kind", "")
        if kind not in policy().code_list("cycle_product").codes:
            raise Http404(kind)
        campaigns.produce(month=month, kind=kind, on=day, by=officer, at=timezone.now())
        messages.success(request, _("Noted."))
        return redirect("issues:cycle")
    months = []
    for back in range(12):
        month = date(day.year + (day.month - 1 - back) // _DECEMBER, (day.month - 1 - back) % _DECEMBER + 1, 1)
        made = doors.cycle_products(officer, month)
        steps = cycle_of_month(month, {kind: row.produced_on for kind, row in made.items()}, on=day)
        months.append((month, [(step, made.get(step.kind)) for step in steps]))
    context = {"months": months, "codes": policy(), "may_run": may_run_campaign(officer)}
    return render(request, "issues/cycle.html", context)


def _month(text: str) -> date:
    try:
        month = date.fromisoformat(text)
    except ValueError:
        raise Http404(text) from None
    if not _FIRST_YEAR <= month.year <= _LAST_YEAR:
        raise Http404(text)
    return month
