"""Indicators counted the plain way: row by row in Python. The engine's answers must be these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from fangpin.indicators import Span
from fangpin.ledgers import SPECS
from fangpin.ledgers.area_codes import AREA_DIGITS
from fangpin.policy import Indicator, Policy, Tally
from fangpin.policy.binding import setting_of
from fangpin.policy.indicators import read_indicator
from fangpin.policy.overriding import PlacedEntry
from fangpin.policy.yaml_reading import Item, Notes, read_yaml_text

Rows = Mapping[str, list[dict[str, Any]]]


def indicator(policy: Policy, text: str, **given: str) -> Indicator:
    """An indicator from a few lines of YAML; what is wrong with it is an assertion."""
    notes = Notes()
    found = read_with(policy, text, notes, **given)
    assert found is not None, "\n".join(map(str, notes.problems))
    return found


def read_with(policy: Policy, text: str, notes: Notes, **given: str) -> Indicator | None:
    head = "id: it\nzh: 它\nen: It\n"
    item = read_yaml_text(head + text, "it.yaml", notes)
    assert item is not None
    entry = PlacedEntry("it", item, "gejiu", off=False)
    values: dict[str, Item | str] = dict(given)
    return read_indicator(entry, setting_of(policy), notes, given=values)


@dataclass
class Plain:
    """What a tally comes to in an area: the number, and how many rows or subjects could not be told."""

    number: Decimal
    unknown: int
    day: date | None = None
    rows: int = 0


def counted(tally: Tally, rows: Rows, span: Span, area: str, parameters: Mapping[str, Any]) -> Plain:
    """Count one tally over a ledger."""
    spec = SPECS[tally.over]
    parameters = {**parameters, "since": span.since, "until": span.until}
    yes: list[dict[str, Any]] = []
    unknown: list[dict[str, Any]] = []
    for raw in rows.get(tally.over, []):
        row = {c.stored_name: None for c in spec.snapshot_columns} | raw
        if not row["area_code"].startswith(area):
            continue
        if spec.dated and not tally.spells and not _in_force(row, span.as_of):
            continue
        answer = _answer(tally, row, span, parameters)
        if answer is None:
            unknown.append(row)
        elif answer:
            yes.append(row)
    return _summed(tally, yes, unknown, span, parameters)


def _in_force(row: Mapping[str, Any], day: date) -> bool:
    return row["from_on"] is not None and row["from_on"] <= day and (row["to_on"] is None or row["to_on"] > day)


def _answer(tally: Tally, row: Mapping[str, Any], span: Span, parameters: Mapping[str, Any]) -> bool | None:
    answers: list[bool | None] = []
    if tally.when:
        day = row[tally.when]
        if tally.window == "period":
            answers.append(None if day is None else span.since < day <= span.until)
        else:
            answers.append(None if day is None else day <= span.as_of)
    conditions = [e for e in (tally.among, tally.where) if e is not None]
    answers += [e.evaluate(row, parameters, as_of=span.as_of) for e in conditions]
    return False if False in answers else None if None in answers else True


def _summed(
    tally: Tally,
    yes: list[dict[str, Any]],
    unknown: list[dict[str, Any]],
    span: Span,
    parameters: Mapping[str, Any],
) -> Plain:
    counting = tally.counting
    match counting.kind:
        case "rows":
            return Plain(Decimal(len(yes)), len(unknown))
        case "sum" | "mean":
            assert counting.amount is not None
            values = [counting.amount.evaluate(row, parameters, as_of=span.as_of) for row in yes]
            known = [Decimal(v) for v in values if v is not None]
            return Plain(sum(known, Decimal(0)), len(unknown) + len(values) - len(known), rows=len(known))
        case "first" | "last":
            days = [row[counting.column] for row in yes if row[counting.column] is not None]
            chosen = (min if counting.kind == "first" else max)(days) if days else None
            return Plain(Decimal(len(yes)), len(unknown) + len(yes) - len(days), chosen)
    subjects = {_subject(tally, row) for row in yes} - {None}
    nameless = sum(_subject(tally, row) is None for row in [*yes, *unknown])
    doubtful = {_subject(tally, row) for row in unknown} - {None} - subjects
    return Plain(Decimal(len(subjects)), len(doubtful) + nameless)


def _subject(tally: Tally, row: Mapping[str, Any]) -> Any:
    column = tally.counting.column
    if column in AREA_DIGITS:
        digits = AREA_DIGITS[column]
        return row["area_code"][:digits] if len(row["area_code"]) >= digits else None
    return row[column]


def folder_with(tmp_path: Path, **files: str) -> Path:
    """A policies folder of one nation and the files given, such as ``indicators="…"``."""
    base = tmp_path / "policies" / "national"
    base.mkdir(parents=True)
    (base / "place.yaml").write_text(
        "id: national\nzh: 全国\nen: China\nlevel: nation\narea_code: ''\nsince: 2020-01-01\n"
    )
    for name, text in files.items():
        (base / name).mkdir()
        (base / name / "it.yaml").write_text(text, encoding="utf-8")
    return base.parent
