"""Counting for a draft: each indicator in each span once, whatever number of figures ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from fangpin.indicators import Figure as Counted
from fangpin.indicators import Span, evaluate, level_of
from fangpin.policy import Indicator, NoSuchEntry, NoValueInForce, Policy

Wanted = tuple[str, Span]


@dataclass(slots=True)
class Counts:
    """Figures of one snapshot and area, counted when first asked for, many at a time over one connection."""

    connection: duckdb.DuckDBPyConnection
    policy: Policy
    area_code: str
    found: dict[Wanted, Counted | None] = field(default_factory=dict)

    def count(self, wanted: Iterable[tuple[Indicator, Span]]) -> None:
        """Count what has not been counted yet; afterwards :meth:`of` knows it."""
        groups: dict[Span, dict[str, Indicator]] = {}
        for indicator, asked in wanted:
            span = span_for(indicator, asked)
            if (indicator.key, span) not in self.found:
                groups.setdefault(span, {})[indicator.key] = indicator
        for span, indicators in groups.items():
            self._together(span, list(indicators.values()))

    def has(self, indicator: Indicator, span: Span) -> bool:
        """Whether it has been counted already."""
        return (indicator.key, span_for(indicator, span)) in self.found

    def of(self, indicator: Indicator, asked: Span) -> Counted | None:
        """What was counted; None where it cannot be."""
        span = span_for(indicator, asked)
        if (indicator.key, span) not in self.found:
            self.count([(indicator, span)])
        return self.found[indicator.key, span]

    def _together(self, span: Span, indicators: list[Indicator]) -> None:
        try:
            figures = evaluate(
                self.connection, self.policy, indicators, as_of=span.as_of, since=span.since, until=span.until,
                levels=(level_of(self.area_code),),
            )  # fmt: skip
        except (NoValueInForce, NoSuchEntry, duckdb.Error):
            if len(indicators) == 1:
                self.found[indicators[0].key, span] = None
                return
            middle = len(indicators) // 2  # whichever cannot be counted must not hide the others
            self._together(span, indicators[:middle])
            self._together(span, indicators[middle:])
            return
        for indicator in indicators:
            self.found[indicator.key, span] = figures.figure(indicator.key, self.area_code)


def span_for(indicator: Indicator, span: Span) -> Span:
    """A level asks only for its day: spans that end together are one to it, and are counted once."""
    flows = any(tally.window == "period" for tally in indicator.tallies) or indicator.against is not None
    return span if flows else Span.of(span.as_of)
