"""Known cases: for every trigger rule at least one household it must find and one it must leave alone."""

from __future__ import annotations

from fangpin.synthesis.plants.elimination import ELIMINATION
from fangpin.synthesis.plants.hardship import HARDSHIP
from fangpin.synthesis.plants.home import HOME
from fangpin.synthesis.plants.illness import ILLNESS
from fangpin.synthesis.plants.livelihood import LIVELIHOOD
from fangpin.synthesis.plants.planting import Answer, Ground, Plant, Truth, plant

PLANTS: tuple[Plant, ...] = (*ILLNESS, *HARDSHIP, *HOME, *LIVELIHOOD, *ELIMINATION)

__all__ = ["PLANTS", "Answer", "Ground", "Plant", "Truth", "plant"]
