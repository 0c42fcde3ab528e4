"""What every department's writer is given: the households of a month, who stands where, and how numbers are spoilt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from fangpin.synthesis import numbers
from fangpin.synthesis.places import Area, Place
from fangpin.synthesis.records import Household, Person, Row
from fangpin.synthesis.workbooks.columns import Line
from fangpin.synthesis.workbooks.pages import Cell


class Spoil(StrEnum):
    """What happened to a document number on its way."""

    FIFTEEN = "fifteen digits"  # of before 1999: one way back to eighteen
    TRUNCATED = "truncated"  # taken for a quantity by a spreadsheet
    MISCOUNTED = "wrong check character"
    PLACEHOLDER = "placeholder"
    MISSING = "missing"

    def apply(self, number: str) -> str | None:
        match self:
            case Spoil.FIFTEEN:
                return numbers.old_number(number)
            case Spoil.TRUNCATED:
                return numbers.truncated_number(number)
            case Spoil.MISCOUNTED:
                return numbers.miscounted_number(number)
            case Spoil.PLACEHOLDER:
                return "9" * 18
            case Spoil.MISSING:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The county as its offices see it on a day. ``spoilt`` maps (source, person key) to what is wrong there."""

    place: Place
    day: date
    households: tuple[Household, ...]
    spoilt: Mapping[tuple[str, int], Spoil] = field(default_factory=dict)
    left_out: Mapping[str, frozenset[int]] = field(default_factory=dict)  # rows a source forgot, by person key
    townships: dict[str, Area] = field(default_factory=dict)

    def line(self, household: Household, person: Person, row: Row) -> Line:
        parent = household.village.parent_code or ""
        if parent not in self.townships:
            self.townships[parent] = self.place.area(parent)
        return Line(household, person, self.townships[parent], row)

    def person_lines(self, ledger: str, source: str = "") -> Iterator[Line]:
        """A line for every row of a ledger about persons, in order of household and member."""
        forgotten = self.left_out.get(source, frozenset())
        for home in self.households:
            for member in home.members:
                if member.key not in forgotten:
                    for row in member.rows[ledger]:
                        yield self.line(home, member, row)

    def household_lines(self, ledger: str, source: str = "") -> Iterator[Line]:
        forgotten = self.left_out.get(source, frozenset())
        for home in self.households:
            if home.head.key not in forgotten:
                for row in home.rows[ledger]:
                    yield self.line(home, home.head, row)

    def listing_lines(self, listing: str) -> list[Line]:
        return [line for line in self.person_lines("threshold_listing") if line.row["listing"] == listing]

    def in_force(self, row: Row) -> bool:
        """Whether a spell is in force on the office's day."""
        return row["from_on"] <= self.day and (row["to_on"] is None or row["to_on"] > self.day)

    def number(self, source: str) -> Callable[[Line], Cell]:
        """The person's document number as it stands in that source's file."""

        def cell(line: Line) -> Cell:
            number = line.person.document_number
            spoil = self.spoilt.get((source, line.person.key))
            return number if number is None or spoil is None else spoil.apply(number)

        return cell

    def register_number(self, line: Line) -> Cell:
        """The register keeps a disabled person's card number where the document number belongs."""
        return line.person.disability_number or line.person.document_number
