"""What a finding does to the clues there are: raises one, joins one, says nothing new.

A clue is one sign of risk about one household. Every finding about the same household and risk
belongs to the same open clue, whatever rule or source it comes from. The three questions, in order:

1. Is a clue about this household and risk open? The finding joins it, or renews its evidence; but when
   the step of what the open clue rests on grew, a new clue takes its place, with all that is found now.
2. Was this rule's evidence about this subject in a clue that is closed? It stays closed while the
   facts are the same. They changed when the answer turned from unknown to yes, when the step that
   the rule states grew, or when the finding had not been seen for longer than the window.
3. Otherwise it is new, and all new findings about the household and risk raise one clue together.

One yuan more is the same fact; a further step is a new one; so is a second flood, some weeks after the
first. What a step is stands in the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Answer = Literal["yes", "unknown"]
_WEIGHT = {"unknown": 0, "yes": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One answer of a rule about a household, or about a person of it, with the basis it was found on.

    ``step`` counts the whole steps of a rule that says when to raise again, or the days of a date, which
    must be ``apart`` days later to be another event; ``basis`` is JSON text.
    """

    rule: str
    risk: str
    household_id: int
    person_id: int | None
    area_code: str
    answer: Answer
    step: int | None
    basis: str
    apart: int = 1

    @property
    def key(self) -> tuple[str, int, int | None]:
        """What makes two findings the same evidence: rule and subject."""
        return self.rule, self.household_id, self.person_id

    @property
    def place(self) -> tuple[int, str]:
        """What makes two findings the same clue: household and risk."""
        return self.household_id, self.risk


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One evidence of a clue there is already, open or closed; ``seen_on`` is the day it was last found."""

    evidence_id: int
    clue_id: int
    risk: str
    is_open: bool
    rule: str
    household_id: int
    person_id: int | None
    answer: Answer
    step: int | None
    seen_on: date

    @property
    def key(self) -> tuple[str, int, int | None]:
        return self.rule, self.household_id, self.person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A clue to raise, with every finding it rests on; ``replaces`` is the open clue that is merged into it."""

    household_id: int
    risk: str
    findings: tuple[Finding, ...]
    replaces: int | None = None

    @property
    def person_id(self) -> int | None:
        """The person it is about, when all its findings are about one."""
        persons = {finding.person_id for finding in self.findings}
        return persons.pop() if len(persons) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A finding that is new evidence for an open clue."""

    clue_id: int
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A finding that is known: its evidence is renewed, and a closed clue stays closed."""

    remembered: Remembered
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What to do with the findings of one screening; each finding stands in exactly one place."""

    raised: tuple[Raised, ...]
    joined: tuple[Joined, ...]
    seen: tuple[Seen, ...]

    @property
    def stepped_up(self) -> int:
        """How many open clues give way to a new one because a step was crossed."""
        return sum(raised.replaces is not None for raised in self.raised)

    @property
    def stayed_closed(self) -> int:
        """How many findings were kept quiet because their clue is closed and the facts are the same."""
        return sum(not seen.remembered.is_open for seen in self.seen)


def decide(
    findings: Iterable[Finding],
    memory: Iterable[Remembered],
    *,
    open_clues: Mapping[tuple[int, str], int],
    on: date,
    window_days: int,
) -> Decisions:
    """Decide for every finding of a screening of the day ``on``, against the clues there are.

    ``memory`` holds the evidence of open clues, and of closed ones as far back as it is kept;
    ``open_clues`` the open clue of each household and risk, those without evidence of a rule too.
    The result does not depend on the order of findings or memory.
    """
    known = _speaking(memory)
    asked = sorted(_strongest(findings), key=_order)
    outgrown = {f.place for f in asked if _outgrows(f, next(iter(known.get(f.key, ())), None), on=on)}
    fresh: dict[tuple[int, str], list[Finding]] = {}
    joined: list[Joined] = []
    seen: list[Seen] = []
    for finding in asked:
        speaking = known.get(finding.key, ())
        clue = None if finding.place in outgrown else open_clues.get(finding.place)
        told = (b for b in speaking if not _speaks_anew(finding, b, outgrown, on=on, window_days=window_days))
        before = next(told, None)
        if before is not None:
            seen.append(Seen(remembered=before, finding=finding))
        elif clue is not None:
            joined.append(Joined(clue_id=clue, finding=finding))
        else:
            fresh.setdefault(finding.place, []).append(finding)
    raised = tuple(
        Raised(household_id=place[0], risk=place[1], findings=tuple(group), replaces=open_clues.get(place))
        for place, group in fresh.items()
    )
    return Decisions(raised=raised, joined=tuple(joined), seen=tuple(seen))


def _outgrows(finding: Finding, before: Remembered | None, *, on: date) -> bool:
    """Whether an open clue rests on a lower step of this. A step that is only now known is none crossed."""
    if before is None or not before.is_open or before.seen_on > on:
        return False
    return finding.step is not None and before.step is not None and finding.step >= before.step + finding.apart


def _speaks_anew(
    finding: Finding, before: Remembered, outgrown: set[tuple[int, str]], *, on: date, window_days: int
) -> bool:
    """Whether a known finding is evidence to add: what its open clue rests on goes over into the clue after it."""
    if before.is_open:
        return finding.place in outgrown
    return _changed(finding, before, on=on, window_days=window_days)


def _speaking(memory: Iterable[Remembered]) -> dict[tuple[str, int, int | None], list[Remembered]]:
    """For each rule and subject the records that speak for it: the open one alone, else all that are closed.

    Of closed ones the latest seen stands first, then the furthest step. What any of them was closed on is no news.
    """
    known: dict[tuple[str, int, int | None], list[Remembered]] = {}
    for evidence in sorted(memory, key=_precedence, reverse=True):
        speaking = known.setdefault(evidence.key, [])
        if not speaking or not speaking[0].is_open:
            speaking.append(evidence)
    return known


def _precedence(evidence: Remembered) -> tuple[bool, date, int, int, int]:
    step = -1 if evidence.step is None else evidence.step
    return evidence.is_open, evidence.seen_on, step, _WEIGHT[evidence.answer], evidence.evidence_id


def _changed(finding: Finding, before: Remembered, *, on: date, window_days: int) -> bool:
    """Whether the facts differ, in the way the rule states, from those the clue was closed on."""
    if before.seen_on + timedelta(days=window_days) < on:
        return True
    if _WEIGHT[finding.answer] > _WEIGHT[before.answer]:
        return True
    if finding.step is None or before.step is None:
        return finding.step is not None
    return finding.step >= before.step + finding.apart


def _strongest(findings: Iterable[Finding]) -> Iterable[Finding]:
    """One finding per rule and subject; of several the yes, the furthest step, then the last basis in text order."""
    best: dict[tuple[str, int, int | None], Finding] = {}
    for finding in findings:
        current = best.get(finding.key)
        if current is None or _strength(finding) > _strength(current):
            best[finding.key] = finding
    return best.values()


def _strength(finding: Finding) -> tuple[int, int, str]:
    return _WEIGHT[finding.answer], -1 if finding.step is None else finding.step, finding.basis


def _order(finding: Finding) -> tuple[int, str, str, int]:
    return finding.household_id, finding.risk, finding.rule, finding.person_id or 0
