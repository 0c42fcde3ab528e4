"""Numbers without a measure word: 2.65万贫困人口, 投入资金2.07亿, 年末常住人口318204."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fangpin.bulletins.bounding import bounded
from fangpin.bulletins.counted import CLAUSE_END, Counted, counted
from fangpin.bulletins.per_head import money_unit
from fangpin.bulletins.quantity import PERCENT, TIMES, UNSAID, WHOLE, Quantity
from fangpin.bulletins.set_aside import BLANK, SetAside, Why
from fangpin.bulletins.words import ends_phrase

_LIVING = frozenset({"person", "household"})


def unmeasured(
    text: str, start: int, end: int, value: Decimal, step: Decimal, loose: str, *, spelled: bool
) -> Iterator[Quantity | SetAside]:
    """No measure word: 2.65万贫困人口 counts persons; 1179 alone counts nothing that is said here."""
    if spelled and (value < 10**4 or text[end - 1 : end] not in "万亿"):
        return
    if _A_YEAR.fullmatch(text[start:end]) and _GOES_ON.match(text, end):
        yield SetAside(start, end, Why.DATE)  # 2024中国旅游日
        return
    large = step >= 10**4 or text[end - 1] in "万亿"
    told = (
        (_of_a_large_number(text, start, end) if large else None)
        or _of_a_payment(text, start, end, value)
        or _of_a_quotient(text, start, end)
        or (_of_a_bracket(text, start, end) if large else None)
        or _of_a_line(text, start, end)
        or _of_a_noun(text, start, end, value, step, spelled=spelled)
    )
    unit, noun = told or (UNSAID, None)
    yield bounded(text, Quantity(start, end, value, unit, loose or "=", step, noun))


_A_YEAR = re.compile(r"(?:19|20)\d{2}")
_GOES_ON = re.compile(r"[“”·\u4e00-\u9fff]")
_Told = tuple[str, Counted | None] | None  # the unit of a number without a measure word, and the noun that said it


def _of_a_large_number(text: str, start: int, end: int) -> _Told:
    clause = CLAUSE_END.split(text[max(0, start - 20) : start])[-1]
    if per := _PER_HEAD.search(clause):  # 慰助金每户10万
        return "CNY_per_household" if "户" in per[0] else "CNY_per_person", None
    if _THEY.match(text, end):  # 还有74万享受了临时救助
        return "person", None
    if (said := _NAMED_BEFORE.search(clause)) is not None:  # 低收入人口接近32万, 观影人次达2.5亿
        noun = counted(text, start, start, _HEADS)
        if said["times"]:
            return "person_time", noun
        if noun is not None and noun.end == start - len(said["to"]):
            return noun.unit, noun
    if _SUM.search(clause) or _SUM_AHEAD.match(text, end):  # 投入资金2.07亿
        return "CNY", None
    return None


def _of_a_payment(text: str, start: int, end: int, value: Decimal) -> _Told:
    """每人补5000, 工资3500: what is paid, where nothing else stands behind it."""
    if value < WHOLE or text[end - 1] in "万亿" or not _STANDS_ALONE.match(text, end):
        return None
    paid = _PAYMENT.search(CLAUSE_END.split(text[max(0, start - 20) : start])[-1])
    if paid is None:
        return None
    return money_unit(text, start, end, "CNY")[0], None


_PAYMENT = re.compile(
    r"(?:(?:每[人户名]|人均|户均)[补发给奖领拿交掏出分助贴]{1,2}|(?:工资|月薪|养老金|低保金|分红|租金|售价|房租))"
    r"(?:[涨提]到|能拿|大概|是|有|约|了)*$"
)


def _of_a_quotient(text: str, start: int, end: int) -> _Told:
    clause = CLAUSE_END.split(text[max(0, start - 20) : start].replace(BLANK, ""))[-1]
    if text[start - 1 : end] in {"为0", "是0", "至0", "到0"} and _RATE.search(clause):
        return PERCENT, None  # 逾期率为0
    return (TIMES, None) if _QUOTIENT.search(clause) else None


def _of_a_bracket(text: str, start: int, end: int) -> _Told:
    if text[end : end + 1] in {")", "）"}:  # 全国17%(约1200万)贫困人口
        noun = counted(text, start, end + 1, _LIVING)
        if noun is not None and noun.start > end:
            return noun.unit, noun
    if told := _BRACKET.match(text, end):  # 62.8万(历年调入3.8万人)贫困人口
        noun = counted(text, start, told.end(), _LIVING)
        if noun is not None and noun.start >= told.end():
            return noun.unit, noun
    return None


def _of_a_line(text: str, start: int, end: int) -> _Told:
    """脱贫户：1,203, a line of a sheet."""
    labelled = _LABELLED.search(text[max(0, start - 20) : start]) if text[end : end + 1] in {"", "\n"} else None
    noun = counted(text, start, start) if labelled else None
    if labelled is None or noun is None or noun.end != start - len(labelled["to"]):
        return None
    return noun.unit, noun


def _of_a_noun(text: str, start: int, end: int, value: Decimal, step: Decimal, *, spelled: bool) -> _Told:
    noun = counted(text, start, end)
    if (
        noun is not None
        and noun.end == start
        and value > WHOLE
        and not spelled
        and _heads_alone(text, start, end, noun)
    ):
        return noun.unit, noun
    behind = noun is not None and noun.start >= end and "\x00" not in text[end : noun.start]
    if behind and noun is not None and noun.unit in _NAMED_BY_NUMBERS and step == 1 and text[end - 1 : end].isdigit():
        return None  # 1236工程, 139产业规划: a name
    if behind and noun is not None and noun.unit not in _LIVING and text[end : end + 1] == "的":
        return None  # 亏损30万的项目
    if behind and noun is not None and noun.unit != "household" and value < WHOLE and step == 1 and noun.start > end:
        return None  # 第三师51团: a name
    adjacent = behind and not ends_phrase().match(text, end)
    if step >= 10 or (value >= 10**4 and text[end - 1] in "万亿"):  # 389万农村人口饮水问题
        noun = counted(text, start, end, _LIVING) or noun
    if noun is not None and (
        (adjacent and re.match(r"[“\u4e00-\u9fff]", text[end : end + 1]))
        or (noun.unit == "person" and value >= 10**4 and (step >= 10 or spelled))
        or (noun.unit == "item" and noun.end == start and step >= 10**4)
        or _HEADCOUNT.search(text[max(0, start - 8) : start])
    ):
        return noun.unit, noun
    return None


_NAMED_BY_NUMBERS = frozenset({"project", "measure", "machine", "item", "policy"})


def _heads_alone(text: str, start: int, end: int, noun: Counted) -> bool:
    """年末常住人口766579，: a headcount behind its noun, with a pause behind it."""
    return (
        noun.unit in _LIVING
        and _A_YEAR.fullmatch(text[start:end]) is None
        and _STANDS_ALONE.match(text, end) is not None
    )


_STANDS_ALONE = re.compile(r"[，。；;、（(]|,(?!\d)|[^\S\n]*\n|$")
_SUM = re.compile(
    r"(?:GDP|固投|社零|总值|增加值|[年月]入|自筹|捐了?|捐赠|筹集|募集|筹资|资金|投资|投入|收入|[贷借花挣赚投补]了|亏损|盈利|负债|欠[款债薪账]|外债|产值|营收|销售额|交易额|成交额|金额|贷款|存款|补贴|补助|税收|利润|增收|创收|收益|开支|支出|经费|成本|损失|余额|总额|款项|善款|捐款|总价|价值|货值|慰助|赈助|补偿|抚恤|奖励|奖补|赔付|理赔|物资|[助慰补资奖]金|[购售易交进款业]额|消费(?!者|品))"
    r"[\u4e00-\u9fff]{0,8}$"
)
_LABELLED = re.compile(r"(?:^|\n)[^\S\n]*[\u4e00-\u9fff]{2,12}(?P<to>(?:数量?|总数)?[：:][^\S\n]*)$")
_HEADS = frozenset({"person", "household", "post"})
_NAMED_BEFORE = re.compile(
    r"(?P<times>人次数?)?(?P<to>(?:已|从|由|约|近|超过?|突破|接近|达到?|为|逾|共|总数|总量|数|增至|增加到)*)$"
)
_BRACKET = re.compile(r"[（(][^（）()\n]{1,60}[)）](?=[\u4e00-\u9fff])")
_THEY = re.compile(r"(?:享受|参加|参与|领取|获得|得到|接受|受益|脱贫|外出|走上|搬进|住进|喝上|用上)")
_SUM_AHEAD = re.compile(
    r"(?:的[\u4e00-\u9fff]{0,4}(?:收入|收益|利润|产值|投资|补贴|补助|分红|损失|销售额)(?![人群户家者水]))|(?:的?[\u4e00-\u9fff]{0,6})?(?:[资基奖助慰补险老问恤偿租]金|[\u4e00-\u9fff]款(?!项|待|额|式|型)|经费)"
)  # 3000万抗旱资金
_PER_HEAD = re.compile(
    r"(?:每户|户均|每人|人均|每名)(?:年|可|实现|平均)*(?:分红|收入|纯收入|增收|补助|补贴|奖励|受益|获利|贷款)?(?:约|近|超过?|达到?|为|了)*$"
)
_QUOTIENT = re.compile(
    r"(?:比值|之比|比率|系数|指数|(?:收入|标准|消费|支出)比|倍差)(?:为|是|的|达到?|约|由|从|[上去]年|降至|升至|：|:)*"
    r"(?:\d+(?:\.\d+)?(?:[缩减]小|扩大|下降|降低|提高|上升|降|升)[至到为])?$"
)
_RATE = re.compile(r"率(?:一直|保持|均|持续|降|下降|控制)*[为是至到]$")
_HEADCOUNT = re.compile(r"(?:人数|户数|总数|人口数|村数)(?:为|是|达到?|约|共|：|:)*$")
