"""Entitlements in the small world: kept per seal, walled by area, worked through, one bill."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client

from fangpin.entitlements import ENTITLEMENTS, TALLIES, VERDICTS, Entitlements
from fangpin.rules.ladder import Window
from fangpin_web.access.models import AccessLog
from fangpin_web.access.scope import acting_as
from fangpin_web.clues.problems import NotAllowed
from fangpin_web.entitlements.models import EntitlementItem, Reckoning
from fangpin_web.entitlements.services import keep_reckoning, reckon_entitlements
from fangpin_web.jobs.models import Progress
from fangpin_web.office.policy import policy_in_force
from fangpin_web.publishing.models import Seal
from fangpin_web.records.models import MedicalClaim

DAY = date(2026, 10, 31)
BASIS = {
    "attending": True, "registered": True, "stage": "vocational", "terms_begun": 1, "yulu_yuan": "0.00",
}  # fmt: skip


def seal_of(world: Any) -> Seal:
    return Seal.objects.create(
        label="x", purpose="sealed", place="gejiu", as_of=DAY, sealed_at=world.now, demo=True, hash="1" * 64,
        policy_hash="0" * 64, folder_name="absent", rows=0, rows_by_ledger={},
    )  # fmt: skip


def found_of(world: Any, *verdicts: tuple[str, str, str, str]) -> Entitlements:
    """Yulu grants: (town, verdict, due, paid) for each row."""
    items, tallies = [], []
    for number, (town, verdict, due, paid) in enumerate(verdicts, start=1):
        household, person = getattr(world, f"household_{town}"), getattr(world, f"person_{town}")
        area = household.area_code
        items.append(
            {
                "scheme": "yulu_grant", "subject": "enrolment", "key": number, "household_id": household.pk,
                "person_id": person.pk, "area_code": area, "entitled": True, "due_yuan": Decimal(due),
                "paid_yuan": Decimal(paid), "difference_yuan": Decimal(due) - Decimal(paid), "verdict": verdict,
                "basis": json.dumps(BASIS),
            }
        )  # fmt: skip
        counts = dict.fromkeys(VERDICTS, 0) | {verdict: 1}
        tallies.append(
            {
                "scheme": "yulu_grant", "area_code": area, "asked": 1, "entitled": 1, **counts,
                "due_yuan": Decimal(due),
                "paid_yuan": Decimal(paid), "owed_yuan": Decimal(due) - Decimal(paid), "excess_yuan": None,
            }
        )  # fmt: skip
    return Entitlements(
        items=pa.Table.from_pylist(items, schema=ENTITLEMENTS),
        tallies=pa.Table.from_pylist(tallies, schema=TALLIES),
        windows={"yulu_grant": Window(as_of=DAY, since=date(2026, 8, 31))},
        left_out=(),
        as_of=DAY,
        policy_hash=policy_in_force().hash,
        snapshot_hash=None,
    )


@pytest.fixture
def reckoned(world: Any) -> Reckoning:
    """Two thousand five hundred owed in town A and in town B."""
    found = found_of(world, ("a", "missing", "2500.00", "0.00"), ("b", "short", "2500.00", "1000.00"))
    return keep_reckoning(found=found, seal=seal_of(world), area_code="770101", by=world.zhou, at=world.now)


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    def page(officer: Any, path: str, *, status: int = 200, language: str = "zh-hans") -> str:
        client.force_login(officer, backend="fangpin_web.accounts.backend.OfficerBackend")
        answer = client.get(path, headers={"accept-language": language})
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    return page


def item_of(world: Any, town: str) -> EntitlementItem:
    with acting_as(world.zhou):
        return EntitlementItem.objects.get(area_code=getattr(world, f"village_{town}"))


def test_the_county_sees_each_scheme_with_its_counts_and_what_is_owed(
    world: Any, reckoned: Reckoning, page: Callable[..., str]
) -> None:
    shown = page(world.zhou, "/entitlements/?scheme=yulu_grant")
    assert "雨露计划职业教育补助" in shown
    assert "4,000.00" in shown
    assert "甲镇" in shown


def test_a_scheme_of_which_too_much_differs_says_so_to_whoever_sees_counts(
    world: Any, reckoned: Reckoning, page: Callable[..., str]
) -> None:
    assert "核算存疑" not in page(world.lin, "/entitlements/")
    reckoned.tallies.filter(area_code=world.village_b).update(missing=500, asked=500)
    assert "核算存疑" in page(world.lin, "/entitlements/"), "of the whole place, not of the reader's town"


def test_a_township_sees_its_own_rows_and_not_the_others(
    world: Any, reckoned: Reckoning, page: Callable[..., str]
) -> None:
    shown = page(world.lin, "/entitlements/rows")
    assert "甲镇" in shown
    assert "2,500.00" in shown
    assert "1,500.00" not in shown
    page(world.lin, f"/entitlements/rows/{item_of(world, 'a').pk}/")
    page(world.lin, f"/entitlements/rows/{item_of(world, 'b').pk}/", status=404)


def test_the_city_sees_counts_and_no_row(world: Any, reckoned: Reckoning, page: Callable[..., str]) -> None:
    assert "雨露计划" in page(world.city, "/entitlements/")
    page(world.city, "/entitlements/rows", status=403)


def test_one_row_shows_its_arithmetic_in_both_languages(
    world: Any, reckoned: Reckoning, page: Callable[..., str]
) -> None:
    path = f"/entitlements/rows/{item_of(world, 'a').pk}/"
    assert "每学期标准 × 已开学学期数" in page(world.lin, path)
    assert "Rate of a term × Terms begun" in page(world.lin, path, language="en")


def test_the_household_file_says_what_is_due(world: Any, reckoned: Reckoning, page: Callable[..., str]) -> None:
    shown = page(world.wang, f"/households/{world.household_a.pk}/")
    assert "雨露计划职业教育补助" in shown
    assert "应享未享" in shown


def test_rows_leave_with_masked_names_and_their_arithmetic_and_are_logged(
    world: Any, reckoned: Reckoning, client: Client
) -> None:
    client.force_login(world.zhou, backend="fangpin_web.accounts.backend.OfficerBackend")
    answer = client.post("/entitlements/rows/export?verdict=missing", {"purpose": "report", "shape": "csv"})
    text = answer.content.decode("utf-8-sig")
    assert "2500.00" in text
    assert "张三" not in text
    assert "2,500.00 × 1" in text
    with acting_as(world.zhou):
        assert AccessLog.objects.filter(act="export", rows=1).exists()


def test_a_seal_reckoned_again_keeps_the_later_reckoning_alone(world: Any, reckoned: Reckoning) -> None:
    later = found_of(world, ("a", "agrees", "2500.00", "2500.00"))
    keep_reckoning(found=later, seal=reckoned.seal, area_code="770101", by=world.zhou, at=world.now)
    with acting_as(world.zhou):
        assert [item.verdict for item in EntitlementItem.objects.all()] == ["agrees"]
    assert Reckoning.objects.count() == 1


def test_the_county_queues_a_reckoning_and_a_township_may_not(world: Any, client: Client) -> None:
    seal = seal_of(world)
    with pytest.raises(NotAllowed):
        reckon_entitlements(seal=seal, by=world.lin, at=world.now)
    client.force_login(world.lin, backend="fangpin_web.accounts.backend.OfficerBackend")
    assert client.post("/entitlements/reckon").status_code == 403
    client.force_login(world.zhou, backend="fangpin_web.accounts.backend.OfficerBackend")
    assert client.post("/entitlements/reckon").status_code == 302
    assert Progress.objects.get().arguments == {"seal": seal.pk}


def test_a_scheme_shows_its_amounts_with_their_documents(world: Any, page: Callable[..., str]) -> None:
    assert "银保监发〔2021〕6号" in page(world.zhou, "/entitlements/schemes/microcredit_interest/")
    page(world.zhou, "/entitlements/schemes/nothing/", status=404)


def test_a_bill_without_a_snapshot_shows_who_paid_and_what_is_left(world: Any, page: Callable[..., str]) -> None:
    with acting_as(world.zhou):
        claim = MedicalClaim.objects.create(
            person=world.person_a, area_code=world.village_a, settled_on=date(2026, 3, 1), kind="inpatient",
            total_yuan=Decimal(1000), in_policy_yuan=Decimal(900), basic_yuan=Decimal(500), aid_yuan=Decimal(100),
            entered_at=world.now,
        )  # fmt: skip
    shown = page(world.lin, f"/bills/{claim.pk}/")
    assert "400.00" in shown
    assert "还没有快照包含这张结算单" in shown
    page(world.chen, f"/bills/{claim.pk}/", status=404)
