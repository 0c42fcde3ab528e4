"""One row under one scheme: whether it is entitled, what it is due, what it was paid, and what to make of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from fangpin.entitlements.steps import Ground, amount, to_fen
from fangpin.expressions import Name
from fangpin.policy import ReckoningStep, Scheme

Verdict = Literal["missing", "short", "over", "not_due", "agrees", "nothing", "unknown"]
# What to make of due and paid; the first four are somebody's work.
VERDICTS: tuple[Verdict, ...] = ("missing", "short", "over", "not_due", "agrees", "nothing", "unknown")
_NONE = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The answer for one row. ``due`` and ``paid`` are None where they are unknown, never zero instead.

    ``difference`` is due less paid: positive is owed, negative was paid too much. ``unknown`` are the columns that
    were read and hold nothing.
    """

    scheme: Scheme
    entitled: bool | None
    steps: tuple[tuple[ReckoningStep, Decimal | None], ...]
    due: Decimal | None
    paid: Decimal | None
    verdict: Verdict
    unknown: tuple[Name, ...]

    @property
    def difference(self) -> Decimal | None:
        return None if self.due is None or self.paid is None else self.due - self.paid


def assess_row(
    scheme: Scheme, row: Mapping[str, object], parameters: Mapping[str, object], *, as_of: date
) -> Assessment:
    """Answer one row of the scheme's fact; ``KeyError`` if the row or the parameters lack a name that is read.

    Who is not entitled is due nothing, whatever the steps come to; what is due is never below zero.
    """
    ground = Ground(row, parameters, as_of)
    entitled = ground.value(scheme.entitled)
    done = dict(row)
    steps: list[tuple[ReckoningStep, Decimal | None]] = []
    for step in scheme.steps:
        done[step.id] = amount(step, Ground(done, parameters, as_of))
        steps.append((step, done[step.id]))  # type: ignore[arg-type]
    last = steps[-1][1]
    due = _NONE if entitled is False else None if entitled is None or last is None else max(last, _NONE)
    paid = ground.number(scheme.paid)
    paid = None if paid is None else to_fen(paid)
    return Assessment(
        scheme=scheme,
        entitled=entitled,
        steps=tuple(steps),
        due=due,
        paid=paid,
        verdict=verdict_of(due, paid),
        unknown=tuple(name for name in scheme.columns if row[name.id] is None),
    )


def verdict_of(due: Decimal | None, paid: Decimal | None) -> Verdict:
    """What to make of what is due and what was paid. Nothing due and nothing known to be paid is nothing."""
    if due is not None and due == 0 and not paid:
        return "nothing"
    if due is None or paid is None:
        return "unknown"
    if due == 0:
        return "not_due"
    if paid == 0:
        return "missing"
    return "agrees" if paid == due else "short" if paid < due else "over"


# The same over a row ``f`` with the columns "?due" and "?paid"; the two must agree.
VERDICT_SQL = (
    'CASE WHEN "?due" = 0 AND coalesce("?paid", 0) = 0 THEN \'nothing\' '
    'WHEN "?due" IS NULL OR "?paid" IS NULL THEN \'unknown\' '
    "WHEN \"?due\" = 0 THEN 'not_due' WHEN \"?paid\" = 0 THEN 'missing' "
    'WHEN "?paid" = "?due" THEN \'agrees\' WHEN "?paid" < "?due" THEN \'short\' ELSE \'over\' END'
)
