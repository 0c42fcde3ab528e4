"""One line of a problem workbook, and what all lines of a round have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One finding as the township reads it.

    ``number`` is masked already. ``times`` is in how many rounds running it was found, this one
    included; 1 is new. ``place`` says where in the export the row stands.
    """

    key: str
    township: str
    village: str
    household_code: str
    head: str
    name: str
    number: str
    rule: str
    group: str
    severity: str
    title: str
    sentence: str
    place: str
    remedy: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What stands above and below every sheet of a round. ``day`` is the day the export was checked for.

    ``groups`` maps the id of a group of rules to its name, in the order of the summary; ``closed``
    counts, per township, what the last round found and this one no longer does; ``counts`` the lines to come.
    """

    county: str
    round_no: int
    day: date
    file: str
    language: str = "zh"
    demo: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)
    closed: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    persons: int | None = None
    households: int | None = None

    @property
    def zh(self) -> bool:
        return self.language.startswith("zh")

    def pick(self, zh: str, en: str) -> str:
        return zh if self.zh else en
