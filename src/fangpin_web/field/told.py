"""What a phone or a form tells of a visit, read and checked. An item without an answer was not looked at."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from fangpin_web.field.problems import FieldProblem

if TYPE_CHECKING:
    from fangpin.policy import Policy

NOTE_LENGTH = 500
_KEY = re.compile(r"[0-9A-Za-z-]{16,40}\Z")
_NUMBER = re.compile(r"(?<!\d)[1-9]\d{13,16}[0-9Xx](?!\d)")  # 15 or 18 characters
_MOST_PHOTOS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTold:
    """One visit. ``checks``: dimension of the guarantees to what was found; what is missing in it is unconfirmed."""

    key: str
    household: int
    visited_on: date
    clue: int | None = None
    met: str = ""
    checks: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    note: str = ""
    photos: int = 0
    means: str = "phone"

    @property
    def said(self) -> dict[str, Any]:
        return {
            "met": self.met,
            "checks": dict(sorted(self.checks.items())),
            "changes": list(self.changes),
            "note": self.note,
        }

    @property
    def digest(self) -> str:
        """Of what the visit says; photos follow by themselves."""
        whole = [self.household, self.visited_on.isoformat(), self.clue, self.said]
        return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read_visit(given: Any, policy: Policy) -> VisitTold:
    """The visit in a phone's own words; raises :class:`FieldProblem` ``broken`` naming what is missing or strange."""
    if not isinstance(given, dict):
        raise FieldProblem("broken", what="visit")
    note = str(given.get("note") or "").strip()
    if _NUMBER.search(note):
        raise FieldProblem("number_in_note")
    key = str(given.get("key") or "")
    if not _KEY.match(key):
        raise FieldProblem("broken", what="key")
    return VisitTold(
        key=key,
        household=_whole(given, "household"),
        visited_on=_day(given.get("visited_on")),
        clue=_whole(given, "clue") if given.get("clue") else None,
        met=_code(policy, "visit_met", given.get("met"), "met"),
        checks=_checks(policy, given.get("checks")),
        changes=tuple(sorted({_code(policy, "visit_change", c, "changes") for c in _listed(given.get("changes"))})),
        note=note[:NOTE_LENGTH],
        photos=min(_whole(given, "photos") if given.get("photos") else 0, _MOST_PHOTOS),
        means=str(given.get("means") or "phone"),
    )


def _whole(given: Mapping[str, Any], name: str) -> int:
    try:
        return int(given[name])
    except (KeyError, TypeError, ValueError):
        raise FieldProblem("broken", what=name) from None


def _day(given: Any) -> date:
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise FieldProblem("broken", what="visited_on") from None


def _listed(given: Any) -> Iterable[Any]:
    return given if isinstance(given, list) else []


def _code(policy: Policy, code_list: str, given: Any, name: str) -> str:
    if not given:
        return ""
    if str(given) not in policy.code_list(code_list).codes:
        raise FieldProblem("broken", what=name)
    return str(given)


def _checks(policy: Policy, given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        return {}
    read = {
        _code(policy, "guarantee", dimension, "checks"): _code(policy, "guarantee_status", status, "checks")
        for dimension, status in given.items()
    }
    return {dimension: status for dimension, status in read.items() if dimension and status}
