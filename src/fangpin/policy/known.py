"""What has been seen of the tables that facts read, and a fact's query that makes use of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from fangpin.policy.emptiness import find_nothing
from fangpin.policy.entries import Fact
from fangpin.policy.once import Keys, told_once


@dataclass(frozen=True, slots=True)
class Known:
    """``once``: tables with a column no value of which is in two rows; ``empty``: tables without a row."""

    once: Keys = frozenset()
    empty: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.once or self.empty)

    def of(self, fact: Fact) -> Known:
        """What bears on one fact."""
        return Known(self.once & fact.told_apart, self.empty.intersection((*fact.ledgers, *fact.facts)))

    def use(self, query: exp.Expr) -> None:
        """Write the query for such tables: nothing is told apart in vain, nothing looked for where there is nothing."""
        told_once(query, self.once)
        find_nothing(query, self.empty)


NOTHING = Known()
