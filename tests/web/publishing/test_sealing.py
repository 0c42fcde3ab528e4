"""A seal holds every committed row of one moment, or there is no seal."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from fangpin.ledgers import SPECS
from fangpin.snapshots import SnapshotError, open_snapshot, snapshots_in, verify, verify_chain
from fangpin_web.access.scope import acting_as
from fangpin_web.publishing import services
from fangpin_web.publishing.export import ledgers_of_one_moment
from fangpin_web.publishing.models import Seal, snapshots_folder
from fangpin_web.publishing.services import MayNotSeal, SealBusy, adopt_found_snapshots, check_seal, seal
from fangpin_web.records.models import Household, Loan

AS_OF = date(2026, 10, 31)


def lend(world: Any, **columns: Any) -> None:
    with acting_as(world.zhou):
        Loan.objects.create(
            area_code=world.village_a, household=world.household_a, contract="C1", entered_at=world.now, **columns
        )


def test_a_seal_holds_the_rows_of_every_town_and_names_nobody(office_world):
    lend(office_world, amount_yuan=Decimal("0.10"), lent_on=date(2026, 3, 1))
    made = seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    assert check_seal(made) == []
    with open_snapshot(made.folder).connect() as snapshot:
        assert snapshot.execute("SELECT count(*) FROM household").fetchone() == (2,)
        assert snapshot.execute("SELECT amount_yuan, lent_on, bank FROM loan").fetchone() == (
            Decimal("0.10"),
            date(2026, 3, 1),
            None,
        )
    for file in made.folder.rglob("*.parquet"):
        content = file.read_bytes()
        for secret in ("张三", "欧阳四", "770101199001011234", "H770101000001"):
            assert secret.encode() not in content


def test_the_list_says_what_the_manifest_says(office_world):
    made = seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    manifest = open_snapshot(made.folder).manifest
    assert (made.hash, made.demo, made.place, made.as_of) == (manifest.hash, True, "gejiu", AS_OF)
    assert made.rows_by_ledger == {entry.name: entry.rows for entry in manifest.ledgers}
    assert set(made.rows_by_ledger) == {name for name, spec in SPECS.items() if not spec.internal}
    assert made.sealed_by == office_world.zhou.pk


def test_the_snapshot_is_read_with_the_policy_it_was_sealed_with(office_world):
    made = seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    snapshot = open_snapshot(made.folder)
    assert snapshot.policy.hash == made.policy_hash
    assert snapshot.policy.value("income_line", on=AS_OF).value == Decimal(8700)


def test_each_sealed_snapshot_hangs_on_the_sealed_one_before(office_world):
    later = office_world.now + timedelta(days=1)
    first = seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    working = seal(as_of=AS_OF, by=office_world.zhou, at=later, purpose="working")
    second = seal(as_of=AS_OF, by=office_world.zhou, at=later + timedelta(days=1))
    assert (first.previous_hash, working.previous_hash, second.previous_hash) == ("", first.hash, first.hash)
    assert not any(verify_chain(snapshots_in(snapshots_folder())).values())


def test_only_the_newest_working_snapshots_are_kept(office_world):
    made = [
        seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now + timedelta(hours=hour), purpose="working")
        for hour in range(4)
    ]
    assert [one.folder.exists() for one in made] == [False, False, True, True]


@pytest.mark.parametrize("name", ["lin", "wang", "medical", "city", "auditor", "administrator"])
def test_only_the_county_office_seals(office_world, name):
    with pytest.raises(MayNotSeal):
        seal(as_of=AS_OF, by=getattr(office_world, name), at=office_world.now)
    assert not snapshots_folder().exists()


def test_the_wrong_role_fails_loudly_instead_of_sealing_nothing(office_world, settings):
    settings.DATABASES["seal"]["USER"], kept = "fangpin_web", settings.DATABASES["seal"]["USER"]
    try:
        with pytest.raises(Exception, match="row-level security"):
            seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    finally:
        settings.DATABASES["seal"]["USER"] = kept
    assert not Seal.objects.exists()
    assert not snapshots_folder().exists()


def test_rows_written_while_sealing_are_in_no_ledger_of_the_seal(office_world):
    def write_more(name: str, _done: int, _of: int) -> None:
        if name == "loan":
            with acting_as(office_world.zhou):
                household = Household.objects.create(area_code=office_world.village_a, entered_at=office_world.now)
                Loan.objects.create(area_code=office_world.village_a, household=household, entered_at=office_world.now)

    made = seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now, progress=write_more)
    assert (made.rows_by_ledger["household"], made.rows_by_ledger["loan"]) == (2, 0)


def test_counts_that_disagree_refuse_the_seal(office_world, monkeypatch):
    def miscount(_ledgers: Any, spec: Any) -> int:
        return 3 if spec.name == "area" else 0

    monkeypatch.setattr("fangpin_web.publishing.export.LedgersOfOneMoment._count", miscount)
    with pytest.raises(SnapshotError, match="area: 5 rows were exported, the database has 3"):
        seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    assert not Seal.objects.exists()
    assert list(snapshots_folder().iterdir()) == []


def test_two_who_seal_at_once_get_one_seal_and_one_clear_answer(office_world):
    answers: list[object] = []

    def other() -> None:
        try:
            answers.append(seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now + timedelta(seconds=1)))
        except SealBusy as busy:
            answers.append(busy)
        finally:
            connection.close()

    def meanwhile(name: str, _done: int, _of: int) -> None:
        if name == "person":
            thread = threading.Thread(target=other)
            thread.start()
            thread.join()

    seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now, progress=meanwhile)
    assert [type(answer) for answer in answers] == [SealBusy]
    assert Seal.objects.count() == 1


def test_a_snapshot_whose_process_died_before_the_list_was_written_is_found_again(office_world):
    made = seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    Seal.objects.all().delete()
    (adopted,) = adopt_found_snapshots()
    assert (adopted.hash, adopted.sealed_by) == (made.hash, None)
    assert adopt_found_snapshots() == []


def test_a_changed_folder_is_not_taken_into_the_list(office_world):
    made = seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    Seal.objects.all().delete()
    path = made.folder / "ledgers/person.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    assert adopt_found_snapshots() == []
    assert verify(made.folder)


def test_a_full_disk_refuses_the_seal_and_leaves_nothing(office_world, monkeypatch):
    import errno

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("fangpin.snapshots.writing.file_hash", full)
    with pytest.raises(SnapshotError) as caught:
        seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now)
    assert "No space left" in caught.value.en
    assert list(snapshots_folder().iterdir()) == []
    assert not Seal.objects.exists()


def test_every_ledger_leaves_in_its_declared_types(office_world):
    with ledgers_of_one_moment() as ledgers:
        for name in ledgers:
            assert ledgers[name].read_all().schema == SPECS[name].arrow_schema
        assert ledgers.counts["area"] == 5


def test_progress_names_each_ledger(office_world):
    seen: list[str] = []
    seal(as_of=AS_OF, by=office_world.zhou, at=office_world.now, progress=lambda name, _d, _o: seen.append(name))
    assert "household" in seen
    assert seen[-1] == "manifest.json"
    assert services.remove_unfinished_seals() == []
