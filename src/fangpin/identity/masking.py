"""What may be shown of a person where the full value is not needed. NULL stays NULL: unknown is not hidden."""

from __future__ import annotations

from datetime import date

HIDDEN = "＊"

# Two-character family names; any other name has a family name of one character.
COMPOUND_SURNAMES = frozenset(
    """
    欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台
    皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘
    子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐
    段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚
    左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚
    褚师 纳兰 归海
    """.split()  # noqa: SIM905 - easier to read than ninety quoted words
)
_BANDS = ((0, "0—5"), (6, "6—15"), (16, "16—59"), (60, "60—79"), (80, "80+"))
_SHORTEST_COMPOUND = 3


def masked_name(name: str | None) -> str | None:
    """张三丰 → 张＊＊, 欧阳修 → 欧阳＊, 阿依古丽·买买提 → 阿＊＊＊·＊＊＊. A name of one character is hidden whole."""
    if not name:
        return name
    shown = 2 if name[:2] in COMPOUND_SURNAMES and len(name) >= _SHORTEST_COMPOUND else 1
    if len(name) == 1:
        return HIDDEN
    return name[:shown] + "".join("·" if c == "·" else HIDDEN for c in name[shown:])


def masked_number(number: str | None) -> str | None:
    """770101199001011234 → 770************234: three first, three last.

    The last two characters of a 20-character disability card tell category and grade, so of a longer
    number only the first three are shown.
    """
    if not number:
        return number
    if len(number) > 18:  # noqa: PLR2004 - longer than an identity number: a disability card
        return number[:3] + "*" * (len(number) - 3)
    if len(number) <= 8:  # noqa: PLR2004 - three and three would give most of it away
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 6) + number[-3:]


def masked_phone(phone: str | None) -> str | None:
    """13812345678 → 138****5678; anything shorter keeps its last two characters."""
    if not phone:
        return phone
    if len(phone) >= 11:  # noqa: PLR2004 - a mobile number
        return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]
    return "*" * max(len(phone) - 2, 0) + phone[-2:]


def age_band(born_on: date | None, *, on: date) -> str | None:
    """The band of whole years on a day, such as ``16—59``; None where the birth date is unknown."""
    if born_on is None:
        return None
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return next((band for least, band in reversed(_BANDS) if years >= least), None)
