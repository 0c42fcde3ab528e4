"""Every file of the city is recognised with no help, read whole, and says what its office knows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from fangpin.policy import Policy
from fangpin.rosters import Reading, Source, open_envelope, read_sheet, read_source, recognise
from fangpin.synthesis import Delivery, World, write_workbooks
from fangpin.synthesis.workbooks.dress import MARK
from fangpin.synthesis.workbooks.writing import broken_rows, forgotten


@pytest.fixture(scope="module")
def month(world: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Delivery, ...]:
    return write_workbooks(world, tmp_path_factory.mktemp("month"))


def sources(policy: Policy) -> dict[str, Source]:
    return {raw.id: read_source(raw.mapping, file=raw.file) for raw in policy.sources.values()}


def read(given: Delivery, policy: Policy) -> list[Reading]:
    readings, known = [], sources(policy)
    for sheet in open_envelope(given.path, password=given.password).sheets:
        best = recognise(sheet, list(known.values()))[0]
        assert best.source == given.source, f"{given.path.name}: taken for {best.source}"
        readings.append(read_sheet(sheet, best, known[given.source], policy, day=given.period_to_on))
    return readings


@pytest.fixture(scope="module")
def readings(month: tuple[Delivery, ...], policy: Policy) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for given in month:
        found[given.source] += read(given, policy)
    return found


def test_every_file_is_recognised_and_only_the_broken_rows_of_it_are_refused(
    world: World, readings: dict[str, list[Reading]]
) -> None:
    refused = Counter(source for source, found in readings.items() for r in found for _ in r.refused)
    assert refused == Counter(row.source for row in broken_rows(world))


def test_every_source_of_the_nation_has_its_file_but_those_named_here(
    readings: dict[str, list[Reading]], policy: Policy
) -> None:
    said_by_claims, of_data_checks = {"outpatient_threshold"}, {"village_information"}
    not_in_the_demonstration = {"family_doctor", "self_applications"}
    left_out = said_by_claims | of_data_checks | not_in_the_demonstration
    assert set(policy.sources) - set(readings) == left_out


def test_the_sheets_hold_as_many_rows_as_the_world_has(world: World, readings: dict[str, list[Reading]]) -> None:
    def rows(source: str) -> int:
        return sum(r.table.num_rows for r in readings[source])

    tables = world.tables()
    assert rows("education_roll") == tables["enrolment"].num_rows
    assert rows("employment_monthly") == tables["employment_spell"].num_rows
    assert rows("water_checks") == tables["water_check"].num_rows
    assert rows("housing_checks") == tables["housing_check"].num_rows
    assert rows("microcredit") == tables["loan"].num_rows


def test_amounts_come_back_to_the_cent_in_whatever_unit(world: World, readings: dict[str, list[Reading]]) -> None:
    given = {row["contract"]: row["amount_yuan"] for row in world.tables()["loan"].to_pylist()}
    read_back = {row["contract"]: row["amount_yuan"] for r in readings["microcredit"] for row in r.table.to_pylist()}
    assert read_back == given


def test_the_file_says_its_period(month: tuple[Delivery, ...], policy: Policy) -> None:
    known = sources(policy)
    for given in month:
        sheet = open_envelope(given.path, password=given.password).sheets[0]
        period = recognise(sheet, list(known.values()))[0].period
        assert period is not None, given.path.name
        assert (period.from_on, period.to_on) == (given.period_from_on, given.period_to_on), given.path.name


def test_every_file_is_marked_as_a_demonstration(month: tuple[Delivery, ...]) -> None:
    for given in month:
        cells = [
            c for s in open_envelope(given.path, password=given.password).sheets for row in s.rows(0, 3) for c in row
        ]
        inside = any(MARK in (cell or "") for cell in cells)
        assert inside or MARK.encode("utf-8") in given.path.read_bytes() or given.path.suffix == ".docx", (
            given.path.name
        )


def test_the_truth_file_names_every_case_and_every_spoilt_row(month: tuple[Delivery, ...], world: World) -> None:
    truth = json.loads((month[0].path.parent / "truth.json").read_text(encoding="utf-8"))
    assert truth["mark"] == MARK
    assert len(truth["cases"]) == len(world.truth)
    assert {row["expected"] for row in truth["rows"]} == {"matched", "waits"}
    assert {file["path"] for file in truth["files"]} == {given.path.name for given in month}


def test_the_same_city_writes_the_same_bytes(month: tuple[Delivery, ...], world: World, tmp_path: Path) -> None:
    again = {given.path.name: given.path for given in write_workbooks(world, tmp_path)}
    for given in month:
        if given.password is None:  # encryption draws a fresh salt
            assert again[given.path.name].read_bytes() == given.path.read_bytes(), given.path.name


def test_month_two_forgets_three_per_cent_and_raises_two_amounts(world: World, policy: Policy, tmp_path: Path) -> None:
    roll, medical, claims = write_workbooks(world, tmp_path, month=2)
    assert claims.delivery == "cumulative"
    assert claims.period_from_on == date(world.day.year, 1, 1)
    numbers = {row["document_number"] for reading in read(roll, policy) for row in reading.table.to_pylist()}
    people = {member.key: member.document_number for home in world.households for member in home.members}
    assert not numbers & {people[key] for key in forgotten(world)}
    amounts = sorted(row["amount_yuan"] for reading in read(medical, policy) for row in reading.table.to_pylist())
    assert [str(amount) for amount in amounts] == ["10013.24", "18000.00", "23412.00"]
