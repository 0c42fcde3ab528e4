"""A month's files sent again through the whole intake leave ledgers, batches and clues as they are."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.web.intake.deliveries import contents

from fangpin.synthesis import DEMO_DAY, city, write_workbooks

FEW = (
    "national_register", "rural_households", "civil_assistance", "medical_threshold", "medical_claims",
    "housing_checks", "employment_monthly",
)  # fmt: skip


@pytest.mark.usefixtures("fresh_database")
def test_the_same_months_files_sent_twice_change_nothing(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fangpin_web.access.scope import acting_as
    from fangpin_web.clues.models import ClueEvidence
    from fangpin_web.clues.screening import run_screening
    from fangpin_web.demo import importing
    from fangpin_web.demo.building import land_areas, morning_after
    from fangpin_web.demo.people import make_accounts
    from fangpin_web.intake.models import PendingRow
    from fangpin_web.office.policy import policy_in_force
    from fangpin_web.office.services import set_up_office
    from fangpin_web.publishing.services import seal
    from fangpin_web.records.models import Clue, ImportBatch

    assert own_home
    at = morning_after(DEMO_DAY)
    set_up_office(place="gejiu", demo=True, at=at)
    world = city("gejiu", households=240, policy=policy_in_force())
    by = make_accounts(world, at=at)
    land_areas(world, by=by)
    # Every file is taken for new, as one dropped by an officer is.
    monkeypatch.setattr(importing, "_landed", lambda _delivery, _by: None)
    files = [d for d in write_workbooks(world, tmp_path / "files") if d.source in FEW]
    assert {d.source for d in files} == set(FEW)

    def stands() -> dict[str, Any]:
        with acting_as(by):
            counted = {model.__name__: model.objects.count() for model in (ImportBatch, PendingRow, Clue, ClueEvidence)}
        return {**contents(by), **counted}

    for file in files:
        assert importing.import_delivery(file, by=by, at=at).batch_id is not None
    run_screening(seal=seal(as_of=DEMO_DAY, by=by, at=at), by=by, at=at)
    before = stands()
    assert before["Clue"]
    for file in files:
        upload = importing.import_delivery(file, by=by, at=at)
        assert upload.counts["changes_nothing"], (file.source, upload.counts["ledgers"])
        assert upload.batch_id is None, file.source
    later = at + timedelta(days=1)
    again = run_screening(seal=seal(as_of=DEMO_DAY, by=by, at=later), by=by, at=later)
    assert (again.counts["raised"], again.counts["joined"]) == (0, 0)
    assert stands() == before
