"""``fangpin processes list`` and ``show``: how cases are handled in a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.reading import PLACE, policy_of
from fangpin_web.command.telling import Teller, machine_readable

if TYPE_CHECKING:
    from fangpin.expressions import Wording
    from fangpin.policy import Policy, Process
    from fangpin.policy.process_entries import Deadline


@click.group(short_help="How cases are handled. 办理流程。")
def processes() -> None:
    """The steps a case goes through in a place, who acts, what each asks for and when it may go on."""


@processes.command("list", short_help="All processes. 列出。")
@PLACE
@machine_readable
@click.pass_obj
def list_(teller: Teller, place: str | None) -> None:
    """List the processes of a place with their steps. Needs no database."""
    policy = policy_of(place)
    for one in policy.processes.values():
        steps = [one.steps[s] for s in one.order]
        teller.say(
            f"{one.id}　{one.zh}：{' → '.join(s.zh for s in steps)}",
            f"{one.id}  {one.en}: {' → '.join(s.en for s in steps)}",
        )
    teller.give(ok=True, place=policy.place.id, processes=[_told(one) for one in policy.processes.values()])


@processes.command(short_help="One process. 详情。")
@click.argument("process")
@PLACE
@machine_readable
@click.pass_obj
def show(teller: Teller, process: str, place: str | None) -> None:
    """Show each step of a process: who acts, by when, on which conditions, and the ways on. Needs no database."""
    from fangpin.policy.process_entries import ROLES

    policy = policy_of(place)
    one = policy.process(process)
    teller.say(f"{one.zh}（{one.source}）", f"{one.en} ({one.source})")
    for step in one.steps.values():
        who, due = [ROLES[role] for role in step.who], _term(step.deadline, policy)
        teller.say(
            f"· {step.zh}　{'、'.join(w.zh for w in who)}　{due.zh}",
            f"· {step.en}  {', '.join(w.en for w in who)}  {due.en}",
        )
        for id_ in step.moves[0].guards:
            guard = one.guards[id_]
            teller.say(f"    条件 {guard.zh}：{guard.holds.source}", f"    only if {guard.en}: {guard.holds.source}")
        for move in step.moves:
            zh, en = (one.steps[move.to].zh, one.steps[move.to].en) if move.to in one.steps else ("办结", "closed")
            teller.say(f"    {move.zh} → {zh}", f"    {move.en} → {en}")
    teller.give(ok=True, place=policy.place.id, process=_told(one))


def _term(deadline: Deadline | None, policy: Policy) -> Wording:
    """How long a step may take; where a parameter says it, by the name of the parameter."""
    from fangpin.expressions import Wording

    if deadline is None:
        return Wording("no deadline", "不限期")
    en, zh = ("working days", "工作日") if deadline.unit == "working" else ("days", "自然日")
    if isinstance(deadline.days, int):
        return Wording(f"{deadline.days} {en}", f"{deadline.days}个{zh}")
    said = policy.parameters[deadline.days]
    return Wording(f"{en} as “{said.en}” says", f"按“{said.zh}”（{zh}）")


def _told(one: Process) -> dict[str, Any]:
    return {
        "id": one.id,
        "zh": one.zh,
        "en": one.en,
        "place": one.place,
        "order": list(one.order),
        "steps": {
            s.id: {"zh": s.zh, "who": list(s.who), "guards": list(s.moves[0].guards if s.moves else ())}
            for s in one.steps.values()
        },
    }
