"""Problem workbooks out, answers in."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fangpin.quality.workbooks import About, Line, UnreadableKey, Verdict, key_of, read_answers, read_key, write_parcel
from fangpin.rosters import open_envelope

ABOUT = About(
    county="示例县",
    round_no=2,
    day=date(2026, 10, 31),
    file="示例导出.xlsx",
    groups={"identity": "身份", "labour": "劳动力"},
    closed={"甲镇": 4, "丙镇": 1},
    titles={"checksum": "证件号码校验码不对"},
    counts={"甲镇": 2, "乙镇": 1},
)


def line(serial: int, township: str = "甲镇", **more: Any) -> Line:
    told: dict[str, Any] = {
        "key": key_of("7KQM", serial), "township": township, "village": "甲一村", "household_code": "H770101000001",
        "head": "张三", "name": "李四", "number": "770************234", "rule": "checksum", "group": "identity",
        "severity": "high", "title": "证件号码校验码不对", "sentence": "末位是 5，应为 X",
        "place": "第 1 表第 12 行", "remedy": "核对证件原件后更正",
    }  # fmt: skip
    return Line(**(told | more))


LINES = [line(1), line(2, name="=1+1", rule="years", group="labour", severity="low", times=3), line(3, township="乙镇")]


def written(tmp_path: Path, lines: list[Line] = LINES, about: About = ABOUT) -> dict[str, bytes]:
    target = io.BytesIO()
    write_parcel(target, iter(lines), about, folder=tmp_path)
    with zipfile.ZipFile(target) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


def filled(content: bytes, **cells: str) -> bytes:
    """The workbook as somebody saved it after writing into some cells."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, text in cells.items():
        book.active[place] = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answers_of(tmp_path: Path, content: bytes, name: str = "甲镇.xlsx") -> Any:
    path = tmp_path / name
    path.write_bytes(content)
    return read_answers(open_envelope(path).sheets)


def test_a_parcel_holds_a_workbook_per_township_and_a_summary(tmp_path):
    assert set(written(tmp_path)) == {
        "00 汇总 第2轮.xlsx",
        "01 甲镇 问题清单 第2轮.xlsx",
        "02 乙镇 问题清单 第2轮.xlsx",
    }


def test_equal_lines_give_equal_bytes_and_no_scratch_file_stays(tmp_path):
    first, second = written(tmp_path), written(tmp_path)
    assert {k: hashlib.sha256(v).hexdigest() for k, v in first.items()} == {
        k: hashlib.sha256(v).hexdigest() for k, v in second.items()
    }
    assert list(tmp_path.iterdir()) == []


def test_only_the_three_answer_columns_may_be_written(tmp_path):
    sheet = openpyxl.load_workbook(io.BytesIO(written(tmp_path)["01 甲镇 问题清单 第2轮.xlsx"])).active
    assert sheet.protection.sheet
    assert not sheet.protection.sort  # openpyxl: False means it is allowed
    assert [c.protection.locked for c in sheet[5]] == [True] * 10 + [False] * 3
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$4:$4"
    assert "&P" in sheet.oddFooter.right.text
    assert sheet["C6"].data_type == "s"  # a name that looks like a formula is a text
    assert "共 2 条" in sheet["A2"].value


def test_the_summary_counts_by_township_group_severity_and_since_the_last_round(tmp_path):
    sheet = openpyxl.load_workbook(io.BytesIO(written(tmp_path)["00 汇总 第2轮.xlsx"])).worksheets[0]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=4, max_col=10, values_only=True) if row[0]}
    #                     all, high, medium, low, new, repeated, closed, identity, labour
    assert rows["甲镇"] == (2, 1, 0, 1, 1, 1, 4, 1, 1)
    assert rows["丙镇"] == (0, 0, 0, 0, 0, 0, 1, 0, 0)
    assert rows["合计"] == (3, 2, 0, 1, 2, 1, 5, 2, 1)


def test_no_findings_give_a_summary_that_says_so(tmp_path):
    files = written(tmp_path, [])
    sheet = openpyxl.load_workbook(io.BytesIO(files["00 汇总 第2轮.xlsx"])).worksheets[0]
    assert any(row[0] == "没有发现问题。" for row in sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("township", ["../../etc", "甲/乙:镇", "CON", "", "镇" * 200, "甲\u202e镇"])
def test_a_township_names_no_path(tmp_path, township):
    names = [name for name in written(tmp_path, [line(1, township=township)]) if not name.startswith("00")]
    assert len(names) == 1
    assert not set(names[0]) & set('/\\:\u202e"')
    assert names[0].startswith("01 ")
    assert len(names[0]) < 80


def test_lines_out_of_order_are_refused(tmp_path):
    with pytest.raises(ValueError, match="not sorted"):
        written(tmp_path, [line(1), line(2, township="乙镇"), line(3)])


def test_a_number_survives_the_telephone_and_refuses_a_slip():
    key = key_of("7KQM", 127)
    assert read_key(key) == ("7KQM", 127)
    assert read_key(f" {key.lower().replace('-', '－')} ") == ("7KQM", 127)
    for wrong in ("", "7KQM-00128" + key[-1], "7QKM" + key[4:], key[:-1], "张三"):
        with pytest.raises(UnreadableKey):
            read_key(wrong)


@pytest.mark.parametrize(
    ("cells", "verdict", "value", "reason"),
    [
        ({"K5": "已更正", "L5": "770101199001011236"}, Verdict.VALUE, "770101199001011236", ""),
        ({"L5": "770101199001011236"}, Verdict.VALUE, "770101199001011236", ""),
        ({"K5": "属实，已改"}, Verdict.CORRECTED, "", ""),
        ({"M5": "属实已改"}, Verdict.CORRECTED, "", ""),
        ({"K5": "不是错误", "M5": "现役军人"}, Verdict.NO_ERROR, "", "现役军人"),
        ({"L5": "不是错误：现役军人"}, Verdict.NO_ERROR, "", "现役军人"),
        ({"K5": "not an error", "M5": "in service"}, Verdict.NO_ERROR, "", "in service"),
        ({"K5": "暂未整改"}, Verdict.NOT_YET, "", ""),
        ({"M5": "等公安回复"}, Verdict.EMPTY, "", "等公安回复"),
        ({}, Verdict.EMPTY, "", ""),
    ],
)
def test_each_answer_is_read(tmp_path, cells, verdict, value, reason):
    content = filled(written(tmp_path)["01 甲镇 问题清单 第2轮.xlsx"], **cells)
    read = answers_of(tmp_path, content)
    assert read.unread == ()
    answer = next(a for a in read.answers if a.serial == 1)
    assert (answer.token, answer.verdict, answer.value, answer.reason) == ("7KQM", verdict, value, reason)


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        ({"A5": "7KQM-99999X"}, "key"),
        ({"K5": "也许"}, "word"),
        ({"K5": "不是错误"}, "no_reason"),
        ({"K5": "不是错误", "L5": "45", "M5": "现役"}, "contradiction"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, cells, doubt):
    content = filled(written(tmp_path)["01 甲镇 问题清单 第2轮.xlsx"], **cells)
    read = answers_of(tmp_path, content)
    assert [(u.doubt, u.row_no) for u in read.unread] == [(doubt, 5)]
    assert read.unread[0].say("zh")
    assert read.unread[0].say("en")
    assert [a.serial for a in read.answers] == [2]


def test_sorted_cut_and_pasted_into_one_sheet_it_is_still_read(tmp_path):
    files = written(tmp_path)
    book = openpyxl.Workbook()
    sheet = book.active
    for name in ("02 乙镇 问题清单 第2轮.xlsx", "01 甲镇 问题清单 第2轮.xlsx"):
        source = openpyxl.load_workbook(io.BytesIO(files[name])).active
        for row in reversed(list(source.iter_rows(min_row=5, values_only=True))):
            sheet.append([*row[:10], "已改", None, None])
    sheet.insert_rows(1)
    for place, cell in enumerate(source[4], start=1):
        sheet.cell(1, place, cell.value)
    out = io.BytesIO()
    book.save(out)
    read = answers_of(tmp_path, out.getvalue(), "合并.xlsx")
    assert read.unread == ()
    assert sorted(a.serial for a in read.answers) == [1, 2, 3]
    assert {a.verdict for a in read.answers} == {Verdict.CORRECTED}


def test_a_line_that_stands_twice_is_taken_if_only_one_says_something(tmp_path):
    content = written(tmp_path)["01 甲镇 问题清单 第2轮.xlsx"]
    parcel = tmp_path / "both.zip"
    with zipfile.ZipFile(parcel, "w") as both:
        both.writestr("a.xlsx", content)
        both.writestr("b.xlsx", filled(content, K5="已改", K6="已改"))
        both.writestr("c.xlsx", filled(content, K5="暂未整改"))
    read = read_answers(open_envelope(parcel).sheets)
    assert [a.serial for a in read.answers if a.verdict is Verdict.CORRECTED] == [2]
    assert [(u.doubt, u.text) for u in read.unread] == [("twice", "7KQM-00001")]


def test_a_whole_parcel_comes_back_with_its_summary(tmp_path):
    target = tmp_path / "parcel.zip"
    write_parcel(target, iter(LINES), ABOUT, folder=tmp_path)
    read = read_answers(open_envelope(target).sheets)
    assert read.unread == ()
    assert len(read.answers) == 3
    assert read.written == ()


def test_another_file_is_said_to_be_none_of_ours(tmp_path):
    path = tmp_path / "低保.csv"
    path.write_text("姓名,证件号码\n张三,1\n", encoding="utf-8-sig")
    read = read_answers(open_envelope(path).sheets)
    assert [u.doubt for u in read.unread] == ["sheet"]


def test_english_workbooks_are_written_and_read(tmp_path):
    about = About(county="Example", round_no=1, day=date(2026, 10, 31), file="x.xlsx", language="en")
    content = written(tmp_path, LINES[:1], about)["01 甲镇 problems round 1.xlsx"]
    read = answers_of(tmp_path, filled(content, K5="corrected", L5="X"))
    assert [(a.verdict, a.value) for a in read.answers] == [(Verdict.VALUE, "X")]
