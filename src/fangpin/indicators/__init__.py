"""Counted figures: numerators and denominators of every indicator at every level, traceable to the row.

>>> figures = evaluate(snapshot, policy, as_of=date(2026, 10, 31))     # doctest: +SKIP
>>> figures.figure("monitored_households", "532501").value             # doctest: +SKIP
Decimal('411')
"""

from __future__ import annotations

from fangpin.indicators.definition import definition
from fangpin.indicators.evaluation import SlotsOpen, evaluate
from fangpin.indicators.figure import Coverage, Figure
from fangpin.indicators.figures import FIGURES, Figures
from fangpin.indicators.levels import LEVELS, level_of
from fangpin.indicators.span import BEGINNING, Span

__all__ = [
    "BEGINNING",
    "FIGURES",
    "LEVELS",
    "Coverage",
    "Figure",
    "Figures",
    "SlotsOpen",
    "Span",
    "definition",
    "evaluate",
    "level_of",
]
