"""Numbers that departments report and officers set by hand: the ledger of reported figures, as bulletins read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from fangpin.policy import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One row of the ledger: ``kind`` is ``reported`` (a department's) or ``override`` (by hand, with its reason).

    ``first`` is the first day of the period, None for a level at a day; ``last`` its last day, or the day.
    ``source`` says who (``by``), when (``on``), by which ``document`` and ``definition``, or ``why``.
    """

    indicator: str
    area_code: str
    kind: str
    first: date | None
    last: date
    value: Decimal
    source: Mapping[str, str]

    @property
    def told_by(self) -> str:
        """The department that reports it, or the reason it was set by hand."""
        return self.source.get("by" if self.kind == "reported" else "why", "")


class StatedFigures:
    """What is stated, in the order it was: of one indicator, area and period the latest counts."""

    def __init__(self, rows: Iterable[Stated] = ()) -> None:
        self.rows = tuple(rows)
        self._of: dict[tuple[str, str], list[Stated]] = defaultdict(list)
        for row in self.rows:
            self._of[row.indicator, row.area_code].append(row)

    def of_days(self, indicator: str, area_code: str, first: date | None, last: date) -> tuple[Stated, ...]:
        """What is stated for exactly these days, the latest last."""
        return tuple(r for r in self._of.get((indicator, area_code), ()) if (r.first, r.last) == (first, last))

    def newest(self, indicator: str, area_code: str, day: date) -> tuple[Stated, ...]:
        """What is stated for the last day not after ``day``, the latest last: each department's, and by hand."""
        known = [row for row in self._of.get((indicator, area_code), ()) if row.last <= day]
        latest = max((row.last for row in known), default=None)
        return tuple(row for row in known if row.last == latest)


def stated_in(connection: duckdb.DuckDBPyConnection) -> StatedFigures:
    """What the ledger of a snapshot holds."""
    rows = connection.execute(
        "SELECT f.indicator, f.area_code, f.kind, f.period_from_on, f.period_to_on, f.value, o.name, f.reported_on, "
        "f.definition, f.document, f.reason FROM reported_figure AS f LEFT JOIN organisation AS o "
        "ON o.id = f.organisation_id ORDER BY f.reported_on NULLS FIRST, f.id"
    ).fetchall()
    return StatedFigures(
        Stated(
            indicator=indicator,
            area_code=area,
            kind=kind,
            first=first,
            last=last,
            value=Decimal(value),
            source=source_of(by=by, on=on, definition=definition, document=document, why=why),
        )
        for indicator, area, kind, first, last, value, by, on, definition, document, why in rows
    )


def source_of(
    *, by: str | None, on: date | None, definition: str | None, document: str | None, why: str | None
) -> dict[str, str]:
    """What is known of where a stated number comes from; what is not known is left out."""
    told = {"by": by, "on": on and on.isoformat(), "definition": definition, "document": document, "why": why}
    return {key: value for key, value in told.items() if value}


def counts_a_period(indicator: Indicator) -> bool:
    """Whether an indicator is counted over a period, so that a number stated of it needs a first day."""
    return any(tally.window == "period" for tally in indicator.tallies)
