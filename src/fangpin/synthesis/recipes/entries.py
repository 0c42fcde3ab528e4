"""Recipes as they are written: populations and rows in ``policies/<place>/synthesis/*.yaml``, nation first.

A recipe knows figures and ledgers. It is data: a place is added by files alone. See
docs/how-to/build-a-city-from-targets.md for the whole language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fangpin.ledgers import SPECS
from fangpin.policy.loading import Folders, folder_of, read_chain, shipped_folder
from fangpin.policy.yaml_reading import Item, Notes, read_yaml
from fangpin.synthesis.arithmetic import ArithmeticProblem, names_in

FOLDER = "synthesis"
AREA_LEVELS = ("county", "township", "village")
POPULATION_KEYS = frozenset(
    {
        "id", "zh", "of", "within", "any_of", "apart_from", "size", "at_least", "all", "in", "each_area", "cover",
        "people", "people_each", "avoid", "age", "aged", "sex", "who", "traits", "others", "named", "from",
        "departed", "when", "note",
    }
)  # fmt: skip
ROWS_KEYS = frozenset(
    {
        "id", "zh", "ledger", "for", "count", "per", "pairs", "at", "set", "layers", "besides", "when", "note", "extra",
    }
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z_]\w*")
FILE_KEYS = frozenset({"names", "populations", "rows", "ground"})


class RecipeError(ValueError):
    """Recipes that cannot be used; each problem names its file, line and what to do."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))

    @property
    def zh(self) -> str:
        return "合成数据配方有误：" + "；".join(self.problems)


@dataclass(frozen=True, kw_only=True)
class Population:
    """A named set of areas, households, persons, or rows of a ``rows`` entry."""

    id: str
    of: str
    place: str  # file and line
    within: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    size: Any = None  # a sum; None: as many as its parts need
    at_least: Any = None  # the least size of a population without a fixed size
    all: bool = False
    area: str | None = None
    avoid: tuple[str, ...] = ()  # populations of areas inside ``in`` where they do not live
    each_area: Any = None
    cover: bool = False
    people: Any = None
    people_each: Any = None
    age: tuple[int, int] | None = None
    aged: tuple[int, int] | None = None  # of those who turned out to be so old: chosen when all ages are known
    sex: str | None = None
    who: str | None = None
    traits: Mapping[str, Any] = field(default_factory=dict)
    others: Mapping[str, Any] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    source: str | None = None
    departed: Any = None

    @property
    def parents(self) -> tuple[str, ...]:
        return self.within or self.any_of

    @property
    def mentioned(self) -> set[str]:
        """Names in its sums."""
        sums = (self.size, self.at_least, self.each_area, self.people, self.people_each, self.departed)
        return set().union(*(names_in(s) for s in sums))


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of one ledger: one per member of a population, so many in all, or pairs of two populations."""

    id: str
    ledger: str
    place: str
    of: str | None = None  # the population they are about
    count: Any = None
    per: Any = None
    pairs: tuple[str, str] | None = None
    at: str | None = None
    set: Mapping[str, Any] = field(default_factory=dict)
    layers: tuple[Mapping[str, Any], ...] = ()
    besides: tuple[Mapping[str, Any], ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """All recipes in force for a place."""

    place: str
    area_code: str
    names: Mapping[str, Any]
    populations: Mapping[str, Population]
    rows: Mapping[str, Rows]
    ground: Mapping[str, Any] = field(default_factory=dict)


def read_recipe(place: str, folder: Folders | None = None) -> Recipe:
    """The recipes of a place and all it inherits from; an entry replaces one of the same id above it."""
    base = folder or shipped_folder()
    notes = Notes()
    chain = read_chain(place, base, notes)
    problems = [str(p) for p in notes.problems]
    gathered = _Gathered()
    for one in chain:
        for path in sorted((folder_of(one.id, base) / one.id / FOLDER).glob("*.yaml")):
            name = "/".join(path.parts[-3:])
            if item := read_yaml(path, name, notes):
                gathered.take(item)
    problems += [str(p) for p in notes.problems] + gathered.problems + gathered.unread
    recipe = Recipe(
        place=place,
        area_code=chain[-1].area_code if chain else "",
        names=gathered.names,
        populations={k: v for k, (v, when) in gathered.populations.items() if gathered.wanted(when)},
        rows={k: v for k, (v, when) in gathered.rows.items() if gathered.wanted(when)},
        ground=gathered.ground,
    )
    problems += [] if problems else check_recipe(recipe)
    if problems:
        raise RecipeError(problems)
    return recipe


class _Gathered:
    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.populations: dict[str, tuple[Population, tuple[str, ...]]] = {}
        self.rows: dict[str, tuple[Rows, tuple[str, ...]]] = {}
        self.ground: dict[str, Any] = {}
        self.problems: list[str] = []
        self._said: dict[str, str] = {}  # name -> where it is given
        self._words: set[str] = set()

    @property
    def unread(self) -> list[str]:
        """Names that no recipe and no other name reads: mistyped, or the nation knows no such word."""
        return [
            f"{where} gives {name}, which no recipe reads; see the names of policies/national/synthesis"
            for name, where in self._said.items()
            if name not in self._words
        ]

    def wanted(self, when: tuple[str, ...]) -> bool:
        """An entry of the nation is made where the place gives the names it asks for."""
        return all(name in self.names for name in when)

    def take(self, item: Item) -> None:
        plain = item.plain() or {}
        if not isinstance(plain, dict) or set(plain) - FILE_KEYS:
            self.problems.append(f"{item.file}:{item.line} may hold {', '.join(sorted(FILE_KEYS))} only")
            return
        names = plain.get("names") or {}
        self._said |= dict.fromkeys(names, item.file)
        read = (*names.values(), *(value for key, value in plain.items() if key != "names"))
        self._words |= set(_WORD.findall(str(read)))
        self.names |= names
        self.ground |= plain.get("ground") or {}
        for kind, keys in (("populations", POPULATION_KEYS), ("rows", ROWS_KEYS)):
            for entry in item.entries[kind].items if kind in item.entries else ():
                self._entry(kind, keys, entry)

    def _entry(self, kind: str, keys: frozenset[str], item: Item) -> None:
        where, raw = f"{item.file}:{item.line}", item.plain()
        if not isinstance(raw, dict) or "id" not in raw:
            self.problems.append(f"{where} an entry of {kind} begins with '- id: …'")
            return
        if strange := set(raw) - keys:
            self.problems.append(
                f"{where} {raw['id']}: unknown {', '.join(sorted(strange))}; use {', '.join(sorted(keys))}"
            )
            return
        try:
            when = _texts(raw.get("when"))
            if kind == "populations":
                self.populations[str(raw["id"])] = (_population(raw, where), when)
            else:
                self.rows[str(raw["id"])] = (_rows(raw, where), when)
        except (KeyError, TypeError, ValueError) as error:
            self.problems.append(f"{where} {raw['id']}: {error}")


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def _population(raw: Mapping[str, Any], where: str) -> Population:
    age, aged = raw.get("age"), raw.get("aged")
    return Population(
        id=str(raw["id"]),
        of=str(raw.get("of", "household")),
        place=where,
        within=_texts(raw.get("within")),
        any_of=_texts(raw.get("any_of")),
        apart_from=_texts(raw.get("apart_from")),
        size=raw.get("size"),
        at_least=raw.get("at_least"),
        all=bool(raw.get("all", False)),
        area=raw.get("in"),
        avoid=_texts(raw.get("avoid")),
        each_area=raw.get("each_area"),
        cover=bool(raw.get("cover", False)),
        people=raw.get("people"),
        people_each=raw.get("people_each"),
        age=(int(age[0]), int(age[1])) if age else None,
        aged=(int(aged[0]), int(aged[1])) if aged else None,
        sex=raw.get("sex"),
        who=raw.get("who"),
        traits=raw.get("traits") or {},
        others=raw.get("others") or {},
        named=_texts(raw.get("named")),
        source=raw.get("from"),
        departed=raw.get("departed"),
    )


def _rows(raw: Mapping[str, Any], where: str) -> Rows:
    pairs = _texts(raw.get("pairs"))
    if pairs and len(pairs) != 2:
        raise ValueError("pairs names two populations")
    layers = raw.get("layers") or []
    besides = raw.get("besides")
    return Rows(
        id=str(raw["id"]),
        ledger=str(raw["ledger"]),
        place=where,
        of=raw.get("for"),
        count=raw.get("count"),
        per=raw.get("per"),
        pairs=(pairs[0], pairs[1]) if pairs else None,
        at=raw.get("at"),
        set=raw.get("set") or {},
        layers=tuple(layers) if isinstance(layers, list) else (layers,),
        besides=None if besides is None else tuple(besides),
    )


def check_recipe(recipe: Recipe) -> list[str]:
    """What is named must be there: populations, ledgers, columns."""
    problems: list[str] = []
    there = set(recipe.populations) | set(recipe.rows)
    for p in recipe.populations.values():
        known = ("household", "person", *AREA_LEVELS)
        if p.of not in known and p.of not in recipe.rows:
            problems.append(f"{p.place} {p.id}: of is {p.of}; use {', '.join(known)} or the id of rows")
        problems += [
            f"{p.place} {p.id} names {n}, which is no population" for n in _mentions(p) if n not in there
        ]  # fmt: skip
        try:
            p.mentioned  # noqa: B018 - reads the sums
        except ArithmeticProblem as error:
            problems.append(f"{p.place} {p.id}: {error}")
    for r in recipe.rows.values():
        if r.ledger not in SPECS:
            problems.append(f"{r.place} {r.id}: there is no ledger {r.ledger}")
            continue
        problems += [f"{r.place} {r.id} names {n}, which is no population" for n in _about(r) if n not in there]
        columns = {c.name for c in SPECS[r.ledger].columns} | {"from_on", "to_on"}
        problems += [
            f"{r.place} {r.id}: {r.ledger} has no column {name}; it has {', '.join(sorted(columns))}"
            for name in r.set
            if name not in columns and not name.startswith("_")
        ]
        asked = sum(x is not None for x in (r.of, r.pairs)) or (r.count is not None)
        if not asked:
            problems.append(f"{r.place} {r.id}: say for: a population, pairs: two of them, or count: how many")
    return problems


def _mentions(p: Population) -> list[str]:
    return [*p.within, *p.any_of, *p.apart_from, *p.avoid, *([p.area] if p.area else [])]


def _about(r: Rows) -> list[str]:
    return [*([r.of] if r.of else []), *(r.pairs or ()), *([r.at] if isinstance(r.at, str) and r.at != "place" else [])]


def only(recipe: Recipe, families: Iterable[str]) -> Recipe:
    """The recipe with the rows of the named entries alone; for tests of one family."""
    wanted = set(families)
    return replace(recipe, rows={k: v for k, v in recipe.rows.items() if k in wanted})
