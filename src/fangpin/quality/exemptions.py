"""Exemptions: a finding that is true and may stand, with the reason, who allowed it, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

EVERY_RULE = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """``rule`` is an id or ``*``; ``subject_key`` a finding's, a household code (then its members too) or a
    document key. In force from ``since``; ``expires`` is the first day on which it no longer is, None never."""

    rule: str
    subject_key: str
    reason: str
    author: str
    since: date
    expires: date | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.expires is None or day < self.expires)


def excused(findings: pa.Table, exemptions: Sequence[Exemption], *, on: date) -> list[int | None]:
    """For each finding the place of the first exemption in force that excuses it, None if none does."""
    places: dict[tuple[str, str], int] = {}
    for number, exemption in enumerate(exemptions):
        if exemption.in_force(on):
            places.setdefault((exemption.rule, exemption.subject_key), number)
    if not places:
        return [None] * findings.num_rows
    keys = zip(*(findings[name].to_pylist() for name in ("subject_key", "household_code", "document_key")), strict=True)
    rules = findings["rule"].to_pylist()
    return [_first(rule, of_row, places) for rule, of_row in zip(rules, keys, strict=True)]


def _first(rule: str, keys: tuple[str | None, ...], places: dict[tuple[str, str], int]) -> int | None:
    found = [places[r, k] for r in (rule, EVERY_RULE) for k in keys if k and (r, k) in places]
    return min(found, default=None)
