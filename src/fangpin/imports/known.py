"""What a plan is made against: the rows already in the ledgers, the persons and the places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import pyarrow as pa

from fangpin.ledgers import Column, LedgerSpec, Privacy

AREA_SCHEMA = pa.schema(
    [
        ("code", pa.string()),
        ("level", pa.string()),
        ("name", pa.string()),
        ("short_name", pa.string()),
        ("parent_code", pa.string()),
        ("succeeds_code", pa.string()),
        ("to_on", pa.date32()),
    ]
)
KNOWN_PERSON_SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("household_id", pa.int64()),  # of the membership in force
        ("join_key", pa.binary()),
        ("name", pa.string()),
        ("born_on", pa.date32()),
        ("head_name", pa.string()),  # of that household
        ("area_code", pa.string()),
    ]
)
KNOWN_HOUSEHOLD_SCHEMA = pa.schema(
    [
        ("household_id", pa.int64()),
        ("code", pa.string()),
        ("head_name", pa.string()),
        ("area_code", pa.string()),
    ]
)

WORDS_SCHEMA = pa.schema([("word", pa.string()), ("id", pa.int64())])


class Delivery(StrEnum):
    """How a sender counts: everything in force, what is new, or everything since the year began."""

    FULL = "full"
    INCREMENT = "increment"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day a file speaks about."""

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        if self.to_on < self.from_on:
            raise ValueError(f"a period cannot end on {self.to_on} before it begins on {self.from_on}")

    @property
    def day_after(self) -> date:
        return self.to_on + timedelta(days=1)


def plain_index(_kind: str, texts: pa.Array) -> pa.Array:
    """Join keys are the texts themselves, where nothing is kept secret: tests, benches."""
    return texts.cast(pa.binary())


@dataclass(frozen=True, kw_only=True)
class Known:
    """The knowledge a plan compares with, as Arrow tables.

    ``ledgers`` holds the rows of every touched ledger under their stored column names, with
    ``written_by`` (id of the source whose batch wrote the row last). A secret column is present only as
    ``<name>_index``; ``index(kind, texts)`` makes such an index of texts. ``words`` holds, of every
    ledger that rows refer to by words, WORDS_SCHEMA: which words lead to which row.
    """

    areas: pa.Table = field(default_factory=AREA_SCHEMA.empty_table)
    persons: pa.Table = field(default_factory=KNOWN_PERSON_SCHEMA.empty_table)
    households: pa.Table = field(default_factory=KNOWN_HOUSEHOLD_SCHEMA.empty_table)
    ledgers: Mapping[str, pa.Table] = field(default_factory=dict)
    words: Mapping[str, pa.Table] = field(default_factory=dict)
    index: Callable[[str, pa.Array], pa.Array] = plain_index

    def same_as(self, other: Known) -> bool:
        """Whether a plan against the other would be the same plan."""
        return (
            self.index is other.index
            and self.areas.equals(other.areas)
            and (self.persons is other.persons or self.persons.equals(other.persons))
            and (self.households is other.households or self.households.equals(other.households))
            and self.ledgers.keys() == other.ledgers.keys()
            and all(table.equals(other.ledgers[name]) for name, table in self.ledgers.items())
            and self.words.keys() == other.words.keys()
            and all(table.equals(other.words[name]) for name, table in self.words.items())
        )

    def rows(self, spec: LedgerSpec) -> pa.Table:
        """The known rows of a ledger in ``known_schema``; none where the ledger was not given."""
        schema = known_schema(spec)
        table = self.ledgers.get(spec.name)
        if table is None:
            return schema.empty_table()
        missing = [f for f in schema if f.name not in table.column_names]
        for absent in missing:
            table = table.append_column(absent, pa.nulls(table.num_rows, absent.type))
        return table.select(schema.names).cast(schema)


def known_schema(spec: LedgerSpec) -> pa.Schema:
    """Columns of a ledger's known rows: key, place, batch's source and the declared columns."""
    house = [("id", pa.int64()), ("area_code", pa.string()), ("written_by", pa.string())]
    return pa.schema([*house, *(compared_field(c) for c in spec.columns)])


def compared_field(column: Column) -> pa.Field:
    """The field by which a column is compared: its blind index when it is secret."""
    if column.privacy is Privacy.SECRET:
        return pa.field(f"{column.stored_name}_index", pa.binary())
    return pa.field(column.stored_name, column.arrow_type)
