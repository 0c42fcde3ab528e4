"""Putting the records of a snapshot beside each other: what disagrees, and of what is known what cannot be told."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from fangpin.discrepancies.deciding import Finding, said_of
from fangpin.policy import Policy
from fangpin.rules import check_duties
from fangpin.rules.screening import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """``findings`` that disagree, or of which the comparison cannot tell any more; ``asked`` the rules in force;
    ``tallies`` (:data:`~fangpin.rules.TALLIES`) how many were looked at, so that none is told from nobody looked."""

    findings: tuple[Finding, ...]
    asked: frozenset[str]
    tallies: pa.Table
    as_of: date


def compare(
    snapshot: Opened | duckdb.DuckDBPyConnection,
    policy: Policy,
    *,
    as_of: date,
    watched: Mapping[str, Collection[int]] | None = None,
) -> Comparison:
    """Every disagreement on a day. ``watched`` are the keys known already, by rule: of these it is said too when
    the records cannot tell any more, so that a file that stopped coming is not taken for a correction.

    Raises :class:`~fangpin.rules.ScreeningFailed`.
    """
    rules = policy.discrepancies_on(as_of)
    checked = check_duties(snapshot, policy, rules, as_of=as_of, watched=watched)
    by_id = {rule.id: rule for rule in rules}
    findings = tuple(
        Finding(**row, said=said_of(by_id[row["rule"]], json.loads(row["basis"])))
        for row in checked.items.to_pylist()
        if row["key"] is not None
    )
    return Comparison(findings=findings, asked=frozenset(r.id for r in rules), tallies=checked.tallies, as_of=as_of)
