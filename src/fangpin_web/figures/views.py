"""Figures: counted at every level, how they are defined and how they changed, down to the rows, beside what others
state."""

from __future__ import annotations

from typing import Any, Literal

import pyarrow as pa
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangpin.indicators import Drilled, Figure, KeptFigures, NothingToDrill, drill, in_use, level_of
from fangpin.indicators.drilling import Part
from fangpin.indicators.figure import plain
from fangpin.indicators.keeping import When
from fangpin.indicators.wording import KINDS, definition_of
from fangpin.ledgers import SPECS
from fangpin.ledgers.area_codes import AREA_DIGITS
from fangpin.policy import Indicator, NoSuchEntry, Policy, PolicyError, bound
from fangpin_web.accounts.permissions import may_export, may_seal, may_state_figure, sees_rows, sees_tallies
from fangpin_web.figures.doors import (
    counted,
    inside_scope,
    levels_below,
    seal_chosen,
    seals_for_figures,
    snapshot_of,
    stated_in,
    stated_of,
)
from fangpin_web.figures.keeping import kept_figures
from fangpin_web.figures.showing import Point, change_between, chart_of, given_of, line_of, unit_of
from fangpin_web.figures.stated_showing import stated_lines
from fangpin_web.jobs.doors import under_way
from fangpin_web.jobs.models import Progress
from fangpin_web.jobs.services import start
from fangpin_web.pages import exporting
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.exporting import signature
from fangpin_web.pages.installation import policy
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.taking_out import Table, take_out
from fangpin_web.pages.wording import code_label, named, yes_no
from fangpin_web.publishing.models import Seal
from fangpin_web.records.doors import area_names, areas_inside

Earlier = Literal["year_before", "month_before"]
ROWS_A_PAGE = 50
EXPORTED_AT_MOST = 100_000
OVER_TIME_AT_MOST = 12
SHAPES = ("xlsx", "csv")


@admits(sees_tallies)
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """All figures the place counts, of a place and a snapshot, by mechanism; as a file where one is asked for."""
    context = _list_context(request)
    if (shape := request.GET.get("as", "")) in SHAPES and context["seal"] is not None:
        return exporting.answer(_extract_of_list(request, context), shape)
    return render(request, "figures/figures.html", context)


def _list_context(request: HttpRequest) -> dict[str, Any]:
    rulebook = policy()
    seals = seals_for_figures()
    seal = seal_chosen(seals, request.GET.get("seal", ""))
    area = _area(request, rulebook)
    kept = kept_figures(seal, rulebook) if seal else None
    chosen = in_use(rulebook, seal.as_of if seal else timezone.localdate())
    asked, text = request.GET.get("mechanism", ""), request.GET.get("q", "").strip().lower()
    stated = stated_in(area)
    lines = [_listed(i, kept, area, stated) for i in chosen if asked in ("", i.mechanism) and _named_so(i, text)]
    shown = lines if asked or text or "all" in request.GET else [line for line in lines if _says_something(line)]
    mechanisms = {i.mechanism: _mechanism_name(rulebook, i.mechanism) for i in chosen if i.mechanism}
    return {
        "lines": shown,
        "unrecorded": len(lines) - len(shown),
        "kept": kept,
        "seals": seals,
        "seal": seal,
        "area": area,
        "areas": areas_inside(rulebook.place.area_code),
        "own": rulebook.place,
        "codes": rulebook,
        "place": area_names({area}).get(area, area),
        "mechanisms": sorted(mechanisms.items(), key=lambda pair: pair[1]),
        "mechanism": asked,
        "text": request.GET.get("q", ""),
        "may_count": may_seal(officer_of(request)),
        "under_way": kept is None and under_way(Progress.Kind.FIGURES, seal),
    }


def _says_something(line: dict[str, Any]) -> bool:
    """A figure whose ledgers hold no row, and which nobody states, stays out of the way until it is asked for."""
    return not line["unrecorded"] or line["stated"] is not None


def _named_so(indicator: Indicator, text: str) -> bool:
    words = (indicator.zh, indicator.en, indicator.id, *indicator.aliases)
    return not text or any(text in word.lower() for word in words)


def _mechanism_name(rulebook: Policy, mechanism: str) -> str:
    found = rulebook.mechanisms.get(mechanism)
    return named(found) if found else mechanism


def _listed(indicator: Indicator, kept: KeptFigures | None, area: str, stated: dict[str, Any]) -> dict[str, Any]:
    """One line of the list; without a number where none is kept."""
    now = kept.figure(indicator.key, area) if kept else None
    year, month = (
        change_between(now, kept.figure(indicator.key, area, when) if kept else None, sealed=False)
        for when in ("year_before", "month_before")
    )
    return {
        "indicator": indicator,
        "given": given_of(indicator),
        "line": line_of(now) if now else None,
        "unrecorded": now is not None and now.unrecorded,
        "year": year,
        "month": month,
        "stated": stated.get(indicator.key),
    }


def _extract_of_list(request: HttpRequest, context: dict[str, Any]) -> exporting.Extract:
    header = (
        _("Figure"), _("Identifier"), _("Unit"), _("Counted"), _("Numerator"), _("Denominator"), _("Unknown"),
        _("A year before"), _("A month before"), _("Stated by others"), _("What it is"),
    )  # fmt: skip
    rows = []
    for one in context["lines"]:
        line, stated = one["line"], one["stated"]
        said = [stated.value, code_label(context["codes"], "reported_kind", stated.kind)] if stated else [None, None]
        counted_now = [line["value"], line["numerator"], line["denominator"], line["unknown"]] if line else [None] * 4
        earlier = [one[when].before if one[when] else None for when in ("year", "month")]
        rows.append(
            [named(one["indicator"]), one["indicator"].key, unit_of(one["indicator"]), *counted_now, *earlier, *said]
        )
    seal, officer = context["seal"], officer_of(request)
    mark = f"{context['place']} · {seal.as_of} {seal.label} · {seal.hash[:16]}"
    return exporting.Extract(
        title=_("Figures"), header=header, rows=rows, mark=f"{mark} · {signature(officer, purpose=_('Figures'))}"
    )


@admits(may_seal)
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Have the figures of a snapshot counted; a worker does it."""
    seal = seal_chosen(seals_for_figures(), request.POST.get("seal", ""))
    if seal is None:
        raise Http404("no snapshot")
    begun = start(kind=Progress.Kind.FIGURES, arguments={"seal": seal.pk}, by=officer_of(request), at=timezone.now())
    return redirect("jobs:work", key=begun.pk)


@admits(sees_tallies)
@require_safe
def figure(request: HttpRequest, name: str) -> HttpResponse:
    """One figure: number, parts, definition, how it changed, the areas inside, what others state; or as a file."""
    context = _figure_context(request, name)
    if (shape := request.GET.get("as", "")) in SHAPES:
        return exporting.answer(_extract_of_places(request, context), shape)
    return render(request, "figures/figure.html", context)


@admits(sees_rows)
@require_safe
def rows(request: HttpRequest, name: str) -> HttpResponse:
    """The very rows that were counted; logged."""
    context = figure_asked(request, name)
    page = int(request.GET.get("page", "1")) if request.GET.get("page", "1").isdigit() else 1
    drilled = _drill(request, context, limit=ROWS_A_PAGE, offset=(max(page, 1) - 1) * ROWS_A_PAGE)
    over = drilled.tally.over
    log_read(request, act="read", purpose="list", ledger=over, rows=drilled.rows.num_rows, area_code=context["area"])
    pages = Paginator(range(drilled.total), ROWS_A_PAGE).get_page(page)
    columns, rulebook = _columns_shown(drilled), context["policy"]
    context |= {
        "drilled": drilled,
        "header": [_column_label(over, column, rulebook) for column in columns],
        "table": _cells(drilled.rows, over, columns, rulebook),
        "unknown": _cells(drilled.unknown, over, columns, rulebook),
        "page": pages,
        "part": request.GET.get("part", "numerator"),
        "export_form": ExportForm() if may_export(officer_of(request)) else None,
    }
    return render(request, "figures/rows.html", context)


@admits(may_export)
@require_POST
def export(request: HttpRequest, name: str) -> HttpResponse:
    """The rows as a file with name and time on it; logged with its purpose."""
    context = figure_asked(request, name)
    return take_out(request, [], lambda: _rows_table(request, context))


def _rows_table(request: HttpRequest, context: dict[str, Any]) -> Table:
    drilled = _drill(request, context, limit=EXPORTED_AT_MOST, offset=0)
    over, columns = drilled.tally.over, _columns_shown(drilled)
    return Table(
        ledger=over,
        title=named(context["indicator"]),
        header=[_column_label(over, column, context["policy"]) for column in columns],
        rows=[[row[column] for column in columns] for row in drilled.rows.to_pylist()],
        area_code=context["area"],
    )


def figure_asked(request: HttpRequest, name: str) -> dict[str, Any]:
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
    context = figure_asked(request, name)
    indicator, area, seal, rulebook = context["indicator"], context["area"], context["seal"], context["policy"]
    below = levels_below(area)
    level = request.GET.get("level", "") if request.GET.get("level", "") in below else (below[0] if below else "")
    kept = kept_figures(seal, rulebook)
    now, inside = _counted_now(indicator, area, level, seal, rulebook, kept)
    lines = [line_of(f) for f in inside]
    names = area_names({line["area"] for line in lines})
    points = _over_time(indicator, area, context["seals"], rulebook)
    return context | {
        "line": line_of(now),
        "figure": now,
        "kind": named({"zh": KINDS[indicator.kind].zh, "en": KINDS[indicator.kind].en}),
        "mechanism": rulebook.mechanisms.get(indicator.mechanism),
        "definition": [named({"zh": line.zh, "en": line.en}) for line in definition_of(indicator, rulebook)],
        "redefined": kept is not None and kept.definitions.get(indicator.key) != _definition(indicator, rulebook),
        "inside": [(names.get(line["area"], line["area"]), line) for line in lines],
        "widest": max((line["number"] for line in lines), default=0),
        "levels": below,
        "level": level,
        "changes": _changes(now, indicator, area, context, kept),
        "over_time": sorted(points, key=lambda p: p.day, reverse=True),
        "chart": chart_of(points) if indicator.unit != "date" else None,
        "stated": stated_lines(stated_of(indicator.key, area), officer_of(request)),
        "may_state": may_state_figure(officer_of(request)),
        "may_open": indicator.tally is not None and inside_scope(officer_of(request), area),
    }


def _definition(indicator: Indicator, rulebook: Policy) -> str:
    from fangpin.indicators import definition

    return definition(indicator, rulebook)


def _counted_now(
    indicator: Indicator, area: str, level: str, seal: Seal, rulebook: Policy, kept: KeptFigures | None
) -> tuple[Figure, list[Figure]]:
    """The figure and those of the areas inside: as kept, else counted at once."""
    found = kept.figure(indicator.key, area) if kept else None
    if kept is not None and found is not None:
        return found, list(kept.inside(indicator.key, area, level)) if level else []
    levels = tuple(dict.fromkeys(name for name in (level_of(area), level) if name))
    fresh = counted(seal, rulebook, (indicator,), levels)
    return fresh.figure(indicator.key, area), fresh.of_level(indicator.key, level, within=area) if level else []


def _changes(
    now: Figure, indicator: Indicator, area: str, context: dict[str, Any], kept: KeptFigures | None
) -> list[tuple[str, Any]]:
    """Since a year and a month before: against what was sealed for that day, else as the present records tell it."""
    found = []
    labels: tuple[tuple[str, Earlier], ...] = (
        (_("A year before"), "year_before"),
        (_("A month before"), "month_before"),
    )
    for label, when in labels:
        day = now.span.before(when).as_of
        then = next((s for s in context["seals"] if s.as_of == day), None)
        frozen = kept_figures(then, context["policy"]) if then else None
        before = frozen.figure(indicator.key, area) if frozen else None
        if before is None and kept is not None:
            before = kept.figure(indicator.key, area, when)
        found.append((label, change_between(now, before, sealed=frozen is not None)))
    return found


def _over_time(indicator: Indicator, area: str, seals: list[Seal], rulebook: Policy) -> list[Point]:
    """One point a snapshot, on its own day; of the newest also the days it is compared with."""
    points: dict[Any, Point] = {}
    for place, seal in enumerate(seals[:OVER_TIME_AT_MOST]):
        kept = kept_figures(seal, rulebook)
        newest = kept.figure(indicator.key, area) if kept else None
        days: tuple[When, ...] = ("now",) if place else ("now", "month_before", "year_before")
        for when in days:
            found = kept.figure(indicator.key, area, when) if kept else None
            if found is None or newest is None or found.value is None:
                continue
            if not found.unrecorded and found.comparable_with(newest):
                sealed = when == "now"
                point = Point(
                    day=found.span.as_of, label=seal.label if sealed else "", text=line_of(found)["value"],
                    number=float(found.value), sealed=sealed,
                )  # fmt: skip
                if sealed and not (point.day in points and points[point.day].sealed):
                    points[point.day] = point
                points.setdefault(point.day, point)
    return list(points.values())


def _extract_of_places(request: HttpRequest, context: dict[str, Any]) -> exporting.Extract:
    header = (
        _("Place"), _("Area code"), _("Counted"), _("Numerator"), _("Denominator"), _("Unknown"), _("Definition"),
        _("Snapshot"),
    )  # fmt: skip
    whole: Figure = context["figure"]
    lines = [(context["place"], context["line"]), *context["inside"]]
    rows = [
        [name, one["area"], one["value"], one["numerator"], one["denominator"], one["unknown"], whole.definition[:16],
         (whole.snapshot or "")[:16]]
        for name, one in lines
    ]  # fmt: skip
    mark = f"{whole.reference} · {plain(whole.value) or whole.text} {unit_of(whole.indicator)}"
    return exporting.Extract(
        title=named(context["indicator"]),
        header=header,
        rows=rows,
        mark=f"{mark} · {signature(officer_of(request), purpose=_('Figures'))}",
    )


def _area(request: HttpRequest, rulebook: Policy) -> str:
    """The area asked for, else the place's own. Counts may be seen of every area of the installation."""
    asked = request.GET.get("area", "")
    own = rulebook.place.area_code
    return asked if asked.isdigit() and len(asked) in AREA_DIGITS.values() else own


def _drill(request: HttpRequest, context: dict[str, Any], *, limit: int, offset: int) -> Drilled:
    if not inside_scope(officer_of(request), context["area"]):
        raise PermissionDenied(f"rows of {context['area']} are outside your area")
    found = counted(context["seal"], context["policy"], (context["indicator"],), (level_of(context["area"]),))
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
    pointed_at = "area" if column == "area_code" else column.removesuffix("_id")
    return named(found or SPECS.get(pointed_at)) or column


def _columns_shown(drilled: Drilled) -> list[str]:
    """Rows that are counted one by one have no amount to show."""
    by_rows = drilled.tally.counting.kind == "rows"
    return [column for column in drilled.rows.column_names if not (by_rows and column == "counted")]


def _cells(rows: pa.Table, over: str, columns: list[str], rulebook: Policy) -> list[list[tuple[str, Any, str]]]:
    """Values in words below their label, with the address of a household's file where the row names one."""
    listed = rows.to_pylist()
    places = area_names({row["area_code"] for row in listed if row.get("area_code")})
    codes: dict[str, str | None] = (
        {c.stored_name: c.codes for c in SPECS[over].all_columns}
        if over in SPECS
        else {c.name: c.type.codes for c in rulebook.fact(over).columns}
    )

    def told(column: str, value: Any) -> Any:
        if column == "area_code":
            return places.get(value, value)
        if isinstance(value, bool):
            return yes_no(value)
        return code_label(rulebook, listing, value) if value and (listing := codes.get(column)) else value

    def address(column: str, value: Any) -> str:
        return f"/households/{value}/" if column == "household_id" and value is not None else ""

    labels = {column: _column_label(over, column, rulebook) for column in columns}
    return [[(labels[c], told(c, row[c]), address(c, row[c])) for c in columns] for row in listed]
