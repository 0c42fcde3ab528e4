"""How a ledger is declared: an annotated class, read once, from which everything else is made.

A declaration holds no rows and knows no database. The table, the Parquet schema, the workbook
template, the form, the list page, the API schema and the data dictionary are all derived from
the :class:`LedgerSpec` that a declaration leaves behind.
"""

from __future__ import annotations

import re
import sys
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Union

import pyarrow as pa


class Kind(StrEnum):
    """What a column holds. Money and measures are ``DECIMAL``; a fixed list of values is ``CODE``."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "instant"
    CODE = "code"
    REFERENCE = "reference"


class Privacy(StrEnum):
    """Who a column could point at. Only ``OPEN`` columns enter a snapshot."""

    OPEN = "open"
    PERSONAL = "personal"  # names, addresses, household codes: masked on pages, absent from snapshots
    # Document numbers and phones: encrypted in the table, found by a blind index.
    SECRET = "secret"  # noqa: S105 - the name of a level, not a password


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One declared column.

    ``unit`` is written as in policies (``CNY``, ``mu``, ``L per person per day``); ``digits`` is
    (precision, scale) of a decimal; ``codes`` names a code list of the policies folder;
    ``target`` is the ledger a reference points at.
    """

    name: str
    kind: Kind
    zh: str
    en: str
    meaning: str = ""
    unit: str | None = None
    codes: str | None = None
    digits: tuple[int, int] | None = None
    target: str | None = None
    required: bool = False
    privacy: Privacy = Privacy.OPEN

    @property
    def stored_name(self) -> str:
        """The name in tables, Parquet files and facts: a reference is stored as ``<name>_id``."""
        return f"{self.name}_id" if self.kind is Kind.REFERENCE else self.name

    @property
    def arrow_type(self) -> pa.DataType:
        match self.kind:
            case Kind.TEXT | Kind.CODE:
                return pa.string()
            case Kind.INTEGER | Kind.REFERENCE:
                return pa.int64()
            case Kind.DECIMAL:
                return pa.decimal128(*(self.digits or (14, 2)))
            case Kind.BOOLEAN:
                return pa.bool_()
            case Kind.DATE:
                return pa.date32()
            case Kind.INSTANT:
                return pa.timestamp("us", tz="UTC")

    @property
    def arrow_field(self) -> pa.Field[pa.DataType]:
        metadata = {"zh": self.zh, "en": self.en, "unit": self.unit or "", "codes": self.codes or ""}
        return pa.field(self.stored_name, self.arrow_type, metadata=metadata)


# Every ledger row carries these, so that any row can be led back to the cell it came from.
# The event date is a column of the ledger itself; ``entered_at`` is when we were told.
HOUSE_COLUMNS: tuple[Column, ...] = (
    Column(name="id", kind=Kind.INTEGER, zh="内部键", en="Key", required=True),
    Column(
        name="area_code",
        kind=Kind.TEXT,
        zh="行政区划代码",
        en="Area code",
        required=True,
        meaning="Code of the smallest area the row belongs to: 6 digits county, 9 township, 12 village.",
    ),
    Column(name="batch_id", kind=Kind.INTEGER, zh="导入批次", en="Import batch"),
    Column(name="sheet_no", kind=Kind.INTEGER, zh="工作表序号", en="Sheet number", meaning="Counted from 1."),
    Column(name="row_no", kind=Kind.INTEGER, zh="行号", en="Row number", meaning="As the spreadsheet shows it."),
    Column(
        name="entered_at",
        kind=Kind.INSTANT,
        zh="录入时间",
        en="Entered at",
        required=True,
        meaning="When the system was told; never the date of the event.",
    ),
    Column(name="entered_by", kind=Kind.INTEGER, zh="录入人", en="Entered by", meaning="Key of the officer."),
)

# A dated ledger holds spells [from_on, to_on): the day in to_on is the first day it no longer held.
SPELL_COLUMNS: tuple[Column, ...] = (
    Column(name="from_on", kind=Kind.DATE, zh="起始日期", en="From", required=True),
    Column(
        name="to_on",
        kind=Kind.DATE,
        zh="终止日期",
        en="Until",
        meaning="First day on which it no longer held; empty while it holds.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSpec:
    """What a declaration says, ready to be read by everything that is made from it.

    ``columns`` are the declared ones (spell columns included when ``dated``); ``all_columns``
    adds the house columns. ``key`` names the columns that make two rows the same record.
    ``event`` is the column that says when the thing happened. ``covered`` ledgers say nothing
    by an absent row unless a coverage row says that a file covered the area and period.
    ``named_by`` is the column whose words stand for a row in a workbook (a number, a title); a ledger
    nobody names is referred to by its key. ``shared`` rows are read by every officer, because rows of
    other areas refer to them: organisations, documents, campaigns.
    """

    name: str
    zh: str
    en: str
    family: str
    meaning: str = ""
    columns: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()
    dated: bool = False
    covered: bool = False
    event: str | None = None
    internal: bool = False
    named_by: str | None = None
    shared: bool = False
    module: str = field(default="", compare=False)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return HOUSE_COLUMNS + self.columns

    @property
    def snapshot_columns(self) -> tuple[Column, ...]:
        """Columns that may enter a snapshot: keys, codes, dates and amounts, nothing that names a person."""
        return tuple(c for c in self.all_columns if c.privacy is Privacy.OPEN)

    @property
    def arrow_schema(self) -> pa.Schema:
        """Schema of the ledger in a snapshot, column order fixed by the declaration."""
        return pa.schema(
            [c.arrow_field for c in self.snapshot_columns],
            metadata={"ledger": self.name, "zh": self.zh, "en": self.en},
        )

    @property
    def references(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.kind is Kind.REFERENCE)

    def column(self, name: str) -> Column:
        """The column of that name or stored name; ``KeyError`` names the ledger and the near misses."""
        for candidate in self.all_columns:
            if name in (candidate.name, candidate.stored_name):
                return candidate
        known = ", ".join(c.name for c in self.columns)
        raise KeyError(f"ledger {self.name} has no column {name!r}; it has {known}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Declared:
    """What ``column()`` leaves in the class body until the annotation beside it is read."""

    zh: str
    en: str
    meaning: str
    unit: str | None
    codes: str | None
    digits: tuple[int, int] | None
    required: bool
    privacy: Privacy


def column(
    zh: str,
    en: str,
    *,
    meaning: str = "",
    unit: str | None = None,
    codes: str | None = None,
    digits: tuple[int, int] | None = None,
    required: bool = False,
    privacy: Privacy = Privacy.OPEN,
) -> Any:  # the annotation beside it is the type that readers and mypy see
    """Declare a column. The annotation gives its kind, the arguments its meaning."""
    return _Declared(
        zh=zh, en=en, meaning=meaning, unit=unit, codes=codes, digits=digits, required=required, privacy=privacy
    )


class DeclarationError(TypeError):
    """A ledger declaration that cannot be read; the message names class, column and remedy."""


class Ledger:
    """Base of every declaration; see the package docstring for an example."""

    spec: ClassVar[LedgerSpec]

    def __init_subclass__(
        cls,
        *,
        zh: str = "",
        en: str = "",
        family: str = "",
        meaning: str = "",
        key: tuple[str, ...] = (),
        dated: bool = False,
        covered: bool = False,
        event: str | None = None,
        internal: bool = False,
        named_by: str | None = None,
        shared: bool = False,
        **rest: Any,
    ) -> None:
        super().__init_subclass__(**rest)
        if not zh:  # a Django model that inherits a declaration, not a declaration
            return
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__.removesuffix("Ledger")).lower()
        columns = tuple(_read_columns(cls)) + (SPELL_COLUMNS if dated else ())
        cls.spec = LedgerSpec(
            name=name,
            zh=zh,
            en=en,
            family=family or cls.__module__.rsplit(".", 1)[-1],
            meaning=meaning,
            columns=columns,
            key=key,
            dated=dated,
            covered=covered,
            event=event,
            internal=internal,
            named_by=named_by,
            shared=shared,
            module=cls.__module__,
        )
        for mentioned in (*key, *filter(None, (event, named_by))):
            if mentioned != "area_code" and mentioned not in {c.name for c in columns}:
                raise DeclarationError(
                    f"{cls.__name__}: {mentioned!r} is named in key, event or named_by but is not declared"
                )


def _read_columns(cls: type[Ledger]) -> Iterator[Column]:
    namespace = vars(sys.modules[cls.__module__]) | {cls.__name__: cls}
    for name, annotation in cls.__annotations__.items():
        declared = cls.__dict__.get(name)
        if not isinstance(declared, _Declared):
            continue
        hint = eval(annotation, namespace) if isinstance(annotation, str) else annotation  # noqa: S307 - our own source
        delattr(cls, name)  # only the annotation may stay, else it would shadow the model's field
        yield _column_from(cls, name, hint, declared)


def _column_from(cls: type[Ledger], name: str, hint: Any, declared: _Declared) -> Column:
    if typing.get_origin(hint) in (Union, types.UnionType):
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
    base = Column(
        name=name,
        kind=Kind.TEXT,
        zh=declared.zh,
        en=declared.en,
        meaning=declared.meaning,
        unit=declared.unit,
        codes=declared.codes,
        required=declared.required,
        privacy=declared.privacy,
    )
    if isinstance(hint, type) and issubclass(hint, Ledger):
        target = cls.__name__ if hint is cls else hint.__name__
        ledger = re.sub(r"(?<!^)(?=[A-Z])", "_", target.removesuffix("Ledger")).lower()
        return replace(base, kind=Kind.REFERENCE, target=ledger)
    if declared.codes:
        return replace(base, kind=Kind.CODE)
    plain = {str: Kind.TEXT, int: Kind.INTEGER, bool: Kind.BOOLEAN, date: Kind.DATE, datetime: Kind.INSTANT}
    if hint is Decimal:
        return replace(base, kind=Kind.DECIMAL, digits=declared.digits or (14, 2))
    if hint in plain:
        return replace(base, kind=plain[hint])
    raise DeclarationError(
        f"{cls.__name__}.{name}: {hint!r} is no kind of column; use str, int, Decimal, bool, date, datetime or a ledger"
    )
