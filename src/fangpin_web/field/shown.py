"""What the household's page shows of visits."""

from __future__ import annotations

from dataclasses import dataclass

from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_visit
from fangpin_web.evidence.doors import links_of_rows
from fangpin_web.evidence.models import EvidenceLink
from fangpin_web.field.doors import visits_of
from fangpin_web.field.models import FieldVisit


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsPart:
    """The visits of a household, each with who made it and its photos."""

    household_id: int
    lines: tuple[tuple[FieldVisit, Officer | None, list[EvidenceLink]], ...]
    may_add: bool


def visits_part(officer: Officer, household_id: int) -> VisitsPart:
    """For a reader who has opened the household."""
    visits = visits_of(household_id)
    people = officers_by_key(v.by for v in visits)
    files = links_of_rows("visit", [v.visit_id for v in visits])
    return VisitsPart(
        household_id=household_id,
        lines=tuple((v, people.get(v.by), files.get(v.visit_id, [])) for v in visits),
        may_add=may_visit(officer),
    )
