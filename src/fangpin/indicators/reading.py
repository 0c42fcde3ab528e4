"""What an indicator stands on: the ledgers and the parameters that it and the facts below it read."""

from __future__ import annotations

from fangpin.ledgers import SPECS
from fangpin.policy import Indicator, Policy, facts_below
from fangpin.policy.facts import ledger_of


def ledgers_read(indicator: Indicator, policy: Policy) -> frozenset[str]:
    """Every ledger an indicator stands on."""
    overs = [tally.over for tally in indicator.tallies]
    facts = facts_below(policy, [over for over in overs if over not in SPECS])
    below = {ledger_of(name) or name for fact in facts for name in fact.ledgers}
    return frozenset(below | {over for over in overs if over in SPECS})


def parameters_read(indicator: Indicator, policy: Policy) -> frozenset[str]:
    """Every parameter an indicator reads, by itself or through a fact."""
    names = {name for tally in indicator.tallies for name in tally.parameters}
    names |= set(indicator.value.parameters) if indicator.value else set()
    for fact in facts_below(policy, [t.over for t in indicator.tallies if t.over not in SPECS]):
        names |= set(fact.parameters)
    return frozenset(names)
