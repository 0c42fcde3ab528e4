"""Awards and model cases as they may be told today, and certificates by their number."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangpin_web.accounts.permissions import may_correct, opens_household_file
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import named
from fangpin_web.records.doors import area_names
from fangpin_web.records.honours import awards_for, cases_for, cases_taken_down, certificates_by


@admits(opens_household_file)
@require_safe
def honours(request: HttpRequest) -> HttpResponse:
    """Awards and model cases. Names stand here only while the consent is in force; each reading is logged."""
    officer, codes, day = officer_of(request), policy(), timezone.localdate()
    listed = codes.code_list("award").codes
    asked = request.GET.get("award", "")
    awards = awards_for(officer, day=day, award=asked if asked in listed else "")
    cases = cases_for(officer, day=day)
    log_read(request, act="read", purpose="list", ledger="award", rows=len(awards) + len(cases))
    context = {
        "awards": awards,
        "cases": cases,
        "taken_down": cases_taken_down(officer, day=day),
        "kinds": [(code, named(one)) for code, one in listed.items()],
        "award": asked,
        "codes": codes,
        "day": day,
        "places": area_names({one.row.area_code for one in (*awards, *cases)}),
        "may_enter": may_correct(officer),
    }
    return render(request, "records/honours.html", context)


@admits(opens_household_file)
@require_safe
def certificates(request: HttpRequest) -> HttpResponse:
    """A certificate by its number: whether there is one the officer may see, and what it says. Logged."""
    officer = officer_of(request)
    number = request.GET.get("number", "").strip()
    found = certificates_by(officer, number) if number else None
    if found is not None:
        log_read(request, act="read", purpose="list", ledger="training_participant", rows=len(found.persons))
    context = {
        "number": number,
        "found": found,
        "codes": policy(),
        "day": timezone.localdate(),
        "places": area_names({row.area_code for row in (*found.products, *found.persons)} if found else set()),
    }
    return render(request, "records/certificates.html", context)
