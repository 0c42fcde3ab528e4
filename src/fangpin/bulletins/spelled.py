"""Numerals in characters: where the phrase counts, and where it only says so: 两次, 新建一所小学; not 一个好办法."""

from __future__ import annotations

import re
from decimal import Decimal

from fangpin.bulletins.counted import CLAUSE_END
from fangpin.bulletins.durations import LASTING

_STRONG_AFTER_ONE = frozenset("户名轮次")
_MADE = re.compile(r"(?:增设|新建|新增|建成|设立|开设|筹设|兴建|改建|扩建|建有|设有|共有|现有|辖)了?$")
_SECOND = frozenset({"本", "轮", "期", "次", "批", "级", "类", "档", "线", "季"})
_IN_ALL = re.compile(r"来|共|累计|合计|总共|间")
_PAID = re.compile(r"(?:增发|补发|多发|发放|缴纳?|停发|减免|免收|预发|提前发放|满|续保|延长)了?$")
_PAID_FOR = re.compile(
    r"的?(?:生活|基本|补贴|补助|救助|工资|租金|保费|保障金|低保|缓冲|过渡|期限?)(?![^，。；;\n]{0,6}[\d一二三四五六七八九十百千])"
)
_FEW = re.compile(
    r"(?:(?:投资|产值|年产值|资产|规模)\d[\d.]*[万亿]?元(?:及?以上)?的?)?[\u4e00-\u9fff]{0,6}?(?:企业|公司|合作社|单位|医院|银行|工厂|机构|农户|商户|店|超市|农场|干部|党员|老人|村民|学生|医生|老师|教师|专家|个人|同志|嘉宾|代表|书记|负责人|获奖者|同学)"
)
_BEAST = re.compile("[牛羊猪驴骡马驼犊羔畜]")
_LEVELS = re.compile(r"[省市县区乡镇村][、和]?[省市县区乡镇村]$")


def spelled_counts(text: str, start: int, value: Decimal, word: str, stop: int) -> bool:
    """Numerals in characters count only where the phrase counts: 五轮, 两次, 三个村; not 一个好办法, 十分."""
    two_levels = word == "级" and value == 2 and _LEVELS.search(text[max(0, start - 3) : start])  # 市县两级
    second = text[start : start + 1] == "二" and value == 2 and word in _SECOND  # 二轮延包: not 两轮
    boundless = word == "年" and text[start : stop - 1] in {"百", "千", "百万", "千百"}  # 千年古村
    since = word == "年" and _IN_ALL.match(text, stop) is not None  # 五年来 says when, as 今年以来 does
    summed_up = re.match("合计|共计|总计|相加|之和", text[stop : stop + 2]) is not None  # 两项合计
    if boundless or two_levels or second or since or summed_up or word == "组":  # 柳湾村五组 is an address
        return False
    if value == 1:
        return _one_counts(text, start, word, stop)
    beside = f"{text[max(0, start - 2) : start]}|{text[stop : stop + 6]}"
    if (word in {"家", "位"} and _FEW.match(text, stop)) or (word == "头" and _BEAST.search(beside)):
        return True  # 两家合作社, 两头母牛; not 两家人, 两头跑
    if re.search(r"每[户人名村]$", text[max(0, start - 2) : start]):
        return word != "级"  # 每户两头
    if word in {"年", "天", "周", "级", "人", "家", "位", "门", "头", "件"} and value < 10 and word != "级":
        return word in {"年", "天", "人"} and text[stop : stop + 1] not in {"一", "世", "三"}
    return True


_BOUGHT = frozenset("台套间座处口辆部所栋幢艘架条个项眼张")
_GIVEN = frozenset("袋桶箱床件套台只头份本盒瓶张个")
_POSTPOSED = re.compile(r"[，。；;、）)\n\d,]|$")
_GOT = re.compile(r"[购买建设增配置装修打捐添立办盖开获评]")  # 购买变压器一套, 已建酒窖一间


_LENGTHS = frozenset({"年", "天", "个月", "周", "星期", "小时", "个小时", "个钟头", "分钟"})
_WITHIN = re.compile("[之以]?内(?![的部外])|以上|左右")


def _one_counts(text: str, start: int, word: str, stop: int) -> bool:
    """至少落实一项措施, 新建一所小学, 增发一个月生活救助费: one is told as a number; in 一个好办法 it is not."""
    clause = CLAUSE_END.split(text[max(0, start - 14) : start])[-1]
    if re.search(r"(?:至少|最少|不少于)(?!的)[\u4e00-\u9fff]{0,4}$", clause) or _MADE.search(clause):
        return True
    if word in _LENGTHS and (LASTING.search(clause) or _WITHIN.match(text, stop)):
        return True
    if word in {"个月", "年"} and (_PAID.search(clause) or _PAID_FOR.match(text, stop)):
        return True
    if word in _BOUGHT and _POSTPOSED.match(text, stop) and re.search(r"[\u4e00-\u9fff]{2}$", clause[:-1] or ""):
        return _GOT.search(clause) is not None or re.match(r"\d", text[stop : stop + 1]) is not None
    each = re.search(r"每[人名户村个月周季年]|[再各]", clause) is not None
    if (
        re.search(r"每[户人名](?:发放|赠送|送去?|一[\u4e00-\u9fff]{2,4})?$", text[max(0, start - 8) : start])
        and word in _GIVEN
    ):
        return True  # 每户一袋米一桶油
    return word in _STRONG_AFTER_ONE and (each or text[max(0, start - 1) : start] in {"仅", "增", "共", "余", "剩"})
