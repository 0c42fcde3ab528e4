"""One number as published, with all that is needed to compute it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from typing import Any

from fangpin.indicators.levels import level_of
from fangpin.indicators.span import Span
from fangpin.policy import Indicator

_EXACT = Context(prec=60)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a figure could rest on: villages whose files have arrived, and rows that found their person.

    ``villages_known`` and ``rows_matched`` are None where the figure rests on no ledger that files fill.
    """

    villages: int = 0
    villages_known: int | None = None
    rows_read: int | None = None
    rows_matched: int | None = None

    def reaches(self, later: Coverage) -> bool:
        """Whether a level of this day may be compared with a later one: files had come from no fewer villages."""
        return later.villages_known is None or (self.villages_known or 0) >= later.villages_known


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of one indicator, place and time. The division is done in :attr:`value`, last.

    ``denominator`` is what is divided by, or for a claim how many were looked at. ``unknown`` are subjects that
    could not be told, counted apart; ``before`` is the number on the earlier day of a comparison. ``empty`` are ledgers
    it is made of that hold no row in the whole snapshot and for which no file has come.
    """

    indicator: Indicator
    area_code: str
    span: Span
    numerator: Decimal | None
    denominator: Decimal | None
    unknown: int
    unknown_below: int
    day: date | None
    before: Decimal | None
    before_span: Span | None
    before_coverage: Coverage | None
    before_snapshot: str | None
    coverage: Coverage
    empty: tuple[str, ...]
    definition: str
    snapshot: str | None

    @property
    def level(self) -> str:
        return level_of(self.area_code)

    @property
    def value(self) -> Decimal | None:
        """The number, not rounded; None for a day, where there is nothing to divide by or to compare with."""
        if self.numerator is None or self.day is not None or not self.comparable:
            return None
        if not self.divides:
            return _EXACT.divide(self.numerator, self.indicator.per)
        if not self.denominator:
            return None
        share = _EXACT.divide(self.numerator, self.denominator)
        return _EXACT.divide(share * _HUNDRED if self.indicator.unit == "percent" else share, self.indicator.per)

    @property
    def comparable(self) -> bool:
        """False of a comparison with a day that the files behind it do not reach back to."""
        return self.before_coverage is None or self.over_period or self.before_coverage.reaches(self.coverage)

    def comparable_with(self, other: Figure) -> bool:
        """Whether the change between this and a figure of another day is one of life, not of files that came since."""
        if self.over_period or other.over_period or self.span.as_of == other.span.as_of:
            return True
        earlier, later = sorted((self, other), key=lambda one: one.span.as_of)
        return earlier.coverage.reaches(later.coverage)

    @property
    def divides(self) -> bool:
        """Whether the published number is a quotient; the denominator of a claim of none is only who was looked at."""
        if self.indicator.value is not None or self.denominator is None:
            return False
        return self.indicator.kind == "ratio" or self.indicator.unit == "percent" or self._is_mean

    @property
    def _is_mean(self) -> bool:
        against, tally = self.indicator.against, self.indicator.tally
        return bool((against and against.show != "difference") or (tally and tally.counting.kind == "mean"))

    @property
    def unrecorded(self) -> bool:
        """Whether nothing was counted where nothing is on record: no records rather than none.

        Not so of a claim that somebody was looked at for: whom nothing is known of is unknown there.
        """
        return bool(self.empty) and not self.numerator and self.day is None and not self.screened

    @property
    def text(self) -> str:
        """The day as the indicator writes it; empty for numbers."""
        if self.day is None:
            return ""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.indicator.precision]]

    @property
    def screened(self) -> Decimal | None:
        """Of a claim, how many were looked at."""
        return self.denominator if self.indicator.kind == "claim" else None

    @property
    def holds(self) -> bool | None:
        """Whether a claim of all or none is true; None for other figures.

        It is false while anybody is unknown, and over nobody unless the indicator says that this is enough.
        """
        if self.indicator.kind != "claim" or self.indicator.tally is None or self.day is not None:
            return None
        if self.indicator.tally.counting.kind in ("first", "last"):
            return None
        if not self.denominator and not self.indicator.vacuous:
            return False
        if self.unknown or self.unknown_below:
            return False
        return self.numerator == (self.denominator if self.indicator.unit == "percent" else 0)

    @property
    def reference(self) -> str:
        """How the figure is named on a command line: ``indicator@area@day`` or ``indicator@area@since/until@day``."""
        period = f"@{self.span.since}/{self.span.until}" if self.over_period else ""
        return f"{self.indicator.key}@{self.area_code}{period}@{self.span.as_of}"

    @property
    def over_period(self) -> bool:
        return any(t.window == "period" for t in self.indicator.tallies)

    def as_json(self) -> dict[str, Any]:
        """Plain values, numbers as text; enough to compute the figure again and to compare."""
        value = self.value
        return {
            "figure": self.reference,
            "indicator": self.indicator.id,
            "given": dict(self.indicator.given),
            "zh": self.indicator.zh,
            "en": self.indicator.en,
            "kind": self.indicator.kind,
            "unit": self.indicator.unit,
            "area_code": self.area_code,
            "level": self.level,
            "as_of": self.span.as_of.isoformat(),
            "period": [self.span.since.isoformat(), self.span.until.isoformat()] if self.over_period else None,
            "value": self.text or plain(value),
            "numerator": plain(self.numerator),
            "denominator": plain(self.denominator),
            "unknown": self.unknown,
            "holds": self.holds,
            "before": plain(self.before),
            "before_as_of": self.before_span.as_of.isoformat() if self.before_span else None,
            "before_snapshot": self.before_snapshot,
            "villages": self.coverage.villages,
            "villages_known": self.coverage.villages_known,
            "rows_read": self.coverage.rows_read,
            "rows_matched": self.coverage.rows_matched,
            "empty": list(self.empty),
            "definition": self.definition,
            "snapshot": self.snapshot,
        }


def plain(value: Decimal | None, *, places: int = 12) -> str | None:
    """A number as text without needless zeros, cut to ``places`` decimals; None stays None."""
    if value is None:
        return None
    if -value.as_tuple().exponent > places:  # type: ignore[operator]
        value = value.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    text = f"{value.normalize():f}"
    return "0" if text == "-0" else text
