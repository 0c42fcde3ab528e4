"""A backup holds an installation of one moment, and a restore is whole or says that it is not."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fangpin_web.access.scope import acting_as
from fangpin_web.backup import making
from fangpin_web.backup.contents import files_of
from fangpin_web.backup.making import make_backup
from fangpin_web.backup.problems import WORDS, BackupProblem
from fangpin_web.backup.restoring import check_backup, check_home, remove_home
from fangpin_web.backup.standing import (
    amiss,
    mark_unfinished,
    record_backup,
    refuse_unfinished,
    refuse_without_backup,
    set_up_backup,
    standing,
)
from fangpin_web.config.environment import Environment
from fangpin_web.intake.models import Original, Upload
from fangpin_web.intake.originals import keep_original
from fangpin_web.intake.services import accept_upload
from fangpin_web.office.models import Office
from fangpin_web.publishing.services import seal

ROOT = Path(__file__).parents[3]
PASSPHRASE = "four unrelated words"
AT = datetime(2026, 10, 31, 18, 0, tzinfo=UTC)

pytestmark = pytest.mark.xdist_group("server")


@pytest.fixture
def installation(office_world: Any, own_home: Path, settings: Any) -> Any:
    """The small world with an original and a seal."""
    with acting_as(office_world.zhou, "an original"):
        Original.objects.create(
            area_code=office_world.county, sha256=keep_original(b"a list"), file_name="a.xlsx", size=6,
            received_at=AT, received_by=office_world.zhou.pk,
        )  # fmt: skip
    seal(as_of=date(2026, 10, 31), by=office_world.zhou, at=AT)
    return settings.FANGPIN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path.parent / f"{tmp_path.name}-backups"
    made.mkdir()
    return made


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A home on another machine."""
    home = Path(tempfile.mkdtemp(prefix="fp-restore-", dir="/tmp")) / "home"  # short: for the socket
    home.parent.chmod(0o711)
    yield home
    if home.exists():
        remove_home(Environment.read({"FANGPIN_HOME": str(home)}))
    shutil.rmtree(home.parent)


def restoring(home: Path, file: Path, *more: str) -> subprocess.Popen[str]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("FANGPIN_", "DJANGO_", "LANG"))}
    told = {"FANGPIN_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "FANGPIN_BACKUP_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "-m", "fangpin_web.command", "restore", str(file), "--json", *more]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environ | told | {"LANG": "C"}, stdout=pipe, stderr=pipe, text=True)


def test_a_killed_restore_says_so_and_the_next_one_brings_everything_back(
    installation: Any, folder: Path, elsewhere: Path
) -> None:
    made = make_backup(environment=installation, folder=folder, passphrase=PASSPHRASE, at=AT)
    assert [path.name for path in folder.iterdir()] == [made.path.name]
    assert made.manifest.missing_originals == 0
    assert len(made.manifest.snapshots) == 1
    assert made.manifest.tables["ledger_person"].rows == 2

    process = restoring(elsewhere, made.path)
    while not (elsewhere / "postgres/data/PG_VERSION").exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with pytest.raises(BackupProblem, match="did not finish"):
        refuse_unfinished(elsewhere)

    process = restoring(elsewhere, made.path)
    said, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    told = json.loads(said)
    assert told["tables"] == {name: table.rows for name, table in made.manifest.tables.items()}
    assert told["fingerprint"] == made.manifest.fingerprint
    assert told["snapshots"] == made.manifest.snapshots
    refuse_unfinished(elsewhere)
    back = {name: path.read_bytes() for name, path in files_of(elsewhere)}
    assert back == {name: path.read_bytes() for name, path in files_of(installation.home)}
    assert all(path.stat().st_mode & 0o077 == 0 for path in (elsewhere / "keys", elsewhere / "snapshots"))

    process = restoring(elsewhere, made.path)
    said, _errors = process.communicate(timeout=60)
    assert (process.returncode, json.loads(said)["problem"]) == (3, "BackupProblem")
    assert "never overwritten" in said or "nothing is ever overwritten" in said


def test_a_backup_is_checked_without_a_database_and_every_damage_is_found(installation: Any, folder: Path) -> None:
    made = make_backup(environment=installation, folder=folder, passphrase=PASSPHRASE, at=AT)
    assert check_backup(made.path, PASSPHRASE) == made.manifest
    content = made.path.read_bytes()
    damaged = folder / "damaged.fpbackup"
    changed = bytearray(content)
    changed[len(content) // 2] ^= 1
    for bad in (bytes(changed), content[:-1], content[: len(content) // 2], content + b"more"):
        damaged.write_bytes(bad)
        with pytest.raises(BackupProblem) as refused:
            check_backup(damaged, PASSPHRASE)
        assert refused.value.kind in {"altered", "cut_short"}
    with pytest.raises(BackupProblem) as refused:
        check_backup(made.path, "another passphrase")
    assert refused.value.kind == "wrong_passphrase"


def test_a_full_disk_leaves_nothing_half(installation: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making.SealedWriter, "_seal", full)
    with pytest.raises(BackupProblem) as refused:
        make_backup(environment=installation, folder=folder, passphrase=PASSPHRASE, at=AT)
    assert refused.value.kind == "disk_full"
    assert list(folder.iterdir()) == []


def test_what_a_killed_backup_left_is_taken_away_by_the_next(installation: Any, folder: Path) -> None:
    made = make_backup(environment=installation, folder=folder, passphrase=PASSPHRASE, at=AT)
    (folder / f".fangpin-{made.manifest.fingerprint[:8]}-old.fpbackup.partial").write_bytes(b"half")
    make_backup(environment=installation, folder=folder, passphrase=PASSPHRASE, at=AT + timedelta(days=1))
    assert sorted(path.suffix for path in folder.iterdir()) == [".fpbackup", ".fpbackup"]
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_weak_passphrases_and_folders_in_the_home_are_refused(installation: Any, folder: Path) -> None:
    inside = installation.home / "backups"
    inside.mkdir()
    for where, passphrase, kind in ((folder, "short", "short_passphrase"), (inside, PASSPHRASE, "folder_in_home")):
        with pytest.raises(BackupProblem) as refused:
            make_backup(environment=installation, folder=where, passphrase=passphrase, at=AT)
        assert refused.value.kind == kind


def test_an_external_database_needs_a_role_that_reads_every_row(installation: Any, folder: Path) -> None:
    external = replace(installation, web=object(), owner=object(), seal=object())
    with pytest.raises(BackupProblem) as refused:
        make_backup(environment=external, folder=folder, passphrase=PASSPHRASE, at=AT)
    assert refused.value.kind == "no_backup_role"


def test_a_home_with_anything_in_it_is_refused_and_an_unfinished_one_is_not(tmp_path: Path) -> None:
    check_home(tmp_path / "new")
    (tmp_path / ".server.lock").touch()
    check_home(tmp_path)
    (tmp_path / "policies").mkdir()
    with pytest.raises(BackupProblem, match="policies"):
        check_home(tmp_path)
    mark_unfinished(home=tmp_path, backup="b", at=AT)
    check_home(tmp_path)


def test_real_data_wait_for_a_backup_and_the_county_is_warned(
    world: Any, own_home: Path, folder: Path, client_of: Any
) -> None:
    refuse_without_backup()
    assert amiss(AT) == ""
    Office.objects.update(demo=False)
    with pytest.raises(BackupProblem, match="set up a backup"):
        refuse_without_backup()
    with pytest.raises(BackupProblem, match="set up a backup"):
        accept_upload(upload=Upload(), by=world.zhou, at=AT)
    assert amiss(AT) == "not_set_up"
    page = client_of(world.zhou).get("/")
    assert [task.address for task in page.context["tasks"]] == ["/backups/", "/checklist"]
    assert client_of(world.zhou).get("/backups/").status_code == 200
    assert client_of(world.lin).get("/backups/").status_code == 403

    set_up_backup(home=own_home, folder=folder, passphrase_file=None, days=3)
    refuse_without_backup()
    assert amiss(AT) == "none_yet"
    record_backup(home=own_home, file=folder / "a.fpbackup", at=AT)
    assert amiss(AT + timedelta(days=2, hours=23)) == ""
    assert amiss(AT + timedelta(days=3)) == "old"
    assert standing(own_home).days_since(AT + timedelta(days=3)) == 3


@pytest.mark.parametrize("kind", list(WORDS))
def test_every_problem_has_words_in_both_languages_with_the_same_blanks(kind: str) -> None:
    zh, en = WORDS[kind]
    assert {part.split("}")[0] for part in zh.split("{")[1:]} == {part.split("}")[0] for part in en.split("{")[1:]}
