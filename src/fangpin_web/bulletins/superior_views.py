"""Superiors' forms on the desk: hand one in, say once what it asks, take it filled each period."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl.utils import get_column_letter

from fangpin.bulletins.forms import Filled
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.permissions import may_write_bulletins
from fangpin_web.bulletins import superior
from fangpin_web.bulletins.showing_written import address_of
from fangpin_web.bulletins.superior_forms import FillForm, MappingForm, SuperiorFileForm
from fangpin_web.bulletins.superior_models import SuperiorForm
from fangpin_web.bulletins.written_problems import WritingProblem
from fangpin_web.bulletins.written_views import REFUSALS, file_answer, seal_choices
from fangpin_web.figures.doors import seal_chosen, seals_for_figures
from fangpin_web.pages.admission import admits, officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.wording import named, said
from fangpin_web.publishing.models import Seal
from fangpin_web.records.doors import area_names


@admits(may_write_bulletins)
def superior_forms(request: HttpRequest) -> HttpResponse:
    """The forms this office fills, and the place to hand one in."""
    officer = officer_of(request)
    form = SuperiorFileForm(request.POST or None, request.FILES or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = superior.take_in(
                name=file.name or "", content=file.read(), seal=_newest(), by=officer, at=timezone.now()
            )
        except REFUSALS as problem:
            refusal = said(problem)
        else:
            if made.version > 1:
                messages.success(request, _("Known again as “%(name)s”.") % {"name": made.name})
            return redirect("bulletins:superior-form", key=made.pk)
    listed = superior.forms_of(officer)
    context = {
        "form": form,
        "forms": listed,
        "people": officers_by_key(one.by for one in listed),
        "refusal": refusal,
    }
    return render(request, "bulletins/superior_forms.html", context, status=422 if refusal or form.errors else 200)


def _newest() -> Seal:
    seal = seal_chosen(seals_for_figures(), "")
    if seal is None:
        raise WritingProblem("no_snapshot")
    return seal


@admits(may_write_bulletins)
def superior_form(request: HttpRequest, key: int) -> HttpResponse:
    """What a form asks: confirmed, suggested or open; with a period, what it is filled with."""
    officer = officer_of(request)
    found = superior.form_or_404(officer, key)
    try:
        asked = superior.Asked(found, _newest())
    except REFUSALS as problem:
        return render(request, "bulletins/superior_form.html", {"one": found, "refusal": said(problem)}, status=422)
    told = request.POST if request.method == "POST" else None
    form = MappingForm(told, labels=list(asked.counts), known=found.map.answers, policy=policy())
    if told is not None and form.is_valid():
        try:
            made = superior.confirm(form=found, answers=form.answers(), by=officer, at=timezone.now())
        except WritingProblem as problem:
            messages.error(request, said(problem))
        else:
            messages.success(request, _("Confirmed: these cells are filled so from now on."))
            found = made
        return redirect("bulletins:superior-form", key=found.pk)
    versions = superior.versions_of(found)
    seals = seals_for_figures()
    fill_form = FillForm(request.GET if "period" in request.GET else None, seals=seal_choices(seals))
    context: dict[str, Any] = {
        "one": found,
        "form": form,
        "counts": asked.counts,
        "open": asked.open,
        "newest": versions[-1],
        "versions": versions,
        "people": officers_by_key(v.by for v in versions),
        "fill_form": fill_form,
        "asked": request.GET.urlencode(),
    }
    refused = bool(form.errors)
    if fill_form.is_bound and fill_form.is_valid():
        try:
            context["filled"] = _shown(_filled(request, found, fill_form), seal_chosen(seals, request.GET["seal"]))
        except REFUSALS as problem:
            context["refusal"], refused = said(problem), True
    return render(request, "bulletins/superior_form.html", context, status=422 if refused else 200)


def _filled(request: HttpRequest, found: SuperiorForm, form: FillForm) -> Filled:
    told = form.cleaned_data
    seal = seal_chosen(seals_for_figures(), told["seal"])
    if seal is None:
        raise WritingProblem("no_snapshot")
    return superior.filled(form=found, period=told["period"], seal=seal, by=officer_of(request))


def _shown(done: Filled, seal: Seal | None) -> dict[str, Any]:
    """How many cells are filled, each with the page of its figure; what stays open, by label and reason."""
    names = area_names({figure["area_code"] for figure in done.figures})
    return {
        "numbers": done.numbers,
        "cells": [
            {
                "cell": _cell(*figure["cell"]),
                "area": names.get(figure["area_code"], figure["area_code"]),
                "name": named({"zh": figure["zh"], "en": figure["en"]}),
                "text": figure["text"],
                "opens": address_of({"record": figure}, seal=seal.pk) if seal else "",
            }
            for figure in done.figures
        ],
        "open": list(Counter((one.label, named({"zh": one.why.zh, "en": one.why.en})) for one in done.open).items()),
        "open_cells": len(done.open),
    }


def _cell(sheet: str, row: int, column: int) -> str:
    return f"{sheet} {get_column_letter(column)}{row}"


@admits(may_write_bulletins)
@require_safe
def superior_file(request: HttpRequest, key: int) -> HttpResponse:
    """The form, filled."""
    found = superior.form_or_404(officer_of(request), key)
    form = FillForm(request.GET, seals=seal_choices(seals_for_figures()))
    if not form.is_valid():
        raise Http404(found.name)
    try:
        done = _filled(request, found, form)
    except REFUSALS as problem:
        raise Http404(str(problem)) from problem
    suffix = "docx" if found.file_name.lower().endswith(".docx") else "xlsx"
    return file_answer(done.content, f"form-{found.pk}-{form.cleaned_data['period']}", suffix)
