"""How far background work is: watched live, or by a page that loads itself again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import (
    may_check_bulletins,
    may_check_quality,
    may_import,
    may_screen,
    may_seal,
    may_watch_timetable,
)
from fangpin_web.jobs.doors import timed_work_of, work_of, work_or_404
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import NotRestartable, request_stop, restart
from fangpin_web.jobs.timetable import TIMETABLE
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.wording import language, said


def begins_work(officer: Officer) -> bool:
    """Those who start something that takes a while, and so have something to watch."""
    may = (may_import, may_seal, may_screen, may_check_quality, may_check_bulletins)
    return any(permission(officer) for permission in may)


@admits(begins_work)
@require_safe
def work_list(request: HttpRequest) -> HttpResponse:
    """What begins by itself with when it last did and will next, and what the officer started."""
    officer, now = officer_of(request), timezone.now()
    timed = timed_work_of(officer) if may_watch_timetable(officer) else []
    context = {
        "entries": [
            (entry, next((row for row in timed if row.kind == entry.kind), None), entry.next_due(now))
            for entry in TIMETABLE
        ]
        if may_watch_timetable(officer)
        else [],
        "timed": timed,
        "own": work_of(officer),
        "zh": language() == "zh",
    }  # fmt: skip
    return render(request, "jobs/list.html", context)


@admits(begins_work)
@require_POST
def begin_again(request: HttpRequest, key: int) -> HttpResponse:
    """Begin failed or stopped work again."""
    try:
        restart(progress_id=work_or_404(officer_of(request), key).pk, by=officer_of(request), at=timezone.now())
    except NotRestartable as problem:
        messages.error(request, said(problem))
    return redirect("jobs:work", key=key)


@admits(begins_work)
@require_safe
def work(request: HttpRequest, key: int) -> HttpResponse:
    """How far it is; leads to what it made when it is done."""
    found = work_or_404(officer_of(request), key)
    if found.state == Progress.State.DONE:
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": result_of(found)})
        return redirect(result_of(found))
    zh = language() == "zh"
    context = {
        "work": found,
        "message": found.message_zh if zh else found.message_en,
        "problem": found.problem_zh if zh else found.problem_en,
        "back": result_of(found),
        "goes_on": found.state in Progress.UNFINISHED,
        "again": found.state in (Progress.State.FAILED, Progress.State.STOPPED),
    }
    return render(request, "jobs/_work.html" if request.headers.get("HX-Request") else "jobs/work.html", context)


@admits(begins_work)
@require_POST
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """Ask for it to stop; nothing of it is kept."""
    request_stop(progress_id=work_or_404(officer_of(request), key).pk, by=officer_of(request), at=timezone.now())
    return redirect("jobs:work", key=key)


def result_of(found: Progress) -> str:
    """Where what the work made, or was about, is seen."""
    made, asked = found.result or {}, found.arguments
    for key, route in _ABOUT:
        if about := asked.get(key) or made.get(key):
            return reverse(route, args=[about])
    if found.kind == Progress.Kind.FIGURES:
        return f"{reverse('figures:list')}?seal={asked['seal']}"
    if found.kind in _LISTS:
        return reverse(_LISTS[found.kind])
    seal = made.get("seal")
    return reverse("publishing:snapshot", args=[seal]) if seal else reverse("publishing:snapshots")


# What work was about or made, and the page of it; else the list of its kind.
_ABOUT = (
    ("upload", "intake:upload"),
    ("round", "rounds:round"),
    ("draft", "bulletins:draft"),
    ("restatement", "figures:restatement"),
)
_LISTS: dict[str, str] = {
    Progress.Kind.SCREEN: "clues:dispatch",
    Progress.Kind.CLOCKS: "cases:days",
    Progress.Kind.WORKLISTS: "mechanisms:list",
    Progress.Kind.ENTITLEMENTS: "entitlements:list",
    Progress.Kind.RESTATEMENT: "figures:restatements",
}
