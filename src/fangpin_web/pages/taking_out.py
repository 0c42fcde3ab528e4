"""Taking the rows of a list out: asked for a purpose, logged under it, and signed by who took them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fangpin_web.pages import exporting
from fangpin_web.pages.admission import officer_of
from fangpin_web.pages.purposes import ExportForm
from fangpin_web.pages.reads import log_read


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is taken out: a title, which names the file too, the heads of the columns, the rows.

    They are logged as rows of ``ledger``, of an area or else of the officer's own.
    """

    ledger: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    area_code: str = ""


def take_out(request: HttpRequest, filters: Iterable[BaseForm], table: Callable[[], Table]) -> HttpResponse:
    """The table as the file asked for in the request; 422 with what is wrong when that, or a filter, cannot be read.

    ``table`` is made only when it leaves.
    """
    forms, wanted = list(filters), ExportForm(request.POST)
    if not (all(form.is_valid() for form in forms) and wanted.is_valid()):
        return render(request, "pages/refused_form.html", {"forms": [*forms, wanted]}, status=422)
    taken = table()
    purpose = wanted.cleaned_data["purpose"]
    log_read(
        request, act="export", purpose=purpose, ledger=taken.ledger, rows=len(taken.rows), area_code=taken.area_code
    )
    extract = exporting.Extract(
        title=taken.title,
        header=taken.header,
        rows=taken.rows,
        mark=exporting.watermark(officer_of(request), purpose=wanted.purpose_label),
    )
    return exporting.answer(extract, wanted.cleaned_data["shape"])
