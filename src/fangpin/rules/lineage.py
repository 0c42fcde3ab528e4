"""Which ledgers a column of a fact comes from, read off the queries; nobody writes it down twice."""

from __future__ import annotations

from collections.abc import Iterable

from fangpin.policy import Policy
from fangpin.policy.feeding import PARAMETERS_TABLE


def feeding_reads(policy: Policy, fact: str, columns: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Pairs (fact, ledger as that fact names it) whose values these columns are made of.

    Join conditions and filters are left out: they choose rows, they are no part of the value.
    """
    found: set[tuple[str, str]] = set()
    seen: set[tuple[str, str | None]] = set()
    waiting: list[tuple[str, str | None]] = [(fact, column) for column in columns]
    while waiting:
        id_, column = waiting.pop()
        if (id_, column) in seen:
            continue
        seen.add((id_, column))
        places = policy.fact(id_).places
        for table, below in places.get(column, places[None]):
            if table in policy.facts:
                waiting.append((table, below))
            elif table != PARAMETERS_TABLE:
                found.add((id_, table))
    return frozenset(found)
