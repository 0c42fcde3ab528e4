"""Starting a county from nothing: its areas, its own place below a shipped one, an administrator and a clerk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
from django.db import transaction

from fangpin.imports.areas import plain_area_name
from fangpin.imports.own_areas import SCHEMES, OwnAreas, read_own_areas
from fangpin.policy import OwnPlace, make_place, places_in, places_known
from fangpin.rosters import open_envelope
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.administration import NewOfficer, add_officers
from fangpin_web.accounts.models import Role
from fangpin_web.accounts.slips import Slip
from fangpin_web.office.models import Office
from fangpin_web.office.policy import own_folder, policy_folders
from fangpin_web.office.services import set_up_office
from fangpin_web.records.bulk import land

FROM_ON = date(2020, 1, 1)  # areas of the first list count as old enough for every file a county still has
NATION = "national"

_WORDS = {
    "founded_already": (
        "本安装已经设好，不能再建一个县。另一个县请另选 FANGPIN_HOME。",
        "This installation is set up already. For another county choose another FANGPIN_HOME.",
    ),
    "no_name": ("请写县的全称，如“示例县”。", "Write the county's full name."),
    "wrong_code": ("县代码要写6位数字；不知道就留空。", "The county's code has six digits; leave it empty if unknown."),
    "no_townships": (
        "名单里没有读到一个乡镇。请看表头有没有“乡镇”一列。",
        "No township was read from the list. See that it has a column of townships (乡镇).",
    ),
    "other_county": (
        "名单里有 {rows} 行，都不属于“{county}”（多数写的是“{named}”）。县名请照名单里的写，或换一份名单。",
        "No row of the list ({rows}) is of {county}; most say {named}. Write it as the list does, or give another.",
    ),
    "no_such_place": (
        "没有可继承的地区 {place}；可选：{known}。",
        "There is no place {place} to inherit; there are {known}.",
    ),
}


class FoundingProblem(Exception):
    """Why a county could not be started; nothing is left of the attempt."""

    def __init__(self, kind: str, **told: str | int) -> None:
        self.kind = kind
        zh, en = _WORDS[kind]
        self.zh = zh.format(**told)
        super().__init__(en.format(**told))


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """What was made: the place's id, the areas with what was doubtful, and the two slips."""

    place: str
    areas: OwnAreas
    slips: list[Slip]


def is_founded() -> bool:
    """Whether this installation serves a place already."""
    return Office.objects.exists()


def read_area_list(path: Path, *, name: str, county: str, code: str = "", scheme: str = "nbs") -> OwnAreas:
    """The areas of a workbook. Raises :class:`FoundingProblem`, ``RosterError`` or ``NoHeading``."""
    if not county.strip():
        raise FoundingProblem("no_name")
    if code and not re.fullmatch(r"\d{6}", code):
        raise FoundingProblem("wrong_code")
    found = read_own_areas(
        open_envelope(path, name=name).sheets, county=county.strip(), code=code, scheme=_known_scheme(scheme)
    )
    if found.elsewhere and not found.count("township"):
        named, rows = found.elsewhere.most_common(1)[0]
        raise FoundingProblem("other_county", named=named, rows=rows, county=county.strip())
    if not found.count("township"):
        raise FoundingProblem("no_townships")
    return found


def inheritable() -> tuple[tuple[str, str, str], ...]:
    """Shipped places a county can stand below: (id, Chinese, English), the nation first."""
    above = [place for place in places_known(policy_folders()[-1]) if place.level != "county"]
    order = ("nation", "province", "city")
    return tuple((p.id, p.zh, p.en) for p in sorted(above, key=lambda p: (order.index(p.level), p.id)))


def found_county(
    *, county: str, areas: OwnAreas, inherits: str, administrator: str, clerk: str, at: datetime
) -> Founded:
    """Make everything an empty county needs to begin, or nothing. Raises :class:`FoundingProblem`.

    ``inherits`` is a shipped place: the province where we have its policy, else the nation. The area list is
    landed under the clerk's name, so that the history says who brought it.
    """
    if is_founded():
        raise FoundingProblem("founded_already")
    shipped = policy_folders()[-1]
    if inherits not in places_in(shipped):
        raise FoundingProblem("no_such_place", place=inherits, known=", ".join(places_in(shipped)))
    place = OwnPlace(
        id=place_id(county, taken=places_in(shipped)), zh=county, en=_latin(county).capitalize(), inherits=inherits,
        area_code=areas.county.code,
    )  # fmt: skip
    with transaction.atomic():
        set_up_office(place=place.id, demo=False, at=at)
        slips = add_officers(
            entries=[
                NewOfficer(name=administrator, role=Role.ADMINISTRATOR, area_code=areas.county.code),
                NewOfficer(name=clerk, role=Role.COUNTY, area_code=areas.county.code),
            ],
            by=None,
            at=at,
        )
        with acting_as(slips[1].officer, "area list of the first day"):
            land("area", _table(areas, at=at, by=slips[1].officer.pk))
        make_place(own_folder(), place)
    return Founded(place=place.id, areas=areas, slips=slips)


def place_id(county: str, *, taken: tuple[str, ...] = ()) -> str:
    """An id of letters for the folder: the name in pinyin, apart from those that are shipped."""
    base = _latin(county) or "county"
    return f"{base}_own" if base in taken else base


def _latin(name: str) -> str:
    from pypinyin import lazy_pinyin

    return re.sub(r"[^a-z]", "", "".join(lazy_pinyin(name)).lower())


def _known_scheme(scheme: str) -> str:
    return scheme if scheme in SCHEMES else SCHEMES[0]


def _table(found: OwnAreas, *, at: datetime, by: int) -> pa.Table:
    from pypinyin import lazy_pinyin

    areas = found.areas
    count = len(areas)
    return pa.table({
        "area_code": pa.array([a.code for a in areas], pa.string()),
        "scheme": pa.array([a.scheme for a in areas], pa.string()),
        "code": pa.array([a.code for a in areas], pa.string()),
        "level": pa.array([a.level for a in areas], pa.string()),
        "name": pa.array([a.name for a in areas], pa.string()),
        "short_name": pa.array([plain_area_name(a.name, a.level) for a in areas], pa.string()),
        "sort_key": pa.array([" ".join(lazy_pinyin(a.name)) for a in areas], pa.string()),
        "parent_code": pa.array([a.parent_code for a in areas], pa.string()),
        "from_on": pa.array([FROM_ON] * count, pa.date32()),
        "entered_at": pa.array([at] * count, pa.timestamp("us", "UTC")),
        "entered_by": pa.array([by] * count, pa.int64()),
    })  # fmt: skip
