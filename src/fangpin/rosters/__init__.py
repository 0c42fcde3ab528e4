"""Other people's spreadsheets: open what was sent, find heading and columns, read rows or refuse them with reasons.

envelope = open_envelope(path, password=None)
sheet = envelope.sheets[0]
best = recognise(sheet, policy_sources)[0]
reading = read_sheet(sheet, best, source, policy, day=day)     # .table, .refused, .notes
write_returned([reading], path, language="zh", password="…")   # refused rows, in the sender's own layout
"""

from __future__ import annotations

from fangpin.rosters.envelopes import Envelope, open_envelope, refuse_oversize
from fangpin.rosters.periods import PeriodSuggestion
from fangpin.rosters.problems import FileTooLarge, Note, PasswordNeeded, Reason, RosterError, UnreadableFile
from fangpin.rosters.reading import Reading, RefusedRow, read_sheet, schema_of
from fangpin.rosters.recognition import ColumnMatch, Recognition, Remembered, Suggestion, recognise
from fangpin.rosters.returned import write_returned
from fangpin.rosters.sheets import Limits, Merge, Sheet
from fangpin.rosters.sources import Field, Source, SourceError, Write, read_source, sources_of
from fangpin.rosters.templates import source_of_ledger, write_template

__all__ = [
    "ColumnMatch",
    "Envelope",
    "Field",
    "FileTooLarge",
    "Limits",
    "Merge",
    "Note",
    "PasswordNeeded",
    "PeriodSuggestion",
    "Reading",
    "Reason",
    "Recognition",
    "RefusedRow",
    "Remembered",
    "RosterError",
    "Sheet",
    "Source",
    "SourceError",
    "Suggestion",
    "UnreadableFile",
    "Write",
    "open_envelope",
    "read_sheet",
    "read_source",
    "recognise",
    "refuse_oversize",
    "schema_of",
    "source_of_ledger",
    "sources_of",
    "write_returned",
    "write_template",
]
