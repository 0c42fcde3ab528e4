"""Five cities built from targets: every published figure is counted back, as published and with every value changed."""

from __future__ import annotations

import pytest
from tests.core.indicators.built import Sealed, built, built_tables, checked, targets_of, unlike
from tests.shipped import shipped

PUBLISHED = {"wuhu": 73, "huainan": 54, "gejiu": 82, "zhangjiakou": 56, "nanping": 100}


@pytest.mark.parametrize(("place", "seed"), [(place, None) for place in PUBLISHED] + [("gejiu", 1), ("nanping", 1)])
def test_every_published_figure_is_counted_back(place: str, seed: int | None) -> None:
    targets = targets_of(place, seed)
    found = checked(
        place, targets, Sealed(built_tables(place, seed), built(place, seed).day), [target.id for target in targets]
    )
    assert unlike(found) == {}
    assert len(found.agree) == len(shipped(place).figures) == PUBLISHED[place]
