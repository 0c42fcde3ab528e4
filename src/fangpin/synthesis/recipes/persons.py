"""The persons of a city: who belongs to which population, how old each is, what holds of whom.

Populations narrow what is open about a person (age, sex, traits); at the end everything still open is drawn.
So a child of one list is never a labourer of another, in whatever order recipes are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from fangpin.synthesis.chance import Flags, Whole, shuffled, units, whole_numbers
from fangpin.synthesis.recipes.entries import Population, Recipe, RecipeError
from fangpin.synthesis.recipes.members import Settled, chosen, in_order
from fangpin.synthesis.recipes.sizes import Sizes

OLDEST, YOUNGEST_HEAD = 90, 20
YOUNGEST = 2  # nobody is born in the year of the report, so that its first day counts the same people
UNSAID = -1


@dataclass
class Persons:
    """Persons household by household, the head first; those who have left a household stand at the end.

    ``traits`` hold a code number per person and condition column, ``words`` say what the numbers stand for.
    """

    household: Whole
    is_head: Flags
    left: Flags
    populations: dict[str, Whole] = field(default_factory=dict)
    youngest: Whole = field(default_factory=lambda: np.zeros(0, np.int64))
    oldest: Whole = field(default_factory=lambda: np.zeros(0, np.int64))
    sex: Whole = field(default_factory=lambda: np.zeros(0, np.int64))  # 1 male, 0 female
    traits: dict[str, Whole] = field(default_factory=dict)
    words: dict[str, list[Any]] = field(default_factory=dict)
    born_on: npt.NDArray[np.datetime64] = field(default_factory=lambda: np.zeros(0, "datetime64[D]"))
    age: Whole = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.household)

    @property
    def number_of_members(self) -> int:
        return int((~self.left).sum())

    def code(self, trait: str, word: Any) -> int:
        """The number that stands for a word of a trait."""
        words = self.words.setdefault(trait, [])
        if trait not in self.traits:
            self.traits[trait] = np.full(len(self), UNSAID, np.int64)
        if word not in words:
            words.append(word)
        return words.index(word)


def bring_to_life(recipe: Recipe, sizes: Sizes, settled: Settled, seed: int, day: date) -> Persons:
    """Make the persons of all households and choose the populations of persons among them."""
    persons = _born(recipe, sizes, settled, seed)
    sizes.people = lambda name: _people(name, recipe, settled, persons)
    late = _resting_on_ages(recipe)
    for p in in_order(recipe, lambda p: p.of == "person" and p.id not in late):
        _settle(p, sizes, settled, persons, seed)
        _narrow(p, settled, persons, seed)
    _draw_the_rest(persons, seed, day)
    for p in in_order(recipe, lambda p: p.id in late):
        _settle(p, sizes, settled, persons, seed)
    return persons


def _resting_on_ages(recipe: Recipe) -> set[str]:
    """Populations of those who turned out to be of an age, and whatever is chosen inside them."""
    people = [p for p in recipe.populations.values() if p.of == "person"]
    late = {p.id for p in people if p.aged}
    while more := {p.id for p in people if late & {*p.parents, *p.apart_from}} - late:
        late |= more
    return late


def _settle(p: Population, sizes: Sizes, settled: Settled, persons: Persons, seed: int) -> None:
    if p.any_of:
        found = np.unique(np.concatenate([persons.populations[n] for n in p.any_of]))
    else:
        found = _choose(p, sizes, settled, persons, seed)
    persons.populations[p.id] = found
    sizes.known[p.id] = len(found)


def _born(recipe: Recipe, sizes: Sizes, settled: Settled, seed: int) -> Persons:
    people = settled.people
    household = np.repeat(np.arange(settled.households), people)
    first = np.cumsum(people) - people
    is_head = np.zeros(len(household), bool)
    is_head[first] = True
    gone = [
        shuffled(seed, f"departed of {p.id}", settled.populations[p.id])[: sizes.count(p.departed)]
        for p in recipe.populations.values()
        if p.of == "household" and p.departed is not None
    ]
    gone_from = np.sort(np.concatenate(gone)) if gone else np.zeros(0, np.int64)
    everyone = np.concatenate([household, gone_from])
    left = np.concatenate([np.zeros(len(household), bool), np.ones(len(gone_from), bool)])
    is_head = np.concatenate([is_head, np.zeros(len(gone_from), bool)])
    return Persons(
        household=everyone,
        is_head=is_head,
        left=left,
        youngest=np.where(is_head, YOUNGEST_HEAD, YOUNGEST),
        oldest=np.full(len(everyone), OLDEST, np.int64),
        sex=np.full(len(everyone), UNSAID, np.int64),
    )


def _people(name: str, recipe: Recipe, settled: Settled, persons: Persons) -> int:
    if name in persons.populations:
        return len(persons.populations[name])
    if name in settled.populations and recipe.populations[name].of == "household":
        return int(settled.people[settled.populations[name]].sum())
    raise RecipeError([f"people({name}): {name} is no population of households"])


def _choose(p: Population, sizes: Sizes, settled: Settled, persons: Persons, seed: int) -> Whole:
    may = ~persons.left
    for name in p.within:
        may &= _inside(name, settled, persons)
    for name in p.apart_from:
        may &= ~_inside(name, settled, persons)
    if p.who == "head":
        may &= persons.is_head
    may &= _open_to(p, persons)
    candidates = np.flatnonzero(may)
    if p.all:
        return candidates
    count = sizes.size(p.id)
    return _one_of_each(p, candidates, count, persons, seed) if p.cover else chosen(candidates, count, p, seed)


def _open_to(p: Population, persons: Persons) -> Flags:
    """Persons of whom nothing is said yet that would contradict the population."""
    may = np.ones(len(persons), bool)
    if p.aged:
        may &= (persons.age >= p.aged[0]) & (persons.age <= p.aged[1])
    if p.age:
        may &= (persons.youngest <= p.age[1]) & (persons.oldest >= p.age[0])
    if p.sex:
        may &= (persons.sex == UNSAID) | (persons.sex == (1 if p.sex == "male" else 0))
    for trait, wanted in p.traits.items():
        codes = [persons.code(trait, w) for w in _choices(wanted)]
        may &= (persons.traits[trait] == UNSAID) | np.isin(persons.traits[trait], codes)
    return may


def _one_of_each(p: Population, candidates: Whole, count: int, persons: Persons, seed: int) -> Whole:
    """At least one of each household that has a candidate, the rest by lot."""
    order = shuffled(seed, f"members of {p.id}", candidates)
    _, first = np.unique(persons.household[order], return_index=True)
    if count < len(first) or count > len(order):
        raise RecipeError([f"{p.place} {p.id}: {count} persons cannot be one and more of {len(first)} households"])
    rest = np.delete(order, first)
    return np.sort(np.concatenate([order[first], rest[: count - len(first)]]))


def _narrow(p: Population, settled: Settled, persons: Persons, seed: int) -> None:
    own = persons.populations[p.id]
    if p.age:
        persons.youngest[own] = np.maximum(persons.youngest[own], p.age[0])
        persons.oldest[own] = np.minimum(persons.oldest[own], p.age[1])
    if p.sex:
        persons.sex[own] = 1 if p.sex == "male" else 0
    _say(p.traits, own, persons, f"traits of {p.id}", seed)
    if p.others:
        rest = ~persons.left
        for name in p.within:
            rest &= _inside(name, settled, persons)
        rest[own] = False
        _say(p.others, np.flatnonzero(rest), persons, f"others of {p.id}", seed)


def _inside(name: str, settled: Settled, persons: Persons) -> Flags:
    """Persons of a population, of persons or of households."""
    if name in persons.populations:
        inside = np.zeros(len(persons), bool)
        inside[persons.populations[name]] = True
        return inside
    homes = np.zeros(settled.households, bool)
    homes[settled.populations[name]] = True
    return homes[persons.household]


def _say(traits: Mapping[str, Any], own: Whole, persons: Persons, salt: str, seed: int) -> None:
    """Write a trait where nothing is said of it; several words are drawn evenly."""
    for trait, wanted in traits.items():
        choices = _choices(wanted)
        codes = np.array([persons.code(trait, w) for w in choices])
        open_ones = own[persons.traits[trait][own] == UNSAID]
        drawn = (units(seed, f"{salt} {trait}", open_ones) * len(codes)).astype(np.int64)
        persons.traits[trait][open_ones] = codes[drawn]


def _choices(wanted: Any) -> list[Any]:
    return list(wanted) if isinstance(wanted, list | tuple) else [wanted]


def _draw_the_rest(persons: Persons, seed: int, day: date) -> None:
    """Ages inside what populations left open, birthdays so that the age holds on the day, sexes."""
    keys = np.arange(len(persons))
    full = (persons.youngest <= YOUNGEST) & (persons.oldest >= OLDEST)
    low, high = persons.youngest.copy(), persons.oldest.copy()
    part = units(seed, "generation", keys)
    child, elder = full & (part < 0.33), full & (part > 0.8)
    low[child], high[child] = YOUNGEST, 17
    low[elder], high[elder] = 60, 85
    between = full & ~child & ~elder
    low[between], high[between] = 18, 59
    heads = persons.is_head & (high - low > 40)
    low[heads], high[heads] = np.maximum(low[heads], 32), np.minimum(high[heads], 78)
    persons.age = whole_numbers(seed, "age", keys, low, high)
    # Born at least a day over the years before, at most a day under the next birthday.
    span = whole_numbers(seed, "birthday", keys, 2, 362)
    years = np.datetime64(day, "Y").astype(np.int64) - persons.age
    months = (years * 12 + (day.month - 1)).astype("datetime64[M]")
    born = months.astype("datetime64[D]").astype(np.int64) + (day.day - 1) - span
    persons.born_on = born.astype("datetime64[D]")
    unsaid = persons.sex == UNSAID
    male = np.where(persons.is_head, 0.78, np.where((persons.age >= 18) & (persons.age < 60), 0.3, 0.5))
    persons.sex = np.where(unsaid, (units(seed, "sex", keys) < male).astype(np.int64), persons.sex)
