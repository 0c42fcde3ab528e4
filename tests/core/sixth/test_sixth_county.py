"""A county of which the package knows nothing: all it is stands in files, and all its figures are counted."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
import yaml
from tests.core.indicators.built import Sealed, tables_of, unlike

from fangpin.indicators import check
from fangpin.policy import Policy, load, shipped_folder
from fangpin.synthesis.recipes import City, build
from fangpin.synthesis.recipes.entries import RecipeError, read_recipe
from fangpin.synthesis.recipes.files import write_files
from fangpin.synthesis.targets import Targets, read_targets, vary

HERE = Path(__file__).parent
FOLDERS = (HERE / "policies", shipped_folder())


@cache
def _policy() -> Policy:
    return load("yunqi", FOLDERS)


def _city(targets: Targets) -> City:
    return build("yunqi", targets, folder=FOLDERS)


def _counted(city: City, tmp_path: Path, targets: Targets) -> dict[str, str | None]:
    file = tmp_path / "yunqi.yaml"
    file.write_text(_written(targets), encoding="utf-8")
    found = check(file, Sealed(tables_of(city), city.day), _policy())
    assert found.total == len(targets) == 8
    return unlike(found)


def _written(targets: Targets) -> str:
    return yaml.safe_dump([dict(t.entry) for t in targets], allow_unicode=True)


@pytest.mark.parametrize("seed", [None, 4])
def test_its_figures_are_counted_as_published_and_with_every_value_changed(seed: int | None, tmp_path: Path) -> None:
    published = read_targets(HERE / "yunqi.yaml")
    targets = published if seed is None else vary(published, seed)
    assert _counted(_city(targets), tmp_path, targets) == {}


def test_a_name_that_no_recipe_reads_is_refused(tmp_path: Path) -> None:
    copied = tmp_path / "policies"
    shutil.copytree(HERE / "policies", copied)
    (copied / "yunqi" / "synthesis" / "typing.yaml").write_text("names: {monitored_households: yunqi-001}\n", "utf-8")
    with pytest.raises(RecipeError, match=r"typing.yaml gives monitored_households, which no recipe reads"):
        read_recipe("yunqi", (copied, shipped_folder()))


def test_a_code_that_is_in_no_list_is_refused_before_a_file_is_taken_in(tmp_path: Path) -> None:
    copied = tmp_path / "policies"
    shutil.copytree(HERE / "policies", copied)
    recipe = copied / "yunqi" / "synthesis" / "work_and_roads.yaml"
    recipe.write_text(recipe.read_text("utf-8").replace("programme: road_extension", "programme: roads"), "utf-8")
    city = build("yunqi", read_targets(HERE / "yunqi.yaml"), folder=(copied, shipped_folder()))
    with pytest.raises(
        RecipeError, match=r"^roads: programme may not be roads; the list project_programme has designated, "
    ):
        write_files(city, tmp_path / "files", _policy())


def test_it_uses_its_own_areas_and_mechanisms() -> None:
    city = _city(read_targets(HERE / "yunqi.yaml"))
    names = set(city.areas()["name"].to_pylist())
    assert {"竹溪镇", "云顶村"} <= names
    used = {id_ for id_, m in _policy().mechanisms.items() if m.on}
    assert used == {"poverty-register", "anti-return-monitoring", "labour-employment", "microcredit", "rural-roads"}
