"""The province's list of issues held against a round: what both found, what only they did, what only we did."""

from __future__ import annotations

from datetime import datetime

from fangpin.quality import Issue, match_issue_list
from fangpin.quality.workbooks.lists import read_entries
from fangpin.rosters import open_envelope
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_check_quality
from fangpin_web.intake.file_names import readable_name
from fangpin_web.intake.models import Original
from fangpin_web.intake.originals import as_file, keep_original
from fangpin_web.office.policy import policy_in_force
from fangpin_web.rounds.models import IssueList, ListedIssue, Round, RoundFinding
from fangpin_web.rounds.problems import RoundProblem
from fangpin_web.rounds.running import findings_table, secret

_AT_ONCE = 5_000


def import_issues(*, found: Round, name: str, content: bytes, by: Officer, at: datetime) -> IssueList:
    """Read a list and match it with the findings of a finished round; a list held against it before is replaced."""
    if not may_check_quality(by):
        raise RoundProblem("not_allowed", what_zh="比对上级清单", what_en="compare lists of issues")
    name = readable_name(name)
    with as_file(content, name) as path:
        sheets = open_envelope(path, name=name).sheets
    policy = policy_in_force()
    entries = read_entries(sheets, policy)
    if not entries:
        raise RoundProblem("no_list", file=name)
    issues = [
        Issue(
            rule=e.rule, household_code=e.household_code or None, document_number=e.document_number or None, row_no=no
        )
        for no, e in enumerate(entries)
    ]
    match = match_issue_list(findings_table(found), issues, policy, secret=secret())
    sha256 = keep_original(content)
    with acting_as(by, "compare with a list of issues"):
        original, _made = Original.objects.get_or_create(
            area_code=by.area_code, sha256=sha256,
            defaults={"file_name": name[:255], "size": len(content), "received_at": at, "received_by": by.pk},
        )  # fmt: skip
        IssueList.objects.filter(round=found).delete()
        made = IssueList.objects.create(
            area_code=found.area_code, round=found, original=original, file_name=name[:255], both=len(match.both),
            theirs=len(match.theirs), ours=match.ours.num_rows, strange=list(match.strange), at=at, by=by.pk,
        )  # fmt: skip
        both = {issue.row_no for issue, _prints in match.both}
        strange = set(match.strange)
        ListedIssue.objects.bulk_create(
            [
                ListedIssue(
                    area_code=found.area_code, issue_list=made, rule=e.rule[:200], row_no=e.row_no,
                    matched=no in both, known=e.rule not in strange,
                )
                for no, e in enumerate(entries)
            ],
            batch_size=_AT_ONCE,
        )  # fmt: skip
        prints = sorted({p for _issue, several in match.both for p in several})
        RoundFinding.objects.filter(round=found, listed=True).update(listed=False)
        for start in range(0, len(prints), _AT_ONCE):
            RoundFinding.objects.filter(round=found, fingerprint__in=prints[start : start + _AT_ONCE]).update(
                listed=True
            )
    return made
