"""Officers from one workbook: 姓名, 单位, 职务, 角色, 区划, 电话. Every fault is told before any is made."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fangpin.imports.areas import plain_area_name
from fangpin.ledgers.area_codes import VILLAGE_DIGITS
from fangpin.rosters import open_envelope
from fangpin.rosters.named_columns import NamedRow, read_named_rows
from fangpin_web.accounts.administration import AccountProblem, NewOfficer, check_entry
from fangpin_web.accounts.models import Officer, Role
from fangpin_web.records.doors import rows_of

WORDS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "干部姓名", "name"),
    "organisation": ("单位", "工作单位", "所在单位", "部门", "organisation"),
    "post": ("职务", "职务职级", "岗位", "post"),
    "role": ("角色", "账号角色", "权限", "role"),
    "area": ("区划", "负责区划", "行政区划", "所辖区域", "乡镇村", "area"),
    "phone": ("电话", "联系电话", "手机", "手机号", "手机号码", "phone"),
}
HEADER = ("姓名", "单位", "职务", "角色", "区划", "电话")
_ROLES: Mapping[str, tuple[str, ...]] = {
    Role.VILLAGE: ("村级", "村", "村干部", "village"),
    Role.TOWNSHIP: ("乡镇", "乡", "镇", "乡级", "街道", "township"),
    Role.DEPARTMENT: ("县级部门", "部门", "行业部门", "department"),
    Role.COUNTY: ("县专班", "县级", "县", "专班", "county"),
    Role.AUDITOR: ("审计", "审计员", "auditor"),
    Role.ADMINISTRATOR: ("系统管理", "系统管理员", "管理员", "administrator"),
}
ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}
WHOLE_COUNTY = (Role.COUNTY, Role.DEPARTMENT, Role.AUDITOR, Role.ADMINISTRATOR)  # an empty 区划 means the county
_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """A row as read; ``problems`` in Chinese and English, none if an account can be made."""

    row_no: int
    name: str
    organisation: str
    post: str
    role: str
    area_code: str
    area: str
    phone: str
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def entry(self) -> NewOfficer:
        return NewOfficer(
            name=self.name, role=self.role, area_code=self.area_code, organisation=self.organisation,
            post=self.post, phone=self.phone,
        )  # fmt: skip


def read_roster(content: bytes, *, file: str, area_code: str) -> list[RosterRow]:
    """The rows of the workbook, each with what is wrong. Raises ``RosterError`` or ``NoHeading``.

    ``area_code`` is the office's county: nobody gets an account elsewhere.
    """
    with tempfile.NamedTemporaryFile(suffix=Path(file).suffix) as kept:
        kept.write(content)
        kept.flush()
        envelope = open_envelope(Path(kept.name), name=file)
    rows = read_named_rows(envelope.sheets, WORDS, needed=["name", "role", "area"])
    return check_rows(rows, area_code=area_code)


def check_rows(rows: Sequence[NamedRow], *, area_code: str) -> list[RosterRow]:
    """As :func:`read_roster`, from rows read."""
    places = _Places(area_code)
    known = set(Officer.objects.filter(left_on=None).values_list("name", "role", "area_code"))
    seen: dict[tuple[str, str, str], int] = {}
    return [_checked(row, places, known, seen) for row in rows]


def _checked(
    row: NamedRow, places: _Places, known: set[tuple[str, str, str]], seen: dict[tuple[str, str, str], int]
) -> RosterRow:
    texts = row.texts
    name = "".join(texts.get("name", "").split())
    role = ROLE_OF.get(texts.get("role", "").casefold(), "")
    area = texts.get("area", "")
    whole = not area and role in WHOLE_COUNTY
    code, doubt = (places.county, None) if whole else places.find(area)
    phone = re.sub(r"[\s-]", "", texts.get("phone", ""))
    problems: list[tuple[str, str]] = []
    if not name:
        problems.append(("没有姓名", "no name"))
    if not role:
        problems.append((
            f"角色“{texts.get('role', '')}”不认识，可写：村级、乡镇、县级部门、县专班、审计、系统管理",
            f"role “{texts.get('role', '')}” is unknown; write 村级, 乡镇, 县级部门, 县专班, 审计 or 系统管理",
        ))  # fmt: skip
    if doubt:
        problems.append(doubt)
    if phone and not _PHONE.fullmatch(phone):
        problems.append((f"电话“{texts['phone']}”位数不对", f"phone “{texts['phone']}” has the wrong length"))
    if role and code:
        key = (name, role, code)
        try:
            check_entry(NewOfficer(name=name, role=role, area_code=code, organisation=texts.get("organisation", "")))
        except AccountProblem as problem:
            problems.append((problem.zh, str(problem)))
        if key in known:
            problems.append(("同名同角色同区划的账号已有", "has an account of this role and area already"))
        if key in seen:
            problems.append((f"与第 {seen[key]} 行重复", f"the same as row {seen[key]}"))
        seen.setdefault(key, row.row_no)
    return RosterRow(
        row_no=row.row_no, name=name, organisation=texts.get("organisation", "")[:100],
        post=texts.get("post", "")[:60], role=role, area_code=code, area=area, phone=phone, problems=tuple(problems),
    )  # fmt: skip


class _Places:
    """The county's areas by code and by what people write: 甲镇, 甲镇甲一村, 甲一村."""

    def __init__(self, county: str) -> None:
        self.county = county
        self.by_name: dict[str, set[str]] = defaultdict(set)
        areas = list(rows_of("area").within(county).filter(to_on__isnull=True))
        names = {area.code: area.name for area in areas}
        self.codes = set(names)
        for area in areas:
            for written in _writings(area.name, names.get(area.parent_code or "", ""), area.level):
                self.by_name[written].add(area.code)

    def find(self, text: str) -> tuple[str, tuple[str, str] | None]:
        plain = "".join(text.split())
        if not plain:
            return "", ("没有写区划", "no area")
        if plain.isdigit():
            code = plain.removesuffix("000000") if len(plain) == VILLAGE_DIGITS else plain  # padded to a village's
            code = code.removesuffix("000") if len(code) == VILLAGE_DIGITS else code
            if code in self.codes:
                return code, None
            return "", (f"区划代码 {plain} 不在本县名单中", f"area code {plain} is not in the county's list")
        found = self.by_name.get(plain, set())
        if len(found) == 1:
            return next(iter(found)), None
        if not found:
            return "", (f"区划“{text}”不在本县名单中", f"area “{text}” is not in the county's list")
        return "", (
            f"“{text}”有 {len(found)} 个，请写成“乡镇+村”或写代码",
            f"there are {len(found)} areas “{text}”; write township and village, or the code",
        )


def _writings(name: str, parent: str, level: str) -> Iterable[str]:
    short = plain_area_name(name, level)
    names = {name, short}
    if level == "village":
        parents = {parent, plain_area_name(parent, "township")} - {""}
        names |= {above + own for above in parents for own in (name, short)}
    return names
