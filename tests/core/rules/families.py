"""A few families everybody here knows, as ledgers; each test changes one thing about one of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from fangpin.policy import Policy, load, shipped_folder
from fangpin.rules import Screening, open_tables, rows_of, screen

DAY = date(2026, 10, 31)
VILLAGE = "532501100201"
LONG_AGO = date(2020, 1, 1)
YEAR = {"period_from_on": date(2025, 10, 1), "period_to_on": date(2026, 10, 31), "rows_read": 10, "rows_matched": 9}

Rows = list[dict[str, Any]]


class Families:
    """Lin (household 1, persons 11 to 14) and Chen (household 2, person 21); rows are added ledger by ledger."""

    def __init__(self) -> None:
        self.rows: dict[str, Rows] = {}
        self.add("household", id=1).add("household", id=2)
        for person, household, born in ((11, 1, 1980), (12, 1, 1982), (13, 1, 2012), (14, 1, 2016), (21, 2, 1950)):
            self.add("person", id=person, born_on=date(born, 1, 1))
            self.add("membership", household_id=household, person_id=person, from_on=LONG_AGO)

    def add(self, name: str, /, **row: Any) -> Families:
        self.rows.setdefault(name, []).append({"area_code": VILLAGE, **row})
        return self

    def covered(self, ledger: str, listing: str | None = None, **period: Any) -> Families:
        return self.add("coverage", ledger=ledger, listing=listing, **{**YEAR, **period, "area_code": "532501"})

    def registered(self, household: int = 1) -> Families:
        return self.add("register_spell", household_id=household, register_type="lifted", from_on=LONG_AGO)

    def claim(self, person: int, amount: str, on: date = date(2026, 9, 1), kind: str = "inpatient") -> Families:
        return self.add("medical_claim", person_id=person, settled_on=on, kind=kind, own_pay_yuan=Decimal(amount))

    def account(
        self, household: int, net: str, members: int = 4, until: date = date(2026, 9, 30), **more: Any
    ) -> Families:
        zero = Decimal(0)
        amounts = {
            "business_yuan": zero,
            "property_yuan": zero,
            "transfer_yuan": zero,
            "cost_yuan": zero,
            "claim_yuan": zero,
        }
        period = {"period_from_on": until.replace(year=until.year - 1), "period_to_on": until, "members": members}
        return self.add(
            "income_account",
            household_id=household,
            wage_yuan=Decimal(net),
            own_pay_yuan=zero,
            **{**amounts, **period, **more},
        )

    def monitored(self, household: int = 1, **more: Any) -> Families:
        told = {"monitoring_class": "ffzx", "identified_on": date(2026, 1, 1), "eliminated": False, "measures": 1}
        return self.add("monitoring_spell", household_id=household, **{"from_on": date(2026, 1, 1), **told, **more})

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {name: rows_of(name, rows) for name, rows in self.rows.items()}

    @contextmanager
    def opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        connection = open_tables(self.tables)
        try:
            yield connection
        finally:
            connection.close()

    def screened(self, policy: Policy, *rules: str, as_of: date = DAY) -> Screening:
        """Screened for the rules named, for all of them where none is: asking one takes a tenth of the time."""
        asked = replace(policy, rules={rule: policy.rules[rule] for rule in rules}) if rules else policy
        with self.opened() as connection:
            return screen(connection, asked, as_of=as_of)

    def answers(self, policy: Policy, rule: str, *, as_of: date = DAY) -> set[int]:
        """Households answered yes."""
        findings = self.screened(policy, rule, as_of=as_of).findings.to_pylist()
        return {row["household_id"] for row in findings if row["answer"] == "yes"}

    def tally(self, policy: Policy, rule: str) -> tuple[int, int, int]:
        """Yes, no and unknown of a rule over all villages."""
        rows = self.screened(policy, rule).tallies.to_pylist()
        return tuple(sum(row[answer] for row in rows) for answer in ("yes", "no", "unknown"))  # type: ignore[return-value]


def policy_with(folder: Path, place: str, file: str, *replacements: tuple[str, str]) -> Policy:
    """The shipped policy with some text of one file replaced."""
    copied = folder / "policies"
    if not copied.exists():
        shutil.copytree(shipped_folder(), copied)
    path = copied / file
    text = path.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text, f"{file} no longer holds {old!r}"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return load(place, copied)
