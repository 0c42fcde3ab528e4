"""Steps of a migration taken together, so that the models are rendered once for all of them.

Django renders every model that is connected to a changed one again after each step, and all ledgers hang together by
people and areas: seventy tables made one by one, with their references, indexes and constraints added one by one, cost
a first start minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """``steps`` in an order in which each refers only to tables of itself and of those before it.

    None may see a table or field half way: a table is made with all that belongs to it, a field is touched once.
    """

    reversible = True

    def __init__(self, steps: Sequence[Operation]) -> None:
        self.steps = steps

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As the writer of migrations asks it."""
        return (self.__class__.__qualname__, [], {"steps": self.steps})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """State all, then render once where anything has been rendered."""
        rendered = state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)
        if rendered is not None:
            state.apps  # noqa: B018 - renders

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the steps in order."""
        for step in self.steps:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take them back, the last first."""
        for step in reversed(self.steps):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """For the list of migrations."""
        return f"{len(self.steps)} steps together"
