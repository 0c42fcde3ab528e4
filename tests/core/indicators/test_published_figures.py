"""Five cities built from targets: every published figure is counted back, as published and with every value changed."""

from __future__ import annotations

import pytest
from tests.core.indicators.built import Sealed, built, checked, policy_of, tables_of, targets_of, unlike

PUBLISHED = {"wuhu": 73, "huainan": 54, "gejiu": 82, "zhangjiakou": 56, "nanping": 100}


@pytest.mark.parametrize(("place", "seed"), [(place, None) for place in PUBLISHED] + [("gejiu", 1), ("nanping", 1)])
def test_every_published_figure_is_counted_back(place: str, seed: int | None) -> None:
    city = built(place, seed)
    targets = targets_of(place, seed)
    found = checked(place, targets, Sealed(tables_of(city), city.day), [target.id for target in targets])
    assert unlike(found) == {}
    assert len(found.agree) == len(policy_of(place).figures) == PUBLISHED[place]
