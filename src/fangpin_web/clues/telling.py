"""A clue in words: the sentence of each rule behind it, what is unknown, and the ledger rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fangpin.rules import Explanation, Traced, basis_columns, explain, trace
from fangpin.snapshots import open_snapshot
from fangpin_web.clues.models import ClueEvidence
from fangpin_web.pages.wording import language, named

if TYPE_CHECKING:
    from fangpin.policy import Policy, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One evidence of a clue in words. ``rule`` is None when the policy in force has it no more."""

    evidence: ClueEvidence
    rule: Rule | None
    explanation: Explanation | None

    @property
    def title(self) -> str:
        return named(self.rule) if self.rule is not None else self.evidence.rule

    @property
    def sentence(self) -> str:
        return self.explanation.sentence if self.explanation is not None else self.evidence.rule


def tell(evidence: ClueEvidence, policy: Policy) -> Told:
    """The evidence in the reader's language, with the lines in force on the day it was found."""
    rule = policy.rules.get(evidence.rule)
    try:
        said = explain(rule, evidence.basis, policy, on=evidence.run.as_of, language=_language()) if rule else None
    except LookupError:  # the rule reads other columns now than when this was found
        said = None
    return Told(evidence=evidence, rule=rule, explanation=said)


def evidences_of(clues: Iterable[int]) -> dict[int, list[ClueEvidence]]:
    """The evidences of each clue, those that say yes first."""
    found: dict[int, list[ClueEvidence]] = {}
    for evidence in ClueEvidence.objects.filter(clue_id__in=list(clues)).select_related("run").order_by("id"):
        found.setdefault(evidence.clue_id, []).append(evidence)
    return {clue: sorted(given, key=lambda e: e.answer != "yes") for clue, given in found.items()}


def sentences_of(clues: Sequence[int], policy: Policy) -> dict[int, str]:
    """One sentence per clue, that of its first evidence; clues a person reported have none."""
    return {clue: tell(evidences[0], policy).sentence for clue, evidences in evidences_of(clues).items()}


def rows_behind(evidence: ClueEvidence, policy: Policy) -> tuple[Traced, ...]:
    """The ledger rows the evidence rests on, read from the snapshot it was found in.

    Raises ``fangpin.snapshots.SnapshotError`` when that snapshot is not there any more.
    """
    rule = policy.rules.get(evidence.rule)
    if rule is None:
        return ()
    fact = policy.fact(rule.over)
    key: Any = evidence.person_id if fact.subject == "person" else evidence.household_id
    snapshot = open_snapshot(evidence.run.seal.folder)
    return trace(
        snapshot,
        policy,
        rule.over,
        key,
        as_of=evidence.run.as_of,
        since=evidence.run.since,
        columns=basis_columns(rule),
    )


def _language() -> Any:
    return language()
