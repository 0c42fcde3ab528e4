"""What the office knows, as the tables a plan is made against. Read under the reader's scope.

For a small file only what its rows could meet is read: persons and households of its numbers, names and codes,
the ledger rows of those, and rows of the same source that could be missing from it. The plan is the same as against
everything; a test holds that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Q
from django.db.models.expressions import RawSQL

from fangpin.identity.scratch import scratch
from fangpin.imports import Period
from fangpin.imports.keys import ENTITIES, identity
from fangpin.imports.known import AREA_SCHEMA, KNOWN_HOUSEHOLD_SCHEMA, KNOWN_PERSON_SCHEMA, Known, known_schema
from fangpin.imports.references import KEYED_AREA_SCHEMA, referred, words_of, words_of_areas
from fangpin.imports.subjects import evidence_of
from fangpin.ledgers import LedgerSpec, ledger
from fangpin.rosters import Source
from fangpin_web.access.bulk_cipher import index_column
from fangpin_web.intake.keeping import everybody_kept
from fangpin_web.records.bulk import read_rows
from fangpin_web.records.models import LEDGER_MODELS, Area, ImportBatch, Membership, Person

SMALL = 5_000  # rows; from here on reading everything is cheaper than asking for so many
Among = RawSQL | list[Any]
# A name of these characters alone is compared as it is written (fangpin.identity.plain_name); others are all read.
_NOT_PLAIN = "[^\u4e00-\u9fff]"


def known_for(source: Source, *, period: Period, rows: pa.Table | None = None, decided: Sequence[int] = ()) -> Known:
    """Knowledge for a delivery of this source: all of it, or what ``rows`` and the persons ``decided`` could meet.

    Call inside ``acting_as``.
    """
    touched = dict.fromkeys([w.ledger for w in source.writes] + ["coverage"])
    batches = _batches()
    about, homes = _everybody(rows, source, decided)
    persons, households = _people(about, homes, period.to_on)
    wanted = None
    if about is not None:
        own = [b for b, of in zip(*batches.to_pydict().values(), strict=True) if of == source.id]
        wanted = _Wanted(persons, households, own, source, period)
    return Known(
        areas=_areas(),
        persons=persons,
        households=households,
        ledgers={name: _rows(name, batches, wanted) for name in touched},
        words={target: _words(target, rows, fields) for target, fields in referred(source).items()},
        index=index_column,
    )


def _people(about: Q | None, homes: Q | None, on: date) -> tuple[pa.Table, pa.Table]:
    """Persons with their household of that day, and households; everybody is read once in a run."""
    if about is None or homes is None:
        return everybody_kept(on, lambda: _read_people(None, None, on))
    return _read_people(about, homes, on)


def _read_people(about: Q | None, homes: Q | None, on: date) -> tuple[pa.Table, pa.Table]:
    members = _members(about)
    home_ids = None if about is None else set(members["household_id"].to_pylist())
    households = _households(None if homes is None or home_ids is None else homes | Q(pk__in=_keys(home_ids)))
    return _persons(about, members, households, on), households


def _words(target: str, rows: pa.Table | None, fields: Sequence[str]) -> pa.Table:
    """Which words lead to which row of a ledger: those a small file says, or all."""
    spec = ledger(target)
    if target == "area":
        return words_of_areas(read_rows("area", columns=KEYED_AREA_SCHEMA.names).cast(KEYED_AREA_SCHEMA))
    named = spec.named_by or "id"
    these = None
    if rows is not None and rows.num_rows < SMALL and spec.named_by:
        said = {w.strip() for name in fields if name in rows.column_names for w in rows[name].to_pylist() if w}
        these = LEDGER_MODELS[target].objects.filter(**{f"{named}__in": _array("text", sorted(said))})
    return words_of(spec, read_rows(target, rows=these, columns=list(dict.fromkeys(["id", named]))))


def _everybody(rows: pa.Table | None, source: Source, decided: Sequence[int]) -> tuple[Q | None, Q | None]:
    """Which persons and which households the rows could be about; None stands for all."""
    if rows is None or rows.num_rows >= SMALL:
        return None, None
    told = evidence_of(rows, source, index_column)
    persons = Q(pk__in=_keys(decided)) | Q(
        document_number_index__in=_array("bytea", (f"\\x{k.hex()}" for k in told.join_keys))
    )
    if told.names:
        persons |= Q(name__in=_array("text", told.names)) | Q(name__regex=_NOT_PLAIN)
    homes = Q(code__in=_array("text", told.codes))
    if told.head_names:
        homes |= Q(head_name__in=_array("text", told.head_names)) | Q(head_name__regex=_NOT_PLAIN)
    return persons, homes


def _keys(ids: Iterable[int]) -> Among:
    written = ",".join(map(str, ids))
    return RawSQL("SELECT unnest(%s::bigint[])", ["{" + written + "}"]) if written else []


def _array(kind: str, values: Iterable[str]) -> Among:
    """Values to be among, as one parameter: thousands of single ones take longer to write than to answer.

    Of none Django knows that nothing is among them: where a list names nobody, nobody is looked for.
    """
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    written = "{" + ",".join(f'"{value}"' for value in quoted) + "}"
    if written == "{}":
        return []
    return RawSQL(f"SELECT unnest(%s::{kind}[])", [written])  # noqa: S611 - the values are a parameter, the kind is ours


class _Wanted:
    """The ledger rows a small file could meet."""

    def __init__(
        self, persons: pa.Table, households: pa.Table, own: Sequence[int], source: Source, period: Period
    ) -> None:
        self.ids = {
            "person_id": _keys(persons["person_id"].to_pylist()),
            "household_id": _keys(households["household_id"].to_pylist()),
        }
        self.own, self.source, self.period = Q(batch_id__in=_keys(own)), source, period

    def of(self, spec: LedgerSpec) -> Q:
        if spec.name in ENTITIES:
            return Q(pk__in=self.ids[f"{spec.name}_id"])
        if spec.name == "coverage":
            these = Q(ledger__in=_array("text", (c.ledger for c in self.source.covers)))
            return these & (Q(period_to_on=self.period.to_on) | self.own)
        subject = next((c.stored_name for c in identity(spec) if c.stored_name in self.ids), None)
        if subject is None:
            return Q()
        met = Q(**{f"{subject}__in": self.ids[subject]}) | Q(**{f"{subject}__isnull": True})
        return met | (self.own & self._could_be_missing(spec))

    def _could_be_missing(self, spec: LedgerSpec) -> Q:
        last = self.period.to_on
        if spec.dated:
            return Q(from_on__lte=last) & (Q(to_on__isnull=True) | Q(to_on__gt=last))
        return Q()


def _areas() -> pa.Table:
    names = [n for n in AREA_SCHEMA.names if n != "code"]
    rows = Area.objects.values_list("code", *names)
    return pa.Table.from_pylist([dict(zip(["code", *names], r, strict=True)) for r in rows], schema=AREA_SCHEMA)


def _members(about: Q | None) -> pa.Table:
    persons = None if about is None else Person.objects.filter(about).values("pk")
    rows = None if persons is None else Membership.objects.filter(person__in=persons)
    return read_rows("membership", rows=rows, columns=["household_id", "person_id", "from_on", "to_on"])


def _persons(about: Q | None, members: pa.Table, households: pa.Table, on: date) -> pa.Table:
    rows = None if about is None else Person.objects.filter(about)
    columns = ["id", "area_code", "name", "born_on", "document_number_index"]
    with scratch(p=read_rows("person", rows=rows, columns=columns), m=members, h=households) as connection:
        return connection.sql(
            """
            SELECT p.id AS person_id, m.household_id, p.document_number_index AS join_key, p.name, p.born_on,
                h.head_name, p.area_code
            FROM p LEFT JOIN (
                SELECT person_id, arg_max(household_id, from_on) AS household_id FROM m
                WHERE from_on <= $on::DATE AND (to_on IS NULL OR to_on > $on::DATE) GROUP BY person_id
            ) m ON m.person_id = p.id
            LEFT JOIN h USING (household_id) ORDER BY p.id
            """,
            params={"on": on},
        ).to_arrow_table().cast(KNOWN_PERSON_SCHEMA)  # fmt: skip


def _households(homes: Q | None) -> pa.Table:
    rows = None if homes is None else LEDGER_MODELS["household"].objects.filter(homes)
    table = read_rows("household", rows=rows, columns=["id", "code", "head_name", "area_code"])
    return table.rename_columns(KNOWN_HOUSEHOLD_SCHEMA.names).cast(KNOWN_HOUSEHOLD_SCHEMA)


def _batches() -> pa.Table:
    rows = list(ImportBatch.objects.values_list("id", "source"))
    return pa.table(
        {
            "batch_id": pa.array([r[0] for r in rows], pa.int64()),
            "batch_source": pa.array([r[1] for r in rows], pa.string()),
        }
    )


def _rows(name: str, batches: pa.Table, wanted: _Wanted | None) -> pa.Table:
    """Rows of a ledger in the order of their ids, each with the source whose batch wrote it last."""
    spec = ledger(name)
    columns = dict.fromkeys([*(f for f in known_schema(spec).names if f != "written_by"), "batch_id"])
    rows = None if wanted is None else LEDGER_MODELS[name].objects.filter(wanted.of(spec))
    table = read_rows(name, rows=rows, columns=list(columns))
    place = pc.index_in(table["batch_id"], value_set=batches["batch_id"].combine_chunks())
    return table.drop_columns(["batch_id"]).append_column("written_by", batches["batch_source"].take(place))
