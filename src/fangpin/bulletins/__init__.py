"""Bulletins: the prose in which figures are published; read number by number.

>>> reading = read("截至2023年8月底，全县监测对象2,345户8,912人，风险消除率84.7%。")
>>> [(figure.text, str(figure.value), figure.unit) for figure in reading.figures]
[('2,345户', '2345', 'household'), ('8,912人', '8912', 'person'), ('84.7%', '84.7', 'percent')]
"""

from __future__ import annotations

from fangpin.bulletins.arithmetic import relations
from fangpin.bulletins.arithmetic.relating import Relation
from fangpin.bulletins.documents import UnreadableDraft, text_of, text_of_content
from fangpin.bulletins.reading import Figure, Name, NoFigure, Reading, TextTooLong, plain, read

__all__ = [
    "Figure",
    "Name",
    "NoFigure",
    "Reading",
    "Relation",
    "TextTooLong",
    "UnreadableDraft",
    "plain",
    "read",
    "relations",
    "text_of",
    "text_of_content",
]
