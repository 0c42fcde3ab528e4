"""What a person decided stands: through the same list again, a new list, a new seal and screening, and an undo.

Of discrepancies see ``test_register``, of exemptions from data checks ``tests/web/rounds``.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.web.intake.deliveries import NOW, PLACE, THRESHOLD_HEADS, bring, csv_file, dibao, number, roll

from fangpin_web.access.scope import acting_as
from fangpin_web.cases.models import CaseDesk
from fangpin_web.cases.services import open_case
from fangpin_web.clues.screening import run_screening
from fangpin_web.clues.services import close_clue, dispatch_clues
from fangpin_web.duties.planning import approve_plan, draft_plan, review_plan
from fangpin_web.intake.deciding import decide_match
from fangpin_web.intake.models import MatchDecision, PendingRow
from fangpin_web.intake.problems import TouchedSince
from fangpin_web.intake.services import undo_batch
from fangpin_web.publishing.services import seal
from fangpin_web.records.models import Clue, DibaoSpell, Household, Person, Plan

DAY = date(2026, 10, 31)
FAMILY = "770101101001002"


def sums(yuan: str):
    return csv_file("2026年1-10月大额医疗自付预警名单.csv", THRESHOLD_HEADS, [(*PLACE["甲"], "钱大", number(11), yuan)])


def test_no_import_no_screening_and_no_undo_reverses_what_a_person_decided(office_world):
    zhou, lin, at = office_world.zhou, office_world.lin, NOW
    first = bring(roll(), zhou, at=at)
    bring(sums("23411.00"), zhou, at=at)
    run_screening(seal=seal(as_of=DAY, by=zhou, at=at), by=zhou, at=at)
    dispatch_clues(by=zhou, at=at)
    with acting_as(zhou):
        household = Household.objects.get(code=FAMILY)
        clues = list(Clue.objects.filter(household=household, state="open"))
    assert clues
    for clue in clues:
        close_clue(clue_id=clue.pk, outcome="closed_negative", reason="able_to_cope", note="", by=lin, at=at)
    case = open_case(process="identification", household=household, by=lin, at=at)
    plan = draft_plan(household_id=household.pk, year=2026, needs="医药费", goal="稳定", by=lin, at=at)
    review_plan(plan_id=plan.pk, by=lin, at=at)
    approve_plan(plan_id=plan.pk, by=zhou, at=at)
    # a row whose number names nobody is settled by a person
    waiting = bring(dibao({"赵大": 400, "赵二": (400, "")}), zhou, at=at)
    with acting_as(zhou):
        row = PendingRow.objects.get(upload=waiting)
        spouse = Person.objects.get(name="赵小")
    decide_match(pending=row, verdict=MatchDecision.Verdict.PERSON, by=zhou, at=at, person_id=spouse.pk)
    before = _decided(zhou, household, case.pk, plan.pk)

    later = at + timedelta(days=1)
    bring(sums("23411.00"), zhou, at=later)  # the same again
    more = bring(sums("23412.00"), zhou, at=later)  # a yuan more
    bring(dibao({"赵大": 400, "赵二": (400, "")}, month="2026年10月"), zhou, at=later)
    bring(roll("2026年10月", land={FAMILY: "4.0"}), zhou, at=later)
    run_screening(seal=seal(as_of=DAY, by=zhou, at=later), by=zhou, at=later)
    assert _decided(zhou, household, case.pk, plan.pk) == before

    undo_batch(upload=more, by=zhou, at=later + timedelta(hours=1))
    with pytest.raises(TouchedSince):  # the family has a case, a plan and a clue by now
        undo_batch(upload=first, by=zhou, at=later + timedelta(hours=1))
    assert _decided(zhou, household, case.pk, plan.pk) == before


def _decided(by, household, case, plan):
    """Every decision with its person and day, as it stands."""
    with acting_as(by):
        return {
            "clues": list(
                Clue.objects.filter(household=household)
                .order_by("id")
                .values_list("id", "state", "close_reason", "closed_by", "closed_on")
            ),
            "case": CaseDesk.objects.values_list("step", "is_open", "opened_by", "moves_made").get(pk=case),
            "plan": Plan.objects.values_list("reviewed_on", "approved_on", "closed_on", "needs").get(pk=plan),
            "matches": list(MatchDecision.objects.order_by("id").values_list("verdict", "person_id", "by")),
            "still asked": PendingRow.objects.filter(state__in=PendingRow.OPEN).count(),
            "dibao": sorted(DibaoSpell.objects.filter(to_on__isnull=True).values_list("person__name", flat=True)),
        }
