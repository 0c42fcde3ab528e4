"""The relation of a number to its value, from the words around it: 超过, 近, 以上."""

from __future__ import annotations

import re
from dataclasses import replace

from fangpin.bulletins.quantity import Quantity

_BEFORE = {
    "at_least": ("不少于", "不低于", "至少", "最少", "上百", "起码"),
    "at_most": ("不到", "不超过", "不高于", "至多", "最多", "不足", "少于", "低于", "小于"),
    "over": ("超过", "突破", "高于", "大于", "多于", "超", "逾", "跨过", "越过"),
    "nearly": ("接近", "将近", "近"),
    "about": ("大约", "约", "大概", "基本达到", "左右"),
}
_AFTER = {
    "at_least": ("以上", "及以上", "起"),
    "at_most": ("以下", "及以下", "以内", "之内"),
    "about": ("左右", "上下"),
}
_BEFORE_PATTERN = re.compile(
    "(?<![签履预节合契特最附临就])(?:"
    + "|".join(sorted((w for ws in _BEFORE.values() for w in ws), key=len, reverse=True))
    + ")的?$"
)
_AFTER_PATTERN = re.compile(
    "(?:" + "|".join(sorted((w for ws in _AFTER.values() for w in ws), key=len, reverse=True)) + ")"
)


def bounded(text: str, quantity: Quantity) -> Quantity:
    """The relation from the words around: 超过, 近, 以上 …; 余 and 多 inside the number have been read already."""
    if quantity.bound != "=":
        return quantity
    behind = _AFTER_PATTERN.match(text, quantity.end)
    if behind:
        return replace(quantity, bound=next(bound for bound, words in _AFTER.items() if behind[0] in words))
    before = _BEFORE_PATTERN.search(text[max(0, quantity.start - 5) : quantity.start])
    if before:
        word = before[0].removesuffix("的")
        return replace(quantity, bound=next(bound for bound, words in _BEFORE.items() if word in words))
    return quantity
