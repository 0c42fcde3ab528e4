"""The areas a synthetic county stands on: real townships and villages, invented people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import resources

# Villages, and the communities of towns and districts where farm households live; not the old mining town.
RURAL_TOWNSHIPS = {
    "gejiu": (
        "532501002",
        "532501003",
        "532501004",
        "532501103",
        "532501106",
        "532501107",
        "532501108",
        "532501202",
        "532501203",
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area of the scheme ``nbs`` (National Bureau of Statistics, 2023)."""

    code: str
    level: str
    name: str
    parent_code: str | None

    @property
    def short_name(self) -> str:
        """The name as rosters write it: 鸡街 for 鸡街村民委员会."""
        for ending in ("村民委员会", "村委会", "社区居委会"):
            if self.name.endswith(ending):
                return self.name.removesuffix(ending) + ("村" if ending != "社区居委会" else "社区")
        return self.name


class UnknownPlaceError(LookupError):
    """There are no areas for this place in the package."""

    def __init__(self, place: str, known: tuple[str, ...]) -> None:
        self.place, self.known = place, known
        super().__init__(f"no areas for {place!r}: a synthetic city can be made of {', '.join(known)}")

    @property
    def zh(self) -> str:
        return f"没有“{self.place}”的行政区划，可以生成演示数据的地区：{'、'.join(self.known)}。"


@dataclass(frozen=True, kw_only=True)
class Place:
    """The areas of one county, province first, each level in order of code."""

    id: str
    areas: tuple[Area, ...]

    def area(self, code: str) -> Area:
        return next(area for area in self.areas if area.code == code)

    def level(self, level: str) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.level == level)

    @cached_property
    def county(self) -> Area:
        return self.level("county")[0]

    @property
    def rural_villages(self) -> tuple[Area, ...]:
        towns = RURAL_TOWNSHIPS.get(self.id)
        return tuple(v for v in self.level("village") if towns is None or v.parent_code in towns)


def places() -> tuple[str, ...]:
    """Ids of the places there are areas for."""
    folder = resources.files("fangpin.synthesis") / "areas"
    return tuple(sorted(entry.name.removesuffix(".tsv") for entry in folder.iterdir() if entry.name.endswith(".tsv")))


def read_place(place: str) -> Place:
    """The areas of a place; ``UnknownPlaceError`` names those there are."""
    if place not in places():
        raise UnknownPlaceError(place, places())
    text = (resources.files("fangpin.synthesis") / "areas" / f"{place}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return Place(
        id=place,
        areas=tuple(
            Area(code=code, level=level, name=name, parent_code=parent or None)
            for code, level, name, parent in rows[1:]
        ),
    )
