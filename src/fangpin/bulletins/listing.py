"""Lists of names whose length is a figure: “无为市、南陵县” are two counties where the place counts them so.

A text lists many names; only a list that stands where the place has published such a count before is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from fangpin.bulletins.mapping import Mapped, Ranked
from fangpin.bulletins.options import Option, Published, grams
from fangpin.bulletins.reading import Figure, Reading

_HEADS = "村|县|市|区|乡|镇|街道|社区"
_LIST = re.compile(rf"[\u4e00-\u9fff]{{1,7}}(?:{_HEADS})(?:[、和及][\u4e00-\u9fff]{{1,7}}(?:{_HEADS}))+")
BEFORE, BEHIND = 8, 12  # characters beside a list that are compared
BESIDE = 0.6  # share of the earlier words that must stand beside the list


def listed(reading: Reading, options: Mapping[str, Option]) -> Iterator[Mapped]:
    """Lists of places that the place has published as a count, as figures with their reading."""
    text = reading.text.text
    wordings = [(option, one) for option in options.values() for one in option.published if _is_list(one)]
    for match in _LIST.finditer(text) if wordings else ():
        for option, one in wordings:
            start = _begins(text, match, one)
            if start is None:
                continue
            yield _mapped(reading, start, match.end(), option, one)
            break


def _is_list(one: Published) -> bool:
    return "、" in one.number and not re.search(r"\d", one.number)


def _begins(text: str, match: re.Match[str], one: Published) -> int | None:
    """Where the list itself begins, the larger place named before it left out; None if the words beside do not fit."""
    before, behind = one.before[-BEFORE:], one.behind[:BEHIND]
    own = text[max(0, match.start() - BEFORE) : match.end() + BEHIND + 2]
    wanted = grams(before) | grams(behind) | (frozenset() if before or behind else grams(one.title))
    if not wanted or len(wanted & grams(own)) < BESIDE * len(wanted):
        return None
    if before and (at := match[0].find(before[-4:])) >= 0:
        return match.start() + at + len(before[-4:])
    return match.start()


def _mapped(reading: Reading, start: int, end: int, option: Option, one: Published) -> Mapped:
    names = re.split(r"[、和及]", reading.text.text[start:end])
    at, to = reading.text.origin(start, end)
    figure = Figure(
        start=at, end=to, text=reading.text.given[at:to], value=Decimal(len(names)), unit=option.indicator.unit,
        bound="=", kind="list", step=Decimal(1), subject=one.title, sentence=reading.text.text[start:end],
    )  # fmt: skip
    return Mapped(figure=figure, words=f"list|{option.key}", ranked=(Ranked(option=option, score=0.9, wording=one),))
