"""Which ledgers stand behind the sides of a discrepancy, and behind any rule: read off the facts' queries."""

from __future__ import annotations

from collections.abc import Iterable

from fangpin.policy import Policy, Rule
from fangpin.policy.facts import ledger_of
from fangpin.rules import basis_columns
from fangpin.rules.lineage import feeding_reads

# They say whom a row is about and which files came, not what was said.
_GROUND = frozenset({"household", "membership"})


def ledgers_behind(policy: Policy, rule: Rule, columns: Iterable[str] | None = None) -> frozenset[str]:
    """The ledgers whose values these columns of the rule's fact are made of; all it carries where none are named."""
    reads = feeding_reads(policy, rule.over, basis_columns(rule) if columns is None else columns)
    ledgers = frozenset(ledger_of(table) or table for _fact, table in reads) - {"coverage"}
    return ledgers - _GROUND or ledgers


def ledgers_of_sides(policy: Policy, rule: Rule) -> tuple[frozenset[str], ...]:
    """Per side of a discrepancy the ledgers it is read from."""
    return tuple(ledgers_behind(policy, rule, side.columns) for side in rule.sides)
