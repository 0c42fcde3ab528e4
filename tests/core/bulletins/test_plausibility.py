"""What cannot be is told, by bounds of the policy; areas below the place are counted at their own level."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from fangpin.bulletins.checking import check_text
from fangpin.bulletins.verdicts import Judged
from fangpin.bulletins.words import bounds
from fangpin.ledgers import SPECS
from fangpin.policy import Policy, load
from fangpin.rules import open_tables

DAY = date(2026, 10, 31)
BORN = date(2015, 1, 1)


@cache
def policy() -> Policy:
    return load("gejiu")


@cache
def sealed() -> Any:
    """Two townships with one village each; three households in the first, two in the second; 900 residents in all."""
    place = policy().place.area_code or ""
    areas = [
        (place, "个旧市", "county"), (place + "901", "甲坪镇", "township"), (place + "902", "乙水乡", "township"),
        (place + "901201", "上甲坪村民委员会", "village"), (place + "902201", "下乙水村民委员会", "village"),
    ]  # fmt: skip
    villages = [code for code, _, level in areas if level == "village"]
    rows = {
        "area": [
            {"id": n, "area_code": c, "code": c, "level": level, "name": name, "from_on": BORN}
            for n, (c, name, level) in enumerate(areas, 1)
        ],
        "household": [{"id": n, "area_code": villages[n > 3]} for n in range(1, 6)],
        "area_economy": [{"id": 1, "area_code": place, "year": 2025, "population": 900}],
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


def judged(text: str) -> tuple[Judged, ...]:
    return check_text(text, sealed(), policy()).judged


def implausible(text: str) -> list[str]:
    return [one.figure.text for one in judged(text) if str(one.verdict) == "implausible"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("硬化通村道路3.2公里，花去960元。", ["960元"]),  # 300 a kilometre: 万 was lost
        ("硬化通村道路3.2公里，花去16000元。", []),  # on the line: 5,000 a kilometre is not below it
        ("硬化通村道路3.2公里，花去15999元。", ["15999元"]),
        ("该村民人均纯收入达到1.2亿元。", ["1.2亿元"]),
        ("该村民人均纯收入达到150000元。", []),  # on the line
        ("向13人发放过节慰问60元。", ["60元"]),
        ("向12人发放过节慰问60元。", []),  # on the line: five a head
        ("路灯合格率为100.1%。", ["100.1%"]),
        ("路灯合格率为100%。", []),
        ("路灯安装进度为104%。", []),  # a plan may be exceeded
        ("向全域901人寄出贺卡。", ["901人"]),  # one more than all who live here
        ("向全域900人寄出贺卡。", []),
        ("在3个村挂出灯笼。", ["3个"]),
        ("在2个村挂出灯笼。", []),
    ],
)
def test_what_cannot_be_is_told_and_what_stands_on_the_line_is_not(text: str, found: list[str]) -> None:
    assert implausible(text) == found


def test_two_sums_beside_one_count_make_no_unit_price() -> None:
    assert implausible("硬化通村道路3.2公里，花去960元，另花去70元。") == []


def test_the_reason_names_the_bound_and_its_document() -> None:
    (_, sum_) = judged("硬化通村道路3.2公里，花去960元。")
    assert sum_.why is not None
    assert "每公里投资 300，低于 5000" in sum_.why.zh
    assert "设计建议" in sum_.why.zh


def test_every_bound_is_a_number_of_the_policy_in_force() -> None:
    for bound in bounds():
        for name in (bound.least, bound.most):
            assert not name or Decimal(str(policy().value(name, on=DAY).value)) > 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全市农户数5户，甲坪镇农户数3户。", [("", "agrees"), ("901", "agrees")]),
        ("甲坪镇农户数3户，乙水乡农户数3户。", [("901", "agrees"), ("902", "differs")]),
        ("上甲坪村农户数3户。", [("901201", "agrees")]),
        ("在甲坪镇召开的会上说，农户数5户。", [("", "agrees")]),
        ("甲坪镇、乙水乡等地农户数5户。", [("", "agrees")]),
    ],
)
def test_a_number_of_a_township_is_counted_there(text: str, told: list[tuple[str, str]]) -> None:
    place = policy().place.area_code or ""
    assert [((one.area or "").removeprefix(place), str(one.verdict)) for one in judged(text)] == told
