"""Mechanisms: which the place uses, what each is, keeps and publishes, and what is open under it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.ledgers import SPECS
from fangpin.policy import Mechanism, Policy
from fangpin.policy.in_words import in_words
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import (
    may_export,
    may_screen,
    may_switch_mechanism,
    opens_household_file,
    sees_tallies,
)
from fangpin_web.figures.showing import line_of
from fangpin_web.jobs.doors import under_way
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.mechanisms.doors import (
    items_for,
    last_worklists,
    open_by_rule,
    runs_lately,
    switches_of,
    switches_waiting,
)
from fangpin_web.mechanisms.forms import SORTS, ListFilter, OpenFilter
from fangpin_web.mechanisms.showing import (
    ItemLine,
    Line,
    by_family,
    family_name,
    figures_now,
    figures_of,
    item_lines,
    lines_of,
    rules_of,
)
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import named
from fangpin_web.publishing.doors import newest_seal
from fangpin_web.records.doors import areas_inside
from fangpin_web.records.worked_on import pages_of

ITEMS_A_PAGE = 50
EXPORTED_AT_MOST = 50_000


@admits(sees_tallies)
@require_safe
def mechanisms(request: HttpRequest) -> HttpResponse:
    """All mechanisms by family; those not in use only if asked for."""
    officer, rulebook, run = officer_of(request), policy(), last_worklists()
    families = {m.family: family_name(m.family, rulebook) for m in rulebook.mechanisms.values()}
    form = ListFilter(request.GET, families=list(families.items()))
    asked = form.cleaned_data if form.is_valid() else {"show": "", "family": "", "q": ""}
    lines = lines_of(rulebook, run, officer.area_code, timezone.localdate())
    newest = newest_seal()
    context = {
        "groups": by_family([line for line in lines if _passes(line, asked)], rulebook),
        "form": form,
        "run": run,
        "on": sum(line.on for line in lines),
        "of": len(lines),
        "waiting": [(s, rulebook.mechanisms.get(s.mechanism)) for s in switches_waiting()],
        "may_work_out": may_screen(officer) and newest is not None,
        "under_way": under_way(Progress.Kind.WORKLISTS, newest),
    }
    return render(request, "mechanisms/mechanisms.html", context, status=200 if form.is_valid() else 422)


def _passes(line: Line, asked: dict[str, str]) -> bool:
    one, text = line.mechanism, asked["q"].strip().lower()
    return (
        {"on": line.on, "off": not line.on, "all": True}[asked["show"] or "on"]
        and asked["family"] in ("", one.family)
        and (not text or any(text in word.lower() for word in (one.zh, one.en, one.id, one.definition.zh)))
    )


@admits(may_screen)
@require_POST
def work_out(request: HttpRequest) -> HttpResponse:
    """Have all worklists worked out again from the newest snapshot; a worker does it."""
    sealed = newest_seal()
    if sealed is None:
        raise Http404("no snapshot")
    begun = start(
        kind=Progress.Kind.WORKLISTS, arguments={"seal": sealed.pk}, by=officer_of(request), at=timezone.now()
    )
    return redirect("jobs:work", key=begun.pk)


@admits(sees_tallies)
@require_safe
def mechanism(request: HttpRequest, name: str) -> HttpResponse:
    """One mechanism: what it is, its numbers with their documents, ledgers, rules, figures now, how much is open."""
    officer, rulebook = officer_of(request), policy()
    found = _mechanism_or_404(rulebook, name)
    context = _about(found, rulebook) | _standing(found, rulebook, officer.area_code) | _switches(found)
    opened = open_by_rule(officer, found.rules)
    context["rules"] = [
        (line, named(in_words(line.rule.holds, rulebook.code_lists)), opened.get(line.rule.id))
        for line in context["rules"]
    ]
    context |= {"sees_items": opens_household_file(officer), "may_switch": may_switch_mechanism(officer)}
    return render(request, "mechanisms/mechanism.html", context)


def _about(found: Mechanism, rulebook: Policy) -> dict[str, Any]:
    day, seal, place = timezone.localdate(), newest_seal(), rulebook.place.area_code
    figures = figures_now(figures_of(found, rulebook), rulebook, seal, place)
    return {
        "mechanism": found,
        "on": found.on_day(day),
        "family": family_name(found.family, rulebook),
        "parameters": [(p, p.on(day)) for p in (rulebook.parameters[key] for key in found.parameters)],
        "ledgers": [(SPECS[key], seal.rows_by_ledger.get(key, 0) if seal else None) for key in found.ledgers],
        "pages": pages_of(found.ledgers),
        "figures": [(i, line_of(f) if f else None) for i, f in figures],
        "place": place,
        "seal": seal,
        "codes": rulebook,
        "today": day,
    }


def _standing(found: Mechanism, rulebook: Policy, area_code: str) -> dict[str, Any]:
    run = last_worklists()
    rules = rules_of(found, rulebook, run, area_code, timezone.localdate())
    standing = [line.standing for line in rules if line.standing is not None]
    return {
        "rules": rules,
        "open": sum(s.open for s in standing) if standing else None,
        "unknown": sum(s.unknown for s in standing),
        "screened": sum(s.screened for s in standing),
        "run": run,
        "over_time": [(r, sum(r.counts.get(rule, {}).get("open", 0) for rule in found.rules)) for r in runs_lately()],
    }


def _switches(found: Mechanism) -> dict[str, Any]:
    entries = switches_of(found.id)
    people = officers_by_key(key for e in entries for key in (e.proposed_by, e.decided_by))
    return {"entries": [(e, people.get(e.proposed_by), people.get(e.decided_by or 0)) for e in entries]}


@admits(opens_household_file)
@require_safe
def open_items(request: HttpRequest, name: str) -> HttpResponse:
    """Who or what is open under a mechanism, in the officer's area; the reading is logged."""
    officer, rulebook = officer_of(request), policy()
    found = _mechanism_or_404(rulebook, name)
    form = _open_filter(request, found, rulebook)
    sort = request.GET.get("sort", "") if request.GET.get("sort", "") in SORTS else "-severity"
    rows = form.apply(items_for(officer, found.rules)).select_related("run").order_by(sort, "rule", "area_code", "id")
    page = Paginator(rows, ITEMS_A_PAGE).get_page(request.GET.get("page"))
    if page.object_list:
        log_read(request, act="read", purpose="list", ledger="worklist_item", rows=len(page.object_list))
    context = {
        "mechanism": found,
        "form": form,
        "page": page,
        "lines": item_lines(page, rulebook, officer),
        "sort": sort,
        "run": last_worklists(),
        "codes": rulebook,
        "export_form": ExportForm() if may_export(officer) else None,
    }
    return render(request, "mechanisms/open.html", context, status=200 if form.is_valid() else 422)


@admits(may_export)
@require_POST
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The open items as a file with name and time on it; logged with its purpose."""
    officer, rulebook = officer_of(request), policy()
    found = _mechanism_or_404(rulebook, name)
    form = _open_filter(request, found, rulebook)

    def table() -> Table:
        rows = form.apply(items_for(officer, found.rules)).select_related("run").order_by("rule", "area_code", "id")
        header = (
            _("Rule"), _("Place"), _("Area code"), _("Kind"), _("Who or what"), _("Answer"), _("Why"), _("What to do"),
            _("Open since"),
        )  # fmt: skip
        lines = item_lines(rows[:EXPORTED_AT_MOST], rulebook, officer)
        return Table(
            ledger="worklist_item", title=named(found), header=header, rows=[_exported(line) for line in lines]
        )

    return take_out(request, [form], table)


def _exported(line: ItemLine) -> list[Any]:
    return [
        named(line.rule) or line.item.rule, line.place, line.item.area_code, line.subject, line.name,
        _("found") if line.item.answer == "yes" else _("unknown"), line.sentence,
        named({"zh": line.rule.remedy.zh, "en": line.rule.remedy.en}) if line.rule else "", line.item.open_since,
    ]  # fmt: skip


def _open_filter(request: HttpRequest, found: Mechanism, rulebook: Policy) -> OpenFilter:
    rules = [(r, named(rulebook.rules[r])) for r in found.rules if r in rulebook.rules]
    return OpenFilter(request.GET, rules=rules, areas=areas_inside(officer_of(request).area_code))


def _mechanism_or_404(rulebook: Policy, name: str) -> Mechanism:
    found = rulebook.mechanisms.get(name)
    if found is None:
        raise Http404(name)
    return found
