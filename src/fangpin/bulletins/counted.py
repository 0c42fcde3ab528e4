"""What a number counts: the noun beside its measure word, before or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fangpin.bulletins.set_aside import INSIDE
from fangpin.bulletins.words import noun_at

CLAUSE_END = re.compile(r"[，。；;：:！？!?\n\x00…|]|,(?!\d)")
_SEGMENT = re.compile(r"[、“”\"（）()\s]|\d")
VERBS = re.compile(
    r"深入|走访|走村|赴|前往|进村|入户|全部|全面|均|已|实现|开展|完成|覆盖|带动|吸纳|安置|落实|进行|参加|参与|享受|纳入|通过|建成|投入|获得|得到|达到|达|共|增加|减少|下降|"
    r"提高|为|是|有|被|由|对|向|给予|发放|解决|帮助|组织|惠及|受益|采用|存在|出现|涉及|使用|用于|提出|制定|建立|设立|推进|推动|列入|承担|签订|收到|拥有|位于|属于|投产|运行|受到|遭受|接受|联合|结对|牵头|脱贫出列|出列|退出|签约|提前|正|均|中(?!小|心|央|国|药|医|学)|以上|以下|以内|左右"
)
_QUOTED = re.compile(r"[“\"「『‘][^“”\"「」『』‘’，。；]{1,16}[”\"」』’](?=[\u4e00-\u9fff])")  # 18个“十三五”贫困村
_WEAK = frozenset({"内容", "情况", "标准", "数据", "信息", "资金"})  # 6个项目建设内容: what stands before is counted
_LABEL = re.compile(r"[，。；;！!\n\x00]")
FORWARD = 34
BACKWARD = 26


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun found: its unit, its text, and where it stands."""

    unit: str
    start: int
    end: int


def counted(text: str, start: int, end: int, only: frozenset[str] | None = None) -> Counted | None:
    """The noun a number at ``[start, end)`` counts (measure word included), or None; ``text`` has dates blanked.

    ``only`` are the units that go with the measure word: 系统 in 9个系统数据, since 个 does not count records.
    """
    ahead = text[end : end + FORWARD]
    stop = CLAUSE_END.search(ahead)
    clause = ahead[: stop.start()] if stop else ahead
    opening = len(clause) - len(clause.lstrip(_OPENING))
    if quoted := _QUOTED.match(clause, opening):
        place = end + quoted.end()
        if text[place : place + 1] == "户":
            return Counted("household", place, place + 1)
        outside = _ahead(clause[quoted.end() :], place, only)
        if outside is not None:
            return outside
    if (found := _ahead(clause[opening:], end + opening, only)) is not None:
        return found
    if _MODIFIED.match(clause):  # 2至3个优势突出、带动能力强的主导产业: what is counted is not what stands before
        return None
    before = text[max(0, start - BACKWARD) : start]
    breaks = [match.end() for match in CLAUSE_END.finditer(before.replace("\x00", INSIDE))]  # a date is no pause
    own = before[breaks[-1] :] if breaks else before
    if not own.strip() and before.rstrip()[-1:] in {"：", ":"}:  # 新增线索：46条, a line of a sheet
        own = _LABEL.split(before.rstrip()[:-1])[-1] + before[len(before.rstrip()) - 1 :]
    return _last(own, start, only)


_MODIFIED = re.compile(rf"(?!{VERBS.pattern})[\u4e00-\u9fff]{{3,}}[、\u4e00-\u9fff]*的[\u4e00-\u9fff]{{2}}")
_OPENING = f"的{INSIDE}"


def _ahead(clause: str, place: int, only: frozenset[str] | None) -> Counted | None:
    """What a phrase behind the measure word names; it begins at ``place`` of the text."""
    first = noun_at(clause, 0)
    if first is not None:
        length, unit = _compound(clause, *first, only)
        if only is None or unit in only:
            return Counted(unit, place, place + length)
    if clause and not _SEGMENT.match(clause):
        found = _in_phrase(clause, only)
        if found is not None:
            return Counted(found[2], place + found[0], place + found[1])
    return None


def _compound(clause: str, length: int, unit: str, only: frozenset[str] | None) -> tuple[int, str]:
    """乡镇卫生院: of nouns that stand together the last is the head."""
    while (more := noun_at(clause, length)) is not None:
        if clause[length : length + more[0]] in _WEAK or (only is not None and more[1] not in only):
            break
        length, unit = length + more[0], more[1]
    return length, unit


def _in_phrase(clause: str, only: frozenset[str] | None) -> tuple[int, int, str] | None:
    """The head of the noun phrase is its last noun before a verb or a pause; failing that the first noun of the clause."""
    pause = min(
        (match.start() for match in (_SEGMENT.search(clause), VERBS.search(clause, 1)) if match), default=len(clause)
    )
    found = _among(clause[:pause], only)
    if found:
        strong = [one for one in found if clause[one[0] : one[1]] not in _WEAK]
        return (strong or found)[-1]
    later = _among(re.split(r"\d", clause)[0], only)
    return later[0] if later else None


def _among(phrase: str, only: frozenset[str] | None) -> list[tuple[int, int, str]]:
    return [one for one in _all(phrase) if only is None or one[2] in only]


def _last(before: str, start: int, only: frozenset[str] | None) -> Counted | None:
    plain = re.sub(r"[（(][^（）()]*[)）]", lambda match: INSIDE * len(match[0]), before)
    cut = max((match.end() for match in re.finditer(r"\d", plain)), default=0)
    near = _among(plain[cut:], only)
    found = near or _among(plain, only)
    if not found:
        return None
    from_here = start - len(before) + (cut if near else 0)
    return Counted(found[-1][2], from_here + found[-1][0], from_here + found[-1][1])


@lru_cache(maxsize=4096)
def _all(phrase: str) -> tuple[tuple[int, int, str], ...]:
    """Nouns of a phrase, left to right, the longest at each place."""
    found: list[tuple[int, int, str]] = []
    place = 0
    while place < len(phrase):
        noun = noun_at(phrase, place)
        if noun is None:
            place += 1
            continue
        found.append((place, place + noun[0], noun[1]))
        place += noun[0]
    return tuple(found)
