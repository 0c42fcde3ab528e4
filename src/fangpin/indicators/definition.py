"""What a figure's definition is hashed by: our own tree of the indicator, and the facts below it."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from fangpin.expressions import GRAMMAR_VERSION
from fangpin.policy import Fact, Indicator, Policy, facts_below

_TOKEN = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"|\w+|[^\w\s]", re.DOTALL)


def definition(indicator: Indicator, policy: Policy) -> str:
    """SHA-256 of everything that decides the number: its own tree, the facts it stands on, the grammar's version.

    Titles, comments and the layout of a query are not in it, nor are parameter values: they are in the snapshot.
    """
    below = facts_below(policy, [t.over for t in indicator.tallies if t.over in policy.facts])
    facts = sorted(below, key=lambda fact: fact.id)  # their order of building changes with facts beside them
    lines = [f"grammar {GRAMMAR_VERSION}", indicator.canonical, *(_fact(fact) for fact in facts)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _fact(fact: Fact) -> str:
    columns = " ".join(f"{c.name}:{c.type.sql}" for c in fact.columns)
    return f"(fact {fact.id} ({' '.join(fact.grain)}) ({columns}) {tokens(fact.sql)})"


@lru_cache(maxsize=512)  # a fact stands below many indicators
def tokens(sql: str) -> str:
    """A query without comments and layout; words in small letters, quoted texts as they are."""
    found = (m[0] for m in _TOKEN.finditer(sql))
    return " ".join(t if t[0] in "'\"" else t.lower() for t in found if not t.startswith(("--", "/*")))
