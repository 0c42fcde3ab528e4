"""The doors to rounds, findings and exemptions. Rows of findings are walled by area; a round holds counts only."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import scope_of
from fangpin_web.rounds.models import (
    Correction,
    IssueList,
    ListedIssue,
    QualityExemption,
    Round,
    RoundFinding,
)


def rounds_for(officer: Officer) -> Any:
    """Rounds of the officer's own area, of areas inside it, and of those it lies in; newest first."""
    scope = scope_of(officer)
    above = [scope[:digits] for digits in range(1, len(scope) + 1)]
    return Round.objects.filter(Q(area_code__startswith=scope) | Q(area_code__in=above)).latest_first()


def round_or_404(officer: Officer, key: int) -> Round:
    found: Round | None = rounds_for(officer).filter(pk=key).first()
    if found is None:
        raise Http404(f"round {key}")
    return found


def own_round_or_404(officer: Officer, key: int) -> Round:
    """A round all of which lies in the officer's area: its original is open to him too."""
    found = round_or_404(officer, key)
    if not sees_whole(officer, found):
        raise Http404(f"round {key}")
    return found


def newest_done(officer: Officer) -> Round | None:
    """The round that is worked on now."""
    found: Round | None = rounds_for(officer).done().first()
    return found


def townships_for(officer: Officer, found: Round) -> list[dict[str, Any]]:
    """The townships of a round that lie in the officer's area, with their counts."""
    scope = scope_of(officer)
    return [t for t in found.townships if str(t["area_code"]).startswith(scope)]


def sees_whole(officer: Officer, found: Round) -> bool:
    """Whether all of a round lies in the officer's area."""
    return bool(scope_of(officer)) and found.area_code.startswith(scope_of(officer))


def findings_of(found: Round) -> Any:
    return RoundFinding.objects.filter(round=found)


def last_corrections(findings: list[int]) -> dict[int, Correction]:
    """The last thing said about each finding."""
    return {row.finding_id: row for row in Correction.objects.filter(finding__in=findings).order_by("id")}


def exemptions_in_scope() -> QuerySet[QualityExemption]:
    return QualityExemption.objects.order_by("withdrawn_at", "expires", "id")


def exemption_or_404(key: int) -> QualityExemption:
    found = QualityExemption.objects.filter(pk=key).first()
    if found is None:
        raise Http404(f"exemption {key}")
    return found


def disputed_findings(officer: Officer) -> Any:
    """What townships call no error and nobody has settled, in the newest rounds of the officer's area."""
    return RoundFinding.objects.filter(
        round__in=rounds_for(officer).done(), state=RoundFinding.State.DISPUTED
    ).order_by("id")


def issue_list_of(found: Round) -> IssueList | None:
    return IssueList.objects.filter(round=found).order_by("-id").first()


def issues_only_theirs(held: IssueList) -> QuerySet[ListedIssue]:
    return ListedIssue.objects.filter(issue_list=held, matched=False).order_by("row_no", "id")
