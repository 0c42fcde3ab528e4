"""What a process is: steps in their order, who acts, what each step asks for, and on what conditions a case moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fangpin.expressions import Expression, Name, Type, Wording
from fangpin.policy.entries import Citation

ROLES = {
    "village": Wording("village", "村"),
    "township": Wording("township", "乡镇"),
    "department": Wording("department", "部门"),
    "county": Wording("county", "县"),
}
"""Who may act, and the levels a late case climbs."""
SUBJECTS = ("household", "person", "loan", "issue")
CLOSED = "closed"
FORWARD = "forward"
MoveKind = Literal["forward", "back", "close", "other"]

# What the engine itself knows of a case; guards may read these beside form fields, facts and parameters.
OWN_NAMES = (
    Name("case_opened_on", "立案日期", Type("date"), en="Case opened on"),
    Name("case_step_on", "本环节开始日期", Type("date"), en="This step since"),
    Name("case_risk", "线索风险类型", Type("code", codes="risk"), en="Risk of the clue"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """``days`` is a number or the id of a parameter; they count from the step's or the case's beginning.

    Orange when ``orange`` or fewer days are left.
    """

    days: int | str
    unit: Literal["working", "calendar"]
    since: Literal["step", "opened"]
    orange: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One thing a step's form asks. ``known`` is the column of a fact that fills it in beforehand."""

    id: str
    zh: str
    en: str
    type: Type
    required: bool
    known: str
    zh_meaning: str
    en_meaning: str

    @property
    def as_name(self) -> Name:
        return Name(self.id, self.zh, self.type, en=self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demanded:
    """Evidence a step demands: a code of ``case_evidence``, at least so many."""

    kind: str
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRule:
    """When a meeting counts and when it agrees, as shares (over, under): present of due, for of present.

    The share present must be reached (三分之二以上), the share in favour exceeded (过半数) where ``exceed`` says so.
    """

    attendance: tuple[int, int]
    approval: tuple[int, int]
    exceed: bool

    def attended(self, *, due: int, present: int) -> bool:
        return present * self.attendance[1] >= due * self.attendance[0]

    def agreed(self, *, present: int, votes_for: int) -> bool:
        left, right = votes_for * self.approval[1], present * self.approval[0]
        return left > right if self.exceed else left >= right


@dataclass(frozen=True, slots=True, kw_only=True)
class Publicity:
    """For how long a notice hangs before the case may go on; ``days`` as in a deadline.

    ``kind`` is a code of ``notice_kind``: what the sheet says of its families.
    """

    kind: str
    days: int | str
    unit: Literal["working", "calendar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A condition with three answers. ``no`` and ``unknown`` say whether that answer refuses a move or warns."""

    id: str
    zh: str
    en: str
    holds: Expression
    no: Literal["refuse", "warn"]
    unknown: Literal["refuse", "warn"]
    refusal: Wording
    source: Citation
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One way on from a step. ``reasons`` are codes of ``case_reason``; a move that has some needs one of them.

    Only the way forward asks for the form, the evidence, the votes and the publicity of the step.
    """

    id: str
    zh: str
    en: str
    kind: MoveKind
    to: str
    outcome: str
    reasons: tuple[str, ...]
    guards: tuple[str, ...]
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what is to be done while a case stands at it. ``does`` are the steps it stands for, itself first.

    ``other_than``: the officer who completes it is none of those who completed these steps.
    """

    id: str
    zh: str
    en: str
    zh_task: str
    en_task: str
    who: tuple[str, ...]
    deadline: Deadline | None
    form: tuple[FormField, ...]
    evidence: tuple[Demanded, ...]
    votes: VoteRule | None
    publicity: Publicity | None
    other_than: tuple[str, ...]
    moves: tuple[Move, ...]
    does: tuple[str, ...]

    @property
    def owner(self) -> str:
        """The level the step lies with: the first of those who may act."""
        return self.who[0]

    def move(self, id_: str) -> Move | None:
        return next((m for m in self.moves if m.id == id_), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """Steps by id, those in ``order`` first; ``facts`` are what guards and pre-filled fields read.

    ``place`` is the place that last said something about it. ``proposal``: no document states the procedure.
    """

    id: str
    zh: str
    en: str
    subject: str
    facts: tuple[str, ...]
    order: tuple[str, ...]
    steps: Mapping[str, Step]
    guards: Mapping[str, Guard]
    total: Deadline | None
    outcomes: tuple[str, ...]
    fast: bool
    proposal: bool
    source: Citation
    place: str
    file: str
    line: int

    @property
    def start(self) -> str:
        return self.order[0]

    def step_doing(self, id_: str) -> str | None:
        """The step that stands for one of the common library here, itself or another it was merged into."""
        return next((s for s in self.steps if id_ in self.steps[s].does), None)

    @property
    def fields(self) -> Mapping[str, FormField]:
        """All fields of all forms by id; a field means the same wherever it is asked."""
        return {f.id: f for step in self.steps.values() for f in step.form}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Three plain sentences to read aloud to a family when a case ends for a reason."""

    reason: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    place: str
    file: str
    line: int

    def say(self, language: str) -> str:
        return "".join(self.zh) if language.startswith("zh") else " ".join(self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardCase:
    """A worked case: what stands in the case and the facts on a day, and what each guard answers."""

    name: str
    day: date
    process: str
    row: Mapping[str, object]
    expect: Mapping[str, str]
    place: str
    file: str
    line: int
