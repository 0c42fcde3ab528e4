"""Acts for many cases at once: an evening's meeting, a notice, and the sheet of a day."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangpin.notices import NoticeRefused
from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.permissions import may_open_case, may_work_cases, opens_household_file
from fangpin_web.cases.clocks import confirm_day, unverified_for
from fangpin_web.cases.doors import desks_at, hanging_notices, occasion_or_404, occasion_rows, sheets_of
from fangpin_web.cases.forms import KEPT_AS, MeetingForm, NoticeForm
from fangpin_web.cases.models import CaseDesk, Occasion
from fangpin_web.cases.publicity import make_case_notices
from fangpin_web.cases.shown import tell_went
from fangpin_web.cases.together import hang_notice, hold_meeting, move_together, shared_area
from fangpin_web.evidence.problems import EvidenceRefused
from fangpin_web.evidence.services import keep
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.notices.doors import made_for
from fangpin_web.notices.problems import NoticeProblem
from fangpin_web.pages.admission import admits, officer_of, require
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import said
from fangpin_web.records.doors import area_names

WEEK = 7


@admits(may_work_cases)
def meeting(request: HttpRequest) -> HttpResponse:
    """One evening for many families: members counted once, minutes once, a vote for each."""
    officer, codes, today = officer_of(request), policy(), timezone.localdate()
    desks = _waiting(request, "votes")
    form = MeetingForm(*_given(request), today=today, key=uuid4().hex)
    if request.method == "POST" and form.is_valid():
        votes = {d.case_id: int(v) for d in desks if (v := request.POST.get(f"for_{d.case_id}", "")).isdigit()}
        if votes:
            given, at = form.cleaned_data, timezone.now()
            try:
                proofs = _kept(request, {"minutes": given["minutes"]}, desks, votes)
            except EvidenceRefused as problem:
                form.add_error("minutes", said(problem))
            else:
                held = hold_meeting(
                    votes=votes, held_on=given["held_on"], due=given["due"], present=given["present"], proofs=proofs,
                    key=given["key"], by=officer, at=at,
                )  # fmt: skip
                tell_went(request, move_together(occasion=held, happened_on=given["held_on"], by=officer, at=at))
                return redirect("cases:list")
        else:
            form.add_error(None, _("Enter the votes of at least one family."))
    context = {"form": form, "table": _table(request, desks), "codes": codes}
    return render(request, "cases/meeting.html", context, status=422 if form.errors else 200)


@admits(may_work_cases)
def notice(request: HttpRequest) -> HttpResponse:
    """One notice for many families; and those that hang, with how long they still do."""
    officer, today = officer_of(request), timezone.localdate()
    desks = _waiting(request, "publicity")
    hung = occasion_rows(desks, Occasion.Kind.NOTICE)
    sheets = made_for([desk.household_id for desk in desks if desk.case_id not in hung])
    fresh = [desk for desk in desks if desk.case_id not in hung and desk.household_id not in sheets]
    if request.POST.get("act") == "make":
        return _make_sheets(request, fresh)
    form = NoticeForm(*_given(request), today=today, key=uuid4().hex)
    if request.method == "POST" and form.is_valid():
        chosen = {int(v) for v in request.POST.getlist("case") if v.isdigit()} & {d.case_id for d in fresh}
        if chosen:
            given, at = form.cleaned_data, timezone.now()
            try:
                proofs = _kept(request, {"notice_text": given["text"], "notice_photo": given["photo"]}, fresh, chosen)
            except EvidenceRefused as problem:
                form.add_error("text", said(problem))
            else:
                hang_notice(cases=chosen, hung_on=given["hung_on"], proofs=proofs, key=given["key"], by=officer, at=at)
                messages.success(request, _("The notice is put down for %(n)s families.") % {"n": len(chosen)})
                return redirect("cases:notice")
        else:
            form.add_error(None, _("Choose at least one family."))
    made = list({one.pk: one for one in sheets.values()}.values())
    places = area_names({one.area_code for one in made})
    context = {
        "form": form,
        "table": _table(request, fresh),
        "hanging": hanging_notices(),
        "sheets": [(one, places.get(one.area_code, one.area_code)) for one in made],
        "today": today,
    }
    return render(request, "cases/notice.html", context, status=422 if form.errors else 200)


def _make_sheets(request: HttpRequest, fresh: list[CaseDesk]) -> HttpResponse:
    """The masked sheets of the families chosen; one leads to its page, several to the list."""
    chosen = {int(v) for v in request.POST.getlist("case") if v.isdigit()} & {d.case_id for d in fresh}
    if not chosen:
        messages.error(request, _("Choose at least one family."))
        return redirect("cases:notice")
    try:
        made = make_case_notices(
            cases=chosen, contact=request.POST.get("contact", "")[:30], by=officer_of(request), at=timezone.now()
        )
    except (NoticeProblem, NoticeRefused) as problem:
        messages.error(request, said(problem))
        return redirect("cases:notice")
    return redirect("notices:notice", key=made[0].pk) if len(made) == 1 else redirect("notices:list")


@admits(may_work_cases)
@require_POST
def go_on(request: HttpRequest, key: int) -> HttpResponse:
    """Let every case of a notice or meeting go on that may."""
    occasion = occasion_or_404(key)
    tell_went(request, move_together(occasion=occasion, by=officer_of(request), at=timezone.now()))
    return redirect("cases:notice")


@admits(opens_household_file)
def days(request: HttpRequest) -> HttpResponse:
    """The sheet of a day, village by village; what nobody confirmed says so. And what waits for the weekly look."""
    officer = officer_of(request)
    day = parse_date(request.GET.get("day", "") or request.POST.get("day", "")) or timezone.localdate()
    if request.method == "POST":
        return _day_act(request, day)
    sheets = sheets_of(day)
    places = area_names({sheet.area_code for sheet in sheets})
    unverified = unverified_for(WEEK, today=timezone.localdate())
    context = {
        "day": day,
        "sheets": [(sheet, places[sheet.area_code]) for sheet in sheets],
        "unconfirmed": sum(sheet.confirmed_at is None for sheet in sheets),
        "unverified": [(area_names({town}).get(town, town), n) for town, n in sorted(unverified.items())],
        "may_confirm": may_work_cases(officer),
        "may_run": may_open_case(officer),
    }
    return render(request, "cases/days.html", context)


def _day_act(request: HttpRequest, day: date) -> HttpResponse:
    officer, at = officer_of(request), timezone.now()
    if request.POST.get("act") == "run":
        require(officer, may_open_case)
        progress = start(kind=Progress.Kind.CLOCKS, arguments={}, by=officer, at=at)
        return redirect("jobs:work", key=progress.pk)
    require(officer, may_work_cases)
    n = confirm_day(area_code=officer.area_code, day=day, by=officer, at=at)
    messages.success(request, _("%(n)s lines are confirmed, those with nothing too.") % {"n": n})
    return redirect(f"{request.path}?day={day.isoformat()}")


def _given(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _waiting(request: HttpRequest, asked: str) -> list[CaseDesk]:
    """Cases at a step that asks for votes, or for publicity, and is the officer's."""
    codes = policy()
    wanted = [(p.id, s) for p in codes.processes.values() for s in p.steps.values() if getattr(s, asked)]
    return desks_at(officer_of(request), codes, wanted)


def _table(request: HttpRequest, desks: list[CaseDesk]) -> list[dict[str, Any]]:
    log_read(request, act="read", purpose="list", ledger="case", rows=len(desks))
    places, codes = area_names({d.area_code for d in desks}), policy()
    return [
        {
            "desk": desk,
            "head": masked_name(desk.case.household.head_name),
            "place": places[desk.area_code],
            "process": codes.processes[desk.process],
        }
        for desk in desks
    ]


def _kept(request: HttpRequest, files: dict[str, Any], desks: list[CaseDesk], chosen: Any) -> list[tuple[str, Any]]:
    """The files, kept once for all: under the village, or the township where families of several villages meet."""
    area = shared_area(d.area_code for d in desks if d.case_id in chosen)
    return [
        (
            kind,
            keep(
                file.read(), file.name, kind=KEPT_AS.get(kind, "document"), by=officer_of(request), at=timezone.now(),
                area_code=area,
            ),
        )
        for kind, file in files.items()
        if file
    ]  # fmt: skip
