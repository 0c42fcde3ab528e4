"""Which columns of an export somebody has to explain before it is checked: three at most, the weightiest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fangpin.rosters import Recognition, Source
from fangpin_web.intake.deliveries import Recognised

MOST = 3
_FEWEST = 6  # columns known by which a sheet is worth asking about, though it is not surely an export


def likely(found: Recognised, sources: Mapping[str, Source]) -> Recognition | None:
    """What a sheet is read as: surely an export, or one in other words of which enough is known to ask."""
    if found.best is not None:
        return found.best
    for recognition in found.recognitions:
        known = recognition.fields.keys()
        if len(known) >= _FEWEST and known & set(sources[recognition.source].marks):
            return recognition
    return None


def questions(recognised: Sequence[Recognised], sources: Mapping[str, Source]) -> list[dict[str, Any]]:
    """Questions as the page asks them. A field that is needed is asked for by field, a likely column by column.

    ``{"sheet", "field", "zh", "en", "needed", "column"?, "choices": [[column, heading], …]}``
    """
    asked: list[dict[str, Any]] = []
    for found in recognised:
        recognition = likely(found, sources)
        if recognition is None:
            continue
        source = sources[recognition.source]
        asked += _needed(recognition, source)
        asked += _likely(recognition, source)
    known = {(q["sheet"], q["field"]) for q in asked if q["needed"]}
    kept = [q for q in asked if q["needed"] or (q["sheet"], q["field"]) not in known]
    return sorted(kept, key=lambda q: (not q["needed"], -q["likeness"]))[:MOST]


def _needed(recognition: Recognition, source: Source) -> list[dict[str, Any]]:
    near = {s.field: s for s in recognition.suggestions}
    free = [[index, label] for index, label in recognition.unmapped]
    for field, columns in recognition.ambiguous.items():
        if field in source.required:
            free += [[index, recognition.labels[index]] for index in columns]
    return [
        _question(
            recognition, source, field, needed=True, choices=free, column=near[field].index if field in near else None,
            likeness=1.0,
        )
        for field in recognition.missing_required
    ]  # fmt: skip


def _likely(recognition: Recognition, source: Source) -> list[dict[str, Any]]:
    return [
        _question(
            recognition, source, s.field, needed=False, choices=[[s.index, s.label]], column=s.index,
            likeness=s.likeness,
        )
        for s in recognition.suggestions
        if s.field not in recognition.missing_required
    ]  # fmt: skip


def _question(
    recognition: Recognition,
    source: Source,
    field: str,
    *,
    needed: bool,
    choices: list[list[Any]],
    column: int | None,
    likeness: float,
) -> dict[str, Any]:
    asked = source.by_id[field]
    return {
        "sheet": recognition.sheet_no, "source": source.id, "field": field, "zh": asked.zh, "en": asked.en or asked.zh,
        "needed": needed, "choices": choices, "column": column, "likeness": likeness,
    }  # fmt: skip
