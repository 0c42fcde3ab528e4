"""A mechanism is defined once, off; a place switches it on; whatever it names must be there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.shipped import shipped

from fangpin.policy import PolicyError, Problem, load, shipped_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_folder(), tmp_path / "policies"))


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(PolicyError) as refused:
        load("gejiu", folder)
    return list(refused.value.problems)


def test_the_nation_defines_and_a_place_switches_on_under_its_own_name() -> None:
    national, gejiu = shipped("national"), shipped("gejiu")
    assert not national.mechanism("village-resident-teams").on
    team = gejiu.mechanism("village-resident-teams")
    assert (team.on, team.zh, team.switched_by, team.place) == (True, "驻村扶贫工作队", "gejiu", "national")
    assert not gejiu.mechanism("four-package").on


@pytest.mark.parametrize("key", ["ledgers", "rules", "parameters", "indicators"])
def test_a_word_that_is_nowhere_is_an_error_with_its_line(folder: Path, key: str) -> None:
    page = folder / "gejiu" / "mechanisms" / "own.yaml"
    page.write_text(f"mechanisms:\n  - id: four-package\n    on: true\n    {key}: [nowhere_at_all]\n", "utf-8")
    assert [(p.file, p.line) for p in problems(folder)] == [("gejiu/mechanisms/own.yaml", 4)]


def test_an_unknown_family_is_an_error(folder: Path) -> None:
    page = folder / "gejiu" / "mechanisms" / "own.yaml"
    page.write_text("mechanisms:\n  - {id: four-package, family: responsability}\n", "utf-8")
    assert any("did you mean responsibility?" in p.remedy.en for p in problems(folder))
