"""Our ledgers against lists of the same households: nothing lands, each household once, listed and exported."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from tests.web.intake.deliveries import FAMILIES, NOW, PLACE, bring, csv_file, dibao, number, roll

from fangpin_web.access.scope import acting_as
from fangpin_web.cases.models import CaseDesk
from fangpin_web.cases.services import open_case
from fangpin_web.discrepancies.models import ReconciliationLine
from fangpin_web.discrepancies.problems import DiscrepancyProblem
from fangpin_web.discrepancies.reconciling import reconcile_export
from fangpin_web.intake.services import preview_upload, receive_files
from fangpin_web.records.models import Case, Clue, Household, Measure, MonitoringSpell

pytestmark = pytest.mark.django_db
HEADS = (
    "县", "乡", "村", "户编号", "户主姓名", "户主证件号码", "姓名", "证件号码", "与户主关系", "监测对象类别",
    "识别监测时间", "风险是否已消除",
)  # fmt: skip


def export(*rows: tuple[Any, ...]) -> Any:
    """(code, head, serial, class, identified) of each household's head."""
    lines = []
    for code, head, serial, kind, identified in rows:
        where = PLACE["甲" if code.startswith("770101101") else "乙"]
        lines.append((*where, code, head, number(serial), head, number(serial), "户主", kind, identified, "否"))
    return csv_file("（自定义）监测对象信息2026年10月.csv", HEADS, lines)


def test_here_not_there_there_not_here_and_differing_each_once(world: Any, client_of: Any) -> None:
    bring(roll(), world.zhou)
    (zhao, qian, sun) = (code for _town, code, _members in FAMILIES)
    with acting_as(world.zhou, "our own ledger"):
        ours = {one.code: one for one in Household.objects.filter(code__in=(zhao, qian, sun))}
        for code in (zhao, sun):
            MonitoringSpell.objects.create(
                area_code=ours[code].area_code, household=ours[code], monitoring_class="ffzx",
                identified_on=date(2026, 8, 1), from_on=date(2026, 8, 1), eliminated=False, entered_at=world.now,
            )  # fmt: skip
        for code in (zhao, qian):
            Measure.objects.create(
                area_code=ours[code].area_code, household=ours[code], kind="health", from_on=date(2026, 8, 1),
                entered_at=world.now,
            )  # fmt: skip
    case = open_case(process="identification", household=world.household_b, by=world.zhou, at=world.now)
    with acting_as(world.zhou, "taken in"):
        Case.objects.filter(pk=case.pk).update(outcome="included")
        CaseDesk.objects.filter(pk=case.pk).update(is_open=False, step="closed")
    # zhao as another month; sun under a code of theirs, known by its head's number; one family unknown here
    file = export(
        (zhao, "赵大", 1, "防止返贫致贫对象", "202609"),
        ("770101102009999", "孙大", 21, "防止返贫致贫对象", "202608"),
        ("770101101009998", "李大", 77, "防止返贫致贫对象", "202610"),
    )
    [upload] = receive_files(files=[file], by=world.zhou, at=NOW)
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)

    made = reconcile_export(upload=upload, by=world.zhou, at=NOW)

    assert made.counts == {"here": 2, "there": 1, "differs": 1, "unclear": 0}
    with acting_as(world.zhou):
        lines = list(ReconciliationLine.objects.filter(reconciliation=made))
        assert MonitoringSpell.objects.count() == 2  # nothing landed
    assert {(one.kind, one.household_id, one.because) for one in lines} == {
        ("here", ours[qian].pk, "helped"),
        ("here", world.household_b.pk, "included"),
        ("differs", ours[zhao].pk, "monitored"),
        ("there", None, ""),
    }
    assert set(Counter(one.household_id for one in lines).values()) == {1}
    (differing,) = (one for one in lines if one.kind == "differs")
    assert differing.fields == [["identified_on", "202608", "202609"]]
    page = client_of(world.zhou).get(f"/discrepancies/national/{made.pk}/?view=here").content.decode()
    assert qian in page
    told = {"purpose": "correction", "shape": "csv"}
    taken = client_of(world.zhou).post(f"/discrepancies/national/{made.pk}/export", told).content.decode("utf-8-sig")
    assert taken.count("770101") >= 3
    assert client_of(world.chen).get(f"/discrepancies/national/{made.pk}/").status_code == 404


def test_the_roll_is_held_against_who_lives_where_in_our_ledger(world: Any, client_of: Any) -> None:
    bring(roll(), world.zhou)
    (zhao, qian, sun) = (code for _town, code, _members in FAMILIES)
    next_month = roll("2026年10月").content.decode("utf-8-sig").replace("赵大", "赵二").splitlines()
    kept = [line for line in next_month if qian not in line]
    kept.append(",".join([*PLACE["甲"], "770101101009997", "周九", "周九", number(88), "户主", "一般农户", "1"]))
    [upload] = receive_files(
        files=[csv_file("2026年10月农村户籍花名册.csv", kept[0].split(","), [line.split(",") for line in kept[1:]])],
        by=world.zhou, at=NOW,
    )  # fmt: skip
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)
    assert upload.source == "rural_households"

    made = reconcile_export(upload=upload, by=world.zhou, at=NOW)

    assert made.counts == {"here": 3, "there": 1, "differs": 1, "unclear": 0}
    with acting_as(world.zhou):
        ours = {one.code: one.pk for one in Household.objects.filter(code__in=(zhao, qian, sun))}
        lines = {one.kind: one for one in ReconciliationLine.objects.filter(reconciliation=made)}
        here = ReconciliationLine.objects.filter(reconciliation=made, kind="here")
        missed = set(here.values_list("household_id", "because"))
    assert missed == {(key, "resident") for key in (ours[qian], world.household_a.pk, world.household_b.pk)}
    assert lines["there"].household_id is None
    assert (lines["differs"].household_id, lines["differs"].fields) == (ours[zhao], [["head_name", "", ""]])
    page = client_of(world.zhou).get(f"/discrepancies/national/{made.pk}/?view=differs").content.decode()
    assert "户主姓名" in page
    assert "赵二" not in page  # that a name differs is said, not the names


def test_the_provinces_applications_are_held_against_the_clues_of_their_month(world: Any) -> None:
    bring(roll(), world.zhou)
    codes = [code for _town, code, _members in FAMILIES]
    with acting_as(world.zhou, "our own clues"):
        ours = [Household.objects.get(code=code) for code in codes]
        for household, channel, risk, day in (
            (ours[0], "self_application", "education", 3),
            (ours[1], "self_application", "illness", 4),
            (ours[2], "department", "illness", 5),
        ):
            Clue.objects.create(
                household=household, area_code=household.area_code, risk=risk, channel=channel, state="open",
                raised_on=date(2026, 9, day), entered_at=world.now,
            )  # fmt: skip
    heads = ("申报编号", "县", "乡镇", "行政村", "户主姓名", "身份证号码", "风险类型", "困难情况", "申报日期")
    rows = [
        ("S1", *PLACE["甲"], "赵大", number(1), "因病", "看病", "2026-09-03"),  # here: for another risk
        ("S2", *PLACE["乙"], "孙大", number(21), "因病", "看病", "2026-09-05"),  # known here by another channel
        ("S3", *PLACE["甲"], "陈七", number(66), "因病", "看病", "2026-09-06"),  # nobody we know
        ("S4", *PLACE["甲"], "吴八", "", "因病", "看病", "2026-09-07"),  # nobody can say who
    ]
    [upload] = receive_files(files=[csv_file("2026年9月一键申报清单.csv", heads, rows)], by=world.zhou, at=NOW)
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)
    assert upload.source == "self_applications"

    made = reconcile_export(upload=upload, by=world.zhou, at=NOW)

    with acting_as(world.zhou):
        lines = ReconciliationLine.objects.filter(reconciliation=made)
        told = {(one.kind, one.household_id, one.row_no) for one in lines if one.kind != "differs"}
        (differs,) = lines.filter(kind="differs")
    assert told == {("here", ours[1].pk, None), ("there", None, 4), ("unclear", None, 5)}
    assert (differs.household_id, differs.fields) == (ours[0].pk, [["risk", "因学", "因病"]])


def test_a_list_that_is_no_register_of_households_is_compared_with_nothing(world: Any) -> None:
    bring(roll(), world.zhou)
    upload = bring(dibao({"赵大": 300}), world.zhou)
    with pytest.raises(DiscrepancyProblem):
        reconcile_export(upload=upload, by=world.zhou, at=NOW)
