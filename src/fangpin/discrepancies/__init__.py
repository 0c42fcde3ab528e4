"""Discrepancies (数据打架): two records that cannot both be right, and what a new comparison does to those known.

A rule of kind ``discrepancy`` finds them; here it is decided what each finding means for what is kept already.
What a person decided about one is never undone here: only an end that the person set ends it.
"""

from __future__ import annotations

from fangpin.discrepancies.comparing import Comparison, compare
from fangpin.discrepancies.deciding import CLOSED, DECIDED, OPEN, Decisions, Finding, Known, Returned, decide, said_of
from fangpin.discrepancies.sides import ledgers_behind, ledgers_of_sides

__all__ = [
    "CLOSED",
    "DECIDED",
    "OPEN",
    "Comparison",
    "Decisions",
    "Finding",
    "Known",
    "Returned",
    "compare",
    "decide",
    "ledgers_behind",
    "ledgers_of_sides",
    "said_of",
]
