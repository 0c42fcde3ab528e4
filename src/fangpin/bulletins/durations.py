"""Lengths of time and changes of rank, told apart from days of the calendar: 公示期10日, 3个半月, 下降2位."""

from __future__ import annotations

import re
from decimal import Decimal

from fangpin.bulletins.quantity import Quantity
from fangpin.bulletins.set_aside import SetAside, Why

_LONG = {"小时": "hour", "钟头": "hour", "月": "month", "学期": "item", "星期": "week"}
_LONGER = re.compile(rf"个(?P<more>多|半)(?P<unit>{'|'.join(_LONG)})")  # 3个多小时, 两个半月


def time_or_rank(
    text: str, start: int, end: int, word: re.Match[str] | None, *, spelled: bool
) -> Quantity | SetAside | None:
    """公示期10日, 3个半月, 每月5日前, 3年来, 下降2位: a length of time, a day named before, a change of rank.

    The value is what the words behind the number add to it.
    """
    if long := _LONGER.match(text, end):
        half = long["more"] == "半"
        more, bound = (Decimal("0.5"), "=") if half else (Decimal(0), "at_least")
        return Quantity(start, long.end(), more, _LONG[long["unit"]], bound, Decimal(1))
    if word is not None:
        if word[1] == "年" and text[word.end() : word.end() + 1] == "来":
            return SetAside(start, word.end() + 1, Why.DATE)
        ranked = word[1] == "位" and _RANKED.search(text[max(0, start - 4) : start])
        return SetAside(start, word.end(), Why.ORDINAL) if ranked else None
    if spelled:
        return None
    if (days := _days(text, start, end)) is not None:
        return Quantity(start, days, Decimal(0), "day", "=", Decimal(1))
    return SetAside(start, end + 1, Why.DATE) if re.match("[日号](?!线|楼)", text[end : end + 2]) else None


_RANKED = re.compile(r"(?:下降|上升|前移|后移|提升|前进|跃升|位居|位列|排名|居|列|前|后)了?$")
LASTING = re.compile(
    r"(?:期|为期|期限|历时|用时|时限|(?:验收|受理|立项|下达|公示|竣工|到账|批复|申请|签订|收到|评审|结束)后|连续|延长|缩短|提前|共|满|近|约需?|需|超过?|不少于|最长|最短|达)(?:为|至|到|了)?$"
)


def _days(text: str, start: int, end: int) -> int | None:
    """公示期10日 lasts ten days; the 10日 of a month is set aside as a date or left alone."""
    if text[end : end + 1] != "日":
        return None
    lasting = LASTING.search(text[max(0, start - 6) : start]) or re.match(
        "日(?:内|以内|以上|左右)", text[end : end + 3]
    )
    return end + 1 if lasting else None
