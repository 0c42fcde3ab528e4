"""Schools, hospitals, houses and wells: the rolls of the departments that serve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from fangpin.synthesis.workbooks.columns import Head, Line, amount, body, field, labels, month, text, yes_no
from fangpin.synthesis.workbooks.dress import write_csv, write_ods, write_xls, write_xlsx, write_zip
from fangpin.synthesis.workbooks.office import Office
from fangpin.synthesis.workbooks.pages import Cell, Sheet


def write_education(office: Office, folder: Path) -> Path:
    """The school roll in an old .xls: two header rows, the school merged over its pupils."""
    lines = sorted(office.person_lines("enrolment"), key=lambda line: (line.row["school"], line.person.key))
    columns = [
        Head("学校", lambda line: line.row["school"]),
        Head("姓名", lambda line: line.person.name),
        Head("性别", lambda line: "男" if line.person.male else "女"),
        Head("身份证件号", office.number("education_roll")),
        Head("学段", field("stage")),
        Head("学年", field("school_year")),
        Head("是否在校", yes_no("attending")),
        Head("入学年月", month("enrolled_on", "%Y-%m")),
        Head("资助后学年费用（元）", amount("net_fee_yuan")),
    ]
    opens = office.day.year if office.day.month >= 9 else office.day.year - 1
    rows = body(columns, lines)
    merged, first = [], 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or lines[number].row["school"] != lines[first].row["school"]:
            if number - first > 1:
                merged.append((first, 0, number - 1, 0))
            first = number
    sheet = Sheet(
        name="学籍",
        titles=(f"{opens}-{opens + 1}学年个旧市在籍在校学生名册（演示数据）", f"统计时间：{office.day:%Y%m}"),
        header=(labels(columns),),
        rows=rows,
        merged=merged,
    )
    return write_xls(folder / "教体局学籍名册.xls", [sheet])


def write_claims(
    office: Office,
    folder: Path,
    *,
    first: date,
    last: date,
    more: Sequence[Line] = (),
    broken: Sequence[Sequence[Cell]] = (),
) -> Path:
    """Settlements over a period as GBK text, numbers written ="…" against the spreadsheet."""
    known = [*office.person_lines("medical_claim"), *more]
    lines = [line for line in known if first <= line.row["settled_on"] <= last]
    columns = [
        Head("结算单号", field("settlement")),
        Head("参保人姓名", lambda line: line.person.name),
        Head("公民身份号码", office.number("medical_claims")),
        Head("医疗类别", field("kind")),
        Head("结算日期", month("settled_on", "%Y%m%d")),
        Head("医疗总费用", field("total_yuan")),
        Head("政策范围内费用", field("in_policy_yuan")),
        Head("基本医保支付", field("basic_yuan")),
        Head("大病保险支付", field("serious_yuan")),
        Head("医疗救助支付", field("aid_yuan")),
        Head("合规自付金额", field("own_pay_yuan")),
    ]
    columns = [Head(column.label, _as_text(column)) for column in columns]
    sheet = Sheet(
        name="",
        titles=(f"医保结算明细（{first.year}年{first.month}-{last.month}月，演示数据）",),
        header=(labels(columns),),
        rows=[
            *body(columns, sorted(lines, key=lambda line: (line.row["settled_on"], line.row["settlement"]))),
            *broken,
        ],
    )
    return write_csv(
        folder / f"医保结算明细（{first.year}年{first.month}-{last.month}月）.csv",
        sheet,
        guarded=("结算单号", "公民身份号码"),
    )


def _as_text(column: Head) -> Callable[[Line], Cell]:
    return lambda line: text(column.cell(line))


def write_housing(office: Office, folder: Path, *, broken: Sequence[Sequence[Cell]] = ()) -> Path:
    """The housing bureau's checks, one .ods for the county."""
    columns = [
        Head("乡镇", lambda line: line.township.name),
        Head("行政村", lambda line: line.household.village.name),
        Head("户编号", lambda line: line.household.code),
        Head("户主姓名", lambda line: line.household.head.name),
        Head("户主身份证号", lambda line: line.household.head.document_number),
        Head("鉴定等级", _grade),
        Head("鉴定日期", month("checked_on", "%Y/%-m/%-d")),
        Head("改造竣工验收日期", month("works_accepted_on", "%Y/%-m/%-d")),
        Head("是否唯一住房", yes_no("only_housing")),
    ]
    sheet = Sheet(
        name="住房安全",
        titles=(f"个旧市农村住房安全鉴定台账（{office.day.year}年{office.day.month}月，演示数据）",),
        header=(labels(columns),),
        rows=[*body(columns, office.household_lines("housing_check")), *broken],
    )
    return write_ods(folder / "住建局住房安全鉴定台账.ods", [sheet])


def _grade(line: Line) -> Cell:
    """The grade as several hands write it: A级, A, 安全."""
    grade: str | None = line.row["grade"]
    return grade if grade is None or line.household.key % 3 else grade.removesuffix("级")


def write_water(office: Office, folder: Path) -> Path:
    """The water bureau's checks, a .zip with a workbook for each town."""
    by_town: dict[str, list[Line]] = {}
    for line in office.household_lines("water_check"):
        by_town.setdefault(line.township.name, []).append(line)
    files: dict[str, bytes] = {}
    for town, lines in sorted(by_town.items()):
        part = folder / f"{town}饮水安全.xlsx"
        files[part.name] = write_xlsx(part, [_water_sheet(office, town, lines)]).read_bytes()
        part.unlink()
    return write_zip(folder / "水务局饮水安全核查（分乡镇）.zip", files)


def _water_sheet(office: Office, town: str, lines: Sequence[Line]) -> Sheet:
    columns = [
        Head("行政村", lambda line: line.household.village.name),
        Head("户编号", lambda line: line.household.code),
        Head("户主姓名", lambda line: line.household.head.name),
        Head("核查日期", month("checked_on", "%Y年%-m月%-d日")),
        Head("人均日水量（升）", amount("litres")),
        Head("水质是否达标", yes_no("quality_passed", "达标", "不达标")),
        Head("是否自来水入户", yes_no("piped")),
        Head("取水往返时间（分钟）", lambda line: line.row.get("fetch_minutes")),
        Head("年停水天数（天）", lambda line: line.row.get("outage_days")),
    ]
    return Sheet(
        name="饮水",
        titles=(f"{town}农村饮水安全核查表（{office.day.year}年{office.day.month}月，演示数据）",),
        header=(labels(columns),),
        rows=body(columns, lines),
    )
