"""One test for each quirk that real files have been seen to have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.core.rosters import workbook_makers as make

from fangpin.rosters import Reading, Remembered, Source, open_envelope, recognise

Read = Callable[..., Reading]
HEAD = ["乡镇", "行政村", "姓名", "身份证号码", "累计合规自付金额", "推送日期"]


def medical(read: Read, tmp_path: Path, *rows: list[Any], head: list[str] | None = None, **more: Any) -> Reading:
    return read(make.xlsx(tmp_path / "大额医疗.xlsx", [head or HEAD, *rows], **more), "medical_threshold")


def row(**cells: Any) -> list[Any]:
    usual = {
        "乡镇": "锡城街道",
        "行政村": "示范村",
        "姓名": "张三",
        "身份证号码": "770101199001010015",
        "累计合规自付金额": "100",
    }
    return [(usual | cells).get(label) for label in HEAD]


def values(reading: Reading, field: str) -> list[Any]:
    return reading.table.column(field).to_pylist()


def kinds(reading: Reading) -> list[str]:
    return [reason.kind for refused in reading.refused for reason in refused.reasons]


def notes(reading: Reading) -> list[str]:
    return [note.kind for note in reading.notes]


@pytest.mark.parametrize("titles", [0, 1, 2, 3])
def test_the_heading_is_found_below_any_number_of_titles(titles: int, tmp_path: Path, read: Read) -> None:
    above = [["个旧市名单"], ["报送单位：医保局"], ["单位：元", None, "2026年9月"]][:titles]
    reading = read(make.xlsx(tmp_path / "大额医疗.xlsx", [*above, HEAD, row()]), "medical_threshold")
    assert reading.recognition.header_top == titles
    assert values(reading, "row_no") == [titles + 2]


def test_a_merged_heading_of_two_rows_is_laid_flat(tmp_path: Path, read: Read) -> None:
    rows = [
        ["村", "户编号", "姓名", "证件号码", "监测对象类别", "收入", None],
        [None, None, None, None, None, "工资性收入", "转移性收入"],
        ["示范村", "7701010000000001", "张三", "770101199001010015", "边缘易致贫户", "1000", "200"],
    ]
    merged = [(0, 5, 0, 6), *((0, j, 1, j) for j in range(5))]
    reading = read(make.xlsx(tmp_path / "监测对象信息.xlsx", rows, merged=merged), "national_register")
    assert "收入/工资性收入" in reading.recognition.labels
    assert values(reading, "wage_yuan") == [Decimal("1000.00")]
    assert values(reading, "transfer_yuan") == [Decimal("200.00")]
    assert values(reading, "name") == ["张三"]


def test_the_group_above_tells_two_equal_headings_apart_or_nobody_does(tmp_path: Path, read: Read) -> None:
    rows = [
        ["村", "户编号", "姓名", "监测对象类别", "识别时", "消除后"],
        [None, None, None, None, "工资性收入", "工资性收入"],
        ["示范村", "7701010000000001", "张三", "边缘易致贫户", "1000", "2000"],
    ]
    reading = read(make.xlsx(tmp_path / "监测对象信息.xlsx", rows), "national_register")
    assert "wage_yuan" not in reading.present
    assert reading.recognition.ambiguous == {"wage_yuan": (4, 5)}


@pytest.mark.parametrize(
    "label",
    [
        "累计合规自付金额（元）",
        "累计合规自付金额(元)",
        " 累计合规自付 金额 （元） ",
        "*累计合规自付金额：",
        "累计合规自付金额【元】",
        "累计合规\n自付金额",
        "累计合规自付金额,元",
    ],
)
def test_width_brackets_spaces_and_units_of_a_heading_do_not_matter(label: str, tmp_path: Path, read: Read) -> None:
    head = [label if h == "累计合规自付金额" else h for h in HEAD]
    assert values(medical(read, tmp_path, row(), head=head), "amount_yuan") == [Decimal("100.00")]


def test_amounts_in_ten_thousands_are_converted_and_the_reader_is_told(tmp_path: Path, read: Read) -> None:
    head = ["累计合规自付金额（万元）" if h == "累计合规自付金额" else h for h in HEAD]
    reading = medical(read, tmp_path, row(累计合规自付金额="2.3411"), head=head)
    assert values(reading, "amount_yuan") == [Decimal("23411.00")]
    assert "scaled" in notes(reading)


def test_a_unit_stated_above_the_table_holds_for_its_amounts(tmp_path: Path, read: Read) -> None:
    path = make.xlsx(tmp_path / "大额医疗.xlsx", [["单位：万元"], HEAD, row(累计合规自付金额="1.5")])
    assert values(read(path, "medical_threshold"), "amount_yuan") == [Decimal("15000.00")]


def test_the_unit_of_a_group_holds_for_the_headings_below_it_unless_they_say_another(
    tmp_path: Path, read: Read
) -> None:
    rows = [
        ["村", "户编号", "姓名", "监测对象类别", "收入情况（万元）", None, None],
        [None, None, None, None, "工资性收入", "其中：务工收入", "转移性收入（元）"],
        ["示范村", "7701010000000001", "张三", "边缘易致贫户", "1.2", "0.9", "200"],
    ]
    merged = [(0, 4, 0, 6), *((0, j, 1, j) for j in range(4))]
    reading = read(make.xlsx(tmp_path / "监测对象信息.xlsx", rows, merged=merged), "national_register")
    amounts = [values(reading, field)[0] for field in ("wage_yuan", "item_work", "transfer_yuan")]
    assert amounts == [Decimal("12000.00"), Decimal("9000.00"), Decimal("200.00")]
    assert notes(reading).count("scaled") == 2


def test_a_heading_that_asks_in_other_words_is_its_field_unless_it_could_be_another(
    tmp_path: Path, sources: dict[str, Source]
) -> None:
    head = ["村名称", "户编号", "姓名", "监测对象类别", "成员身份证号码", "有无参加居民医保", "低保", "特困供养（元）"]
    path = make.xlsx(
        tmp_path / "监测对象信息.xlsx", [head, ["示范村", "1", "张三", "边缘易致贫户", None, "是", "是", "9"]]
    )
    found = recognise(open_envelope(path).sheets[0], [sources["national_register"]])[0]
    assert found.usable
    assert {"village", "document_number", "resident_insured"} <= found.fields.keys()
    assert {label for _, label in found.unmapped} == {"低保", "特困供养（元）"}  # a policy or a yes; an amount


def test_the_same_heading_twice_with_the_same_content_is_read_once(tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, [*row(), "100"], head=[*HEAD, "累计合规自付金额"])
    assert values(reading, "amount_yuan") == [Decimal("100.00")]
    assert "duplicate_header" in notes(reading)


def test_the_same_heading_twice_with_other_content_is_left_to_the_officer(
    tmp_path: Path, sources: dict[str, Source]
) -> None:
    rows = [[*HEAD, "姓名"], [*row(), "李四"]]
    sheet = open_envelope(make.xlsx(tmp_path / "大额医疗.xlsx", rows)).sheets[0]
    best = recognise(sheet, [sources["medical_threshold"]])[0]
    assert best.missing_required == ("name",)
    assert not best.usable
    assert best.choose({2: "name"}, sources["medical_threshold"]).usable


def test_a_heading_nobody_knows_is_suggested_and_never_taken(tmp_path: Path, sources: dict[str, Source]) -> None:
    head = ["累计合规自付金鄂" if h == "累计合规自付金额" else h for h in HEAD]
    sheet = open_envelope(make.xlsx(tmp_path / "大额医疗.xlsx", [head, row()])).sheets[0]
    source = sources["medical_threshold"]
    best = recognise(sheet, [source])[0]
    assert "amount_yuan" not in best.fields
    assert [(s.index, s.field) for s in best.suggestions] == [(4, "amount_yuan")]
    again = recognise(sheet, [source], [Remembered(source=source.id, label="累计合规自付金鄂", field="amount_yuan")])[0]
    assert again.fields["amount_yuan"].how == "remembered"


def test_a_heading_repeated_on_every_page_is_skipped(tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, row(), HEAD, row(姓名="李四"))
    assert values(reading, "name") == ["张三", "李四"]
    assert "repeated_headers" in notes(reading)


def test_totals_signatures_remarks_and_empty_rows_are_skipped_and_counted(tmp_path: Path, read: Read) -> None:
    reading = medical(
        read,
        tmp_path,
        row(),
        ["小  计", None, None, None, "100"],
        [None] * 6,
        row(姓名="李四"),
        ["合计：2人", None, None, None, 200],
        ["填表人：演示", None, "审核人：演示", None, "单位（盖章）"],
        ["备注：数据截至2026年10月31日，以系统为准"],
    )
    assert values(reading, "name") == ["张三", "李四"]
    assert not reading.refused
    counted = {n.kind: n.details["count"] for n in reading.notes if "count" in n.details}
    assert counted == {"subtotals": 2, "signatures": 1, "remarks": 1, "empty_rows": 1}


def test_a_row_of_column_numbers_below_the_heading_is_no_person(tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, ["1", "2", "3", "4", "5", "6"], row())
    assert values(reading, "name") == ["张三"]
    assert "serial_rows" in notes(reading)


def test_a_person_whose_name_looks_like_a_total_is_kept_when_a_number_stands_beside(tmp_path: Path, read: Read) -> None:
    assert values(medical(read, tmp_path, row(姓名="小计")), "name") == ["小计"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("20261031", "2026-10-31"),
        ("2026-10-31", "2026-10-31"),
        ("2026/10/31", "2026-10-31"),
        ("2026.10.31", "2026-10-31"),
        ("2026年10月31日", "2026-10-31"),
        ("２０２６年１０月３１日", "2026-10-31"),
        ("2026-10-31 00:00:00", "2026-10-31"),
        ("2026-10-31T08:30:00", "2026-10-31"),
        ("46326", "2026-10-31"),
        (date(2026, 10, 31), "2026-10-31"),
        (None, None),
        ("无", None),
        ("None", None),
        ("/", None),
    ],
)
def test_a_day_is_read_in_every_form_seen(written: Any, day: str | None, tmp_path: Path, read: Read) -> None:
    cell = written.isoformat() + " 00:00:00" if isinstance(written, date) else written
    found = values(medical(read, tmp_path, row(推送日期=cell)), "listed_on")
    assert found == [date.fromisoformat(day) if day else None]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("2026-13-01", "not_a_date"),
        ("20260231", "not_a_date"),
        ("31/10/2026", "ambiguous_date"),
        ("202610", "needs_day"),
        ("去年", "not_a_date"),
    ],
)
def test_a_doubtful_day_refuses_its_row_with_the_reason(written: str, kind: str, tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, row(推送日期=written), row(姓名="李四"))
    assert kinds(reading) == [kind]
    assert values(reading, "name") == ["李四"]
    assert written in reading.refused[0].say("zh")


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("23,411.00", "23411.00"),
        ("１００", "100.00"),
        (" 5000 ", "5000.00"),
        ("5000元", "5000.00"),
        ("￥5000", "5000.00"),
        (23411.000000000004, "23411.00"),
        ("-3.5", "-3.50"),
        ('="100"', "100.00"),
    ],
)
def test_an_amount_is_read_in_every_form_seen(written: Any, amount: str, tmp_path: Path, read: Read) -> None:
    assert values(medical(read, tmp_path, row(累计合规自付金额=written)), "amount_yuan") == [Decimal(amount)]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("约5000", "not_a_number"),
        ("5000-6000", "not_a_number"),
        ("2万元", "two_units"),
        ("1,23", "not_a_number"),
        ("99999999999999", "too_big"),
        ("5千", "not_a_number"),
    ],
)
def test_a_doubtful_amount_is_never_guessed(written: str, kind: str, tmp_path: Path, read: Read) -> None:
    assert kinds(medical(read, tmp_path, row(累计合规自付金额=written))) == [kind]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张 三", "张三"),
        ("张　三", "张三"),
        ("张三\u200b ", "张三"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("𬱖某", "𬱖某"),
        ("㛃䶮", "㛃䶮"),
    ],
)
def test_a_name_is_cleaned_without_losing_a_rare_character(written: str, name: str, tmp_path: Path, read: Read) -> None:
    assert values(medical(read, tmp_path, row(姓名=written)), "name") == [name]


@pytest.mark.parametrize("written", ["张?", "张□", "张？三", "张\ufffd"])
def test_a_name_with_a_lost_character_goes_back(written: str, tmp_path: Path, read: Read) -> None:
    assert kinds(medical(read, tmp_path, row(姓名=written))) == ["bad_name"]


def test_a_missing_name_goes_back(tmp_path: Path, read: Read) -> None:
    assert kinds(medical(read, tmp_path, row(姓名="无"))) == ["missing"]


def test_a_number_protected_by_a_formula_is_read_as_the_number(tmp_path: Path, read: Read) -> None:
    path = make.csv(tmp_path / "大额医疗.csv", [HEAD, row(身份证号码='="770101199001010015"')])
    assert values(read(path, "medical_threshold"), "document_number") == ["770101199001010015"]


def test_a_number_excel_has_cut_shows_as_scientific_and_not_as_other_digits(tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, row(身份证号码=770101199001010015.0))
    assert "E+17" in values(reading, "document_number")[0]


def test_several_values_in_one_cell_mean_the_same_in_any_order(tmp_path: Path, read: Read) -> None:
    head = ["行政村", "户主姓名", "姓名", "户编号", "与户主关系", "健康状况"]
    written = ["残疾,长期慢性病", "长期慢性病，残疾", "残疾、长期慢性病", "长期慢性病；残疾", "健康", "无"]
    rows = [
        ["示范村", "张三", f"张{c}", "7701010000000001", "之子", w]
        for c, w in zip("一二三四五六", written, strict=True)
    ]
    reading = read(make.xlsx(tmp_path / "农村户籍人口花名册.xlsx", [head, *rows]), "rural_households")
    assert values(reading, "health") == [["chronic", "disabled"]] * 4 + [["healthy"], None]


def test_an_unknown_word_goes_back_with_the_likely_one(tmp_path: Path, read: Read) -> None:
    head = ["行政村", "户主姓名", "姓名", "户编号", "与户主关系", "劳动技能"]
    rows = [["示范村", "张三", "张三", "7701010000000001", "户主", "普通劳动者"]]
    reading = read(make.xlsx(tmp_path / "农村户籍人口花名册.xlsx", [head, *rows]), "rural_households")
    assert kinds(reading) == ["unknown_code"]
    assert "普通劳动力" in reading.refused[0].say("zh")


FAMILY = [
    ["乡（镇）", "行政村", "户编号", "户主姓名", "联系电话", "姓名", "证件号码", "与户主关系"],
    ["锡城街道", "示范村", "7701010000000001", "张三", "15400000001", "张三", "770101199001010015", "户主"],
    [None, None, None, None, None, "李四", "770101198502020023", "配偶"],
    ["锡城街道", "示范村", "7701010000000002", "王五", None, "王五", "770101197001010018", "户主"],
    [None, None, None, None, None, "赵六", "770101197201010014", "配偶"],
]


@pytest.mark.parametrize("merged", [[], [(1, j, 2, j) for j in range(5)] + [(3, j, 4, j) for j in range(5)]])
def test_household_cells_of_the_first_member_hold_for_the_household_alone(
    merged: list[tuple[int, int, int, int]], tmp_path: Path, read: Read
) -> None:
    reading = read(make.xlsx(tmp_path / "农村户籍人口花名册.xlsx", FAMILY, merged=merged), "rural_households")
    assert values(reading, "household_code") == ["7701010000000001"] * 2 + ["7701010000000002"] * 2
    assert values(reading, "household_phone") == ["15400000001", "15400000001", None, None]
    assert values(reading, "relation") == ["head", "spouse", "head", "spouse"]


def test_a_head_of_household_without_household_cells_belongs_to_nobody(tmp_path: Path, read: Read) -> None:
    rows = [*FAMILY, [None, None, None, None, None, "孙七", "770101196001010016", "户主"]]
    reading = read(make.xlsx(tmp_path / "农村户籍人口花名册.xlsx", rows), "rural_households")
    assert "孙七" not in values(reading, "name")
    assert reading.refused[0].row_no == 6


def test_hidden_rows_are_read_and_mentioned(tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, row(), row(姓名="李四"), hidden=[2])
    assert values(reading, "name") == ["张三", "李四"]
    assert "hidden_rows" in notes(reading)


def test_bank_accounts_never_come_in(tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, [*row(), "6217000000000000000"], head=[*HEAD, "银行卡号"])
    assert "bank_account" not in reading.table.column_names
    assert "dropped" in notes(reading)


def test_an_unknown_column_passes_by_and_is_named(tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, [*row(), "x"], head=[*HEAD, "2026年新增指标"])
    assert [n.details["label"] for n in reading.notes if n.kind == "unmapped"] == ["2026年新增指标"]


def test_injected_formulas_stay_text(tmp_path: Path, read: Read) -> None:
    head = [*HEAD, "情况说明"]
    path = make.xlsx(tmp_path / "大额医疗.xlsx", [head, [*row(), "=cmd|' /C calc'!A0"]])
    assert values(read(path, "medical_threshold"), "remark") == ["=cmd|' /C calc'!A0"]


def test_a_formula_that_failed_or_never_ran_goes_back(tmp_path: Path, read: Read) -> None:
    import xlsxwriter

    path = tmp_path / "大额医疗.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        for i, (formula, value) in enumerate([("=1/0", "#DIV/0!"), ("=A1", "")], 1):
            page.write_row(i, 0, row())
            page.write_formula(i, 4, formula, None, value)
    reading = read(path, "medical_threshold")
    assert kinds(reading) == ["formula_error"] or kinds(reading) == ["formula_error", "formula_text"]


def test_each_file_of_a_drop_is_recognised_among_all_sources(tmp_path: Path, sources: dict[str, Source]) -> None:
    files = {
        "rural_households": make.xlsx(tmp_path / "花名册.xlsx", FAMILY),
        "medical_threshold": make.xlsx(tmp_path / "大额医疗.xlsx", [HEAD, row()]),
        "disability_cards": make.xlsx(
            tmp_path / "残联.xlsx",
            [["姓名", "残疾人证号", "残疾类别", "残疾等级"], ["张三", "77010119900101001544", "肢体", "四级"]],
        ),
        "microcredit": make.xlsx(
            tmp_path / "贷款.xlsx",
            [["借款人姓名", "合同编号", "贷款金额（万元）", "放款日期"], ["张三", "HT001", "5", "2026.01.02"]],
        ),
    }
    for expected, path in files.items():
        found = recognise(open_envelope(path).sheets[0], sources.values())
        assert found[0].source == expected, [(f.source, f.score) for f in found[:3]]


def test_a_sheet_that_is_no_roster_is_recognised_as_nothing(tmp_path: Path, sources: dict[str, Source]) -> None:
    path = make.xlsx(tmp_path / "会议.xlsx", [["时间", "议题", "参会"], ["9:00", "工作部署", "全体"]])
    assert recognise(open_envelope(path).sheets[0], sources.values()) == ()


def test_lines_numbered_beforehand_and_left_blank_are_empty(tmp_path: Path, read: Read) -> None:
    blank = [[str(n), *[None] * 6] for n in range(2, 40)]
    reading = medical(read, tmp_path, ["1", *row()], *blank, head=["序号", *HEAD])
    assert values(reading, "name") == ["张三"]
    assert not reading.refused


def test_a_person_with_a_telling_remark_and_no_number_is_no_signature(tmp_path: Path, read: Read) -> None:
    person = [*row(身份证号码=None, 累计合规自付金额=None), "联系人：村主任；合计损失三间"]
    reading = medical(read, tmp_path, person, head=[*HEAD, "情况说明"])
    assert values(reading, "name") == ["张三"]


def test_signatures_in_cells_of_their_own_are_no_person(tmp_path: Path, read: Read) -> None:
    reading = medical(read, tmp_path, row(), ["填表人", None, "王五", None, "审核人"])
    assert values(reading, "name") == ["张三"]
    assert "signatures" in notes(reading)


@pytest.mark.parametrize("written", ["张三 李四", "张三\n李四", "张三、李四"])
def test_two_names_in_one_cell_are_never_made_one(written: str, tmp_path: Path, read: Read) -> None:
    assert kinds(medical(read, tmp_path, row(姓名=written))) == ["two_names"]


def test_a_workbook_with_prefixed_xml_is_read(tmp_path: Path, read: Read) -> None:
    import re

    from tests.core.rosters.test_hostile_files import replace_part

    def prefix(xml: bytes) -> bytes:
        xml = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml)
        return xml.replace(b"<?x:xml", b"<?xml").replace(b"xmlns=", b"xmlns:x=")

    path = make.xlsx(tmp_path / "大额医疗.xlsx", [HEAD, *[row()] * 30])
    replace_part(path, "xl/worksheets/sheet1.xml", prefix)
    assert read(path, "medical_threshold").table.num_rows == 30


def test_a_second_table_with_other_columns_goes_back_whole(tmp_path: Path, read: Read) -> None:
    other = ["姓名", "乡镇", "行政村", "身份证号", "推送日期", "累计合规自付金额"]
    shifted = ["李四", "锡城街道", "示范村", "770101198502020023", "2026-10-31", "5000"]
    reading = medical(read, tmp_path, row(), other, shifted)
    assert values(reading, "name") == ["张三"]
    assert kinds(reading) == ["other_table"]
    assert "第 3 行" in reading.refused[0].say("zh")


TWO_ROWS = [
    ["村", "户编号", "姓名", "监测对象类别", "收入", None],
    [None, None, None, None, "工资性收入", "转移性收入"],
    ["示范村", "7701010000000001", "张三", "边缘易致贫户", "1000", "200"],
]


def two_rows_in_html(path: Path) -> Path:
    page = (
        "<html><meta charset='utf-8'><table><tr><td rowspan=2>村</td><td rowspan=2>户编号</td><td rowspan=2>姓名</td>"
        "<td rowspan=2>监测对象类别</td><td colspan=2>收入</td></tr><tr><td>工资性收入</td><td>转移性收入</td></tr>"
        "<tr><td>示范村</td><td>7701010000000001</td><td>张三</td><td>边缘易致贫户</td><td>1000</td><td>200</td></tr></table>"
    )
    path.write_text(page, encoding="utf-8")
    return path


def two_rows_in_xls(path: Path) -> Path:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for j, label in enumerate(TWO_ROWS[0][:4]):
        sheet.write_merge(0, 1, j, j, label)
    sheet.write_merge(0, 0, 4, 5, "收入")
    for i in (1, 2):
        for j, cell in enumerate(TWO_ROWS[i]):
            if cell is not None:
                sheet.write(i, j, cell)
    book.save(str(path))
    return path


@pytest.mark.parametrize(
    "maker",
    [
        lambda p: make.csv(p / "监测对象信息.csv", TWO_ROWS),
        lambda p: make.ods(p / "监测对象信息.ods", TWO_ROWS),
        lambda p: make.docx(p / "监测对象信息.docx", TWO_ROWS),
        lambda p: two_rows_in_html(p / "监测对象信息.xls"),
        lambda p: two_rows_in_xls(p / "监测对象信息.xls"),
    ],
    ids=["csv", "ods", "docx", "html", "xls"],
)
def test_a_heading_of_two_rows_is_laid_flat_with_or_without_its_merges(
    maker: Callable[[Path], Path], tmp_path: Path, read: Read
) -> None:
    reading = read(maker(tmp_path), "national_register")
    assert not reading.refused, reading.refused[0].say("zh")
    assert values(reading, "name") == ["张三"]
    assert (values(reading, "wage_yuan"), values(reading, "transfer_yuan")) == (
        [Decimal("1000.00")],
        [Decimal("200.00")],
    )
