"""Build a city from recipes and targets: the tables of all ledgers, with their references as keys.

>>> built = build("wuhu", shipped_targets("wuhu"))                                        # doctest: +SKIP
>>> built.table("monitoring_spell").num_rows                                              # doctest: +SKIP

The same place, targets, recipes and seed give the same tables. Nothing here knows an indicator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from fangpin.ledgers import SPECS, LedgerSpec
from fangpin.policy.loading import Folders
from fangpin.synthesis.chance import units
from fangpin.synthesis.recipes.distinct import RowSet
from fangpin.synthesis.recipes.entries import Recipe, read_recipe
from fangpin.synthesis.recipes.ground import read_areas, real_areas
from fangpin.synthesis.recipes.making import Maker
from fangpin.synthesis.recipes.members import Settled, settle
from fangpin.synthesis.recipes.naming import Texts, document_numbers, household_codes, person_names, relations
from fangpin.synthesis.recipes.persons import UNSAID, Persons, bring_to_life
from fangpin.synthesis.recipes.sizes import Sizes
from fangpin.synthesis.recipes.values import NOTHING, References, as_arrow
from fangpin.synthesis.targets import Targets, refuse_contradictions

SEED = 20
PEOPLE = ("household", "person", "membership", "condition")  # made from the populations, not from rows
CONDITIONS = (
    "healthy",
    "chronic_disease",
    "serious_disease",
    "disabled",
    "labour",
    "education",
    "schooling",
    "wants_work",
    "absence_reason",
)
WORKING_AGE = (18, 60)
SCHOOL_STAGES = (
    (3, "below_school_age"),
    (6, "kindergarten"),
    (12, "primary"),
    (13, "grade_7"),
    (14, "grade_8"),
    (16, "grade_9"),
)


@dataclass
class City:
    """A city that is built: its ground, its people, and rows by recipe."""

    recipe: Recipe
    targets: Targets
    day: date
    seed: int
    settled: Settled
    persons: Persons
    sets: Mapping[str, RowSet]
    maker: Maker = field(repr=False)

    @cached_property
    def names(self) -> Texts:
        return person_names(self.persons, self.seed)

    @cached_property
    def document_numbers(self) -> Texts:
        return document_numbers(self.persons)

    @cached_property
    def household_codes(self) -> Texts:
        return household_codes(self.settled.village, self.settled.ground.codes)

    @cached_property
    def heads(self) -> Any:
        return np.flatnonzero(self.persons.is_head)

    @property
    def ledgers(self) -> tuple[str, ...]:
        """Ledgers that have rows, as declared."""
        made = {s.ledger for s in self.sets.values() if s.count}
        return tuple(n for n in SPECS if n in made or n in PEOPLE)

    def sets_of(self, ledger: str) -> list[RowSet]:
        return [s for s in self.sets.values() if s.ledger == ledger and s.count]

    @cached_property
    def first_keys(self) -> dict[str, int]:
        """Where the keys of each row set begin in its ledger."""
        starts: dict[str, int] = {}
        for ledger in dict.fromkeys(s.ledger for s in self.sets.values()):
            start = 1
            for rows in self.sets.values():
                if rows.ledger == ledger:
                    starts[rows.id] = start
                    start += rows.count
        return starts

    def keys(self, references: References) -> Any:
        """Keys of what is referred to: 1, 2, 3 … in each ledger; -1 where there is nothing."""
        first = (
            1 if references.universe in ("household", "person", "area", "") else self.first_keys[references.universe]
        )
        return np.where(references.places == NOTHING, NOTHING, references.places + first)

    def table(self, ledger: str) -> pa.Table:
        """All rows of a ledger under stored names, with ``id`` and ``area_code``; secret columns are left out."""
        if ledger in PEOPLE:
            return getattr(self, f"_{ledger}")()
        spec = SPECS[ledger]
        parts = [self._rows(s, spec) for s in self.sets_of(ledger)]
        return pa.concat_tables(parts, promote_options="default") if parts else _schema(spec).empty_table()

    def areas(self) -> pa.Table:
        """The areas themselves, one row each."""
        areas = self.settled.ground.areas
        return pa.table({name: [getattr(a, name) for a in areas] for name in ("code", "level", "name", "parent")})

    def _codes(self, places: Any) -> pa.Array:
        codes = np.array(self.settled.ground.codes)
        return pa.array(codes[places])

    def _rows(self, rows: RowSet, spec: LedgerSpec) -> pa.Table:
        columns: dict[str, Any] = {
            "id": pa.array(np.arange(rows.count) + self.first_keys[rows.id]),
            "area_code": self._codes(rows.area),
        }
        for column in spec.columns:
            made = rows.columns.get(column.name)
            if made is None:
                columns[column.stored_name] = pa.nulls(rows.count, column.arrow_type)
            elif isinstance(made, References):
                keys = self.keys(made)
                columns[column.stored_name] = pa.array(keys, pa.int64(), mask=keys == NOTHING)
            else:
                columns[column.stored_name] = as_arrow(made, column)
        return pa.table(columns)

    def _household(self) -> pa.Table:
        return pa.table(
            {
                "id": np.arange(self.settled.households) + 1,
                "area_code": self._codes(self.settled.village),
                "code": self.household_codes,
            }
        )

    def _person(self) -> pa.Table:
        p = self.persons
        return pa.table(
            {
                "id": np.arange(len(p)) + 1,
                "area_code": self._codes(self.settled.village[p.household]),
                "sex": np.where(p.sex == 1, "male", "female"),
                "born_on": pa.array(p.born_on).cast(pa.date32()),
            }
        )

    @cached_property
    def joined_and_left(self) -> tuple[Any, Any]:
        """First day of each membership, and its end for those who left before the year began."""
        p = self.persons
        opens = np.datetime64(date(self.day.year, 1, 1))
        since = np.maximum(np.datetime64(date(2014, 1, 1)), p.born_on)
        gone = opens - 30 - (units(self.seed, "left", np.arange(len(p))) * 600).astype(np.int64)
        left = np.where(p.left, np.maximum(gone, since + 1), np.datetime64("NaT"))
        return since, left

    def _membership(self) -> pa.Table:
        p, (since, left) = self.persons, self.joined_and_left
        return pa.table(
            {
                "id": np.arange(len(p)) + 1,
                "area_code": self._codes(self.settled.village[p.household]),
                "household_id": p.household + 1,
                "person_id": np.arange(len(p)) + 1,
                "relation": relations(p),
                "from_on": pa.array(since).cast(pa.date32()),
                "to_on": pa.array(left).cast(pa.date32()),
            }
        )

    @cached_property
    def conditions(self) -> dict[str, Any]:
        """What holds of each person: as populations say, else as age suggests."""
        p, keys = self.persons, np.arange(len(self.persons))
        found: dict[str, Any] = {name: np.full(len(p), None, object) for name in CONDITIONS}
        working = (p.age >= WORKING_AGE[0]) & (p.age < WORKING_AGE[1])
        able = units(self.seed, "able", keys) < 0.86
        found["labour"][:] = np.where(working & able, "ordinary", "none")
        found["education"][p.age >= WORKING_AGE[0]] = np.array(["primary", "junior", "illiterate"])[
            (units(self.seed, "education", keys) * 3).astype(np.int64)
        ][p.age >= WORKING_AGE[0]]
        for below, stage in reversed(SCHOOL_STAGES):
            found["schooling"][p.age < below] = stage
        ill = (units(self.seed, "ill", keys) < 0.12) & ~working
        found["chronic_disease"][:] = ill
        found["serious_disease"][:] = False
        found["disabled"][:] = False
        for trait, codes in p.traits.items():
            said = codes != UNSAID
            words = np.empty(len(p.words[trait]), object)
            words[:] = p.words[trait]
            found.setdefault(trait, np.full(len(p), None, object))[said] = words[codes[said]]
        found["healthy"] = ~(found["chronic_disease"] | found["serious_disease"] | found["disabled"]).astype(bool)
        return found

    def _condition(self) -> pa.Table:
        p = self.persons
        since = self.joined_and_left[0]
        columns = {n: pa.array(v.tolist()) for n, v in self.conditions.items() if n in CONDITIONS}
        return pa.table(
            {
                "id": np.arange(len(p)) + 1,
                "area_code": self._codes(self.settled.village[p.household]),
                "person_id": np.arange(len(p)) + 1,
                "from_on": pa.array(since).cast(pa.date32()),
                **columns,
            }
        )


def _schema(spec: LedgerSpec) -> pa.Schema:
    columns = [pa.field(c.stored_name, c.arrow_type) for c in spec.columns]
    return pa.schema([("id", pa.int64()), ("area_code", pa.string()), *columns])


def build(place: str | Recipe, targets: Targets, *, seed: int = SEED, folder: Folders | None = None) -> City:
    """The city of a place or recipe whose rows add up to the targets; ``RecipeError`` says what cannot be met.

    ``ContradictoryTargets`` names the relations between figures that their own values deny.
    """
    refuse_contradictions(targets)
    recipe = read_recipe(place, folder) if isinstance(place, str) else place
    areas = read_areas(recipe.place, folder)
    sizes = Sizes(recipe, targets, real_areas(recipe, areas))
    settled = settle(recipe, sizes, areas, seed)
    persons = bring_to_life(recipe, sizes, settled, seed, targets.day)
    maker = Maker(recipe, targets, sizes, settled, persons, seed, targets.day)
    sets = maker.make()
    return City(recipe, targets, targets.day, seed, settled, persons, sets, maker)
