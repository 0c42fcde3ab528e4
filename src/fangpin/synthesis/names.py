"""Names as common as real ones and as awkward: compound surnames, names with a dot, rare characters."""

from __future__ import annotations

from fangpin.synthesis.draws import Draws

SURNAMES: tuple[tuple[str, float], ...] = (
    ("李", 7.9), ("王", 7.4), ("张", 7.1), ("杨", 6.0), ("刘", 5.4), ("陈", 4.5), ("马", 4.2), ("普", 3.8),
    ("赵", 2.9), ("黄", 2.5), ("周", 2.5), ("白", 2.4), ("何", 2.2), ("罗", 2.2), ("吴", 2.0), ("徐", 1.7),
    ("朱", 1.5), ("孙", 1.5), ("高", 1.3), ("林", 1.2), ("郭", 1.2), ("唐", 1.2), ("龙", 1.1), ("沙", 1.0),
    ("师", 1.0), ("孔", 0.9), ("段", 0.9), ("邓", 0.9), ("彭", 0.8), ("曾", 0.8), ("田", 0.8), ("董", 0.7),
    ("余", 0.7), ("潘", 0.7), ("蒋", 0.7), ("丁", 0.6), ("纳", 0.5), ("鲁", 0.5), ("方", 0.5), ("木", 0.3),
    ("欧阳", 0.3), ("司马", 0.1), ("上官", 0.1), ("诸葛", 0.1), ("尉迟", 0.05), ("鄢", 0.1), ("昝", 0.05),
)  # fmt: skip
MALE = "伟强军平勇杰涛斌波辉刚健明亮华文武云海山林峰龙飞鹏祥福贵富有德才忠义志国建学荣生成康保兴旺顺春发光"
FEMALE = "芳秀英兰梅红艳丽琼仙凤珍莲玉美娟霞燕萍娥桂菊翠香琴云花月雪婷静敏慧洁莉蓉芬珠惠巧彩素金银秋菲"
NEW_MALE = ("子轩", "浩宇", "俊杰", "宇航", "梓豪", "天佑", "一鸣", "文博", "思远", "家豪", "明哲", "奕辰")
NEW_FEMALE = ("梓涵", "雨桐", "欣怡", "诗琪", "思雨", "佳怡", "可馨", "紫萱", "梦瑶", "语嫣", "若曦", "一诺")
RARE = ("䶮", "堃", "喆", "犇", "赟", "翀", "彧", "旻", "昇", "淼", "琛", "甡")
DOTTED = ("阿卜杜拉", "买买提", "热依汗", "古丽娜尔", "吐尔逊", "阿依夏", "木合塔尔", "帕提古丽")
NATIONS: tuple[tuple[str, float], ...] = (
    ("汉族", 52), ("彝族", 26), ("回族", 9), ("壮族", 5), ("哈尼族", 3.5), ("苗族", 2.5),
    ("傣族", 1.5), ("布依族", 0.5),
)  # fmt: skip
BORN_INTO_NEW_NAMES = 2008


def surname(draws: Draws) -> str:
    return draws.weighted(SURNAMES, "surname")


def given_name(draws: Draws, *, male: bool, birth_year: int) -> str:
    """One or two characters in the taste of the year; one in two hundred is rare."""
    if draws.chance(0.005, "rare"):
        return draws.one_of(RARE, "rare character")
    if birth_year >= BORN_INTO_NEW_NAMES and draws.chance(0.7, "new name"):
        return draws.one_of(NEW_MALE if male else NEW_FEMALE, "new")
    letters = MALE if male else FEMALE
    first = draws.one_of(letters, "first")
    return first if draws.chance(0.25, "short") else first + draws.one_of(letters, "second")


def dotted_name(draws: Draws) -> str:
    """A name written with a dot between its parts, as 0.3 % of persons here have."""
    first, second = draws.one_of(DOTTED, "given"), draws.one_of(DOTTED, "father")
    return f"{first}·{second}" if first != second else f"{first}·{DOTTED[0] if first != DOTTED[0] else DOTTED[1]}"


def nation(draws: Draws) -> str:
    return draws.weighted(NATIONS, "nation")
