"""From a figure down to exactly the rows that were counted, and from each of these to the ledger rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.indicators.adding import times
from fangpin.indicators.conditions import condition_of, counted_expression
from fangpin.indicators.counting import relation_of
from fangpin.indicators.ground import Ground
from fangpin.indicators.looking import Look
from fangpin.indicators.span import Span
from fangpin.ledgers import SPECS
from fangpin.policy import Indicator, Policy, Tally
from fangpin.rules.ladder import quoted
from fangpin.rules.screening import Opened, connected

Part = Literal["numerator", "denominator"]
COUNTED = "counted"


class NothingToDrill(LookupError):
    """A figure that the policy states, or a part it does not have, has no rows behind it."""

    def __init__(self, indicator: Indicator, part: Part) -> None:
        self.indicator, self.part = indicator, part
        super().__init__(indicator.id)

    def __str__(self) -> str:
        return f"{self.indicator.id} has no rows behind its {self.part}: it is read from the policy, or not divided"

    @property
    def zh(self) -> str:
        return f"“{self.indicator.zh}”没有可追溯的记录：它取自政策文件，或没有分母"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drilled:
    """The rows of one part of a figure. ``rows`` have the ledger's ``id`` or the fact's grain, ``area_code``, the
    columns the tally reads, and ``counted``: the amount or the subject. ``unknown`` are those that cannot be told.
    ``total`` and ``total_unknown`` count them all, however many were asked for."""

    indicator: Indicator
    tally: Tally
    rows: pa.Table
    unknown: pa.Table
    total: int
    total_unknown: int

    @property
    def is_ledger(self) -> bool:
        return self.tally.over in SPECS

    @property
    def number(self) -> Decimal:
        """The rows counted again: the figure's numerator or denominator, if all rows were asked for."""
        column = self.rows.column(COUNTED)
        match self.tally.counting.kind:
            case "sum" | "mean":
                return Decimal(pc.sum(column).as_py() or 0)
            case "distinct":
                return Decimal(len(set(column.drop_null().to_pylist())))
            case _:
                return Decimal(self.rows.num_rows)


def drill(
    snapshot: Opened | duckdb.DuckDBPyConnection,
    policy: Policy,
    indicator: Indicator,
    area_code: str,
    span: Span,
    *,
    part: Part = "numerator",
    limit: int | None = None,
    offset: int = 0,
) -> Drilled:
    """The rows behind a figure of this indicator, area and span, in order of their keys.

    :class:`NothingToDrill` where there are none to be had.
    """
    tally = indicator.tally if part == "numerator" else indicator.denominator
    if tally is None:
        raise NothingToDrill(indicator, part)
    with connected(snapshot) as connection, Ground(Look(connection), policy, [tally], span) as ground:
        ground.lay(ground.steps[0])
        given = ground.given
        keys = ("id",) if tally.over in SPECS else policy.fact(tally.over).grain
        read = list(dict.fromkeys((*keys, "area_code", *tally.columns)))
        chosen = ", ".join(
            [*(f"f.{quoted(name)}" for name in read), f"{counted_expression(tally, given)} AS {COUNTED}"]
        )
        condition = condition_of(tally, given).sql
        inside = f"starts_with(coalesce(f.area_code, ''), '{area_code}')" if area_code.isdigit() else "TRUE"
        source = f"FROM {quoted(relation_of(tally))} AS f WHERE {inside}"
        order = f"ORDER BY {', '.join(f'f.{quoted(key)}' for key in keys)}"
        page = f" LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
        totals = connection.execute(
            f"SELECT {times('c')}, count(*) - count(c) FROM (SELECT ({condition}) AS c {source})"
        ).fetchall()[0]
        rows, unknown = (
            connection.sql(f"SELECT {chosen} {source} AND {which} {order}{page}").to_arrow_table()
            for which in (f"({condition})", f"({condition}) IS NULL")
        )
    return Drilled(
        indicator=indicator, tally=tally, rows=rows, unknown=unknown, total=totals[0], total_unknown=totals[1]
    )
