"""Arithmetic inside a text: parts and wholes, shares, growth, remainders, means.

Only what the text itself states is checked, within the rounding as written. A list after 其中 may be incomplete, so it
is accused only where its sum comes close to the whole without meeting it, or exceeds it; a share is accused only where
two figures of one unit stand beside it and their ratio comes close. What holds is told as well.
"""

from __future__ import annotations

import re

from fangpin.bulletins.arithmetic.english import relations_english
from fangpin.bulletins.arithmetic.products import means, premiums, products
from fangpin.bulletins.arithmetic.relating import Placed, Relation, listed_elsewhere
from fangpin.bulletins.arithmetic.shares import percents
from fangpin.bulletins.arithmetic.sums import divisions, rests, sums
from fangpin.bulletins.arithmetic.tables import columns
from fangpin.bulletins.english import is_english
from fangpin.bulletins.reading import Reading

_LISTED = re.compile(r"[^\n。！？]{1,24}")  # between the figures of one list


def relations(reading: Reading) -> tuple[Relation, ...]:
    """Relations of a text, in reading order; each judged figure at most once per kind."""
    text = reading.text.text
    figures = [
        Placed(number, figure, *reading.text.place(figure.start, figure.end))
        for number, figure in enumerate(reading.figures)
    ]
    counted = [one for one in figures if one.figure.kind == "quantity"]
    if is_english(text):
        told = [*columns(text, counted), *relations_english(text, counted)]
        return tuple(sorted(told, key=lambda one: one.figures))
    found = [
        *columns(text, counted),
        *sums(text, counted),
        *divisions(text, counted),
        *rests(text, counted),
        *percents(text, counted),
        *means(text, counted),
        *products(text, counted),
        *premiums(text, counted),
    ]
    found += listed_elsewhere(text, counted, _LISTED, known=found)
    return tuple(sorted(found, key=lambda one: one.figures))
