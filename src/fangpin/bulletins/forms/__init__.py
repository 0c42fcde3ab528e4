"""Superiors' forms: a workbook or Word table of theirs is understood once, and filled each period with counted figures.

>>> fields = fields_of(read_form(content, areas))                                         # doctest: +SKIP
>>> filled = fill(content, mapping, snapshot, policy, area_code=..., period=...)           # doctest: +SKIP
"""

from __future__ import annotations

from fangpin.bulletins.forms.filling import Filled, LeftOpen, fill
from fangpin.bulletins.forms.labels import Blank, Form, Label, blanks_of, read_form
from fangpin.bulletins.forms.mapping import Answer, FormMap, Reading, asked, candidates, likely, suggest

__all__ = [
    "Answer",
    "Blank",
    "Filled",
    "Form",
    "FormMap",
    "Label",
    "LeftOpen",
    "Reading",
    "asked",
    "blanks_of",
    "candidates",
    "fill",
    "likely",
    "read_form",
    "suggest",
]
