"""Papers filled in from what is known: the sheet for the national system, and the official forms of a case.

Nothing is guessed: what no ledger and no entry says stays an empty line.
"""

from __future__ import annotations

from fangpin.forms.filling import CaseSaid, FilledForm, FilledLine, FilledPart, fill
from fangpin.forms.said import said_of_source, worded

__all__ = ["CaseSaid", "FilledForm", "FilledLine", "FilledPart", "fill", "said_of_source", "worded"]
