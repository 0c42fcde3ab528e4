"""A policy read before is taken from where it was kept, as long as nothing it was read from has changed."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from pathlib import Path

import pytest

from fangpin.policy import PolicyError, kept, load, load_kept


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The places whose files were read."""
    found: list[str] = []

    def reading(place: str, folders: object) -> object:
        found.append(place)
        return load(place, folders)

    monkeypatch.setattr(kept, "load", reading)
    return found


def test_what_is_kept_is_what_was_read_and_the_files_are_read_once(folder: Path, keep: Path, read: list[str]) -> None:
    first, second = (load_kept("vale", folder, keep=keep) for _ in range(2))
    assert read == ["vale"]
    assert first == second == load("vale", folder)
    assert second.hash == first.hash


@pytest.mark.parametrize("change", ["an amount", "a new file", "a file gone", "a worked case"])
def test_files_that_have_changed_are_read_again(folder: Path, keep: Path, read: list[str], change: str) -> None:
    load_kept("vale", folder, keep=keep)
    amounts, cases = folder / "land/parameters/income.yaml", folder / "land/cases/income.yaml"
    match change:
        case "an amount":
            amounts.write_text(amounts.read_text("utf-8").replace('"8000"', '"8300"'), "utf-8")
        case "a new file":
            shutil.copy(cases, cases.with_name("second.yaml"))
        case "a file gone":
            cases.unlink()
        case "a worked case":
            cases.write_text(cases.read_text("utf-8").replace("31999.99", "31999.98"), "utf-8")
    assert load_kept("vale", folder, keep=keep) == load("vale", folder)
    assert read == ["vale", "vale"]


def test_the_same_files_elsewhere_are_not_read_again_and_are_named_where_they_lie(
    folder: Path, keep: Path, read: list[str], tmp_path: Path
) -> None:
    load_kept("vale", folder, keep=keep)
    copied = shutil.copytree(folder, tmp_path / "copied")
    found = load_kept("vale", copied, keep=keep)
    assert read == ["vale"]
    assert found == load("vale", copied)
    assert all(file.path.is_relative_to(copied) for file in found.files)


def test_a_policy_with_a_mistake_is_refused_every_time(folder: Path, keep: Path) -> None:
    amounts = folder / "land/parameters/income.yaml"
    amounts.write_text(amounts.read_text("utf-8").replace('"8000"', '"eight"'), "utf-8")
    for _ in range(2):
        with pytest.raises(PolicyError):
            load_kept("vale", folder, keep=keep)
    assert not list(keep.glob("*.policy"))


@pytest.mark.parametrize("harm", ["cut short", "another's words", "others may write", "others may write the folder"])
def test_what_is_not_ours_or_not_whole_is_not_taken(folder: Path, keep: Path, read: list[str], harm: str) -> None:
    load_kept("vale", folder, keep=keep)
    (file,) = keep.glob("*.policy")
    match harm:
        case "cut short":
            file.write_bytes(file.read_bytes()[:-1])
        case "another's words":
            content = pickle.dumps("no policy")
            file.write_bytes(hashlib.sha256(content).digest() + content)
        case "others may write":
            file.chmod(0o666)
        case "others may write the folder":
            keep.chmod(0o777)
    assert load_kept("vale", folder, keep=keep) == load("vale", folder)
    assert read == ["vale", "vale"]


def test_a_folder_that_cannot_be_written_costs_the_reading_only(folder: Path, tmp_path: Path) -> None:
    occupied = tmp_path / "a file"
    occupied.touch()
    assert load_kept("vale", folder, keep=occupied) == load("vale", folder)


def test_the_longest_unused_are_let_go(folder: Path, keep: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    notes = folder / "land/cases/income.yaml"
    for number in range(4):
        notes.write_text(notes.read_text("utf-8") + f"# {number}\n", "utf-8")
        load_kept("vale", folder, keep=keep)
    assert len(list(keep.glob("*.policy"))) == 2
