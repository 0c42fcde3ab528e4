"""Responsibility and organisation: in five cities built from targets every figure is counted back."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from tests.core.indicators.built import Sealed, built, checked, policy_of, tables_of, targets_of, unlike

FIGURES = {"wuhu": 9, "huainan": 10, "gejiu": 4, "zhangjiakou": 4, "nanping": 7}


def figures_of(place: str) -> list[str]:
    return [f.id for f in policy_of(place).figures.values() if PurePath(f.file).name == "organisation.yaml"]


@pytest.mark.parametrize("seed", [None, 1])
@pytest.mark.parametrize("place", FIGURES)
def test_every_figure_of_the_family_is_counted_back(place: str, seed: int | None) -> None:
    city = built(place, seed)
    found = checked(place, targets_of(place, seed), Sealed(tables_of(city), city.day), figures_of(place))
    assert unlike(found) == {}
    assert len(found.agree) == FIGURES[place]
