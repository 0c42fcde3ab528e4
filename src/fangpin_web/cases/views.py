"""Cases: the list with its clocks, one case with its form and its ways on, opening, pausing, objections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from fangpin.policy import FORWARD
from fangpin_web.access.area_codes import inside
from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.permissions import may_make_notices, may_open_case, may_work_cases, sees_cases, sees_notices
from fangpin_web.cases import publicity, services
from fangpin_web.cases.doors import (
    at_steps_of,
    desk_or_404,
    desks_for,
    escalations_of,
    objections_of,
    open_pause,
    sheet_of,
)
from fangpin_web.cases.forms import KEPT_AS, CaseFilter, StepForm
from fangpin_web.cases.models import CaseDesk, Occasion
from fangpin_web.cases.problems import CaseProblem
from fangpin_web.cases.shown import show_case
from fangpin_web.cases.standing import clocks_of, ground_on, last_here, pauses_of
from fangpin_web.cases.together import hang_notice, hold_meeting
from fangpin_web.clues.queries import clues_for
from fangpin_web.evidence.problems import EvidenceRefused
from fangpin_web.evidence.services import keep
from fangpin_web.notices.doors import objection_or_404
from fangpin_web.notices.forms import AnswerForm, ObjectionForm
from fangpin_web.notices.problems import NoticeProblem
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import named, said
from fangpin_web.records.doors import area_names, areas_inside, household_for

PER_PAGE = 40
VIEWS = (("mine", gettext_lazy("For me to do")), ("open", gettext_lazy("All open")), ("closed", gettext_lazy("Closed")))
URGENCY = {"overdue": 0, "orange": 1, "unknown": 2, "running": 3, "paused": 4}


@admits(sees_cases)
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """The cases of the officer's area, most urgent first."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    form = CaseFilter(request.GET, areas=areas_inside(officer.area_code), policy=codes)
    view = request.GET.get("view", "mine")
    rows = desks_for(officer, codes)
    chosen = form.cleaned_data if form.is_valid() else {}
    views = [(name, label, _of_view(rows, name, officer.role, codes).count()) for name, label in VIEWS]
    rows = _of_view(rows, view, officer.role, codes) if chosen else rows.none()
    for name in ("process", "step"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("area"):
        rows = rows.filter(inside(chosen["area"]))
    listed = _by_urgency(list(rows.order_by("-opened_at")), codes, day, chosen.get("clock", ""))
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="case", rows=len(page.object_list))
    places = area_names({desk.area_code for desk, _c in page})
    context = {
        "form": form,
        "page": page,
        "table": [_line(desk, clocks, codes, places) for desk, clocks in page],
        "views": views,
        "view": view,
        "codes": codes,
        "may_work": may_work_cases(officer),
    }
    return render(request, "cases/list.html", context, status=200 if form.is_valid() else 422)


def _of_view(rows: Any, view: str, role: str, codes: Any) -> Any:
    match view:
        case "open":
            return rows.filter(is_open=True)
        case "closed":
            return rows.filter(is_open=False)
        case _:
            return rows.filter(at_steps_of(role, codes))


def _by_urgency(desks: list[CaseDesk], codes: Any, day: date, wanted: str) -> list[tuple[CaseDesk, Any]]:
    pauses, ground = pauses_of([d.case_id for d in desks]), ground_on(codes, day)
    found = []
    for desk in desks:
        process = codes.processes.get(desk.process)
        if process is None:
            continue
        worst = clocks_of(desk, process, ground, pauses.get(desk.case_id, ())).worst
        if not wanted or (worst and worst.state == wanted):
            found.append((desk, worst))
    return sorted(found, key=lambda one: _urgency(one[1]))


def _urgency(worst: Any) -> tuple[int, date]:
    if worst is None:
        return 5, date.max
    return URGENCY[worst.state], worst.due_on or date.max


def _line(desk: CaseDesk, clock: Any, codes: Any, places: dict[str, str]) -> dict[str, Any]:
    process = codes.processes[desk.process]
    step = process.steps.get(desk.step)
    return {
        "desk": desk,
        "head": masked_name(desk.case.household.head_name),
        "place": places[desk.area_code],
        "process": process,
        "step": named(step) if step else "",
        "clock": clock,
    }


@admits(sees_cases)
@require_safe
def case(request: HttpRequest, key: int) -> HttpResponse:
    """One case: its steps, what is due, the form, the ways on with reasons why not, what was done."""
    desk = desk_or_404(officer_of(request), key, policy())
    log_read(request, act="read", purpose="case", household=desk.case.household)
    return render(request, "cases/case.html", _context(request, desk))


def _context(request: HttpRequest, desk: CaseDesk, form: Any = None) -> dict[str, Any]:
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    shown = show_case(desk, codes, officer, day=day, form=form)
    return {
        "shown": shown,
        "desk": desk,
        "codes": codes,
        "day": day,
        "place": area_names({desk.area_code})[desk.area_code],
        "pause": open_pause(desk.case_id),
        "may_pause": desk.is_open and may_open_case(officer),
        "objections": objections_of(desk) if sees_notices(officer) else [],
        "objection_form": _objection_form(officer, shown, day),
        "answer_form": AnswerForm(),
        "may_make": may_make_notices(officer),
        "escalations": escalations_of(desk.case_id),
        "sheet": sheet_of(desk),
        "file_open": officer.role != "department",
    }


def _objection_form(officer: Any, shown: Any, day: date) -> ObjectionForm | None:
    """Where a notice hangs or may hang somebody may object; who may make notices writes it down."""
    hangs = shown.step and shown.step.publicity and may_make_notices(officer)
    return ObjectionForm(today=day, families=[]) if hangs else None


@admits(may_work_cases)
@require_POST
def move(request: HttpRequest, key: int) -> HttpResponse:
    """Make a move; on the way forward the form, the files, the meeting and the notice of the step come with it."""
    officer, codes, at = officer_of(request), policy(), timezone.now()
    desk = desk_or_404(officer, key, codes)
    wanted = request.POST.get("move", FORWARD)
    step = codes.process(desk.process).steps.get(desk.step)
    if step is None:
        raise Http404(f"case {key}")
    if wanted != FORWARD:
        return _moved(
            request, desk, wanted, at=at, reason=request.POST.get("reason", ""), note=request.POST.get("note", "")
        )
    form = StepForm(request.POST, request.FILES, step=step, policy=codes, today=timezone.localdate(), initial={})
    if not form.is_valid():
        return render(request, "cases/case.html", _context(request, desk, form), status=422)
    try:
        _bring(form, desk, step, request, at)
    except (EvidenceRefused, CaseProblem) as problem:
        context = _context(request, desk, form) | {"problem": said(problem)}
        return render(request, "cases/case.html", context, status=422)
    return _moved(
        request, desk, FORWARD, at=at, form=form, happened_on=form.cleaned_data["happened_on"], values=form.values
    )


def _bring(form: StepForm, desk: CaseDesk, step: Any, request: HttpRequest, at: Any) -> None:
    """Keep the files of the form, and put down the meeting and the notice it speaks of."""
    officer, given = officer_of(request), form.cleaned_data
    proofs = []
    for wanted in step.evidence:
        if file := given.get(f"proof_{wanted.kind}"):
            kept = keep(
                file.read(), file.name, kind=KEPT_AS.get(wanted.kind, "document"), by=officer, at=at,
                area_code=desk.area_code, about=("case", desk.case_id), household_id=desk.household_id,
            )  # fmt: skip
            proofs.append((wanted.kind, kept))
    if proofs:
        services.attach_proofs(case_id=desk.case_id, proofs=proofs, by=officer, at=at)
    # The key names what was put down last, so that counts or a day corrected and corrected back count again.
    if step.votes and form.votes:
        due, present, votes_for = form.votes
        last = last_here(desk, Occasion.Kind.MEETING)
        if last is None or (last.occasion.due, last.occasion.present, last.votes_for) != (due, present, votes_for):
            hold_meeting(
                votes={desk.case_id: votes_for}, held_on=given["happened_on"], due=due, present=min(present, due),
                proofs=(), key=f"{desk.case_id}.{desk.moves_made}.m{last.pk if last else 0}", by=officer, at=at,
            )  # fmt: skip
    if step.publicity and (hung := given.get("hung_on")):
        last = last_here(desk, Occasion.Kind.NOTICE)
        if last is None or last.occasion.held_on != hung:
            hang_notice(
                cases=[desk.case_id], hung_on=hung, proofs=(),
                key=f"{desk.case_id}.{desk.moves_made}.n{last.pk if last else 0}", by=officer, at=at,
            )  # fmt: skip


def _moved(
    request: HttpRequest, desk: CaseDesk, wanted: str, *, at: Any, form: Any = None, **given: Any
) -> HttpResponse:
    officer = officer_of(request)
    seen, key = request.POST.get("seen", ""), request.POST.get("key", "")
    try:
        services.make_move(
            case_id=desk.case_id, move=wanted, seen=int(seen) if seen.isdigit() else -1, key=key or "none", by=officer,
            at=at, **given,
        )  # fmt: skip
    except CaseProblem as problem:
        context = _context(request, desk_or_404(officer, desk.case_id, policy()), form) | {"problem": said(problem)}
        return render(request, "cases/case.html", context, status=422)
    messages.success(request, _("Done. The case stands at its next step."))
    return redirect("cases:case", key=desk.case_id)


@admits(may_open_case)
@require_POST
def open_new(request: HttpRequest) -> HttpResponse:
    """Open a case for a household, from a clue or from its file."""
    officer = officer_of(request)
    household_id, clue_id = request.POST.get("household", ""), request.POST.get("clue", "")
    if not household_id.isdigit():
        raise Http404("household")
    household = household_for(officer, int(household_id))
    clue = clues_for(officer).filter(pk=int(clue_id), household=household).first() if clue_id.isdigit() else None
    try:
        made = services.open_case(
            process=request.POST.get("process", ""), household=household, clue=clue, by=officer, at=timezone.now()
        )
    except CaseProblem as problem:
        messages.error(request, said(problem))
        return redirect("clues:clue", key=clue.pk) if clue else redirect("records:household", key=household.pk)
    messages.success(request, _("The case is open. Its first step is below."))
    return redirect("cases:case", key=made.pk)


def _act(request: HttpRequest, key: int, service: Callable[..., Any], done: str, **given: Any) -> HttpResponse:
    officer = officer_of(request)
    desk = desk_or_404(officer, key, policy())
    try:
        service(by=officer, at=timezone.now(), **given)
    except (CaseProblem, NoticeProblem) as problem:
        context = _context(request, desk) | {"problem": said(problem)}
        return render(request, "cases/case.html", context, status=422)
    messages.success(request, done)
    return redirect("cases:case", key=key)


@admits(may_open_case)
@require_POST
def pause(request: HttpRequest, key: int) -> HttpResponse:
    """Stop the clocks from today."""
    reason = request.POST.get("reason", "")
    reason = reason if reason in ("away", "disaster", "other") else "other"
    today, done = timezone.localdate(), _("The clock is stopped.")
    return _act(request, key, services.pause_case, done, case_id=key, from_on=today, reason=reason)


@admits(may_work_cases)
@require_POST
def resume(request: HttpRequest, key: int) -> HttpResponse:
    """Let the clocks run again from today."""
    return _act(request, key, services.resume_case, _("The clock runs again."), case_id=key, on=timezone.localdate())


@admits(may_make_notices)
@require_POST
def objection(request: HttpRequest, key: int) -> HttpResponse:
    """Note what somebody said against the family while its notice hung."""
    form, done = ObjectionForm(request.POST, today=timezone.localdate(), families=[]), _("The objection is noted.")
    if not form.is_valid():
        return render(request, "pages/refused_form.html", {"forms": [form]}, status=422)
    return _act(request, key, publicity.object_to_case, done, case_id=key, **form.cleaned_data)


@admits(may_make_notices)
@require_POST
def answer(request: HttpRequest, key: int, objection_key: int) -> HttpResponse:
    """Put down what was answered; an objection that is upheld sends the case back."""
    held, form = objection_or_404(objection_key), AnswerForm(request.POST)
    if not form.is_valid():
        return render(request, "pages/refused_form.html", {"forms": [form]}, status=422)
    done = _("The answer is noted.")
    return _act(request, key, publicity.answer_objection, done, objection=held, **form.cleaned_data)
