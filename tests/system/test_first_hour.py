"""The first hour without a server: nothing configured, one national export in, problem workbooks out and back."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from tests.shipped import shipped

from fangpin.policy import Policy
from fangpin.synthesis.register_export import Written, register_export
from fangpin_web.command import main

HEADING_ROW = 4
FIRST_LINE = HEADING_ROW + 1
Found = tuple[str, str]  # title of the rule; household code, or village


@dataclass(frozen=True, slots=True)
class Hour:
    written: Written
    policy: Policy
    parcel: Path
    told: dict[str, Any]


def fangpin(*arguments: object) -> dict[str, Any]:
    result = CliRunner().invoke(main, ["--lang", "zh", "quality", *map(str, arguments), "--json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def checked(written: Written, out: Path, *more: object) -> dict[str, Any]:
    return fangpin("check", written.register, written.villages, "--out", out, "--as-of", "2026-10-31", *more)


@pytest.fixture(scope="module")
def hour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hour]:
    folder = tmp_path_factory.mktemp("first-hour")
    with pytest.MonkeyPatch.context() as nothing_there:
        nothing_there.setenv("FANGPIN_HOME", str(folder / "no-home"))
        policy = shipped("gejiu")
        written = register_export(folder, policy=policy, persons=2_500)
        yield Hour(written, policy, folder / "问题.zip", checked(written, folder / "问题.zip"))
        assert not (folder / "no-home").exists(), "nothing is kept"


def lines(parcel: Path) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(parcel) as archive:
        for name in archive.namelist():
            rows = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
            table = list(rows.worksheets[0].iter_rows(values_only=True))
            heading = next((n for n, row in enumerate(table) if "户编号" in row), None)
            if heading is not None:
                heads = [str(head) for head in table[heading]]
                yield from (dict(zip(heads, row, strict=True)) for row in table[heading + 1 :] if row[0])


def found(parcel: Path) -> set[Found]:
    return {(line["问题"], line["户编号"] or line["村"]) for line in lines(parcel)}


def planted(hour: Hour) -> set[Found]:
    wanted = set()
    for one in hour.written.export.planted:
        if one.is_plant:
            place = one.household_code or one.village
            wanted |= {(rule, place) for rule in (one.rule, *one.also)}
            wanted |= {(one.rule, one.witness_code)} if one.witness_code else set()
    return {(hour.policy.rules[rule].zh, place) for rule, place in wanted}


def test_the_workbooks_hold_every_planted_error_and_no_other(hour: Hour) -> None:
    assert found(hour.parcel) == planted(hour)
    assert sum(1 for _ in lines(hour.parcel)) == hour.told["findings"]


def test_exempted_lines_are_absent_and_back_after_the_last_day(hour: Hour, tmp_path: Path) -> None:
    before = found(hour.parcel)
    told = checked(hour.written, tmp_path / "a.zip", "--exemptions", hour.written.exemptions)
    left = found(tmp_path / "a.zip")
    assert told["exempted"] > 20
    assert left < before
    ended = register_export(
        tmp_path / "ended", policy=hour.policy, persons=2_500, exempt_until=date(2026, 10, 30)
    ).exemptions
    told = checked(hour.written, tmp_path / "b.zip", "--exemptions", ended)
    assert told["exempted"] == 0
    assert found(tmp_path / "b.zip") == before


def test_what_townships_write_is_read_back_by_the_number_of_the_line(hour: Hour, tmp_path: Path) -> None:
    with zipfile.ZipFile(hour.parcel) as archive:
        name = next(n for n in archive.namelist() if "卡房镇" in n)
        book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[HEADING_ROW]}
    first, second = (str(sheet.cell(row, columns["编号"]).value) for row in (FIRST_LINE, FIRST_LINE + 1))
    sheet.cell(FIRST_LINE, columns["整改情况"], "已更正")
    sheet.cell(FIRST_LINE, columns["更正为"], "202401")
    sheet.cell(FIRST_LINE + 1, columns["整改情况"], "不是错误")
    sheet.cell(FIRST_LINE + 1, columns["说明"], "已核实")
    book.save(tmp_path / "卡房镇.xlsx")
    told = fangpin("return", tmp_path / "卡房镇.xlsx")
    assert told["ok"], told
    assert {a["no"]: (a["verdict"], a["value"] or a["reason"]) for a in told["answers"]} == {
        first: ("value", "202401"),
        second: ("no_error", "已核实"),
    }
