"""Every way in which a sealed folder can be changed is found and named."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fangpin.snapshots import ProblemKind, read_manifest, snapshots_in, verify, verify_chain
from fangpin.snapshots.manifest import canonical


def kinds(problems) -> set[str]:
    assert all(problem.zh and problem.en and problem.as_json()["kind"] == problem.kind for problem in problems)
    return {str(problem.kind) for problem in problems}


def files_in(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def test_a_changed_byte_in_any_file_at_any_place_is_found(seal):
    folder, _ = seal()
    for path in files_in(folder):
        sealed = path.read_bytes()
        for place in {0, len(sealed) // 3, len(sealed) // 2, len(sealed) - 1}:
            changed = bytearray(sealed)
            changed[place] ^= 0x01
            path.write_bytes(bytes(changed))
            problems = verify(folder)
            assert problems, f"{path.name} at {place}"
            assert any(path.name in problem.file for problem in problems)
        path.write_bytes(sealed)
    assert verify(folder) == []


def test_a_missing_file_and_an_extra_file_are_named(seal):
    folder, _ = seal()
    (folder / "ledgers/loan.parquet").unlink()
    (folder / "policies/gejiu/new.yaml").write_text("id: new")
    assert {(str(p.kind), p.file) for p in verify(folder)} == {
        ("file_missing", "ledgers/loan.parquet"),
        ("file_extra", "policies/gejiu/new.yaml"),
    }


def test_a_link_in_place_of_a_file_is_not_accepted(seal, tmp_path):
    folder, _ = seal()
    elsewhere = tmp_path / "loan.parquet"
    shutil.move(folder / "ledgers/loan.parquet", elsewhere)
    (folder / "ledgers/loan.parquet").symlink_to(elsewhere)
    assert "file_extra" in kinds(verify(folder))


def test_rows_that_were_only_written_again_are_told_from_changed_rows(seal):
    folder, _ = seal()
    path = folder / "ledgers/loan.parquet"
    table = pq.read_table(path)
    pq.write_table(table.take([2, 0, 1]), path, compression="snappy")
    assert kinds(verify(folder)) == {"file_changed", "rows_rewritten"}
    pq.write_table(table.slice(0, 2), path)
    (rows,) = [p for p in verify(folder) if p.kind is ProblemKind.ROWS_CHANGED]
    assert (rows.facts["expected"], rows.facts["found"]) == ("3", "2")


def test_a_changed_amount_is_named_by_its_column(seal):
    folder, _ = seal()
    path = folder / "ledgers/loan.parquet"
    table = pq.read_table(path)
    place = table.schema.get_field_index("amount_yuan")
    pq.write_table(
        table.set_column(place, table.schema.field(place), pa.nulls(3, table.schema.field(place).type)), path
    )
    (rows,) = [p for p in verify(folder) if p.kind is ProblemKind.ROWS_CHANGED]
    assert rows.facts["columns"] == "amount_yuan 贷款金额"


def test_a_changed_schema_is_named_and_a_personal_column_is_called_out(seal):
    folder, _ = seal()
    path = folder / "ledgers/household.parquet"
    pq.write_table(pq.read_table(path).append_column("head_name", pa.array(["张三"] * 3)), path)
    problems = verify(folder)
    assert {"schema_changed", "personal_column", "file_changed"} <= kinds(problems)
    (schema,) = [p for p in problems if p.kind is ProblemKind.SCHEMA_CHANGED]
    assert schema.facts["found"] == "head_name string"


def test_a_forged_manifest_whose_hash_is_made_new_is_still_found_by_its_anchor(seal):
    folder, sealed = seal()
    plain = json.loads((folder / "manifest.json").read_text())
    plain["label"] = "2026年9月"
    (folder / "manifest.json").write_bytes(canonical(plain))
    assert kinds(verify(folder)) == {"manifest_changed"}
    forged = replace(sealed, label="2026年9月").signed()
    (folder / "manifest.json").write_bytes(forged.text())
    assert verify(folder) == []
    assert kinds(verify(folder, anchor=sealed.hash[:32])) == {"not_the_anchor"}
    assert kinds(verify(folder, anchor="ab")) == {"not_the_anchor"}
    assert verify(folder, anchor=forged.hash.upper()) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe", b'{"format": 2}', b"null", b"[" * 100_000])
def test_a_manifest_that_is_no_manifest_is_one_clear_problem(seal, content):
    folder, _ = seal()
    (folder / "manifest.json").write_bytes(content)
    assert kinds(verify(folder)) == {"manifest_unreadable"}


def test_a_folder_that_is_no_snapshot_says_so(tmp_path):
    assert kinds(verify(tmp_path)) == {"not_a_snapshot"}
    assert kinds(verify(tmp_path / "nowhere")) == {"not_a_snapshot"}


def test_the_same_json_in_another_form_is_not_the_sealed_manifest(seal):
    folder, _ = seal()
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=2, ensure_ascii=False))
    assert kinds(verify(folder)) == {"manifest_changed"}


@pytest.fixture
def month(seal, sealed_at):
    """Seal the snapshot of a month, hung on the one with hash ``previous``."""

    def month(number: int, previous: str | None, **changes):
        at = sealed_at + timedelta(days=30 * number)
        return seal(f"2026-{number:02}", sealed_at=at, previous=previous, **changes)

    return month


def test_a_chain_is_whole_when_each_snapshot_names_the_one_before(month):
    first, one = month(1, None)
    second, two = month(2, one.hash)
    working, _ = month(3, two.hash, purpose="working")
    third, _ = month(4, two.hash)
    folders = snapshots_in(first.parent)
    assert folders == [first, second, working, third]
    assert verify_chain(folders) == {folder: [] for folder in folders}
    assert verify(second, first) == []


def test_a_replaced_or_removed_snapshot_breaks_the_chain(month):
    first, one = month(1, None)
    second, two = month(2, one.hash)
    third, _ = month(3, two.hash)
    assert kinds(verify(third, first)) == {"chain_broken"}
    shutil.rmtree(second)
    result = verify_chain(snapshots_in(first.parent))
    assert (kinds(result[first]), kinds(result[third])) == (set(), {"chain_broken"})
    month(2, one.hash, label="另一份")
    result = verify_chain(snapshots_in(first.parent))
    assert kinds(result[third]) == {"chain_broken"}
    assert read_manifest(third).previous in result[third][0].zh


def test_a_changed_manifest_breaks_the_chain_for_the_one_after_it(month):
    first, one = month(1, None)
    second, _ = month(2, one.hash)
    path = first / "manifest.json"
    path.write_bytes(path.read_bytes().replace("2026年10月".encode(), "2026年11月".encode()))
    assert kinds(verify(second, first)) == {"manifest_changed"}
    result = verify_chain(snapshots_in(first.parent))
    assert kinds(result[first]) == {"manifest_changed"}
    assert kinds(result[second]) == {"chain_broken"}
