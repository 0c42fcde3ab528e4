"""Checking drafts: figures find their indicator by words, are counted, and are judged as they are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from tests.shipped import shipped

from fangpin.bulletins import read
from fangpin.bulletins.checking import CheckedDraft, check_text
from fangpin.bulletins.commenting import comment_docx
from fangpin.bulletins.mapping import map_figures
from fangpin.bulletins.naming import carried
from fangpin.bulletins.options import options_of
from fangpin.bulletins.stated import Stated, StatedFigures
from fangpin.bulletins.written import interval_of
from fangpin.indicators import KeptFigures
from fangpin.indicators.keeping import KEPT
from fangpin.ledgers import SPECS
from fangpin.policy import Policy
from fangpin.rules import open_tables

DAY = date(2026, 10, 31)


@cache
def policy() -> Policy:
    return shipped("gejiu")


@cache
def sealed() -> Any:
    """Three registered households with five people, no more."""
    code = policy().place.area_code + "101001"
    rows = {
        "area": [
            {"id": 1, "area_code": code, "code": code, "level": "village", "name": "甲村", "from_on": date(2015, 1, 1)}
        ],
        "household": [{"id": n, "area_code": code} for n in (1, 2, 3)],
    }
    tables = {
        name: pa.Table.from_pylist(
            [{f.name: row.get(f.name) for f in SPECS[name].arrow_schema} for row in rows.get(name, [])],
            schema=SPECS[name].arrow_schema,
        )
        for name in SPECS
    }
    connection = open_tables(tables)
    return SimpleNamespace(hash="built", manifest=SimpleNamespace(as_of=DAY, label="built"), connect=connection.cursor)


def stated(value: str, last: date = DAY, by: str = "县统计局") -> Stated:
    return Stated(
        indicator="rural_households", area_code=policy().place.area_code, kind="reported", first=None, last=last,
        value=Decimal(value), source={"by": by},
    )  # fmt: skip


def checked(text: str, **more: Any) -> CheckedDraft:
    return check_text(text, sealed(), policy(), **more)


def verdicts(text: str, **more: Any) -> list[tuple[str, str, str | None]]:
    return [(one.figure.text, str(one.verdict), one.indicator) for one in checked(text, **more).judged]


def first_reading(text: str, number: int = 0) -> str:
    return map_figures(read(text), options_of(policy()))[number].ranked[0].option.key


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全市共有农户3户。", "rural_households"),
        ("家庭医生履约服务11964人。", "served_persons"),
        ("家庭医生履约率达99.79%。", "fulfilment_share"),
        ("城乡特困人员820户。", "tekun_households"),
        ("面向机关单位张贴宣传标语5300余条。", "environment_slogans"),
        ("清理沟渠590余公里。", "environment_km[work=ditch]"),
        ("全市享受农村低保的贫困户1406户。", "register_dibao_households"),  # 贫困户 is written for 建档立卡户
    ],
)
def test_a_figure_finds_its_indicator_by_its_words(text: str, indicator: str) -> None:
    assert first_reading(text) == indicator


def test_a_wrong_number_finds_no_other_meaning() -> None:
    assert first_reading("城乡特困人员820户830人。") == first_reading("城乡特困人员999户830人。")


def test_what_is_counted_agrees_and_another_number_differs_by_so_much() -> None:
    assert verdicts("全市共有农户3户。") == [("3户", "agrees", "rural_households")]
    (wrong,) = checked("全市共有农户7户。").judged
    assert (str(wrong.verdict), wrong.computed) == ("differs", "3")
    assert wrong.why is not None
    assert "少 4" in wrong.why.zh
    assert not checked("全市共有农户7户。").agrees


def test_a_number_of_which_no_ledger_holds_a_row_is_said_to_have_no_record() -> None:
    (one,) = checked("全市举办消费扶贫推介会7轮。").judged
    assert (str(one.verdict), one.computed) == ("no_record", "0")
    assert one.why is not None
    assert "台账尚无记录：" in one.why.zh
    assert verdicts("全市举办消费扶贫推介会0轮。")[0][1] == "agrees"


def figures_kept(number: int, *, by: str) -> KeptFigures:
    """Figures that say another number than the records, so that it shows where a number was taken from."""
    row = {"when": "now", "indicator": "rural_households", "level": "county", "area_code": policy().place.area_code}
    row |= {"numerator": Decimal(number), "unknown": 0, "unknown_below": 0, "villages": 0}
    return KeptFigures(
        table=pa.Table.from_pylist([row], KEPT),
        indicators={"rural_households": policy().indicator("rural_households")},
        snapshot="built",
        policy_hash=by,
        as_of=DAY,
        definitions={"rural_households": ""},
        missing={"now": {}, "month_before": {}, "year_before": {}},
        empty={},
    )


def test_figures_counted_before_are_not_counted_again_unless_by_another_policy() -> None:
    assert checked("全市共有农户7户。", kept=figures_kept(7, by=policy().hash)).agrees
    assert checked("全市共有农户3户。", kept=figures_kept(7, by="another")).agrees


def test_a_day_that_was_not_counted_before_is_counted() -> None:
    (one,) = checked("截至2026年6月底，全市共有农户3户。", kept=figures_kept(7, by=policy().hash)).judged
    assert (one.verdict, one.computed) == ("agrees", "3")


def test_a_departments_number_is_reported_and_never_said_to_agree() -> None:
    (one,) = checked("全市共有农户7户。", stated=StatedFigures([stated("7")])).judged
    assert (str(one.verdict), one.source) == ("reported", "县统计局")


def test_of_what_is_stated_the_newest_day_up_to_the_records_counts_each_department_for_itself() -> None:
    told = [stated("7", date(2026, 9, 30)), stated("8"), stated("9", by="县农业农村局"), stated("6", date(2026, 11, 5))]
    found = {n: verdicts(f"全市共有农户{n}户。", stated=StatedFigures(told))[0][1] for n in (6, 7, 8, 9)}
    assert found == {6: "differs", 7: "differs", 8: "reported", 9: "reported"}


def test_a_chosen_reading_is_remembered_by_the_words_around_the_number() -> None:
    text = "全市此类家庭共有3户。"
    (before,) = checked(text).judged
    assert before.indicator != "rural_households"
    (after,) = checked("全市此类家庭共有9户。", choices={before.words: "rural_households"}).judged
    assert (after.indicator, str(after.verdict)) == ("rural_households", "differs")


def test_what_is_not_understood_is_shown_as_such() -> None:
    assert verdicts("共收到锦旗17面，飞船发射了12艘。") == [
        (one.text, "not_understood", None) for one in read("共收到锦旗17面，飞船发射了12艘。").figures
    ]


def test_sums_that_do_not_hold_are_told_where_the_records_say_nothing() -> None:
    told = verdicts("收到锦旗90次，其中红色锦旗44次，黄色锦旗42次。")
    assert ("90次", "arithmetic_wrong", None) in told


def test_a_name_whose_number_is_not_the_policys_is_told() -> None:
    assert [one.wrong for one in checked("对标“两不愁三保障”要求。").named] == [False]
    assert [one.wrong for one in checked("对标“两不愁五保障”要求。").named] == [True]


@pytest.mark.parametrize(
    ("part", "numbers"), [("四个不摘", [4]), ("双包", [2]), ("周核实", [7]), ("一户一方案", [1, 1]), ("351", [351])]
)
def test_a_name_carries_its_number(part: str, numbers: list[int]) -> None:
    assert [int(n) for n in carried(part)] == numbers


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("张贴标语5300余条。", 5300, 5399),
        ("发放1646万余元。", 16460000, 16469999),
        ("共5821名群众。", 5821, 5821),
        ("超过500户。", 501, 599),
        ("近500户。", 401, 499),
        ("投入4000万元。", 39995000, 40005000),
    ],
)
def test_a_number_agrees_with_what_may_be_written_so(text: str, low: int, high: int) -> None:
    (figure,) = read(text).figures
    interval = interval_of(figure)
    assert interval.holds(Decimal(low))
    assert interval.holds(Decimal(high))
    assert not interval.holds(Decimal(low) - 1)
    assert not interval.holds(Decimal(high) + 1)


def test_a_text_without_a_word_file_becomes_one_with_comments() -> None:
    import io

    from docx import Document

    text = "第一段。\n共有3户。"
    made = Document(io.BytesIO(comment_docx(text.encode(), text, [(7, 9, "不一致")], author="fangpin")))
    assert [p.text for p in made.paragraphs] == text.split("\n")
    assert [c.text for c in made.comments] == ["不一致"]
