"""Drafts as they come: text, Word, PDF, web page; files from hell get a sentence, not a traceback."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from fangpin.bulletins import UnreadableDraft, read, text_of, text_of_content
from fangpin.bulletins.commenting import comment_docx
from fangpin.bulletins.documents import MOST_ELEMENTS

SENTENCE = "全县监测对象2,345户8,912人。"


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "消除风险", "1987户"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_word_draft_is_read_with_its_tables(tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    draft.write_bytes(word(SENTENCE))
    assert [one.text for one in read(text_of(draft)).figures] == ["2,345户", "8,912人", "1987户"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_is_read_in_the_encodings_offices_use(encoding: str) -> None:
    assert text_of_content(SENTENCE.encode(encoding), file="a.txt").endswith(SENTENCE)


def test_a_web_page_gives_its_words_without_scripts() -> None:
    page = f"<!DOCTYPE html><html><body><script>var a='9户'</script><p>{SENTENCE}</p></body></html>"
    assert [one.text for one in read(text_of_content(page.encode(), file="a.html")).figures] == ["2,345户", "8,912人"]


def test_the_rows_of_a_web_page_s_table_stand_on_a_line_each() -> None:
    head = "<tr>\n<td>乡镇</td>\n<td><p>户数（户）</p></td>\n<td>资金（万元）</td>\n</tr>"
    rows = "".join(
        f"<tr>\n<td>{town}</td><td>{homes}</td>\n<td>{sum_}</td></tr>"
        for town, homes, sum_ in (("东山镇", 45, "12.5"), ("西河乡", 38, "9.75"))
    )
    page = f"<!DOCTYPE html><html><body><table>{head}{rows}</table></body></html>"
    found = read(text_of_content(page.encode(), file="a.html")).figures
    assert [(one.text, one.written) for one in found] == [
        ("45", "45"), ("12.5", "125000"), ("38", "38"), ("9.75", "97500"),
    ]  # fmt: skip


def test_a_cell_over_several_columns_or_rows_moves_no_number_to_another_column() -> None:
    table = """<table>
<tr><th rowspan=2>序号</th><th rowspan="2">乡镇</th><th colspan=2>资金（万元）</th><th rowspan=2>受益（户）</th></tr>
<tr><th>中央</th><th>省级</th></tr>
<tr><td>1</td><td rowspan=2>西河乡</td><td></td><td>30</td><td>88</td></tr>
<tr><td>2</td><td>15</td><td>12.25</td><td></td></tr>
<tr><td colspan=2>合计</td><td>15</td><td>42.25</td><td>88</td></tr></table>"""
    page = f"<!DOCTYPE html><html><body>{table}</body></html>"
    found = read(text_of_content(page.encode(), file="a.html")).figures
    assert [(one.text, one.unit, one.subject) for one in found] == [
        ("30", "CNY", "西河乡 省级"), ("88", "household", "西河乡 受益（户）"),
        ("15", "CNY", "西河乡 中央"), ("12.25", "CNY", "西河乡 省级"),
        ("15", "CNY", "合计 中央"), ("42.25", "CNY", "合计 省级"), ("88", "household", "合计 受益（户）"),
    ]  # fmt: skip


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b"0" * (65 * 2**20))
    return content.getvalue()


def endless() -> bytes:
    """A small Word file that unpacks to more than a million empty paragraphs."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("word/document.xml", b"<a>" + b"<p/>" * (MOST_ELEMENTS + 1) + b"</a>")
    return content.getvalue()


def locked() -> bytes:
    content = io.BytesIO()
    OOXMLFile(io.BytesIO(word(SENTENCE))).encrypt("13579", content)
    return content.getvalue()


def workbook() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


def broken_inside() -> bytes:
    """A Word file one of whose packed bytes is another."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", SENTENCE * 500)
    damaged = bytearray(content.getvalue())
    damaged[60] ^= 0xFF
    return bytes(damaged)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x00\x01\x02\xff\xfe\x00" * 50, "not_text"),
        (b"PK\x03\x04 nothing of a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "old_word"),
        (b"%PDF-1.4 cut off", "damaged"),
        (bomb(), "too_large"),
        (endless(), "too_large"),
        (locked(), "damaged"),
        (workbook(), "workbook"),
        (word(SENTENCE)[:2000], "damaged"),
        (broken_inside(), "damaged"),
        (b"<html><body>" + b"<p>1</p>" * 2**20, "too_large"),
        (b"%PDF-1.4\n" + b"1 0 obj\n" * 2**20, "damaged"),
    ],
    ids=[
        *("binary", "no zip", "old word", "cut pdf", "zip bomb", "endless docx", "locked docx", "workbook", "cut docx"),
        *("broken docx", "endless page", "long pdf without an end"),
    ],
)
def test_a_file_from_hell_gets_a_sentence_in_two_languages(content: bytes, kind: str) -> None:
    with pytest.raises(UnreadableDraft) as refused:
        text_of_content(content, file="draft")
    assert refused.value.kind == kind
    assert "draft" in refused.value.zh()
    assert "draft" in str(refused.value)
    assert not re.search(r"[A-Z][a-z]+[A-Z]|Error", refused.value.zh() + str(refused.value)), "the name of a class"


def test_an_empty_draft_has_no_figures() -> None:
    assert read(text_of_content(b"", file="empty.txt")).figures == ()


@pytest.mark.parametrize("line", ["l." * 20_000, "1，" * 2_000, "\u202e\u200f\u2066" * 5_000, "@." * 20_000])
def test_a_line_of_rubbish_is_read_and_holds_no_figure(line: str) -> None:
    assert read(line).figures == ()


def test_a_number_among_marks_of_direction_is_found_where_it_stands() -> None:
    text = "\u202e全县\u200f脱贫\u202b户\u202c1\u200e20户\u2066，480人\u2069。"
    assert [(one.value, text[one.start : one.end]) for one in read(text).figures] == [
        (120, "1\u200e20户"),
        (480, "480人"),
    ]


def grid(*rows: tuple[str, ...]) -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph("衔接资金安排表（单位：万元）")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, told in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, told, strict=True):
            cell.text = text
    return document


def test_a_word_table_with_merged_heads_and_empty_cells_keeps_each_number_in_its_column() -> None:
    document = grid(
        ("乡镇", "资金安排", "", "项目数（个）", "受益（户）"),
        ("", "中央", "省级", "", ""),
        ("东岭镇", "120.5", "", "4", "88"),
        ("西河乡", "", "30", "2", ""),
        ("合计", "120.5", "30", "6", "88"),
    )
    table = document.tables[0]
    table.cell(0, 1).merge(table.cell(0, 2))
    for column in (0, 3, 4):
        table.cell(0, column).merge(table.cell(1, column))
    content = io.BytesIO()
    document.save(content)
    found = read(text_of_content(content.getvalue(), file="a.docx")).figures
    assert [(one.text, one.unit) for one in found] == [
        ("120.5", "CNY"), ("4", "project"), ("88", "household"),
        ("30", "CNY"), ("2", "project"),
        ("120.5", "CNY"), ("30", "CNY"), ("6", "project"), ("88", "household"),
    ]  # fmt: skip
    assert {one.subject.split()[-1] for one in found[:1] + found[3:4]} == {"中央", "省级"}


def test_a_word_table_that_lays_out_text_stays_paragraphs_and_breaks_in_a_cell_do_not_break_its_row() -> None:
    document = grid(("一、基本情况\n东岭镇", "12"), (SENTENCE * 5, "说明"))
    content = io.BytesIO()
    document.save(content)
    assert text_of_content(content.getvalue(), file="a.docx").split("\n")[1:] == [
        "一、基本情况 东岭镇\t12",
        SENTENCE * 5,
        "说明",
    ]


def test_a_comment_stands_at_its_number_in_a_table() -> None:
    document = grid(("乡镇", "户数（户）"), ("东岭镇", "45"), ("西河乡", "38"))
    content = io.BytesIO()
    document.save(content)
    text = text_of_content(content.getvalue(), file="a.docx")
    place = text.index("38")
    given = docx.Document(io.BytesIO(comment_docx(content.getvalue(), text, [(place, place + 2, "不符")], author="核")))
    marked = given.tables[0].cell(2, 1).paragraphs[0]._p.xml
    assert "commentReference" in marked
    assert "commentReference" not in given.tables[0].cell(1, 1).paragraphs[0]._p.xml
