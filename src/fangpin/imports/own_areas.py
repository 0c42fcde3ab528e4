"""A county's own list of areas: townships and villages by name, with or without codes.

Where a code is missing one is made up, in the scheme ``local`` and in ranges no official code uses, so that a
made-up code can be told apart by looking at it:

* county: ``99`` and four digits from its name; no province has 99;
* township: 9 and two digits; official ones begin with 0 to 5 (GB/T 10114);
* village: 901 to 999, then 601 to 899; official ones end at 399.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fangpin.ledgers.area_codes import COUNTY_DIGITS, TOWNSHIP_DIGITS, VILLAGE_DIGITS
from fangpin.rosters.named_columns import NamedRow
from fangpin.rosters.sheets import Sheet

WORDS: Mapping[str, tuple[str, ...]] = {
    "county": ("县", "县区", "县市区", "县市区旗", "县级", "县名", "县名称", "区县", "county"),
    "township": ("乡", "乡镇", "乡镇街道", "镇", "街道", "乡级", "乡镇名称", "township"),
    "village": ("村", "行政村", "村社区", "村级", "村名", "村名称", "行政村社区", "village"),
    "code": ("代码", "区划代码", "行政区划代码", "12位代码", "村代码", "行政村代码", "统计用区划代码", "code"),
    "township_code": ("乡镇代码", "乡代码", "township code"),
}
SCHEMES = ("nbs", "civil", "register")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnArea:
    """One area of the county; ``scheme`` is ``local`` where the code was made up."""

    level: str
    code: str
    scheme: str
    name: str
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class AreaDoubt:
    """A row that cannot be taken as it stands: where, what, and what to do."""

    row_no: int
    zh: str
    en: str


@dataclass(slots=True)
class OwnAreas:
    """The areas of a list, county first, and what is wrong with it; ``repeats`` are rows that name a village again."""

    areas: list[OwnArea] = field(default_factory=list)
    doubts: list[AreaDoubt] = field(default_factory=list)
    repeats: list[AreaDoubt] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)  # rows of other counties, by the name they gave

    @property
    def county(self) -> OwnArea:
        return self.areas[0]

    @property
    def made_up(self) -> int:
        """How many codes were made up."""
        return sum(area.scheme == "local" for area in self.areas)

    def count(self, level: str) -> int:
        return sum(area.level == level for area in self.areas)


@dataclass(slots=True)
class _Town:
    name: str
    code: str = ""
    villages: dict[str, tuple[str, int]] = field(default_factory=dict)  # name -> code or "", row


def read_own_areas(sheets: Iterable[Sheet], *, county: str, code: str = "", scheme: str = "nbs") -> OwnAreas:
    """The areas of the workbook. ``code`` is the county's six digits where known; ``scheme``: who published the codes.

    Raises ``NoHeading`` if there is no column of townships.
    """
    from fangpin.rosters.named_columns import read_named_rows

    return areas_of_rows(read_named_rows(sheets, WORDS, needed=["township"]), county=county, code=code, scheme=scheme)


def areas_of_rows(rows: Iterable[NamedRow], *, county: str, code: str = "", scheme: str = "nbs") -> OwnAreas:
    """As :func:`read_own_areas`, from rows read."""
    found = OwnAreas()
    towns: dict[str, _Town] = {}
    for row in rows:
        _take(row, towns, county, found)
    found.doubts += _told(found.repeats, villages=sum(len(town.villages) for town in towns.values()))
    prefix = code or _common_county(towns, found)
    county_code = prefix or made_up_county(county)
    found.areas.append(
        OwnArea(level="county", code=county_code, scheme=scheme if prefix else "local", name=county, parent_code=None)
    )
    found.areas += _numbered(towns, county_code, scheme, found)
    return found


def _told(repeats: list[AreaDoubt], *, villages: int) -> list[AreaDoubt]:
    """Each repeated row, or one sentence where the list is one of persons: an export of the register does too."""
    if len(repeats) <= villages:
        return repeats
    return [
        AreaDoubt(
            0,
            f"名单按户或按人列，同一个村出现多次（{len(repeats)} 行），每个村只收一次；没有人的村不在其中",
            f"a list of households or persons: {len(repeats)} rows name a village again, each was taken once; "
            "villages without anybody in it are not there",
        )
    ]


def made_up_county(name: str) -> str:
    """Six digits for a county whose code nobody gave: 99 and four from its name, the same on every machine."""
    return f"99{int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10_000:04d}"


def _take(row: NamedRow, towns: dict[str, _Town], county: str, found: OwnAreas) -> None:
    texts = row.texts
    named = texts.get("county", county)
    if county not in named and named not in county:
        found.elsewhere[named] += 1
        found.doubts.append(
            AreaDoubt(
                row.row_no, f"属于“{named}”，不是“{county}”，未收入", f"belongs to {named}, not {county}; left out"
            )
        )
        return
    town_name = texts.get("township", "")
    if not town_name:
        found.doubts.append(AreaDoubt(row.row_no, "没有写乡镇，未收入", "names no township; left out"))
        return
    town = towns.setdefault(town_name, _Town(town_name))
    digits = re.sub(r"\D", "", texts.get("code", ""))
    village = texts.get("village", "")
    stated = re.sub(r"\D", "", texts.get("township_code", "")) or (digits if not village else "")
    if stated:
        town.code = _township_code(stated, row, found) or town.code
    if not village:
        return
    if digits and len(digits) != VILLAGE_DIGITS:
        found.doubts.append(
            AreaDoubt(row.row_no, f"代码 {digits} 不是12位，改用本地代码", f"code {digits} has not 12 digits; made up")
        )
        digits = ""
    if village in town.villages:
        found.repeats.append(
            AreaDoubt(row.row_no, f"{town_name}{village}重复，只收一次", f"{town_name} {village} twice; taken once")
        )
        return
    town.villages[village] = (digits, row.row_no)


def _township_code(digits: str, row: NamedRow, found: OwnAreas) -> str:
    if len(digits) == TOWNSHIP_DIGITS or (len(digits) == VILLAGE_DIGITS and digits.endswith("000")):
        return digits[:TOWNSHIP_DIGITS]
    found.doubts.append(
        AreaDoubt(
            row.row_no, f"乡镇代码 {digits} 不是9位，改用本地代码", f"township code {digits} has not 9 digits; made up"
        )
    )
    return ""


def _common_county(towns: Mapping[str, _Town], found: OwnAreas) -> str:
    """The first six digits that all codes share; empty where there is no code, or where they disagree."""
    codes = [code for town in towns.values() for code, _row in town.villages.values() if code]
    codes += [town.code for town in towns.values() if town.code]
    begins = {code[:COUNTY_DIGITS] for code in codes}
    if len(begins) > 1:
        most = max(sorted(begins), key=[c[:COUNTY_DIGITS] for c in codes].count)
        listed = "、".join(sorted(begins))
        found.doubts.append(
            AreaDoubt(
                0, f"代码分属 {listed}，按多数取 {most}", f"codes belong to {', '.join(sorted(begins))}; taken: {most}"
            )
        )
        return most
    return begins.pop() if begins else ""


def _numbered(towns: Mapping[str, _Town], county: str, scheme: str, found: OwnAreas) -> Iterator[OwnArea]:
    """Every township and its villages, each code once; a code two names claim goes to the first."""
    taken: set[str] = set()
    wanted = {name: _code_of(town, county) for name, town in towns.items()}
    spoken_for = set(wanted.values())
    spare_towns = (f"{county}9{n:02d}" for n in range(1, 100))
    for town in towns.values():
        code, own = wanted[town.name], True
        if not code or code in taken:
            if code:
                found.doubts.append(
                    AreaDoubt(
                        0,
                        f"代码 {code} 已是另一个乡镇的，{town.name}改用本地代码",
                        f"code {code} is another township's; {town.name} got a made-up one",
                    )
                )
            code, own = next(c for c in spare_towns if c not in spoken_for), False
        taken.add(code)
        yield OwnArea(
            level="township", code=code, scheme=scheme if own else "local", name=town.name, parent_code=county
        )
        yield from _villages(town, code, scheme, found)


def _code_of(town: _Town, county: str) -> str:
    """The township's code: stated, else what most of its villages' codes begin with; only inside the county."""
    begins = [code[:TOWNSHIP_DIGITS] for code, _row in town.villages.values() if code]
    code = town.code or (max(sorted(set(begins)), key=begins.count) if begins else "")
    return code if code.startswith(county) else ""


def _villages(town: _Town, code: str, scheme: str, found: OwnAreas) -> Iterator[OwnArea]:
    taken: set[str] = set()
    stated = {given for given, _row in town.villages.values()}
    spare = (f"{code}{n:03d}" for n in (*range(901, 1000), *range(601, 900)))
    for name, (given, row_no) in town.villages.items():
        fits = given.startswith(code) and given not in taken
        if given and not fits:
            why_zh, why_en = ("与另一个村重复", "is another village's") if given in taken else (
                f"不在{town.name}（{code}）之内", f"is not inside {town.name} ({code})"
            )  # fmt: skip
            found.doubts.append(
                AreaDoubt(
                    row_no,
                    f"代码 {given} {why_zh}，{name}改用本地代码",
                    f"code {given} {why_en}; {name} got a made-up one",
                )
            )
        own = given if given and fits else next(c for c in spare if c not in stated and c not in taken)
        taken.add(own)
        yield OwnArea(
            level="village", code=own, scheme=scheme if own == given else "local", name=name, parent_code=code
        )
