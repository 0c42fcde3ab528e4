"""The synthetic national export: clean people, and every planted error found where it was planted, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.shipped import shipped

from fangpin.policy import Policy
from fangpin.quality import check, quality_rules, tolerant
from fangpin.rosters import Reading, Remembered, open_envelope, read_sheet, recognise
from fangpin.rosters.sources import sources_of
from fangpin.synthesis.register_export import (
    COLUMNS_OF_THE_EXPORT,
    Written,
    changes,
    layout,
    register_export,
    village_changes,
)
from fangpin.synthesis.register_export.homes import Builder, Village

DAY = date(2026, 10, 31)
Where = tuple[str, str]  # rule; household code, or village
# Rules whose plants stand on a column that the layout does not have: there they answer "unknown", not "no".
UNSHOWN = {
    "national": frozenset(),
    "elsewhere": {
        "quality_aided_not_insured": "medical_aid",
        "quality_graduate_without_work": "jobless_reason",
        "quality_monitored_line_yuan_missing": "line_yuan",
        "quality_planned_county_missing": "plans_work",
        "quality_point_to_point_near": "point_to_point",
        "quality_skilled_without_work": "plans_work",
        "quality_working_jobless_reason": "jobless_reason",
    }.keys(),
}


@dataclass(frozen=True, slots=True)
class Round:
    """An export as it was written, read and checked."""

    written: Written
    readings: list[Reading]
    found: dict[Where, set[int]]
    layout: str


@pytest.fixture(scope="module")
def policy() -> Policy:
    return shipped("gejiu")


@pytest.fixture(scope="module", params=["national", "elsewhere"])
def checked(request: pytest.FixtureRequest, policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> Round:
    folder = tmp_path_factory.mktemp(request.param)
    return _round(
        register_export(folder, policy=policy, persons=2_500, layout_name=request.param), policy, request.param
    )


def _round(written: Written, policy: Policy, layout: str = "national") -> Round:
    readings = [_read(path, policy) for path in (written.register, written.villages)]
    found: dict[Where, set[int]] = {}
    checked = check(readings, policy, as_of=DAY)
    for row in checked.findings.to_pylist():
        if row["answer"] == "yes":
            place = row["village"] if row["subject"] == "area" else row["household_code"]
            found.setdefault((row["rule"], place), set()).add(row["row_no"])
    return Round(written, readings, found, layout)


def _read(path: Path, policy: Policy, remembered: tuple[Remembered, ...] = ()) -> Reading:
    """Read as the first round does: what looks like a field is confirmed, at most three columns of a file."""
    sheet = open_envelope(path).sheets[0]
    sources = {source.id: source for source in sources_of(policy)}
    best = recognise(sheet, tuple(sources.values()), remembered)[0]
    assert len(best.suggestions) <= 3
    source = sources[best.source]
    best = best.choose({s.index: s.field for s in best.suggestions}, source)
    return read_sheet(sheet, best, tolerant(source), policy, day=DAY)


def _planted(written: Written) -> Iterator[tuple[Where, list[int]]]:
    for one in written.export.planted:
        if one.is_plant and not one.corrected:
            place = one.household_code or one.village
            yield (one.rule, place), one.rows
            for rule in one.also:
                yield (rule, place), []
            if one.witness_code:
                yield (one.rule, one.witness_code), []


def test_every_quality_rule_has_a_plant_and_a_decoy(policy: Policy) -> None:
    planted = {(change.rule, change.is_plant) for change in (*changes(), *village_changes())}
    rules = {rule.id for rule in quality_rules(policy, on=DAY)}
    bare = {rule for rule in rules if not {(rule, True), (rule, False)} <= planted}
    assert not bare, f"add plants for {sorted(bare)} to src/fangpin/synthesis/register_export/plants"
    assert {rule for rule, _ in planted} <= rules, "a plant is about a rule that is not there"


def test_every_plant_is_found_and_nothing_else(checked: Round) -> None:
    wanted = {where for where, _ in _planted(checked.written)}
    assert set(checked.found) - wanted == set(), "found where nothing was planted"
    missed = {rule for rule, _ in wanted - set(checked.found)}
    assert missed == set(UNSHOWN[checked.layout]), "planted and not found"


def test_a_finding_about_a_person_stands_at_the_row_of_its_plant(checked: Round, policy: Policy) -> None:
    of_persons = {r.id for r in quality_rules(policy, on=DAY) if policy.fact(r.over).subject == "person"}
    astray = {
        where: (rows, checked.found[where])
        for where, rows in _planted(checked.written)
        if rows and where in checked.found and where[0] in of_persons and not checked.found[where] & set(rows)
    }
    assert astray == {}


def test_the_national_export_has_its_177_columns_and_every_cell_is_read(policy: Policy, tmp_path: Path) -> None:
    assert len(layout("national").columns) == COLUMNS_OF_THE_EXPORT
    written = register_export(tmp_path, policy=policy, persons=300)
    reading = _read(written.register, policy)
    assert reading.table.num_rows == written.export.persons
    assert reading.refused == ()
    assert [label for _, label in reading.recognition.unmapped] == ["风险是否已消除"], "this heading stands twice"


def test_a_county_without_its_provinces_values_misses_what_lies_between_the_lines_and_finds_nothing_false(
    tmp_path: Path,
) -> None:
    national = shipped("national")
    assert str(national.value("income_line", on=DAY).value) == "6000"
    checked = _round(register_export(tmp_path, policy=national, persons=1_500), national)
    wanted = {where for where, _ in _planted(checked.written)}
    assert set(checked.found) - wanted == set(), "found where nothing was planted"
    assert {rule for rule, _ in wanted - set(checked.found)} == {
        "quality_eliminated_income", "quality_eliminated_near_line", "quality_missed_income", "quality_missed_spending",
    }, "these are planted just under 8,700"  # fmt: skip


def test_clean_people_have_no_findings(policy: Policy, tmp_path: Path) -> None:
    written = register_export(tmp_path, policy=policy, persons=1_500, seed=7, rules=())
    assert written.export.planted == []
    assert _round(written, policy).found == {}


def test_the_second_round_finds_what_was_not_corrected(policy: Policy, tmp_path: Path) -> None:
    first = register_export(tmp_path / "1", policy=policy, persons=300)
    second = register_export(tmp_path / "2", policy=policy, persons=300, corrected=0.6)
    assert [home.code for home in first.export.homes] == [home.code for home in second.export.homes]
    corrected = [one for one in second.export.planted if one.corrected]
    assert 0.4 < len(corrected) / sum(one.is_plant for one in second.export.planted) < 0.8
    wanted = {where for where, _ in _planted(second)}
    assert set(_round(second, policy).found) == wanted


def test_no_two_of_a_household_have_one_name_by_chance() -> None:
    builder, village = (
        Builder(seed=1, day=DAY),
        Village(place={"province": "示例省", "village": "甲村"}, code="770101001001"),
    )
    builder.built = 4_633  # the next household draws 李旺 for father and son
    names = [member["name"] for member in builder.home("plain", village, 1).members.values()]
    assert names[0] == "李旺"
    assert len(set(names)) == len(names)
