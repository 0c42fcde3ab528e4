"""Evaluating indicators over an opened snapshot: facts built once, one query a fact, added up level by level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from fangpin.expressions import Wording
from fangpin.indicators.adding import Counted, names_of
from fangpin.indicators.counting import count
from fangpin.indicators.coverage import AreaCoverage, coverage_of, empty_ledgers
from fangpin.indicators.definition import definition
from fangpin.indicators.figures import Figures, Series, Stated
from fangpin.indicators.ground import Ground
from fangpin.indicators.levels import LEVELS
from fangpin.indicators.looking import Look
from fangpin.indicators.span import Span
from fangpin.policy import Indicator, Policy, Tally
from fangpin.policy.indicator_entries import PolicyValue
from fangpin.rules.screening import Opened, connected

Progress = Callable[[int, int, Wording], object]


class SlotsOpen(LookupError):
    """An indicator cannot be evaluated before a place has filled its slots; ``slots`` are their names."""

    def __init__(self, indicator: Indicator) -> None:
        self.indicator, self.slots = indicator, indicator.open_slots
        super().__init__(indicator.id)

    def __str__(self) -> str:
        listed = ", ".join(self.slots)
        return f"{self.indicator.id} needs {listed}; give a value in figures/*.yaml, or evaluate one of its figures"

    @property
    def zh(self) -> str:
        listed = "、".join(self.slots)
        return f"指标“{self.indicator.zh}”需要写明 {listed}；请在 figures/*.yaml 中给出，或查看引用它的数据"


def evaluate(
    snapshot: Opened | duckdb.DuckDBPyConnection | Look,
    policy: Policy,
    indicators: Iterable[str | Indicator] | None = None,
    *,
    as_of: date,
    since: date | None = None,
    until: date | None = None,
    levels: Sequence[str] = tuple(LEVELS),
    base: Opened | duckdb.DuckDBPyConnection | None = None,
    progress: Progress | None = None,
) -> Figures:
    """Count indicators over a snapshot, or a connection whose tables are named as a snapshot's; who counts several
    days over one gives the same look at it each time.

    ``indicators``: ids or indicators with their slots filled; all that need nothing more, unless told. Stocks read
    ``as_of``; flows are counted over ``since`` < x ≤ ``until``, the year so far unless told. Comparisons with an
    earlier day are counted in ``base``, a snapshot sealed then, or in the same snapshot. Raises :class:`SlotsOpen`,
    :class:`~fangpin.policy.NoSuchEntry`, :class:`~fangpin.policy.NoValueInForce`.
    """
    span = Span.of(as_of, since, until)
    chosen = _chosen(policy, indicators, as_of)
    tallies = _tallies(chosen.values())
    compared = {i.against.base for i in chosen.values() if i.against}
    with _looked_at(snapshot) as look:
        counting = _Counting(look, policy, span, tuple(levels), progress)
        series, areas = counting.run(tallies)
        coverage = coverage_of(look, policy, tallies.values(), span, levels)
        empty = empty_ledgers(policy, tallies.values(), counting.empty, look.by_files)
        before: dict[tuple[str, str, str], Series] = {}
        before_coverage: dict[tuple[str, str, str], AreaCoverage] = {}
        before_areas: dict[str, Mapping[str, Mapping[str, int]]] = {}
        for earlier in sorted(compared):
            wanted = _tallies(i for i in chosen.values() if i.against and i.against.base == earlier)
            with _looked_at(base if base is not None else look) as frozen:
                of_base = _Counting(frozen, policy, span.before(earlier), tuple(levels), None)
                found, before_areas[earlier] = of_base.run(wanted)
                reached = coverage_of(frozen, policy, wanted.values(), span.before(earlier), levels)
            before |= {(earlier, level, key): numbers for (level, key), numbers in found.items()}
            before_coverage |= {(earlier, level, key): areas for (level, key), areas in reached.items()}
    return Figures(
        indicators=chosen,
        definitions={key: definition(indicator, policy) for key, indicator in chosen.items()},
        span=span,
        areas=areas,
        series=series,
        stated={key: _stated(i.value, policy, as_of) for key, i in chosen.items() if i.value},
        before=before,
        before_areas=before_areas,
        before_coverage=before_coverage,
        coverage=coverage,
        empty=empty,
        snapshot=snapshot.hash if isinstance(snapshot, Opened) else None,
        before_snapshot=base.hash if isinstance(base, Opened) else None,
        policy_hash=policy.hash,
    )


@contextmanager
def _looked_at(snapshot: Opened | duckdb.DuckDBPyConnection | Look) -> Iterator[Look]:
    if isinstance(snapshot, Look):
        yield snapshot
        return
    with connected(snapshot) as connection:
        yield Look(connection)


def _chosen(policy: Policy, indicators: Iterable[str | Indicator] | None, day: date) -> dict[str, Indicator]:
    if indicators is None:
        return {i.key: i for i in policy.indicators.values() if not i.open_slots and policy.publishes(i, day)}
    found = [policy.indicator(i) if isinstance(i, str) else i for i in indicators]
    for indicator in found:
        if indicator.open_slots:
            raise SlotsOpen(indicator)
    return {i.key: i for i in found}


def _tallies(indicators: Iterable[Indicator]) -> dict[str, Tally]:
    """Each tally once, however many indicators count it."""
    return {tally.canonical: tally for indicator in indicators for tally in indicator.tallies}


def _stated(value: PolicyValue, policy: Policy, day: date) -> Stated:
    if value.code_list is not None:
        return Stated(number=Decimal(len(policy.code_list(value.code_list).in_force(day))))
    if value.since is not None:
        return Stated(day=policy.value(value.since, on=day).since)
    if value.parameter is not None:
        found = policy.value(value.parameter, on=day).value
        return Stated(day=found) if isinstance(found, date) else Stated(number=Decimal(str(found)))
    assert value.expression is not None  # noqa: S101 - a value is one of the four
    for name in value.parameters:
        policy.value(name, on=day)
    found = value.expression.evaluate({}, policy.values_on(day), as_of=day)
    return Stated(day=found) if isinstance(found, date) else Stated(number=None if found is None else Decimal(found))


@dataclass(slots=True)
class _Counting:
    """One span over one connection; once run, ``empty`` are the facts and ledgers read that have no row."""

    look: Look
    policy: Policy
    span: Span
    levels: tuple[str, ...]
    progress: Progress | None
    empty: frozenset[str] = frozenset()

    def run(self, tallies: Mapping[str, Tally]) -> tuple[dict[tuple[str, str], Series], dict[str, dict[str, int]]]:
        numbered = list(enumerate(tallies.values()))
        counted: list[Counted] = []
        with Ground(self.look, self.policy, [t for _, t in numbered], self.span) as ground:
            steps, self.empty = ground.steps, ground.empty
            for done, step in enumerate(steps):
                if self.progress is not None:
                    self.progress(done, len(steps), Wording(f"counting: {step.over}", f"统计：{step.over}"))
                rows, chosen = ground.rows(step), [numbered[place] for place in step.places]
                if rows is not None:
                    counted += count(
                        self.look.connection, ground.given, chosen, rows, self.levels, ground.once, ground.crowded
                    )
        by_level = {level: [one.at(level) for one in counted] for level in self.levels}
        areas = self._areas(by_level)
        return self._aligned(numbered, by_level, areas), areas

    def _areas(self, counted: Mapping[str, list[pa.Table]]) -> dict[str, dict[str, int]]:
        codes = self.look.areas(self.span.as_of)
        areas: dict[str, dict[str, int]] = {}
        for level in self.levels:
            digits = LEVELS[level]
            here = {c[:digits] for c in codes if len(c) >= digits}
            for table in counted[level]:
                here |= set(table.column("area_code").to_pylist())
            areas[level] = {code: place for place, code in enumerate(sorted(here or ({""} if not digits else set())))}
        return areas

    def _aligned(
        self,
        numbered: list[tuple[int, Tally]],
        counted: Mapping[str, list[pa.Table]],
        areas: Mapping[str, Mapping[str, int]],
    ) -> dict[tuple[str, str], Series]:
        series: dict[tuple[str, str], Series] = {}
        for level in self.levels:
            codes = pa.array(list(areas[level]), pa.string())
            columns: dict[str, pa.Array] = {}
            for table in counted[level]:
                places = pc.index_in(codes, value_set=table.column("area_code").combine_chunks())
                aligned = table.take(places).combine_chunks()
                columns |= {name: aligned.column(name).chunk(0) for name in table.column_names[1:]}
            for number, tally in numbered:
                names = names_of(number)
                series[level, tally.canonical] = Series(
                    amount=columns.get(names["s"]),
                    count=columns.get(names["n"]),
                    unknown=columns.get(names["u"]),
                    day=columns.get(names["d"]),
                )
        return series
