"""What a number counts: the noun beside its measure word, before or behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fangpin.bulletins.modifiers import modifier
from fangpin.bulletins.set_aside import INSIDE
from fangpin.bulletins.words import ends_phrase, no_noun, noun_at

CLAUSE_END = re.compile(r"[，。；;：:！？!?\n\x00…|]|,(?!\d)")
_SEGMENT = re.compile(r"[、“”\"（）()\s]|\d|(?:今|去|当|本|上|明)年|[本上当]月|目前|每[年月]")  # 9个贫困县今年务工人员
_CALLED = re.compile(r"[“\"「『‘](?P<name>[\u4e00-\u9fff]{2,12})[”\"」』’](?![\u4e00-\u9fff])")
_WEAK = frozenset(
    {"任务", "内容", "情况", "标准", "数据", "信息", "资金"}
)  # 6个项目建设内容: what stands before is counted
_LABEL = re.compile(r"[，。；;！!\n\x00]")
FORWARD = 34
BACKWARD = 26
SENTENCE = 70  # characters before in which a measure word of few things finds its own
NEAR_HEAD = 14  # characters of a phrase such as 残疾人日间照料服务中心
_WHOSE = frozenset({"person", "household"})
_OF_WHAT = frozenset({"item"})  # 领域, 区域, 国家 … often only say of what kind
_PLACES = frozenset({"village", "township", "county"})
_DONE_THERE = frozenset({*_OF_WHAT, "measure", "problem", "record", "clue", "household"})  # 2个村帮扶措施“一刀切”
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
    if below := _BELOW.match(text, end) if ALONE.search(text[max(0, start - 4) : start]) else None:
        return _ahead(below["label"], below.start("label"), only)  # 142个⏎巩固衔接项目: a picture of numbers
    stop = CLAUSE_END.search(ahead)
    clause = "" if _BOUNDED.match(ahead) else ahead[: stop.start()] if stop else ahead
    opening = len(clause) - len(clause.lstrip(_OPENING))
    if told := modifier(clause, opening):
        place = end + told
        if text[place : place + 1] == "户":
            return Counted("household", place, place + 1)
        outside = _ahead(clause[told:], place, only)
        if outside is not None:
            return outside
    teams = clause.startswith("组") and _IN_TEAMS.search(text[max(0, start - 6) : start])
    found = (
        Counted("team", end, end + 1)
        if teams
        else _ahead(clause[opening:], end + opening, only) or _called(clause, opening, end, only)
    )
    if found is not None:
        return found
    if named_ahead().match(clause):  # 发展62个扶贫实体: what is counted is not what stands before
        return None
    return _behind(text, start, only)


_IN_TEAMS = re.compile(r"(?:分|派|编|组成|组建)[成为出来]?了?$")  # 分8个组; a village has 组 too
_OUTRIGHT = frozenset({"领域", "方面", "环节", "学段", "年级"})  # 4个领域违规问题: always counted themselves
_LENDING = frozenset({"社区", "乡镇"})  # that say where as often as they are counted
_ITS_OWN = re.compile("的|试点")
_BUILT = frozenset({"site", "facility"})


def _called(clause: str, opening: int, place: int, only: frozenset[str] | None) -> Counted | None:
    """18个“茶叶专业村”、: a name in quotes that ends the phrase counts by the noun that it ends with."""
    name = _CALLED.match(clause, opening)
    nouns = _all(name["name"]) if name else ()
    if name is None or not nouns or nouns[-1][1] < len(name["name"]) or (only is not None and nouns[-1][2] not in only):
        return None
    first, last, unit = nouns[-1]
    return Counted(unit, place + name.start("name") + first, place + name.start("name") + last)


def _behind(text: str, start: int, only: frozenset[str] | None) -> Counted | None:
    """The noun before the number: in its clause; failing that, for measure words of few things, in its sentence."""
    before = text[max(0, start - BACKWARD) : start]
    breaks = [match.end() for match in CLAUSE_END.finditer(before.replace("\x00", INSIDE))]  # a date is no pause
    own = before[breaks[-1] :] if breaks else before
    if own.endswith("、"):  # 52个完成主体工程、30个正在推进
        return None
    if not own.strip() and before.rstrip()[-1:] in {"：", ":"}:  # 新增线索：46条, a line of a sheet
        own = _LABEL.split(before.rstrip()[:-1])[-1] + before[len(before.rstrip()) - 1 :]
    if _OF_A_KIND.search(own):  # 政策落实类96个、项目资金类83个: of which kind, not what
        return None
    found = _every(own, start, only) or _last(own, start, only)
    if found is not None and found.unit == "institution" and _HANDED_TO.search(own):  # 现场交办88个，移交部门8个
        return None
    if found is not None or only is None or len(only) > NARROW or not _DEALT_WITH.search(own):
        return found
    sentence = re.split(r"[。！？\n]", text[max(0, start - SENTENCE) : start])[-1]
    return _last(sentence, start, only)  # 对预警信息进行核实，共核实209条: 条 goes with few things


def _every(own: str, start: int, only: frozenset[str] | None) -> Counted | None:
    """各乡镇完整率达到100%的有9个: so many of all of them are of the quality."""
    whole = _ALL_OF.search(own)
    noun = noun_at(own[whole.end() :], 0) if whole is not None and _OF_QUALITY.search(own, whole.end()) else None
    if whole is None or noun is None or (only is not None and noun[1] not in only):
        return None
    place = start - len(own) + whole.end()
    return Counted(noun[1], place, place + noun[0])


_HANDED_TO = re.compile("(?:移交|转交|上报|移送|报送|提交|交由)[给至到]?[\u4e00-\u9fff]{1,5}$")
_ALL_OF = re.compile("各(?:个|相关|有关)?")
_OF_QUALITY = re.compile(r"\d[^\d]{0,6}的(?:有|为|共)?$")


def dealt_with(text: str, start: int) -> Counted | None:
    """What a clause before spoke of where this one says only what became of it: 项目由村里实施，共实施53个."""
    own = CLAUSE_END.split(text[max(0, start - BACKWARD) : start])[-1]
    if not _DEALT_WITH.search(own):
        return None
    sentence = re.split(r"[。！？\n]", text[max(0, start - SENTENCE) : start])[-1]
    put_right = _PUT_RIGHT.search(own)
    told = _last(sentence[: len(sentence) - len(own)], start - len(own), _OPEN)
    return told or (Counted("problem", start - len(put_right[0]), start) if put_right else None)


_OPEN = frozenset({"project", "problem", "clue", "case", "measure"})
_PUT_RIGHT = re.compile(r"(?:整改|立行立改)(?:完成|到位)?$")
_BOUNDED = re.compile(r"等(?![级候次离])|(?:及?以[上下内]|左右|上下)[、；;）)和及以]")  # 企业300家以上、主体600家
_OF_A_KIND = re.compile(
    r"[\u4e00-\u9fff]{2}(?<![一二三四五六七八九十两]大)(?<![一二三四五六七八九十两])(?:类|型|方面|领域)(?:为|有|共|占)?$"
)
_DEALT_WITH = re.compile(
    r"(?:核实|核查|处置|办结|处理|受理|反馈|研判|推送|下发|交办|转办|销号|建成|开工|竣工|完工|交付|分配|完成|实施|(?:整改|立行立改)(?:完成|到位)?|[户人村]均|每[户人村]平均)了?$"
)
ALONE = re.compile(r"(?:^|\n)[^\S\n]*$")  # a number that begins its line
_BELOW = re.compile(r"[^\S\n]*\n[^\S\n]*(?P<label>[\u4e00-\u9fff][^\n，。；]{1,20})(?=\n|$)")
_OPENING = f"的{INSIDE}"


@cache
def named_ahead() -> re.Pattern[str]:
    """What begins a noun phrase behind a measure word, its noun known or not; no verb and no word of a clause."""
    return re.compile(rf"(?!{ends_phrase().pattern}|{no_noun()})[\u4e00-\u9fff]{{2}}")


def _ahead(clause: str, place: int, only: frozenset[str] | None) -> Counted | None:
    """What a phrase behind the measure word names; it begins at ``place`` of the text."""
    first = noun_at(clause, 0)
    if first is not None:
        length, unit = first if clause[: first[0]] in _OUTRIGHT else _compound(clause, *first, only)
        seldom = _WHOSE if only is not None and unit in _WHOSE else _OF_WHAT if unit in _OF_WHAT else None
        whose = _in_phrase(clause, _BUILT, NEAR_HEAD) if clause[:length] in _LENDING else None
        if whose is not None and not _ITS_OWN.search(clause[: whose[0]]):
            return Counted(whose[2], place + whose[0], place + whose[1])  # 3万个社区家政服务网点
        head = _in_phrase(clause, only, NEAR_HEAD) if seldom is not None else None
        if (
            seldom is not None
            and head is not None
            and clause[:length] not in _OUTRIGHT
            and head[0] >= length
            and head[2] not in seldom
        ):
            return Counted(head[2], place + head[0], place + head[1])  # 168个长者日间护理服务名额, 160个国家重点帮扶县
        if only is not None and unit == "person" and first[1] in _STAFFED:  # 24个县直部门负责人, 16个乡镇党委书记
            length, unit = _compound(
                clause, *first, only - ({"person", "organisation"} if first[1] in _PLACES else {"person"})
            )
        if first[1] in _PLACES and unit in _DONE_THERE and not (unit in _OF_WHAT and _PAUSED.match(clause, length)):
            length, unit = first  # 27个县重点推广
        if only is None or unit in only:
            return Counted(unit, place, place + length)
    if clause and not _SEGMENT.match(clause):
        found = _in_phrase(clause, only)
        if found is not None:
            return Counted(found[2], place + found[0], place + found[1])
    return None


def _compound(clause: str, length: int, unit: str, only: frozenset[str] | None) -> tuple[int, str]:
    """乡镇卫生院: of nouns that stand together the last is the head."""
    while (more := noun_at(clause, length)) is not None and not ends_phrase().match(clause, length):
        if clause[length : length + more[0]] in _WEAK or (only is not None and more[1] not in only):
            break
        length, unit = length + more[0], more[1]
    return length, unit


_TOWARDS = re.compile("[对向于为在从由给]|面[对向]|针对|服务|涉及|来自")
_PAUSED = re.compile(r"[，。；、,;）)|]|$")  # 15万个乡村地名: the last noun ends the phrase
_STAFFED = frozenset({*_PLACES, "institution", "enterprise", "organisation", "facility", "site"})
_GERUND = re.compile(
    r"(?:硬化|亮化|美化|改造提升|修建|新建|改建|改?扩建|翻[建修]|铺设|架设|安装|购置|整合|盘活|抢修)(?=项目|工程)"
)


def _in_phrase(clause: str, only: frozenset[str] | None, near: int | None = None) -> tuple[int, int, str] | None:
    """The head of the noun phrase is its last noun before a verb or a pause; failing that the first noun of the clause.

    ``near``: the phrase is no longer than so many characters, and nothing behind it is asked.
    """
    verb = ends_phrase().search(clause, 1)
    if verb is not None and (gerund := _GERUND.match(clause, verb.start())):  # 3个道路硬化项目
        verb = ends_phrase().search(clause, gerund.end())
    pause = min((match.start() for match in (_SEGMENT.search(clause), verb) if match), default=len(clause))
    found = _among(clause[:pause], only)
    if near is None and (place := next((one for one in found if _owns(clause, one)), None)) is not None:
        return place
    if found:
        strong = [one for one in found if clause[one[0] : one[1]] not in _WEAK] or found
        while only is not None and len(strong) > 1 and strong[-1][2] == "person" and _is_staff(*strong[-2:]):
            del strong[-1]  # 24个县直部门负责人: 个 counts the offices
        return strong[-1] if near is None or strong[-1][1] <= near else None
    if near is not None:
        return None
    entering = _ENTERING.search(clause) is not None
    later = _among(re.split(r"\d", clause)[0], only)
    return later[-1 if entering else 0] if later else None


def _is_staff(whose: tuple[int, int, str], who: tuple[int, int, str]) -> bool:
    return whose[2] in _STAFFED and whose[1] == who[0]


_ENTERING = re.compile(r"[进入到]村[入进到]户|[进入到下]乡")  # 有线电视进村入户项目: says of what kind


def _owns(clause: str, noun: tuple[int, int, str]) -> bool:
    """5个一般村的林场: places are counted, not what they have."""
    owner = noun[2] in {*_PLACES, "project"} or (noun[2] in _STAFFED and not _TOWARDS.search(clause[: noun[0]]))
    return owner and clause[noun[1] : noun[1] + 1] == "的"


_NAMED = re.compile(r"[“「『][^“”「」『』]*[”」』]")
_EACH = re.compile(r"每(?:个|所|家)?[县市区乡镇村户人校组](?![次均])")  # 每县不少于2个: of what, not what


def _without_nouns(name: re.Match[str]) -> str:
    """“关系保”4条: a name in quotes counts only by the noun that it ends with."""
    nouns = _all(name[0])
    return name[0] if nouns and nouns[-1][1] == len(name[0]) - 1 else INSIDE * len(name[0])


def _last(before: str, start: int, only: frozenset[str] | None) -> Counted | None:
    plain = _NAMED.sub(_without_nouns, re.sub(r"[（(][^（）()]*[)）]", lambda match: INSIDE * len(match[0]), before))
    plain = _EACH.sub(lambda match: INSIDE * len(match[0]), plain)
    cut = max((match.end() for match in re.finditer(r"\d", plain)), default=0)
    near = _among(plain[cut:], only)
    every = _all(plain[cut:]) if only is not None and "item" not in only else ()
    if every and every[-1][2] == "item" and every[-1][1] == len(plain) - cut:
        return None  # 预警指标22项: of indicators, not of alerts
    found = near or _among(plain, only)
    any_noun = only is None or len(only) > NARROW
    if not found or (near and any_noun and _headless(plain[cut + found[-1][1] :])):
        return None
    from_here = start - len(before) + (cut if near else 0)
    return Counted(found[-1][2], from_here + found[-1][0], from_here + found[-1][1])


def _headless(gap: str) -> bool:
    """项目公告碑39个: what stands between the noun and the number names another thing, which is not known."""
    return _UNKNOWN.fullmatch(gap) is not None and ends_phrase().search(gap) is None and _verbal().search(gap) is None


_UNKNOWN = re.compile(r"[\u4e00-\u9fff]{2,4}")


@cache
def _verbal() -> re.Pattern[str]:
    return re.compile(
        rf"{no_noun()}|新增|净增|增加|[达近超约共有仅只各增减]|数量|总数|建设|改造|调查|整治|治理|创建|编制|运营|试点|建成|入[库选围]|完成"
    )


def _among(phrase: str, only: frozenset[str] | None) -> list[tuple[int, int, str]]:
    return [one for one in _all(phrase) if only is None or one[2] in only]


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
