"""The words of the workbooks: (Chinese, English)."""

# ruff: noqa: E501 - a sentence stands on one line, to be read and translated whole

from __future__ import annotations

from dataclasses import dataclass

Both = tuple[str, str]

NO_TOWNSHIP: Both = ("乡镇不明", "Township not stated")
DEMO: Both = ("演示数据", "DEMO DATA")
SEVERITY: dict[str, Both] = {"high": ("严重", "high"), "medium": ("一般", "medium"), "low": ("提示", "low")}
TITLE: Both = ("{township} 数据质量问题清单", "{township}: problems found in the data")
ABOUT: Both = (
    "{county}　第 {round_no} 轮　统计日 {day}{lines}　原表：{file}",
    "{county} · round {round_no} · as of {day}{lines} · export: {file}",
)
LINES: Both = ("　共 {count} 条", " · {count} lines")
HOW: Both = (
    "只填右边三列黄色格子，填完把整个文件发回：选“已更正”并写“更正为”；不是错误的，选“不是错误”并写原因。可以排序、筛选、另存；“编号”不要改，凭它认行。系统里改了，下一次导出查不到了才算销号。",
    "Fill in the three yellow columns only and send the whole file back: choose “corrected” and write the value; where it is no error, choose “not an error” and write why. Sort, filter and save as you like, but leave “No.” alone: lines are known by it. A line is closed when the next export no longer shows it.",
)
KEEP: Both = (
    "含个人信息：妥善保管，不在群里转发。",
    "Holds personal data: keep it safe, do not pass it on in chat groups.",
)
PAGE: Both = ("第 &P 页 共 &N 页", "page &P of &N")
CHOICES: tuple[Both, ...] = (("已更正", "corrected"), ("不是错误", "not an error"), ("暂未整改", "not yet"))
PLACE: Both = ("第 {sheet} 表第 {row} 行", "sheet {sheet} row {row}")
CELLS: Both = ("（列：{}）", " (columns: {})")
TIMES: Both = ("第{n}次", "{n}×")
SHEET: Both = ("问题清单", "Problems")
SUMMARY: Both = ("汇总", "Summary")
RULES: Both = ("按规则", "By rule")
SUMMARY_TITLE: Both = ("{county} 数据质量筛查汇总", "{county}: data quality, summary")
NOTHING: Both = ("没有发现问题。", "No problem was found.")
TOTAL: Both = ("合计", "Total")
SIGN: Both = (
    "填表人：＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿　　联系电话：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿",
    "Made by: ____________   Checked by: ____________   Telephone: ______________   Date: ____________",
)
FILE: Both = ("{no:02d} {township} 问题清单 第{round_no}轮", "{no:02d} {township} problems round {round_no}")
SUMMARY_FILE: Both = ("00 汇总 第{round_no}轮", "00 Summary round {round_no}")
COUNTS: tuple[tuple[str, Both], ...] = (
    ("findings", ("问题", "Problems")),
    ("high", SEVERITY["high"]),
    ("medium", SEVERITY["medium"]),
    ("low", SEVERITY["low"]),
    ("fresh", ("新增", "New")),
    ("repeated", ("反复", "Repeated")),
    ("closed", ("已销号", "Closed")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the problem sheet. ``open`` cells may be written by the township."""

    id: str
    label: Both
    width: float
    open: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(id="key", label=("编号", "No."), width=12.5),
    Column(id="village", label=("村", "Village"), width=9),
    Column(id="who", label=("户主 / 姓名", "Head / name"), width=11),
    Column(id="household_code", label=("户编号", "Household code"), width=12),
    Column(id="number", label=("证件号码（已遮盖）", "Document number (masked)"), width=11),
    Column(id="title", label=("问题", "Problem"), width=15),
    Column(id="sentence", label=("错在哪里", "What is wrong"), width=29),
    Column(id="place", label=("在原表哪一行", "Row in the export"), width=9),
    Column(id="remedy", label=("怎么改", "What to do"), width=22),
    Column(id="level", label=("级别", "Level"), width=6.5),
    Column(id="result", label=("整改情况", "Result"), width=9.5, open=True),
    Column(id="value", label=("更正为", "Corrected to"), width=13, open=True),
    Column(id="remark", label=("说明", "Remark"), width=13, open=True),
)
