"""What invented persons and households are called: names, document numbers of nowhere, household codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from fangpin.synthesis import names, numbers
from fangpin.synthesis.chance import Whole, units
from fangpin.synthesis.recipes.entries import RecipeError
from fangpin.synthesis.recipes.persons import Persons

Texts = npt.NDArray[Any]
_WEIGHTS = np.array((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
_CHECKS = np.array(list("10X98765432"))
GROWN_UP, GENERATION, TWO_GENERATIONS = 18, 17, 42


def person_names(persons: Persons, seed: int) -> Texts:
    """A family shares the surname of its head, but for those who married in."""
    keys = np.arange(len(persons))
    weights = np.cumsum([w for _, w in names.SURNAMES])
    surnames = np.array([s for s, _ in names.SURNAMES])

    def surname(of: Any, salt: str) -> Texts:
        found: Texts = surnames[np.searchsorted(weights, units(seed, salt, of) * weights[-1], side="right")]
        return found

    own = ~persons.is_head & (persons.age >= GROWN_UP) & (persons.sex == 0)
    family = np.where(own, surname(keys, "own surname"), surname(persons.household, "surname"))
    male = persons.sex == 1
    letters = [np.array(list(names.MALE)), np.array(list(names.FEMALE))]

    def letter(salt: str) -> Texts:
        draw = units(seed, salt, keys)
        picked: Texts = np.where(
            male,
            letters[0][(draw * len(letters[0])).astype(np.int64)],
            letters[1][(draw * len(letters[1])).astype(np.int64)],
        )
        return picked

    second = np.where(units(seed, "short name", keys) < 0.25, "", letter("second"))
    return np.char.add(np.char.add(family, letter("first")), second)


def invented_names(seed: int, salt: str, keys: Any) -> list[str]:
    """Names of people who are in no household: officers, contacts."""
    weights = np.cumsum([w for _, w in names.SURNAMES])
    places = np.searchsorted(weights, units(seed, f"{salt} surname", keys) * weights[-1], side="right")
    letters = names.MALE + names.FEMALE
    first, second = ((units(seed, f"{salt} {n}", keys) * len(letters)).astype(np.int64) for n in ("first", "second"))
    return [names.SURNAMES[s][0] + letters[a] + letters[b] for s, a, b in zip(places, first, second, strict=True)]


def document_numbers(persons: Persons) -> Texts:
    """Valid numbers that start with 770101 and belong to nobody; unique by birthday, sex and a serial."""
    days = persons.born_on.astype("datetime64[D]").astype(np.int64)
    group = days * 2 + persons.sex
    serial = rank_within(group)
    if len(serial) and int(serial.max()) >= numbers.PER_DAY:
        raise RecipeError(["more persons of one birthday than document numbers can tell apart; use a smaller city"])
    order = 102 + 2 * serial + 2 * (serial // 49) - persons.sex
    text = np.char.replace(persons.born_on.astype("datetime64[D]").astype(str), "-", "")
    stem = np.char.add(np.char.add(numbers.NOWHERE, text), np.char.zfill(order.astype(str), 3)).astype("<U17")
    if not len(stem):
        return stem
    digits = np.ascontiguousarray(stem).view(np.uint32).reshape(len(stem), 17).astype(np.int64) - ord("0")
    return np.char.add(stem, _CHECKS[(digits @ _WEIGHTS) % 11])


def household_codes(villages: Whole, codes: Sequence[str]) -> Texts:
    """Twelve digits of the village, then 9 and a serial inside it."""
    serial = rank_within(villages) + 1
    return np.char.add(np.char.add(np.array(codes)[villages], "9"), np.char.zfill(serial.astype(str), 4))


def rank_within(group: Whole) -> Whole:
    """0, 1, 2 … among those of the same group, in order of position."""
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(group) else np.zeros(0, int)
    lengths = np.diff(np.append(starts, len(ordered)))
    ranks = np.empty(len(group), np.int64)
    ranks[order] = np.arange(len(group)) - np.repeat(starts, lengths)
    return ranks


def relations(persons: Persons) -> Texts:
    """Relation to the head that ages allow: spouse, child, grandchild, parent, or another."""
    heads = np.flatnonzero(persons.is_head)
    head = heads[persons.household] if len(heads) else np.zeros(0, np.int64)
    younger = persons.age[head] - persons.age
    male = persons.sex == 1
    found = np.where(male, "sibling", "sibling").astype("<U14")
    found[younger >= GENERATION] = np.where(male, "son", "daughter")[younger >= GENERATION]
    found[younger >= TWO_GENERATIONS] = np.where(male, "grandson", "granddaughter")[younger >= TWO_GENERATIONS]
    found[younger <= -GENERATION] = np.where(male, "father", "mother")[younger <= -GENERATION]
    might = ~persons.is_head & ~persons.left & (np.abs(younger) < GENERATION) & (persons.age >= GROWN_UP)
    might &= persons.sex != persons.sex[head]
    candidates = np.flatnonzero(might)
    _, first = np.unique(persons.household[candidates], return_index=True)
    found[candidates[first]] = "spouse"
    found[persons.is_head] = "head"
    return found
