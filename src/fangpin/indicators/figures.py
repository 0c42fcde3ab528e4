"""The figures of one evaluation: numerators and denominators of every indicator at every level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from fangpin.indicators.coverage import AreaCoverage
from fangpin.indicators.figure import Coverage, Figure
from fangpin.indicators.levels import level_of
from fangpin.indicators.span import Span
from fangpin.policy import Indicator

FIGURES = pa.schema(
    [
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("area_code", pa.string(), nullable=False),
        pa.field("level", pa.string(), nullable=False),
        pa.field("numerator", pa.decimal128(38, 6)),
        pa.field("denominator", pa.decimal128(38, 6)),
        pa.field("unknown", pa.int64(), nullable=False),
        pa.field("before", pa.decimal128(38, 6)),
        pa.field("day", pa.date32()),
        pa.field("villages", pa.int64()),
        pa.field("villages_known", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Series:
    """One tally over the areas of a level, aligned with the level's list of areas; ``amount`` wins over ``count``.

    Where no row was there to be counted it has neither.
    """

    amount: pa.Array | None = None
    count: pa.Array | None = None
    unknown: pa.Array | None = None
    day: pa.Array | None = None

    def number(self, place: int) -> Decimal:
        source = self.amount if self.amount is not None else self.count
        return Decimal(0) if source is None else Decimal(source[place].as_py() or 0)

    def rows(self, place: int) -> Decimal:
        return Decimal(0) if self.count is None else Decimal(self.count[place].as_py() or 0)

    def not_told(self, place: int) -> int:
        return 0 if self.unknown is None else int(self.unknown[place].as_py() or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the policy itself says on the day: a number or a day, the same everywhere."""

    number: Decimal | None = None
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Figures by indicator and area. ``series`` is keyed by (level, tally), ``before`` likewise for earlier days;
    ``empty`` names by tally the ledgers without a row."""

    indicators: Mapping[str, Indicator]
    definitions: Mapping[str, str]
    span: Span
    areas: Mapping[str, Mapping[str, int]]
    series: Mapping[tuple[str, str], Series]
    stated: Mapping[str, Stated]
    before: Mapping[tuple[str, str, str], Series]
    before_areas: Mapping[str, Mapping[str, Mapping[str, int]]]
    before_coverage: Mapping[tuple[str, str, str], AreaCoverage]
    coverage: Mapping[tuple[str, str], AreaCoverage]
    empty: Mapping[str, tuple[str, ...]]
    snapshot: str | None
    before_snapshot: str | None
    policy_hash: str

    def figure(self, indicator: str, area_code: str = "") -> Figure:
        """The figure of an indicator (its :attr:`~fangpin.policy.Indicator.key`) in an area; ``KeyError`` names what
        there is not. An area without rows has zero."""
        found = self.indicators.get(indicator)
        if found is None:
            raise KeyError(f"{indicator} was not evaluated; there are {', '.join(list(self.indicators)[:20])}")
        level = level_of(area_code)
        if level not in self.areas:
            raise KeyError(f"the level {level} was not evaluated; there are {', '.join(self.areas)}")
        place = self.areas[level].get(area_code, -1)
        numerator, denominator, unknown, below, day = self._numbers(found, level, place)
        before, before_span, numerator, denominator = self._compared(found, level, area_code, numerator, denominator)
        key = found.tally.canonical if found.tally else ""
        return Figure(
            indicator=found,
            area_code=area_code,
            span=self.span,
            numerator=numerator,
            denominator=denominator,
            unknown=unknown,
            unknown_below=below,
            day=day,
            before=before,
            before_span=before_span,
            before_coverage=self._covered_before(found, level, area_code),
            before_snapshot=self.before_snapshot if before_span else None,
            coverage=self.coverage[level, key].of(area_code) if key else Coverage(),
            empty=self.empty.get(key, ()),
            definition=self.definitions[indicator],
            snapshot=self.snapshot,
        )

    def _numbers(
        self, indicator: Indicator, level: str, place: int
    ) -> tuple[Decimal | None, Decimal | None, int, int, date | None]:
        if indicator.tally is None:
            stated = self.stated.get(indicator.key, Stated())
            return stated.number, None, 0, 0, stated.day
        series = self.series[level, indicator.tally.canonical]
        if place < 0:
            nothing = Decimal(0)
            return nothing, nothing if self._denominated(indicator) else None, 0, 0, None
        day = series.day[place].as_py() if series.day is not None else None
        denominator, below = None, 0
        if indicator.tally.counting.kind == "mean":
            denominator = series.rows(place)
        elif indicator.denominator is not None:
            under = self.series[level, indicator.denominator.canonical]
            denominator, below = under.number(place), under.not_told(place)
        return series.number(place), denominator, series.not_told(place), below, day

    @staticmethod
    def _denominated(indicator: Indicator) -> bool:
        mean = indicator.tally is not None and indicator.tally.counting.kind == "mean"
        return mean or indicator.denominator is not None

    def _compared(
        self,
        indicator: Indicator,
        level: str,
        area_code: str,
        numerator: Decimal | None,
        denominator: Decimal | None,
    ) -> tuple[Decimal | None, Span | None, Decimal | None, Decimal | None]:
        """Now and then, as the comparison shows them."""
        against, tally = indicator.against, indicator.tally
        if against is None or tally is None or numerator is None:
            return None, None, numerator, denominator
        place = self.before_areas[against.base].get(level, {}).get(area_code, -1)
        series = self.before[against.base, level, tally.canonical]
        then = series.number(place) if place >= 0 else Decimal(0)
        span = self.span.before(against.base)
        match against.show:
            case "difference":
                return then, span, numerator - then, None
            case "growth":
                return then, span, numerator - then, then
            case _:
                return then, span, numerator, then

    def _covered_before(self, indicator: Indicator, level: str, area_code: str) -> Coverage | None:
        against, tally = indicator.against, indicator.tally
        if against is None or tally is None:
            return None
        return self.before_coverage[against.base, level, tally.canonical].of(area_code)

    def of_level(self, indicator: str, level: str, *, within: str = "") -> list[Figure]:
        """The figures of an indicator in the areas of a level that lie in an area, in order of code."""
        codes = sorted(code for code in self.areas[level] if code.startswith(within))
        return [self.figure(indicator, code) for code in codes]

    def in_table_order(self) -> Iterator[Figure]:
        """Every figure, in the order of :meth:`table`."""
        for codes in self.areas.values():
            for key in self.indicators:
                yield from (self.figure(key, code) for code in codes)

    def table(self, *, levels: tuple[str, ...] | None = None) -> pa.Table:
        """All figures, one row an indicator and area (schema :data:`FIGURES`); ratios are left to the reader."""
        parts = [self._of_level(level, key) for level in levels or tuple(self.areas) for key in self.indicators]
        return pa.concat_tables(parts) if parts else FIGURES.empty_table()

    def _of_level(self, level: str, key: str) -> pa.Table:
        figures = [self.figure(key, code) for code in self.areas[level]]
        columns: dict[str, list[Any]] = {
            "indicator": [key] * len(figures),
            "area_code": [f.area_code for f in figures],
            "level": [level] * len(figures),
            "numerator": [f.numerator for f in figures],
            "denominator": [f.denominator for f in figures],
            "unknown": [f.unknown for f in figures],
            "before": [f.before for f in figures],
            "day": [f.day for f in figures],
            "villages": [f.coverage.villages for f in figures],
            "villages_known": [f.coverage.villages_known for f in figures],
        }
        return pa.table({name: pa.array(values, FIGURES.field(name).type) for name, values in columns.items()}, FIGURES)
