"""Register exports written row by row, read as a check reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pytest
from tests.shipped import shipped

from fangpin.identity import check_character
from fangpin.policy import Policy
from fangpin.quality import tolerant
from fangpin.rosters import Reading, Source, read_sheet, recognise, sources_of
from fangpin.rosters.sheets import sheet_from_rows

DAY = date(2026, 10, 31)
Export = Callable[..., Reading]


def number_of(born: str, order: int) -> str:
    """A sound number of nobody: the prefix 770101 is no place. An odd ``order`` is a man's."""
    first = f"770101{born}{order:03d}"
    return first + check_character(first)


@pytest.fixture(scope="session")
def policy() -> Policy:
    return shipped("national")


@pytest.fixture(scope="session")
def register(policy: Policy) -> Source:
    return next(s for s in sources_of(policy) if s.id == "national_register")


@pytest.fixture(scope="session")
def export(policy: Policy, register: Source) -> Export:
    """Rows of cells by field id, as a register export whose headings are those fields'."""

    def written(rows: Sequence[Mapping[str, str]], *, file: str = "导出.xlsx", day: date = DAY) -> Reading:
        fields = list(dict.fromkeys(["household_code", "village", "name", *(f for row in rows for f in row)]))
        body = [[row.get(f) for f in fields] for row in rows]
        heading = [register.by_id[f].zh for f in fields]
        sheet = sheet_from_rows([["监测对象信息"], [], heading, *body], file=file, no=1, name="Sheet1")
        source = tolerant(register)
        return read_sheet(sheet, recognise(sheet, [source])[0], source, policy, day=day)

    return written
