"""The first-run page, and the page of what is still missing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from fangpin.rosters import RosterError
from fangpin.rosters.named_columns import NoHeading
from fangpin_web.accounts.administration_views import shown_slips
from fangpin_web.accounts.permissions import sees_checklist
from fangpin_web.founding.checklist import checklist_for
from fangpin_web.founding.first_run import forget_first_run, opens_first_run
from fangpin_web.founding.forms import FirstRunForm
from fangpin_web.founding.services import Founded, FoundingProblem, found_county, is_founded, read_area_list
from fangpin_web.pages.admission import admits, officer_of, open_to_all
from fangpin_web.pages.wording import said


@open_to_all
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Start a county: name, area list, two people. Open only before that, and only with the code of the machine."""
    if is_founded():
        return redirect("sign-in")
    if request.method != "POST":
        return render(request, "founding/start.html", {"form": FirstRunForm(initial={"code": request.GET.get("code")})})
    form = FirstRunForm(request.POST, request.FILES)
    if form.is_valid() and not opens_first_run(_home(), form.cleaned_data["code"]):
        form.add_error("code", _("This is not the code. Look where fangpin was started."))
    if form.is_valid():
        try:
            founded = _found(form)
        except (FoundingProblem, RosterError, NoHeading) as problem:
            form.add_error("areas" if isinstance(problem, RosterError | NoHeading) else None, said(problem))
        else:
            return _founded_page(request, founded)
    return render(request, "founding/start.html", {"form": form}, status=422)


def _found(form: FirstRunForm) -> Founded:
    told = form.cleaned_data
    file = told["areas"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "areas"
        path.write_bytes(file.read())
        areas = read_area_list(path, name=file.name, county=told["county"], code=told["county_code"])
    return found_county(
        county=told["county"].strip(),
        areas=areas,
        inherits=told["inherits"],
        administrator=told["administrator"].strip(),
        clerk=told["clerk"].strip(),
        at=timezone.now(),
    )


def _founded_page(request: HttpRequest, founded: Founded) -> HttpResponse:
    forget_first_run(_home())
    context = {
        "areas": founded.areas,
        "townships": founded.areas.count("township"),
        "villages": founded.areas.count("village"),
        "slips": shown_slips(founded.slips),
        "address": request.build_absolute_uri("/"),
    }
    return render(request, "founding/founded.html", context)


def _home() -> Path:
    return Path(settings.FANGPIN.home)


@admits(sees_checklist)
@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    """What is missing to work fully, each with what it would add and where it is done."""
    groups = checklist_for(officer_of(request), day=timezone.localdate())
    lines = [line for _title, group in groups for line in group]
    context = {"groups": groups, "open": sum(not line.done for line in lines), "all": len(lines)}
    return render(request, "founding/checklist.html", context)
