"""What a report says of its own figures: ``yunqi-002 <= yunqi-001``; figures that deny it cannot all be built."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from fangpin.synthesis.arithmetic import evaluate, names_in, sides
from fangpin.synthesis.targets.reading import Target, Targets, TargetsError


class ContradictoryTargets(TargetsError):
    """Figures that do not keep the relations stated between them; no records add up to them all."""

    def __init__(self, targets: Targets, unmet: list[str]) -> None:
        self.unmet = tuple(unmet)
        self._given = [f"{formula} ({_values(formula, targets)})" for formula in unmet]
        super().__init__(targets.file, [f"{g} does not hold; correct a figure or the relation" for g in self._given])

    @property
    def zh(self) -> str:
        said = "；".join(f"{given} 不成立" for given in self._given)
        return f"目标数据文件 {self.file} 自相矛盾：{said}。请改正数据或关系式。"


def refuse_contradictions(targets: Targets) -> None:
    """Raise :class:`ContradictoryTargets` with every relation that the values do not keep."""
    if broken := unmet(targets):
        raise ContradictoryTargets(targets, broken)


def unmet(targets: Targets) -> list[str]:
    """Relations that the values do not keep; empty for a sound file."""
    values = {t.id: t.value for t in targets if isinstance(t.value, Fraction)}
    return [f for t in targets for f in t.relations if not relation_holds(f, t, values)]


def relation_holds(formula: str, target: Target, values: Mapping[str, Any]) -> bool:
    """Whether ``a == b``, ``a <= b`` or ``a >= b`` holds; an equality as far as the left side is written."""
    left, sign, right = sides(formula)
    a, b = (evaluate(side, values.__getitem__) for side in (left, right))
    if sign == "==":
        return abs(a - b) <= target.step / 2 if target.mode != "exact" else a == b
    return a <= b if sign == "<=" else a >= b


def _values(formula: str, targets: Targets) -> str:
    return ", ".join(f"{name} = {targets[name].entry['value']}" for name in sorted(names_in(formula)))
