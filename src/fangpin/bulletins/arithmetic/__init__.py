"""Arithmetic inside a text: parts and wholes, shares, growth, remainders, means.

Only what the text itself states is checked, within the rounding as written. A list after 其中 may be incomplete, so it
is accused only where its sum comes close to the whole without meeting it, or exceeds it; a share is accused only where
two figures of one unit stand beside it and their ratio comes close. What holds is told as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fangpin.bulletins.arithmetic.differences import differences, net, since_then
from fangpin.bulletins.arithmetic.english import relations_english
from fangpin.bulletins.arithmetic.growth import changes
from fangpin.bulletins.arithmetic.neighbours import same_sentence
from fangpin.bulletins.arithmetic.products import means, premiums, products
from fangpin.bulletins.arithmetic.relating import Placed, Relation, listed_elsewhere
from fangpin.bulletins.arithmetic.rests import halves, rests
from fangpin.bulletins.arithmetic.shares import percents
from fangpin.bulletins.arithmetic.sums import divisions, sums
from fangpin.bulletins.arithmetic.tables import columns
from fangpin.bulletins.english import is_english
from fangpin.bulletins.reading import Figure, Reading

_SOFT = re.compile(r"(?P<line>[^\n|\t]{34,}[\u4e00-\u9fff，、,\d])[ ]*\n[ \n]*(?=(?:\d[\d,.]*)?[\u4e00-\u9fff])")
_BARE = frozenset({"item", "person"})  # units read where the noun is not said: 个 alone
_MEASURES = frozenset("个条件项处家座所起份笔")
_RATIOS = frozenset({"share", "growth"})
_CUT_OFF = Decimal(2)  # last digits of a ratio
_FOLD = Decimal("0.9")  # of one time, by which 增长3倍 may be cut off
_LISTED = re.compile(r"[^\n|\t。！？]{1,24}")  # between the figures of one list


def relations(reading: Reading) -> tuple[Relation, ...]:
    """Relations of a text, in reading order; each judged figure at most once per kind."""
    text = reading.text.text
    figures = [
        Placed(number, figure, *reading.text.place(figure.start, figure.end))
        for number, figure in enumerate(reading.figures)
    ]
    counted = _of_one_kind(text, [one for one in figures if one.figure.kind == "quantity"])
    if is_english(text):
        told = [*columns(text, counted), *relations_english(text, counted)]
        return _told(reading, told)
    columned = list(columns(text, counted))
    text = _SOFT.sub(_joined, text)
    found = [
        *columned,
        *(one for one in sums(text, counted) if not _mixes_cells(reading, one)),
        *divisions(text, counted),
        *rests(text, counted),
        *changes(text, counted),
        *differences(text, counted),
        *since_then(text, counted),
        *net(text, counted),
        *percents(text, counted),
        *means(text, counted),
        *products(text, counted),
        *premiums(text, counted),
    ]
    found += halves(text, counted, known=found)
    found += listed_elsewhere(text, counted, _LISTED, known=found)
    return _told(reading, found)


def _told(reading: Reading, found: Sequence[Relation]) -> tuple[Relation, ...]:
    """In reading order; a share or growth off by its last digit was cut off, or made from numbers not yet rounded."""
    kept = (
        one
        for one in found
        if one.holds or one.kind not in _RATIOS or one.off > _cut_off(reading.figures[one.figures[0]])
    )
    return tuple(sorted(kept, key=lambda one: one.figures))


def _cut_off(figure: Figure) -> Decimal:
    """What a ratio, of which the last digits were cut off, may be wrong by."""
    return figure.step * (_FOLD if figure.unit == "ratio" else _CUT_OFF)


def _mixes_cells(reading: Reading, one: Relation) -> bool:
    """Whether cells of one row were added up for a number outside it: they count different things."""
    whole, *parts = (reading.figures[number].row for number in one.figures)
    rows = [row for row in parts if row]
    return len(rows) > len(set(rows)) and any(row != whole for row in rows)


def _joined(line: re.Match[str]) -> str:
    """A long line that ends amid a sentence goes on in the next; places stay as they are."""
    return line[0].replace("\n", " ")


def _of_one_kind(text: str, figures: Sequence[Placed]) -> list[Placed]:
    """A number whose noun was not said counts what the one before it in its sentence counts: 线索326条：申报118条."""
    told: list[Placed] = []
    for one in figures:
        if one.figure.unit in _BARE and (before := _last_of(text, told, one)) is not None:
            one = replace(one, figure=replace(one.figure, unit=before.figure.unit))  # noqa: PLW2901
        told.append(one)
    return told


def _last_of(text: str, told: Sequence[Placed], one: Placed) -> Placed | None:
    """The nearest number before it in the sentence with the same measure word and another unit."""
    for before in reversed(told[-6:]):
        if not same_sentence(text, before, one):
            return None
        if before.figure.text[-1:] == one.figure.text[-1:]:
            known = one.figure.unit == "item" or (before.figure.unit == "post" and one.figure.text[-1:] in _MEASURES)
            return before if known else None
    return None
