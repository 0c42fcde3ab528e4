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
    r"(?:农民|居民|村民|群众)?(?:人均|户均)|增至|增到|降至|升至|提升|提高到|扩大|调整|深入|走访|走村|赴|前往|进村|入户|全部|全面|均|已|实现|开展|完成|覆盖|带动|吸纳|安置|落实|进行|参加|参与|享受|纳入|通过|建成|投入|获得|得到|达到|达|共|增加|减少|下降|"
    r"提高|为|是|有|被|由|对|向|给予|发放|解决|帮助|组织|惠及|受益|采用|存在|出现|涉及|使用|用于|提出|制定|建立|设立|推进|推动|列入|承担|签订|收到|拥有|位于|属于|投产|运行|受到|遭受|接受|联合|结对|牵头|脱贫出列|出列|退出|签约|提前|正|均|中(?!小|心|央|国|药|医|学)|以上|以下|以内|左右"
)
_QUOTED = re.compile(r"[“\"「『‘][^“”\"「」『』‘’，。；]{1,16}[”\"」』’](?=[\u4e00-\u9fff])")  # 18个“十三五”贫困村
_SIZED = re.compile(  # 98个300户以上搬迁社区
    r"\d[\d.,]*(?:万|亿)?(?:户|人|元|亩|头|张|千瓦|公里|平方米)(?:及?以[上下]|左右)的?(?=[\u4e00-\u9fff])"
)
_WEAK = frozenset({"内容", "情况", "标准", "数据", "信息", "资金"})  # 6个项目建设内容: what stands before is counted
_LABEL = re.compile(r"[，。；;！!\n\x00]")
FORWARD = 34
BACKWARD = 26
SENTENCE = 70  # characters before in which a measure word of few things finds its own
NEAR_HEAD = 14  # characters of a phrase such as 残疾人日间照料服务中心
_WHOSE = frozenset({"person", "household"})
NARROW = 8  # so many units of nouns at most are few


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
    if quoted := _QUOTED.match(clause, opening) or _SIZED.match(clause, opening):
        place = end + quoted.end()
        if text[place : place + 1] == "户":
            return Counted("household", place, place + 1)
        outside = _ahead(clause[quoted.end() :], place, only)
        if outside is not None:
            return outside
    if (found := _ahead(clause[opening:], end + opening, only)) is not None:
        return found
    if _NAMED_AHEAD.match(clause):  # 发展62个扶贫实体: what is counted is not what stands before
        return None
    before = text[max(0, start - BACKWARD) : start]
    breaks = [match.end() for match in CLAUSE_END.finditer(before.replace("\x00", INSIDE))]  # a date is no pause
    own = before[breaks[-1] :] if breaks else before
    if not own.strip() and before.rstrip()[-1:] in {"：", ":"}:  # 新增线索：46条, a line of a sheet
        own = _LABEL.split(before.rstrip()[:-1])[-1] + before[len(before.rstrip()) - 1 :]
    found = _last(own, start, only)
    if found is not None or only is None or len(only) > NARROW or not _DEALT_WITH.search(own):
        return found
    sentence = re.split(r"[。！？\n]", text[max(0, start - SENTENCE) : start])[-1]
    return _last(sentence, start, only)  # 对预警信息进行核实，共核实209条: 条 goes with few things


_DEALT_WITH = re.compile(r"(?:核实|核查|处置|办结|处理|受理|反馈|研判|推送|下发|交办|转办|销号)$")
_NO_NOUN = (  # what may follow a measure word whose noun stands before it, besides verbs
    "未|尚|正在|待|需|分别|较|比|同比|环比|占|超|高于|低于|位居|排名|居|全省|全市|全国|其中|以|按|在|从|到|至|和|与|及|或|等|左右|"
    "后|前|时|开工|完工|竣工|验收|复工|下达|拨付|整改|销号|办结|处理|处分|问责|约谈|通报|移送|受理|兑现|摘帽|达标|合格|不|也|都|"
    "还|又|再|就|才|抽水|提水|送水|灌溉|可|能|将|把|让|使|给|用|来|去|上|下|每|各|人均|户均|年均|月均|总"
)
_NAMED_AHEAD = re.compile(rf"(?!{VERBS.pattern}|{_NO_NOUN})[\u4e00-\u9fff]{{2}}")
_OPENING = f"的{INSIDE}"


def _ahead(clause: str, place: int, only: frozenset[str] | None) -> Counted | None:
    """What a phrase behind the measure word names; it begins at ``place`` of the text."""
    first = noun_at(clause, 0)
    if first is not None:
        length, unit = _compound(clause, *first, only)
        head = _in_phrase(clause, only, NEAR_HEAD) if only is not None and unit in _WHOSE else None
        if head is not None and head[0] >= length and head[2] not in _WHOSE:
            return Counted(head[2], place + head[0], place + head[1])  # 168个长者日间护理服务名额
        if only is None or unit in only:
            return Counted(unit, place, place + length)
    if clause and not _SEGMENT.match(clause):
        found = _in_phrase(clause, only)
        if found is not None:
            return Counted(found[2], place + found[0], place + found[1])
    return None


def _compound(clause: str, length: int, unit: str, only: frozenset[str] | None) -> tuple[int, str]:
    """乡镇卫生院: of nouns that stand together the last is the head."""
    while (more := noun_at(clause, length)) is not None and not VERBS.match(clause, length):
        if clause[length : length + more[0]] in _WEAK or (only is not None and more[1] not in only):
            break
        length, unit = length + more[0], more[1]
    return length, unit


def _in_phrase(clause: str, only: frozenset[str] | None, near: int | None = None) -> tuple[int, int, str] | None:
    """The head of the noun phrase is its last noun before a verb or a pause; failing that the first noun of the clause.

    ``near``: the phrase is no longer than so many characters, and nothing behind it is asked.
    """
    pause = min(
        (match.start() for match in (_SEGMENT.search(clause), VERBS.search(clause, 1)) if match), default=len(clause)
    )
    found = _among(clause[:pause], only)
    if found:
        strong = [one for one in found if clause[one[0] : one[1]] not in _WEAK]
        return (strong or found)[-1] if near is None or (strong or found)[-1][1] <= near else None
    if near is not None:
        return None
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
