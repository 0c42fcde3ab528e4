"""What a planted case is, and how a city is given one.

A plant is data: the rule it is about, what that rule must answer, why, what household it wants and
small steps that change the household. Every plant gets a household of its own, so that one
case never hides another; whatever else rightly finds the household is said in ``also``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from fangpin.synthesis.draws import Draws
from fangpin.synthesis.families import Registrar, household
from fangpin.synthesis.lives import Standards, live
from fangpin.synthesis.places import Area
from fangpin.synthesis.records import Household, Person


class Answer(StrEnum):
    """What the rule must say of the planted household."""

    YES = "yes"
    NO = "no"  # a decoy: the rule must not find it
    UNKNOWN = "unknown"  # the rule must neither find it nor call it fine


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a plant may lean on while it grows."""

    day: date
    standards: Standards
    draws: Draws
    registrar: Registrar

    def line(self, parameter: str) -> Decimal:
        return self.standards[parameter]

    def ago(self, days: int) -> date:
        return self.day - timedelta(days=days)

    @property
    def month_start(self) -> date:
        return self.day.replace(day=1)


Step = Callable[[Household, Ground], Any]  # changes the household; the last person returned is whom the case is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """One known case: steps that grow it in a household of the kind it wants.

    ``also`` names the other rules that rightly find the household or cannot say; ``registered`` says whether it
    was lifted out of poverty.
    """

    rule: str
    case: str
    answer: Answer
    why: str
    steps: tuple[Step, ...]
    kind: str = "family"
    registered: bool = False
    wants: Callable[[Household, date], bool] = field(default=lambda *_: True)
    also: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.rule}/{self.case}"


def found(rule: str, case: str, why: str, *steps: Step, **options: Any) -> Plant:
    """A household the rule must find."""
    return Plant(rule=rule, case=case, answer=Answer.YES, why=why, steps=steps, **options)


def decoy(rule: str, case: str, why: str, *steps: Step, **options: Any) -> Plant:
    """A household that looks like one and must be left alone."""
    return Plant(rule=rule, case=case, answer=Answer.NO, why=why, steps=steps, **options)


def untold(rule: str, case: str, why: str, *steps: Step, **options: Any) -> Plant:
    """A household of which the files do not say enough: neither found nor called fine."""
    return Plant(rule=rule, case=case, answer=Answer.UNKNOWN, why=why, steps=steps, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One line of the truth: what a rule must answer for a household, and why."""

    rule: str
    case: str
    answer: Answer
    why: str
    household: Household
    person: Person | None
    also: tuple[str, ...]


class BarrenError(RuntimeError):
    """No household fit for a plant came out of many tries."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        super().__init__(f"no household of kind {plant.kind!r} suits {plant.id}; ease its `wants`")


TRIES = 400


def plant(
    case: Plant, *, key: int, seed: int, villages: tuple[Area, ...], registrar: Registrar, standards: Standards
) -> Truth:
    """Found a household that suits the case, let the case grow in it, and say what is true of it now."""
    draws = Draws(seed, f"plant {case.id}")
    village = draws.one_of(villages, "village")
    for attempt in range(TRIES):
        own = draws.of(str(attempt))
        home = household(key, village, registrar, own, kind=case.kind)
        if not case.wants(home, registrar.day):
            continue
        live(home, day=registrar.day, standards=standards, draws=own, registered=case.registered)
        home.planted = case.id
        ground = Ground(day=registrar.day, standards=standards, draws=own, registrar=registrar)
        told = [step(home, ground) for step in case.steps]
        person = next((who for who in reversed(told) if isinstance(who, Person)), None)
        return Truth(
            rule=case.rule,
            case=case.case,
            answer=case.answer,
            why=case.why,
            household=home,
            person=person,
            also=case.also,
        )
    raise BarrenError(case)
