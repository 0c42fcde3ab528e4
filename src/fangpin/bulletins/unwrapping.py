"""Texts whose lines were broken at one width, in the middle of numbers and words: 1,2⏎86户.

A copy from a page or a terminal breaks each line where it is full. Where most lines of a text are as wide as its
widest, the break behind a full line is none of the writer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
_SET_OUT = re.compile(r"\t|\S {2,}\S|[|│]")  # cells of a table
_NEW = re.compile(r"\s|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．](?!\d)")
_IN_A_NUMBER = re.compile(r"\d[.,]?\r?\n[.,]?\d")
NARROWEST = 18  # characters; shorter lines are a list
FEWEST = 3  # full lines that show a width; one fewer where a break stands inside a number
SHARE = 0.4  # of the lines of a text that are full


def wrapped(given: str) -> Iterator[int]:
    """The places of line breaks that only the width of the page made."""
    lines = given.split("\n")
    full = _full([_width(line.rstrip("\r")) for line in lines], 2 * NARROWEST, 3, given) or _full(
        [len(line.rstrip("\r")) for line in lines], NARROWEST, 1, given
    )
    place = -1
    for line, below, is_full in zip(lines, lines[1:], full, strict=False):
        place += len(line) + 1
        if is_full and below.strip() and not _NEW.match(below) and not _set_out(line) and not _set_out(below):
            yield place
            if line.endswith("\r"):
                yield place - 1


def _full(widths: list[int], narrowest: int, slack: int, given: str) -> list[bool]:
    """Which lines are as wide as the widest, up to what a stop drawn in takes; none where too few are."""
    told = [width for width in widths if width]
    widest = max(told, default=0)
    full = [widest - slack <= width for width in widths]
    fewest = FEWEST - bool(_IN_A_NUMBER.search(given))
    shown = widest >= narrowest and sum(full) >= max(fewest, SHARE * len(told))
    return full if shown else []


def _width(line: str) -> int:
    """In half widths: a Chinese character takes two."""
    return len(line) + len(_CHINESE.findall(line))


def _set_out(line: str) -> bool:
    """A line of a table, or one that is not Chinese."""
    return _SET_OUT.search(line) is not None or len(_CHINESE.findall(line)) * 3 < len(line)
