"""Pages of notices: the list, making one, the sheet with its dates and objections, and the printed counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.ledgers.area_codes import VILLAGE_DIGITS
from fangpin.notices import CannotProtect, NoticeRefused
from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_make_notices, sees_notices
from fangpin_web.cases import publicity
from fangpin_web.cases.problems import CaseProblem
from fangpin_web.cases.shown import tell_went
from fangpin_web.evidence.shown import evidence_part
from fangpin_web.notices import services
from fangpin_web.notices.doors import (
    candidates,
    counts_latest_first,
    households_of,
    notice_or_404,
    notices_latest_first,
    objection_or_404,
    objections_of,
)
from fangpin_web.notices.forms import AnswerForm, DayForm, MakeForm, ObjectionForm
from fangpin_web.notices.problems import NoticeProblem
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import said
from fangpin_web.records.doors import area_names, areas_inside

PER_PAGE = 50


@admits(sees_notices)
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """What hung and hangs, the newest first; what is due to come down is marked."""
    officer = officer_of(request)
    page = Paginator(notices_latest_first(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "places": area_names({n.area_code for n in page}), "day": timezone.localdate(),
        "codes": policy(), "villages": areas_inside(officer.area_code, level_digits=(VILLAGE_DIGITS,)),
        "may_make": may_make_notices(officer),
    }  # fmt: skip
    return render(request, "notices/list.html", context)


@admits(may_make_notices)
def make(request: HttpRequest) -> HttpResponse:
    """Choose the households of a village; the sheet is masked and looked at before anybody can print it."""
    officer, day = officer_of(request), timezone.localdate()
    villages = areas_inside(officer.area_code, level_digits=(VILLAGE_DIGITS,))
    asked = request.POST.get("village") or request.GET.get("village", "")
    village = next((v for v in villages if v.code == asked), villages[0] if villages else None)
    rows = candidates(village.code) if village else []
    form = MakeForm(request.POST or None, rows=rows, policy=policy(), day=day, shown=_shown)
    if village and request.method == "POST" and form.is_valid():
        try:
            made = services.make_notice(village=village.code, by=officer, at=timezone.now(), **form.cleaned_data)
            return redirect("notices:notice", key=made.pk)
        except (NoticeProblem, NoticeRefused) as problem:
            form.add_error(None, said(problem))
    log_read(request, act="read", purpose="list", ledger="household", rows=len(rows))
    context = {"form": form, "village": village, "villages": villages, "rows": rows}
    return render(request, "notices/make.html", context, status=422 if form.errors else 200)


def _shown(row: Any) -> str:
    return " · ".join(part for part in (masked_name(row.head_name), row.natural_village, row.code) if part)


@admits(sees_notices)
@require_safe
def notice(request: HttpRequest, key: int) -> HttpResponse:
    """The sheet, to print; its dates, objections and the photo of it on the wall."""
    return _page(request, key)


def _page(request: HttpRequest, key: int, *, refusal: str = "", status: int = 200) -> HttpResponse:
    officer, today = officer_of(request), timezone.localdate()
    found = notice_or_404(key)
    objections = objections_of(found)
    context = {
        "notice": found, "objections": objections, "refusal": refusal, "codes": policy(), "day": today,
        "place": area_names({found.area_code}).get(found.area_code, ""), "may_make": may_make_notices(officer),
        "people": officers_by_key([found.by, *(o.by for o in objections)]), "day_form": DayForm(today=today),
        "objection_form": ObjectionForm(today=today, families=_families(found)), "answer_form": AnswerForm(),
        "served": publicity.desks_of(found) or publicity.waiting_for(found), "heads": dict(_families(found)),
        "evidence_part": evidence_part(officer, "notice", found.pk, back=request.path, kinds=("notice",)),
    }  # fmt: skip
    return render(request, "notices/notice.html", context, status=status)


def _families(found: Any) -> list[tuple[int, str]]:
    return [(row.pk, _shown(row)) for row in households_of(found)]


def _act(
    request: HttpRequest,
    key: int,
    service: Callable[..., Any],
    told: str,
    form: Any = None,
    missing: str = "",
    **about: Any,
) -> HttpResponse:
    """One act on one notice, with what its form says; what stands in its way is said on the notice's page."""
    if form is not None and not form.is_valid():
        return _page(request, key, refusal=missing, status=422)
    given = form.cleaned_data if form is not None else {}
    try:
        service(**about, **given, by=officer_of(request), at=timezone.now())
    except (NoticeProblem, CaseProblem) as problem:
        return _page(request, key, refusal=said(problem), status=422)
    messages.success(request, told)
    return redirect("notices:notice", key=key)


@admits(may_make_notices)
@require_POST
def hang(request: HttpRequest, key: int) -> HttpResponse:
    """Note the day it was hung."""
    form, done = DayForm(request.POST, today=timezone.localdate()), _("Hung. The days count from the day after.")

    def post(*, on: date, **given: Any) -> None:
        publicity.post_notice(posted_on=on, **given)

    return _act(request, key, post, done, form, _("Give the day."), notice=notice_or_404(key))


@admits(may_make_notices)
@require_POST
def take_down(request: HttpRequest, key: int) -> HttpResponse:
    """Note the day it came down."""
    form = DayForm(request.POST, today=timezone.localdate())

    def take(*, on: date, **given: Any) -> None:
        tell_went(request, publicity.take_down_notice(taken_down_on=on, **given).went)

    return _act(request, key, take, _("Taken down."), form, _("Give the day."), notice=notice_or_404(key))


@admits(may_make_notices)
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw a wrong sheet."""
    done = _("Withdrawn. Take the paper down at once, if it hangs.")
    return _act(request, key, services.withdraw_notice, done, notice=notice_or_404(key))


@admits(may_make_notices)
@require_POST
def object_to(request: HttpRequest, key: int) -> HttpResponse:
    """Note an objection."""
    found = notice_or_404(key)
    form = ObjectionForm(request.POST, today=timezone.localdate(), families=_families(found))
    done = _("The objection is noted; it needs an answer before the notice comes down.")
    return _act(request, key, services.note_objection, done, form, _("Say what was objected, and when."), notice=found)


@admits(may_make_notices)
@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """Answer an objection."""
    found = objection_or_404(key)
    if found.notice_id is None:  # it stands on the page of its case
        raise Http404(f"objection {key}")
    form, missing = AnswerForm(request.POST), _("The answer is empty.")
    return _act(request, found.notice_id, publicity.answer_objection, _("Answered."), form, missing, objection=found)


@admits(sees_notices)
def counts(request: HttpRequest) -> HttpResponse:
    """Counts by village and class as they may be printed; what is hidden cannot be computed from what is shown."""
    officer, refusal = officer_of(request), ""
    if request.method == "POST" and may_make_notices(officer):
        try:
            services.print_counts(area_code=officer.area_code, by=officer, at=timezone.now())
            return redirect("notices:counts")
        except CannotProtect as problem:
            refusal = said(problem)
    printed = counts_latest_first(officer.area_code)
    newest = printed[0] if printed else None
    kinds = list(dict.fromkeys(kind for _area, kind, _n in newest.shown)) if newest else []
    table: dict[str, dict[str, int | None]] = {}
    for area, kind, n in newest.shown if newest else ():
        table.setdefault(area, {})[kind] = n
    context = {
        "printed": printed, "newest": newest, "kinds": kinds, "codes": policy(), "refusal": refusal,
        "rows": [(area, [cells[kind] for kind in kinds]) for area, cells in table.items()],
        "places": area_names(set(table)), "may_make": may_make_notices(officer),
    }  # fmt: skip
    return render(request, "notices/counts.html", context, status=422 if refusal else 200)
