"""The document library: which documents there are, what carries out each article, and who is missed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangpin_web.accounts.permissions import opens_household_file, sees_tallies
from fangpin_web.mechanisms.doors import last_worklists, standings
from fangpin_web.mechanisms.library import WITHOUT_DOCUMENT, documents_of, matching
from fangpin_web.mechanisms.showing import visits_of
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy

DOCUMENTS_A_PAGE = 40


@admits(sees_tallies)
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All documents that are cited or recorded, those of the office first."""
    rulebook, run = policy(), last_worklists()
    documents = documents_of(rulebook, standings(run, officer_of(request).area_code, visits_of(rulebook)))
    without = [found for title in WITHOUT_DOCUMENT if (found := documents.pop(title, None)) is not None]
    text = request.GET.get("q", "")
    listed = sorted(matching(documents.values(), text), key=lambda d: (not d.recorded, -(d.missed or 0), d.title))
    context = {
        "page": Paginator(listed, DOCUMENTS_A_PAGE).get_page(request.GET.get("page")),
        "text": text,
        "without": without,
        "run": run,
    }
    return render(request, "mechanisms/library.html", context)


@admits(sees_tallies)
@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """One document: article by article what carries it out and who is missed."""
    rulebook, run, officer = policy(), last_worklists(), officer_of(request)
    documents = documents_of(rulebook, standings(run, officer.area_code, visits_of(rulebook)))
    found = documents.get(request.GET.get("title", ""))
    if found is None:
        raise Http404("document")
    day = timezone.localdate()
    of_rules = rulebook.mechanisms_of_rules
    mechanisms = {rule.id: [rulebook.mechanisms[m] for m in of_rules.get(rule.id, ())] for rule in found.rules}
    articles = [
        (
            article,
            [(p, p.on(day)) for p in article.parameters],
            [(r, [m for m in mechanisms[r.id] if m.on_day(day)]) for r in article.rules],
        )
        for article in found.articles.values()
    ]
    context = {
        "document": found,
        "articles": articles,
        "codes": rulebook,
        "run": run,
        "sees_items": opens_household_file(officer),
        "proposal": found.title in WITHOUT_DOCUMENT,
    }
    return render(request, "mechanisms/document.html", context)
