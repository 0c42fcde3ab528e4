"""Which part and which whole a share in a Chinese text was plainly meant to be of, where none makes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from fangpin.bulletins.arithmetic.neighbours import lead_of
from fangpin.bulletins.arithmetic.relating import CLOSE_POINTS, Placed, comparable
from fangpin.bulletins.quantity import WHOLE

_OF_MONEY = re.compile(r"(?:资金|支出|拨付|投资|预算)[\u4e00-\u9fff]{0,4}(?:率|进度|比例)")
_OF_HEADS = re.compile(r"(?:参[保合]|入学|升学|就[业学]|签约|务工|入住|覆盖|满意|知晓|合格|普及)率")
_RATE = re.compile(r"(?P<of>[\u4e00-\u9fff]{2})(?:完成)?率[^率]*$")
_THEREOF = re.compile(r"[^。\n]{0,40}。?其中[^。\n]*")
_TAKES = re.compile(r"(?P<of>[\u4e00-\u9fff]{2})(?:金额|资金|额|人数|户数)?占[^率]*$")
_NOT_YET = re.compile(r"正在|未|待|尚|应|需|计划|任务")
_OF_ANOTHER = re.compile(r"(?!约|仅|共|其中|分别)[\u4e00-\u9fff]{3,}占|合计占|共占")
_A_WHOLE = re.compile(r"[^，,。；;]{0,10}(?<!其)中[，,]")
_OF = re.compile(r"占(?P<whole>[^的达为比]{2,12})")
_DONE = re.compile(r"完成率|完成比例|进度")
_ALREADY = re.compile(r"已|完成|支出|拨付")
_A_PART = re.compile(r"[，,]占")


def meant(text: str, near: Sequence[Placed], share: Placed) -> tuple[Placed, Placed] | None:
    """The part and the whole a share was plainly meant to be of; None where the text leaves it open."""
    clause = re.split(r"[，,。；;]", text[max(0, share.start - 24) : share.start])[-1]
    here = [one for one in near if re.search(r"[。；;]", text[one.end : share.start]) is None]
    if not here:
        return None
    named = _part_named(text, here, clause)
    part = named or next((one for one in reversed(here) if not _is_threshold(one)), here[-1])
    if not (named and _TAKES.search(clause)) and _is_of_another(text, clause, here, part, share):
        return None
    of = _OF.search(clause)
    wholes = _wholes(text, near, here, part, clause)
    if not wholes or not part.exact or part.figure.value == 0:
        return _more_than_all(text, here, named, share)
    whole = (
        max(wholes, key=lambda one: (one in here, one.start))
        if len({*here} & {*wholes})
        else max(wholes, key=lambda one: one.figure.value)
    )
    off = abs(part.figure.value * 100 / whole.figure.value - share.figure.value)
    one_whole = len({one.figure.value for one in wholes}) == 1
    limit = CLOSE_POINTS if whole in here or (named and one_whole) else CLOSE_POINTS / 2
    done = here[-2:] == [whole, part] and _DONE.search(clause) and _ALREADY.search(lead_of(text, part))
    if one_whole and whole in here and (named or done or "其中" in text[whole.end : part.start]):
        limit = Decimal(WHOLE)
    if of is not None and not of["whole"].startswith(("总", "其")) and one_whole:
        limit = 2 * CLOSE_POINTS  # the whole is named, and only one number counts it
    told = whole.exact or (whole.figure.bound == "about" and of is not None and off > CLOSE_POINTS / 2)
    changed = named is None and _is_change(part, whole, clause, share)
    return (part, whole) if told and off <= limit and not changed else None


def _is_threshold(one: Placed) -> bool:
    """有36个村集体收入超过10万元，占80%: a sum that parts are told by is no part."""
    return one.figure.unit.startswith("CNY") and one.figure.bound in {"over", "under", "at_least", "at_most"}


def _is_of_another(text: str, clause: str, here: Sequence[Placed], part: Placed, share: Placed) -> bool:
    """Whether the share is of something that no figure has told, or of two things told beside each other."""
    if _OF_ANOTHER.match(clause.rsplit("、", maxsplit=1)[-1]):
        return True  # 社会投资规模占比达92.5%
    behind = text[part.end : share.start]
    if _A_WHOLE.match(behind) or _OF_ANOTHER.match(behind):
        return True  # 10万亿千瓦时的用电量中，第二产业占全部的64%; 其中12条产业链项目占比达84.4%
    if _OF_MONEY.search(clause) and part.figure.unit != "CNY":
        return True  # 项目112个，完工74个，资金支出进度71.05%
    if _OF_HEADS.search(clause) and part.figure.unit.startswith("CNY"):
        return True  # 个人缴费180元由财政补贴120元，参保率100%
    # 办理代表建议4249件、政协提案3542件，办结率100%
    return len(here) > 1 and _beside(text, here[-2], part) and _RATE.search(clause) is not None


def _wholes(text: str, near: Sequence[Placed], here: Sequence[Placed], part: Placed, clause: str) -> list[Placed]:
    """The larger numbers of the part's unit that the clause leaves as its whole."""
    wholes = [one for one in near if one is not part and comparable(one, part) and one.figure.value > part.figure.value]
    if (of := _OF.search(clause)) is not None:
        wholes = [one for one in wholes if _is_named(text, one, of["whole"])]
    elif "率" not in clause and "进度" not in clause:
        wholes = [one for one in wholes if one in here] or _before_its_parts(text, wholes, part)
    return [one for one in wholes if one in here or not _A_PART.match(text, one.end)]


def _is_change(part: Placed, whole: Placed, clause: str, share: Placed) -> bool:
    """Whether the part was added to the whole, or taken off, and the share tells by how much."""
    before = (part.figure.value + whole.figure.value, whole.figure.value - part.figure.value)
    return "占" not in clause and any(
        base > 0 and abs(part.figure.value * 100 / base - share.figure.value) <= share.figure.step for base in before
    )


def _more_than_all(
    text: str, here: Sequence[Placed], named: Placed | None, share: Placed
) -> tuple[Placed, Placed] | None:
    """新增线索30条，已办结44条，办结率95.65%: no more than all can be done where the rate says less."""
    if named is None or named is not here[-1] or len(here) < 2 or not named.exact or share.figure.value > WHOLE:
        return None
    whole = here[-2]
    done = comparable(whole, named) and whole.exact and named.figure.value < 2 * whole.figure.value
    fresh = re.search(r"已|完成|累计|上[年月周]", lead_of(text, whole)) is None
    return (named, whole) if done and fresh and "已" in lead_of(text, named) else None


def _part_named(text: str, here: Sequence[Placed], clause: str) -> Placed | None:
    """已完成整改105个，正在整改7个，整改率93.75%: the part that was done what the rate is named for."""
    leads = [lead_of(text, one) for one in here]
    if takes := _TAKES.search(clause):  # 报销7120.9万元，其中…，综合报销占总费用的82.3%
        told = [place for place, lead in enumerate(leads) if takes["of"] in lead]
        return here[told[0]] if len(told) == 1 and leads[told[0]].endswith(takes["of"]) else None
    named = _RATE.search(clause)
    if named is None:
        return None
    done = [place for place, lead in enumerate(leads) if named["of"] in lead and not _NOT_YET.search(lead)]
    if not done or not all(re.search(r"[\u4e00-\u9fff]{2}", lead) for lead in leads[done[-1] + 1 :]):
        return None  # 逾期65户、213.4万元，逾期率0.17%: of which of the two is open
    return here[done[-1]]


def _before_its_parts(text: str, wholes: Sequence[Placed], part: Placed) -> list[Placed]:
    """支出6.6亿元。其中生产资金2.2亿元，占33.2%；管理费593万元，占0.9%: the last number before 其中."""
    found = [one for one in wholes if _THEREOF.fullmatch(text[one.end : part.start])]
    return [max(found, key=lambda one: one.start)] if found else []


def _beside(text: str, one: Placed, other: Placed) -> bool:
    return one.figure.unit == other.figure.unit and text[one.end : one.end + 1] == "、"


def _is_named(text: str, whole: Placed, name: str) -> bool:
    """Whether 占刑事被害人救助人数的 means 救助刑事案件被害人1032人; 总人数 and 其 may mean any."""
    if name.startswith(("总", "其")) or name[-max(3, len(name) - 1) :] in whole.figure.subject:
        return True
    said = lead_of(text, whole) + whole.figure.subject
    if "总" in name:  # 占救助总人数的: of those to whom 救助金 was paid
        return name.partition("总")[0][:2] in said + text[whole.end : whole.end + 12]
    held = sum(name[place : place + 2] in said for place in range(len(name) - 1))
    return held > 1 and held * 2 >= len(name) - 1 + (len(name) > 4)
