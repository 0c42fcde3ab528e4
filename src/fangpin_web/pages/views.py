"""Pages that belong to no ledger: language, theme, and the answers when something is wrong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST, require_safe

from fangpin_web.accounts.permissions import may_check_quality, may_screen, reads_log, sees_rows
from fangpin_web.clues.tallies import by_rule, last_run, reaches, total_of
from fangpin_web.pages.admission import NotForThisRole, admits, officer_of, open_to_all, signed_in
from fangpin_web.pages.frame import THEMES
from fangpin_web.pages.installation import policy
from fangpin_web.pages.todo import tasks_for
from fangpin_web.pages.wording import role_name
from fangpin_web.publishing.doors import newest_seal
from fangpin_web.rounds.doors import rounds_for

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> HttpResponseRedirect:
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if safe else "/")


@admits(signed_in)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this officer, most urgent first; and what the last screening could say."""
    officer = officer_of(request)
    run = last_run()
    reached = reaches(run)
    context = {
        "tasks": tasks_for(officer, day=timezone.localdate()),
        "works": sees_rows(officer) and not reads_log(officer),
        "run": run,
        "sealed": newest_seal() if run is None else None,
        "may_screen": may_screen(officer),
        "totals": total_of(by_rule(run, officer.area_code).values()),
        "gaps": [reach for reach in reached if reach.known < reach.of],
        "covered": [reach for reach in reached if reach.known >= reach.of],
        "codes": policy() if run is not None else None,
        "begins": may_check_quality(officer) and not rounds_for(officer).exists(),
    }
    return render(request, "pages/home.html", context)


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language the reader chose and go back to where they were."""
    answer = _back(request)
    chosen = request.POST.get("language", "")
    if check_for_language(chosen):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax", httponly=True)
    return answer


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark; anything else returns to what the system asks for."""
    answer = _back(request)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", httponly=True)
    else:
        answer.delete_cookie("theme")
    return answer


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: says which roles the page is for and where to go instead."""
    roles = [role_name(role) for role in exception.roles] if isinstance(exception, NotForThisRole) else []
    reason = "" if isinstance(exception, NotForThisRole) or exception is None else str(exception)
    return render(request, "pages/403.html", {"role_names": roles, "reason": reason}, status=403)


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404: absent and not yours look the same, and the page says so."""
    return render(request, "pages/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: nothing was half done; says what to tell the administrator."""
    return render(request, "pages/500.html", status=500)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403 for a form that waited too long; nothing was sent."""
    return render(request, "pages/csrf.html", status=403)
