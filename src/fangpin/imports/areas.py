"""Find the village a row speaks of: by county and names, through the area's history, never by code alone.

Township codes of different publishers collide, so the words of the file decide. Names are compared
without width, spaces and the suffixes that lists add or drop (镇 乡 街道 村委会 社区 …); a name that an
area bore before it was merged or renamed leads to the area that succeeded it. What several areas could
be is left open.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_SUFFIXES = {
    "county": ("自治县", "县级市", "县", "市", "区", "旗"),
    "township": ("街道办事处", "民族乡", "办事处", "街道", "镇", "乡"),
    "village": (
        "社区居民委员会", "社区居委会", "居民委员会", "村民委员会", "社区", "居委会", "村委会", "行政村", "村",
    ),
}  # fmt: skip
LEVELS = ("county", "township", "village")
AREA_MATCH_SCHEMA = pa.schema([("area_code", pa.string()), ("level", pa.string()), ("doubt", pa.string())])


def plain_area_name(name: str | None, level: str) -> str:
    """A name as it is compared: 沙甸街道办事处 and 沙甸 are one township; '' when there is none."""
    text = _folded(name)
    for suffix in _SUFFIXES[level]:
        if text.endswith(suffix) and len(text) > len(suffix):
            return text.removesuffix(suffix)
    return text


def _folded(name: str | None) -> str:
    return re.sub(r"[\s\u200b\ufeff]", "", unicodedata.normalize("NFKC", name or ""))


def _readings(name: str | None, level: str) -> tuple[str, ...]:
    """The name in full, then without its suffix: 沙甸社区 is itself before it is 沙甸."""
    full = _folded(name)
    return tuple(dict.fromkeys(n for n in (full, plain_area_name(full, level)) if n))


@dataclass(slots=True)
class _Place:
    code: str
    level: str
    names: set[str]
    parent: str | None
    successor: str | None = None
    children: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Gazetteer:
    """The areas of an installation by name, old names included."""

    def __init__(self, areas: pa.Table) -> None:
        self.places: dict[str, _Place] = {}
        rows = sorted(areas.to_pylist(), key=lambda r: (r["to_on"] is None, r["code"]))  # areas in force last
        for row in rows:
            if row["level"] not in LEVELS:
                continue
            names = {n for written in (row["name"], row["short_name"]) for n in _readings(written, row["level"])}
            before = self.places.get(row["code"])
            place = _Place(row["code"], row["level"], names | (before.names if before else set()), row["parent_code"])
            self.places[row["code"]] = place
            if row["succeeds_code"] in self.places and row["succeeds_code"] != row["code"]:
                self.places[row["succeeds_code"]].successor = row["code"]
        ended = {r["code"] for r in rows} - {r["code"] for r in rows if r["to_on"] is None}
        self.counties: dict[str, set[str]] = defaultdict(set)
        for place in self.places.values():
            standing = self._standing(place.code)
            if standing in ended:
                continue
            for name in place.names:
                if place.level == "county":
                    self.counties[name].add(standing)
                for parent in self._parents(place):
                    self.places[parent].children[name].add(standing)

    def _standing(self, code: str) -> str:
        """The area that stands where this one stood."""
        seen: set[str] = set()
        while (successor := self.places[code].successor) and code not in seen:
            seen.add(code)
            code = successor
        return code

    def _parents(self, place: _Place) -> set[str]:
        """Under which areas a name is looked for: the parent it had, and the parent of what succeeded it."""
        codes = {place.parent, self.places[self._standing(place.code)].parent} - {None}
        codes |= {self._standing(c) for c in codes if c in self.places}
        return {c for c in codes if c in self.places}

    def find(self, words: Mapping[str, str | None]) -> tuple[str | None, str | None, str | None]:
        """(area code, its level, doubt) for the county, township and village a row names."""
        counties = self._named_counties(words.get("county"))
        if not counties:
            return None, None, "county_unknown"
        found: set[str] = counties
        level = "county"
        township = _readings(words.get("township"), "township")
        village = _readings(words.get("village"), "village")
        if township:
            found = _first(set().union(*(self.places[c].children.get(n, ()) for c in counties)) for n in township)
            level = "township"
            if not found:
                return None, None, "township_unknown"
        if village:
            parents = found if township else {t for county in counties for t in self._under(county)}
            found = _first(set().union(*(self._village(parent, n) for parent in parents)) for n in village)
            level = "village"
            if not found:
                return None, None, "village_unknown"
        if not (township or village or words.get("county")):
            return None, None, "no_place_named"
        if len(found) > 1:
            return None, None, f"{level}_ambiguous"
        return found.pop(), level, None

    def _named_counties(self, name: str | None) -> set[str]:
        """Counties of that name; where the file names none, the only county there is."""
        if readings := _readings(name, "county"):
            # 红河州个旧市: lists write the city before the county
            ends = (
                {
                    code
                    for known, codes in self.counties.items()
                    if len(known) > 1 and n.endswith(known)
                    for code in codes
                }
                for n in readings
            )
            return _first(self.counties.get(n, set()) for n in readings) or _first(ends)
        every = {code for codes in self.counties.values() for code in codes}
        return every if len(every) == 1 else set()

    def _under(self, code: str) -> set[str]:
        return {child for children in self.places[code].children.values() for child in children}

    def _village(self, township: str, name: str) -> set[str]:
        children = self.places[township].children
        if name in children:
            return children[name]
        # 锡城镇黄坡村: lists write the township before the village
        return {
            code
            for own in self.places[township].names
            for shown in (own, *(own + s for s in _SUFFIXES["township"]))
            if name.startswith(shown)
            for code in children.get(name.removeprefix(shown), ())
        }


def _first(sets: Iterable[set[str]]) -> set[str]:
    """The first set that holds anything."""
    return set(next((s for s in sets if s), set()))


def match_areas(rows: pa.Table, areas: pa.Table) -> pa.Table:
    """AREA_MATCH_SCHEMA for each row of (county, township, village), in order; columns may be absent.

    ``areas`` holds AREA_SCHEMA, ended areas included so that old names are understood.
    """
    gazetteer = _gazetteer(areas.schema, tuple(zip(*areas.to_pydict().values(), strict=True)))
    named = pa.table(
        [rows[n] if n in rows.column_names else pa.nulls(rows.num_rows, pa.string()) for n in LEVELS], list(LEVELS)
    )
    places, distinct = _told_apart(named)
    found = [gazetteer.find(words) for words in distinct.to_pylist()]
    return _table(found).take(places)


@lru_cache(maxsize=2)
def _gazetteer(schema: pa.Schema, areas: tuple[tuple[Any, ...], ...]) -> Gazetteer:
    """The same areas are asked twice for every file of a run."""
    columns = zip(*areas, strict=True) if areas else ((),) * len(schema)
    return Gazetteer(pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema))


def _told_apart(named: pa.Table) -> tuple[pa.Array, pa.Table]:
    """For each row the place of its words among the different ones, and these."""
    codes = np.zeros(named.num_rows, np.int64)
    for name in named.column_names:
        column = named[name].combine_chunks() if isinstance(named[name], pa.ChunkedArray) else named[name]
        coded = column.dictionary_encode()
        numbers = np.asarray(pc.fill_null(coded.indices, len(coded.dictionary))).astype(np.int64)
        _, codes = np.unique(codes * (len(coded.dictionary) + 1) + numbers, return_inverse=True)
    _, first = np.unique(codes, return_index=True)
    return pa.array(codes), named.take(pa.array(first))


def _table(found: Iterable[tuple[str | None, str | None, str | None]]) -> pa.Table:
    parts: Iterable[tuple[str | None, ...]] = zip(*found, strict=True)
    columns = list(parts) or [(), (), ()]
    return pa.table([pa.array(c, pa.string()) for c in columns], schema=AREA_MATCH_SCHEMA)
