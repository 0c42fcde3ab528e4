"""The sheets themselves: protected but for what the township fills in, ready to be printed on A4 across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from fangpin.policy import SEVERITIES
from fangpin.quality.workbooks.lines import About, Line
from fangpin.quality.workbooks.tallies import Tallies, Tally
from fangpin.quality.workbooks.wording import (
    ABOUT,
    CHOICES,
    COLUMNS,
    COUNTS,
    DEMO,
    HOW,
    KEEP,
    LINES,
    NO_TOWNSHIP,
    NOTHING,
    PAGE,
    RULES,
    SEVERITY,
    SHEET,
    SIGN,
    SUMMARY,
    SUMMARY_TITLE,
    TIMES,
    TITLE,
    TOTAL,
)

_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # equal lines give equal bytes
_A4, _HEAD, _LAST = 9, 3, len(COLUMNS) - 1
_WIDTHS = tuple(column.width for column in COLUMNS)
_FONT = "宋体"
_LONGEST = 32_767
_WIDE_GROUPS = 8
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# What the township may do to a protected sheet; the lines themselves stay as they are.
_ALLOWED = {
    "sort": True, "autofilter": True, "format_columns": True, "format_rows": True, "format_cells": True,
    "select_locked_cells": True, "select_unlocked_cells": True,
}  # fmt: skip


def write_township(
    target: Path | IO[bytes], lines: Iterable[Line], about: About, *, township: str, folder: Path
) -> None:
    """One township's problem sheet. Rows go to a scratch file in ``folder`` as they come."""
    options = {"constant_memory": True, "tmpdir": str(folder), **_PLAIN}
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        book.set_properties({"created": _MADE, "title": about.pick(*TITLE).format(township=township)})
        page = book.add_worksheet(about.pick(*SHEET))
        formats = _formats(book)
        _set_up(page, about, title=about.pick(*TITLE).format(township=township or about.pick(*NO_TOWNSHIP)))
        page.repeat_rows(_HEAD)
        for place, column in enumerate(COLUMNS):
            page.set_column(place, place, column.width)
        _write_head(page, about, formats, township=township)
        row = _HEAD
        for row, line in enumerate(lines, start=_HEAD + 1):
            _write_line(page, row, line, about, formats)
        _choices(page, _HEAD + 1, max(row, _HEAD + 1), about)
        page.autofilter(_HEAD, 0, max(row, _HEAD + 1), _LAST)
        page.print_area(0, 0, row, _LAST)


def _formats(book: Any) -> dict[str, Any]:
    cell = {"font_name": _FONT, "font_size": 9.5, "border": 1, "border_color": "#9AA3AD", "text_wrap": True,
            "valign": "top", "num_format": "@"}  # fmt: skip
    return {
        "title": book.add_format({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"}),
        "about": book.add_format({"font_name": _FONT, "font_size": 10, "font_color": "#333333"}),
        "how": book.add_format({"font_name": _FONT, "font_size": 9.5, "text_wrap": True, "valign": "top"}),
        "head": book.add_format(cell | {"bold": True, "bg_color": "#E3E9F0", "valign": "vcenter", "align": "center"}),
        "head_open": book.add_format(
            cell | {"bold": True, "bg_color": "#FFE699", "valign": "vcenter", "align": "center"}
        ),
        "cell": book.add_format(cell),
        "key": book.add_format(cell | {"font_name": "Consolas", "font_size": 8.5, "font_color": "#555555"}),
        "high": book.add_format(cell | {"bold": True, "font_color": "#9C0006"}),
        "count": book.add_format(cell | {"num_format": "#,##0", "text_wrap": False}),
        "open": book.add_format(cell | {"locked": False, "bg_color": "#FFF9E5"}),
    }


def _set_up(page: Any, about: About, *, title: str) -> None:
    """A4 across, one page wide, title and page number on each, marks of the round below."""
    page.set_paper(_A4)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    demo = f"{about.pick(*DEMO)}  " if about.demo else ""
    day = f"{about.pick('第{}轮', 'round {}').format(about.round_no)}  {about.day.isoformat()}"
    page.set_header(f"&L&9{_plain(demo + title)}&R&9{_plain(day)}")
    page.set_footer(f"&L&8{_plain(about.pick(*KEEP))}&R&9{about.pick(*PAGE)}")
    page.protect("", _ALLOWED)


def _plain(text: str) -> str:
    """A text in a page's header, where & begins a command and nothing may be longer than 255."""
    return text.replace("&", "&&")[:100]


def _write_head(page: Any, about: About, formats: dict[str, Any], *, township: str) -> None:
    told = about.pick(*TITLE).format(township=township or about.pick(*NO_TOWNSHIP))
    demo = f"【{about.pick(*DEMO)}】" if about.demo else ""
    page.set_row(0, 28)
    page.merge_range(0, 0, 0, _LAST, "", formats["title"])
    page.write_string(0, 0, demo + told, formats["title"])
    stated = _stated(about, about.counts.get(township))
    page.merge_range(1, 0, 1, _LAST, "", formats["about"])
    page.write_string(1, 0, _cell(stated), formats["about"])
    page.set_row(2, 27 if about.zh else 40)
    page.merge_range(2, 0, 2, _LAST, "", formats["how"])
    page.write_string(2, 0, about.pick(*HOW), formats["how"])
    page.set_row(_HEAD, 30)
    for place, column in enumerate(COLUMNS):
        page.write_string(_HEAD, place, about.pick(*column.label), formats["head_open" if column.open else "head"])
    page.freeze_panes(_HEAD + 1, 1)


def _stated(about: About, count: int | None) -> str:
    """County, round, day, how many lines, which file."""
    lines = "" if count is None else about.pick(*LINES).format(count=count)
    return about.pick(*ABOUT).format(
        county=about.county, round_no=about.round_no, day=about.day.isoformat(), lines=lines, file=about.file
    )


def _write_line(page: Any, row: int, line: Line, about: About, formats: dict[str, Any]) -> None:
    told = about.pick(*SEVERITY.get(line.severity, (line.severity, line.severity)))
    level = f"{told} {about.pick(*TIMES).format(n=line.times)}" if line.times > 1 else told
    who = line.head if line.name in ("", line.head) else f"{line.head} / {line.name}"
    texts = (
        line.key, line.village, who.strip(" /"), line.household_code, line.number, line.title, line.sentence,
        line.place, line.remedy, level,
    )  # fmt: skip
    page.set_row(row, _height(texts))
    for place, text in enumerate(texts):
        style = "key" if place == 0 else "high" if COLUMNS[place].id == "level" and line.severity == "high" else "cell"
        page.write_string(row, place, _cell(text), formats[style])
    for place in range(len(texts), len(COLUMNS)):
        page.write_blank(row, place, None, formats["open"])


def _height(texts: Sequence[str]) -> float:
    """Points a row needs for its tallest cell; only Excel works that out when it opens a file."""
    most = 1
    for text, width in zip(texts, _WIDTHS, strict=False):
        if len(text) * 2 > width:
            wide = sum(1.75 if sign > "\u2e7f" else 1.0 for sign in text)
            most = max(most, -int(-wide // width))
    return min(most * 13.5 + 3, 400)


def _choices(page: Any, first: int, last: int, about: About) -> None:
    place = next(i for i, column in enumerate(COLUMNS) if column.id == "result")
    page.data_validation(
        first, place, last, place,
        {"validate": "list", "source": [about.pick(*choice) for choice in CHOICES], "error_type": "information"},
    )  # fmt: skip


def _cell(text: str) -> str:
    return text[:_LONGEST]


def write_summary(target: IO[bytes], tallies: Tallies, about: About) -> None:
    """One page: per township how many of which group, how grave, new, repeated and closed; and a line to sign."""
    with xlsxwriter.Workbook(target, {"in_memory": True, **_PLAIN}) as book:
        book.set_properties({"created": _MADE, "title": about.pick(*SUMMARY_TITLE).format(county=about.county)})
        formats = _formats(book)
        _summary_page(book.add_worksheet(about.pick(*SUMMARY)), tallies, about, formats)
        _rules_page(book.add_worksheet(about.pick(*RULES)), tallies, about, formats)


def _summary_page(page: Any, tallies: Tallies, about: About, formats: dict[str, Any]) -> None:
    groups = [g for g in about.groups if tallies.total.groups[g]]
    groups += [g for g in sorted(tallies.total.groups) if g not in about.groups]
    last = len(COUNTS) + len(groups)
    title = about.pick(*SUMMARY_TITLE).format(county=about.county)
    _set_up(page, about, title=title)
    page.fit_to_pages(1, 1)
    page.set_column(0, 0, 16)
    page.set_column(1, last, 8 if len(groups) > _WIDE_GROUPS else 10)
    _wide(page, 0, last, (f"【{about.pick(*DEMO)}】" if about.demo else "") + title, formats["title"])
    page.set_row(0, 28)
    _wide(page, 1, last, _cell(_stated(about, tallies.findings)), formats["about"])
    heads = [about.pick("乡镇", "Township"), *(about.pick(*label) for _id, label in COUNTS)]
    heads += [about.groups.get(group, group) for group in groups]
    page.set_row(2, 44)
    for place, head in enumerate(heads):
        page.write_string(2, place, head, formats["head"])
    names = [*tallies.townships, *(t for t in about.closed if t not in tallies.townships)]
    row = 2
    for row, township in enumerate(names, start=3):
        tally = tallies.townships.get(township, Tally())
        _summary_line(
            page, row, township or about.pick(*NO_TOWNSHIP), tally, about.closed.get(township, 0), groups, formats
        )
    row += 1
    _summary_line(page, row, about.pick(*TOTAL), tallies.total, sum(about.closed.values()), groups, formats)
    if not tallies.findings:
        row += 1
        _wide(page, row, last, about.pick(*NOTHING), formats["about"])
    _wide(page, row + 2, last, about.pick(*SIGN), formats["about"])


def _summary_line(
    page: Any, row: int, name: str, tally: Tally, closed: int, groups: list[str], formats: dict[str, Any]
) -> None:
    page.write_string(row, 0, _cell(name), formats["cell"])
    counts = [tally.findings, *(tally.severities[s] for s in SEVERITIES), tally.fresh, tally.repeated, closed]
    counts += [tally.groups[group] for group in groups]
    for place, count in enumerate(counts, start=1):
        page.write_number(row, place, count, formats["count"])


def _rules_page(page: Any, tallies: Tallies, about: About, formats: dict[str, Any]) -> None:
    _set_up(page, about, title=about.pick(*RULES))
    page.set_column(0, 0, 60)
    page.set_column(1, 1, 12)
    page.write_string(0, 0, about.pick("规则", "Rule"), formats["head"])
    page.write_string(0, 1, about.pick("问题", "Problems"), formats["head"])
    ordered = sorted(tallies.rules.items(), key=lambda found: (-found[1], found[0]))
    for row, (rule, count) in enumerate(ordered, start=1):
        page.write_string(row, 0, _cell(about.titles.get(rule, rule)), formats["cell"])
        page.write_number(row, 1, count, formats["count"])
    page.repeat_rows(0)


def _wide(page: Any, row: int, last: int, text: str, style: Any) -> None:
    page.merge_range(row, 0, row, max(last, 1), "", style)
    page.write_string(row, 0, text, style)
