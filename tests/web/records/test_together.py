"""Steps of a migration taken together: the same state as one after the other, the models rendered once."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState, StateApps

from fangpin_web.backup.problems import BackupProblem
from fangpin_web.backup.restoring import _check_fits
from fangpin_web.records.together import Together


def _steps() -> list[Any]:
    key = ("id", models.BigAutoField(primary_key=True))
    return [
        CreateModel("Home", [key]),
        CreateModel("Member", [key, ("home", models.ForeignKey("records.home", models.DO_NOTHING))]),
        AddField("Home", "code", models.CharField(default="")),
    ]


def test_steps_together_state_what_they_state_one_by_one() -> None:
    one_by_one, together = ProjectState(), ProjectState()
    for step in _steps():
        step.state_forwards("records", one_by_one)
    Together(_steps()).state_forwards("records", together)
    assert one_by_one == together


def test_the_models_are_rendered_once_for_all_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    state = ProjectState()
    state.apps  # noqa: B018 - renders
    rendered: list[int] = []
    monkeypatch.setattr(StateApps, "render_multiple", _counting(rendered, StateApps.render_multiple))
    Together(_steps()).state_forwards("records", state)
    assert rendered == [2]
    assert state.apps.get_model("records", "home")._meta.get_field("code") is not None


def _counting(rendered: list[int], made: Any) -> Any:
    def counted(self: StateApps, states: list[Any]) -> Any:
        if states:
            rendered.append(len(states))
        return made(self, states)

    return counted


def test_a_database_made_before_the_ledgers_had_one_migration_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ledgers = ("records", "0001_ledgers")
    replaced = MigrationLoader(None).disk_migrations[ledgers].replaces
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _recorder: dict.fromkeys(replaced))
    assert ledgers in MigrationLoader(object()).applied_migrations


def test_a_backup_of_such_a_database_is_not_taken_for_a_newer_one() -> None:
    manifest = Mock(migrations=("records.0001_places", "records.0001_ledgers"), version="0")
    _check_fits(manifest, Mock(field_keys=""))
    with pytest.raises(BackupProblem):
        _check_fits(Mock(migrations=("records.9999_later",), version="9"), Mock(field_keys=""))
