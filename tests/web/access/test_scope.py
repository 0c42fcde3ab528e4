"""Whose rows the database shows, and for how long."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.services import make_officer
from fangpin_web.records.models import Household


def test_a_scope_ends_with_its_transaction(fresh_database: str) -> None:
    at = datetime(2026, 10, 31, tzinfo=UTC)
    officer = make_officer(
        username="zhou", name="周四", role="county", area_code="770101", password=None, at=at, by=None
    )
    with acting_as(officer):
        Household.objects.create(area_code="770101101001", entered_at=at)
        assert Household.objects.count() == 1
    assert Household.objects.count() == 0
    with pytest.raises(IntegrityError), acting_as(officer):
        Household.objects.create(pk=1, area_code="770101101001", entered_at=at)
    assert Household.objects.count() == 0
    with acting_as(officer):
        assert Household.objects.count() == 1
