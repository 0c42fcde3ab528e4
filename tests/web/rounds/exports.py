"""Exports of the register, small ones, with faults that are known."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from fangpin.identity import check_character

HEADINGS = (
    "省",
    "市",
    "县",
    "乡",
    "村",
    "户编号",
    "户主姓名",
    "姓名",
    "证件号码",
    "与户主关系",
    "人口编号",
    "监测对象类别",
    "识别监测时间",
    "性别",
)
Rows = Sequence[Mapping[str, str]]


def number_of(born: str, order: int) -> str:
    """A sound number of nobody: the prefix 770101 is no place. An odd ``order`` is a man's."""
    first = f"770101{born}{order:03d}"
    return first + check_character(first)


def person(order: int, **cells: str) -> dict[str, str]:
    """A sound row; ``cells`` are what is otherwise."""
    town = "甲镇" if order % 2 else "乙镇"
    return {
        "省": "示例省", "市": "示例市", "县": "示例县", "乡": town, "村": town[0] + "一村",
        "户编号": f"77010100{order:04d}", "户主姓名": f"户主{'零一二三四五六七八九'[order % 10]}",
        "姓名": f"户主{'零一二三四五六七八九'[order % 10]}", "证件号码": number_of("19800101", 2 * order + 1),
        "与户主关系": "户主", "人口编号": f"P{order:06d}", "监测对象类别": "防止返贫致贫对象",
        "识别监测时间": "2026-03", "性别": "男",
    } | cells  # fmt: skip


def workbook(rows: Rows, headings: Sequence[str] = HEADINGS) -> bytes:
    """An export as the register writes it: title rows, heading, one row per member."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_string(0, 0, "监测对象信息自定义导出")
        for place, heading in enumerate(headings):
            sheet.write_string(2, place, heading)
        for line, row in enumerate(rows, start=3):
            for place, heading in enumerate(HEADINGS):
                sheet.write_string(line, place, row.get(heading, ""))
    return out.getvalue()


TWICE = number_of("19900202", 11)  # the number two persons share


def first_export() -> bytes:
    """Forty sound rows, and two pairs in two townships that share a number."""
    rows = [person(order) for order in range(40)]
    rows += [person(41, 证件号码=TWICE), person(42, 证件号码=TWICE)]
    return workbook(rows)


def corrected_export() -> bytes:
    """The same, one of the two corrected; and a new pair."""
    other = number_of("19910303", 13)
    rows = [person(order) for order in range(40)]
    rows += [person(41), person(42, 证件号码=TWICE)]
    rows += [person(43, 证件号码=other), person(45, 证件号码=other)]
    return workbook(rows)
