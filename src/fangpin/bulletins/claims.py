"""Claims: all, none, zero. 全覆盖 and 应保尽保 say one hundred percent; 无一人 and 清零 say nought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fangpin.bulletins.counted import CLAUSE_END, _all
from fangpin.bulletins.words import noun_at

_DONE = (
    r"完成|完工|竣工|开工(?:建设)?|到位|脱贫(?!攻坚)|“?摘帽”?|出列|退出|达标|合格|检测合格|消除|整改到位|整改|销号|落实|兑现|发放到位|发放|入住|搬迁入住|"
    r"交付使用|纳入|覆盖|解决|复工复产|复工|化解|办结|清零|签约|参保|投入使用|通过验收|通过|验收|实现稳定脱贫|实现|享受|安置|就业|入学|返校|建成|投产|拆除"
)
ALL = re.compile(
    r"全覆盖(?!(?:集中)?开展|检查|排查|走访|核查|督导|督查|巡查|摸排|抽查|式)|应(?P<due>[\u4e00-\u9fff])尽(?P=due)(?!率[^，。；]{0,6}\d)|能(?P<can>[\u4e00-\u9fff])尽(?P=can)(?!率[^，。；]{0,6}\d)"
    rf"|(?:均已?|都已?)?(?:提前)?全部(?:(?:提前|按期|如期|按时|实现|及时)?(?:{_DONE}))+(?:交付使用|使用)?"
    rf"|均已?(?:全面|提前|按期|如期)(?:{_DONE})|(?:均|都)已经?(?:{_DONE})(?!了?.{{0,3}}\d)|(?<!确保)全面(?:消除(?![\d\u4e00-\u9fff])|完成(?!了?.{{0,3}}\d)|实现出列|实现(?!了?\d)|完工|竣工|清零)"
    rf"|(?<=其余)(?:人员|对象|农户|项目|问题)?均(?:已?(?:{_DONE})了?(?!.{{0,3}}\d)|已经?[\u4e00-\u9fff]{{2,4}}(?=[，。；;、\n]|,(?!\d)|$))"
    r"|(?:圆满|如期|超额|按期|按时)(?:保质|保量|提前|高质量)?完成(?!了?.{0,6}\d)|逐一(?:核查|核实|排查|走访|核对|入户|认定)|逐[村镇乡](?:逐(?:组|户|人|项|房|企))+"
    r"|(?:户户|人人|村村|家家|个个|组组)(?:都|均)?有|基本遍访所有|(?:所有|全体)(?![^，。；,;]*(?:全覆盖|全部|清零))(?=[\u4e00-\u9fff、]{2,14}(?:参与|实现|享受|纳入|(?<![平人户村])均|都|全部|得到|参加|接受))"
    r"|(?:目前|现)(?:均|都)?已经?(?:完成|完工|竣工|落实)(?=[，。；;、…,!！]|$)|实现了?“?(?:村村通|户户通|组组通|就近通)”?(?:[或和、]“?(?:村村通|户户通|就近通)”?)?"
    r"|覆盖(?:了|到)?(?:所有|全部|全体)(?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff，,；;])(?<![示看开])全部(?!覆盖|的|来自|由|用|以|资金|人员|人口|村|户|乡|镇|县|工作|任务|建档|贫困|农|家庭|学校|学生|流程|过程|责任|精力|力量|内容|指标)[\u4e00-\u9fff]{2,8}(?=[，。；;！\n]|,(?!\d)|$)"
    r"|全部(?:均|都)?(?:达到|超过|突破|高于)(?=了?\d)|百分之百|无一(?:遗漏|漏网)|一(?:户|人|个)(?:不|没)[落漏]|不[漏落]一(?:户|人)"
)
_NOT_ONE = r"(?:没有|无|未有|绝不让|决不让|不让|确保没有|没让)"
NOT_ONE = re.compile(
    rf"{_NOT_ONE}(?P<one>一)(?:[个名位家间座头辆条项支只](?=[\u4e00-\u9fff]{{2}})|(?=[\u4e00-\u9fff]{{2}}))"
)
NONE = re.compile(
    rf"{_NOT_ONE}一(?P<none>人|户|个人|名|例(?!外)|起|村|个村|所|处|件|笔)[\u4e00-\u9fff]{{0,2}}"
    r"|(?<![\u4e00-\u9fff]第)一(?P<gone>户|人|例|起|件|笔)[都也]没有?(?=了|[，。；！\n]|$)"
    r"|(?:未|没有)(?:再)?(?:发生|出现|新增)(?:一|1)(?P<unseen>人|户|个人|名|例|起|村|个村|所|处|件|笔)"
    r"|(?:辍学|失学|返贫|致贫|上访|事故|死亡|案件|发生|拖欠|遗漏|新增)(?:人数|率)?(?:为|是|保持)?“?零”?(?=反弹|增长|发生|新增|[，。；;、\n]|,(?!\d)|$)"
    r"|率(?:均|都)?(?:为|是|保持)零(?=[，。；;、\n]|,(?!\d)|$)|降(?:为|至|到)零|归零|无一(?P<left>漏保|返贫|致贫|失学|辍学|掉队|落下)|(?<!有)无新增(?P<fresh>返贫|致贫|贫困)(?:人口|户|对象)?"
    r"|(?:动态)?清零(?!行动|工程|攻坚|台账|任务书|专项|冲刺)|零(?P<zero>辍学|返贫|致贫|失学|滞销|拖欠|发生|投诉|上访|逾期|增长|遗漏|死亡|事故|舆情|差错|新增)"
    r"|全面消除(?=[\d\u4e00-\u9fff])(?!了?.{0,4}风险)"
    r"|(?:持续)?无(?P<lack>滞销|失学辍学|辍学|返贫|致贫|拖欠)|不断(?P<cut>线|档|供|炊)|(?:未|没有)(?:发生|出现)(?P<never>规模性返贫|返贫|致贫|一起|一例|辍学|滞销)(?:致贫|现象|情况)?"
)
_HOPED = re.compile(
    r"有望[^\d]{0,6}$|(?:力争|务必|争取|务求|(?:^|[^需重主想只])要(?!求)(?:[做确]|坚持|实现|落实|切实))[^，。；]{0,14}$"
)  # not yet
_UNITS_OF_NONE = {
    "人": "person", "个人": "person", "名": "person", "户": "household", "例": "case", "起": "case", "村": "village", "个村": "village",
    "所": "facility", "处": "site", "件": "case", "笔": "record", "辍学": "person", "返贫": "person", "致贫": "person", "失学": "person",
    "失学辍学": "person", "滞销": "household", "线": "person", "档": "person", "炊": "household", "供": "household",
    "规模性返贫": "person", "漏保": "person", "掉队": "person", "落下": "person", "贫困": "person", "死亡": "person",
}  # fmt: skip
_COUNTED = frozenset({
    "person", "household", "village", "township", "county", "enterprise", "organisation", "institution", "facility",
    "site", "project", "case", "animal",
})  # fmt: skip
_HEADS = {
    "零就业家庭": "household",
    "辍学": "person",
    "失学": "person",
    "住房": "household",
    "危房": "household",
    "危房改造": "household",
    "就业": "person",
    "上学": "person",
    "车间": "site",
    "产销": "case",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the repaired text: 100 percent, or 0 of a unit."""

    start: int
    end: int
    value: Decimal
    unit: str


def claims(text: str) -> Iterator[Claim]:
    """All and none, left to right; where two readings overlap the longer stands."""
    found = [
        Claim(match.start(), match.end(), Decimal(100), "percent")
        for match in ALL.finditer(text)
        if not _HOPED.search(CLAUSE_END.split(text[max(0, match.start() - 24) : match.start()])[-1])
    ]
    found += [
        Claim(match.start(), match.end(), Decimal(0), _unit_of_none(text, match)) for match in NONE.finditer(text)
    ]
    found += [one for match in NOT_ONE.finditer(text) if (one := _not_one(text, match)) is not None]
    found.sort(key=lambda one: (one.start, -one.end))
    reach = 0
    for one in found:
        if one.start >= reach:
            reach = one.end
            yield one


def _not_one(text: str, match: re.Match[str]) -> Claim | None:
    """没有一个孩子失学, 无一学生辍学: none of what is named behind, if it is something that a bulletin counts."""
    noun = noun_at(text, match.end())
    if noun is None or noun[1] not in _COUNTED:
        return None
    return Claim(match.start(), match.end() + noun[0], Decimal(0), noun[1])


def _unit_of_none(text: str, match: re.Match[str]) -> str:
    word = next((found for found in match.groups() if found), None)
    word = match[0][:2] if word is None and match[0].rstrip("”").endswith("零") else word  # 辍学零
    if word in _UNITS_OF_NONE:
        return _UNITS_OF_NONE[word]
    if "零" in match[0] and "率" in CLAUSE_END.split(text[max(0, match.start() - 24) : match.end()])[-1]:
        return "percent"
    before = text[max(0, match.start() - 40) : match.start()]
    behind = _all(CLAUSE_END.split(text[match.end() : match.end() + 24])[0]) if match[0].endswith("消除") else ()
    if behind:
        return behind[-1][2]
    for phrase in (CLAUSE_END.split(before)[-1], re.split(r"[。；;！\n]", before)[-1]):
        plain = re.sub('[“”"]', "", phrase)
        for head, unit in _HEADS.items():
            if head in plain:
                return unit
        nouns = _all(phrase)
        if nouns:
            return nouns[-1][2]
    return "case"
