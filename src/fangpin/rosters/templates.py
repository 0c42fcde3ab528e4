"""An empty workbook for a source or a ledger, with drop-downs from its code lists: what it asks, the reader reads."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from fangpin.ledgers import SPECS, Column, Kind, LedgerSpec, Privacy
from fangpin.rosters.codes import Policy
from fangpin.rosters.sources import Cover, Field, Source, Write

ROWS = 5000
SUBJECTS: dict[str, tuple[Field, ...]] = {
    "household": (
        Field(id="household_code", zh="户编号", en="Household code", kind="text", of="household"),
        Field(id="head_name", zh="户主姓名", en="Head of household", kind="name", of="household"),
        Field(
            id="head_number",
            zh="户主证件号码",
            en="Document number of the head",
            kind="document_number",
            of="household",
        ),
    ),
    "person": (
        Field(id="name", zh="姓名", en="Name", kind="name", required=True),
        Field(id="document_number", zh="证件号码", en="Document number", kind="document_number"),
    ),
}
PLACE = (
    Field(
        id="county", zh="县区", en="County", kind="text", of="row", aliases=("县", "县（市、区）", "县（市、区、旗）")
    ),
    Field(id="township", zh="乡镇", en="Township", kind="text", of="row", aliases=("乡（镇）", "乡镇（街道）")),
    Field(id="village", zh="行政村", en="Village", kind="text", of="row", aliases=("村", "村（社区）")),
)
LIST_BY_LIST = "threshold_listing"  # its coverage is of one office's list; no file speaks for all of them
NAMED_COLUMNS = ("name", "head_name")


def source_of_ledger(spec: LedgerSpec) -> Source:
    """A source whose columns are the ledger's own declaration: template, reader and table cannot drift apart."""
    fields: dict[str, Field] = {f.id: f for f in PLACE}
    targets = {column.target for column in spec.references}
    needed = {column.target for column in spec.references if column.required} | {spec.name}
    for subject in ("household", "person"):
        if subject in targets or spec.name == subject:
            fields.update((f.id, replace(f, required=f.required and subject in needed)) for f in SUBJECTS[subject])
    sets: dict[str, Any] = {}
    for column in spec.columns:
        if column.target in SUBJECTS:
            sets[column.name] = f"@{column.target}"
            continue
        field = _reference_field(column) if column.kind is Kind.REFERENCE else _field_of(column)
        if field is None:
            continue
        same = next((f for f in fields.values() if f.zh == field.zh), None)
        if same is not None and same.kind == field.kind and column.kind is not Kind.REFERENCE:
            sets[column.name] = same.id
            continue
        if field.id in fields:  # such as the name of an event about a person
            field = replace(field, id=f"own_{field.id}")
        fields[field.id] = field
        sets[column.name] = f"@ref:{field.id}" if column.kind is Kind.REFERENCE else field.id
    about = {subject: subject in targets or spec.name == subject for subject in SUBJECTS}
    return Source(
        id=f"ledger_{spec.name}",
        zh=spec.zh,
        en=spec.en,
        department="",
        delivery="increment",
        period="month",
        grain=_grain(spec, targets),
        fields=tuple(fields.values()),
        words=(spec.zh,),
        person={"document_number": "document_number", "name": "name"} if about["person"] else {},
        household={"code": "household_code", "head_number": "head_number"} if about["household"] else {},
        area={"county": "county", "township": "township", "village": "village"},
        covers=(Cover(ledger=spec.name),) if spec.covered and spec.name != LIST_BY_LIST else (),
        loose=spec.name not in SUBJECTS,
        writes=(Write(ledger=spec.name, creates=spec.name in SUBJECTS, set=sets),),
    )


def _grain(spec: LedgerSpec, targets: set[str | None]) -> str:
    if "person" in targets or spec.name == "person":
        return "person"
    return "household" if "household" in targets or spec.name == "household" else "event"


def _reference_field(column: Column) -> Field | None:
    """The words by which a row of another ledger is named; None where its rows have no name, number or title."""
    target = SPECS[column.target or ""]
    if target.named_by is None:
        return None
    naming = target.column(target.named_by)
    ending = "名称" if target.named_by in ("name", "title") else "编号"
    return Field(
        id=f"{column.name}_{target.named_by}",
        zh=f"{column.zh}{ending}",
        en=f"{column.en}: {naming.en.lower()}",
        kind="text",
        required=column.required,
        of="row",
        refers=target.name,
    )


def _field_of(column: Column) -> Field:
    kind = {Kind.INTEGER: "integer", Kind.DECIMAL: "decimal", Kind.BOOLEAN: "boolean", Kind.DATE: "date"}.get(
        column.kind, "text"
    )
    if column.kind is Kind.CODE:
        kind = "code"
    elif column.name in NAMED_COLUMNS and column.privacy is Privacy.PERSONAL:
        kind = "name"  # of a person; units, sites and diseases may hold digits and signs
    elif column.name in ("phone", "document_number"):
        kind = column.name
    return Field(
        id=column.name,
        zh=column.zh,
        en=column.en,
        kind=kind,
        codes=column.codes,
        unit=column.unit,
        digits=column.digits or (14, 2),
        required=column.required,
        of="row",
    )


def write_template(
    source: Source, path: Path, policy: Policy, *, language: str = "zh", day: date | None = None, demo: bool = False
) -> None:
    """Write the workbook a department fills in: heading, drop-downs, one line of advice per column.

    ``day`` leaves codes out that are not written any more on that day.
    """
    content = io.BytesIO()
    fields = [f for f in source.fields if f.kind != "dropped" and f.otherwise is None]
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet(source.zh[:31])
        lists = book.add_worksheet("选项" if language == "zh" else "Choices")
        title = f"{source.zh}（演示数据）" if demo else source.zh
        page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, _advice(language))
        plain, must = (
            book.add_format({"bold": True, "border": 1}),
            book.add_format({"bold": True, "border": 1, "font_color": "#9C0006"}),
        )
        text = book.add_format({"num_format": "@"})
        for j, f in enumerate(fields):
            page.write_string(2, j, heading(f), must if f.required else plain)
            page.set_column(j, j, max(12, 2 * len(f.zh) + 2), text)
            if note := _comment(f, language):
                page.write_comment(2, j, note)
            _add_choices(page, lists, j, f, policy, day=day)
        page.freeze_panes(3, 0)
        lists.hide()
    path.write_bytes(content.getvalue())


UNIT_WORDS = {
    "CNY": "元",
    "CNY per month": "元/月",
    "CNY per person": "元/人",
    "mu": "亩",
    "m2": "平方米",
    "km": "公里",
    "minute": "分钟",
    "day": "天",
    "month": "月",
}


def heading(f: Field) -> str:
    """The field's name with its unit, as the reader will take it off again."""
    unit = UNIT_WORDS.get(f.unit or "")
    return f"{f.zh}（{unit}）" if unit else f.zh


def _advice(language: str) -> str:
    if language == "zh":
        return "红色为必填；号码请以文本填写；日期写成 2026-10-31；没有的留空，不要填“无”。"
    return "Red columns must be filled; numbers as text; dates as 2026-10-31; leave empty what is not known."


def _comment(f: Field, language: str) -> str:
    kinds = {
        "date": ("日期，如 2026-10-31", "A day, such as 2026-10-31"),
        "month": ("月份，如 202610", "A month, such as 202610"),
        "codes": ("可多选，用顿号分开", "Several allowed, separated by a comma"),
        "decimal": ("数字，不带单位", "A number without its unit"),
    }
    found = kinds.get(f.kind)
    return found[0 if language == "zh" else 1] if found else ""


def _add_choices(page: Any, lists: Any, column: int, f: Field, policy: Policy, *, day: date | None) -> None:
    if f.kind == "boolean":
        page.data_validation(3, column, ROWS, column, {"validate": "list", "source": ["是", "否"]})
        return
    if f.kind not in ("code", "codes") or f.codes is None:
        return
    codes = policy.code_list(f.codes).codes
    entries = list(codes.values()) if hasattr(codes, "values") else list(codes)
    words = [c.zh for c in entries if day is None or c.in_force(day)]
    lists.write_column(0, column, words)
    letter = xlsxwriter.utility.xl_col_to_name(column)
    choice = {"validate": "list", "source": f"='{lists.get_name()}'!${letter}$1:${letter}${max(len(words), 1)}"}
    if f.kind == "codes":  # several may be written, so the list only helps
        choice |= {"error_type": "information"}
    page.data_validation(3, column, ROWS, column, choice)


__all__ = ["heading", "source_of_ledger", "write_template"]
