"""Rules that cannot be asked on a day, because a document's number has no value yet: left out and named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fangpin.policy import NoValueInForce, Policy, Rule, facts_below
from fangpin.policy.ladder import parameters_of


@dataclass(frozen=True, slots=True)
class Unasked:
    """A rule that could not be asked, and why."""

    rule: Rule
    why: NoValueInForce


def askable(rules: Iterable[Rule], policy: Policy, day: date) -> tuple[list[Rule], tuple[Unasked, ...]]:
    """The rules whose parameters, and those of the facts below them, all have a value on the day; and the others."""
    asked: list[Rule] = []
    left_out: list[Unasked] = []
    for rule in rules:
        if why := _lacking(rule, policy, day):
            left_out.append(Unasked(rule, why))
        else:
            asked.append(rule)
    return asked, tuple(left_out)


def _lacking(rule: Rule, policy: Policy, day: date) -> NoValueInForce | None:
    read = (*rule.parameters, *(n for fact in facts_below(policy, [rule.over]) for n in parameters_of(fact, policy)))
    try:
        for name in read:
            policy.value(name, on=day)
    except NoValueInForce as why:
        return why
    return None
