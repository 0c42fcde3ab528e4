"""What the numbers of a table count: as the head of the column, the row, or a note above the table says.

A unit is found by reading a sentence made of the head and the number one: 发放金额(万元) is read as 发放金额1万元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from fangpin.bulletins.english import last_living, quantities_english
from fangpin.bulletins.numerals import ARABIC
from fangpin.bulletins.quantities import quantities
from fangpin.bulletins.quantity import UNSAID, Quantity
from fangpin.bulletins.set_aside import SetAside, Why
from fangpin.bulletins.tables import ENGLISH_MONEY, MEASURE, Cell, Table, tables
from fangpin.bulletins.words import measure_pattern

_NO_FIGURE = re.compile(
    r"序\s*号|排名|名次|位次|编号|代码|编码|年份|^年度?$|电话|邮编|日期|^时间$|备注|^No\.?$|^S\.?\s?No\.?|^Sl\.?|^Rank|^Year$|^#$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"^(?:total\s+)?(?:no\.?|nos\.?|number)\s+(?:of\s+)?", re.IGNORECASE)  # No. of SHGs
_UNIT_HEAD = re.compile(r"(?:计量)?单\s*位|Units?", re.IGNORECASE)
_BRACKETED = re.compile(r"[（(]([^（）()]{1,14})[）)]|[/／]\s*([\u4e00-\u9fff%‰]{1,4})$|,\s*([^,]{1,12})$")
_COUNTED_IN = re.compile(rf"(?P<word>(?:亿|万)?(?:{measure_pattern()}))(?:总?数|量|总计|合计|小计)?$")
_PERCENT_HEAD = re.compile(r"率|比例|占比|比重|增长|增速|增幅|进度|同比|环比|百分比|±|[%％]")
_MONEY_HEAD = re.compile(
    r"资金|金额|投资|收入|支出|产值|补贴|补助|贷款|余额|标准|发放|工资|薪酬?|奖金|租金|分红|报酬|额$|款|费|预算|拨付|总值|价值|增加值|销售|利润|税"
)
_MONEY = re.compile(r"元|Rs|₹|\$|USD|yuan|NPR|BDT|KES", re.IGNORECASE)
_HEADED = frozenset({"人次", "户次", "万元", "户", "人"})  # measure words that end a head without 数
_GENERAL = re.compile(
    r"^(?:(?:19|20)\d{2}年?.*|(?!.*[户人条件项个]数$)[本上][年月期季].*|累计.*|总?数量?|总量|绝对[数值量]|指标值?|数值|值|合计|总计|小计|计划数?|完成数?|实际|(?:年度|实际)?(?:完成|指标|目标)值|目标|Total|Number|Value|Count|(?:19|20)\d{2}.*)$",
    re.IGNORECASE,
)
_POINTS = re.compile(r"^(?:分值|得分|扣分|自评得分|分数)(?:[（(]分[）)])?$")
_AIM = re.compile(rf"[≥≤＞＜<>=＝≧≦]\s*(?:{ARABIC})\s*(?P<unit>.{{1,8}})")
_HOUSEHOLDS = frozenset({"household", "person"})
_AREAS = frozenset({"village", "township", "county"})
_TOTAL = re.compile(
    r"^(?:合\s*计|总\s*计|共\s*计|全[县市区省州镇乡]合?计?|总数|Total|Grand total|All)[:：]?$", re.IGNORECASE
)
_SUBTOTAL = re.compile(r"小\s*计|sub-?total", re.IGNORECASE)
_NO_PART = re.compile(r"其中|占|比|率|增|减|同期|上年|平均|人均|average|share|of which", re.IGNORECASE)


def table_cells(text: str, *, english: bool) -> Iterator[Quantity | SetAside]:
    """The numbers of a text's tables; those that count nothing (row numbers, ranks) as :class:`SetAside`."""
    for table in _headed(tables(text)) if english else tables(text):
        read = _english_unit if english else _chinese_unit
        told: dict[int, Quantity] = {}  # by row what the columns so far count
        for column in range(len(table.rows[0])):
            cells = [(number, row[column]) for number, row in enumerate(table.rows) if row[column].number]
            if not cells:
                continue
            head = table.head(column)
            if _NO_FIGURE.search(head) or (column == 0 and _counts_rows([cell for _, cell in cells])):
                yield from (SetAside(cell.start, cell.end, Why.LIST_NUMBER) for _, cell in cells)
                continue
            broken = any("." in cell.text for _, cell in cells)
            for number, cell in cells:
                one = (_own_unit if cell.unit else read)(table, number, column)
                if one is not None and broken and one.value == 1 and one.unit in _WHOLE_THINGS:
                    one = _money_of(table) or one  # nobody counts 47.9 posts
                if one is not None and not one.own and number in told:
                    one = replace(
                        one, unit=told[number].unit, value=told[number].value
                    )  # 反馈问题 118, 已完成 97: of the same
                elif one is not None and one.own and one.unit != "percent":
                    told[number] = one
                yield _figure(table, number, column, cell, one)


def _headed(found: Iterator[Table]) -> Iterator[Table]:
    """Tables whose head stands over an earlier part, where a line of its own parts the rows: Loans and grants."""
    before: Table | None = None
    for one in found:
        same = not one.heads and before is not None and len(before.rows[0]) == len(one.rows[0])
        before = replace(one, heads=before.heads) if same and before is not None else one
        yield before


_WHOLE_THINGS = frozenset({"person", "household", "post", "project", "enterprise", "organisation", "village", "site"})


def _money_of(table: Table) -> Quantity | None:
    """The sum of money that the note above a table names, where it names one."""
    unit = next((unit for unit in table.units if _MONEY.search(unit)), None)
    return _said("", unit) if unit is not None else None


def totals(table: Table) -> Iterator[list[tuple[Cell, tuple[Cell, ...]]]]:
    """By row of totals its cells, each with the cells that it sums; shares and means are not summed."""
    for whole_row, part_rows in _summed_rows([table.label(number) for number in range(len(table.rows))]):
        summed = []
        for column in range(len(table.rows[0])):
            head = table.head(column)
            if _PERCENT_HEAD.search(head) or re.search("[人户]均|平均|标准|average|per ", head):
                continue
            parts = [table.rows[number][column] for number in part_rows]
            whole = table.rows[whole_row][column]
            alike = all(one.empty or (one.number and one.unit == whole.unit) for one in parts)
            if whole.number and len(parts) > 1 and alike:
                summed.append((whole, tuple(one for one in parts if one.number)))
        yield summed


def _summed_rows(labels: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Rows of totals and subtotals, each with the rows that it sums; nothing where a row tells a share or a mean."""
    sums = [number for number, label in enumerate(labels) if _TOTAL.match(label)]
    smaller = [number for number, label in enumerate(labels) if _SUBTOTAL.search(label)]
    if len(sums) > 1 or any(_NO_PART.search(label) for label in labels):
        return
    if sums and sums[0] not in {0, len(labels) - 1}:
        return
    rows = [number for number in range(len(labels)) if number not in sums]
    if sums and (not smaller or {rows[0], rows[-1]} & set(smaller)):
        yield sums[0], smaller or rows
    if smaller and rows[0] == smaller[0]:  # the subtotal stands above its rows
        for number, below in zip(smaller, [*smaller[1:], rows[-1] + 1], strict=True):
            yield number, [row for row in rows if number < row < below]
    elif smaller and rows[-1] == smaller[-1]:
        for above, number in zip([rows[0] - 1, *smaller[:-1]], smaller, strict=True):
            yield number, [row for row in rows if above < row < number]


def _counts_rows(cells: Sequence[Cell]) -> bool:
    return [cell.text for cell in cells] == [str(number) for number in range(1, len(cells) + 1)]


def _figure(
    table: Table,
    row: int,
    column: int,
    cell: Cell,
    one: Quantity | None,
) -> Quantity | SetAside:
    if one is None or one.unit == UNSAID:
        return SetAside(cell.start, cell.end, Why.NO_UNIT)
    value = Decimal(cell.text.replace(",", "").replace("−", "-").removeprefix("+"))
    step = Decimal(1).scaleb(-len(cell.text.partition(".")[2]))
    return replace(
        one, start=cell.start, end=cell.end, value=value * one.value, step=step * one.value, bound="=", noun=None,
        of=" ".join(part for part in (table.label(row), table.head(column)) if part), row=table.label(row),
    )  # fmt: skip


def _own_unit(table: Table, row: int, column: int) -> Quantity | None:
    """The number one of a cell that says its unit itself, as its column or row goes on."""
    head, label = table.head(column), table.label(row)
    stem = _BRACKETED.sub("", label if _GENERAL.match(head) or not head else head)
    counted = _COUNTED_IN.search(stem)
    return _said(stem[: counted.start()] if counted else stem, table.rows[row][column].unit)


def _chinese_unit(table: Table, row: int, column: int) -> Quantity | None:
    """The number one as the cell would say it; None where nothing tells what it counts."""
    head, label = table.head(column), table.label(row)
    own = next((number for number in range(len(table.rows[row])) if _UNIT_HEAD.fullmatch(table.head(number))), None)
    listed = table.rows[row][own].text if own is not None else ""
    if listed and not _PERCENT_HEAD.search(head):
        return _said(f"{label.removesuffix(listed).strip()}", listed)
    if _POINTS.search(head):
        return _said("", "分")
    if _GENERAL.match(head) and (unit := _aimed_at(table, row)):
        return _said(label, unit)
    for told in [label, head] if _GENERAL.match(head) and _in_brackets(label) else [head, table.over(column), label]:
        if unit := _in_brackets(told):
            stem = _BRACKETED.sub("", told).strip()
            return _said(stem if not _GENERAL.match(stem) else label, unit)
    if _GENERAL.match(head) or not head:
        head = table.over(column) or label
    found = _from_words(head, table.units)
    if found is None or (head == label and found.unit in _AREAS):  # 城关镇 46: the title says of what
        return _from_words(table.title.removesuffix("情况"), table.units) or found
    return found


def _aimed_at(table: Table, row: int) -> str | None:
    """≥120户 beside what was reached: the unit is said with the aim."""
    found = next((aim for cell in table.rows[row] if (aim := _AIM.fullmatch(cell.text))), None)
    return found["unit"] if found is not None and MEASURE.fullmatch(found["unit"]) else None


def _in_brackets(told: str) -> str | None:
    inside = next((found for match in _BRACKETED.finditer(told) for found in match.groups() if found), "").strip()
    return inside if inside and MEASURE.fullmatch(inside) else None


def _from_words(head: str, units: Sequence[str]) -> Quantity | None:
    """户数, 人数, 其中:脱贫人口, 发放金额 with the units listed above the table."""
    head = re.sub(r"^其中[:：]?", "", _BRACKETED.sub("", head)).strip()
    if _PERCENT_HEAD.search(head) and not _COUNTED_IN.search(head):
        return _said(head, "%")
    money = next((unit for unit in units if _MONEY.search(unit)), None)
    if _MONEY_HEAD.search(head) and not re.search("[户人]数|人次|项目", head):
        return _said(head, money or (units[0] if len(units) == 1 else "元"))
    counted = _COUNTED_IN.search(head)
    listed = next((unit for unit in units if counted and unit.endswith(counted["word"])), None)
    if counted and (head.endswith(("数", "量", "计")) or counted["word"] in _HEADED):
        return _said(head[: counted.start()], listed or counted["word"])
    stem = head.removesuffix("数").removesuffix("总")
    noun = _said("", f"个{stem}") if stem else None
    if noun is not None and noun.own and noun.unit != UNSAID:
        scaled = next((unit for unit in units if noun.unit == _unit_alone(unit)), None)
        if not scaled and len(units) == 1 and {noun.unit, _unit_alone(units[0])} == _HOUSEHOLDS:
            return _said(stem, units[0])  # 单位：户 over 监测对象: whole households are counted
        return _said(stem, scaled) if scaled else noun
    return _said(stem, units[0]) if len(units) == 1 else _said(stem, "个") if stem else None


def _unit_alone(unit: str) -> str | None:
    read = _said("", unit)
    return read.unit if read is not None else None


@lru_cache(maxsize=1024)
def _said(stem: str, unit: str) -> Quantity | None:
    """发放金额 and 万元 → the quantity in 发放金额1万元."""
    made = [one for one in quantities(f"{re.sub(r'[0-9]', '', stem)}1{unit}") if isinstance(one, Quantity)]
    return made[-1] if made else None


def _english_unit(table: Table, row: int, column: int) -> Quantity | None:
    """Households; Amount (Rs crore); with (in lakh) above the table."""
    head, label = table.head(column), table.label(row)
    bracket = re.search(r"\(([^()]*)\)", head)
    noted = bracket[1].strip() if bracket else ""
    words = _NUMBER_OF.sub("", re.sub(r"\([^()]*\)", "", head).strip()) or table.over(column) or label
    if _GENERAL.match(words):
        words = label
    if "%" in head or re.search(r"per ?cent|share|rate\b", head, re.IGNORECASE):
        return _said_english("1%")
    money = re.search(
        r"amount|cost|value|fund|disburs|released|expenditure|spent|allocation|budget|paid", head, re.IGNORECASE
    )
    for told in (noted, *table.units):
        found = ENGLISH_MONEY.fullmatch(told)
        if told and found and (found["sign"] or found["scale"]):
            sign = found["sign"] or ("Rs" if money and found["scale"].lower()[:4] in {"lakh", "cror"} else "")
            if not sign and money:
                continue
            return _said_english(f"{sign} 1 {found['scale'] or ''} {'' if sign else words}")
    told = (f"1 {noted}", f"1 {words.lower()}", f"1 {label.lower()}")
    return next(filter(None, map(_said_english, told)), None) or _said_english(f"1 {_things_of(table.title)}")


def _things_of(title: str) -> str:
    """Houses completed by district: what a title names first; things, where it names none."""
    found = last_living(title) or next((word for word in re.findall(r"[a-z]{4,}s\b", title.lower())), "")
    return found or "things"


def _said_english(sentence: str) -> Quantity | None:
    return next((one for one in quantities_english(sentence.strip()) if isinstance(one, Quantity)), None)
