"""References by words: which row of another ledger a cell means, and what becomes of words nobody knows.

A cell names a row by its number, name or code (:attr:`~fangpin.ledgers.LedgerSpec.named_by`); areas by code or name.
Rows that the same file brings are known by a negative key until they land. Everything is a join of columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.identity.scratch import scratch
from fangpin.imports.known import AREA_SCHEMA, WORDS_SCHEMA
from fangpin.imports.planned import LedgerPlan, Refusal
from fangpin.ledgers import SPECS, LedgerSpec
from fangpin.rosters.sources import REFERS, Source

KEYED_AREA_SCHEMA = AREA_SCHEMA.append(pa.field("id", pa.int64()))


def referred(source: Source) -> dict[str, tuple[str, ...]]:
    """Ledgers the source names by words, with the fields that hold the words."""
    found: dict[str, tuple[str, ...]] = {}
    for write in source.writes:
        for column, binding in write.set.items():
            if isinstance(binding, str) and binding.startswith(REFERS):
                target = SPECS[write.ledger].column(column).target or ""
                found[target] = tuple(dict.fromkeys((*found.get(target, ()), binding.removeprefix(REFERS))))
    return found


def words_of(spec: LedgerSpec, rows: pa.Table) -> pa.Table:
    """WORDS_SCHEMA of rows with ``id`` and the naming column; the key itself where a ledger has no words."""
    words = rows[spec.named_by] if spec.named_by else rows["id"].cast(pa.string())
    return pa.table({"word": words, "id": rows["id"]}, schema=WORDS_SCHEMA).filter(pc.is_valid(words))


def words_of_areas(areas: pa.Table) -> pa.Table:
    """Codes, then names, then names after their parent's, of KEYED_AREA_SCHEMA; a code beats every name.

    Of several spells of one code the one in force stands for it. A name that several areas bear is left double.
    """
    with scratch(a=areas) as connection:
        return (
            connection.sql("""
            WITH one AS (
                SELECT code, arg_max(id, coalesce(to_on, DATE '9999-12-31')) AS id,
                    arg_max(name, coalesce(to_on, DATE '9999-12-31')) AS name,
                    arg_max(parent_code, coalesce(to_on, DATE '9999-12-31')) AS parent_code
                FROM a GROUP BY code
            ), said AS (
                SELECT code AS word, id, 0 AS rank FROM one
                UNION ALL SELECT a.name, one.id, 1 FROM a JOIN one USING (code)
                UNION ALL SELECT a.short_name, one.id, 2 FROM a JOIN one USING (code)
                UNION ALL SELECT up.name || one.name, one.id, 1 FROM one JOIN one AS up ON up.code = one.parent_code
            )
            SELECT DISTINCT word, id FROM said WHERE word IS NOT NULL
            QUALIFY rank = min(rank) OVER (PARTITION BY word) ORDER BY word, id""")
            .to_arrow_table()
            .cast(WORDS_SCHEMA)
        )


def resolve(cells: pa.ChunkedArray, words: pa.Table) -> tuple[pa.Array, pa.Array]:
    """The key each cell leads to, and how many rows bear its words; null and 0 for an empty or unknown cell."""
    with scratch(c=pa.table({"place": np.arange(len(cells)), "word": cells.cast(pa.string())}), w=words) as connection:
        found = connection.sql("""
            SELECT CASE WHEN one.many = 1 THEN one.id END AS id, coalesce(one.many, 0) AS many
            FROM c LEFT JOIN (
                SELECT trim(word) AS word, min(id) AS id, count(DISTINCT id) AS many FROM w GROUP BY trim(word)
            ) AS one ON one.word = trim(c.word) ORDER BY c.place""").to_arrow_table()
    return found["id"].combine_chunks(), found["many"].combine_chunks()


def own_words(rows: pa.Table, source: Source, spec: LedgerSpec, known: pa.Table | None) -> pa.Table:
    """Words that rows of this very file bring into a ledger that refers to itself, with keys below zero."""
    named = spec.named_by or ""
    field = next((w.set[named] for w in source.writes if w.ledger == spec.name and named in w.set), None)
    if not isinstance(field, str) or field not in rows.column_names:
        return WORDS_SCHEMA.empty_table()
    words = pc.unique(pc.utf8_trim_whitespace(rows[field].cast(pa.string())).combine_chunks()).drop_null()
    if known is not None:
        words = words.filter(pc.invert(pc.is_in(words, value_set=known["word"].combine_chunks())))
    words = words.take(pc.sort_indices(words))
    return pa.table({"word": words, "id": pa.array(range(-1, -len(words) - 1, -1), pa.int64())}, schema=WORDS_SCHEMA)


def with_keys(new: pa.Table, spec: LedgerSpec, own: pa.Table) -> pa.Table:
    """New rows with a key below zero each: the one promised to its words, else one of its own."""
    if "id" in new.column_names:
        return new
    place = pa.nulls(new.num_rows, pa.int32())
    if spec.named_by in new.column_names and own.num_rows:
        place = pc.index_in(pc.utf8_trim_whitespace(new[spec.named_by]), value_set=own["word"].combine_chunks())
    keys = np.asarray(pc.fill_null(own["id"].combine_chunks().take(place), 0)).copy()
    _, first = np.unique(keys, return_index=True)
    repeated = np.ones(len(keys), bool)
    repeated[first] = False
    lacking = repeated | (keys == 0)
    keys[lacking] = -own.num_rows - 1 - np.arange(lacking.sum())
    return new.append_column("id", pa.array(keys, pa.int64()))


def without_dangling(planned: dict[str, LedgerPlan], targets: Iterable[str]) -> list[Refusal]:
    """Take out rows that refer to a row of this file which does not land, until none does; ``planned`` is changed."""
    refused: list[Refusal] = []
    while found := [hit for name in planned if (hit := _dangling(planned[name], planned, set(targets)))]:
        for part, refusals in found:
            planned[part.spec.name] = part
            refused += refusals
    return refused


def _dangling(
    part: LedgerPlan, planned: Mapping[str, LedgerPlan], targets: set[str]
) -> tuple[LedgerPlan, list[Refusal]] | None:
    refused: list[Refusal] = []
    tables = {"new": part.new, "changed": part.changed}
    for column in part.spec.references:
        if column.target not in targets or column.target not in planned:
            continue
        landing = planned[column.target].new["id"].combine_chunks()
        for name, table in tables.items():
            if column.stored_name not in table.column_names:
                continue
            cells = table[column.stored_name]
            lost = pc.fill_null(pc.and_(pc.less(cells, 0), pc.invert(pc.is_in(cells, value_set=landing))), False)  # noqa: FBT003 - Arrow
            places = table.filter(lost).select(["row", "sheet_no", "row_no"]).to_pylist()
            refused += [
                Refusal(ledger=part.spec.name, code="reference_refused", column=column.stored_name, **place)
                for place in places
            ]
            tables[name] = table.filter(pc.invert(lost))
    if not refused:
        return None
    kept = pc.is_in(part.before["id"], value_set=tables["changed"]["id"].combine_chunks())
    return replace(part, new=tables["new"], changed=tables["changed"], before=part.before.filter(kept)), refused
