"""What stands in a case when somebody asks which moves are open: plain values, no rows and no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fangpin.processes.days import Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks: the key of an officer and the role he acts in."""

    officer: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """What a meeting counted for one case: members due, present, in favour."""

    due: int
    present: int
    votes_for: int

    @property
    def possible(self) -> bool:
        return 0 <= self.votes_for <= self.present <= self.due and self.due > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """A notice that hung for the case since a day; ``open_objections`` were raised and not answered."""

    from_on: date
    open_objections: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A case at a step.

    ``values`` were entered in forms, those of the present one included; ``known`` are columns of facts; what is in
    neither is unknown. ``evidence`` counts what is attached at this step by kind. ``completed_by`` says which
    officer last completed a step. ``risk`` is that of the clue.
    """

    step: str
    opened_on: date
    step_on: date
    values: Mapping[str, object] = field(default_factory=dict)
    known: Mapping[str, object] = field(default_factory=dict)
    evidence: Mapping[str, int] = field(default_factory=dict)
    votes: Votes | None = None
    hung: Hung | None = None
    completed_by: Mapping[str, int] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    risk: str | None = None
