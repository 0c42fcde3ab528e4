"""Housing, water, roads, relocation and environment: 72 figures of five cities are counted from records."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pyarrow.compute as pc
from tests.core.indicators.built import built_tables
from tests.core.works.sealed_city import checked, mapped, without

CITIES = {"wuhu": 9, "huainan": 5, "gejiu": 28, "zhangjiakou": 24, "nanping": 6}


def test_a_house_removed_is_missing_from_its_figures_alone() -> None:
    tables = built_tables("wuhu")
    works = tables["housing_work"]
    flooded = next(
        r["id"] for r in works.to_pylist() if r["task_year"] == 2020 and r["cause"] == "flood" and r["in_key_groups"]
    )
    done = checked("wuhu", {**tables, "housing_work": without(works, [flooded])})
    counted = {c.target.id: c.figure.numerator for c in done.differ}
    assert counted == {"wuhu-031": 179, "wuhu-032": 146}


def test_a_road_entered_twice_moves_the_kilometres_by_its_length() -> None:
    tables = built_tables("wuhu")
    projects = tables["project"]
    road = projects.filter(
        pc.and_(pc.equal(projects["programme"], "road_extension"), pc.equal(projects["plan_year"], 2020))
    ).slice(0, 1)
    again = road.set_column(0, "id", pa.array([10**6], pa.int64()))
    done = checked("wuhu", {**tables, "project": pa.concat_tables([projects, again])})
    (differs,) = done.differ
    assert differs.target.id == "wuhu-052"
    assert differs.figure.numerator - differs.target.written.value == road["length_km"][0].as_py()


def test_an_operation_moved_to_the_year_before_leaves_the_figures_of_the_year() -> None:
    tables = built_tables("gejiu")
    works = tables["environment_work"]
    row = next(n for n, r in enumerate(works.to_pylist()) if r["kind"] == "operation" and r["done_on"].year == 2020)
    days = works["done_on"].to_pylist()
    days[row] -= timedelta(days=400)
    at = works.schema.get_field_index("done_on")
    moved = works.set_column(at, works.schema.field(at), pa.array(days, pa.date32()))
    done = checked("gejiu", {**tables, "environment_work": moved})
    people, machines = (works[n][row].as_py() for n in ("people", "machines"))
    counted = {c.target.id: c.target.written.value - c.figure.numerator for c in done.differ}
    assert counted == {"gejiu-075": people, "gejiu-076": 1} | ({"gejiu-080": machines} if machines else {})


def test_every_figure_is_mapped_to_an_indicator_that_belongs_to_a_mechanism() -> None:
    assert {place: len(mapped(place)) for place in CITIES} == CITIES
