"""What stands in the columns of rows: constants, draws, days, sums shared out to the fen, references.

Each form of the language is one function of :class:`Context`; the table of forms is at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from fangpin.ledgers import Column, Kind
from fangpin.synthesis.arithmetic import round_half_up
from fangpin.synthesis.chance import Flags, Share, Whole, shared_out, shuffled, units, whole_numbers
from fangpin.synthesis.recipes.entries import RecipeError
from fangpin.synthesis.recipes.naming import invented_names
from fangpin.synthesis.targets import Targets

NOTHING = -1
Numbers = npt.NDArray[Any]


DAYS: Mapping[str, Callable[[date], date]] = {
    "as_of": lambda day: day,
    "year_start": lambda day: date(day.year, 1, 1),
    "last_year_end": lambda day: date(day.year - 1, 12, 31),
    "last_year_start": lambda day: date(day.year - 1, 1, 1),
}
SPANS = {"this_year": ("year_start", "as_of"), "last_year": ("last_year_start", "last_year_end")}


@dataclass(frozen=True)
class References:
    """Places in a universe (``household``, ``person``, ``area`` or the id of rows), -1 where there is none."""

    universe: str
    places: Whole


@dataclass(frozen=True)
class Amounts:
    """Numbers in units of the last digit kept (fen for money), with a flag where there is one."""

    units: Whole
    digits: int
    there: Flags


@dataclass(frozen=True)
class Days:
    """Days; NaT where there is none."""

    days: npt.NDArray[np.datetime64]


@dataclass(frozen=True)
class Words:
    """Text, codes and yes or no; None where there is none."""

    words: npt.NDArray[Any]


Made = References | Amounts | Days | Words


@dataclass
class Context:
    """The rows in the making: how many, about whom, and what else can be asked."""

    rows: str
    count: int
    first_number: int
    seed: int
    day: date
    targets: Targets
    amount: Callable[[Any], Fraction]
    member: References | None
    sides: tuple[References, References] | None
    population: Callable[[str], tuple[str, Whole]]  # universe and members
    within: Callable[[References, str], Flags]  # which references belong to a population
    convert: Callable[[References, str], References]  # to another universe or the ledger a column refers to
    area_names: Callable[[str], Sequence[str]]  # of the rows' areas, at a level
    copied: Callable[[References, str], Made]  # a column of the member
    lies: Whole  # the area of each row
    area_of: Callable[[References], Whole]  # where references lie
    names: Mapping[str, Any] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    scaled: Fraction | None = None  # for rows beside: sums are drawn about the mean of the main rows
    means: dict[str, Fraction] = field(default_factory=dict)

    @property
    def keys(self) -> Whole:
        return np.arange(self.count, dtype=np.int64) + self.first_number

    def value(self, form: Any, column: Column) -> Made:
        """What a form gives for a column."""
        if isinstance(form, str) and form.startswith("@"):
            return self._reference(form, column)
        if not isinstance(form, Mapping):
            return self._constant(form, column)
        for word, make in FORMS.items():
            if word in form:
                return make(self, form, column)
        raise self.problem(f"{column.name}: {dict(form)} is no known form; use {', '.join(FORMS)}")

    def problem(self, what: str) -> RecipeError:
        return RecipeError([f"{self.rows}: {what}"])

    def _reference(self, form: str, column: Column) -> Made:
        sides = {"@left": 0, "@right": 1}
        name, _, path = form.partition(".")
        if name in sides and self.sides:
            found = self.sides[sides[name]]
        elif name == "@member" and self.member is not None:
            found = self.member
        else:
            raise self.problem(
                f"{column.name}: {form} is not here; use @member with for:, @left and @right with pairs:"
            )
        if path:
            return self.copied(found, path)
        return self.convert(found, column.target or "")

    def _constant(self, value: Any, column: Column) -> Made:
        if column.kind is Kind.DATE:
            found = None if value is None else np.datetime64(self.a_day(value))
            return Days(np.full(self.count, found or np.datetime64("NaT"), "datetime64[D]"))
        if column.kind in (Kind.DECIMAL, Kind.INTEGER):
            digits = digits_of(column)
            if value is None:
                return Amounts(np.zeros(self.count, np.int64), digits, np.zeros(self.count, bool))
            whole = int(round_half_up(self.amount(value) * 10**digits))
            return Amounts(np.full(self.count, whole, np.int64), digits, np.ones(self.count, bool))
        if column.kind is Kind.REFERENCE:
            if value is None:
                return References("", np.full(self.count, NOTHING, np.int64))
            raise self.problem(f"{column.name} refers to {column.target}; use @member, {{one_of: …}} or null")
        return Words(np.full(self.count, value, object))

    # days ---------------------------------------------------------------------------------------------------

    def a_day(self, value: Any) -> date:
        """A day: written out, ``as_of``, or the last day of a figure."""
        if isinstance(value, date):
            return value
        if value in DAYS:
            return DAYS[str(value)](self.day)
        if value in self.names:
            return self.a_day(self.names[value])
        if value in self.targets:
            target = self.targets[value]
            if target.unit == "date":
                text = str(target.value)
                return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
            return target.last_day or self.day
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self.problem(f"{value!r} is no day, no figure and not as_of") from None

    def a_span(self, value: Any) -> tuple[date, date]:
        """First and last day of a period: ``2020-01-01/2020-12-30`` or a figure's; 3 years where it has no start."""
        if value in SPANS:
            begins, ends = SPANS[value]
            return DAYS[begins](self.day), DAYS[ends](self.day)
        if value in self.names:
            return self.a_span(self.names[value])
        if isinstance(value, str) and "/" in value:
            begin, end = value.split("/")
            return self.a_day(begin), self.a_day(end)
        last = self.a_day(value)
        first = self.targets[value].from_on if value in self.targets else None
        return first or last - timedelta(days=1095), last


def digits_of(column: Column) -> int:
    """Digits after the point a column keeps."""
    return (column.digits or (14, 2))[1] if column.kind is Kind.DECIMAL else 0


def _day_in(c: Context, form: Mapping[str, Any], column: Column) -> Days:
    first, last = c.a_span(form["day_in"])
    return _days(c, column, first, last)


def _day_by(c: Context, form: Mapping[str, Any], column: Column) -> Days:
    last = c.a_day(form["day_by"])
    return _days(c, column, last - timedelta(days=int(form.get("within", 900))), last)


def _day_before(c: Context, form: Mapping[str, Any], column: Column) -> Days:
    """Before the first day of a period: rows that a figure of the period must not count."""
    first, _ = c.a_span(form["day_before"])
    return _days(c, column, first - timedelta(days=int(form.get("within", 360))), first - timedelta(days=1))


def _day_after(c: Context, form: Mapping[str, Any], column: Column) -> Days:
    _, last = c.a_span(form["day_after"])
    return _days(c, column, last + timedelta(days=1), last + timedelta(days=int(form.get("within", 60))))


def _days_after(c: Context, form: Mapping[str, Any], column: Column) -> Days:
    """So many days after another column, no later than ``by``."""
    base = c.made.get(str(form["days_after"]))
    if not isinstance(base, Days):
        raise c.problem(f"{column.name}: {form['days_after']} is no day of these rows; write it above")
    low, high = (int(n) for n in form.get("between", (1, 30)))
    found = base.days + whole_numbers(c.seed, f"{c.rows} {column.name}", c.keys, low, high)
    return Days(np.minimum(found, np.datetime64(c.a_day(form["by"]))) if "by" in form else found)


def _days(c: Context, column: Column, first: date, last: date) -> Days:
    span = whole_numbers(c.seed, f"{c.rows} {column.name}", c.keys, 0, max((last - first).days, 0))
    return Days(np.datetime64(first) + span)


# numbers ----------------------------------------------------------------------------------------------------


def _sum(c: Context, form: Mapping[str, Any], column: Column) -> Amounts:
    """A total shared out over the rows so that they add up to it exactly."""
    digits, there = digits_of(column), np.ones(c.count, bool)
    if c.scaled is not None:
        mean = c.means.get(column.name, Fraction(1000))
        spread = 0.5 + units(c.seed, f"{c.rows} {column.name}", c.keys)
        return Amounts((spread * float(mean * 10**digits)).astype(np.int64), digits, there)
    if "only_in" in form:
        there = c.within(_about(c), str(form["only_in"]))
    keys = c.keys[there]
    total = int(round_half_up(c.amount(form["sum"]) * 10**digits))
    step = int(round_half_up(c.amount(form["in_steps"]) * 10**digits)) if "in_steps" in form else 1
    least = int(round_half_up(c.amount(form.get("least", 0)) * 10**digits))
    if total and not len(keys):
        raise c.problem(f"{column.name}: {form['sum']} cannot be shared out over no rows")
    rest = total - least * len(keys)
    if rest < 0:
        raise c.problem(f"{column.name}: {len(keys)} rows of at least {form['least']} are more than {form['sum']}")
    even = bool(form.get("even", False))
    weights: Share = np.ones(len(keys)) if even else 0.4 + 1.2 * units(c.seed, f"{c.rows} {column.name}", keys)
    if "in_proportion_to" in form:
        weights = (0.6 + 0.5 * weights) * _amounts(c, str(form["in_proportion_to"])).units[there]
    parts = shared_out(rest // step, weights) * step + least
    if len(parts):
        parts[int(np.argmax(parts))] += rest - rest // step * step
    found = np.zeros(c.count, np.int64)
    found[there] = parts
    if "only_in" in form and form.get("else") is None:
        return Amounts(found, digits, there)
    return Amounts(found, digits, np.ones(c.count, bool))


def _figure(c: Context, form: Mapping[str, Any], column: Column) -> Made:
    name = form["figure"]
    if column.kind is Kind.DATE:
        return c._constant(c.a_day(name), column)  # noqa: SLF001 - the same class's word
    if column.kind in (Kind.DECIMAL, Kind.INTEGER):
        return c._constant(name, column)  # noqa: SLF001
    target = c.targets[name]
    return c._constant(str(target.value), column)  # noqa: SLF001


def _between(c: Context, form: Mapping[str, Any], column: Column) -> Made:
    low, high = form["between"]
    if column.kind is Kind.DATE:
        return _days(c, column, c.a_day(low), c.a_day(high))
    digits = digits_of(column)
    step = int(round_half_up(c.amount(form.get("in_steps", 0)) * 10**digits)) or 1
    bounds = [int(round_half_up(c.amount(n) * 10**digits)) // step for n in (low, high)]
    drawn = whole_numbers(c.seed, f"{c.rows} {column.name}", c.keys, *bounds) * step
    return Amounts(drawn, digits, np.ones(c.count, bool))


def _share(c: Context, form: Mapping[str, Any], column: Column) -> Amounts:
    """A share of another column of the row, rounded down to the last digit kept."""
    base = _amounts(c, str(form["of"]))
    digits = digits_of(column)
    part = c.amount(form["share"])
    scaled = base.units * part.numerator * 10**digits // (part.denominator * 10**base.digits)
    return Amounts(scaled.astype(np.int64), digits, base.there)


def _plus(c: Context, form: Mapping[str, Any], column: Column) -> Amounts:
    return _total(c, [(1, str(n)) for n in form["plus"]], column)


def _less(c: Context, form: Mapping[str, Any], column: Column) -> Amounts:
    first, *rest = map(str, form["less"])
    return _total(c, [(1, first), *((-1, n) for n in rest)], column)


def _total(c: Context, terms: Sequence[tuple[int, str]], column: Column) -> Amounts:
    digits = digits_of(column)
    total, there = np.zeros(c.count, np.int64), np.ones(c.count, bool)
    for sign, name in terms:
        one = _amounts(c, name)
        total += sign * np.where(one.there, one.units, 0) * 10 ** max(digits - one.digits, 0)
    return Amounts(total, digits, there)


def _amounts(c: Context, name: str) -> Amounts:
    found = c.made.get(name)
    if not isinstance(found, Amounts):
        raise c.problem(f"{name} is no number of these rows; write it above")
    return found


# words and references -----------------------------------------------------------------------------------------


def _draw(c: Context, form: Mapping[str, Any], column: Column) -> Made:
    """One of several values, by weight."""
    given = form["draw"]
    choices = list(given.items()) if isinstance(given, Mapping) else [(value, 1) for value in given]
    weights = np.cumsum([float(c.amount(w)) for _, w in choices])
    drawn = np.searchsorted(weights, units(c.seed, f"{c.rows} {column.name}", c.keys) * weights[-1], side="right")
    return _pick(c, [value for value, _ in choices], np.minimum(drawn, len(choices) - 1), column)


def _counts(c: Context, form: Mapping[str, Any], column: Column) -> Made:
    """Values each so many times, by lot; ``rest`` is what the others get."""
    values = list(form["counts"])
    numbers = [int(round_half_up(c.amount(n))) for n in form["counts"].values()]
    if c.scaled is not None:
        weights = {v: max(n, 1) for v, n in zip(values, numbers, strict=True)}
        return _draw(c, {"draw": weights}, column)
    if sum(numbers) > c.count or (sum(numbers) < c.count and "rest" not in form):
        raise c.problem(f"{column.name}: counts give {sum(numbers)} of {c.count} rows; correct them or say rest:")
    which = np.full(c.count, len(values), np.int64)
    order = shuffled(c.seed, f"{c.rows} {column.name}", np.arange(c.count))
    which[order[: sum(numbers)]] = np.repeat(np.arange(len(values)), numbers)
    return _pick(c, [*values, form.get("rest")], which, column)


def _pick(c: Context, values: Sequence[Any], which: Whole, column: Column) -> Made:
    """For each row the value of its number, as a column of this kind holds it."""
    one = Context(**{**c.__dict__, "count": 1})
    kinds = [one.value(v, column) for v in values]
    first = kinds[0]
    if isinstance(first, Amounts):
        parts = [k for k in kinds if isinstance(k, Amounts)]
        return Amounts(
            np.array([k.units[0] for k in parts])[which], first.digits, np.array([k.there[0] for k in parts])[which]
        )
    if isinstance(first, Days):
        return Days(np.array([k.days[0] for k in kinds if isinstance(k, Days)])[which])
    if isinstance(first, Words):
        words = np.empty(len(kinds), object)
        words[:] = [k.words[0] if isinstance(k, Words) else None for k in kinds]
        return Words(words[which])
    raise c.problem(f"{column.name} refers to {column.target}; use one_of")


def _if_in(c: Context, form: Mapping[str, Any], column: Column) -> Made:
    """One form for members of a population, another for the others."""
    inside = c.within(_about(c), str(form["if_in"]))
    yes, no = c.value(form.get("then"), column), c.value(form.get("else"), column)
    if isinstance(yes, Amounts) and isinstance(no, Amounts):
        return Amounts(np.where(inside, yes.units, no.units), yes.digits, np.where(inside, yes.there, no.there))
    if isinstance(yes, Days) and isinstance(no, Days):
        return Days(np.where(inside, yes.days, no.days))
    if isinstance(yes, Words) and isinstance(no, Words):
        return Words(np.where(inside, yes.words, no.words))
    if isinstance(yes, References) and isinstance(no, References):
        return References(yes.universe or no.universe, np.where(inside, yes.places, no.places))
    raise c.problem(f"{column.name}: then and else give different kinds of value")


def _about(c: Context) -> References:
    if c.member is not None:
        return c.member
    if c.sides is not None:
        return c.sides[0]
    raise c.problem("if_in and only_in ask about a member; these rows have none (say for: …)")


def _one_of(c: Context, form: Mapping[str, Any], column: Column) -> References:
    """A member of a population for each row, evenly: all of them come up where there are rows enough."""
    universe, own = c.population(str(form["one_of"]))
    if not len(own):
        raise c.problem(f"{column.name}: {form['one_of']} has nobody in it")
    if form.get("here"):
        return c.convert(References(universe, _here(c, universe, own, column)), column.target or "")
    order = shuffled(c.seed, f"{c.rows} {column.name}", own)
    places = shuffled(c.seed, f"{c.rows} {column.name} rows", np.arange(c.count))
    found = np.empty(c.count, np.int64)
    found[places] = np.resize(order, c.count)
    return c.convert(References(universe, found), column.target or "")


def _here(c: Context, universe: str, own: Whole, column: Column) -> Whole:
    """For each row the first member that lies where the row does."""
    areas = c.area_of(References(universe, own))
    there, first = np.unique(areas, return_index=True)
    if lost := set(c.lies.tolist()) - set(there.tolist()):
        raise c.problem(f"{column.name}: rows lie in {len(lost)} areas where nobody of the population does")
    return own[first[np.searchsorted(there, c.lies)]]


_PLACEHOLDER = re.compile(r"\{(n|name|village|township|county|place)(?::0?(\d+))?\}")


def _text(c: Context, form: Mapping[str, Any], column: Column) -> Words:
    """A text with ``{n}`` (a running number, ``{n:06}`` padded), ``{name}`` and the row's ``{village}`` …"""
    pattern = str(form["text"])
    pieces = _PLACEHOLDER.split(pattern)
    parts: list[Any] = []
    for start in range(0, len(pieces), 3):
        parts.append([pieces[start]] * c.count)
        if start + 1 < len(pieces):
            name, width = pieces[start + 1], int(pieces[start + 2] or 0)
            if name == "n":
                parts.append([str(k + 1).zfill(width) for k in c.keys.tolist()])
            elif name == "name":
                parts.append(invented_names(c.seed, f"{c.rows} {column.name}", c.keys))
            else:
                parts.append(list(c.area_names(name)))
    joined = np.empty(c.count, object)
    joined[:] = ["".join(row) for row in zip(*parts, strict=True)]
    if column.kind is not Kind.TEXT:
        raise c.problem(f"{column.name} holds no text")
    return Words(joined)


def _copy(c: Context, form: Mapping[str, Any], column: Column) -> Made:  # noqa: ARG001 - one signature for all forms
    return c.copied(_about(c), str(form["copy"]))


def _same(c: Context, form: Mapping[str, Any], column: Column) -> Made:
    found = c.made.get(str(form["same"]))
    if found is None:
        raise c.problem(f"{column.name}: {form['same']} is no column of these rows; write it above")
    return found


FORMS: dict[str, Callable[[Context, Mapping[str, Any], Column], Made]] = {
    "sum": _sum,
    "figure": _figure,
    "between": lambda c, f, k: _days_after(c, f, k) if "days_after" in f else _between(c, f, k),
    "draw": _draw,
    "counts": _counts,
    "share": _share,
    "plus": _plus,
    "less": _less,
    "day_in": _day_in,
    "day_by": _day_by,
    "day_before": _day_before,
    "day_after": _day_after,
    "days_after": _days_after,
    "one_of": _one_of,
    "if_in": _if_in,
    "text": _text,
    "copy": _copy,
    "same": _same,
}


def as_arrow(made: Made, column: Column) -> pa.Array:
    """The values in the type of the ledger's column; references stay places."""
    if isinstance(made, References):
        return pa.array(made.places, pa.int64(), mask=made.places == NOTHING)
    if isinstance(made, Days):
        return pa.array(made.days).cast(pa.date32())
    if isinstance(made, Amounts):
        if column.kind is Kind.INTEGER:
            return pa.array(made.units, pa.int64(), mask=~made.there).cast(column.arrow_type)
        return decimals(made.units, made.digits, made.there).cast(column.arrow_type)
    return pa.array(made.words.tolist()).cast(column.arrow_type)


def decimals(whole: Whole, digits: int, there: Flags) -> pa.Array:
    """Whole numbers of the last digit as decimals, without a number in between that could round."""
    pairs = np.empty((len(whole), 2), np.int64)
    pairs[:, 0], pairs[:, 1] = whole, np.where(whole < 0, -1, 0)
    mask = pa.array(there).buffers()[1] if not there.all() else None
    return pa.Array.from_buffers(pa.decimal128(18, digits), len(whole), [mask, pa.py_buffer(pairs.tobytes())])
