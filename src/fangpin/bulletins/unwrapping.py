"""Texts whose lines were broken at one width, in the middle of numbers and words: 1,2⏎86户.

A copy from a page or a terminal breaks each line where it is full. Where most lines of a text are as wide as its
widest, the break behind a full line is none of the writer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
_SET_OUT = re.compile(r"\t|\S {2,}\S|[|│]")  # cells of a table
_NEW = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．](?!\d)")
_IN_A_NUMBER = re.compile(r"\d[.,]?\r?\n[.,]?\d")
NARROWEST = 18  # characters; shorter lines are a list
FEWEST = 3  # full lines that show a width; one fewer where a break stands inside a number
MOST = 0.5  # of the lines of a text that are set in alike
SHARE = 0.4  # of the lines of a text that are full


def wrapped(given: str) -> Iterator[int]:
    """The places of line breaks that only the width of the page made."""
    lines = given.split("\n")
    prose = ["" if _set_out(line) else line.rstrip("\r") for line in lines]
    by_width = _full([_width(line) for line in prose], 2 * NARROWEST, 3, given)
    by_length = _full([len(line) for line in prose], NARROWEST, 1, given)
    full = max(by_width, by_length, key=sum)
    margin = _margin(prose)
    place = -1
    for line, below, is_full in zip(lines, prose[1:], full, strict=False):
        place += len(line) + 1
        inner = below.removeprefix(margin)
        if is_full and inner.strip() and not inner[0].isspace() and not _NEW.match(inner):
            yield from range(place, place + 1 + len(below) - len(inner))
            if line.endswith("\r"):
                yield place - 1


def _margin(lines: list[str]) -> str:
    """What most lines are set in by, so that it begins no paragraph."""
    told = [line[: len(line) - len(line.lstrip())] for line in lines if line.strip()]
    common = max(set(told), key=told.count, default="")
    return common if told.count(common) > MOST * len(told) else ""


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
