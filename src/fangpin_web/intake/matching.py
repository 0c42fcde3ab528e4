"""Rows that wait for a match: kept with their cells, decided one by one or in bulk, landed when decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from fangpin.identity import plain_name
from fangpin.imports import Plan
from fangpin.imports.subjects import DECISION_SCHEMA
from fangpin.rosters import Source
from fangpin_web.access.bulk_cipher import index_column
from fangpin_web.intake.models import MatchDecision, PendingRow, Upload

_EVIDENCE = ("document_number", "name", "birth", "head")


def fingerprints(rows: pa.Table, source: Source) -> list[bytes]:
    """For each row a keyed 16 bytes of all that says who it is: the same evidence has the same fingerprint."""
    roles = dict(source.person) | {f"area_{k}": v for k, v in source.area.items()}
    if source.grain == "household":
        roles |= {f"household_{k}": v for k, v in source.household.items()}
    columns = []
    for role in (*_EVIDENCE, *sorted(set(roles) - set(_EVIDENCE))):
        name = roles.get(role)
        if name and name in rows.column_names:
            text = rows[name].cast(pa.string())
            columns.append((plain_name(text) if role in ("name", "head") else text).to_pylist())
    lines = ["\x1f".join([source.id, *(c or "" for c in cells)]) for cells in zip(*columns, strict=True)]
    return list(index_column("intake_evidence", pa.array(lines, pa.string())).to_pylist())


def earlier_decisions(rows: pa.Table, source: Source) -> pa.Table:
    """DECISION_SCHEMA for rows whose evidence was decided before; the latest decision counts."""
    latest = {
        bytes(d.fingerprint): d
        for d in MatchDecision.objects.filter(source=source.id, verdict=MatchDecision.Verdict.PERSON).order_by("id")
    }
    if not latest:
        return DECISION_SCHEMA.empty_table()
    prints = fingerprints(rows, source)  # of every row, so only where there is anything to look for
    places = zip(prints, rows["sheet_no"].to_pylist(), rows["row_no"].to_pylist(), strict=True)
    told = [
        {"sheet_no": sheet, "row_no": number, "person_id": latest[p].person_id}
        for p, sheet, number in places
        if p in latest
    ]
    return pa.Table.from_pylist(told, schema=DECISION_SCHEMA)


def keep_open_rows(plan: Plan, rows: pa.Table, source: Source, upload: Upload) -> int:
    """Put down the rows that wait, but for those that wait already or are nobody's; returns their number."""
    waiting = plan.open_rows.to_pylist()
    if not waiting:
        return 0
    prints = fingerprints(rows, source)
    known = {
        bytes(f)
        for f in MatchDecision.objects.filter(source=source.id, verdict=MatchDecision.Verdict.NOBODY).values_list(
            "fingerprint", flat=True
        )
    }
    same_file = PendingRow.objects.open().filter(
        upload__original=upload.original, upload__source=source.id, upload__state=Upload.State.LANDED
    )
    there = set(same_file.values_list("sheet_no", "row_no"))
    cells = rows.take([w["row"] for w in waiting]).to_pylist()
    made = [
        PendingRow(
            upload=upload, area_code=w["area_code"] or upload.area_code, sheet_no=w["sheet_no"], row_no=w["row_no"],
            cells=json.dumps(row, default=str, ensure_ascii=False), fingerprint=prints[w["row"]], state=w["state"],
            how=w["how"] or "", score=_score(w), doubt=w["doubt"] or "", candidates=w["candidates"] or [],
        )
        for w, row in zip(waiting, cells, strict=True)
        if prints[w["row"]] not in known and (w["sheet_no"], w["row_no"]) not in there
    ]  # fmt: skip
    PendingRow.objects.bulk_create(made, batch_size=1000)
    return len(made)


def _score(waiting: Mapping[str, Any]) -> float | None:
    return max((c["score"] for c in waiting["candidates"] or []), default=None)


def rows_again(pending: Iterable[PendingRow], schema: pa.Schema) -> pa.Table:
    """The typed rows that were put aside."""
    told = [p.row for p in pending]
    columns = []
    for field in schema:
        cells = [row.get(field.name) for row in told]
        if pa.types.is_list(field.type) or pa.types.is_boolean(field.type) or pa.types.is_integer(field.type):
            columns.append(pa.array(cells, field.type))
        else:
            columns.append(pa.array([None if c is None else str(c) for c in cells], pa.string()).cast(field.type))
    return pa.table(columns, schema=schema)


def decide(
    pending: Sequence[PendingRow],
    *,
    verdict: str,
    people: Sequence[int | None],
    source: str,
    why: str,
    by: int,
    at: datetime,
) -> None:
    """Write the decisions down and close the rows."""
    MatchDecision.objects.bulk_create(
        [
            MatchDecision(
                area_code=p.area_code, source=source, fingerprint=p.fingerprint, verdict=verdict, person_id=person,
                how=p.how, score=p.score, why=why[:200], at=at, by=by,
            )
            for p, person in zip(pending, people, strict=True)
        ]
    )  # fmt: skip
    closed = PendingRow.State.DISMISSED if verdict == MatchDecision.Verdict.NOBODY else PendingRow.State.MATCHED
    PendingRow.objects.filter(id__in=[p.pk for p in pending]).update(state=closed)
