"""The papers of a case as they are printed: what the ledgers and the case's own entries say, nothing typed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from fangpin.forms import CaseSaid, FilledForm, fill
from fangpin.ledgers import SPECS
from fangpin.ledgers.area_codes import AREA_DIGITS
from fangpin.rosters.sources import read_source
from fangpin_web.accounts.doors import officers_by_key
from fangpin_web.cases.doors import moves_of, objections_of
from fangpin_web.cases.models import CaseDesk, CaseMove, Occasion
from fangpin_web.cases.standing import entered
from fangpin_web.records.doors import rows_of
from fangpin_web.records.household_file import sum_of

if TYPE_CHECKING:
    from fangpin.policy import Policy
    from fangpin.rosters import Source

HEAD = "head"
_PLACES = ("county", "township", "village")


def filled_paper(form_id: str, desk: CaseDesk, policy: Policy, *, day: date) -> FilledForm:
    """A form of the policy filled in for a case's household, as the ledgers stand on ``day``."""
    form = policy.form(form_id)
    raw = policy.source(form.source)
    source = read_source(raw.mapping, file=raw.file)
    household: Any = desk.case.household
    memberships = list(
        rows_of("membership").filter(household=household).select_related("person").on(day).order_by("id")
    )
    memberships.sort(key=lambda one: one.relation != HEAD)
    people = [one.person_id for one in memberships]
    head = next((one.person for one in memberships if one.relation == HEAD), None)
    return fill(
        form,
        source,
        policy,
        rows=_rows(source, household, people, day),
        members=people,
        beside=_beside(household, head, len(people)),
        case=_said(desk, policy),
    )


def _rows(source: Source, household: Any, people: Sequence[int], day: date) -> dict[str, list[dict[str, Any]]]:
    """Ledger rows of a household and its people, those in force first, then the newest, as plain columns."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in dict.fromkeys(write.ledger for write in source.writes):
        spec = SPECS[name]
        targets = {c.target: c.name for c in spec.references}
        rows = rows_of(name)
        if name == "household":
            rows = rows.filter(pk=household.pk)
        elif name == "person":
            rows = rows.filter(pk__in=people)
        elif "household" in targets:
            rows = rows.filter(**{targets["household"]: household})
        elif "person" in targets:
            rows = rows.filter(**{f"{targets['person']}__in": people})
        elif "income_account" in targets:
            rows = rows.filter(**{f"{targets['income_account']}__household": household})
        else:
            continue
        rows = rows.on(day).order_by("-from_on", "-id") if spec.dated else rows.order_by(*_newest(spec))
        found[name] = [
            {"id": row.pk, **{c.stored_name: getattr(row, c.stored_name) for c in spec.columns}} for row in rows
        ]
    return _ranked(_of_last_account(found))


def _ranked(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Risks entered here have no rank: they take the places left, the earliest first. A kind of disaster has none."""
    risks = found.get("risk", [])
    taken = {row["rank"] for row in risks}
    free = (rank for rank in range(1, len(risks) + 1) if rank not in taken)
    for row in sorted(risks, key=lambda row: (row["found_on"], row["id"])):
        if row["rank"] is None and not row["risk"].startswith("disaster_"):
            row["rank"] = next(free)
    return found


def _newest(spec: Any) -> tuple[str, ...]:
    return (f"-{spec.event}", "-id") if spec.event else ("-id",)


def _of_last_account(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Items of the account that is printed, not of earlier years."""
    accounts, items = found.get("income_account"), found.get("income_item")
    if accounts and items:
        found["income_item"] = [one for one in items if one["account_id"] == accounts[0]["id"]]
    return found


def _beside(household: Any, head: Any, members: int) -> Mapping[str, Any]:
    """What the source's columns say of a household without a ledger column of their own: places, the head, sums."""
    codes = {level: household.area_code[: AREA_DIGITS[level]] for level in _PLACES}
    names = dict(rows_of("area").filter(code__in=codes.values(), to_on__isnull=True).values_list("code", "name"))
    known: dict[str, Any] = {
        **{name: names.get(code) for name, code in codes.items()},
        "head_number": head.document_number if head else None,
        "members_now": members or None,
    }
    account = rows_of("income_account").filter(household=household).order_by("-period_to_on", "-id").first()
    if account is not None:
        added = sum_of(account)
        known |= {"net_yuan": added.total, "net_per_head_yuan": added.per_person}
        known |= {"reference_yuan": added.test_total}
    return {name: value for name, value in known.items() if value is not None}


def _said(desk: CaseDesk, policy: Policy) -> CaseSaid:
    """What was entered in the case's forms, and of each step that was done its day, officer and votes."""
    process = policy.processes.get(desk.process)
    if process is None:
        return CaseSaid()
    moves = moves_of(desk.case_id)
    people = officers_by_key(move.made_by for move in moves)
    steps = {move.from_step: _step(move, people) for move in moves if move.kind == "forward"}
    if (step := next((s for s in process.steps.values() if s.publicity and s.id in steps), None)) is not None:
        objections = objections_of(desk)
        told = f"登记异议{len(objections)}条，已答复{len(objections) - objections.unanswered().count()}条"
        steps[step.id]["objections"] = told if objections else "未登记异议"
    labels = {name: field.zh for name, field in process.fields.items()}
    return CaseSaid(entries=entered(moves, process), steps=steps, labels=labels)


def _step(move: CaseMove, people: Mapping[int, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {"day": move.happened_on, **(move.votes or {})}
    if (officer := people.get(move.made_by)) is not None:
        said["officer"] = officer.name
    if move.occasion is not None:
        said["day"] = move.occasion.held_on
        if move.occasion.kind == Occasion.Kind.NOTICE:
            said["until"] = move.occasion.notice.taken_down_on if move.occasion.notice else None
    return said
