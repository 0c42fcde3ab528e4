"""The sheet that hangs for a case's publicity: made and masked here, hung, objected to, taken down; the case follows.

A sheet is of one village and one kind. It serves the open cases of its families that stand at a step with publicity
when it is hung; from then on it is their notice, its text and the photo of it on the wall are their evidence, and an
objection to it holds them up until it is answered.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from fangpin.policy import FORWARD
from fangpin_web.access.scope import acting_as
from fangpin_web.accounts.models import Officer
from fangpin_web.cases.doors import occasion_rows, sheet_of
from fangpin_web.cases.models import CaseDesk, Occasion
from fangpin_web.cases.problems import NoSuchCase
from fangpin_web.cases.services import make_move
from fangpin_web.cases.standing import ground_on
from fangpin_web.cases.together import Went, hang_notice, move_together
from fangpin_web.notices import services
from fangpin_web.notices.models import Notice, Objection
from fangpin_web.office.policy import policy_in_force

if TYPE_CHECKING:
    from fangpin.policy import Policy
    from fangpin.policy.process_entries import Publicity

UPHELD = "objection_raised"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """A sheet that came down, and what became of the cases it hung for."""

    notice: Notice
    went: list[Went]


def make_case_notices(*, cases: Collection[int], contact: str = "", by: Officer, at: datetime) -> list[Notice]:
    """A masked sheet for each village and kind among the cases, to be looked at, printed and hung.

    Raises what making a notice raises, and :class:`NoSuchCase` for a case outside the area or at a step
    that hangs none.
    """
    policy = policy_in_force()
    with acting_as(by, "make case notices"):
        ground, missing = ground_on(policy, at.date()), set(cases)
        families: dict[tuple[str, str], set[int]] = {}
        days: dict[tuple[str, str], int] = {}  # the longest any of the sheet's cases has to wait
        for desk in CaseDesk.objects.filter(pk__in=list(cases), is_open=True).order_by("area_code", "case_id"):
            if rule := publicity_of(desk, policy):
                missing.discard(desk.case_id)
                sheet = desk.area_code, rule.kind
                families.setdefault(sheet, set()).add(desk.household_id)
                days[sheet] = max(days.get(sheet, 0), ground.days(rule.days))
        if missing:
            raise NoSuchCase(min(missing))
        return [
            services.make_notice(
                village=village, kind=kind, households=named, days=days[village, kind], contact=contact, by=by, at=at
            )
            for (village, kind), named in families.items()
        ]


def post_notice(*, notice: Notice, posted_on: date, by: Officer, at: datetime) -> Notice:
    """Note that the sheet was hung; it is the notice of the cases that wait for one from this day on."""
    with acting_as(by, "hang notice"):
        hung = services.post_notice(notice=notice, posted_on=posted_on, by=by, at=at)
        if desks := waiting_for(hung):
            hang_notice(
                cases=[desk.case_id for desk in desks], hung_on=posted_on, proofs=(), key=f"notice-{hung.pk}",
                notice=hung, by=by, at=at,
            )  # fmt: skip
    return hung


def take_down_notice(*, notice: Notice, taken_down_on: date, by: Officer, at: datetime) -> TakenDown:
    """Note that the sheet is down; every case it hung for goes on that may, of the others it is said why not."""
    with acting_as(by, "take notice down"):
        down = services.take_down_notice(notice=notice, taken_down_on=taken_down_on, by=by, at=at)
        occasion = Occasion.objects.filter(notice=down).first()
        went = move_together(occasion=occasion, happened_on=taken_down_on, by=by, at=at) if occasion else []
    return TakenDown(notice=down, went=went)


def answer_objection(*, objection: Objection, answer: str, upheld: bool, by: Officer, at: datetime) -> Objection:
    """Keep the answer. An objection that is upheld sends its case (all of the sheet, if it names none) back to be
    looked into again, by the way the process has for it; what the process refuses is refused, and nothing kept."""
    with acting_as(by, "answer objection"):
        held = services.answer_objection(objection=objection, answer=answer, by=by, at=at)
        for desk in _held_up_by(held) if upheld else ():
            _send_back(desk, f"objection-{held.pk}", by=by, at=at)
    return held


def object_to_case(
    *, case_id: int, what: str, received_on: date, by: Officer, at: datetime, who: str = ""
) -> Objection:
    """Keep what was objected to a family while its notice hangs: on the sheet, or where it was written by hand on the
    case. Raises :class:`NoSuchCase` for a case outside the area."""
    told: dict[str, Any] = {"what": what, "who": who, "received_on": received_on, "by": by, "at": at}
    with acting_as(by, "objection"):
        desk = CaseDesk.objects.select_related("case").filter(pk=case_id).first()
        if desk is None:
            raise NoSuchCase(case_id)
        if (sheet := sheet_of(desk)) is not None:
            return services.note_objection(notice=sheet, household_id=desk.household_id, **told)
        return services.note_objection_to_case(case=desk.case, **told)


def _held_up_by(objection: Objection) -> list[CaseDesk]:
    """The open cases an objection stands against."""
    if objection.notice is None:
        return list(CaseDesk.objects.filter(pk=objection.case_id, is_open=True))
    return [d for d in desks_of(objection.notice) if objection.household_id in (None, d.household_id)]


def waiting_for(notice: Notice) -> list[CaseDesk]:
    """The open cases of a sheet's families at a step with publicity for which nothing hangs yet."""
    policy = policy_in_force()
    rows = CaseDesk.objects.filter(
        household_id__in=notice.households.values("household_id"), area_code=notice.area_code, is_open=True
    )
    desks = [d for d in rows.order_by("case_id") if (rule := publicity_of(d, policy)) and rule.kind == notice.kind]
    hung = occasion_rows(desks, Occasion.Kind.NOTICE)
    return [desk for desk in desks if desk.case_id not in hung]


def desks_of(notice: Notice) -> list[CaseDesk]:
    """The cases a sheet hangs for, which have not gone on since."""
    occasion = Occasion.objects.filter(notice=notice).first()
    if occasion is None:
        return []
    rows = {row.case_id: row.no for row in occasion.cases.all()}
    desks = CaseDesk.objects.select_related("case__household").filter(pk__in=rows, is_open=True).order_by("case_id")
    return [desk for desk in desks if desk.moves_made == rows[desk.case_id]]


def publicity_of(desk: CaseDesk, policy: Policy) -> Publicity | None:
    """For how long the step a case stands at wants a notice to hang."""
    process = policy.processes.get(desk.process)
    step = process.steps.get(desk.step) if process else None
    return step.publicity if step else None


def _send_back(desk: CaseDesk, key: str, *, by: Officer, at: datetime) -> Any:
    step = policy_in_force().process(desk.process).steps[desk.step]
    ways = [move.id for move in step.moves if move.kind != FORWARD and UPHELD in move.reasons]
    return make_move(
        case_id=desk.case_id, move=ways[0] if ways else "back", seen=desk.moves_made, key=key, reason=UPHELD, by=by,
        at=at,
    )  # fmt: skip
