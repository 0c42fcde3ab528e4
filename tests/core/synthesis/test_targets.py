"""Targets files: read, checked, and varied so that everything stated still holds."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from fangpin.synthesis.targets import (
    TargetsError,
    places_with_targets,
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
