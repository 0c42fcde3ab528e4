"""``fangpin mechanisms list``, ``show`` and ``worklist``."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.reading import DAY, PLACE, opened_here, policy_of, seal_named
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin.policy import Mechanism


_ITEMS_TOLD = 20


@click.group(short_help="Mechanisms and their open work. 工作机制。")
def mechanisms() -> None:
    """What ways of working there are, which a place uses, and what is open under each."""


@mechanisms.command("list", short_help="All mechanisms by family. 列出。")
@PLACE
@machine_readable
@click.pass_obj
def list_(teller: Teller, place: str | None) -> None:
    """List the mechanisms of a place; those it uses are marked. Needs no database."""
    policy = policy_of(place)
    for one in policy.mechanisms.values():
        mark = "✓" if one.on else "·"
        teller.say(f"{mark} {one.id}　{one.zh}", f"{mark} {one.id}  {one.en}")
    teller.give(ok=True, place=policy.place.id, mechanisms=[_told(one) for one in policy.mechanisms.values()])


@mechanisms.command(short_help="One mechanism. 详情。")
@click.argument("mechanism")
@PLACE
@machine_readable
@click.pass_obj
def show(teller: Teller, mechanism: str, place: str | None) -> None:
    """Show the definition of a mechanism, its ledgers, parameters, rules and indicators. Needs no database."""
    policy = policy_of(place)
    one = policy.mechanism(mechanism)
    on = ("已启用", "on") if one.on else ("未启用", "off")
    teller.say(f"{one.zh}（{on[0]}）\n{one.definition.zh}", f"{one.en} ({on[1]})\n{one.definition.en}")
    for zh, en, words in (
        ("台账", "ledgers", one.ledgers),
        ("参数", "parameters", one.parameters),
        ("规则", "rules", one.rules),
        ("指标", "indicators", one.indicators),
        ("文件", "documents", one.documents),
    ):
        if words:
            teller.say(f"{zh}：{'、'.join(words)}", f"{en}: {', '.join(words)}")
    teller.give(ok=True, place=policy.place.id, mechanism=_told(one))


@mechanisms.command("worklist", short_help="What is open under a mechanism. 待办清单。")
@click.argument("mechanism")
@click.option("--snapshot", "folder", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--as-of", type=DAY, default=None, help="The day asked; the snapshot's unless given. 统计日。")
@machine_readable
@click.pass_obj
def worklist_(teller: Teller, mechanism: str, folder: Path, as_of: datetime | None) -> None:
    """List every open item of a mechanism in a sealed snapshot, with the reason. Needs no database."""
    from fangpin.rules import check_duties, explain

    snapshot = opened_here(folder)
    policy = snapshot.policy
    one = policy.mechanism(mechanism)
    day = as_of.date() if as_of else snapshot.manifest.as_of
    rules = [policy.rules[r] for r in one.rules if r in policy.rules and policy.rules[r].in_force(day)]
    duties = check_duties(snapshot, policy, rules, as_of=day)
    items = [
        item
        | {
            "zh": explain(policy.rules[item["rule"]], item["basis"], policy, on=day, language="zh").sentence,
            "en": explain(policy.rules[item["rule"]], item["basis"], policy, on=day, language="en").sentence,
        }
        for item in duties.items.to_pylist()
    ]
    screened = _screened(duties.tallies.to_pylist())
    if not one.on_day(day):
        teller.say(
            f"本地区没有启用“{one.zh}”，以下仅供参考", f"{one.en} is not in use here; what follows is for reading only"
        )
    if not rules:
        teller.say("该机制没有待办规则", "this mechanism has no rules that list open work")
    for unasked in duties.left_out:
        teller.say(f"{unasked.rule.zh}：未核对。{unasked.why.zh()}", f"{unasked.rule.en}: not asked. {unasked.why}")
    unasked_rules = {unasked.rule.id for unasked in duties.left_out}
    for rule in (rule for rule in rules if rule.id not in unasked_rules):
        found = [item for item in items if item["rule"] == rule.id]
        teller.say(
            f"{rule.zh}：{len(found):,} 项（核对 {screened[rule.id]:,}）",
            f"{rule.en}: {len(found):,} open of {screened[rule.id]:,}",
        )
        for item in found[:_ITEMS_TOLD]:
            told = f"  {item['area_code']} {item['subject']} {item['key']}　"
            teller.say(told + item["zh"], told + item["en"])
    teller.give(
        ok=True,
        mechanism=one.id,
        on=one.on_day(day),
        as_of=day,
        screened=screened,
        items=items,
        left_out={unasked.rule.id: str(unasked.why) for unasked in duties.left_out},
    )
    leave(Exit.OK)


@mechanisms.command(name="work-out", short_help="Work out all worklists for the pages. 生成待办清单。")
@click.option("--seal", "wanted", default=None, help="Beginning of the snapshot's hash; the newest unless given.")
@click.option("--by", "username", default=None, help="The officer; the only county officer unless given. 办理人。")
@machine_readable
@click.pass_obj
def work_out(teller: Teller, wanted: str | None, username: str | None) -> None:
    """Ask the rules of every mechanism in use over a sealed snapshot, and keep what is open for the pages."""
    from django.utils import timezone

    from fangpin_web.command.installation import officer_named, open_database

    with open_database():
        from fangpin_web.discrepancies.running import compare_records
        from fangpin_web.discrepancies.running import totals as records_totals
        from fangpin_web.mechanisms.running import totals
        from fangpin_web.mechanisms.running import work_out as work_out_lists

        with teller.progress("核对", "working out") as tell:
            seal, by, at = seal_named(wanted), officer_named(username), timezone.now()
            run = work_out_lists(
                seal=seal, by=by, at=at, progress=lambda done, of, what: tell(done, of, what.zh, what.en)
            )
            compared = compare_records(seal=seal, by=by, at=at)
        told, records = totals(run), records_totals(compared)
        teller.say(
            f"统计日 {run.as_of}：待办 {told['open']:,} 项（新增 {told['come']:,}，消除 {told['gone']:,}）",
            f"as of {run.as_of}: {told['open']:,} open ({told['come']:,} new, {told['gone']:,} gone)",
        )
        teller.say(
            f"数据打架 {records['found']:,} 条（新增 {records['opened']:,}，再次出现 {records['returned']:,}，"
            f"已一致 {records['agreed']:,}）",
            f"{records['found']:,} records disagree ({records['opened']:,} new, {records['returned']:,} came back, "
            f"{records['agreed']:,} agree now)",
        )
        teller.give(ok=True, as_of=run.as_of, seal=run.seal.hash, counts=run.counts, discrepancies=records, **told)


def _screened(tallies: list[dict[str, Any]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for row in tallies:
        counted[row["rule"]] += row["screened"]
    return counted


def _told(one: Mechanism) -> dict[str, Any]:
    return {
        "id": one.id,
        "zh": one.zh,
        "en": one.en,
        "family": one.family,
        "definition": {"zh": one.definition.zh, "en": one.definition.en},
        "on": one.on,
        "switched_by": one.switched_by,
        "proposal": one.proposal,
        "ledgers": one.ledgers,
        "parameters": one.parameters,
        "rules": one.rules,
        "indicators": one.indicators,
        "process": one.process,
        "documents": one.documents,
    }
