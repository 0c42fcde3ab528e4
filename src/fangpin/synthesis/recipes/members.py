"""Who belongs to each population of areas and households; where each household lives, how many it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from fangpin.synthesis.arithmetic import round_half_up
from fangpin.synthesis.chance import Flags, Whole, shared_out, shuffled, units
from fangpin.synthesis.recipes.entries import AREA_LEVELS, Population, Recipe, RecipeError
from fangpin.synthesis.recipes.ground import Area, Ground, lay_out
from fangpin.synthesis.recipes.sizes import PEOPLE_EACH, Sizes, levels_of

MOST_PEOPLE = 12


@dataclass
class Settled:
    """The areas and households of a city: populations by name, village and number of persons of each household."""

    ground: Ground
    populations: dict[str, Whole] = field(default_factory=dict)
    village: Whole = field(default_factory=lambda: np.zeros(0, np.int64))
    people: Whole = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def households(self) -> int:
        return len(self.village)


def settle(recipe: Recipe, sizes: Sizes, areas: tuple[Area, ...], seed: int) -> Settled:
    """Lay out the ground and people it with households, villages and all their populations."""
    settled = Settled(_ground(recipe, sizes, areas, seed))
    for p in in_order(recipe, lambda p: p.of in AREA_LEVELS):
        settled.populations[p.id] = _areas(p, settled, sizes, seed)
    _households(recipe, sizes, settled, seed)
    settled.people = _number_of_people(recipe, sizes, settled, seed)
    return settled


def in_order(recipe: Recipe, wanted: Callable[[Population], bool]) -> Iterable[Population]:
    """Populations after those they are made from; those bound to places first, because the others can live anywhere."""
    left = {p.id: p for p in recipe.populations.values() if wanted(p)}
    while left:
        ready = [p for p in left.values() if not any(n in left for n in (*p.parents, *p.apart_from, p.area))]
        if not ready:
            raise RecipeError([f"{', '.join(left)} rest on each other in a ring"])
        first = next((p for p in ready if p.area or p.named), ready[0])
        del left[first.id]
        yield first


def _ground(recipe: Recipe, sizes: Sizes, areas: tuple[Area, ...], seed: int) -> Ground:
    asked = {level: sizes.areas(level) for level in AREA_LEVELS}
    roots = levels_of(recipe)
    return lay_out(
        areas,
        area_code=recipe.area_code,
        wanted={level: most for level, (most, _) in asked.items()},
        exactly={level: exact for level, (_, exact) in asked.items() if exact is not None},
        committees=any(p.source == "committees" for p in roots["village"]),
        keep=[path for p in recipe.populations.values() for path in p.named if p.of in AREA_LEVELS],
        seed=seed,
    )


def members(parents: Iterable[Whole], apart: Iterable[Whole], universe: int) -> Flags:
    """Who may belong: in every parent and in none of the populations kept apart."""
    keep = np.ones(universe, bool)
    for parent in parents:
        inside = np.zeros(universe, bool)
        inside[parent] = True
        keep &= inside
    for other in apart:
        keep[other] = False
    return keep


def chosen(candidates: Whole, count: int, p: Population, seed: int) -> Whole:
    """So many of the candidates by lot, in order of their keys."""
    if count > len(candidates):
        raise RecipeError([f"{p.place} {p.id} asks for {count} {p.of}s, and only {len(candidates)} may belong to it"])
    return np.sort(shuffled(seed, f"members of {p.id}", candidates)[:count])


def _areas(p: Population, settled: Settled, sizes: Sizes, seed: int) -> Whole:
    ground = settled.ground
    every = ground.level(p.of)
    if p.any_of:
        found = np.unique(np.concatenate([settled.populations[n] for n in p.any_of]))
        sizes.known[p.id] = len(found)
        return found
    parents = [settled.populations[n] for n in p.within]
    universe = len(ground.areas)
    lies = members((), (settled.populations[n] for n in p.apart_from), universe)
    for parent in parents:
        inside = np.isin(every, parent)
        for level in AREA_LEVELS:
            inside |= np.isin(ground.above(every, level), parent)
        lies[every[~inside]] = False
    candidates = every[lies[every]]
    named = np.array([ground.named(path) for path in p.named], np.int64)
    if not p.parents and not p.named:
        sizes.known[p.id] = len(candidates)
        return candidates
    if p.all:
        sizes.known[p.id] = len(candidates)
        return candidates
    count = sizes.size(p.id)
    named = named[:count]
    candidates = np.setdiff1d(candidates, named)
    if p.cover and p.area:
        return np.union1d(named, _covering(p, candidates, count - len(named), settled, seed))
    return np.union1d(named, chosen(candidates, max(count - len(named), 0), p, seed))


def _covering(p: Population, candidates: Whole, count: int, settled: Settled, seed: int) -> Whole:
    """At least one in each area of ``in``, the rest by lot among all that lie in these areas."""
    homes = settled.populations[str(p.area)]
    level = settled.ground.areas[int(homes[0])].level if len(homes) else "county"
    lies_in = settled.ground.above(candidates, level)
    candidates = candidates[np.isin(lies_in, homes)]
    order = shuffled(seed, f"members of {p.id}", candidates)
    _, first = np.unique(settled.ground.above(order, level), return_index=True)
    rest = np.delete(order, first)
    if count < len(first) or len(first) < len(homes) or count > len(order):
        raise RecipeError([f"{p.place} {p.id}: {count} cannot cover the {len(homes)} areas of {p.area}"])
    return np.sort(np.concatenate([order[first], rest[: count - len(first)]]))


def _households(recipe: Recipe, sizes: Sizes, settled: Settled, seed: int) -> None:
    """Roots take ranges of keys; the others are chosen inside. Who is bound to no place is spread over all villages."""
    ordered = list(in_order(recipe, lambda p: p.of == "household"))
    start = 0
    for p in ordered:
        if not p.parents:
            count = sizes.size(p.id)
            settled.populations[p.id] = np.arange(start, start + count)
            sizes.known[p.id] = count
            start += count
    settled.village = np.full(start, -1, np.int64)
    for p in ordered:
        if p.any_of:
            settled.populations[p.id] = np.unique(np.concatenate([settled.populations[n] for n in p.any_of]))
            sizes.known[p.id] = len(settled.populations[p.id])
        elif p.within:
            settled.populations[p.id] = _chosen_households(p, settled, sizes, seed)
            sizes.known[p.id] = len(settled.populations[p.id])
        elif p.area:
            _house(p, settled.populations[p.id], settled, seed)
    villages = settled.ground.level("village")
    homeless = np.flatnonzero(settled.village < 0)
    # Villages differ in size: some have five times the households of others.
    weights = 0.4 + 1.6 * units(seed, "size of the village", villages)
    spread = np.repeat(villages, shared_out(len(homeless), weights))
    settled.village[shuffled(seed, "homes", homeless)] = spread


def _chosen_households(p: Population, settled: Settled, sizes: Sizes, seed: int) -> Whole:
    may = members(
        (settled.populations[n] for n in p.within),
        (settled.populations[n] for n in p.apart_from),
        settled.households,
    )
    if not p.area:
        candidates = np.flatnonzero(may)
        return candidates if p.all else chosen(candidates, sizes.size(p.id), p, seed)
    villages = _open_villages(p, settled.populations[p.area], settled)
    may &= (settled.village < 0) | np.isin(settled.village, villages)
    if p.all:
        return np.flatnonzero(may & (settled.village >= 0))
    free = shuffled(seed, f"members of {p.id}", np.flatnonzero(may & (settled.village < 0)))
    there = shuffled(seed, f"members of {p.id}", np.flatnonzero(may & (settled.village >= 0)))
    count = sizes.size(p.id)
    order = np.concatenate([free, there])
    if count > len(order):
        raise RecipeError([f"{p.place} {p.id} asks for {count} households, and only {len(order)} may live there"])
    picked = np.sort(order[:count])
    _house(p, picked[settled.village[picked] < 0], settled, seed)
    return picked


def _open_villages(p: Population, areas: Iterable[int], settled: Settled) -> Whole:
    avoided = [settled.ground.villages_of(settled.populations[name]) for name in p.avoid]
    return np.setdiff1d(settled.ground.villages_of(areas), np.concatenate([np.zeros(0, np.int64), *avoided]))


def _house(p: Population, homeless: Whole, settled: Settled, seed: int) -> None:
    """Spread households evenly over the areas of ``in``, and over the villages of each area."""
    areas = settled.populations[str(p.area)]
    if not len(homeless):
        return
    if p.cover and len(homeless) < len(areas):
        raise RecipeError([f"{p.place} {p.id}: {len(homeless)} households cannot cover {len(areas)} areas"])
    order = shuffled(seed, f"homes of {p.id}", homeless)
    shares = shared_out(len(order), np.ones(len(areas)))
    start = 0
    for area, share in zip(shuffled(seed, f"areas of {p.id}", areas), shares, strict=True):
        villages = _open_villages(p, [int(area)], settled)
        if not len(villages):
            raise RecipeError([f"{p.place} {p.id}: {settled.ground.areas[int(area)].name} has no village"])
        settled.village[order[start : start + share]] = np.resize(villages, int(share))
        start += int(share)


def _number_of_people(recipe: Recipe, sizes: Sizes, settled: Settled, seed: int) -> Whole:
    """Persons of each household: populations with a stated number get exactly it, the smallest populations first."""
    people = np.zeros(settled.households, np.int64)
    fixed = np.zeros(settled.households, bool)
    asking = [p for p in recipe.populations.values() if p.of == "household"]
    stated = sorted((p for p in asking if p.people is not None), key=lambda p: len(settled.populations[p.id]))
    for p in stated:
        own = settled.populations[p.id]
        _fill(p, own, sizes.count(p.people), people, seed)
        fixed[own] = True
    means = sorted((p for p in asking if p.people_each is not None), key=lambda p: len(settled.populations[p.id]))
    for p in means:
        own = settled.populations[p.id]
        free = own[people[own] == 0]
        _fill(p, free, int(round_half_up(sizes.amount(p.people_each) * len(free))), people, seed)
    rest = np.flatnonzero(people == 0)
    if len(rest):
        blank = Population(id="the others", of="household", place="")
        _fill(blank, rest, int(round_half_up(PEOPLE_EACH * len(rest))), people, seed)
    _make_room(recipe, sizes, settled, people, fixed, seed)
    return people


def _fill(p: Population, own: Whole, total: int, people: Whole, seed: int) -> None:
    """Give the households of a population that have nobody yet as many persons as are missing to the total."""
    empty = own[people[own] == 0]
    missing = total - int(people[own].sum())
    if not len(empty) and not missing:
        return
    if missing < len(empty) or missing > MOST_PEOPLE * len(empty):
        raise RecipeError([f"{p.place} {p.id}: {total} persons do not fit into {len(own)} households"])
    people[empty] = 1
    # Where each area has its number of households, each household has its share: thresholds are kept per area.
    _add(empty, missing - len(empty), people, f"people of {p.id}", seed, even=p.each_area is not None)


def _add(homes: Whole, more: int, people: Whole, salt: str, seed: int, *, even: bool = False) -> None:
    """Spread so many more persons over households, some getting several, none more than is plausible."""
    weights = np.ones(len(homes)) if even else units(seed, salt, homes) ** 2 + 0.05
    while more > 0:
        room = MOST_PEOPLE - people[homes]
        weights = np.where(room > 0, weights, 0.0)
        if not weights.any():
            raise RecipeError([f"{salt}: no household has room for {more} more persons"])
        given = np.minimum(shared_out(more, weights), room)
        people[homes] += given
        more -= int(given.sum())
        weights = np.where(people[homes] < MOST_PEOPLE, 1.0, 0.0)


def _make_room(recipe: Recipe, sizes: Sizes, settled: Settled, people: Whole, fixed: Flags, seed: int) -> None:
    """Persons that populations ask for must be there: households without a stated number grow."""
    for p in sorted(_rooted(recipe), key=lambda p: p.place):
        own = _homes_of(p, recipe, settled)
        try:
            wanted = sizes.size(p.id)
        except LookupError:
            continue
        apart = [o for o in p.apart_from if recipe.populations[o].of == "person"]
        wanted += sum(sizes.size(o) for o in apart if not recipe.populations[o].all)
        if p.age and p.age[1] < 20:
            wanted += len(own)
        missing = wanted - int(people[own].sum())
        if missing > 0:
            open_homes = own[~fixed[own]]
            if not len(open_homes):
                raise RecipeError([f"{p.place} {p.id} asks for {missing} more persons than {', '.join(p.within)} has"])
            _add(open_homes, missing, people, f"room for {p.id}", seed)


def _rooted(recipe: Recipe) -> list[Population]:
    """Person populations chosen directly among the members of households."""
    households = {p.id for p in recipe.populations.values() if p.of == "household"}
    return [
        p for p in recipe.populations.values()
        if p.of == "person" and not p.all and p.who != "head" and any(n in households for n in p.within)
    ]  # fmt: skip


def _homes_of(p: Population, recipe: Recipe, settled: Settled) -> Whole:
    sets = [settled.populations[n] for n in p.within if recipe.populations[n].of == "household"]
    found: Any = sets[0]
    for other in sets[1:]:
        found = np.intersect1d(found, other)
    return np.asarray(found, np.int64)


__all__ = ["MOST_PEOPLE", "Fraction", "Settled", "chosen", "in_order", "members", "settle"]
