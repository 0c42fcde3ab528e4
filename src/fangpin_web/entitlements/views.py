"""Entitlements: what each scheme came to, who is owed and who was paid too much, one row, one scheme, one bill."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.entitlements import in_doubt
from fangpin.rules import Traced, trace
from fangpin.snapshots import SnapshotError, open_snapshot
from fangpin_web.access.masking import masked_name
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_export, may_screen, opens_household_file, sees_rows, sees_tallies
from fangpin_web.entitlements.doors import (
    bill_or_404,
    counts_by_scheme,
    counts_by_town,
    household_of_person,
    item_or_404,
    items_for,
    last_reckoning,
    layers_of_bill,
    seal_to_reckon,
)
from fangpin_web.entitlements.forms import SORTS, ItemFilter
from fangpin_web.entitlements.models import EntitlementItem
from fangpin_web.entitlements.shown import bill_of, row_of
from fangpin_web.jobs.doors import under_way
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import named, said
from fangpin_web.records.doors import (
    area_names,
    areas_inside,
    households_by_key,
)
from fangpin_web.records.listing import tables_behind

PER_PAGE = 40
EXPORTED_AT_MOST = 50_000


@admits(sees_tallies)
@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    """Every scheme with its counts and sums; one of them town by town. Counts only."""
    officer, rulebook = officer_of(request), policy()
    reckoning = last_reckoning()
    area = officer.area_code.removesuffix("00")
    lines = counts_by_scheme(reckoning, area) if reckoning else []
    chosen = request.GET.get("scheme", "")
    towns = counts_by_town(reckoning, area, chosen) if reckoning and chosen else []
    places = area_names({line["town"] for line in towns})
    whole = counts_by_scheme(reckoning, "") if reckoning else []
    context = {
        "reckoning": reckoning,
        "lines": [(rulebook.schemes.get(line["scheme"]), line) for line in lines],
        "chosen": rulebook.schemes.get(chosen),
        "towns": [(places.get(line["town"], line["town"]), line) for line in towns],
        "in_doubt": {n["scheme"] for n in whole if reckoning and in_doubt(n, rulebook, on=reckoning.as_of)},
        "left_out": [(rulebook.schemes.get(o["scheme"]), named(o)) for o in (reckoning.left_out if reckoning else [])],
        "seal": (seal := seal_to_reckon()),
        "under_way": under_way(Progress.Kind.ENTITLEMENTS, seal),
        "may_reckon": may_screen(officer),
        "may_open": opens_household_file(officer),
    }
    return render(request, "entitlements/list.html", context)


@admits(may_screen)
@require_POST
def reckon(request: HttpRequest) -> HttpResponse:
    """Queue a reckoning of the newest snapshot."""
    seal = seal_to_reckon()
    if seal is None:
        messages.warning(request, _("Seal a snapshot first."))
        return redirect("entitlements:list")
    start(kind=Progress.Kind.ENTITLEMENTS, arguments={"seal": seal.pk}, by=officer_of(request), at=timezone.now())
    messages.success(request, _("The reckoning is queued; its progress stands under your tasks."))
    return redirect("entitlements:list")


@admits(opens_household_file)
@require_safe
def rows(request: HttpRequest) -> HttpResponse:
    """The rows with a difference, filtered and sorted."""
    officer, rulebook = officer_of(request), policy()
    form, found, sort = _asked(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    log_read(request, act="read", purpose="list", ledger="benefit_payment", rows=len(page.object_list))
    context = {
        "form": form,
        "page": page,
        "sort": sort,
        "reckoning": last_reckoning(),
        "table": _worded(officer, list(page.object_list), rulebook),
        "export_form": ExportForm() if may_export(officer) else None,
    }
    return render(request, "entitlements/rows.html", context, status=200 if form.is_valid() else 422)


def _asked(request: HttpRequest) -> tuple[ItemFilter, QuerySet[EntitlementItem], str]:
    officer, rulebook = officer_of(request), policy()
    reckoning = last_reckoning()
    schemes = [(s.id, named(s)) for s in rulebook.schemes.values() if reckoning and s.id in reckoning.windows]
    form = ItemFilter(request.GET, schemes=schemes, areas=areas_inside(officer.area_code))
    rows = items_for(officer, reckoning)
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "-difference_yuan"
    by = F(sort.removeprefix("-"))
    ordered = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
    return form, form.apply(rows).select_related("reckoning").order_by(ordered, "id"), sort


def _worded(officer: Officer, items: list[EntitlementItem], rulebook: Any) -> list[tuple[Any, str | None, str, str]]:
    """Item, masked head of household, place, scheme."""
    households = households_by_key(officer, {i.household_id for i in items if i.household_id})
    places = area_names({i.area_code for i in items})
    found = []
    for item in items:
        household = households.get(item.household_id or 0)
        scheme = rulebook.schemes.get(item.scheme)
        head = masked_name(household.head_name) if household else ""
        found.append((item, head, places[item.area_code], named(scheme) if scheme else item.scheme))
    return found


@admits(may_export)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The filtered rows as a file that names who took it and when."""
    officer, rulebook = officer_of(request), policy()
    form, found, _sort = _asked(request)
    return take_out(request, [form], lambda: _table(officer, found[:EXPORTED_AT_MOST], rulebook))


def _table(officer: Officer, found: Any, rulebook: Any) -> Table:
    return Table(
        ledger="benefit_payment",
        title=_("Entitlements"),
        header=[
            _("Place"), _("Head of household"), _("Scheme"), _("Finding"), _("Amount due"), _("Amount paid"),
            _("Difference"), _("Period until"), _("Arithmetic"),
        ],
        rows=[
            [
                place, head, name, item.get_verdict_display(), item.due_yuan, item.paid_yuan, item.difference_yuan,
                item.reckoning.last_day(item.scheme), _arithmetic(item, rulebook),
            ]
            for item, head, place, name in _worded(officer, list(found), rulebook)
        ],
    )  # fmt: skip


def _arithmetic(item: EntitlementItem, rulebook: Any) -> str:
    told = row_of(item, rulebook).told
    return "" if told is None else "; ".join(f"{line.label} = {line.numbers} = {line.result}" for line in told.lines)


@admits(opens_household_file)
@require_safe
def row(request: HttpRequest, key: int) -> HttpResponse:
    """One row: why it is due, the arithmetic line by line, and the ledger rows it rests on."""
    officer, rulebook = officer_of(request), policy()
    item = item_or_404(officer, key)
    household = households_by_key(officer, {item.household_id} if item.household_id else set()).get(
        item.household_id or 0
    )
    log_read(request, act="read", purpose="trace", household=household, area_code=item.area_code)
    traced, problem = _traced(item, rulebook)
    context = {
        "row": row_of(item, rulebook),
        "scheme": rulebook.schemes.get(item.scheme),
        "household": household,
        "place": area_names({item.area_code})[item.area_code],
        "until": item.reckoning.last_day(item.scheme),
        "tables": tables_behind(officer, traced, policy=rulebook),
        "problem": problem,
    }
    return render(request, "entitlements/row.html", context)


def _traced(item: EntitlementItem, rulebook: Any) -> tuple[tuple[Traced, ...], str]:
    scheme = rulebook.schemes.get(item.scheme)
    if scheme is None or item.key is None:
        return (), ""
    window = item.reckoning.windows[item.scheme]
    try:
        found = trace(
            open_snapshot(item.reckoning.seal.folder),
            rulebook,
            scheme.over,
            item.key,
            as_of=date.fromisoformat(window["until"]),
            since=date.fromisoformat(window["since"]),
            columns=[c.id for c in scheme.columns],
        )
    except SnapshotError as gone:
        return (), said(gone)
    return found, ""


@admits(sees_tallies)
@require_safe
def scheme(request: HttpRequest, name: str) -> HttpResponse:
    """One scheme: for whom, its steps, the amounts in force and every earlier one with its document."""
    rulebook = policy()
    found = rulebook.schemes.get(name.replace("-", "_"))
    if found is None:
        raise Http404(name)
    context = {
        "scheme": found,
        "given": rulebook.gives(found),
        "fact": rulebook.fact(found.over),
        "parameters": [rulebook.parameters[id_] for id_ in found.parameters],
        "mechanisms": [rulebook.mechanisms[m] for m in found.mechanisms if m in rulebook.mechanisms],
    }
    return render(request, "entitlements/scheme.html", context)


@admits(sees_rows)
@require_safe
def bill(request: HttpRequest, key: int) -> HttpResponse:
    """One medical bill: each payer in order, what it paid, what it should have, and why."""
    officer, rulebook = officer_of(request), policy()
    claim = bill_or_404(officer, key)
    household = household_of_person(officer, claim.person_id)
    log_read(request, act="read", purpose="open", household=household, area_code=claim.area_code)
    answers = layers_of_bill(claim, household.pk if household else None, rulebook)
    context = {
        "claim": claim,
        "household": household,
        "place": area_names({claim.area_code})[claim.area_code],
        "bill": bill_of(claim, answers, rulebook),
        "codes": rulebook,
    }
    return render(request, "entitlements/bill.html", context)
