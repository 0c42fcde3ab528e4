"""How many members each population has, before anybody is chosen.

A population with a sum for its ``size`` has that many. One without is as large as its parts need: the largest part
together with the parts it stays apart from, and at least its ``at_least``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from fangpin.synthesis.arithmetic import ArithmeticProblem, evaluate, round_half_up
from fangpin.synthesis.recipes.entries import AREA_LEVELS, Population, Recipe, RecipeError
from fangpin.synthesis.targets import Targets

PEOPLE_EACH = Fraction(26, 10)  # persons of a household where a recipe says nothing


class NotYet(LookupError):
    """The size is known only once its members are chosen."""


class _Ring(LookupError):
    """A size that rests on itself."""


class Sizes:
    """Sizes by name, worked out when asked for; ``people`` gives persons of a household population once they live."""

    def __init__(self, recipe: Recipe, targets: Targets, real: Mapping[str, int] | None = None) -> None:
        self.recipe, self.targets = recipe, targets
        self.real = real or {}  # areas of each level that there really are
        self.known: dict[str, int] = {}
        self.people: Callable[[str], int] | None = None
        self._asking: list[str] = []
        self._doubts = 0  # how often a ring was met: what was worked out meanwhile is not the last word

    def amount(self, text: Any) -> Fraction:
        """The value of a sum over figures, names and sizes."""
        try:
            return evaluate(text, self._lookup, self._call)
        except ArithmeticProblem as error:
            raise RecipeError([str(error)]) from None

    def count(self, text: Any) -> int:
        """A sum as a number of things."""
        number = int(round_half_up(self.amount(text)))
        if number < 0:
            raise RecipeError([f"{text!r} gives {number}; there can be no fewer than none"])
        return number

    def size(self, name: str) -> int:
        if name in self.known:
            return self.known[name]
        if name in self._asking:
            raise _Ring(name)
        self._asking.append(name)
        doubts = self._doubts
        try:
            rows = self.recipe.rows.get(name)
            found = self._rows(name) if rows is not None else self._population(self.recipe.populations[name])
        finally:
            self._asking.pop()
        if not self._asking or doubts == self._doubts:
            self.known[name] = found
        return found

    def _lookup(self, name: str) -> Fraction:
        if name in self.targets:
            return self.targets[name].aim
        if name in self.recipe.names:
            if name in self._asking:
                raise RecipeError([f"the name {name} rests on itself"])
            self._asking.append(name)
            try:
                return self.amount(self.recipe.names[name])
            finally:
                self._asking.pop()
        if name in self.recipe.populations or name in self.recipe.rows:
            return Fraction(self.size(name))
        raise RecipeError([f"{name} is no figure of {self.targets.file or self.recipe.place}, no name, no population"])

    def _call(self, function: str, name: str) -> Fraction:
        if function != "people":
            raise RecipeError([f"{function}() is not known; use people(population), min, max, round, floor, ceil, abs"])
        if self.people is None:
            raise NotYet(f"people({name})")
        return Fraction(self.people(name))

    def _rows(self, name: str) -> int:
        rows = self.recipe.rows[name]
        if rows.count is not None:
            return self.count(rows.count)
        if rows.of is None:
            raise NotYet(name)
        return self.size(rows.of) * (self.count(rows.per) if rows.per is not None else 1)

    def _population(self, p: Population) -> int:
        if p.size is not None:
            return self.count(p.size)
        if p.each_area is not None and p.area:
            return self.count(p.each_area) * self.size(p.area)
        if p.named:
            return len(p.named)
        if p.all or p.any_of:
            raise NotYet(p.id)
        there = self.real.get(p.of, 0) if not p.parents else 0
        return max(self.count(p.at_least or 0), self.needed(p.id), there)

    def needed(self, name: str) -> int:
        """What the parts of a population ask for."""
        return max((self._asked(part, name) for part in self._parts(name)), default=0)

    def _parts(self, name: str) -> list[Population]:
        return [p for p in self.recipe.populations.values() if name in p.within]

    def _asked(self, part: Population, whole: str) -> int:
        """A part together with what it stays apart from inside the same whole."""
        try:
            if part.all or part.any_of:
                return self.needed(part.id) if part.all else 0
            size = self.size(part.id)
        except (_Ring, NotYet):
            self._doubts += 1
            return 0
        of_persons = part.of == "person" and self.recipe.populations[whole].of != "person"
        if of_persons:
            if part.who == "head" or part.cover:
                return size if part.who == "head" else 0
            each = self.amount(self.recipe.populations[whole].people_each or PEOPLE_EACH)
            return math.ceil(size / max(each, Fraction(1)))
        for other in part.apart_from:
            if other in self.recipe.populations and self._lies_in(other, whole):
                try:
                    size += self.size(other)
                except (_Ring, NotYet):
                    self._doubts += 1
        return size

    def _lies_in(self, name: str, whole: str) -> bool:
        p = self.recipe.populations[name]
        return whole in p.within or any(self._lies_in(parent, whole) for parent in p.within)

    def areas(self, level: str) -> tuple[int, int | None]:
        """How many areas of a level are asked for, and how many there must be exactly (None: as many as are real)."""
        roots = [p for p in self.recipe.populations.values() if p.of == level and not p.parents]
        asked = 0
        for p in self.recipe.populations.values():
            if p.of == level and p.parents and not p.all:
                try:
                    asked = max([asked, *(self._asked(p, parent) for parent in p.within)])
                except (_Ring, NotYet):
                    continue
        exact = next((self.count(r.size) for r in roots if r.size is not None), None)
        return asked, exact


def levels_of(recipe: Recipe) -> Mapping[str, list[Population]]:
    """The root populations of areas, by level."""
    return {level: [p for p in recipe.populations.values() if p.of == level and not p.parents] for level in AREA_LEVELS}
