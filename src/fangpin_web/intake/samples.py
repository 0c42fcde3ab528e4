"""What a preview page shows of a plan: counts, and samples with names, kept encrypted with the delivery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from fangpin.imports import LedgerPlan, Plan
from fangpin.ledgers import Privacy
from fangpin.rosters import Reading, Source

MOST = 50
MOST_REFUSED = 500  # shown; all of them go back to the sender
_PLACES = ("sheet_no", "row_no", "area_code")


def counts_of(plan: Plan, readings: Sequence[Reading]) -> dict[str, Any]:
    """Numbers without persons: for lists and logs."""
    counted = plan.subjects["state"].value_counts().to_pylist()
    states = {entry["values"] or "no_person": entry["counts"] for entry in counted}
    refused_rows = {(r.sheet_no, r.row_no) for r in plan.refused if r.code != "contradicts_noted"}
    return {
        "ledgers": plan.counts(),
        "rows_read": sum(r.rows_read for r in readings),
        "rows_refused": sum(len(r.refused) for r in readings) + len(refused_rows),
        "rows_open": plan.open_rows.num_rows,
        "states": states,
        "villages": len(plan.villages),
        "covered": list(plan.villages),
        "changes_nothing": plan.changes_nothing,
    }


def samples_of(plan: Plan, rows: pa.Table, source: Source, readings: Sequence[Reading]) -> dict[str, Any]:
    """JSON for the page: per ledger the first rows of each part; refused and open rows; notes of the reader."""
    names = _names(rows, source)
    return {
        "ledgers": {
            name: {
                "zh": p.spec.zh,
                "en": p.spec.en,
                "columns": [{"name": c.stored_name, "zh": c.zh, "en": c.en} for c in p.spec.columns],
                "new": _rows(p, p.new, names),
                "changed": _changes(p, names),
                "missing": _rows(p, p.missing, {}),
            }
            for name, p in plan.ledgers.items()
        },
        "refused": _refused(plan, readings),
        "open": _open(plan, names),
        "notes": [
            {"sheet": r.sheet.name, "zh": note.say("zh"), "en": note.say("en")} for r in readings for note in r.notes
        ],
        "villages": list(plan.villages),
    }


def warning_of(plan: Plan) -> dict[str, str] | None:
    """What is to be said before this lands, or nothing."""
    if plan.later is None:
        return None
    day = plan.later.isoformat()
    return {
        "zh": (
            f"这份名单的数据期较早，同一来源至 {day} 的名单已经入库。"
            "凡与更晚名单不同的行都不改动并退回，也不会有人被视为不再出现。"
        ),
        "en": (
            f"This list is older than one of the same source, up to {day}, that has landed. Rows that differ from the "
            "later list change nothing and are sent back, and nobody is taken for gone."
        ),
    }


def _names(rows: pa.Table, source: Source) -> dict[int, str]:
    """Row of the reading -> the name it writes."""
    field = source.person.get("name") or source.person.get("head")
    if not field or field not in rows.column_names:
        return {}
    return dict(enumerate(rows[field].to_pylist()))


def _rows(part: LedgerPlan, table: pa.Table, names: dict[int, str]) -> list[dict[str, Any]]:
    secret = {c.stored_name for c in part.spec.columns if c.privacy is Privacy.SECRET}
    shown = [n for n in table.column_names if n not in secret and not n.endswith("_index")]
    return [
        {n: _text(v) for n, v in row.items()} | ({"name": names.get(row["row"])} if "row" in row else {})
        for row in table.select(shown).slice(0, MOST).to_pylist()
    ]


def _changes(part: LedgerPlan, names: dict[int, str]) -> list[dict[str, Any]]:
    """Per changed row its place and, per column, before and after. A secret shows only that it changed."""
    secret = {c.stored_name for c in part.spec.columns if c.privacy is Privacy.SECRET}
    found = []
    after, before = part.changed.slice(0, MOST).to_pylist(), part.before.slice(0, MOST).to_pylist()
    for now, was in zip(after, before, strict=True):
        cells = [
            {"column": n, "before": _masked(was.get(n), n, secret), "after": _masked(v, n, secret)}
            for n, v in now.items()
            if n not in ("id", "row", *_PLACES) and (v is not None or was.get(n) is not None)
        ]
        place = {n: now.get(n) for n in ("id", *_PLACES)}
        found.append(place | {"name": names.get(now.get("row", -1)), "cells": cells})
    return found


def _masked(value: Any, name: str, secret: set[str]) -> Any:
    if name in secret:
        return "＊＊＊＊" if value is not None else None
    return _text(value)


def _refused(plan: Plan, readings: Sequence[Reading]) -> list[dict[str, Any]]:
    by_reader = [
        {"sheet_no": r.sheet_no, "row_no": r.row_no, "zh": r.say("zh"), "en": r.say("en")}
        for reading in readings
        for r in reading.refused
    ]
    return [*by_reader, *({"sheet_no": r.sheet_no, "row_no": r.row_no, **sentence(r, plan)} for r in plan.refused)][
        :MOST_REFUSED
    ]


def sentence(refusal: Any, plan: Plan) -> dict[str, str]:
    """Why a ledger row was refused, in both languages."""
    spec = plan.ledgers[refusal.ledger].spec
    column = next((c for c in spec.columns if c.stored_name == (refusal.column or "").removesuffix("_index")), None)
    zh, en = WORDS[refusal.code]
    told = {"other_row": refusal.other_row}
    return {
        "ledger": spec.name,
        "code": refusal.code,
        "zh": f"{spec.zh}：" + zh.format(column=column.zh if column else "", **told),
        "en": f"{spec.en}: " + en.format(column=column.en if column else "", **told),
    }


# code -> (Chinese, English): why a ledger refused a row
WORDS: dict[str, tuple[str, str]] = {
    "required": ("缺少“{column}”，请补填", "“{column}” is missing; fill it in"),
    "area_unknown": (
        "认不出所在的村，请核对县、乡、村名称",
        "the village is not known; check county, township and village",
    ),
    "reference_unknown": (
        "“{column}”所写的，台账里没有；请核对，或先导入它",
        "nothing in the ledgers goes by what stands under “{column}”; check it, or import that first",
    ),
    "reference_double": (
        "“{column}”所写的，台账里不止一个；请写明编号或代码",
        "more than one goes by what stands under “{column}”; write its number or code",
    ),
    "reference_refused": (
        "“{column}”所指的行在本文件中被退回；请先更正那一行",
        "the row that “{column}” means was refused in this file; correct that one first",
    ),
    "household_unknown": (
        "找不到所属的户，请补户编号或户主证件号码",
        "no household found; add its code or its head's number",
    ),
    "contradicts": (
        "与第 {other_row} 行的“{column}”不一致，两行都没有入库，请保留正确的一行",
        "“{column}” differs from row {other_row}; neither landed, keep the right one",
    ),
    "contradicts_noted": (
        "“{column}”与第 {other_row} 行不一致，按第 {other_row} 行入库",
        "“{column}” differs from row {other_row}, which was taken",
    ),
    "ends_before_it_begins": ("终止日期不晚于起始日期，请核对", "it ends no later than it begins; check the dates"),
    "start_unknown": (
        "在数据期之前已终止，但没有写起始日期，请补填",
        "it ended before the period and names no start; add it",
    ),
    "later_full_list_landed": (
        "与已经入库的更晚名单不同，没有改动；确需更正请先撤销那一批",
        "it differs from a later list that has landed, so nothing was changed; undo that one first to correct it",
    ),
    "later_list_landed": (
        "更晚的累计名单已经入库，请先撤销那一批",
        "a later cumulative list has landed; undo that one first",
    ),
}


def _open(plan: Plan, names: dict[int, str]) -> list[dict[str, Any]]:
    wanted = ["row", "sheet_no", "row_no", "state", "how", "doubt", "area_code"]
    rows = plan.open_rows.select(wanted).slice(0, MOST).to_pylist()
    return [r | {"name": names.get(r["row"])} for r in rows]


def _text(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
