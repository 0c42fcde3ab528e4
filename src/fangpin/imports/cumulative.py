"""Lists that count from the beginning of the year: amounts land as what was added since the last list.

A list "January to October" after one "January to September" says what happened in October: the amount
minus all that is known of the year, over the days the earlier lists did not reach. So the ledger is
the same whether a department sends months or sums, and a window of twelve months adds up.
"""

# ruff: noqa: S608 - the names in these queries are those of our declarations

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from fangpin.identity.scratch import scratch
from fangpin.imports.keys import identity_text
from fangpin.imports.known import Delivery, Known, Period
from fangpin.imports.planned import Refusal
from fangpin.ledgers import Column, Kind, LedgerSpec, ledger
from fangpin.rosters.sources import Source


def first_days(source: Source, delivery: Delivery, period: Period, known: Known, areas: pa.Array) -> pa.Array:
    """For each row's area, the first day of which the file tells anything new: behind earlier cumulative lists."""
    start = pa.array([period.from_on] * len(areas), pa.date32())
    if delivery is not Delivery.CUMULATIVE:
        return start
    reached = _reached(source, period, known)
    days = [reached.get(a) or reached.get(None) or period.from_on for a in areas.to_pylist()] if reached else None
    return pa.array(days, pa.date32()) if days is not None else start


def _reached(source: Source, period: Period, known: Known) -> dict[str | None, date]:
    """Area -> day after the earlier lists of this year and source; None stands for rows without a place."""
    coverage = known.rows(ledger("coverage"))
    if coverage.num_rows == 0 or not source.covers:
        return {}
    with scratch(coverage=coverage) as connection:
        found = connection.execute(
            """SELECT area_code, max(period_to_on) + 1 FROM coverage
            WHERE written_by = ? AND ledger IN (SELECT unnest(?)) AND period_from_on >= ? AND period_to_on < ?
            GROUP BY area_code""",
            [source.id, [c.ledger for c in source.covers], period.from_on, period.to_on],
        ).fetchall()
    reached: dict[str | None, date] = dict(found)
    if reached:
        reached[None] = max(reached.values())
    return reached


def accumulates(spec: LedgerSpec) -> bool:
    """Ledgers of amounts over a period; in all others a cumulative list only repeats rows."""
    return {"period_from_on", "period_to_on"} <= {c.name for c in spec.columns} and not spec.dated


def as_increments(
    one: pa.Table, known: pa.Table, spec: LedgerSpec, columns: Sequence[Column], period: Period
) -> tuple[pa.Table, list[Refusal]]:
    """Replace year-to-date amounts by what they add, drop rows that add nothing, refuse rows overtaken by a later list.

    ``one`` is collapsed candidates with ``same``; rows keep their columns, ``period_from_on`` is moved
    behind what is known.
    """
    amounts = [c.stored_name for c in columns if c.kind is Kind.DECIMAL and c.unit == "CNY"]
    key = [
        ledger_column.stored_name
        for n in spec.key
        if not n.startswith("period_")
        for ledger_column in (spec.column(n),)
    ]
    match = " AND ".join(f"o.{n} IS NOT DISTINCT FROM k.{n}" for n in key)
    sums = [f"sum(k.{n}) FILTER (k.period_to_on < $until) AS {n}" for n in amounts]
    less = [
        f"(o.{n} - coalesce(p.{n}, 0))::DECIMAL({','.join(map(str, spec.column(n).digits or (14, 2)))}) AS {n}"
        for n in amounts
    ]
    adds_nothing = " AND ".join(f"coalesce(o.{n} - coalesce(p.{n}, 0), 0) = 0" for n in amounts) or "TRUE"
    since = "coalesce(p.current_from, greatest(o.period_from_on, p.earlier_to + 1), o.period_from_on)"
    with scratch(o=one, k=known) as connection:
        params = {"since": period.from_on, "until": period.to_on}
        connection.execute(
            f"""
            CREATE TEMP TABLE p AS SELECT o.same, {", ".join([*sums, ""])}
                max(k.period_to_on) FILTER (k.period_to_on < $until) AS earlier_to,
                min(k.period_from_on) FILTER (k.period_to_on = $until) AS current_from,
                min(k.period_to_on) FILTER (k.period_to_on > $until) AS later_to
            FROM o JOIN k ON {match} AND k.period_from_on >= $since GROUP BY o.same""",
            params,
        )
        replaced = ", ".join([*less, f"({since})::DATE AS period_from_on"])
        kept = connection.sql(f"""
            SELECT o.* REPLACE ({replaced}) FROM o LEFT JOIN p USING (same)
            WHERE p.later_to IS NULL AND NOT (p.earlier_to IS NOT NULL AND p.current_from IS NULL AND {adds_nothing})
            ORDER BY o.row""").to_arrow_table()
        late = connection.sql(
            "SELECT row, sheet_no, row_no FROM o JOIN p USING (same) WHERE later_to IS NOT NULL ORDER BY row"
        )
        refusals = [
            Refusal(ledger=spec.name, row=row, sheet_no=sheet, row_no=number, code="later_list_landed")
            for row, sheet, number in late.fetchall()
        ]
    return _same_again(kept, spec, columns), refusals


def _same_again(table: pa.Table, spec: LedgerSpec, columns: Sequence[Column]) -> pa.Table:
    """The identity text once more, now that the period has moved."""
    with scratch(c=table) as connection:
        return connection.sql(
            f"SELECT c.* REPLACE ({identity_text(spec, columns, 'c')} AS same) FROM c ORDER BY row"
        ).to_arrow_table()
