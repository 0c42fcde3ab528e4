"""The read log: who opened, showed, exported or printed what, when and what for."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangpin.ledgers import SPECS
from fangpin_web.access.forms import ACTS, LogFilter
from fangpin_web.access.reading import lines_newest_first
from fangpin_web.accounts.permissions import reads_log
from fangpin_web.pages.admission import admits
from fangpin_web.pages.purposes import purpose_name
from fangpin_web.pages.wording import named, role_name
from fangpin_web.records.doors import area_names

PER_PAGE = 60


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
            "what": named(SPECS.get(line.ledger)) or (_("household file") if line.household_id else line.ledger),
        }
        for line in page
    ]
    context = {"form": form, "page": page, "table": table}
    return render(request, "access/log.html", context, status=200 if form.is_valid() else 422)
