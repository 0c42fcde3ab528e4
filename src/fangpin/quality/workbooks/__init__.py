"""Problem workbooks, one per township, with a summary; and what the townships wrote into them, read back by key.

lines = lines_of(findings, readings, policy, token="7KQM", language="zh")
parcel = write_parcel(target, lines, about, folder=scratch)      # a zip, streamed
answers = read_answers(sheets)                                   # whatever WPS made of the workbooks since
"""

from __future__ import annotations

from fangpin.quality.workbooks.answers import Answer, Answers, Unread, Verdict, read_answers
from fangpin.quality.workbooks.drawing import lines_of
from fangpin.quality.workbooks.keys import UnreadableKey, key_of, read_key, token_of
from fangpin.quality.workbooks.lines import About, Line
from fangpin.quality.workbooks.parcels import Parcel, write_parcel
from fangpin.quality.workbooks.tallies import Tallies, Tally

__all__ = [
    "About",
    "Answer",
    "Answers",
    "Line",
    "Parcel",
    "Tallies",
    "Tally",
    "Unread",
    "UnreadableKey",
    "Verdict",
    "key_of",
    "lines_of",
    "read_answers",
    "read_key",
    "token_of",
    "write_parcel",
]
