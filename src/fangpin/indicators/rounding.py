"""A number as somebody wrote it, and whether a counted number agrees with it. The one place where that is decided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

Mode = Literal["exact", "nearest", "at_least", "approx"]
# “基本” without a lower end: at least this share of what is written.
NEARLY = Decimal("0.85")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A number with the interval its writing leaves open.

    ``exact``: this number. ``nearest``: ``low`` to ``high``, both ends in, since offices round halves either way.
    ``at_least`` (余, 多): ``low`` or more, and less than ``high``. ``approx`` (基本): up to ``high``, and from
    ``low`` or, where none is given, :data:`NEARLY` all of it.
    """

    mode: Mode
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    half_unit: Decimal | None = None

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The ends of the interval."""
        if self.mode == "approx":
            return self.low if self.low is not None else self.value * NEARLY, self._or_value(self.high)
        return self._or_value(self.low), self._or_value(self.high)

    def agrees(self, counted: Decimal) -> bool:
        """Whether a counted number, not rounded, may be written so."""
        low, high = self.bounds
        if self.mode == "at_least":
            return low <= counted < high or counted == low == high
        return low <= counted <= high

    def as_written(self, counted: Decimal) -> Decimal:
        """A counted number rounded as this one is written."""
        if self.mode == "exact" or not self.half_unit:
            return counted
        step = self.half_unit * 2
        rounding = ROUND_DOWN if self.mode == "at_least" else ROUND_HALF_UP
        return (counted / step).to_integral_value(rounding) * step

    def _or_value(self, end: Decimal | None) -> Decimal:
        return self.value if end is None else end
