"""Whether the help a household gets fits what is wrong: the same columns as the fact ``plan_standing``, and its rules.

A page asks of one household what the worklist asks of all. The rules are the policy's own sentences; nothing of
them is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from fangpin.policy import Policy, Rule

FACT = "plan_standing"
DEVELOPMENT = ("industry", "employment", "finance", "post")
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """One measure of the ledger, [from_on, to_on)."""

    kind: str
    channel: str | None = None
    from_on: date
    to_on: date | None = None
    due_on: date | None = None
    implemented_on: date | None = None
    person: int | None = None

    def holds(self, on: date) -> bool:
        return self.from_on <= on and (self.to_on is None or on < self.to_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStanding:
    """A row of the fact ``plan_standing``; its columns mean what the fact's header says."""

    identified_on: date | None
    months_identified: int | None
    eliminated: bool
    plans: int
    risk_illness: bool
    risk_education: bool
    risk_disability: bool
    risk_housing: bool
    risk_water: bool
    measures: int
    health: bool
    social: bool
    general: bool
    schooling: bool
    housing: bool
    relocation: bool
    water: bool
    development: bool
    only_general: bool
    landed: int | None
    past_due: int
    able_members: int | None
    people_without: int


def plan_standing(
    *,
    identified_on: date | None,
    eliminated: bool,
    risks: Iterable[str],
    measures: Iterable[Help],
    members: Iterable[tuple[int, bool | None]],
    plans: int,
    on: date,
) -> PlanStanding:
    """The standing of one monitored household on a day.

    ``risks`` are the codes not resolved; ``members`` each with whether he can work, None where nobody has said;
    ``plans`` how many household plans of this year are not closed.
    """
    open_risks, people = set(risks), list(members)
    held = [m for m in measures if m.holds(on)]
    kinds = {m.kind for m in held}
    silent = any(m.implemented_on is None and m.due_on is None for m in held)
    done = sum(m.implemented_on is not None and m.implemented_on <= on for m in held)
    helped = {m.person for m in held if m.person is not None}
    return PlanStanding(
        identified_on=identified_on,
        months_identified=None if identified_on is None else _months(identified_on, on),
        eliminated=eliminated,
        plans=plans,
        risk_illness="illness" in open_risks,
        risk_education="education" in open_risks,
        risk_disability="disability" in open_risks,
        risk_housing="housing" in open_risks,
        risk_water="water" in open_risks,
        measures=len(held),
        health=bool(kinds & {"health", "green_channel"}),
        social="social" in kinds,
        general="bottom_line" in kinds,
        schooling=bool(kinds & {"education", "online_learning"}),
        housing="housing" in kinds,
        relocation="relocation" in kinds,
        water="water" in kinds,
        development=any(m.kind in DEVELOPMENT and not (m.kind == "industry" and m.channel == "other") for m in held),
        only_general=bool(held) and kinds == {"bottom_line"},
        landed=done if done or not silent else None,
        past_due=sum(
            m.due_on is not None and m.due_on < on and (m.implemented_on is None or m.implemented_on > on) for m in held
        ),
        able_members=None if any(able is None for _, able in people) else sum(bool(able) for _, able in people),
        people_without=sum(key not in helped for key, _ in people),
    )


def _months(earlier: date, later: date) -> int:
    whole = (later.year - earlier.year) * _MONTHS + later.month - earlier.month
    return whole - (1 if later.day < earlier.day else 0)


def answers_of(standing: PlanStanding, policy: Policy, *, on: date) -> dict[str, tuple[Rule, bool | None]]:
    """Every rule over the fact that is in force, with its answer: yes, no, or None for unknown."""
    row, parameters = asdict(standing), policy.values_on(on)
    rules = [rule for rule in policy.rules.values() if rule.over == FACT and rule.in_force(on)]
    found: dict[str, tuple[Rule, bool | None]] = {}
    for rule in rules:
        answer = rule.holds.evaluate(row, parameters, as_of=on)
        found[rule.id] = (rule, None if answer is None else bool(answer))
    return found
