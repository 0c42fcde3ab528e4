"""The tables in which a roster lies when it is checked before it is landed: typed fields, no names, no numbers.

A source asks for them with ``tables: {row: register_person, household: register_household}``. A fact
may read them as it reads a ledger. Names, document numbers and phones are not in them: of such a
field there is a ``…_key``, equal where the texts are equal, and what can be said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fangpin.policy.entries import CodeList, RawSource

Role = Literal["value", "empty", "key", "length", "doubt", "checksum_ok", "born_on", "sex", "category", "grade",
               "plain", "code"]  # fmt: skip
TABLE_KINDS = ("row", "household")
FILES_TABLE = "roster_file"  # which rosters were given at all: (source, member_rows)
_SQL = {
    "integer": "BIGINT",
    "date": "DATE",
    "month": "DATE",
    "boolean": "BOOLEAN",
    "text": "VARCHAR",
    "code": "VARCHAR",
}
_OF_NUMBER: tuple[tuple[Role, str], ...] = (
    ("key", "BIGINT"), ("length", "BIGINT"), ("doubt", "VARCHAR"), ("checksum_ok", "BOOLEAN"), ("born_on", "DATE"),
    ("sex", "VARCHAR"), ("category", "VARCHAR"), ("grade", "VARCHAR"),
)  # fmt: skip
_OF_NAME: tuple[tuple[Role, str], ...] = (("key", "BIGINT"), ("length", "BIGINT"), ("plain", "BOOLEAN"))
_OF_PHONE: tuple[tuple[Role, str], ...] = (("key", "BIGINT"),)
_ROW_KEYS = {
    "person_id": "BIGINT", "household_id": "BIGINT", "area_code": "VARCHAR", "file_id": "BIGINT",
    "sheet_no": "BIGINT", "row_no": "BIGINT", "unreadable": "BIGINT", "unreadable_fields": "VARCHAR",
}  # fmt: skip
_HOUSEHOLD_KEYS = {
    "household_id": "BIGINT", "area_code": "VARCHAR", "member_rows": "BIGINT", "conflicts": "BIGINT",
    "conflicting_fields": "VARCHAR",
}  # fmt: skip
_FILE_KEYS = {"source": "VARCHAR", "member_rows": "BIGINT"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterColumn:
    """A column made of a field; ``code`` says which code of a field that holds several."""

    name: str
    sql: str
    field: str
    role: Role
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterTable:
    """A table of a source's rows, or of its households.

    Of a household table a column is unknown where its rows disagree, and ``conflicting_fields`` names the field.
    """

    name: str
    kind: str
    source: str
    keys: Mapping[str, str]
    columns: tuple[RosterColumn, ...]
    fields: tuple[str, ...] = field(default=())

    @property
    def types(self) -> dict[str, str]:
        """SQL type by column, keys first."""
        return {**self.keys, **{c.name: c.sql for c in self.columns}}

    @property
    def ddl(self) -> str:
        """The statement that makes it, empty."""
        columns = ", ".join(f'"{name}" {sql}' for name, sql in self.types.items())
        return f'CREATE OR REPLACE TABLE "{self.name}" ({columns})'


def roster_tables(sources: Mapping[str, RawSource], code_lists: Mapping[str, CodeList]) -> dict[str, RosterTable]:
    """All tables the sources ask for, by name, and ``roster_file``."""
    found = {FILES_TABLE: RosterTable(name=FILES_TABLE, kind="file", source="", keys=_FILE_KEYS, columns=())}
    for source in sources.values():
        for kind, name in tables_of(source).items():
            found[name] = _table(name, kind, source, code_lists)
    return found


def tables_of(source: RawSource) -> dict[str, str]:
    """``row`` and ``household`` with the names of their tables, as far as the source asks for them."""
    written = source.mapping.get("tables")
    return {k: str(v) for k, v in written.items() if k in TABLE_KINDS} if isinstance(written, Mapping) else {}


def _table(name: str, kind: str, source: RawSource, code_lists: Mapping[str, CodeList]) -> RosterTable:
    fields = [f for f in source.mapping.get("fields") or () if isinstance(f, Mapping) and f.get("kind") != "dropped"]
    chosen = [f for f in fields if kind == "row" or f.get("of") == "household"]
    columns = tuple(column for f in chosen for column in columns_of(f, code_lists))
    keys = _ROW_KEYS if kind == "row" else _HOUSEHOLD_KEYS
    return RosterTable(
        name=name,
        kind=kind,
        source=source.id,
        keys=keys,
        columns=tuple({c.name: c for c in columns if c.name not in keys}.values()),
        fields=tuple(str(f["id"]) for f in fields),  # a row of a household stands on rows of members
    )


def columns_of(written: Mapping[str, Any], code_lists: Mapping[str, CodeList]) -> Iterator[RosterColumn]:
    """The columns a field gives. A document number's begin with its id less ``document_``: ``number_length``."""
    id_, kind = str(written["id"]), str(written.get("kind", "text"))
    stem = id_.removeprefix("document_")
    several = {
        "document_number": (stem, _OF_NUMBER),
        "disability_number": (stem, _OF_NUMBER),
        "name": (id_, _OF_NAME),
        "phone": (id_, _OF_PHONE),
    }
    if kind in several:
        prefix, roles = several[kind]
        for role, sql in roles:
            yield RosterColumn(name=f"{prefix}_{role}", sql=sql, field=id_, role=role)
    elif kind == "codes":
        listed = code_lists.get(str(written.get("codes")))
        for code in listed.codes if listed else ():
            yield RosterColumn(name=f"{id_}_{code}", sql="BOOLEAN", field=id_, role="code", code=code)
    elif kind == "decimal":
        precision, scale = written.get("digits", (14, 2))
        yield RosterColumn(name=id_, sql=f"DECIMAL({precision},{scale})", field=id_, role="value")
    else:
        yield RosterColumn(name=id_, sql=_SQL.get(kind, "VARCHAR"), field=id_, role="value")
    yield RosterColumn(name=f"{id_}_empty", sql="BOOLEAN", field=id_, role="empty")
