"""``fangpin processes list`` and ``show``: how cases are handled in a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.reading import NATION_OR_PLACE, known_here, policy_of
from fangpin_web.command.telling import Teller, machine_readable

if TYPE_CHECKING:
    from fangpin.policy import Process


@click.group(short_help="How cases are handled. 办理流程。")
def processes() -> None:
    """The steps a case goes through in a place, who acts, what each asks for and when it may go on."""


@processes.command("list", short_help="All processes. 列出。")
@NATION_OR_PLACE
@machine_readable
@click.pass_obj
def list_(teller: Teller, place: str) -> None:
    """List the processes of a place with their steps. Needs no database."""
    with known_here(teller):
        policy = policy_of(place)
    for one in policy.processes.values():
        steps = [one.steps[s] for s in one.order]
        teller.say(
            f"{one.id}　{one.zh}：{' → '.join(s.zh for s in steps)}",
            f"{one.id}  {one.en}: {' → '.join(s.en for s in steps)}",
        )
    teller.give(ok=True, place=place, processes=[_told(one) for one in policy.processes.values()])


@processes.command(short_help="One process. 详情。")
@click.argument("process")
@NATION_OR_PLACE
@machine_readable
@click.pass_obj
def show(teller: Teller, process: str, place: str) -> None:
    """Show each step of a process: who acts, by when, on which conditions, and the ways on. Needs no database."""
    with known_here(teller):
        one = policy_of(place).process(process)
    teller.say(f"{one.zh}（{one.source}）", f"{one.en} ({one.source})")
    for step in one.steps.values():
        deadline = step.deadline
        due = f"{deadline.days} {deadline.unit}" if deadline else "—"
        teller.say(f"· {step.zh}　{'、'.join(step.who)}　{due}", f"· {step.en}  {', '.join(step.who)}  {due}")
        for id_ in step.moves[0].guards:
            guard = one.guards[id_]
            teller.say(f"    守则 {guard.zh}：{guard.holds.source}", f"    guard {guard.en}: {guard.holds.source}")
        for move in step.moves:
            teller.say(f"    {move.zh} → {move.to}", f"    {move.en} → {move.to}")
    teller.give(ok=True, place=place, process=_told(one))


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
