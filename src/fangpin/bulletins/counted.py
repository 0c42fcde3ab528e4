"""What a number counts: the noun beside its measure word, before or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fangpin.bulletins.words import nouns

CLAUSE_END = re.compile(r"[，。；;：:！？!?\n\x00…|]|,(?!\d)")
_SEGMENT = re.compile(r"[、“”\"（）()\s]|\d")
_VERBS = re.compile(
    r"全部|全面|均|已|实现|开展|完成|覆盖|带动|吸纳|安置|落实|进行|参加|参与|享受|纳入|通过|建成|投入|获得|得到|达到|达|共|增加|减少|下降|"
    r"提高|为|是|有|被|由|对|向|给予|发放|解决|帮助|组织|惠及|受益|脱贫出列|出列|退出|签约|提前|正|均|中(?!小|心|央|国|药|医|学)|以上|以下|以内|左右"
)
_LABEL = re.compile(r"[，。；;！!\n\x00]")
FORWARD = 34
BACKWARD = 26


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun found: its unit, its text, and where it stands."""

    unit: str
    start: int
    end: int


def counted(text: str, start: int, end: int) -> Counted | None:
    """The noun a number at ``[start, end)`` counts (measure word included), or None; ``text`` has dates blanked."""
    ahead = text[end : end + FORWARD]
    stop = CLAUSE_END.search(ahead)
    clause = ahead[: stop.start()] if stop else ahead
    first = _at(clause.removeprefix("的"), 0)
    if first is not None:
        shift = end + (1 if clause.startswith("的") else 0)
        length, unit = _compound(clause.removeprefix("的"), *first)
        return Counted(unit, shift, shift + length)
    if clause and not _SEGMENT.match(clause):
        found = _in_phrase(clause)
        if found is not None:
            return Counted(found[2], end + found[0], end + found[1])
    before = text[max(0, start - BACKWARD) : start]
    breaks = [match.end() for match in CLAUSE_END.finditer(before.replace("\x00", "\x01"))]  # a date is no pause
    own = before[breaks[-1] :] if breaks else before
    if not own.strip() and before.rstrip()[-1:] in {"：", ":"}:  # 新增线索：46条, a line of a sheet
        own = _LABEL.split(before.rstrip()[:-1])[-1] + before[len(before.rstrip()) - 1 :]
    return _last(own, start)


def _compound(clause: str, length: int, unit: str) -> tuple[int, str]:
    """乡镇卫生院: of nouns that stand together the last is the head."""
    while (more := _at(clause, length)) is not None:
        length, unit = length + more[0], more[1]
    return length, unit


def _in_phrase(clause: str) -> tuple[int, int, str] | None:
    """The head of the noun phrase is its last noun before a verb or a pause; failing that the first noun of the clause."""
    pause = min(
        (match.start() for match in (_SEGMENT.search(clause), _VERBS.search(clause, 1)) if match), default=len(clause)
    )
    found = _all(clause[:pause])
    if found:
        return found[-1]
    later = _all(re.split(r"\d", clause)[0])
    return later[0] if later else None


def _last(before: str, start: int) -> Counted | None:
    plain = re.sub(r"[（(][^（）()]*[)）]", lambda match: "\x01" * len(match[0]), before)
    cut = max((match.end() for match in re.finditer(r"\d", plain)), default=0)
    found = _all(plain[cut:]) or _all(plain)
    if not found:
        return None
    from_here = start - len(before) + (cut if _all(plain[cut:]) else 0)
    return Counted(found[-1][2], from_here + found[-1][0], from_here + found[-1][1])


@lru_cache(maxsize=4096)
def _all(phrase: str) -> tuple[tuple[int, int, str], ...]:
    """Nouns of a phrase, left to right, the longest at each place."""
    found: list[tuple[int, int, str]] = []
    place = 0
    while place < len(phrase):
        noun = _at(phrase, place)
        if noun is None:
            place += 1
            continue
        found.append((place, place + noun[0], noun[1]))
        place += noun[0]
    return tuple(found)


def _at(phrase: str, place: int) -> tuple[int, str] | None:
    best: tuple[int, str] | None = None
    if place >= len(phrase):
        return None
    for pattern, unit in nouns():
        match = pattern.match(phrase, place)
        if match and match.end() > place and (best is None or match.end() - place > best[0]):
            best = (match.end() - place, unit)
    return best
