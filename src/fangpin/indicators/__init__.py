"""Counted figures: numerators and denominators of every indicator at every level, traceable to the row.

>>> figures = evaluate(snapshot, policy, as_of=date(2026, 10, 31))     # doctest: +SKIP
>>> figures.figure("monitored_households", "532501").value             # doctest: +SKIP
Decimal('411')
"""

from __future__ import annotations

from fangpin.indicators.checking import Check, Compared, check, compare
from fangpin.indicators.definition import definition
from fangpin.indicators.drilling import Drilled, NothingToDrill, drill
from fangpin.indicators.evaluation import SlotsOpen, evaluate
from fangpin.indicators.figure import Coverage, Figure
from fangpin.indicators.figures import FIGURES, Figures
from fangpin.indicators.keeping import KeptFigures, in_use, keep_figures, read_figures
from fangpin.indicators.levels import LEVELS, level_below, level_of
from fangpin.indicators.looking import Look
from fangpin.indicators.reading import ledgers_read
from fangpin.indicators.restating import Batches, Moved, restate
from fangpin.indicators.rounding import Written
from fangpin.indicators.span import BEGINNING, Span
from fangpin.indicators.targets import Target, TargetsRefused, read_targets

__all__ = [
    "BEGINNING",
    "FIGURES",
    "LEVELS",
    "Batches",
    "Check",
    "Compared",
    "Coverage",
    "Drilled",
    "Figure",
    "Figures",
    "KeptFigures",
    "Look",
    "Moved",
    "NothingToDrill",
    "SlotsOpen",
    "Span",
    "Target",
    "TargetsRefused",
    "Written",
    "check",
    "compare",
    "definition",
    "drill",
    "evaluate",
    "in_use",
    "keep_figures",
    "ledgers_read",
    "level_below",
    "level_of",
    "read_figures",
    "read_targets",
    "restate",
]
