"""Stated numbers as pages show them: always marked, beside what was counted since, never as agreeing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_correct, scope_of
from fangpin_web.evidence.doors import links_of
from fangpin_web.evidence.models import EvidenceLink
from fangpin_web.figures.doors import last_comparisons
from fangpin_web.figures.models import StatedComparison
from fangpin_web.figures.showing import signed, written
from fangpin_web.records.models import ReportedFigure

ABOUT = "reported_figure"  # how a scan says which stated number it belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLine:
    """One stated number: who entered it, its scans, and what the records say of the same day since they are here."""

    stated: ReportedFigure
    by: Officer | None
    scans: Sequence[EvidenceLink]
    comparison: StatedComparison | None
    counted: str
    difference: str
    correctable: bool

    @property
    def differs(self) -> bool:
        return self.comparison is not None and bool(self.comparison.difference)

    @property
    def alone(self) -> tuple[StatedLine, ...]:
        """Itself as a list of one."""
        return (self,)


def stated_lines(stated: Sequence[ReportedFigure], reader: Officer) -> list[StatedLine]:
    """Stated numbers with what stands beside them, in the order given, as a reader sees them."""
    officers = officers_by_key(s.entered_by for s in stated if s.entered_by)
    compared = last_comparisons(stated)
    lines = []
    for one in stated:
        found = compared.get(one.pk)
        lines.append(
            StatedLine(
                stated=one,
                by=officers.get(one.entered_by or 0),
                scans=[link for link in links_of(ABOUT, one.pk) if link.withdrawn_at is None],
                comparison=found,
                counted=written(found.counted) if found else "",
                difference=signed(found.difference) if found else "",
                correctable=may_correct(reader) and one.area_code.startswith(scope_of(reader)),
            )
        )
    return lines
