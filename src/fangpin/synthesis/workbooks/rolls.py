"""Rolls of people: all rural households, disability cards, dibao and tekun."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fangpin.synthesis import numbers
from fangpin.synthesis.lives import CATEGORIES, GRADES
from fangpin.synthesis.records import Row
from fangpin.synthesis.workbooks.columns import Head, Line, amount, body, field, labels, month
from fangpin.synthesis.workbooks.dress import write_xlsx
from fangpin.synthesis.workbooks.office import Office
from fangpin.synthesis.workbooks.pages import Cell, Sheet
from fangpin.synthesis.workbooks.register import health


def write_rural_households(office: Office, folder: Path) -> Path:
    """Every rural household with those who belonged to it this year: odd spaces, hidden rows, mixed brackets."""
    opens = date(office.day.year, 1, 1)
    lines = [
        office.line(home, member, {})
        for home in office.households
        for member in home.members
        if member.left_on is None or member.left_on > opens
    ]
    columns = [
        Head("序号", lambda _: None),
        Head("县(市、区、旗)", lambda _: office.place.county.name),
        Head("乡(镇)", lambda line: line.township.name),
        Head("行政村", lambda line: line.household.village.name),
        Head("自然村", lambda line: line.household.natural_village),
        Head("户编号", lambda line: line.household.code),
        Head("户主姓名", lambda line: line.household.head.name),
        Head("户主证件号码", lambda line: line.household.head.document_number),
        Head("联系电话", lambda line: line.household.phone),
        Head("姓 名", _spaced_name),
        Head("性别", lambda line: "1" if line.person.male else "2"),
        Head("证件号码", office.number("rural_households")),
        Head("民族", lambda line: line.person.nation),
        Head("与户主关系", lambda line: line.person.relation),
        Head("文化程度", lambda line: _condition(line).get("education")),
        Head("健康状况", lambda line: health(line.person)),
        Head("劳动技能", lambda line: _condition(line).get("labour")),
        Head("在校生状况", lambda line: _condition(line).get("schooling")),
        Head("户类型", _register_type),
        Head("耕地面积（亩）", lambda line: line.household.arable_mu),
        Head("减少原因", lambda line: line.person.left_by),
        Head("减少时间", _left),
        Head("死亡日期", lambda line: f"{line.person.died_on:%Y/%m/%d}" if line.person.died_on else None),
    ]
    rows = body(columns, lines)
    for number, row in enumerate(rows, start=1):
        row[0] = number
    sheet = Sheet(
        name="农村户籍人口",
        titles=(f"个旧市农村户籍人口花名册（{office.day.year}年1-{office.day.month}月，演示数据，人员均为虚构）",),
        header=(labels(columns),),
        rows=rows,
        footers=([f"合计：{len(lines)} 人"], ["填表人：演示", None, None, "审核人：演示", None, "单位（盖章）"]),
        hidden=range(40, 60),
    )
    return write_xlsx(folder / "农村户籍人口花名册.xlsx", [sheet])


def _spaced_name(line: Line) -> Cell:
    """Two-character names padded to three, dots of several kinds, a zero-width space here and there."""
    name = line.person.name.replace("·", "·•・．"[line.person.key % 4])
    if len(name) == 2 and line.person.key % 3 == 0:
        return f"{name[0]}　{name[1]}"
    return f"{name}\u200b " if line.person.key % 7 == 0 else name


def _condition(line: Line) -> Row:
    return next((row for row in line.person.rows["condition"] if row["to_on"] is None), {})


def _register_type(line: Line) -> Cell:
    return next((row["register_type"] for row in line.household.rows["register_spell"] if row["to_on"] is None), None)


def _left(line: Line) -> Cell:
    day = line.person.left_on or line.person.died_on
    return None if day is None else f"{day.year}年{day.month}月{day.day}日"


def write_disability(office: Office, folder: Path) -> Path:
    """Cards by number of 20 or 22 characters: the document number, category and grade, and a re-issue."""
    lines = [line for line in office.person_lines("disability_spell", "disability_cards") if office.in_force(line.row)]
    columns = [
        Head("序号", lambda _: None),
        Head("姓名", lambda line: line.person.name),
        Head("残疾人证号", _card_number),
        Head("残疾类别", lambda line: line.row["category"]),
        Head("残疾等级", field("grade")),
        Head("发证日期", month("issued_on", "%Y/%m/%d")),
        Head("乡镇（街道）", lambda line: line.township.name),
        Head("村（社区）", lambda line: line.household.village.short_name),
    ]
    rows = body(columns, lines)
    for number, row in enumerate(rows, start=1):
        row[0] = number
    sheet = Sheet(
        name="持证残疾人",
        titles=(f"个旧市持证残疾人基础信息（截至{office.day.year}年{office.day.month}月，演示数据）",),
        header=(labels(columns),),
        rows=rows,
    )
    return write_xlsx(folder / f"残联持证残疾人名册{office.day:%Y%m}.xlsx", [sheet])


def _card_number(line: Line) -> Cell:
    """The number with the digits of the card in force, re-issues counted."""
    earlier = [row for row in line.person.rows["disability_spell"] if row["from_on"] < line.row["from_on"]]
    digits = CATEGORIES.index(line.row["category"]) + 1, GRADES.index(line.row["grade"]) + 1
    now = line.person.disability_number or ""
    reissue = len(earlier) if len(line.person.rows["disability_spell"]) > 1 else int(now[21:] or 0)
    return numbers.disability_number(now[:18], *digits, reissue=reissue)


def write_civil_assistance(office: Office, folder: Path) -> Path:
    """Dibao and tekun, one sheet for each town; household cells merged, subtotal and signatures below."""
    by_town: dict[str, list[Line]] = {}
    for ledger in ("dibao_spell", "tekun_spell"):
        for line in office.person_lines(ledger, "civil_assistance"):
            if office.in_force(line.row):
                by_town.setdefault(line.township.name, []).append(line)
    sheets = [_town_sheet(office, town, lines) for town, lines in sorted(by_town.items())]
    return write_xlsx(folder / f"民政低保特困保障名册{office.day:%Y%m}.xlsx", sheets)


def _town_sheet(office: Office, town: str, lines: Sequence[Line]) -> Sheet:
    ordered = sorted(lines, key=lambda line: (line.household.code, line.person.key))
    columns = [
        Head("村（社区）", lambda line: line.household.village.name),
        Head("户主姓名", lambda line: line.household.head.name),
        Head("家庭成员姓名", lambda line: line.person.name),
        Head("身份证号码", office.number("civil_assistance")),
        Head("救助类型", lambda line: "特困供养" if "mode" in line.row else "农村低保"),
        Head("低保类别", field("category")),
        Head("供养方式", field("mode")),
        Head("月保障金额（元）", amount("monthly_yuan")),
        Head("享受起始月份", month("from_on", "%Y年%-m月")),
    ]
    rows = body(columns, ordered)
    merged, first = [], 0
    for number in range(1, len(ordered) + 1):
        if number == len(ordered) or ordered[number].household is not ordered[first].household:
            if number - first > 1:
                merged += [(first, column, number - 1, column) for column in (0, 1)]
                for later in range(first + 1, number):
                    rows[later][0] = rows[later][1] = None
            first = number
    total = sum(float(row[7] or 0) for row in rows)
    return Sheet(
        name=town,
        titles=(f"{town}{office.day.year}年{office.day.month}月农村低保、特困供养对象名册（演示数据）", "单位：元"),
        header=(labels(columns),),
        rows=rows,
        footers=(
            ["小计", None, f"{len(rows)}人", None, None, None, None, total],
            ["分管领导：", None, "经办人：演示", None, "制表日期："],
        ),
        merged=merged,
    )
