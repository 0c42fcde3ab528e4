"""Tables in plain text: each cell in the unit its column, row or note says; totals that do not hold are found."""

from __future__ import annotations

import pytest

from fangpin.bulletins import read, relations

TOWNS = """云溪县低保发放情况表
单位:户、人、万元

乡镇    低保户数    低保人数    其中:脱贫人口    发放金额
东山镇    412    655    231    82.53
西河乡    287    496    305    61.01
南岭乡    196    344    188    42.31
合计    895    1495    724    185.85
"""
PROGRESS = """问题整改进度统计表
单位:个

片区    乡镇      反馈问题    已完成    正在整改    完成率
东片    小计   118         97        21          82.2%
        高坪镇    64          55        9           85.9%
        双龙镇    54          42        12          77.8%
西片    小计   110         89        21          80.9%
        白云乡    71          60        11          84.5%
        红岩乡    39          29        10          74.4%
全县合计            228         186       42          81.6%
"""
INCOME = """指标\t单位\t2021年\t2020年\t增长(%)
城镇居民人均可支配收入\t元\t41860\t38760\t8.0
农村居民人均可支配收入\t元\t18540\t16780\t10.5
低保对象\t人\t2864\t3015\t-5.0
"""
DISTRICTS = """District      Households   Beneficiaries   Amount (Rs crore)
Anping        12,345       45,678          12.5
Linwu         2,310        9,876           3.75
"""


def cells(text: str) -> list[tuple[str, str]]:
    return [(one.written, one.unit) for one in read(text).figures]


def accused(text: str) -> list[str]:
    reading = read(text)
    return [reading.figures[one.figures[0]].text for one in relations(reading) if not one.holds]


def test_the_units_above_a_table_go_to_the_columns_they_fit() -> None:
    told = cells(TOWNS)
    assert told[:4] == [("412", "household"), ("655", "person"), ("231", "person"), ("825300", "CNY")]
    assert len(told) == 16


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "| 县名 | 下达资金（亿元） | 支出率 |\n|---|---|---|\n| 甲县 | 1.25 | 88.2 |\n| 乙县 | 0.98 | 82.9 |",
            [("125000000", "CNY"), ("88.2", "percent"), ("98000000", "CNY"), ("82.9", "percent")],
        ),
        (INCOME, [("41860", "CNY_per_person"), ("38760", "CNY_per_person"), ("8", "percent")]),
        (
            "序号\t乡镇\t监测户数\t未消除风险户\n1\t东山镇\t45\t12\n2\t西河乡\t38\t-\n合计\t\t83\t12\n",
            [("45", "household"), ("12", "household"), ("38", "household"), ("83", "household"), ("12", "household")],
        ),
        (
            "乡镇\n户数（户）\n资金（万元）\n东山镇\n45\n12.5\n西河乡\n38\n9.75\n",
            [("45", "household"), ("125000", "CNY"), ("38", "household"), ("97500", "CNY")],
        ),
        (
            "各乡镇公益性岗位安置情况\n城关镇    46\n大河镇    38\n小河乡    22\n",
            [("46", "post"), ("38", "post"), ("22", "post")],
        ),
        (
            "单位：户、万元\n乡镇\t贷款户数\t贷款金额\t其中:当月新增\n\t\t\t户数\t金额\n东山镇\t120\t560.5\t12\t58\n西河乡\t88\t402\t9\t43\n",
            [("120", "household"), ("5605000", "CNY"), ("12", "household"), ("580000", "CNY"), ("88", "household")],
        ),
        (
            "乡镇,公益岗人数,发放补贴(万元)\n东山镇,45,27.0\n西河乡,62,37.2\n合计,107,64.2\n",
            [("45", "person"), ("270000", "CNY"), ("62", "person"), ("372000", "CNY"), ("107", "person")],
        ),
        (
            "各镇务工情况（单位：人） 乡镇 省外 县外 县内 东山镇 812 455 390 西河乡 640 388 271",
            [("812", "person"), ("455", "person"), ("390", "person"), ("640", "person"), ("388", "person")],
        ),
        (
            "年份 贫困人口(万人) 贫困发生率(%)\n2016年 12.3 10.4\n2017年 9.8 8.2\n",
            [("123000", "person"), ("10.4", "percent"), ("98000", "person"), ("8.2", "percent")],
        ),
        (
            "序号\n乡镇\n新增户数\n新增人数\n1\n东山镇\n12\n45\n2\n西河乡\n9\n30\n",
            [("12", "household"), ("45", "person"), ("9", "household"), ("30", "person")],
        ),
        (
            "指标\n单位\n2021年\n2022年\n农村低保人数\n人\n12045\n11890\n农村低保标准\n元/月\n480\n510\n",
            [("12045", "person"), ("11890", "person"), ("480", "CNY_per_month"), ("510", "CNY_per_month")],
        ),
        (
            "各乡镇资金安排表（万元）\n东山镇 1250\n西河乡 980\n南岭乡 760\n",
            [("12500000", "CNY"), ("9800000", "CNY"), ("7600000", "CNY")],
        ),
        (
            "致贫原因 户数 占比\n因病 1,204 48.2%\n因残 560 22.4%\n缺劳力 402 16.1%\n",
            [("1204", "household"), ("48.2", "percent"), ("560", "household")],
        ),
        (
            "单位:人、个、万元\n乡镇\t务工人数\t公益性岗位\t岗位补贴款项合计\n东山镇\t1842\t112\t47.9\n西河乡\t1267\t86\t36.8\n",
            [("1842", "person"), ("112", "post"), ("479000", "CNY")],
        ),
        (
            "District  Target   Completed  %\nAnping   1,20,000   98,400   82.0\nLinwu    2,15,000   1,79,150 83.3\n",
            [("120000", "item"), ("98400", "item"), ("82", "percent"), ("215000", "item"), ("179150", "item")],
        ),
        (
            "Houses sanctioned and completed\nState Sanctioned Completed\nAnping 12,400 10,300\nLinwu 45,210 39,888\n",
            [("12400", "household"), ("10300", "household")],
        ),
        (
            "总户数：5,432户\n脱贫户：1,203\n监测户：88\n",
            [("5432", "household"), ("1203", "household"), ("88", "household")],
        ),
        (PROGRESS, [("118", "problem"), ("97", "problem"), ("21", "problem"), ("82.2", "percent")]),
        (
            DISTRICTS,
            [("12345", "household"), ("45678", "person"), ("125000000", "INR"), ("2310", "household")],
        ),
        (  # a column of remarks that no row fills
            "序号 村名 户数 人数 备注\n1 张家村 12 45\n2 李家村 8 31\n3 王家村 15 52",
            [("12", "household"), ("45", "person"), ("8", "household"), ("31", "person"), ("15", "household")],
        ),
        (  # some of the rows on lines of their own, a label with a gap
            "乡镇 户数（户） 人数（人）\n城关镇 412 1386\n石桥乡 305 1022 白云乡 288 951\n合 计 1005 3359",
            [("412", "household"), ("1386", "person"), ("305", "household"), ("1022", "person"), ("288", "household")],
        ),
        (  # rows run together below a head that kept its own line
            "表1 主要产品产量\n品种 产量（万吨） 比上年增长（%）\n稻谷 11.86 1.2 小麦 3.42 -0.8 玉米 6.7 2.5",
            [
                ("118600", "tonne"),
                ("1.2", "percent"),
                ("34200", "tonne"),
                ("-0.8", "percent"),
                ("67000", "tonne"),
                ("2.5", "percent"),
            ],
        ),
    ],
)
def test_a_cell_counts_what_its_column_says(text: str, told: list[tuple[str, str]]) -> None:
    assert cells(text)[: len(told)] == told


def test_what_a_cell_counts_is_told_by_row_and_head() -> None:
    assert read(TOWNS).figures[0].subject == "东山镇 低保户数"


def test_row_numbers_and_sentences_are_no_cells() -> None:
    reading = read("序号\t乡镇\t户数\n1\t东山镇\t45\n2\t西河乡\t38\n\n全县2个乡镇,共83户。")
    assert [one.text for one in reading.figures] == ["45", "38", "2个", "83户"]
    assert [one.why for one in reading.no_figures] == ["list number", "list number"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (TOWNS, []),
        (TOWNS.replace("1495", "1459"), ["1459"]),
        (PROGRESS, []),
        (PROGRESS.replace("89        21", "89        24"), ["24", "42"]),
        (PROGRESS.replace("186       42", "168       42"), ["168", "81.6%"]),
        (INCOME, []),
        (INCOME.replace("10.5", "12.5"), ["12.5"]),
    ],
)
def test_a_row_of_totals_and_a_column_of_growth_are_checked(text: str, wrong: list[str]) -> None:
    assert accused(text) == wrong


DASHBOARD = """Scheme at a glance
1.Total No. of Blocks 41
2.Total No. of Job Cards issued[In Lakhs] 7.25
3.Active workers [%] 61.5

II Progress FY 2020-21 FY 2019-20
4.Average days of work per Household 44.1 39.8
5.Households Worked[In Lakhs] 3.1 2.75
III Money spent (Rs. in Lakhs)
6.Wages 1,20,410.50 98,002.25
"""


def test_the_lines_of_an_english_dashboard_say_what_their_numbers_count() -> None:
    assert [(one.written, one.unit) for one in read(DASHBOARD).figures] == [
        ("41", "item"), ("725000", "item"), ("61.5", "percent"), ("44.1", "day"), ("39.8", "day"),
        ("310000", "household"), ("275000", "household"), ("12041050000", "INR"), ("9800225000", "INR"),
    ]  # fmt: skip


def test_a_sentence_that_breaks_behind_a_number_is_no_line_of_a_form() -> None:
    text = "The project was paid by a credit of SDR 96.4\nmillion and reached women in 15\ndays and 40\nvillages."
    assert [(one.written, one.unit) for one in read(text).figures] == [
        ("96400000", "SDR"), ("15", "day"), ("40", "village"),
    ]  # fmt: skip


def test_sections_between_the_head_and_the_rows_do_not_hide_the_column_of_units() -> None:
    told = read(
        "| 指标名称 | 单位 | 数量 |\n| 一、综合 | ||\n| (一)区划 | ||\n| 1.镇 | 个 | 679 |\n| 2.支出 | 万元 | 788.2 |"
    )
    assert [(str(one.value), one.unit) for one in told.figures] == [("679", "township"), ("7882000.0", "CNY")]


def test_what_was_reached_is_of_the_unit_of_its_aim_and_points_are_points() -> None:
    told = read(
        "| 三级指标 | 年度指标值 | 实际完成值 | 得分 |\n| 受益户 | ≥50户 | 52 | 8 |\n| 报告合格率 | ≥100% | 100 | 8 |"
    )
    assert [one.unit for one in told.figures] == ["household", "household", "point", "percent", "percent", "point"]


UNITS_IN_CELLS = """分乡镇情况
乡镇\t监测对象\t人数\t帮扶资金
锡城镇\t12户\t36人\t1.2万元
鸡街镇\t8户\t24人\t0.8万元
合计\t20户\t61人\t2万元
"""


@pytest.mark.parametrize("text", [UNITS_IN_CELLS, UNITS_IN_CELLS.replace("\t", " | ")])
def test_cells_that_say_their_unit_are_of_their_row_and_add_up(text: str) -> None:
    told = read(text).figures
    assert [(one.text, one.unit, one.row) for one in told[:3]] == [
        ("12户", "household", "锡城镇"), ("36人", "person", "锡城镇"), ("1.2万元", "CNY", "锡城镇"),
    ]  # fmt: skip
    assert accused(text) == ["61人"]


def test_years_in_a_head_are_no_cells_with_units() -> None:
    assert cells("指标\t2021年\t2020年\n低保对象\t28人\t30人\n特困人员\t5人\t6人\n") == [
        ("28", "person"), ("30", "person"), ("5", "person"), ("6", "person"),
    ]  # fmt: skip
