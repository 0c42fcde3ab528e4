"""Two snapshots compared: what moved, by how much, because of what, and which signed bulletins rest on it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from fangpin.ledgers import SPECS
from fangpin.policy import Policy
from fangpin_web.accounts.permissions import may_seal, sees_tallies
from fangpin_web.figures.doors import (
    bulletins_resting_on,
    indicator_of,
    moved_in,
    restatement_or_404,
    restatements,
    seals_for_figures,
)
from fangpin_web.figures.models import MovedFigure
from fangpin_web.figures.showing import signed, unit_of
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.forms import PageForm
from fangpin_web.pages.installation import policy
from fangpin_web.pages.navigation import sees_imports
from fangpin_web.pages.wording import named
from fangpin_web.records.doors import area_names

MOVED_A_PAGE = 50


class CompareForm(PageForm):
    """Which two snapshots are compared."""

    earlier = forms.ChoiceField(label=_("Earlier snapshot"))
    later = forms.ChoiceField(label=_("Later snapshot"))

    def __init__(self, given: Any, *, seals: list[Any]) -> None:
        begins = {"later": seals[0].pk, "earlier": seals[1].pk} if len(seals) > 1 else {}
        super().__init__(given, initial=begins)
        for name in ("earlier", "later"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [(str(s.pk), f"{s.as_of} {s.label}（{s.sealed_at:%Y-%m-%d %H:%M}）") for s in seals]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("earlier") and told.get("earlier") == told.get("later"):
            self.add_error("later", _("Choose two different snapshots."))
        return told


@admits(sees_tallies)
@require_http_methods(["GET", "HEAD", "POST"])
def restatements_page(request: HttpRequest) -> HttpResponse:
    """All comparisons made, and the form for another; a worker makes it."""
    seals = seals_for_figures()
    form = CompareForm(request.POST or None, seals=seals)
    may = may_seal(officer_of(request))
    if may and form.is_valid():
        chosen = sorted((int(form.cleaned_data[n]) for n in ("earlier", "later")), key=_sealed_at(seals))
        begun = start(
            kind=Progress.Kind.RESTATEMENT,
            arguments={"earlier": chosen[0], "later": chosen[1]},
            by=officer_of(request),
            at=timezone.now(),
        )
        return redirect("jobs:work", key=begun.pk)
    context = {"listed": restatements(), "form": form if may and len(seals) > 1 else None, "seals": seals}
    return render(request, "figures/restatements.html", context, status=422 if form.errors else 200)


def _sealed_at(seals: list[Any]) -> Any:
    at = {seal.pk: seal.sealed_at for seal in seals}
    return at.__getitem__


@admits(sees_tallies)
@require_safe
def restatement(request: HttpRequest, key: int) -> HttpResponse:
    """What moved between two snapshots, in an area; each with the batches or the change of policy behind it."""
    found, rulebook = restatement_or_404(key), policy()
    rows = moved_in(found)
    areas = sorted({row.area_code for row in rows}, key=lambda code: (len(code), code))
    names = area_names(set(areas))
    area = request.GET.get("area", "") if request.GET.get("area", "") in areas else (areas[0] if areas else "")
    here = [_line(row, rulebook) for row in rows if row.area_code == area]
    context = {
        "restatement": found,
        "area": area,
        "areas": [(code, names.get(code, code)) for code in areas],
        "page": Paginator(here, MOVED_A_PAGE).get_page(request.GET.get("page")),
        "causes": _causes(rows, area),
        "bulletins": bulletins_resting_on(rows, found.earlier),
        "sees_imports": sees_imports(officer_of(request)),
    }
    return render(request, "figures/restatement.html", context)


def _line(row: MovedFigure, rulebook: Policy) -> dict[str, Any]:
    indicator = indicator_of(rulebook, row.indicator)
    return {
        "row": row,
        "indicator": indicator,
        "name": named(indicator) if indicator else row.indicator,
        "unit": unit_of(indicator) if indicator else "",
        "by": signed(row.moved_by),
        "batches": [(SPECS[b["ledger"]], b) for b in row.batches if b["ledger"] in SPECS],
        "parameters": [rulebook.parameters[p] for p in row.parameters if p in rulebook.parameters],
    }


def _causes(rows: list[MovedFigure], area: str) -> list[tuple[Any, dict[str, Any], int]]:
    """Which batches moved how many figures of an area, the busiest first."""
    moved: Counter[tuple[str, int | None]] = Counter()
    what: dict[tuple[str, int | None], dict[str, Any]] = {}
    for row in rows:
        if row.area_code == area:
            for batch in row.batches:
                key = (batch["ledger"], batch["batch"])
                moved[key] += 1
                what[key] = batch
    return [(SPECS[key[0]], what[key], many) for key, many in moved.most_common() if key[0] in SPECS]
