"""Quirks met together: any envelope, any titles, any order of columns, any dirt, and the people are the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.rosters import workbook_makers as make

from fangpin.policy import Policy
from fangpin.rosters import Source, open_envelope, read_sheet, recognise

PEOPLE = [
    ("锡城街道", "示范村", "张三", "770101199001010015", "23411.00"),
    ("大屯街道", "新村", "阿依古丽·买买提", "77010119850202002X", "5000.00"),
    ("锡城街道", "示范村", "李四", "770101197003030031", "0.50"),
]
LABELS = {
    "township": ["乡镇", "乡（镇）", "乡镇(街道)", " 乡 镇 "],
    "village": ["行政村", "村", "村（社区）", "所属村"],
    "name": ["姓名", "姓 名", "参保人姓名", "*姓名"],
    "document_number": ["身份证号码", "身份证号", "公民身份号码", "证件号码（18位）"],
    "amount_yuan": ["累计合规自付金额", "累计合规自付金额（元）", "累计自付金额(元)", "自付金额（单位：元）"],
}
DIRT: list[Callable[[str], str]] = [
    str,
    lambda t: f" {t} ",
    lambda t: f"{t}\u200b",
    lambda t: f"\u3000{t}",
    lambda t: f"'{t}",
]
WRITERS: list[Callable[[Path, list[list[Any]]], Path]] = [
    lambda p, rows: make.xlsx(p / "大额医疗自付.xlsx", rows),
    lambda p, rows: make.xls(p / "大额医疗自付.et", rows),
    lambda p, rows: make.csv(p / "大额医疗自付.csv", rows, encoding="gb18030"),
    lambda p, rows: make.csv(p / "大额医疗自付.txt", rows, encoding="utf-16", delimiter="\t"),
    lambda p, rows: make.ods(p / "大额医疗自付.ods", rows),
    lambda p, rows: make.html(p / "大额医疗自付.xls", rows),
    lambda p, rows: make.docx(p / "大额医疗自付.docx", rows),
    lambda p, rows: make.archive(p / "各乡镇.zip", [make.xlsx(p / "大额医疗自付.xlsx", rows)]),
]
JUNK: list[list[Any]] = [
    ["合计", None, None, None, "28411.50"],
    [None] * 5,
    ["填表人：演示", None, "审核人：演示"],
    ["备注：以系统为准，请按时核实"],
]


@given(draw=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_the_same_people_come_out_of_any_combination(
    draw: st.DataObject, tmp_path: Path, policy: Policy, sources: dict[str, Source]
) -> None:
    fields = draw.draw(st.permutations(list(LABELS)))
    head = [draw.draw(st.sampled_from(LABELS[f])) for f in fields]
    columns = list(LABELS)
    rows: list[list[Any]] = [["个旧市大额医疗自付预警名单", *[None] * 4], ["统计时间：2026年10月"]][
        : draw.draw(st.integers(0, 2))
    ]
    rows.append(list(head))
    for person in PEOPLE:
        dirt = draw.draw(st.sampled_from(DIRT))
        rows.append([dirt(person[columns.index(f)]) if f != "township" else person[0] for f in fields])
        if draw.draw(st.booleans()):
            rows.append(list(head))
    rows += draw.draw(st.lists(st.sampled_from(JUNK), max_size=3))
    sheet = open_envelope(draw.draw(st.sampled_from(WRITERS))(tmp_path, rows)).sheets[0]
    best = recognise(sheet, sources.values())[0]
    assert best.source == "medical_threshold"
    reading = read_sheet(sheet, best, sources[best.source], policy, day=date(2026, 10, 31))
    assert [r.say("zh") for r in reading.refused] == []
    found = zip(*(reading.table.column(f).to_pylist() for f in columns), strict=True)
    assert [(*map(str, row),) for row in found] == PEOPLE
