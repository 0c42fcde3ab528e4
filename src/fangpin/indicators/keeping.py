"""Figures of a snapshot kept in one Parquet file: counted once by a job, read by every page and command.

Kept are the snapshot's own day at every level, and the same day a month and a year before as the same records tell
it, down to townships. Figures are counts: the file holds no personal data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fangpin.expressions import Wording
from fangpin.indicators.definition import definition
from fangpin.indicators.evaluation import evaluate
from fangpin.indicators.figure import Coverage, Figure
from fangpin.indicators.figures import Figures
from fangpin.indicators.levels import LEVELS, level_of
from fangpin.indicators.reading import parameters_read
from fangpin.indicators.span import Span
from fangpin.policy import Indicator, NoValueInForce, Policy

Earlier = Literal["month_before", "year_before"]
When = Literal["now"] | Earlier
EARLIER: tuple[Earlier, ...] = ("month_before", "year_before")
Progress = Callable[[int, int, Wording], object]

_NUMBER = pa.decimal128(38, 6)
KEPT = pa.schema(
    [
        pa.field("when", pa.string(), nullable=False),
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("level", pa.string(), nullable=False),
        pa.field("area_code", pa.string(), nullable=False),
        pa.field("numerator", _NUMBER),
        pa.field("denominator", _NUMBER),
        pa.field("unknown", pa.int64(), nullable=False),
        pa.field("unknown_below", pa.int64(), nullable=False),
        pa.field("day", pa.date32()),
        pa.field("before", _NUMBER),
        pa.field("villages", pa.int64(), nullable=False),
        pa.field("villages_known", pa.int64()),
        pa.field("rows_read", pa.int64()),
        pa.field("rows_matched", pa.int64()),
        pa.field("before_villages_known", pa.int64()),
    ]
)
_HEAD = b"fangpin"


def levels_inside(area_code: str) -> tuple[str, ...]:
    """The level of an area and those below it."""
    order = list(LEVELS)
    return tuple(order[order.index(level_of(area_code)) :])


def in_use(policy: Policy, day: date) -> tuple[Indicator, ...]:
    """The indicators a place counts on a day: those that need nothing more, and those its figures fill."""
    found = {i.key: i for i in policy.indicators.values() if not i.open_slots and policy.publishes(i, day)}
    return tuple((found | {f.indicator.key: f.indicator for f in policy.figures.values()}).values())


def countable(
    policy: Policy, indicators: Iterable[Indicator], day: date
) -> tuple[list[Indicator], dict[str, NoValueInForce]]:
    """Those whose parameters all have a value on the day, and for the others which has none."""
    chosen: list[Indicator] = []
    without: dict[str, NoValueInForce] = {}
    for indicator in indicators:
        try:
            for name in sorted(parameters_read(indicator, policy) & set(policy.parameters)):
                policy.value(name, on=day)
        except NoValueInForce as problem:
            without[indicator.key] = problem
        else:
            chosen.append(indicator)
    return chosen, without


def keep_figures(snapshot: Any, policy: Policy, path: Path, *, progress: Progress | None = None) -> Path:
    """Count every indicator in use over a snapshot, and keep the figures in ``path``; written whole or not at all."""
    span = Span.of(snapshot.manifest.as_of)
    chosen = in_use(policy, span.as_of)
    levels = levels_inside(policy.place.area_code)
    upper = tuple(level for level in levels if level != "village")
    parts: list[pa.Table] = []
    empty: dict[str, tuple[str, ...]] = {}
    missing: dict[str, dict[str, str]] = {}
    whens: tuple[When, ...] = ("now", *EARLIER)
    for done, when in enumerate(whens):
        if progress is not None:
            progress(done, len(whens), Wording(f"counting figures: {when}", f"统计数据（{_WHEN_ZH[when]}）"))
        days = span if when == "now" else span.before(when)
        ready, without = countable(policy, chosen, days.as_of)
        missing[when] = {key: str(problem) for key, problem in without.items()}
        found = evaluate(
            snapshot,
            policy,
            ready,
            as_of=days.as_of,
            since=days.since,
            until=days.until,
            levels=levels if when == "now" else upper,
        )
        parts.append(_table(found, when))
        empty |= {i.key: found.empty[i.tally.canonical] for i in ready if i.tally and i.tally.canonical in found.empty}
    head = {
        "snapshot": snapshot.hash,
        "policy": policy.hash,
        "as_of": span.as_of.isoformat(),
        "definitions": {i.key: definition(i, policy) for i in chosen},
        "missing": missing,
        "empty": empty,
    }
    return _write(pa.concat_tables(parts), head, path)


_WHEN_ZH = {"now": "统计日", "month_before": "上月同日", "year_before": "上年同日"}


def _table(found: Figures, when: When) -> pa.Table:
    rows = [row for figure in found.in_table_order() if (row := _row(figure, when)) is not None]
    return pa.Table.from_pylist(rows, KEPT)


def _row(figure: Figure, when: When) -> dict[str, Any] | None:
    """A figure as a row; None where an area has nothing of it, which reads as zero again."""
    covered = figure.coverage
    said = (figure.numerator, figure.denominator, figure.unknown, figure.unknown_below, figure.day, figure.before)
    if not any(said) and not covered.villages_known and not covered.rows_read and figure.indicator.tally is not None:
        return None
    return {
        "when": when,
        "indicator": figure.indicator.key,
        "level": figure.level,
        "area_code": figure.area_code,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unknown": figure.unknown,
        "unknown_below": figure.unknown_below,
        "day": figure.day,
        "before": figure.before,
        "villages": covered.villages,
        "villages_known": covered.villages_known,
        "rows_read": covered.rows_read,
        "rows_matched": covered.rows_matched,
        "before_villages_known": figure.before_coverage.villages_known if figure.before_coverage else None,
    }


def _write(table: pa.Table, head: Mapping[str, Any], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    order: list[tuple[str, Literal["ascending", "descending"]]] = [
        (name, "ascending") for name in ("when", "indicator", "level", "area_code")
    ]
    written = table.sort_by(order).replace_schema_metadata({_HEAD: json.dumps(head).encode()})
    pq.write_table(written, half, compression="zstd", row_group_size=20_000)
    half.replace(path)
    return path


@dataclass(frozen=True)
class KeptFigures:
    """The kept figures of one snapshot. ``indicators`` are those of the policy the reader has, by key; ``missing``
    says which could not be counted on which day, and why."""

    table: pa.Table
    indicators: Mapping[str, Indicator]
    snapshot: str
    policy_hash: str
    as_of: date
    definitions: Mapping[str, str]
    missing: Mapping[str, Mapping[str, str]]
    empty: Mapping[str, Sequence[str]]

    def __contains__(self, key: object) -> bool:
        return key in self.definitions and key in self.indicators

    @cached_property
    def _places(self) -> Mapping[tuple[str, str, str], int]:
        names = ("when", "indicator", "area_code")
        return {key: place for place, key in enumerate(zip(*(self.table[n].to_pylist() for n in names), strict=True))}

    def when(self, span: Span, level: str) -> When | None:
        """Which of the days counted a span is; None where it was not counted, or not at this level."""
        if span == Span.of(self.as_of):
            return "now"
        if level == "village":
            return None
        return next((one for one in EARLIER if span == Span.of(self.as_of).before(one)), None)

    def figure(self, key: str, area_code: str, when: When = "now") -> Figure | None:
        """A figure of an area; None where the indicator was not counted that day. No row of an area is zero."""
        if key not in self or key in self.missing[when]:
            return None
        place = self._places.get((when, key, area_code))
        indicator = self.indicators[key]
        row: Mapping[str, Any] = {} if place is None else self.table.slice(place, 1).to_pylist()[0]
        own = Span.of(self.as_of)
        span = own if when == "now" else own.before(when)
        base = indicator.against.base if indicator.against else None
        nothing = _nothing(indicator)
        return Figure(
            indicator=indicator,
            area_code=area_code,
            span=span,
            numerator=row.get("numerator", nothing[0]),
            denominator=row.get("denominator", nothing[1]),
            unknown=row.get("unknown", 0),
            unknown_below=row.get("unknown_below", 0),
            day=row.get("day"),
            before=row.get("before"),
            before_span=span.before(base) if base else None,
            before_coverage=_covered_before(row) if base else None,
            before_snapshot=None,
            coverage=Coverage(
                villages=row.get("villages", 0),
                villages_known=row.get("villages_known"),
                rows_read=row.get("rows_read"),
                rows_matched=row.get("rows_matched"),
            ),
            empty=tuple(self.empty.get(key, ())),
            definition=self.definitions[key],
            snapshot=self.snapshot,
        )

    def inside(self, key: str, area_code: str, level: str, codes: Sequence[str] = ()) -> Iterator[Figure]:
        """The figures of the areas of a level inside an area, by code; of the ``codes`` given also where it is zero."""
        chosen = pc.and_(
            pc.and_(pc.equal(self.table["indicator"], key), pc.equal(self.table["when"], "now")),
            pc.and_(pc.equal(self.table["level"], level), pc.starts_with(self.table["area_code"], area_code)),
        )
        for code in sorted({*self.table.filter(chosen)["area_code"].to_pylist(), *codes}):
            if (found := self.figure(key, code)) is not None:
                yield found


def _covered_before(row: Mapping[str, Any]) -> Coverage | None:
    """None in a file that was kept before this was told."""
    return Coverage(villages_known=row["before_villages_known"]) if "before_villages_known" in row else None


def _nothing(indicator: Indicator) -> tuple[Any, Any]:
    zero = Decimal(0)
    if indicator.tally is None:
        return None, None
    mean = indicator.tally.counting.kind == "mean"
    return zero, zero if mean or indicator.denominator is not None else None


def read_figures(path: Path, indicators: Iterable[Indicator]) -> KeptFigures:
    """The figures kept in a file, for the indicators of the reader's policy. Raises ``FileNotFoundError``."""
    table = pq.read_table(path)
    head = json.loads((table.schema.metadata or {})[_HEAD])
    return KeptFigures(
        table=table,
        indicators={i.key: i for i in indicators},
        snapshot=head["snapshot"],
        policy_hash=head["policy"],
        as_of=date.fromisoformat(head["as_of"]),
        definitions=head["definitions"],
        missing=head["missing"],
        empty=head.get("empty", {}),
    )
