"""From a file to the ledgers and back."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from tests.web.intake.deliveries import NOW, bring, contents, csv_file, dibao, later, number, roll

from fangpin_web.access.scope import acting_as
from fangpin_web.intake.models import MatchDecision, PendingRow, Upload
from fangpin_web.intake.originals import read_original
from fangpin_web.intake.problems import AlreadyDecided, NotAllowed, PlanChanged, TouchedSince
from fangpin_web.intake.services import (
    Incoming,
    accept_proposals,
    accept_upload,
    decide_match,
    preview_upload,
    receive_files,
    undo_batch,
    withdraw_upload,
)  # fmt: skip
from fangpin_web.publishing.models import Seal
from fangpin_web.records.models import Coverage, DibaoSpell, Household, ImportBatch, Membership, Person


def test_a_roll_lands_with_batch_sheet_and_row_on_every_row(world: Any) -> None:
    upload = bring(roll(), world.zhou)
    with acting_as(world.zhou):
        person = Person.objects.having(document_number=number(1)).get()
        assert (person.name, person.sex, person.born_on, person.area_code) == (
            "赵大",
            "male",
            date(1980, 5, 6),
            world.village_a,
        )
        assert (person.batch_id, person.sheet_no, person.row_no) == (upload.batch_id, 1, 2)
        assert Membership.objects.filter(batch_id=upload.batch_id).count() == 7
        assert ImportBatch.objects.get(pk=upload.batch_id).rows_landed == 7
        assert {c.area_code for c in Coverage.objects.filter(ledger="membership")} == {world.village_a, world.village_b}


def test_nothing_lands_before_it_is_accepted(world: Any) -> None:
    before = contents(world.zhou)
    [upload] = receive_files(files=[roll()], by=world.zhou, at=NOW)
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)
    assert contents(world.zhou) == before
    assert upload.counts["ledgers"]["person"]["new"] == 7
    assert upload.shown["ledgers"]["household"]["new"][0]["code"] == "770101101001001"


def test_the_same_file_twice_changes_nothing_and_makes_no_batch(world: Any) -> None:
    bring(roll(), world.zhou)
    before = contents(world.zhou)
    again = bring(roll(), world.zhou, at=later(1))
    assert again.batch_id is None
    assert contents(world.zhou) == before


def test_an_undone_batch_leaves_every_table_as_it_was(world: Any) -> None:
    bring(roll(), world.zhou)
    bring(dibao({"赵大": 420, "孙大": 300}), world.zhou)
    before = contents(world.zhou)
    upload = bring(dibao({"赵大": 450, "赵二": 450}, "2026年10月"), world.zhou, decisions={"dibao_spell": "ended"})
    assert contents(world.zhou) != before
    undone = undo_batch(upload=upload, by=world.zhou, at=later(1))
    assert undone.state == Upload.State.UNDONE
    assert contents(world.zhou) == before


def test_after_a_seal_an_undone_batch_stays_visible_as_reversed(world: Any) -> None:
    bring(roll(), world.zhou)
    before = contents(world.zhou)
    upload = bring(dibao({"赵大": 420}), world.zhou)
    with acting_as(world.zhou):
        Seal.objects.create(
            label="九月", purpose="sealed", place="gejiu", as_of=date(2026, 9, 30), sealed_at=later(1), demo=True,
            hash="a" * 64, policy_hash="b" * 64, folder_name="x", rows=1, rows_by_ledger={},
        )  # fmt: skip
    undone = undo_batch(upload=upload, by=world.zhou, at=later(2))
    after = contents(world.zhou)
    assert undone.state == Upload.State.REVERSED
    assert [b["state"] for b in after["import_batch"]][-2:] == ["reversed", "reversed"]
    assert {k: v for k, v in after.items() if k != "import_batch"} == {
        k: v for k, v in before.items() if k != "import_batch"
    }


def test_a_batch_that_others_build_on_cannot_be_undone_and_says_which_rows(world: Any) -> None:
    founding = bring(roll(), world.zhou)
    bring(dibao({"赵大": 420}), world.zhou)
    with pytest.raises(TouchedSince) as refused:
        undo_batch(upload=founding, by=world.zhou, at=later(1))
    assert {row["ledger"] for row in refused.value.later} == {"dibao_spell"}
    assert "dibao_spell" in refused.value.say("zh")


def test_a_batch_whose_rows_changed_since_cannot_be_undone(world: Any) -> None:
    bring(roll(), world.zhou)
    first = bring(dibao({"赵大": 420}), world.zhou)
    second = bring(dibao({"赵大": 450}, "2026年10月"), world.zhou)
    with pytest.raises(TouchedSince):
        undo_batch(upload=first, by=world.zhou, at=later(1))
    undo_batch(upload=second, by=world.zhou, at=later(1))
    undo_batch(upload=first, by=world.zhou, at=later(2))
    with acting_as(world.zhou):
        assert not DibaoSpell.objects.exists()


def test_a_changed_cell_changes_only_that_cell(world: Any) -> None:
    bring(roll(), world.zhou)
    bring(roll(land={"770101101001001": "4.2"}), world.zhou)
    with acting_as(world.zhou):
        household = Household.objects.get(code="770101101001001")
    assert (str(household.arable_mu), household.head_name) == ("4.20", "赵大")


def test_what_was_previewed_is_what_lands_or_nothing_does(world: Any) -> None:
    bring(roll(), world.zhou)
    [upload] = receive_files(files=[dibao({"赵大": 450})], by=world.zhou, at=NOW)
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)
    bring(dibao({"赵大": 420}), world.zhou)
    with pytest.raises(PlanChanged):
        accept_upload(upload=upload, by=world.zhou, at=NOW)
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)
    assert accept_upload(upload=upload, by=world.zhou, at=NOW).state == Upload.State.LANDED


def test_the_second_officer_to_accept_is_told_who_did(world: Any) -> None:
    [upload] = receive_files(files=[roll()], by=world.zhou, at=NOW)
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)
    accept_upload(upload=upload, by=world.zhou, at=NOW)
    with pytest.raises(AlreadyDecided) as refused:
        accept_upload(upload=upload, by=world.zhou, at=NOW)
    assert "周四" in refused.value.say("zh")


def test_a_village_cadre_imports_nothing_and_a_department_does_not_accept(world: Any) -> None:
    with pytest.raises(NotAllowed):
        receive_files(files=[roll()], by=world.wang, at=NOW)
    [upload] = receive_files(files=[roll()], by=world.zhou, at=NOW)
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)
    with pytest.raises(NotAllowed):
        accept_upload(upload=upload, by=world.medical, at=NOW)


def test_rows_without_numbers_wait_are_accepted_in_bulk_and_are_not_asked_about_again(world: Any) -> None:
    bring(roll(), world.zhou)
    file = dibao({"赵大": (420, ""), "钱大": (430, "7701**********0011"), "孙大": 300})
    upload = bring(file, world.zhou)
    with acting_as(world.zhou):
        assert set(upload.pending.values_list("state", "doubt")) == {("proposed", "missing"), ("proposed", "masked")}
        assert DibaoSpell.objects.count() == 1
        coverage = Coverage.objects.get(ledger="dibao_spell", area_code=world.village_a)
        assert (coverage.rows_read, coverage.rows_matched) == (2, 0)
    assert accept_proposals(upload=upload, by=world.zhou, at=later(1)) == 2
    with acting_as(world.zhou):
        assert DibaoSpell.objects.filter(batch_id=upload.batch_id).count() == 3
        coverage.refresh_from_db()
        assert coverage.rows_matched == 2
        assert MatchDecision.objects.count() == 2
        assert not PendingRow.objects.open().exists()
    before = contents(world.zhou)
    assert bring(file, world.zhou, at=later(2)).batch_id is None
    assert contents(world.zhou) == before
    undo_batch(upload=upload, by=world.zhou, at=later(3))
    with acting_as(world.zhou):
        assert not DibaoSpell.objects.exists()


def test_a_row_that_is_nobodys_is_not_asked_about_again(world: Any) -> None:
    bring(roll(), world.zhou)
    file = dibao({"外来人": (420, "")})
    upload = bring(file, world.zhou)
    with acting_as(world.zhou):
        [row] = upload.pending.all()
    decide_match(pending=row, verdict="nobody", by=world.zhou, at=later(1))
    with pytest.raises(AlreadyDecided):
        decide_match(pending=row, verdict="nobody", by=world.zhou, at=later(1))
    bring(dibao({"外来人": (421, "")}, "2026年10月"), world.zhou)
    with acting_as(world.zhou):
        assert not PendingRow.objects.open().exists()


def test_several_files_at_once_are_each_recognised_and_one_bad_file_keeps_none_back(world: Any) -> None:
    broken = Incoming(name="坏.xlsx", content=b"PK\x03\x04 truncated")
    nonsense = csv_file("会议安排.csv", ("时间", "地点", "议题"), [("周一", "礼堂", "学习")])
    found = receive_files(files=[roll(), broken, dibao({"赵大": 420}), nonsense], by=world.zhou, at=NOW)
    assert [(u.state, u.source) for u in found] == [
        ("received", "rural_households"),
        ("unreadable", ""),
        ("received", "civil_assistance"),
        ("unknown", ""),
    ]
    assert found[1].problem["zh"]


def test_a_zip_of_towns_is_one_delivery_of_several_sheets(world: Any) -> None:
    bring(roll(), world.zhou)
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w") as archive:
        for part in (dibao({"赵大": 420}), dibao({"孙大": 300})):
            archive.writestr(f"{len(archive.namelist())}{part.name}", part.content)
    [upload] = receive_files(
        files=[Incoming(name="2026年9月低保.zip", content=parcel.getvalue())], by=world.zhou, at=NOW
    )
    assert len(upload.sheets) == 2
    accept_upload(upload=preview_upload(upload=upload, by=world.zhou, at=NOW), by=world.zhou, at=NOW)
    with acting_as(world.zhou):
        assert set(DibaoSpell.objects.values_list("sheet_no", flat=True)) == {1, 2}


def test_the_original_is_kept_and_cannot_be_read_without_the_keys(world: Any, settings: Any) -> None:
    file = roll()
    [upload] = receive_files(files=[file], by=world.zhou, at=NOW)
    kept = next((settings.FANGPIN.home / "originals").rglob(f"{upload.original.sha256}.sm4")).read_bytes()
    assert "赵大".encode() not in kept
    assert read_original(upload.original.sha256) == file.content


def test_a_township_officer_sees_no_upload_of_the_county(world: Any) -> None:
    receive_files(files=[roll()], by=world.zhou, at=NOW)
    with acting_as(world.lin):
        assert not Upload.objects.exists()


def test_a_withdrawn_delivery_cannot_land(world: Any) -> None:
    [upload] = receive_files(files=[roll()], by=world.zhou, at=NOW)
    upload = preview_upload(upload=upload, by=world.zhou, at=NOW)
    withdraw_upload(upload=upload, by=world.zhou, at=NOW)
    with pytest.raises(AlreadyDecided):
        accept_upload(upload=upload, by=world.zhou, at=NOW)


def test_a_full_list_older_than_one_that_landed_is_warned_of_and_changes_no_later_amount(world: Any) -> None:
    bring(roll(), world.zhou)
    bring(dibao({"赵大": 300, "钱二": 310}, "2026年10月"), world.zhou)
    upload = bring(dibao({"赵大": 280}, "2026年9月"), world.zhou, at=later(1), decisions={"dibao_spell": "ended"})
    assert "2026-10-31" in upload.problem["zh"]
    assert upload.counts["ledgers"]["dibao_spell"]["missing"] == 0
    with acting_as(world.zhou):
        now = {s.person.name: s.monthly_yuan for s in DibaoSpell.objects.filter(to_on=None)}
    assert now == {"赵大": 300, "钱二": 310}
