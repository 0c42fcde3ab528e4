"""What a number counts where its own words do not say: what the paragraph said before it, or the next number says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import zip_longest

from fangpin.bulletins.counted import dealt_with, named_ahead
from fangpin.bulletins.quantity import TIMES, UNSAID, Quantity
from fangpin.bulletins.rows import JOINED, TO, before_their_noun, low_end, of_kinds, shared
from fangpin.bulletins.set_aside import SetAside, Why
from fangpin.bulletins.words import ends_phrase

_CARRIED = re.compile(
    r"(?:[已未]\w{1,4}|整改|立改|办结|受理|转办|移交|处理|处置|排除|核减|撤销|取消|启用|投用|完成|[在待续拟][建办修改核批审]|除|停工|缓建|正在\w{2}|解决|化解|销号|剩余|剩下|余下|其余|余|其中|尚有|还有|仍有|共|计|达|为|了|到|至|有|均|加|少|多|的|监测|增|减|"
    r"(?:上报|移交|转办|交办|报送|推送|移送)[给至到]?[\u4e00-\u9fff]{0,8}|不少于|不低于|至少|[升降]|核查|核实|查处|处置|开工|施工|完工|竣工|验收|消除|盘活|占|类|级|方面|领域|环节|维修|养护|[续新解]聘|调整后|续建|扩建|改建|其中[\u4e00-\u9fff]{1,6}|本月|上月|同期|[上去今]年|属实|认定|合格|其他|实施|安排|投入|新建|批|[（(：:、，,;；”」』]|\n)"
    r"(?:约|近|超|超过)?$"
)
_SHEET = re.compile(r"^[^\n：:]{0,40}\n[^\n：:]{2,16}[：:]$")  # the next line of a sheet: 在办：118条
_PARTS_OF_MEAN = re.compile(r"[，,、（(：:；;]{0,2}其中[，,：:]?[\u4e00-\u9fff]{2,8}?")
_GROWN_BY = re.compile(
    r"[，,]?(?:[比较](?:上年|去年|(?:19|20)\d{2}年)(?:同期)?|同比)?的?(?:增长|增加|增收|净增|多增|提高|减少)?了?"
    r"|[，,]到(?:19|20)\d{2}年[底末]?(?:已经?)?(?:增加|增长|提高|上升)?[到至达为]到?"
)  # 人均纯收入12406元，增长1630元; 比2012年的12054元增加12046元
_BECAME = re.compile(  # 2467元提高到2019年的 10407元, 企业由66户整合至12户
    r"[，,]?(?:[\u4e00-\u9fff]{2})?[到至为]了?(?:(?:19|20)\d{2}年[底末]?)?的?(?:约|近|超过?)?\s*"
)
_FIRMS = frozenset({"enterprise", "organisation"})
_INCOME_PART = re.compile(r"(?:工资性收入|经营性?净?收入|财产性?净?收入|转移性?净?收入)[\u4e00-\u9fff]{0,6}$")
_LISTED_SUM = re.compile(  # 一级330元/月、二级264元
    r"[、，,;；和及](?!最|其?中?(?:共|累计|总|合计|发放|支出|投入|资金|补发|节约|缴))[A-Z]?(?:(?!资金|共|累计|合计|总|发放|支出)[\u4e00-\u9fff]){1,8}"
)
_GRADED = re.compile(  # 每人每月80元，护理补贴一级100元; 1万元以上的326户，8000—10000元的112户
    r"[，；、][\u4e00-\u9fff]{2,14}(?:[一二三四]级|[一二三]档|全自理|半护理|全护理|集中|分散|散居|城市|农村)"
    r"|(?:及?以[上下内])?的\d+[户人][，、；](?:低于|高于|不足|超过)?"
)
_LISTED_PART = re.compile(r"[、，,](?:(?!低于|高于|超过|不足|达到)[\u4e00-\u9fff]){2,8}")
_PART = re.compile(r"、[\u4e00-\u9fff]{2,8}|[，,（(]其中[^，。；;]{1,12}")
_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")  # 村(社区)860个
_OF_LIST = re.compile(r"[:：（(、][^，。；、\d\n]{2,10}")
PARAGRAPH = 300  # characters over which the parts of an income are still a head
REACH = 120  # characters over which a counted thing is carried on
FAR = 320  # of what is put right, which is told once and then by its parts
_PUT_RIGHT = re.compile(r"(?:整改|销号)(?:完成|到位)?$")
LIKE = 10  # sums of a list differ by less than so many times


@dataclass(slots=True)
class _Said:
    """What a text has said so far."""

    by_word: dict[str, Quantity] = field(default_factory=dict)  # by measure word the last that was counted
    last: Quantity | None = None  # of any word
    money: Quantity | None = None
    a_head: Quantity | None = None  # the last sum a head that is no part of another
    found: Quantity | None = None  # so many problems, which are put right by and by
    outside: Quantity | None = None  # what stands before the bracket that was opened last
    means: list[Quantity] = field(default_factory=list)  # sums a head because one before them was


def inherited(made: list[Quantity | SetAside], text: str) -> list[Quantity | SetAside]:
    """发现问题126个,已整改119个: what the second counts was said at the first, in the same paragraph."""
    said = _Said()
    told: list[Quantity | SetAside] = []
    for found in before_their_noun(made, text):
        one = _completed(found, said.last, text) if isinstance(found, Quantity) and found.unit == UNSAID else found
        if isinstance(one, Quantity) and one.word:
            told.append(_per_head(one, _counted(one, said, text), said, text))
        else:
            if isinstance(one, Quantity) and (one.unit == TIMES or one.unit.startswith("CNY") or one.noun):
                said.last = one
            told.append(one)
    of_kinds(told, text)
    told = [low_end(one, behind, text) for one, behind in zip_longest(told, told[1:])]
    return [shared(one, behind, text) for one, behind in zip_longest(told, told[1:])]


def _counted(one: Quantity, said: _Said, text: str) -> Quantity:
    """The number with the noun of an earlier one, where it has none of its own and its words carry on."""
    before = _earlier(one, said, text)
    if before is not None and _told_nearer(one, before, text):
        return replace(one, unit=before.unit, noun=before.noun)
    if before is None or not _goes_on(one, before, text):
        told = dealt_with(text, one.start) if one.word in _ANY and one.noun is None and _alone(one, text) else None
        return replace(one, unit=told.unit, noun=told, own=True) if told is not None else one
    return replace(one, unit=before.unit, noun=before.noun, own=True)


_ANY = frozenset({"个", "项", "条", "件"})  # words of whatever is dealt with


def _told_nearer(one: Quantity, before: Quantity, text: str) -> bool:
    """56项任务、128条措施,已完成49项、117条: of a noun a clause back, what was told with the same word comes first."""
    back = one.noun is not None and one.noun.end < one.start and _PAUSE.search(text[one.noun.end : one.start])
    return bool(back) and before.own and _STOP.search(text[before.end : one.start]) is None


_PAUSE = re.compile("[，；,;]")
_STOP = re.compile("[。！\n]")


def _alone(one: Quantity, text: str) -> bool:
    """Whether nothing that could be what a number counts stands behind its measure word."""
    return not one.own and named_ahead().match(text, one.end) is None


def _earlier(one: Quantity, said: _Said, text: str) -> Quantity | None:
    """The number before that this one may go on with, if it is near enough."""
    put_right = _PUT_RIGHT.search(text[max(0, one.start - 8) : one.start]) is not None
    before = said.by_word.get(one.word)
    if said.found is not None and put_right and one.noun is None:
        before = said.found
    if before is None and _some_of(one, said.last, text):
        before = said.last
    return before if before is not None and one.start - before.end < (FAR if put_right else REACH) else None


def _shared_out(one: Quantity, text: str) -> bool:
    return re.search("[户人]均$", text[max(0, one.start - 3) : one.start]) is not None


def _goes_on(one: Quantity, before: Quantity, text: str) -> bool:
    """Whether the words of a number go on with what the one before counted."""
    between = text[before.end : one.start]
    if one.noun is None and one.word == "个" and named_ahead().match(text, one.end):
        return False  # 景区21个，新增2个国家级名品: something of its own, whatever it is
    apart = one.noun is None or len(_BRACKETED.sub("", text[one.noun.end : one.start])) > 1
    if (one.word == "个" and apart and _OF_LIST.fullmatch(between)) or (  # 问题27个:识别不精准9个、资料不规范7个
        one.word == "户" and before.unit in _FIRMS and _BECAME.fullmatch(between)
    ):
        return True
    verb = ends_phrase().match(text, one.end)
    dealt_with = (  # 项目117个,其中592个纳入项目库; not 12个正在建设的安置点
        verb and one.noun is not None and one.noun.start >= verb.end() and text[one.noun.start - 1] != "的"
    )
    if one.own and not dealt_with and not _of_its_quality(one, text):
        return False
    first = max(0, one.start - 10)
    carried = (
        _shared_out(one, text)
        or _CARRIED.search(text[first : one.start])
        or _dealt_with().search(text[first : one.end + 10])
        or _PART.fullmatch(between)
    )
    return bool(carried) and ("\n" not in between or _SHEET.search(between) is not None)


@cache
def _dealt_with() -> re.Pattern[str]:
    """2016年出列17个、: a verb before a number that ends its phrase goes on with what was told."""
    return re.compile(rf"(?:{ends_phrase().pattern})了?\d+[个处家项条件座所](?=[，。；、,;）)\n]|$)")


def _some_of(one: Quantity, before: Quantity | None, text: str) -> bool:
    """建设工地46处,已复工40个: so many of what was told with another measure word."""
    if one.word != "个" or one.noun is not None or before is None or before.word not in _THINGS:
        return False
    between = text[before.end : one.start]
    return one.value <= before.value and len(between) < REACH and _SOME_OF.fullmatch(between) is not None


_THINGS = frozenset({"处", "座", "所", "家", "项", "条", "件", "宗", "间", "栋", "支", "场"})
_SOME_OF = re.compile(
    r"[^。；;\d\n]*[，,、（(](?:其中|目前|现|截至目前)?[，,]?(?:已|未|尚未|均|正在?|[在待续拟](?=[建办修改核批审整]))[\u4e00-\u9fff]{1,5}"
)


def _of_its_quality(one: Quantity, text: str) -> bool:
    """金额在10万元以下的88件: the noun before the other number says of what kind, not what."""
    noun = one.noun
    if noun is None or noun.end > one.start or not _SO_AND_SO.search(text[max(0, one.start - 2) : one.start]):
        return False
    return noun.unit == "item" or re.search(r"\d", text[noun.end : one.start]) is not None


_SO_AND_SO = re.compile("的[有为]?$")


def _per_head(one: Quantity, counted: Quantity, said: _Said, text: str) -> Quantity:
    """The number, a sum per head, household or month where the one before it was; what was said is kept in ``said``."""
    before = said.last
    if before is not None and said.outside is not None and text[before.end : before.end + 1] in {")", "）"}:
        before = replace(said.outside, end=before.end + 1)  # 6720元(每月560元),比上年提高480元
    elif text[one.end : one.end + 1] in {"(", "（"}:
        said.outside = one
    of_income = _INCOME_PART.search(text[max(0, one.start - 16) : one.start]) is not None
    heir = counted
    if one.unit == "CNY":
        like = next(_like(one, said, text, of_income=of_income), None) or _mean(one, before, said, text)
        heir = replace(counted, unit=like.unit) if like is not None else counted
    if one.unit == "CNY_per_person" and not of_income:
        said.a_head = one
    said.money = heir if heir.unit.startswith("CNY") else said.money
    if heir.own:
        said.by_word[one.word] = said.last = heir
        said.found = heir if heir.unit == "problem" else said.found
    return heir


def _mean(one: Quantity, before: Quantity | None, said: _Said, text: str) -> Quantity | None:
    """人均可支配收入31,205元和12,786元; 其中工资性9,880元、财产性…: the sum before, where this one goes on with it."""
    if before is None or not before.unit.startswith("CNY_per") or text[one.end : one.end + 1] == "/":
        return None
    between = text[before.end : one.start]
    goes_on = (
        between in JOINED
        or (one.bound == "at_most" and TO.fullmatch(between) is not None)
        or _GROWN_BY.fullmatch(between) is not None
        or _BECAME.fullmatch(between) is not None
        or (_PARTS_OF_MEAN.fullmatch(between) is not None and one.value < before.value)
        or (_LISTED_PART.fullmatch(between) is not None and before in said.means)
    )
    if not goes_on:
        return None
    said.means.append(replace(one, unit=before.unit))
    return before


def _like(one: Quantity, said: _Said, text: str, *, of_income: bool) -> Iterator[Quantity]:
    """The sum that this one is a part of, or that a list began with."""
    head, money = said.a_head, said.money
    if one.step >= TEN_THOUSAND:
        return
    if of_income and head is not None and one.start - head.end < PARAGRAPH and one.value < head.value:
        yield head  # 人均可支配收入11567元,…其中工资性收入4082元,占…;转移净收入3163元
    if money is None or not money.unit.startswith("CNY_per") or text[one.end : one.end + 1] == "/":
        return
    between = text[money.end : one.start]
    if not _LISTED_SUM.fullmatch(between) and not _GRADED.fullmatch(between):
        return
    if money.value / LIKE < one.value < money.value * LIKE:
        yield money  # 一级330元/月、二级264元


_CHANGED = re.compile(
    r"(?:新增|增加|增长|净增|减少|下降|提高|[上跃攀]升|缩小|扩大|多|少|其中|达到?|[降涨跌]到?|为|增|减)(?:了|约|近|超|到|至|为)*$"
)


_SHARED_OUT = re.compile(r"(?:[（(、，,；;]|元|其中)+[\u4e00-\u9fff]{0,8}")
_BY_PLACE = re.compile(r"[（(](?:[\u4e00-\u9fff]{2,6}\d+[、，,])*[\u4e00-\u9fff]{2,6}")
TEN_THOUSAND = 10**4


def _completed(bare: Quantity, before: Quantity | None, text: str) -> Quantity | SetAside:
    """外出务工1879.23万人,较上月新增459.19万: a number without a unit goes on with what was counted before it."""
    told = text[before.end : bare.start] if before is not None else "。"
    same = len(told) < REACH and not re.search(r"[。；;！\n]", told) and _CHANGED.search(told) is not None
    if before is not None and before.unit == "CNY" and bare.step >= TEN_THOUSAND and _SHARED_OUT.fullmatch(told):
        return replace(bare, unit="CNY")  # 赈助100万(中央20万、基金会80万)
    if before is not None and _BY_PLACE.fullmatch(told) and bare.value <= before.value:
        return replace(bare, unit=before.unit, noun=before.noun, own=True)  # 待核6户(大湾4、岩口2)
    if before is not None and same and (bare.step > 1 or before.unit == TIMES):
        return replace(bare, unit=before.unit, noun=before.noun)
    return SetAside(bare.start, bare.end, Why.NO_UNIT)
