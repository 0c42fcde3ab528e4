"""What cannot be, whoever counted it: a unit price, an amount a head, a share, a count above all there are.

Only numbers that the records do not confirm become ``implausible``; one that agrees keeps its verdict and says why
the two deserve a look: records and draft may share one mistake of the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import duckdb

from fangpin.bulletins.areas import INSIDE, inside
from fangpin.bulletins.cleaning import stretch
from fangpin.bulletins.reading import Figure, Reading, plain
from fangpin.bulletins.verdicts import UNCONFIRMED, Judged, Verdict
from fangpin.bulletins.words import Bound, bounds
from fangpin.expressions import Wording
from fangpin.indicators.levels import LEVELS
from fangpin.policy import NoValueInForce, Policy
from fangpin.policy import Value as InForce

_STOP = re.compile(r"[。；;！!\n]")
_PAUSE = re.compile(r"[，。；;：:！!\n、（）()]|,(?!\d)")
_AREAS = {"village": "village", "township": "township", "county": "county"}  # units that are areas → level


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much there is of a place: residents where an economy ledger says so, areas by level."""

    residents: int | None
    areas: Mapping[str, int]

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, area_code: str, day: date) -> Extent:
        """As a snapshot's connection tells it on a day."""
        told = connection.execute(
            "SELECT population FROM area_economy WHERE area_code = ? AND population IS NOT NULL AND year <= ? "
            "ORDER BY year DESC LIMIT 1",
            [area_code, day.year],
        ).fetchone()
        levels = connection.execute(
            f"SELECT length(code), count(DISTINCT code) FROM area_spells WHERE {INSIDE} GROUP BY 1",  # noqa: S608 - ours
            inside(area_code, day),
        ).fetchall()
        by_digits = dict(levels)
        return cls(
            residents=int(told[0]) if told else None,
            areas={level: by_digits[digits] for level, digits in LEVELS.items() if digits in by_digits},
        )

    def most(self, unit: str) -> int | None:
        """The greatest count of this unit; None where nobody says."""
        return self.residents if unit == "person" else self.areas.get(_AREAS.get(unit, ""))


def with_plausibility(
    reading: Reading, judged: Sequence[Judged], policy: Policy, day: date, extent: Extent
) -> tuple[Judged, ...]:
    """The same figures; what cannot be is told as ``implausible``, and of what agrees why it deserves a look."""
    told: list[Judged] = []
    for number, one in enumerate(judged):
        why = next(_doubts(reading, judged, number, policy, day, extent), None)
        if why is not None and one.verdict in UNCONFIRMED:
            told.append(replace(one, verdict=Verdict.IMPLAUSIBLE, why=why))
        elif why is not None:
            told.append(replace(one, why=_also(one.why, why)))
        else:
            told.append(one)
    return tuple(told)


def _also(first: Wording | None, why: Wording) -> Wording:
    return why if first is None else Wording(f"{first.en}; {why.en}", f"{first.zh}；{why.zh}")


def _doubts(
    reading: Reading, judged: Sequence[Judged], number: int, policy: Policy, day: date, extent: Extent
) -> Iterator[Wording]:
    figure = judged[number].figure
    if figure.kind != "quantity":
        return
    most = extent.most(figure.unit)
    if most is not None and figure.value - figure.step / 2 > most:
        yield Wording(f"the whole place has {most:,}", f"全域只有 {most:,}")
    for bound in bounds():
        value = _bounded_value(reading, judged, figure, bound)
        if value is not None:
            yield from _outside(value, bound, policy, day)


def _bounded_value(reading: Reading, judged: Sequence[Judged], figure: Figure, bound: Bound) -> Decimal | None:
    """The number the bound is about: the figure's own, or divided by the only number of the other unit beside it."""
    if figure.unit != bound.of:
        return None
    text = reading.text.text
    start, end = reading.text.place(figure.start, figure.end)
    if not bound.per:
        near = _PAUSE.split(text[max(0, start - 24) : start])[-1] + _PAUSE.split(text[end : end + 12])[0]
        return figure.value if re.search(bound.words, near) else None
    first, last = stretch(text, start, end, _STOP)
    low, high = reading.text.starts[first], reading.text.ends[last - 1]
    here = [one.figure for one in judged if low <= one.figure.start and one.figure.end <= high]
    money, counts = ([f for f in here if f.unit == unit] for unit in (bound.of, bound.per))
    if len(money) != 1 or len(counts) != 1 or counts[0].value <= 0 or not re.search(bound.words, text[first:last]):
        return None
    return figure.value / counts[0].value


def _outside(value: Decimal, bound: Bound, policy: Policy, day: date) -> Iterator[Wording]:
    least, most = (_limit(policy, name, day) for name in (bound.least, bound.most))
    shown = plain(round(value, 2))
    if least is not None and value < Decimal(str(least.value)):
        yield Wording(
            f"{bound.en} of {shown}: below {least.value} ({least.source})",
            f"{bound.zh} {shown}，低于 {least.value}（{least.source}）",
        )
    if most is not None and value > Decimal(str(most.value)):
        yield Wording(
            f"{bound.en} of {shown}: above {most.value} ({most.source})",
            f"{bound.zh} {shown}，高于 {most.value}（{most.source}）",
        )


def _limit(policy: Policy, name: str, day: date) -> InForce | None:
    """What is in force of a bound; a place without one holds nothing against it."""
    if name not in policy.parameters:
        return None
    try:
        return policy.value(name, on=day)
    except NoValueInForce:
        return None
