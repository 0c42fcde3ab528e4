"""What a screening could rest on: per ledger and list, the households covered and the rows that found their person."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from fangpin.rules.ladder import Window

COVERAGE = pa.schema(
    [
        pa.field("ledger", pa.string(), nullable=False),
        pa.field("listing", pa.string()),
        pa.field("households", pa.int64(), nullable=False),
        pa.field("households_covered", pa.int64(), nullable=False),
        pa.field("covered_until", pa.date32()),
        pa.field("rows_read", pa.int64()),
        pa.field("rows_matched", pa.int64()),
    ]
)

# A file covers a county, a township or a village: every level of a household's code is looked up.
_QUERY = """
WITH household_count AS (SELECT area_code, count(*) AS households FROM household GROUP BY area_code),
in_window AS (
  SELECT * FROM coverage WHERE period_to_on > {since} AND period_from_on <= {as_of}
),
reached AS (
  SELECT DISTINCT v.area_code, v.households, c.ledger, c.listing
  FROM household_count AS v
  CROSS JOIN (VALUES (2), (4), (6), (9), (12)) AS level(digits)
  JOIN in_window AS c ON c.area_code = left(v.area_code, level.digits) AND length(v.area_code) >= level.digits
),
covered AS (SELECT ledger, listing, sum(households) AS households FROM reached GROUP BY ledger, listing),
told AS (
  SELECT ledger, listing, max(period_to_on) AS until, sum(rows_read) AS rows_read, sum(rows_matched) AS rows_matched
  FROM in_window GROUP BY ledger, listing
)
SELECT
  t.ledger,
  t.listing,
  (SELECT count(*) FROM household) AS households,
  CAST(coalesce(c.households, 0) AS BIGINT) AS households_covered,
  t.until AS covered_until,
  CAST(t.rows_read AS BIGINT) AS rows_read,
  CAST(t.rows_matched AS BIGINT) AS rows_matched
FROM told AS t
LEFT JOIN covered AS c ON c.ledger = t.ledger AND c.listing IS NOT DISTINCT FROM t.listing
ORDER BY t.ledger, t.listing NULLS FIRST
"""


def coverage_of(connection: duckdb.DuckDBPyConnection, window: Window) -> pa.Table:
    """Coverage within the window (schema :data:`COVERAGE`); a ledger no file covers has no row."""
    days = {"since": f"DATE '{window.since}'", "as_of": f"DATE '{window.as_of}'"}
    return connection.sql(_QUERY.format(**days)).to_arrow_table().cast(COVERAGE)
