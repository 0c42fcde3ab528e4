"""Sums of money by whom they are for: a person, a household, a month."""

from __future__ import annotations

import re

from fangpin.bulletins.counted import ALONE

_PER = re.compile(
    r"(?P<month>按月(?=发|计|支|领)|人均(?=月)|月人均|人均每月|每人每月|每个?月|一个?月(?=[\u4e00-\u9fff]{0,5}(?:挣|赚|拿|收入|领|低保|工资|养老金|补贴|房租))|月均|人均月|月(?=[保障平均最低]{0,4}标准|补贴|工资|收入|补助|报酬|薪))|(?P<person>人均|人平|人年(?=均?$)|(?:一个|每)人平均|每人(?!每月|次)|每名|每位|每生|生均)|(?P<household>户均|每户|户年均)"
)
_PER_BEHIND = re.compile(
    r"\s*/\s*(?:(?P<month>月|人[·•・./]?月)|(?P<person>(?:人|生|名)(?:[·•・./]?年)?)|(?P<household>户))(?![\u4e00-\u9fff]{0,1}次)"
)
_MOVED = re.compile(r"(?:增加|提高|提升|上升|增长|下降|减少|调整|增|降|升|提|涨|调)(?:到|至|为)了?\x00*(?:的)?$")
_GRANTED = re.compile(  # 对监测户每户给予一次性补助，标准为2000元: the clause before says of whom
    r"(?:每户|每人|每名|每生)(?!每)[^\d，。；;、！\n]{0,10}[，,]"
    r"(?:一次性|最高|每年|补助|补贴|奖补|奖励|标准|金额|给予|发放|资助){1,4}(?:金额|标准|资金)?(?:为|是|达|约)?$"
)
_A_YEAR_EACH = re.compile(r"\s*[/／]\s*年")
_STANDARD = re.compile(r"(?:低保|保障|供养|特困|救助|平均|养老金|生活费)[^，。；;\n]{0,8}标准[^。；;\n]*$")
_HEADED = re.compile(r"(?:每人每月|每户每月|每人|每户|人均|户均)(?:标准)?[为是]?[,，:：][\u4e00-\u9fff]{1,6}$")
_ONLY_A_VERB = re.compile(r"(?:已|约|总额|分别)*(?:达到?|为|是|增(?:加|长)?[到至]|提高[到至])(?:了|约|近)*")
_LABEL_BELOW = re.compile(
    r"[^\n\u4e00-\u9fff]{0,4}(?:(?:同比|较上年|比上年|增长)[^\n]{0,12})?\n[^\S\n]*(?P<label>[\u4e00-\u9fff][^\n，。；]{1,20})(?:\n|$)"
)


def money_unit(text: str, start: int, stop: int, currency: str) -> tuple[str, int]:
    """A currency, or a currency per person, household or month, as the words beside the sum say."""
    if below := _LABEL_BELOW.match(text, stop) if ALONE.search(text[max(0, start - 4) : start]) else None:
        found = list(_PER.finditer(below["label"]))
        return (f"{currency}_per_{found[-1].lastgroup}" if found else currency), stop
    behind = _PER_BEHIND.match(text, stop)
    if behind:
        kind = "month" if behind["month"] else "household" if behind["household"] else "person"
        return f"{currency}_per_{kind}", behind.end()
    if _A_YEAR_EACH.match(text, stop) and _STANDARD.search(text[max(0, start - 70) : start]):
        return f"{currency}_per_person", stop  # 低保标准从4318元/年提高到7226元/年
    if headed := _HEADED.search(text[max(0, start - 16) : start]):  # 每人每月,城市840元
        return f"{currency}_per_{list(_PER.finditer(headed[0]))[-1].lastgroup}", stop
    clauses = re.split(r"[，。；;、！\n]|,(?!\d)", text[max(0, start - 30) : start])
    before = clauses[-1]
    if len(clauses) > 1 and _ONLY_A_VERB.fullmatch(before):  # 人均纯收入居全省第四,达到12118元
        before = f"{clauses[-2]}{before}"
    found = list(_PER.finditer(before))
    if not found and (earlier := _GRANTED.search(text[max(0, start - 40) : start])):
        found = list(_PER.finditer(earlier[0]))
        before = earlier[0]
    if not found or (re.search(r"\d", before[found[-1].end() :]) and not _MOVED.search(before)):
        return currency, stop
    return f"{currency}_per_{found[-1].lastgroup}", stop


def sign_before(text: str, start: int) -> tuple[str, int] | None:
    """The currency written before a sum, and where it begins."""
    sign = _SIGN.search(text[max(0, start - 4) : start])
    if sign is None:
        return None
    currency = next(name for name, written in _SIGNS.items() if sign[0].strip().upper() in written)
    return currency, start - len(sign[0])


_SIGNS = {
    "HKD": ("HK$", "HKD", "港币"),
    "TWD": ("NT$", "TWD", "新台币"),
    "MOP": ("MOP$", "MOP", "澳门元", "澳门币"),
    "USD": ("US$", "USD", "$", "美金"),
    "GBP": ("£", "GBP"),
    "EUR": ("€", "EUR"),
    "INR": ("₹", "INR"),
    "CNY": ("¥", "￥", "RMB", "CNY"),
}  # a currency and how it is written before a sum
_SIGN = re.compile(
    "(?:" + "|".join(re.escape(sign) for signs in _SIGNS.values() for sign in signs) + ")\\s?$", re.IGNORECASE
)
