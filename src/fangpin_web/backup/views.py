"""How the backups stand: where they go, when the last one and the last drill were, and what to do."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangpin_web.accounts.permissions import sees_backups, sees_rows
from fangpin_web.backup.since import done_since
from fangpin_web.backup.standing import standing
from fangpin_web.pages.admission import admits, officer_of

DRILL_DAYS = 183  # a drill every half-year, as the manual says


@admits(sees_backups)
@require_safe
def how_backups_stand(request: HttpRequest) -> HttpResponse:
    """What ``backup.json`` says, and which command comes next."""
    told, now = standing(Path(settings.FANGPIN.home)), timezone.now()
    context = {"standing": told, "problem": told.problem(now), "days_since": told.days_since(now)}
    officer = officer_of(request)
    if sees_rows(officer):
        context["since"] = done_since(told.last_at)
    context["drill_old"] = told.drill_at is None or (now - told.drill_at).days > DRILL_DAYS
    return render(request, "backup/standing.html", context)
