"""Who leads each area, where leaders went this year, and the lists areas stand on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangpin_web.accounts.permissions import sees_duties
from fangpin_web.duties import leading
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read


@admits(sees_duties)
@require_safe
def leaders(request: HttpRequest) -> HttpResponse:
    """Secretaries and heads with what is overdue under them; visits of leaders by role, and townships left out."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    posts = leading.posts_by_level(officer, day)
    asked = request.GET.get("level", "")
    level = asked if asked in posts else next(iter(posts), "")
    shown = posts.get(level, [])
    log_read(request, act="read", purpose="list", ledger="officer", rows=len(shown))
    context = {
        "views": [(name, len(those)) for name, those in posts.items()],
        "level": level,
        "posts": shown,
        "on_record": leading.posts_on_record(),
        "visits": leading.leader_visits_of(officer, day, codes.holidays),
        "codes": codes,
        "day": day,
    }
    return render(request, "duties/leaders.html", context)


@admits(sees_duties)
@require_safe
def area_lists(request: HttpRequest) -> HttpResponse:
    """Each list of areas: its members, who joined and left this year, and who stands on another list too."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    since = day.replace(year=day.year - 1, month=12, day=31)
    context = {
        "lists": leading.area_lists_of(officer, day, since),
        "overlaps": leading.overlaps_of(officer, day),
        "codes": codes,
        "day": day,
    }
    return render(request, "duties/area_lists.html", context)
