"""What a file would change in a ledger without spells: rows collapsed, then compared with what is known.

A blank cell says nothing and never erases. Rows of one record within a file collapse where they agree;
where they contradict each other all are refused. Only what a list of persons says of their household is
gentler: the first row speaks, and the others are noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa

from fangpin.identity.scratch import scratch
from fangpin.imports.expansion import PLACE_COLUMNS
from fangpin.imports.keys import ENTITIES, identity_text
from fangpin.imports.known import compared_field
from fangpin.imports.planned import Refusal
from fangpin.ledgers import Column, LedgerSpec, Privacy


@dataclass(frozen=True, kw_only=True)
class Differences:
    """Rows of one ledger. In ``changed`` an empty cell means: as it was; ``before`` has the same rows.

    ``present`` holds the ids of known rows the file speaks of, changed or not.
    """

    new: pa.Table
    changed: pa.Table
    before: pa.Table
    unchanged: int
    present: pa.Array
    collapsed: int
    refused: tuple[Refusal, ...]


def collapse(
    candidates: pa.Table, spec: LedgerSpec, columns: Sequence[Column], *, gentle: bool
) -> tuple[pa.Table, list[Refusal], int]:
    """One row per record with ``same``, its identity as text; what is refused; how many rows fell together."""
    values = [n for c in columns for n in _compared(c)]
    text = identity_text(spec, columns, "c")
    with scratch(c=candidates) as connection:
        connection.execute(f"CREATE TEMP TABLE keyed AS SELECT {text} AS same, c.* FROM c")  # noqa: S608 - our names
        kept = ["same", "row", "sheet_no", "row_no", "area_code", *values]
        kept += ["id"] if "id" in candidates.column_names else []
        if _count(connection, "SELECT count(*) - count(DISTINCT same) FROM keyed") == 0:
            query = f"SELECT {', '.join(kept)} FROM keyed ORDER BY row, same"  # noqa: S608
            return connection.sql(query).to_arrow_table(), [], 0
        found = [f"arg_min(c.{n}, c.row) AS {n}" for n in kept[2:]]
        clash = [f"CASE WHEN min(c.{n}) <> max(c.{n}) THEN '{n}' END" for n in values]
        connection.execute(f"""
            CREATE TEMP TABLE one AS SELECT same, min(c.row) AS row, {", ".join(found)},
                coalesce({", ".join([*clash, "NULL"])}) AS clash, count(*) AS many
            FROM keyed c GROUP BY same ORDER BY row""")  # noqa: S608
        contradictions = connection.sql("""
            SELECT c.row, c.sheet_no, c.row_no, one.clash AS column, one.row_no AS other_row, one.row AS first
            FROM keyed c JOIN one USING (same) WHERE one.clash IS NOT NULL ORDER BY c.row""").fetchall()
        these = f"SELECT * EXCLUDE (clash, many) FROM one WHERE clash IS NULL OR {gentle} ORDER BY row"  # noqa: S608
        standing = connection.sql(these)
        collapsed = connection.sql("SELECT coalesce(sum(many - 1), 0) FROM one WHERE clash IS NULL").fetchall()[0][0]
        refusals = [
            Refusal(
                ledger=spec.name, row=row, sheet_no=sheet, row_no=number, column=column,
                other_row=other, code="contradicts_noted" if gentle else "contradicts",
            )
            for row, sheet, number, column, other, first in contradictions
            if not gentle or row != first
        ]  # fmt: skip
        return standing.to_arrow_table(), refusals, int(collapsed)


def compare(one: pa.Table, known: pa.Table, spec: LedgerSpec, columns: Sequence[Column]) -> Differences:
    """Compare collapsed candidates with the known rows of an undated ledger."""
    if one.num_rows and not known.num_rows:  # the first list of its kind: nothing to compare with
        rows = one.sort_by([("row", "ascending"), ("same", "ascending")]).drop_columns(["same"])
        return replace(compare(one.slice(0, 0), known, spec, columns), new=_without_indexes(rows, columns))
    names = [c.stored_name for c in columns] + (["area_code"] if spec.name in ENTITIES else [])
    compared = {c.stored_name: compared_field(c).name for c in columns} | {"area_code": "area_code"}
    differs = {n: f"(o.{compared[n]} IS NOT NULL AND o.{compared[n]} IS DISTINCT FROM k.{compared[n]})" for n in names}
    secret = {c.stored_name for c in columns if c.privacy is Privacy.SECRET}
    after = [f"CASE WHEN {differs[n]} THEN o.{n} END AS {n}" for n in names]
    before = [f"CASE WHEN {differs[n]} THEN {'NULL::VARCHAR' if n in secret else f'k.{n}'} END AS {n}" for n in names]
    area = "" if "area_code" in names else "k.area_code, "
    with scratch(o=one, kept=known) as connection:
        connection.execute(f"""
            CREATE TEMP VIEW k AS SELECT *, {identity_text(spec, columns, "kept")} AS same FROM kept
            QUALIFY row_number() OVER (PARTITION BY {identity_text(spec, columns, "kept")} ORDER BY id) = 1""")  # noqa: S608
        connection.execute(f"""
            CREATE TEMP TABLE matched AS
            SELECT o.same, k.id AS known_id, {" OR ".join(differs.values()) or "FALSE"} AS differs
            FROM o LEFT JOIN k ON o.same = k.same""")  # noqa: S608
        joined = "FROM o JOIN matched m USING (same) JOIN k ON k.id = m.known_id WHERE m.differs ORDER BY o.row, o.same"
        present = connection.sql("SELECT known_id FROM matched WHERE known_id IS NOT NULL ORDER BY 1").to_arrow_table()
        new = connection.sql(
            "SELECT o.* EXCLUDE (same) FROM o JOIN matched m USING (same) WHERE known_id IS NULL ORDER BY o.row, o.same"
        )
        changed = f"SELECT k.id, o.row, o.sheet_no, o.row_no, {area}{', '.join(after)} {joined}"
        return Differences(
            new=_without_indexes(new.to_arrow_table(), columns),
            changed=connection.sql(changed).to_arrow_table(),
            before=connection.sql(f"SELECT k.id, {area}{', '.join(before)} {joined}").to_arrow_table(),
            unchanged=_count(connection, "SELECT count(*) FROM matched WHERE known_id IS NOT NULL AND NOT differs"),
            present=present["known_id"].combine_chunks(),
            collapsed=0,
            refused=(),
        )


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.sql(query).fetchall()[0][0])


def _compared(column: Column) -> tuple[str, ...]:
    index = compared_field(column).name
    return (column.stored_name,) if index == column.stored_name else (column.stored_name, index)


def _without_indexes(table: pa.Table, columns: Sequence[Column]) -> pa.Table:
    indexes = {compared_field(c).name for c in columns if c.privacy is Privacy.SECRET}
    return table.select([n for n in table.column_names if n not in indexes])


__all__ = ["PLACE_COLUMNS", "Differences", "collapse", "compare"]
