"""Figures: counted at every level, how they are defined, down to the rows, beside what others state."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fangpin.indicators import Drilled, Figure, NothingToDrill, drill
from fangpin.indicators.drilling import Part
from fangpin.indicators.wording import KINDS, definition_of
from fangpin.ledgers import SPECS
from fangpin.policy import FIGURE_UNITS, Indicator, NoSuchEntry, Policy, PolicyError, bound
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_export, may_state_figure, sees_rows, sees_tallies
from fangpin_web.figures.doors import (
    counted,
    inside_scope,
    level_below,
    seal_chosen,
    seals_for_figures,
    snapshot_of,
    stated_in,
    stated_of,
)
from fangpin_web.figures.forms import StateForm
from fangpin_web.figures.services import state_figure
from fangpin_web.pages import exporting
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.exporting import watermark
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.wording import named
from fangpin_web.publishing.models import Seal
from fangpin_web.records.doors import area_names

ROWS_A_PAGE = 50
EXPORTED_AT_MOST = 100_000
OVER_TIME_AT_MOST = 12


@admits(sees_tallies)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """All indicators with their figure for the place, by mechanism."""
    rulebook = policy()
    seals = seals_for_figures()
    seal = seal_chosen(seals, request.GET.get("seal", ""))
    area = _area(request, rulebook)
    chosen = _every(rulebook)
    mechanism = request.GET.get("mechanism", "")
    shown = [i for i in chosen if not mechanism or i.mechanism == mechanism]
    found = counted(seal, rulebook, tuple(chosen), (_level(area),)) if seal else None
    lines = [_line(found.figure(i.key, area)) for i in shown] if found else []
    stated = stated_in(area)
    context = {
        "lines": [(line, stated.get(line["key"])) for line in lines],
        "seals": seals,
        "seal": seal,
        "area": area,
        "place": area_names({area}).get(area, area),
        "mechanisms": sorted({i.mechanism for i in chosen if i.mechanism}),
        "mechanism": mechanism,
    }
    return render(request, "figures/figures.html", context)


@admits(sees_tallies)
@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """One figure: number, parts, definition, the areas inside, earlier snapshots, what others state."""
    return render(request, "figures/figure.html", _figure_context(request, name))


@admits(sees_rows)
@require_safe
def rows(request: HttpRequest, name: str) -> HttpResponse:
    """The very rows that were counted; logged."""
    context = _asked(request, name)
    page = int(request.GET.get("page", "1")) if request.GET.get("page", "1").isdigit() else 1
    drilled = _drill(request, context, limit=ROWS_A_PAGE, offset=(max(page, 1) - 1) * ROWS_A_PAGE)
    over = drilled.tally.over
    log_read(request, act="read", purpose="list", ledger=over, rows=drilled.rows.num_rows, area_code=context["area"])
    pages = Paginator(range(drilled.total), ROWS_A_PAGE).get_page(page)
    header = drilled.rows.column_names
    context |= {
        "drilled": drilled,
        "header": [_column_label(over, column, context["policy"]) for column in header],
        "table": [_cells(header, row) for row in drilled.rows.to_pylist()],
        "unknown": [_cells(header, row) for row in drilled.unknown.to_pylist()],
        "page": pages,
        "part": request.GET.get("part", "numerator"),
        "export_form": ExportForm() if may_export(officer_of(request)) else None,
    }
    return render(request, "figures/rows.html", context)


@admits(may_export)
@require_POST
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The rows as a file with name and time on it; logged with its purpose."""
    context = _asked(request, name)
    wanted = ExportForm(request.POST)
    if not wanted.is_valid():
        return render(request, "pages/refused_form.html", {"forms": [wanted]}, status=422)
    drilled = _drill(request, context, limit=EXPORTED_AT_MOST, offset=0)
    over, columns = drilled.tally.over, drilled.rows.column_names
    log_read(
        request, act="export", purpose=wanted.cleaned_data["purpose"], ledger=over, rows=drilled.rows.num_rows,
        area_code=context["area"],
    )  # fmt: skip
    extract = exporting.Extract(
        title=named(context["indicator"]),
        header=[_column_label(over, column, context["policy"]) for column in columns],
        rows=[[row[column] for column in columns] for row in drilled.rows.to_pylist()],
        mark=watermark(officer_of(request), purpose=wanted.purpose_label),
    )
    return exporting.answer(extract, wanted.cleaned_data["shape"])


@admits(may_state_figure)
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, name: str) -> HttpResponse:
    """Enter a department's number, or an override, beside the counted one."""
    context = _asked(request, name)
    form = StateForm(request.POST or None, initial={"as_of": context["seal"].as_of, "stated_on": timezone.localdate()})
    if form.is_valid():
        told = form.cleaned_data
        indicator: Indicator = context["indicator"]
        state_figure(
            **told, indicator=indicator.key, unit=indicator.unit, area_code=context["area"],
            by=officer_of(request), at=timezone.now(),
        )  # fmt: skip
        return redirect(f"../{name}/?{request.GET.urlencode()}")
    return render(request, "figures/state.html", context | {"form": form}, status=422 if request.POST else 200)


def _every(rulebook: Policy) -> list[Indicator]:
    """Indicators that need nothing more, and those the place's published figures fill."""
    plain = {i.key: i for i in rulebook.indicators.values() if not i.open_slots and rulebook.publishes(i)}
    return list((plain | {f.indicator.key: f.indicator for f in rulebook.figures.values()}).values())


def _asked(request: HttpRequest, name: str) -> dict[str, Any]:
    """What the address names: indicator, snapshot, area; not found where one of them is not here."""
    rulebook = policy()
    seals = seals_for_figures()
    seal = seal_chosen(seals, request.GET.get("seal", ""))
    if seal is None:
        raise Http404("no snapshot")
    given = dict(pair.split("=", 1) for pair in request.GET.get("given", "").split(";") if "=" in pair)
    try:
        indicator = bound(rulebook, name.replace("-", "_"), given)
    except (NoSuchEntry, PolicyError) as absent:
        raise Http404(str(absent)) from absent
    if indicator.open_slots:
        raise Http404(f"{name} needs {indicator.open_slots}")
    area = _area(request, rulebook)
    return {
        "indicator": indicator,
        "policy": rulebook,
        "seals": seals,
        "seal": seal,
        "area": area,
        "place": area_names({area}).get(area, area),
        "given": request.GET.get("given", ""),
    }


def _figure_context(request: HttpRequest, name: str) -> dict[str, Any]:
    context = _asked(request, name)
    indicator, area, seal = context["indicator"], context["area"], context["seal"]
    below = level_below(area)
    levels = tuple(level for level in (_level(area), below) if level)
    found = counted(seal, context["policy"], (indicator,), levels)
    inside = [_line(f) for f in found.of_level(indicator.key, below, within=area)] if below else []
    names = area_names({line["area"] for line in inside})
    stated = stated_of(indicator.key, area)
    officers = officers_by_key(s.entered_by for s in stated)
    officer = officer_of(request)
    over_time = [_over_time(other, context, area) for other in context["seals"][:OVER_TIME_AT_MOST]]
    return context | {
        "line": _line(found.figure(indicator.key, area)),
        "figure": found.figure(indicator.key, area),
        "kind": named({"zh": KINDS[indicator.kind].zh, "en": KINDS[indicator.kind].en}),
        "definition": [named({"zh": line.zh, "en": line.en}) for line in definition_of(indicator, context["policy"])],
        "inside": [(names.get(line["area"], line["area"]), line) for line in inside],
        "widest": max((line["number"] for line in inside), default=0),
        "over_time": over_time,
        "stated": [(s, officers.get(s.entered_by)) for s in stated],
        "may_state": may_state_figure(officer),
        "may_open": indicator.tally is not None and inside_scope(officer, area),
    }


def _over_time(seal: Seal, context: dict[str, Any], area: str) -> tuple[Seal, dict[str, Any]]:
    indicator = context["indicator"]
    found = counted(seal, context["policy"], (indicator,), (_level(area),))
    return seal, _line(found.figure(indicator.key, area))


def _line(figure: Figure) -> dict[str, Any]:
    """A figure as pages show it; the bar is its share of the widest, or of a hundred."""
    indicator = figure.indicator
    unit = FIGURE_UNITS[indicator.unit]
    return {
        "key": indicator.key,
        "id": indicator.id,
        "given": ";".join(f"{name}={value}" for name, value in indicator.given.items()),
        "name": named(indicator),
        "mechanism": indicator.mechanism,
        "area": figure.area_code,
        "value": figure.text or _written(figure.value),
        "unit": "" if indicator.unit == "date" else named({"zh": unit.zh, "en": unit.en}),
        "numerator": _written(figure.numerator),
        "denominator": None if figure.denominator is None else _written(figure.denominator),
        "number": float(figure.value) if figure.value is not None else 0.0,
        "unknown": figure.unknown,
        "holds": figure.holds,
        "coverage": figure.coverage,
    }


def _written(value: Decimal | None) -> str:
    if value is None:
        return ""
    rounded = value.quantize(Decimal("0.01"))
    return f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,}"


def _area(request: HttpRequest, rulebook: Policy) -> str:
    """The area asked for, else the place's own. Counts may be seen of every area of the installation."""
    asked = request.GET.get("area", "")
    own = rulebook.place.area_code
    return asked if asked.isdigit() and len(asked) in (2, 4, 6, 9, 12) else own


def _level(area: str) -> str:
    from fangpin.indicators import level_of

    return level_of(area)


def _drill(request: HttpRequest, context: dict[str, Any], *, limit: int, offset: int) -> Drilled:
    if not inside_scope(officer_of(request), context["area"]):
        raise PermissionDenied(f"rows of {context['area']} are outside your area")
    found = counted(context["seal"], context["policy"], (context["indicator"],), (_level(context["area"]),))
    part: Part = "denominator" if request.GET.get("part") == "denominator" else "numerator"
    try:
        return drill(
            snapshot_of(context["seal"]), context["policy"], context["indicator"], context["area"], found.span,
            part=part, limit=limit, offset=offset,
        )  # fmt: skip
    except NothingToDrill as nothing:
        raise Http404(str(nothing)) from nothing


def _column_label(over: str, column: str, rulebook: Policy) -> str:
    if column == "counted":
        return _("Counted")
    if over in SPECS:
        return named(SPECS[over].column(column))
    fact = rulebook.fact(over)
    found = next((c for c in fact.columns if c.name == column), None)
    return named(found) if found else column


def _cells(columns: list[str], row: dict[str, Any]) -> list[tuple[Any, str]]:
    """Values with the address of a household's file where the row names one."""
    return [(row[c], f"/households/{row[c]}/" if c == "household_id" and row[c] is not None else "") for c in columns]
