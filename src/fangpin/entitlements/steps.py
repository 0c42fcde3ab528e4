"""A step of a scheme's arithmetic, twice: on one row in plain Python, and as SQL over a fact. Both must agree.

Everything is decimal. Nothing is divided by the engine, whose decimals become floats there: a division is done in
whole fen. Every step is rounded to the fen, halves away from zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from fangpin.expressions import Expression
from fangpin.policy import Bands, Choose, Interest, Part, ReckoningStep, Share, Take
from fangpin.rules.ladder import quoted

_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
_FEN = Decimal("0.01")
_WIDE = "DECIMAL(38,6)"
_KEPT = "DECIMAL(18,2)"


@dataclass(frozen=True, slots=True)
class Ground:
    """A row of the fact with the steps done so far, the parameters of the day, and the day."""

    row: Mapping[str, object]
    parameters: Mapping[str, object]
    as_of: date

    def value(self, expression: Expression) -> Any:
        return expression.evaluate(self.row, self.parameters, as_of=self.as_of)

    def number(self, expression: Expression) -> Decimal | None:
        found = self.value(expression)
        return None if found is None else Decimal(found)


def to_fen(value: Decimal) -> Decimal:
    """Rounded to two decimals, halves away from zero."""
    return value.quantize(_FEN, context=_EXACT)


def amount(step: ReckoningStep, ground: Ground) -> Decimal | None:
    """What the step comes to on a row; None where something it needs is unknown."""
    found = _amount(step, ground)
    return None if found is None else to_fen(found)


def _amount(step: ReckoningStep, ground: Ground) -> Decimal | None:  # noqa: PLR0911 - one return a kind of step
    how = step.how
    match how:
        case Take(value=value):
            return ground.number(value)
        case Choose():
            code = ground.row[how.by.id]
            chosen = chosen_of(how, code)
            return ground.number(chosen) if chosen is not None else None
        case Bands():
            return banded(how, ground)
    numbers = [ground.number(part) for part in how.parts]
    if any(number is None for number in numbers):
        return None
    known = [number for number in numbers if number is not None]
    match how:
        case Share():
            return _EXACT.multiply(_EXACT.multiply(known[0], known[1]), _FEN)
        case Part():
            return None if known[1] == 0 else _EXACT.divide(known[0], known[1])
        case Interest(year=year):
            product = _EXACT.multiply(_EXACT.multiply(known[0], known[1]), known[2])
            return _EXACT.divide(product, Decimal(100 * year))


def chosen_of(how: Choose, code: object) -> Expression | None:
    """The amount for a code, or for ``true`` or ``false``; None where the code is unknown or has none."""
    if code is None:
        return None
    return dict(how.among).get(str(code).lower() if isinstance(code, bool) else str(code), how.otherwise)


def banded(how: Bands, ground: Ground) -> Decimal | None:
    """The sum over the bands, unrounded; None where a limit, a percentage or the amount is unknown."""
    total = Decimal(0)
    for _, _, inside, percent in bands_of(how, ground):
        if inside is None or percent is None:
            return None
        total = _EXACT.add(total, _EXACT.multiply(_EXACT.multiply(inside, percent), _FEN))
    return total


def bands_of(how: Bands, ground: Ground) -> list[tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]]:
    """Each band as its lower and upper limit, what of the amount lies inside, and the percentage."""
    whole = ground.number(how.of)
    limits = [ground.number(band.above) for band in how.bands]
    found = []
    for place, band in enumerate(how.bands):
        low, last = limits[place], place == len(limits) - 1
        high = None if last else limits[place + 1]
        inside = None
        if whole is not None and low is not None and (last or high is not None):
            inside = max((whole if high is None else min(whole, high)) - low, Decimal(0))
        found.append((low, high, inside, ground.number(band.percent)))
    return found


def step_sql(step: ReckoningStep) -> str:
    """The step over a row ``f`` and the parameters ``p``."""
    return f"CAST(round({_sql(step)}, 2) AS {_KEPT})"


def _sql(step: ReckoningStep) -> str:
    how = step.how
    match how:
        case Take(value=value):
            return _number(value)
        case Share(of=of, percent=percent):
            return f"CAST({_number(of)} AS DECIMAL(22,4)) * CAST({_number(percent)} AS DECIMAL(10,4)) * 0.01"
        case Part(of=of, by=by):
            return _divided(f"{_whole(of, 6)} * 100", _whole(by, 6))
        case Choose():
            listed = " ".join(f"WHEN '{code}' THEN {_number(value)}" for code, value in how.among)
            other = f" ELSE {_number(how.otherwise)}" if how.otherwise else ""
            code = f"CAST(f.{quoted(how.by.id)} AS VARCHAR)"
            return f"CASE WHEN {code} IS NOT NULL THEN CASE {code} {listed}{other} END END"
        case Bands():
            return " + ".join(_band_sql(how, place) for place in range(len(how.bands)))
        case Interest(of=of, rate=rate, days=days, year=year):
            product = f"{_whole(of, 2)} * {_whole(rate, 4)} * CAST({days.sql('duckdb')} AS HUGEINT)"
            return _divided(product, str(10**4 * 100 * year))


def _band_sql(how: Bands, place: int) -> str:
    low = _number(how.bands[place].above)
    whole = _number(how.of)
    if place + 1 < len(how.bands):
        high = _number(how.bands[place + 1].above)
        whole = f"CASE WHEN {whole} IS NOT NULL AND {high} IS NOT NULL THEN least({whole}, {high}) END"
    inside = f"({whole}) - {low}"
    kept = f"CASE WHEN {inside} > 0 THEN {inside} WHEN {inside} <= 0 THEN 0 END"
    percent = f"CAST({_number(how.bands[place].percent)} AS DECIMAL(10,4))"
    return f"(CAST({kept} AS DECIMAL(22,4)) * {percent} * 0.01)"


def _number(expression: Expression) -> str:
    return f"CAST({expression.sql('duckdb')} AS {_WIDE})"


def _whole(expression: Expression, scale: int) -> str:
    """As a whole number of its smallest part."""
    return f"CAST({_number(expression)} * {10**scale} AS HUGEINT)"


def _divided(numerator: str, denominator: str) -> str:
    """A quotient in fen, rounded halves away from zero, as yuan; unknown where the divisor is zero."""
    above, below = f"({numerator})", f"({denominator})"
    sign = f"sign({above}) * sign({below})"
    fen = f"(2 * abs{above} + abs{below}) // (2 * abs{below})"
    return f"CASE WHEN {below} <> 0 THEN CAST({sign} * ({fen}) AS DECIMAL(20,0)) * 0.01 END"
