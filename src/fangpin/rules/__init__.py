"""Rules over facts: three answers per row, what each rests on, and the way from an answer down to ledger rows.

>>> with open_snapshot(folder) as snapshot: ...                                      # doctest: +SKIP
>>> screening = screen(snapshot, snapshot.policy, as_of=date(2026, 10, 31))          # doctest: +SKIP
>>> explain(rule, finding["basis"], policy, on=screening.as_of, language="zh")       # doctest: +SKIP
"""

from __future__ import annotations

from fangpin.rules.answers import basis_columns
from fangpin.rules.explanation import Explanation, Shown, explain
from fangpin.rules.in_memory import open_tables, rows_of
from fangpin.rules.screening import FINDINGS, TALLIES, Screening, ScreeningFailed, ScreeningStopped, screen
from fangpin.rules.tracing import Traced, ids_by_ledger, trace
from fangpin.rules.worklist import WORKLIST, Duties, check_duties, worklist

__all__ = [
    "FINDINGS",
    "TALLIES",
    "WORKLIST",
    "Duties",
    "Explanation",
    "Screening",
    "ScreeningFailed",
    "ScreeningStopped",
    "Shown",
    "Traced",
    "basis_columns",
    "check_duties",
    "explain",
    "ids_by_ledger",
    "open_tables",
    "rows_of",
    "screen",
    "trace",
    "worklist",
]
