"""Counting for a draft: each indicator in each span once, whatever number of figures ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from fangpin.indicators import Figure as Counted
from fangpin.indicators import Figures, KeptFigures, Look, Span, evaluate, level_of
from fangpin.policy import Indicator, NoSuchEntry, NoValueInForce, Policy

Wanted = tuple[Indicator, Span, str]
_Known = tuple[str, Span, str]  # indicator key, span, level


@dataclass(slots=True)
class Counts:
    """Figures of one snapshot, counted when first asked for, many at a time over one look at it.

    ``area_code`` is the place's; an area asked for is inside it, and empty stands for the place itself. ``kept`` are
    the figures that were counted of this snapshot before, if they were: with the same policy they are taken from there.
    """

    look: Look
    policy: Policy
    area_code: str
    kept: KeptFigures | None = None
    found: dict[_Known, Figures | None] = field(default_factory=dict)
    looked_up: dict[tuple[str, Span, str], Counted | None] = field(default_factory=dict)  # among those kept

    def count(self, wanted: Iterable[Wanted]) -> None:
        """Count what has not been counted yet; afterwards :meth:`of` knows it."""
        groups: dict[tuple[Span, str], dict[str, Indicator]] = {}
        for indicator, asked, area in wanted:
            known = self._known(indicator, asked, area)
            if known not in self.found and self._of_kept(indicator, known[1], area) is None:
                groups.setdefault(known[1:], {})[indicator.key] = indicator
        for (span, level), indicators in groups.items():
            self._together(span, level, list(indicators.values()))

    def has(self, indicator: Indicator, span: Span, area: str) -> bool:
        """Whether it has been counted already."""
        known = self._known(indicator, span, area)
        return known in self.found or self._of_kept(indicator, known[1], area) is not None

    def of(self, indicator: Indicator, span: Span, area: str = "") -> Counted | None:
        """What was counted; None where it cannot be."""
        known = self._known(indicator, span, area)
        if kept := self._of_kept(indicator, known[1], area):
            return kept
        if known not in self.found:
            self.count([(indicator, span, area)])
        figures = self.found[known]
        return None if figures is None else figures.figure(indicator.key, area or self.area_code)

    def _known(self, indicator: Indicator, span: Span, area: str) -> _Known:
        return indicator.key, span_for(indicator, span), level_of(area or self.area_code)

    def _of_kept(self, indicator: Indicator, span: Span, area: str) -> Counted | None:
        asked = (indicator.key, span, area or self.area_code)
        if asked not in self.looked_up:
            self.looked_up[asked] = self._looked_up(*asked)
        return self.looked_up[asked]

    def _looked_up(self, key: str, span: Span, code: str) -> Counted | None:
        if self.kept is None or self.kept.policy_hash != self.policy.hash:
            return None
        when = self.kept.when(span, level_of(code))
        return self.kept.figure(key, code, when) if when else None

    def _together(self, span: Span, level: str, indicators: list[Indicator]) -> None:
        try:
            figures = evaluate(
                self.look, self.policy, indicators, as_of=span.as_of, since=span.since, until=span.until,
                levels=(level,),
            )  # fmt: skip
        except (NoValueInForce, NoSuchEntry, duckdb.Error):
            if len(indicators) == 1:
                self.found[indicators[0].key, span, level] = None
                return
            middle = len(indicators) // 2  # whichever cannot be counted must not hide the others
            self._together(span, level, indicators[:middle])
            self._together(span, level, indicators[middle:])
            return
        for indicator in indicators:
            self.found[indicator.key, span, level] = figures


def span_for(indicator: Indicator, span: Span) -> Span:
    """A level asks only for its day: spans that end together are one to it, and are counted once."""
    flows = any(tally.window == "period" for tally in indicator.tallies) or indicator.against is not None
    return span if flows else Span.of(span.as_of)
