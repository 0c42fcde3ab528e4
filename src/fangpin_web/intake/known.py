"""What the office knows, as the tables a plan is made against. Read under the reader's scope."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from fangpin.identity.scratch import scratch
from fangpin.imports.known import AREA_SCHEMA, KNOWN_HOUSEHOLD_SCHEMA, KNOWN_PERSON_SCHEMA, Known, known_schema
from fangpin.ledgers import ledger
from fangpin.rosters import Source
from fangpin_web.access.bulk_cipher import index_column
from fangpin_web.records.bulk import read_rows
from fangpin_web.records.models import Area, ImportBatch


def known_for(source: Source, *, on: date) -> Known:
    """Knowledge for a delivery of this source whose period ends ``on``. Call inside ``acting_as``."""
    touched = dict.fromkeys([w.ledger for w in source.writes] + ["coverage"])
    batches = _batches()
    return Known(
        areas=_areas(),
        persons=_persons(on),
        households=_households(),
        ledgers={name: _rows(name, batches) for name in touched},
        index=index_column,
    )


def _areas() -> pa.Table:
    names = [n for n in AREA_SCHEMA.names if n != "code"]
    rows = Area.objects.values_list("code", *names)
    return pa.Table.from_pylist([dict(zip(["code", *names], r, strict=True)) for r in rows], schema=AREA_SCHEMA)


def _persons(on: date) -> pa.Table:
    persons = read_rows("person", columns=["id", "area_code", "name", "born_on", "document_number_index"])
    members = read_rows("membership", columns=["household_id", "person_id", "from_on", "to_on"])
    heads = read_rows("household", columns=["id", "head_name"])
    with scratch(p=persons, m=members, h=heads) as connection:
        return connection.sql(
            """
            SELECT p.id AS person_id, m.household_id, p.document_number_index AS join_key, p.name, p.born_on,
                h.head_name, p.area_code
            FROM p LEFT JOIN (
                SELECT person_id, arg_max(household_id, from_on) AS household_id FROM m
                WHERE from_on <= $on::DATE AND (to_on IS NULL OR to_on > $on::DATE) GROUP BY person_id
            ) m ON m.person_id = p.id
            LEFT JOIN h ON h.id = m.household_id ORDER BY p.id
            """,
            params={"on": on},
        ).to_arrow_table().cast(KNOWN_PERSON_SCHEMA)  # fmt: skip


def _households() -> pa.Table:
    table = read_rows("household", columns=["id", "code", "head_name", "area_code"])
    return table.rename_columns(KNOWN_HOUSEHOLD_SCHEMA.names).cast(KNOWN_HOUSEHOLD_SCHEMA)


def _batches() -> pa.Table:
    rows = list(ImportBatch.objects.values_list("id", "source"))
    return pa.table(
        {
            "batch_id": pa.array([r[0] for r in rows], pa.int64()),
            "batch_source": pa.array([r[1] for r in rows], pa.string()),
        }
    )


def _rows(name: str, batches: pa.Table) -> pa.Table:
    spec = ledger(name)
    columns = [f for f in known_schema(spec).names if f != "source"]
    if name == "area":
        columns = list(dict.fromkeys(columns))
    table = read_rows(name, columns=[*columns, "batch_id"])
    with scratch(t=table, b=batches) as connection:
        return connection.sql(
            "SELECT t.* EXCLUDE (batch_id), b.batch_source AS source FROM t LEFT JOIN b USING (batch_id) ORDER BY t.id"
        ).to_arrow_table()
