"""A superior's list of issues (问题整改台账), read whatever its columns are called, and the layout that goes back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fangpin.policy import Policy, plain_word
from fangpin.rosters import Sheet

# The layout that goes back; the first word of each field's list is the heading we write.
HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("问题编号", "编号", "台账编号", "问题序号"),
    "origin": ("问题来源", "来源", "发现渠道", "反馈来源"),
    "kind": ("问题类别", "问题类型", "类别", "类型"),
    "township": ("乡镇", "乡（镇）", "乡(镇)", "镇", "所属乡镇", "责任乡镇"),
    "village": ("村", "行政村", "村（社区）", "村(社区)", "所属村"),
    "content": ("问题描述", "具体问题", "存在问题", "问题内容", "问题", "反馈问题"),
    "remedy": ("整改措施", "整改举措", "整改要求"),
    "leader": ("责任领导", "牵头领导", "县级责任领导"),
    "organisation": ("责任单位", "整改责任单位", "牵头单位"),
    "officer": ("责任人", "整改责任人", "具体责任人"),
    "opened_on": ("发现日期", "反馈日期", "发现时间", "反馈时间", "交办日期"),
    "due_on": ("整改期限", "整改时限", "完成时限", "整改完成时限", "限期"),
    "outcome": ("整改结果", "整改情况", "整改完成情况", "整改进展"),
    "closed_on": ("销号日期", "完成日期", "整改完成日期", "销号时间"),
    "swept": ("举一反三情况", "举一反三"),
}
_BY_LABEL = {"".join(label.split()): field for field, labels in HEADINGS.items() for label in labels}
_FIRST_EXCEL_DAY = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_STOPS = str.maketrans({"年": "-", "月": "-", "/": "-", ".": "-", "日": None})
_HEADING_WITHIN = 12
_NEEDED = ("content",)
_TEXTS = frozenset(HEADINGS) - {"kind", "origin", "opened_on", "due_on", "closed_on", "swept"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedIssue:
    """One row as written; ``kind`` and ``origin`` are codes of ours, empty where the word is not known.

    ``unread`` are the cells that should be a day and are none.
    """

    row_no: int
    number: str = ""
    origin: str = ""
    kind: str = ""
    township: str = ""
    village: str = ""
    content: str = ""
    remedy: str = ""
    leader: str = ""
    organisation: str = ""
    officer: str = ""
    opened_on: date | None = None
    due_on: date | None = None
    outcome: str = ""
    closed_on: date | None = None
    unread: tuple[str, ...] = ()


def read_issue_list(sheets: Iterable[Sheet], policy: Policy) -> tuple[ListedIssue, ...]:
    """The rows of every sheet with a heading of ours; rows without a description (totals, signatures) are not."""
    kinds, origins = _words(policy, "issue_kind"), _words(policy, "issue_origin")
    return tuple(row for sheet in sheets for row in _rows(sheet, kinds, origins))


def _words(policy: Policy, listed: str) -> dict[str, str]:
    codes = policy.code_list(listed).codes.values()
    return {plain_word(word): c.code for c in codes for word in (c.code, c.zh, c.en, *c.aliases)}


def _rows(sheet: Sheet, kinds: dict[str, str], origins: dict[str, str]) -> Iterator[ListedIssue]:
    columns: dict[str, int] = {}
    for index, cells in enumerate(sheet.cells):
        if not columns:
            columns = _heading(cells) if index < _HEADING_WITHIN else {}
            continue
        told = {name: _text(cells[place]) for name, place in columns.items() if place < len(cells)}
        if not told.get("content"):
            continue
        days = {name: _day(told.get(name, "")) for name in ("opened_on", "due_on", "closed_on")}
        yield ListedIssue(
            row_no=sheet.row_no(index),
            kind=kinds.get(plain_word(told.get("kind", "")), ""),
            origin=origins.get(plain_word(told.get("origin", "")), ""),
            unread=tuple(told[n] for n, day in days.items() if told.get(n) and day is None),
            opened_on=days["opened_on"],
            due_on=days["due_on"],
            closed_on=days["closed_on"],
            **{name: word for name, word in told.items() if name in _TEXTS},
        )


def _heading(cells: tuple[str | None, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        field = _BY_LABEL.get("".join(_text(cell).split())) or _BY_LABEL.get("".join((cell or "").split()))
        if field and field not in found:
            found[field] = place
    return found if all(field in found for field in _NEEDED) and len(found) > 2 else {}  # noqa: PLR2004 - a title is no head


def _text(cell: str | None) -> str:
    return unicodedata.normalize("NFKC", cell or "").strip().removeprefix("'")


def _day(text: str) -> date | None:
    """2026-12-31, 2026/12/31, 2026.12.31, 2026年12月31日, 20261231, a spreadsheet's serial."""
    plain = text.split(" ", maxsplit=1)[0].translate(_STOPS).rstrip("-")
    if plain.isdigit() and int(plain) in _SERIALS:
        return _FIRST_EXCEL_DAY + timedelta(days=int(plain))
    for form in ("%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day, not an instant
        except ValueError:
            continue
    return None
