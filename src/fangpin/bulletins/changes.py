"""Changes told of a number: “比上月末增加17户” is a difference of two days or periods, and is no level of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from fangpin.bulletins.reading import Figure, Reading
from fangpin.bulletins.rhythms import Period
from fangpin.indicators import Span
from fangpin.policy.template_entries import Rhythm

REACH = 24  # characters before a number in which its comparison stands
_CHANGE = re.compile(
    r"[比较](?P<base>[^，。；：\n比较]{1,10}?)(?:净|共|累计)?(?P<way>增加|增长|上升|提高|增|多|减少|下降|降低|回落|减|少)了?[约近]?$"
)
_LESS = frozenset({"减少", "下降", "降低", "回落", "减", "少"})
_SAME_DAYS = re.compile("同期|同比")
_RHYTHMS: tuple[tuple[re.Pattern[str], Rhythm], ...] = (
    (re.compile(r"上个?月"), "month"),
    (re.compile(r"上一?周"), "week"),
    (re.compile(r"前一[日天]|昨[日天]"), "day"),
    (re.compile(r"上一?年|去年|年初"), "year"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a number is compared with, and whether it says that there is less. ``same_days``: 去年同期."""

    rhythm: Rhythm
    same_days: bool
    less: bool

    def base(self, now: Span) -> Span:
        """The days compared with those of ``now``."""
        if self.same_days:
            return now.before("month_before" if self.rhythm == "month" else "year_before")
        return Period.holding(now.until, self.rhythm).before.span("end", "period")

    def signed(self, value: Decimal) -> Decimal:
        """The number as a difference."""
        return -value if self.less else value


def change_of(reading: Reading, figure: Figure) -> Change | None:
    """The comparison that a figure ends; None where it tells a level, or the text does not say since when."""
    if figure.row or figure.kind != "quantity":
        return None
    start, _ = reading.text.place(figure.start, figure.end)
    match = _CHANGE.search(reading.text.text[max(0, start - REACH) : start])
    if match is None:
        return None
    rhythm = next((rhythm for words, rhythm in _RHYTHMS if words.search(match["base"])), None)
    if rhythm is None:
        return None
    return Change(rhythm, _SAME_DAYS.search(match["base"]) is not None, match["way"] in _LESS)
