"""Departments' threshold lists: who passed a line this month, each in its own envelope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fangpin.synthesis.workbooks.columns import Head, Line, amount, body, field, labels
from fangpin.synthesis.workbooks.dress import write_csv, write_docx, write_html, write_ods, write_xls, write_xlsx
from fangpin.synthesis.workbooks.office import Office
from fangpin.synthesis.workbooks.pages import Sheet

PASSWORD = "ybj-2026"  # told by phone, as such passwords are  # noqa: S105 - of an invented list


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """How one department sends its list. ``columns`` follow the name and the number, where it has one."""

    listing: str
    source: str
    file: str
    title: str
    write: Callable[[Path, Sheet], Path]
    columns: tuple[Head, ...]
    name_label: str = "姓名"
    number_label: str | None = "身份证号码"


def _village(line: Line) -> str:
    return line.household.village.short_name


def _day(name: str) -> Callable[[Line], str | None]:
    def cell(line: Line) -> str | None:
        value: date | None = line.row.get(name)
        return None if value is None else f"{value.year}年{value.month}月{value.day}日"

    return cell


TOWN = Head("乡镇", lambda line: line.township.name)
VILLAGE = Head("村（社区）", _village)
LISTED = Head("推送日期", _day("listed_on"))
REMARK = Head("情况说明", field("remark"))
BORN = Head("出生日期", lambda line: f"{line.person.born_on:%Y-%m-%d}")
HEAD_NAME = Head("户主姓名", lambda line: line.household.head.name)


def _month_before(line: Line) -> str:
    """A diagnosis is some three weeks older than the list."""
    listed: date = line.row["listed_on"]
    return f"{date.fromordinal(listed.toordinal() - 21):%Y/%m/%d}"


LISTS: tuple[ListFile, ...] = (
    ListFile(
        listing="大额医疗自付名单",
        source="medical_threshold",
        file="医保局大额医疗自付预警名单.xlsx",
        title="{year}年1-{month}月大额医疗自付预警名单（累计，演示数据）",
        write=lambda path, sheet: write_xlsx(path, [sheet], password=PASSWORD),
        name_label="参保人姓名",
        number_label="公民身份号码",
        columns=(
            Head("户籍乡镇", TOWN.cell),
            Head("户籍村", VILLAGE.cell),
            Head("累计合规自付金额（元）", amount("amount_yuan")),
            LISTED,
        ),
    ),
    ListFile(
        listing="新确诊大病名单",
        source="new_serious_disease",
        file="卫健局新确诊大病患者名单.xls",
        title="{year}年{month}月新确诊大病患者名单（演示数据）",
        write=lambda path, sheet: write_xls(path, [sheet]),
        name_label="患者姓名",
        columns=(TOWN, VILLAGE, Head("病种", field("remark")), Head("确诊日期", _month_before), LISTED),
    ),
    ListFile(
        listing="学年费用名单",
        source="education_fee_list",
        file="教体局学年费用超线名单.xlsx",
        title="{school_year}学年费用超线学生名单（演示数据）",
        write=lambda path, sheet: write_xlsx(path, [sheet]),
        name_label="学生姓名",
        columns=(TOWN, VILLAGE, Head("资助后学年费用（元）", amount("amount_yuan")), LISTED),
    ),
    ListFile(
        listing="疑似辍学名单",
        source="suspected_dropout",
        file="教体局疑似辍学名单.xlsx",
        title="{year}年{month}月疑似失学辍学名单（演示数据）",
        write=lambda path, sheet: write_xlsx(path, [sheet]),
        name_label="学生姓名",
        columns=(TOWN, VILLAGE, Head("辍学原因", lambda _: "待核实"), Head("发现日期", _day("listed_on"))),
    ),
    ListFile(
        listing="受灾名单",
        source="disaster_list",
        file="应急局受灾农户名单.docx",
        title="{year}年{month}月18日洪涝灾害受灾农户名单（演示数据）",
        write=write_docx,
        name_label="受灾人姓名",
        columns=(TOWN, VILLAGE, Head("灾害类型", field("remark")), Head("直接经济损失（元）", amount("amount_yuan"))),
    ),
    ListFile(
        listing="交通事故名单",
        source="police_accidents",
        file="公安局交通事故伤亡名单.et",
        title="{year}年{month}月交通事故伤亡人员名单（演示数据）",
        write=lambda path, sheet: write_xls(path, [sheet]),
        number_label=None,
        columns=(TOWN, VILLAGE, BORN, Head("伤亡情况", field("remark"))),
    ),
    ListFile(
        listing="刑事案件名单",
        source="crime_loss",
        file="公安局刑事案件受损家庭名单.xlsx",
        title="{year}年{month}月刑事案件致劳力损失名单（演示数据）",
        write=lambda path, sheet: write_xlsx(path, [sheet]),
        number_label=None,
        name_label="当事人姓名",
        columns=(TOWN, VILLAGE, HEAD_NAME, Head("案件类别", lambda _: "故意伤害"), REMARK),
    ),
    ListFile(
        listing="新增社会救助名单",
        source="new_assistance",
        file="民政局新增社会救助名单.xlsx",
        title="{year}年{month}月新增社会救助（临时救助）名单（演示数据）",
        write=lambda path, sheet: write_xlsx(path, [sheet]),
        name_label="救助对象姓名",
        columns=(
            TOWN,
            VILLAGE,
            Head("救助类型", field("remark")),
            Head("救助金额（元）", amount("amount_yuan")),
            LISTED,
        ),
    ),
    ListFile(
        listing="疑似危房名单",
        source="unsafe_housing_list",
        file="住建局疑似危房名单.xlsx",
        title="{year}年{month}月疑似危房名单（演示数据）",
        write=lambda path, sheet: write_xlsx(path, [sheet]),
        columns=(TOWN, VILLAGE, Head("房屋问题", lambda _: "墙体开裂"), LISTED),
    ),
    ListFile(
        listing="饮水问题名单",
        source="water_failure",
        file="水务局饮水问题名单.xlsx",
        title="{year}年{month}月饮水问题名单（演示数据）",
        write=lambda path, sheet: write_xlsx(path, [sheet]),
        columns=(TOWN, VILLAGE, Head("饮水问题", lambda _: "管网破损"), LISTED),
    ),
    ListFile(
        listing="失业返乡名单",
        source="job_loss",
        file="人社局失业返乡人员名单.csv",
        title="{year}年{month}月失业返乡人员名单（演示数据）",
        write=lambda path, sheet: write_csv(path, sheet, encoding="utf-8-sig", guarded=("身份证号码",)),
        columns=(TOWN, VILLAGE, Head("失业原因", lambda _: "企业停工"), Head("返乡日期", _day("listed_on"))),
    ),
    ListFile(
        listing="新办或升级残疾证名单",
        source="new_disability",
        file="残联新办残疾证名单.xlsx",
        title="{year}年{month}月新办残疾人证名单（演示数据）",
        write=lambda path, sheet: write_xlsx(path, [sheet]),
        columns=(TOWN, VILLAGE, Head("残疾类别", lambda _: "肢体"), Head("残疾等级", lambda _: "三级"), LISTED),
    ),
    ListFile(
        listing="产业受损名单",
        source="business_failure",
        file="农业农村局产业受损农户名单.ods",
        title="{year}年{month}月产业受损农户名单（演示数据）",
        write=lambda path, sheet: write_ods(path, [sheet]),
        columns=(
            TOWN,
            VILLAGE,
            Head("产业类型", field("remark")),
            Head("损失金额（元）", amount("amount_yuan")),
            LISTED,
        ),
    ),
    ListFile(
        listing="信访名单",
        source="petition",
        file="信访局信访反映名单.xls",
        title="{year}年{month}月信访及12345热线反映名单（演示数据）",
        write=write_html,
        name_label="反映人",
        columns=(TOWN, VILLAGE, Head("信访事项", field("remark")), Head("受理日期", _day("listed_on"))),
    ),
)


def write_list(office: Office, listed: ListFile, folder: Path, *, lines: Sequence[Line] | None = None) -> Path:
    """One department's list of the month."""
    chosen = lines if lines is not None else office.listing_lines(listed.listing)
    columns = [Head(listed.name_label, lambda line: line.person.name)]
    if listed.number_label:
        columns.append(Head(listed.number_label, office.number(listed.source)))
    columns += listed.columns
    day = office.day
    opens = day.year if day.month >= 9 else day.year - 1
    title = listed.title.format(year=day.year, month=day.month, school_year=f"{opens}-{opens + 1}")
    sheet = Sheet(name="名单", titles=(title,), header=(labels(columns),), rows=body(columns, chosen))
    return listed.write(folder / listed.file, sheet)
