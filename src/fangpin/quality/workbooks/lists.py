"""Lists that other people keep about findings: exemptions, and issues as the province sends them.

Their headings differ from county to county; what is needed is a column for the rule, and one for the
household code or the document number. A row that has neither rule nor subject is passed over.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fangpin.policy import Policy, plain_word
from fangpin.quality.exemptions import EVERY_RULE
from fangpin.quality.issue_lists import rules_by_word, rules_meant
from fangpin.rosters import Sheet

HEADINGS: dict[str, tuple[str, ...]] = {
    "rule": (
        "规则", "规则名称", "规则编号", "规则编码", "问题", "问题名称", "问题类型", "问题描述", "问题编号",
        "疑点", "疑点名称", "核查规则", "校验规则", "质检规则", "豁免规则", "豁免规则名称", "豁免问题", "豁免事项",
        "rule", "issue", "problem",
    ),
    "household_code": ("户编号", "户编码", "家庭编号", "农户编号", "household code", "household"),
    "document_number": (
        "证件号码", "身份证号", "身份证号码", "证件号", "成员证件号码", "居民身份证号码", "公民身份号码",
        "document number",
    ),
    "name": ("姓名", "成员姓名", "name"),
    "reason": ("豁免原因", "豁免理由", "原因", "理由", "情况说明", "说明", "reason"),
    "author": (
        "批准人", "审批人", "审核人", "批准单位", "审批单位", "登记人", "填报人", "经办人", "author", "approved by",
    ),
    "since": ("生效日期", "生效日", "批准日期", "豁免日期", "起始日期", "开始日期", "since", "from"),
    "expires": (
        "到期日期", "到期日", "失效日期", "失效日", "有效期至", "有效期", "截止日期", "豁免截止日期", "expires",
        "until",
    ),
}  # fmt: skip
_EVERY_RULE = {plain_word(word): (EVERY_RULE,) for word in (EVERY_RULE, "全部规则", "所有规则")}
_BY_LABEL = {"".join(label.split()).casefold(): field for field, labels in HEADINGS.items() for label in labels}
# A list is good *to* its last day where its heading says so; ours names the first day after.
_LAST_DAYS = frozenset({"有效期至", "截止日期", "豁免截止日期", "有效期", "到期日期", "到期日", "until"})
_FIRST_EXCEL_DAY = date(1899, 12, 30)
_STOPS = str.maketrans({"年": "-", "月": "-", "/": "-", ".": "-", "日": None})
_SERIALS = range(20_000, 80_000)
_HEADING_WITHIN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row, as written. ``rules`` are ids of ours, ``*`` for all; none where the word is not known."""

    file: str
    row_no: int
    rule: str
    rules: tuple[str, ...]
    household_code: str = ""
    document_number: str = ""
    name: str = ""
    reason: str = ""
    author: str = ""
    since: date | None = None
    expires: date | None = None
    unread_day: str = ""  # what stands where a day should


def read_entries(sheets: Iterable[Sheet], policy: Policy) -> tuple[Entry, ...]:
    """The rows of every sheet that has a heading of ours; empty where none has."""
    rules = _EVERY_RULE | rules_by_word(policy)
    return tuple(entry for sheet in sheets for entry in _entries(sheet, rules))


def _entries(sheet: Sheet, rules: Mapping[str, tuple[str, ...]]) -> Iterator[Entry]:
    columns: dict[str, int] = {}
    last_days = False
    for index, cells in enumerate(sheet.cells):
        if not columns:
            if index < _HEADING_WITHIN:
                columns, last_days = _heading(cells)
            continue
        told = {name: _text(cells[place]) for name, place in columns.items()}
        subject = told.get("household_code") or told.get("document_number")
        if not told["rule"] or not subject:
            continue
        since, expires = _day(told.get("since", "")), _day(told.get("expires", ""))
        unread = next((told[n] for n, d in (("since", since), ("expires", expires)) if told.get(n) and d is None), "")
        yield Entry(
            file=sheet.file, row_no=sheet.row_no(index), rule=told["rule"], since=since, unread_day=unread,
            rules=rules_meant(told["rule"], rules),
            expires=expires + timedelta(days=1) if expires and last_days else expires,
            **{n: told.get(n, "") for n in ("household_code", "document_number", "name", "reason", "author")},
        )  # fmt: skip


def _heading(cells: tuple[str | None, ...]) -> tuple[dict[str, int], bool]:
    found: dict[str, int] = {}
    last_days = False
    for place, cell in enumerate(cells):
        label = "".join(_text(cell).split()).casefold()
        field = _BY_LABEL.get(label)
        if field and field not in found:
            found[field] = place
            last_days = last_days or label in _LAST_DAYS
    enough = "rule" in found and ("household_code" in found or "document_number" in found)
    return (found, last_days) if enough else ({}, False)


def _text(cell: str | None) -> str:
    return unicodedata.normalize("NFKC", cell or "").strip().removeprefix("'")


def _day(text: str) -> date | None:
    """A day as people write it: 2026-12-31, 2026/12/31, 2026.12.31, 2026年12月31日, 20261231, a serial."""
    plain = text.split(" ", maxsplit=1)[0].translate(_STOPS)
    if plain.isdigit() and int(plain) in _SERIALS:
        return _FIRST_EXCEL_DAY + timedelta(days=int(plain))
    for form in ("%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day, not an instant
        except ValueError:
            continue
    return None
