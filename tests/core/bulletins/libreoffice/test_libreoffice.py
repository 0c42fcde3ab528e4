"""A bulletin edited by hand in LibreOffice, and superiors' forms saved by it; LibreOffice itself is not needed here."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from importlib import resources
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree
from tests.core.bulletins.libreoffice.drawing import counted
from tests.core.bulletins.writing.county import AREAS, COUNTY, own_policy, sealed

from fangpin.bulletins import text_of_content
from fangpin.bulletins.checking import check_text
from fangpin.bulletins.forms import Answer, FormMap, Label, asked, blanks_of, fill, read_form
from fangpin.bulletins.forms.filling import Filled
from fangpin.bulletins.verdicts import Judged
from fangpin.bulletins.writing import Letterhead, Period, refresh, verify_document, with_carried
from fangpin.bulletins.writing.marks import BODY, Package

OCTOBER = Period.parse("2026-10", "month").until(date(2026, 10, 31))
MONTHLY = {
    Label(("监测户数",), ()): Answer(indicator="monitored_households"),
    Label(("监测人数",), ()): Answer(indicator="monitored_persons"),
}
LEVELS = {
    Label(("监测对象", "总数", "户数"), ()): Answer(indicator="monitored_households"),
    Label(("监测对象", "总数", "人数"), ()): Answer(indicator="monitored_persons"),
    Label(("监测对象", "变化", "本月新识别"), ()): Answer(indicator="households_identified", over="period"),
    Label(("监测对象", "变化", "风险未消除"), ()): Answer(indicator="monitored_households_open"),
    Label(("备注",), ()): Answer(indicator=""),
}
WORD = {
    Label(("数量",), ("监测对象户数", "户")): Answer(indicator="monitored_households"),
    Label(("数量",), ("监测对象人数", "人")): Answer(indicator="monitored_persons"),
}


def saved(name: str) -> bytes:
    return (resources.files(__package__) / name).read_bytes()


def judged(content: bytes) -> tuple[Judged, ...]:
    checked = check_text(text_of_content(content, file="x.docx"), sealed(), own_policy())
    return with_carried(content, checked, sealed(), own_policy()).judged


def looks(content: bytes) -> str:
    """The body without its words and marks."""
    body = etree.tostring(Package(content).body, method="c14n").decode()
    return re.sub(r"<w:t>[^<]*</w:t>|<w:t xml:space[^<]*</w:t>", "", body)


def test_what_was_edited_by_hand_is_read_again_and_only_the_altered_number_is_flagged() -> None:
    own, altered = judged(saved("september_looks.docx")), judged(saved("september_number.docx"))
    assert [one.figure.text for one in own if not one.fine] == ["15人"]  # a sentence of his own
    assert [(one.figure.text, str(one.verdict)) for one in altered if not one.fine] == [("7户", "differs")]
    assert len(altered) == len(own) - 1 == 11


def test_next_months_refresh_keeps_the_looks_and_says_why_it_left_a_number() -> None:
    before = saved("september_looks.docx")
    done = refresh(before, counted("2026-10"), Letterhead(issuer="示例办公室", number="示〔2026〕2号", dated_on=None))
    text = text_of_content(done.content, file="x.docx")
    assert "截至2026年10月31日，全市监测对象10户、10人，风险未消除5户。" in text
    assert "另有志愿者15人参加走访。" in text
    assert looks(done.content) == looks(before)
    assert [(one.text, "不是由系统写入的" in one.why.zh) for one in done.untouched] == [("15人", True)]
    assert ("6户", "5户") in [(one.before, one.after) for one in done.replaced]
    assert [one.figure.text for one in judged(done.content) if not one.fine] == ["15人"]
    assert verify_document(done.content, sealed(), own_policy()).wrong == []


def test_a_number_written_over_by_hand_is_left_and_the_new_one_proposed() -> None:
    done = refresh(saved("september_number.docx"), counted("2026-10"))
    (left,) = (one for one in done.untouched if one.text == "7户")
    assert (left.proposed, "人工改动" in left.why.zh) == ("5户", True)


def filled(name: str, answers: dict[Label, Answer]) -> Filled:
    known = FormMap(name=name, version=1, answers=answers)
    return fill(saved(name), known, sealed(), own_policy(), area_code=COUNTY, period=OCTOBER)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def without_values(content: bytes) -> dict[str, Any]:
    """What a workbook is besides its values: merges, formulas, looks, what is hidden, how wide."""
    told: dict[str, Any] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        told[sheet.title] = (
            sorted(str(one) for one in sheet.merged_cells.ranges),
            {c.coordinate: (c.number_format, *map(repr, (c.font, c.fill, c.border))) for row in sheet for c in row},
            {c.coordinate: c.value for row in sheet for c in row if str(c.value).startswith("=")},
            {key: (d.hidden, d.width) for key, d in sheet.column_dimensions.items()},
            {key: (d.hidden, d.height) for key, d in sheet.row_dimensions.items()},
        )
    return told


@pytest.mark.parametrize(
    ("name", "answers", "cells"),
    [
        ("monthly.xlsx", MONTHLY, {"C5": 5, "D5": 5, "C6": 5, "D6": 5, "C4": "=SUM(C5:C6)", "F5": None, "C7": None}),
        ("three_levels.xlsx", LEVELS, {"B5": 10, "C5": 10, "D5": 0, "E5": 5, "E6": 1, "E7": 4, "F5": None}),
    ],
)
def test_a_workbook_comes_back_changed_only_in_its_values(name: str, answers: dict, cells: dict) -> None:  # type: ignore[type-arg]
    before, after = saved(name), filled(name, answers).content
    sheet = openpyxl.load_workbook(io.BytesIO(after)).worksheets[0]
    assert {cell: sheet[cell].value for cell in cells} == cells
    assert without_values(after) == without_values(before)
    changed = {part for part, content in parts(before).items() if parts(after)[part] != content}
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert parts(before).keys() == parts(after).keys()


def test_a_word_form_comes_back_changed_only_in_its_values() -> None:
    before, after = saved("form.docx"), filled("form.docx", WORD).content
    table = docx.Document(io.BytesIO(after)).tables[0]
    assert [row.cells[2].text for row in table.rows] == ["监测工作情况表", "数量", "10", "10"]
    assert {part for part, content in parts(before).items() if parts(after)[part] != content} == {BODY}
    empty = docx.Document(io.BytesIO(before)).tables[0]
    assert [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows] == [
        [cell.paragraphs[0].style.name for cell in row.cells] for row in empty.rows
    ]
    assert table.cell(1, 0).paragraphs[0].runs[0].bold


def test_next_months_form_with_a_new_column_asks_about_that_column_only() -> None:
    known = FormMap(name="附表", version=1, answers=LEVELS)
    blanks = blanks_of(read_form(saved("three_levels_next.xlsx"), areas=AREAS, own_area=COUNTY))
    assert asked(blanks, known) == [Label(("本月消除风险户数",), ())]
    counted = [label for label, answer in LEVELS.items() if answer.indicator]  # nobody is asked what a remark counts
    assert asked(blanks, None) == [*counted, Label(("本月消除风险户数",), ())]
