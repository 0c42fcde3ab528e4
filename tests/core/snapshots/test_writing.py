"""What is written, what is refused, and what a writer that dies leaves behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fangpin.snapshots import ProblemKind, SnapshotError, content_of, remove_unfinished, verify
from fangpin.snapshots import rows as rows_module


def test_the_rows_read_back_are_the_rows_sealed(seal, tables):
    folder, manifest = seal()
    for name, table in tables.items():
        assert pq.read_table(folder / f"ledgers/{name}.parquet").equals(table)
        assert manifest.ledger(name).rows == table.num_rows
    assert verify(folder) == []


def test_the_same_rows_in_another_order_and_other_batches_give_the_same_bytes(seal, tables, monkeypatch):
    monkeypatch.setattr(rows_module, "ROWS_PER_GROUP", 2)
    _, first = seal("a")
    shuffled = {name: table.take(list(reversed(range(table.num_rows)))) for name, table in tables.items()}
    _, second = seal("b", ledgers=shuffled)
    readers = {name: pa.RecordBatchReader.from_batches(t.schema, t.to_batches(1)) for name, t in tables.items()}
    _, third = seal("c", ledgers=readers)
    assert first.hash == second.hash == third.hash


def test_a_changed_value_changes_the_content_of_its_column_only(seal, tables):
    _, before = seal("a")
    loan = tables["loan"]
    place = loan.schema.get_field_index("amount_yuan")
    amounts = pa.array([Decimal("50000.01"), None, Decimal("0.01")], loan.schema.field("amount_yuan").type)
    _, after = seal("b", ledgers=tables | {"loan": loan.set_column(place, loan.schema.field("amount_yuan"), amounts)})
    old = {c.name: c.content for c in before.ledger("loan").columns}
    new = {c.name: c.content for c in after.ledger("loan").columns}
    assert {name for name in old if old[name] != new[name]} == {"amount_yuan"}
    assert before.ledger("loan").content != after.ledger("loan").content


def test_an_empty_text_and_an_absent_text_have_different_contents(tables):
    loan = tables["loan"]
    place = loan.schema.get_field_index("bank")
    swapped = loan.set_column(place, loan.schema.field("bank"), pa.array(["农信社", None, ""], pa.string()))
    assert content_of(loan) != content_of(swapped)


def test_a_demonstration_is_marked_in_the_manifest_the_readme_and_every_ledger_file(seal):
    folder, manifest = seal(demo=True)
    assert manifest.mark == "演示数据"
    assert "演示数据" in (folder / "manifest.json").read_text()
    assert "演示数据" in (folder / "README.txt").read_text()
    for file in (folder / "ledgers").iterdir():
        assert pq.read_schema(file).metadata[b"mark"].decode() == "演示数据"


def test_a_snapshot_is_labelled_as_personal_data(seal):
    folder, manifest = seal(demo=False)
    assert manifest.personal_data
    assert "仍是个人信息" in (folder / "README.txt").read_text()
    assert "演示数据" not in (folder / "README.txt").read_text()


def test_only_its_owner_may_enter_the_folder(seal):
    folder, _ = seal()
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("column", "why"),
    [("head_name", "personal"), ("phone", "personal"), ("phone_index", "not declared")],
)
def test_a_personal_or_undeclared_column_is_refused_by_name(seal, tables, tmp_path, column, why):
    leaking = tables["household"].append_column(column, pa.array(["张三"] * 3))
    with pytest.raises(SnapshotError) as caught:
        seal(ledgers=tables | {"household": leaking})
    assert caught.value.problem.kind is ProblemKind.COLUMN_REFUSED
    assert column in caught.value.en
    assert why in caught.value.en
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_a_column_of_another_type_or_a_missing_column_is_refused(seal, tables):
    place = tables["loan"].schema.get_field_index("amount_yuan")
    as_text = tables["loan"].set_column(place, "amount_yuan", tables["loan"]["amount_yuan"].cast(pa.string()))
    for wrong in (as_text, tables["loan"].drop_columns(["amount_yuan"])):
        with pytest.raises(SnapshotError, match="amount_yuan"):
            seal(ledgers=tables | {"loan": wrong})


@pytest.mark.parametrize("ids", [[1, 3, 2], [1, 1, 2], [1, None, 2], [None, 1, 2]])
def test_a_reader_whose_ids_do_not_ascend_is_refused(seal, tables, ids):
    loan = tables["loan"].set_column(0, tables["loan"].schema.field("id"), pa.array(ids, pa.int64()))
    with pytest.raises(SnapshotError) as caught:
        seal(ledgers={"loan": pa.RecordBatchReader.from_batches(loan.schema, loan.to_batches())})
    assert caught.value.problem.kind is ProblemKind.NOT_SORTED


def test_internal_and_unknown_ledgers_are_not_sealed(seal, tables):
    for name in ("import_batch", "grain"):
        with pytest.raises(SnapshotError, match=name):
            seal(ledgers={name: tables["loan"]})


def test_counts_that_disagree_with_the_database_refuse_the_seal(seal, tmp_path):
    with pytest.raises(SnapshotError) as caught:
        seal(expected_rows={"household": 3, "loan": 4})
    assert caught.value.problem.kind is ProblemKind.COUNTS_DISAGREE
    assert "loan" in caught.value.zh
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_nothing_is_overwritten(seal):
    seal()
    with pytest.raises(SnapshotError) as caught:
        seal()
    assert caught.value.problem.kind is ProblemKind.ALREADY_THERE


def test_an_instant_without_a_time_zone_is_refused(seal):
    with pytest.raises(ValueError, match="time zone"):
        seal(sealed_at=datetime(2026, 11, 1))  # noqa: DTZ001 - that is the mistake


def test_a_policy_file_outside_the_snapshot_is_refused(seal, tmp_path, policy):
    evil = replace(policy.files[0], name="../evil.yaml")
    with pytest.raises(ValueError, match="outside"):
        seal(policy=replace(policy, files=(evil,)))
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_a_policy_file_edited_since_it_was_loaded_refuses_the_seal(seal, tmp_path, policy):
    policy.files[1].path.write_text("id: gejiu\nzh: 个旧\n")
    with pytest.raises(SnapshotError) as caught:
        seal()
    assert caught.value.problem.kind is ProblemKind.POLICY_CHANGED
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_a_full_disk_leaves_nothing_and_says_what_to_do(seal, tmp_path, monkeypatch):
    real, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SnapshotError) as caught:
        seal()
    assert caught.value.problem.kind is ProblemKind.NOT_WRITTEN
    assert "No space left" in caught.value.en
    assert list((tmp_path / "snapshots").iterdir()) == []


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from tests.core.snapshots.conftest import AS_OF, SEALED_AT, PolicyFiles, rows_of
    from fangpin.snapshots import write

    class DiesAtSecond(dict):
        def __getitem__(self, name):
            if name == "loan":
                os.kill(os.getpid(), signal.SIGKILL)
            return super().__getitem__(name)

    ledgers = DiesAtSecond(household=rows_of("household", {}), loan=rows_of("loan"))
    write(Path(sys.argv[1]), ledgers=ledgers, policy=PolicyFiles(), as_of=AS_OF, sealed_at=SEALED_AT,
          label="x", demo=True, previous=None)
"""


def test_a_killed_writer_leaves_nothing_that_looks_like_a_snapshot(tmp_path, seal):
    root = Path(__file__).parents[3]
    goal = tmp_path / "snapshots" / "killed"
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(goal)],
        env=os.environ | {"PYTHONPATH": f"{root / 'src'}:{root}"},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert not goal.exists()
    left = list(goal.parent.iterdir())
    assert [path.name.startswith(".writing-") for path in left] == [True]
    assert remove_unfinished(goal.parent) == left
    folder, _ = seal("killed")
    assert verify(folder) == []


def test_the_folder_of_a_writer_at_work_is_not_taken_away(tmp_path, seal, tables):
    taken: list[object] = []

    class Watching(dict):
        def __getitem__(self, name):
            taken.extend(remove_unfinished(tmp_path / "snapshots"))
            return super().__getitem__(name)

    folder, _ = seal(ledgers=Watching(tables))
    assert taken == []
    assert verify(folder) == []
