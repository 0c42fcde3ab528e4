"""Findings as screening gives them, in the small world, without a snapshot on the disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from fangpin.rules import FINDINGS, TALLIES, Screening
from fangpin.rules.coverage import COVERAGE
from fangpin_web.access.scope import acting_as
from fangpin_web.clues.models import ScreeningRun
from fangpin_web.clues.screening import RaiseCounts, raise_clues
from fangpin_web.office.policy import policy_in_force
from fangpin_web.office.services import set_up_office
from fangpin_web.publishing.models import Seal

AS_OF = date(2026, 10, 31)


@pytest.fixture
def county(world: Any, own_home: Path) -> Any:
    """The small world as the office of Gejiu."""
    set_up_office(place="gejiu", demo=True, at=world.now)
    return world


@pytest.fixture
def found(county: Any) -> Callable[..., dict[str, Any]]:
    """One finding about the household of town A, or of town B."""

    def found(rule: str = "medical_other", *, town: str = "a", person: bool = False, **more: Any) -> dict[str, Any]:
        household = getattr(county, f"household_{town}")
        return {
            "rule": rule,
            "subject": "person" if person else "household",
            "household_id": household.pk,
            "person_id": getattr(county, f"person_{town}").pk if person else None,
            "area_code": household.area_code,
            "answer": "yes",
            "step": None,
            "basis": json.dumps({"own_pay_seen_yuan": "23411.00"}),
            **more,
        }

    return found


@pytest.fixture
def screened(county: Any) -> Callable[..., tuple[ScreeningRun, RaiseCounts]]:
    """Raise clues from these findings, as a screening of that day would."""

    def screened(*findings: dict[str, Any], on: date = AS_OF) -> tuple[ScreeningRun, RaiseCounts]:
        number = Seal.objects.count() + 1
        seal = Seal.objects.create(
            label="x", purpose="sealed", place="gejiu", as_of=on, sealed_at=county.now, demo=True,
            hash=f"{number:064}", policy_hash="0" * 64, folder_name=f"{number}", rows=0, rows_by_ledger={},
        )  # fmt: skip
        screening = Screening(
            findings=pa.Table.from_pylist(list(findings), schema=FINDINGS),
            tallies=TALLIES.empty_table(),
            coverage=COVERAGE.empty_table(),
            as_of=on,
            since=on.replace(year=on.year - 1),
            policy_hash=policy_in_force().hash,
            snapshot_hash=seal.hash,
        )
        with acting_as(county.zhou):
            run = ScreeningRun.objects.create(
                seal=seal, as_of=on, since=screening.since, policy_hash=screening.policy_hash,
                screened_at=county.now, screened_by=county.zhou.pk, counts={}, coverage=[],
            )  # fmt: skip
            counts = raise_clues(run=run, screening=screening, policy=policy_in_force(), by=county.zhou, at=county.now)
        return run, counts

    return screened
