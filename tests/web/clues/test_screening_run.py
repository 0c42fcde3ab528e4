"""From ledgers to explained clues, over a real snapshot."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils.translation import override

from fangpin.rules import ids_by_ledger
from fangpin.snapshots import SnapshotError
from fangpin_web.access.scope import acting_as
from fangpin_web.clues.models import ClueEvidence, ScreeningRun, Tally
from fangpin_web.clues.problems import NotAllowed, NotInThisState
from fangpin_web.clues.screening import run_screening
from fangpin_web.clues.services import dispatch_clues, take_clue
from fangpin_web.clues.telling import evidences_of, rows_behind, tell
from fangpin_web.publishing.services import seal
from fangpin_web.records.models import Clue, ImportBatch, ThresholdListing

AS_OF = date(2026, 10, 31)


@pytest.fixture
def listed(office_world):
    """The health-insurance office lists person A with 23,411 yuan; sealed for the end of October."""
    w = office_world
    with acting_as(w.zhou):
        batch = ImportBatch.objects.create(
            area_code=w.county, source="medical_threshold", file_name="大额名单.xlsx", file_hash="0", delivery="full",
            period_from_on=date(2026, 10, 1), period_to_on=AS_OF, state="landed", entered_at=w.now,
        )  # fmt: skip
        ThresholdListing.objects.create(
            area_code=w.village_a, person=w.person_a, listing="medical_own_pay", period_from_on=date(2026, 1, 1),
            period_to_on=AS_OF, amount_yuan=Decimal("23411.00"), listed_on=AS_OF, batch_id=batch.pk, sheet_no=1,
            row_no=7, entered_at=w.now,
        )  # fmt: skip
    return w


def sealed(w, **more):
    return seal(as_of=AS_OF, by=w.zhou, at=w.now + timedelta(seconds=ScreeningRun.objects.count()), **more)


def test_a_listed_amount_becomes_a_clue_that_explains_itself_down_to_the_cell(listed):
    run = run_screening(seal=sealed(listed), by=listed.zhou, at=listed.now)
    assert run.counts["raised"] >= 1
    with acting_as(listed.lin):
        clue = Clue.objects.get(risk="illness")
        (evidence,) = [e for e in evidences_of([clue.pk])[clue.pk] if e.rule == "medical_other"]
        told = tell(evidence)
        assert "23,411.00 元" in told.sentence
        assert "20,000.00 元" in told.sentence
        assert told.rule.remedy.zh
        row = ThresholdListing.objects.get(pk__in=ids_by_ledger(rows_behind(evidence))["threshold_listing"])
        assert (row.batch_id, row.sheet_no, row.row_no) == (ImportBatch.objects.get().pk, 1, 7)
        with override("en"):
            assert "23,411.00" in tell(evidence).sentence


def test_tallies_hold_counts_of_every_rule_and_village_and_no_person(listed):
    run = run_screening(seal=sealed(listed), by=listed.zhou, at=listed.now)
    with acting_as(listed.city):
        (mine,) = Tally.objects.filter(run=run, rule="medical_other", area_code=listed.village_a)
        assert (mine.screened, mine.yes) == (1, 1)
        (other,) = Tally.objects.filter(run=run, rule="medical_other", area_code=listed.village_b)
        assert (other.yes, other.yes + other.no + other.unknown) == (0, other.screened)
    assert not {"household_id", "person_id"} & {f.name for f in Tally._meta.get_fields()}


def test_screening_the_same_seal_again_raises_nothing(listed):
    one = sealed(listed)
    first = run_screening(seal=one, by=listed.zhou, at=listed.now)
    second = run_screening(seal=one, by=listed.zhou, at=listed.now)
    assert first.counts["raised"] > 0
    assert (second.counts["raised"], second.counts["joined"]) == (0, 0)
    assert second.counts["seen"] == first.counts["findings"]


def test_only_the_county_office_screens(listed):
    one = sealed(listed)
    for name in ("lin", "wang", "city", "auditor"):
        with pytest.raises(NotAllowed):
            run_screening(seal=one, by=getattr(listed, name), at=listed.now)


def test_a_stopped_screening_leaves_nothing(listed):
    from fangpin.rules import ScreeningStopped

    one = sealed(listed)
    with pytest.raises(ScreeningStopped):
        run_screening(seal=one, by=listed.zhou, at=listed.now, progress=lambda done, _of, _what: done < 2)
    assert not ScreeningRun.objects.exists()
    with acting_as(listed.zhou):
        assert not Clue.objects.exists()


def test_a_failure_after_the_counts_leaves_nothing(listed, monkeypatch):
    one = sealed(listed)
    monkeypatch.setattr("fangpin_web.clues.raising._join", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run_screening(seal=one, by=listed.zhou, at=listed.now)
    assert not ScreeningRun.objects.exists()
    assert not Tally.objects.exists()
    with acting_as(listed.zhou):
        assert not Clue.objects.exists()
        assert not ClueEvidence.objects.exists()


def test_a_snapshot_that_is_gone_is_one_clear_error(listed):
    import shutil

    one = sealed(listed)
    shutil.rmtree(one.folder)
    with pytest.raises(SnapshotError) as told:
        run_screening(seal=one, by=listed.zhou, at=listed.now)
    assert told.value.zh


def test_an_old_clue_is_explained_with_the_policy_it_was_found_with(listed, own_home):
    import shutil

    from fangpin.policy import shipped_folder

    shutil.copytree(shipped_folder(), own_home / "policies")
    run_screening(seal=sealed(listed), by=listed.zhou, at=listed.now)
    path = own_home / "policies/national/parameters/thresholds.yaml"
    path.write_text(path.read_text().replace('value: "20000"', 'value: "30000"'))
    with acting_as(listed.lin):
        clue = Clue.objects.get(risk="illness")
        sentences = [tell(evidence).sentence for evidence in evidences_of([clue.pk])[clue.pk]]
        assert any("20,000.00 元" in sentence for sentence in sentences)
    changed = run_screening(seal=sealed(listed), by=listed.zhou, at=listed.now)
    with acting_as(listed.city):
        assert Tally.objects.get(run=changed, rule="medical_other", area_code=listed.village_a).yes == 0


def test_of_two_officers_at_once_one_takes_the_clue_and_the_other_is_told(listed):
    run_screening(seal=sealed(listed), by=listed.zhou, at=listed.now)
    dispatch_clues(by=listed.zhou, at=listed.now)
    with acting_as(listed.lin):
        clue = Clue.objects.get(risk="illness")
    answers: list[object] = []
    barrier = threading.Barrier(2)

    def take(officer):
        barrier.wait()
        try:
            answers.append(take_clue(clue_id=clue.pk, by=officer, at=listed.now))
        except NotInThisState as told:
            answers.append(told)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[officer]) for officer in (listed.lin, listed.wang)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(answer).__name__ for answer in answers) == ["Clue", "NotInThisState"]


def test_two_screenings_at_once_make_each_clue_once(listed):
    one = sealed(listed)
    raised: list[int] = []

    def run():
        try:
            raised.append(run_screening(seal=one, by=listed.zhou, at=listed.now).counts["raised"])
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert min(raised) == 0
    with acting_as(listed.zhou):
        assert Clue.objects.count() == max(raised)
