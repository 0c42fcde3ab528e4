"""A snapshot is read through a connection that can see its ledgers and nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest

from fangpin.ledgers import SPECS, Column, Kind
from fangpin.snapshots import ProblemKind, SnapshotError, open_snapshot


def test_ledgers_are_views_and_a_dated_one_is_named_by_its_spells(seal):
    folder, manifest = seal()
    snapshot = open_snapshot(folder)
    assert snapshot.hash == manifest.hash
    with snapshot.connect() as connection:
        assert connection.execute("SELECT sum(amount_yuan) FROM loan").fetchone() == (Decimal("50000.01"),)
        assert connection.execute("SELECT register_type FROM register_spell_spells").fetchall() == [("lifted",)]
        with pytest.raises(duckdb.Error):
            connection.sql("FROM register_spell")


def test_a_ledger_that_was_not_sealed_is_there_and_empty(seal):
    folder, _ = seal()
    with open_snapshot(folder).connect() as connection:
        for spec in SPECS.values():
            if not spec.internal:
                name = f"{spec.name}_spells" if spec.dated else spec.name
                assert connection.table(name).columns == spec.arrow_schema.names
        assert connection.execute("SELECT count(*) FROM housing_check").fetchone() == (0,)


def test_a_column_declared_later_reads_as_unknown(seal, monkeypatch):
    folder, _ = seal()
    spec = SPECS["household"]
    later = Column(name="later_yuan", kind=Kind.DECIMAL, zh="后加", en="Later", digits=(14, 2))
    monkeypatch.setitem(SPECS, "household", replace(spec, columns=(*spec.columns, later)))
    with open_snapshot(folder).connect() as connection:
        assert connection.execute("SELECT DISTINCT later_yuan FROM household").fetchall() == [(None,)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "ATTACH '/tmp/elsewhere.db'",
        "COPY household TO '/tmp/elsewhere.parquet'",
        "COPY (SELECT 1) TO '{folder}/ledgers/more.parquet'",
        "SELECT * FROM read_text('{folder}/manifest.json')",
        "SET enable_external_access = true",
        "SET threads = 1",
        "INSTALL httpfs",
    ],
)
def test_the_connection_reaches_nothing_else(seal, statement):
    folder, _ = seal()
    with open_snapshot(folder).connect() as connection, pytest.raises(duckdb.Error):
        connection.execute(statement.format(folder=folder))


def test_work_larger_than_memory_may_spill_where_it_is_told(seal, tmp_path):
    folder, _ = seal()
    with open_snapshot(folder).connect(threads=1, memory="40MB", spill=tmp_path / "spill") as connection:
        connection.execute(
            "CREATE TEMP TABLE big AS SELECT range AS n, repeat(range::VARCHAR, 8) AS text FROM range(600000)"
        )
        connection.execute("CREATE TEMP TABLE sorted AS SELECT * FROM big ORDER BY text")
        assert connection.execute("SELECT count(*) FROM sorted").fetchone() == (600_000,)


def test_a_folder_whose_name_needs_quoting_opens(seal):
    folder, _ = seal("it's 2026年10月 (正式)")
    with open_snapshot(folder).connect() as connection:
        assert connection.execute("SELECT count(*) FROM household").fetchone() == (3,)


def test_a_moved_snapshot_opens_where_it_is(seal, tmp_path):
    folder, _ = seal()
    moved = shutil.move(folder, tmp_path / "usb")
    with open_snapshot(moved).connect() as connection:
        assert connection.execute("SELECT count(*) FROM household").fetchone() == (3,)


def test_a_missing_or_shortened_ledger_file_does_not_open(seal):
    folder, _ = seal()
    path = folder / "ledgers/loan.parquet"
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(SnapshotError) as caught:
        open_snapshot(folder)
    assert caught.value.problem.kind is ProblemKind.FILE_CHANGED
    path.unlink()
    with pytest.raises(SnapshotError) as caught:
        open_snapshot(folder)
    assert caught.value.problem.kind is ProblemKind.FILE_MISSING
