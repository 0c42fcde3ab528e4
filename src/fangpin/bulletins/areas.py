"""Areas below the place that a draft names: “锡城镇12户、80人” speaks of a township, and is counted there.

Only an area that leads the number's own clause is meant; where something was done *in* a township (在锡城镇召开), or
several are listed, the number stays the place's. A name that two areas bear says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from fangpin.bulletins.reading import Reading

SHORTEST = 3  # characters of a name: 寿县 or 甲村 stands inside many words
_BEGINS = re.compile(r"(?:^|[、，有为是]|主要在)$")  # what a shorter name stands behind
LONGEST = 16
_NUMBER = re.compile(r"[\d〇零一二两三四五六七八九十百千万]")
_PAUSE = re.compile(r"[，。；;：:！!？?\n（(]|,(?!\d)")
_STOP = re.compile(r"[。；;！!\n]")
_WHERE = re.compile(
    r"(?:(?<!主要)(?<!集中)(?<!分布)在|[到赴往由从自经向对帮与和及跟同、])$"
)  # 主要在锡城镇8户 counts there
_LIST = re.compile(r"[、和与及等至到]|[\u4e00-\u9fff]{0,6}[、和与及][\u4e00-\u9fff]{1,8}[镇乡村县市区]")
_WHOLE = re.compile(r"全[市县区州省]|合计|共计|总计")
_BESIDE = re.compile(r"[、，,（(]?[\u4e00-\u9fff]{0,6}")


# An area inside another, in force on a day; 340200 is the city 3402 itself.
INSIDE = (
    "starts_with(code, $area) AND ltrim(substr(code, length($area) + 1), '0') <> '' "
    "AND from_on <= $day AND (to_on IS NULL OR to_on > $day)"
)


def inside(area_code: str, day: date) -> dict[str, object]:
    """What :data:`INSIDE` asks for."""
    return {"area": area_code, "day": day}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Areas inside a place by name; ``codes`` holds those only that one area bears, ``numbered`` all with a number."""

    codes: Mapping[str, str]
    numbered: frozenset[str] = frozenset()

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, area_code: str, day: date) -> Places:
        """As a snapshot's connection names them on a day."""
        rows = connection.execute(
            f"SELECT DISTINCT name, code FROM area_spells WHERE {INSIDE}",  # noqa: S608 - the words above
            inside(area_code, day),
        ).fetchall()
        known: dict[str, set[str]] = {}
        for name, code in rows:
            for form in _forms(str(name or "")):
                known.setdefault(form, set()).add(str(code))
        return cls(
            codes={name: min(codes) for name, codes in known.items() if len(codes) == 1},
            numbered=frozenset(name for name in known if _NUMBER.search(name)),
        )

    def led_by(self, clause: str) -> str | None:
        """The area that leads a clause: its last name, unless something is only done there, or it is one of a list."""
        for end in range(len(clause), SHORTEST - 2, -1):
            for start in range(max(0, end - LONGEST), end - SHORTEST + 2):
                code = self.codes.get(clause[start:end])
                if code is not None and (end - start >= SHORTEST or _BEGINS.search(clause[:start])):
                    alone = not _WHERE.search(clause[:start]) and not _LIST.match(clause[end:])
                    return code if alone else None
        return None


def _forms(name: str) -> Iterator[str]:
    """戈贾村民委员会 is written 戈贾村, 希望社区居民委员会 希望社区."""
    forms = {name, re.sub(r"(村|社区)?(?:村民|居民)?委员会$", lambda m: m[1] or "村", name), name.removesuffix("委会")}
    yield from (form for form in forms if len(form) >= SHORTEST - 1)


def areas_of(reading: Reading, places: Places) -> Sequence[str]:
    """The code of the area each figure of a reading speaks of, in its order; empty: the whole place."""
    text = reading.text.text
    told: list[str] = []
    reach = 0
    for figure in reading.figures:
        start, end = reading.text.place(figure.start, figure.end)
        if figure.row:  # a table's row is of the area that it begins with, whatever stands in the row above
            told.append(places.codes.get(figure.row, ""))
            reach = max(reach, end)
            continue
        between = text[min(reach, start) : start]
        clause = _PAUSE.split(between)[-1][-40:]
        if clause == between and told:  # 鸡街镇62户、卡房镇51户: each number has its own area
            clause = clause.lstrip("、和及与")
        code = places.led_by(clause)
        if code is None and told and told[-1] and _goes_on(between):
            code = told[-1]
        told.append(code or "")
        reach = max(reach, end)
    return told


def _goes_on(between: str) -> bool:
    """监测对象12户、80人: the second number is of the area of the first."""
    return not _STOP.search(between) and not _WHOLE.search(between) and _BESIDE.fullmatch(between) is not None
