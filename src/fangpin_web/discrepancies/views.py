"""The register of discrepancies: the list, one of them with both sides, departments, and lists sent to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.discrepancies import DECIDED, OPEN
from fangpin.snapshots import SnapshotError
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import (
    may_answer_discrepancy,
    may_decide_discrepancy,
    may_export,
    opens_household_file,
    sees_discrepancies,
)
from fangpin_web.discrepancies import doors, forms, services
from fangpin_web.discrepancies.problems import DiscrepancyProblem
from fangpin_web.discrepancies.showing import Line, effect_of, lines_of, own_rows, sides_of, sides_with_rows
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.templatetags.discrepancies import STATES
from fangpin_web.pages.wording import code_label, named, said
from fangpin_web.records.doors import area_names, areas_inside

PER_PAGE = 50
EXPORTED_AT_MOST = 20_000


def _asked(request: HttpRequest, officer: Officer) -> tuple[forms.DiscrepancyFilter, Any, str, str]:
    rulebook, day = policy(), timezone.localdate()
    rules = rulebook.discrepancies_on(day)
    form = forms.DiscrepancyFilter(
        request.GET, rules=rules, departments=sorted({rule.corrects for rule in rules}),
        areas=areas_inside(officer.area_code),
    )  # fmt: skip
    view = request.GET.get("view", "waiting")
    view = view if view in dict(forms.VIEWS) else "waiting"
    sort = request.GET.get("sort", "due_on")
    sort = sort if sort.removeprefix("-") in forms.SORTS else "due_on"
    rows = forms.of_view(form.apply(doors.discrepancies_for(officer)), view, day)
    return form, rows.order_by(sort, "-severity", "id"), view, sort


@admits(sees_discrepancies)
@require_safe
def discrepancy_list(request: HttpRequest) -> HttpResponse:
    """The register: tabs, filters, order."""
    officer, rulebook, day = officer_of(request), policy(), timezone.localdate()
    form, rows, view, sort = _asked(request, officer)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="discrepancy", rows=len(page.object_list))
    all_rows = doors.discrepancies_for(officer).order_by()
    counted = {name: forms.of_view(all_rows, name, day).aggregate(n=Count("id"))["n"] for name, _label in forms.VIEWS}
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page, rulebook),
        "views": [(name, label, counted[name]) for name, label in forms.VIEWS],
        "view": view,
        "sort": sort,
        "day": day,
        "run": doors.last_comparison(),
        "export_form": ExportForm() if may_export(officer) else None,
    }
    return render(request, "discrepancies/list.html", context, status=200 if form.is_valid() else 422)


@admits(may_export)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered discrepancies as a file with name and time on it; logged with its purpose."""
    officer = officer_of(request)
    form, rows, _view, _sort = _asked(request, officer)
    return take_out(request, [form], lambda: _table(rows, _("Records that disagree")))


def _table(rows: Any, title: str) -> Table:
    rulebook = policy()
    lines = lines_of(rows[:EXPORTED_AT_MOST], rulebook)
    header = (
        _("Rule"), _("Place"), _("Who"), _("First record"), _("Second record"), _("Who corrects"),
        _("Its own file, sheet, row"), _("What to do"), _("Opened on"), _("Due on"), _("State"), _("Reason"),
        _("Times it came back"), _("Result of the check"),
    )  # fmt: skip
    where = own_rows(lines, rulebook)
    return Table(
        ledger="discrepancy",
        title=title,
        header=header,
        rows=[_exported(line, where.get(line.item.pk, ""), rulebook) for line in lines],
    )


def _exported(line: Line, where: str, rulebook: Any) -> list[Any]:
    item, rule = line.item, line.rule
    texts = [f"{named(one.side)}：{one.text}" for one in line.sides] + ["", ""]
    remedy = named({"zh": rule.remedy.zh, "en": rule.remedy.en}) if rule else ""
    return [
        named(rule) if rule else item.rule, line.place, line.name, texts[0], texts[1], item.department, where, remedy,
        item.opened_on, item.due_on, str(STATES[item.state][1]),
        code_label(rulebook, "discrepancy_reason", item.reason) if item.reason else "", item.returns, "",
    ]  # fmt: skip


@admits(sees_discrepancies)
@require_safe
def discrepancy(request: HttpRequest, key: int) -> HttpResponse:
    """One of them: both sides with their deliveries, who is found because of it, what was done, what can be done."""
    return _page(request, key)


def _page(request: HttpRequest, key: int, *, status: int = 200, **more: Any) -> HttpResponse:
    officer, rulebook = officer_of(request), policy()
    found = doors.discrepancy_or_404(officer, key)
    log_read(request, act="read", purpose="list", ledger="discrepancy", rows=1, area_code=found.area_code)
    opens = opens_household_file(officer)
    gone = ""
    try:
        sides = sides_with_rows(found, rulebook)
    except SnapshotError as problem:
        sides, gone = sides_of(found, rulebook), said(problem)
    events = doors.events_of(found)
    context = {
        "found": found,
        "rule": rulebook.rules.get(found.rule),
        "name": doors.names_of([found]).get((found.subject, found.key), ""),
        "place": area_names({found.area_code}).get(found.area_code, found.area_code),
        "sides": sides,
        "gone": gone,
        "effect": effect_of(found, rulebook) if opens else None,
        "events": events,
        "people": officers_by_key([*(e.by for e in events), found.decided_by]),
        "batches": doors.batches_named(e.batch_id for e in events),
        "codes": rulebook,
        "day": timezone.localdate(),
        "opens": opens,
        "may_answer": may_answer_discrepancy(officer) and found.state == "open",
        "may_decide": may_decide_discrepancy(officer) and found.state in OPEN,
        "may_take_back": may_decide_discrepancy(officer) and found.state in DECIDED,
        "answer_form": forms.AnswerForm(),
        "decision_form": forms.DecisionForm(policy=rulebook),
    }
    return render(request, "discrepancies/discrepancy.html", context | more, status=status)


def _act(request: HttpRequest, key: int, form: Any, service: Callable[..., Any], done: str) -> HttpResponse:
    """One act on one discrepancy; what stands in its way is said on its page."""
    officer = officer_of(request)
    doors.discrepancy_or_404(officer, key)
    name = "decision_form" if isinstance(form, forms.DecisionForm) else "answer_form"
    if not form.is_valid():
        return _page(request, key, status=422, **{name: form})
    try:
        service(key=key, by=officer, at=timezone.now(), **form.cleaned_data)
    except DiscrepancyProblem as problem:
        return _page(request, key, status=422, problem=said(problem), **{name: form})
    messages.success(request, done)
    return redirect("discrepancies:discrepancy", key=key)


@admits(may_answer_discrepancy)
@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Say that it was corrected at the source."""
    form = forms.AnswerForm(request.POST)
    return _act(request, key, form, services.answer, _("Noted. It closes by itself with the next list that agrees."))


@admits(may_decide_discrepancy)
@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Accept that both are right, or leave it aside until a day."""
    form = forms.DecisionForm(request.POST, policy=policy())
    return _act(request, key, form, _decided, _("Decided. No import and no comparison takes this back."))


def _decided(*, until: Any, **given: Any) -> Any:
    return services.exempt(until=until, **given) if until else services.explain(**given)


@admits(may_decide_discrepancy)
@require_POST
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Take a decision back."""
    form = forms.AnswerForm(request.POST)
    return _act(request, key, form, services.take_back, _("Taken back; it waits for the source again."))


@admits(sees_discrepancies)
@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """How each department stands, how often its records came back, and the lists it was sent."""
    return _departments(request)


def _departments(request: HttpRequest, *, status: int = 200, problem: str = "") -> HttpResponse:
    officer, day = officer_of(request), timezone.localdate()
    context = {
        "departments": doors.by_department(officer, day),
        "circulars": doors.circulars_for(officer),
        "may_send": may_decide_discrepancy(officer),
        "problem": problem,
        "day": day,
        "run": doors.last_comparison(),
    }
    return render(request, "discrepancies/departments.html", context, status=status)


@admits(may_decide_discrepancy)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Send a department what it was not sent yet."""
    try:
        sent = services.circulate(
            department=request.POST.get("department", ""), by=officer_of(request), at=timezone.now()
        )
    except DiscrepancyProblem as problem:
        return _departments(request, status=422, problem=said(problem))
    return redirect("discrepancies:circular", key=sent.pk)


@admits(sees_discrepancies)
def circular(request: HttpRequest, key: int) -> HttpResponse:
    """The list as a department gets it: on paper, or as a workbook to be filled in and returned."""
    officer, rulebook = officer_of(request), policy()
    sent = doors.circular_or_404(officer, key)
    rows = doors.discrepancies_for(officer).filter(circular=sent).order_by("area_code", "rule", "id")
    if request.method == "POST":
        title = _("Records to be checked by %(name)s") % {"name": sent.department}
        return take_out(request, [], lambda: _table(rows, title))
    lines = lines_of(rows, rulebook)
    log_read(request, act="print", purpose="list", ledger="discrepancy", rows=len(lines))
    context = {
        "circular": sent,
        "lines": lines,
        "where": own_rows(lines, rulebook),
        "export_form": ExportForm(),
        "sent_by": officers_by_key([sent.by]).get(sent.by),
    }
    return render(request, "discrepancies/circular.html", context)
