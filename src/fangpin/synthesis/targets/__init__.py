"""Published figures as targets: read, and varied at random for tests; the figures of five places come along.

>>> shipped_targets("wuhu")["wuhu-013"].aim
Fraction(727, 1)
"""

from __future__ import annotations

from fangpin.synthesis.targets.reading import (
    Target,
    Targets,
    TargetsError,
    places_with_targets,
    read_entries,
    read_targets,
    shipped_targets,
)
from fangpin.synthesis.targets.varying import NoVariation, relation_holds, unmet, vary

__all__ = [
    "NoVariation",
    "Target",
    "Targets",
    "TargetsError",
    "places_with_targets",
    "read_entries",
    "read_targets",
    "relation_holds",
    "shipped_targets",
    "unmet",
    "vary",
]
