"""The papers of a case, filled in from the household's ledgers and the case itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.cases.services import open_case
from fangpin_web.records.models import MonitoringSpell, Risk

pytestmark = pytest.mark.django_db


def test_the_sheet_is_filled_from_the_ledgers_and_every_paper_of_the_case_prints(world: Any, client_of: Any) -> None:
    with acting_as(world.zhou, "monitored"):
        MonitoringSpell.objects.create(
            area_code=world.village_a, household=world.household_a, monitoring_class="ffzx",
            identified_on=date(2026, 9, 1), from_on=date(2026, 9, 1), entered_at=world.now,
        )  # fmt: skip
        Risk.objects.create(
            area_code=world.village_a, household=world.household_a, risk="illness", rank=1,
            found_on=date(2026, 9, 1), entered_at=world.now,
        )  # fmt: skip
    case = open_case(process="identification", household=world.household_a, by=world.lin, at=world.now)
    lin = client_of(world.lin)

    sheet = lin.get(reverse("cases:paper", args=[case.pk, "national_entry"])).content.decode()

    for known in (
        "甲镇",
        "甲一村",
        "H770101000001",
        "770101199001011234",
        "防止返贫致贫对象",
        "202609",
        "因病",
        "户主",
    ):
        assert f">{known}</button>" in sheet, known
    assert sheet.index("户编号") < sheet.index("识别监测时间") < sheet.index("致贫/返贫风险1")
    for name in ("collection", "authorisation", "verification", "appraisal", "publicity", "approval"):
        assert lin.get(reverse("cases:paper", args=[case.pk, name])).status_code == 200, name
    assert client_of(world.chen).get(reverse("cases:paper", args=[case.pk, "collection"])).status_code == 404
    assert client_of(world.medical).get(reverse("cases:paper", args=[case.pk, "collection"])).status_code == 403
    with acting_as(world.zhou):
        assert AccessLog.objects.filter(act="print", household_id=world.household_a.pk).count() == 7
