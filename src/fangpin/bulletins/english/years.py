"""Four digits that may be a year, and what they count where they are none: 2015 households, 2015 hectares."""

from __future__ import annotations

import re

from fangpin.bulletins.english.elsewhere import TIMES_OF_DAY
from fangpin.bulletins.english.heads import Head, head_of

_YEAR = re.compile(r"(?:19|20)\d{2}")
_COUNTING = re.compile(
    r"\b(?:covers?|covered|includ(?:es?|ed|ing)|ha[sd]|have|built|total of|about|over|nearly|around|some|than|all|completed|provided|offers?|with|runs?|has set up)\s+(?:19|20)\d\d$",
    re.IGNORECASE,
)
_BACK = 30  # characters


def is_year(match: re.Match[str]) -> bool:
    """Four digits that may be a year: no sum, no magnitude behind them."""
    return _YEAR.fullmatch(match["digits"] or "") is not None and not match["scale"] and not match["money"]


def of_a_year(text: str, end: int) -> Head | None:
    """2015 households, 2015 hectares; a plural that the vocabulary does not know stands behind a year."""
    head = head_of(text, end)
    return head if head is not None and head.unit not in {"item", "person"} | TIMES_OF_DAY else _beside_year(text, end)


def _beside_year(text: str, end: int) -> Head | None:
    head = head_of(text, end)
    beside = head is not None and text[end : head.end].count(" ") == 1
    counted = _COUNTING.search(text[max(0, end - _BACK) : end])
    return (
        head if head is not None and beside and (head.unit == "person" or (counted and head.unit == "item")) else None
    )
