"""``fangpin form``: superiors' forms, understood once and filled each period."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.reading import PLACE, SNAPSHOT, opened_with_policy
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin.bulletins.forms import FormMap, Label

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
MAP = click.option(
    "--map", "known", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help="What was confirmed of this form, as JSON. 对应关系文件。",
)  # fmt: skip


@click.group(short_help="Superiors' forms, filled from figures. 上级表格。")
def form() -> None:
    """A superior's workbook or Word table: say once what it asks, fill it each period."""


@form.command(name="map", short_help="What a form asks, with suggestions. 识别表格。")
@FILE
@MAP
@PLACE
@SNAPSHOT
@click.option("--accept", is_flag=True, help="Take the best suggestion where it is likely. 采用把握较大的建议。")
@machine_readable
@click.pass_obj
def map_form(teller: Teller, file: Path, *, known: Path, place: str | None, folder: Path | None, accept: bool) -> None:
    """List what FILE asks and nobody has answered yet, with suggestions; with --accept, write likely ones into the map.

    The map is a file to read and correct: an empty indicator says that a cell is not ours to fill. Ends with 1 while
    something is unanswered.
    """
    from fangpin.bulletins.forms import FormMap, asked, blanks_of, likely, read_form, suggest
    from fangpin.bulletins.forms.filling import areas_of

    before = _map(known)
    with opened_with_policy(folder, place) as (snapshot, policy):
        areas = areas_of(snapshot, snapshot.manifest.as_of)
    read = read_form(file.read_bytes(), areas=areas, own_area=policy.place.area_code or "")
    offered = {label: suggest(label, policy) for label in asked(blanks_of(read), before)}
    taken = {label: answer for label, found in offered.items() if accept and (answer := likely(found))}
    if taken:
        made = (before or FormMap(name=file.stem, version=0, answers={})).with_answers(taken)
        known.write_text(json.dumps(made.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    left = {label: found for label, found in offered.items() if label not in taken}
    for label, found in offered.items():
        best = "；".join(f"{r.zh} {r.score}" for r in found[:3])
        mark = "✓" if label in taken else "?"
        teller.say(f"{mark} {label.text}：{best}", f"{mark} {label.text}: {best}")
    teller.say(f"待确认 {len(left)} 项", f"{len(left)} unanswered")
    teller.give(ok=not left, asked=[_offer(label, found) for label, found in left.items()], taken=len(taken))
    leave(Exit.OK if not left else Exit.FOUND)


def _offer(label: Label, found: list[Any]) -> dict[str, Any]:
    offers = [{"indicator": r.answer.indicator, "zh": r.zh, "score": str(r.score)} for r in found]
    return {"heads": label.heads, "row": label.row, "offers": offers}


def _map(path: Path) -> FormMap | None:
    from fangpin.bulletins.forms import FormMap

    return FormMap.of_json(json.loads(path.read_text("utf-8"))) if path.is_file() else None


@form.command(short_help="Fill a form with a period's figures. 填写表格。")
@FILE
@MAP
@click.option("--period", required=True, help="2026-10, 2026-W44, 2026-10-31 or 2026. 时期。")
@click.option("--area", default=None, help="Area code; the place's own unless given. 区划代码。")
@PLACE
@SNAPSHOT
@click.option(
    "--out", "target", type=click.Path(dir_okay=False, path_type=Path), required=True, help="New file. 新文件。"
)
@machine_readable
@click.pass_obj
def fill(
    teller: Teller,
    file: Path,
    *,
    known: Path,
    period: str,
    area: str | None,
    place: str | None,
    folder: Path | None,
    target: Path,
) -> None:
    """Put figures into FILE's blank cells: merges, formulas and looks stay; what the records cannot tell is marked."""
    from fangpin.bulletins.forms import FormMap
    from fangpin.bulletins.forms import fill as filled
    from fangpin.bulletins.writing import Period

    mapping = _map(known) or FormMap(name=file.stem, version=0, answers={})
    with opened_with_policy(folder, place) as (snapshot, policy):
        when = Period.parse(period).until(snapshot.manifest.as_of)
        code = (policy.place.area_code or "") if area is None else area
        done = filled(file.read_bytes(), mapping, snapshot, policy, area_code=code, period=when)
    target.write_bytes(done.content)
    for one in done.open:
        cell = f"{one.sheet} {one.row},{one.column} {one.label}"
        teller.warn(f"未填 {cell}：{one.why.zh}", f"open {cell}: {one.why.en}")
    teller.say(
        f"已填 {done.numbers} 格，未填 {len(done.open)} 格：{target}",
        f"{done.numbers} filled, {len(done.open)} open: {target}",
    )
    listed = [{"cell": [o.sheet, o.row, o.column], "label": o.label, "why": o.why.en} for o in done.open]
    teller.give(ok=True, file=str(target), filled=done.numbers, open=listed, figures=list(done.figures))
