"""``fangpin mechanisms`` and ``processes`` tell what a place uses, how it goes on, and what is open in a snapshot."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
from click.testing import CliRunner
from tests.shipped import shipped

from fangpin.rules import rows_of
from fangpin.snapshots import write
from fangpin_web.command import main
from fangpin_web.command.codes import Exit

DAY = date(2026, 10, 31)


def _write_snapshot(folder: Path, ledgers: dict[str, pa.Table]) -> None:
    write(
        folder,
        ledgers=ledgers,
        policy=shipped("gejiu"),
        as_of=DAY,
        sealed_at=datetime(2026, 10, 31, tzinfo=UTC),
        label="十月",
        demo=True,
        previous=None,
    )


def test_the_list_marks_what_a_place_uses() -> None:
    result = CliRunner().invoke(main, ["mechanisms", "list", "--place", "gejiu", "--json"])
    told = {m["id"]: m["on"] for m in json.loads(result.stdout)["mechanisms"]}
    assert told["village-resident-teams"] is True
    assert told["four-package"] is False


def test_a_mechanism_that_is_nowhere_is_told_apart() -> None:
    result = CliRunner().invoke(main, ["mechanisms", "show", "four-packages", "--json"])
    assert result.exit_code == Exit.REFUSED
    assert json.loads(result.stdout)["ok"] is False


def test_a_process_is_told_in_words() -> None:
    result = CliRunner().invoke(main, ["--lang", "zh", "processes", "show", "identification", "--place", "shaanxi"])
    assert "· 信息比对　县　5个工作日" in result.stdout
    assert "按“入户核实天数”（工作日）" in result.stdout
    assert "    退回入户核查 → 入户核查" in result.stdout


def test_a_slot_without_a_value_is_a_command_written_wrong(tmp_path: Path) -> None:
    _write_snapshot(tmp_path / "snapshot", {})
    asked = ["figures", "show", "monitored_households", "--given", "half", "--snapshot", str(tmp_path / "snapshot")]
    result = CliRunner().invoke(main, asked)
    assert (result.exit_code, "slot=value" in result.stderr) == (Exit.USAGE, True)


def test_the_worklist_of_a_snapshot_names_the_village_without_a_team(tmp_path: Path) -> None:
    begun = date(2020, 1, 1)
    villages = [
        {"code": code, "area_code": code, "level": "village", "scheme": "nbs", "from_on": begun}
        for code in ("770101101001", "770101101002")
    ]
    team = {
        "layer": "resident_team",
        "target_area_id": 2,
        "from_on": begun,
    }  # while no team is on record, none is missed
    ledgers = {
        "area": rows_of("area", villages),
        "area_listing": rows_of("area_listing", [{"area_id": 1, "listing": "poor_village", "from_on": DAY}]),
        "assignment": rows_of("assignment", [team]),
    }
    _write_snapshot(tmp_path / "snapshot", ledgers)
    result = CliRunner().invoke(
        main, ["mechanisms", "worklist", "village-resident-teams", "--snapshot", str(tmp_path / "snapshot"), "--json"]
    )
    told = json.loads(result.stdout)
    assert [(i["rule"], i["subject"], i["area_code"]) for i in told["items"]] == [
        ("village_without_team", "area", "770101101001")
    ]
    assert told["screened"]["village_without_team"] == 2


def test_a_mechanism_that_is_off_and_lacks_a_value_is_told_so_and_not_asked(tmp_path: Path) -> None:
    _write_snapshot(tmp_path / "snapshot", {})
    asked = ["mechanisms", "worklist", "seven-heads", "--snapshot", str(tmp_path / "snapshot"), "--json"]
    result = CliRunner().invoke(main, asked)
    told = json.loads(result.stdout)
    assert (result.exit_code, told["on"], told["items"]) == (Exit.OK, False, [])
    assert "seven_heads_roles has no value on" in told["left_out"]["child_heads_short"]
    assert "is not in use here" in result.stderr
