"""Plans and measures: the worklist of an area, and one household's plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.duties import answers_of
from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.permissions import may_approve_plan, may_export, may_plan, sees_duties
from fangpin_web.duties import doors, forms, planning
from fangpin_web.duties.gathering import plan_lines
from fangpin_web.duties.problems import DutyProblem
from fangpin_web.evidence.shown import evidence_part
from fangpin_web.issues.doors import officers_known
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import named, said
from fangpin_web.records.doors import area_names, household_for

PER_PAGE = 50


def _lines(request: HttpRequest, codes: Any) -> tuple[list[Any], list[Any], str]:
    """Each household with the rules it breaks; the rules with their counts; the rule chosen."""
    officer, day = officer_of(request), timezone.localdate()
    told = []
    counted: dict[str, int] = {}
    rules: dict[str, Any] = {}
    for line in plan_lines(officer.area_code, day):
        answers = answers_of(line.standing, codes, on=day)
        broken = [rule for rule, answer in answers.values() if answer]
        unknown = [rule for rule, answer in answers.values() if answer is None]
        rules |= {rule.id: rule for rule, _answer in answers.values()}
        for rule in broken:
            counted[rule.id] = counted.get(rule.id, 0) + 1
        told.append((line, broken, unknown))
    wanted = request.GET.get("rule", "")
    tabs = [("", _("With something open"), sum(bool(b) for _l, b, _u in told))]
    tabs += [(id_, named(rules[id_]), counted[id_]) for id_ in rules if counted.get(id_)]
    tabs.append(("all", _("All"), len(told)))
    chosen = [
        one for one in told
        if wanted == "all" or (not wanted and one[1]) or any(rule.id == wanted for rule in one[1])
    ]  # fmt: skip
    chosen.sort(key=lambda one: (-len(one[1]), one[0].household.area_code, one[0].household.pk))
    return chosen, tabs, wanted


@admits(sees_duties)
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Monitored households by what is open: no plan, nothing landed after a month, help that does not fit."""
    codes = policy()
    chosen, tabs, wanted = _lines(request, codes)
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({line.household.area_code for line, _b, _u in page})
    log_read(request, act="read", purpose="list", ledger="plan", rows=len(page.object_list))
    context = {
        "page": page,
        "table": [(line, places.get(line.household.area_code, ""), b, u) for line, b, u in page],
        "tabs": tabs,
        "wanted": wanted,
        "export_form": ExportForm() if may_export(officer_of(request)) else None,
    }
    return render(request, "duties/plans.html", context)


@admits(may_export)
@require_POST
def export_plans(request: HttpRequest) -> HttpResponse:
    """The same list as a file; heads masked."""
    return take_out(request, [], lambda: _table(request))


def _table(request: HttpRequest) -> Table:
    chosen, _tabs, _rule = _lines(request, policy())
    places = area_names({line.household.area_code for line, _b, _u in chosen})
    return Table(
        ledger="plan",
        title=_("Plans and measures"),
        header=[
            _("Place"), _("Head of household"), _("Identified on"), _("Plans"), _("Measures"), _("Carried out"),
            _("What is open"), _("Unknown"),
        ],
        rows=[
            [
                places.get(line.household.area_code, ""), masked_name(line.household.head_name or ""),
                line.standing.identified_on, line.standing.plans, line.standing.measures, line.standing.landed,
                "；".join(named(r) for r in broken), "；".join(named(r) for r in unknown),
            ]
            for line, broken, unknown in chosen
        ],
    )  # fmt: skip


@admits(sees_duties)
@require_safe
def plan(request: HttpRequest, key: int) -> HttpResponse:
    """One household's plan, its members and their measures, and what the rules say of them."""
    return _page(request, key)


def _page(request: HttpRequest, key: int, *, status: int = 200, **more: Any) -> HttpResponse:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    household = household_for(officer, key)
    found = doors.plan_of(key, day.year)
    lines = plan_lines(household.area_code, day, household=key)
    answers = list(answers_of(lines[0].standing, codes, on=day).values()) if lines else []
    members = doors.members_of(key, day)
    measures = doors.measures_of(key, day)
    helped = {m.person_id for m in measures}
    log_read(request, act="read", purpose="open", household=household, ledger="plan", rows=1)
    context = {
        "household": household,
        "place": area_names({household.area_code}).get(household.area_code, ""),
        "plan": found,
        "standing": lines[0].standing if lines else None,
        "broken": [rule for rule, answer in answers if answer],
        "unknown": [rule for rule, answer in answers if answer is None],
        "fits": sum(answer is False for _rule, answer in answers),
        "measures": [(m, evidence_part(officer, "measure", m.pk, back=request.path)) for m in measures],
        "without": [m for m in members if m.pk not in helped],
        "plan_form": forms.PlanForm(initial={"needs": found.needs, "goal": found.goal} if found else None),
        "measure_form": _measure_form(request, codes, members),
        "codes": codes,
        "day": day,
        "may_plan": may_plan(officer),
        "may_approve": may_approve_plan(officer),
    }
    return render(request, "duties/plan.html", context | more, status=status)


def _measure_form(request: HttpRequest, codes: Any, members: list[Any], given: Any = None) -> forms.MeasureForm:
    people = officers_known(officer_of(request).area_code)
    return forms.MeasureForm(
        given, people=people, members=[(m.pk, masked_name(m.name or "")) for m in members], policy=codes
    )


@admits(may_plan)
@require_POST
def draft(request: HttpRequest, key: int) -> HttpResponse:
    """Write the plan of the year."""
    officer, now = officer_of(request), timezone.now()
    household = household_for(officer, key)
    form = forms.PlanForm(request.POST)
    if not form.is_valid():
        return _page(request, key, status=422, plan_form=form)
    told = form.cleaned_data
    planning.draft_plan(
        household_id=household.pk, year=timezone.localdate().year, needs=told["needs"], goal=told["goal"], by=officer,
        at=now,
    )  # fmt: skip
    messages.success(request, _("Noted."))
    return redirect("duties:plan", key=key)


@admits(may_plan)
@require_POST
def step(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """Review or approve a plan."""
    found = doors.plan_or_404(officer_of(request), key)
    act = planning.approve_plan if name == "approve" else planning.review_plan
    try:
        act(plan_id=found.pk, by=officer_of(request), at=timezone.now())
    except DutyProblem as problem:
        return _page(request, found.household_id, status=422, refusal=said(problem))
    messages.success(request, _("Noted."))
    return redirect("duties:plan", key=found.household_id)


@admits(may_plan)
@require_POST
def add_measure(request: HttpRequest, key: int) -> HttpResponse:
    """Agree on help."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    household = household_for(officer, key)
    form = _measure_form(request, codes, doors.members_of(key, day), request.POST)
    if not form.is_valid():
        return _page(request, key, status=422, measure_form=form)
    told = form.cleaned_data
    planning.add_measure(
        household_id=household.pk, kind=told["kind"], content=told["content"], due=told["due"], risk=told["risk"],
        person_id=told["person"], officer_id=told["officer"], by=officer, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Agreed; attach the evidence when it is carried out."))
    return redirect("duties:plan", key=key)


@admits(may_plan)
@require_POST
def carry_out(request: HttpRequest, key: int) -> HttpResponse:
    """Note that help was carried out today."""
    officer = officer_of(request)
    measure = doors.measure_or_404(officer, key)
    try:
        planning.carry_out(measure_id=measure.pk, on=timezone.localdate(), by=officer, at=timezone.now())
    except DutyProblem as problem:
        return _page(request, measure.household_id, status=422, refusal=said(problem))
    messages.success(request, _("Noted."))
    return redirect("duties:plan", key=measure.household_id)
