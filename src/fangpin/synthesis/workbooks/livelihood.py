"""Loans, wage work and posts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from fangpin.synthesis.workbooks.columns import Head, Line, body, field, labels, month
from fangpin.synthesis.workbooks.dress import write_html, write_xlsx
from fangpin.synthesis.workbooks.office import Office
from fangpin.synthesis.workbooks.pages import Cell, Sheet


def write_loans(office: Office, folder: Path) -> Path:
    """Micro-loans in units of ten thousand yuan, as banks report them."""
    columns = [
        Head("乡镇", lambda line: line.township.name),
        Head("行政村", lambda line: line.household.village.name),
        Head("借款人姓名", lambda line: line.row["person"].name),
        Head("借款人身份证号", lambda line: line.row["person"].document_number),
        Head("合同编号", field("contract")),
        Head("放贷银行", field("bank")),
        Head("贷款金额（万元）", _ten_thousands("amount_yuan")),
        Head("贷款余额（万元）", _ten_thousands("balance_yuan")),
        Head("逾期金额（万元）", _ten_thousands("overdue_yuan")),
        Head("放款日期", month("lent_on", "%Y.%m.%d")),
        Head("到期日期", month("due_on", "%Y.%m.%d")),
    ]
    sheet = Sheet(
        name="小额信贷",
        titles=(f"{office.day.year}年{office.day.month}月脱贫人口小额信贷台账（演示数据）", "单位：万元"),
        header=(labels(columns),),
        rows=body(columns, office.household_lines("loan")),
    )
    return write_xlsx(folder / "金融办小额信贷台账.xlsx", [sheet])


def _ten_thousands(name: str) -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        value = line.row.get(name)
        return None if value is None else float(value) / 10000

    return cell


def write_employment(office: Office, folder: Path) -> Path:
    """The monthly list of people at work, those of ordinary households too; header in row 3."""
    lines = list(office.person_lines("employment_spell", "employment_monthly"))
    columns = [
        Head("县", lambda _: office.place.county.name),
        Head("乡", lambda line: line.township.name),
        Head("行政村", lambda line: line.household.village.name),
        Head("户编号", lambda line: line.household.code),
        Head("姓名", lambda line: line.person.name),
        Head("证件号码", office.register_number),
        Head("是否已务工", lambda line: "是" if line.row["to_on"] is None else "否"),
        Head("开始时间", month("from_on", "%Y-%m")),
        Head("结束时间", _last_month),
        Head("务工区域", field("work_area")),
        Head("务工地", field("work_place")),
        Head("务工企业名称", field("employer")),
        Head("务工月收入", field("monthly_yuan")),
        Head("就业渠道", field("channel")),
    ]
    sheet = Sheet(
        name="已外出务工信息",
        titles=("（务工月监测）已外出务工信息（演示数据）", f"导出时间：{office.day:%Y-%m-%d}"),
        header=(labels(columns),),
        rows=body(columns, lines),
    )
    return write_xlsx(folder / f"（务工月监测）已外出务工信息_{office.day:%Y%m%d}.xlsx", [sheet])


def _last_month(line: Line) -> Cell:
    """The month worked last; the ledger keeps the first day of no work."""
    ended: date | None = line.row["to_on"]
    return None if ended is None else f"{ended - timedelta(days=1):%Y-%m}"


def write_posts(office: Office, folder: Path) -> Path:
    """Public-welfare posts as a web page that calls itself .xls."""
    columns = [
        Head("乡镇", lambda line: line.township.name),
        Head("行政村", lambda line: line.household.village.name),
        Head("姓名", lambda line: line.person.name),
        Head("身份证号码", lambda line: line.person.document_number),
        Head("岗位名称", field("post")),
        Head("月补贴（元）", field("monthly_yuan")),
        Head("上岗时间", month("from_on", "%Y-%m-%d")),
        Head("合同到期日", month("contract_to_on", "%Y-%m-%d")),
    ]
    sheet = Sheet(
        name="",
        titles=(f"{office.day.year}年{office.day.month}月公益性岗位在岗人员名册（演示数据）",),
        header=(labels(columns),),
        rows=body(columns, office.person_lines("welfare_post")),
    )
    return write_html(folder / "人社局公益性岗位.xls", sheet)
