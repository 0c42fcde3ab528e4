"""A clue in words: the sentence of each rule behind it, what is unknown, and the ledger rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from fangpin.entitlements import explain_difference
from fangpin.rules import Explanation, Traced, basis_columns, explain, trace
from fangpin.snapshots import open_snapshot
from fangpin_web.clues.models import ClueEvidence, ScreeningRun
from fangpin_web.office.archive import PolicyNotKept, policy_of
from fangpin_web.pages.wording import language, named, said

if TYPE_CHECKING:
    from fangpin.policy import Policy, Rule, Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One evidence of a clue in words. ``rule`` and ``explanation`` are None when its policy is not kept any more;
    ``problem`` says so then."""

    evidence: ClueEvidence
    rule: Rule | Scheme | None = None
    explanation: Explanation | None = None
    problem: str = ""

    @property
    def title(self) -> str:
        return named(self.rule) if self.rule is not None else self.evidence.rule

    @property
    def address(self) -> str:
        """The page of the rule or scheme."""
        if self.evidence.run.kind == ScreeningRun.Kind.SCHEMES:
            return reverse("entitlements:scheme", args=[self.evidence.rule])
        return reverse("publishing:rule", args=[self.evidence.rule])

    @property
    def sentence(self) -> str:
        return self.explanation.sentence if self.explanation is not None else self.problem


def tell(evidence: ClueEvidence) -> Told:
    """The evidence in the reader's language, with the policy and the day it was found with."""
    try:
        policy = policy_of(evidence.run.policy_hash)
    except PolicyNotKept as lost:
        return Told(evidence=evidence, problem=said(lost))
    if evidence.run.kind == ScreeningRun.Kind.SCHEMES:
        scheme = policy.scheme(evidence.rule)
        apart = explain_difference(scheme, evidence.basis, policy, language=language())
        return Told(evidence=evidence, rule=scheme, explanation=apart)
    rule = policy.rule(evidence.rule)
    why = explain(rule, evidence.basis, policy, on=evidence.run.as_of, language=language())
    return Told(evidence=evidence, rule=rule, explanation=why)


def sign_of(policy: Policy, name: str) -> Rule | Scheme | None:
    """What points at a household under this name: a rule, or a scheme of what is due."""
    return policy.rules.get(name) or policy.schemes.get(name)


def evidences_of(clues: Iterable[int]) -> dict[int, list[ClueEvidence]]:
    """The evidences of each clue, those that say yes first."""
    found: dict[int, list[ClueEvidence]] = {}
    for evidence in ClueEvidence.objects.filter(clue_id__in=list(clues)).select_related("run").order_by("id"):
        found.setdefault(evidence.clue_id, []).append(evidence)
    return {clue: sorted(given, key=lambda e: e.answer != "yes") for clue, given in found.items()}


def sentences_of(clues: Sequence[int]) -> dict[int, str]:
    """One sentence per clue, that of its first evidence; clues a person reported have none."""
    return {clue: tell(evidences[0]).sentence for clue, evidences in evidences_of(clues).items()}


def rows_behind(evidence: ClueEvidence) -> tuple[Traced, ...]:
    """The ledger rows the evidence rests on, read from the snapshot it was found in.

    Raises ``fangpin.snapshots.SnapshotError`` when that snapshot is not there any more, ``PolicyNotKept`` likewise.
    """
    run = evidence.run
    policy = policy_of(run.policy_hash)
    if run.kind == ScreeningRun.Kind.SCHEMES:
        return _rows_of_difference(evidence, policy)
    rule = policy.rule(evidence.rule)
    key: Any = evidence.person_id if policy.fact(rule.over).subject == "person" else evidence.household_id
    snapshot, columns = open_snapshot(run.seal.folder), basis_columns(rule)
    return trace(snapshot, policy, rule.over, key, as_of=run.as_of, since=run.since, columns=columns)


def _rows_of_difference(evidence: ClueEvidence, policy: Policy) -> tuple[Traced, ...]:
    """The rows behind the last difference that a clue of a reckoning rests on."""
    scheme, row = policy.scheme(evidence.rule), evidence.basis["rows"][-1]
    if row["key"] is None:
        return ()
    return trace(
        open_snapshot(evidence.run.seal.folder),
        policy,
        scheme.over,
        row["key"],
        as_of=date.fromisoformat(row["until"]),
        since=date.fromisoformat(row["since"]),
        columns=[column.id for column in scheme.columns],
    )
