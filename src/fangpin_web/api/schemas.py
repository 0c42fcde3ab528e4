"""Response models of the interface, one per ledger, made from its declaration."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema
from pydantic import create_model

from fangpin.ledgers import Column, Kind, LedgerSpec, Privacy

_TYPES: dict[Kind, type] = {
    Kind.TEXT: str,
    Kind.CODE: str,
    Kind.INTEGER: int,
    Kind.REFERENCE: int,
    Kind.DECIMAL: str,  # a JSON number would become a float at the other end
    Kind.BOOLEAN: bool,
    Kind.DATE: date,
    Kind.INSTANT: datetime,
}


def given_out(spec: LedgerSpec) -> tuple[Column, ...]:
    """Columns the interface gives: open as they are, personal masked, secret never."""
    return tuple(c for c in spec.all_columns if c.privacy is not Privacy.SECRET)


def row_model(spec: LedgerSpec) -> type[Schema]:
    """The pydantic model of one row; absent values are ``null``."""
    fields: dict[str, Any] = {c.stored_name: _field(c) for c in given_out(spec)}
    name = "".join(part.capitalize() for part in spec.name.split("_"))
    made: type[Schema] = create_model(f"{name}Row", __base__=Schema, __doc__=f"{spec.zh} · {spec.en}", **fields)
    return made


def page_model(spec: LedgerSpec) -> type[Schema]:
    """A page of rows and where the next one starts."""
    row: Any = row_model(spec)
    name = row.__name__.removesuffix("Row")
    made: type[Schema] = create_model(
        f"{name}Page", __base__=Schema, rows=(list[row], ...), next_after=(int | None, ...)
    )
    return made


def _field(column: Column) -> tuple[Any, Any]:
    kind = _TYPES[column.kind]
    extra = {"x-unit": column.unit, "x-codes": column.codes, "x-ledger": column.target}
    return (
        kind if column.required else kind | None,
        Field(
            ... if column.required else None,
            title=column.zh,
            description=" ".join(filter(None, [f"{column.en}.", column.meaning])),
            json_schema_extra={k: v for k, v in extra.items() if v},
        ),
    )
