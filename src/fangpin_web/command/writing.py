"""``fangpin bulletin write``, ``kinds``, ``verify`` and ``refresh``: bulletins made of counted figures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.reading import DAY, PLACE, SNAPSHOT, opened_with_policy, policy_of
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin.bulletins.writing import Counted, Document, Letterhead
    from fangpin.policy import Policy
    from fangpin.snapshots import Snapshot

SIGNED = click.option("--dated", type=DAY, default=None, help="Day it is dated. 成文日期。")
ISSUER = click.option("--issuer", default="", help="Who issues it. 发文机关。")
NUMBER = click.option("--number", default="", help="Its number, such as 示防返办〔2026〕1号. 发文字号。")
AREA = click.option("--area", default=None, help="Area code; the place's own unless given. 区划代码。")


@click.command(short_help="The kinds of bulletin a place has. 列出文稿种类。")
@PLACE
@machine_readable
@click.pass_obj
def kinds(teller: Teller, place: str | None) -> None:
    """List the templates of a place, with how often each is written. Needs no database."""
    from fangpin.bulletins.rhythms import EXAMPLES

    policy = policy_of(place)
    for template in policy.kinds:
        words = teller.pick(template.zh, template.en)
        click.echo(f"{template.id:<24} {EXAMPLES[template.rhythm]:<12} {words}", err=teller.machine)
    listed = [
        {"id": t.id, "zh": t.zh, "en": t.en, "rhythm": t.rhythm, "example": EXAMPLES[t.rhythm], "place": t.place}
        for t in policy.kinds
    ]
    teller.give(ok=True, place=policy.place.id, kinds=listed)


@click.command(short_help="Write a bulletin from a snapshot. 生成文稿。")
@click.argument("kind")
@click.option("--period", required=True, help="2026-10, 2026-W44, 2026-10-31 or 2026. 时期。")
@AREA
@PLACE
@SNAPSHOT
@ISSUER
@NUMBER
@SIGNED
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Folder. 文件夹。")
@machine_readable
@click.pass_obj
def write(
    teller: Teller,
    kind: str,
    *,
    period: str,
    area: str | None,
    place: str | None,
    folder: Path | None,
    issuer: str,
    number: str,
    dated: datetime | None,
    out: Path,
) -> None:
    """Write KIND as Word file and PDF, its appendix as a workbook. What the records do not say is left out and told."""
    from fangpin.bulletins.writing import Letterhead, write_appendix, write_docx, write_pdf

    letterhead = Letterhead(issuer=issuer, number=number, dated_on=dated.date() if dated else None)
    with opened_with_policy(folder, place) as (snapshot, policy):
        document = _composed(snapshot, policy, kind, period, area, letterhead)
    out.mkdir(parents=True, exist_ok=True)
    name = f"{document.template}-{document.area_code}-{document.period}"
    files = {"docx": write_docx(document), "pdf": write_pdf(document), "xlsx": write_appendix(document)}
    made = {}
    for suffix, content in files.items():
        made[suffix] = str(out / f"{name}.{suffix}")
        Path(made[suffix]).write_bytes(content)
        teller.say(f"已生成 {made[suffix]}", f"wrote {made[suffix]}")
    for one in document.left_out:
        teller.warn(f"未写：{one.what}（{one.why}）", f"left out: {one.what} ({one.why})")
    teller.say(f"核验码 {document.short}", f"code {document.short}")
    teller.give(ok=True, files=made, hash=document.hash, text=document.text, **document.as_json())


def _composed(
    snapshot: Snapshot, policy: Policy, kind: str, period: str, area: str | None, letterhead: Letterhead
) -> Document:
    from fangpin.bulletins.writing import compose

    return compose(_counted(snapshot, policy, kind, period, area), letterhead)


def _counted(snapshot: Snapshot, policy: Policy, kind: str, period: str, area: str | None) -> Counted:
    from fangpin.bulletins.writing import Period, count

    template = policy.template(kind)
    when = Period.parse(period, template.rhythm).until(snapshot.manifest.as_of)
    code = policy.place.area_code if area is None else area
    return count(template, snapshot, policy, area_code=code or "", period=when)


@click.command(short_help="Compute a written bulletin again. 核验文稿。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@PLACE
@SNAPSHOT
@machine_readable
@click.pass_obj
def verify(teller: Teller, file: Path, place: str | None, folder: Path | None) -> None:
    """Compute every number FILE carries again, and see whether its text was changed.

    Given --snapshot it needs no server and no database.
    """
    from fangpin.bulletins.writing import verify_document

    with opened_with_policy(folder, place) as (snapshot, policy):
        found = verify_document(file.read_bytes(), snapshot, policy)
    for one in (*found.wrong, *found.edited):
        teller.warn(f"✗ {one.about}：{one.what.zh}", f"✗ {one.about}: {one.what.en}")
    total = sum(found.checked.values())
    listed = "、".join(f"{kind} {count}" for kind, count in found.checked.items())
    teller.say(f"核验 {total} 个数（{listed}）", f"{total} numbers verified ({listed})")
    if found.intact:
        teller.say("文字与成文时一致", "the text is as it was written")
    else:
        teller.warn("文字在成文后改动过", "the text was changed after it was written")
    teller.give(ok=found.holds, **found.as_json())
    leave(Exit.OK if found.holds else Exit.FOUND)


@click.command(short_help="Last period's file with this period's numbers. 更新文稿数字。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--period", default=None, help="The period; the one after the file's unless given. 时期。")
@PLACE
@SNAPSHOT
@ISSUER
@NUMBER
@SIGNED
@click.option(
    "--out", "target", type=click.Path(dir_okay=False, path_type=Path), required=True, help="New file. 新文件。"
)
@machine_readable
@click.pass_obj
def refresh(
    teller: Teller,
    file: Path,
    *,
    period: str | None,
    place: str | None,
    issuer: str,
    number: str,
    dated: datetime | None,
    folder: Path | None,
    target: Path,
) -> None:
    """Put this period's numbers into FILE, a Word file written here, also one edited since. Formatting is kept; what is
    not understood is left as it is and listed.
    """
    from fangpin.bulletins.writing import Letterhead, Period, carried_by
    from fangpin.bulletins.writing import refresh as refreshed

    content = file.read_bytes()
    told = carried_by(content).told
    when = period or Period.parse(told["period"]).after.code
    letterhead = Letterhead(issuer=issuer or told["issuer"], number=number, dated_on=dated.date() if dated else None)
    with opened_with_policy(folder, place) as (snapshot, policy):
        counted = _counted(snapshot, policy, told["template"], when, told["area_code"])
        done = refreshed(content, counted, letterhead)
    target.write_bytes(done.content)
    for one in done.untouched:
        proposed_zh = f"；拟为：{one.proposed}" if one.proposed else ""
        proposed_en = f"; proposed: {one.proposed}" if one.proposed else ""
        teller.warn(f"未改 “{one.text}”：{one.why.zh}{proposed_zh}", f"left “{one.text}”: {one.why.en}{proposed_en}")
    replaced, left = len(done.replaced), len(done.untouched)
    teller.say(f"已更新 {replaced} 处，未改 {left} 处：{target}", f"{replaced} replaced, {left} left: {target}")
    teller.give(ok=True, file=str(target), **done.as_json())
