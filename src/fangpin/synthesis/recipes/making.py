"""Make the rows of all recipes: each after the rows it refers to, with rows beside it that no figure may count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np

from fangpin.ledgers import SPECS, Column, Kind, LedgerSpec
from fangpin.synthesis.arithmetic import ArithmeticProblem, names_in
from fangpin.synthesis.chance import Flags, Whole, shuffled
from fangpin.synthesis.recipes.distinct import RowSet, draw_apart, keep_apart, taken
from fangpin.synthesis.recipes.entries import AREA_LEVELS, Population, Recipe, RecipeError, Rows
from fangpin.synthesis.recipes.layers import pay_in_layers
from fangpin.synthesis.recipes.members import Settled, chosen, members
from fangpin.synthesis.recipes.persons import Persons
from fangpin.synthesis.recipes.sizes import Sizes
from fangpin.synthesis.recipes.values import NOTHING, Amounts, Context, Days, Made, References, Words
from fangpin.synthesis.targets import Targets

BESIDE = Fraction(5, 100)  # rows that no figure may count, for each that it does
FEWEST_BESIDE = 3


@dataclass
class Maker:
    """Everything there is while rows are made."""

    recipe: Recipe
    targets: Targets
    sizes: Sizes
    settled: Settled
    persons: Persons
    seed: int
    day: date
    sets: dict[str, RowSet] = field(default_factory=dict)
    populations: dict[str, tuple[str, Whole]] = field(default_factory=dict)

    def make(self) -> dict[str, RowSet]:
        """All row sets, by id."""
        for thing in _in_order(self.recipe):
            if isinstance(thing, Rows):
                self.sets[thing.id] = self._rows(thing)
                self.sizes.known[thing.id] = self.sets[thing.id].main
            else:
                self.populations[thing.id] = (thing.of, self._chosen_rows(thing))
        return keep_apart(self.sets)

    # populations ------------------------------------------------------------------------------------------------

    def population(self, name: str) -> tuple[str, Whole]:
        """The universe a population lives in and its members."""
        if name in self.populations:
            return self.populations[name]
        if name in self.sets:
            return name, np.arange(self.sets[name].main)
        p = self.recipe.populations[name]
        if p.of in AREA_LEVELS:
            return "area", self.settled.populations[name]
        if p.of == "household":
            return "household", self.settled.populations[name]
        return "person", self.persons.populations[name]

    def _chosen_rows(self, p: Population) -> Whole:
        whole = self.sets[p.of].main
        if p.any_of:
            found = np.unique(np.concatenate([self.population(n)[1] for n in p.any_of]))
        else:
            parents = [self.population(n)[1] for n in p.within]
            apart = [self.population(n)[1] for n in p.apart_from]
            candidates = np.flatnonzero(members(parents, apart, whole))
            found = candidates if p.all else chosen(candidates, self.sizes.size(p.id), p, self.seed)
        self.sizes.known[p.id] = len(found)
        return found

    def within(self, about: References, name: str) -> Flags:
        """Which of the references belong to a population; a person belongs where the household does."""
        universe, own = self.population(name)
        return np.isin(self.lead(about, universe).places, own)

    def lead(self, about: References, universe: str) -> References:
        """The same subjects in another universe: a person's household, a household's head, anybody's village."""
        if about.universe == universe or not about.universe:
            return about
        there = about.places != NOTHING
        safe = np.where(there, about.places, 0)
        match about.universe, universe:
            case "person", "household":
                found = self.persons.household[safe]
            case "household", "person":
                found = np.flatnonzero(self.persons.is_head)[safe]
            case _, "area":
                found = self.area_of(replace(about, places=safe))
            case _, "household" | "person" if about.universe in self.sets and self.sets[about.universe].member:
                member = self.sets[about.universe].member
                assert member is not None  # noqa: S101 - the guard of this case
                return self.lead(References(member.universe, np.where(there, member.places[safe], NOTHING)), universe)
            case _:
                raise RecipeError([f"{about.universe} does not lead to {universe}"])
        return References(universe, np.where(there, found, NOTHING))

    def area_of(self, about: References) -> Whole:
        """Where the subjects lie."""
        if about.universe == "area":
            return about.places
        if about.universe == "household":
            return self.settled.village[about.places]
        if about.universe == "person":
            return self.settled.village[self.persons.household[about.places]]
        return self.sets[about.universe].area[about.places]

    def convert(self, about: References, target: str) -> References:
        """As a column that refers to a ledger holds it."""
        if about.universe in self.sets:
            ledger = self.sets[about.universe].ledger
            if ledger == target:
                return about
            if target not in ("household", "person"):
                return self._through(about, target)
        if target in ("household", "person"):
            return self.lead(about, target)
        if target == "area":
            return self.lead(about, "area")
        raise RecipeError([f"{about.universe} is no {target}; name rows of the ledger {target}"])

    def _through(self, about: References, target: str) -> References:
        """By the row's own reference: the project of a payment's row."""
        rows = self.sets[about.universe]
        for column in SPECS[rows.ledger].references:
            made = rows.columns.get(column.name)
            if column.target == target and isinstance(made, References):
                return References(made.universe, np.where(about.places >= 0, made.places[about.places], NOTHING))
        raise RecipeError([f"rows of {about.universe} do not refer to a {target}"])

    def copied(self, about: References, name: str) -> Made:
        """A column of the subject: of its row, a person's own ``born_on``, or a household's number of ``people``."""
        if about.universe in self.sets:
            made = self.sets[about.universe].columns.get(name)
            if made is None:
                raise RecipeError([f"rows of {about.universe} have no {name}"])
            return taken(made, about.places)
        if about.universe == "person" and name == "born_on":
            return Days(self.persons.born_on[about.places])
        if about.universe == "household" and name == "people":
            return Amounts(self.settled.people[about.places], 0, np.ones(len(about.places), bool))
        raise RecipeError([f"{name} of a {about.universe} cannot be copied"])

    def area_names(self, areas: Whole, level: str) -> list[str]:
        ground = self.settled.ground
        if level == "place":
            top = next((a.name for a in ground.areas if a.code.startswith(self.recipe.area_code)), "")
            return [top] * len(areas)
        return [ground.areas[int(i)].name if i >= 0 else "" for i in ground.above(areas, level)]

    # rows --------------------------------------------------------------------------------------------------------

    def _rows(self, rows: Rows) -> RowSet:
        try:
            main = self._part(rows, first=0, means=None)
            parts = [main]
            means = _means(main)
            for beside in self._besides(rows, main):
                parts.append(self._part(beside, first=sum(p.count for p in parts), means=means))
        except RecipeError as error:
            raise RecipeError([f"{rows.place} {p}" if rows.place not in p else p for p in error.problems]) from None
        return _joined(rows, parts)

    def _besides(self, rows: Rows, main: RowSet) -> Iterator[Rows]:
        """Rows of other times and kinds; where a recipe names none, some of the year before each of its periods."""
        default = max(int(main.count * BESIDE), FEWEST_BESIDE if main.count else 0)
        listed = rows.besides
        if listed is None:
            periods = {n: f for n, f in rows.set.items() if isinstance(f, Mapping) and "day_in" in f}
            listed = ({"set": {n: {"day_before": f["day_in"]} for n, f in periods.items()}},) if periods else ()
        for beside in listed:
            of = beside.get("for", rows.of)
            count = beside.get("count", default if rows.pairs is None else min(default, main.count))
            columns = {**rows.set, **(beside.get("set") or {})}
            yield replace(rows, of=of, count=count, per=None, set=columns, at=beside.get("at", rows.at))

    def _part(self, rows: Rows, *, first: int, means: Mapping[str, Fraction] | None) -> RowSet:
        spec = SPECS[rows.ledger]
        member, sides, count = self._subjects(rows, beside=means is not None)
        area = self._lies(rows, member, sides, count)
        context = Context(
            rows=rows.id,
            count=count,
            first_number=first,
            seed=self.seed,
            day=self.day,
            targets=self.targets,
            amount=self.sizes.amount,
            member=member,
            sides=sides,
            population=self.population,
            within=self.within,
            convert=self.convert,
            area_names=lambda level: self.area_names(area, level),
            lies=area,
            area_of=self.area_of,
            copied=self.copied,
            names=self.recipe.names,
            scaled=None if means is None else Fraction(1),
            means=dict(means or {}),
        )
        for name, form in rows.set.items():
            context.made[name] = context.value(form, column_of(spec, name))
        for layers in rows.layers:
            pay_in_layers(context, layers, spec)
        self._say_who(spec, context)
        draw_apart(context, rows.set, spec, area)
        return RowSet(rows.id, rows.ledger, count, count, context.made, area, member or (sides[0] if sides else None))

    def _subjects(
        self, rows: Rows, *, beside: bool
    ) -> tuple[References | None, tuple[References, References] | None, int]:
        salt = f"{rows.id}{' beside' if beside else ''}"
        if rows.pairs:
            left, right = (self.population(n) for n in rows.pairs)
            count = self.sizes.count(rows.count) if rows.count is not None else max(len(left[1]), len(right[1]))
            return None, self._paired(rows, left, right, count, salt), count
        if rows.of is None:
            return None, None, self.sizes.count(rows.count)
        universe, own = self.population(rows.of)
        if rows.count is None:
            per = self.sizes.count(rows.per) if rows.per is not None else 1
            return References(universe, np.repeat(own, per)), None, len(own) * per
        count = self.sizes.count(rows.count)
        if not len(own):
            count = 0 if beside else count
        if count and not beside and count < len(own):
            raise RecipeError([f"{rows.id}: {count} rows for {len(own)} members of {rows.of} leave some without one"])
        if count and not len(own):
            raise RecipeError([f"{rows.id}: {count} rows about {rows.of}, which has no member"])
        order = shuffled(self.seed, f"{salt} order", own)
        return References(universe, np.resize(order, count) if count else order[:0]), None, count

    def _paired(
        self, rows: Rows, left: tuple[str, Whole], right: tuple[str, Whole], count: int, salt: str
    ) -> tuple[References, References]:
        """So many different pairs in which everybody of both sides comes up."""
        a, b = (shuffled(self.seed, f"{salt} {n}", own) for n, (_, own) in enumerate((left, right)))
        if count < max(len(a), len(b)) or count > len(a) * len(b):
            raise RecipeError([f"{rows.id}: {count} pairs of {len(a)} and {len(b)} leave somebody out or repeat"])
        numbers = np.arange(count)
        # Both sides turn at their own pace; after a common turn one of them moves on by one, so no pair repeats.
        shift = numbers // np.lcm(len(a), len(b))
        return References(left[0], a[numbers % len(a)]), References(right[0], b[(numbers + shift) % len(b)])

    def _lies(
        self, rows: Rows, member: References | None, sides: tuple[References, References] | None, count: int
    ) -> Whole:
        """Where rows lie: where their subject does, at the place itself, or spread over a population of areas."""
        if rows.at == "place" or (rows.at is None and member is None and sides is None):
            top = [i for i, a in enumerate(self.settled.ground.areas) if a.code.startswith(self.recipe.area_code)]
            return np.full(count, top[0] if top else 0, np.int64)
        if rows.at is not None:
            _, own = self.population(rows.at)
            return np.resize(shuffled(self.seed, f"{rows.id} at", own), count)
        if member is not None:
            return self.area_of(member)
        assert sides is not None  # noqa: S101 - one of three
        placed = next((s for s in sides if s.universe in ("area", "household", "person")), sides[0])
        return self.area_of(placed)

    def _say_who(self, spec: LedgerSpec, context: Context) -> None:
        """References that a recipe leaves out are to the subjects themselves, as far as these lead there."""
        subjects = [context.member] if context.member is not None else list(context.sides or ())
        for column in spec.references:
            if column.name in context.made:
                continue
            for subject in subjects:
                if not (
                    self._is(subject, column) or (column.target in ("household", "person") and self._lives(subject))
                ):
                    continue
                if column.target == "person" and subject.universe == "household":
                    continue  # a household's row is about no single person unless a recipe says so
                context.made[column.name] = self.convert(subject, column.target or "")
                break

    def _is(self, subject: References, column: Column) -> bool:
        if subject.universe == "area":
            return column.target == "area"
        return subject.universe in self.sets and self.sets[subject.universe].ledger == column.target

    def _lives(self, subject: References) -> bool:
        """Whether a subject leads to a household: rows of ledgers do where they are about somebody."""
        if subject.universe in self.sets:
            member = self.sets[subject.universe].member
            return member is not None and self._lives(member)
        return subject.universe in ("household", "person")


def column_of(spec: LedgerSpec, name: str) -> Column:
    """A column of a ledger; dated ledgers have ``from_on`` and ``to_on`` whether a recipe names them or not."""
    return spec.column(name)


def _means(rows: RowSet) -> dict[str, Fraction]:
    return {
        name: Fraction(int(made.units[made.there].sum()), int(made.there.sum()) * 10**made.digits)
        for name, made in rows.columns.items()
        if isinstance(made, Amounts) and made.there.any()
    }


def _joined(rows: Rows, parts: Sequence[RowSet]) -> RowSet:
    names = dict.fromkeys(n for p in parts for n in p.columns)
    columns = {name: _stacked([p.columns.get(name) for p in parts], [p.count for p in parts]) for name in names}
    member = None
    if parts[0].member is not None:
        all_members = [p.member for p in parts]
        same = all(m is not None and m.universe == parts[0].member.universe for m in all_members)
        member = (
            References(parts[0].member.universe, np.concatenate([m.places for m in all_members if m is not None]))
            if same
            else parts[0].member
        )
    return RowSet(
        rows.id, rows.ledger, sum(p.count for p in parts), parts[0].count, columns,
        np.concatenate([p.area for p in parts]), member,
    )  # fmt: skip


def _stacked(made: Sequence[Made | None], counts: Sequence[int]) -> Made:
    first = next(m for m in made if m is not None)
    if isinstance(first, References):
        found = [m for m in made if isinstance(m, References)]
        universe = next((m.universe for m in found if m.universe), "")
        if any(m.universe not in ("", universe) for m in found):
            raise RecipeError([f"rows beside refer to {', '.join(m.universe for m in found)}; keep to one"])
        blank = [np.full(n, NOTHING, np.int64) for n in counts]
        return References(
            universe,
            np.concatenate([m.places if isinstance(m, References) else b for m, b in zip(made, blank, strict=True)]),
        )
    if isinstance(first, Amounts):
        parts = [
            m if isinstance(m, Amounts) else Amounts(np.zeros(n, np.int64), first.digits, np.zeros(n, bool))
            for m, n in zip(made, counts, strict=True)
        ]
        return Amounts(np.concatenate([p.units for p in parts]), first.digits, np.concatenate([p.there for p in parts]))
    if isinstance(first, Days):
        empty = np.datetime64("NaT")
        return Days(
            np.concatenate(
                [
                    m.days if isinstance(m, Days) else np.full(n, empty, "datetime64[D]")
                    for m, n in zip(made, counts, strict=True)
                ]
            )
        )
    return Words(
        np.concatenate(
            [m.words if isinstance(m, Words) else np.full(n, None, object) for m, n in zip(made, counts, strict=True)]
        )
    )


def _in_order(recipe: Recipe) -> Iterator[Rows | Population]:
    """Rows after the rows they mention; populations of rows after both."""
    left: dict[str, Rows | Population] = dict(recipe.rows)
    left |= {p.id: p for p in recipe.populations.values() if p.of in recipe.rows}
    while left:
        ready = next((t for t in left.values() if not (_needs(t) & set(left) - {t.id})), None)
        if ready is None:
            raise RecipeError([f"{', '.join(left)} rest on each other in a ring"])
        del left[ready.id]
        yield ready


def _needs(thing: Rows | Population) -> set[str]:
    if isinstance(thing, Population):
        return {*thing.parents, *thing.apart_from, thing.of} | names_in(thing.size)
    found = {*(thing.pairs or ()), *filter(None, (thing.of, thing.at))} | names_in(thing.count) | names_in(thing.per)
    found |= {str(b["for"]) for b in thing.besides or () if "for" in b}
    return found | set(_words(thing.set)) | set(_words(list(thing.besides or ()))) | set(_words(list(thing.layers)))


def _words(form: Any) -> Iterator[str]:
    """Names a form could mean; what is no population does no harm."""
    if isinstance(form, Mapping):
        for key, value in form.items():
            if key in ("draw", "counts"):
                yield from _words(list(value.values()) if isinstance(value, Mapping) else ())
            elif key != "text":
                yield from _words(value)
    elif isinstance(form, list | tuple):
        for value in form:
            yield from _words(value)
    elif isinstance(form, str) and not form.startswith("@"):
        yield form
        try:
            yield from names_in(form)
        except ArithmeticProblem:
            return  # a word, no sum


__all__ = ["Kind", "Maker", "RowSet"]
