"""The sheet for the national system, to be copied field by field, and the official forms, to be printed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangpin_web.accounts.permissions import may_print
from fangpin_web.cases import doors
from fangpin_web.cases.papers import filled_paper
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read


@admits(may_print)
@require_safe
def paper(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """One paper of a case, filled in; numbers and names in full, so that the printing is logged."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    desk = doors.desk_or_404(officer, key, codes)
    form = codes.forms.get(name)
    if form is None or not form.is_of(desk.process):
        raise Http404(name)
    log_read(request, act="print", purpose="case", household=desk.case.household)
    context = {
        "desk": desk,
        "filled": filled_paper(name, desk, codes, day=day),
        "whole": not form.parts,
        "papers": [one for one in codes.forms.values() if one.is_of(desk.process)],
        "day": day,
    }
    return render(request, "cases/paper.html", context)
