"""A bulletin written, read back, verified, edited, refreshed: on a county of ten households."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pdfplumber
import pytest
from tests.core.bulletins.writing.county import COUNTY, Sealed, counted, reported, sealed, tables, written
from tests.shipped import shipped

from fangpin.bulletins import read, text_of_content
from fangpin.bulletins.checking import WRONG, check_text
from fangpin.bulletins.writing import (
    CarriesNothing,
    Document,
    Grid,
    Letterhead,
    NothingToSay,
    Paragraph,
    PartsDoNotAdd,
    Period,
    Piece,
    Style,
    carried_by,
    compose,
    count,
    refresh,
    verify_document,
    with_carried,
    write_appendix,
    write_docx,
    write_pdf,
)
from fangpin.bulletins.writing.marks import BODY, Package

MONTHS = ("2026-08", "2026-09", "2026-10")
NEXT = Letterhead(issuer="示例市防返贫办公室", number="示防返办〔2026〕2号", dated_on=date(2026, 11, 2))


@pytest.fixture(scope="module")
def september() -> bytes:
    return write_docx(written("cycle_monitor", "2026-09"))


def edited(content: bytes, before: str, after: str) -> bytes:
    """The file with a stretch of its body's XML changed."""
    package = Package(content)
    body = package.parts[BODY].decode()
    assert before in body
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, part in package.parts.items():
            made.writestr(name, body.replace(before, after).encode() if name == BODY else part)
    return kept.getvalue()


@pytest.mark.parametrize("month", MONTHS)
def test_what_is_written_is_read_back_number_by_number(month: str) -> None:
    document = written("cycle_monitor", month)
    text = text_of_content(write_docx(document), file="x.docx")
    sentence = next(line for line in text.splitlines() if line.startswith("截至"))
    found = [(figure.value, figure.unit) for figure in read(sentence).figures]
    said = list(document.said)
    assert [value for value, _ in found] == [abs(number.value) for number in said]
    for number, (value, unit) in zip(said, found, strict=True):
        assert number.low <= value <= number.high
        assert number.unit in (unit, "item")


@pytest.mark.parametrize(("kind", "period"), [("cycle_monitor", "2026-09"), ("cycle_analyse", "2026-10")])
def test_what_is_written_is_checked_and_agrees_number_by_number(kind: str, period: str) -> None:
    content = write_docx(written(kind, period))
    checked = check_text(text_of_content(content, file="x.docx"), sealed(), shipped("gejiu"))
    judged = with_carried(content, checked, sealed(), shipped("gejiu")).judged
    assert len(judged) >= len(written(kind, period).said)
    assert [(one.figure.text, one.verdict) for one in judged if not one.fine] == []


@pytest.mark.parametrize(("kind", "period"), [("cycle_monitor", "2026-08"), ("cycle_analyse", "2026-09")])
def test_of_an_earlier_month_the_words_alone_agree_for_what_its_title_says(kind: str, period: str) -> None:
    text = text_of_content(write_docx(written(kind, period)), file="x.docx")
    judged = check_text(text, sealed(), shipped("gejiu")).judged
    assert len(judged) >= len(written(kind, period).said)
    assert [(one.figure.text, one.verdict) for one in judged if one.verdict in WRONG] == []
    untitled = text.replace(next(line for line in text.split("\n") if "监测" in line), "")
    assert any(one.verdict in WRONG for one in check_text(untitled, sealed(), shipped("gejiu")).judged)


@pytest.mark.parametrize("kind", ["monthly_monitoring", "press_release"])
def test_what_is_pasted_as_bare_text_is_never_said_to_differ_from_its_own_records(kind: str) -> None:
    """Tables by township, lists of townships and changes since last month are read by their words alone."""
    text = text_of_content(write_docx(written(kind, "2026-10")), file="x.docx")
    judged = check_text(text, sealed(), shipped("gejiu")).judged
    assert [(one.figure.text, one.figure.subject) for one in judged if one.verdict in WRONG] == []
    assert sum(one.fine for one in judged) >= 0.9 * len(judged)
    assert {one.area for one in judged if one.figure.row == "鸡街镇"} == {"532501101"}


@pytest.mark.parametrize(
    ("text", "indicator", "verdict"),
    [
        ("10月份新识别监测对象0户，比上月减少2户。", "households_identified", "agrees"),
        ("10月份新识别监测对象0户，比上月增加2户。", "households_identified", "differs"),
        ("全市监测对象10户。户数比上年末增加6户。", "monitored_households", "agrees"),
        ("全市监测对象10户。户数比上年末增加5户。", "monitored_households", "differs"),
        ("全市监测对象10户、10人。", "monitored_persons", "agrees"),
        ("监测对象较多的有锡城镇5户、鸡街镇5户。", "monitored_households", "agrees"),
        ("监测对象较多的有锡城镇5户、鸡街镇4户。", "monitored_households", "differs"),
    ],
)
def test_a_change_is_held_against_both_days_and_a_list_against_each_township(
    text: str, indicator: str, verdict: str
) -> None:
    last = check_text(text, sealed(), shipped("gejiu")).judged[-1]
    assert (last.indicator, str(last.verdict)) == (indicator, verdict)


def test_a_number_changed_after_writing_is_the_one_that_differs(september: bytes) -> None:
    forged = edited(september, ">2户<", ">7户<")
    checked = check_text(text_of_content(forged, file="x.docx"), sealed(), shipped("gejiu"))
    judged = with_carried(forged, checked, sealed(), shipped("gejiu")).judged
    assert [(one.figure.text, str(one.verdict)) for one in judged if not one.fine] == [("7户", "differs")]


def test_a_bare_number_in_a_table_is_checked_and_flagged_if_it_was_changed(september: bytes) -> None:
    forged = edited(september, ">10<", ">11<")  # the total of a column
    judged = []
    for content in (september, forged):
        checked = check_text(text_of_content(content, file="x.docx"), sealed(), shipped("gejiu"))
        judged.append(with_carried(content, checked, sealed(), shipped("gejiu")).judged)
    before, after = judged
    numbers = [one for one in before if one.figure.text.isdigit()]
    assert (len(numbers), {one.fine for one in numbers}) == (15, {True})
    assert [one.figure.start for one in before] == sorted(one.figure.start for one in before)
    assert {(one.figure.text, str(one.verdict)) for one in after if not one.fine} == {("11", "differs")}


def test_sentences_follow_the_records() -> None:
    august, october = written("cycle_monitor", "2026-08").text, written("cycle_monitor", "2026-10").text
    assert "8月份新识别1户，没有消除风险的户。" in august
    assert "截至2026年10月31日，全市监测对象10户、10人，风险未消除5户。" in october
    weekly = written("rectification_weekly", "2026-W44").text
    assert "新发现问题1项，比上周增加1项；没有销号问题。" in weekly
    assert "超期未销号1项，在鸡街镇1项，请立即整改。" in weekly


@pytest.mark.parametrize(("kind", "period"), [("weekly_sheet", "2026-W35"), ("cycle_circulate", "2026-07")])
def test_what_there_is_none_of_is_said_in_words_not_as_nought(kind: str, period: str) -> None:
    document = written(kind, period)
    said = "".join(str(sentence["text"]) for sentence in document.sentences)
    assert "没有" in said
    assert re.search(r"(?<![\d.])0[户人条项个]", said) is None


def test_what_the_records_do_not_say_is_left_out_and_told() -> None:
    document = written("press_release", "2026-10")
    assert "务工" not in document.text.split("发布数据表")[0]
    assert any("名册尚未收到" in one.why for one in document.left_out)
    assert not any("{" in one.what or re.match("[a-z_]", one.why) for one in document.left_out)
    assert "—" in document.text  # in the table: not a nought


@pytest.mark.parametrize(
    ("area", "below", "rows"),
    [
        ("5325", "各县（市、区）", ["个旧市"]),
        (COUNTY, "各乡镇（街道）", ["锡城镇", "鸡街镇"]),
        ("532501101", "各村（社区）", ["乙村"]),
    ],
)
def test_a_table_lists_the_areas_right_below_whoever_writes(area: str, below: str, rows: list[str]) -> None:
    when = Period.parse("2026-10", "month")
    template = shipped("gejiu").template("daily_sheet")
    found = count(template, sealed(), shipped("gejiu"), area_code=area, period=when)
    (grid,) = (block for block in compose(found).blocks if isinstance(block, Grid))
    assert grid.title == f"{below}线索办理情况"
    assert [row[0].text for row in grid.rows] == ["合计", *rows]


def test_what_a_place_does_not_run_is_not_missed() -> None:
    document = written("work_progress", "2026-10")
    assert "建档立卡户" in document.text
    assert not any("未启用机制" in one.why for one in document.left_out)
    with pytest.raises(NothingToSay, match="未启用机制"):
        written("expenditure_progress", "2026-10")


def test_a_bulletin_of_which_nothing_is_known_is_not_written() -> None:
    with pytest.raises(NothingToSay, match="扶贫项目库"):
        written("expenditure_progress", "2026-10")


def test_the_file_is_verified_without_a_server_and_says_what_was_changed(september: bytes) -> None:
    found = verify_document(september, sealed(), shipped("gejiu"))
    assert (found.holds, found.intact, found.edited) == (True, True, [])
    assert found.checked == {
        "counted": 5 * 3
    }  # five of each township and the county in the table; what a sentence says stands there too

    forged = verify_document(edited(september, ">2户<", ">7户<"), sealed(), shipped("gejiu"))
    assert [wrong.what.zh for wrong in forged.wrong] == ["“2户”被改为“7户”"]
    assert not forged.intact

    reworded = verify_document(edited(september, "监测对象<", "纳入监测<"), sealed(), shipped("gejiu"))
    assert (reworded.holds, reworded.intact) == (True, False)

    other = Sealed(tables())
    other.hash = "00" * 32
    assert [wrong.about for wrong in verify_document(september, other, shipped("gejiu")).wrong] == ["snapshot"]


def test_a_figure_changed_inside_the_file_is_found(september: bytes) -> None:
    package = Package(september)
    name = next(n for n, part in package.parts.items() if b"urn:fangpin" in part)
    package.parts[name] = re.sub(rb'("id":"persons".{0,90}?"value":")(\d+)', rb"\g<1>99", package.parts[name], count=1)
    wrong = {one.about for one in verify_document(package.packed(), sealed(), shipped("gejiu")).wrong}
    assert {"hash", "persons"} <= wrong


def test_a_file_written_elsewhere_carries_nothing() -> None:
    kept = io.BytesIO()
    docx.Document().save(kept)
    with pytest.raises(CarriesNothing):
        carried_by(kept.getvalue())


def test_last_months_file_is_refreshed_and_its_formatting_kept(september: bytes) -> None:
    # Somebody made a number bold half way through, and added a sentence of his own.
    split = edited(september, "6户</w:t></w:r>", "6</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>户</w:t></w:r>")
    own = edited(split, "</w:body>", "<w:p><w:r><w:t>另有志愿者15人参加。</w:t></w:r></w:p></w:body>")
    done = refresh(own, counted("cycle_monitor", "2026-10"), NEXT)
    text = text_of_content(done.content, file="x.docx")
    assert "截至2026年10月31日，全市监测对象10户、10人，风险未消除5户。" in text
    assert "示防返办〔2026〕2号" in text
    assert ["不是由系统写入的" in one.why.zh for one in done.untouched if one.text == "15人"] == [True]
    found = verify_document(done.content, sealed(), shipped("gejiu"))
    assert (found.wrong, found.edited, found.intact) == ([], [], True)
    styles = [
        re.sub(rb"<w:t[^>]*>[^<]*</w:t>|<w:bookmark[^>]*>", b"", Package(one).parts[BODY].split(b"<w:body>")[1])
        for one in (own, done.content)
    ]
    assert styles[0].replace(b" ", b"") == styles[1].replace(b" ", b"")


def test_a_number_changed_by_hand_is_left_and_the_new_one_proposed(september: bytes) -> None:
    done = refresh(edited(september, ">2户<", ">7户<"), counted("cycle_monitor", "2026-10"), NEXT)
    (left,) = [one for one in done.untouched if one.text == "7户"]
    assert left.proposed == "0户"
    assert "7户" in text_of_content(done.content, file="x.docx")


def test_a_sentence_for_other_circumstances_is_listed_with_the_one_for_now() -> None:
    before = write_docx(written("cycle_analyse", "2026-09"))
    done = refresh(before, counted("cycle_analyse", "2026-10"), NEXT)
    proposed = {one.proposed for one in done.untouched}
    assert "10月份没有新识别监测对象。" in proposed
    assert "户数与上月末持平。" in proposed


def test_counted_reported_and_overridden_numbers_stay_apart() -> None:
    stated = [reported("monitored_persons", "12", kind="override"), reported("dibao_persons", "34")]
    snapshot = Sealed(tables(stated))
    template = shipped("gejiu").template("cycle_monitor")
    when = Period.parse("2026-10", "month")
    found = count(template, snapshot, shipped("gejiu"), area_code=COUNTY, period=when)
    document = compose(found)
    kinds = {number.id: (number.kind, number.value) for number in document.said}
    assert kinds["persons"] == ("overridden", Decimal(12))
    assert kinds["monitored"] == ("counted", Decimal(10))
    source = document.numbers["persons"].source
    assert source == {"on": "2026-11-01", "definition": "部门口径", "why": "上级核定", "counted": "10"}
    content = write_docx(document)
    assert verify_document(content, snapshot, shipped("gejiu")).checked["overridden"] == 1
    assert not verify_document(content, sealed(), shipped("gejiu")).holds  # there nobody has set it by hand


def test_parts_that_do_not_make_the_total_are_refused() -> None:
    stated = [reported("monitored_households_open", "6", kind="override")]
    when = Period.parse("2026-10", "month")
    found = count(
        shipped("gejiu").template("cycle_summarise"),
        Sealed(tables(stated)),
        shipped("gejiu"),
        area_code=COUNTY,
        period=when,
    )
    with pytest.raises(PartsDoNotAdd, match=r"5户.*6户.*10户"):
        compose(found)


def test_the_appendix_has_two_rows_of_heads_a_total_and_the_source_of_each_number() -> None:
    document = written("annual_summary", "2026")
    book = openpyxl.load_workbook(io.BytesIO(write_appendix(document)))
    sheet = book["附件1"]
    assert sheet["A1"].value == "2026年监测对象情况分乡镇（街道）台账"
    assert [sheet.cell(3, c).value for c in (3, 5, 7)] == ["监测对象", "风险状态", "全年"]
    assert [sheet.cell(5, c).value for c in range(2, 9)] == ["合计", 10, 10, 5, 5, 6, 5]
    assert "C3:D3" in {str(one) for one in sheet.merged_cells.ranges}
    sources = {row[0].value: row[1].value for row in book["数据出处"].iter_rows(min_row=2)}
    assert sources["monitored"] == "统计"
    assert sources["eliminated_share"] == "推算"


def test_a_pdf_is_made_without_an_office_suite() -> None:
    content = write_pdf(written("cycle_analyse", "2026-10"))
    assert content.startswith(b"%PDF")
    assert content == write_pdf(written("cycle_analyse", "2026-10"))


def test_the_layout_is_that_of_an_official_document(september: bytes) -> None:
    section = docx.Document(io.BytesIO(september)).sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 156
    body = Package(september).parts[BODY].decode()
    assert 'w:firstLineChars="200"' in body
    assert 'w:line="579"' in body  # 28.95 pt, exactly: 22 lines


def test_a_full_page_holds_twenty_two_lines_of_twenty_eight_characters() -> None:
    document = written("cycle_monitor", "2026-10")
    body = next(b for b in document.blocks if isinstance(b, Paragraph) and b.style is Style.BODY)
    long = replace(document, blocks=(replace(body, pieces=(Piece(text="国" * 28 * 50),)),))
    with pdfplumber.open(io.BytesIO(write_pdf(long))) as file:
        rows = Counter(round(letter["top"]) for letter in file.pages[1].chars if letter["text"] == "国")
    assert list(rows.values()) == [28] * 22


def test_every_kind_of_a_month_read_back_is_told_as_it_was_written() -> None:
    document = written("monthly_monitoring", "2026-10")
    content = write_docx(document)
    checked = check_text(text_of_content(content, file="x.docx"), sealed(), shipped("gejiu"))
    told = with_carried(content, checked, sealed(), shipped("gejiu")).judged
    assert len(told) > 10
    assert [(one.figure.text, str(one.verdict)) for one in told if not one.fine] == []


def _as_carried(document: Document) -> str:
    return json.dumps(document.as_json(), ensure_ascii=False, sort_keys=True)


def test_the_same_records_give_the_same_document() -> None:
    again = compose(counted("cycle_monitor", "2026-10"), Letterhead(issuer="示例市防返贫办公室",
                    number="示防返办〔2026〕1号", dated_on=date(2026, 11, 2)))  # fmt: skip
    assert _as_carried(again) == _as_carried(written("cycle_monitor", "2026-10"))
    assert again.hash != written("cycle_monitor", "2026-09").hash
