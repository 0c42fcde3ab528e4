"""How a number is bounded by the words around it: at least, up to, over, nearly, about."""

from __future__ import annotations

import re

from fangpin.bulletins.words import english

_REACH = 40  # characters before a number in which its bound stands
_AFTER = re.compile(r"\s*(?:or (?P<at_least>more|above|over)|or (?P<at_most>less|fewer|under|below)|and (?P<over>above|over))\b", re.IGNORECASE)  # fmt: skip


def _before() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (bound, re.compile(rf"(?<![\w-])(?:{'|'.join(words)})\s+(?:a (?:total|record) of\s+)?(?:just\s+)?(?:RMB|CNY)?\s*$", re.IGNORECASE))
        for bound, words in english().bounds.items()
    )  # fmt: skip


_BEFORE = _before()


def bound_of(text: str, start: int, stop: int) -> str:
    """``=``, ``about``, ``at_least``, ``at_most``, ``over`` or ``nearly`` of the number that stands there."""
    behind = _AFTER.match(text, stop)
    if behind:
        return behind.lastgroup or "="
    before = text[max(0, start - _REACH) : start]
    return next((bound for bound, pattern in _BEFORE if pattern.search(before)), "=")
