"""The households and persons of a city while it is being made.

What a person or household *is* stands in these two classes; what the ledgers say of them stands
beside as rows by ledger, with the ledgers' own column names and Chinese labels in place of codes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fangpin.synthesis.places import Area

Row = dict[str, Any]
Rows = defaultdict[str, list[Row]]


def _rows() -> Rows:
    return defaultdict(list)


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """One person. ``rows`` holds the person's ledger rows, keys left out."""

    key: int
    name: str
    male: bool
    born_on: date
    document_number: str | None
    relation: str
    nation: str = "汉族"
    phone: str | None = None
    died_on: date | None = None
    joined_on: date = date(2014, 1, 1)
    left_on: date | None = None
    left_by: str | None = None
    disability_number: str | None = None
    rows: Rows = field(default_factory=_rows)

    def age(self, day: date) -> int:
        """Whole years on a day; a birthday on 29 February is kept on 1 March of other years."""
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    def add(self, ledger: str, **columns: Any) -> Row:
        self.rows[ledger].append(columns)
        return columns

    def one(self, ledger: str) -> Row:
        """The person's only row in a ledger where each person has one."""
        (row,) = self.rows[ledger]
        return row

    def lives(self, day: date) -> bool:
        return self.died_on is None or self.died_on > day

    def belongs(self, day: date) -> bool:
        """Whether the person is a member of the household on a day."""
        return self.joined_on <= day and (self.left_on is None or self.left_on > day) and self.lives(day)


@dataclass(slots=True, kw_only=True, eq=False)
class Household:
    """One household with its members, the head first. ``rows`` holds its ledger rows, keys left out."""

    key: int
    code: str
    village: Area
    natural_village: str
    members: list[Person]
    kind: str  # what sort of household it is, to plant by: "pair", "family", "three generations" …
    phone: str | None = None
    address: str | None = None
    arable_mu: str = "0"
    forest_mu: str = "0"
    resettled: bool = False
    no_labour_safety_net: bool = False
    planted: str | None = None  # id of the plant that changed this household
    rows: Rows = field(default_factory=_rows)

    @property
    def head(self) -> Person:
        return self.members[0]

    def add(self, ledger: str, **columns: Any) -> Row:
        self.rows[ledger].append(columns)
        return columns

    def one(self, ledger: str) -> Row:
        (row,) = self.rows[ledger]
        return row

    def current(self, day: date) -> list[Person]:
        return [member for member in self.members if member.belongs(day)]

    @property
    def registered(self) -> bool:
        """On the national register as lifted out of poverty."""
        return any(row["register_type"] in REGISTERED and row["to_on"] is None for row in self.rows["register_spell"])

    @property
    def monitored(self) -> bool:
        return any(row["to_on"] is None for row in self.rows["monitoring_spell"])


REGISTERED = ("脱贫户", "脱贫不享受政策户")
