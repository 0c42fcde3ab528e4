"""``fangpin entitlements list``, ``show`` and ``check``: what is due, against what was paid."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.reading import DAY, PLACE, SNAPSHOT, opened_with_policy, policy_of
from fangpin_web.command.telling import Teller, leave, machine_readable

if TYPE_CHECKING:
    from fangpin.entitlements import Entitlements
    from fangpin.policy import Policy, Scheme

_SHOWN = ("missing", "short", "over", "not_due", "unknown", "agrees")


@click.group(short_help="What is due against what was paid. 待遇核算。")
def entitlements() -> None:
    """What persons and households are due under the schemes in force, and what they were paid."""


@entitlements.command(name="list", short_help="The schemes of a place. 列出政策。")
@PLACE
@machine_readable
@click.pass_obj
def list_schemes(teller: Teller, place: str | None) -> None:
    """List the schemes of a place; those it gives are marked. Needs no database."""
    policy = policy_of(place)
    for scheme in policy.schemes.values():
        mark = "✓" if policy.gives(scheme) else "·"
        teller.say(f"{mark} {scheme.id:<24} {scheme.zh}", f"{mark} {scheme.id:<24} {scheme.en}")
    teller.give(ok=True, place=policy.place.id, schemes=[_entry(s, policy) for s in policy.schemes.values()])


@entitlements.command(short_help="How a scheme is reckoned. 政策算法。")
@click.argument("scheme")
@PLACE
@click.option("--as-of", type=DAY, default=None, help="The day whose amounts are shown; today unless given. 日期。")
@machine_readable
@click.pass_obj
def show(teller: Teller, scheme: str, place: str | None, as_of: datetime | None) -> None:
    """Show whom a scheme is for, its steps, and the amounts in force with their documents. Needs no database."""
    policy = policy_of(place)
    found = policy.scheme(scheme)
    day = as_of.date() if as_of else datetime.now().astimezone().date()
    teller.say(f"{found.zh}（{found.source}）", f"{found.en} ({found.source})")
    teller.say(f"条件：{found.entitled.source}", f"entitled: {found.entitled.source}")
    for step in found.steps:
        teller.say(f"  {step.zh}（{step.id}）", f"  {step.en} ({step.id})")
    amounts = _amounts(found, policy, day)
    for id_, amount in amounts.items():
        teller.say(
            f"  {policy.parameters[id_].zh}：{amount['value']}", f"  {policy.parameters[id_].en}: {amount['value']}"
        )
    teller.give(ok=True, place=policy.place.id, **_entry(found, policy), amounts=amounts)


@entitlements.command(short_help="Due against paid in a snapshot. 应享与已享核对。")
@SNAPSHOT
@click.option("--as-of", type=DAY, default=None, help="The day; the snapshot's unless given. 统计日。")
@click.option("--scheme", "schemes", multiple=True, help="Only these schemes. 只核对这些政策。")
@click.option("--area", default="", help="Only areas whose code begins so. 区划代码。")
@click.option(
    "--export", "file", default=None, type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write every row found as Parquet: keys and amounts, no names. 导出明细。",
)  # fmt: skip
@PLACE
@machine_readable
@click.pass_obj
def check(
    teller: Teller,
    folder: Path | None,
    *,
    as_of: datetime | None,
    schemes: tuple[str, ...],
    area: str,
    file: Path | None,
    place: str | None,
) -> None:
    """Reckon what is due in a sealed snapshot and compare it with what was paid, scheme by scheme."""
    from fangpin.entitlements import assess, schemes_in_doubt

    with opened_with_policy(folder, place) as (snapshot, policy):
        day = as_of.date() if as_of else snapshot.manifest.as_of
        asked = [policy.scheme(s) for s in schemes] or None
        with teller.progress("核算", "reckoning") as tell:
            found = assess(
                snapshot, policy, asked, as_of=day, progress=lambda done, of, what: tell(done, of, what.zh, what.en)
            )
    counted = _counted(found, area)
    for id_, counts in counted.items():
        words = policy.scheme(id_)
        teller.say(f"{words.zh}：{_told(counts, 'zh')}", f"{words.en}: {_told(counts, 'en')}")
    doubted = sorted(schemes_in_doubt(found, policy))
    for id_ in doubted:
        words = policy.scheme(id_)
        teller.warn(
            f"{words.zh}：不符的过多，先核对标准和发放数据，不逐户提示",
            f"{words.en}: too many differ; check the amounts and the payment file first, no household is asked",
        )
    for left in found.left_out:
        teller.warn(f"– {left.scheme.zh}：{left.why.zh()}", f"– {left.scheme.id}: {left.why}")
    if file:
        _write(found, area, file)
    teller.give(
        ok=True,
        place=policy.place.id,
        as_of=day,
        schemes=counted,
        in_doubt=doubted,
        periods={id_: {"since": w.since, "until": w.as_of} for id_, w in found.windows.items()},
        left_out={left.scheme.id: str(left.why) for left in found.left_out},
    )
    leave(Exit.OK)


def _counted(found: Entitlements, area: str) -> dict[str, dict[str, Any]]:
    """Scheme -> counts and sums over the areas that begin so."""
    counted: dict[str, Counter[str]] = {id_: Counter() for id_ in found.windows}
    sums: dict[str, dict[str, Decimal]] = {id_: {} for id_ in found.windows}
    for row in found.tallies.to_pylist():
        if not (row["area_code"] or "").startswith(area):
            continue
        for name, value in row.items():
            if isinstance(value, int):
                counted[row["scheme"]][name] += value
            elif isinstance(value, Decimal):
                sums[row["scheme"]][name] = sums[row["scheme"]].get(name, Decimal(0)) + value
    return {id_: {**counts, **sums[id_]} for id_, counts in counted.items()}


_WORDS = {
    "missing": ("应享未享", "missing"), "short": ("少发", "short"), "over": ("多发", "too much"),
    "not_due": ("不应享已享", "not due"), "unknown": ("未知", "unknown"), "agrees": ("一致", "agree"),
}  # fmt: skip


def _told(counts: dict[str, Any], language: str) -> str:
    place = 0 if language == "zh" else 1
    parts = [f"{_WORDS[name][place]} {counts.get(name, 0):,}" for name in _SHOWN]
    owed, excess = counts.get("owed_yuan", Decimal(0)), counts.get("excess_yuan", Decimal(0))
    parts.append(
        f"少付 {owed:,.2f} 元，多付 {excess:,.2f} 元" if language == "zh" else f"owed {owed:,.2f}, excess {excess:,.2f}"
    )
    return ("；" if language == "zh" else "; ").join(parts)


def _write(found: Entitlements, area: str, file: Path) -> None:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    inside = pc.starts_with(pc.fill_null(found.items.column("area_code"), ""), area)
    pq.write_table(found.items.filter(inside), file)


def _amounts(scheme: Scheme, policy: Policy, day: date) -> dict[str, dict[str, Any]]:
    values = policy.parameters_on(day)
    return {
        id_: {"value": values[id_].value, "since": values[id_].since, "source": str(values[id_].source)}
        if id_ in values
        else {"value": None, "since": None, "source": None}
        for id_ in scheme.parameters
    }


def _entry(scheme: Scheme, policy: Policy) -> dict[str, Any]:
    return {
        "id": scheme.id,
        "zh": scheme.zh,
        "en": scheme.en,
        "given": policy.gives(scheme),
        "mechanisms": scheme.mechanisms,
        "programme": scheme.programme,
        "payer": {"zh": scheme.payer.zh, "en": scheme.payer.en},
        "over": scheme.over,
        "period": scheme.period,
        "layer": scheme.layer,
        "entitled": scheme.entitled.source,
        "steps": [{"id": s.id, "zh": s.zh, "en": s.en, "unit": str(s.unit)} for s in scheme.steps],
        "source": str(scheme.source),
    }
