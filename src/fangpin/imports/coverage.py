"""Which villages and days a file covers: the only thing that later turns "no row" into "none"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from fangpin.identity.scratch import scratch
from fangpin.imports.known import Period
from fangpin.ledgers import ledger
from fangpin.ledgers.area_codes import TOWNSHIP_DIGITS
from fangpin.rosters.sources import Source


def covered_villages(
    source: Source, subjects: pa.Table, areas: pa.Table, covered: Sequence[str] | None
) -> tuple[str, ...]:
    """Codes of the villages the file speaks for.

    Stated areas win. Without them a file that founds households (a roll lists everybody) covers the villages in
    it; a list of the few covers the townships in it, villages without a listed person included. A
    township that does not appear is not covered: it may have nobody, or may not have sent.
    """
    standing = [r["code"] for r in areas.to_pylist() if r["level"] == "village" and r["to_on"] is None]
    if covered is not None:
        return tuple(sorted(v for v in standing if any(v.startswith(code) for code in covered)))
    seen = {a for name in ("area_code", "person_area") for a in pc.unique(subjects[name]).to_pylist() if a}
    if any(w.creates for w in source.writes):
        return tuple(sorted(seen))
    townships = {a[:TOWNSHIP_DIGITS] for a in seen}
    return tuple(sorted({v for v in standing if v[:TOWNSHIP_DIGITS] in townships} | seen))


def coverage_rows(
    source: Source, subjects: pa.Table, since: pa.Array, period: Period, villages: Sequence[str]
) -> pa.Table:
    """Candidates of the coverage ledger: one for each covered ledger, list and village, with rows read and matched.

    A village's period begins where earlier cumulative lists ended, so that coverages add up.
    """
    covers = [{"ledger": c.ledger, "listing": c.listing} for c in source.covers]
    with scratch(
        s=subjects.append_column("since", since),
        village=pa.table({"code": pa.array(villages, pa.string())}),
        cover=pa.Table.from_pylist(covers, pa.schema([("ledger", pa.string()), ("listing", pa.string())])),
    ) as connection:
        table = connection.sql(
            """
            WITH told AS (
                SELECT coalesce(person_area, area_code) AS area_code, count(*) AS rows_read,
                    count(*) FILTER (state IS NULL OR state IN ('joined', 'decided', 'new')) AS rows_matched,
                    min(since) AS since
                FROM s GROUP BY 1
            )
            SELECT village.code AS area_code, cover.ledger, cover.listing,
                coalesce(told.since, $since) AS period_from_on, $until::DATE AS period_to_on,
                coalesce(rows_read, 0) AS rows_read, coalesce(rows_matched, 0) AS rows_matched
            FROM village CROSS JOIN cover LEFT JOIN told ON told.area_code = village.code
            ORDER BY village.code, cover.ledger, cover.listing
            """,
            params={"since": _usual(since, period), "until": period.to_on},
        ).to_arrow_table()
    spec = ledger("coverage")
    for column in spec.columns:
        place = table.schema.get_field_index(column.stored_name)
        table = table.set_column(place, column.stored_name, table[column.stored_name].cast(column.arrow_type))
    count = table.num_rows
    table = table.append_column("row", pa.array(range(count), pa.int64()))
    return table.append_column("sheet_no", pa.nulls(count, pa.int64())).append_column(
        "row_no", pa.nulls(count, pa.int64())
    )


def _usual(since: pa.Array, period: Period) -> date:
    return pc.max(since).as_py() or period.from_on
