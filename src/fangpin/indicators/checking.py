"""Published figures against counted ones: agree, differ and why, or nothing here counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import duckdb

from fangpin.expressions import Wording
from fangpin.indicators.evaluation import Progress, evaluate
from fangpin.indicators.figure import Figure, plain
from fangpin.indicators.keeping import KeptFigures
from fangpin.indicators.levels import level_of
from fangpin.indicators.span import Span
from fangpin.indicators.targets import Target, read_targets
from fangpin.policy import FIGURE_UNITS, NoSuchEntry, NoValueInForce, Policy, PublishedFigure


class Sealed(Protocol):
    """What a snapshot offers here."""

    @property
    def hash(self) -> str: ...

    @property
    def manifest(self) -> Any: ...

    def connect(self) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One published figure beside the counted one. ``why`` says how they differ; None if they agree."""

    target: Target
    figure: Figure | None
    why: Wording | None

    @property
    def agrees(self) -> bool:
        return self.why is None and self.figure is not None

    def as_json(self) -> dict[str, Any]:
        figure = self.figure
        return {
            "id": self.target.id,
            "published": self.target.text,
            "computed": None if figure is None else figure.text or plain(figure.value),
            "numerator": None if figure is None else plain(figure.numerator),
            "denominator": None if figure is None else plain(figure.denominator),
            "unknown": 0 if figure is None else figure.unknown,
            "why": self.why.en if self.why else None,
            "why_zh": self.why.zh if self.why else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The figures of a targets file, compared. Agreement shows that the counting works; it says nothing of truth."""

    place: str
    compared: tuple[Compared, ...]
    missing: Mapping[str, Wording]

    @property
    def agree(self) -> tuple[Compared, ...]:
        return tuple(c for c in self.compared if c.agrees)

    @property
    def differ(self) -> tuple[Compared, ...]:
        return tuple(c for c in self.compared if not c.agrees)

    @property
    def total(self) -> int:
        return len(self.compared) + len(self.missing)

    def as_json(self) -> dict[str, Any]:
        return {
            "total": self.total,
            "agree": len(self.agree),
            "differ": [c.as_json() for c in self.differ],
            "missing": list(self.missing),
            "why_missing": {id_: why.en for id_, why in self.missing.items()},
        }


def check(
    targets: Path | Sequence[Target],
    snapshots: Sealed | Sequence[Sealed],
    policy: Policy,
    *,
    area_code: str | None = None,
    report_day: date | None = None,
    kept: Mapping[str, KeptFigures] | None = None,
    progress: Progress | None = None,
) -> Check:
    """Count every figure of a targets file as the place maps it, and compare as it is written.

    Each is counted in the snapshot sealed for its day or the first one after it, else in the latest. A figure whose
    day the file does not know is taken as of the report day, the latest snapshot's unless given. ``kept`` are figures
    counted before, by the snapshot's hash: with the same policy and of the same days they are not counted again.
    """
    entries = read_targets(targets) if isinstance(targets, Path) else tuple(targets)
    sealed = sorted([snapshots] if hasattr(snapshots, "manifest") else snapshots, key=_day_of)
    told = {hash_: one for hash_, one in (kept or {}).items() if one.policy_hash == policy.hash}
    run = _Run(sealed, policy, area_code or policy.place.area_code, report_day or _day_of(sealed[-1]), told, progress)
    missing: dict[str, Wording] = {}
    mapped: list[tuple[Target, PublishedFigure]] = []
    for target in entries:
        published = policy.figures.get(target.id)
        if published is None:
            missing[target.id] = Wording(
                f"{policy.place.id} maps {target.id} to no indicator; add it to figures/*.yaml",
                f"{policy.place.zh}没有写明 {target.id} 对应的指标；请在 figures/*.yaml 中补充",
            )
        else:
            mapped.append((target, published))
    counted = run.count(mapped)
    compared = tuple(compare(target, *counted[target.id]) for target, _ in mapped)
    return Check(place=policy.place.id, compared=compared, missing=missing)


def _day_of(snapshot: Any) -> date:
    found = snapshot.manifest.as_of
    assert isinstance(found, date)  # noqa: S101 - as manifests are read
    return found


@dataclass(slots=True)
class _Run:
    """Figures of the same days are counted together."""

    snapshots: list[Any]
    policy: Policy
    area_code: str
    report_day: date
    kept: Mapping[str, KeptFigures]
    progress: Progress | None

    def count(
        self, mapped: Sequence[tuple[Target, PublishedFigure]]
    ) -> dict[str, tuple[Figure | None, Wording | None]]:
        groups: dict[Span, list[tuple[Target, PublishedFigure]]] = {}
        for target, published in mapped:
            groups.setdefault(self.span(target, published), []).append((target, published))
        found: dict[str, tuple[Figure | None, Wording | None]] = {}
        for done, (span, group) in enumerate(sorted(groups.items(), key=lambda g: (g[0].as_of, g[0].since))):
            if self.progress is not None:
                self.progress(done, len(groups), Wording(f"counting as of {span.as_of}", f"统计日 {span.as_of}"))
            found |= self._of_span(span, group)
        return found

    def span(self, target: Target, published: PublishedFigure) -> Span:
        """The days of a figure: those its place's mapping gives, else the file's own, else the report day."""
        until = published.until or target.until
        as_of = published.as_of or target.as_of or until or self.report_day
        return Span.of(as_of, published.since or target.since, until)

    def _of_span(
        self, span: Span, group: Sequence[tuple[Target, PublishedFigure]]
    ) -> dict[str, tuple[Figure | None, Wording | None]]:
        try:
            return self._together(span, group)
        except (NoValueInForce, NoSuchEntry, duckdb.Error) as error:
            if len(group) == 1:
                return {group[0][0].id: (None, _wording(error))}
        found: dict[str, tuple[Figure | None, Wording | None]] = {}
        for one in group:  # whichever cannot be counted must not hide the others
            found |= self._of_span(span, [one])
        return found

    def _together(
        self, span: Span, group: Sequence[tuple[Target, PublishedFigure]]
    ) -> dict[str, tuple[Figure | None, Wording | None]]:
        snapshot = self._snapshot_for(span)
        found = self._kept(snapshot, span, group)
        rest = [(target, published) for target, published in group if target.id not in found]
        if not rest:
            return found
        figures = evaluate(
            snapshot,
            self.policy,
            [published.indicator for _, published in rest],
            as_of=span.as_of,
            since=span.since,
            until=span.until,
            levels=(level_of(self.area_code),),
        )
        return found | {
            target.id: (figures.figure(published.indicator.key, self.area_code), None) for target, published in rest
        }

    def _kept(
        self, snapshot: Any, span: Span, group: Sequence[tuple[Target, PublishedFigure]]
    ) -> dict[str, tuple[Figure | None, Wording | None]]:
        """Those counted before in the same snapshot, with the same policy, for the same days."""
        kept = self.kept.get(snapshot.hash)
        when = kept.when(span, level_of(self.area_code)) if kept is not None else None
        if kept is None or when is None:
            return {}
        told = {t.id: kept.figure(p.indicator.key, self.area_code, when) for t, p in group}
        return {id_: (figure, None) for id_, figure in told.items() if figure is not None}

    def _snapshot_for(self, span: Span) -> Any:
        day = max(span.as_of, span.until) if span.until <= self.report_day else span.as_of
        return next((s for s in self.snapshots if _day_of(s) >= day), self.snapshots[-1])


def _wording(error: Exception) -> Wording:
    zh = getattr(error, "zh", str(error))
    return Wording(str(error).splitlines()[0], zh() if callable(zh) else str(zh))


def compare(target: Target, figure: Figure | None, problem: Wording | None = None) -> Compared:
    """A published figure beside a counted one, as it is written."""
    why = problem or (_why(target, figure) if figure is not None else None)
    return Compared(target=target, figure=figure, why=why)


def _why(target: Target, figure: Figure) -> Wording | None:
    unit = figure.indicator.unit
    if unit != target.unit:
        return Wording(
            f"published in {FIGURE_UNITS[target.unit].en}, counted in {FIGURE_UNITS[unit].en}",
            f"发布单位为{FIGURE_UNITS[target.unit].zh}，统计单位为{FIGURE_UNITS[unit].zh}",
        )
    if target.written is None:
        return _why_day(target, figure)
    value = figure.value
    if value is None:
        return Wording("nobody to count: the denominator is 0", "分母为 0，没有可统计的对象")
    if not target.written.agrees(value):
        return _why_number(target, figure, value)
    if figure.holds is False:
        return _why_claim(figure)
    return None


def _why_day(target: Target, figure: Figure) -> Wording | None:
    if figure.day is None:
        return Wording("no record with this date", "没有记录这一日期")
    counted = figure.day.isoformat()[: len(target.text)]
    if counted == target.text:
        return None
    return Wording(f"counted {counted}, published {target.text}", f"统计为 {counted}，发布为 {target.text}")


def _why_number(target: Target, figure: Figure, value: Decimal) -> Wording:
    assert target.written is not None  # noqa: S101 - the caller has seen it
    low, high = target.written.bounds
    number = plain(value, places=6)
    unknown = f", {figure.unknown} could not be told" if figure.unknown else ""
    unknown_zh = f"，另有 {figure.unknown} 无法判断" if figure.unknown else ""
    interval = plain(low) if low == high else f"{plain(low)}–{plain(high)}"
    return Wording(
        f"counted {number}, published {target.text} ({interval}){unknown}",
        f"统计为 {number}，发布为 {target.text}（{interval}）{unknown_zh}",
    )


def _why_claim(figure: Figure) -> Wording:
    if not figure.denominator:
        return Wording("nobody was looked at, so nothing is claimed", "没有核查对象，不能作此表述")
    if figure.unknown_below:
        return Wording(
            f"of {figure.unknown_below} beside the {plain(figure.denominator)} looked at nobody can say if they belong",
            f"核查 {plain(figure.denominator)} 个对象，另有 {figure.unknown_below} 个无法判断是否属于核查范围",
        )
    if figure.unknown:
        return Wording(
            f"{figure.unknown} of {plain(figure.denominator)} looked at could not be told",
            f"核查的 {plain(figure.denominator)} 个对象中有 {figure.unknown} 个无法判断",
        )
    return Wording(
        f"it holds for {plain(figure.numerator)} of {plain(figure.denominator)}",
        f"{plain(figure.denominator)} 个对象中有 {plain(figure.numerator)} 个符合",
    )
