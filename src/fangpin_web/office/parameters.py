"""Values entered by page: one officer enters, another confirms, and the place's own policy folder gets a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from fangpin.policy import Citation, Line, Policy, enter, make_place, policy_with
from fangpin_web.accounts.models import Officer
from fangpin_web.accounts.permissions import may_enter_parameter
from fangpin_web.office.models import ParameterEntry
from fangpin_web.office.policy import own_folder, own_place, policy_folders, policy_in_force
from fangpin_web.office.second_officer import SecondOfficer, own_place_said

_WORDS = {
    "not_allowed": (
        "只有县专班的账号可以录入或确认参数。",
        "Only officers of the county office enter or confirm values.",
    ),
    "own_entry": (
        "录入人不能自己确认，请由县专班另一位同事确认。",
        "Who entered a value does not confirm it; ask another officer of the county office.",
    ),
    "decided": ("这一条已经有人处理过了。", "Somebody has decided this entry already."),
    "waits_already": (
        "这个参数自同一天起已有一条待确认，请先处理。",
        "An entry for this parameter and day waits already; decide that one first.",
    ),
    "no_such_parameter": ("没有这个参数。", "There is no such parameter."),
    "nothing_to_withdraw": (
        "本地没有自这一天起录入的取值可撤回；上级的取值请由上级更正，或另录一条。",
        "No value of this office starts on that day. A value from above is replaced by entering another.",
    ),
    "no_reason": ("退回要写明原因。", "Say why it is sent back."),
}


class ParameterProblem(Exception):
    """Why a value was not entered or confirmed; nothing changed."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.zh, words = _WORDS[kind]
        super().__init__(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a rule finds in the last snapshot without the entry and with it; and how many would come and go."""

    rule: str
    before: int
    after: int
    come: int
    go: int


def propose_value(
    *,
    parameter: str,
    since: date,
    value: str,
    withdraws: bool,
    document: str,
    clause: str,
    by: Officer,
    at: datetime,
) -> ParameterEntry:
    """Enter a value or withdraw one; it counts when somebody else has confirmed it.

    Raises :class:`ParameterProblem`, or ``PolicyError``/``DeclaredByHand`` where the line cannot be read.
    """
    if not may_enter_parameter(by):
        raise ParameterProblem("not_allowed")
    known = policy_in_force().parameters.get(parameter)
    if known is None:
        raise ParameterProblem("no_such_parameter")
    own = own_place()
    if withdraws and not any(v.since == since and v.file.startswith(f"{own}/") for v in known.values):
        raise ParameterProblem("nothing_to_withdraw")
    entry = ParameterEntry(
        parameter=parameter, since=since, value="" if withdraws else value.strip(), withdraws=withdraws,
        document=document.strip(), clause=clause.strip(), proposed_by=by.pk, proposed_at=at,
    )  # fmt: skip
    _tried(entry)
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise ParameterProblem("waits_already") from error
    return entry


def confirm_entry(*, entry: ParameterEntry, by: Officer, at: datetime) -> ParameterEntry:
    """Confirm as the second person; see :meth:`SecondOfficer.confirm`."""
    return _SECOND.confirm(entry, by=by, at=at)


def send_back(*, entry: ParameterEntry, why: str, by: Officer, at: datetime) -> ParameterEntry:
    """Refuse an entry, one's own included; it stays on record with the reason."""
    return _SECOND.send_back(entry, why=why, by=by, at=at)


def line_of(entry: ParameterEntry) -> Line:
    """The entry as a line of the policy files."""
    return Line(
        parameter=entry.parameter,
        since=entry.since,
        value=None if entry.withdraws else entry.value,
        source=Citation(entry.document, entry.clause),
    )


def what_would_change(entry: ParameterEntry, *, snapshot: Path, as_of: date) -> list[Difference]:
    """Screen a snapshot for the rules that read the parameter, as it is and with the entry.

    Only the rules concerned are run; for an entry that starts after ``as_of`` nothing differs.
    """
    from fangpin.snapshots import open_snapshot

    current, tried = policy_in_force(), _tried(entry)
    concerned = _readers(current, entry.parameter)
    sealed = open_snapshot(snapshot)
    before, after = (_found(sealed, _only(policy, concerned), as_of) for policy in (current, tried))
    return [
        Difference(
            rule=rule, before=len(before[rule]), after=len(after[rule]), come=len(after[rule] - before[rule]),
            go=len(before[rule] - after[rule]),
        )
        for rule in concerned
    ]  # fmt: skip


def _found(sealed: Any, policy: Policy, as_of: date) -> dict[str, set[tuple[int | None, int | None]]]:
    from fangpin.rules import screen

    findings = screen(sealed, policy, as_of=as_of).findings.select(["rule", "household_id", "person_id", "answer"])
    found: dict[str, set[tuple[int | None, int | None]]] = {rule: set() for rule in policy.rules}
    for row in findings.to_pylist():
        if row["answer"] == "yes":
            found[row["rule"]].add((row["household_id"], row["person_id"]))
    return found


def _readers(policy: Policy, parameter: str) -> list[str]:
    from fangpin.policy import facts_below

    reading = {fact.id for fact in policy.facts.values() if parameter in fact.parameters}
    return [
        rule.id
        for rule in policy.rules.values()
        if rule.kind == "trigger"
        and (parameter in rule.parameters or reading & {fact.id for fact in facts_below(policy, [rule.over])})
    ]


def _only(policy: Policy, rules: list[str]) -> Policy:
    from dataclasses import replace

    return replace(policy, rules={key: rule for key, rule in policy.rules.items() if key in rules})


def _tried(entry: ParameterEntry) -> Policy:
    """The policy with the entry; raises what reading it would raise."""
    own, folder = own_place(), own_folder()
    if (folder / own / "place.yaml").is_file():
        return policy_with(line_of(entry), own=folder, shipped=policy_folders()[-1], place=own)
    import tempfile

    with tempfile.TemporaryDirectory(prefix="fangpin-own-") as made:  # before the first entry of a shipped place
        make_place(Path(made), own_place_said())
        return policy_with(line_of(entry), own=Path(made), shipped=policy_folders()[-1], place=own)


def _write(entry: ParameterEntry, **where: Any) -> Path:
    return enter(line_of(entry), **where)


_SECOND = SecondOfficer(
    model=ParameterEntry,
    may=may_enter_parameter,
    problem=ParameterProblem,
    refused="not_allowed",
    reason="why",
    write=_write,
)
