"""The read log: who opened, showed, exported or printed what, when and what for."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from fangpin.ledgers import SPECS
from fangpin_web.access.forms import ACTS, LogFilter
from fangpin_web.access.reading import lines_newest_first
from fangpin_web.accounts.permissions import reads_log
from fangpin_web.pages.admission import admits
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import purpose_name
from fangpin_web.pages.wording import named, role_name
from fangpin_web.records.doors import area_names

PER_PAGE = 60
# Lists that are read and are neither a ledger, a fact behind a figure, nor an office's file.
_OTHER_LISTS = {
    "application": gettext_lazy("self-applications"),
    "discrepancy": gettext_lazy("records that disagree"),
    "reconciliation_line": gettext_lazy("comparison with a list"),
    "worklist_item": gettext_lazy("worklist of a mechanism"),
}


@admits(reads_log)
@require_safe
def read_log(request: HttpRequest) -> HttpResponse:
    """The lines of the officer's area, newest first, by household and by officer."""
    form = LogFilter(request.GET)
    page = Paginator(form.apply(lines_newest_first()), PER_PAGE).get_page(request.GET.get("page"))
    places = area_names({line.area_code for line in page})
    acts = dict(ACTS)
    table = [
        {
            "line": line,
            "act": acts[line.act],
            "role": role_name(line.role),
            "place": places[line.area_code],
            "purpose": purpose_name(line.purpose),
            "what": _list_read(line.ledger) or (_("household file") if line.household_id else line.ledger),
        }
        for line in page
    ]
    context = {"form": form, "page": page, "table": table}
    return render(request, "access/log.html", context, status=200 if form.is_valid() else 422)


def _list_read(name: str) -> str:
    """What the list is called: a ledger, a fact, an office's file, or one of the few that are none of them."""
    rulebook = policy()
    for listed in (SPECS, rulebook.facts, rulebook.sources):
        if name in listed:
            return named(listed[name])
    return str(_OTHER_LISTS.get(name, ""))
