"""Sums as people say them: 一年才2100块, 每斤多卖1块2, 五块五, 2毛5分一斤, 一个月拿两千出头."""

from __future__ import annotations

import re
from decimal import Decimal

from fangpin.bulletins import numerals
from fangpin.bulletins.per_head import money_unit
from fangpin.bulletins.quantity import Quantity

_DIGIT = "[1-9一二三四五六七八九]"
_EACH = "一[斤亩个天公株只棵头袋筐箱件捆把瓶碗]"
_END = rf"(?=[，。；、！？,;!?）)”\n]|$|左右|上下|出头|比|{_EACH}|[/每的就]|算|红包|奖金|工[钱资]|补[贴助])"
_SPOKEN = re.compile(rf"(?:块|块?(?P<more>出头)){_END}|块(?P<odd>[多来])钱")
_SHORT = re.compile(r"[百千万][一二三四五六七八九]{1,2}$")  # 一百五, 两万五
_BARE = re.compile("[十百千万][多来]?$")
_LARGE = re.compile("[万亿]$")
_THAT_IS = re.compile(
    "(?:也?就?是|剩下?的?|还[剩有]|[一总拢]共|合下?来|[一每][台亩斤头户人年天月季家只棵股栋间套]|少说也?[得要]?|得|要)$"
)
_A_MONTH = re.compile("(?:一个?|每个?)[月年天季]能?$")
_SOLD = re.compile(f"{_EACH}[^，。；、]{{0,3}}[卖值收给]到?$")  # 一斤能卖三十五
_FOR = "的(?:养老金|工[资钱]|收入|低保|补[贴助]|分红|利润|租金|进账)"
_OF_OTHERS = re.compile("[数量积次]|人口|[户人株棵头只]|种|栽|养")  # what is counted so is no money
_HUNDREDS = re.compile("[百千万][多来]?$")
_STOP = re.compile("[。！？\n]")
_THINGS = re.compile("[板地田石砖屏牌志木瓦表匾碑区布肉土煤冰糖饼皂镜模茎]|组件|玻璃|电池|豆腐|大陆|内容|业务|工作")
_PLAIN = re.compile("块(?![状根头儿钱])")
_SPENT = re.compile("(?:一[天月年斤亩个]|每[天月年斤亩]|贷|掏|借|存|交)了?[^，。]{0,4}$")
_CLAUSE = re.compile(r"[，。；、！？,;!?）)”\n]")
FEW = 20  # so many things at most are told apart by 块 without saying what they are
_IN_PARTS = re.compile(  # 3块2, 五块五毛, 2毛5分, 两毛五, 八毛
    rf"(?:块(?P<tenths>{_DIGIT})(?:[毛角](?:(?P<cents>{_DIGIT})分?)?)?"
    rf"|(?P<coin>毛|角(?=[钱/])|(?<=\d)角(?=[。，；、]|$))(?:(?P<rest>{_DIGIT})分?)?)(?P<money>钱)?(?(money)|{_END})"
)
_PAID = re.compile(
    r"(?:低保|收入|工资|工钱|月薪|年薪|挣|赚|拿|卖|花|值|费|钱|补|价|多收|利润|分红|涨|降|掏|落|到手|报了?|存了|攒|进账|入账|剩|寄|出了|[年月]入)(?:[^，。；;\d\n])*(?:\d[\d.]*元)?[^，。；;\d\n]{0,6}$"
)


_PAY = re.compile(
    "收入|卖|进账|落|凑|工资|工钱|月薪|挣|赚|费|钱|补[贴助了]|价|低保|利润|分红|块|元|养老金"
    "|花[了掉]|报了|掏了|寄|租金|彩礼|成本|本钱"
)
_PAUSE = re.compile(rf"[，。；、！？,;!?）)”\n你我他]|$|左右|上下|{_EACH}|一[人户年月]|分给|拿来|{_FOR}")
PARAGRAPH = 160  # characters before in which money was spoken of, for what nobody says of other things: 四万二
SENTENCE = 60  # characters before in which money may have been spoken of
HUNDRED = 100


def spoken_sum(text: str, start: int, end: int, value: Decimal, step: Decimal) -> Quantity | None:
    """The sum of money that a number is where its words say so as people speak; None where they do not."""
    if (parts := _IN_PARTS.match(text, end)) is not None:
        return _in_parts(text, start, parts, value)
    said = _SPOKEN.match(text, end)
    before = text[max(0, start - 24) : start]
    if said is None and (plain := _PLAIN.match(text, end)) is not None:
        return _unless_things(text, start, plain, value, step)
    if said is None:
        return _without_word(text, start, end, value, step)
    spoken = not text[start].isdigit() or (value >= HUNDRED and _PAY.search(_sentence(text, start)) is not None)
    if not (
        _PAID.search(before) or said["odd"] or (spoken and not _THINGS.search(re.split("[，。；、]", before)[-1]))
    ):  # 一只羊羔四五百块
        return _unless_things(text, start, said, value, step)
    unit, _ = money_unit(text, start, said.end(), "CNY")
    return Quantity(start, said.end(), value, unit, "at_least" if said["more"] or said["odd"] else "=", step, word="元")


def _unless_things(text: str, start: int, said: re.Match[str], value: Decimal, step: Decimal) -> Quantity | None:
    """五万块小额信贷, 一户掏五百块都心疼: many 块 of which no clause names the thing are money."""
    around = (_CLAUSE.split(text[max(0, start - 16) : start])[-1], _CLAUSE.split(text[said.end() : said.end() + 6])[0])
    told = not text[start].isdigit() or _SPENT.search(around[0]) or _PAY.search(_sentence(text, start))
    if value < FEW or not told or any(_THINGS.search(words) for words in around):
        return None
    return Quantity(start, said.end(), value, money_unit(text, start, said.end(), "CNY")[0], "=", step, word="元")


def _without_word(text: str, start: int, end: int, value: Decimal, step: Decimal) -> Quantity | None:
    """低保三百二, 挣了六千多, 医药费两三万: a sum that says neither 元 nor 块, where money was spoken of."""
    written = text[start:end]
    if written[0].isdigit() or not _PAUSE.match(text, end):
        return None
    if not _means_money(text, start, end):
        return None
    unit, _ = money_unit(text, start, end, "CNY")
    return Quantity(start, end, value, unit, "at_least" if written[-1] in "多来" else "=", step, word="元")


def _means_money(text: str, start: int, end: int) -> bool:
    """Whether the words before a sum without its yuan, or right behind it, are of money."""
    written, near = text[start:end], text[max(0, start - 8) : start]
    told = _SHORT.search(written) or (_LARGE.search(written) and _THAT_IS.search(near))
    if told and (_A_MONTH.search(near) or _PAY.search(text[max(0, start - PARAGRAPH) : start])):
        return True
    if _SOLD.search(text[max(0, start - 16) : start]) or re.match(_FOR, text[end : end + 5]):
        return True
    if (
        _HUNDREDS.search(written)
        and not _OF_OTHERS.search(near)
        and (_A_MONTH.search(near) or _PAY.search(_sentence(text, start)))
    ):
        return True
    return _paid(text, start, written)


def _paid(text: str, start: int, written: str) -> bool:
    return bool(_BARE.search(written) and _PAID.search(text[max(0, start - 24) : start]))


_WHO = r"(?:[叔伯婶娘爷奶嫂姐哥妈爹公婆汉某]|大[爷叔娘妈婶伯嫂]|老[\u4e00-\u9fff]{1,2}|奶奶|师傅)"
_AGED = re.compile(rf"{_WHO}[，,]?(?:今年|都|也|已经?|年近|年过|快|马上)*$")
_AGE_TOLD = re.compile("了?[，。；、！,;!]|了?的人了")
_OF_AN_OLD_ONE = re.compile("[多来]?岁?的(?:老(?:人|奶奶|太太|爷爷|汉|大爷|大娘|两口)|大[爷娘妈叔婶]|[婶奶爷])")
YOUNGEST, OLDEST = 16, 110  # of whom one says the age without 岁


def age(text: str, start: int, end: int, value: Decimal) -> Quantity | None:
    """刘大娘，六十七了，; 七十多的老奶奶: an age told without 岁."""
    if not YOUNGEST <= value <= OLDEST:
        return None
    told = _AGE_TOLD.match(text, end) and _AGED.search(text[max(0, start - 8) : start])
    if not told and not _OF_AN_OLD_ONE.match(text, end):
        return None
    return Quantity(start, end, value, "year_of_age", "at_least" if text[end - 1] in "多来" else "=", Decimal(1))


def _sentence(text: str, start: int) -> str:
    return _STOP.split(text[max(0, start - SENTENCE) : start])[-1]


def _in_parts(text: str, start: int, parts: re.Match[str], value: Decimal) -> Quantity:
    """Yuan, tenths and hundredths, each told in its own word, the last often without."""
    tenths, cents = (value, parts["rest"]) if parts["coin"] else (_worth(parts["tenths"]), parts["cents"])
    whole = Decimal(0) if parts["coin"] else value
    unit, _ = money_unit(text, start, parts.end(), "CNY")
    step = Decimal("0.01") if cents else Decimal("0.1")
    return Quantity(start, parts.end(), whole + tenths / 10 + _worth(cents) / 100, unit, "=", step, word="元")


def _worth(digit: str | None) -> Decimal:
    return (numerals.value_of(digit) or Decimal(0)) if digit else Decimal(0)
