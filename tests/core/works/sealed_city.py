"""The figures of this family, checked over a city built from targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import yaml
from tests.core.indicators.built import Sealed, built, targets_of
from tests.core.indicators.built import checked as checked_over

from fangpin.indicators import Check
from fangpin.policy import shipped_folder

FAMILIES = ("infrastructure", "relocation", "environment")


def mapped(place: str) -> set[str]:
    """Ids of the figures this family maps for a place."""
    files = (shipped_folder() / place / "figures" / f"{family}.yaml" for family in FAMILIES)
    return {e["id"] for f in files if f.exists() for e in yaml.safe_load(f.read_text("utf-8"))["figures"]}


def checked(place: str, tables: Mapping[str, pa.Table]) -> Check:
    """The family's figures over these tables against the targets the city was built from."""
    return checked_over(place, targets_of(place, None), Sealed(tables, built(place, None).day), mapped(place))


def without(table: pa.Table, ids: Iterable[int]) -> pa.Table:
    gone = pa.array(list(ids), pa.int64())
    keep = pa.compute.invert(pa.compute.is_in(table["id"], gone))
    return table.filter(keep)
