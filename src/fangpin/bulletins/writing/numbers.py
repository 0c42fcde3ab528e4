"""A number as a bulletin prints it: exactly, in 万 or 亿, cut with 余, as a change; and what that leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import Any, Literal

from fangpin.indicators.figure import plain
from fangpin.policy.template_entries import Form, TemplateFigure

Kind = Literal["counted", "reported", "overridden", "reckoned"]
_TEN_THOUSAND = Decimal(10_000)
_HUNDRED_MILLION = Decimal(100_000_000)
_EXACT = Context(prec=60)
_SCALES = {"none": (Decimal(1), ""), "wan": (_TEN_THOUSAND, "万"), "yi": (_HUNDRED_MILLION, "亿")}
USUAL_DECIMALS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A number printed: its characters, and from where to where a number printed so may lie (both ends in, unless
    ``over``: then less than ``high``)."""

    text: str
    low: Decimal
    high: Decimal
    over: bool = False

    def agrees(self, value: Decimal) -> bool:
        """Whether a number may be printed so."""
        return self.low <= value < self.high if self.over else self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a document, with all that is needed to compute it again.

    ``id`` is the figure's, with the area behind ``@`` where it is another than the document's. ``value`` is not
    rounded, in the base unit. ``record`` is a counted figure's; ``of`` the numbers a reckoned one is reckoned from.
    ``source`` says who reported or overrode it, with the counted value beside.
    """

    id: str
    slot: str
    area_code: str
    kind: Kind
    how: str
    value: Decimal
    unit: str
    text: str
    low: Decimal
    high: Decimal
    over: bool = False
    adjusted: bool = False
    bare: bool = False
    of: tuple[str, ...] = ()
    record: Mapping[str, Any] | None = None
    source: Mapping[str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values; numbers as text."""
        return {
            "id": self.id,
            "slot": self.slot,
            "area_code": self.area_code,
            "kind": self.kind,
            "how": self.how,
            "value": plain(self.value),
            "unit": self.unit,
            "text": self.text,
            "low": plain(self.low),
            "high": plain(self.high),
            "over": self.over,
            "adjusted": self.adjusted,
            "bare": self.bare,
            "of": list(self.of),
            "record": dict(self.record) if self.record else None,
            "source": dict(self.source) if self.source else None,
        }

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Number:
        """As it was before :meth:`as_json`."""
        kept = {key: told[key] for key in cls.__dataclass_fields__ if key in told}
        kept |= {key: Decimal(str(told[key])) for key in ("value", "low", "high")}
        return cls(**(kept | {"of": tuple(told.get("of", ()))}))

    @property
    def printed(self) -> Printed:
        return Printed(text=self.text, low=self.low, high=self.high, over=self.over)


def printed(value: Decimal, *, form: Form, word: str) -> Printed:
    """A number that is not negative, with its word: 411户, 1.92亿元, 2300余人."""
    scale = _scale_of(value, form)
    times, letter = _SCALES[scale]
    if form.over:
        step = form.over * times if scale != "none" else form.over
        cut = (value / step).to_integral_value(ROUND_DOWN) * step
        if cut and cut != value:
            digits = _digits(_EXACT.divide(cut, times), None, grouping=form.grouping)
            return Printed(text=f"{digits}{letter}余{word}", low=cut, high=cut + step, over=True)
    scaled = _EXACT.divide(value, times)
    decimals = form.decimals if form.decimals is not None else (None if scale == "none" else USUAL_DECIMALS)
    digits = _digits(scaled, decimals, grouping=form.grouping)
    low, high = _left_open(value, digits, times)
    return Printed(text=f"{digits}{letter}{word}", low=low, high=high)


def printed_figure(value: Decimal, figure: TemplateFigure) -> Printed:
    """A figure's number as its template writes it: changes with their word, ``持平`` for none."""
    if figure.words is None:
        return signed(value, form=figure.form, word=figure.word)
    up, down, flat = figure.words
    found = printed(abs(value), form=figure.form, word=figure.word)
    if found.agrees(Decimal(0)) and not found.over:
        return replace(found, text=flat, low=-found.high)
    if value > 0:
        return replace(found, text=up + found.text)
    return Printed(text=down + found.text, low=-found.high, high=-found.low, over=False)


def signed(value: Decimal, *, form: Form, word: str) -> Printed:
    """As :func:`printed`, a minus before a number below nothing."""
    if value >= 0:
        return printed(value, form=form, word=word)
    found = printed(-value, form=form, word=word)
    return Printed(text="-" + found.text, low=-found.high, high=-found.low)


def shares_that_add_up(values: list[Decimal], decimals: int) -> list[Decimal]:
    """Percentages rounded so that they make one hundred: the largest remainders are rounded up.

    ``values`` are not rounded and make one hundred; ties go to the earlier.
    """
    step = Decimal(1).scaleb(-decimals)
    floors = [(value / step).to_integral_value(ROUND_DOWN) for value in values]
    missing = int(Decimal(100) / step - sum(floors))
    by_remainder = sorted(range(len(values)), key=lambda place: (floors[place] - values[place] / step, place))
    for place in by_remainder[: max(0, missing)]:
        floors[place] += 1
    return [floor * step for floor in floors]


def _scale_of(value: Decimal, form: Form) -> str:
    if form.scale != "auto":
        return form.scale
    if value >= _HUNDRED_MILLION:
        return "yi"
    return "wan" if value >= _TEN_THOUSAND else "none"


def _digits(value: Decimal, decimals: int | None, *, grouping: bool) -> str:
    """With at most ``decimals``, no trailing noughts; None: as the number is, at most two."""
    places = USUAL_DECIMALS if decimals is None else decimals
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_EXACT)
    text = f"{rounded:,f}" if grouping else f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _left_open(value: Decimal, digits: str, times: Decimal) -> tuple[Decimal, Decimal]:
    written = Decimal(digits.replace(",", "")) * times
    if written == value:
        return value, value
    half = Decimal(1).scaleb(-len(digits.partition(".")[2])) * times / 2
    return written - half, written + half
