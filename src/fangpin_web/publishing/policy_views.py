"""Rules and parameters as an official reads them: sentence, values with documents and dates, worked cases, results."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fangpin.policy.cases import case_row
from fangpin.policy.in_words import in_words
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_enter_parameter, sees_rows, sees_tallies
from fangpin_web.clues.queries import yield_by_rule
from fangpin_web.clues.tallies import Count, by_rule, by_town, last_run
from fangpin_web.office.doors import entries_of, entries_waiting
from fangpin_web.pages.admission import admits, officer_of, signed_in
from fangpin_web.pages.forms import DayInput, PageForm
from fangpin_web.pages.installation import policy
from fangpin_web.pages.wording import named
from fangpin_web.publishing.forms import EntryForm
from fangpin_web.records.doors import area_names

KINDS = (
    ("trigger", _("Signs of risk")),
    ("quality", _("Faults in records")),
    ("duty", _("Duties overdue")),
    ("discrepancy", _("Records that disagree")),
)


class DayForm(PageForm):
    """The day a question is asked for; today when nothing is given."""

    on = forms.DateField(label=_("In force on"), required=False, widget=DayInput())

    @property
    def day(self) -> date:
        return (self.is_valid() and self.cleaned_data["on"]) or timezone.localdate()


@admits(sees_tallies)
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules by kind, with what they found last time."""
    form = DayForm(request.GET)
    day = form.day
    rulebook = policy()
    in_force = (*rulebook.rules_on(day), *rulebook.discrepancies_on(day))
    run = last_run()
    groups = [
        (label, [(rule, named(in_words(rule.holds, rulebook.code_lists))) for rule in in_force if rule.kind == kind])
        for kind, label in KINDS
    ]
    context = {
        "groups": groups,
        "form": form,
        "day": day,
        "codes": rulebook,
        "totals": by_rule(run, officer_of(request).area_code),
        "unasked": {one["rule"]: named(one) for one in run.counts.get("left_out", ())} if run else {},
    }
    return render(request, "publishing/rules.html", context)


@admits(sees_tallies)
@require_safe
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: its sentence, what it reads, where its numbers come from, its worked cases, what it found."""
    officer, rulebook = officer_of(request), policy()
    found = rulebook.rules.get(name)
    if found is None:
        raise Http404(name)
    form = DayForm(request.GET)
    day = form.day
    fact = rulebook.facts[found.over]
    context = {
        "rule": found,
        "words": named(in_words(found.holds, rulebook.code_lists)),
        "fact": fact,
        "form": form,
        "day": day,
        "values": [(rulebook.parameters[key], rulebook.parameters[key].on(day)) for key in found.parameters],
        "columns": [fact.column(n.id) for n in found.holds.columns if any(c.name == n.id for c in fact.columns)],
        "cases": [
            (case, case.expect[name], _case_rows(case, fact, rulebook))
            for case in rulebook.cases
            if name in case.expect
        ],
        "codes": rulebook,
        "total": by_rule(last_run(), officer.area_code).get(name),
        "tallies": _tallies(officer, name),
        "outcome": next((y for y in yield_by_rule() if y.name == name), None) if sees_rows(officer) else None,
        "kind": dict(KINDS).get(found.kind, found.kind),
    }
    return render(request, "publishing/rule.html", context)


def _case_rows(case: Any, fact: Any, rulebook: Any) -> list[tuple[Any, Any]]:
    given = case_row(case, fact, rulebook)
    return [(column, given[column.name]) for column in fact.columns if column.name in given]


def _tallies(officer: Officer, name: str) -> list[tuple[str, Count]]:
    counts = by_town(last_run(), officer.area_code, name)
    places = area_names({count.name for count in counts})
    return [(places[count.name], count) for count in counts]


@admits(signed_in)
@require_safe
def parameters(request: HttpRequest) -> HttpResponse:
    """Every number a document sets, as in force on a day."""
    form = DayForm(request.GET)
    listed = [(parameter, parameter.on(form.day)) for parameter in policy().parameters.values()]
    waiting = [(entry, policy().parameters.get(entry.parameter)) for entry in entries_waiting()]
    context = {"listed": listed, "form": form, "day": form.day, "waiting": waiting, "codes": policy()}
    return render(request, "publishing/parameters.html", context)


@admits(signed_in)
@require_safe
def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """One parameter: all its values, each with the day it starts and its document, and the rules that read it."""
    rulebook = policy()
    found = rulebook.parameters.get(name)
    if found is None:
        raise Http404(name)
    entries = entries_of(name)
    people = officers_by_key({key for e in entries for key in (e.proposed_by, e.decided_by)})
    context = {
        "parameter": found,
        "readers": [rule for rule in rulebook.rules.values() if name in rule.parameters],
        "values": list(reversed(found.values)),
        "withdrawn": list(reversed(found.withdrawn)),
        "entries": [(e, people.get(e.proposed_by), people.get(e.decided_by or 0)) for e in entries],
        "may_enter": may_enter_parameter(officer_of(request)),
        "form": EntryForm(),
        "codes": rulebook,
        "today": timezone.localdate(),
    }
    return render(request, "publishing/parameter.html", context)
