"""The data dictionary and the JSON schema of a row, both read off the declarations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fangpin.ledgers.declaration import HOUSE_COLUMNS, Column, Kind, LedgerSpec, Privacy

_JSON_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.REFERENCE: {"type": "integer"},
    Kind.DECIMAL: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},  # a JSON number would become a float
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.INSTANT: {"type": "string", "format": "date-time"},
}


def json_schema(spec: LedgerSpec) -> dict[str, Any]:
    """JSON Schema (2020-12) of one row of a ledger as the interface gives it out.

    Decimals are strings, absent values are ``null``, secret columns are left out.
    """
    shown = [c for c in spec.all_columns if c.privacy is not Privacy.SECRET]
    return {
        "title": spec.name,
        "description": f"{spec.zh} · {spec.en}. {spec.meaning}".strip(),
        "type": "object",
        "properties": {c.stored_name: _property(c) for c in shown},
        "required": [c.stored_name for c in shown],
    }


def _property(column: Column) -> dict[str, Any]:
    shape = dict(_JSON_TYPES[column.kind])
    if not column.required:
        shape["type"] = [shape["type"], "null"]
    shape["title"] = column.zh
    shape["description"] = " ".join(filter(None, [column.en + ".", column.meaning]))
    extras = {"x-unit": column.unit, "x-codes": column.codes, "x-ledger": column.target}
    return shape | {name: value for name, value in extras.items() if value}


def markdown(specs: Iterable[LedgerSpec]) -> str:
    """The dictionary as a page: one table per ledger, in the order of declaration."""
    lines = [
        "# Ledgers 数据字典",
        "",
        "Made from the declarations in `src/fangpin/ledgers/` by `python -m fangpin.ledgers`; not edited by hand.",
        "Every ledger also carries the house columns:",
        "",
        *_table(HOUSE_COLUMNS),
    ]
    for spec in specs:
        notes = [f"key: {', '.join(spec.key)}" if spec.key else "", f"event date: {spec.event}" if spec.event else ""]
        notes += [
            f"named by {spec.named_by}" if spec.named_by else "",
            "shared" if spec.shared else "",
            "dated" if spec.dated else "",
            "an absent row counts only where a file covered it" if spec.covered else "",
        ]
        lines += ["", f"## {spec.name} · {spec.zh} · {spec.en}", ""]
        lines += [spec.meaning, ""] if spec.meaning else []
        lines += ["; ".join(filter(None, notes)), ""] if any(notes) else []
        lines += _table(spec.columns)
    return "\n".join(lines) + "\n"


def _table(columns: Iterable[Column]) -> list[str]:
    rows = ["| Column | 中文 | English | Holds | Meaning |", "|---|---|---|---|---|"]
    for column in columns:
        meaning = column.meaning + {"open": "", "personal": " *personal*", "secret": " *secret*"}[column.privacy]
        rows.append(f"| `{column.name}` | {column.zh} | {column.en} | {_holds(column)} | {meaning.strip()} |")
    return rows


def _holds(column: Column) -> str:
    match column.kind:
        case Kind.REFERENCE:
            held = f"→ {column.target}"
        case Kind.CODE:
            held = f"code of `{column.codes}`"
        case Kind.DECIMAL:
            held = f"decimal{column.digits}"
        case _:
            held = column.kind.value
    return " ".join(filter(None, [held, column.unit, "required" if column.required else ""]))
