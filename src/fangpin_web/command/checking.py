"""``fangpin policies check`` and ``fangpin doctor``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.telling import Teller, leave, machine_readable


@click.group(short_help="Check the policy files. 检查政策文件。")
def policies() -> None:
    """What an official reads and changes: parameters, codes, facts, rules, sources, holidays."""


@policies.command(short_help="Every mistake in the policy files, with its line. 检查。")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--place", default=None, help="Only this place and what it inherits. 只检查这个地区。")
@machine_readable
@click.pass_obj
def check(teller: Teller, folder: Path | None, place: str | None) -> None:
    """Check a policies folder: the installation's own, with what came with fangpin behind it, unless given.

    A folder without a nation of its own stands before the shipped one too, and only its places are checked. Needs no
    database.
    """
    from fangpin.entitlements import check_schemes
    from fangpin.policy import check as check_policies
    from fangpin.rosters.checking import check_sources

    folders, places = _asked(folder, place)
    found = [check_policies(folders, one, further=[check_sources, check_schemes]) for one in places]
    problems = list({str(problem): problem for listed in found for problem in listed}.values())
    folder = folders[0]
    for problem in problems:
        teller.warn(problem.zh(), str(problem))
    if not problems:
        teller.say(f"{folder} 没有发现问题", f"{folder}: nothing wrong")
    listed = [
        {"file": p.file, "line": p.line, "what": {"zh": p.what.zh, "en": p.what.en},
         "remedy": {"zh": p.remedy.zh, "en": p.remedy.en}}
        for p in problems
    ]  # fmt: skip
    teller.give(ok=not problems, folder=folder, problems=listed)
    leave(Exit.FOUND if problems else Exit.OK)


def _asked(folder: Path | None, place: str | None) -> tuple[tuple[Path, ...], Sequence[str | None]]:
    """The folders to read, and the places to check: None stands for every place there is."""
    from fangpin.policy import places_in, shipped_folder
    from fangpin_web.command.installation import environment

    if folder is None:
        return environment().policy_folders, (place,)
    places = places_in(folder)
    if not places or "national" in places:
        return (folder,), (place,)
    return (folder, shipped_folder()), (place,) if place else places


@click.command(short_help="Examine this installation. 检查安装。")
@machine_readable
@click.pass_obj
def doctor(teller: Teller) -> None:
    """Examine server, keys, tables and walls, and name what is missing. Changes nothing."""
    from fangpin_web import server
    from fangpin_web.command.installation import environment, ready

    environment()
    ready()
    findings = server.doctor()
    for finding in findings:
        click.secho(f"✗ {finding.where}: {finding.what}\n    → {finding.remedy}", fg="red", err=True)
    if not findings:
        teller.say("一切正常", "all is well")
    teller.give(ok=not findings, findings=[{"where": f.where, "what": f.what, "remedy": f.remedy} for f in findings])
    leave(Exit.FOUND if findings else Exit.OK)
