"""Targets files: read, checked, and varied so that everything stated still holds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from fangpin.synthesis.recipes import build
from fangpin.synthesis.targets import (
    ContradictoryTargets,
    TargetsError,
    places_with_targets,
    read_entries,
    read_targets,
    shipped_targets,
    unmet,
    vary,
)

PLACES = {"wuhu": 73, "huainan": 54, "gejiu": 82, "zhangjiakou": 56, "nanping": 100}


def test_the_figures_of_five_places_come_with_the_package():
    assert {place: len(shipped_targets(place)) for place in places_with_targets()} == PLACES


@pytest.mark.parametrize("place", PLACES)
def test_every_relation_of_the_published_figures_that_should_hold_holds(place):
    assert unmet(shipped_targets(place)) == []


def test_the_day_of_a_report_is_the_last_day_its_counts_speak_of():
    assert shipped_targets("huainan").day == date(2020, 7, 2)  # not 2020-12-31, which is a goal


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("seed", range(8))
def test_varied_figures_differ_and_keep_every_relation(place, seed):
    published = shipped_targets(place)
    varied = vary(published, seed)
    assert unmet(varied) == []
    moved = [t.id for t in published if varied[t.id].value != t.value]
    counted = [t.id for t in published if t.kind in ("stock", "flow", "ratio") and t.is_number and t.value]
    assert len(moved) > 0.8 * len(counted)
    assert all(varied[t.id].value == t.value for t in published if t.kind in ("claim", "cap", "list_size"))


def test_the_same_seed_gives_the_same_figures():
    published = shipped_targets("gejiu")
    assert [t.value for t in vary(published, 5)] == [t.value for t in vary(published, 5)]
    assert [t.value for t in vary(published, 5)] != [t.value for t in vary(published, 6)]


@pytest.mark.parametrize("seed", range(4))
def test_a_varied_figure_is_rounded_as_it_was_written(seed):
    for target in vary(shipped_targets("wuhu"), seed):
        if target.mode == "nearest" and target.kind in ("flow", "stock", "ratio"):
            assert target.value % target.step == 0
            assert target.low == target.value - target.step / 2
            assert target.high == target.value + target.step / 2


def test_a_floor_is_aimed_above_and_a_rounded_number_at_itself():
    gejiu = shipped_targets("gejiu")
    assert 16460000 < gejiu["gejiu-055"].aim < 16470000
    assert gejiu["gejiu-055"].holds(16460000)
    assert not gejiu["gejiu-055"].holds(16470000)
    assert gejiu["gejiu-036"].aim == 355000
    assert gejiu["gejiu-036"].holds(Fraction("355499.99"))


def test_a_file_that_cannot_be_used_is_refused_with_every_reason(tmp_path: Path):
    path = tmp_path / "targets.yaml"
    path.write_text(
        "- {id: sixth-001, value: 5, kind: stock, unit: person, rounding: {mode: exact, low: 5, high: 5},\n"
        "   derived_from: [{formula: sixth-001 <= sixth-009, check: ok}]}\n"
        "- {id: sixth-002, value: some, kind: stock, unit: person, rounding: {mode: exact}}\n"
        "- {id: sixth-001, value: 6, kind: number, unit: person, rounding: {mode: exact}}\n",
        encoding="utf-8",
    )
    with pytest.raises(TargetsError) as refused:
        read_targets(path)
    said = str(refused.value)
    assert "sixth-009, which is not in the file" in said
    assert "sixth-002: value 'some' is no number" in said
    assert "kind 'number' is none of" in said
    assert "targets.yaml" in refused.value.zh


def _figure(number: int, value: object, *relations: str, **said: object) -> dict[str, object]:
    rounding = {"mode": "exact", "half_unit": 0, "low": value, "high": value}
    entry = {"id": f"sixth-{number:03}", "value": value, "unit": "person", "kind": "stock", "as_of": "2020-11-30"}
    return entry | {"rounding": rounding, "derived_from": list(relations)} | said


def test_figures_that_deny_what_is_said_of_them_are_read_but_not_built():
    targets = read_entries(
        [
            _figure(1, 96),
            _figure(2, 97, "sixth-002 <= sixth-001"),
            _figure(3, 5, "sixth-003 == sixth-001 - sixth-002", "sixth-003 >= 1"),
        ],
        file="sixth.yaml",
    )
    with pytest.raises(ContradictoryTargets) as refused:
        build("gejiu", targets)
    assert refused.value.unmet == ("sixth-002 <= sixth-001", "sixth-003 == sixth-001 - sixth-002")
    assert str(refused.value).startswith(
        "sixth.yaml: sixth-002 <= sixth-001 (sixth-001 = 96, sixth-002 = 97) does not hold; correct"
    )
    assert "sixth-003 == sixth-001 - sixth-002 (sixth-001 = 96, sixth-002 = 97, sixth-003 = 5) 不成立" in (
        refused.value.zh
    )


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (_figure(1, 5, "sixth-001 < 6"), "'sixth-001 < 6': is no relation; use ==, <= or >="),
        (_figure(1, 5, "sixth-001 <= 6 / (sixth-001 - 5)"), "divides by zero"),
        (_figure(1, 5, "sixth-001 <= 6 **"), "cannot be read"),
        (_figure(1, 5, "sixth-001 <= people"), "sixth-001: is related to people, which is not in the file"),
        (_figure(1, "2020-03-01", "sixth-001 <= 6", unit="date"), "reckons with sixth-001, which is a day"),
        (
            _figure(1, 5, rounding={"mode": "nearest", "half_unit": 1, "low": 6, "high": 8}),
            "sixth-001: value 5 is not what rounding calls it: nearest, low 6, high 8",
        ),
        (_figure(1, 5, period="2020-12-01/2020-01-31"), "period '2020-12-01/2020-01-31' ends before it begins"),
    ],
)
def test_an_entry_nobody_could_keep_is_refused_on_reading(figure, why):
    with pytest.raises(TargetsError) as refused:
        read_entries([figure], file="sixth.yaml")
    assert why in str(refused.value)
