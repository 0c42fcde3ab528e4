"""Another office's list of issues beside ours: what only they found, what only we found, what both did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from fangpin.policy import Policy, plain_word
from fangpin.quality.findings import document_key

_NUMBER = re.compile(r"\d+(?:_\d+)+(?=[^\d_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One row of a list: the rule by its name or number there, and the household or the person it is about."""

    rule: str
    household_code: str | None = None
    document_number: str | None = None
    row_no: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueMatch:
    """``both`` pairs an issue with the fingerprints of our findings. ``strange`` are rules of theirs that no rule of
    ours names as its alias: their issues stand in ``theirs`` too. ``ours`` are the findings they do not have."""

    both: tuple[tuple[Issue, tuple[str, ...]], ...]
    theirs: tuple[Issue, ...]
    ours: pa.Table
    strange: tuple[str, ...]


def match_issue_list(findings: pa.Table, issues: Iterable[Issue], policy: Policy, *, secret: bytes = b"") -> IssueMatch:
    """Match on the rule and the document number, else on the rule and the household code.

    An issue that names a person is met by a finding about that person, or about the household.
    """
    words = rules_by_word(policy)
    ours = _Ours.of(findings)
    both: list[tuple[Issue, tuple[str, ...]]] = []
    theirs: list[Issue] = []
    strange: dict[str, None] = {}
    for issue in issues:
        rules = rules_meant(issue.rule, words)
        if not rules:
            strange.setdefault(issue.rule)
        found = tuple(dict.fromkeys(f for rule in rules for f in ours.meeting(rule, issue, secret)))
        if found:
            both.append((issue, found))
        else:
            theirs.append(issue)
    met = {fingerprint for _, found in both for fingerprint in found}
    keep = [fingerprint not in met for fingerprint in findings["fingerprint"].to_pylist()]
    return IssueMatch(
        both=tuple(both), theirs=tuple(theirs), ours=findings.filter(pa.array(keep, pa.bool_())), strange=tuple(strange)
    )


def rules_by_word(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Data-quality rules by each word that stands for them in a list: id, names, and what a place calls them."""
    named: dict[str, tuple[str, ...]] = {}
    for rule in policy.rules.values():
        if rule.kind == "quality":
            for word in dict.fromkeys(plain_word(w) for w in (rule.id, rule.zh, rule.en, *rule.aliases)):
                named[word] = (*named.get(word, ()), rule.id)
    return named


def rules_meant(text: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The rules a list means: by the whole text, else by the number before a title (``1_02_003-…``)."""
    word = plain_word(text)
    number = _NUMBER.match(word)
    return words.get(word) or words.get(number.group() if number else "", ())


@dataclass(frozen=True, slots=True)
class _Ours:
    persons: dict[tuple[str, str], list[str]]
    households: dict[tuple[str, str], list[tuple[str, bool]]]

    @classmethod
    def of(cls, findings: pa.Table) -> _Ours:
        persons: dict[tuple[str, str], list[str]] = {}
        households: dict[tuple[str, str], list[tuple[str, bool]]] = {}
        columns = ("rule", "fingerprint", "household_code", "document_key", "subject")
        for rule, fingerprint, code, number, subject in zip(*(findings[c].to_pylist() for c in columns), strict=True):
            if number and subject == "person":
                persons.setdefault((rule, number), []).append(fingerprint)
            if code:
                households.setdefault((rule, code), []).append((fingerprint, subject == "person"))
        return cls(persons, households)

    def meeting(self, rule: str, issue: Issue, secret: bytes) -> list[str]:
        of_household = self.households.get((rule, issue.household_code or ""), [])
        key = document_key(issue.document_number, secret=secret) if issue.document_number else None
        if key is None:
            return [fingerprint for fingerprint, _ in of_household]
        return self.persons.get((rule, key), []) or [f for f, of_person in of_household if not of_person]
