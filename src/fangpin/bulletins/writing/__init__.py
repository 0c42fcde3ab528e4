"""Bulletins written from a snapshot: every number in them is a figure that the file carries along.

>>> counted = count(policy.template("monthly_monitoring"), snapshot, policy, ...)    # doctest: +SKIP
>>> content = write_docx(compose(counted))                                             # doctest: +SKIP
"""

from __future__ import annotations

from fangpin.bulletins.rhythms import NoPeriod, Period, RecordsTooEarly
from fangpin.bulletins.writing.carried import Carried, CarriesNothing, Mark, carried_by
from fangpin.bulletins.writing.checking_carried import with_carried
from fangpin.bulletins.writing.composing import Letterhead, NothingToSay, PartsDoNotAdd, compose
from fangpin.bulletins.writing.counting import Counted, count
from fangpin.bulletins.writing.document import Chart, Document, Grid, LeftOut, Paragraph, Piece, Style, short
from fangpin.bulletins.writing.layout import Block, blocks_of, layout_of
from fangpin.bulletins.writing.numbers import Number
from fangpin.bulletins.writing.refreshing import Refreshed, Replaced, Untouched, refresh
from fangpin.bulletins.writing.sheet import write_pdf
from fangpin.bulletins.writing.verifying import Verification, verify_document
from fangpin.bulletins.writing.word import write_docx
from fangpin.bulletins.writing.workbook import write_appendix

__all__ = [
    "Block",
    "Carried",
    "CarriesNothing",
    "Chart",
    "Counted",
    "Document",
    "Grid",
    "LeftOut",
    "Letterhead",
    "Mark",
    "NoPeriod",
    "NothingToSay",
    "Number",
    "Paragraph",
    "PartsDoNotAdd",
    "Period",
    "Piece",
    "RecordsTooEarly",
    "Refreshed",
    "Replaced",
    "Style",
    "Untouched",
    "Verification",
    "blocks_of",
    "carried_by",
    "compose",
    "count",
    "layout_of",
    "refresh",
    "short",
    "verify_document",
    "with_carried",
    "write_appendix",
    "write_docx",
    "write_pdf",
]
