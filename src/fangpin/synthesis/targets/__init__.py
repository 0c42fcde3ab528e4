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
from fangpin.synthesis.targets.relations import (
    ContradictoryTargets,
    refuse_contradictions,
    relation_holds,
    unmet,
)
from fangpin.synthesis.targets.varying import NoVariation, vary

__all__ = [
    "ContradictoryTargets",
    "NoVariation",
    "Target",
    "Targets",
    "TargetsError",
    "places_with_targets",
    "read_entries",
    "read_targets",
    "refuse_contradictions",
    "relation_holds",
    "shipped_targets",
    "unmet",
    "vary",
]
