"""What each person and household is due under the schemes in force, against what was paid, to the fen.

>>> with open_snapshot(folder) as snapshot: ...                                   # doctest: +SKIP
>>> found = assess(snapshot, snapshot.policy, as_of=date(2026, 10, 31))           # doctest: +SKIP
>>> found.items.column("difference_yuan")                                         # doctest: +SKIP

A scheme is data of the policies folder: a fact, a condition with three answers, steps of arithmetic, and what is
counted as paid. Nothing here knows any scheme.
"""

from __future__ import annotations

from fangpin.entitlements.answers import VERDICTS, Assessment, assess_row, verdict_of
from fangpin.entitlements.assessing import ENTITLEMENTS, TALLIES, Entitlements, LeftOut, assess
from fangpin.entitlements.periods import period_of
from fangpin.entitlements.signs import (
    Signs,
    asked_again,
    eves_of,
    explain_difference,
    in_doubt,
    schemes_in_doubt,
    watched,
    weigh,
)
from fangpin.entitlements.telling import Line, Told, tell
from fangpin.entitlements.worked_cases import check_schemes

__all__ = [
    "ENTITLEMENTS",
    "TALLIES",
    "VERDICTS",
    "Assessment",
    "Entitlements",
    "LeftOut",
    "Line",
    "Signs",
    "Told",
    "asked_again",
    "assess",
    "assess_row",
    "check_schemes",
    "eves_of",
    "explain_difference",
    "in_doubt",
    "period_of",
    "schemes_in_doubt",
    "tell",
    "verdict_of",
    "watched",
    "weigh",
]
