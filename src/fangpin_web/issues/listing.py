"""A superior's list of issues in: previewed row by row, then taken over; and ours out, in the same layout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fangpin.duties import HEADINGS, ListedIssue, read_issue_list
from fangpin.ledgers.area_codes import COUNTY_AND_BELOW, TOWNSHIP_DIGITS
from fangpin.rosters import open_envelope
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_raise_issue
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.models import Original
from fangpin_web.intake.originals import as_file, keep_original, read_original
from fangpin_web.issues.problems import IssueProblem
from fangpin_web.issues.services import open_issue
from fangpin_web.office.policy import policy_in_force
from fangpin_web.records.doors import areas_inside
from fangpin_web.records.models import Issue, Organisation
from fangpin_web.records.models import Officer as DutyOfficer


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a list would bring. ``lines``: each row, the area it lies in, and what becomes of it
    (``new``, ``known``: its number is here, ``nowhere``: its place is not known)."""

    sha256: str
    name: str
    lines: tuple[tuple[ListedIssue, Any, str], ...]

    @property
    def new(self) -> int:
        return sum(what == "new" for _row, _area, what in self.lines)


def preview_list(*, name: str, content: bytes, by: Officer, at: datetime) -> Preview:
    """Keep the file and say what it would bring; nothing lands."""
    _allow(by)
    name = readable_name(name)
    sha256 = keep_original(content)
    with acting_as(by, "receive a list of issues"):
        Original.objects.get_or_create(
            area_code=by.area_code, sha256=sha256,
            defaults={"file_name": name[:255], "size": len(content), "received_at": at, "received_by": by.pk},
        )  # fmt: skip
        return _preview(content, name, sha256, by)


def take_list(*, sha256: str, by: Officer, at: datetime) -> list[Any]:
    """Put the new rows of a previewed list on the ledger; a row whose number is here is passed over."""
    _allow(by)
    with acting_as(by, "take over a list of issues"):
        original = Original.objects.filter(area_code=by.area_code, sha256=sha256).first()
        if original is None:
            raise IssueProblem("not_yours")
        preview = _preview(read_original(sha256), original.file_name, sha256, by)
        units = dict(Organisation.objects.values_list("name", "id"))
        people = _by_name(by.area_code)
        return [
            open_issue(
                area_code=area.code, kind=row.kind or "other", origin=row.origin or "inspection", number=row.number,
                content=row.content, remedy=row.remedy, opened_on=row.opened_on, due=row.due_on,
                organisation_id=units.get(row.organisation), officer_id=people.get(row.officer),
                leader_id=people.get(row.leader), by=by, at=at,
            )
            for row, area, what in preview.lines
            if what == "new"
        ]  # fmt: skip


def _allow(by: Officer) -> None:
    if not may_raise_issue(by):
        raise IssueProblem("not_allowed")


def _preview(content: bytes, name: str, sha256: str, by: Officer) -> Preview:
    with as_file(content, name) as path:
        rows = read_issue_list(open_envelope(path, name=name).sheets, policy_in_force())
    if not rows:
        raise IssueProblem("no_list")
    areas = areas_inside(by.area_code, level_digits=COUNTY_AND_BELOW)
    numbers = {row.number for row in rows if row.number}
    known = set(Issue.objects.filter(number__in=numbers).values_list("number", flat=True))
    lines, met = [], set(known)
    for row in rows:
        area = _area_of(row, areas)
        what = "known" if row.number and row.number in met else "new" if area is not None else "nowhere"
        met |= {row.number} if row.number else set()
        lines.append((row, area, what))
    return Preview(sha256=sha256, name=name, lines=tuple(lines))


def _area_of(row: ListedIssue, areas: list[Any]) -> Any:
    """The village of the row; else its township; with neither named, the whole area. None where a name is not known."""
    own = areas[0] if areas and not (row.township or row.village) else None
    towns = [a for a in areas if len(a.code) == TOWNSHIP_DIGITS and _called(a, row.township)]
    if row.village:
        inside = tuple(t.code for t in towns)
        found = [a for a in areas if len(a.code) > TOWNSHIP_DIGITS and _called(a, row.village)]
        found = (
            [a for a in found if not row.township or a.code.startswith(inside)] if inside or not row.township else []
        )
        return found[0] if len(found) == 1 else None
    return towns[0] if len(towns) == 1 else own


def _called(area: Any, word: str) -> bool:
    return bool(word) and word in {area.name, area.short_name, f"{area.short_name}村", f"{area.short_name}村委会"}


def _by_name(area: str) -> dict[str, int]:
    """People whose name stands once; of two of one name the list does not say which."""
    found: dict[str, list[int]] = {}
    for key, name in DutyOfficer.objects.within(area).filter(to_on__isnull=True).values_list("id", "name"):
        found.setdefault(name, []).append(key)
    return {name: keys[0] for name, keys in found.items() if len(keys) == 1}


def layout_rows(rows: Iterable[Any], places: dict[str, str], codes: Any, swept: dict[int, int]) -> list[list[Any]]:
    """Issues in the superior's order of columns, for the workbook that goes back."""
    kinds, origins = codes.code_list("issue_kind"), codes.code_list("issue_origin")
    told = []
    for no, row in enumerate(rows, start=1):
        place = places.get(row.area_code, row.area_code).split(" · ")
        label = {"kind": kinds.label(row.kind, "zh") if row.kind else "",
                 "origin": origins.label(row.origin, "zh") if row.origin else ""}  # fmt: skip
        told.append(
            [
                no, row.number, label["origin"], label["kind"], place[0], place[1] if len(place) > 1 else "",
                row.content, row.remedy, row.leader.name if row.leader else "",
                row.organisation.name if row.organisation else "", row.officer.name if row.officer else "",
                row.opened_on, row.due_on, row.outcome, row.closed_on,
                f"举一反三自查 {swept[row.pk]} 处" if swept.get(row.pk) else "",
            ]
        )  # fmt: skip
    return told


LAYOUT = ("序号", *(labels[0] for labels in HEADINGS.values()))
