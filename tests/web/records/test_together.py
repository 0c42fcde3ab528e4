"""Steps of a migration taken together: the same state as one after the other, the models rendered once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.state import ProjectState, StateApps

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
