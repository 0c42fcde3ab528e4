"""``fangpin figures`` and ``fangpin recompute``: counted figures, checked and computed again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.reading import (
    DAY,
    PLACE,
    SNAPSHOT,
    all_opened,
    counted_before,
    opened_here,
    opened_with_policy,
    policy_of,
    seal_named,
)
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin.expressions import Wording
    from fangpin.indicators import Figure, Moved
    from fangpin.policy import Indicator


@click.group(short_help="Counted figures: list, show, explain, check. 统计数据。")
def figures() -> None:
    """Every published figure is counted from records: list, show and explain indicators, check published numbers."""


@figures.command(name="list", short_help="The indicators of a place. 列出指标。")
@PLACE
@click.option("--mechanism", default=None, help="Only those of this mechanism. 只列某机制的指标。")
@machine_readable
@click.pass_obj
def list_indicators(teller: Teller, place: str | None, mechanism: str | None) -> None:
    """List the indicators of a place, and the published figures it maps to them. Needs no database."""
    policy = policy_of(place)
    chosen = [i for i in policy.indicators.values() if mechanism in (None, i.mechanism)]
    for indicator in chosen:
        words = teller.pick(indicator.zh, indicator.en)
        click.echo(f"{indicator.id:<36} {indicator.kind:<10} {indicator.unit:<18} {words}", err=teller.machine)
    mapped = {f.id: f.indicator.key for f in policy.figures.values()}
    teller.give(ok=True, place=policy.place.id, indicators=[_entry(i) for i in chosen], figures=mapped)


@figures.command(short_help="A figure: numerator, denominator, unknown. 查看数据。")
@click.argument("name")
@click.option("--area", default=None, help="Area code; the place's own unless given. 区划代码。")
@click.option("--as-of", type=DAY, default=None, help="The day; the snapshot's unless given. 统计日。")
@click.option(
    "--since", type=DAY, default=None, help="The eve of the period; the year so far unless given. 期初前一日。"
)
@click.option("--given", multiple=True, help="slot=value, for an indicator with slots. 插槽取值。")
@click.option("--level", default=None, help="Also every area of this level inside it: township, village … 下级。")
@PLACE
@SNAPSHOT
@machine_readable
@click.pass_obj
def show(
    teller: Teller,
    name: str,
    *,
    area: str | None,
    as_of: datetime | None,
    since: datetime | None,
    given: tuple[str, ...],
    level: str | None,
    place: str | None,
    folder: Path | None,
) -> None:
    """Count one indicator, or one published figure of the place, in a snapshot."""
    from fangpin.indicators import evaluate, level_of
    from fangpin.policy import bound

    with opened_with_policy(folder, place) as (snapshot, policy):
        indicator = policy.figures[name].indicator if name in policy.figures else bound(policy, name, _slots(given))
        code = policy.place.area_code if area is None else area
        day = as_of.date() if as_of else snapshot.manifest.as_of
        levels = dict.fromkeys([level_of(code), *([level] if level else [])])
        found = evaluate(
            snapshot, policy, [indicator], as_of=day, since=since.date() if since else None, levels=tuple(levels)
        )
        chosen = [found.figure(indicator.key, code)]
        chosen += found.of_level(indicator.key, level, within=code) if level else []
    for figure in chosen:
        _say_figure(teller, figure)
    teller.give(ok=True, figures=[figure.as_json() for figure in chosen])


@figures.command(short_help="How a figure is counted. 指标定义。")
@click.argument("name")
@PLACE
@machine_readable
@click.pass_obj
def explain(teller: Teller, name: str, place: str | None) -> None:
    """Say how an indicator, or a published figure of the place, is counted. Needs no database."""
    from fangpin.indicators import definition
    from fangpin.indicators.wording import definition_of

    policy = policy_of(place)
    indicator = policy.figures[name].indicator if name in policy.figures else policy.indicator(name)
    for line in definition_of(indicator, policy):
        teller.say(line.zh, line.en)
    teller.give(
        ok=True,
        **_entry(indicator),
        lines=[{"zh": line.zh, "en": line.en} for line in definition_of(indicator, policy)],
        canonical=indicator.canonical,
        definition=definition(indicator, policy),
    )


@figures.command(short_help="Published figures against counted ones. 核对发布数据。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@PLACE
@click.option(
    "--snapshot", "folders", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A snapshot's folder; several: each figure in the one sealed for its day. 快照文件夹。",
)  # fmt: skip
@machine_readable
@click.pass_obj
def check(teller: Teller, file: Path, place: str | None, folders: tuple[Path, ...]) -> None:
    """Count every figure of a targets file and compare it as it is written.

    Agreement shows that the counting works; it says nothing of whether the records are true. Figures kept here of the
    same snapshot and policy are not counted again.
    """
    from fangpin.indicators import check as check_targets

    with all_opened(folders) as snapshots:
        policy = policy_of(place) if place else snapshots[-1].policy
        kept = {s.hash: found for s in snapshots if (found := counted_before(s, policy)) is not None}
        with teller.progress("核对", "checking") as tell:
            result = check_targets(
                file, snapshots, policy, kept=kept,
                progress=lambda done, of, what: tell(done, of, what.zh, what.en),
            )  # fmt: skip
    for compared in result.differ:
        why = compared.why
        assert why is not None  # noqa: S101 - it differs
        teller.warn(f"✗ {compared.target.id} {compared.target.zh}：{why.zh}", f"✗ {compared.target.id}: {why.en}")
    for id_, why in result.missing.items():
        teller.warn(f"– {id_}：{why.zh}", f"– {id_}: {why.en}")
    agree, differ, missing = len(result.agree), len(result.differ), len(result.missing)
    teller.say(
        f"共 {result.total} 项，一致 {agree} 项，不一致 {differ} 项，无法统计 {missing} 项",
        f"{result.total} figures: {agree} agree, {differ} differ, {missing} missing",
    )
    whole = len(result.agree) == result.total
    teller.give(ok=whole, **result.as_json())
    leave(Exit.OK if whole else Exit.FOUND)


@figures.command(short_help="Count all figures of a snapshot and keep them for the pages. 统计并保存。")
@click.option("--seal", "wanted", default=None, help="Beginning of the snapshot's hash; the newest unless given.")
@click.option("--by", "username", default=None, help="The officer; the only county officer unless given. 办理人。")
@machine_readable
@click.pass_obj
def count(teller: Teller, wanted: str | None, username: str | None) -> None:
    """Count every figure in use over a sealed snapshot, with the policy sealed with it, and keep them for the pages.

    What others stated is held against the records at the same time. A second time counts anew.
    """
    from django.utils import timezone

    from fangpin_web.command.installation import officer_named, open_database

    with open_database():
        from fangpin_web.figures.keeping import count_figures

        seal = seal_named(wanted)
        with teller.progress("统计", "counting") as tell:
            path = count_figures(
                seal=seal,
                by=officer_named(username),
                at=timezone.now(),
                progress=lambda done, of, what: tell(done, of, what.zh, what.en),
            )
        teller.say(f"已统计 {seal.label} 的数据", f"counted the figures of {seal.label}")
        teller.give(ok=True, seal=seal.hash, as_of=seal.as_of, file=str(path))


@figures.command(name="restate", short_help="Two snapshots: which figures moved, and why. 比较两次封存。")
@click.argument("earlier", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("later", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--as-of", type=DAY, default=None, help="The day both are read for; the earlier one's unless given. 统计日。"
)
@click.option("--level", "levels", multiple=True, help="Only areas of this level: county, township, village … 层级。")
@machine_readable
@click.pass_obj
def restate_(teller: Teller, earlier: Path, later: Path, *, as_of: datetime | None, levels: tuple[str, ...]) -> None:
    """Say which figures the snapshot LATER gives otherwise than EARLIER: by how much, by which batches or policy.

    Both are read for one day, each with the policy sealed with it. Needs no database.
    """
    from fangpin.indicators import LEVELS, restate

    moved = restate(
        opened_here(earlier), opened_here(later), as_of=as_of.date() if as_of else None,
        levels=levels or tuple(LEVELS),
    )  # fmt: skip
    for one in moved:
        was, now = _in_words(one.before), _in_words(one.after)
        batches = sorted({str(b.batch_id) for b in one.batches if b.batch_id is not None}, key=int)
        why_zh = [f"批次 {'、'.join(batches)}"] if batches else []
        why_en = [f"batch {', '.join(batches)}"] if batches else []
        why_zh += (["口径有变"] if one.definition else []) + [f"参数 {p}" for p in one.parameters]
        why_en += (["definition changed"] if one.definition else []) + [f"parameter {p}" for p in one.parameters]
        indicator = one.after.indicator
        teller.say(
            f"{one.after.area_code}  {indicator.zh}：{was.zh} → {now.zh}；{'；'.join(why_zh) or '手工更正'}",
            f"{one.after.area_code}  {indicator.en}: {was.en} → {now.en}; {'; '.join(why_en) or 'by hand'}",
        )
    teller.say(f"共 {len(moved)} 项变动", f"{len(moved)} figures moved")
    teller.give(ok=True, moved=[_moved(one) for one in moved])


def _slots(given: Iterable[str]) -> dict[str, str]:
    """Values by slot; a pair without its sign is a command written wrong."""
    pairs = [pair.partition("=") for pair in given]
    for slot, sign, _ in pairs:
        if not sign:
            raise click.BadParameter(f"{slot!r}: slot=value; 应写成 插槽=取值", param_hint="--given")
    return {slot: value for slot, _, value in pairs}


def _moved(one: Moved) -> dict[str, Any]:
    from fangpin.indicators.figure import plain

    return {
        "indicator": one.after.indicator.key,
        "area_code": one.after.area_code,
        "before": one.before.as_json(),
        "after": one.after.as_json(),
        "by": plain(one.by),
        "definition": one.definition,
        "parameters": list(one.parameters),
        "batches": [
            {
                "ledger": b.ledger, "area_code": b.area_code, "batch": b.batch_id, "added": b.added,
                "removed": b.removed, "changed": b.changed,
            }
            for b in one.batches
        ],
    }  # fmt: skip


@click.command(short_help="Compute a published figure again from a snapshot alone. 重算数据。")
@click.argument("figure")
@PLACE
@SNAPSHOT
@machine_readable
@click.pass_obj
def recompute(teller: Teller, figure: str, place: str | None, folder: Path | None) -> None:
    """Compute FIGURE again: its name (indicator@area@day), or a file that holds its record as JSON.

    With a record, value, numerator, denominator, definition and snapshot are compared. Given --snapshot it needs
    no server and no database.
    """
    from fangpin.indicators.recomputing import Reference, differences
    from fangpin.indicators.recomputing import recompute as again

    record = _record(figure)
    with opened_with_policy(folder, place) as (snapshot, policy):
        name = record.get("figure", figure)
        reference = Reference.parse(policy.figures[name].indicator.key + "@" + policy.place.area_code) if (
            name in policy.figures
        ) else Reference.parse(name)  # fmt: skip
        found = again(snapshot, policy, reference, report_day=snapshot.manifest.as_of)
    wrong = differences(record, found) if record else ()
    _say_figure(teller, found)
    for line in wrong:
        teller.warn(f"✗ {line.zh}", f"✗ {line.en}")
    if record and not wrong:
        teller.say("✓ 与发布时一致", "✓ as it was published")
    teller.give(ok=not wrong, **found.as_json(), differs=[line.en for line in wrong])
    leave(Exit.FOUND if wrong else Exit.OK)


def _record(text: str) -> dict[str, Any]:
    path = Path(text)
    if not text.endswith(".json") or not path.is_file():
        return {}
    found = json.loads(path.read_text("utf-8"))
    found = found["figures"][0] if "figures" in found else found
    return found if isinstance(found, dict) else {}


def _say_figure(teller: Teller, figure: Figure) -> None:
    told = _in_words(figure)
    where = figure.area_code or teller.pick("全国", "nation")
    teller.say(f"{where}  {figure.indicator.zh}：{told.zh}", f"{where}  {figure.indicator.en}: {told.en}")


def _in_words(figure: Figure) -> Wording:
    """The number with its unit, what it is made of, and why there is none."""
    from fangpin.expressions import Wording
    from fangpin.indicators.figure import plain
    from fangpin.indicators.wording import no_number
    from fangpin.policy import FIGURE_UNITS

    unit, why = FIGURE_UNITS[figure.indicator.unit], no_number(figure)
    value = figure.text or ("" if why else plain(figure.value, places=4))
    parts = f"{plain(figure.numerator)}" + (f" / {plain(figure.denominator)}" if figure.denominator is not None else "")
    zh, en = ([f"无法判断 {figure.unknown}"], [f"{figure.unknown} unknown"]) if figure.unknown else ([], [])
    if why:
        zh, en = [*zh, why.zh], [*en, why.en]
    number = Wording(f"{value} {unit.en}", f"{value} {unit.zh}") if value else Wording("none", "无")
    return Wording(f"{number.en} ({', '.join([parts, *en])})", f"{number.zh}（{'，'.join([parts, *zh])}）")


def _entry(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "zh": indicator.zh,
        "en": indicator.en,
        "mechanism": indicator.mechanism,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "aliases": list(indicator.aliases),
        "slots": {name: slot.type for name, slot in indicator.slots.items()},
        "place": indicator.place,
        "file": indicator.file,
        "line": indicator.line,
    }
