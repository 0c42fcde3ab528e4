"""Columns of a departmental table: what stands in the header and what is written below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from fangpin.synthesis.places import Area
from fangpin.synthesis.records import Household, Person, Row
from fangpin.synthesis.workbooks.pages import Cell


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of a departmental table is about. ``row`` is the ledger row, where there is one."""

    household: Household
    person: Person
    township: Area
    row: Row


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its header and the cell it writes for a line."""

    label: str
    cell: Callable[[Line], Cell]


def body(columns: Sequence[Head], lines: Iterable[Line]) -> list[list[Cell]]:
    return [[column.cell(line) for column in columns] for line in lines]


def labels(columns: Sequence[Head]) -> list[str]:
    return [column.label for column in columns]


def field(name: str) -> Callable[[Line], Cell]:
    """The text of a column of the ledger row; nothing where the ledger has nothing."""
    return lambda line: text(line.row.get(name))


def yes_no(name: str, yes: str = "是", no: str = "否") -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        value = line.row.get(name)
        return None if value is None else yes if value else no

    return cell


def text(value: Any) -> Cell:
    """A value as an office writes it: dates with dashes, money with two digits."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def amount(name: str) -> Callable[[Line], Cell]:
    """A sum as a number cell."""

    def cell(line: Line) -> Cell:
        value = line.row.get(name)
        return None if value is None else float(value)

    return cell


def month(name: str, pattern: str = "%Y%m") -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        value = line.row.get(name)
        return None if value is None else f"{value:{pattern}}"

    return cell


NUMBER = Head("证件号码", lambda line: line.person.document_number)
NAME = Head("姓名", lambda line: line.person.name)
SEX = Head("性别", lambda line: "男" if line.person.male else "女")
HEAD_NAME = Head("户主姓名", lambda line: line.household.head.name)
HOUSEHOLD_CODE = Head("户编号", lambda line: line.household.code)
TOWNSHIP = Head("乡镇", lambda line: line.township.name)
VILLAGE = Head("行政村", lambda line: line.household.village.name)
