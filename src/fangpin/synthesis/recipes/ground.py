"""The ground a city stands on: real counties, townships and villages, and invented ones where figures ask for more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

import numpy as np

from fangpin.policy.loading import Folders, folder_of, shipped_folder
from fangpin.synthesis.chance import Whole, shuffled
from fangpin.synthesis.recipes.entries import AREA_LEVELS, Recipe, RecipeError

COMMITTEE = ("2", "3")  # tenth digit of a village's code: a village committee; 0 and 1 are residents' committees
INVENTED = {"village": "示例{}村", "township": "示例{}镇", "county": "示例{}县"}
PARENT_LEVEL = {"village": "township", "township": "county", "county": "city"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area; ``real`` areas are the Bureau of Statistics', others are invented for figures that ask for more."""

    code: str
    level: str
    name: str
    parent: str
    real: bool = True


@dataclass(frozen=True)
class Ground:
    """All areas of a city, each level in order of code. Populations of areas are positions in ``areas``."""

    areas: tuple[Area, ...]

    @cached_property
    def codes(self) -> list[str]:
        return [a.code for a in self.areas]

    @cached_property
    def place_of(self) -> dict[str, int]:
        return {a.code: i for i, a in enumerate(self.areas)}

    @cached_property
    def parents(self) -> Whole:
        """Position of the area above, -1 at the top."""
        return np.array([self.place_of.get(a.parent, -1) for a in self.areas], np.int64)

    def level(self, level: str) -> Whole:
        return np.array([i for i, a in enumerate(self.areas) if a.level == level], np.int64)

    def villages_of(self, areas: Iterable[int]) -> Whole:
        """Villages at or below any of the areas."""
        wanted = set(map(int, areas))
        villages = self.level("village")
        township = self.parents[villages]
        county = self.parents[township]
        keep = [v in wanted or t in wanted or c in wanted for v, t, c in zip(villages, township, county, strict=True)]
        return villages[np.array(keep, bool)] if len(villages) else villages

    def above(self, areas: Whole, level: str) -> Whole:
        """For each area the area of a level it lies in (itself where it is of that level); -1 where there is none."""
        found = np.asarray(areas, np.int64).copy()
        levels = np.array([a.level for a in self.areas])
        for _ in AREA_LEVELS:
            lower = (found >= 0) & (levels[found] != level)
            found[lower] = self.parents[found[lower]]
        found[(found >= 0) & (levels[found] != level)] = -1
        return found

    def named(self, path: str) -> int:
        """The area of a path of names from a county down: 寿县/大顺镇/官塘村; suffixes may be left out."""
        parts = path.split("/")
        found = [
            i
            for i, a in enumerate(self.areas)
            if _same_name(a.name, parts[-1]) and all(self._lies_in(i, part) for part in parts[:-1])
        ]
        if len(found) != 1:
            raise RecipeError([f"{path} names {len(found)} areas; write the county, township and village in full"])
        return found[0]

    def _lies_in(self, area: int, name: str) -> bool:
        while (area := int(self.parents[area])) >= 0:
            if _same_name(self.areas[area].name, name):
                return True
        return False


_ENDINGS = (
    "村民委员会",
    "村委会",
    "社区居委会",
    "居委会",
    "社区",
    "街道办事处",
    "村",
    "镇",
    "乡",
    "街道",
    "县",
    "市",
    "区",
)


def _plain(name: str) -> str:
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def _same_name(name: str, asked: str) -> bool:
    return name == asked or _plain(name) == _plain(asked)


_AREA_COLUMNS = ("code", "level", "name", "parent")


def read_areas(place: str, folder: Folders | None = None) -> tuple[Area, ...]:
    """The areas of a place: those of its own ``synthesis/areas.tsv``, else as published for the year of its report."""
    base = folder or shipped_folder()
    own = folder_of(place, base) / place / "synthesis" / "areas.tsv"
    path = own if own.is_file() else resources.files("fangpin.synthesis") / "areas" / "published" / f"{place}.tsv"
    if not path.is_file():
        return ()
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    if wrong := [n for n, cells in enumerate(lines, 1) if len(cells) != len(_AREA_COLUMNS)]:
        columns = ", ".join(_AREA_COLUMNS)
        raise RecipeError([f"{place}/synthesis/areas.tsv: row {wrong[0]} has not the columns {columns}"])
    return tuple(Area(code=c, level=level, name=n, parent=p) for c, level, n, p in lines[1:])


def real_areas(recipe: Recipe, areas: Sequence[Area]) -> dict[str, int]:
    """How many areas of each level there are before figures ask for others."""
    committees = any(p.source == "committees" for p in recipe.populations.values() if p.of == "village")
    kept = [a for a in areas if a.level != "village" or not committees or a.code[9] in COMMITTEE]
    return {level: sum(a.level == level for a in kept) for level in AREA_LEVELS}


def lay_out(
    areas: Sequence[Area],
    *,
    area_code: str,
    wanted: Mapping[str, int],
    exactly: Mapping[str, int],
    committees: bool,
    keep: Sequence[str],
    seed: int,
) -> Ground:
    """The ground with at least ``wanted`` areas per level, or ``exactly`` so many; ``keep`` are paths that must stay.

    Villages without a farm (residents' committees) are left out where ``committees`` is set, and so are the
    townships that have no village then.
    """
    upper = [a for a in areas if a.level not in AREA_LEVELS] or _invented_upper(area_code)
    counties = [a for a in areas if a.level == "county"]
    townships = [a for a in areas if a.level == "township"]
    villages = [a for a in areas if a.level == "village" and (not committees or a.code[9] in COMMITTEE)]
    if len(area_code) == 6 and not counties:
        counties = [Area(code=area_code, level="county", name=INVENTED["county"].format(1), parent=upper[-1].code)]
    if "village" in exactly and exactly["village"] < len(villages):
        villages = _kept(villages, [*counties, *townships], exactly["village"], keep, seed)
    used = {v.parent for v in villages}
    townships = [t for t in townships if t.code in used or not villages] or townships
    used = {t.parent for t in townships}
    counties = [c for c in counties if c.code in used or not townships] or counties
    base = upper[-1] if upper else Area(code=area_code, level="city", name="示例市", parent="")
    county_wish = max(wanted.get("county", 0), exactly.get("county", 0), 1)
    counties += _invent("county", county_wish - len(counties), [base], counties, seed)
    townships += _invent(
        "township", max(wanted.get("township", 0), len(counties)) - len(townships), counties, townships, seed
    )
    villages += _invent(
        "village",
        max(wanted.get("village", 0), exactly.get("village", 0), len(townships) if not villages else 0) - len(villages),
        townships,
        villages,
        seed,
    )
    ordered = [sorted(group, key=lambda a: a.code) for group in (counties, townships, villages)]
    return Ground((*upper, *(a for group in ordered for a in group)))


def _invented_upper(area_code: str) -> list[Area]:
    upper = [Area(code=f"{area_code[:2]}0000", level="province", name="示例省", parent="")]
    return [*upper, Area(code=f"{area_code[:4]}00", level="city", name="示例市", parent=upper[0].code)]


def _kept(villages: Sequence[Area], above: Sequence[Area], count: int, keep: Sequence[str], seed: int) -> list[Area]:
    """So many of the real villages: those a recipe names, one of each township as far as it goes, the rest by lot."""
    ground = Ground((*above, *villages))
    named = {
        ground.areas[ground.named(path)].code for path in keep if ground.areas[ground.named(path)].level == "village"
    }
    order = [int(i) for i in shuffled(seed, "villages kept", np.arange(len(villages)))]
    first: dict[str, int] = {}
    for i in order:
        first.setdefault(villages[i].parent, i)
    ranks = {i: (villages[i].code not in named, first[villages[i].parent] != i) for i in order}
    chosen = sorted(order, key=lambda i: ranks[i])[:count]
    return [villages[i] for i in sorted(chosen)]


def _invent(level: str, count: int, parents: Sequence[Area], there: Sequence[Area], seed: int) -> list[Area]:
    """More areas than there really are, spread over the areas above; their names say that they are examples."""
    if count <= 0:
        return []
    taken = {a.code for a in there}
    order = shuffled(seed, f"invented {level}", np.arange(len(parents)))
    made: list[Area] = []
    for number in range(count):
        parent = parents[int(order[number % len(parents)])]
        code = _free_code(level, parent.code, taken)
        taken.add(code)
        made.append(
            Area(code=code, level=level, name=INVENTED[level].format(number + 1), parent=parent.code, real=False)
        )
    return made


def _free_code(level: str, parent: str, taken: set[str]) -> str:
    stem, digits = (parent[:4], 2) if level == "county" else (parent, 3)
    for number in range(10**digits - 1, 0, -1):
        code = f"{stem}{number:0{digits}d}"
        if code not in taken:
            return code
    raise RecipeError([f"{parent} has no free code for another {level}"])
