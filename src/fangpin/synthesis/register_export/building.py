"""A whole export: villages filled with households, the planted ones among them, and what is true of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from fangpin.synthesis.draws import Draws
from fangpin.synthesis.places import read_place
from fangpin.synthesis.register_export.homes import SHARES, Builder, Cells, Home, Village
from fangpin.synthesis.register_export.planting import Change, VillageChange, apply, changes, village_changes


@dataclass(slots=True, kw_only=True)
class Planted:
    """One plant or decoy, where it stands, and whether the second round finds it corrected.

    ``parts`` are the members the error is about, none for the household; ``rows`` are spreadsheet rows,
    filled in when the workbook is written.
    """

    rule: str
    is_plant: bool
    household_code: str = ""
    village: str = ""
    parts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    witness_code: str = ""
    corrected: bool = False
    rows: list[int] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Export:
    """Villages with their homes in the order of the workbook, rows of villages, and the truth about both."""

    day: date
    villages: list[tuple[Village, list[Home]]]
    village_rows: list[Cells]
    planted: list[Planted]

    @property
    def homes(self) -> Iterator[Home]:
        for _, homes in self.villages:
            yield from homes

    @property
    def persons(self) -> int:
        return sum(len(home.members) for home in self.homes)


def build(
    *, persons: int = 20_000, seed: int = 1, day: date = date(2026, 10, 31), place: str = "gejiu", copies: int = 1,
    corrected: float = 0.0, rules: Sequence[str] | None = None,
) -> Export:  # fmt: skip
    """An export of about ``persons`` persons; at least as many as the plants need.

    ``copies`` of every plant and decoy stand in different households. ``corrected`` is the share of plants
    that the second round finds put right; all other cells are the same as in the first. ``rules`` limits
    the plants; an empty list gives an export without any.
    """
    builder = Builder(seed=seed, day=day)
    villages = _villages(place)
    export = Export(day=day, villages=[(village, []) for village in villages], village_rows=[], planted=[])
    wanted = [c for c in changes() if rules is None or c.rule in rules]
    here = [c for c in village_changes() if rules is None or c.rule in rules]
    _first_homes(export, builder, here)
    place_of = 0
    for copy in range(copies):
        for change in wanted:
            _plant(export, builder, change, place_of, _is_corrected(seed, change, copy, corrected))
            place_of += 1
    _fill(export, builder, persons)
    _village_rows(export, here, seed, corrected)
    for one in export.planted:
        one.also = tuple(rule for rule in one.also if rules is None or rule in rules)
    return export


def _is_corrected(seed: int, change: Change | VillageChange, copy: int, share: float) -> bool:
    return change.is_plant and Draws(seed, f"{change.rule}/{copy}").chance(share, "corrected")


def _villages(place: str) -> list[Village]:
    areas = read_place(place)
    province, city, county = (areas.level(level)[0].name for level in ("province", "city", "county"))
    return [
        Village(
            place={
                "province": province, "city": city, "county": county,
                "township": areas.area(str(area.parent_code)).name, "village": area.short_name,
            },
            code=area.code,
        )
        for area in areas.rural_villages
    ]  # fmt: skip


def _first_homes(export: Export, builder: Builder, here: Sequence[VillageChange]) -> None:
    """Every village has somebody on dibao; a village whose row is planted has the household the row is about."""
    for number, (village, homes) in enumerate(export.villages):
        homes.append(builder.home("disabled", village, 1))
        if number < len(here) and here[number].home:
            home = builder.home("open", village, 2)
            home.cells |= here[number].home
            home.cells["measures"] = int(str(home.cells["measures"])) + 1
            homes.append(home)


def _plant(export: Export, builder: Builder, change: Change, number: int, is_corrected: bool) -> None:  # noqa: FBT001
    village, homes = export.villages[number % len(export.villages)]
    other = None
    if change.needs_other:
        other = builder.home("plain", village, len(homes) + 1)
        homes.append(other)
    home = builder.home(change.base, village, len(homes) + 1)
    homes.append(home)
    parts = () if is_corrected else apply(change, home, builder, other=other)
    if not is_corrected:
        for place, person in enumerate(home.members.values(), 1):
            person.setdefault("person_no", f"{home.code}{place:02d}")
    export.planted.append(
        Planted(
            rule=change.rule, is_plant=change.is_plant, household_code=home.code, village=village.place["village"],
            parts=parts, also=change.also, witness_code=other.code if other and change.witness else "",
            corrected=is_corrected,
        )
    )  # fmt: skip


def _fill(export: Export, builder: Builder, persons: int) -> None:
    """Clean households, village by village in turn, until the persons are there."""
    standing, number = export.persons, 0
    while standing < persons:
        village, homes = export.villages[number % len(export.villages)]
        kind = Draws(builder.seed, f"kind/{number}").weighted(SHARES, "kind")
        homes.append(builder.home(kind, village, len(homes) + 1))
        standing += len(homes[-1].members)
        number += 1


def _village_rows(export: Export, here: Sequence[VillageChange], seed: int, corrected: float) -> None:
    for number, (village, homes) in enumerate(export.villages):
        row, listed = _clean_row(village, homes)
        if number < len(here):
            change = here[number]
            is_corrected = _is_corrected(seed, change, 0, corrected)
            if not is_corrected:
                written = {name: _reckoned(value, row | listed) for name, value in change.cells.items()}
                row |= written
            export.planted.append(
                Planted(
                    rule=change.rule, is_plant=change.is_plant, village=village.place["village"], also=change.also,
                    corrected=is_corrected,
                )
            )  # fmt: skip
        export.village_rows.append(row)


def _clean_row(village: Village, homes: Sequence[Home]) -> tuple[Cells, Cells]:
    people = [person for home in homes for person in home.members.values()]
    listed: Cells = {
        "listed_households": len(homes),
        "listed_persons": len(people),
        "listed_unsafe": sum(home.cells["unsafe_house"] == "是" for home in homes),
        "listed_unwatered": sum(home.cells["safe_water"] == "否" for home in homes),
        "listed_dibao": sum(person["dibao"] == "是" for person in people),
        "listed_arable_mu": f"{sum(float(str(home.cells['arable_mu'] or 0)) for home in homes):.2f}",
        "listed_forest_mu": f"{sum(float(str(home.cells['forest_mu'] or 0)) for home in homes):.2f}",
    }
    households, persons = len(homes) * 3 + 40, len(people) * 3 + 200
    row: Cells = {
        **village.place, "lifted": "是", "households": households, "persons": persons, "collective_yuan": "12.6",
        "schools": 1, "clinics": 1, "doctors": 1, "public_toilets": 2, "waste_points": 3, "libraries": 1, "bus": "是",
        "paved_road": "是", "dibao_households": int(str(listed["listed_dibao"])) // 2 + 1,
        "dibao_persons": int(str(listed["listed_dibao"])) + 4, "tekun_persons": 6, "disabled_persons": persons // 20,
        "unsafe_households": int(str(listed["listed_unsafe"])) + 1,
        "unwatered_households": int(str(listed["listed_unwatered"])) + 1, "pension_persons": persons // 2,
        "arable_mu": f"{float(str(listed['listed_arable_mu'])) * 3 + 100:.2f}",
        "forest_mu": f"{float(str(listed['listed_forest_mu'])) * 3 + 100:.2f}",
    }  # fmt: skip
    return row, listed


def _reckoned(value: object, row: Cells) -> object:
    """``households+1`` is worked out from the clean row; any other value stands as written."""
    if not isinstance(value, str):
        return value
    name = value.rstrip("0123456789").rstrip("+-")
    if name not in row:
        return value
    steps = value[len(name) :]
    return row[name] if not steps else int(str(row[name])) + int(steps)
