"""``fangpin seal``, ``fangpin screen`` and ``fangpin snapshot``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.installation import officer_named, open_database
from fangpin_web.command.reading import DAY, seal_named
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin_web.publishing.models import Seal


@click.command(short_help="Seal all ledgers as they are now. 封存台账。")
@click.option("--as-of", type=DAY, default=None, help="The day it is read for; today unless given. 统计日。")
@click.option("--label", default="", help="What it is called, such as 2026年10月. 名称。")
@click.option("--working", is_flag=True, help="A working snapshot: for pages, replaced by the next. 工作快照。")
@click.option("--by", "username", default=None, help="The officer who seals; the only county officer unless given.")
@machine_readable
@click.pass_obj
def seal(teller: Teller, as_of: datetime | None, label: str, working: bool, username: str | None) -> None:  # noqa: FBT001
    """Seal all ledgers as they are now, with the policy files in force, into one snapshot.

    Its figures and worklists are counted by the worker, now or as soon as one runs.
    """
    from django.utils import timezone

    with open_database():
        from fangpin_web.jobs.services import follow_seal
        from fangpin_web.publishing import services

        at = timezone.now()
        with teller.progress("封存", "sealing") as tell:
            made = services.seal(
                as_of=as_of.date() if as_of else timezone.localdate(at),
                label=label,
                purpose="working" if working else "sealed",
                by=officer_named(username),
                at=at,
                progress=lambda name, done, of: tell(done, of, f"导出 {name}", f"exporting {name}"),
            )
        follow_seal(seal_id=made.pk, by=officer_named(username), at=at)
        teller.say(
            f"已封存 {made.label}（统计日 {made.as_of}）：{made.rows:,} 行\n  {made.folder}\n  校验值 {made.hash}",
            f"sealed {made.label} (as of {made.as_of}): {made.rows:,} rows\n  {made.folder}\n  hash {made.hash}",
        )
        teller.give(ok=True, **_of_seal(made))


@click.command(short_help="Screen a snapshot and propose clues. 筛查并生成线索。")
@click.option("--seal", "wanted", default=None, help="Beginning of the snapshot's hash; the newest unless given.")
@click.option("--by", "username", default=None, help="The officer who screens; the only county officer unless given.")
@machine_readable
@click.pass_obj
def screen(teller: Teller, wanted: str | None, username: str | None) -> None:
    """Answer every rule in force over a snapshot and turn what is found into proposed clues."""
    from django.utils import timezone

    with open_database():
        from fangpin_web.clues.screening import run_screening
        from fangpin_web.office.policy import policy_in_force

        with teller.progress("筛查", "screening") as tell:
            run = run_screening(
                seal=seal_named(wanted),
                by=officer_named(username),
                at=timezone.now(),
                progress=lambda done, of, what: tell(done, of, what.zh, what.en),
            )
        counts = run.counts
        teller.say(
            f"统计日 {run.as_of}：发现 {counts['findings']:,} 项，新线索 {counts['raised']:,} 条"
            f"（其中跨档接替原线索 {counts['stepped_up']:,} 条，其余待派发），"
            f"并入 {counts['joined']:,} 项，已办结且情况未变 {counts['stayed_closed']:,} 项",
            f"as of {run.as_of}: {counts['findings']:,} findings, {counts['raised']:,} new clues "
            f"({counts['stepped_up']:,} in place of an open one, the others proposed), "
            f"{counts['joined']:,} joined open ones, {counts['stayed_closed']:,} stay closed",
        )
        for one in counts["left_out"]:
            rule = policy_in_force().rules[one["rule"]]
            teller.say(f"{rule.zh}：未核对。{one['zh']}", f"{rule.en}: not asked. {one['en']}")
        teller.give(ok=True, run=run.pk, as_of=run.as_of, seal=run.seal.hash, coverage=run.coverage, **counts)


@click.group(short_help="Check and list snapshots. 核验快照。")
def snapshot() -> None:
    """Check a snapshot, or list those of this installation."""


@snapshot.command(short_help="Check that snapshots are as they were sealed. 核验。")
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--anchor", default=None, help="The hash on the signed sheet, 16 digits or more. 签发件上的校验值。")
@machine_readable
@click.pass_obj
def verify(teller: Teller, folders: tuple[Path, ...], anchor: str | None) -> None:
    """Check snapshots and the chain between them. Needs no server and no database.

    FOLDERS are snapshots or folders of snapshots. With others beside it, a snapshot's link to the one
    before it is checked as well.
    """
    from fangpin.snapshots import snapshots_in, verify_chain
    from fangpin.snapshots import verify as verify_one

    found: dict[Path, list[Any]] = {}
    for folder in folders:
        inside = snapshots_in(folder)
        single = inside in ([folder], [])
        chain = snapshots_in(folder.resolve().parent) if single else inside
        checked = {path.resolve(): problems for path, problems in verify_chain(chain).items()}
        for path in inside or [folder]:
            problems = checked.get(path.resolve())
            problems = verify_one(path) if problems is None else problems
            found[path] = problems + (
                [p for p in verify_one(path, anchor=anchor) if p not in problems] if anchor else []
            )
    for path, problems in found.items():
        if problems:
            teller.warn(f"✗ {path}", f"✗ {path}")
            for problem in problems:
                teller.warn(f"    {problem.zh}", f"    {problem.en}")
        else:
            teller.say(f"✓ {path} 与封存时一致", f"✓ {path} is as it was sealed")
    whole = not any(found.values())
    listed = [{"folder": str(path), "problems": [p.as_json() for p in problems]} for path, problems in found.items()]
    teller.give(ok=whole, snapshots=listed)
    leave(Exit.OK if whole else Exit.FOUND)


@snapshot.command(name="list", short_help="List the snapshots of this installation. 列出快照。")
@machine_readable
@click.pass_obj
def list_seals(teller: Teller) -> None:
    """List the snapshots of this installation, newest first."""
    with open_database():
        from fangpin_web.publishing.models import Seal

        seals = list(Seal.objects.all().latest_first())
        for made in seals:
            where = made.folder if made.folder.exists() else teller.pick("（已移除）", "(removed)")
            click.echo(
                f"{made.as_of}  {made.hash[:16]}  {made.rows:>12,}  {made.purpose:<8} {where}", err=teller.machine
            )
        teller.give(ok=True, snapshots=[_of_seal(made) for made in seals])


def _of_seal(made: Seal) -> dict[str, Any]:
    return {
        "hash": made.hash,
        "previous": made.previous_hash or None,
        "label": made.label,
        "purpose": made.purpose,
        "as_of": made.as_of,
        "sealed_at": made.sealed_at.isoformat(),
        "rows": made.rows,
        "demo": made.demo,
        "folder": str(made.folder),
    }
