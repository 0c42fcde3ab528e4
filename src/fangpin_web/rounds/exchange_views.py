"""What comes from others: workbooks that townships filled in, and the province's list of issues."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fangpin.rosters import RosterError, refuse_oversize
from fangpin_web.accounts.permissions import may_check_quality, sees_rounds
from fangpin_web.intake.file_names import readable_name
from fangpin_web.pages.admission import admits, officer_of, require
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import language, said
from fangpin_web.rounds.answering import receive_answers
from fangpin_web.rounds.doors import issue_list_of, issues_only_theirs, newest_done, own_round_or_404
from fangpin_web.rounds.forms import AnswersForm, ListForm
from fangpin_web.rounds.issues import import_issues
from fangpin_web.rounds.problems import RoundProblem

PER_PAGE = 50
SHOWN = 500
KNOWN_PROBLEMS = (RoundProblem, RosterError)


@admits(may_check_quality)
def answers(request: HttpRequest) -> HttpResponse:
    """Bring filled-in workbooks back; then what was taken from them, and what could not be read, row by row."""
    form = AnswersForm(request.POST, request.FILES) if request.method == "POST" else AnswersForm()
    context: dict[str, Any] = {"answers_form": form, "round": newest_done(officer_of(request))}
    if request.method == "POST" and form.is_valid():
        try:
            files = [(f.name or "", f.read()) for f in form.cleaned_data["workbooks"]]
            told = receive_answers(
                files=files, by=officer_of(request), at=timezone.now(), password=form.cleaned_data["password"] or None
            )
        except KNOWN_PROBLEMS as problem:
            return render(request, "rounds/answers.html", context | {"refusal": said(problem)}, status=422)
        context |= {
            "told": told,
            "verdicts": [(_VERDICTS[value], n) for value, n in told.taken.items()],
            "unread": [(u, u.say(language())) for u in told.unread[:SHOWN]],
            "broken": [said(problem) for problem in told.broken],
        }
        return render(request, "rounds/answers.html", context)
    return render(request, "rounds/answers.html", context, status=422 if form.errors else 200)


_VERDICTS = {
    "value": gettext_lazy("corrected, with the new value"),
    "corrected": gettext_lazy("said to be corrected"),
    "no_error": gettext_lazy("said to be no error"),
    "not_yet": gettext_lazy("not corrected yet"),
}


@admits(sees_rounds)
def issues(request: HttpRequest, key: int) -> HttpResponse:
    """Hold the province's list against a round; then what only they have, what only we have, what both have."""
    found = own_round_or_404(officer_of(request), key)
    if request.method == "POST":
        require(officer_of(request), may_check_quality)
        form = ListForm(request.POST, request.FILES)
        if form.is_valid():
            return _hold(request, key, form)
        return _issues_page(request, key, form=form, status=422)
    return _issues_page(request, found.pk)


def _hold(request: HttpRequest, key: int, form: ListForm) -> HttpResponse:
    file = form.cleaned_data["kept"]
    try:
        refuse_oversize(file=readable_name(file.name or ""), size=file.size or 0)
        import_issues(
            found=own_round_or_404(officer_of(request), key), name=file.name or "", content=file.read(),
            by=officer_of(request), at=timezone.now(),
        )  # fmt: skip
    except KNOWN_PROBLEMS as problem:
        return _issues_page(request, key, refusal=said(problem), status=422)
    messages.success(request, _("The list was compared with this round."))
    return redirect("rounds:issues", key=key)


def _issues_page(
    request: HttpRequest, key: int, *, form: ListForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    found = own_round_or_404(officer_of(request), key)
    held = issue_list_of(found)
    page = Paginator(issues_only_theirs(held), PER_PAGE).get_page(request.GET.get("page")) if held else None
    if page:
        log_read(request, act="read", purpose="list", ledger="", rows=len(page.object_list))
    context = {
        "round": found, "held": held, "page": page, "list_form": form or ListForm(), "refusal": refusal,
        "may_check": may_check_quality(officer_of(request)),
    }  # fmt: skip
    return render(request, "rounds/issues.html", context, status=status)
