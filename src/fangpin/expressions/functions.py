"""The functions of the language: one meaning, one evaluator, one printing per engine.

Dates are whole days. ``months_between`` and ``years_between`` count completed months and years from
the first date to the second, negative when the second comes first: the anniversary itself
completes, and where a month has no such day (29, 30, 31) the first of the next month does. A
function of something unknown is unknown; the engines' own LEAST and GREATEST pass over NULL, so
they are guarded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from sqlglot import exp

from fangpin.expressions.units import Unit
from fangpin.expressions.vocabulary import Engine

Family = Literal["dates", "number", "numbers"]
# How many arguments each family takes, least and most.
ARGUMENTS: dict[Family, tuple[int, int]] = {"dates": (2, 2), "number": (1, 1), "numbers": (2, 8)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """``family``: two dates, one number, or two and more numbers or dates of one unit.

    ``evaluate`` receives known values only. ``printing`` receives printed arguments and the engine.
    """

    name: str
    zh: str
    family: Family
    usage: str
    evaluate: Callable[..., Any]
    printing: Callable[[list[exp.Expr], Engine], exp.Expr]
    unit: Unit | None = None


def days_between(first: date, second: date) -> int:
    return (second - first).days


def months_between(first: date, second: date) -> int:
    if second < first:
        return -months_between(second, first)
    return (second.year - first.year) * 12 + second.month - first.month - (second.day < first.day)


def years_between(first: date, second: date) -> int:
    if second < first:
        return -years_between(second, first)
    return second.year - first.year - ((second.month, second.day) < (first.month, first.day))


def _absolute(value: int | Decimal) -> int | Decimal:
    return value.copy_abs() if isinstance(value, Decimal) else abs(value)


def _bigint(item: exp.Expr) -> exp.Expr:
    return exp.cast(item, "BIGINT")


def _part(name: str, item: exp.Expr) -> exp.Expr:
    # PostgreSQL gives numeric, DuckDB and Spark whole numbers of different widths
    return _bigint(exp.Extract(this=exp.var(name), expression=item.copy()))


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value)


def _print_days(arguments: list[exp.Expr], engine: Engine) -> exp.Expr:
    first, second = arguments
    if engine == "spark":  # date - date is an INTERVAL there
        return _bigint(exp.func("DATEDIFF", second, first, dialect="spark"))
    return _bigint(exp.paren(exp.Sub(this=second, expression=first)))


def _completed(
    first: exp.Expr,
    second: exp.Expr,
    *,
    count: Callable[[exp.Expr], exp.Expr],
    within: Callable[[exp.Expr], exp.Expr],
) -> exp.Expr:
    """Periods begun less the one not yet completed; ``within`` is the place inside the period."""
    begun = exp.Sub(this=exp.paren(count(second)), expression=exp.paren(count(first)))
    forward = exp.and_(
        exp.GTE(this=second.copy(), expression=first.copy()), exp.LT(this=within(second), expression=within(first))
    )
    backward = exp.and_(
        exp.LT(this=second.copy(), expression=first.copy()), exp.GT(this=within(second), expression=within(first))
    )
    open_period = exp.Case().when(forward, _number(1)).when(backward, exp.Neg(this=_number(1))).else_(_number(0))
    return exp.paren(exp.Sub(this=begun, expression=open_period))


def _print_months(arguments: list[exp.Expr], _: Engine) -> exp.Expr:
    def months(day: exp.Expr) -> exp.Expr:
        return exp.Add(this=exp.Mul(this=_part("YEAR", day), expression=_number(12)), expression=_part("MONTH", day))

    return _completed(*arguments, count=months, within=lambda day: _part("DAY", day))


def _print_years(arguments: list[exp.Expr], _: Engine) -> exp.Expr:
    def place(day: exp.Expr) -> exp.Expr:
        return exp.Add(this=exp.Mul(this=_part("MONTH", day), expression=_number(100)), expression=_part("DAY", day))

    return _completed(*arguments, count=lambda day: _part("YEAR", day), within=place)


def _print_absolute(arguments: list[exp.Expr], _: Engine) -> exp.Expr:
    return exp.Abs(this=arguments[0])


def _guarded(make: type[exp.Least | exp.Greatest]) -> Callable[[list[exp.Expr], Engine], exp.Expr]:
    def printing(arguments: list[exp.Expr], _: Engine) -> exp.Expr:
        known = exp.and_(*(exp.not_(exp.Is(this=a.copy(), expression=exp.null())) for a in arguments))
        return exp.Case().when(known, make(this=arguments[0], expressions=arguments[1:], ignore_nulls=True))

    return printing


FUNCTIONS: dict[str, Function] = {
    f.name: f
    for f in (
        Function(
            name="days_between", zh="相隔天数", family="dates", usage="days_between(earlier, later)",
            evaluate=days_between, printing=_print_days, unit=Unit.parse("day"),
        ),
        Function(
            name="months_between", zh="相隔整月数", family="dates", usage="months_between(earlier, later)",
            evaluate=months_between, printing=_print_months, unit=Unit.parse("month"),
        ),
        Function(
            name="years_between", zh="相隔整年数（周岁）", family="dates", usage="years_between(born_on, as_of)",
            evaluate=years_between, printing=_print_years, unit=Unit.parse("year"),
        ),
        Function(
            name="abs", zh="绝对值", family="number", usage="abs(x)", evaluate=_absolute, printing=_print_absolute,
        ),
        Function(
            name="least", zh="最小值", family="numbers", usage="least(x, y)",
            evaluate=min, printing=_guarded(exp.Least),
        ),
        Function(
            name="greatest", zh="最大值", family="numbers", usage="greatest(x, y)",
            evaluate=max, printing=_guarded(exp.Greatest),
        ),
    )
}  # fmt: skip
