"""Synthetic counties: invented families on real ground, with known cases for every trigger rule and decoys beside them.

>>> world = city("gejiu", households=600)                                            # doctest: +SKIP
>>> deliveries = write_workbooks(world, folder, month=1)                             # doctest: +SKIP

A city is a pure function of place, size, seed, day and policy: no clock, no global chance, no real person.
"""

from __future__ import annotations

from fangpin.synthesis.places import UnknownPlaceError, places
from fangpin.synthesis.plants import Answer, Truth
from fangpin.synthesis.workbooks.writing import Delivery, write_workbooks
from fangpin.synthesis.world import DEMO_DAY, DEMO_SEED, World, city

__all__ = [
    "DEMO_DAY",
    "DEMO_SEED",
    "Answer",
    "Delivery",
    "Truth",
    "UnknownPlaceError",
    "World",
    "city",
    "places",
    "write_workbooks",
]
