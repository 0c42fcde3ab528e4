"""Drafts: hand one in, see every number marked with its verdict, open one, choose a reading, take the comments out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.bulletins import UnreadableDraft
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_check_bulletins, may_choose_reading
from fangpin_web.bulletins import services
from fangpin_web.bulletins.doors import checked_or_404, draft_or_404, drafts_for, unfinished_check_of
from fangpin_web.bulletins.forms import DraftForm
from fangpin_web.bulletins.models import Draft
from fangpin_web.bulletins.problems import DraftProblem
from fangpin_web.bulletins.returning import commented_docx
from fangpin_web.bulletins.running import run_check
from fangpin_web.bulletins.showing import blocks, opened_figure, segments, summary
from fangpin_web.bulletins.storing import draft_content
from fangpin_web.figures.doors import seal_chosen, seals_for_figures
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.wording import day, said

PER_PAGE = 30
# A longer draft is checked by a worker, with progress to watch; a shorter one answers at once.
IN_BACKGROUND_FROM_BYTES = 200_000
KNOWN_PROBLEMS = (DraftProblem, UnreadableDraft)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@admits(may_check_bulletins)
def drafts(request: HttpRequest) -> HttpResponse:
    """The place to hand in a draft, and those checked before."""
    officer = officer_of(request)
    seals = seals_for_figures()
    choices = [(str(seal.pk), f"{day(seal.as_of)} {seal.label}") for seal in seals]
    form = DraftForm(request.POST or None, request.FILES or None, seals=choices)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _begin(request, form)
        except KNOWN_PROBLEMS as problem:
            refusal = said(problem)
    page = Paginator(drafts_for(officer), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "people": officers_by_key(d.asked_by for d in page),
        "seals": seals,
        "refusal": refusal,
    }
    return render(request, "bulletins/drafts.html", context, status=422 if form.errors or refusal else 200)


def _begin(request: HttpRequest, form: DraftForm) -> HttpResponse:
    told = form.cleaned_data
    file = told["draft"]
    name = (file.name or "") if file else _("pasted text") + ".txt"
    seal = seal_chosen(seals_for_figures(), told["seal"])
    made = services.hand_in(
        name=name,
        content=file.read() if file else told["text"].encode(),
        seal=seal,
        by=officer_of(request),
        at=timezone.now(),
    )
    return _go_on(request, made, large=bool(file) and (file.size or 0) >= IN_BACKGROUND_FROM_BYTES)


def _go_on(request: HttpRequest, found: Draft, *, large: bool) -> HttpResponse:
    officer, now = officer_of(request), timezone.now()
    if large:
        begun = start(kind=Progress.Kind.BULLETIN_CHECK, arguments={"draft": found.pk}, by=officer, at=now)
        return redirect("jobs:work", key=begun.pk)
    run_check(draft_id=found.pk, by=officer, at=now)
    return redirect("bulletins:draft", key=found.pk)


@admits(may_check_bulletins)
@require_safe
def draft(request: HttpRequest, key: int) -> HttpResponse:
    """The draft with every number marked; one of them opened beside it."""
    officer = officer_of(request)
    found = draft_or_404(officer, key)
    context: dict[str, Any] = {"draft": found, "work": unfinished_check_of(found.pk)}
    if found.state == Draft.State.DONE:
        checked = checked_or_404(found)
        number = request.GET.get("figure", "")
        wanted = request.GET.get("show", "")
        context |= {
            "blocks": list(blocks(segments(checked, only=wanted))),
            "summary": summary(checked),
            "opened": opened_figure(checked, int(number), policy()) if number.isdigit() else None,
            "wanted": wanted,
            "may_choose": may_choose_reading(officer),
        }
    if request.headers.get("HX-Target") == "opened":
        return render(request, "bulletins/_opened.html", context)
    return render(request, "bulletins/draft.html", context)


@admits(may_check_bulletins)
@require_POST
def again(request: HttpRequest, key: int) -> HttpResponse:
    """Check it once more, with the readings chosen since."""
    found = draft_or_404(officer_of(request), key)
    run_check(draft_id=found.pk, by=officer_of(request), at=timezone.now())
    return redirect("bulletins:draft", key=found.pk)


@admits(may_choose_reading)
@require_POST
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """Remember a reading and check the draft again with it."""
    officer = officer_of(request)
    found = draft_or_404(officer, key)
    number = request.POST.get("figure", "")
    figures = checked_or_404(found)["figures"]
    if not number.isdigit() or int(number) >= len(figures):
        messages.error(request, said(DraftProblem("no_such_figure", number=number)))
        return redirect("bulletins:draft", key=found.pk)
    words, indicator = figures[int(number)]["words"], request.POST.get("indicator", "")
    try:
        services.choose_reading(words=words, indicator=indicator, policy=policy(), by=officer, at=timezone.now())
    except DraftProblem as problem:
        messages.error(request, said(problem))
    else:
        run_check(draft_id=found.pk, by=officer, at=timezone.now())
        messages.success(request, _("Remembered: these words mean this figure, here and in later drafts."))
    return redirect(f"../{found.pk}/?figure={number}")


@admits(may_check_bulletins)
@require_safe
def commented(request: HttpRequest, key: int) -> HttpResponse:
    """The draft as a Word file with a comment at every number that needs one."""
    found = draft_or_404(officer_of(request), key)
    checked = checked_or_404(found)
    try:
        content = draft_content(found.pk)
    except FileNotFoundError as gone:
        raise Http404(str(gone)) from gone
    response = HttpResponse(commented_docx(content, checked), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="draft-{found.pk}-checked.docx"'
    return response


@admits(may_check_bulletins)
@require_safe
def as_data(request: HttpRequest, key: int) -> HttpResponse:
    """What ``fangpin bulletin check --json`` prints, of this draft."""
    found = draft_or_404(officer_of(request), key)
    return JsonResponse(checked_or_404(found), json_dumps_params={"ensure_ascii": False})
