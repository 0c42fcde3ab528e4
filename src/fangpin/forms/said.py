"""What the ledgers would say in the columns of a source's file: its ``writes``, read the other way.

A source says once which cell goes into which column; a sheet in that file's own order needs no second table of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.policy import Policy
from fangpin.rosters.sources import Constant, Field, Has, Source, Write

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]


def said_of_source(source: Source, rows: Rows, *, person: int | None = None) -> dict[str, Any]:
    """Field -> value for one household, or with ``person`` for one of its people too.

    ``rows`` are ledger rows of the household by ledger, under their stored names, those that speak first first.
    Fields that no row speaks of are absent. The first write that says something of a field is believed.
    """
    said: dict[str, Any] = {}
    tagged: dict[str, set[str]] = {}
    for write in source.writes:
        tagged.setdefault(write.ledger, set()).update(c for c, binding in write.set.items() if binding == "@tag")
    for write in source.writes:
        untagged = tagged[write.ledger] - set(write.set)  # a row with a tag is of the write that gave it
        mine = [row for row in rows.get(write.ledger, ()) if all(row.get(c) is None for c in untagged)]
        for name, value in _said(write, mine, person):
            if value is None:
                continue
            if isinstance(said.get(name), tuple) and isinstance(value, tuple):
                said[name] = (*said[name], *(one for one in value if one not in said[name]))
            else:
                said.setdefault(name, value)
    return said


def _said(write: Write, rows: Sequence[Row], person: int | None) -> Iterator[tuple[str, Any]]:
    mine = [row for row in rows if _is_of(write, row, person) and _fits(write, row)]
    if write.each:
        column = next((c for c, binding in write.set.items() if binding == "@tag"), None)
        value = next((c for c, binding in write.set.items() if binding == "@each"), None)
        for name, tag in write.each.items():
            row = next((r for r in mine if column is None or str(r.get(column)) == tag), None)
            if row is not None and value is not None:
                yield name, row.get(value)
    if not mine:
        return
    row = mine[0]
    for column, binding in write.set.items():
        if isinstance(binding, Has):
            known = row.get(column)
            yield binding.field, None if known is None else (binding.code,) if known else ()
        elif isinstance(binding, str) and not binding.startswith("@"):
            yield binding, row.get(column)
    for name, condition in write.when.items():
        if condition in ("true", "false"):
            yield name, condition == "true"


def _is_of(write: Write, row: Row, person: int | None) -> bool:
    """Rows of a person speak for that person only; rows of the household for the household."""
    if write.ledger == "person":
        return person is not None and row.get("id") == person
    if "@person" in write.set.values():
        return person is not None and row.get("person_id") == person
    return row.get("person_id") is None


def _fits(write: Write, row: Row) -> bool:
    return all(row.get(c) == b.value for c, b in write.set.items() if isinstance(b, Constant))


def worded(field: Field, value: Any, policy: Policy) -> str:  # noqa: PLR0911 - one answer for each kind
    """A value as it is typed into the field: codes by their Chinese label, months as YYYYMM; empty if unknown."""
    if value is None or value == ():
        return ""
    match field.kind:
        case "boolean":
            return "是" if value else "否"
        case "code":
            return _label(policy, field.codes, str(value))
        case "codes":
            return "，".join(_label(policy, field.codes, str(one)) for one in value)
        case "month" if isinstance(value, date):
            return f"{value:%Y%m}"
        case "date" if isinstance(value, date):
            return f"{value:%Y-%m-%d}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value == value.to_integral_value() else f"{value:f}"
    return str(value)


def _label(policy: Policy, codes: str | None, code: str) -> str:
    listed = policy.code_lists.get(codes or "")
    return listed.label(code, "zh") if listed is not None and code in listed.codes else code
