"""Data quality: every rule over a file as it was sent, before anything lands; what is wrong, where, and what to do.

>>> readings = [read_sheet(sheet, best, tolerant(source), policy, day=day)]           # doctest: +SKIP
>>> checked = check(readings, policy, as_of=day, previous=last_round)                  # doctest: +SKIP
>>> checked.findings, checked.exempted, checked.ended, checked.tallies                 # doctest: +SKIP
"""

from __future__ import annotations

from fangpin.quality.checking import check, quality_rules, tolerant
from fangpin.quality.exemptions import EVERY_RULE, Exemption
from fangpin.quality.findings import ENDED, EXEMPTED, FINDINGS, QualityFindings, document_key
from fangpin.quality.issue_lists import Issue, IssueMatch, match_issue_list

__all__ = [
    "ENDED",
    "EVERY_RULE",
    "EXEMPTED",
    "FINDINGS",
    "Exemption",
    "Issue",
    "IssueMatch",
    "QualityFindings",
    "check",
    "document_key",
    "match_issue_list",
    "quality_rules",
    "tolerant",
]
