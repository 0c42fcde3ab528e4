"""The page of one delivery, as far as the delivery is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fangpin.ledgers import SPECS
from fangpin.rosters import RosterError, Source
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_accept_batch, may_import, may_import_source
from fangpin_web.backup.problems import BackupProblem
from fangpin_web.intake.deliveries import readable_sources, sources_of
from fangpin_web.intake.doors import uploads_of_batches
from fangpin_web.intake.forms import (
    DecisionForm,
    PasswordForm,
    ReadingForm,
    ReturnForm,
    WhyForm,
)
from fangpin_web.intake.models import PendingRow, Upload
from fangpin_web.intake.problems import IntakeProblem
from fangpin_web.intake.returning import names_people
from fangpin_web.intake.taking_back import Undoing, would_take_back
from fangpin_web.intake.undoing import sealed_since
from fangpin_web.jobs.doors import failed_work_on, unfinished_work_on
from fangpin_web.pages.admission import officer_of
from fangpin_web.pages.installation import policy
from fangpin_web.pages.reads import log_read
from fangpin_web.pages.terms import with_unit
from fangpin_web.pages.wording import language, named
from fangpin_web.records.doors import area_names

BEFORE_PREVIEW = {Upload.State.RECEIVED, Upload.State.UNKNOWN}
KNOWN_PROBLEMS = (IntakeProblem, BackupProblem, RosterError)


def sources_for(officer: Officer) -> dict[str, Source]:
    """The sources this officer may bring in."""
    return {key: s for key, s in sources_of(policy()).items() if may_import_source(officer, s.department)}


def delivery_page(request: HttpRequest, found: Upload, *, status: int = 200, **more: Any) -> HttpResponse:
    officer = officer_of(request)
    shown = found.shown if found.state == Upload.State.PREVIEWED else {}
    if shown:
        log_read(request, act="read", purpose="preview", ledger=found.source, rows=found.counts.get("rows_read"))
    people = officers_by_key((found.received_by, found.landed_by, found.undone_by))
    asks = found.state in BEFORE_PREVIEW or (found.state == Upload.State.PREVIEWED and "change" in request.GET)
    context = {
        "upload": found,
        "source": readable_sources(policy()).get(found.source),
        "codes": policy(),
        "shown": _in_words(shown),
        "counts": [(name, found.counts["ledgers"][name]) for name in found.counts.get("ledgers", {})],
        "received_by": people.get(found.received_by),
        "landed_by": people.get(found.landed_by or 0),
        "undone_by": people.get(found.undone_by or 0),
        "asks": asks,
        "reading_form": reading_form_for(officer, found) if asks and may_import(officer) else None,
        "password_form": PasswordForm(),
        "decision_form": DecisionForm(upload=found),
        "why_form": WhyForm(),
        "return_form": return_form_for(found),
        "may_import": may_import(officer),
        "may_accept": may_accept_batch(officer),
        "open_rows": found.pending.open().count(),
        "problem": named(found.problem) if found.problem else "",
        "work": unfinished_work_on(found),
        "failed": failed_work_on(found),
        **(_undoing(found) if "undo" in request.GET and may_accept_batch(officer) else {}),
    }
    return render(request, "intake/upload.html", context | more, status=status)


def _undoing(found: Upload) -> dict[str, Any]:
    """What taking this delivery back would do, to the row; and which later deliveries stand in the way."""
    if found.state != Upload.State.LANDED:
        return {}
    if found.batch_id is None:
        return {"undoing": Undoing(brought={}, restored={}, later={}), "later_uploads": [], "by_hand": 0}
    undoing = would_take_back(batch_id=found.batch_id)
    names = [*dict.fromkeys((*undoing.brought, *undoing.restored))]
    later = [(u, undoing.later[u.batch_id]) for u in uploads_of_batches(undoing.later)]
    return {
        "undoing": undoing,
        "undoing_rows": [(n, undoing.brought.get(n, 0), undoing.restored.get(n, 0)) for n in names],
        "later_uploads": later,
        "by_hand": sum(undoing.later.values()) - sum(rows for _, rows in later),
        "sealed_since": found.landed_at is not None and sealed_since(found.landed_at),
        "decided_rows": found.pending.exclude(state__in=PendingRow.OPEN).count(),
    }


def reading_form_for(officer: Officer, found: Upload, given: Any = None) -> ReadingForm:
    sources = sources_for(officer)
    own = readable_sources(policy()).get(found.source)
    if own is not None and may_import_source(officer, own.department):
        sources.setdefault(own.id, own)
    return ReadingForm(given, upload=found, sources=sources, policy=policy(), area=officer.area_code)


def return_form_for(found: Upload, given: Any = None, *, protected: bool = False) -> ReturnForm:
    source = readable_sources(policy()).get(found.source)
    return ReturnForm(given, personal=source is None or names_people(source), protected=protected)


def _in_words(shown: Mapping[str, Any]) -> dict[str, Any]:
    """The samples with one sentence each, in the reader's language."""
    if not shown:
        return {}
    places = area_names({row["area_code"] for row in shown["open"] if row.get("area_code")})
    return {
        **shown,
        "ledgers": [_sample(name, part) for name, part in shown["ledgers"].items() if name != "coverage"],
        "refused": [row | {"sentence": row[language()]} for row in shown["refused"]],
        "notes": [note | {"sentence": note[language()]} for note in shown["notes"]],
        "open": [row | {"place": places.get(row.get("area_code"), "")} for row in shown["open"]],
    }


def _sample(name: str, part: Mapping[str, Any]) -> dict[str, Any]:
    spec = SPECS.get(name)
    labels = {c.stored_name: with_unit(c) for c in spec.all_columns} if spec else {}
    columns = [
        c | dict.fromkeys(("zh", "en"), labels.get(c["name"], c[language()]))
        for c in part["columns"]
        if any(row.get(c["name"]) is not None for row in (*part["new"], *part["missing"]))
    ]
    changed = [
        row | {"cells": [cell | {"label": labels.get(cell["column"], cell["column"])} for cell in row["cells"]]}
        for row in part["changed"]
    ]
    return {
        "name": name,
        "title": part[language()],
        "columns": columns,
        "new": part["new"],
        "changed": changed,
        "missing": part["missing"],
        "ends": any(cell["column"] == "to_on" for row in changed for cell in row["cells"]),
    }
