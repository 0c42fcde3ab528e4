"""An import lands whole or not at all, whoever dies in between and whoever presses the button beside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from tests.conftest import close_connections
from tests.web.conftest import build_world
from tests.web.intake.deliveries import NOW, contents, roll

from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Upload
from fangpin_web.intake.problems import AlreadyDecided
from fangpin_web.intake.services import accept_upload, preview_upload, receive_files
from fangpin_web.office.services import set_up_office
from fangpin_web.records.models import Person

_ROOT = Path(__file__).parents[3]

# Accepts the upload and kills itself without warning once rows of the second ledger have been written.
_KILLED = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
from tests.conftest import _environment, use_database
settings.FANGPIN = _environment(__import__("pathlib").Path(os.environ["FANGPIN_HOME"]))
use_database(sys.argv[1])
from tests.web.intake.deliveries import NOW
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.intake.models import Upload
from fangpin_web.intake.services import accept_upload
zhou = Officer.objects.get(username="zhou")
with acting_as(zhou):
    upload = Upload.objects.get(pk=int(sys.argv[2]))
def die(done, of):
    if done > 5:
        print(done, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
accept_upload(upload=upload, by=zhou, at=NOW, progress=die)
print("survived")
"""


@pytest.fixture
def previewed(fresh_database: str) -> tuple[str, Officer, Upload]:
    """A previewed roll in a database of its own, committed."""
    set_up_office(place="gejiu", demo=True, at=NOW)
    world = build_world()
    [upload] = receive_files(files=[roll()], by=world.zhou, at=NOW)
    return fresh_database, world.zhou, preview_upload(upload=upload, by=world.zhou, at=NOW)


def test_an_import_killed_in_the_middle_leaves_nothing_and_can_be_accepted_again(
    previewed: tuple[str, Officer, Upload],
) -> None:
    database, zhou, upload = previewed
    before = contents(zhou)
    close_connections()
    environment = os.environ | {
        "FANGPIN_HOME": str(settings.FANGPIN.home),
        "DJANGO_SETTINGS_MODULE": "fangpin_web.config.settings",
        "PYTHONPATH": f"{_ROOT / 'src'}:{_ROOT}",
    }
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, database, str(upload.pk)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -9, killed.stderr
    assert int(killed.stdout) > 5
    assert contents(zhou) == before
    with acting_as(zhou):
        upload.refresh_from_db()
    assert upload.state == Upload.State.PREVIEWED
    assert accept_upload(upload=upload, by=zhou, at=NOW).state == Upload.State.LANDED


def test_of_two_officers_who_accept_together_one_lands_it_and_the_other_is_told(
    previewed: tuple[str, Officer, Upload],
) -> None:
    _database, zhou, upload = previewed
    answers: list[Any] = []

    def accept() -> None:
        try:
            answers.append(
                accept_upload(upload=Upload(pk=upload.pk, file_name=upload.file_name), by=zhou, at=NOW).state
            )
        except AlreadyDecided as error:
            answers.append(error)
        finally:
            close_connections()

    threads = [Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    landed, told = sorted(answers, key=lambda a: isinstance(a, AlreadyDecided))
    assert landed == Upload.State.LANDED
    assert "周四" in told.say("zh")
    with acting_as(zhou):
        assert Person.objects.count() == 9
